"""The workbook of the EIA: what passed each strait, and what passed Hormuz by product, origin and destination."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ninetenths.datasets.catalogue.adapter import Release, Rows, Skipped
from ninetenths.datasets.catalogue.tables import number, plain, sheets
from ninetenths.errors import DatasetChanged
from ninetenths.ledger.records import Asset, AssetStatus, Statement
from ninetenths.states import actor_name

KEY = "chokepoints"
HORMUZ = "Strait of Hormuz"
_PERIOD = re.compile(r"(?P<half>[12]H)?(?P<year>\d{4}|\d{2})")
_PRODUCTS = {
    "Crude oil and condensate": ("crude", "Mb/d"),
    "Petroleum products": ("products", "Mb/d"),
    "LNG flows through Strait of Hormuz (billion cubic feet per day)": ("LNG", "bcf/d"),
}
_REPEATED = "Total oil flows through the Strait of Hormuz"
_FLOWS = {"by origin": "origin", "Lon": "destination"}


@dataclass(frozen=True, slots=True)
class Strait:
    """A passage as the EIA prints it, with the states on its shores and the treaty that binds them.

    ``asset`` is empty for the open sea round a cape, which nobody can close by right.
    """

    printed: str
    asset: str
    name: str
    kind: str
    states: tuple[str, ...]
    legal_regime: str
    reference: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """One figure of a sheet: its place, the name of its row, the period of its column, its value."""

    sheet: str
    row: int
    name: str
    begins: str
    ends: str
    value: Decimal


@cache
def straits() -> dict[str, Strait]:
    """Return the passages of ``straits.csv`` by their printed name."""
    text = files(__package__).joinpath("straits.csv").read_text(encoding="utf-8")
    return {
        row["printed"]: Strait(**{**row, "states": tuple(row["states"].split(";"))})  # type: ignore[arg-type]
        for row in csv.DictReader(text.splitlines())
    }


def read(release: Release) -> Rows:
    """Turn the workbook into levels a day: for each strait, and for Hormuz by product, origin and destination.

    The world stands where no sender or receiver is printed. A half-year (``1H25``) is its six months.

    Reading: throughput, not capacity; flows of several straits overlap. A strait in this list is a passage under
    treaties, not an object.
    """
    book = sheets(release.contents[KEY])
    overview = _sheet(book, "Location")
    statements = []
    seen: dict[str, list[_Cell]] = {}
    for cell in _cells(*overview):
        strait = _strait(cell)
        seen.setdefault(strait.printed, []).append(cell)
        statements.append(_statement(release, cell, strait=strait, goods=("crude and products", "Mb/d")))
    products, repeated = _by_product(release, book)
    statements += [*products, *_by_partner(release, book)]
    return Rows(
        statements=statements,
        assets=tuple(_asset(release, straits()[name]) for name in seen if straits()[name].asset),
        asset_statuses=tuple(
            _status(release, straits()[name], cells) for name, cells in seen.items() if straits()[name].asset
        ),
        skipped=repeated,
    )


def _by_product(
    release: Release, book: Mapping[str, list[tuple[Any, ...]]]
) -> tuple[list[Statement], tuple[Skipped, ...]]:
    found = [
        (title, rows) for title, rows in book.items() if rows and "crude oil, condensate, and" in _text(rows[0][:1])
    ]
    statements, repeated = [], 0
    for title, rows in found:
        header = next((at for at, row in enumerate(rows) if sum(bool(_period(cell)) for cell in row[1:]) > 1), None)
        for cell in _cells(title, rows, header or 0):
            if cell.name == _REPEATED:
                repeated += 1
            elif cell.name in _PRODUCTS:
                statements.append(_statement(release, cell, strait=straits()[HORMUZ], goods=_PRODUCTS[cell.name]))
            else:
                raise DatasetChanged(
                    f"sheet {title}, row {cell.row}: found {cell.name!r}; expected {', '.join(_PRODUCTS)}. The "
                    "publisher changed the file."
                )
    skipped = Skipped(reason="the total of Hormuz, which stands in the table of straits", count=repeated)
    return statements, (skipped,) if repeated else ()


def _by_partner(release: Release, book: Mapping[str, list[tuple[Any, ...]]]) -> Iterator[Statement]:
    hormuz = straits()[HORMUZ]
    for title, rows in book.items():
        head = " ".join(_text(row) for row in rows[:1])
        flow = next((flow for sign, flow in _FLOWS.items() if sign in head), "")
        if not flow or "Latitude" in _text(rows[0]):
            continue
        header = next(at for at, row in enumerate(rows) if sum(bool(_period(cell)) for cell in row[1:]) > 1)
        for cell in _cells(title, rows, header):
            partner = release.states.place(cell.name, row=cell.row)
            if partner is not None:
                ends = (partner, "WLD") if flow == "origin" else ("WLD", partner)
                yield _statement(release, cell, strait=hormuz, goods=("crude", "Mb/d"), ends=ends)


def _sheet(book: Mapping[str, list[tuple[Any, ...]]], heading: str) -> tuple[str, list[tuple[Any, ...]], int]:
    """Return the sheet with a heading in its first column, and in which row it stands."""
    for title, rows in book.items():
        for at, row in enumerate(rows[:10]):
            if row and _text(row[:1]) == heading:
                return title, rows, at
    raise DatasetChanged(
        f"no sheet has the column {heading!r}; found {', '.join(book)}. The publisher changed the file, or it is "
        "another one."
    )


def _cells(title: str, rows: Sequence[tuple[Any, ...]], header: int) -> Iterator[_Cell]:
    """Yield the figures below a header of periods, down to the first row without one; notes below are left."""
    periods = [(at, found) for at, cell in enumerate(rows[header]) if (found := _period(cell))]
    if not periods:
        raise DatasetChanged(f"sheet {title}, row {header + 1}: found no years; expected 2020, 2021 … 1H25.")
    for number_of_row, row in enumerate(rows[header + 1 :], start=header + 2):
        name = plain(row[0], place=f"sheet {title}, row {number_of_row}")
        for at, (begins, ends) in periods:
            value = number(row[at], place=f"sheet {title}, row {number_of_row}, column {begins} to {ends}", least=0)
            if name and value is not None:
                yield _Cell(title, number_of_row, name, begins, ends, value)


def _period(cell: object) -> tuple[str, str] | None:
    match = _PERIOD.fullmatch(str(cell).strip()) if cell is not None and not isinstance(cell, float) else None
    if match is None:
        return None
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    if not match["half"]:
        return (year, year) if len(match["year"]) == 4 else None
    return (f"{year}-01", f"{year}-06") if match["half"] == "1H" else (f"{year}-07", f"{year}-12")


def _strait(cell: _Cell) -> Strait:
    """Return the strait of a row; a letter of a footnote after the name is passed over."""
    for name in (cell.name, cell.name[:-1].strip()):
        if name in straits():
            return straits()[name]
    raise DatasetChanged(
        f"sheet {cell.sheet}, row {cell.row}: found the passage {cell.name!r}; expected {', '.join(straits())}. The "
        "publisher changed the file."
    )


def _statement(
    release: Release,
    cell: _Cell,
    *,
    strait: Strait,
    goods: tuple[str, str],
    ends: tuple[str, str] = ("WLD", "WLD"),
) -> Statement:
    commodity, unit = goods
    when = cell.begins if cell.begins == cell.ends else f"{cell.begins} to {cell.ends}"
    whose = "" if ends == ("WLD", "WLD") else f" from {actor_name(ends[0])} to {actor_name(ends[1])}"
    return Statement(
        statement_id=f"{release.label}:{_letters(cell.sheet)}-{cell.row}-{cell.begins}",
        summary=f"{round(cell.value, 3).normalize():f} {unit} of {commodity}{whose} passed {strait.name}, {when}",
        layer="transit",
        kind="level",
        sender=ends[0],
        receiver=ends[1],
        via=(release.asset_id(strait.asset) if strait.asset else f"x:{strait.name}",),
        item=commodity,
        low=cell.value,
        high=cell.value,
        unit=unit,
        basis_commodity=commodity,
        basis_measure="volume",
        basis_concept="throughput",
        basis_denominator="absolute",
        basis_text="mean of the days of the period, as printed",
        begins=cell.begins,
        ends=cell.ends,
        end_status="closed",
        measured_by="Vortexa",
        document_id=release.document_id(KEY),
        locator_kind="cell",
        locator=f"sheet {cell.sheet}, row {cell.row}, {when}",
        coder=release.name,
        coder_version="1",
        recorded_at=release.recorded_at,
    )


def _asset(release: Release, strait: Strait) -> Asset:
    return Asset(
        asset_id=release.asset_id(strait.asset),
        name=strait.name,
        kind=strait.kind,
        states=strait.states,
        document_id=release.document_id(KEY),
        legal_regime=strait.legal_regime,
        note=f"shores and treaty: {strait.reference}",
    )


def _status(release: Release, strait: Strait, cells: Sequence[_Cell]) -> AssetStatus:
    return AssetStatus(
        asset_id=release.asset_id(strait.asset),
        status="operating",
        document_id=release.document_id(KEY),
        begins=min(cell.begins for cell in cells),
        ends=max(cell.ends for cell in cells),
        detail="oil passed in every period of the table",
    )


def _text(cells: object) -> str:
    row = cells if isinstance(cells, tuple | list) else (cells,)
    return " ".join(str(cell) for cell in row if cell is not None).strip()


def _letters(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
