"""Worlds that are carried from the prior to the posterior: weighed, drawn anew, and moved."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ninetenths.measures.reconciliation.leaps import Leaps, leaps_of
from ninetenths.measures.reconciliation.problem import Reals
from ninetenths.measures.reconciliation.shape import Shape, shape_of_worlds, shape_where_on
from ninetenths.measures.reconciliation.target import SINGLE, Standing, Target, joined

QUARTER = np.pi / 2
WANTED = 0.75
"""Acceptance that the length of a step is tuned to."""
PACE = 0.8
"""How fast it is."""
FIRST, LONGEST, SHORTEST = 0.4, 1.2, 0.02
MOST_STEPS = 12
LEAPS = 1
"""Leaps tried after each trajectory."""
STEEPEST = 300.0
"""Slopes that steer are cut here; what is accepted is judged by the density alone."""


@dataclass(slots=True)
class Islands:
    """Where all worlds stand, shape (N, islands * each), those of one island side by side.

    ``heat`` is how much of the readings counts, from 0 to 1, and ``beyond`` how far balances are moved up, in widths of
    their walls. Worlds are drawn anew within their island only, so that islands stay independent but for the length
    and the shape of the steps; they are compared in the end. Trajectories take two shapes in turn, each with its own
    ``lengths`` of a step: that of the worlds, and that where readings are on.
    """

    target: Target
    generator: np.random.Generator
    count: int
    u: Reals
    known: Standing
    shapes: tuple[Shape, ...] = ()
    leaps: Leaps | None = None
    heat: float = 0.0
    beyond: float = np.inf
    lengths: list[float] = field(default_factory=lambda: [FIRST, FIRST])

    @classmethod
    def from_prior(cls, target: Target, generator: np.random.Generator, *, count: int, each: int) -> Islands:
        """Draw worlds from the prior."""
        u = generator.standard_normal((len(target.prior.level), count * each), dtype=SINGLE)
        return cls(target=target, generator=generator, count=count, u=u, known=target.standing(u))

    def draw_anew(self, weights: Reals) -> None:
        """Draw worlds by weight within each island, systematically: each at least its whole number of times."""
        each = len(weights) // self.count
        heights = np.cumsum(weights.reshape(self.count, each), axis=1)
        ticks = (np.arange(each) + self.generator.random((self.count, 1))) / each * heights[:, -1:]
        chosen = np.concatenate(
            [i * each + np.minimum(np.searchsorted(heights[i], ticks[i]), each - 1) for i in range(self.count)]
        )
        self.u = self.u[:, chosen]
        self.known = self.known.taken(chosen)

    def reshape(self) -> None:
        """Take the shapes and the leaps of the worlds at hand."""
        likelihood, x = self.target.likelihood, self.target.flows(self.u)
        slopes = self.target.prior.backward(likelihood.slopes(x).astype(SINGLE))
        _, off = likelihood.each(x)
        where_on = shape_where_on(self.u, slopes, self.heat * likelihood.precision(x, off))
        self.shapes = shape_of_worlds(self.u, slopes), where_on
        self.leaps = leaps_of(self.shapes[0], slopes, off, self.u)

    def move(self, turn: int) -> float:
        """Move every world along one trajectory, tune the step, and return the mean acceptance.

        One island after the other, each with its own length: their arrays fit into the memory next to the processor.
        """
        each, which = self.u.shape[1] // self.count, turn % len(self.shapes)
        moved = [self._moved(slice(i * each, (i + 1) * each), which) for i in range(self.count)]
        self.u = np.concatenate([u for u, _, _ in moved], axis=1)
        self.known = joined([known for _, known, _ in moved])
        chance = float(np.mean([one for _, _, one in moved]))
        self.lengths[which] = float(np.clip(self.lengths[which] * np.exp(PACE * (chance - WANTED)), SHORTEST, LONGEST))
        return chance

    def _moved(self, island: slice, which: int) -> tuple[Reals, Standing, float]:
        """Move the worlds of one island; return them, what is known of them, and the mean acceptance."""
        u, known = self.u[:, island], self.known.taken(island)
        p = self.generator.standard_normal(u.shape, dtype=SINGLE)
        later, met, still = self._trajectory(u, known, p, which)
        gain = self._energy(u, known) + _moving(p) - self._energy(later, met) - _moving(still)
        u, known, chance = self._accepted((u, known), (later, met), gain)
        for _ in range(LEAPS if self.leaps is not None and self.leaps.count else 0):
            leapt, ratio = self.leaps.drawn(self.generator, u)  # type: ignore[union-attr]
            met = self.target.standing(leapt, beyond=self.beyond)
            gain = self._energy(u, known) - self._energy(leapt, met) + ratio
            u, known, _ = self._accepted((u, known), (leapt, met), gain)
        return u, known, chance

    def _trajectory(self, u: Reals, known: Standing, p: Reals, which: int) -> tuple[Reals, Standing, Reals]:
        """Follow a trajectory: the Gaussian's own motion exactly, the rest in steps; return where it ends."""
        shape, length = self.shapes[which], self.lengths[which]
        steps = int(np.clip(round(QUARTER * self.generator.uniform(0.6, 1.2) / length), 1, MOST_STEPS))
        length *= self.generator.uniform(0.85, 1.15)
        turn, lean = float(np.cos(length)), float(np.sin(length))
        w = shape.whiten(u)
        pull = self._pull(shape, u, w, known)
        for _ in range(steps):
            p = p - 0.5 * length * pull
            w, p = turn * w + lean * p, turn * p - lean * w
            u = shape.colour(w)
            known = self.target.standing(u, beyond=self.beyond)
            pull = self._pull(shape, u, w, known)
            p -= 0.5 * length * pull
        return u, known, p

    def _accepted(
        self, before: tuple[Reals, Standing], after: tuple[Reals, Standing], gain: Reals
    ) -> tuple[Reals, Standing, float]:
        """Return the worlds after a move that is accepted by the rule of Metropolis, and how often it is on average."""
        chance = np.exp(np.minimum(gain, 0.0))
        moved: NDArray[np.bool_] = self.generator.random(len(chance)) < chance
        return np.where(moved, after[0], before[0]), before[1].where(moved, after[1]), float(chance.mean())

    def _energy(self, u: Reals, known: Standing) -> Reals:
        """Return minus the log-density of each world; infinite where a balance is broken."""
        energy = 0.5 * (u**2).sum(axis=0) - self.heat * known.log_likelihood
        return np.asarray(np.where(known.excess <= self.beyond, energy, np.inf))

    def _pull(self, shape: Shape, u: Reals, w: Reals, known: Standing) -> Reals:
        """Return the slope that is left when the Gaussian's own is taken out."""
        slope = u - self.heat * known.slope + known.turns
        return np.clip(shape.narrow(slope) - w, -STEEPEST, STEEPEST)


def _moving(p: Reals) -> Reals:
    """Return the energy of motion of each world."""
    return np.asarray(0.5 * (p**2).sum(axis=0))
