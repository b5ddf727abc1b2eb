"""Says who: the chain of one statement with the statements that do not agree with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ninetenths.findings.dossier import RouteAsset
from ninetenths.ledger import Ledger, Where
from ninetenths.ledger.compare import compare
from ninetenths.ledger.records import Statement
from ninetenths.ledger.why import Why
from ninetenths.states import actor_name, is_actor

_AGAINST = ("conflict", "apparent_conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A statement that does not agree with the one explained, and by which rule."""

    statement: Statement
    publisher: str
    relation: str
    rule: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The chain of a statement down to its end, who says otherwise (conflicts first), and the names of all actors."""

    why: Why
    against: tuple[Against, ...]
    names: dict[str, str] = field(default_factory=dict)
    routes: tuple[RouteAsset, ...] = ()


def explain(ledger: Ledger, statement_id: str) -> Explanation:
    """Return the chain of one statement and the statements that do not agree with it.

    Parameters
    ----------
    ledger
        The ledger that holds it.
    statement_id
        Its id, full or short where the short one is unique.

    Raises
    ------
    LedgerError
        If no statement has that id; the message names near ones.

    Reading: that a statement is disputed does not say which side is wrong; a dispute may come from definitions or
    windows that differ, and the rule says so.
    """
    chain = ledger.why(ledger.find_id(statement_id))
    documents = ledger.documents()
    stated = chain.statement
    beside = ledger.statements(Where(states=(stated.receiver,), layers=(stated.layer,)))
    against = []
    for other in beside:
        found = compare(stated, other, documents)
        if found.relation in _AGAINST:
            document = documents[other.document_id]
            against.append(
                Against(
                    statement=other,
                    publisher=document.publisher or document.title,
                    relation=found.relation,
                    rule=found.rule,
                    explanation=found.explanation,
                )
            )
    against.sort(key=lambda one: (_AGAINST.index(one.relation), one.statement.statement_id))
    shown = [stated, *chain.premises, *chain.same_witness, *(one.statement for one in against)]
    return Explanation(why=chain, against=tuple(against), names=_names(ledger, shown))


def _names(ledger: Ledger, statements: list[Statement]) -> dict[str, str]:
    actors = {
        actor
        for one in statements
        for actor in (one.sender, one.receiver, *one.with_senders, *one.with_receivers, *one.via, one.arena)
        if actor and is_actor(actor)
    }
    assets = {asset.asset_id: asset.name for asset in ledger.assets()}
    return {actor: actor_name(actor) for actor in sorted(actors)} | assets
