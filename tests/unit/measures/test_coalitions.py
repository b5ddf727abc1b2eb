import numpy as np
import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.measures.coalitions import banzhaf, complementarity, marginal_contributions, shapley


@pytest.mark.parametrize("values", [[], [0.0], 0.0, np.zeros((3, 1)), np.zeros((3, 0))])
def test_an_empty_coalition_is_refused(values):
    with pytest.raises(InvalidRecord, match="an empty coalition"):
        shapley(values)


@pytest.mark.parametrize("length", [3, 5, 7, 12])
def test_a_length_that_is_no_power_of_two_is_refused(length):
    with pytest.raises(InvalidRecord, match=f"{length} worths were given"):
        banzhaf(np.zeros(length))


def test_a_worth_of_nobody_and_too_many_players_are_refused():
    with pytest.raises(InvalidRecord, match="the empty coalition has worth 1"):
        shapley([1.0, 2.0])
    with pytest.raises(InvalidRecord, match="at most 20"):
        shapley(np.zeros(1 << 21))


def test_players_that_are_not_there_or_the_same_are_refused():
    game = [0.0, 1.0, 2.0, 5.0]
    with pytest.raises(InvalidRecord, match="there is no player 2: the game has players 0 to 1"):
        marginal_contributions(game, 2)
    with pytest.raises(InvalidRecord, match="given twice"):
        complementarity(game, 1, 1)


def test_the_glove_game():
    """One left glove (player 0), two right ones: the textbook value is 2/3, 1/6, 1/6."""
    values = [0, 0, 0, 1, 0, 1, 0, 1]
    assert shapley(values) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert banzhaf(values) == pytest.approx([3 / 4, 1 / 4, 1 / 4])
    assert float(complementarity(values, 0, 1)) == 1
    assert float(complementarity(values, 1, 2)) == 0


def test_twenty_players_whose_worth_is_additive_get_their_own():
    own = np.arange(1.0, 21.0)
    values = np.zeros(1)
    for one in own:
        values = np.concatenate((values, values + one))
    assert shapley(values) == pytest.approx(own)
    assert banzhaf(values) == pytest.approx(own)


def test_an_unknown_worth_makes_values_unknown():
    assert np.isnan(shapley([0.0, np.nan, 1.0, 2.0])).all()
    assert marginal_contributions([0.0, np.nan, 1.0, 2.0], 1)[0] == 1.0
