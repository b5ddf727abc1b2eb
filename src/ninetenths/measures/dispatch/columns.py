"""A plan as the arrays of a linear programme: minimise cost·x with bounds on columns and on rows of matrix·x."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array

from ninetenths.measures.dispatch.plan import Floats, Integers, Plan

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The numbers of a programme that a scenario may change; the matrix stays.

    ``cost``, ``lower``, ``upper`` have one value a column, ``row_lower`` and ``row_upper`` one a row; ``offset`` is
    added to the cost.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    offset: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns and rows of each kind stand: one slice each, last index running over periods."""

    flow: slice
    supply: slice
    unserved: slice
    low_stock: slice
    high_stock: slice
    draw: slice
    fill: slice
    node: slice
    stock: slice
    gate: slice
    blend: slice

    @classmethod
    def of(cls, plan: Plan) -> Layout:
        """Return the layout of a plan."""
        periods, stocks = plan.periods, len(plan.stock_node) * plan.periods
        columns = (
            len(plan.arc_tail) * periods,
            len(plan.supply_node) * periods,
            plan.demand_part.size * periods,
            *(stocks,) * 4,
        )
        rows = (plan.nodes * periods, stocks, len(plan.gate_limit) * periods, 2 * len(plan.blend_node) * periods)
        return cls(*_slices(columns), *_slices(rows))


def _slices(sizes: tuple[int, ...]) -> list[slice]:
    ends = np.cumsum((0, *sizes)).tolist()
    return [slice(begin, end) for begin, end in itertools.pairwise(ends)]


def bounds_of(plan: Plan, layout: Layout, changes: Mapping[str, Floats]) -> Bounds:
    """Return the costs and bounds of a plan with some of its fields replaced."""
    columns, rows = layout.fill.stop, layout.blend.stop
    given = _Fields(plan, changes)
    cost, lower, upper = np.zeros(columns), np.zeros(columns), np.full(columns, np.inf)
    row_lower, row_upper = np.full(rows, -np.inf), np.zeros(rows)

    cost[layout.flow] = np.repeat(given["arc_cost"], plan.periods)
    lower[layout.flow], upper[layout.flow] = given["arc_minimum"].ravel(), given["arc_capacity"].ravel()
    cost[layout.supply] = np.repeat(given["supply_cost"], plan.periods)
    upper[layout.supply] = given["supply_limit"].ravel()
    cost[layout.unserved] = np.repeat(given["demand_value"].ravel(), plan.periods)
    upper[layout.unserved] = np.einsum("dt,dg->dgt", given["demand"], plan.demand_part).ravel()

    row_lower[layout.node] = _asked(plan, given["demand"], given["arrivals"])
    row_upper[layout.node] = np.inf
    row_upper[layout.gate] = given["gate_limit"].ravel()
    offset = _fill_stocks(plan, layout, given["stock_initial"], (cost, lower, upper, row_lower, row_upper))
    return Bounds(cost=cost, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper, offset=offset)


@dataclass(frozen=True, slots=True)
class _Fields:
    plan: Plan
    changes: Mapping[str, Floats]

    def __getitem__(self, name: str) -> Floats:
        found = self.changes.get(name)
        value: Floats = getattr(self.plan, name) if found is None else found
        return value


def _asked(plan: Plan, demand: Floats, arrivals: Floats) -> Floats:
    asked = -arrivals
    np.add.at(asked, plan.demand_node, demand)
    return asked.ravel()


def cover_of(plan: Plan) -> Floats:
    """Return the soft level of each stock, never below its operating minimum, shape (B,)."""
    return np.maximum(plan.cover, plan.stock_minimum)


def _fill_stocks(plan: Plan, layout: Layout, initial: Floats, into: tuple[Floats, ...]) -> float:
    """Fill in the stocks' columns and rows; return the constant part of their cost.

    A stock's level is split at its soft level: each unit up to it saves the penalty, those above save nothing, so the
    soft rule needs no row of its own.
    """
    cost, lower, upper, row_lower, row_upper = into
    shape, cover = (len(plan.stock_node), plan.periods), cover_of(plan)
    saved = np.repeat(plan.below_cover_cost[:, None], plan.periods, axis=1)
    left = np.zeros(shape)
    left[:, -1] = plan.end_value
    cost[layout.low_stock], cost[layout.high_stock] = -(saved + left).ravel(), -left.ravel()
    cost[layout.draw] = np.repeat(plan.release_cost, plan.periods)
    lower[layout.low_stock] = np.repeat(plan.stock_minimum, plan.periods)
    upper[layout.low_stock] = np.repeat(cover, plan.periods)
    upper[layout.high_stock] = np.repeat(plan.stock_capacity - cover, plan.periods)
    upper[layout.draw] = np.repeat(plan.draw_limit, plan.periods)
    upper[layout.fill] = np.repeat(plan.fill_limit, plan.periods)
    begin = np.zeros(shape)
    begin[:, 0] = initial
    row_lower[layout.stock] = row_upper[layout.stock] = begin.ravel()
    return float((plan.below_cover_cost * cover).sum() * plan.periods)


