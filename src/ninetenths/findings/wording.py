"""Figures, windows and names in the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ninetenths.errors import UnknownState
from ninetenths.findings.printed import printed_ends, qualifier
from ninetenths.ledger.compare_wording import named
from ninetenths.ledger.dates import OPEN
from ninetenths.ledger.records import Statement
from ninetenths.ledger.units import is_unit, units
from ninetenths.ledger.windows import in_words as day
from ninetenths.states import is_actor

__all__ = [
    "amount",
    "capital_first",
    "counted",
    "day",
    "distinct",
    "during",
    "figure",
    "listed",
    "named",
    "number",
    "percent",
    "plain_item",
    "possessive",
    "short",
    "spelled",
    "when",
    "window",
    "year",
]

_UNITS: dict[str, tuple[int, str]] = {
    "kb/d": (1000, "barrels a day"),
    "Mb/d": (1, "million barrels a day"),
    "Mbbl": (1, "million barrels"),
    "kt": (1000, "tonnes"),
    "Mt": (1, "million tonnes"),
    "kt/month": (1000, "tonnes a month"),
    "Mt/month": (1, "million tonnes a month"),
    "Mt/y": (1, "million tonnes a year"),
    "bcm": (1, "billion cubic metres"),
    "bcm/y": (1, "billion cubic metres a year"),
    "Mm3/d": (1, "million cubic metres a day"),
    "TWh/d": (1, "TWh a day"),
    "TWh/month": (1, "TWh a month"),
    "MUSD": (1, "million dollars"),
    "GUSD": (1, "billion dollars"),
    "MUSD2010": (1, "million dollars of 2010"),
    "MEUR": (1, "million euros"),
    "GEUR": (1, "billion euros"),
    "MEUR/d": (1, "million euros a day"),
    "USD/bbl": (1, "dollars a barrel"),
    "USD": (1, "dollars"),
    "EUR": (1, "euros"),
    "EUR/MWh": (1, "euros a megawatt-hour"),
    "TIV": (1, "million TIV"),
}
_ONE = {"cargoes": "cargo", "embassies": "embassy", "aircraft": "aircraft"}
"""Units of counted things whose singular is not the word without its last letter."""
_THOUSAND = 1000
_DAY_PARTS = 3
_CODE = re.compile(r"\b[A-Z]{3}\b")


def possessive(name: str) -> str:
    """Return the possessive of a name.

    >>> possessive("the Netherlands")
    "the Netherlands'"
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join parts as a sentence does.

    >>> listed(["gas", "oil", "coal"])
    'gas, oil and coal'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def year(text: str) -> str:
    """Return the year of a date; empty for an open or unknown one.

    >>> year("2024-05"), year("..")
    ('2024', '')
    """
    return text[:4] if text[:4].isdigit() else ""


