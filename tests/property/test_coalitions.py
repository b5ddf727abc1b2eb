"""The axioms that define the Shapley value, and what holds of the others."""

from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninetenths.measures.coalitions import banzhaf, complementarity, marginal_contributions, shapley

worths = st.floats(-100, 100).map(lambda number: round(number, 3))


@st.composite
def games(draw, most=5):
    players = draw(st.integers(1, most))
    return np.array([0.0, *draw(st.lists(worths, min_size=2**players - 1, max_size=2**players - 1))])


def by_orders(values):
    """The definition: the mean contribution over all orders of joining."""
    players = len(values).bit_length() - 1
    found = np.zeros(players)
    for order in permutations(range(players)):
        inside = 0
        for player in order:
            found[player] += values[inside | 1 << player] - values[inside]
            inside |= 1 << player
    return found / factorial(players)


def swapped(values, first, second):
    def other(mask):
        one, two = mask >> first & 1, mask >> second & 1
        return mask & ~(1 << first) & ~(1 << second) | one << second | two << first

    return np.array([values[other(mask)] for mask in range(len(values))])


@settings(max_examples=50, deadline=None)
@given(games())
def test_shapley_is_its_definition_and_efficient(values):
    assert shapley(values) == pytest.approx(by_orders(values), abs=1e-9)
    assert shapley(values).sum() == pytest.approx(values[-1], abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(games(), st.data())
def test_symmetry_players_that_swap_swap_values(values, data):
    players = len(values).bit_length() - 1
    first, second = (data.draw(st.integers(0, players - 1)) for _ in range(2))
    for measure in (shapley, banzhaf):
        found, mirrored = measure(values), measure(swapped(values, first, second))
        assert mirrored[second] == pytest.approx(found[first], abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(games(most=4), st.data())
def test_a_null_player_gets_nothing(values, data):
    place = data.draw(st.integers(0, len(values).bit_length() - 1))
    split = values.reshape(-1, 1 << place)
    with_null = np.stack((split, split), axis=1).reshape(-1)
    for measure in (shapley, banzhaf):
        assert measure(with_null)[place] == 0.0
        assert np.delete(measure(with_null), place) == pytest.approx(measure(values), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 5), st.data())
def test_additivity(players, data):
    one, two = (
        np.array([0.0, *data.draw(st.lists(worths, min_size=2**players - 1, max_size=2**players - 1))])
        for _ in range(2)
    )
    for measure in (shapley, banzhaf):
        assert measure(one + two) == pytest.approx(measure(one) + measure(two), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(games())
def test_banzhaf_is_the_mean_contribution_and_draws_are_independent(values):
    players = len(values).bit_length() - 1
    means = [marginal_contributions(values, player).mean() for player in range(players)]
    assert banzhaf(values) == pytest.approx(means, abs=1e-9)
    both = np.stack((values, 2 * values))
    assert shapley(both) == pytest.approx(np.stack((shapley(values), 2 * shapley(values))), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(games(most=4))
def test_complementarity_is_symmetric_and_zero_without_interaction(values):
    players = len(values).bit_length() - 1
    alone = [values[1 << player] for player in range(players)]
    additive = np.array([sum(alone[p] for p in range(players) if mask >> p & 1) for mask in range(len(values))])
    for first in range(players):
        for second in range(first):
            assert complementarity(values, first, second) == complementarity(values, second, first)
            assert complementarity(additive, first, second) == pytest.approx(0, abs=1e-9)
