import numpy as np
import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.measures.concentration import (
    effective_number,
    hhi,
    hhi_bounds,
    largest_share,
    largest_share_bounds,
    may_lead,
    shares_of,
)


def test_draws_are_rows():
    draws = np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0], [0.2, 0.3, 0.5]])
    assert hhi(draws) == pytest.approx([0.5, 1.0, 0.38])
    assert effective_number(draws) == pytest.approx([2.0, 1.0, 1 / 0.38])
    assert largest_share(draws) == pytest.approx([0.5, 1.0, 0.5])


def test_unknown_is_not_zero():
    assert np.isnan(shares_of([1.0, np.nan])).all()
    assert np.isnan(shares_of([0.0, 0.0])).all()
    assert np.isnan(hhi([np.nan, 0.5]))
    assert np.isnan(hhi_bounds([np.nan, 0.5], [0.2, 0.5])).all()
    assert np.isnan(largest_share_bounds([np.nan], [1.0])).all()
    assert may_lead([np.nan, 0.1], [1.0, 0.2]).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: hhi([1.2, -0.2]), r"share 1.2 at \[0\] is impossible.*divide percent by 100"),
        (lambda: hhi([46.4, 53.6]), "divide percent by 100"),
        (lambda: largest_share([0.4, 0.4]), "sum to 0.8 and not to 1.*hhi_bounds"),
        (lambda: hhi([0.4, 0.6000001]), "not to 1"),
        (lambda: shares_of([1.0, -2.0]), r"flow -2 at \[1\]"),
        (lambda: shares_of([1.0, np.inf]), "inf"),
        (lambda: shares_of([]), "at least one supplier"),
        (lambda: hhi_bounds([0.5], [0.4]), "swap the two ends"),
        (lambda: hhi_bounds([0.7, 0.6], [0.8, 0.8]), "cannot be shares of one whole"),
        (lambda: hhi_bounds([0.1, 0.1], [0.2]), "one low and one high"),
        (lambda: hhi_bounds([0.1, 0.1], [0.2, 0.3], complete=True), "name the missing one"),
    ],
)
def test_what_cannot_be_a_composition_is_refused(call, said):
    with pytest.raises(InvalidRecord, match=said):
        call()


def test_the_search_finds_what_a_greedy_choice_misses():
    """Filling by highest end takes 0.5 + 0.5; the best takes the narrow range with the high floor first."""
    low, high = [0.35, 0.0, 0.0], [0.55, 0.5, 0.45]
    lowest, highest = hhi_bounds(low, high, complete=True)
    assert highest == pytest.approx(max(0.55**2 + 0.45**2, 0.5**2 + 0.5**2))
    assert lowest == pytest.approx(0.35**2 + 2 * 0.325**2)


def test_joint_bounds_of_the_largest():
    assert largest_share_bounds([0.2, 0.2, 0.2], [0.4, 0.4, 0.4], complete=True) == pytest.approx((1 / 3, 0.4))
    assert may_lead([0.2, 0.5], [0.4, 0.6]).tolist() == [False, True]
    assert may_lead([0.0, 0.0], [0.3, 0.7], complete=True).tolist() == [False, True]