def capital_first(text: str) -> str:
    """Return the text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def number(value: Decimal | float) -> str:
    """Return a number with its digits as printed and thousands set apart; minus as a sign.

    >>> number(Decimal("1200"))
    '1,200'
    """
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,g}"
    return text.replace("-", "−")


def amount(low: Decimal, high: Decimal, unit: str) -> str:
    """Return a quantity with its unit in words; a range where low and high differ.

    >>> amount(Decimal("94"), Decimal("94"), "kb/d")
    '94,000 barrels a day'
    """
    if unit == "percent":
        return percent(low, high)
    if unit == "rank":
        return f"rank {number(low)}" if low == high else f"rank {number(low)} to {number(high)}"
    factor, word = _UNITS.get(unit, (1, unit))
    if word.startswith("million ") and min(low, high) >= _THOUSAND:
        low, high, word = low / _THOUSAND, high / _THOUSAND, word.replace("million", "billion", 1)
    figures = [number(_plain(value * factor) if factor > 1 else value) for value in (low, high)]
    if low == high == 1 and word == unit and word.isalpha() and word.islower():
        word = _ONE.get(word, word.removesuffix("s"))
    return f"{figures[0] if low == high else '–'.join(figures)} {word}".strip()


def short(low: Decimal | float, high: Decimal | float, unit: str) -> str:
    """Return a quantity as a headline shows it: with the sign of its unit and without rounding.

    >>> short(Decimal("39"), Decimal("40"), "percent"), short(94, 94, "kb/d")
    ('39–40 %', '94 kb/d')
    """
    label = units()[unit].label if is_unit(unit) else unit
    figures = number(low) if low == high else _range(low, high)
    return f"{figures} {label}".strip()


def percent(low: Decimal, high: Decimal) -> str:
    """Return a share as printed; a range where low and high differ.

    >>> percent(Decimal("39"), Decimal("40"))
    '39–40 %'
    """
    return f"{number(low) if low == high else _range(low, high)} %"


def figure(statement: Statement) -> str:
    """Return the quantity of a statement as its source words it ("over 7 million tonnes"); empty where it has none."""
    ends = printed_ends(statement)
    if ends is None:
        return ""
    return f"{qualifier(statement)} {amount(*ends, statement.unit)}".strip()


def window(begins: str, ends: str) -> str:
    """Return a window in words, as it stands in brackets.

    >>> window("2023-01", "2023-09")
    'January–September 2023'
    >>> window("..", "2019")
    'up to 2019'
    """
    begin, end = day(begins), day(ends)
    if not begin:
        return f"up to {end}" if begins == OPEN and end else end or "no window"
    if not end:
        return f"from {begin}"
    if begins == ends:
        return begin
    return _span(begin, end)


def when(statement: Statement) -> str:
    """Return the window of a statement in words: a status goes on, anything else without an end is of its date."""
    if statement.begins_inferred and statement.kind in ("share", "rank"):
        return "no window stated"
    lasting = statement.kind in ("status", "stance", "prospect", "route")
    return window(statement.begins, statement.ends if statement.ends or lasting else statement.begins)


def during(begins: str, ends: str) -> str:
    """Return a window in words with its preposition.

    >>> during("2016", "2020")
    'in 2016–2020'
    >>> during("2023-11", "2025-10")
    'from November 2023 to October 2025'
    """
    begin, end = day(begins), day(ends)
    if not begin or not end:
        return window(begins, ends)
    if begins == ends:
        return f"{'on' if begins.count('-') == 2 else 'in'} {begin}"
    if begins.count("-") == 0:
        return f"in {_span(begin, end)}"
    same_year = begins[:4] == ends[:4] and begins.count("-") == ends.count("-")
    return f"from {begin.removesuffix(f' {begins[:4]}') if same_year else begin} to {end}"


def plain_item(text: str) -> str:
    """Return an item with actor codes written out.

    >>> plain_item("staging ground against IRN")
    'staging ground against Iran'
    """
    return _CODE.sub(_code_name, text)


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun, small numbers in words.

    >>> counted(2, "text")
    'two texts'
    """
    return f"{spelled(count)} {singular if count == 1 else plural or f'{singular}s'}"


def spelled(count: int) -> str:
    """Return a count, small numbers in words.

    >>> spelled(3), spelled(1200)
    ('three', '1,200')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[count] if count < len(words) else f"{count:,}"


def distinct(parts: Iterable[str]) -> list[str]:
    """Return the parts without repeats, first come first."""
    return list(dict.fromkeys(part for part in parts if part))


def _range(low: Decimal | float, high: Decimal | float) -> str:
    """Join two numbers with a dash, or with a word where a minus would stand beside the dash."""
    return f"{number(low)}{' to ' if low < 0 else '–'}{number(high)}"


def _span(begin: str, end: str) -> str:
    first, last = begin.split(), end.split()
    if first[-len(last) :] == last:
        return begin
    if len(first) > 1 and first[-1] == last[-1]:
        kept = first[:1] if len(first) == len(last) == _DAY_PARTS and first[1] == last[1] else first[:-1]
        return f"{' '.join(kept)}–{end}"
    return f"{begin}–{end}"


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _code_name(match: re.Match[str]) -> str:
    code = match.group()
    if not is_actor(code):
        return code
    try:
        return named(code)
    except UnknownState:
        return code
