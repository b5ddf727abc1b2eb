"""Entity-year tables of Our World in Data: one statement for each state, year and series that has a figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ninetenths.datasets.catalogue.adapter import Release, Rows
from ninetenths.datasets.catalogue.bulk import statement_table
from ninetenths.datasets.catalogue.tables import csv_rows, number
from ninetenths.errors import DatasetChanged
from ninetenths.states import actor_name


@dataclass(frozen=True, slots=True)
class Series:
    """One column of a file: what it counts, as the ledger words it, and the letter in the ids of its statements."""

    file: str
    column: str
    letter: str
    item: str
    commodity: str
    concept: str
    words: str
    measured_by: str = "BP and Shift"


SERIES = (
    Series("production", "Coal production (TWh)", "c", "coal", "coal", "production", "produced coal of"),
    Series("production", "Gas production (TWh)", "g", "gas", "gas", "production", "produced gas of"),
    Series("production", "Oil production (TWh)", "o", "oil", "oil", "production", "produced oil of"),
    Series(
        "consumption",
        "Primary energy consumption (TWh)",
        "p",
        "primary energy",
        "all energy",
        "consumption",
        "used primary energy of",
        "BP and EIA",
    ),
)


def read(release: Release) -> Rows:
    """Turn the tables into levels in TWh a year; totals of several states are left out and counted.

    What a state produces stands from the state to itself, since it is no flow to another; what it uses stands from the
    world to the state, since nobody says who supplied it.

    Reading: a level is the figure of the publisher for that year under today's name of the state. An empty cell is
    unknown, so no coverage is claimed: a state that is not there has no observed zero.
    """
    found: dict[str, list[object]] = {name: [] for name in _VARYING}
    ids: list[str] = []
    locators: list[str] = []
    documents: list[str] = []
    for key in release.contents:
        series = [one for one in SERIES if one.file == key]
        rows = csv_rows(release.contents[key], ["Entity", "Year", *(one.column for one in series)])
        for row, cells in rows:
            actor = release.states.place(cells["Entity"], row=row)
            if actor is None:
                continue
            year = _year(cells["Year"], place=f"{key}, row {row}")
            for one in series:
                value = number(cells[one.column], place=f"{key}, row {row}, column {one.column}", least=0)
                if value is None:
                    continue
                ids.append(f"{row}{one.letter}")
                locators.append(f"row {row}, column {one.column}")
                documents.append(release.document_id(key))
                for name, cell in zip(_VARYING, _cells(one, actor, year, value), strict=True):
                    found[name].append(cell)
    statements = statement_table(
        release,
        key="production",
        local_ids=ids,
        locators=locators,
        constant={
            "layer": "energy",
            "kind": "level",
            "unit": "TWh",
            "basis_measure": "energy",
            "basis_denominator": "absolute",
            "basis_text": "annual total, as printed",
            "end_status": "closed",
        },
        varying={**found, "document_id": documents},
    )
    return Rows(statements=statements)


_VARYING = (
    "sender", "receiver", "item", "low", "high", "begins", "ends", "basis_commodity", "basis_concept", "measured_by",
    "summary",
)  # fmt: skip


def _cells(series: Series, actor: str, year: str, value: Decimal) -> tuple[str, ...]:
    said = f"{actor_name(actor)} {series.words} {value} TWh in {year}"
    figures = (series.item, str(value), str(value), year, year, series.commodity, series.concept)
    sender = actor if series.concept == "production" else "WLD"
    return sender, actor, *figures, series.measured_by, said


def _year(cell: str, *, place: str) -> str:
    if len(cell) == 4 and cell.isascii() and cell.isdecimal():
        return cell
    raise DatasetChanged(
        f"{place}: found the year {cell[:20]!r}; expected four digits. The publisher changed the file."
    )
