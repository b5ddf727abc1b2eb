"""When a statement held, as days: what "overlapping", "touching" and "undated" mean when two are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ninetenths.ledger.dates import OPEN, held
from ninetenths.ledger.records import Statement

WindowRelation = Literal["undated", "same", "overlap", "apart"]

_LASTING = frozenset({"status", "route", "stance", "prospect"})

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day on which a statement can hold; ``dated`` is False where the document gives no date.

    ``bounded`` is False where nobody bounds it, the compiler neither: no date at all, a figure whose document does not
    say of what window it is, or something lasting of which the compiler inferred when it was so.

    An open or unknown bound is the first or last day that a date can be. ``begins`` and ``ends`` are the
    printed dates, ``ends`` filled from ``begins`` where an event ends where it begins.
    """

    first: date
    last: date
    begins: str
    ends: str
    dated: bool
    bounded: bool = True

    def __str__(self) -> str:
        """Return the window in words, as an explanation shows it.

        >>> from datetime import date
        >>> str(Window(date(2023, 9, 19), date(2023, 9, 20), "2023-09-19", "2023-09-20", True))
        '19 to 20 September 2023'
        """
        begins, ends = in_words(self.begins), in_words(self.ends)
        if not begins and not ends:
            return "no date"
        text = _span(begins, ends)
        return text if self.dated else f"undated, by the compiler {text}"


def in_words(text: str) -> str:
    """Return a date of any precision in words; empty for an open or unknown one.

    >>> in_words("2024-05-02"), in_words("2024-05"), in_words("..")
    ('2 May 2024', 'May 2024', '')
    """
    if text in ("", OPEN):
        return ""
    year, *rest = text.split("-")
    return " ".join([*(str(int(day)) for day in rest[1:]), *(_MONTHS[int(month) - 1] for month in rest[:1]), year])


def _span(begins: str, ends: str) -> str:
    """Join two dates in words and say a month or year that they share once."""
    if begins == ends:
        return begins
    if not begins or not ends:
        return f"since {begins}" if begins else f"until {ends}"
    one, other = begins.split(), ends.split()
    while len(one) > 1 and len(one) == len(other) and one[-1] == other[-1] and one[:-1] != other[:-1]:
        one, other = one[:-1], other[:-1]
    return f"{' '.join(one)} to {ends}"


def window_of(statement: Statement) -> Window:
    """Return the window in which a statement speaks, by the one convention of `ninetenths.ledger.dates.held`.

    Reading: an undated statement has all time as its window and is evidence for no year.
    """
    begins, ends = statement.begins, statement.ends
    span = held(statement.kind, begins, ends, statement.end_status)
    first, last = span or (date.min, date.max)
    shown = ends if ends or last == date.max else begins
    dated = span is not None and not _without_window(statement)
    bounded = dated and not (statement.begins_inferred and statement.kind in _LASTING)
    return Window(first, last, begins, shown, dated and not statement.begins_inferred, bounded)


def window_relation(first: Window, second: Window) -> WindowRelation:
    """Return how two windows lie to each other; windows that only touch in one coarse date are apart.

    The date that the compiler inferred for a figure or event can set it apart from others, but never makes them meet;
    the window of a figure that states none does neither.
    """
    if first.bounded and second.bounded and (first.last < second.first or second.last < first.first):
        return "apart"
    if not (first.dated and second.dated):
        return "undated"
    if first.first == second.first and first.last == second.last:
        return "same"
    if _touch(first, second) or _touch(second, first):
        return "apart"
    return "overlap"


def overlap_share(first: Window, second: Window) -> float:
    """Return the days that two windows share as a part of the days they span; 1 where a bound is open."""
    bounds = (first.first, second.first, first.last, second.last)
    if date.min in bounds or date.max in bounds:
        return 1.0
    shared = (min(first.last, second.last) - max(first.first, second.first)).days + 1
    return max(0, shared) / ((max(first.last, second.last) - min(first.first, second.first)).days + 1)


def _without_window(statement: Statement) -> bool:
    """Whether a figure is of a window that its document does not state, whatever the date of the document."""
    return statement.kind in ("share", "level", "rank") and statement.basis_denominator.endswith("unstated window")


def _touch(earlier: Window, later: Window) -> bool:
    """Whether *earlier* ends in the year or month in which *later* begins ("until 2019", "from 2019")."""
    return (
        earlier.ends == later.begins
        and len(later.begins) < len("2019-01-01")
        and earlier.first < later.first
        and later.last > earlier.last
    )
