"""The Commission's register of crude imports (COIR): seven workbooks, or the one table made of them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ninetenths.datasets.catalogue import Content, Release, Rows, Skipped
from ninetenths.datasets.catalogue.tables import check_columns, csv_rows, number, plain, sheets
from ninetenths.datasets.eurostat_crude.streams import Reading, by_origin, coverage_spans
from ninetenths.errors import DatasetChanged
from ninetenths.ledger.records import Coverage

COLUMNS = (
    "Reporting Country",
    "Country of Origin",
    "Type of crude oil",
    "Volume (1000 bbl)",
    "Total Value ($ 1000)",
    "CIF price (2) ($/bbl)",
    "% of Total Imports",
)
_TABLE = "register"
_MEASURED = (("volume", 3), ("value", 4), ("price", 5))
_SUM = "Sum:"
"""Printed below each reporting state of a workbook: its total."""
_HIDDEN = "(3)"
"""Printed in place of a figure that is kept secret."""
_EU = "World"
"""Printed before the total of all reporting states."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MEASURED_BY = "European Commission (COIR)"
Printed = tuple[str, str, int, tuple[Any, ...]]
"""Month, place, row and the seven cells of a row, the reporting state filled in."""


def read(release: Release) -> Rows:
    """Return volumes, values and prices by member, origin and month; secret cells are unknown and not zero.

    The workbooks go before the table that was made of them, since they alone print totals and mark what is secret.
    """
    books = {key: content for key, content in release.contents.items() if key != _TABLE}
    left_out: Counter[str] = Counter()
    tables = []
    coverages: list[Coverage] = []
    read_from = books or release.contents
    if not read_from:
        raise DatasetChanged(f"{release.name} has no file; name one of the workbooks or the table made of them.")
    for key, content in sorted(read_from.items()):
        rows = _book_rows(content, left_out) if books else _table_rows(content)
        table, whole = by_origin(release, _readings(release, rows), key=key, measured_by=_MEASURED_BY)
        tables.append(table)
        coverages += _coverages(release, key, whole)
    if books and _TABLE in release.contents:
        lines = release.contents[_TABLE].payload.count(b"\n")
        left_out["rows of the table made of the workbooks, which were read themselves"] = lines - 1
    import pyarrow as pa  # noqa: PLC0415 - takes 0.2 s to import

    return Rows(
        statements=pa.concat_tables(tables, promote_options="default").unify_dictionaries(),
        coverages=tuple(coverages),
        skipped=tuple(Skipped(reason=reason, count=count) for reason, count in sorted(left_out.items())),
    )


def _coverages(release: Release, key: str, whole: Mapping[tuple[str, str], bool]) -> list[Coverage]:
    open_spans = {at: is_whole and not _secret(*at) for at, is_whole in whole.items()}
    return [
        Coverage(
            dataset=release.label,
            layer="energy",
            item="crude",
            begins=first,
            ends=last,
            states=(receiver,),
            document_id=release.document_id(key),
        )
        for receiver, first, last in coverage_spans(open_spans)
    ]


def _readings(release: Release, rows: Iterable[Printed]) -> Iterator[Reading]:
    for month, place, row, cells in rows:
        reporter, printed, kind = (plain(cell, place=place) for cell in cells[:3])
        receiver = "EU" if reporter == _EU else release.states.place(reporter, row=row)
        is_total = kind == _SUM or reporter == _EU
        origin = "WLD" if is_total else release.states.place(printed, row=row)
        if receiver is None or origin is None:
            continue
        for name, at in _MEASURED:
            yield Reading(receiver, origin, month, name, _amount(cells[at], place), kind, place)
            if is_total and name != "price" and _secret(receiver, month):
                yield Reading(receiver, origin, month, name, None, kind, place)


def _amount(cell: object, place: str) -> Decimal | None:
    return None if str(cell).strip() == _HIDDEN else number(cell, place=place, least=0)


@cache
def _spans() -> tuple[tuple[str, str, str], ...]:
    text = files("ninetenths.datasets.eu_crude_register").joinpath("secret.csv").read_text(encoding="utf-8")
    return tuple((row["receiver"], row["begins"], row["ends"]) for row in csv.DictReader(text.splitlines()))


def _secret(receiver: str, month: str) -> bool:
    """Tell whether more than single cells is kept secret, so that a printed total is not the total."""
    return any(who == receiver and begins <= month <= ends for who, begins, ends in _spans())


def _book_rows(content: Content, left_out: Counter[str]) -> Iterator[Printed]:
    year = re.search(r"(20\d\d)", content.name)
    if year is None:
        raise DatasetChanged(f"{content.name}: found no year in the name; expected one such as ..._2019.xlsx.")
    for title, rows in sheets(content).items():
        month = title.rpartition("-")[2].strip()[:3].lower()
        if month not in _MONTHS:
            left_out["rows of the sheet of the year so far, which repeats the months"] += len(rows)
            continue
        yield from _sheet_rows(f"{year[1]}-{_MONTHS.index(month) + 1:02}", title, rows)


def _sheet_rows(month: str, title: str, rows: list[tuple[Any, ...]]) -> Iterator[Printed]:
    reporter, seen = "", False
    for number_, row in enumerate(rows, start=1):
        cells = tuple(row[1:8]) + (None,) * (8 - len(row))
        if cells[0] == COLUMNS[0]:
            check_columns(f"sheet {title}, row {number_}", cells, COLUMNS)
            seen = True
        elif seen and cells[3] is not None:
            reporter = cells[0] or reporter
            yield month, f"sheet {title}, row {number_}", number_, (reporter, *cells[1:])
    if not seen:
        raise DatasetChanged(f"sheet {title}: found no header; expected {', '.join(COLUMNS)}.")


def _table_rows(content: Content) -> Iterator[Printed]:
    for row, cells in csv_rows(content, (*COLUMNS, "date")):
        yield cells["date"][:7], f"row {row}", row, tuple(cells[name] for name in COLUMNS)
