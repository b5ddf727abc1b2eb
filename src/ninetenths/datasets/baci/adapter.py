"""CEPII BACI: what states sell to each other, all goods together and the products of energy and arms by themselves."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ninetenths.datasets.catalogue import Release, Rows, Skipped
from ninetenths.datasets.catalogue.tables import csv_table
from ninetenths.errors import DatasetChanged
from ninetenths.ledger.records import Coverage

if TYPE_CHECKING:
    import pyarrow as pa

_KEY = "trade"
_COLUMNS = ("t", "i", "j", "k", "v", "q")
_UNKNOWN = ("", "NA")
_ALL = "total"
"""Stands for the product where all products are added up."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product that gets statements of its own: what it is called, its layer, its commodity facet."""

    item: str
    layer: str
    commodity: str


@dataclass(frozen=True, slots=True)
class _Flow:
    """One statement in the making: digits as text, the rows it was added up from."""

    year: str
    sender: str
    receiver: str
    product: str
    amount: str
    rows: str
    mass: bool = False
    whole: bool = True


def read(release: Release) -> Rows:
    """Return, by pair and year, the value of all goods, and value and mass of the products of ``products.csv``.

    Other products are added up into all goods. A mass that is not known in some row leaves the upper end open; codes of
    areas that are not specified stay as ``UNK``.
    """
    import pyarrow.compute as pc  # noqa: PLC0415 - takes 0.2 s to import

    table = _clean(release)
    known = pc.is_in(table["k"], value_set=_array(list(products())))
    single = table.filter(known)
    flows = [*_flows(release, table, product=_ALL), *_flows(release, single, product="")]
    years = sorted(set(table["t"].to_pylist()))
    return Rows(
        statements=_statements(release, flows),
        coverages=tuple(_coverage(release, flows, year) for year in years),
        skipped=(
            Skipped(reason="rows of other products: added up into all goods", count=table.num_rows - single.num_rows),
        ),
    )


@cache
def products() -> Mapping[str, Product]:
    """Return the products with statements of their own by their code of six digits.

    >>> products()["270900"].item
    'crude exports'
    """
    text = files("ninetenths.datasets.baci").joinpath("products.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Product(row["item"], row["layer"], row["commodity"]) for row in csv.DictReader(text.splitlines())
    }


