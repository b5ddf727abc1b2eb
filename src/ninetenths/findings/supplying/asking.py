"""Which supplies between the two the evidence bears out well enough to be reconciled."""

from __future__ import annotations

from dataclasses import dataclass

from ninetenths.findings.evidence import Evidence, Side, is_fact, owner
from ninetenths.findings.rules.base import directions
from ninetenths.findings.shares import family, is_dated
from ninetenths.ledger.records import Statement

ITEMS = {"oil": "crude", "gas": "gas"}
"""Family of goods to the item that ways, cut-offs and reconciliation know."""

_LAYERS = frozenset({"energy", "trade", "transit"})
_FEWEST, _FEWEST_OF_SENDER = 5, 2
"""Dated figures of the receiver's supply, and those of them that name the sender, from which it is reconciled: with
fewer a range would show little but the prior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A supply to work out: from one side to the other, which is a state, of one item.

    ``beside`` are the states that the evidence names as sellers jointly with the sender, those named most often first.
    """

    sender: Side
    receiver: Side
    item: str
    beside: tuple[str, ...]


def asked(evidence: Evidence) -> tuple[Asked, ...]:
    """Return the supplies of the dyad that can be reconciled; a bloc's supply is not that of its members."""
    found = []
    for sender, receiver in directions(evidence):
        if receiver.is_bloc:
            continue
        for goods, item in ITEMS.items():
            figures = [one for one in evidence.statements if _is_figure(evidence, one, receiver, goods)]
            own = [one for one in figures if not evidence.senders[one.statement_id].isdisjoint(sender.holds)]
            if len(figures) >= _FEWEST and len(own) >= _FEWEST_OF_SENDER:
                found.append(Asked(sender=sender, receiver=receiver, item=item, beside=_beside(own, sender)))
    return tuple(found)


def _is_figure(evidence: Evidence, statement: Statement, receiver: Side, goods: str) -> bool:
    return (
        statement.layer in _LAYERS
        and statement.kind in ("share", "level")
        and statement.low is not None
        and family(statement) == goods
        and is_fact(statement)
        and is_dated(statement)
        and not statement.basis_denominator.startswith("sender")
        and not evidence.receivers[statement.statement_id].isdisjoint(receiver.holds)
    )


def _beside(own: list[Statement], sender: Side) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for one in own:
        for actor in {owner(other) for other in (one.sender, *one.with_senders)} - sender.holds - {"WLD", "UNK"}:
            counts[actor] = counts.get(actor, 0) + 1
    return tuple(sorted(counts, key=lambda actor: (-counts[actor], actor)))
