"""Draws of the latent flows as composition, totals, fits and declared against tracked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.reconciling.layout import Layout, Series
from ninetenths.findings.reconciling.operators import Operator
from ninetenths.findings.reconciling.result import Composition, Range, Submerged, Total

Floats = NDArray[np.float64]
PERCENTILES = (5, 50, 95)


def yearly(x: Floats, layout: Layout, years: Sequence[int], counts: Callable[[Series], bool]) -> Floats:
    """Return the draws of a part of the flows by year, shape (draws, years)."""
    chosen = np.array([float(counts(one)) for one in layout.series])
    weights = np.array([layout.of_year(year) for year in years])
    return np.asarray(np.einsum("dsp,s,yp->dy", layout.cube(x), chosen, weights, optimize=True))


def by_origin(x: Floats, layout: Layout, years: Sequence[int]) -> Floats:
    """Return the draws of what each origin supplied, shape (draws, years, origins)."""
    return np.stack(
        [
            yearly(x, layout, years, lambda one, origin=origin: one.kind == "flow" and one.origin == origin)  # type: ignore[misc]
            for origin in layout.origins
        ],
        axis=2,
    )


def composition(
    rates: Floats, layout: Layout, years: Sequence[int], operators: Sequence[Operator]
) -> list[Composition]:
    """Return what each origin supplied in each year, as ranges over the draws."""
    whole = rates.sum(axis=2, keepdims=True)
    shares = np.divide(rates, whole, out=np.zeros_like(rates), where=whole > 0)
    found = []
    for y, year in enumerate(years):
        begins, ends = layout.grid.span_of(layout.of_year(year))
        touching = [one for one in operators if touches(one, year)]
        for o, origin in enumerate(layout.origins):
            if not layout.tells(origin, year):
                continue
            named = [one for one in touching if one.suppliers and one.numerator.has(origin)]
            totals = [one for one in touching if not one.suppliers]
            found.append(
                Composition(
                    period=str(year),
                    origin=origin,
                    begins=begins,
                    ends=ends,
                    rate=percentiles(rates[:, y, o]),
                    share=percentiles(shares[:, y, o]),
                    informed=bool(named),
                    statement_ids=ids((*named, *totals)),
                )
            )
    return found


def totals(rates: Floats, years: Sequence[int], operators: Sequence[Operator]) -> list[Total]:
    """Return what came in from all origins in each year; informed where a statement gives an amount of that year."""
    found = []
    for y, year in enumerate(years):
        amounts = [one for one in operators if not one.is_share and touches(one, year)]
        found.append(
            Total(
                period=str(year),
                rate=percentiles(rates[:, y].sum(axis=1)),
                informed=any(not one.suppliers for one in amounts),
                statement_ids=ids(amounts),
            )
        )
    return found


def submerged(x: Floats, layout: Layout, years: Sequence[int], operators: Sequence[Operator]) -> list[Submerged]:
    """Return declared beside delivered for each sender and year, over the periods that readings of both meet."""
    found = []
    cube = layout.cube(x)
    for sender in dict.fromkeys(one.origin for one in layout.series if one.booked):
        flows = [one.kind == "flow" and one.origin == sender for one in layout.series]
        books = [flow and bool(one.booked) for flow, one in zip(flows, layout.series, strict=True)]
        declared, delivered = cube[:, books].sum(1), cube[:, flows].sum(1)
        named = [one for one in operators if sender in one.suppliers]
        sides = [one for one in named if one.numerator.booked], [one for one in named if not one.numerator.booked]
        both = np.logical_and(*(_covered(side, layout) for side in sides))
        for year in years:
            weights = layout.of_year(year) * both
            if weights.any():
                weights /= weights.sum()
                told = [ids(one for one in side if touches(one, year)) for side in sides]
                months = layout.grid.span_of(weights)
                found.append(_beside((sender, str(year), *months), declared @ weights, delivered @ weights, told))
    return found


def _covered(operators: Sequence[Operator], layout: Layout) -> NDArray[np.bool_]:
    """Return the periods that the windows of readings meet, shape (periods,)."""
    found = np.zeros(len(layout.grid), dtype=np.bool_)
    for one in operators:
        found |= layout.grid.weights(one.first, one.last) > 0
    return found


def _beside(
    where: tuple[str, str, str, str], declared: Floats, delivered: Floats, told: Sequence[tuple[str, ...]]
) -> Submerged:
    sender, period, begins, ends = where
    hidden = np.divide(delivered - declared, delivered, out=np.zeros_like(delivered), where=delivered > 0)
    return Submerged(
        sender=sender,
        period=period,
        begins=begins,
        ends=ends,
        declared=percentiles(declared),
        delivered=percentiles(delivered),
        difference=percentiles(delivered - declared),
        hidden_share=percentiles(hidden),
        declared_ids=told[0],
        delivered_ids=told[1],
    )


def touches(operator: Operator, year: int) -> bool:
    """Whether the window of a reading meets a year."""
    return operator.first <= date(year, 12, 31) and operator.last >= date(year, 1, 1)


def percentiles(draws: Floats) -> Range:
    """Return the 5th, 50th and 95th percentile."""
    low, middle, high = np.percentile(draws, PERCENTILES)
    return float(low), float(middle), float(high)


def ids(operators: Iterable[Operator]) -> tuple[str, ...]:
    """Return the ids of the statements read, sorted."""
    return tuple(sorted({one.statement_id for one in operators}))
