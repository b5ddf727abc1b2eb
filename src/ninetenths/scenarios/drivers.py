"""Which inputs move the answer: rank correlations over the draws."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ninetenths.scenarios.outcome import Driver

Floats = NDArray[np.float64]

MOST_DRIVERS = 5
_FEWEST_DRAWS = 20
"""Below it a rank correlation says nothing."""


def drivers_of(inputs: Mapping[str, Floats], values: Mapping[str, Floats]) -> tuple[Driver, ...]:
    """Return the five inputs that move the deepest shortage most; the loss, where hardly a draw is short."""
    short = values["deepest_share"]
    moves = "deepest_share" if (short > 0).mean() > 0.1 else "loss"
    target = values[moves]
    if len(target) < _FEWEST_DRAWS or np.ptp(target) == 0:
        return ()
    ranked = _ranks(target)
    found = [
        Driver(name=name, correlation=float(np.corrcoef(_ranks(draws), ranked)[0, 1]), moves=moves)
        for name, draws in inputs.items()
        if np.ptp(draws) > 0
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.correlation), one.name))[:MOST_DRIVERS])


def _ranks(values: Floats) -> Floats:
    """Return the rank of each value, ties sharing their mean rank."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[places])
