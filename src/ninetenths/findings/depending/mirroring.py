"""The other direction: what part of the supplier's own exports goes to the state."""

from __future__ import annotations

from ninetenths.findings.depending.asking import Question
from ninetenths.findings.depending.reading import share_range
from ninetenths.findings.depending.records import Mirror
from ninetenths.findings.evidence import Evidence, is_fact
from ninetenths.findings.shares import definition, deviating, is_dated, is_supply_share, repeats
from ninetenths.findings.wording import figure
from ninetenths.ledger.records import Statement

_ALL = frozenset({"all goods", "goods and services"})


def mirrors(evidence: Evidence, asked: Question) -> tuple[list[Mirror], list[str]]:
    """Return dated shares of a supplier's exports that the state takes, of the item or of all goods, and ids left out.

    Each witness counts once; the state itself is the receiver and nobody shares it.
    """
    found = [one for one in evidence.touching() if _is_mirror(asked, one)]
    odd = {one.statement_id for one in deviating(evidence, found)}
    out = odd | set(repeats(evidence, found))
    kept = sorted(
        (one for one in found if one.statement_id not in out),
        key=lambda one: (one.sender, one.begins, one.ends, one.statement_id),
    )
    return [_mirror(one) for one in kept], sorted(out)


def _is_mirror(asked: Question, one: Statement) -> bool:
    wanted = (*asked.commodities, *_ALL) if asked.layer in ("energy", "trade") else asked.commodities
    return (
        is_supply_share(one)
        and is_fact(one)
        and is_dated(one)
        and asked.meets(one)
        and one.basis_denominator.startswith("sender")
        and one.receiver == asked.state
        and not one.with_receivers
        and not one.with_senders
        and one.basis_commodity in wanted
    )


def _mirror(one: Statement) -> Mirror:
    return Mirror(
        supplier=one.sender,
        definition=definition(one),
        begins=one.begins,
        ends=one.ends,
        share=share_range(one),
        printed=figure(one),
        statement_ids=(one.statement_id,),
    )
