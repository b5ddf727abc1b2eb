"""Order, labels and units change nothing that is said."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from ninetenths.measures.reconciliation import Problem, Readings, Walk, contradictions, fewest_to_drop, no_balances

LATENTS = 3
ROWS = st.lists(
    st.tuples(st.sets(st.integers(0, LATENTS - 1), min_size=1), st.booleans(), st.integers(0, 100), st.integers(0, 20)),
    min_size=1,
    max_size=5,
)


def problem(rows, *, order=None, unit=1.0):
    order = list(order or range(LATENTS))
    top = np.array([[float(latent in members) for latent in order] for members, _, _, _ in rows])
    share = np.array([is_share for _, is_share, _, _ in rows])
    low = np.array([float(low) for _, _, low, _ in rows])
    high = low + np.array([float(more) for _, _, _, more in rows])
    scale = np.where(share, 0.01, unit)
    return Problem(
        walk=Walk(
            series=range(LATENTS), period=[0] * LATENTS, level=[30 * unit] * 3, spread=[30 * unit] * 3, step=[unit] * 3
        ),
        readings=Readings(
            numerator=csr_array(top),
            denominator=csr_array(np.where(share[:, None], 1.0, np.zeros_like(top))),
            low=np.where(share, np.minimum(low * scale, 1), low * scale),
            high=np.where(share, np.minimum(high * scale, 1), high * scale),
            error=np.full(len(rows), 0.02),
            doubt=np.full(len(rows), 0.1),
        ),
        balances=no_balances(LATENTS),
    )


def said(asked):
    return {one.readings for one in contradictions(asked, width=1.0)}, set(fewest_to_drop(asked, width=1.0))


@settings(max_examples=15, deadline=None)
@given(ROWS, st.permutations(range(LATENTS)))
def test_the_order_of_latents_changes_nothing(rows, order):
    assert said(problem(rows)) == said(problem(rows, order=order))


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_the_unit_changes_nothing(rows):
    assert said(problem(rows)) == said(problem(rows, unit=8.0))


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_the_order_of_readings_changes_only_their_numbers(rows):
    sets, drops = said(problem(rows))
    turned = said(problem(rows[::-1]))
    last = len(rows) - 1
    assert {tuple(sorted(last - k for k in one)) for one in sets} == turned[0]
    assert {tuple(sorted(last - k for k in one)) for one in drops} == turned[1]


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_every_way_out_meets_every_contradiction(rows):
    sets, drops = said(problem(rows))
    assert all(set(one) & set(drop) for one in sets for drop in drops)
