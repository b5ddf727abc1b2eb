"""What holds of cuts on every graph: they stop everything, no member can be spared, and none is missed or doubled."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ninetenths.measures.cuts import Ground, economic_cuts, largest_flow, minimal_cuts, vetoes
from ninetenths.measures.cuts.dominators import arcs_to_csr

SIZE = 3


@st.composite
def grounds(draw):
    nodes = draw(st.integers(3, 9))
    arcs = draw(st.lists(st.tuples(st.integers(0, nodes - 1), st.integers(0, nodes - 1)), min_size=1, max_size=24))
    groups = draw(st.lists(st.sets(st.integers(1, nodes - 2)), max_size=5))
    closes = np.zeros((len(groups), nodes), dtype=bool)
    for power, group in enumerate(groups):
        closes[power, sorted(group)] = True
    indptr, indices = arcs_to_csr(nodes, [arc for arc in arcs if arc[0] != arc[1]] or [(0, 1)])
    return Ground(indptr=indptr, indices=indices, source=0, sink=nodes - 1, closes=closes)


def gets_through(ground, powers):
    closed = ground.closes[list(powers)].any(axis=0)
    return largest_flow(ground, capacity=np.ones(ground.nodes), closed=closed)[0] > 0


@settings(max_examples=120, deadline=None)
@given(grounds())
def test_a_cut_stops_everything_and_no_member_can_be_spared(ground):
    found = minimal_cuts(ground, size=SIZE)
    assert len(set(found)) == len(found)
    for cut in found:
        assert not gets_through(ground, cut)
        assert all(gets_through(ground, set(cut) - {member}) for member in cut)


@settings(max_examples=60, deadline=None)
@given(grounds(), st.randoms(use_true_random=False))
def test_other_names_of_the_powers_permute_the_cuts(ground, shuffle):
    order = list(range(len(ground.closes)))
    shuffle.shuffle(order)
    renamed = replace(ground, closes=ground.closes[order])
    back = {tuple(sorted(order[power] for power in cut)) for cut in minimal_cuts(renamed, size=SIZE)}
    assert back == {tuple(sorted(cut)) for cut in minimal_cuts(ground, size=SIZE)}


@settings(max_examples=60, deadline=None)
@given(grounds(), st.data())
def test_one_way_more_is_never_stopped_by_less(ground, data):
    """Whoever stops the flow with a way more stopped it without: each cut then holds one of before."""
    nodes = st.integers(0, ground.nodes - 1)
    more = data.draw(st.tuples(nodes, nodes).filter(lambda arc: arc[0] != arc[1]))
    tails = np.repeat(np.arange(ground.nodes), np.diff(ground.indptr))
    arcs = sorted({*zip(tails.tolist(), ground.indices.tolist(), strict=True), more})
    indptr, indices = arcs_to_csr(ground.nodes, arcs)
    before = minimal_cuts(ground, size=SIZE)
    for cut in minimal_cuts(replace(ground, indptr=indptr, indices=indices), size=SIZE):
        assert any(set(one) <= set(cut) for one in before)


@settings(max_examples=80, deadline=None)
@given(grounds())
def test_larger_sizes_only_add(ground):
    assert set(minimal_cuts(ground, size=1)) <= set(minimal_cuts(ground, size=2)) <= set(minimal_cuts(ground, size=3))


@settings(max_examples=80, deadline=None)
@given(grounds())
def test_a_holder_of_a_veto_is_a_cut_of_one(ground):
    cuts = minimal_cuts(ground, size=1)
    for node in vetoes(ground):
        holders = np.nonzero(ground.closes[:, node])[0].tolist()
        assert all((holder,) in cuts for holder in holders)


@settings(max_examples=80, deadline=None)
@given(grounds(), st.integers(0, 6), st.integers(0, 6))
def test_a_stricter_limit_never_asks_for_more(ground, limit, less):
    cost = np.ones(len(ground.indices))
    loose = economic_cuts(ground, cost=cost, limit=limit, size=SIZE)
    strict = economic_cuts(ground, cost=cost, limit=limit - less, size=SIZE)
    assert all(any(set(few) <= set(many) for few in strict) for many in loose)
