"""What holds of any dispatch: names and units do not matter, and closing a way never helps."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninetenths.measures.dispatch import Dispatch, Plan, deepest_shortage, first_shortage, shortage, total_shortage

SEEDS = st.integers(0, 2**32 - 1)


def made(seed):
    random = np.random.default_rng(seed)
    periods, nodes, arcs = int(random.integers(1, 5)), int(random.integers(2, 7)), int(random.integers(2, 12))
    return Plan(
        periods=periods,
        nodes=nodes,
        arc_tail=random.integers(0, nodes, arcs),
        arc_head=random.integers(0, nodes, arcs),
        arc_capacity=random.uniform(0, 20, (arcs, periods)),
        arc_cost=random.uniform(0, 5, arcs),
        arc_lag=random.integers(0, 2, arcs),
        supply_node=random.integers(0, nodes, 2),
        supply_limit=random.uniform(0, 30, (2, periods)),
        supply_cost=random.uniform(1, 10, 2),
        demand_node=random.integers(0, nodes, 2),
        demand=random.uniform(0, 20, (2, periods)),
        demand_part=[[0.25, 0.75]] * 2,
        demand_value=random.uniform(5, 100, (2, 2)),
        stock_node=random.integers(0, nodes, 1),
        stock_initial=[10],
        stock_minimum=[2],
        stock_capacity=[30],
        draw_limit=[6],
        fill_limit=[6],
        cover=[12],
        below_cover_cost=[0.5],
        end_value=[3],
    )


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_numbering_the_nodes_and_arcs_anew_changes_no_cost(seed):
    plan, random = made(seed), np.random.default_rng(seed + 1)
    name, order = random.permutation(plan.nodes), random.permutation(len(plan.arc_tail))
    other = replace(
        plan,
        arc_tail=name[plan.arc_tail[order]],
        arc_head=name[plan.arc_head[order]],
        arc_capacity=plan.arc_capacity[order],
        arc_cost=plan.arc_cost[order],
        arc_lag=plan.arc_lag[order],
        supply_node=name[plan.supply_node],
        demand_node=name[plan.demand_node],
        stock_node=name[plan.stock_node],
    )
    assert Dispatch(other).solve().cost == pytest.approx(Dispatch(plan).solve().cost, rel=1e-8)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.sampled_from([0.01, 3.0, 250.0]), st.sampled_from([0.1, 7.0]))
def test_other_units_of_quantity_and_money_scale_the_answer(seed, units, money):
    plan = made(seed)
    quantities = ("arc_capacity", "supply_limit", "demand", "stock_initial", "stock_minimum", "stock_capacity")
    quantities += ("draw_limit", "fill_limit", "cover")
    prices = ("arc_cost", "supply_cost", "demand_value", "below_cover_cost", "end_value")
    scaled = {name: getattr(plan, name) * units for name in quantities}
    scaled |= {name: getattr(plan, name) * money for name in prices}
    cost = Dispatch(plan).solve().cost
    assert Dispatch(replace(plan, **scaled)).solve().cost == pytest.approx(cost * units * money, rel=1e-7, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.data())
def test_closing_an_arc_never_lowers_the_cost_nor_more_capacity_raises_it(seed, data):
    plan = made(seed)
    dispatch, arc = Dispatch(plan), data.draw(st.integers(0, len(plan.arc_tail) - 1))
    closed, wider = plan.arc_capacity.copy(), plan.arc_capacity.copy()
    closed[arc], wider[arc] = 0, wider[arc] + 5
    base = dispatch.solve()
    slack = 1e-7 * (1 + abs(base.cost))
    without = dispatch.solve(arc_capacity=closed)
    assert without.cost >= base.cost - slack
    assert dispatch.solve(arc_capacity=wider).cost <= base.cost + slack
    if base.flow[arc].max() == 0:
        assert without.cost == pytest.approx(base.cost)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_an_answer_does_not_depend_on_what_was_solved_before(seed):
    plan = made(seed)
    alone = Dispatch(plan).solve(demand=plan.demand * 0.5)
    busy = Dispatch(plan)
    busy.solve(arc_capacity=plan.arc_capacity * 0)
    busy.solve(supply_cost=plan.supply_cost[::-1])
    again = busy.solve(demand=plan.demand * 0.5)
    assert again.cost == pytest.approx(alone.cost, rel=1e-12)
    assert again.flow == pytest.approx(alone.flow, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_nothing_appears_or_disappears(seed):
    plan = made(seed)
    result = Dispatch(plan).solve()
    on_the_way = sum(
        result.flow[arc, max(0, plan.periods - plan.arc_lag[arc]) :].sum() for arc in range(len(plan.arc_tail))
    )
    served = plan.demand.sum() - result.unserved.sum()
    stored = (result.stock[:, -1] - result.stock[:, 0]).sum()
    assert result.supply.sum() == pytest.approx(served + stored + result.surplus.sum() + on_the_way, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_the_words_for_a_shortage_agree(seed):
    plan = made(seed)
    short = shortage(Dispatch(plan).solve())
    first, deepest, total = first_shortage(short), deepest_shortage(short, plan.demand), total_shortage(short)
    assert (np.isnan(first) == (short.max(axis=1) <= 1e-6)).all()
    assert ((deepest >= 0) & (deepest <= 1 + 1e-9)).all()
    assert total == pytest.approx(short.sum(axis=1))
    assert (shortage(Dispatch(plan).solve(), demand_value=plan.demand_value, worth=1e9) == 0).all()
