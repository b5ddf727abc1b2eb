"""Weigh what one state could make another lose: ``leverage``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

from ninetenths.cli.options import (
    AsOfOption,
    JsonOption,
    LedgerOption,
    WaitOption,
    WithRestrictedOption,
    actor,
    day,
    needed_day,
    reading,
)
from ninetenths.cli.output import console, plain, print_json, print_table, printable, short_id, working

if TYPE_CHECKING:
    from ninetenths.scenarios import Spread


def leverage(
    holders: str,
    receiver: str,
    *,
    item: Annotated[str, Parameter(help="What is supplied: crude or gas.")] = "crude",
    begins: Annotated[str, Parameter(name="--from", help="When the acts begin (2024, 2024-06, 2024-06-21).")] = "2025",
    weeks: Annotated[int, Parameter(validator=validators.Number(gte=1, lte=260), help="How long the run is.")] = 26,
    beside: Annotated[
        str, Parameter(help="Further states for the game of coalitions, with commas; else those on the supply.")
    ] = "",
    cut_share: Annotated[
        float, Parameter(help="Part of all their exports that exporters withhold in the price channel, 0 to 1.")
    ] = 0.05,
    draws: Annotated[int, Parameter(validator=validators.Number(gte=1, lte=20000), help="Draws of each run.")] = 200,
    seed: Annotated[int, Parameter(help="Seed of every draw.")] = 1,
    as_of: AsOfOption = None,
    with_restricted: WithRestrictedOption = False,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Weigh what one state could make another lose, and at what cost to itself.

    The answer is a triple and never one number: the receiver's loss from everything that the holders control at once,
    their own loss from the same acts, and the receiver's way out. A model is not a forecast.

    Parameters
    ----------
    holders
        The state that acts, or several with commas who act together: AZE,KAZ. A bloc stands for its members.
    receiver
        The state whose supply it is.
    """
    from ninetenths.findings.levering import leverage as weigh
    from ninetenths.ledger.dates import first_day
    from ninetenths.scenarios.items import item_named

    needed_day(begins, option="--from")
    start = first_day(begins)
    assert start is not None
    acting = [actor(one.strip()) for one in holders.split(",") if one.strip()]
    others = [actor(one.strip()) for one in beside.split(",") if one.strip()]
    store, other_side = reading(ledger, wait=wait), actor(receiver)
    with working("weighing"):
        found = weigh(
            store,
            acting,
            other_side,
            item=item,
            begins=start,
            weeks=weeks,
            beside=others or None,
            cut_share=cut_share,
            draws=draws,
            seed=seed,
            as_of=day(as_of, option="--as-of"),
            with_restricted=with_restricted or not json,
        )
    if json:
        from dataclasses import replace

        print_json(plain(replace(found, outcome=None)))
        return
    unit = item_named(item).rate_unit
    screen = console()
    for sentence in (*found.answer, *found.caveats):
        screen.print(printable(sentence))
    print_table(
        "What they have in hand",
        ("who", "how", "what", "how much"),
        [(one.holder, one.kind, one.words, _much(one.rate, unit)) for one in found.controls],
    )
    print_table(
        f"Coalitions: what the receiver would lose, million USD over {weeks} weeks, from {start}",
        ("state", "alone", "Shapley", "Banzhaf"),
        [(one.state, _range(one.alone), _range(one.shapley), _range(one.banzhaf)) for one in found.players],
    )
    print_table(
        "At stake",
        ("whose", "where", "what", "ids"),
        [
            (one.whose, one.where, one.words, " ".join(short_id(name) for name in one.statement_ids + one.document_ids))
            for one in found.bounds
        ],
    )
    print_table("Assumptions", ("",), [(one,) for one in found.assumptions])


def _range(spread: Spread) -> str:
    from ninetenths.findings.cut_off.wording import span

    return span(spread)


def _much(spread: Spread | None, unit: str) -> str:
    return f"{_range(spread)} {unit}" if spread else ""
