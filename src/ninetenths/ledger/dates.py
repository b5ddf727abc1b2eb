"""Dates that keep their own precision: ``2024``, ``2024-06``, ``2024-06-21``; ``..`` open, empty unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

OPEN = ".."
_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


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


def held(kind: str, begins: str, ends: str, end_status: str = "") -> tuple[date, date] | None:
    """Return the first and last day on which a statement is known to hold; None when it is undated.

    An event, a share, a level, a rank, a vote, a stance or a prospect without an end ends where it begins:
    a share never persists past its window. A status or a route that is said to go on (``ongoing``) is open.
    With only an end known, it held at least then. Open bounds are `date.min` and `date.max`.

    >>> held("share", "2024", "", "ongoing")
    (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    >>> held("status", "1992-04-07", "", "ongoing")[1] == date.max
    True

    Reading: the window in which the statement speaks, at the precision of its dates; not proof that the
    thing held on every day of it.
    """
    if not begins and not ends:
        return None
    lasting = end_status == "ongoing" and kind in ("status", "route") and begins != ""
    last = OPEN if not ends and lasting else ends or begins
    return _first(begins or ends, at_start=begins != ""), _last(last, at_end=last == ends or lasting)


def _first(text: str, *, at_start: bool) -> date:
    return first_day(text) or (date.min if at_start else date.max)


def _last(text: str, *, at_end: bool) -> date:
    return last_day(text) or (date.max if at_end else date.min)


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
