"""The periods of the latent flows: years, cut at the months where a window begins or ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

_MONTH = 30.4
_HALF_YEAR = 6
_MIDDLE = 16
"""Windows are cut at whole months: from this day of a month on a bound belongs to the next one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Periods in order of time, each from its first day up to the first day of the next."""

    cuts: tuple[date, ...]

    def __len__(self) -> int:
        """Return the number of periods."""
        return len(self.cuts) - 1

    def weights(self, first: date, last: date) -> NDArray[np.float64]:
        """Return the part of a window that lies in each period, shape (periods,); they add up to 1.

        The window is read in whole months, as the periods are; a window shorter than a month is its month.

        Reading: a flow is taken to be even within a period.
        """
        begin, end = month_bounds(first, last)
        days = [max(0, (min(stop, end) - max(start, begin)).days) for start, stop in pairwise(self.cuts)]
        shared = np.array(days, dtype=np.float64)
        if not shared.any():
            return shared
        return np.asarray(shared / shared.sum())

    def order(self) -> NDArray[np.int64]:
        """Return the place of each period on the scale on which flows walk, shape (periods,), from 0.

        A year lies one step from the next. Next to periods shorter than half a year there are more steps, as the mean
        over a month varies more than that over a year where cargoes come one by one.
        """
        gaps = [max(1, round(_HALF_YEAR / min(one, other))) for one, other in pairwise(self.months())]
        return np.array([0, *accumulate(gaps)], dtype=np.int64)

    def months(self) -> list[int]:
        """Return the length of each period in months."""
        return [round((stop - start).days / _MONTH) for start, stop in pairwise(self.cuts)]

    def span_of(self, weights: NDArray[np.float64]) -> tuple[str, str]:
        """Return the first and the last month of the periods that have a weight, as ``2025-01``."""
        places = np.flatnonzero(weights)
        last = self.cuts[places[-1] + 1] - timedelta(days=1)
        return f"{self.cuts[places[0]]:%Y-%m}", f"{last:%Y-%m}"

    def of_year(self, year: int) -> NDArray[np.float64]:
        """Return the part of a year that lies in each period, shape (periods,)."""
        return self.weights(date(year, 1, 1), date(year, 12, 31))


def build_grid(windows: Iterable[tuple[date, date]], *, begins: int, ends: int, most: int) -> Grid:
    """Return the periods: all years from *begins* to *ends* and of the windows, cut where a window begins or ends.

    Parameters
    ----------
    windows
        First and last days.
    begins, ends
        Years that must be covered.
    most
        The most periods; where months make more the cuts are at quarters, and at years where these still do.
    """
    bounds = [month_bounds(*window) for window in windows]
    years = range(
        min([begins, *(start.year for start, _ in bounds)]),
        max([ends, *((stop - timedelta(days=1)).year for _, stop in bounds)]) + 2,
    )
    whole = {date(year, 1, 1) for year in years}
    for months in (1, 3):
        cuts = whole | {_floor(bound, months) for window in bounds for bound in window}
        if len(cuts) <= most:
            return Grid(tuple(sorted(cuts)))
    return Grid(tuple(sorted(whole)))


def month_bounds(first: date, last: date) -> tuple[date, date]:
    """Return a window as the first day of its first month and the first day after its last.

    >>> month_bounds(date(2015, 5, 1), date(2015, 8, 11))
    (datetime.date(2015, 5, 1), datetime.date(2015, 8, 1))
    >>> month_bounds(date(2023, 10, 21), date(2023, 10, 25))
    (datetime.date(2023, 10, 1), datetime.date(2023, 11, 1))
    """
    begin = first.replace(day=1) if first.day < _MIDDLE else _next(first)
    end = _next(last) if last.day >= _MIDDLE else last.replace(day=1)
    if end <= begin:
        begin = first.replace(day=1)
        end = max(_next(begin), last.replace(day=1))
    return begin, end


def overlap(window: tuple[date, date], begins: int, ends: int) -> float:
    """Return the part of a window that lies in the years asked, from 0 to 1."""
    first, last = window
    start, stop = max(first, date(begins, 1, 1)), min(last, date(ends, 12, 31))
    return max(0, (stop - start).days + 1) / ((last - first).days + 1)


def _next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _floor(day: date, months: int) -> date:
    return day.replace(month=(day.month - 1) // months * months + 1)
