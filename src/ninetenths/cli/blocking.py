"""Who can stop a flow: ``blockers``."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter, validators

from ninetenths.cli.options import JsonOption, LedgerOption, WaitOption, actor, day, reading
from ninetenths.cli.output import print_json, print_table, printable, working

_SHOWN_WAYS = 20


def blockers(
    receiver: str,
    *,
    item: Annotated[Literal["crude", "gas"], Parameter(help="What flows.")] = "crude",
    origin: Annotated[
        list[str] | None,
        Parameter(help="A state that sells; may be given more than once. Default: all that are known."),
    ] = None,
    on: Annotated[str | None, Parameter(help="The day; by default the last status known of each asset.")] = None,
    strength: Annotated[
        Literal["economic", "capacitated", "hard"],
        Parameter(help="Too dear a way left, less than the need, or nothing at all."),
    ] = "economic",
    closure: Annotated[
        Literal["volume", "destination"], Parameter(help="Closed for every buyer, or refused to this one.")
    ] = "volume",
    legality: Annotated[
        Literal["any", "arguable", "lawful"],
        Parameter(help="Which acts count: all, those not plainly unlawful, or those plainly lawful."),
    ] = "any",
    lawful: Annotated[bool, Parameter(negative="", help="The same as --legality lawful.")] = False,
    dearer_by: Annotated[
        float, Parameter(validator=validators.Number(gt=0), help="USD a barrel from which a way round is too dear.")
    ] = 3.0,
    all_ways: Annotated[bool, Parameter(negative="", help="Show every way, not only the first twenty.")] = False,
    seed: Annotated[int, Parameter(validator=validators.Number(gte=0), help="Seed of the draws.")] = 1,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Find who could stop a supply, alone or together, and by what act.

    Acts are bans, denials and rules of states and refusals of firms. A power to stop is no will to stop.

    Parameters
    ----------
    receiver
        The state that buys.
    """
    from ninetenths.findings.blocked import tables
    from ninetenths.findings.blocked.plain import plain
    from ninetenths.findings.blocking import blockers as find

    when = day(on, option="--on")
    with working("looking for ways round"):
        found = find(
            reading(ledger, wait=wait),
            actor(receiver, on=when),
            item=item,
            origins=tuple(actor(one, on=when) for one in origin or ()),
            on=when,
            seed=seed,
            strength=strength,
            closure=closure,
            legality="lawful" if lawful else legality,
            dearer_by=dearer_by,
        )
    if json:
        print_json(plain(found))
        return
    for sentence in found.answer:
        print(printable(sentence))  # noqa: T201
    acts = tables.act_rows(found.powers, found.exposures, receiver=found.receiver, names=dict(found.names))
    print_table("Who could do what", ("who", "act", "where", "law", "leaks", "own cost"), acts)
    asked = [one for one in found.coalitions if one.layer == "state" and one.closure == found.closure]
    sets = tables.coalition_rows(
        (one.strength, one.members, one.chance, one.leakage) for one in asked if one.legality == found.legality
    )
    print_table("Smallest sets of states", ("strength", "states", "in draws", "leaks"), sets)
    round_it = tables.detour_rows((one.holder, one.km, one.dearer) for one in found.detours)
    print_table("The way round each", ("state", "longer at sea", "dearer"), round_it)
    print_table("What the answer hangs on", ("changes", "if"), tables.flip_rows(found.flips))
    ways = tables.way_rows(found.ways, most=len(found.ways) if all_ways else _SHOWN_WAYS)
    print_table(
        f"{len(ways)} of {len(found.ways)} ways", ("status", "from", "over", "sea km", "days", "open question"), ways
    )
    for sentence in found.caveats:
        print(printable(sentence))  # noqa: T201
