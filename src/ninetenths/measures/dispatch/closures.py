"""What it costs when ways are closed, alone and two at a time: scenarios solved only where they change anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.measures.dispatch.columns import Bounds
from ninetenths.measures.dispatch.plan import Floats
from ninetenths.measures.dispatch.solving import Dispatch, Optimum

USED = 1e-7
"""A flow, relative to the largest of the plan, below which an arc counts as unused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closures:
    """What each closure adds to the cost of the plan.

    Attributes
    ----------
    base : float
        Cost with nothing closed.
    added : (n, n)
        Added cost of closing groups i and j together; on the diagonal, of i alone. At least 0.
    solved : int
        How many scenarios were solved. In the others a group carries nothing once the other is closed, so that closing
        it too changes nothing: they are exact, not skipped.
    cold : int
        How many answers failed their certificate after the warm start and were solved again from nothing.

    Reading: an added cost is the worth of a lawful or policy act (a ban, a denial, a port rule) to nobody in
    particular: it does not say who would pay, and it is no ranking of objects.
    """

    base: float
    added: Floats
    solved: int
    cold: int


def closures(dispatch: Dispatch, groups: Sequence[ArrayLike], *, workers: int = 1) -> Closures:
    """Return the added cost of closing each group of arcs, and every two groups together.

    Parameters
    ----------
    dispatch
        The plan, ready to be solved.
    groups
        Arc numbers of each group, for instance all arcs of a node or all that a holder can refuse.
    workers
        Threads, each with a solver of its own.

    Raises
    ------
    InvalidRecord
        If a group is empty or names an arc that is not there, or a closure cannot be met.

    Examples
    --------
    Two pipes of 6 for a demand of 10, each 2 a unit; what is not served costs 100 a unit:

    >>> from ninetenths.measures.dispatch import Plan
    >>> pipes = Plan(
    ...     periods=1,
    ...     nodes=2,
    ...     arc_tail=np.array([0, 0]),
    ...     arc_head=np.array([1, 1]),
    ...     arc_capacity=np.array([[6.0], [6.0]]),
    ...     arc_cost=np.array([2.0, 2.0]),
    ...     supply_node=np.array([0]),
    ...     supply_limit=np.array([[20.0]]),
    ...     supply_cost=np.array([30.0]),
    ...     demand_node=np.array([1]),
    ...     demand=np.array([[10.0]]),
    ...     demand_part=np.array([[1.0]]),
    ...     demand_value=np.array([[100.0]]),
    ... )
    >>> closures(Dispatch(pipes), [[0], [1]]).added
    array([[272., 680.],
           [680., 272.]])
    """
    columns = [_columns(dispatch, np.asarray(group, dtype=np.int64), place) for place, group in enumerate(groups)]
    search = _Search(dispatch, columns)
    used = [place for place, closed in enumerate(columns) if search.uses(search.base, closed)]
    carried = [float(search.base.x[closed].sum()) for closed in columns]
    order = sorted(used, key=lambda place: (-carried[place], place))
    alone = {place: search.single(place) for place in order}
    # One solver each; a worker's share does not depend on how fast the others are, so the answers do not either.
    others = [_Search(Dispatch(dispatch.plan), columns) for _ in range(1, min(workers, len(order)))]
    team = [search, *others]
    with ThreadPoolExecutor(len(team)) as pool:
        shares = [range(start, len(order), len(team)) for start in range(len(team))]
        list(pool.map(lambda pair: pair[0].pairs(pair[1], order, alone), zip(team, shares, strict=True)))
    added = np.maximum.reduce([member.added for member in team])
    return Closures(
        base=float(dispatch.base.cost @ search.base.x) + dispatch.base.offset,
        added=added,
        solved=sum(member.solved for member in team),
        cold=sum(member.cold for member in team),
    )


_Alone = tuple[Optimum, highspy.HighsBasis]


class _Search:
    """One solver and what it found: singles first, then pairs from the single that carried more."""

    def __init__(self, dispatch: Dispatch, columns: list[NDArray[np.int64]]) -> None:
        self.dispatch, self.columns = dispatch, columns
        self.base = dispatch.optimum(dispatch.base)
        self.floor = USED * max(1.0, float(self.base.x[dispatch.layout.flow].max(initial=0)))
        self.added = np.zeros((len(columns), len(columns)))
        self.solved = self.cold = 0

    def single(self, place: int) -> _Alone:
        """Close one group; keep its basis for the pairs."""
        found = self._solve(self._closed(place))
        self._record(place, place, found)
        return found, self.dispatch.basis()

    def pairs(self, share: Sequence[int], order: list[int], alone: Mapping[int, _Alone]) -> None:
        """Close, beside each group of the share, those after it in order and those that the plan does not use."""
        unused = [place for place in range(len(self.columns)) if place not in alone]
        for rank in share:
            for second in (*order[rank + 1 :], *unused):
                self._record(order[rank], second, self._pair(order[rank], second, alone))

    def _pair(self, first: int, second: int, alone: Mapping[int, _Alone]) -> Optimum:
        found, start = alone[first]
        if not self.uses(found, self.columns[second]):
            return found
        if second in alone and not self.uses(alone[second][0], self.columns[first]):
            return alone[second][0]
        return self._solve(self._closed(first, second), start)

    def _solve(self, bounds: Bounds, start: highspy.HighsBasis | None = None) -> Optimum:
        found = self.dispatch.optimum(bounds, start)
        self.solved, self.cold = self.solved + 1, self.cold + found.refused
        return found

    def _closed(self, *places: int) -> Bounds:
        bounds = self.dispatch.base
        upper, lower = bounds.upper.copy(), bounds.lower.copy()
        for place in places:
            upper[self.columns[place]] = lower[self.columns[place]] = 0.0
        return replace(bounds, upper=upper, lower=lower)

    def _record(self, first: int, second: int, found: Optimum) -> None:
        added = max(0.0, float(self.dispatch.base.cost @ (found.x - self.base.x)))
        self.added[first, second] = self.added[second, first] = added

    def uses(self, found: Optimum, columns: NDArray[np.int64]) -> bool:
        """Tell whether a solution sends anything through a group."""
        return bool(found.x[columns].max() > self.floor)


def _columns(dispatch: Dispatch, arcs: NDArray[np.int64], place: int) -> NDArray[np.int64]:
    """Return the flow columns of some arcs."""
    count, periods = len(dispatch.plan.arc_tail), dispatch.plan.periods
    if arcs.size == 0 or arcs.min() < 0 or arcs.max() >= count:
        raise InvalidRecord(f"group {place} is {arcs.tolist()}, expected arc numbers from 0 to {count - 1}")
    found: NDArray[np.int64] = dispatch.layout.flow.start + (arcs[:, None] * periods + np.arange(periods)).ravel()
    return found
