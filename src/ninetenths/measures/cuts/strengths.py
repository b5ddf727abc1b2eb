"""Cuts of three strengths: nothing gets through, less than the need, or only at too high a price."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from ninetenths.errors import InvalidRecord
from ninetenths.measures.cuts.dominators import dominators_of
from ninetenths.measures.cuts.ground import Ground
from ninetenths.measures.cuts.hitting import minimal_hitting_sets

Cuts = tuple[tuple[int, ...], ...]
_FINEST = 1000
"""Flow is counted in thousandths: scipy's maximum flow knows whole numbers only."""
_MOST = 2**31 - 1


def vetoes(ground: Ground) -> tuple[int, ...]:
    """Return the nodes that every path from source to sink passes, in order, without the two ends.

    Examples
    --------
    >>> from ninetenths.measures.cuts.ground import Ground
    >>> vetoes(
    ...     Ground(
    ...         indptr=np.array([0, 1, 2, 2]),
    ...         indices=np.array([1, 2]),
    ...         source=0,
    ...         sink=2,
    ...         closes=np.zeros((0, 3), dtype=bool),
    ...     )
    ... )
    (1,)
    """
    return dominators_of(ground.indptr, ground.indices, ground.source, ground.sink)[1:-1]


def minimal_cuts(ground: Ground, *, size: int) -> Cuts:
    """Return every minimal set of at most *size* powers that leaves no path from source to sink.

    Returns
    -------
    tuple of tuple of int
        Rows of ``ground.closes``, smaller sets first; empty where no such set exists (a path that nobody can close,
        or more powers needed than *size*); ``((),)`` where there is no path at all.

    Notes
    -----
    Minimal cuts are the minimal hitting sets of the paths; paths are found by breadth-first search when needed.
    Reading: who could close every way if they acted together, not who would.
    """
    return minimal_hitting_sets(_path_oracle(ground), size=size)


def capacitated_cuts(ground: Ground, *, capacity: NDArray[np.float64], need: float, size: int) -> Cuts:
    """Return every minimal set of at most *size* powers that leaves less than *need* to flow from source to sink.

    Parameters
    ----------
    ground
        The graph and the powers.
    capacity : array, shape (nodes,)
        What a node lets through, in the unit of *need*; infinite where it is no limit.
    need
        What must arrive, above 0.
    size
        The largest number of powers in a set.

    Returns
    -------
    tuple of tuple of int
        As in `minimal_cuts`; ``((),)`` where the need cannot be met even with nothing closed.

    Raises
    ------
    InvalidRecord
        If a capacity is negative or not a number, or the need is not above 0.
    """
    if not need > 0 or bool((np.isnan(capacity) | (capacity < 0)).any()):
        raise InvalidRecord(
            f"the need is {need} and must be above 0; capacities must be 0 or more (infinite: no limit)"
        )
    masks = ground.masks()

    def oracle(chosen: int) -> int | None:
        amount, carried = largest_flow(ground, capacity=capacity, closed=_closed(ground, chosen), enough=need)
        if amount < need - 1 / _FINEST:
            return None
        return _union(masks, np.nonzero(carried)[0].tolist())

    return minimal_hitting_sets(oracle, size=size)


def economic_cuts(ground: Ground, *, cost: NDArray[np.float64], limit: float, size: int) -> Cuts:
    """Return every minimal set of at most *size* powers after which every path costs more than *limit*.

    Parameters
    ----------
    ground
        The graph and the powers.
    cost : array, shape (arcs,)
        What one unit pays on each arc, 0 or more.
    limit
        The dearest path that is still taken.
    size
        The largest number of powers in a set.

    Raises
    ------
    InvalidRecord
        If a cost is negative or not a number.
    """
    _check_costs(cost)
    masks = ground.masks()

    def oracle(chosen: int) -> int | None:
        total, path = cheapest_way(ground, cost=cost, closed=_closed(ground, chosen))
        return _union(masks, path) if total <= limit else None

    return minimal_hitting_sets(oracle, size=size)


