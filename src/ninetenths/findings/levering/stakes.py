"""What the holders have at stake: what they own or invested where it could be reached, and what they sell there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ninetenths.errors import UnitError
from ninetenths.findings.blocked.evidence import exports_to
from ninetenths.findings.evidence import is_fact, owner
from ninetenths.findings.levering.result import Bound
from ninetenths.findings.printed import printed_ends
from ninetenths.findings.wording import percent, plain_item
from ninetenths.ledger.records import Statement
from ninetenths.ledger.units import convert
from ninetenths.network.supply import SupplyGraph

_PLACED = frozenset({"investment", "purchases", "ownership"})
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
    """Return what of the holder's exports goes to the receiver, of each kind of goods."""
    return [
        Bound(
            whose=holder, where=receiver, words=words, low=low, high=high, unit="percent", as_hostage=False,
            statement_ids=(statement_id,),
        )
        for statement_id, low, high, words in exports_to(statements, holder, receiver)
    ]  # fmt: skip
