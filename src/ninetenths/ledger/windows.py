"""When a statement held, as days: what "overlapping", "touching" and "undated" mean when two are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ninetenths.ledger.dates import held
from ninetenths.ledger.records import Statement

WindowRelation = Literal["undated", "same", "overlap", "apart"]


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day on which a statement can hold; ``dated`` is False where the document gives no date.

    An open or unknown bound is the first or last day that a date can be. ``begins`` and ``ends`` are the
    printed dates, ``ends`` filled from ``begins`` where an event ends where it begins.
    """

    first: date
    last: date
    begins: str
    ends: str
    dated: bool

    def __str__(self) -> str:
        """Return the window in words, as an explanation shows it."""
        if not self.begins and not self.ends:
            return "no date"
        text = self.begins if self.begins == self.ends else f"{self.begins or '?'} to {self.ends or 'open'}"
        return text if self.dated else f"{text}, dated by the compiler"


def window_of(statement: Statement) -> Window:
    """Return the window in which a statement speaks, by the one convention of `ninetenths.ledger.dates.held`.

    Reading: an undated statement has all time as its window and is evidence for no year.
    """
    begins, ends = statement.begins, statement.ends
    span = held(statement.kind, begins, ends, statement.end_status)
    first, last = span or (date.min, date.max)
    return Window(
        first, last, begins, ends if ends or last == date.max else begins, span is not None and _dated(statement)
    )


def window_relation(first: Window, second: Window) -> WindowRelation:
    """Return how two windows lie to each other; windows that only touch in one coarse date are apart."""
    if not (first.dated and second.dated):
        return "undated"
    if first.first == second.first and first.last == second.last:
        return "same"
    if first.last < second.first or second.last < first.first or _touch(first, second) or _touch(second, first):
        return "apart"
    return "overlap"


def overlap_share(first: Window, second: Window) -> float:
    """Return the days that two windows share as a part of the days they span; 1 where a bound is open."""
    bounds = (first.first, second.first, first.last, second.last)
    if date.min in bounds or date.max in bounds:
        return 1.0
    shared = (min(first.last, second.last) - max(first.first, second.first)).days + 1
    return max(0, shared) / ((max(first.last, second.last) - min(first.first, second.first)).days + 1)


def _dated(statement: Statement) -> bool:
    """Whether the document gives the date, and not the compiler; a share of an unstated window has none."""
    unstated = statement.kind in ("share", "level", "rank") and statement.basis_denominator.endswith("unstated window")
    return not (statement.begins_inferred or unstated)


def _touch(earlier: Window, later: Window) -> bool:
    """Whether *earlier* ends in the year or month in which *later* begins ("until 2019", "from 2019")."""
    return (
        earlier.ends == later.begins
        and len(later.begins) < len("2019-01-01")
        and earlier.first < later.first
        and later.last > earlier.last
    )
