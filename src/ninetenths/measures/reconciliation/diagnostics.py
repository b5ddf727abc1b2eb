"""Whether the islands agree, and how many independent draws they are worth."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata

from ninetenths.measures.reconciliation.problem import Floats


def r_hat(draws: Floats) -> Floats:
    """Return the rank-normalised R-hat [vehtari_2021]_ over islands, whose draws have no order within.

    Parameters
    ----------
    draws
        Shape (N, islands, draws of an island), at least two of either.

    Returns
    -------
    The larger of the R-hat of the ranks and of the folded ranks, shape (N,), about 1 where the islands agree, exactly 1
    where a flow is the same in every draw.

    Notes
    -----
    Reading: above about 1.05 the islands have not seen the same worlds.

    References
    ----------
    .. [vehtari_2021] Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), Rank-normalization, folding, and
       localization: an improved R-hat, Bayesian Analysis 16, 667–718.
    """
    middle = np.median(draws, axis=(1, 2), keepdims=True)
    return np.maximum(_plain_r_hat(_normal_scores(draws)), _plain_r_hat(_normal_scores(np.abs(draws - middle))))


def effective_draws(draws: Floats) -> Floats:
    """Return how many independent draws the islands' means vary like.

    Parameters
    ----------
    draws
        Shape (N, islands, draws of an island).

    Returns
    -------
    Shape (N,), at most the number of draws, which it is where a flow is the same in every draw.

    Notes
    -----
    The variance of ten means is known to about half of itself, so that the least over many flows lies well below the
    truth: of a hundred flows with 1,000 independent draws each, the least is shown as about 400.

    Reading: the error of a posterior median is about ``1.25·sd / sqrt(ess)``.
    """
    scores = _normal_scores(draws)
    within, between = _variances(scores)
    most = draws.shape[1] * draws.shape[2]
    differs = between > 0
    worth = draws.shape[1] * within / np.where(differs, between, 1.0)
    return np.asarray(np.where(differs, np.minimum(worth, most), most))


def _normal_scores(draws: Floats) -> Floats:
    """Replace the draws of each flow by the normal scores of their ranks."""
    flat = draws.reshape(len(draws), -1)
    ranks = rankdata(flat, axis=1)
    return np.asarray(ndtri((ranks - 0.375) / (flat.shape[1] + 0.25)).reshape(draws.shape))


def _variances(draws: Floats) -> tuple[Floats, Floats]:
    """Return the mean variance within islands and the variance of their means, each (N,)."""
    return draws.var(axis=2, ddof=1).mean(axis=1), draws.mean(axis=2).var(axis=1, ddof=1)


def _plain_r_hat(draws: Floats) -> Floats:
    """Return the classical R-hat."""
    within, between = _variances(draws)
    each = draws.shape[2]
    with np.errstate(divide="ignore"):
        apart = np.divide(between, within, out=np.full_like(between, 1 / each), where=between > 0)
    return np.asarray(np.sqrt((each - 1) / each + apart))
