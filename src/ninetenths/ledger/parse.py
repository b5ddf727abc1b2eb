"""Text to records and back: every fault of every row at once, each with its place, what was expected and what to do.

This is the one gate through which values become records; inside, records are trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any

from ninetenths.ledger.cells import BLANKS, Reader, Unfit, reader_of, shown
from ninetenths.ledger.records import RECORD_TYPES, Record
from ninetenths.ledger.row_rules import Rule, rules_of
from ninetenths.ledger.schema import columns, key
from ninetenths.ledger.tables import defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one place: what was found, what was expected, what to do.

    ``row`` counts as a spreadsheet does (the header is row 1) unless the reader was told otherwise; an empty
    ``column`` is the row as a whole, an empty ``file`` is no file.
    """

    file: str
    row: int
    column: str
    found: str
    expected: str
    advice: str

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" if self.file else f"row {self.row}"
        column = f", column {self.column}" if self.column else ""
        return f"{place}{column}: found {self.found}; expected {self.expected}; {self.advice}"


@dataclass(frozen=True, slots=True)
class _Gate:
    """What one table needs to read a row: readers, defaults and needed columns, looked up once."""

    record_type: type[Record]
    readers: tuple[tuple[str, Reader], ...]
    rules: tuple[Rule, ...]
    defaults: Mapping[str, object]
    needed: frozenset[str]
    known: frozenset[str]


def read_rows(
    table: str, rows: Iterable[Mapping[Any, Any]], *, file: str = "", first_row: int = 2
) -> tuple[list[Record], list[Fault]]:
    """Return the records that rows of text stand for, and everything that is wrong with the others.

    Parameters
    ----------
    table
        A table of ``columns.csv``.
    rows
        Column name to text, as `csv.DictReader` yields them. Columns that are left out or empty take the
        default of their record. Lists are joined with ``;`` (a backslash before one that belongs to an
        element), booleans are yes and no, times without a zone are UTC.
    file
        Named in the faults.
    first_row
        Number of the first of *rows*, for the faults.

    Returns
    -------
    tuple
        Records of the rows without a fault, in their order, and the faults of the others. A row is one or
        the other, never both.

    Examples
    --------
    >>> records, faults = read_rows("asset", [{"asset_id": "btc", "name": "BTC", "kind": "pipe", "states": "AZE;GEO"}])
    >>> [(fault.column, fault.found) for fault in faults]
    [('kind', "'pipe'"), ('document_id', 'nothing')]
    """
    gate = _gate(table)
    records: list[Record] = []
    places: list[int] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=first_row):
        values, unfit = _read_row(gate, row)
        if unfit:
            faults += _faults(unfit, file, number)
        else:
            records.append(gate.record_type(**values))
            places.append(number)
    repeated = _repeated(table, records, places, file)
    if repeated:
        seconds = {fault.row for fault in repeated}
        records = [record for record, place in zip(records, places, strict=True) if place not in seconds]
    return records, sorted(faults + repeated, key=lambda fault: fault.row)


def to_row(record: Record) -> dict[str, str]:
    """Return the text of every column of a record; `read_rows` gives the same record back.

    >>> from ninetenths.ledger.records import Gap
    >>> to_row(Gap(gap_id="g", title="t", detail="d", layers=("energy", "trade")))["layers"]
    'energy;trade'
    """
    return {column.name: cell_text(getattr(record, column.name)) for column in columns(table_of(record))}


def cell_text(value: object) -> str:
    """Return one value of a record as text: None is empty, a list is joined with ``;``."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return ";".join(str(part).replace("\\", "\\\\").replace(";", "\\;") for part in value)
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    return str(value)


def check_values(table: str, rows: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Return what the schema refuses in values that did not come through `read_rows`; rows count from 1.

    *rows* map the columns of the table to values as records or the database hold them.
    """
    gate = _gate(table)
    lists = [column.name for column in columns(table) if column.type == "list"]
    faults: list[Fault] = []
    for number, row in enumerate(rows, start=1):
        unfit = _read_row(gate, {name: cell_text(value) for name, value in row.items()})[1]
        for name in lists:
            if any(not part or part != part.strip(BLANKS) for part in row[name]):
                found = f"an element that is empty or has spaces around it in {list(row[name])!r}"
                unfit.append((name, Unfit(found, "elements that are filled and trimmed", "correct it")))
        faults += _faults(unfit, "", number)
    return faults


def _faults(unfit: Iterable[tuple[str, Unfit]], file: str, row: int) -> list[Fault]:
    return [
        Fault(file=file, row=row, column=column, found=one.found, expected=one.expected, advice=one.advice)
        for column, one in unfit
    ]


@cache
def _tables() -> dict[type[Record], str]:
    return {record_type: table for table, record_type in RECORD_TYPES.items()}


def table_of(record: Record) -> str:
    """Return the name of the table that a record belongs to."""
    return _tables()[type(record)]


@cache
def _gate(table: str) -> _Gate:
    own = columns(table)
    return _Gate(
        record_type=RECORD_TYPES[table],
        rules=rules_of(table),
        readers=tuple((column.name, reader_of(column)) for column in own),
        defaults=defaults(table),
        needed=frozenset(column.name for column in own if column.required and not defaults(table).get(column.name)),
        known=frozenset(column.name for column in own),
    )


def _read_row(gate: _Gate, row: Mapping[Any, Any]) -> tuple[dict[str, Any], list[tuple[str, Unfit]]]:
    values: dict[str, Any] = {}
    unfit = [] if gate.known >= row.keys() else _unknown_columns(gate, row)
    for name, read in gate.readers:
        text = row.get(name, "")
        if not text or (name in gate.needed and isinstance(text, str) and not text.strip(BLANKS)):
            if name in gate.needed:
                unfit.append((name, Unfit("nothing", "a value", "fill it in: this column must not be empty")))
            elif name in gate.defaults:
                values[name] = gate.defaults[name]
            continue
        value = read(text)
        if isinstance(value, Unfit):
            unfit.append((name, value))
        else:
            values[name] = value
    for rule in gate.rules:
        unfit += rule(values)
    return values, unfit


def _unknown_columns(gate: _Gate, row: Mapping[Any, Any]) -> list[tuple[str, Unfit]]:
    found = []
    for name in row:
        if name is None:
            found.append(
                ("", Unfit(f"{len(row[None])} cells too many", "one for each column", "quote text with commas"))
            )
        elif name not in gate.known:
            close = get_close_matches(name, sorted(gate.known), n=1)
            advice = f"did you mean {close[0]!r}?" if close else "remove it: its cells would be silently ignored"
            found.append((name, Unfit(f"the column {shown(name)}", "a column of this table", advice)))
    return found


def _repeated(table: str, records: Sequence[Record], places: Sequence[int], file: str) -> list[Fault]:
    if len(key(table)) > 1:
        return []
    (name,) = key(table)
    ids = [str(getattr(record, name)) for record in records]
    if len(set(ids)) == len(ids):
        return []
    first: dict[str, int] = {}
    found = []
    for own, place in zip(ids, places, strict=True):
        if own in first:
            found.append(
                Fault(
                    file=file,
                    row=place,
                    column=name,
                    found=f"{shown(own)}, which row {first[own]} has already",
                    expected="each id once",
                    advice="give this row an id of its own, or remove it",
                )
            )
        first.setdefault(own, place)
    return found
