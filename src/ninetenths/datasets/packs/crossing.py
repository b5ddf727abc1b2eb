"""What the rows of a pack must agree on among themselves: ids, references, reprints and issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ninetenths.datasets.packs.case_file import CaseFile
from ninetenths.datasets.packs.faults import SHOWN_FAULTS, Fault, did_you_mean, make_fault
from ninetenths.datasets.packs.tables import CASE_FILE, Row, Table
from ninetenths.ledger.cells import shown, split_list
from ninetenths.ledger.records import Record
from ninetenths.states import is_actor

_ID_SHAPE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_IDS = {"statement": "statement_id", "document": "document_id", "asset": "asset_id", "gap": "gap_id"}
_KEYS = {
    "link": ("statement_id", "relation", "other_id", "stated_by", "document_id"),
    "issue": ("issue", "statement_id"),
    "ownership": (),
    "asset_status": (),
}
"""What makes a row of a table without ids the same row; empty is all its cells."""
_REFERENCES = (
    # column, table where it stands (empty: every table but the owner), table that owns it, code
    ("document_id", "", "document", "P035"),
    ("republishes", "document", "document", "P036"),
    ("supersedes", "document", "document", "P036"),
    ("statement_id", "", "statement", "P039"),
    ("other_id", "link", "statement", "P039"),
    ("asset_id", "", "asset", "P040"),
)
_known_actor: Callable[[str], bool] = cache(is_actor)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a pack and where it stands."""

    file: str
    row: int
    record: Record


def cross_check(tables: Mapping[str, Table]) -> list[Fault]:
    """Return every disagreement among the rows; faulty rows take part, so that one fault is not told twice."""
    return [
        *(fault for table in tables.values() for fault in _check_ids(table)),
        *(fault for table in tables.values() for fault in _check_repeats(table)),
        *(fault for reference in _REFERENCES for fault in _check_references(tables, *reference)),
        *_check_analogies(tables),
        *(fault for column in ("republishes", "supersedes") for fault in _check_circles(tables, column)),
        *_check_via(tables),
    ]


def check_dyads(case: CaseFile) -> Iterator[Fault]:
    """Yield a fault for each end of a dyad that nobody knows."""
    for actor in dict.fromkeys(end for dyad in case.dyads for end in dyad):
        if not _known_actor(actor):
            yield make_fault("P038", CASE_FILE, column="dyads", found=shown(actor))


def _check_ids(table: Table) -> Iterator[Fault]:
    column = _IDS.get(table.name, "")
    first_rows: dict[str, int] = {}
    for row, name in _filled(table, column):
        if not _ID_SHAPE.fullmatch(name):
            yield make_fault("P033", table.file, row=row.number, column=column, found=shown(name))
        if name in first_rows:
            found = f"{shown(name)}, which row {first_rows[name]} has already"
            yield make_fault("P034", table.file, row=row.number, column=column, found=found)
        first_rows.setdefault(name, row.number)


def _check_repeats(table: Table) -> Iterator[Fault]:
    if table.name not in _KEYS:
        return
    first_rows: dict[tuple[object, ...], int] = {}
    for row in table.rows:
        columns = _KEYS[table.name]
        key = tuple(row.cells.get(name, "") for name in columns) if columns else tuple(sorted(row.cells.items()))
        if key in first_rows:
            yield make_fault("P042", table.file, row=row.number, found=f"the same as row {first_rows[key]}")
        first_rows.setdefault(key, row.number)


def _check_references(tables: Mapping[str, Table], column: str, where: str, owner: str, code: str) -> Iterator[Fault]:
    known = tables[owner].values(_IDS[owner]) if owner in tables else set()
    if owner in tables and not tables[owner].sound:
        return
    from_tables = [table for name, table in tables.items() if name == where or (not where and name != owner)]
    told = 0
    for table in from_tables:
        for row, name in _filled(table, column):
            if name not in known:
                # looking for the nearest of many ids takes time that a file full of faults does not get
                hint = did_you_mean(name, known) if told < SHOWN_FAULTS else ""
                told += 1
                yield make_fault(code, table.file, row=row.number, column=column, found=shown(name) + hint)


def _check_analogies(tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "issue" not in tables:
        return
    table = tables["issue"]
    known = table.values("issue")
    for row, name in _filled(table, "analogous_to"):
        if name not in known or name == row.cells.get("issue"):
            found = shown(name) + (", the issue itself" if name in known else did_you_mean(name, known))
            yield make_fault("P041", table.file, row=row.number, column="analogous_to", found=found)


def _check_circles(tables: Mapping[str, Table], column: str) -> Iterator[Fault]:
    if "document" not in tables:
        return
    table = tables["document"]
    rows = {row.cells.get("document_id", ""): (row, name) for row, name in _filled(table, column)}
    settled: set[str] = set()
    for start in rows:
        path: dict[str, None] = {}
        name = start
        while name in rows and name not in path and name not in settled:
            path[name] = None
            name = rows[name][1]
        if name in path:
            found = f"a chain from {shown(name)} back to itself"
            yield make_fault("P037", table.file, row=rows[name][0].number, column=column, found=found)
        settled.update(path)


def _check_via(tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "statement" not in tables or ("asset" in tables and not tables["asset"].sound):
        return
    assets = tables["asset"].values("asset_id") if "asset" in tables else set()
    table = tables["statement"]
    for row, cell in _filled(table, "via"):
        for part in split_list(cell):
            if not (part.startswith("x:") or part in assets or _known_actor(part)):
                found = f"{shown(part)}, neither an asset nor an actor"
                yield make_fault("P040", table.file, row=row.number, column="via", found=found)


def _filled(table: Table, column: str) -> Iterator[tuple[Row, str]]:
    return ((row, row.cells[column]) for row in table.rows if column in row.cells)
