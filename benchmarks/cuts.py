"""Who can stop one importer on a synthetic supply graph: vetoes and cuts of up to three powers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from benchmarks.registry import Benchmark
from ninetenths.measures.cuts import Ground, economic_cuts, minimal_cuts, vetoes
from ninetenths.measures.cuts.dominators import arcs_to_csr

_LAYERS = 8
_SMALLEST = 5
"""The narrowest layer: a few straits that all ways share."""


@dataclass(frozen=True, slots=True)
class _World:
    ground: Ground
    cost: np.ndarray[tuple[int], np.dtype[np.float64]]


def _world(nodes: int) -> _World:
    """Return fields, lines, ports, straits, terminals and refineries in layers; each state holds a stretch of each.

    One layer is narrow, so that cuts of two and three holders exist, as they do in the world.
    """
    draws = np.random.default_rng(20260601)
    wide = max((nodes - 2 - _SMALLEST) // (_LAYERS - 1), 2)
    widths = [wide] * (_LAYERS // 2) + [_SMALLEST] + [wide] * (_LAYERS - 1 - _LAYERS // 2)
    starts = np.concatenate([[1], 1 + np.cumsum(widths)])
    sink = int(starts[-1])
    layers = [np.arange(first, last) for first, last in pairwise(starts)]
    arcs = [(0, int(node)) for node in layers[0]] + [(int(node), sink) for node in layers[-1]]
    for before, after in pairwise(layers):
        for node in before:
            arcs += [(int(node), int(other)) for other in draws.choice(after, size=min(4, len(after)), replace=False)]
    states = max(nodes // 40, 4)
    holder = draws.integers(0, states, sink + 1)
    holder[layers[_LAYERS // 2]] = draws.choice(states, size=_SMALLEST) % 3
    closes = np.zeros((states, sink + 1), dtype=bool)
    closes[holder[1:sink], np.arange(1, sink)] = True
    indptr, indices = arcs_to_csr(sink + 1, arcs)
    ground = Ground(indptr=indptr, indices=indices, source=0, sink=sink, closes=closes)
    return _World(ground, draws.uniform(0, 1, len(indices)))


CUTS = (
    Benchmark(
        name="who can stop one importer",
        build=_world,
        sweep=(400, 4000),
        smoke=60,
        phases={
            "vetoes": lambda world: vetoes(world.ground),
            "cuts of up to three": lambda world: minimal_cuts(world.ground, size=3),
            "dearer than a limit": lambda world: economic_cuts(world.ground, cost=world.cost, limit=3.0, size=3),
        },
        target={"vetoes": 0.2, "cuts of up to three": 0.8},
    ),
)
