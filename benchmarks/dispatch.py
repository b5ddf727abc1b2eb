"""The cut-off model: a solve from nothing, again after a closure, and all single and double closures of 60 nodes."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import cache
from itertools import count

import linopy
import numpy as np
import xarray as xr
from numpy.typing import NDArray

from benchmarks.registry import Benchmark
from ninetenths.measures.dispatch import Closures, Dispatch, Plan, Result, closures
from ninetenths.measures.dispatch.columns import Layout, bounds_of, matrix_of

LEVELS = (0.4, 0.2, 8 / 60, 8 / 60, 8 / 60)
"""Fields, ports, straits, discharge ports, refineries, as parts of all nodes."""


def made_plan(nodes: int) -> Plan:
    """Return a made plan of 8 weeks from fields to refineries, with sea legs, spare capacity that ramps and stocks."""
    random, weeks = np.random.default_rng(1), 8
    ends = np.cumsum([0, *(round(nodes * part) for part in LEVELS)])
    tail, head = _arcs(random, ends)
    arcs, fields = len(tail), np.arange(ends[1])
    refineries, stocks = np.arange(ends[4], ends[5]), np.arange(ends[4], ends[4] + max(1, nodes // 15))
    steady = random.uniform(20, 120, (len(fields), 1)) * np.ones((1, weeks))
    spare = np.minimum(np.arange(weeks) / 4, 1) * random.uniform(5, 30, (len(fields) // 3, 1))
    return Plan(
        periods=weeks,
        nodes=int(ends[5]),
        arc_tail=tail,
        arc_head=head,
        arc_capacity=random.uniform(60, 300, (arcs, 1)),
        arc_cost=random.uniform(1, 10, arcs),
        arc_lag=np.where((tail >= ends[2]) & (tail < ends[3]), random.integers(0, 3, arcs), 0),
        supply_node=np.concatenate([fields, fields[: len(spare)]]),
        supply_limit=np.vstack([steady, spare]),
        supply_cost=random.uniform(30, 60, len(fields) + len(spare)),
        demand_node=refineries,
        demand=random.uniform(50, 100, (len(refineries), 1)),
        demand_part=np.tile([0.1, 0.2, 0.7], (len(refineries), 1)),
        demand_value=np.tile([100.0, 300, 2000], (len(refineries), 1)) * random.uniform(0.9, 1.1, (len(refineries), 3)),
        stock_node=stocks,
        stock_initial=random.uniform(300, 600, len(stocks)),
        stock_minimum=np.full(len(stocks), 50.0),
        stock_capacity=np.full(len(stocks), 900.0),
        draw_limit=np.full(len(stocks), 60.0),
        fill_limit=np.full(len(stocks), 60.0),
        release_cost=np.full(len(stocks), 3.0),
        cover=np.full(len(stocks), 300.0),
        below_cover_cost=np.full(len(stocks), 2.0),
        end_value=np.full(len(stocks), 35.0),
    )


def _arcs(random: np.random.Generator, ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pairs = [
        (tail, head)
        for level in range(4)
        for tail in range(ends[level], ends[level + 1])
        for head in random.permutation(np.arange(ends[level + 1], ends[level + 2]))[:8]
    ]
    found = np.array(pairs)
    return found[:, 0], found[:, 1]


@dataclass(frozen=True, slots=True)
class _Case:
    plan: Plan
    ready: Dispatch
    peer: linopy.Model
    used: list[int]
    turn: count[int]

    def closed(self) -> NDArray[np.float64]:
        """Return the capacities with the next of the arcs in use closed: each call is another scenario."""
        capacity = self.plan.arc_capacity.copy()
        capacity[self.used[next(self.turn) % len(self.used)]] = 0
        return capacity

    def again(self) -> Result:
        return self.ready.solve(arc_capacity=self.closed())

    def by_linopy(self) -> linopy.Model:
        """Change the bounds in the peer's model and solve it again, as its users do."""
        upper = bounds_of(self.plan, Layout.of(self.plan), {"arc_capacity": self.closed()}).upper
        self.peer.variables["x"].update(upper=xr.DataArray(upper, dims="column"))
        with contextlib.redirect_stdout(None):
            self.peer.solve("highs", io_api="direct", output_flag=False, log_to_console=False)
        return self.peer

    def closures(self, workers: int) -> Closures:
        groups = [
            np.flatnonzero((self.plan.arc_tail == node) | (self.plan.arc_head == node))
            for node in range(self.plan.nodes)
        ]
        return closures(self.ready, [group for group in groups if len(group)], workers=workers)


def by_linopy(plan: Plan) -> linopy.Model:
    """Return the same programme as a linopy model."""
    layout = Layout.of(plan)
    matrix, bounds = matrix_of(plan, layout).tocsr(), bounds_of(plan, layout, {})
    rows = matrix.shape[0]
    widest = int(np.diff(matrix.indptr).max())
    coefficients, names = np.zeros((rows, widest)), np.full((rows, widest), -1)
    for row in range(rows):
        begin, end = matrix.indptr[row], matrix.indptr[row + 1]
        coefficients[row, : end - begin], names[row, : end - begin] = matrix.data[begin:end], matrix.indices[begin:end]
    model = linopy.Model()
    x = model.add_variables(
        xr.DataArray(bounds.lower, dims="column"), xr.DataArray(bounds.upper, dims="column"), name="x"
    )
    terms = xr.Dataset({"coeffs": (("row", "_term"), coefficients), "vars": (("row", "_term"), names)})
    left = linopy.LinearExpression(terms, model)
    equal = bounds.row_lower == bounds.row_upper
    for name, sign, chosen, right in (
        ("equal", "=", equal, bounds.row_lower),
        ("least", ">=", ~equal & np.isfinite(bounds.row_lower), bounds.row_lower),
        ("most", "<=", ~equal & np.isfinite(bounds.row_upper), bounds.row_upper),
    ):
        if chosen.any():
            at = np.flatnonzero(chosen)
            model.add_constraints(left.isel(row=at), sign, xr.DataArray(right[at], dims="row"), name=name)
    model.add_objective((xr.DataArray(bounds.cost, dims="column") * x).sum())
    return model


@cache
def _case(nodes: int) -> _Case:
    plan = made_plan(nodes)
    ready = Dispatch(plan)
    flow = ready.solve().flow.sum(axis=1)
    return _Case(plan, ready, by_linopy(plan), np.flatnonzero(flow > 0).tolist(), count())


DISPATCH = (
    Benchmark(
        name="cut-off model, 60 nodes, 8 weeks (3,900 columns)",
        build=_case,
        sweep=(60,),
        smoke=15,
        phases={
            "build and solve from nothing, certified": lambda case: Dispatch(case.plan).solve(),
            "solve again after a closure, certified": lambda case: case.again(),
            "the same in linopy": lambda case: case.by_linopy(),
            "all single and double closures, 1 thread": lambda case: case.closures(1),
            "all single and double closures, 2 threads": lambda case: case.closures(2),
        },
        target={
            "solve again after a closure, certified": 0.002,
            "all single and double closures, 2 threads": 3.0,
        },
    ),
)
