"""Concentration of a supply on few suppliers: Hirschman's index, the largest share, and their bounds under ranges.

Shares are fractions of one whole. The last axis of an array runs over suppliers; leading axes are draws or periods.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninetenths.errors import InvalidRecord

Floats = NDArray[np.float64]

_SLACK = 1e-9
"""How far a sum of shares may miss 1 by rounding of floats."""
_GAP = 1e-13
"""The search for the highest index stops where no better one can be left by more than this."""
_SHOWN = 6
_MOST_STEPS = 200_000
"""Far above what the search takes for dozens of suppliers; a bound that is not exact is never returned."""


def shares_of(flows: ArrayLike) -> Floats:
    """Return the part of each supplier in the sum of flows.

    Parameters
    ----------
    flows
        Amounts of one unit, shape (..., suppliers), each at least 0; NaN is unknown.

    Returns
    -------
    ndarray
        Shares between 0 and 1, same shape. NaN throughout a row where one flow is unknown or all are 0: a part of
        an unknown or empty whole is unknown and not 0.

    Raises
    ------
    InvalidRecord
        If a flow is negative or infinite.

    Examples
    --------
    >>> shares_of([3.0, 1.0])
    array([0.75, 0.25])

    Reading: who delivered how much of what was counted; suppliers that nobody counted are not in the whole.
    """
    amounts = _checked(flows, "flow", ceiling=np.inf)
    total = amounts.sum(axis=-1, keepdims=True)
    found: Floats = np.divide(amounts, total, out=np.full_like(amounts, np.nan), where=total > 0)
    return found


def hhi(shares: ArrayLike) -> NDArray[np.float64] | np.float64:
    """Return the Herfindahl–Hirschman index of complete compositions: the sum of squared shares.

    Parameters
    ----------
    shares
        Fractions that sum to 1 over the last axis; NaN is unknown.

    Returns
    -------
    ndarray or float
        From 1/n (n equal suppliers) to 1 (one supplier), without the last axis; NaN where a share is unknown.

    Raises
    ------
    InvalidRecord
        If a share lies outside 0 to 1 or shares do not sum to 1; with an unknown rest use `hhi_bounds`.

    Examples
    --------
    >>> float(hhi([0.5, 0.5]))
    0.5

    Reading: the chance that two units drawn at random come from one supplier. It says nothing of who that is, nor
    of how easily the supplier is replaced. Hirschman (1945).
    """
    parts = _whole(shares)
    squares: NDArray[np.float64] | np.float64 = np.square(parts).sum(axis=-1)
    return squares


def effective_number(shares: ArrayLike) -> NDArray[np.float64] | np.float64:
    """Return the number of equal suppliers that would be as concentrated: 1 / `hhi`.

    Examples
    --------
    >>> float(effective_number([0.25, 0.25, 0.25, 0.25]))
    4.0

    Reading: "as if n equal suppliers"; n = 2.0 is no statement that there are two.
    """
    return 1.0 / hhi(shares)


def largest_share(shares: ArrayLike) -> NDArray[np.float64] | np.float64:
    """Return the share of the largest supplier (CR1) of complete compositions.

    Parameters, errors and NaN as in `hhi`.

    Examples
    --------
    >>> float(largest_share([0.2, 0.7, 0.1]))
    0.7

    Reading: how much one supplier delivers, and not what its loss would cost.
    """
    parts = _whole(shares)
    top: NDArray[np.float64] | np.float64 = parts.max(axis=-1)
    return top


def hhi_bounds(low: ArrayLike, high: ArrayLike, *, complete: bool = False) -> tuple[float, float]:
    """Return the lowest and the highest index that shares known as ranges allow; both bounds are tight.

    Parameters
    ----------
    low, high
        Lowest and highest share of each named supplier, shape (suppliers,).
    complete
        Whether the named are all suppliers there are. Otherwise what they leave belongs to others, of whom nothing
        is known: they may be many and small (lower bound, approached) or one (upper bound, reached).

    Returns
    -------
    tuple of float
        NaN twice where a range is unknown.

    Raises
    ------
    InvalidRecord
        If a share lies outside 0 to 1, low above high, or no composition fits the ranges.

    Notes
    -----
    The lower bound of a complete composition fills all shares to one common level within their ranges. The upper
    bound maximises a convex function over a box cut by one sum; it is found by branch and bound on the linear
    envelope (Falk and Soland 1969) and exact to 1e-13.

    Examples
    --------
    >>> [round(end, 4) for end in hhi_bounds([0.464], [0.464])]
    [0.2153, 0.5026]

    Reading: everything between the two can be so; the middle is not more likely than the ends.
    """
    lows, highs = _ranges(low, high, complete=complete)
    if np.isnan(lows).any() or np.isnan(highs).any():
        return float("nan"), float("nan")
    if not complete:
        rest = max(0.0, 1.0 - float(highs.sum())), 1.0 - float(lows.sum())
        return float(np.square(lows).sum()), _highest_squares(np.append(lows, rest[0]), np.append(highs, rest[1]))
    level = _common_level(lows, highs)
    return float(np.square(np.clip(level, lows, highs)).sum()), _highest_squares(lows, highs)


def largest_share_bounds(low: ArrayLike, high: ArrayLike, *, complete: bool = False) -> tuple[float, float]:
    """Return the lowest and the highest largest share (CR1) that ranges allow; both bounds are tight.

    Parameters, errors and NaN as in `hhi_bounds`. What the named leave may all be of one further supplier.

    Examples
    --------
    >>> largest_share_bounds([0.25, 0.125], [0.5, 0.25])
    (0.25, 0.625)

    Reading: the upper end may be that of a supplier nobody named; see `may_lead` for who can be the largest.
    """
    lows, highs = _ranges(low, high, complete=complete)
    if np.isnan(lows).any() or np.isnan(highs).any():
        return float("nan"), float("nan")
    tops = np.minimum(highs, 1.0 - (lows.sum() - lows))
    if complete:
        level = _lowest_ceiling(highs)
        return max(level, float(lows.max())), float(tops.max())
    return float(lows.max(initial=0.0)), max(float(tops.max(initial=0.0)), 1.0 - float(lows.sum()))


def may_lead(low: ArrayLike, high: ArrayLike, *, complete: bool = False) -> NDArray[np.bool_]:
    """Return for each named supplier whether some composition within the ranges makes it the largest (ties count).

    Parameters and errors as in `hhi_bounds`; an unknown range makes every answer True.

    Examples
    --------
    >>> may_lead([0.4, 0.1, 0.2], [0.5, 0.3, 0.6])
    array([ True, False,  True])

    Reading: True is "cannot be ruled out" and not "is likely".
    """
    lows, highs = _ranges(low, high, complete=complete)
    if np.isnan(lows).any() or np.isnan(highs).any():
        return np.ones(lows.shape, dtype=bool)
    tops = np.minimum(highs, 1.0 - (lows.sum() - lows))
    found = np.empty(lows.shape, dtype=bool)
    for place, top in enumerate(tops):
        others_low, others_high = np.delete(lows, place), np.delete(highs, place)
        fits = not complete or np.minimum(others_high, top).sum() + top >= 1.0 - _SLACK
        found[place] = fits and top >= others_low.max(initial=0.0) - _SLACK
    return found


def _checked(numbers: ArrayLike, what: str, *, ceiling: float) -> Floats:
    found = np.asarray(numbers, dtype=np.float64)
    if found.ndim == 0 or found.shape[-1] == 0:
        raise InvalidRecord(f"no {what} was given: a composition needs at least one supplier on its last axis")
    wrong = (found < 0) | (found > ceiling + _SLACK) | np.isinf(found)
    if wrong.any():
        place = tuple(int(index) for index in np.argwhere(wrong)[0])
        most = f" and at most {ceiling:g}: divide percent by 100" if np.isfinite(ceiling) else " and finite"
        raise InvalidRecord(f"{what} {found[place]:g} at {list(place)} is impossible: it must be at least 0{most}")
    return found


def _whole(shares: ArrayLike) -> Floats:
    parts = _checked(shares, "share", ceiling=1.0)
    sums = parts.sum(axis=-1)
    wrong = np.abs(sums - 1.0) > _SLACK * max(1, parts.shape[-1])
    if wrong.any():
        raise InvalidRecord(
            f"shares sum to {float(sums[wrong].flat[0]):g} and not to 1: a part of the whole is missing or counted "
            "twice; use hhi_bounds or largest_share_bounds for a composition with an unknown rest"
        )
    return parts


def _ranges(low: ArrayLike, high: ArrayLike, *, complete: bool) -> tuple[Floats, Floats]:
    lows, highs = (_checked(ends, "share", ceiling=1.0) for ends in (low, high))
    if lows.ndim != 1 or lows.shape != highs.shape:
        raise InvalidRecord(f"ranges have shapes {lows.shape} and {highs.shape}: one low and one high for a supplier")
    crossed = np.flatnonzero(lows > highs)
    if crossed.size:
        place = int(crossed[0])
        raise InvalidRecord(f"range {place} runs from {lows[place]:g} down to {highs[place]:g}: swap the two ends")
    if lows.sum() > 1.0 + _SLACK:
        shown = ", ".join(f"{end:g}" for end in lows[:_SHOWN])
        raise InvalidRecord(
            f"the lowest shares ({shown}{' …' if lows.size > _SHOWN else ''}) sum to {lows.sum():g}, above 1: they "
            "cannot be shares of one whole; check whether they have one definition and one window"
        )
    if complete and highs.sum() < 1.0 - _SLACK:
        raise InvalidRecord(
            f"the highest shares sum to {highs.sum():g}, below 1, though the suppliers are said to be complete: "
            "name the missing one or leave complete out"
        )
    return lows, np.minimum(highs, 1.0)


def _common_level(lows: Floats, highs: Floats) -> float:
    """Return the level to which all shares are filled, within their ranges, so that they sum to 1."""
    return _solve(lambda level: float(np.clip(level, lows, highs).sum()), np.unique(np.concatenate((lows, highs))))


def _lowest_ceiling(highs: Floats) -> float:
    """Return the lowest ceiling under which shares can still sum to 1."""
    return _solve(lambda level: float(np.minimum(highs, level).sum()), np.unique(np.append(highs, 0.0)))


def _solve(filled: Callable[[float], float], levels: Floats) -> float:
    """Return where a rising function, linear between levels, first reaches 1."""
    sums = np.array([filled(level) for level in levels])
    above = int(np.searchsorted(sums, 1.0 - _SLACK * _SLACK))
    if above in (0, levels.size):
        return float(levels[min(above, levels.size - 1)])
    return float(np.interp(1.0, sums[above - 1 : above + 1], levels[above - 1 : above + 1]))


def _highest_squares(lows: Floats, highs: Floats) -> float:
    """Return the largest sum of squares of numbers within ranges that sum to 1."""
    best = 0.0
    boxes = [(lows, highs)]
    for _ in range(_MOST_STEPS):
        if not boxes:
            return best
        low, high = boxes.pop()
        numbers, bound = _envelope(low, high)
        best = max(best, float(np.square(numbers).sum()))
        if bound > best + _GAP:
            boxes += _halves(low, high, numbers)
    raise InvalidRecord(
        f"the highest index of {lows.size} ranges was not found in {_MOST_STEPS} steps: merge small suppliers"
    )


def _halves(low: Floats, high: Floats, numbers: Floats) -> list[tuple[Floats, Floats]]:
    """Split a box where its number lies between the ends of its range; halves that cannot sum to 1 fall away."""
    place = int(np.argmax((numbers - low) * (high - numbers)))
    below, above = high.copy(), low.copy()
    below[place] = above[place] = numbers[place]
    return [
        (lowest, highest)
        for lowest, highest in ((low, below), (above, high))
        if lowest.sum() <= 1.0 + _SLACK and highest.sum() >= 1.0 - _SLACK
    ]


def _envelope(low: Floats, high: Floats) -> tuple[Floats, float]:
    """Return the numbers that maximise the chords of the squares under the sum of 1, and that maximum."""
    slopes = low + high
    numbers = low.copy()
    left = 1.0 - float(low.sum())
    for place in np.argsort(-slopes, kind="stable"):
        step = min(max(left, 0.0), float(high[place] - low[place]))
        numbers[place] += step
        left -= step
    return numbers, float((np.square(low) + slopes * (numbers - low)).sum())
