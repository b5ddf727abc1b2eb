"""Axes in percent of a picture's width: of a quantity from nothing up, and of years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from ninetenths.brief import wording
from ninetenths.ledger.dates import first_day, last_day


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an axis with its label, at a percentage of the width."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from nothing to *end*, in the unit of the picture, with a line at every *step*."""

    end: float
    step: float

    def span(self, low: float, high: float) -> tuple[float, float]:
        """Return left and width of a range, in percent of the width."""
        return 100 * low / self.end, 100 * (high - low) / self.end

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The lines of the axis with their labels."""
        steps = round(self.end / self.step)
        return tuple(Tick(100 * place / steps, wording.number(self.step * place)) for place in range(steps + 1))


def axis_over(highs: Iterable[float]) -> Axis:
    """Return an axis in at most five round steps that holds every figure; an empty one ends at 1."""
    highest = max(highs, default=0.0)
    if highest <= 0:
        return Axis(1.0, 1.0)
    size = 10.0 ** floor(log10(highest / 5))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10, 20) if highest <= 5 * size * factor)
    return Axis(step * ceil(highest / step - 1e-9), step)


class Years:
    """A time axis over whole years."""

    def __init__(self, dates: Iterable[str]) -> None:
        known = [day for text in dates for day in (first_day(text), last_day(text)) if day]
        self.first = min((day.year for day in known), default=2000)
        self.last = max((day.year for day in known), default=2000) + 1

    def at(self, day: date | None, *, otherwise: float) -> float:
        """Return where a day stands, in percent of the width; *otherwise* for an unknown day."""
        if day is None:
            return otherwise
        years = day.year + (day.timetuple().tm_yday - 1) / 366 - self.first
        return 100 * years / (self.last - self.first)

    def span(self, begins: str, ends: str) -> tuple[float, float]:
        """Return left and width of a time; an open or unknown end reaches to the end of the axis."""
        left = self.at(first_day(begins), otherwise=0.0)
        right = self.at(last_day(ends), otherwise=100.0)
        return left, max(right - left, 0.0)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Round years, nine at most."""
        length = self.last - self.first
        step = next(size for size in (1, 2, 5, 10, 20, 50, 100, 10_000) if length / size <= 8)
        start = -(-self.first // step) * step
        return tuple(Tick(100 * (year - self.first) / length, str(year)) for year in range(start, self.last + 1, step))
