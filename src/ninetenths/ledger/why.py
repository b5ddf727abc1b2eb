"""Why a statement stands: the chain from it down to words, a cell or a citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninetenths.ledger.records import Anchor, Document, Judgement, Link, Statement, Text
from ninetenths.ledger.row_rules import words_span
from ninetenths.ledger.where import Where
from ninetenths.ledger.witness import measurement_of, witness_of

if TYPE_CHECKING:
    from ninetenths.ledger.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredWords:
    """An anchor with the words it holds; empty where the text of the document is not kept."""

    anchor: Anchor
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Everything that a statement rests on.

    Attributes
    ----------
    statement
        With its grade after judgements.
    document
        Where it was read.
    original
        The document that *document* reprints, through any number of reprints; None if it is no reprint.
    quote
        The words that the locator names; empty where the text is not kept or the locator is no span of words.
    anchors
        The words of each slot, sorted by place.
    links
        Ties with other statements that somebody claims, in either direction.
    judgements
        Changes of grade, oldest first.
    premises
        What the statement is derived from, and what that is derived from in turn, nearest first.
    same_witness
        Other statements between the same two in the same layer that go back to the same measurement or original
        document: they repeat it or stand beside it, and are no independent support.
    end
        One sentence: where the chain ends.

    Reading: the chain shows who says it and where; it does not say that it is so.
    """

    statement: Statement
    document: Document
    original: Document | None
    quote: str
    anchors: tuple[AnchoredWords, ...]
    links: tuple[Link, ...]
    judgements: tuple[Judgement, ...]
    premises: tuple[Statement, ...]
    same_witness: tuple[Statement, ...]
    end: str


def why(ledger: Ledger, statement_id: str) -> Why:
    """Return the chain of one statement, given its full id; see `Ledger.why`."""
    (statement,) = ledger.statements(Where(ids=(statement_id,), grades=()))
    documents = ledger.documents()
    document = documents[statement.document_id]
    original = documents.get(witness_of(document.document_id, documents))
    links = tuple(link for link in ledger.links() if statement_id in (link.statement_id, link.other_id))
    anchors = sorted(ledger.anchors(statement_id), key=lambda anchor: (anchor.start, anchor.end, anchor.slot))
    texts = ledger.texts({document.document_id, *(anchor.document_id for anchor in anchors)})
    quote = _quote(texts, document.document_id, words_span(statement.locator) if _in_words(statement) else None)
    return Why(
        statement=statement,
        document=document,
        original=original if original != document else None,
        quote=quote,
        anchors=tuple(
            AnchoredWords(anchor=anchor, quote=_quote(texts, anchor.document_id, (anchor.start, anchor.end)))
            for anchor in anchors
        ),
        links=links,
        judgements=tuple(
            sorted(ledger.judgements(statement_id), key=lambda judgement: (judgement.judged_at, judgement.judged_by))
        ),
        premises=_premises(ledger, statement_id),
        same_witness=_same_witness(ledger, statement, documents),
        end=_end(statement, document, quote),
    )


def _in_words(statement: Statement) -> bool:
    return statement.locator_kind == "words"


def _quote(texts: Mapping[str, Text], document_id: str, span: tuple[int, int] | None) -> str:
    content = texts[document_id].content if document_id in texts else ""
    return content[span[0] : span[1]] if span and span[1] <= len(content) else ""


def _premises(ledger: Ledger, statement_id: str) -> tuple[Statement, ...]:
    derived: dict[str, list[str]] = {}
    for link in ledger.links():
        if link.relation == "derived_from":
            derived.setdefault(link.statement_id, []).append(link.other_id)
    order = [statement_id]
    for known in order:  # grows while it is walked: nearest first, each once, so that a circle ends
        order += [other for other in derived.get(known, ()) if other not in order]
    found = {one.statement_id: one for one in ledger.statements(Where(ids=tuple(order), grades=()))}
    return tuple(found[other] for other in order[1:])


def _same_witness(ledger: Ledger, statement: Statement, documents: dict[str, Document]) -> tuple[Statement, ...]:
    own = measurement_of(statement, documents)
    beside = Where(senders=(statement.sender,), receivers=(statement.receiver,), layers=(statement.layer,), grades=())
    return tuple(
        other
        for other in ledger.statements(beside)
        if other.statement_id != statement.statement_id and measurement_of(other, documents) == own
    )


def _end(statement: Statement, document: Document, quote: str) -> str:
    if _in_words(statement) and quote:
        return f"The chain ends at characters {statement.locator} of the text kept for {document.title!r}."
    if _in_words(statement):
        return f"The chain ends at characters {statement.locator} of {document.title!r}, whose text is not kept here."
    if statement.locator_kind == "cell":
        kept = f" (SHA-256 {document.sha256})" if document.sha256 else ", whose hash is not known"
        return f"The chain ends at the cell {statement.locator!r} of {document.title!r}{kept}."
    where = document.address or "no address is known"
    return (
        f"The chain ends at a citation: {statement.locator!r} of {document.title!r}. The words are not kept here; "
        f"check them in the document ({where})."
    )
