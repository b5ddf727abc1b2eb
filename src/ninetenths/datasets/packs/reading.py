"""A pack folder becomes a `Pack`, or the list of everything that keeps it from becoming one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ninetenths.datasets.packs.case_file import CaseFile, read_case
from ninetenths.datasets.packs.crossing import Entry, check_dyads, cross_check
from ninetenths.datasets.packs.faults import Fault, did_you_mean, in_order, list_faults, make_fault
from ninetenths.datasets.packs.tables import CASE_FILE, KEPT_FILES, NEEDED_FILES, TABLE_FILES, Table, read_table
from ninetenths.errors import PackError
from ninetenths.ledger import parse
from ninetenths.ledger.cells import shown
from ninetenths.ledger.records import Record
from ninetenths.ledger.schema import columns

_STATEMENT_IDS = ("statement_id", "other_id")
_DOCUMENT_IDS = ("document_id", "republishes", "supersedes", "gap_id")
_ACTORS = ("sender", "receiver", "with_senders", "with_receivers", "arena", "states", "owner_state", "actors")
_CODES = {
    **dict.fromkeys(_ACTORS, "P038"),
    "unit": "P043",
    "capacity_unit": "P043",
    "sign": "P044",
    "choice": "P045",
}
"""Columns whose faults have a code of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A case pack as read: what it says about itself, and its records with full ids.

    ``dyads`` are pairs of actor ids, the pair that the pack is named after first. ``recorded_at`` is midnight
    UTC of the release date and stands in every statement. ``credits`` are lines that must be printed with the
    figures. ``records`` come file by file and row by row.
    """

    name: str
    version: int
    title: str
    dyads: tuple[tuple[str, str], ...]
    recorded_at: datetime
    licence: str
    credits: tuple[str, ...]
    summary: str
    records: tuple[Record, ...]

    @property
    def label(self) -> str:
        """The name with its version, as statement ids begin: ``azerbaijan-israel@2``."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True, slots=True)
class _Found:
    case: CaseFile | None
    entries: tuple[Entry, ...]
    errors: list[Fault]


def read_pack(folder: Path) -> Pack:
    """Read a pack folder, embedded or a user's own.

    Raises
    ------
    PackError
        If anything in it breaks the contract: the message lists every error with file, row, column, what was
        found, what was expected and what to do (the first 50, and how many more).
    """
    found = _examine(folder)
    if found.case is None or found.errors:
        count = len(found.errors)
        faults = "1 error" if count == 1 else f"{count} errors"
        raise PackError(f"the pack in {folder} has {faults}; nothing of it was read\n{list_faults(found.errors)}")
    case = found.case
    return Pack(
        name=case.name,
        version=case.version,
        title=case.title,
        dyads=case.dyads,
        recorded_at=case.recorded_time,
        licence=case.licence,
        credits=case.credits,
        summary=case.summary,
        records=tuple(entry.record for entry in found.entries),
    )


def check_pack(folder: Path) -> list[Fault]:
    """Return everything wrong or doubtful in a pack folder: errors first, then warnings, then notes.

    Warnings and notes are looked for in the rows that can be read, beside errors in others.

    Reading: an empty list says that a pack can be read and that no rule of thumb objects, not that it is true.
    """
    from ninetenths.datasets.packs.doubts import find_doubts  # noqa: PLC0415 - rapidfuzz is needed here alone

    found = _examine(folder)
    return in_order([*found.errors, *find_doubts(found.entries)])


def _examine(folder: Path) -> _Found:
    present, errors = _list_files(folder)
    if not present:
        return _Found(None, (), errors)
    case, case_errors = read_case(folder) if CASE_FILE in present else (None, [])
    errors += case_errors
    tables: dict[str, Table] = {}
    for file, name in TABLE_FILES.items():
        if file in present:
            tables[name], table_errors = read_table(folder / file)
            errors += table_errors
    errors += [*(check_dyads(case) if case else ()), *cross_check(tables)]
    told = {(fault.file, fault.row, fault.column) for fault in errors}
    entries: list[Entry] = []
    for table in tables.values():
        table_entries, table_errors = _parse_table(table, case)
        entries += table_entries
        errors += [fault for fault in table_errors if (fault.file, fault.row, fault.column) not in told]
    return _Found(case, tuple(entries), in_order(errors))


def _list_files(folder: Path) -> tuple[set[str], list[Fault]]:
    """Return the names in a pack folder, and which are missing or belong to no table."""
    try:
        present = {path.name for path in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        return set(), [make_fault("P001", str(folder), found="no folder")]
    except OSError as error:
        return set(), [make_fault("P004", str(folder), found=error.strerror or type(error).__name__)]
    known = {CASE_FILE, *TABLE_FILES, *KEPT_FILES}
    foreign = sorted(file for file in present - known if file.lower().endswith((".csv", ".yaml", ".yml")))
    faults = [make_fault("P002", file, found="no such file") for file in NEEDED_FILES if file not in present]
    faults += [
        make_fault("P003", file, found=f"the file {shown(file)}{did_you_mean(file, known - present)}")
        for file in foreign
    ]
    return present, faults


def _parse_table(table: Table, case: CaseFile | None) -> tuple[list[Entry], list[Fault]]:
    rows = [row for row in table.rows if row.whole]
    known = frozenset(column.name for column in columns(table.name))
    full_rows = (_with_full_ids(row.cells, known, case) for row in rows)
    records, unfit = parse.read_rows(table.name, full_rows, first_row=0)
    bad = {fault.row for fault in unfit}
    good = [row for index, row in enumerate(rows) if index not in bad]
    entries = [Entry(table.file, row.number, record) for row, record in zip(good, records, strict=True)]
    faults = [
        make_fault(
            _code(fault),
            table.file,
            row=rows[fault.row].number,
            column=fault.column,
            found=fault.found,
            expected=fault.expected,
            advice=fault.advice,
        )
        for fault in unfit
    ]
    return entries, faults


def _code(fault: parse.Fault) -> str:
    if fault.column == "low" and fault.found.startswith("low "):
        return "P031"
    if fault.column == "begins" and fault.found.startswith("begins "):
        return "P032"
    return "P030" if fault.found == "nothing" else _CODES.get(fault.column, "P030")


def _with_full_ids(cells: dict[str, str], known: frozenset[str], case: CaseFile | None) -> dict[str | None, str]:
    """Return the cells as the ledger names things: ids with their prefix, columns of other tables left out.

    Without a readable case.yaml the ids stay local: the rows are read for their faults alone.
    """
    full: dict[str | None, str] = {name: cell for name, cell in cells.items() if name in known}
    if "recorded_at" in known and "recorded_at" not in full:
        full["recorded_at"] = "1970-01-01" if case is None else case.recorded_at.isoformat()
    if case is None:
        return full
    for name in _STATEMENT_IDS:
        if name in full:
            full[name] = f"{case.name}@{case.version}:{full[name]}"
    for name in _DOCUMENT_IDS:
        if name in full:
            full[name] = f"{case.name}:{full[name]}"
    return full
