"""What third parties send one of the two across the other."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, Side, is_fact, owner, stops
from ninetenths.findings.routes import states_at
from ninetenths.findings.rules.base import Draft, directions, flow_cited, name_of
from ninetenths.findings.shares import family, is_dated
from ninetenths.findings.wording import capital_first, distinct, listed, named, short
from ninetenths.ledger.records import Statement

_PHYSICAL = frozenset({"imports", "exports", "exports by ship tracking", "exports declared", "deliveries", "supply"})
_SHOWN = 3


def carried(evidence: Evidence) -> list[Draft]:
    """Find measured goods of third parties that reach one side across the other's territory."""
    found = []
    for carrier, receiver in directions(evidence):
        flows = [one for one in evidence.touching() if _crosses(evidence, one, carrier, receiver)]
        latest: dict[str, Statement] = {}
        for one in sorted(flows, key=lambda one: (stops(one), one.kind == "level", one.statement_id)):
            latest[one.sender] = one
        shown = sorted(latest.values(), key=lambda one: (-stops(one).toordinal(), one.statement_id))[:_SHOWN]
        if shown:
            ends = distinct(named(owner(one.receiver)) for one in shown)
            parts = [f"{family(one) or 'goods'} of {named(one.sender)}, {flow_cited(evidence, one)}" for one in shown]
            found.append(
                Draft(
                    key="carried",
                    question=3,
                    headline=f"{short(shown[0].low or 0, shown[0].high or 0, shown[0].unit)} across {name_of(carrier)}",
                    sentence=capital_first(
                        f"{name_of(carrier)} is on the way of what others send {listed(ends)}: {listed(parts)}."
                    ),
                    statements=tuple(shown),
                    weight=73,
                    caveat="power",
                )
            )
    return found


def _crosses(evidence: Evidence, one: Statement, carrier: Side, receiver: Side) -> bool:
    if one.kind not in ("level", "share") or not one.high or one.with_senders or not (is_fact(one) and is_dated(one)):
        return False
    if one.basis_concept not in _PHYSICAL or one.layer not in ("energy", "trade"):
        return False
    third = owner(one.sender) not in carrier.holds | receiver.holds | {"WLD", "UNK"}
    reaches = not evidence.receivers[one.statement_id].isdisjoint(receiver.holds)
    crossed = {state for stop in one.via for state in states_at(evidence, stop)}
    return third and reaches and bool(crossed & carrier.holds)
