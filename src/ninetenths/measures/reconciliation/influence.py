"""Which reading moves an answer most: each left out in turn."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation.likelihood import Likelihood
from ninetenths.measures.reconciliation.problem import Floats, Problem, Reals
from ninetenths.measures.reconciliation.results import Influence, Posterior
from ninetenths.measures.reconciliation.sampler import sample

HEAVIEST = 0.7
"""Shape of the tail of the weights beyond which they cannot be trusted (Vehtari and others 2024, section 3)."""
FEWEST = 100
FRESH_DRAWS = 400
MOST_FRESH = 12


def influence(
    problem: Problem,
    posterior: Posterior,
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    seed: int,
    most_fresh: int = MOST_FRESH,
) -> Influence:
    """Return how far the median of an answer moves when each reading is left out.

    Parameters
    ----------
    problem
        The problem that was sampled.
    posterior
        Its draws.
    numerator, denominator
        Weights of the answer, shape (N,) each: ``numerator·x / denominator·x``, or ``numerator·x`` where the
        denominator is all zero.
    seed
        Of the fresh runs.
    most_fresh
        Fresh runs at most; beyond them `shift` is NaN, unknown. The readings that seem to matter most come first.

    Returns
    -------
    :class:`Influence`.

    Raises
    ------
    InvalidRecord
        If numerator or denominator are not of shape (N,).

    Notes
    -----
    The draws are re-weighted by the inverse of the reading's likelihood, the largest weights smoothed by a Pareto tail
    [vehtari_2024]_. Where that tail is too heavy or too few draws carry the weight, the problem is sampled anew.

    Reading: an answer that leans on one reading is as good as that reading. It does not say that the reading is wrong.

    References
    ----------
    .. [vehtari_2024] Vehtari, Simpson, Gelman, Yao and Gabry (2024), Pareto smoothed importance sampling, Journal of
       Machine Learning Research 25 (72), 1–58.
    """
    counted, whole = (np.asarray(side, dtype=np.float64) for side in (numerator, denominator))
    if counted.shape != (problem.walk.size,) or whole.shape != counted.shape:
        raise InvalidRecord(
            f"the answer's numerator and denominator have shapes {counted.shape} and {whole.shape}; expected one "
            f"weight for each of {problem.walk.size} latents"
        )
    answer = _answer(posterior.x, counted, whole)
    each, _ = Likelihood.of(problem).each(np.ascontiguousarray(posterior.x.T))
    middle = float(np.median(answer))
    shift, effective, heavy = _reweighted(answer, each)
    fresh = heavy | (effective < FEWEST)
    shift -= middle
    order = sorted(np.flatnonzero(fresh).tolist(), key=lambda k: (-abs(shift[k]), k))
    for place, reading in enumerate(order):
        shift[reading] = effective[reading] = np.nan
        if place < most_fresh:
            again = sample(problem.without(reading), draws=FRESH_DRAWS, seed=seed + reading)
            shift[reading] = float(np.median(_answer(again.x, counted, whole))) - middle
            effective[reading] = min(FRESH_DRAWS, float(np.nanmedian(again.ess)))
    return Influence(shift=shift, fresh=fresh, effective=effective)


def _answer(x: Floats, counted: Floats, whole: Floats) -> Floats:
    """Return the answer in each draw, shape (draws,)."""
    if not whole.any():
        return np.asarray(x @ counted)
    total = x @ whole
    return np.asarray(x @ counted / np.where(total > 0, total, 1.0))


def _reweighted(answer: Floats, log_likelihood: Reals) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return the median without each reading, its effective draws, and whether its weights are too heavy; each (K,)."""
    order = np.argsort(answer, kind="stable")
    medians, effective, heavy = [], [], []
    for row in log_likelihood:
        weights, shape = smoothed_weights(-np.asarray(row, dtype=np.float64))
        cumulated = np.cumsum(weights[order])
        medians.append(answer[order][np.searchsorted(cumulated, 0.5 * cumulated[-1])])
        effective.append(1 / (weights**2).sum())
        heavy.append(shape > HEAVIEST)
    return np.array(medians), np.array(effective), np.array(heavy, dtype=np.bool_)


def smoothed_weights(log_weights: Floats) -> tuple[Floats, float]:
    """Return importance weights that sum to 1, the largest smoothed by a Pareto tail, and the shape of that tail.

    Parameters
    ----------
    log_weights
        Shape (draws,).

    Returns
    -------
    Weights of shape (draws,), and the shape: below 0.7 the weights can be trusted; minus infinity where all are alike.

    Notes
    -----
    Reading: a shape of 0.5 or more says that the variance of the raw weights is not finite.
    """
    weights = np.exp(log_weights - log_weights.max())
    count = len(weights)
    tail = int(min(0.2 * count, 3 * np.sqrt(count)))
    order = np.argsort(weights, kind="stable")
    largest = order[count - tail :]
    threshold = weights[order[count - tail - 1]]
    beyond = weights[largest] - threshold
    if beyond[-1] <= 1e-10:
        return weights / weights.sum(), -np.inf
    shape, scale = _pareto(np.maximum(beyond, 1e-14))
    places = (np.arange(tail) + 0.5) / tail
    bent = -np.log1p(-places) if abs(shape) < 1e-8 else np.expm1(-shape * np.log1p(-places)) / shape
    weights[largest] = np.minimum(threshold + scale * bent, 1.0)
    return weights / weights.sum(), shape


def _pareto(beyond: Floats) -> tuple[float, float]:
    """Fit a generalised Pareto distribution to sorted exceedances (Zhang and Stephens 2009); return shape and scale."""
    count = len(beyond)
    grid = 30 + int(np.sqrt(count))
    quarter = beyond[int(count / 4 + 0.5) - 1]
    rate = 1 / beyond[-1] + (1 - np.sqrt(grid / (np.arange(1, grid + 1) - 0.5))) / (3 * quarter)
    shape = np.log1p(-rate[:, None] * beyond).mean(axis=1)
    profile = count * (np.log(-rate / shape) - shape - 1)
    weight = np.exp(profile - profile.max())
    best = float((rate * weight).sum() / weight.sum())
    found = float(np.log1p(-best * beyond).mean())
    return (found * count + 0.5 * 10) / (count + 10), -found / best