def cheapest_way(
    ground: Ground, *, cost: NDArray[np.float64], closed: NDArray[np.bool_] | None = None
) -> tuple[float, tuple[int, ...]]:
    """Return the cost of the cheapest path and its nodes, by Dijkstra; infinite and empty where there is none.

    Examples
    --------
    >>> from ninetenths.measures.cuts.ground import Ground
    >>> ground = Ground(
    ...     indptr=np.array([0, 2, 3, 3]),
    ...     indices=np.array([1, 2, 2]),
    ...     source=0,
    ...     sink=2,
    ...     closes=np.zeros((0, 3), dtype=bool),
    ... )
    >>> cheapest_way(ground, cost=np.array([1.0, 5.0, 1.0]))
    (2.0, (0, 1, 2))
    """
    _check_costs(cost)
    shut = (closed if closed is not None else np.zeros(ground.nodes, dtype=bool)).tolist()
    starts, heads, costs = ground.indptr.tolist(), ground.indices.tolist(), cost.tolist()
    best = {ground.source: 0.0}
    came: dict[int, int] = {}
    waiting = [(0.0, ground.source)]
    while waiting:
        total, node = heappop(waiting)
        if node == ground.sink:
            return total, _traced(came, ground.source, ground.sink)
        if total > best[node]:
            continue
        for arc in range(starts[node], starts[node + 1]):
            head, reached = heads[arc], total + costs[arc]
            if not shut[head] and reached < best.get(head, np.inf):
                best[head], came[head] = reached, node
                heappush(waiting, (reached, head))
    return float("inf"), ()


def largest_flow(
    ground: Ground,
    *,
    capacity: NDArray[np.float64],
    closed: NDArray[np.bool_] | None = None,
    enough: float = float("inf"),
) -> tuple[float, NDArray[np.bool_]]:
    """Return the largest flow through nodes of limited capacity, at most *enough*, and which nodes carry it.

    Capacities are taken to thousandths; an infinite answer means that no node on some path is limited.
    """
    open_nodes = ~closed if closed is not None else np.ones(ground.nodes, dtype=bool)
    most = enough if np.isfinite(enough) else float(np.sum(capacity[np.isfinite(capacity)])) + 1
    scale = min(_FINEST, _MOST / max(2 * most, 1))
    limits = np.minimum(np.where(open_nodes, capacity, 0), most)
    whole = np.minimum(np.floor(limits * scale + 0.5), _MOST).astype(np.int32)
    whole[[ground.source, ground.sink]] = min(int(np.ceil(most * scale)), _MOST)
    size, nodes = ground.nodes, np.arange(ground.nodes)
    rows = np.concatenate([nodes, ground.tails + size])
    columns = np.concatenate([nodes + size, ground.indices])
    arcs = np.full(len(ground.indices), min(int(np.ceil(most * scale)), _MOST), dtype=np.int32)
    split = csr_array((np.concatenate([whole, arcs]), (rows, columns)), shape=(2 * size, 2 * size)).tocsr()
    flow = maximum_flow(split, ground.source, ground.sink + size)
    moved = flow.flow.tocoo()
    inner = (moved.data > 0) & (moved.col == moved.row + size)
    carried = np.zeros(size, dtype=bool)
    carried[moved.row[inner]] = True
    amount = flow.flow_value / scale
    unlimited = not np.isfinite(enough) and amount >= most - 1 / scale
    return (float("inf") if unlimited else amount), carried


def _path_oracle(ground: Ground) -> Callable[[int], int | None]:
    masks = ground.masks()

    def oracle(chosen: int) -> int | None:
        path = _shortest_path(ground, _closed(ground, chosen))
        return _union(masks, path) if path else None

    return oracle


def _shortest_path(ground: Ground, closed: NDArray[np.bool_]) -> tuple[int, ...]:
    """Return a path of fewest nodes, level by level on whole arrays; empty where there is none."""
    came = np.full(ground.nodes, -1, dtype=np.int64)
    blocked = closed.copy()
    blocked[ground.source] = True
    level = np.array([ground.source])
    while len(level) and came[ground.sink] < 0:
        starts, counts = ground.indptr[level], ground.indptr[level + 1] - ground.indptr[level]
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        heads, tails = ground.indices[np.repeat(starts, counts) + offsets], np.repeat(level, counts)
        fresh = ~blocked[heads]
        heads, first = np.unique(heads[fresh], return_index=True)
        came[heads] = tails[fresh][first]
        blocked[heads] = True
        level = heads
    if came[ground.sink] < 0:
        return ()
    path = [ground.sink]
    while path[-1] != ground.source:
        path.append(int(came[path[-1]]))
    return tuple(reversed(path))


def _traced(came: dict[int, int], source: int, sink: int) -> tuple[int, ...]:
    path = [sink]
    while path[-1] != source:
        path.append(came[path[-1]])
    return tuple(reversed(path))


def _closed(ground: Ground, chosen: int) -> NDArray[np.bool_]:
    rows = [power for power in range(ground.powers) if chosen >> power & 1]
    return np.asarray(ground.closes[rows].any(axis=0), dtype=np.bool_)


def _union(masks: list[int], nodes: list[int] | tuple[int, ...]) -> int:
    found = 0
    for node in nodes:
        found |= masks[node]
    return found


def _check_costs(cost: NDArray[np.float64]) -> None:
    if bool((np.isnan(cost) | (cost < 0)).any()):
        raise InvalidRecord("a cost is negative or not a number; give every arc a cost of 0 or more")
