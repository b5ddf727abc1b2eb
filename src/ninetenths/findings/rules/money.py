"""What each side owns of the other or has put into it, and what they trade in all."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, is_fact, starts, stops
from ninetenths.findings.rules.base import Draft, bounds, cited, credited, directions, states_of
from ninetenths.findings.shares import is_dated
from ninetenths.findings.wording import capital_first, counted, during, figure, listed, named, number, plain_item, short
from ninetenths.ledger.records import Statement

_SHOWN = 3


def holdings(evidence: Evidence) -> list[Draft]:
    """Find the stakes and investments between the two, the latest first."""
    found = [
        one
        for one in evidence.between()
        if one.layer == "finance"
        and is_fact(one)
        and one.high
        and one.begins
        and (one.basis_concept == "investment" or (one.basis_measure == "stake" and one.kind in ("share", "event")))
        and evidence.second is not None
    ]
    latest: dict[tuple[str, str], Statement] = {}
    for one in sorted(found, key=lambda one: (starts(one), one.statement_id)):
        latest[(one.sender, one.item)] = one
    shown = sorted(latest.values(), key=lambda one: (-stops(one).toordinal(), one.statement_id))[:_SHOWN]
    if not shown:
        return []
    parts = [f"{plain_item(one.item)} by {named(one.sender)}, {figure(one)} {cited(evidence, [one])}" for one in shown]
    low, high = bounds(shown)
    alone = len(shown) == 1
    names = states_of(evidence, shown)
    return [
        Draft(
            key="holdings",
            question=1,
            headline=counted(len(shown), "holding") if parts[1:] else f"{figure(shown[0])} held",
            sentence=f"Money ties {names} beyond trade: {parts[0]}.",
            detail=f"Beside it stand {listed(parts[1:])}." if parts[1:] else "",
            statements=tuple(shown),
            weight=57,
            caveat="flow",
            low=low if alone else None,
            high=high if alone else None,
            unit=shown[0].unit if alone else "",
        )
    ]


def trade_both_ways(evidence: Evidence) -> list[Draft]:
    """Find what each of the two sold the other in one window by one source."""
    sold = []
    for sender, receiver in directions(evidence):
        sold.append(
            [
                one
                for one in evidence.flows(sender, receiver)
                if one.layer == "trade"
                and one.kind == "level"
                and one.basis_commodity == "all goods"
                and one.basis_concept in ("exports", "imports")
                and is_dated(one)
                and (one.sender, one.receiver) == (sender.actor, receiver.actor)
            ]
        )
    pairs = [
        (one, other)
        for one in (sold[0] if sold else [])
        for other in sold[1]
        if (one.begins, one.ends, one.unit, one.document_id)
        == (other.begins, other.ends, other.unit, other.document_id)
    ]
    if not pairs:
        return []
    one, other = max(pairs, key=lambda pair: (stops(pair[0]), pair[0].statement_id))
    sentence = (
        f"{during(one.begins, one.ends)} {named(one.sender)} sold {named(one.receiver)} goods for {figure(one)} "
        f"and bought for {figure(other)} ({credited(evidence, one)})."
    )
    return [
        Draft(
            key="trade",
            question=1,
            headline=f"Trade {number(one.low or 0)} against {short(other.low or 0, other.high or 0, other.unit)}",
            sentence=capital_first(sentence),
            statements=(one, other),
            weight=55,
            caveat="trade",
            range_of="two directions",
        )
    ]
