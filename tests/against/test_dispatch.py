"""Dispatch against scipy's linear programming, on a model written down again in plain loops."""

import numpy as np
import pytest
from scipy.optimize import linprog

from ninetenths.measures.dispatch import Dispatch, Plan, closures


def made(seed):
    """Return a random plan with lags, stocks, gates, blends, ramps and minimums that can be met."""
    random = np.random.default_rng(seed)
    periods, nodes, arcs = int(random.integers(1, 5)), int(random.integers(3, 7)), int(random.integers(4, 12))
    supplies, demands, segments, stocks = (int(random.integers(1, 4)) for _ in range(4))
    part = random.dirichlet(np.ones(segments), demands)
    capacity = random.uniform(10, 40, stocks)
    return Plan(
        periods=periods,
        nodes=nodes,
        arc_tail=random.integers(0, nodes, arcs),
        arc_head=random.integers(0, nodes, arcs),
        arc_capacity=np.where(random.random((arcs, periods)) < 0.1, np.inf, random.uniform(0, 20, (arcs, periods))),
        arc_cost=random.uniform(0, 5, arcs),
        arc_lag=random.integers(0, 3, arcs),
        supply_node=random.integers(0, nodes, supplies),
        supply_limit=random.uniform(0, 30, (supplies, periods)),
        supply_cost=random.uniform(1, 10, supplies),
        demand_node=random.integers(0, nodes, demands),
        demand=random.uniform(0, 20, (demands, periods)),
        demand_part=part,
        demand_value=random.uniform(5, 100, (demands, segments)),
        arrivals=random.uniform(0, 2, (nodes, periods)) * (random.random((nodes, periods)) < 0.3),
        stock_node=random.integers(0, nodes, stocks),
        stock_initial=capacity * 0.5,
        stock_minimum=capacity * 0.1,
        stock_capacity=capacity,
        draw_limit=random.uniform(0, 10, stocks),
        fill_limit=random.uniform(0, 10, stocks),
        release_cost=random.uniform(0, 2, stocks),
        cover=capacity * random.uniform(0, 1, stocks),
        below_cover_cost=random.uniform(0, 2, stocks),
        end_value=random.uniform(0, 4, stocks),
        gate_of=[0, 0],
        gate_arc=[0, 1],
        gate_limit=random.uniform(0, 20, (1, periods)),
        blend_node=[int(random.integers(0, nodes))],
        blend_quality=random.uniform(20, 40, (1, arcs)),
        blend_low=[26],
        blend_high=[34],
    )


def by_scipy(plan):  # noqa: C901, PLR0912, PLR0915 - one model in plain loops, to be read against the formulas
    """Solve the plan as one would write it down: a row for the soft level, one variable for the level of a stock."""
    cost, bounds, index = [], [], {}

    def column(name, price, low, high):
        index[name] = len(cost)
        cost.append(price)
        bounds.append((low, high))

    for t in range(plan.periods):
        for a in range(len(plan.arc_tail)):
            column(("flow", a, t), plan.arc_cost[a], plan.arc_minimum[a, t], plan.arc_capacity[a, t])
        for s in range(len(plan.supply_node)):
            column(("supply", s, t), plan.supply_cost[s], 0, plan.supply_limit[s, t])
        for d in range(len(plan.demand_node)):
            for g in range(plan.demand_part.shape[1]):
                column(("short", d, g, t), plan.demand_value[d, g], 0, plan.demand[d, t] * plan.demand_part[d, g])
        for b in range(len(plan.stock_node)):
            worth = plan.end_value[b] if t == plan.periods - 1 else 0
            column(("level", b, t), -worth, plan.stock_minimum[b], plan.stock_capacity[b])
            column(("below", b, t), plan.below_cover_cost[b], 0, np.inf)
            column(("draw", b, t), plan.release_cost[b], 0, plan.draw_limit[b])
            column(("fill", b, t), 0, 0, plan.fill_limit[b])
    most, least, equal = [], [], []
    for t in range(plan.periods):
        for n in range(plan.nodes):
            row = {}

            def put(name, value, row=row):
                row[index[name]] = row.get(index[name], 0) + value

            asked = -plan.arrivals[n, t]
            for a in range(len(plan.arc_tail)):
                if plan.arc_tail[a] == n:
                    put(("flow", a, t), 1)
                if plan.arc_head[a] == n and t - plan.arc_lag[a] >= 0:
                    put(("flow", a, t - plan.arc_lag[a]), -1)
            for s in np.flatnonzero(plan.supply_node == n):
                put(("supply", s, t), -1)
            for d in np.flatnonzero(plan.demand_node == n):
                asked += plan.demand[d, t]
                for g in range(plan.demand_part.shape[1]):
                    put(("short", d, g, t), -1)
            for b in np.flatnonzero(plan.stock_node == n):
                put(("draw", b, t), -1)
                put(("fill", b, t), 1)
            least.append((row, -asked))
        for b in range(len(plan.stock_node)):
            row = {index["level", b, t]: 1, index["draw", b, t]: 1, index["fill", b, t]: -1}
            if t:
                row[index["level", b, t - 1]] = -1
            equal.append((row, 0 if t else plan.stock_initial[b]))
            most.append(
                ({index["level", b, t]: -1, index["below", b, t]: -1}, -max(plan.cover[b], plan.stock_minimum[b]))
            )
        row = {index["flow", a, t]: 1 for a in plan.gate_arc}
        most.append((row, plan.gate_limit[0, t]))
        for sign, limit in ((1, plan.blend_high[0]), (-1, plan.blend_low[0])):
            row = {}
            for a in np.flatnonzero(plan.arc_head == plan.blend_node[0]):
                if t - plan.arc_lag[a] >= 0:
                    row[index["flow", a, t - plan.arc_lag[a]]] = sign * (plan.blend_quality[0, a] - limit)
            most.append((row, 0))

    def dense(rows):
        matrix = np.zeros((len(rows), len(cost)))
        for number, (row, _) in enumerate(rows):
            for place, value in row.items():
                matrix[number, place] = value
        return matrix, [limit for _, limit in rows]

    above, limits = dense(least + most)
    same, values = dense(equal)
    return linprog(cost, A_ub=above, b_ub=limits, A_eq=same, b_eq=values, bounds=bounds, method="highs")


