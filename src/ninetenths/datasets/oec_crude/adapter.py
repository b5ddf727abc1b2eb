"""OEC: crude petroleum exports and imports of each state by year, in dollars, without partners."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from ninetenths.datasets.catalogue import Release, Rows
from ninetenths.datasets.catalogue.tables import csv_rows, number, plain
from ninetenths.errors import DatasetChanged

_KEY = "totals"
_COLUMNS = ("ID", "Country", "Trade Value", "Year", "Action")
_WORLD = "WLD"


def read(release: Release) -> Rows:
    """Return one statement for each row: a state's exports to, or imports from, the world.

    There is no coverage: a state without a row may have traded nothing or reported nothing.
    """
    from ninetenths.datasets.catalogue.bulk import statement_table  # noqa: PLC0415 - pyarrow takes 0.2 s to import

    kept: list[tuple[int, str, bool, str, Decimal]] = []
    for row, cells in csv_rows(release.contents[_KEY], _COLUMNS):
        state = release.states.place(plain(cells["Country"], place=f"row {row}"), row=row)
        amount = number(cells["Trade Value"], place=f"row {row}, column Trade Value", least=0)
        if cells["Action"] not in ("Export", "Import"):
            raise DatasetChanged(f"row {row}: found the action {cells['Action'][:40]!r}; expected Export or Import.")
        if state is not None and amount is not None:
            kept.append((row, state, cells["Action"] == "Export", cells["Year"], amount))
    amounts = [f"{amount.normalize():f}" for *_, amount in kept]
    concepts = ["exports" if out else "imports" for _, _, out, _, _ in kept]
    years = [year for _, _, _, year, _ in kept]
    times = Counter((state, concept, year) for (_, state, _, year, _), concept in zip(kept, concepts, strict=True))
    twice = sorted(key for key, count in times.items() if count > 1)
    return Rows(
        statements=statement_table(
            release,
            key=_KEY,
            local_ids=[str(row) for row, *_ in kept],
            locators=[f"row {row}" for row, *_ in kept],
            constant={
                "layer": "energy",
                "kind": "level",
                "unit": "USD",
                "basis_commodity": "crude",
                "basis_measure": "value",
                "basis_denominator": "absolute",
                "end_status": "closed",
                "measured_by": "OEC",
            },
            varying={
                "summary": [
                    f"{state}, {year}: crude {concept} of {text} dollars"
                    for (_, state, _, year, _), concept, text in zip(kept, concepts, amounts, strict=True)
                ],
                "sender": [state if out else _WORLD for _, state, out, _, _ in kept],
                "receiver": [_WORLD if out else state for _, state, out, _, _ in kept],
                "item": [f"crude {concept}" for concept in concepts],
                "basis_concept": concepts,
                "low": amounts,
                "high": amounts,
                "begins": years,
                "ends": years,
            },
        ),
        doubts=tuple(
            f"{state}: {times[state, concept, year]} rows of {concept} in {year}; expected one"
            for state, concept, year in twice
        ),
    )
