"""Questions about a dyad in time: ``timeline``, ``spells``, ``diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators

from ninetenths.cli.options import (
    AsOfOption,
    JsonOption,
    LedgerOption,
    WaitOption,
    actor,
    day,
    eve,
    needed_day,
    reading,
)
from ninetenths.cli.output import print_json, print_statements, print_table, short_id


def timeline(
    first: str,
    second: str = "",
    *,
    around: Annotated[str | None, Parameter(help="A date: show what happened near it.")] = None,
    days: Annotated[
        int, Parameter(validator=validators.Number(gte=0), help="How many days before and after --around.")
    ] = 90,
    layer: Annotated[list[str] | None, Parameter(help="Layer of relations.")] = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """List what happened between two states, or around a date.

    Parameters
    ----------
    first, second
        The two sides; with one side everything that touches it.
    """
    from ninetenths.findings import timeline as find
    from ninetenths.ledger import Where

    asked = Where(layers=tuple(layer or ()))
    found = find(
        reading(ledger, wait=wait),
        actor(first),
        actor(second) if second else "",
        around=day(around, option="--around"),
        days=days,
        as_of=day(as_of, option="--as-of"),
    )
    found = tuple(entry for entry in found if not asked.layers or entry.layer in asked.layers)
    if json:
        print_json(found)
        return
    print_table(
        f"{len(found)} entries",
        ("when", "layer", "from", "to", "what happened", "ids"),
        [
            (
                entry.begins if entry.ends in ("", entry.begins) else f"{entry.begins} to {entry.ends}",
                entry.layer,
                entry.sender,
                entry.receiver,
                entry.summary if entry.modality == "asserted" else f"[{entry.modality}] {entry.summary}",
                " ".join(short_id(identifier) for identifier in (entry.statement_id, *entry.also)),
            )
            for entry in found
        ],
    )


def spells(
    first: str,
    second: str,
    *,
    on: Annotated[str, Parameter(help="The date asked about.")],
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Ask what held between two states on a date.

    Recognised, embassy open, ambassador present, allied, at war, trade banned: an answer is yes, no or unknown;
    what no statement covers is unknown and never no.

    Parameters
    ----------
    first, second
        The two sides; each question is answered in both directions where it has one.
    """
    from ninetenths.findings import spells as find

    when = needed_day(on, option="--on")
    found = find(reading(ledger, wait=wait), actor(first, on=when), actor(second, on=when), on=when)
    if json:
        print_json(found)
        return
    print_table(
        f"On {on}",
        ("question", "from", "to", "answer", "since", "until", "ids"),
        [
            (
                spell.question,
                spell.sender,
                spell.receiver,
                spell.answer,
                spell.since,
                spell.until,
                " ".join(short_id(identifier) for identifier in spell.statement_ids),
            )
            for spell in found
        ],
    )


def diff(
    first: str,
    second: str = "",
    *,
    since: Annotated[str | None, Parameter(help="Say what was published on or after this date.")] = None,
    until: Annotated[str | None, Parameter(help="The later date; without it everything in the ledger.")] = None,
    against: Annotated[Path | None, Parameter(help="Compare with another ledger or pack instead.")] = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Show what the evidence on a dyad gained between two dates.

    Parameters
    ----------
    first, second
        As for ``brief``.
    """
    from ninetenths.errors import InvalidRecord
    from ninetenths.findings import build_dossier
    from ninetenths.findings import diff as find

    if (since is None) == (against is None):
        raise InvalidRecord("diff needs one thing to compare with: --since DATE or --against LEDGER")
    if since and until and needed_day(since, option="--since") >= needed_day(until, option="--until"):
        raise InvalidRecord(f"--since {since} is not before --until {until}: swap the two dates")
    sides = actor(first), actor(second) if second else ""
    store = reading(ledger, wait=wait)
    after = build_dossier(store, *sides, as_of=day(until, option="--until"))
    before = build_dossier(reading(str(against)) if against else store, *sides, as_of=eve(since, option="--since"))
    found = find(before, after)
    if json:
        print_json(found)
        return
    print_statements(f"{len(found.added)} statements added", [after.statements[one] for one in found.added])
    print_statements(f"{len(found.removed)} statements gone", [before.statements[one] for one in found.removed])
    print_table(
        "Disputes",
        ("", "question"),
        [("opened", one) for one in found.disputes_opened] + [("closed", one) for one in found.disputes_closed],
    )
    print_table(
        f"{len(found.moved)} findings moved",
        ("finding", "before", "after"),
        [(move.key, move.before, move.after) for move in found.moved],
    )
