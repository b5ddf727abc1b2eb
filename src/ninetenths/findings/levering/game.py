"""The game of coalitions: what each set of states could make the receiver lose, and what each adds to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.levering.result import Player
from ninetenths.measures.coalitions import banzhaf, complementarity, shapley
from ninetenths.scenarios import Act, Baseline, Ready, Scenario, Spread

Floats = NDArray[np.float64]


def worths(
    baseline: Baseline, scenario: Scenario, acts: Mapping[str, tuple[Act, ...]], *, draws: int, seed: int
) -> Floats:
    """Return what every coalition makes the receiver lose, in million US dollars, shape (draws, 2**n).

    Entry m is the coalition whose members are the bits of m, in the order of *acts*; nobody loses anything by the
    empty one. All coalitions are run on the same draws.
    """
    states = list(acts)
    if not states:
        return np.zeros((draws, 1))
    ready = Ready(baseline, scenario, draws=draws, seed=seed)
    values = np.zeros((draws, 1 << len(states)))
    for coalition in range(1, 1 << len(states)):
        together = tuple(act for place, state in enumerate(states) if coalition >> place & 1 for act in acts[state])
        found = ready.run(replace(scenario, acts=together))
        values[:, coalition] = found.values["loss"]
    return values


def players_of(states: Sequence[str], values: Floats) -> tuple[Player, ...]:
    """Return what each state does alone and adds to others, the strongest alone first."""
    fair, swing = shapley(values), banzhaf(values)
    found = [
        Player(
            state=state,
            alone=Spread.of(values[:, 1 << place]),
            shapley=Spread.of(fair[:, place]),
            banzhaf=Spread.of(swing[:, place]),
        )
        for place, state in enumerate(states)
    ]
    return tuple(sorted(found, key=lambda one: (-one.alone.p50, one.state)))


def pairs_of(states: Sequence[str], values: Floats) -> tuple[tuple[str, str, Spread], ...]:
    """Return for each pair what the two can do together beyond what each can do alone, the largest first."""
    found = [
        (states[one], states[other], Spread.of(complementarity(values, one, other)))
        for one, other in combinations(range(len(states)), 2)
    ]
    return tuple(sorted(found, key=lambda pair: (-pair[2].p50, pair[0], pair[1])))
