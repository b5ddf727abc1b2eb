"""The files of a pack folder, from bytes to rows of text; nothing here knows what a cell means."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path

from ninetenths.datasets.packs.faults import Fault, did_you_mean, make_fault
from ninetenths.ledger.cells import shown
from ninetenths.ledger.records import RECORD_TYPES
from ninetenths.ledger.schema import columns

MAX_TABLE_BYTES = 50_000_000
"""Largest CSV file of a pack: about 200,000 statements. It is fixed, since a pack is compiled by hand."""
MAX_CASE_BYTES = 64_000
"""Largest case.yaml."""
CASE_FILE = "case.yaml"
TABLE_FILES = {
    "statements.csv": "statement",
    "documents.csv": "document",
    "assets.csv": "asset",
    "ownership.csv": "ownership",
    "asset_status.csv": "asset_status",
    "links.csv": "link",
    "gaps.csv": "gap",
    "issues.csv": "issue",
}
"""The CSV files of a pack and the ledger table that each fills."""
NEEDED_FILES = (CASE_FILE, "statements.csv", "documents.csv")
KEPT_FILES = ("changes.csv",)
"""Files that may lie in a pack and are not read into the ledger: how rows differ from an earlier compilation."""
FILLED_COLUMNS = ("recorded_at",)
"""Columns that case.yaml fills when a file leaves them out."""
_MOST_COLUMNS = 200
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BYTE_ORDER_MARKS_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text: its number as a spreadsheet counts, its filled cells, and whether it is fit for parsing."""

    number: int
    cells: dict[str, str]
    whole: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file; ``name`` is the ledger table.

    ``sound`` is False where rows may be missing because the file or its header could not be read: what other
    files refer to cannot be looked up in it then.
    """

    name: str
    file: str
    rows: tuple[Row, ...]
    sound: bool

    def values(self, column: str) -> set[str]:
        """Return the filled values of a column, those of faulty rows too."""
        return {row.cells[column] for row in self.rows if column in row.cells}


def read_text(path: Path, *, limit: int) -> tuple[str | None, list[Fault]]:
    """Return the text of a file, or None and why it cannot be had. Never reads more than *limit* bytes."""
    content, faults = _read_bytes(path, limit=limit)
    if content is None:
        return None, faults
    file = path.name
    if content.startswith(_BYTE_ORDER_MARKS_16):
        return None, [make_fault("P006", file, found="a UTF-16 byte order mark at byte 0")]
    if control := _CONTROL.search(content):
        place = _place(content, control.start())
        return None, [make_fault("P007", file, found=f"byte 0x{control.group()[0]:02x} at {place}")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the byte order mark
        offset = error.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
        place = _place(content, offset)
        return None, [make_fault("P006", file, found=f"byte 0x{content[offset]:02x} at {place}, which is not UTF-8")]
    if not text.strip():
        return None, [make_fault("P008", file, found="no text")]
    return text, []


def _read_bytes(path: Path, *, limit: int) -> tuple[bytes | None, list[Fault]]:
    try:
        if not path.is_file():
            return None, [make_fault("P004", path.name, found="no regular file")]
        size = path.stat().st_size
        if size > limit:
            return None, [make_fault("P005", path.name, found=f"{size:,} bytes where {limit:,} are allowed")]
        with path.open("rb") as stream:
            return stream.read(limit), []
    except OSError as error:
        return None, [make_fault("P004", path.name, found=error.strerror or type(error).__name__)]


def _place(content: bytes, offset: int) -> str:
    return f"byte {offset:,} (line {content.count(bytes([10]), 0, offset) + 1})"


def read_table(path: Path) -> tuple[Table, list[Fault]]:
    """Return the rows of one CSV file of a pack and what is wrong with its form."""
    file = path.name
    table = TABLE_FILES[file]
    text, faults = read_text(path, limit=MAX_TABLE_BYTES)
    if text is None:
        return Table(table, file, (), sound=False), faults
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    records = _records(reader, file, faults)
    _, header = next(records, (1, []))
    header = [name.strip() for name in header]
    fit = _check_header(header, table, file, faults)
    for number, cells in records:
        whole = len(cells) == len(header)
        if not whole and fit:
            found = f"{len(cells)} cells where the header has {len(header)}"
            faults.append(make_fault("P013", file, row=number, found=found))
        stripped = {
            name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell and not cell.isspace()
        }
        rows.append(Row(number, stripped, whole and fit))
    sound = fit and not any(fault.code == "P009" for fault in faults)
    return Table(table, file, tuple(rows), sound=sound), faults


def _records(reader: Iterator[list[str]], file: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with their number until the text stops being CSV; blank rows are counted and left out."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(make_fault("P009", file, row=number, found=f"{error}; rows from here on were not read"))
            return
        if any(cell and not cell.isspace() for cell in cells):
            yield number, cells


def _check_header(header: list[str], table: str, file: str, faults: list[Fault]) -> bool:
    """Return whether rows under this header can be parsed; its faults are added to the list."""
    known = {column.name for column in columns(table)}
    if len(header) == 1 and (separator := next((mark for mark in ";\t|" if mark in header[0]), "")):
        faults.append(make_fault("P009", file, row=1, found=f"cells separated by {separator!r}"))
        return False
    if len(header) > _MOST_COLUMNS:
        faults.append(make_fault("P009", file, row=1, found=f"{len(header):,} cells in the header"))
        return False
    repeated = sorted({name for name in header if header.count(name) > 1})
    unknown = [name for name in dict.fromkeys(header) if name not in known]
    missing = [name for name in needed_columns(table) if name not in header]
    faults += [make_fault("P010", file, row=1, column=name, found=f"{shown(name)} twice or more") for name in repeated]
    faults += [
        make_fault("P011", file, row=1, column=name, found=f"{shown(name)}{did_you_mean(name, known)}")
        for name in unknown
    ]
    faults += [make_fault("P012", file, row=1, column=name, found=f"no column {name}") for name in missing]
    return not repeated and not missing


@cache
def needed_columns(table: str) -> tuple[str, ...]:
    """Return the columns that a pack file must have: required ones that neither a default nor case.yaml fills."""
    bare = {field.name for field in fields(RECORD_TYPES[table]) if field.default is MISSING}
    return tuple(
        column.name
        for column in columns(table)
        if column.required and column.name in bare and column.name not in FILLED_COLUMNS
    )
