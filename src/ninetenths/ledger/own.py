"""A figure of one's own: text cells to one statement and its document, with ids from their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from ninetenths.errors import InvalidRecord
from ninetenths.ledger.parse import read_rows
from ninetenths.ledger.records import Document, Record


def own_records(
    statement: Mapping[str, str],
    source: Mapping[str, str],
    documents: Mapping[str, Document],
    *,
    recorded_at: datetime,
) -> list[Record]:
    """Return the document, unless the ledger has it, and the statement, last.

    Parameters
    ----------
    statement
        Column of the statement to text; empty text is unknown.
    source
        ``document`` with the id of a known document, or ``title`` and further columns of a new one.
    documents
        The documents of the ledger.
    recorded_at
        When it is recorded.

    Returns
    -------
    list of Record
        The ids are ``own:`` and sixteen hexadecimal digits of the SHA-256 of the content, so that the same figure
        from the same document always has the same id.

    Raises
    ------
    InvalidRecord
        With all faults at once.
    """
    found: list[Record] = []
    if source["document"]:
        if source["document"] not in documents:
            raise InvalidRecord(
                f"no document has the id {source['document']!r}; list them with `ninetenths cite` or give --title"
            )
        document_id = source["document"]
    else:
        new = {name: source[name] for name in source if name not in ("document", "document_kind")}
        new |= {"kind": source["document_kind"], "was_read": "yes"}
        document_id = new["document_id"] = _content_id(new)
        found += _parsed("document", new)
    row = {"locator": "as given", **{name: text for name, text in statement.items() if text}}
    row |= {"document_id": document_id, "locator_kind": "citation", "coder": "user", "grade": "accepted"}
    row["statement_id"] = _content_id(row)
    row["recorded_at"] = recorded_at.isoformat()
    return found + _parsed("statement", row)


def _content_id(row: Mapping[str, str]) -> str:
    content = json.dumps(sorted(row.items()), ensure_ascii=False).encode()
    return f"own:{hashlib.sha256(content).hexdigest()[:16]}"


def _parsed(table: str, row: Mapping[str, str]) -> list[Record]:
    records, faults = read_rows(table, [{name: text for name, text in row.items() if text}])
    if faults:
        raise InvalidRecord("\n".join(str(fault) for fault in faults))
    return records
