"""How a spread of draws is said: its 90 % range, its median, never one without the other at hand. Formatting only."""

from __future__ import annotations

from ninetenths.brief import wording
from ninetenths.findings.supply_panels import Range

_NARROW = "\u00a0"
_MOST_DIGITS = 2


def said(spread: Range | None, unit: str = "") -> str:
    r"""Return the 90 % range with its unit; "none" where no draw has a value.

    Reading: nine draws in ten lie in it; it is no bound.

    >>> said((38.2, 45.0, 52.4), "percent"), said((-3.2, 1.0, 12.0)), said((0.0, 0.0, 0.0), "kb/d")
    ('38–52\xa0%', '−3 to 12', '0\xa0kb/d')
    """
    if spread is None:
        return "none"
    low, _, high = _rounded(spread)
    if low == high:
        text = _signed(low)
    else:
        text = f"{_signed(low)} to {_signed(high)}" if low.startswith("-") else f"{low}–{high}"
    return _with_unit(text, unit)


def middle(spread: Range, unit: str = "") -> str:
    r"""Return the median, with as many digits as the range has.

    >>> middle((38.2, 45.0, 52.4)), middle((0.4, 0.61, 0.9), "percent")
    ('45', '0.61\xa0%')
    """
    return _with_unit(_signed(_rounded(spread)[1]), unit)


def in_full(spread: Range, unit: str = "") -> str:
    r"""Return range and median as one phrase; a spread of one value is said as that value.

    >>> in_full((38.2, 45.0, 52.4), "percent")
    '38–52\xa0%, median 45'
    """
    text = said(spread, unit)
    return text if spread[0] == spread[2] else f"{text}, median {middle(spread)}"


def window(begins: str, ends: str) -> str:
    r"""Return the months of a year that statements inform; a whole year is said as the year.

    >>> window("2025-01", "2025-12"), window("2025-01", "2025-06")
    ('2025', 'Jan\xa02025–Jun\xa02025')
    """
    whole = begins[4:] == "-01" and ends[4:] == "-12"
    if whole:
        begins, ends = begins[:4], ends[:4]
    return wording.window(begins, ends)


def part(fraction: float) -> str:
    r"""Return a part of all draws in percent; what is neither none nor all is not rounded to either.

    >>> part(0.484), part(0.004), part(0.998), part(0.0)
    ('48\xa0%', 'under 1\xa0%', 'over 99\xa0%', '0\xa0%')
    """
    percent = 100 * fraction
    if 0 < percent < 1:
        return f"under 1{_NARROW}%"
    if 99 < percent < 100:
        return f"over 99{_NARROW}%"
    return f"{percent:.0f}{_NARROW}%"


def amount(value: float) -> str:
    """Return a figure of an axis with a true minus.

    >>> amount(-500.0), amount(12000.0)
    ('−500', '12,000')
    """
    return _signed(wording.number(value))


def _rounded(spread: Range) -> tuple[str, str, str]:
    largest = max(abs(value) for value in spread)
    digits = 0 if largest >= 10 or largest == 0 else 1 if largest >= 1 else _MOST_DIGITS
    if spread[0] != spread[2] and round(spread[0], digits) == round(spread[2], digits):
        digits = min(digits + 1, _MOST_DIGITS)
    low, mid, high = (
        f"{value:.0f}" if value in (0.0, 100.0) else f"{round(value, digits) + 0.0:.{digits}f}" for value in spread
    )
    return _spaced(low), _spaced(mid), _spaced(high)


def _spaced(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole.lstrip("-")) > 4 else text


def _signed(text: str) -> str:
    return text.replace("-", "−")


def _with_unit(text: str, unit: str) -> str:
    return f"{text}{_NARROW}{wording.unit_word(unit)}" if unit else text