def matrix_of(plan: Plan, layout: Layout) -> csc_array:
    """Return the rows' coefficients, shape (rows, columns)."""
    entries = [*_node_entries(plan, layout), *_stock_entries(plan, layout), *_gate_entries(plan, layout)]
    entries += _blend_entries(plan, layout)
    rows, columns, values = (np.concatenate(part) for part in zip(*entries, strict=True))
    matrix = coo_array((values, (rows, columns)), shape=(layout.blend.stop, layout.fill.stop)).tocsc()
    matrix.sort_indices()
    return matrix


Entry = tuple[Integers, Integers, Floats]


def _entry(rows: Integers, columns: Integers, values: Floats) -> Entry:
    rows, columns, values = np.broadcast_arrays(rows, columns, values)
    return rows.ravel(), columns.ravel(), values.ravel().astype(np.float64)


def _grid(start: int, count: int, periods: int) -> Integers:
    return np.arange(start, start + count * periods, dtype=np.int64).reshape(count, periods)


def _node_entries(plan: Plan, layout: Layout) -> list[Entry]:
    periods = np.arange(plan.periods)
    flow = _grid(layout.flow.start, len(plan.arc_tail), plan.periods)

    def at(nodes: Integers) -> Integers:
        rows: Integers = nodes[:, None] * plan.periods + periods
        return rows

    arrives = periods + plan.arc_lag[:, None]
    inside = arrives < plan.periods
    reached = plan.arc_head[:, None] * plan.periods + arrives
    unserved = _grid(layout.unserved.start, plan.demand_part.size, plan.periods)
    stocks = len(plan.stock_node)
    one = np.ones(1)
    return [
        _entry(at(plan.arc_tail), flow, -one),
        _entry(reached[inside], flow[inside], one),
        _entry(at(plan.supply_node), _grid(layout.supply.start, len(plan.supply_node), plan.periods), one),
        _entry(at(np.repeat(plan.demand_node, plan.demand_part.shape[1])), unserved, one),
        _entry(at(plan.stock_node), _grid(layout.draw.start, stocks, plan.periods), one),
        _entry(at(plan.stock_node), _grid(layout.fill.start, stocks, plan.periods), -one),
    ]


def _stock_entries(plan: Plan, layout: Layout) -> list[Entry]:
    stocks, one = len(plan.stock_node), np.ones(1)
    rows = _grid(layout.stock.start, stocks, plan.periods)
    entries = []
    for level in (layout.low_stock, layout.high_stock):
        columns = _grid(level.start, stocks, plan.periods)
        entries += [_entry(rows, columns, one), _entry(rows[:, 1:], columns[:, :-1], -one)]
    entries.append(_entry(rows, _grid(layout.draw.start, stocks, plan.periods), one))
    entries.append(_entry(rows, _grid(layout.fill.start, stocks, plan.periods), -one))
    return entries


def _gate_entries(plan: Plan, layout: Layout) -> list[Entry]:
    periods = np.arange(plan.periods)
    rows = layout.gate.start + plan.gate_of[:, None] * plan.periods + periods
    columns = layout.flow.start + plan.gate_arc[:, None] * plan.periods + periods
    return [_entry(rows, columns, np.ones(1))]


def _blend_entries(plan: Plan, layout: Layout) -> list[Entry]:
    """Rows low - quality <= 0 and quality - high <= 0, weighted by what arrives in the period."""
    entries, periods = [], np.arange(plan.periods)
    for number, node in enumerate(plan.blend_node):
        arcs = np.flatnonzero(plan.arc_head == node)
        arrives = periods + plan.arc_lag[arcs][:, None]
        inside = arrives < plan.periods
        columns = (layout.flow.start + arcs[:, None] * plan.periods + periods)[inside]
        quality = np.broadcast_to(plan.blend_quality[number, arcs][:, None], inside.shape)[inside]
        for side, values in enumerate((plan.blend_low[number] - quality, quality - plan.blend_high[number])):
            rows = layout.blend.start + (2 * number + side) * plan.periods + arrives[inside]
            entries.append(_entry(rows, columns, values))
    return entries
