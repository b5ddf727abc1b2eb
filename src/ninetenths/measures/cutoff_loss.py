"""What losing a supply costs: a constant-elasticity loss in the short and the long run, and the price channel.

Every function is vectorised: arguments broadcast, NaN is unknown. The formulas are first estimates with few
parameters; for crude and gas, which are hardly differentiated by origin, a cut-off run (freight, grades, stocks)
answers better than an elasticity between suppliers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninetenths.errors import InvalidRecord

Floats = NDArray[np.float64]

_STEEP = 30.0
"""Exponents above it are added in logarithms, since their exponential would overflow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elasticities:
    """Short-run price elasticities of world oil supply (at least 0) and demand (at most 0), and who estimated them."""

    supply: float
    demand: float
    source: str


OIL_ELASTICITIES = (
    Elasticities(
        supply=0.015,
        demand=-0.26,
        source="Kilian and Murphy (2014), as tabulated by Bilgin and Ellwanger (2017)",
    ),
    Elasticities(
        supply=0.15,
        demand=-0.35,
        source="Baumeister and Hamilton (2019), as tabulated by Bilgin and Ellwanger (2017)",
    ),
    Elasticities(
        supply=0.11,
        demand=-0.13,
        source="Caldara, Cavallo and Iacoviello (2019), as tabulated by Bilgin and Ellwanger (2017)",
    ),
)
"""Three estimates that disagree: results are shown over all of them, and none is preferred."""


def short_run_loss(share: ArrayLike, unreplaced: ArrayLike, substitution: ArrayLike) -> Floats:
    """Return the part of output lost when part of an input is gone and nothing has adapted yet.

    Parameters
    ----------
    share
        Cost share of the input in output, 0 to 1 (``a``).
    unreplaced
        Part of the input that is lost and not replaced, 0 to 1 (``d``).
    substitution
        Elasticity between the input and all others, at least 0 (``σ``); 0 is fixed proportions, 1 is Cobb–Douglas.

    Returns
    -------
    ndarray
        ``1 − [a(1−d)^((σ−1)/σ) + 1 − a]^(σ/(σ−1))``, 0 to 1; its limits at σ = 0, σ = 1 and d = 1 are exact.

    Raises
    ------
    InvalidRecord
        If a share lies outside 0 to 1 or an elasticity is negative.

    Examples
    --------
    >>> short_run_loss([0.04, 0.01], [0.10, 0.30], [0.04, 0.1]).round(4)
    array([0.0157, 0.0234])

    Reading: a bound for the first months from three numbers; it knows no stocks, no re-routing and no policy.
    Bachmann et al. (2022), whose German parameters the example uses.
    """
    cost, lost, elastic = np.broadcast_arrays(
        _part(share, "cost share"), _part(unreplaced, "unreplaced part"), _elasticity(substitution, least=0.0)
    )
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        left = np.log1p(-lost)
        power = (elastic - 1.0) / elastic
        kept = _mean_of_powers(cost, left, power)
    kept = np.where(elastic == 0, np.where(cost > 0, left, 0.0), kept)
    kept = np.where((elastic > 0) & (lost == 1) & (elastic <= 1) & (cost > 0), -np.inf, kept)
    kept = np.where((cost == 0) | (lost == 0), 0.0, kept)
    unknown = np.isnan(cost) | np.isnan(lost) | np.isnan(elastic)
    return np.where(unknown, np.nan, -np.expm1(kept) + 0.0)


