"""A dispatch does what its docstrings say, on plans small enough to solve by hand."""

from dataclasses import replace

import highspy
import numpy as np
import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.measures.dispatch import (
    Dispatch,
    Plan,
    closures,
    deepest_shortage,
    first_shortage,
    shortage,
    worth_of_a_day,
)
from ninetenths.measures.dispatch.certifying import Certifier


def pipe(**changed):
    """One seller, one buyer, one pipe, three periods."""
    fields = {
        "periods": 3,
        "nodes": 2,
        "arc_tail": [0],
        "arc_head": [1],
        "arc_capacity": [[10]],
        "arc_cost": [1],
        "supply_node": [0],
        "supply_limit": [[10]],
        "supply_cost": [5],
        "demand_node": [1],
        "demand": [[10]],
        "demand_part": [[0.2, 0.8]],
        "demand_value": [[8, 100]],
    }
    return Plan(**(fields | changed))


STORE = {
    "stock_node": [1],
    "stock_initial": [20],
    "stock_minimum": [5],
    "stock_capacity": [40],
    "draw_limit": [10],
    "fill_limit": [10],
}


def test_a_cargo_arrives_after_its_lag_and_one_under_way_before_it():
    result = Dispatch(pipe(arc_lag=[1], arrivals=[[0, 0, 0], [4, 0, 0]])).solve()
    assert result.unserved[0, :, 0].tolist() == [2, 4]
    assert result.flow.tolist() == [[10, 10, 0]]
    assert first_shortage(shortage(result)).tolist() == [0]
    assert first_shortage(shortage(result, demand_value=np.array([[8.0, 100.0]]), worth=500)).tolist() != [0]


def test_a_stock_bridges_a_closure_down_to_its_operating_minimum():
    result = Dispatch(pipe(**STORE)).solve(arc_capacity=[[0]])
    assert result.stock[0, -1] == 5
    assert shortage(result).sum() == 15
    assert result.unserved[0, 0].sum() == 6, "what is worth least is given up first, in every period"
    assert result.stock_value.tolist() == [100]
    assert worth_of_a_day(result, np.array([2.0])).tolist() == [200]
    assert deepest_shortage(shortage(result), np.full((1, 3), 10.0))[0] <= 1


def test_the_soft_level_is_kept_when_its_penalty_is_above_the_price_and_not_below():
    base = pipe(**STORE, cover=[20], supply_limit=[[8]], end_value=[7])
    dear = Dispatch(replace(base, below_cover_cost=[1000])).solve()
    assert dear.below_cover.sum() == 0
    assert dear.unserved.sum() == 6
    cheap = Dispatch(replace(base, below_cover_cost=[0.01])).solve()
    assert cheap.unserved.sum() == 0
    assert cheap.below_cover.tolist() == [[2, 4, 6]]


def test_spare_capacity_ramps_as_its_own_supply():
    result = Dispatch(
        pipe(supply_node=[0, 0], supply_limit=[[4, 4, 4], [0, 3, 6]], supply_cost=[5, 7], demand_value=[[50, 100]])
    ).solve()
    assert result.supply.tolist() == [[4, 4, 4], [0, 3, 6]]


def test_a_gate_is_shared_and_its_rent_is_the_dearest_thing_forgone():
    plan = pipe(
        arc_tail=[0, 0],
        arc_head=[1, 1],
        arc_capacity=[[10], [10]],
        arc_cost=[1, 1],
        gate_of=[0, 0],
        gate_arc=[0, 1],
        gate_limit=[[6]],
    )
    result = Dispatch(plan).solve()
    assert result.flow.sum(axis=0).tolist() == [6, 6, 6]
    assert result.gate_rent.tolist() == [[94] * 3]
    assert Dispatch(plan).solve(gate_limit=[[10]]).unserved.sum() == 0


def test_a_refinery_takes_only_a_blend_within_its_bounds():
    plan = pipe(
        nodes=3,
        arc_tail=[0, 1],
        arc_head=[2, 2],
        arc_capacity=[[10], [10]],
        arc_cost=[0, 0],
        supply_node=[0, 1],
        supply_limit=[[10], [10]],
        supply_cost=[1, 3],
        demand_node=[2],
        blend_node=[2],
        blend_quality=[[20, 40]],
        blend_low=[30],
        blend_high=[35],
    )
    assert Dispatch(plan).solve().flow.tolist() == [[5, 5, 5], [5, 5, 5]]
    assert Dispatch(plan).solve(supply_limit=[[0], [10]]).unserved.sum() == 30


def test_a_tariff_is_a_cost_of_the_arc():
    dispatch = Dispatch(pipe(demand_value=[[20, 100]]))
    assert dispatch.solve(arc_cost=[16]).unserved.sum() == 6
    assert dispatch.solve().unserved.sum() == 0


def test_an_impossible_plan_lists_every_fault():
    with pytest.raises(InvalidRecord, match=r"arc_head\[0\] is 7.*supply_limit\[0, 0\] is -1.*demand_part\[0\] sums"):
        pipe(arc_head=[7], supply_limit=[[-1]], demand_part=[[0.5, 0.6]])
    with pytest.raises(InvalidRecord, match=r"arc_cost has shape \(2,\), expected \(1,\)"):
        pipe(arc_cost=[1, 2])
    with pytest.raises(InvalidRecord, match="arc_tail is not an array of integers"):
        pipe(arc_tail=["here"])
    with pytest.raises(InvalidRecord, match=r"stock_initial\[0\] = 50.0 is above stock_capacity"):
        pipe(**(STORE | {"stock_initial": [50]}))
    with pytest.raises(InvalidRecord, match="at least one period"):
        pipe(periods=0)
    with pytest.raises(InvalidRecord, match="is nan"):
        pipe(arc_cost=[np.nan])


