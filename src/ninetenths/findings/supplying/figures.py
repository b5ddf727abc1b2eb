"""Figures of draws as a dossier keeps them: rounded alike everywhere, so that the same input gives the same bytes."""

from __future__ import annotations

from math import ceil, floor, isfinite

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.supply_panels import Range
from ninetenths.scenarios import Spread

Floats = NDArray[np.float64]

MOST_BINS = 16
_STEPS = (1, 2, 5)


def rounded(values: Range, digits: int = 1) -> Range:
    """Return a range at so many digits, without a negative zero.

    >>> rounded((1.23, 4.56, 7.89))
    (1.2, 4.6, 7.9)
    """
    low, middle, high = (round(float(one), digits) + 0.0 for one in values)
    return low, middle, high


def percents(values: Range) -> Range:
    """Return fractions as percent.

    >>> percents((0.401, 0.45, 0.4999))
    (40.1, 45.0, 50.0)
    """
    low, middle, high = values
    return rounded((100 * low, 100 * middle, 100 * high))


def of_spread(spread: Spread, times: float = 1.0) -> Range:
    """Return a spread as a range, multiplied."""
    return rounded((times * spread.p5, times * spread.p50, times * spread.p95))


def if_any(spread: Spread, times: float = 1.0) -> Range | None:
    """Return a spread as a range; None where no draw has a value."""
    return of_spread(spread, times) if isfinite(spread.p50) else None


def bins_of(values: Floats) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Return edges at round numbers, at most 17 of them, and how many draws lie between each two.

    >>> edges, bins = bins_of(np.array([1.0, 2.0, 3.0, 19.0]))
    >>> edges[0], edges[-1], sum(bins)
    (0.0, 20.0, 4)
    """
    low, high = float(values.min()), float(values.max())
    if not high > low:
        return (floor(low), floor(low) + 1.0), (len(values),)
    power = 10.0 ** floor(np.log10((high - low) / MOST_BINS))
    steps = (power * step * more for more in (1, 10, 100) for step in _STEPS)
    step = next(one for one in steps if ceil(high / one + 1e-9) - floor(low / one) <= MOST_BINS)
    first, last = floor(low / step), ceil(high / step + 1e-9)
    edges = tuple(round(place * step, 9) + 0.0 for place in range(first, last + 1))
    placed = np.clip(np.floor(values / step + 1e-9).astype(int) - first, 0, last - first - 1)
    counts = np.bincount(placed, minlength=last - first)
    return edges, tuple(int(one) for one in counts)
