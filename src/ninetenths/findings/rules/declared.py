"""What the seller declares beside what trackers count: the part below the surface."""

from __future__ import annotations

from decimal import Decimal

from ninetenths.findings.evidence import Evidence, Side, starts, stops
from ninetenths.findings.rules.base import Draft, credited, directions, name_of, overlap
from ninetenths.findings.rules.rates import flow_rate, window_days
from ninetenths.findings.shares import family, is_dated
from ninetenths.findings.wording import capital_first, during, figure, listed, possessive
from ninetenths.ledger.records import Statement

_DECLARED, _TRACKED = "exports declared", "exports by ship tracking"
_APART = Decimal("1.5")
_LONG = 150
_SHOWN = 2


def declared_and_tracked(evidence: Evidence) -> list[Draft]:
    """Find windows in which the seller's customs declare far less than trackers count on the same way."""
    found = []
    for sender, receiver in directions(evidence):
        flows = [
            one
            for one in evidence.flows(sender, receiver)
            if one.layer == "energy" and one.kind in ("level", "status") and is_dated(one) and flow_rate(one)
        ]
        declared = [one for one in flows if one.basis_concept == _DECLARED]
        tracked = [one for one in flows if one.basis_concept == _TRACKED and window_days(one) > _LONG]
        pairs = [(one, other) for one in declared for other in tracked if _is_apart(one, other)]
        if pairs:
            found.append(_draft(evidence, sender, receiver, pairs))
    return found


def _is_apart(declared: Statement, tracked: Statement) -> bool:
    low, high = flow_rate(declared), flow_rate(tracked)
    return (
        bool(low and high)
        and overlap(declared, tracked)
        and family(declared) == family(tracked)
        and window_days(declared) > _LONG
        and high[0] > low[1] * _APART  # type: ignore[index]
    )


def _draft(evidence: Evidence, sender: Side, receiver: Side, pairs: list[tuple[Statement, Statement]]) -> Draft:
    declared = sorted(
        {one.statement_id: one for one, _ in pairs}.values(), key=lambda one: (starts(one), one.statement_id)
    )
    tracked = sorted(
        {one.statement_id: one for _, one in pairs}.values(),
        key=lambda one: (-stops(one).toordinal(), one.statement_id),
    )
    distinct_tracked = list({(one.low, one.begins, one.ends): one for one in reversed(tracked)}.values())[::-1][:_SHOWN]
    goods = tracked[0].basis_commodity
    whose = possessive(name_of(sender))
    zero = next((one for one in reversed(declared) if one.high == 0), None)
    counted = next((one for one in reversed(declared) if one.high), None)
    parts = []
    if counted:
        parts.append(
            f"{figure(counted)} of {goods} for {name_of(receiver)} {during(counted.begins, counted.ends)}"
            f"{_daily(counted)}"
        )
    if zero:
        nothing = "none" if counted else f"no {goods} for {name_of(receiver)}"
        told = f" (reported by {zero.speaker})" if zero.modality == "reported" and zero.speaker else ""
        parts.append(f"{nothing} {during(zero.begins, zero.ends)}{told}")
    seen = [
        f"{figure(one)} {during(one.begins, one.ends)}{_daily(one, credited(evidence, one))}"
        for one in distinct_tracked
    ]
    sentence = f"{whose} customs declare {listed(parts)}; those who track ships count {listed(seen)}."
    rates = [flow_rate(one) for one in (*declared[-2:], *distinct_tracked)]
    return Draft(
        key="declared-tracked",
        question=7,
        sentence=capital_first(sentence),
        statements=tuple(one for one in (counted, zero, *distinct_tracked) if one),
        weight=90,
        caveat="discrepancy",
        low=float(min(rate[0] for rate in rates if rate)),
        high=float(max(rate[1] for rate in rates if rate)),
        unit="kb/d",
        range_of="declared against tracked",
    )


def _daily(statement: Statement, measurer: str = "") -> str:
    """Return in brackets who measured and a mass also as barrels a day, in whole thousands, to compare the two."""
    parts = [measurer] if measurer else []
    rate = flow_rate(statement)
    if rate is not None and not statement.unit.endswith("/d"):
        low, high = (int(end.to_integral_value()) for end in rate)
        parts.append(f"{low},000 to {high},000 barrels a day" if low != high else f"{low},000 barrels a day")
    return f" ({'; '.join(parts)})" if parts else ""
