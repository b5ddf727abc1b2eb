"""What the holders have at stake: what they own or invested where it could be reached, and what they sell there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ninetenths.errors import UnitError
from ninetenths.findings.evidence import is_fact, owner, stops
from ninetenths.findings.levering.result import Bound
from ninetenths.findings.printed import printed_ends
from ninetenths.findings.shares import is_dated
from ninetenths.findings.wording import named, percent, plain_item
from ninetenths.ledger.records import Statement
from ninetenths.ledger.units import convert
from ninetenths.network.supply import SupplyGraph

_PLACED = frozenset({"investment", "purchases", "ownership"})
_SOLD = frozenset({"imports", "exports", "exports by ship tracking", "exports declared", "deliveries"})
_MONEY = "MUSD"


def bounds_of(
    statements: Sequence[Statement], graph: SupplyGraph, holders: Sequence[str], partners: Sequence[str]
) -> tuple[Bound, ...]:
    """Return what the holders have at stake with the receiver and the states on the way.

    Parameters
    ----------
    statements, graph
        The evidence, and the assets with their owners on the day.
    holders
        The states that act.
    partners
        The receiver first, then the states on the way whose goodwill the holders may need.
    """
    found = []
    for holder in holders:
        for place, partner in enumerate(one for one in partners if one not in holders):
            found += _owned_there(graph, holder, partner)
            found += _invested(statements, holder, partner)
            found += _owned_there(graph, partner, holder)
            found += _invested(statements, partner, holder)
            if place == 0:
                found += _sold(statements, holder, partner)
    return tuple(dict.fromkeys(found))


def _owned_there(graph: SupplyGraph, holder: str, partner: str) -> list[Bound]:
    """Return the holder's part of assets that lie wholly in the partner's territory."""
    found = []
    for node in graph.nodes:
        share = node.share_of(holder) if set(node.states) == {partner} else None
        if share:
            found.append(
                Bound(
                    whose=holder, where=partner, words=f"{percent(share, share)} of {node.name}", low=float(share),
                    high=float(share), unit="percent", as_hostage=True, document_ids=node.document_ids,
                )
            )  # fmt: skip
    return found


def _invested(statements: Sequence[Statement], holder: str, partner: str) -> list[Bound]:
    found = []
    for one in statements:
        there = owner(one.sender) == holder and owner(one.receiver) == partner and is_fact(one)
        placed = one.layer == "finance" and one.kind == "level" and one.basis_concept in _PLACED
        money = _money(one) if there and placed else None
        if money:
            found.append(
                Bound(
                    whose=one.sender, where=partner, words=plain_item(one.item), low=money[0], high=money[1],
                    unit=_MONEY, as_hostage=True, statement_ids=(one.statement_id,),
                )
            )  # fmt: skip
    return found


def _money(statement: Statement) -> tuple[float, float] | None:
    """Return an amount in million US dollars; None where it is in another money, whose rate nobody gives."""
    ends = printed_ends(statement)
    if ends is None:
        return None
    try:
        low, high = (convert(Decimal(end), statement.unit, _MONEY) for end in ends)
    except UnitError:
        return None
    return float(low[0]), float(high[1])


def _sold(statements: Sequence[Statement], holder: str, receiver: str) -> list[Bound]:
    """Return the latest dated share of the holder's exports that goes to the receiver, of each kind of goods."""
    latest: dict[str, Statement] = {}
    for one in sorted(statements, key=lambda one: (stops(one), one.statement_id)):
        of_its_own = one.kind == "share" and one.basis_denominator.startswith("sender") and is_fact(one)
        sold = one.basis_concept in _SOLD and one.sender == holder and one.receiver == receiver
        if of_its_own and sold and not one.with_senders and is_dated(one):
            latest[one.basis_commodity] = one
    newest = max((stops(one).year for one in latest.values()), default=0)
    found = []
    for commodity, one in sorted(latest.items()):
        ends = printed_ends(one)
        if ends is None or stops(one).year < newest:
            continue
        words = f"sells {percent(*ends)} of its exports of {commodity} to {named(receiver)} ({stops(one).year})"
        low, high = (float(end) for end in ends)
        found.append(
            Bound(
                whose=holder, where=receiver, words=words, low=low, high=high, unit="percent", as_hostage=False,
                statement_ids=(one.statement_id,),
            )
        )  # fmt: skip
    return found
