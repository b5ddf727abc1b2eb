"""Statement to operator: which projection of the flows its witness sees, decided from its basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import sqrt

from ninetenths.errors import UnitError
from ninetenths.findings.evidence import Evidence, starts, stops
from ninetenths.findings.printed import is_open_above
from ninetenths.findings.reconciling.items import Item
from ninetenths.findings.reconciling.operators import ANYWHERE, UNKNOWN, Operator, Slice
from ninetenths.findings.reconciling.refusing import USED_UP, why_not
from ninetenths.findings.reconciling.witness_errors import WitnessError, witness_errors
from ninetenths.findings.reconciling.wording import operator_words
from ninetenths.findings.shares import is_route_share, suppliers
from ninetenths.ledger.records import Asset, Statement
from ninetenths.ledger.units import convert

FREIGHT = 1.06
"""Value of an import with insurance and freight over the same goods at the seller's border, as a middle figure."""
OPEN_TOP = 1.15
"""How far above a figure that is only said to be exceeded the truth is looked for."""
_RECORDS = frozenset({"data"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What reading needs beside the statement itself.

    ``re_exports`` is True where a statement shows that the receiver passes the item on: its use then says nothing of
    what comes in. ``totals`` are what senders export in all, by sender, window and commodity.
    """

    item: Item
    evidence: Evidence
    re_exports: bool
    totals: Mapping[tuple[str, str, str, str], Statement]


def read(statement: Statement, context: Context) -> Operator | str:
    """Return how a statement reads the flows, or why it does not.

    Parameters
    ----------
    statement
        A statement about the supply of the receiver.
    context
        The item and what else the ledger holds.

    Returns
    -------
    Operator or str
        The reason in words where the statement is no reading.
    """
    if reason := why_not(statement, context.item):
        return reason
    if statement.basis_denominator.startswith("sender"):
        return _of_sender(statement, context)
    if statement.unit in ("percent", "fraction"):
        return _share(statement, context)
    return _amount(statement, context)


def _share(statement: Statement, context: Context) -> Operator:
    counted, whole = _counted(statement, context), _whole(statement, context.item)
    scale = 100 if statement.unit == "percent" else 1
    low, high = float(statement.low or 0) / scale, float(statement.high or 0) / scale
    open_above = is_open_above(statement)
    return _operator(
        statement,
        context,
        numerator=counted,
        denominator=whole,
        low=low,
        high=min(1.0, max(high, low * OPEN_TOP)) if open_above else high,
        rounded=_half_digit(statement) / scale,
        open_above=open_above,
    )


def _amount(statement: Statement, context: Context) -> Operator | str:
    if _is_use(statement) and context.re_exports:
        return "use, and the receiver passes goods on: what comes in is another whole"
    least_most = amount_in(statement, context.item, statement.basis_commodity)
    if isinstance(least_most, str):
        return least_most
    factor = _factor(statement, context.item, least_most)
    low, high = float(statement.low or 0) * factor, float(statement.high or 0) * factor
    open_above = is_open_above(statement)
    return _operator(
        statement,
        context,
        numerator=_counted(statement, context),
        denominator=None,
        low=low,
        high=max(high, low * OPEN_TOP) if open_above else high,
        rounded=_half_digit(statement) * factor,
        density=max(abs(end - factor) for end in least_most) / (sqrt(3) * factor),
        open_above=open_above,
    )


def _of_sender(statement: Statement, context: Context) -> Operator | str:
    """Read a share of the sender's exports as an amount, where the ledger holds what it exports in all."""
    key = (statement.sender, statement.begins, statement.ends, statement.basis_commodity)
    whole = context.totals.get(key)
    if whole is None or statement.unit not in ("percent", "fraction"):
        return "a share of the sender's exports, and no statement gives their total in that window"
    share = (statement.low or Decimal(0), statement.high or Decimal(0))
    scale = Decimal(100 if statement.unit == "percent" else 1)
    ends = [part * of / scale for part, of in zip(share, (whole.low, whole.high), strict=True) if of is not None]
    amount = replace(
        statement,
        kind="level",
        low=ends[0],
        high=ends[-1],
        unit=whole.unit,
        basis_denominator="absolute",
        approximate=True,
    )
    return _amount(amount, context)


def amount_in(statement: Statement, item: Item, commodity: str) -> tuple[float, float] | str:
    """Return how much of the item's unit one unit of the statement is, least and most; a reason where it is none.

    Goods of the *commodity* are weighed or measured; gas by ship and by pipeline is gas.
    """
    goods = "gas" if item.family == "gas" else commodity
    days = (stops(statement) - starts(statement)).days + 1
    for window in (None, days):
        try:
            low, high = convert(1, statement.unit, item.unit, commodity=goods, days=window)
        except UnitError:
            continue
        freight = FREIGHT if _with_freight(statement, item) else 1.0
        return float(low) / freight, float(high) / freight
    if statement.basis_measure == "value":
        return "money, and no total in money of the same witness and window to be a share of"
    return f"{statement.unit or 'its unit'} cannot be put on the scale of {item.unit}"


def _factor(statement: Statement, item: Item, otherwise: tuple[float, float]) -> float:
    """Return the middle ratio of the units, as of the item itself: one book must not change weight between its rows."""
    ends = amount_in(statement, item, item.name)
    low, high = otherwise if isinstance(ends, str) else ends
    return (low + high) / 2


def _operator(
    statement: Statement,
    context: Context,
    *,
    numerator: Slice,
    denominator: Slice | None,
    low: float,
    high: float,
    rounded: float,
    open_above: bool,
    density: float = 0.0,
) -> Operator:
    found = Operator(
        statement=statement,
        numerator=numerator,
        denominator=denominator,
        low=low,
        high=high,
        rounded=rounded,
        density=density,
        error=_error(statement, context),
        open_above=open_above,
        first=starts(statement),
        last=stops(statement),
        words="",
        measure=statement.basis_measure,
    )
    return replace(found, words=operator_words(found, context.item))


def _counted(statement: Statement, context: Context) -> Slice:
    who = () if statement.sender == ANYWHERE else suppliers(statement)
    route = is_route_share(statement) and statement.kind == "share"
    if statement.sender == statement.receiver:
        who = ()
    return Slice(
        origins=() if route else who,
        booked=statement.basis_concept == "exports declared" and bool(who) and not route,
        way=way_of(statement, context),
        products=counts_products(statement, context.item),
        home=_is_use(statement) and not who,
    )


def _whole(statement: Statement, item: Item) -> Slice:
    return Slice(
        products=statement.basis_commodity in item.wider,
        home=_is_use(statement),
        disclosed=statement.basis_denominator.startswith("disclosed"),
    )


def counts_products(statement: Statement, item: Item) -> bool:
    """Whether more than the item is counted: the item as printed decides where the basis only says oil."""
    return statement.basis_commodity in item.wider and item.name not in statement.item.casefold().split()


def _is_use(statement: Statement) -> bool:
    return statement.basis_concept in USED_UP or statement.sender == statement.receiver


def way_of(statement: Statement, context: Context) -> str:
    """Return the asset whose flow alone is counted: a pipeline named on the way, or an asset that the item names."""
    assets = context.evidence.assets
    named = [stop for stop in statement.via if stop in assets]
    for stop in named:
        if assets[stop].kind == "pipeline":
            return stop
    if is_route_share(statement):
        words = set(statement.item.casefold().split())
        return next((name for name in (*named, *sorted(assets)) if _called(assets[name]) & words), "")
    if statement.basis_commodity in context.item.parts:
        return statement.basis_commodity
    return ""


def _called(asset: Asset) -> frozenset[str]:
    return frozenset((asset.asset_id.casefold(), asset.name.casefold()))


def _error(statement: Statement, context: Context) -> WitnessError:
    table = witness_errors()
    found = table[_kind(statement, context.evidence)]
    for extra, applies in (
        ("other basis", _is_other_basis(statement, context.item)),
        ("approximate", statement.approximate),
        ("passed on", statement.modality == "reported"),
        ("money", statement.basis_measure == "value" and context.item.unit != "MUSD/y"),
        ("freight", _with_freight(statement, context.item)),
    ):
        if applies:
            found += table[extra]
    return found


def _kind(statement: Statement, evidence: Evidence) -> str:
    if statement.basis_concept == "exports declared":
        return "declared"
    if statement.basis_concept == "exports by ship tracking":
        return "tracked"
    if statement.basis_concept in ("throughput", "deliveries") and statement.via:
        return "operator"
    document = evidence.documents.get(statement.document_id)
    recorded = bool(statement.measured_by) or (document is not None and document.interest in _RECORDS)
    return "books" if recorded else "press"


def _is_other_basis(statement: Statement, item: Item) -> bool:
    worded = statement.basis_concept in (*USED_UP, "supply", "purchases")
    return worded or statement.basis_commodity in item.wider or statement.sender == UNKNOWN


def _with_freight(statement: Statement, item: Item) -> bool:
    """Whether the receiver's books value an import with insurance and freight."""
    return item.unit == "MUSD/y" and statement.basis_measure == "value" and statement.basis_concept == "imports"


def _half_digit(statement: Statement) -> float:
    """Return half of the last printed digit where one number is printed; a range says itself how wide it is."""
    if statement.low is None or statement.low != statement.high:
        return 0.0
    exponent = statement.low.as_tuple().exponent
    assert isinstance(exponent, int)
    return 0.5 * 10.0**exponent
