"""Leaps between worlds in which a reading is on and worlds in which it is off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninetenths.measures.reconciliation.problem import Integers, Reals
from ninetenths.measures.reconciliation.shape import Shape

MOST_CONTESTED = 16
UNSURE = 0.004
"""Least variance of a reading's being off over the worlds for which leaps are worth while."""
WIDER = 1.3
LEAST_WIDTH = 1e-3


@dataclass(frozen=True, slots=True)
class Leaps:
    """For each contested reading a line along which a world moves, and where worlds of either kind lie on it.

    A reading that fits nothing else leaves two hills with a valley between, which a trajectory seldom crosses. A leap
    takes a world along the reading's line to a place drawn from either hill's neighbourhood, whatever its own place,
    and is accepted by the rule of Metropolis and Hastings, so that no draw is distorted by it.

    Parameters
    ----------
    slopes
        What is measured along each line, shape (N, L).
    lines
        The displacement that raises it by 1 and leaves the rest as likely as can be, shape (N, L).
    middle, deviation
        Where the two kinds of world lie, shape (2, L) each.
    """

    slopes: Reals
    lines: Reals
    middle: Reals
    deviation: Reals

    @property
    def count(self) -> int:
        """Number of lines."""
        return int(self.lines.shape[1])

    def drawn(self, generator: np.random.Generator, u: Reals) -> tuple[Reals, Reals]:
        """Return one displaced world for each, shape (N, C), and the log-ratio of proposing it back."""
        worlds = u.shape[1]
        line = np.asarray(generator.integers(self.count, size=worlds), dtype=np.int64)
        hill = generator.integers(2, size=worlds)
        now: Reals = np.einsum("nc,nc->c", self.slopes[:, line], u)
        then = self.middle[hill, line] + self.deviation[hill, line] * generator.standard_normal(worlds, dtype=u.dtype)
        ratio = self._log_proposed(now, line) - self._log_proposed(then, line)
        return u + self.lines[:, line] * (then - now), ratio

    def _log_proposed(self, place: Reals, line: Integers) -> Reals:
        """Return the log-density with which a place is proposed, up to a constant."""
        middle, deviation = self.middle[:, line], self.deviation[:, line]
        each = -0.5 * ((place - middle) / deviation) ** 2 - np.log(deviation)
        return np.asarray(np.logaddexp(each[0], each[1]))


def leaps_of(shape: Shape, slopes: Reals, off: Reals, u: Reals) -> Leaps:
    """Return the leaps of the readings that are off in some of the worlds, shape (N, C), and on in others."""
    mean_off = off.mean(axis=1)
    unsure = mean_off * (1 - mean_off)
    chosen = np.argsort(-unsure, kind="stable")[:MOST_CONTESTED]
    chosen = chosen[unsure[chosen] > UNSURE]
    lines = shape.narrow(shape.narrow(slopes[:, chosen]))
    raised = (slopes[:, chosen] * lines).sum(axis=0)
    kept = raised > 0
    chosen, lines = chosen[kept], lines[:, kept] / raised[kept]
    places = slopes[:, chosen].T @ u
    weight = np.stack([1 - off[chosen], off[chosen]])
    weight /= weight.sum(axis=2, keepdims=True)
    middle = (weight * places).sum(axis=2)
    deviation = np.sqrt((weight * (places - middle[:, :, None]) ** 2).sum(axis=2))
    least = LEAST_WIDTH * places.std(axis=1)
    parts = slopes[:, chosen], lines, middle, np.maximum(WIDER * deviation, least)
    return Leaps(*(part.astype(u.dtype) for part in parts))
