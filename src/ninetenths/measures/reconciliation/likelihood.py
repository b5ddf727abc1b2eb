"""How likely what was printed is, given the flows: rounding, the witness's error, and the chance that it is off."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from ninetenths.measures.reconciliation.problem import Problem, Readings, Reals

FLOOR = 0.05
"""Part of a reading's usual size below which a relative error no longer shrinks: no witness counts to the last drop."""
LEAST_ERROR = 0.01
"""Part of a reading's usual size that the error of a level is at least."""
NOTHING = 1e-6
"""Part of its usual size below which the whole of a share is nothing."""
NARROW = 1e-3
"""Half-width, in errors, given to a number printed without rounding: too narrow to matter, wide enough to divide."""
BY_DEVIATION = float(np.sqrt(3.0) / np.pi)
"""Scale of a logistic distribution of standard deviation 1."""


def expected(readings: Readings, x: Reals) -> Reals:
    """Return what each witness would have shown without any error of its own.

    Parameters
    ----------
    readings
        K readings.
    x
        Flows, shape (N, C): one column for each world.

    Returns
    -------
    Levels in the unit of the flows, shares as fractions; shape (K, C). A share of nothing is 0.

    Notes
    -----
    Reading: what follows from the flows through the witness's operator, not what the witness said.
    """
    counted, whole = readings.numerator @ x, readings.denominator @ x
    return np.asarray(np.where(readings.is_share[:, None], counted / np.where(whole > 0, whole, 1.0), counted))


def usual_flows(problem: Problem) -> Reals:
    """Return the size that each flow may well have by the prior alone, shape (N,)."""
    walk = problem.walk
    return np.asarray((np.maximum(walk.level, 0.0) + walk.spread)[walk.series])


def usual_size(problem: Problem) -> Reals:
    """Return the size a level would have by the prior alone, shape (K,); 1 for shares."""
    usual = problem.readings.numerator @ usual_flows(problem)
    return np.asarray(np.where(problem.readings.is_share, 1.0, usual))


