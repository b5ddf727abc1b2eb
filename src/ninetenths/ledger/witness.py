"""Who saw or measured it: reprints, repeats and one tracker printed by many papers are one witness (§8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ninetenths.errors import LedgerError
from ninetenths.ledger.records import Document, Statement


def witness_of(document_id: str, documents: Mapping[str, Document]) -> str:
    """Return the id of the document that *document_id* goes back to through ``republishes``.

    Parameters
    ----------
    document_id
        A document; one that *documents* does not hold is its own witness.
    documents
        Document id to document.

    Returns
    -------
    str
        The id of the original; the document itself if it reprints nothing.

    Raises
    ------
    LedgerError
        If the chain of reprints runs in a circle, so that no original exists.

    Examples
    --------
    >>> from ninetenths.ledger.records import Document
    >>> def paper(name, original=""):
    ...     return Document(
    ...         document_id=name, title=name, kind="news", interest="press", licence="", republishes=original
    ...     )
    >>> witness_of("reprint", {"reprint": paper("reprint", "original"), "original": paper("original")})
    'original'
    """
    return _chain(document_id, documents, "republishes")[-1]


def vintage_of(document_id: str, documents: Mapping[str, Document]) -> tuple[str, int]:
    """Return the first release of the register that a document belongs to, and how many releases came before it.

    Releases are followed through ``supersedes`` from the original of a reprint.

    Reading: two documents with one register are vintages of the same evidence; the later one revises, it does
    not contradict.

    Raises
    ------
    LedgerError
        If a chain of reprints or releases runs in a circle.
    """
    releases = _chain(witness_of(document_id, documents), documents, "supersedes")
    return releases[-1], len(releases) - 1


def measurement_of(statement: Statement, documents: Mapping[str, Document]) -> str:
    """Return a key for who measured: the measurer with the definition measured, else the witness.

    Two statements with one key rest on one measurement however many documents print it.
    """
    if statement.measured_by:
        facets = (statement.basis_commodity, statement.basis_measure, statement.basis_concept)
        return " / ".join((f"measured by {statement.measured_by.strip().casefold()}", *filter(None, facets)))
    return witness_of(statement.document_id, documents)


def witnesses(statements: Iterable[Statement], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return the independent witnesses behind *statements*, sorted: each measurement or original counted once."""
    return tuple(sorted({measurement_of(statement, documents) for statement in statements}))


def _chain(document_id: str, documents: Mapping[str, Document], column: str) -> list[str]:
    chain = [document_id]
    while (document := documents.get(chain[-1])) is not None and (earlier := getattr(document, column)):
        if earlier in chain:
            raise LedgerError(
                f"document {document_id!r} goes back to itself through {column} ({' -> '.join([*chain, earlier])}): "
                f"no original exists, so witnesses cannot be counted; correct {column} of one of them"
            )
        chain.append(earlier)
    return chain
