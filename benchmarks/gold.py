"""One careful reading of two articles as statements of the ledger, and how well pairs of them are compared."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from ninetenths.ledger.compare import compare
from ninetenths.ledger.records import Statement

KINDS = {
    "relation": "status",
    "event": "event",
    "hypothetical": "prospect",
    "stance": "stance",
    "attribution": "stance",
}
SIGNS = {"+": 1, "0": 0, "-": -1}
ENDS_NAMED = re.compile(
    r"\b(Azerbaijan\w*|Baku|Israel\w*|Tel Aviv|Turk\w+|Erdogan|Kazakhstan|Iran\w*|Tehran|Armenia\w*|Palestin\w*|Hamas"
    r"|Russia\w*|U\.?S\.?)(['’]s)?",
    re.IGNORECASE,
)


def _as_tuple(value: str | list[str]) -> tuple[str, ...]:
    return tuple("PSE:HAMAS" if name == "HAMAS" else name for name in (value if isinstance(value, list) else [value]))


def _as_window(row: dict[str, Any]) -> tuple[str, str]:
    """Relative dates ("recent", "document time") stay unknown: neither article is dated."""
    match = re.fullmatch(r"(\.\.|[\d-]+)(?:/(\.\.|[\d-]+))?", row.get("date") or row.get("as_of") or "")
    return (match[1], match[2] or "") if match else ("", "")


def as_statement(row: dict[str, Any]) -> Statement:
    """Map a gold record to the ledger as the corpus describes; the item is the issue, the basis or the words said."""
    senders, receivers, (begins, ends) = _as_tuple(row["actor"]), _as_tuple(row["target"]), _as_window(row)
    kind = KINDS.get(row["kind"]) or ("rank" if row["unit"] == "rank" else "share")
    value = Decimal(str(row["value"])) if "value" in row else None
    return Statement(
        statement_id=row["id"],
        summary=row["quote"],
        layer=row["layer"],
        kind=kind,
        sender=senders[0],
        with_senders=senders[1:],
        receiver=receivers[0],
        with_receivers=receivers[1:],
        item=row.get("issue") or row.get("of_what") or ENDS_NAMED.sub(" ", row["quote"]),
        polarity="negated" if row.get("negated") else "affirmed",
        low=value,
        high=value,
        unit=row.get("unit") or "",
        approximate=bool(row.get("approx")),
        basis_text=row.get("of_what") or "",
        begins=begins,
        ends=ends,
        sign=None if kind in ("share", "rank") else SIGNS[row["sign"]],
        modality=row["hedge"],
        speaker=row.get("speaker") or "",
        cameo=row.get("cameo") or "",
        document_id=row["doc"],
        locator_kind="words",
        locator=f"{row['start']}:{row['end']}",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the records of one file of the corpus's gold folder."""
    return [json.loads(line) for line in (folder / "gold" / name).read_text(encoding="utf-8").splitlines()]


def gold_statements(folder: Path) -> dict[str, Statement]:
    """Return the gold statements as the ledger holds them, by id."""
    return {row["id"]: as_statement(row) for row in rows(folder, "statements.jsonl")}


def confusion(folder: Path) -> Counter[tuple[str, str]]:
    """Return how many pairs of each relation in the reading are called which relation by `compare`."""
    statements = gold_statements(folder)
    return Counter(
        (pair["relation"], compare(statements[pair["a"]], statements[pair["b"]], {}).relation)
        for pair in rows(folder, "pairs.jsonl")
    )
