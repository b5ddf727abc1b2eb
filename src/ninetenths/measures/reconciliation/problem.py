"""What is reconciled: latent flows, the readings taken of them, and the limits that nothing can break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ninetenths.errors import InvalidRecord

Floats = NDArray[np.float64]
Reals = NDArray[np.floating[Any]]
"""Numbers of single or of double precision."""
Integers = NDArray[np.int64]

MOST_DOUBT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What is believed of the flows before anything is read: for each series a level that walks from period to period.

    A series is a Gaussian random walk z, and its flow is ``max(0, z)`` (Tobit): no flow is negative, and a flow is
    exactly nothing wherever its walk is below zero. Without any reading it is nothing as often as a normal of the
    walk's mean and deviation is negative: with `level` half of `spread` about one time in three.

    Parameters
    ----------
    series
        The series (origin) of each latent, shape (N,), from 0 to S - 1.
    period
        The period of each latent, shape (N,): its order in time within the series. A gap of two periods is two steps.
    level
        Mean of the walk z over the periods of each series, shape (S,), in the unit of the flows.
    spread
        Standard deviation of that mean, shape (S,), above 0.
    step
        Standard deviation of a step between neighbouring periods, shape (S,), 0 or more.

    Raises
    ------
    InvalidRecord
        If shapes differ, a number is not finite, a spread is not above 0, or a series has two latents in one period.
        All faults are listed.

    Notes
    -----
    Reading: `level` and `spread` are what one would say without any evidence. A narrow spread is a claim.

    Examples
    --------
    Two origins in two years:

    >>> Walk(series=[0, 0, 1, 1], period=[0, 1, 0, 1], level=[60.0, 40.0], spread=[60.0, 40.0], step=[15.0, 10.0]).size
    4
    """

    series: Integers
    period: Integers
    level: Floats
    spread: Floats
    step: Floats

    def __post_init__(self) -> None:
        """Check once; everything after relies on it."""
        for name in ("series", "period"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.int64))
        for name in ("level", "spread", "step"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.float64))
        _refuse("walk", self._faults())

    @property
    def size(self) -> int:
        """Number of latents, N."""
        return len(self.series)

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong."""
        if self.series.shape != self.period.shape or self.series.ndim != 1 or not self.size:
            yield f"series and period must be (N,), N > 0, alike; they are {self.series.shape}, {self.period.shape}"
            return
        shapes = {name: getattr(self, name).shape for name in ("level", "spread", "step")}
        if len(set(shapes.values())) > 1 or self.level.ndim != 1:
            yield f"level, spread and step must be of one shape (number of series,); they are {shapes}"
            return
        if self.series.min() < 0 or self.series.max() >= len(self.level):
            yield f"series run from {self.series.min()} to {self.series.max()}, but {len(self.level)} have a level"
        if len({*zip(self.series.tolist(), self.period.tolist(), strict=True)}) < self.size:
            yield "a series has two latents in one period; each (series, period) may stand once"
        yield from _not_finite(self, ("level", "spread", "step"))
        yield from _outside(self.spread, "spread", np.nextafter(0, 1), np.inf)
        yield from _outside(self.step, "step", 0, np.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What was reported: each row is one witness's number, read through that witness's operator.

    Parameters
    ----------
    numerator
        Weights of the latents that are counted, shape (K, N), 0 or more.
    denominator
        Weights of the whole, shape (K, N). An all-zero row makes the reading a level, ``numerator·x``; any other a
        share, ``numerator·x / denominator·x``.
    low, high
        The number as printed, as a range, shape (K,): levels in the unit of the flows, shares as fractions from 0 to 1.
        "40 %" is 0.395 to 0.405; equal ends are allowed.
    error
        Standard deviation of the witness's own error, shape (K,), above 0: a fraction of the true value for levels, in
        share points (as a fraction) for shares.
    doubt
        Prior probability that the number is not about what its operator says (another basis, another window, a slip,
        an invention), shape (K,), from 0 to 0.5.

    Raises
    ------
    InvalidRecord
        If shapes differ or a number is outside its range; all faults are listed with their rows.

    Notes
    -----
    Reading: `error` is how far an honest witness strays; `doubt` how often a witness speaks of something else.
    """

    numerator: csr_array
    denominator: csr_array
    low: Floats
    high: Floats
    error: Floats
    doubt: Floats

    def __post_init__(self) -> None:
        """Check once; everything after relies on it."""
        for name in ("numerator", "denominator"):
            object.__setattr__(self, name, csr_array(getattr(self, name), dtype=np.float64))
        for name in ("low", "high", "error", "doubt"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=np.float64))
        _refuse("readings", self._faults())

    @property
    def size(self) -> int:
        """Number of readings, K."""
        return len(self.low)

    @property
    def is_share(self) -> NDArray[np.bool_]:
        """Whether each reading is a share (its denominator has a weight), shape (K,)."""
        return np.asarray(abs(self.denominator).sum(axis=1) > 0).ravel()

    def without(self, reading: int) -> Readings:
        """Return the readings but one."""
        keep = np.flatnonzero(np.arange(self.size) != reading)
        return Readings(
            numerator=self.numerator[keep],
            denominator=self.denominator[keep],
            low=self.low[keep],
            high=self.high[keep],
            error=self.error[keep],
            doubt=self.doubt[keep],
        )

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong."""
        shapes = {name: getattr(self, name).shape for name in ("low", "high", "error", "doubt")}
        if set(shapes.values()) != {(self.size,)}:
            yield f"low, high, error and doubt must be of one shape (K,); they are {shapes}"
            return
        if self.numerator.shape != self.denominator.shape or self.numerator.shape[0] != self.size:
            yield (
                f"numerator and denominator must be (K, N) with K = {self.size}; they are {self.numerator.shape} and "
                f"{self.denominator.shape}"
            )
            return
        yield from _not_finite(self, ("low", "high", "error", "doubt"))
        yield from _outside(self.low, "low", 0, np.inf)
        yield from _outside(self.high - self.low, "high - low", 0, np.inf)
        yield from _outside(np.where(self.is_share, self.high, 0), "share", 0, 1)
        yield from _outside(self.error, "error", np.nextafter(0, 1), np.inf)
        yield from _outside(self.doubt, "doubt", 0, MOST_DOUBT)
        yield from self._operator_faults()

    def _operator_faults(self) -> Iterator[str]:
        """Yield what is wrong with the operators: every share must stay in 0 … 1 whatever the flows are."""
        for name in ("numerator", "denominator"):
            weights = getattr(self, name).data
            if not np.isfinite(weights).all() or (weights < 0).any():
                yield f"{name} has a weight that is negative or not finite"
                return
        counted = np.asarray(self.numerator.sum(axis=1)).ravel()
        for row in np.flatnonzero(counted == 0).tolist():
            yield f"reading {row} counts no latent: its numerator is all zero"
        beyond = (self.numerator - self.denominator).tocsr()
        for row in np.flatnonzero(self.is_share).tolist():
            weights = beyond.data[beyond.indptr[row] : beyond.indptr[row + 1]]
            if (weights > 1e-12).any():
                yield f"reading {row} is a share whose numerator is not part of its denominator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Balances:
    """Physical limits, ``matrix @ x <= upper``: production, capacity, a total that is known beyond dispute.

    Parameters
    ----------
    matrix
        Shape (M, N); M may be 0.
    upper
        Shape (M,), in the unit of the flows.

    Raises
    ------
    InvalidRecord
        If shapes differ or a number is not finite.

    Notes
    -----
    Reading: no draw ever breaks a balance, so one that is wrong bends everything else. An estimate is a reading, not a
    balance. An equation cannot be written as two balances: leave one latent out instead.
    """

    matrix: csr_array
    upper: Floats

    def __post_init__(self) -> None:
        """Check once; everything after relies on it."""
        object.__setattr__(self, "matrix", csr_array(self.matrix, dtype=np.float64))
        object.__setattr__(self, "upper", np.asarray(self.upper, dtype=np.float64))
        _refuse("balances", self._faults())

    @property
    def size(self) -> int:
        """Number of balances, M."""
        return len(self.upper)

    def _faults(self) -> Iterator[str]:
        """Yield what is wrong."""
        if self.upper.ndim != 1 or self.matrix.shape[0] != self.size:
            yield f"matrix must be (M, N) and upper (M,); they are {self.matrix.shape} and {self.upper.shape}"
        if not np.isfinite(self.matrix.data).all():
            yield "matrix has a weight that is not finite"
        yield from _not_finite(self, ("upper",))


def no_balances(size: int) -> Balances:
    """Return balances that limit nothing, over *size* latents.

    Examples
    --------
    >>> no_balances(3).size
    0
    """
    return Balances(matrix=csr_array((0, size)), upper=np.zeros(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Flows, readings and balances over the same N latents.

    Parameters
    ----------
    walk
        What is believed before reading.
    readings
        What was reported.
    balances
        What nothing can break; see :func:`no_balances`.

    Raises
    ------
    InvalidRecord
        If readings or balances speak of another number of latents than the walk has.
    """

    walk: Walk
    readings: Readings
    balances: Balances

    def __post_init__(self) -> None:
        """Check that all three speak of the same latents."""
        size = self.walk.size
        faults = [
            f"{name} speak of {matrix.shape[1]} latents, the walk has {size}"
            for name, matrix in (("readings", self.readings.numerator), ("balances", self.balances.matrix))
            if matrix.shape[1] != size
        ]
        _refuse("problem", iter(faults))

    def without(self, reading: int) -> Problem:
        """Return the problem with one reading left out."""
        return Problem(walk=self.walk, readings=self.readings.without(reading), balances=self.balances)


def _refuse(what: str, faults: Iterator[str]) -> None:
    """Raise all faults at once."""
    if found := list(faults):
        raise InvalidRecord(f"{what} cannot be reconciled:\n" + "\n".join(f"- {fault}" for fault in found))


def _not_finite(owner: object, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the fields with a value that is not finite, and where."""
    for name in names:
        if (bad := np.flatnonzero(~np.isfinite(getattr(owner, name)))).size:
            yield f"{name}[{bad[0]}] is {getattr(owner, name)[bad[0]]}; every value must be finite"


def _outside(values: Floats, name: str, least: float, most: float) -> Iterator[str]:
    """Yield the first value outside a range, and where."""
    if (bad := np.flatnonzero((values < least) | (values > most))).size:
        expected = f"from {least:g} to {most:g}" if np.isfinite(most) else ("0 or more" if least == 0 else "above 0")
        yield f"{name}[{bad[0]}] is {values[bad[0]]:g}; expected {expected}"
