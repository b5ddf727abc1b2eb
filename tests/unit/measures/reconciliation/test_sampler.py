"""Draws repeat, keep every balance, stay wide where nothing was read, and tell readings that are off."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation import (
    Balances,
    Problem,
    Readings,
    Walk,
    influence,
    no_balances,
    predicted,
    sample,
)
from ninetenths.measures.reconciliation.diagnostics import effective_draws, r_hat
from ninetenths.measures.reconciliation.influence import smoothed_weights
from ninetenths.measures.reconciliation.likelihood import Likelihood


def problem(*, levels=((0, 20.0), (0, 21.0), (0, 80.0)), limits=None):
    """Two origins over three years; levels of latents by place."""
    top = np.zeros((len(levels), 6))
    for row, (place, _) in enumerate(levels):
        top[row, place] = 1
    said = np.array([value for _, value in levels])
    return Problem(
        walk=Walk(
            series=[0, 0, 0, 1, 1, 1], period=[0, 1, 2] * 2, level=[40.0] * 2, spread=[40.0] * 2, step=[10.0] * 2
        ),
        readings=Readings(
            numerator=csr_array(top),
            denominator=csr_array(np.zeros_like(top)),
            low=said,
            high=said,
            error=np.full(len(levels), 0.05),
            doubt=np.full(len(levels), 0.1),
        ),
        balances=limits or no_balances(6),
    )


def test_the_same_seed_gives_the_same_draws():
    first, again, other = (sample(problem(), draws=100, seed=seed) for seed in (1, 1, 2))
    assert first.x.tobytes() == again.x.tobytes()
    assert first.x.tobytes() != other.x.tobytes()
    assert first.x.shape == (100, 6)
    assert sorted(set(first.chain.tolist())) == list(range(10))


def test_a_number_of_draws_that_the_chains_do_not_divide_is_kept():
    assert sample(problem(), draws=47, seed=1).x.shape == (47, 6)


def test_too_few_draws_are_refused():
    with pytest.raises(InvalidRecord, match="at least 40"):
        sample(problem(), draws=39, seed=1)


def test_the_odd_one_out_is_off_and_the_others_are_not():
    drawn = sample(problem(), draws=400, seed=1)
    assert drawn.off[2] > 0.9
    assert (drawn.off[:2] < 0.2).all()
    assert (drawn.x >= 0).all()


def test_what_nobody_reads_stays_wide():
    drawn = sample(problem(), draws=400, seed=1)
    low, high = np.quantile(drawn.x[:, 3:], (0.05, 0.95), axis=0)
    assert (high - low > 60).all()


def test_no_draw_breaks_a_balance():
    limits = Balances(matrix=csr_array([[1.0, 0, 0, 1.0, 0, 0], [0, 1.0, 0, 0, 0, 0]]), upper=[25.0, 3.0])
    drawn = sample(problem(limits=limits), draws=200, seed=1)
    assert (drawn.x[:, 0] + drawn.x[:, 3] <= 25).all()
    assert (drawn.x[:, 1] <= 3).all()


def test_balances_without_room_are_refused():
    limits = Balances(matrix=csr_array([[1.0, 0, 0, 0, 0, 0], [-1.0, 0, 0, 0, 0, 0]]), upper=[10.0, -10.0])
    with pytest.raises(InvalidRecord, match="leaving one latent out"):
        sample(problem(limits=limits), draws=100, seed=1)


def test_what_a_reading_should_have_shown_lies_by_the_others():
    asked = problem()
    shown = predicted(asked, sample(asked, draws=400, seed=1))
    assert shown.shape == (3, 3)
    assert shown[2, 2] < 40
    assert (np.diff(shown, axis=1) >= 0).all()


def test_the_slope_is_that_of_the_likelihood():
    likelihood = Likelihood.of(problem())
    x = np.random.default_rng(4).uniform(5, 90, size=(6, 3))
    slope = likelihood.evaluate(x)[1]
    for place in range(6):
        ahead, behind = x.copy(), x.copy()
        ahead[place] += 1e-5
        behind[place] -= 1e-5
        rise = (likelihood.evaluate(ahead)[0] - likelihood.evaluate(behind)[0]) / 2e-5
        assert slope[place] == pytest.approx(rise, rel=1e-4, abs=1e-6)


def test_a_flow_may_be_exactly_nothing():
    drawn = sample(problem(), draws=400, seed=1)
    nothing = (drawn.x[:, 3:] == 0).mean()
    assert 0.08 < nothing < 0.25, "the walk lies below zero one time in six"
    assert (drawn.x[:, 0] > 0).all(), "what is read as 20 is not nothing"


def test_leaving_out_the_only_reading_moves_the_answer_to_the_prior():
    asked = problem(levels=((0, 20.0), (3, 5.0)))
    drawn = sample(asked, draws=400, seed=1)
    moved = influence(asked, drawn, np.eye(6)[0], np.zeros(6), seed=9)
    assert moved.shift[0] > 10
    assert moved.fresh[0]
    assert abs(moved.shift[1]) < 3


def test_beyond_the_fresh_runs_the_influence_is_unknown():
    asked = problem(levels=((0, 20.0), (3, 5.0)))
    drawn = sample(asked, draws=400, seed=1)
    moved = influence(asked, drawn, np.eye(6)[0], np.zeros(6), seed=9, most_fresh=0)
    assert moved.fresh.any()
    assert np.isnan(moved.shift[moved.fresh]).all()


def test_an_answer_of_another_shape_is_refused():
    asked = problem()
    with pytest.raises(InvalidRecord, match="6 latents"):
        influence(asked, sample(asked, draws=40, seed=1), np.ones(5), np.zeros(5), seed=1)


def test_islands_that_differ_are_told():
    draws = np.random.default_rng(1).normal(size=(50, 10, 100))
    assert r_hat(draws).max() < 1.03
    assert np.median(effective_draws(draws)) == pytest.approx(1000, rel=0.1)
    apart = draws + np.array([0.0] * 9 + [3.0])[None, :, None]
    assert (r_hat(apart) > 1.2).all()
    assert (effective_draws(apart) < 40).all()


def test_draws_that_stand_for_one_another_count_for_less():
    draws = np.repeat(np.random.default_rng(2).normal(size=(400, 10, 25)), 4, axis=2)
    assert np.median(effective_draws(draws)) == pytest.approx(250, rel=0.2)


def test_a_flow_that_is_always_the_same_is_agreed_on():
    still = np.zeros((1, 10, 40))
    assert r_hat(still) == pytest.approx([1.0])
    assert effective_draws(still).tolist() == [400.0]


def test_heavy_weights_are_told():
    generator = np.random.default_rng(3)
    assert smoothed_weights(0.1 * generator.normal(size=1000))[1] < 0.5
    assert smoothed_weights(-1.2 * np.log(generator.random(1000)))[1] > 0.7
    assert smoothed_weights(np.zeros(100))[1] == -np.inf
