"""The sampler beside exact integration on a grid and beside the exact normal cut at zero."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.stats import logistic, norm

from ninetenths.measures.reconciliation import Balances, Posterior, Problem, Readings, Walk, no_balances, sample

DRAWS = 1500
GRID = np.linspace(-160, 220, 1521)
"""Walks, of which those below zero are flows of nothing; a step is a quarter."""
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def problem(rows, *, level=(60.0, 40.0), spread=(40.0, 30.0), limits=None):
    """Rows of (numerator, denominator, low, high, error, doubt) over latents of one period."""
    count = len(level)
    return Problem(
        walk=Walk(series=range(count), period=[0] * count, level=level, spread=spread, step=[1.0] * count),
        readings=Readings(
            numerator=csr_array(np.array([row[0] for row in rows], dtype=float)),
            denominator=csr_array(np.array([row[1] for row in rows], dtype=float)),
            low=[row[2] for row in rows],
            high=[row[3] for row in rows],
            error=[row[4] for row in rows],
            doubt=[row[5] for row in rows],
        ),
        balances=limits or no_balances(count),
    )


def by_grid(asked, *, keep=None):
    """Places and the chance of each of two flows at each, by summing prior times likelihood, written anew."""
    one, two = np.meshgrid(GRID, GRID, indexing="ij")
    walk, readings = asked.walk, asked.readings
    density = norm.pdf(one, walk.level[0], walk.spread[0]) * norm.pdf(two, walk.level[1], walk.spread[1])
    one, two = np.maximum(one, 0.0), np.maximum(two, 0.0)
    for k in range(readings.size):
        top, below = readings.numerator.toarray()[k], readings.denominator.toarray()[k]
        shown = top[0] * one + top[1] * two
        usual = float(top @ (walk.level + walk.spread))
        if below.any():
            whole = below[0] * one + below[1] * two
            shown = shown / np.where(whole > 0, whole, 1.0)
            error, anywhere = readings.error[k], 1.0
        else:
            floor = max(0.05, 0.01 / readings.error[k]) * usual
            error = readings.error[k] * np.sqrt(shown**2 + floor**2)
            middle = (readings.low[k] + readings.high[k]) / 2
            anywhere = 1 / usual / (1 + middle / usual) ** 2
        low, high = readings.low[k], readings.high[k]
        scale = error * np.sqrt(3) / np.pi
        on = (logistic.cdf(high, shown, scale) - logistic.cdf(low, shown, scale)) / (high - low)
        density = density * ((1 - readings.doubt[k]) * on + readings.doubt[k] * anywhere)
    if keep is not None:
        density = density * keep(one, two)
    answers = []
    for axis in (1, 0):
        marginal = density.sum(axis=axis)
        answers.append(np.r_[marginal[GRID <= 0].sum(), marginal[GRID > 0]] / marginal.sum())
    return np.r_[0.0, GRID[GRID > 0]], np.array(answers)


def agree(drawn, asked, keep=None):
    """Compare the distribution of each flow with the grid's where the grid has its percentiles.

    The share of draws up to a place is known to four standard errors of the independent draws that islands tell of.
    """
    places, exact = by_grid(asked, keep=keep)
    for latent in (0, 1):
        below = np.cumsum(exact[latent])
        worth = max(float(drawn.ess[latent]), 100.0)
        for level in LEVELS:
            place = min(int(np.searchsorted(below, level)), len(places) - 2)
            least, most = below[place - 1] if place else 0.0, below[place + 1]
            share = (drawn.x[:, latent] <= places[place]).mean()
            error = 4 * np.sqrt(max(level * (1 - level), 0.01) / worth)
            assert least - error <= share <= most + error, (latent, level, share, below[place])
    return exact


CASES = {
    "a total and a share": [([1, 1], [0, 0], 118, 122, 0.03, 0.0), ([1, 0], [1, 1], 0.29, 0.31, 0.03, 0.0)],
    "a share alone": [([1, 0], [1, 1], 0.15, 0.25, 0.04, 0.0)],
    "only the sum": [([1, 1], [0, 0], 99, 101, 0.02, 0.0)],
    "two that exclude each other": [([1, 0], [0, 0], 29, 31, 0.05, 0.2), ([1, 0], [0, 0], 79, 81, 0.05, 0.2)],
    "declared zero": [([1, 0], [0, 0], 0.0, 2.0, 0.1, 0.1), ([1, 1], [0, 0], 90, 92, 0.05, 0.05)],
    "a wide level": [([1, 0], [0, 0], 20, 40, 0.3, 0.1), ([0, 1], [1, 1], 0.5, 0.52, 0.05, 0.1)],
}


@pytest.mark.parametrize("name", CASES)
def test_draws_agree_with_a_grid(name):
    asked = problem(CASES[name])
    drawn = sample(asked, draws=DRAWS, seed=11)
    agree(drawn, asked)
    assert drawn.r_hat.max() < 1.05
    assert drawn.ess.min() > 200


def test_draws_within_a_balance_agree_with_a_grid():
    limits = Balances(matrix=csr_array([[1.0, 1.0]]), upper=[80.0])
    asked = problem(CASES["a share alone"], limits=limits)
    drawn = sample(asked, draws=DRAWS, seed=5)
    assert (drawn.x.sum(axis=1) <= 80).all()
    agree(drawn, asked, keep=lambda one, two: one + two <= 80)


@pytest.mark.parametrize("level", [-30.0, 0.0, 25.0])
def test_without_a_word_on_a_flow_it_is_a_normal_cut_at_zero(level):
    asked = problem([([0, 1], [0, 0], 39, 41, 0.1, 0.0)], level=(level, 40.0), spread=(20.0, 30.0))
    drawn = sample(asked, draws=DRAWS, seed=2)
    nothing = norm.cdf(-level / 20)
    assert (drawn.x[:, 0] == 0).mean() == pytest.approx(nothing, abs=4 * np.sqrt(nothing * (1 - nothing) / 500))
    for level_up in (5.0, 20.0, 40.0):
        below = norm.cdf(level_up, level, 20)
        share = (drawn.x[:, 0] <= level_up).mean()
        assert share == pytest.approx(below, abs=4 * np.sqrt(below * (1 - below) / 500))


def test_far_above_zero_levels_leave_the_gaussian_of_the_textbook():
    count, error = 8, 10.0
    asked = Problem(
        walk=Walk(series=[0] * count, period=range(count), level=[1000.0], spread=[40.0], step=[15.0]),
        readings=Readings(
            numerator=csr_array(np.eye(count)[:3]),
            denominator=csr_array((3, count)),
            low=[1020.0, 990.0, 1010.0],
            high=[1020.0, 990.0, 1010.0],
            error=[error / 1000] * 3,
            doubt=[0.0] * 3,
        ),
        balances=no_balances(count),
    )
    steps = np.tril(np.ones((count, count)))[:, 1:]
    steps -= steps.mean(axis=0)
    prior = 40.0**2 + 15.0**2 * steps @ steps.T
    # Three logistic errors among eight flows: their Gaussian of the same deviation is near, not equal. The error of a
    # level is a hundredth of its usual size, 1,040, at the least, beside its own.
    gain = prior[:, :3] @ np.linalg.inv(prior[:3, :3] + (error**2 + 10.4**2) * np.eye(3))
    mean = 1000 + gain @ np.array([20.0, -10.0, 10.0])
    deviation = np.sqrt(np.diag(prior - gain @ prior[:3]))
    drawn = sample(asked, draws=DRAWS, seed=4)
    assert drawn.x.mean(axis=0) == pytest.approx(mean, abs=0.25 * deviation.min())
    assert drawn.x.std(axis=0) == pytest.approx(deviation, rel=0.15)


def test_the_order_of_readings_and_latents_changes_nothing_but_the_draws():
    rows = CASES["declared zero"]
    turned = [(row[0][::-1], row[1][::-1], *row[2:]) for row in rows[::-1]]
    asked, other = problem(rows), problem(turned, level=(40.0, 60.0), spread=(30.0, 40.0))
    drawn = sample(other, draws=DRAWS, seed=6)
    flipped = Posterior(
        x=drawn.x[:, ::-1],
        chain=drawn.chain,
        off=drawn.off[::-1],
        r_hat=drawn.r_hat[::-1],
        ess=drawn.ess[::-1],
        acceptance=drawn.acceptance,
        seed=6,
    )
    agree(flipped, asked)
    assert flipped.off == pytest.approx(sample(asked, draws=DRAWS, seed=6).off, abs=0.05)


def test_the_error_of_a_share_does_not_depend_on_the_size_of_the_whole():
    small, large = (
        sample(
            problem(
                [([1, 0], [1, 1], 0.395, 0.405, 0.04, 0.0), ([1, 1], [0, 0], size, size * 1.01, 0.01, 0.0)],
                level=(size / 2, size / 2),
                spread=(size, size),
            ),
            draws=DRAWS,
            seed=3,
        )
        for size in (10.0, 1000.0)
    )
    shares = [drawn.x[:, 0] / drawn.x.sum(axis=1) for drawn in (small, large)]
    assert shares[0].std() == pytest.approx(0.04, abs=0.008)
    assert shares[1].std() == pytest.approx(0.04, abs=0.008)
    assert shares[1].mean() == pytest.approx(0.4, abs=0.008)


def test_the_chance_of_being_off_is_that_of_the_grid():
    asked = problem(CASES["two that exclude each other"])
    drawn = sample(asked, draws=DRAWS, seed=8)
    assert drawn.off.sum() == pytest.approx(1.0, abs=0.15), "one of the two is off"
    assert 0.05 < drawn.off[0] < 0.95