def floors(problem: Problem) -> Reals:
    """Return the level below which a reading's relative error no longer shrinks, shape (K,); 0 for shares."""
    part = np.maximum(FLOOR, LEAST_ERROR / problem.readings.error)
    return np.asarray(np.where(problem.readings.is_share, 0.0, part * usual_size(problem)))


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The readings as a function of the flows, in many worlds at once.

    Notes
    -----
    A reading that is on was printed as ``low … high`` with the probability that a logistic error around the truth falls
    there, whose tails are heavier than a Gaussian's; one that is off was drawn from anywhere: any share alike, any
    level with a heavy tail around its usual size. Densities are divided by the width of the print, so that a coarse
    number is no less likely than a fine one.
    """

    operators: csr_array
    adjoint: csr_array
    is_share: NDArray[np.bool_]
    error: Reals
    floor: Reals
    least: Reals
    low: Reals
    high: Reals
    width: Reals
    log_width: Reals
    log_on: Reals
    log_off: Reals

    @classmethod
    def of(cls, problem: Problem) -> Likelihood:
        """Build it from a problem."""
        readings = problem.readings
        share = readings.is_share
        usual = usual_size(problem)
        floor = floors(problem)
        middle = (readings.low + readings.high) / 2
        sharp = NARROW * readings.error * np.where(share, 1.0, np.hypot(middle, floor))
        half = np.maximum((readings.high - readings.low) / 2, sharp)
        anywhere = np.where(share, 0.0, -np.log(usual) - 2 * np.log1p(middle / usual))
        certain = readings.doubt == 0
        operators = vstack([readings.numerator, readings.denominator], format="csr")
        return cls(
            operators=operators,
            adjoint=operators.T.tocsr(),
            is_share=share[:, None],
            error=readings.error[:, None],
            floor=floor[:, None],
            least=(NOTHING * readings.denominator @ usual_flows(problem))[:, None],
            low=(middle - half)[:, None],
            high=(middle + half)[:, None],
            width=(2 * half)[:, None],
            log_width=np.log(2 * half)[:, None],
            log_on=np.log1p(-readings.doubt)[:, None],
            log_off=np.where(certain, -np.inf, anywhere + np.log(np.where(certain, 1.0, readings.doubt)))[:, None],
        )

    def halved(self) -> Likelihood:
        """Return it in single precision, for speed: what is drawn differs by less than its error by far."""
        parts = {one.name: getattr(self, one.name) for one in fields(self)}
        return Likelihood(
            **{name: part if part.dtype == np.bool_ else part.astype(np.float32) for name, part in parts.items()}
        )

    def moments(self, x: Reals) -> tuple[Reals, Reals, Reals]:
        """Return what each witness should show, the size of its whole (1 for levels) and its error, each (K, C)."""
        counted, whole = np.split(self.operators @ x, 2)
        whole = np.where(self.is_share, np.maximum(whole, self.least), 1.0)
        shown = counted / whole
        error = np.where(self.is_share, self.error, self.error * np.hypot(shown, self.floor))
        return shown, whole, error

    def evaluate(self, x: Reals) -> tuple[Reals, Reals]:
        """Return the log-likelihood of each world, shape (C,), and its gradient in the flows, shape (N, C)."""
        shown, whole, error = self.moments(x)
        log_on, slope = self._on(shown, error)
        total = np.logaddexp(log_on, self.log_off)
        slope *= np.exp(log_on - total)
        counted = slope / whole
        return total.sum(axis=0), self.adjoint @ np.concatenate([counted, -counted * shown * self.is_share])

    def each(self, x: Reals) -> tuple[Reals, Reals]:
        """Return the log-likelihood of each reading and the probability that it is off, each of shape (K, C)."""
        shown, _, error = self.moments(x)
        log_on, _ = self._on(shown, error)
        total = np.logaddexp(log_on, self.log_off)
        return total, np.exp(self.log_off - total)

    def precision(self, x: Reals, off: Reals) -> Reals:
        """Return the weight of each reading on average over worlds, shape (K,): that it is on, over its variance."""
        _, _, error = self.moments(x)
        return np.asarray(((1 - off) / (error**2 + self.width**2 / 12)).mean(axis=1))

    def slopes(self, x: Reals) -> Reals:
        """Return how each reading rises with each flow that is not nothing, on average over worlds, shape (N, K)."""
        shown, whole, _ = self.moments(x)
        flowing = (x > 0).T / x.shape[1]
        by_counted, by_whole = (1 / whole) @ flowing, (shown / whole) @ flowing
        counted, wholes = np.split(self.operators.toarray(), 2)
        return np.ascontiguousarray((counted * by_counted - wholes * by_whole).T)

    def _on(self, shown: Reals, error: Reals) -> tuple[Reals, Reals]:
        """Return the log-density of the print where the reading is on, and its slope in what should be shown."""
        scale = error * BY_DEVIATION
        below, above = (self.low - shown) / scale, (self.high - shown) / scale
        within = -np.expm1(-self.width / scale)
        up, over = _log_logistic(above)
        down, under = _log_logistic(-below)
        log_mass = up + down + np.log(within)
        widening = np.where(self.is_share, 0.0, (self.error * BY_DEVIATION) ** 2 * shown / scale)
        slope = under * (1 + widening * below) - over * (1 + widening * above)
        slope -= widening * self.width / scale * (1 / within - 1)
        return log_mass - self.log_width + self.log_on, slope / scale


def _log_logistic(t: Reals) -> tuple[Reals, Reals]:
    """Return the logarithm of the logistic function and its slope, the logistic function of minus t."""
    small = np.exp(-np.abs(t))
    return np.minimum(t, 0.0) - np.log(1 + small), np.where(t > 0, small, 1.0) / (1 + small)
