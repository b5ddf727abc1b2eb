"""The density that is drawn from: Gaussian walks cut at zero, readings, and limits that nothing crosses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ninetenths.measures.reconciliation.likelihood import Likelihood
from ninetenths.measures.reconciliation.problem import Integers, Problem, Reals, Walk

SINGLE = np.float32
LEAST_STEP = 1e-4
GIVE = 0.2
"""Width of the wall before a balance, as a part of what the flows in it may well vary by."""
MARGIN = 1e-5
"""Part of a balance that is left free, so that what keeps it in single precision keeps it in double."""
BEFORE = 1.0
"""How far before a balance, in widths of the wall, a trajectory begins to turn."""


def walk_of_steps(walk: Walk, series: int) -> tuple[Integers, Reals]:
    """Return the latents of a series in order of time, and the matrix that makes its walk of a level and of steps.

    The first column carries the level, the others one step each, centred so that the walk has its level as its mean.
    """
    members = np.flatnonzero(walk.series == series)
    members = members[np.argsort(walk.period[members])]
    gaps = np.sqrt(np.diff(walk.period[members]).astype(np.float64))
    after = np.tril(np.ones((len(members), len(members))))[:, 1:] * gaps
    after -= after.mean(axis=0) if members.size else 0.0
    step = max(walk.step[series], LEAST_STEP * walk.spread[series])
    columns = [np.full((len(members), 1), walk.spread[series]), step * after]
    return members, np.concatenate(columns, axis=1)


@dataclass(frozen=True, slots=True)
class Prior:
    """The walks as linear images of independent standard normals, latents in the order of the problem."""

    level: Reals
    blocks: tuple[tuple[Integers, Reals], ...]

    @classmethod
    def of(cls, walk: Walk) -> Prior:
        """Build it from the walks."""
        walks = (walk_of_steps(walk, int(series)) for series in np.unique(walk.series))
        blocks = tuple((members, matrix.astype(SINGLE)) for members, matrix in walks)
        return cls(level=walk.level[walk.series][:, None].astype(SINGLE), blocks=blocks)

    def forward(self, u: Reals) -> Reals:
        """Return the walks of independent normals, shape (N, C)."""
        walked = np.empty_like(u)
        for members, matrix in self.blocks:
            walked[members] = matrix @ u[members]
        walked += self.level
        return walked

    def backward(self, gradient: Reals) -> Reals:
        """Return a gradient in the walks as one in the independent normals, shape (N, C)."""
        result = np.empty_like(gradient)
        for members, matrix in self.blocks:
            result[members] = matrix.T @ gradient[members]
        return result

    def deviation(self) -> Reals:
        """Return the standard deviation of each walk, shape (N,)."""
        result = np.empty(len(self.level))
        for members, matrix in self.blocks:
            result[members] = np.sqrt((matrix**2).sum(axis=1))
        return result


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of some worlds, one column or place each.

    ``log_likelihood`` (C,) and its ``slope`` (N, C) in the independent normals; ``excess`` (C,), by how much the worst
    balance is exceeded, in widths of its wall (minus infinity without balances), and what ``turns`` a trajectory away
    from it, (N, C) or a plain 0.
    """

    log_likelihood: Reals
    slope: Reals
    excess: Reals
    turns: Reals

    def taken(self, chosen: Integers | slice) -> Standing:
        """Return what is known of chosen worlds."""
        return Standing(*(part[..., chosen] if part.ndim else part for part in self.parts()))

    def where(self, moved: NDArray[np.bool_], other: Standing) -> Standing:
        """Return the other's where moved, this one's elsewhere."""
        both = zip(self.parts(), other.parts(), strict=True)
        return Standing(*(np.where(moved, after, before) for before, after in both))

    def parts(self) -> tuple[Reals, Reals, Reals, Reals]:
        """Return all of it in the order of the fields."""
        return self.log_likelihood, self.slope, self.excess, self.turns


def joined(parts: Sequence[Standing]) -> Standing:
    """Return what is known of several groups of worlds as one."""
    columns = zip(*(one.parts() for one in parts), strict=True)
    return Standing(*(np.concatenate(column, axis=-1) if column[0].ndim else column[0] for column in columns))


@dataclass(frozen=True, slots=True)
class Target:
    """The posterior density up to a constant, in many worlds at once.

    A world is a column of ``u``: independent standard normals, whose walks are ``z = level + A u`` and whose flows are
    ``x = max(0, z)``. The prior of u is exactly standard normal, and a flow that has ceased is exactly 0.
    """

    prior: Prior
    likelihood: Likelihood
    limits: csr_array
    limits_adjoint: csr_array
    upper: Reals
    give: Reals

    @classmethod
    def of(cls, problem: Problem) -> Target:
        """Build it from a problem."""
        balances, prior = problem.balances, Prior.of(problem.walk)
        sizes = np.sqrt(balances.matrix.power(2) @ prior.deviation() ** 2)
        return cls(
            prior=prior,
            likelihood=Likelihood.of(problem).halved(),
            limits=balances.matrix.astype(SINGLE),
            limits_adjoint=balances.matrix.T.tocsr().astype(SINGLE),
            upper=(balances.upper - MARGIN * np.maximum(np.abs(balances.upper), sizes))[:, None].astype(SINGLE),
            give=np.where(sizes > 0, GIVE * sizes, 1.0)[:, None].astype(SINGLE),
        )

    def flows(self, u: Reals) -> Reals:
        """Return the flows of worlds, shape (N, C)."""
        return np.asarray(np.maximum(self.prior.forward(u), 0.0))

    def standing(self, u: Reals, *, beyond: float = 0.0) -> Standing:
        """Return what is known of worlds; *beyond* moves every balance up, in widths of its wall."""
        walked = self.prior.forward(u)
        flowing = walked > 0
        x = np.maximum(walked, 0)
        log_likelihood, slope = self.likelihood.evaluate(x)
        slope = self.prior.backward(slope * flowing)
        if not self.upper.size:
            return Standing(log_likelihood, slope, np.full(len(log_likelihood), -np.inf), np.zeros(()))
        excess = (self.limits @ x - self.upper) / self.give
        into = np.maximum(excess - beyond + BEFORE, 0.0)
        turns = self.prior.backward((self.limits_adjoint @ (into / self.give)) * flowing)
        return Standing(log_likelihood, slope, excess.max(axis=0), turns)