def single_nest_loss(spending: ArrayLike, denied: ArrayLike, substitution: ArrayLike) -> Floats:
    """Return the real income lost in the long run when suppliers of several goods are denied: one nest a good.

    Parameters
    ----------
    spending
        Share of each good in spending, shape (..., goods), 0 to 1 (``a``).
    denied
        Part of each good's supply that is denied, 0 to 1 (``s``).
    substitution
        Elasticity between the suppliers of each good, above 1 (``σ``).

    Returns
    -------
    ndarray
        ``1 − Π (1−s)^(a/(σ−1))`` over the last axis, 0 to 1; 1 where all of a needed good is denied.

    Raises
    ------
    InvalidRecord
        If a share lies outside 0 to 1, spending sums above 1, or an elasticity is 1 or below.

    Examples
    --------
    >>> float(single_nest_loss([0.02], [0.5], [5.0]).round(5))
    0.00346

    Reading: the loss once buyers have turned to the remaining suppliers, for goods that differ by origin. Arkolakis,
    Costinot and Rodríguez-Clare (2012).
    """
    cost, lost, elastic = np.broadcast_arrays(
        np.atleast_1d(_part(spending, "spending share")),
        np.atleast_1d(_part(denied, "denied share")),
        np.atleast_1d(_elasticity(substitution, least=1.0)),
    )
    if (cost.sum(axis=-1) > 1.0 + 1e-9).any():
        raise InvalidRecord(
            f"spending shares sum to {float(np.nanmax(cost.sum(axis=-1))):g}, above 1: they share one budget"
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where((cost == 0) | (lost == 0), 0.0, cost / (elastic - 1.0) * np.log1p(-lost))
    steps = np.where(np.isnan(cost) | np.isnan(lost) | np.isnan(elastic), np.nan, steps)
    found: Floats = -np.expm1(steps.sum(axis=-1))
    return found


def price_index_change(foreign: ArrayLike, denied: ArrayLike, *, home: ArrayLike, between: ArrayLike) -> Floats:
    """Return ln P', the rise of a good's price index when foreign suppliers are denied, in logarithms.

    Parameters
    ----------
    foreign
        Foreign share of what is used of the good, 0 to 1 (``f``).
    denied
        Share of the foreign supply that is denied, 0 to 1 (``s``).
    home
        Elasticity between home and foreign supply, above 0 (``ρ``).
    between
        Elasticity between foreign suppliers, above 1 (``σ``).

    Returns
    -------
    ndarray
        ``ln[(1−f) + f(1−s)^((ρ−1)/(σ−1))] / (1−ρ)``, at least 0; infinite where all is denied and nothing replaces
        it (f = 1, or ρ at most 1), exact at ρ = 1 and at a full cut-off.

    Raises
    ------
    InvalidRecord
        If a share lies outside 0 to 1 or an elasticity is out of range.

    Examples
    --------
    >>> float(price_index_change(1.0, 0.46, home=2.0, between=5.0).round(4))
    0.154

    Reading: 0.10 is about ten per cent dearer once trade has re-arranged itself; not a price forecast.
    """
    part, lost, outer, inner = np.broadcast_arrays(
        _part(foreign, "foreign share"),
        _part(denied, "denied share"),
        _elasticity(home, least=0.0),
        _elasticity(between, least=1.0),
    )
    if (outer == 0).any():
        raise InvalidRecord("an elasticity of 0 between home and foreign supply has no price index: give one above 0")
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        found = -_mean_of_powers(part, np.log1p(-lost) / (inner - 1.0), outer - 1.0)
    found = np.where((lost == 1) & (outer <= 1), np.inf, found)
    found = np.where((part == 0) | (lost == 0), 0.0, found) + 0.0
    return np.where(np.isnan(part) | np.isnan(lost) | np.isnan(outer) | np.isnan(inner), np.nan, found)


def nested_loss(
    spending: ArrayLike, foreign: ArrayLike, denied: ArrayLike, *, home: ArrayLike, between: ArrayLike
) -> Floats:
    """Return the real income lost in the long run, home and foreign supply in one nest, foreign suppliers in another.

    Parameters
    ----------
    spending
        Share of the good in spending, 0 to 1 (``a``).
    foreign, denied, home, between
        As for `price_index_change`.

    Returns
    -------
    ndarray
        ``a ln P'``, in logarithms: 0.01 is about 1 % of real income.

    Raises
    ------
    InvalidRecord
        As `price_index_change`.

    Examples
    --------
    >>> float(nested_loss(0.02, 1.0, 0.5, home=5.0, between=5.0).round(5))
    0.00347

    Reading: vulnerability, the cost that remains after adapting; sensitivity, the cost before, is `short_run_loss`.
    """
    cost = _part(spending, "spending share")
    rise = price_index_change(foreign, denied, home=home, between=between)
    with np.errstate(invalid="ignore"):
        return np.where(cost == 0, np.where(np.isnan(rise), np.nan, 0.0), cost * rise)


def price_change(cut_fraction: ArrayLike, supply_elasticity: ArrayLike, demand_elasticity: ArrayLike) -> Floats:
    """Return the rise of the world price when part of world supply is withheld: dlnP = (q/Q) / (ε_s + |ε_d|).

    Parameters
    ----------
    cut_fraction
        Withheld part of world supply, 0 to 1.
    supply_elasticity, demand_elasticity
        Short-run price elasticities; demand may be given with its minus.

    Returns
    -------
    ndarray
        Change of the logarithm of the price: 0.10 is about 10 %.

    Raises
    ------
    InvalidRecord
        If the part lies outside 0 to 1, supply is negative, or both elasticities are 0.

    Examples
    --------
    >>> float(price_change(0.01, 0.015, -0.26).round(4))
    0.0364

    Reading: the channel by which a non-supplier's embargo works. It hits every buyer and not only the one meant, and
    a first-order figure is no forecast of a price.
    """
    cut, supply, demand = np.broadcast_arrays(
        _part(cut_fraction, "withheld part"),
        _elasticity(supply_elasticity, least=0.0),
        np.abs(np.asarray(demand_elasticity, dtype=np.float64)),
    )
    if (supply + demand == 0).any():
        raise InvalidRecord("both elasticities are 0: no price clears the market; give one above 0")
    found: Floats = cut / (supply + demand)
    return found


def draw_elasticities(
    draws: int, *, seed: int, table: tuple[Elasticities, ...] = OIL_ELASTICITIES
) -> tuple[Floats, Floats]:
    """Return draws of supply and demand elasticities, each pair one of the published ones with equal chance.

    Parameters
    ----------
    draws
        How many.
    seed
        Seed of the draws; the same seed gives the same draws.
    table
        The estimates to draw from.

    Returns
    -------
    tuple of ndarray
        Supply (at least 0) and demand (at most 0), shape (draws,).

    Raises
    ------
    InvalidRecord
        If no draw is asked for or the table is empty.

    Examples
    --------
    >>> supply, demand = draw_elasticities(3, seed=1)
    >>> bool((supply > 0).all() and (demand < 0).all())
    True

    Reading: the spread is that between studies; the error within each study comes on top and is not in it.
    """
    if draws < 1 or not table:
        raise InvalidRecord(f"{draws} draws from {len(table)} estimates: ask for at least one of each")
    chosen = np.random.default_rng(seed).integers(len(table), size=draws)
    pairs = np.array([(one.supply, one.demand) for one in table])[chosen]
    return pairs[:, 0], pairs[:, 1]


def _mean_of_powers(weight: Floats, log: Floats, power: Floats) -> Floats:
    """Return ln[w·e^(p·log) + 1 − w] / p, and its limit w·log at p = 0."""
    exponent = power * log
    gentle = np.log1p(weight * np.expm1(np.minimum(exponent, _STEEP)))
    steep = np.logaddexp(np.log(weight) + exponent, np.log1p(-weight))
    found: Floats = np.where(power == 0, weight * log, np.where(exponent > _STEEP, steep, gentle) / power)
    return found


def _part(number: ArrayLike, what: str) -> Floats:
    found = np.asarray(number, dtype=np.float64)
    wrong = (found < 0) | (found > 1)
    if wrong.any():
        raise InvalidRecord(
            f"a {what} of {float(found[wrong].flat[0]):g} is impossible: it is a fraction from 0 to 1; "
            "divide percent by 100"
        )
    return found


def _elasticity(number: ArrayLike, *, least: float) -> Floats:
    found = np.asarray(number, dtype=np.float64)
    wrong = (found <= least) if least else (found < 0)
    if wrong.any():
        bound = f"above {least:g}" if least else "at least 0"
        raise InvalidRecord(f"an elasticity of {float(found[wrong].flat[0]):g} is impossible here: it must be {bound}")
    return found
