"""What `reconcile` returns: composition, fit, contradictions, declared against tracked; nothing changes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from ninetenths.errors import CoverageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Range = tuple[float, float, float]
"""The 5th, 50th and 95th percentile of the draws."""

Verdict = Literal["fits", "strained", "contradicted", "refuted"]
"""How a statement stands beside all others; *refuted* only where it alone breaks a physical limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What one origin supplied in one period: ``rate`` in the unit of the reconciliation, ``share`` as a fraction.

    ``begins`` and ``ends`` are the first and last month of the period of which any statement speaks: the figures are of
    these months, and nothing is said of the others.
    ``statement_ids`` are the statements that read this origin, or the whole, in this period. ``informed`` is False
    where none reads this origin itself: the range is then what the prior and the neighbouring periods leave open.

    Reading: a flow, as far as the statements that were read bear it out; not knowledge or intent of anybody.
    """

    period: str
    origin: str
    begins: str
    ends: str
    rate: Range
    share: Range
    informed: bool
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What the receiver took in from all origins in a period, in the unit of the reconciliation."""

    period: str
    rate: Range
    informed: bool
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFit:
    """One statement that was used: what it prints, and what the flows say that it should have shown.

    ``figure`` is worded as the source does; ``printed`` and ``expected`` are in ``unit`` (``percent`` for shares).
    ``operator`` says in words what the witness sees; ``repeated_by`` are statements of the same witness that count only
    once with it. ``off`` is the probability, given all statements, that this one is not about what its words say.

    Reading: off is a statement about the figure and its definition, not about the honesty of anybody.
    """

    statement_id: str
    suppliers: tuple[str, ...]
    witness: str
    begins: str
    ends: str
    figure: str
    printed: tuple[float, float]
    open_above: bool
    expected: Range
    unit: str
    off: float
    verdict: Verdict
    operator: str
    repeated_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUsed:
    """A statement about the supply that is no reading of it, and why: nothing is skipped in silence."""

    statement_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Statements that cannot all hold, with the proof in words.

    ``grade`` says how far each figure may be off and they still cannot: ``as printed``, ``rounded``, ``usual error``,
    ``twice the usual error``. ``limits`` are assets whose capacity takes part. ``refuted`` is True where one statement
    alone breaks a physical limit.

    Reading: which of them is wrong, the proof does not say.
    """

    statement_ids: tuple[str, ...]
    limits: tuple[str, ...]
    grade: Literal["as printed", "rounded", "usual error", "twice the usual error"]
    refuted: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """How far the median share of an origin in a period moves, in percentage points, if a statement is left out.

    ``shift`` is None where the draws cannot say. ``alone`` is True where no other statement names the origin in that
    period: without it nothing is known.

    Reading: an answer that leans on one statement is as good as that statement; it does not say that it is wrong.
    """

    statement_id: str
    origin: str
    period: str
    shift: float | None
    alone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Submerged:
    """What the seller declares beside what arrives by all evidence, for one sender and period.

    ``begins`` and ``ends`` are the first and last month of the period that readings of both kinds cover: only these are
    compared. ``difference`` is delivered less declared, in the unit of the reconciliation; ``hidden_share`` the same as
    a fraction of what was delivered.

    Reading: a discrepancy is not proof of concealment: customs see the declared destination, trackers loading and
    discharge; swaps, storage, blending and late bookings stand between them.
    """

    sender: str
    period: str
    begins: str
    ends: str
    declared: Range
    delivered: Range
    difference: Range
    hidden_share: Range
    declared_ids: tuple[str, ...]
    delivered_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How the ranges came about: seed, draws, convergence and what was assumed, in words.

    ``r_hat`` is the largest (1 is converged, above 1.05 is not) and ``ess`` the smallest number of independent draws
    over all flows.
    """

    seed: int
    draws: int
    flows: int
    readings: int
    r_hat: float
    ess: float
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A state's supply of one item, by period and origin, as all statements together bear it out.

    ``unit`` is ``kb/d`` for oil, ``bcm/y`` for gas, ``MUSD/y`` where only money is known. ``periods`` are the years of
    which some statement speaks, ``silent`` those asked of which none does. ``origins`` are states or parts of one in
    order of weight, and ``other`` last for all that no statement names; ``composition`` leaves out an origin in years
    in which no statement names it, since it is then among the others. ``scaled`` is False where no statement gives an
    amount: then shares mean something and rates do not.

    Reading: ranges are 90 % ranges of a model given the statements that were read; a model is not a forecast, flow is
    not complicity or knowledge, and unknown is not zero.
    """

    receiver: str
    item: str
    unit: str
    scaled: bool
    periods: tuple[str, ...]
    silent: tuple[str, ...]
    origins: tuple[str, ...]
    answer: tuple[str, ...]
    composition: tuple[Composition, ...]
    totals: tuple[Total, ...]
    readings: tuple[ReadingFit, ...]
    not_used: tuple[NotUsed, ...]
    contradictions: tuple[Contradiction, ...]
    drops: tuple[tuple[str, ...], ...]
    influence: tuple[Influence, ...]
    submerged: tuple[Submerged, ...]
    method: Method
    draws: NDArray[np.float64] = field(repr=False, compare=False)
    """Rates by draw, period and origin, shape (draws, periods, origins); 0 where the origin is among the others."""

    def rates(self, period: str) -> NDArray[np.float64]:
        """Return the draws of what each origin supplied in a period, shape (draws, origins), in ``unit``.

        An origin that is not told apart in the period has 0: its part is among ``other``, and unknown.

        Raises
        ------
        CoverageError
            If no statement speaks of the period; zero would be read as no supply.
        """
        if period not in self.periods:
            raise CoverageError(
                f"there is evidence for {', '.join(self.periods)}, but {period!r} was asked. Zero would be read as no "
                "supply; ask for one of these years, or reconcile others"
            )
        return np.asarray(self.draws[:, self.periods.index(period), :])

    def shares(self, period: str) -> NDArray[np.float64]:
        """Return the draws of each origin's share in a period, shape (draws, origins); each row adds up to 1.

        NaN where a draw has no supply at all.

        Raises
        ------
        CoverageError
            If the period is not among ``periods``.
        """
        rates = self.rates(period)
        whole = rates.sum(axis=1, keepdims=True)
        return np.asarray(np.divide(rates, whole, out=np.full_like(rates, np.nan), where=whole > 0))

    def of(self, period: str, origin: str) -> Composition:
        """Return what one origin supplied in one period.

        Raises
        ------
        CoverageError
            If the period or the origin was not reconciled.
        """
        for one in self.composition:
            if (one.period, one.origin) == (period, origin):
                return one
        raise CoverageError(
            f"no composition for {origin!r} in {period!r}: origins are {', '.join(self.origins)}, periods "
            f"{', '.join(self.periods)}"
        )
