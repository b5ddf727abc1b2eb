"""The latent flows: which series there are, over which periods, and what is believed of them before reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.reconciling.grid import Grid
from ninetenths.findings.reconciling.operators import OTHER, UNKNOWN, Operator, Slice
from ninetenths.measures.reconciliation import Walk

MOST_ORIGINS = 12
MOST_LATENTS = 1500
STEP = 0.3
"""Standard deviation of a step from year to year as a part of the size of an origin."""
MIDDLE, MIDDLE_BOOKED = 1.0, 0.5
"""Middle of the prior as a part of that size, before it is cut at zero: what flows is then nothing about one time in
six where nobody speaks of it, and what is declared one time in three."""
_STEADY = 0.05
"""The same for products and home, of which nothing is known from month to month."""
_OTHERS = 0.5
"""Size of the others as a part of the usual total: in a year in which few are named they are most of it."""
_PRODUCTS, _HOME = 0.3, 0.05
"""Prior part of refined products and of what is not imported, as parts of the flow and of the usual total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A kind of flow that is followed over the periods.

    ``kind`` is ``flow``, ``products`` or ``home``. ``booked`` is True for what the seller declares with this
    destination, False for what it does not, None where nobody asks. ``way`` is the asset passed, empty for any other.
    ``hidden`` marks what some book does not disclose.
    """

    kind: str
    origin: str
    booked: bool | None = None
    way: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Series by periods, of which those that are ``followed``, shape (series, periods), are latents, in that order.

    See `_followed` for when a series is.

    ``scale`` is the usual total in the unit of the item; ``scaled`` is False where no statement gives an amount.
    ``sizes`` are the middle figures printed of each origin, in that unit.
    """

    origins: tuple[str, ...]
    series: tuple[Series, ...]
    grid: Grid
    followed: NDArray[np.bool_]
    scale: float
    scaled: bool
    sizes: tuple[float, ...]

    @property
    def size(self) -> int:
        """Number of latents."""
        return int(self.followed.sum())

    def of_year(self, year: int) -> NDArray[np.float64]:
        """Return the part of a year's evidence that lies in each period, shape (periods,); all 0 without any."""
        weights = self.grid.of_year(year) * self.followed.any(0)
        return np.asarray(weights / weights.sum() if weights.any() else weights)

    def tells(self, origin: str, year: int) -> bool:
        """Whether an origin is told apart in a year; otherwise it is among the others."""
        chosen = [one.kind == "flow" and one.origin == origin for one in self.series]
        return bool((self.followed[chosen].any(0) & (self.of_year(year) > 0)).any())

    def row(self, part: Slice, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weights of all latents for a slice and the parts of a window in each period, shape (N,)."""
        counted = np.array([float(_counts(part, one)) for one in self.series])
        return np.asarray(np.outer(counted, weights)[self.followed])

    def cube(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return draws of the latents by series and period, shape (draws, series, periods); 0 where not followed."""
        found = np.zeros((len(x), *self.followed.shape))
        found[:, self.followed] = x
        return found

    def walk(self) -> Walk:
        """Return what is believed before anything is read: an origin is as large as what is printed of it, or nothing.

        Reading: only the middle size of the figures is used, and as loosely; where no statement speaks it is all that
        the range shows.
        """
        number, period = np.nonzero(self.followed)
        parts = Counter((one.kind, one.origin) for one in self.series)
        levels = np.array([self._level(one) / parts[one.kind, one.origin] for one in self.series])
        split = np.sqrt([parts[one.kind, one.origin] for one in self.series])
        return Walk(
            series=number,
            period=self.grid.order()[period],
            level=levels * [MIDDLE_BOOKED if one.booked else MIDDLE for one in self.series],
            spread=levels,
            step=levels * split * [STEP if one.kind == "flow" else _STEADY for one in self.series],
        )

    def _level(self, one: Series) -> float:
        if one.kind == "home":
            return _HOME * self.scale
        if one.kind == "products":
            return _PRODUCTS * self.sizes[self.origins.index(one.origin)]
        return self.sizes[self.origins.index(one.origin)]


def build_layout(operators: Sequence[Operator], grid: Grid, origins: tuple[str, ...]) -> Layout:
    """Return the series that the readings tell apart, no more.

    A series is split into what is declared and what is not only for senders whose declarations are read, and by way
    only for assets whose flow is read.
    """
    slices = [one.numerator for one in operators] + [one.denominator for one in operators if one.denominator]
    booked = {origin for part in slices if part.booked for origin in origins if part.has(origin)}
    ways = _ways(slices, origins)
    hidden = any(part.disclosed for part in slices)
    series = [
        one for origin in origins for one in _flows(origin, split=origin in booked, ways=ways[origin], hidden=hidden)
    ]
    if any(part.products for part in slices):
        with_products = {name for part in slices if part.products for name in part.origins}
        series += [Series(kind="products", origin=one) for one in origins if one in with_products or one == OTHER]
    if any(part.home for part in slices):
        series.append(Series(kind="home", origin=""))
    scale, scaled = usual_total(operators)
    followed = _followed(series, operators, grid)
    return Layout(
        origins=origins,
        series=tuple(series),
        grid=grid,
        followed=followed,
        scale=scale,
        scaled=scaled,
        sizes=_sizes(operators, origins, scale),
    )


def origins_of(operators: Iterable[Operator], scale: float) -> tuple[str, ...]:
    """Return the origins by weight, largest first, the most that are told apart, and ``other`` last."""
    weight: dict[str, float] = defaultdict(float)
    for one in operators:
        for name in one.suppliers:
            amount = one.high if one.is_share else one.high / scale
            weight[name] = max(weight[name], amount / len(one.suppliers))
    ranked = sorted(weight, key=lambda name: (name == UNKNOWN, -weight[name], name))
    return (*ranked[:MOST_ORIGINS], OTHER)


def _sizes(operators: Sequence[Operator], origins: tuple[str, ...], scale: float) -> tuple[float, ...]:
    """Return the middle figure printed of each origin; others may be much, and everyone is at least a little."""
    least = scale / (2 * len(origins))
    found = {}
    for origin in origins:
        named = [one for one in operators if origin in one.suppliers and one.high > 0]
        printed = [_middle(one) * (scale if one.is_share else 1) / len(one.suppliers) for one in named]
        found[origin] = min(scale, max(least, median(printed))) if printed else least
    found[OTHER] = _OTHERS * scale
    return tuple(found[origin] for origin in origins)


def usual_total(operators: Sequence[Operator]) -> tuple[float, bool]:
    """Return the usual total in the unit of the item, and whether a statement gives an amount at all.

    Totals that are printed come first; then an amount over a share of the same supplier; then the amounts of the
    suppliers of one window added up.
    """
    amounts = [one for one in operators if not one.is_share and one.high > 0]
    totals = [_middle(one) for one in amounts if not one.suppliers and not one.numerator.way]
    implied = [
        _middle(one) / _middle(part)
        for one in amounts
        for part in operators
        if part.is_share and part.suppliers == one.suppliers and _same_window(one, part) and _middle(part) > 0
    ]
    if totals or implied:
        return median(totals or implied), True
    added: dict[tuple[object, object], dict[tuple[str, ...], float]] = defaultdict(dict)
    for one in amounts:
        added[one.first, one.last][one.suppliers] = _middle(one)
    sums = [sum(by_supplier.values()) for by_supplier in added.values()]
    return (max(sums), True) if sums else (100.0, False)


def _middle(operator: Operator) -> float:
    return (operator.low + operator.high) / 2


def _same_window(first: Operator, second: Operator) -> bool:
    return first.first <= second.last and second.first <= first.last


def _ways(slices: Iterable[Slice], origins: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return for each origin the assets whose flow is read by itself."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(origins, ())
    for part in sorted({one for one in slices if one.way}, key=lambda one: (one.way, one.origins)):
        for origin in origins:
            if part.has(origin) and part.way not in found[origin]:
                found[origin] = (*found[origin], part.way)
    return found


def _flows(origin: str, *, split: bool, ways: tuple[str, ...], hidden: bool) -> Iterable[Series]:
    for booked in (True, False) if split else (None,):
        for way in (*ways, ""):
            yield Series(kind="flow", origin=origin, booked=booked, way=way)
    if origin == OTHER and hidden:
        yield Series(kind="flow", origin=origin, hidden=True)


def _followed(series: Sequence[Series], operators: Sequence[Operator], grid: Grid) -> NDArray[np.bool_]:
    """Return in which periods each series is followed, shape (series, periods).

    Others are followed wherever a statement speaks, an origin in the years in which one names it: elsewhere it is
    among the others. What is declared, products and home are followed only where they are counted.
    """
    met = np.array([grid.weights(one.first, one.last) > 0 for one in operators])
    year = np.array([cut.year for cut in grid.cuts[:-1]])
    same_year = year[:, None] == year
    found = []
    for one in series:
        spoken = met[[_speaks(reading, one) for reading in operators]].any(0)
        if one.kind == "flow" and not one.booked:
            spoken = (same_year @ spoken) & met.any(0)
        found.append(spoken)
    return np.array(found)


def _speaks(reading: Operator, one: Series) -> bool:
    """Whether a series has to be followed for a reading."""
    if one.kind == "flow":
        named = one.origin == OTHER or (bool(reading.suppliers) and Slice(origins=reading.suppliers).has(one.origin))
        return named and (reading.numerator.booked or not one.booked)
    return any(_counts(part, one) for part in (reading.numerator, reading.denominator) if part is not None)


def _counts(part: Slice, one: Series) -> bool:
    if one.kind == "home":
        return part.home and not part.way
    if one.kind == "products":
        return part.products and not part.way and part.has(one.origin)
    seen = not (part.disclosed and one.hidden) and not (part.booked and not one.booked)
    return part.has(one.origin) and seen and (not part.way or part.way == one.way)
