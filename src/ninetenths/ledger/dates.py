"""Dates that keep their own precision: ``2024``, ``2024-06``, ``2024-06-21``; ``..`` open, empty unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

OPEN = ".."
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def check_date(text: str) -> str:
    """Return *text* if it is a date as the ledger keeps it.

    Raises
    ------
    ValueError
        If it is neither empty, ``..``, nor a possible ISO year, month or day.
    """
    if text not in ("", OPEN):
        first_day(text)
    return text


def first_day(text: str) -> date | None:
    """Return the first day that a date of any precision can mean; None for an open or unknown date.

    >>> first_day("2024-06")
    datetime.date(2024, 6, 1)
    """
    if text in ("", OPEN):
        return None
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date | None:
    """Return the last day that a date of any precision can mean; None for an open or unknown date.

    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    if text in ("", OPEN):
        return None
    year, month, day = _parts(text)
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _parts(text: str) -> tuple[int, int, int]:
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date: write 2024, 2024-06, 2024-06-21, '..' for open or nothing")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a possible date: {error}") from None
    return year, month, day
