"""Tables of transfers by year: one state's suppliers or recipients down the side, years across.

Two layouts are read. Both begin with a line such as ``TIV of arms imports to Azerbaijan, 2000-2020`` and lines of
notes, one of which says when the table was generated; the header then is an empty cell or a heading, the years and a
total.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ninetenths.datasets.catalogue.adapter import Content, Release, Rows
from ninetenths.datasets.catalogue.tables import lines_of, number
from ninetenths.datasets.sipri_register.exports import ENCODINGS, generated_on, place, slug
from ninetenths.errors import DatasetChanged
from ninetenths.ledger.records import Coverage, Statement
from ninetenths.states import actor_name

KEY = "table"
ITEM = "major arms"
_TITLE = re.compile(
    r"TIV of arms (?P<flow>imports|exports) (?:to|from|of|by) (?P<state>.+?)"
    r"(?:,? \(?\d{4}\s*(?:-|–|to)\s*\d{4}\)?)?\.?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_TOTALS = ("total", "sum", "totals")
_LEAST = Decimal("0.5")
_MOST_ROUNDING = 3
_MOST_TITLE_LINES = 40


@dataclass(frozen=True, slots=True)
class _Table:
    """The title and body of an export: which flow of which state, the columns of years, and the rows below."""

    flow: str
    state: str
    years: tuple[tuple[int, str], ...]
    body: tuple[tuple[int, list[str]], ...]


def version_of(contents: Mapping[str, Content]) -> tuple[str, str]:
    """Return what the table is of (``imports-azerbaijan``) and when it was generated."""
    table = _parse(contents[KEY])
    return slug(f"{table.flow} {table.state}"), generated_on(contents[KEY])


def read(release: Release) -> Rows:
    """Turn a table into one level in TIV for each pair and year; the row of totals is the world's.

    A printed 0 is the range from 0 to 0.5; an empty cell of a row is nothing (0 to 0), since SIPRI leaves it empty
    where it identified no delivery. A table of imports covers its receiver: a supplier without a row delivered nothing.
    A table of exports claims no coverage, since coverage knows states and not directions.

    Reading: what SIPRI counts of major arms, revised with every release.
    """
    content = release.contents[KEY]
    table = _parse(content)
    own = place(release.states, table.state, row=1)
    statements = []
    sums: dict[str, Decimal] = {}
    totals: dict[str, Decimal] = {}
    for row, cells in table.body:
        is_total = cells[0].strip().lower() in _TOTALS
        other = "WLD" if is_total else place(release.states, cells[0], row=row)
        for at, year in table.years:
            value = number(cells[at], place=f"{content.name}, row {row}, year {year}", least=0)
            side = totals if is_total else sums
            side[year] = side.get(year, Decimal(0)) + (value or 0)
            if own is not None and other is not None:
                ends = (other, own) if table.flow == "imports" else (own, other)
                statements.append(_statement(release, f"{row}-{year}", ends, year, value))
    covered = (_coverage(release, table, own),) if table.flow == "imports" and own is not None else ()
    doubts = tuple(_disagreements(sums, totals, len(table.body)))
    return Rows(statements=statements, coverages=covered, doubts=doubts)


def _coverage(release: Release, table: _Table, own: str) -> Coverage:
    years = [year for _, year in table.years]
    return Coverage(
        dataset=release.label,
        layer="arms",
        item=ITEM,
        begins=min(years),
        ends=max(years),
        states=(own,),
        document_id=release.document_id(KEY),
    )


def _parse(content: Content) -> _Table:
    try:
        lines = list(csv.reader(lines_of(content, encodings=ENCODINGS)))
    except csv.Error as error:
        raise DatasetChanged(f"{content.name}: no CSV ({error}). Name the table as SIPRI gave it.") from error
    title = next((match for cells in lines[:_MOST_TITLE_LINES] if (match := _TITLE.search(_joined(cells)))), None)
    header = next((at for at, cells in enumerate(lines[:_MOST_TITLE_LINES]) if _is_header(cells)), None)
    if title is None or header is None:
        missing = "line 'TIV of arms imports to …, 2000-2020'" if title is None else "header of years"
        raise DatasetChanged(
            f"{content.name}: no {missing} was found. Name the table as SIPRI gave it, with the lines above it; the "
            "register of orders is the data set sipri_register."
        )
    years = tuple((at, cell.strip()) for at, cell in enumerate(lines[header]) if _YEAR.fullmatch(cell.strip()))
    width = max(at for at, _ in years) + 1
    body = [(number_, cells) for number_, cells in enumerate(lines, start=1) if number_ > header + 1 and any(cells)]
    rows = tuple((number_, cells) for number_, cells in body if len(cells) >= width and cells[0].strip())
    return _Table(title["flow"].lower(), title["state"].strip(), years, rows)


def _joined(cells: list[str]) -> str:
    return ",".join(cells).strip(" ,")


def _is_header(cells: list[str]) -> bool:
    return len(cells) > 1 and sum(bool(_YEAR.fullmatch(cell.strip())) for cell in cells[1:]) >= 1


def _statement(release: Release, local: str, ends: tuple[str, str], year: str, value: Decimal | None) -> Statement:
    if value is None:
        low = high = Decimal(0)
    else:
        low, high = (Decimal(0), _LEAST) if value == 0 else (value, value)
    told = "no delivery identified" if value is None else f"{'less than 0.5' if value == 0 else value} million TIV"
    return Statement(
        statement_id=f"{release.label}:{local}",
        summary=f"{actor_name(ends[0])} to {actor_name(ends[1])}: major arms delivered in {year}, {told}",
        layer="arms",
        kind="level",
        sender=ends[0],
        receiver=ends[1],
        item=ITEM,
        low=low,
        high=high,
        unit="TIV",
        basis_commodity="major arms",
        basis_measure="TIV",
        basis_concept="deliveries",
        basis_denominator="absolute",
        basis_text="volume of deliveries in the year, as printed",
        begins=year,
        ends=year,
        end_status="closed",
        measured_by="SIPRI",
        document_id=release.document_id(KEY),
        locator_kind="cell",
        locator=f"row {local.partition('-')[0]}, column {year}",
        coder=release.name,
        coder_version="1",
        recorded_at=release.recorded_at,
    )


def _disagreements(sums: Mapping[str, Decimal], totals: Mapping[str, Decimal], rows: int) -> Iterator[str]:
    """Say where the rows do not add up to the total that is printed, beyond half a unit of rounding for each row."""
    for year, total in sorted(totals.items()):
        if abs(sums.get(year, Decimal(0)) - total) > max(Decimal(rows) / 2, Decimal(_MOST_ROUNDING)):
            yield f"the rows of {year} add up to {sums.get(year)}, and the total printed is {total}"
