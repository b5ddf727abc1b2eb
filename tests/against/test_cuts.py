"""Dominators against networkx; cuts of three strengths against trying every set of powers."""

from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest

from ninetenths.measures.cuts import (
    Ground,
    capacitated_cuts,
    economic_cuts,
    immediate_dominators,
    minimal_cuts,
)
from ninetenths.measures.cuts.dominators import arcs_to_csr

SIZE = 3


def some_graph(seed, *, nodes=12, powers=6):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(4, nodes + 1))
    pairs = [(tail, head) for tail, head in product(range(count), repeat=2) if tail != head]
    chosen = rng.random(len(pairs)) < rng.uniform(0.1, 0.5)
    arcs = [pair for pair, taken in zip(pairs, chosen, strict=True) if taken] or [(0, 1)]
    closes = rng.random((powers, count)) < rng.uniform(0.1, 0.4)
    closes[:, [0, count - 1]] = False
    indptr, indices = arcs_to_csr(count, arcs)
    ground = Ground(indptr=indptr, indices=indices, source=0, sink=count - 1, closes=closes)
    return ground, rng


def graph_of(ground, closed=()):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(ground.nodes))
    graph.add_edges_from(zip(ground.tails.tolist(), ground.indices.tolist(), strict=True))
    graph.remove_nodes_from(closed)
    return graph


def by_trying_all(ground, stops):
    found = []
    for size in range(SIZE + 1):
        for powers in combinations(range(ground.powers), size):
            if any(set(smaller) <= set(powers) for smaller in found):
                continue
            if stops(np.nonzero(ground.closes[list(powers)].any(axis=0))[0].tolist()):
                found.append(powers)
    return tuple(found)


@pytest.mark.parametrize("seed", range(60))
def test_dominators_are_those_of_networkx(seed):
    ground, _ = some_graph(seed, nodes=30)
    expected = nx.immediate_dominators(graph_of(ground), 0)
    found = immediate_dominators(ground.indptr, ground.indices, 0)
    named = {node: int(above) for node, above in enumerate(found) if above >= 0 and node != 0}
    assert named == {node: above for node, above in expected.items() if node != 0}


@pytest.mark.parametrize("seed", range(150))
def test_hard_cuts_are_those_of_trying_every_set(seed):
    ground, _ = some_graph(seed)
    expected = by_trying_all(ground, lambda closed: not nx.has_path(graph_of(ground, closed), 0, ground.sink))
    assert minimal_cuts(ground, size=SIZE) == expected


@pytest.mark.parametrize("seed", range(80))
def test_capacitated_cuts_are_those_of_trying_every_set(seed):
    ground, rng = some_graph(seed)
    capacity = rng.integers(1, 6, ground.nodes).astype(float)
    capacity[[0, ground.sink]] = np.inf
    need = float(rng.integers(1, 6))

    def stops(closed):
        split = nx.DiGraph()
        for node in set(range(ground.nodes)) - set(closed):
            split.add_edge(("in", node), ("out", node), capacity=min(capacity[node], 1e6))
        for tail, head in zip(ground.tails.tolist(), ground.indices.tolist(), strict=True):
            if tail not in closed and head not in closed:
                split.add_edge(("out", tail), ("in", head), capacity=1e6)
        return nx.maximum_flow_value(split, ("in", 0), ("out", ground.sink)) < need

    assert capacitated_cuts(ground, capacity=capacity, need=need, size=SIZE) == by_trying_all(ground, stops)


@pytest.mark.parametrize("seed", range(80))
def test_economic_cuts_are_those_of_trying_every_set(seed):
    ground, rng = some_graph(seed)
    cost = rng.integers(0, 10, len(ground.indices)).astype(float)
    limit = float(rng.integers(2, 20))
    priced = dict(zip(zip(ground.tails.tolist(), ground.indices.tolist(), strict=True), cost.tolist(), strict=True))

    def stops(closed):
        graph = graph_of(ground, closed)
        for tail, head in graph.edges:
            graph.edges[tail, head]["cost"] = priced[tail, head]
        try:
            return nx.dijkstra_path_length(graph, 0, ground.sink, weight="cost") > limit
        except nx.NetworkXNoPath:
            return True

    assert economic_cuts(ground, cost=cost, limit=limit, size=SIZE) == by_trying_all(ground, stops)