@pytest.mark.parametrize("seed", range(60))
def test_the_cost_is_that_of_scipy(seed):
    plan = made(seed)
    result, found = Dispatch(plan).solve(), by_scipy(plan)
    assert found.status == 0
    assert result.cost == pytest.approx(found.fun, rel=1e-7, abs=1e-7)
    assert max(result.certificate.primal, result.certificate.dual, result.certificate.gap) < 1e-9


@pytest.mark.parametrize("seed", range(12))
def test_a_rent_is_between_what_a_unit_less_costs_and_a_unit_more_saves(seed):
    """At a kink the multiplier is any slope between the two sides: an inequality that holds where equality need not."""
    plan, step = made(seed), 1e-4
    dispatch = Dispatch(plan)
    base = dispatch.solve()
    for arc in range(len(plan.arc_tail)):
        if not np.isfinite(plan.arc_capacity[arc, 0]) or plan.arc_capacity[arc, 0] < step:
            continue
        slopes = []
        for sign in (-1, 1):
            capacity = plan.arc_capacity.copy()
            capacity[arc, 0] += sign * step
            slopes.append((base.cost - dispatch.solve(arc_capacity=capacity).cost) / (sign * step))
        assert slopes[1] - 1e-5 <= base.arc_rent[arc, 0] <= slopes[0] + 1e-5


@pytest.mark.parametrize("seed", range(12))
def test_complementary_slackness(seed):
    plan = made(seed)
    result = Dispatch(plan).solve()
    room = np.where(np.isfinite(plan.arc_capacity), plan.arc_capacity - result.flow, 1)
    assert np.abs(result.arc_rent * room).max() < 1e-6
    assert np.abs(result.node_price * result.surplus).max() < 1e-6
    arrives = np.arange(plan.periods) + plan.arc_lag[:, None]
    inside, at = arrives < plan.periods, np.minimum(arrives, plan.periods - 1)
    worth = np.where(inside, result.node_price[plan.arc_head[:, None], at], 0)
    gated = np.isin(np.arange(len(plan.arc_tail)), plan.gate_arc) | (plan.arc_head == plan.blend_node[0])
    margin = result.node_price[plan.arc_tail] + plan.arc_cost[:, None] + result.arc_rent - worth
    assert np.abs((margin * result.flow)[~gated]).max(initial=0) < 1e-5
    assert margin[~gated].min(initial=0) > -1e-6


@pytest.mark.parametrize("seed", range(10))
def test_closures_are_what_solving_every_pair_from_nothing_gives(seed):
    plan = made(seed)
    groups = [[arc] for arc in range(len(plan.arc_tail))]
    found = closures(Dispatch(plan), groups, workers=1 + seed % 2)
    for first in range(len(groups)):
        for second in range(first, len(groups)):
            capacity = plan.arc_capacity.copy()
            capacity[[first, second]] = 0
            cost = Dispatch(plan).solve(arc_capacity=capacity).cost
            assert found.added[first, second] == pytest.approx(cost - found.base, abs=1e-6)
    assert (found.added == found.added.T).all()


def test_linopy_finds_the_same_cost_on_the_benchmark():
    from benchmarks.dispatch import by_linopy, made_plan

    plan = made_plan(15)
    ready, peer = Dispatch(plan), by_linopy(plan)
    peer.solve("highs", io_api="direct", output_flag=False)
    assert ready.solve().cost - ready.base.offset == pytest.approx(peer.objective.value, rel=1e-9)
