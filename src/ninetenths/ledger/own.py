"""A figure of one's own: text cells to one statement and its document, with ids from their content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from ninetenths.errors import InvalidRecord
from ninetenths.ledger.cells import shown
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
            raise InvalidRecord(f"no document has the id {shown(source['document'])}; give --title for a new one")
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
    statements = _parsed("statement", row)
    return [*found, *statements]


def _content_id(row: Mapping[str, str]) -> str:
    content = json.dumps(sorted(row.items()), ensure_ascii=False).encode()
    return f"own:{hashlib.sha256(content).hexdigest()[:16]}"


def _parsed(table: str, row: Mapping[str, str]) -> list[Record]:
    records, faults = read_rows(table, [{name: text for name, text in row.items() if text}])
    said = [
        f"--{_OPTIONS.get((table, fault.column), fault.column).replace('_', '-')}: found {fault.found}; "
        f"expected {fault.expected}; {fault.advice}"
        for fault in faults
    ] + _doubtful_share(row)
    if said:
        raise InvalidRecord("the figure was not added:\n  " + "\n  ".join(said))
    return records


_OPTIONS = {("document", "kind"): "document_kind"}


def _doubtful_share(row: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a share of one's own: it needs a figure between nothing and the whole."""
    if row.get("kind") != "share":
        return []
    if not row.get("low") and not row.get("high"):
        return ["--low: found a share without a figure; expected its size; give --low, --high and --unit"]
    wrong = [name for name in ("low", "high") if row.get(name) and not _is_part(row[name], row.get("unit", ""))]
    return [
        f"--{name}: found {shown(row[name])}; expected a share from 0 to 100 percent; correct it, or make it a level"
        for name in wrong
    ]


def _is_part(text: str, unit: str) -> bool:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return True  # said already
    return not value.is_finite() or (value >= 0 and (unit != "percent" or value <= 100))
