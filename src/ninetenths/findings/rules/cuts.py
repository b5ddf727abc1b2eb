"""Who cut: a supplier that ran a line down to nothing, a buyer that banned."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from ninetenths.findings.evidence import Evidence, Side, starts
from ninetenths.findings.printed import printed_ends
from ninetenths.findings.rules.base import Draft, began, credited, directions, name_of
from ninetenths.findings.rules.power import bans_by
from ninetenths.findings.wording import amount, capital_first, day, listed, named, number, plain_item, short
from ninetenths.ledger.records import Statement


def cuts(evidence: Evidence) -> list[Draft]:
    """Find an asset whose flow fell step by step to zero by acts of the supplier, and the buyer's own bans."""
    found = []
    for sender, receiver in directions(evidence):
        runs = [run for run in _series(evidence, sender, receiver).values() if _is_run_down(run)]
        if runs:
            longest = max(runs, key=lambda run: (len(run), run[0].statement_id))
            found.append(_draft(evidence, sender, receiver, longest))
    return found


def _series(evidence: Evidence, sender: Side, receiver: Side) -> dict[tuple[str, str], list[Statement]]:
    """Return the dated flows through each asset in one unit, in the order in which they began."""
    series: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in evidence.flows(sender, receiver):
        measured = one.layer in ("energy", "transit") and one.kind in ("level", "event") and one.high is not None
        if measured and one.begins and len(one.via) == 1 and one.via[0] in evidence.assets:
            series[(one.via[0], one.unit)].append(one)
    return {key: sorted(run, key=lambda one: (starts(one), one.statement_id)) for key, run in series.items()}


def _is_run_down(run: list[Statement]) -> bool:
    """Whether each step is below the one before, the last is zero, and the supplier's own act ended it."""
    values = [one.high for one in _steps(run) if one.high is not None]
    ended = next((one for one in run if one.high == 0), None)
    return len(values) > 2 and values[-1] == 0 and ended is not None and ended.kind == "event" and ended.sign == -1


def _steps(run: list[Statement]) -> list[Statement]:
    """Return the falling steps down to the first zero; pauses that were followed by flow are left out."""
    steps: list[Statement] = []
    for one in run:
        if one.high == 0 and any(other.high and starts(other) > starts(one) for other in run):
            continue
        if one.high is not None and (not steps or one.high < (steps[-1].high or 0)):
            steps.append(one)
        if one.high == 0:
            break
    return steps


def _printed(statement: Statement) -> str:
    return amount(*(printed_ends(statement) or (Decimal(0), Decimal(0))), statement.unit)


def _draft(evidence: Evidence, sender: Side, receiver: Side, run: list[Statement]) -> Draft:
    steps = _steps(run)
    asset = evidence.assets[steps[0].via[0]]
    first, unit_words = _printed(steps[0]).split(" ", 1)
    falls = [f"{_printed(one).split(' ', 1)[0]} ({day(one.begins)})" for one in steps[1:]]
    sentence = (
        f"{name_of(sender)} ran {asset.name} down from {first} {unit_words} "
        f"({day(steps[0].begins)}) to {listed(falls)} ({credited(evidence, *steps)})"
    )
    banned = bans_by(evidence, receiver, sender)
    said = [f"{plain_item(one.item)} ({named(one.sender)}, {began(one)})" for one in banned]
    return Draft(
        key="cut",
        question=3,
        headline=f"{number(steps[0].high or 0)} to {short(0, 0, steps[0].unit)}",
        sentence=capital_first(f"{sentence}."),
        detail=f"The buyer's side acted too: {listed(said)}." if said else "",
        statements=(*steps, *banned),
        weight=96,
        caveat="cut",
        low=0.0,
        high=float(steps[0].high or 0),
        unit=steps[0].unit,
        range_of="first to last step",
    )
