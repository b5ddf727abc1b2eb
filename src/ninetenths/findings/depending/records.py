"""What `dependence` returns: by period and definition, four words kept apart; nothing changes it."""

from __future__ import annotations

from dataclasses import dataclass

from ninetenths.measures.dependence import Flags

Span = tuple[float, float]
"""Lowest and highest value that the figures allow."""

OpenSpan = tuple[float, float | None]
"""The same with an upper end that may be None: without bound."""

SHORT_RUN_SOURCE = "Bachmann et al. (2022): gas 1 % of cost with elasticity 0.1, all energy 4 % with 0.04 (Germany)"
LONG_RUN_SOURCE = "trade elasticities of 2 to 5; the usual 5 (Costinot and Rodríguez-Clare 2014) is a substitution of 6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What no statement gives and a loss needs, as ranges; replace them by what is known of the case.

    ``unreplaced``: the part of a lost supply that nobody replaces, a fraction; a cut-off run narrows it.
    ``cost_share``: the item in the receiver's output or spending, a fraction. ``short_run``: elasticity between the
    item and other inputs before anything adapts, at least 0. ``between``: long-run elasticity between foreign
    suppliers, above 1. ``home_supply``: the part of what is used that the receiver makes itself, a fraction.
    """

    unreplaced: Span = (0.0, 1.0)
    cost_share: Span = (0.01, 0.04)
    short_run: Span = (0.04, 0.10)
    between: Span = (3.0, 6.0)
    home_supply: Span = (0.0, 0.0)
    sources: tuple[str, ...] = (SHORT_RUN_SOURCE, LONG_RUN_SOURCE)

    def words(self) -> tuple[str, ...]:
        """Return the assumptions as sentences, for print beside every loss."""
        u, a, e, b, h = (
            f"{low:g} to {high:g}"
            for low, high in (self.unreplaced, self.cost_share, self.short_run, self.between, self.home_supply)
        )
        return (
            f"Part of the lost supply that is not replaced {u}; cost share of the item {a}; short-run elasticity {e}.",
            f"Elasticity between foreign suppliers {b}; home supply {h} of use.",
            *(f"Source: {one}." for one in self.sources),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """The share of one supplier, or of several that a source counts jointly, as a fraction.

    ``printed`` is the figure as its sources print it. ``derived`` says how it follows where no source prints it.
    ``approximate`` is True where a source words it as "about".
    """

    suppliers: tuple[str, ...]
    share: Span
    printed: str
    statement_ids: tuple[str, ...]
    derived: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One definition in one period (and one vintage of a register): its exposures and its concentration.

    ``basis`` is ``printed`` where shares are as sources print them, with the rounding of their last digit as range,
    and ``reconciled`` where they are 90 % ranges of draws. ``concentration`` is the Herfindahl–Hirschman index,
    ``largest`` the share of the largest supplier, ``leaders`` all who may be the largest, ``unnamed`` what belongs to
    suppliers that no statement names. None: not known, or suppressed for the reason in ``remark``. ``flags`` are
    probabilities by the European Commission's thresholds.

    Reading: ranges of two slices are of two wholes and are never averaged or added.
    """

    definition: str
    begins: str
    ends: str
    vintage: str
    basis: str
    is_asked: bool
    exposures: tuple[Exposure, ...]
    concentration: Span | None
    largest: Span | None
    leaders: tuple[str, ...]
    unnamed: Span | None
    flags: Flags | None
    remark: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """Net imports as a share of consumption in one period; an end is None where an amount it needs is not known.

    ``imports``, ``exports`` and ``consumption`` are in ``unit``.
    """

    begins: str
    ends: str
    reliance: tuple[float | None, float | None]
    imports: Span
    exports: Span | None
    consumption: Span
    unit: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What losing one supplier for good would cost by formula, as a range over the assumptions.

    ``sensitivity`` is the part of output lost before anything adapts; ``price_rise`` the
    rise of the item's price index, in logarithms, after trade has adapted; ``vulnerability`` that rise times the cost
    share. Fractions; an upper end of None is without bound, where one supplier may have all.

    Reading: bounds of two formulas and no forecast: stocks, re-routing, prices and policy are in a cut-off run.
    """

    suppliers: tuple[str, ...]
    definition: str
    begins: str
    ends: str
    sensitivity: Span
    price_rise: OpenSpan
    vulnerability: OpenSpan
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """The other direction: which share of the supplier's own exports goes to the state, as a fraction."""

    supplier: str
    definition: str
    begins: str
    ends: str
    share: Span
    printed: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Shares of the arms in service at the end of a year, deliveries losing weight linearly over the service life."""

    year: int
    service_life: int
    suppliers: tuple[str, ...]
    shares: tuple[float, ...]
    total: float
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A statement on the supply that is in no slice, and why: nothing is skipped in silence."""

    statement_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependence:
    """How much a state needs its suppliers of one item: exposure, concentration, sensitivity, vulnerability.

    ``answer`` says it in words. ``slices`` are ordered by definition (those of the item asked for first) and period.
    ``missing`` says what was not found and what that leaves open.

    Reading: exposure and concentration are read off statements; sensitivity and vulnerability are formulas with
    assumptions. A model is not a forecast, flow is not complicity, and unknown is not zero.
    """

    state: str
    name: str
    layer: str
    item: str
    begins: int
    ends: int
    answer: tuple[str, ...]
    slices: tuple[Slice, ...]
    reliance: tuple[Reliance, ...]
    losses: tuple[Loss, ...]
    mirrors: tuple[Mirror, ...]
    stocks: tuple[Stock, ...]
    missing: tuple[str, ...]
    caveats: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    assumptions: Assumptions
    seed: int
    draws: int
