"""What recorded money could have bought at a known price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ninetenths.errors import UnitError
from ninetenths.findings.evidence import Evidence, Side, is_fact, owner, stops
from ninetenths.findings.flows import RATE, converted, flow_rate, window_days
from ninetenths.findings.rules.base import overlap
from ninetenths.findings.shares import family, is_dated
from ninetenths.ledger.records import Statement
from ninetenths.ledger.units import convert

_MASS = "kt"
_MONEY = "MUSD"
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Cost:
    """What share of a receiver's intake the recorded value of goods could pay for, and the statements used.

    ``low`` and ``high`` are the share in percent of the intake, as far apart as the conversions leave it.
    """

    low: Decimal
    high: Decimal
    goods: Statement
    value: Statement
    volume: Statement
    intake: Statement


def cost_share(evidence: Evidence, way: tuple[Side, Side], actor: str, commodity: str) -> Cost | None:
    """Return what part of the receiver's intake an actor's recorded goods could pay for at the sender's price.

    ``way`` holds the sender, whose price it is, and the receiver.
    """
    sender, receiver = way
    goods = _goods_sold(evidence, receiver, actor)
    intake = _intake(evidence, receiver, commodity, goods)
    priced = _priced(evidence, sender, receiver, commodity, goods)
    if goods is None or intake is None or priced is None:
        return None
    value, volume = priced
    days = window_days(goods)
    spent = converted(goods.low, goods, _MONEY), converted(goods.high, goods, _MONEY)
    paid = converted(value.low, value, _MONEY), converted(value.high, value, _MONEY)
    mass = converted(volume.low, volume, _MASS), converted(volume.high, volume, _MASS)
    flow = flow_rate(intake)
    if flow is None or not (spent[0] and spent[1] and paid[0] and paid[1] and mass[0] and mass[1]):
        return None
    least, most = spent[0][0] / (paid[1][1] / mass[0][0]), spent[1][1] / (paid[0][0] / mass[1][1])
    try:
        barrels = [convert(bought, _MASS, RATE, commodity="crude", days=days) for bought in (least, most)]
    except UnitError:
        return None
    low, high = barrels[0][0] / flow[1] * 100, barrels[1][1] / flow[0] * 100
    return Cost(low.quantize(_TENTH), high.quantize(_TENTH), goods, value, volume, intake)


def _levels(evidence: Evidence, receiver: Side) -> list[Statement]:
    return [
        one
        for one in evidence.touching()
        if one.kind == "level"
        and is_fact(one)
        and is_dated(one)
        and one.high
        and not evidence.receivers[one.statement_id].isdisjoint(receiver.holds)
    ]


def _goods_sold(evidence: Evidence, receiver: Side, actor: str) -> Statement | None:
    """Return the latest recorded value of all goods that an actor sold the receiver."""
    found = [
        one
        for one in _levels(evidence, receiver)
        if one.layer == "trade"
        and one.sender == actor
        and one.basis_commodity == "all goods"
        and one.basis_concept != "two-way trade"
        and one.unit == _MONEY
    ]
    return max(found, key=lambda one: (stops(one), one.statement_id), default=None)


def _intake(evidence: Evidence, receiver: Side, commodity: str, goods: Statement | None) -> Statement | None:
    found = [
        one
        for one in _levels(evidence, receiver)
        if goods is not None
        and owner(one.sender) == "WLD"
        and one.unit == RATE
        and family(one) == commodity
        and one.basis_concept in ("imports", "exports by ship tracking", "needs", "supply", "deliveries", "consumption")
        and overlap(one, goods)
    ]
    return min(found, key=lambda one: (one.low or 0, one.statement_id), default=None)


def _priced(
    evidence: Evidence, sender: Side, receiver: Side, commodity: str, goods: Statement | None
) -> tuple[Statement, Statement] | None:
    """Return value and mass of one flow in one window, from which its price follows."""
    own = [
        one for one in _levels(evidence, receiver) if evidence.runs(one, sender, receiver) and family(one) == commodity
    ]
    pairs = [
        (value, mass)
        for value in own
        for mass in own
        if converted(value.high, value, _MONEY)
        and converted(mass.high, mass, _MASS)
        and (value.begins, value.ends) == (mass.begins, mass.ends)
        and goods is not None
        and overlap(value, goods)
    ]
    return max(pairs, key=lambda pair: (window_days(pair[0]), pair[0].statement_id), default=None)
