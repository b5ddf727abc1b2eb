"""Bounds of concentration hold for every composition, and a grid of all compositions reaches them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninetenths.measures.concentration import (
    effective_number,
    hhi,
    hhi_bounds,
    largest_share,
    largest_share_bounds,
    may_lead,
    shares_of,
)

STEPS = 12
amounts = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=12)


@st.composite
def boxes(draw, complete):
    """Ranges on a grid of twelfths within which some composition fits."""
    size = draw(st.integers(2 if complete else 1, 4))
    low = draw(st.lists(st.integers(0, STEPS // size), min_size=size, max_size=size))
    width = draw(st.lists(st.integers(0, STEPS), min_size=size, max_size=size))
    high = [min(STEPS, one + more) for one, more in zip(low, width, strict=True)]
    if complete and sum(high) < STEPS:
        high[0] = min(STEPS, high[0] + STEPS - sum(high))
    return low, high


def compositions(low, high, *, complete):
    """All compositions on the grid; with an unknown rest the last entry is what one further supplier would hold."""
    for numbers in product(*(range(one, other + 1) for one, other in zip(low, high, strict=True))):
        rest = STEPS - sum(numbers)
        if rest == 0 or (rest > 0 and not complete):
            yield np.array([*numbers, rest]) / STEPS


@settings(max_examples=60, deadline=None)
@given(boxes(complete=False))
def test_bounds_with_an_unknown_rest_are_those_of_all_compositions(box):
    low, high = (np.array(ends) / STEPS for ends in box)
    found = list(compositions(*box, complete=False))
    lowest, highest = hhi_bounds(low, high)
    assert highest == pytest.approx(max(np.square(one).sum() for one in found), abs=1e-12)
    assert lowest == pytest.approx(min(np.square(one[:-1]).sum() for one in found), abs=1e-12)
    bottom, top = largest_share_bounds(low, high)
    assert top == pytest.approx(max(one.max() for one in found), abs=1e-12)
    assert bottom == pytest.approx(min(one[:-1].max() for one in found), abs=1e-12)
    leads = [any(one[place] >= one[:-1].max() - 1e-12 for one in found) for place in range(len(low))]
    assert may_lead(low, high).tolist() == leads


@settings(max_examples=60, deadline=None)
@given(boxes(complete=True))
def test_bounds_of_a_complete_composition_are_those_of_all_compositions(box):
    low, high = (np.array(ends) / STEPS for ends in box)
    found = list(compositions(*box, complete=True))
    lowest, highest = hhi_bounds(low, high, complete=True)
    assert highest == pytest.approx(max(np.square(one).sum() for one in found), abs=1e-12)
    best = min(np.square(one).sum() for one in found)
    assert best - 4 / STEPS**2 <= lowest <= best + 1e-12
    bottom, top = largest_share_bounds(low, high, complete=True)
    assert top == pytest.approx(max(one.max() for one in found), abs=1e-12)
    assert min(one.max() for one in found) - 1 / STEPS - 1e-12 <= bottom <= min(one.max() for one in found) + 1e-12
    assert (
        may_lead(low, high, complete=True) >= [any(one[i] >= one.max() for one in found) for i in range(len(low))]
    ).all()


@settings(max_examples=60, deadline=None)
@given(amounts, st.randoms(use_true_random=False))
def test_order_and_scale_do_not_matter(flows, random):
    shuffled = list(flows)
    random.shuffle(shuffled)
    shares = shares_of(flows)
    for measure in (hhi, largest_share, effective_number):
        assert float(measure(shares)) == pytest.approx(float(measure(shares_of(np.array(shuffled) * 7))), rel=1e-9)
    assert 1 / len(flows) - 1e-12 <= float(hhi(shares)) <= float(largest_share(shares)) + 1e-12


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=10), st.floats(0, 0.5), st.integers(0, 1000))
def test_every_drawn_composition_lies_within_the_bounds(weights, slack, seed):
    shares = np.array(weights) / sum(weights)
    low, high = np.maximum(shares - slack, 0), np.minimum(shares + slack, 1)
    lowest, highest = hhi_bounds(low, high, complete=True)
    mixed = shares + np.random.default_rng(seed).uniform(-1, 1, (50, len(shares))) * slack
    mixed = mixed[(np.abs(mixed.sum(axis=1) - 1) < 1) & (mixed >= 0).all(axis=1)]
    inside = [one / one.sum() for one in mixed if ((one / one.sum() >= low) & (one / one.sum() <= high)).all()]
    assert all(lowest - 1e-9 <= float(hhi(one)) <= highest + 1e-9 for one in [shares, *inside])


def test_a_point_has_no_width():
    assert hhi_bounds([0.5, 0.3, 0.2], [0.5, 0.3, 0.2]) == pytest.approx((0.38, 0.38))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.2), st.floats(0, 0.6)), min_size=2, max_size=7))
def test_the_highest_index_is_that_of_the_best_corner(ranges):
    """A convex function is largest at a corner: all shares but one at an end of their range."""
    low = np.array([one for one, _ in ranges]) / 2
    high = np.minimum(low + np.array([more for _, more in ranges]), 1)
    low, high = np.append(low, max(0.0, 1 - high.sum())), np.append(high, 1 - low.sum())
    best = 0.0
    for free in range(len(low)):
        others = [place for place in range(len(low)) if place != free]
        for ends in product((0, 1), repeat=len(others)):
            shares = np.array([(low, high)[end][place] for end, place in zip(ends, others, strict=True)])
            rest = 1 - shares.sum()
            if low[free] - 1e-12 <= rest <= high[free] + 1e-12:
                best = max(best, float(np.square(shares).sum() + rest**2))
    assert hhi_bounds(low[:-1], high[:-1])[1] == pytest.approx(best, abs=1e-9)