def test_a_change_is_checked_as_the_plan_is():
    dispatch = Dispatch(pipe(**STORE))
    with pytest.raises(InvalidRecord, match="demand has shape"):
        dispatch.solve(demand=[[1, 2]])
    with pytest.raises(InvalidRecord, match=r"demand\[0, 0\] is -1"):
        dispatch.solve(demand=[[-1]])


def test_what_cannot_be_met_is_named_with_how_much_is_missing():
    dispatch = Dispatch(pipe(**STORE, arc_minimum=[[6]]))
    with pytest.raises(InvalidRecord, match=r"arc 0 \(node 0 to 1\) in period 0 is 2 short of its minimum 6"):
        dispatch.solve(supply_limit=[[4]])
    with pytest.raises(InvalidRecord, match=r"arc 0 .* must carry or hold 6 but is limited to 5"):
        dispatch.solve(arc_capacity=[[5]])
    with pytest.raises(InvalidRecord, match=r"stock 0 \(node 1\) at the end of period 0 is 5 short of its minimum 5"):
        Dispatch(pipe(**STORE)).solve(stock_initial=[0], arc_capacity=[[0]])
    with pytest.raises(InvalidRecord, match=r"stock 0 .* period 0 has 15 more than it can hold or give"):
        Dispatch(pipe(**STORE)).solve(stock_initial=[65])


def test_a_stock_that_pays_without_limit_is_refused_in_words():
    with pytest.raises(InvalidRecord, match="end_value"):
        Dispatch(
            pipe(
                **(STORE | {"stock_capacity": [np.inf], "fill_limit": [np.inf]}),
                supply_limit=[[np.inf]],
                arc_capacity=[[np.inf]],
                end_value=[50],
            )
        ).solve()


class Liar:
    """A solver that calls its first answer after a warm start optimal although it is not (HiGHS issue 3194)."""

    def __init__(self, inside, *, always=False):
        self.inside, self.always, self.warm = inside, always, False

    def __getattr__(self, name):
        return getattr(self.inside, name)

    def setBasis(self, basis):  # noqa: N802 - HiGHS's name
        self.warm = True
        return self.inside.setBasis(basis)

    def clearSolver(self):  # noqa: N802 - HiGHS's name
        self.warm = False
        return self.inside.clearSolver()

    def getSolution(self):  # noqa: N802 - HiGHS's name
        solution = self.inside.getSolution()
        if self.warm or self.always:
            wrong = highspy.HighsSolution()
            wrong.col_value = [value + 0.5 for value in solution.col_value]
            wrong.row_dual = solution.row_dual
            return wrong
        return solution


def test_a_wrong_answer_after_a_warm_start_is_found_and_solved_again_from_nothing():
    honest = Dispatch(pipe()).solve(arc_capacity=[[4]])
    dispatch = Dispatch(pipe())
    dispatch._highs = Liar(dispatch._highs)
    result = dispatch.solve(arc_capacity=[[4]])
    assert (result.cost, result.certificate.cold, honest.certificate.cold) == (honest.cost, True, False)


def test_an_answer_that_never_passes_is_an_error_not_a_result():
    dispatch = Dispatch(pipe())
    dispatch._highs = Liar(dispatch._highs, always=True)
    with pytest.raises(InvalidRecord, match="no answer passes its certificate"):
        dispatch.solve(arc_capacity=[[4]])


def test_the_certificate_sees_each_kind_of_fault():
    dispatch = Dispatch(pipe())
    found = dispatch.optimum(dispatch.base)
    certifier = Certifier.of(dispatch._matrix)
    good = certifier.residuals(dispatch.base, found.x, found.y)
    assert good.hold()
    assert not certifier.residuals(dispatch.base, found.x * 0.5, found.y).hold()
    assert certifier.residuals(dispatch.base, found.x, -found.y - 1).dual > 1e-3
    assert certifier.residuals(dispatch.base, found.x, found.y * 0).gap > 1e-3
    assert not certifier.residuals(dispatch.base, found.x * np.nan, found.y).hold()


def test_an_empty_or_unknown_group_cannot_be_closed():
    dispatch = Dispatch(pipe())
    with pytest.raises(InvalidRecord, match="group 0 is \\[\\]"):
        closures(dispatch, [[]])
    with pytest.raises(InvalidRecord, match="group 1 is \\[3\\], expected arc numbers from 0 to 0"):
        closures(dispatch, [[0], [3]])


def test_closing_two_ways_that_replace_each_other_is_found_although_one_is_unused():
    plan = pipe(arc_tail=[0, 0], arc_head=[1, 1], arc_capacity=[[10], [10]], arc_cost=[1, 2])
    found = closures(Dispatch(plan), [[0], [1]])
    both = 30 * (0.2 * 2 + 0.8 * 94)
    assert found.added == pytest.approx(np.array([[30, both], [both, 0]]))
    assert found.solved == 2
