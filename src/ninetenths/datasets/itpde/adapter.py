"""USITC ITPD-E summed over industries: exports of each state to each other, and what it sells to itself."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING

from ninetenths.datasets.catalogue import Release, Rows, Skipped
from ninetenths.datasets.catalogue.tables import check_columns
from ninetenths.errors import DatasetChanged
from ninetenths.ledger.records import Coverage

if TYPE_CHECKING:
    import pyarrow as pa

_KEY = "matrices"
_COLUMNS = ("year", "exporter", "importer", "trade")
_MEASURED_BY = "USITC (ITPD-E)"
_ACROSS = ("exports", "goods and services", "exports")
_WITHIN = ("domestic trade", "goods and services", "purchases")
"""Item, commodity and concept of a cell off and on the diagonal."""


def read(release: Release) -> Rows:
    """Return one statement for each cell that is not zero, in million dollars of 2010.

    All states that a year has, at either end, are covered in that year: a pair without a cell is an observed zero.
    The diagonal is domestic trade, told apart by item and concept, so that no state exports to itself.
    """
    table = _table(release)
    names = sorted({*table["exporter"].unique().to_pylist(), *table["importer"].unique().to_pylist()})
    rows = _first_rows(table)
    times = _times(table)
    actors = {name: release.states.place(name, row=rows[name], times=times[name]) for name in names}
    years, senders, receivers, trade = (table[name].to_pylist() for name in _COLUMNS)
    _refuse_impossible(trade)
    kept = [
        (row, year, sender, receiver, value)
        for row, (year, first, second, value) in enumerate(zip(years, senders, receivers, trade, strict=True), start=1)
        if value and (sender := actors[first]) and (receiver := actors[second])
    ]
    zeros = sum(1 for value in trade if not value)
    return Rows(
        statements=_statements(release, kept),
        coverages=_coverages(release, kept),
        skipped=(Skipped(reason="cells of zero: covered", count=zeros),) if zeros else (),
    )


def _table(release: Release) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - takes 0.2 s to import
    import pyarrow.parquet as pq  # noqa: PLC0415

    content = release.contents[_KEY]
    try:
        table = pq.read_table(io.BytesIO(content.payload))
        check_columns(content.name, table.column_names, _COLUMNS)
        return table.select(_COLUMNS).cast(
            pa.schema(
                [("year", pa.int32()), ("exporter", pa.string()), ("importer", pa.string()), ("trade", pa.float64())]
            )
        )
    except pa.ArrowException as error:
        raise DatasetChanged(f"{content.name} is not the Parquet file that was expected: {error}") from error


def _refuse_impossible(trade: Sequence[float | None]) -> None:
    """Raise DatasetChanged at the first cell that is empty (which is no zero), below zero, infinite or no number."""
    for row, value in enumerate(trade, start=1):
        if value is None or not 0 <= value < inf:
            raise DatasetChanged(
                f"row {row}, column trade: found {value}; expected a number of at least 0. The publisher changed the "
                "file."
            )


def _first_rows(table: pa.Table) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in ("importer", "exporter"):
        for row, value in enumerate(table[name].to_pylist(), start=1):
            found.setdefault(value, row)
    return found


def _times(table: pa.Table) -> Counter[str]:
    found: Counter[str] = Counter()
    for name in ("exporter", "importer"):
        found.update({str(one["values"]): int(one["counts"]) for one in table[name].value_counts().to_pylist()})
    return found


Kept = tuple[int, int, str, str, float]


def _statements(release: Release, kept: Sequence[Kept]) -> pa.Table:
    from ninetenths.datasets.catalogue.bulk import statement_table  # noqa: PLC0415 - pyarrow takes 0.2 s to import

    kinds = [_WITHIN if sender == receiver else _ACROSS for _, _, sender, receiver, _ in kept]
    amounts = [_millions(value) for *_, value in kept]
    years = [str(year) for _, year, *_ in kept]
    return statement_table(
        release,
        key=_KEY,
        local_ids=[f"{sender}-{receiver}-{year}" for _, year, sender, receiver, _ in kept],
        locators=[f"row {row}" for row, *_ in kept],
        constant={
            "layer": "trade",
            "kind": "level",
            "unit": "MUSD2010",
            "basis_measure": "value",
            "basis_denominator": "absolute",
            "end_status": "closed",
            "measured_by": _MEASURED_BY,
        },
        varying={
            "summary": [
                f"{sender} to {receiver}, {year}: {kind[0]} of {amount} million dollars of 2010"
                for (_, year, sender, receiver, _), kind, amount in zip(kept, kinds, amounts, strict=True)
            ],
            "sender": [sender for _, _, sender, _, _ in kept],
            "receiver": [receiver for _, _, _, receiver, _ in kept],
            "item": [kind[0] for kind in kinds],
            "basis_commodity": [kind[1] for kind in kinds],
            "basis_concept": [kind[2] for kind in kinds],
            "low": amounts,
            "high": amounts,
            "begins": years,
            "ends": years,
        },
    )


def _millions(dollars: float) -> str:
    """Return dollars in millions, to the dollar cent, without a detour through binary division."""
    return f"{Decimal(f'{dollars:.2f}').scaleb(-6).normalize():f}"


def _coverages(release: Release, kept: Sequence[Kept]) -> tuple[Coverage, ...]:
    states: dict[int, set[str]] = {}
    for _, year, sender, receiver, _ in kept:
        states.setdefault(year, set()).update((sender, receiver))
    return tuple(
        Coverage(
            dataset=release.label,
            layer="trade",
            item="goods and services",
            begins=str(year),
            ends=str(year),
            states=tuple(sorted(found)),
            document_id=release.document_id(_KEY),
        )
        for year, found in sorted(states.items())
    )