def _array(values: list[str]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415 - takes 0.2 s to import

    return pa.array(values, pa.string())


def _clean(release: Release) -> pa.Table:
    """Return the rows with codes of six digits, exact decimals and row numbers."""
    import pyarrow as pa  # noqa: PLC0415 - takes 0.2 s to import
    import pyarrow.compute as pc  # noqa: PLC0415

    table = csv_table(release.contents[_KEY], _COLUMNS)
    texts = {name: pc.utf8_trim_whitespace(table[name]) for name in _COLUMNS}
    unknown = pc.is_in(texts["q"], value_set=_array(list(_UNKNOWN)))
    try:
        mass = pc.if_else(unknown, pa.scalar(None, pa.string()), texts["q"]).cast(pa.decimal128(24, 3))
        value = texts["v"].cast(pa.decimal128(24, 3))
        year = texts["t"].cast(pa.int32())
    except pa.ArrowInvalid as error:
        raise DatasetChanged(
            f"{release.contents[_KEY].name}: found {error}; expected years, thousand dollars and tonnes."
        ) from error
    for name, amounts in (("v", value), ("q", mass)):
        low = pc.min(amounts).as_py()
        if low is not None and low < 0:
            raise DatasetChanged(
                f"{release.contents[_KEY].name}, column {name}: found {low}; expected numbers of at least 0."
            )
    return pa.table(
        {
            "t": year,
            "i": texts["i"],
            "j": texts["j"],
            "k": pc.utf8_lpad(texts["k"], 6, "0"),
            "v": value,
            "q": mass,
            "row": pa.array(range(2, table.num_rows + 2), pa.int64()),
        }
    )


def _flows(release: Release, table: pa.Table, *, product: str) -> list[_Flow]:
    """Return flows by pair of actors; several codes of one actor, and of nobody, are added up."""
    keys = ["t", "i", "j"] if product else ["t", "i", "j", "k"]
    grouped = table.group_by(keys, use_threads=False).aggregate(
        [("v", "sum"), ("q", "sum"), ("q", "count"), ("v", "count"), ("row", "min"), ("row", "max")]
    )
    added: dict[tuple[int, str, str, str], list[Any]] = {}
    places = _places(release, grouped)
    for one in grouped.to_pylist():
        sender, receiver = places[one["i"]], places[one["j"]]
        if sender is None or receiver is None:
            continue
        at = (one["t"], sender, receiver, product or one["k"])
        found = added.setdefault(at, [Decimal(0), Decimal(0), 0, 0, one["row_min"], one["row_max"]])
        found[0] += one["v_sum"]
        found[1] += one["q_sum"] or 0
        found[2] += one["q_count"]
        found[3] += one["v_count"]
        found[4], found[5] = min(found[4], one["row_min"]), max(found[5], one["row_max"])
    return [flow for at, found in sorted(added.items()) for flow in _both(at, found)]


def _places(release: Release, grouped: pa.Table) -> dict[str, str | None]:
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    for name in ("i", "j"):
        for code, row in zip(grouped[name].to_pylist(), grouped["row_min"].to_pylist(), strict=True):
            times[code] += 1
            first[code] = min(row, first.get(code, row))
    return {code: release.states.place(code, row=first[code], times=count) for code, count in sorted(times.items())}


def _both(at: tuple[int, str, str, str], found: list[Any]) -> list[_Flow]:
    year, sender, receiver, product = at
    value, mass, known, rows, first, last = found
    places = f"row {first}" if rows == 1 else f"{rows} rows from {first} to {last}"
    flows = [_Flow(str(year), sender, receiver, product, _digits(value), places)]
    if product != _ALL and known:
        flows.append(_Flow(str(year), sender, receiver, product, _digits(mass), places, mass=True, whole=known == rows))
    return flows


def _digits(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _statements(release: Release, flows: list[_Flow]) -> pa.Table:
    from ninetenths.datasets.catalogue.bulk import statement_table  # noqa: PLC0415 - pyarrow takes 0.2 s to import

    everything = Product("exports", "trade", "all goods")
    kinds = [products().get(flow.product, everything) for flow in flows]
    units = ["t" if flow.mass else "kUSD" for flow in flows]
    return statement_table(
        release,
        key=_KEY,
        local_ids=[f"{one.sender}-{one.receiver}-{one.year}-{one.product}{'q' if one.mass else 'v'}" for one in flows],
        locators=[flow.rows for flow in flows],
        constant={
            "kind": "level",
            "basis_concept": "exports",
            "basis_denominator": "absolute",
            "end_status": "closed",
            "measured_by": "CEPII (BACI)",
            "speaker": "CEPII",
        },
        varying={
            "summary": [
                f"{flow.sender} to {flow.receiver}, {flow.year}: {kind.item} of {flow.amount} {unit}"
                for flow, kind, unit in zip(flows, kinds, units, strict=True)
            ],
            "layer": [kind.layer for kind in kinds],
            "sender": [flow.sender for flow in flows],
            "receiver": [flow.receiver for flow in flows],
            "item": [kind.item for kind in kinds],
            "basis_commodity": [kind.commodity for kind in kinds],
            "basis_measure": ["mass" if flow.mass else "value" for flow in flows],
            "basis_text": ["" if flow.product == _ALL else f"HS {flow.product}" for flow in flows],
            "low": [flow.amount for flow in flows],
            "high": [flow.amount if flow.whole else None for flow in flows],
            "unit": units,
            "begins": [flow.year for flow in flows],
            "ends": [flow.year for flow in flows],
        },
    )


def _coverage(release: Release, flows: list[_Flow], year: int) -> Coverage:
    """Where an exporter has rows at all, a partner without a row took nothing: BACI prints no zeros."""
    return Coverage(
        dataset=release.label,
        layer="trade",
        item="all goods",
        begins=str(year),
        ends=str(year),
        states=tuple(sorted({flow.sender for flow in flows if flow.year == str(year)} - {"UNK"})),
        document_id=release.document_id(_KEY),
    )
