import numpy as np
import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.measures.cuts import (
    Ground,
    capacitated_cuts,
    cheapest_way,
    dominators_of,
    economic_cuts,
    immediate_dominators,
    largest_flow,
    minimal_cuts,
    minimal_hitting_sets,
    vetoes,
)
from ninetenths.measures.cuts.dominators import arcs_to_csr

ARCS = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (2, 5), (5, 4), (4, 6)]
"""Two lines (1, 2) meet in a port (3); a bypass (5) leaves the second; all end at a terminal (4) before the sink."""


def ground(closing, arcs=ARCS, nodes=7):
    indptr, indices = arcs_to_csr(nodes, arcs)
    closes = np.zeros((len(closing), nodes), dtype=bool)
    for power, closed in enumerate(closing):
        closes[power, closed] = True
    return Ground(indptr=indptr, indices=indices, source=0, sink=nodes - 1, closes=closes)


def test_what_every_path_passes():
    one = ground([])
    assert vetoes(one) == (4,)
    assert immediate_dominators(one.indptr, one.indices, 0).tolist() == [0, 0, 0, 0, 0, 2, 4]
    assert dominators_of(one.indptr, one.indices, 0, 6) == (0, 4, 6)


def test_a_node_without_a_path_has_no_dominator():
    indptr, indices = arcs_to_csr(4, [(0, 1), (2, 3)])
    assert immediate_dominators(indptr, indices, 0).tolist() == [0, 0, -1, -1]
    assert dominators_of(indptr, indices, 0, 3) == ()


def test_dominators_in_a_graph_with_circles():
    indptr, indices = arcs_to_csr(5, [(0, 1), (0, 2), (1, 3), (2, 4), (3, 4), (4, 3)])
    assert immediate_dominators(indptr, indices, 0).tolist() == [0, 0, 0, 0, 0]


def test_a_long_chain_needs_no_deep_recursion():
    indptr, indices = arcs_to_csr(5000, [(node, node + 1) for node in range(4999)])
    assert immediate_dominators(indptr, indices, 0)[4999] == 4998


def test_a_root_that_is_no_node_is_refused():
    with pytest.raises(InvalidRecord, match="the root is node 9, but the graph has nodes 0 to 6"):
        immediate_dominators(ground([]).indptr, ground([]).indices, 9)


def test_powers_over_groups_of_nodes():
    assert minimal_cuts(ground([[3], [5], [1], [2]]), size=3) == ((0, 1), (0, 3), (2, 3))
    assert minimal_cuts(ground([[3, 5], [1], [2]]), size=2) == ((0,), (1, 2))
    assert minimal_cuts(ground([[3], [5], [1], [2]]), size=1) == ()


def test_two_holders_of_one_node_can_stop_it_each():
    assert minimal_cuts(ground([[4], [4]]), size=2) == ((0,), (1,))


def test_a_path_that_nobody_can_close_leaves_no_cut():
    assert minimal_cuts(ground([[1], [3]]), size=2) == ()
    assert minimal_cuts(ground([]), size=2) == ()


def test_where_nothing_gets_through_nobody_is_needed():
    assert minimal_cuts(ground([[1]], arcs=[(0, 1)], nodes=3), size=2) == ((),)


def test_a_bypass_that_is_too_small_does_not_help():
    capacity = np.array([np.inf, 5, 5, 8, np.inf, 2, np.inf])
    one = ground([[3], [5], [1], [2]])
    assert largest_flow(one, capacity=capacity)[0] == 10
    assert capacitated_cuts(one, capacity=capacity, need=3, size=2) == ((0,), (2, 3))
    assert capacitated_cuts(one, capacity=capacity, need=2, size=2) == ((0, 1), (0, 3), (2, 3))
    assert capacitated_cuts(one, capacity=capacity, need=11, size=2) == ((),)


def test_a_flow_without_a_limit_is_infinite_and_a_closed_node_carries_none():
    one = ground([])
    amount, carried = largest_flow(one, capacity=np.full(7, np.inf))
    assert amount == float("inf")
    assert carried[[0, 4, 6]].all()
    closed = np.array([False, False, False, False, True, False, False])
    assert largest_flow(one, capacity=np.ones(7), closed=closed) == (0.0, pytest.approx(np.zeros(7)))


def test_a_bypass_that_is_too_dear_does_not_help():
    one = ground([[3], [5], [1], [2]])
    cost = np.array([10.0 if (tail, head) == (2, 5) else 1.0 for tail, head in sorted(ARCS)])
    assert cheapest_way(one, cost=cost) == (4.0, (0, 1, 3, 4, 6))
    assert economic_cuts(one, cost=cost, limit=5.0, size=2) == ((0,), (2, 3))
    assert economic_cuts(one, cost=cost, limit=50.0, size=2) == ((0, 1), (0, 3), (2, 3))
    assert economic_cuts(one, cost=cost, limit=1.0, size=2) == ((),)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"closes": np.zeros((1, 3), dtype=bool)}, "closes has shape"),
        ({"indices": np.array([9])}, "indptr ends at 8 of 1 arcs"),
        ({"sink": 0}, "there is nothing between them"),
        ({"sink": 7}, "must be nodes 0 to 6"),
        ({"closes": np.ones((1, 7), dtype=bool)}, "a power closes the source or the sink"),
    ],
)
def test_a_graph_that_does_not_hold_together_is_refused(given, message):
    sound = ground([])
    parts = {name: getattr(sound, name) for name in ("indptr", "indices", "source", "sink", "closes")}
    with pytest.raises(InvalidRecord, match=message):
        Ground(**{**parts, **given})


def test_an_arc_to_nowhere_is_refused():
    with pytest.raises(InvalidRecord, match="an arc leads to a node outside 0 to 1"):
        Ground(indptr=np.array([0, 1, 1]), indices=np.array([5]), source=0, sink=1, closes=np.zeros((0, 2), dtype=bool))


def test_needs_and_costs_out_of_range_are_refused():
    one = ground([])
    with pytest.raises(InvalidRecord, match="must be above 0"):
        capacitated_cuts(one, capacity=np.ones(7), need=0, size=1)
    with pytest.raises(InvalidRecord, match="capacities must be 0 or more"):
        capacitated_cuts(one, capacity=np.full(7, np.nan), need=1, size=1)
    with pytest.raises(InvalidRecord, match="negative or not a number"):
        economic_cuts(one, cost=np.full(8, -1.0), limit=1, size=1)


def test_the_oracle_is_asked_no_more_than_needed():
    ways = [0b0011, 0b0110, 0b1100]
    asked = []

    def oracle(chosen):
        asked.append(chosen)
        return next((way for way in ways if not way & chosen), None)

    assert minimal_hitting_sets(oracle, size=2) == ((0, 2), (1, 2), (1, 3))
    assert len(asked) < 16
