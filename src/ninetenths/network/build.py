"""Statements to layers: what feeds a network, on which scale, and with which sign (§2, §3, §6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from ninetenths.errors import UnitError
from ninetenths.ledger.records import Coverage, Document, Statement
from ninetenths.ledger.units import convert, units
from ninetenths.ledger.windows import window_of
from ninetenths.network.cell import CellKey, Evidence, published_on
from ninetenths.network.layer import Layer, layer_of
from ninetenths.network.network import Network
from ninetenths.network.signs import signed

FEEDING = frozenset({"asserted", "reported"})
"""Modalities that feed a network by default; the others (possible, denied, counterfactual, normative) are no fact."""


def build_layer(
    statements: Iterable[Statement],
    *,
    layer: str,
    unit: str = "",
    modalities: frozenset[str] = FEEDING,
    coverages: Iterable[Coverage] = (),
    documents: Mapping[str, Document] | None = None,
) -> Layer:
    """Return one layer of ties from the statements that belong to it.

    Only accepted, affirmed statements of the given *modalities* enter. Joint senders or receivers stay one set: their
    tie is attributed to none of them alone. Quantities under one definition and in one window become one range.

    Parameters
    ----------
    statements
        Statements of any layer; those of others are passed over.
    layer
        A value of the vocabulary ``layer``.
    unit
        Unit into which all quantities are converted; by default each quantity keeps the unit that comes first in
        alphabetical order among those of its dimension, item and layer.
    modalities
        Which modalities enter.
    coverages
        Where data sets speak; of any layer.
    documents
        Document id to document, for publication dates; without it a statement counts as known from its own begin.

    Returns
    -------
    Layer
        Statements whose quantity cannot be put on *unit* are named in ``left_out`` with the reason.

    Examples
    --------
    >>> from datetime import datetime
    >>> from ninetenths.ledger.records import Statement
    >>> crude = Statement(
    ...     statement_id="s1",
    ...     summary="",
    ...     layer="energy",
    ...     kind="level",
    ...     sender="AZE",
    ...     receiver="ISR",
    ...     item="crude imports",
    ...     low=Decimal(94),
    ...     high=Decimal(94),
    ...     unit="kb/d",
    ...     basis_commodity="crude",
    ...     begins="2025",
    ...     document_id="d1",
    ...     locator="p. 1",
    ...     recorded_at=datetime(2026, 1, 1),
    ... )
    >>> from datetime import date
    >>> energy = build_layer([crude], layer="energy", unit="Mb/d")
    >>> energy.value("AZE", "ISR", date(2025, 6, 1))
    (0.094, 0.094)
    """
    feeding = [one for one in statements if one.layer == layer and feeds(one, modalities)]
    scales = _scales(feeding, unit)
    cells: dict[CellKey, dict[str, Evidence]] = defaultdict(dict)
    left_out: list[tuple[str, str]] = []
    for one in feeding:
        try:
            key, evidence = _tie(one, scales[_dimension(one)], documents or {})
        except UnitError as reason:
            left_out.append((one.statement_id, str(reason)))
        else:
            cells[key][one.statement_id] = evidence
    return layer_of(
        layer,
        ((key, found.values()) for key, found in cells.items()),
        coverage=tuple(sorted((one for one in coverages if one.layer == layer), key=repr)),
        left_out=tuple(sorted(set(left_out))),
    )


def build_network(
    statements: Iterable[Statement],
    *,
    modalities: frozenset[str] = FEEDING,
    coverages: Iterable[Coverage] = (),
    documents: Mapping[str, Document] | None = None,
) -> Network:
    """Return a network with a layer for each layer that the statements have; see `build_layer`."""
    known = tuple(statements)
    covered = tuple(coverages)
    by_layer: dict[str, list[Statement]] = defaultdict(list)
    for one in known:
        by_layer[one.layer].append(one)
    names = sorted({*by_layer, *(one.layer for one in covered)})
    return Network(
        build_layer(by_layer[name], layer=name, modalities=modalities, coverages=covered, documents=documents)
        for name in names
    )


def family_of(statement: Statement) -> str:
    """Return of what a statement's quantity is, from its basis: "crude / imports / receiver"; empty without one.

    An item stands in where the basis names no commodity, so that two unlike things never share a tie.
    """
    if statement.low is None and statement.high is None:
        return ""
    commodity = statement.basis_commodity or statement.item.strip().casefold()
    kind = statement.kind if statement.kind in ("rank", "share") else ""
    whole = statement.basis_denominator.partition(",")[0]
    parts = (commodity, statement.basis_measure, statement.basis_concept, whole, kind)
    return " / ".join(part for part in parts if part)


def feeds(statement: Statement, modalities: frozenset[str] = FEEDING) -> bool:
    """Whether a statement enters a network: accepted, affirmed and of one of the modalities (§6)."""
    return statement.grade == "accepted" and statement.polarity == "affirmed" and statement.modality in modalities


def _dimension(statement: Statement) -> tuple[str, str, bool]:
    """Return family, dimension and whether it is a rate: quantities that share all three share a unit."""
    known = units().get(statement.unit)
    return family_of(statement), known.dimension if known else statement.unit, bool(known and known.per)


def _scales(statements: Iterable[Statement], unit: str) -> dict[tuple[str, str, bool], str]:
    found: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for one in statements:
        found[_dimension(one)].add(one.unit if _quantity(one) else "")
    return {dimension: unit if unit and names != {""} else min(names) for dimension, names in found.items()}


def _quantity(statement: Statement) -> tuple[Decimal, Decimal] | None:
    low = statement.low if statement.low is not None else statement.high
    high = statement.high if statement.high is not None else statement.low
    return None if low is None or high is None else (low, high)


def _tie(statement: Statement, unit: str, documents: Mapping[str, Document]) -> tuple[CellKey, Evidence]:
    window = window_of(statement)
    low, high = _on_scale(statement, unit)
    document = documents.get(statement.document_id)
    key = CellKey(
        senders=tuple(sorted({statement.sender, *statement.with_senders})),
        receivers=tuple(sorted({statement.receiver, *statement.with_receivers})),
        family=family_of(statement),
        unit=unit if low is not None else "",
        begins=window.begins,
        ends=window.ends,
        first=window.first,
        last=window.last,
        dated=window.dated,
    )
    published = published_on(document.published_on if document else "", statement.begins)
    return key, Evidence(
        statement_id=statement.statement_id, low=low, high=high, sign=signed(statement), published=published
    )


def _on_scale(statement: Statement, unit: str) -> tuple[Decimal, Decimal] | tuple[None, None]:
    quantity = _quantity(statement)
    if quantity is None:
        return None, None
    if statement.unit == unit:
        return quantity
    low, high = (convert(end, statement.unit, unit, commodity=statement.basis_commodity) for end in quantity)
    return low[0], high[1]
