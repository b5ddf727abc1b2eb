"""Flows of oil on one scale, and what the seller declares beside what trackers count: the part below the surface."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from ninetenths.errors import UnitError
from ninetenths.findings.dossier import DeclaredPanel, FlowReading
from ninetenths.findings.evidence import Evidence, is_fact, owner, starts, stops
from ninetenths.findings.printed import is_open_above, printed_ends
from ninetenths.findings.shares import is_dated, repeats
from ninetenths.findings.wording import figure
from ninetenths.ledger.records import Statement
from ninetenths.ledger.units import convert

RATE = "kb/d"
WITNESS_KINDS = {"exports declared": "declared", "exports by ship tracking": "tracked"}
"""Concept to the kind of witness: the books of the seller's customs, or those who follow ships."""

Flow = tuple[str, str, str]
"""Sender, receiver and commodity."""


def declared_panels(evidence: Evidence) -> tuple[DeclaredPanel, ...]:
    """Return declared against tracked over time for each flow between the two that has both kinds of witness."""
    return tuple(
        DeclaredPanel(
            sender=sender,
            receiver=receiver,
            commodity=commodity,
            unit=RATE,
            readings=_readings(evidence, flow),
        )
        for (sender, receiver, commodity), flow in sorted(witnessed_flows(evidence).items())
    )


def witnessed_flows(evidence: Evidence) -> dict[Flow, list[Statement]]:
    """Return for each flow between the two that customs declare and trackers count the readings of both.

    A reading is a dated level from one sender alone that can be given in barrels a day. The sender and the receiver
    are states, also where a side is a bloc.
    """
    flows: dict[Flow, list[Statement]] = defaultdict(list)
    for one in evidence.between():
        if one.basis_concept in WITNESS_KINDS and _is_reading(one):
            flows[(owner(one.sender), owner(one.receiver), one.basis_commodity)].append(one)
    return {key: flow for key, flow in flows.items() if len({one.basis_concept for one in flow}) == len(WITNESS_KINDS)}


def window_days(statement: Statement) -> int:
    """Return the length of the statement's window in days."""
    return (stops(statement) - starts(statement)).days + 1


def flow_rate(statement: Statement) -> tuple[Decimal, Decimal] | None:
    """Return a flow of oil in thousand barrels a day, as a range; None where its unit or commodity has none.

    The range is that of what the source prints: of "over 7 million tonnes" it is that of seven.
    """
    ends = printed_ends(statement)
    if ends is None:
        return None
    low, high = (converted(end, statement, RATE) for end in ends)
    return (low[0], high[1]) if low and high else None


def converted(value: Decimal | None, statement: Statement, unit: str) -> tuple[Decimal, Decimal] | None:
    """Return a value of the statement's unit in another one, over its window where need be; None where it has none."""
    if value is None:
        return None
    for days in (None, window_days(statement)):
        try:
            return convert(value, statement.unit, unit, commodity=statement.basis_commodity, days=days)
        except UnitError:
            continue
    return None


def _is_reading(statement: Statement) -> bool:
    return (
        statement.layer == "energy"
        and statement.kind in ("level", "status")
        and is_fact(statement)
        and is_dated(statement)
        and not statement.with_senders
        and flow_rate(statement) is not None
    )


def _readings(evidence: Evidence, flow: list[Statement]) -> tuple[FlowReading, ...]:
    again = repeats(evidence, flow)
    return tuple(
        _reading(evidence, one, again.get(one.statement_id, ""))
        for one in sorted(flow, key=lambda one: (starts(one), stops(one), one.statement_id in again, one.statement_id))
    )


def _reading(evidence: Evidence, statement: Statement, same_witness_as: str) -> FlowReading:
    document = evidence.documents.get(statement.document_id)
    low, high = flow_rate(statement) or (Decimal(0), Decimal(0))
    return FlowReading(
        statement_id=statement.statement_id,
        witness_kind=WITNESS_KINDS[statement.basis_concept],
        low=round(float(low), 1),
        high=round(float(high), 1),
        begins=statement.begins,
        ends=statement.ends,
        measured_by=statement.measured_by,
        publisher=document.publisher if document else "",
        printed=figure(statement),
        same_witness_as=same_witness_as,
        open_above=is_open_above(statement),
    )
