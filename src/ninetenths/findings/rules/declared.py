"""What the seller declares beside what trackers count: the part below the surface."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ninetenths.findings.evidence import Evidence, starts, stops
from ninetenths.findings.flows import RATE, WITNESS_KINDS, flow_rate, window_days, witnessed_flows
from ninetenths.findings.printed import is_open_above
from ninetenths.findings.rules.base import Draft, credited, overlap
from ninetenths.findings.rules.supplied import arrived, with_said
from ninetenths.findings.shares import repeats
from ninetenths.findings.wording import (
    amount,
    capital_first,
    during,
    figure,
    listed,
    named,
    number,
    possessive,
    short,
)
from ninetenths.ledger.records import Statement

_APART = Decimal("1.5")
_LONG = 150
_SHOWN = 2


def declared_and_tracked(evidence: Evidence) -> list[Draft]:
    """Find windows in which the seller's customs declare far less than trackers count on the same way."""
    found = []
    for (sender, receiver, commodity), flow in sorted(witnessed_flows(evidence).items()):
        again = repeats(evidence, flow)
        own = [one for one in flow if one.statement_id not in again]
        declared = [one for one in own if WITNESS_KINDS[one.basis_concept] == "declared"]
        tracked = [one for one in own if WITNESS_KINDS[one.basis_concept] == "tracked"]
        pairs = [(one, other) for one in declared for other in tracked if _is_apart(one, other)]
        if evidence.second is not None and pairs:
            earlier = [one for one in declared if all(one is not other for other, _ in pairs)]
            draft = _draft(evidence, (sender, receiver, commodity), pairs, earlier)
            panel = next((one for one in evidence.supply if (one.receiver, one.item) == (receiver, commodity)), None)
            found.append(with_said(evidence, draft, arrived(panel, sender)))
    return found


def _is_apart(declared: Statement, tracked: Statement) -> bool:
    low, high = _rate(declared), _rate(tracked)
    long = min(window_days(declared), window_days(tracked)) > _LONG
    return long and overlap(declared, tracked) and high[0] > low[1] * _APART


def _rate(statement: Statement) -> tuple[Decimal, Decimal]:
    """Return the flow in whole thousand barrels a day: a conversion of tonnes knows no better."""
    low, high = flow_rate(statement) or (Decimal(0), Decimal(0))
    if statement.unit == RATE:
        return low, high
    return low.to_integral_value(), high.to_integral_value()


def _draft(
    evidence: Evidence,
    flow: tuple[str, str, str],
    pairs: list[tuple[Statement, Statement]],
    earlier: list[Statement],
) -> Draft:
    sender, receiver, commodity = flow
    declared = _in_order(one for one, _ in pairs)
    tracked = _in_order(other for _, other in pairs)[-_SHOWN:]
    zero = next((one for one in reversed(declared) if one.high == 0), None)
    booked = max((one for one in declared if one.high), key=lambda one: (window_days(one), stops(one)), default=None)
    shown = [one for one in (booked, zero) if one]
    whom = f"of {commodity} for {named(receiver)}"
    books = [f"{_daily(booked)} {whom} {during(booked.begins, booked.ends)}"] if booked else []
    if zero:
        books.append(f"{'none' if booked else f'no {whom[3:]}'} {during(zero.begins, zero.ends)}")
    seen = [f"{_daily(one)} {during(one.begins, one.ends)}" for one in tracked]
    below = booked or shown[-1]
    beside = max((other for one, other in pairs if one is below), key=lambda one: (stops(one), one.statement_id))
    rates = [_rate(one) for one in (*shown, *tracked)]
    return Draft(
        key="declared-tracked",
        question=7,
        headline=f"{_short(below, '')} against {_short(beside, RATE)}",
        sentence=capital_first(
            f"{possessive(named(sender))} customs declare {listed(books)}; those who track ships count {listed(seen)}."
        ),
        detail=_detail(evidence, shown, tracked, earlier),
        statements=tuple(dict.fromkeys((*shown, *tracked, *earlier))),
        weight=95,
        caveat="discrepancy",
        low=float(min(low for low, _ in rates)),
        high=float(max(high for _, high in rates)),
        unit=RATE,
        range_of="declared against tracked",
    )


def _in_order(statements: Iterable[Statement]) -> list[Statement]:
    unique = {one.statement_id: one for one in statements}
    return sorted(unique.values(), key=lambda one: (stops(one), starts(one), one.statement_id))


def _daily(statement: Statement) -> str:
    """Return a flow a day in words; of one that is only said to exceed a figure the least it can be."""
    low, high = _rate(statement)
    return f"{amount(low, low, RATE)} or more" if is_open_above(statement) else amount(low, high, RATE)


def _short(statement: Statement, unit: str) -> str:
    low, high = _rate(statement)
    if is_open_above(statement):
        return short(low, low, unit).replace(number(low), f"{number(low)} or more", 1)
    return short(low, high, unit)


def _detail(evidence: Evidence, books: list[Statement], tracked: list[Statement], earlier: list[Statement]) -> str:
    """Say what is printed and by whom, and what the same customs declared in windows that no tracker contradicts."""
    printed = [f"{figure(one)} {during(one.begins, one.ends)}{_reporter(one)}" for one in books if one.high]
    printed += [f"nil {during(one.begins, one.ends)}{_reporter(one)}" for one in books if not one.high]
    whose = credited(evidence, *books)
    seen = [f"{figure(one)} {during(one.begins, one.ends)} ({credited(evidence, one)})" for one in tracked]
    said = f"Printed are {listed(printed)} ({whose}), against {listed(seen)}."
    before = [f"{_daily(one)} {during(one.begins, one.ends)}" for one in earlier]
    return f"{said} The same books show {listed(before)}." if before else said


def _reporter(statement: Statement) -> str:
    return " as reported" if statement.modality == "reported" else ""
