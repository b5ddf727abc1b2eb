"""The quantity of a statement as an interval that rounding and "about" have widened, on a scale shared by both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ninetenths.errors import UnitError
from ninetenths.ledger.records import Statement
from ninetenths.ledger.units import convert, units

ABOUT = Decimal("0.05")
"""Half-width of "about", "nearly" or "over" as a part of the value: newspapers round to the next ten or five percent
of a figure, so 57 to 63 is what "about 60" can mean."""

_ONE = {"votes in favour": "vote in favour", "votes against": "vote against", "embassies": "embassy"}
"""What one thing is called, where it is not the plural without its s."""

EXACT_KINDS = frozenset({"rank", "vote"})
_RATIOS = frozenset({"percentage points", "times", "score", "index", "TIV"})
"""Units that stand alone in their dimension as a count does, but are measured or computed and so rounded."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed quantity and the interval of values it can mean; ``low == high`` where it is a count or a rank."""

    low: Decimal
    high: Decimal
    unit: str
    printed: str
    commodity: str

    def __str__(self) -> str:
        """Return the quantity as printed, with its unit in words."""
        if self.unit == "rank":
            return f"rank {self.printed}"
        words = unit_words(self.unit)
        return f"{self.printed} {_ONE.get(words, words.removesuffix('s')) if self.printed == '1' else words}".strip()


def amount_of(statement: Statement) -> Amount | None:
    """Return the interval that a statement's quantity can mean; None where it has none.

    A printed ``40`` can be 39.5 to 40.5, a printed ``46.4`` 46.35 to 46.45; ranks, and counts in a unit of count,
    are exact: 120 votes are 120 votes, while 43 percent of them may be 42.6. ``approximate`` widens by `ABOUT`.
    """
    low = statement.low if statement.low is not None else statement.high
    high = statement.high if statement.high is not None else statement.low
    if low is None or high is None:
        return None
    about = statement.approximate
    exact = (statement.kind in EXACT_KINDS or _counted(statement)) and not about
    return Amount(
        low=low if exact else low - _half_width(low, about=about),
        high=high if exact else high + _half_width(high, about=about),
        unit=statement.unit,
        printed=f"{'about ' if about else ''}{_digits(low)}" + ("" if low == high else f" to {_digits(high)}"),
        commodity=statement.basis_commodity,
    )


def on_scale_of(amount: Amount, other: Amount) -> Amount | None:
    """Return *amount* in the unit of *other*; None where no conversion exists, as from money to barrels."""
    if amount.unit == other.unit:
        return amount
    try:
        low = convert(amount.low, amount.unit, other.unit, commodity=amount.commodity or other.commodity)
        high = convert(amount.high, amount.unit, other.unit, commodity=amount.commodity or other.commodity)
    except UnitError:
        return None
    return Amount(min(low[0], high[0]), max(low[1], high[1]), other.unit, amount.printed, amount.commodity)


def agree(first: Amount, second: Amount) -> bool:
    """Whether one value lies in both intervals (both on one scale); intervals that merely touch do not agree."""
    if first.low == first.high or second.low == second.high:
        return first.low <= second.high and second.low <= first.high
    return first.low < second.high and second.low < first.high


@cache
def unit_words(unit: str) -> str:
    """Return a unit in words; the unit itself where it is a word.

    >>> unit_words("kb/d"), unit_words("MUSD"), unit_words("votes in favour")
    ('thousand barrels a day', 'million US dollars', 'votes in favour')
    """
    known = units().get(unit)
    if known is None or known.dimension == unit or unit in ("percent", "fraction"):
        return known.label if known and unit == "TIV" else unit
    words = re.split(r"[,;:]| of the window", known.description)[0].strip()
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _counted(statement: Statement) -> bool:
    """Whether the quantity is a number of persons, votes or things, and not a part, rate or average of them."""
    known = units().get(statement.unit)
    alone = known is not None and known.dimension == statement.unit and statement.unit not in _RATIOS
    return statement.basis_measure == "count" and alone


def _digits(value: Decimal) -> str:
    """Return a number with its digits as printed and thousands set apart."""
    return f"{value:,f}".replace("-", "−")


def _half_width(value: Decimal, *, about: bool) -> Decimal:
    exponent = value.as_tuple().exponent
    rounding = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0) / 2
    return max(rounding, abs(value) * ABOUT) if about else rounding
