"""One cell of text to one value: a reader for each declared column, which returns what is unfit instead of raising."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from ninetenths.ledger.dates import check_date
from ninetenths.ledger.schema import Column, columns, vocabulary
from ninetenths.ledger.tables import DECIMAL, LONGEST
from ninetenths.ledger.units import is_unit, units
from ninetenths.states import is_actor

_SHOWN_CHARACTERS = 80
_DECIMAL = re.compile(DECIMAL, re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_ID = re.compile(r"[^\s;\x00-\x1f\x7f]{1,200}")
_ASSET = re.compile(r"(x:.+|[a-z0-9][a-z0-9._-]*)")


class Unfit(NamedTuple):
    """What was found in a cell, what was expected, and what to do."""

    found: str
    expected: str
    advice: str


BLANKS = " \t\n\r\v\f"
"""What is trimmed: other spaces of Unicode are kept, as the database cannot tell them."""

Reader = Callable[[str], Any]
"""Text of a filled cell to its value, or `Unfit`."""


def shown(value: str) -> str:
    """Return a value as messages show it: quoted, on one line, clipped, control characters escaped.

    >>> shown("a" * 100)[-5:]
    "aaa…'"
    """
    return repr(value if len(value) <= _SHOWN_CHARACTERS else value[: _SHOWN_CHARACTERS - 1] + "…")


@cache
def reader_of(column: Column) -> Reader:
    """Return the reader of a column, made from its type, vocabulary and unit."""
    special = {
        "decimal": _decimal,
        "date": _date,
        "timestamp": _timestamp,
        "boolean": _boolean,
        "integer": _sign if column.unit == "-1 0 1" else _count,
    }
    if column.type in special:
        return special[column.type]
    one = _text_reader(column)
    return one if column.type == "text" else lambda text: _list(text, one)


def _text_reader(column: Column) -> Reader:
    if column.vocabulary:
        return _word_reader(column.vocabulary)
    if column.unit == "as it came":
        return _whole_text
    by_unit: dict[str, Reader] = {
        "actor id": actor,
        "state id": actor,
        "actor or asset id": _crossed,
        "unit id": _unit,
        "statement id": _identifier,
        "document id": _identifier,
        "asset id": _identifier,
        "column": _slot,
        "hex": _hash,
    }
    own = {"statement_id", "document_id", "asset_id", "gap_id"}
    return _identifier if column.name in own else by_unit.get(column.unit, _text)


def _whole_text(text: str) -> str | Unfit:
    if "\x00" in text:
        place = f"a NUL character at {text.index(chr(0))}"
        return Unfit(place, "text", "remove it; many NUL characters mean that the file is not text or not UTF-8")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return Unfit(f"half a character at {error.start}", "text that UTF-8 can hold", "read the file again as UTF-8")
    return text


def _text(text: str) -> str | Unfit:
    if len(text) > LONGEST:
        found = f"{len(text):,} characters ({shown(text)})"
        return Unfit(found, f"at most {LONGEST:,}", "shorten it: whole texts are stored with their document")
    return _whole_text(text) if "\x00" in text or not text.isascii() else text


def _identifier(text: str) -> str | Unfit:
    if _ID.fullmatch(text):
        return _text(text)
    expected = "an id of up to 200 characters without spaces, ';' or control characters"
    return Unfit(shown(text), expected, "correct the id")


@cache
def _word_reader(name: str) -> Reader:
    words = vocabulary(name)

    def read(text: str) -> str | Unfit:
        if text in words:
            return text
        close = get_close_matches(text.strip(BLANKS).lower()[:_SHOWN_CHARACTERS], list(words), n=1)
        advice = f"did you mean {close[0]!r}?" if close else "choose the closest of them"
        return Unfit(shown(text), f"one of {', '.join(words)}", advice)

    return read


@cache
def _known_actor(text: str) -> bool:
    return is_actor(text)


def actor(text: str) -> str | Unfit:
    """Return an actor id, or what is unfit about it."""
    if _known_actor(text):
        return text
    expected = "an alpha-3 code as of ISO 3166, STATE:group, an organisation, WLD or UNK"
    return Unfit(shown(text), expected, "correct the actor; `ninetenths states` lists those known")


def _crossed(text: str) -> str | Unfit:
    if _known_actor(text) or _ASSET.fullmatch(text):
        return _text(text)
    return Unfit(shown(text), "an actor id, an asset id, or x:name for a thing without an asset row", "correct it")


def _unit(text: str) -> str | Unfit:
    if is_unit(text):
        return text
    close = get_close_matches(text[:40], units(), n=3)
    advice = f"did you mean {' or '.join(close)}?" if close else "percent, kb/d, Mt, bcm, MUSD, persons and so on"
    return Unfit(shown(text), "a unit of the unit table", f"{advice} The reference page `Units` lists them all")


def _slot(text: str) -> str | Unfit:
    if any(text == column.name for column in columns("statement")):
        return text
    return Unfit(shown(text), "a column of the statement", "name the column that the words hold")


def _hash(text: str) -> str | Unfit:
    if re.fullmatch(r"[0-9a-f]{64}", text):
        return text
    return Unfit(shown(text), "a SHA-256 of 64 hexadecimal digits in lower case", "hash the file as it came")


def _decimal(text: str) -> Decimal | Unfit:
    if _DECIMAL.fullmatch(text.strip(BLANKS)):
        return Decimal(text.strip(BLANKS))
    advice = "write 1234.5: a point for decimals, no thousands separators, no sign of a unit"
    return Unfit(shown(text), "a finite number with the digits as printed", advice)


def _sign(text: str) -> int | Unfit:
    if text.strip(BLANKS) in ("-1", "0", "1", "+1"):
        return int(text)
    return Unfit(shown(text), "-1, 0, 1 or nothing", "correct it, or leave it empty where no sign was coded")


def _count(text: str) -> int | Unfit:
    if _INTEGER.fullmatch(text.strip(BLANKS)) and int(text) >= 0:
        return int(text)
    return Unfit(shown(text), "a whole number from 0", "correct the number")


def _boolean(text: str) -> bool | Unfit:
    if text.strip(BLANKS) in ("yes", "no"):
        return text.strip(BLANKS) == "yes"
    return Unfit(shown(text), "yes, no or nothing", "write yes or no")


def _date(text: str) -> str | Unfit:
    try:
        return check_date(text.strip(BLANKS))
    except ValueError as error:
        why = str(error).partition(": ")[2] if len(text) <= _SHOWN_CHARACTERS else "it is too long"
        return Unfit(shown(text), "a year, month or day (2024, 2024-06, 2024-06-21), '..' or nothing", why)


def _timestamp(text: str) -> datetime | Unfit:
    try:
        moment = datetime.fromisoformat(text.strip(BLANKS))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return Unfit(shown(text), "a day or a time as in 2026-11-21T08:30:00+00:00", "write it in ISO 8601")


def _list(text: str, read: Reader) -> tuple[Any, ...] | Unfit:
    if len(text) > LONGEST:
        return Unfit(f"{len(text):,} characters ({shown(text)})", f"at most {LONGEST:,}", "shorten the list")
    values = []
    for part in split_list(text):
        value = read(part) if part else Unfit("an empty element", "elements parted by one ';'", "remove the extra ';'")
        if isinstance(value, Unfit):
            return value
        values.append(value)
    return tuple(values)


def split_list(text: str) -> list[str]:
    r"""Return the elements of a list cell, trimmed; a backslash keeps the ``;`` or backslash after it.

    >>> split_list(r"AZE; x:a\;b")
    ['AZE', 'x:a;b']
    """
    if "\\" not in text:
        return [part.strip(BLANKS) for part in text.split(";")]
    parts, part, characters = [], "", iter(text)
    for character in characters:
        if character == "\\":
            part += next(characters, "\\")
        elif character == ";":
            parts.append(part.strip(BLANKS))
            part = ""
        else:
            part += character
    return [*parts, part.strip(BLANKS)]
