"""Units of quantities and what one is in another: exact within a dimension, a range across one, refused otherwise."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from importlib.resources import files

from ninetenths.errors import UnitError

Range = tuple[Fraction, Fraction]

_DIGITS = Context(prec=28)
_PERIOD_DAYS: dict[str, Range] = {
    "d": (Fraction(1), Fraction(1)),
    "month": (Fraction(28), Fraction(31)),
    "y": (Fraction(365), Fraction(366)),
}
"""Fewest and most days of a period: which month or year it was is not in the unit."""
_LARGEST_EXPONENT = 999
_PERIOD_NAMES = {"d": "day", "month": "month", "y": "year"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, how many base units one is, and per which period if it is a rate.

    ``per`` is ``d``, ``month``, ``y`` or empty. Money of two currencies or two base years has two dimensions.
    """

    unit: str
    dimension: str
    factor: Fraction
    per: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Density:
    """How many base units of one dimension a base unit of another holds for a commodity, as a range, and its source."""

    commodity: str
    from_dimension: str
    to_dimension: str
    low: Fraction
    high: Fraction
    source: str


@cache
def units() -> dict[str, Unit]:
    """Return every unit of ``units.csv`` by its id."""
    return {
        row["unit"]: Unit(
            unit=row["unit"],
            dimension=row["dimension"],
            factor=Fraction(row["factor"]),
            per=row["per"],
            label=row["label"],
            description=row["description"],
        )
        for row in _rows("units.csv")
    }


def is_unit(unit: str) -> bool:
    """Return whether the unit table has a unit of that id."""
    return unit in units()


@cache
def densities() -> tuple[Density, ...]:
    """Return what is known about the weight and the energy of commodities, with sources."""
    found = []
    for row in _rows("densities.csv"):
        ends = (row["low"].split(), row["high"].split())
        low, high = (Fraction(number) * units()[unit].factor for number, unit in ends)
        found.append(Density(row["commodity"], row["from_dimension"], row["to_dimension"], low, high, row["source"]))
    return tuple(found)


def convert(
    value: Decimal | int | str, from_unit: str, to_unit: str, *, commodity: str = "", days: int | None = None
) -> tuple[Decimal, Decimal]:
    """Return what a quantity is in another unit, as the lowest and the highest it can be.

    Parameters
    ----------
    value
        The quantity in *from_unit*.
    from_unit, to_unit
        Units of the unit table.
    commodity
        A value of basis_commodity. Needed between mass, volume and energy, whose ratio depends on it.
    days
        Days of the window in which an amount was moved. Needed between an amount and a rate, and only there.

    Returns
    -------
    tuple of Decimal
        Equal where the ratio is exact, to 28 digits. A range where a density is involved (crude: 7.0 to 7.6 barrels a
        tonne) or the length of a year (365 to 366 days) or month (28 to 31 days).

    Raises
    ------
    UnitError
        If a unit is unknown, the two measure different things, a commodity or window is needed, or *value* is no
        finite number. Money is never converted between currencies or base years.

    Examples
    --------
    >>> convert("1.17", "Mt", "kt")
    (Decimal('1170'), Decimal('1170'))
    >>> [round(end, 1) for end in convert("1.17", "Mt", "kb/d", commodity="crude", days=366)]
    [Decimal('22.4'), Decimal('24.3')]

    Reading: the range says what the conversion does not know; what the source did not know comes on top.
    """
    first, second = _unit(from_unit), _unit(to_unit)
    amount = _fraction(value)
    scale = first.factor / second.factor
    ranges = [_density(first, second, commodity), _time(first, second, days)]
    ends = [amount * scale]
    for low, high in ranges:
        ends = [end * factor for end in ends for factor in {low, high}]
    return _decimal(min(ends)), _decimal(max(ends))


def _density(first: Unit, second: Unit, commodity: str) -> Range:
    if first.dimension == second.dimension:
        return Fraction(1), Fraction(1)
    for known in densities():
        if known.commodity != commodity:
            continue
        if (known.from_dimension, known.to_dimension) == (first.dimension, second.dimension):
            return known.low, known.high
        if (known.to_dimension, known.from_dimension) == (first.dimension, second.dimension):
            return 1 / known.high, 1 / known.low
    raise UnitError(_why_not(first, second, commodity))


def _why_not(first: Unit, second: Unit, commodity: str) -> str:
    found = f"{first.unit} measures {first.dimension} and {second.unit} measures {second.dimension}"
    if first.dimension.startswith("money") and second.dimension.startswith("money"):
        return f"{found}: money is not converted between currencies or base years; compare it in the unit printed."
    pair = {first.dimension, second.dimension}
    known = sorted({one.commodity for one in densities() if {one.from_dimension, one.to_dimension} == pair})
    if not known:
        return f"{found}: they cannot be put on one scale. Compare quantities of one dimension."
    said = f"for {commodity!r} no ratio is known" if commodity else "their ratio depends on the commodity"
    return f"{found}: {said}. Pass commodity= one of {', '.join(known)}."


def _time(first: Unit, second: Unit, days: int | None) -> Range:
    if bool(first.per) == bool(second.per):
        if days is not None:
            kinds = "rates" if first.per else "amounts"
            raise UnitError(f"{first.unit} and {second.unit} are both {kinds}: days has no meaning here; leave it out.")
        return _period_ratio(first.per, second.per)
    rate = first if first.per else second
    if days is None or days <= 0:
        raise UnitError(
            f"{rate.unit} is per {_PERIOD_NAMES[rate.per]} and the other is an amount: the days of its window are "
            f"needed (found {days}). Pass days= the number of days from its first to its last."
        )
    shortest, longest = _PERIOD_DAYS[rate.per]
    if rate is second:
        return shortest / days, longest / days
    return days / longest, days / shortest


def _period_ratio(first: str, second: str) -> Range:
    if first == second:
        return Fraction(1), Fraction(1)
    if {first, second} == {"month", "y"}:
        return (Fraction(12), Fraction(12)) if first == "month" else (Fraction(1, 12), Fraction(1, 12))
    (first_low, first_high), (second_low, second_high) = _PERIOD_DAYS[first], _PERIOD_DAYS[second]
    return second_low / first_high, second_high / first_low


def _unit(unit: str) -> Unit:
    if unit not in units():
        raise UnitError(f"{unit!r} is not in the unit table. Use one of its ids, such as kb/d, Mt or percent.")
    return units()[unit]


def _fraction(value: Decimal | int | str) -> Fraction:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise UnitError(f"{value!r} is not a finite number. Pass the quantity as printed, without separators.")
    return Fraction(number)


def _decimal(number: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()))
