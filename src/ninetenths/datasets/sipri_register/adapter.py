"""The register: each row is an order and what was delivered of it, which becomes one statement.

Deliveries that the register spreads over several years are **one** level in trend-indicator values over the window
from the first to the last of those years, never one for each year: SIPRI prints a single figure. What fell into a part
of the window is anything from nothing to all of it (`ninetenths.datasets.sipri_register.windows.delivered`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from ninetenths.datasets.catalogue.adapter import Content, Release, Rows
from ninetenths.datasets.catalogue.tables import csv_rows, lines_of, number, plain
from ninetenths.datasets.sipri_register.exports import ENCODINGS, generated_on, header_at, place, slug
from ninetenths.errors import DatasetChanged
from ninetenths.ledger.records import Statement
from ninetenths.states import actor_name

KEY = "register"
_FIRST = ("Recipient", "Supplier", "Year of order")
_TIV = "SIPRI TIV of delivered weapons"
_YEARS = "Year(s) of delivery"
_COLUMNS = (*_FIRST, "Number ordered", "Weapon designation", "Weapon description", _YEARS, "status", _TIV)
_DELIVERED = ("Deliveries in the Year Range", "Number delivered")
_TITLE = re.compile(r"from\s+(?P<supplier>.+?)\s+to\s+(?P<recipient>.+?)\s*\.\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
LEAST = Decimal("0.5")
"""SIPRI prints 0 for what is more than nothing and less than this."""


def version_of(contents: Mapping[str, Content]) -> tuple[str, str]:
    """Return whom the export is about (``israel-to-all-countries``) and when it was generated."""
    content = contents[KEY]
    title = " ".join(lines_of(content, encodings=ENCODINGS)[0].split())
    match = _TITLE.search(f"{title} ")
    asked = f"{match['supplier']} to {match['recipient']}" if match else "register"
    return slug(asked), generated_on(content)


def read(release: Release) -> Rows:
    """Turn each row into a statement: ``12d`` is what row 12 delivered, ``12o`` an order without any delivery so far.

    Number and year of the order stand in the note, since two orders of one weapon are no two versions of one deal.

    No coverage is claimed, since the export holds only what was asked for.

    Reading: SIPRI counts major arms only and estimates much (its question mark makes a statement approximate); a row
    that is not there is unknown.
    """
    content = release.contents[KEY]
    skip = header_at(content, _FIRST)
    statements: list[Statement] = []
    for row, cells in csv_rows(_named(content, skip), _COLUMNS, skip=skip, encodings=ENCODINGS):
        receiver = place(release.states, cells["Recipient"], row=row)
        sender = place(release.states, cells["Supplier"], row=row)
        if receiver is None or sender is None:
            continue
        order = _Order(release, row, cells, sender, receiver)
        statements.append(order.delivered() or order.outstanding())
    return Rows(statements=statements)


class _Order:
    """One row of the register, its cells read."""

    def __init__(self, release: Release, row: int, cells: Mapping[str, str], sender: str, receiver: str) -> None:
        self._release, self._row, self._cells = release, row, cells
        self._sender, self._receiver = sender, receiver
        self.weapon = plain(cells["Weapon designation"], place=f"row {row}, column Weapon designation")
        self._kind = plain(cells["Weapon description"], place=f"row {row}, column Weapon description")

    def outstanding(self) -> Statement:
        """Return an order of which SIPRI has found no delivery, as a prospect."""
        year = self._years("Year of order")[0]
        count = self._number("Number ordered")
        return self._statement(
            "o",
            kind="prospect",
            summary=f"{self._said()}: {self._ordered()}, no delivery identified",
            amount=(count, count),
            unit="items" if count is not None else "",
            measure="count",
            concept="orders",
            window=(year, year),
            about=self._doubted("Number ordered"),
            basis="number ordered, year of order",
        )

    def delivered(self) -> Statement | None:
        """Return what was delivered; None where SIPRI has found no delivery."""
        value = self._number(_TIV)
        if value is None or not self._cells[_YEARS].strip():
            return None
        years = self._years(_YEARS)
        amount = (Decimal(0), LEAST) if value == 0 else (value, value)
        span = years[0] if years[0] == years[-1] else f"{years[0]}-{years[-1]}"
        return self._statement(
            "d",
            kind="level",
            summary=f"{self._said()} delivered {span}, {value} million TIV",
            amount=amount,
            unit="TIV",
            measure="TIV",
            concept="deliveries",
            window=(years[0], years[-1]),
            about=self._doubted(self._delivered_column()),
            basis=f"{_TIV}; years of delivery {', '.join(years)}",
        )

    def _statement(
        self,
        letter: str,
        *,
        kind: str,
        summary: str,
        amount: tuple[Decimal | None, Decimal | None],
        unit: str,
        measure: str,
        concept: str,
        window: tuple[str, str],
        about: bool,
        basis: str,
    ) -> Statement:
        status = plain(self._cells["status"], place=f"row {self._row}, column status")
        return Statement(
            statement_id=f"{self._release.label}:{self._row}{letter}",
            summary=summary,
            note=f"{self._ordered()}; condition: {status or 'not said'}",
            layer="arms",
            kind=kind,
            sender=self._sender,
            receiver=self._receiver,
            item=f"{self.weapon} {self._kind}",
            low=amount[0],
            high=amount[1],
            unit=unit,
            approximate=about,
            basis_commodity="major arms",
            basis_measure=measure,
            basis_concept=concept,
            basis_denominator="absolute",
            basis_text=basis,
            begins=window[0],
            ends=window[1],
            end_status="closed",
            measured_by="SIPRI",
            document_id=self._release.document_id(KEY),
            locator_kind="cell",
            locator=f"row {self._row}",
            coder=self._release.name,
            coder_version="1",
            recorded_at=self._release.recorded_at,
        )

    def _said(self) -> str:
        return f"{actor_name(self._sender)} to {actor_name(self._receiver)}: {self.weapon} ({self._kind})"

    def _ordered(self) -> str:
        """Return the order in words, with SIPRI's doubts: ``250 (estimated) ordered in 2016 (estimated)``."""
        count = self._number("Number ordered")
        many = "number unknown" if count is None else str(count)
        doubts = [" (estimated)" if self._doubted(name) else "" for name in ("Number ordered", "Year of order")]
        return f"{many}{doubts[0]} ordered in {self._years('Year of order')[0]}{doubts[1]}"

    def _number(self, column: str) -> Decimal | None:
        return number(self._cells[column], place=f"row {self._row}, column {column}", least=0)

    def _doubted(self, column: str) -> bool:
        return self._cells.get(f"{column} ?", "").strip() == "?"

    def _delivered_column(self) -> str:
        return next((name for name in _DELIVERED if name in self._cells), "")

    def _years(self, column: str) -> list[str]:
        found = sorted(match[0] for match in _YEAR.finditer(self._cells[column]))
        if not found or re.sub(r"[\d\s;,?()-]", "", self._cells[column]):
            raise DatasetChanged(
                f"row {self._row}, column {column}: found {self._cells[column][:40]!r}; expected years. The publisher "
                "changed the file."
            )
        return found


def _named(content: Content, skip: int) -> Content:
    """Return the export with blank headings named after the column to their left, whose question marks they hold."""
    lines = lines_of(content, encodings=ENCODINGS)
    named: list[str] = []
    for cell in lines[skip].strip().split(","):
        heading = cell.strip(' "')
        named.append(heading or f"{named[-1]} ?")
    lines[skip] = ",".join(named) + "\n"
    return Content(
        key=content.key, name=content.name, sha256=content.sha256, payload="".join(lines).encode(ENCODINGS[0])
    )
