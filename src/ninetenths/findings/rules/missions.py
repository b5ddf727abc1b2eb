"""Embassies and ambassadors: who came when, and who answers whom in kind."""

from __future__ import annotations

from datetime import timedelta

from ninetenths.findings.evidence import Evidence, Side, is_fact, starts
from ninetenths.findings.rules.base import Draft, began, directions, name_of
from ninetenths.findings.wording import capital_first, counted, day, distinct, figure, listed, named, plain_item
from ninetenths.ledger.records import Statement

_YEARS_APART = 5
_REPLY_DAYS = 60


def missions(evidence: Evidence) -> list[Draft]:
    """Find embassies that one side opened years before the other."""
    if evidence.second is None or any(side.is_bloc for side in evidence.sides):
        return []
    opened = [(side, _openings(evidence, side, other)) for side, other in directions(evidence)]
    if not all(events for _, events in opened):
        return []
    earlier, later = sorted(opened, key=lambda row: (starts(row[1][0]), row[0].actor))
    gap = starts(later[1][0]).year - starts(earlier[1][-1]).year
    if gap < _YEARS_APART:
        return []
    years = distinct(one.begins[:4] for one in earlier[1])
    sentence = (
        f"{name_of(earlier[0])} opened its embassy in {listed(years, 'or')}, {name_of(later[0])} opened one in return "
        f"only in {later[1][0].begins[:4]}, {counted(gap, 'year')} later."
    )
    return [
        Draft(
            key="embassies",
            question=1,
            headline=f"{counted(gap, 'year')} apart",
            sentence=capital_first(sentence),
            statements=(*earlier[1], *later[1]),
            weight=58,
            caveat="act",
            low=float(gap),
            high=float(later[1][-1].begins[:4]) - float(years[0]),
            unit="years",
            range_of="sources differ on the year" if len(years) > 1 else "",
        )
    ]


def tit_for_tat(evidence: Evidence) -> list[Draft]:
    """Find hostile acts of one kind that one side answered in kind within two months."""
    acts = [one for one in evidence.between() if one.kind == "event" and one.sign == -1 and is_fact(one)]
    found = []
    for one in acts:
        for other in acts:
            answered = one.item == other.item and starts(one) < starts(other) <= starts(one) + timedelta(
                days=_REPLY_DAYS
            )
            if answered and evidence.senders[one.statement_id].isdisjoint(evidence.senders[other.statement_id]):
                found.append((one, other))
    if not found:
        return []
    first, reply = min(found, key=lambda pair: (starts(pair[0]), pair[0].statement_id))
    size, back = (f" ({figure(one)})" if one.low is not None else "" for one in (first, reply))
    sentence = (
        f"{named(first.sender)} and {named(reply.sender)} answer each other in kind: {plain_item(first.item)} by "
        f"{named(first.sender)} on {began(first)}{size}, by {named(reply.sender)} on {began(reply)}{back}."
    )
    return [
        Draft(
            key="tit-for-tat",
            question=1,
            headline=f"answered in {counted((starts(reply) - starts(first)).days, 'day')}",
            sentence=capital_first(sentence),
            statements=(first, reply),
            weight=52,
            caveat="act",
        )
    ]


def _openings(evidence: Evidence, side: Side, other: Side) -> list[Statement]:
    """Return the events in which a side's embassy with the other opened, by date; plans and laws do not count."""
    found = [
        one
        for one in evidence.flows(side, other)
        if one.kind == "event" and one.layer == "diplomacy" and "embassy opened" in one.item and day(one.begins)
    ]
    return sorted(found, key=lambda one: (starts(one), one.statement_id))
