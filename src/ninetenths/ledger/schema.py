"""The schema of the ledger, read from ``columns.csv`` and ``vocabularies.csv``: the one place that declares it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

ColumnType = Literal["text", "list", "decimal", "integer", "boolean", "date", "timestamp"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table: its type, closed vocabulary, unit, whether it must be filled, and what it means."""

    table: str
    name: str
    type: ColumnType
    vocabulary: str
    unit: str
    required: bool
    description: str
    reference: str


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table in storage order.

    Raises
    ------
    KeyError
        If no table has that name.
    """
    found = tuple(
        Column(
            table=row["table"],
            name=row["column"],
            type=cast(ColumnType, row["type"]),
            vocabulary=row["vocabulary"],
            unit=row["unit"],
            required=row["required"] == "yes",
            description=row["description"],
            reference=row["reference"],
        )
        for row in _rows("columns.csv")
        if row["table"] == table
    )
    if not found:
        raise KeyError(table)
    return found


@cache
def vocabulary(name: str) -> dict[str, str]:
    """Return the closed vocabulary of that name: value to description.

    Raises
    ------
    KeyError
        If no vocabulary has that name.
    """
    found = {row["value"]: row["description"] for row in _rows("vocabularies.csv") if row["vocabulary"] == name}
    if not found:
        raise KeyError(name)
    return found


@cache
def key(table: str) -> tuple[str, ...]:
    """Return the columns by which two rows of a table are the same row.

    Tables that hold an identifier of their own are known by it, a text by its document; in the others every
    column counts, so that the same row twice is one row.
    """
    own = "document_id" if table == "text" else f"{table}_id"
    found = tuple(column.name for column in columns(table))
    return (own,) if own in found else found
