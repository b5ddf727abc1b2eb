"""What reconciling returns: draws, certificates, influence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ninetenths.measures.reconciliation.problem import Floats, Integers

Bound = Literal["low", "high", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Draws of the flows given everything that was read.

    Parameters
    ----------
    x
        Flows, shape (draws, N), 0 or more, in the unit of the walk; exactly 0 where nothing flows. Rows of one island
        follow one another.
    chain
        The island each draw comes from, shape (draws,).
    off
        Posterior probability that each reading is off, that is not about what its operator says, shape (K,).
    r_hat
        Rank-normalised R-hat of each flow over the islands, shape (N,); near 1 where they agree.
    ess
        Effective number of draws of each flow, shape (N,), from the spread of the islands' means.
    acceptance
        Mean acceptance of the last trajectories, from 0 to 1.
    seed
        The seed that repeats the draws bit for bit.

    Notes
    -----
    Reading: a draw is one possible world that respects every balance. An `off` near 1 says that the reading fits
    nothing else, not that its author is wrong on purpose; an `off` equal to its doubt says that nothing tests it.
    """

    x: Floats
    chain: Integers
    off: Floats
    r_hat: Floats
    ess: Floats
    acceptance: float
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One side of one reading in a certificate.

    Parameters
    ----------
    reading
        Index of the reading.
    bound
        ``high``: "at most its upper end" is used; ``low``: "at least its lower end"; ``whole``: "of something", since a
        share of nothing says nothing.
    multiplier
        Weight of that inequality in the sum, above 0.
    """

    reading: int
    bound: Bound
    multiplier: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Proof that some readings cannot hold together: a weighted sum of their inequalities that says ``0 <= -gap``.

    Parameters
    ----------
    readings
        Indices of the readings, sorted; leaving any one out makes the rest possible.
    terms
        The inequalities used and their weights; the largest weight of the certificate is 1.
    balances
        Indices of the balances used, sorted.
    balance_multipliers
        Their weights, in that order.
    gap
        By how much the sum fails, above 0: in the unit of the flows or, `in_shares`, as a fraction of the whole. With
        two levels of one flow it is the distance between them.
    in_shares
        Whether only shares speak, so that no size of the whole is involved.
    physical
        True where one reading alone breaks the balances: only then may it be called refuted.

    Notes
    -----
    Reading: a certificate says that not all can hold as read; it does not say which of them is wrong.
    """

    readings: tuple[int, ...]
    terms: tuple[Term, ...]
    balances: tuple[int, ...]
    balance_multipliers: tuple[float, ...]
    gap: float
    in_shares: bool
    physical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """Minimal sets of readings that cannot hold together, the smallest sets first.

    Parameters
    ----------
    certificates
        One for each set.
    complete
        True if there are no others: every combination was decided. False if the search stopped at a limit.
    checks
        Linear programmes solved.

    Notes
    -----
    Reading: where `complete` is False, further sets may exist; what is listed is proved all the same.
    """

    certificates: tuple[Certificate, ...]
    complete: bool
    checks: int

    def __iter__(self) -> Iterator[Certificate]:
        """Iterate over the certificates."""
        return iter(self.certificates)

    def __len__(self) -> int:
        """Return the number of certificates."""
        return len(self.certificates)

    def __getitem__(self, place: int) -> Certificate:
        """Return one certificate."""
        return self.certificates[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drops:
    """The smallest sets of readings without which the rest can hold together.

    Parameters
    ----------
    sets
        Indices of the readings to drop, each sorted, all of one size; one empty set if nothing need be dropped.
    complete
        True if these are all sets of that size. False if the search stopped at a limit.

    Notes
    -----
    Reading: the cheapest ways out by count, which says nothing about which reading is wrong.
    """

    sets: tuple[tuple[int, ...], ...]
    complete: bool

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        """Iterate over the sets."""
        return iter(self.sets)

    def __len__(self) -> int:
        """Return the number of sets."""
        return len(self.sets)

    def __getitem__(self, place: int) -> tuple[int, ...]:
        """Return one set."""
        return self.sets[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """How far one answer moves when each reading is left out.

    Parameters
    ----------
    shift
        Median of the target without the reading, less the median with it, shape (K,), in the unit of the target.
    fresh
        Whether re-weighting had too few effective draws, so that the answer was sampled anew, shape (K,).
    effective
        Effective number of draws behind each answer, shape (K,).

    Notes
    -----
    Reading: a large shift says that the answer leans on that reading, not that the reading is wrong. A shift below the
    noise of the median, about ``1.25·sd / sqrt(effective)``, is nothing.
    """

    shift: Floats
    fresh: NDArray[np.bool_]
    effective: Floats
