"""Contradictions are minimal and proved by rows that add up; physical only where a balance is broken."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation import (
    Balances,
    Problem,
    Readings,
    Walk,
    contradictions,
    fewest_to_drop,
    no_balances,
)


def problem(rows, *, limits=None, count=3):
    """Rows of (numerator, denominator, low, high), errors of a hundredth."""
    shown = [(np.isin(np.arange(count), top), np.isin(np.arange(count), below)) for top, below, _, _ in rows]
    return Problem(
        walk=Walk(
            series=range(count), period=[0] * count, level=[50.0] * count, spread=[50.0] * count, step=[1] * count
        ),
        readings=Readings(
            numerator=csr_array(np.array([top for top, _ in shown], dtype=float)),
            denominator=csr_array(np.array([below for _, below in shown], dtype=float)),
            low=[low for _, _, low, _ in rows],
            high=[high for _, _, _, high in rows],
            error=[0.01] * len(rows),
            doubt=[0.1] * len(rows),
        ),
        balances=limits or no_balances(count),
    )


EVERYONE = [0, 1, 2]


def test_two_levels_of_one_flow_contradict_by_their_distance():
    found = contradictions(problem([([0], [], 40, 41), ([0], [], 60, 61), ([1], [], 5, 6)]), width=0.0)
    assert [one.readings for one in found] == [(0, 1)]
    assert found[0].gap == pytest.approx(19)
    assert {(term.reading, term.bound) for term in found[0].terms} == {(0, "high"), (1, "low")}
    assert not found[0].physical
    assert not found[0].in_shares
    assert found.complete


def test_wide_enough_nothing_contradicts():
    assert len(contradictions(problem([([0], [], 40, 41), ([0], [], 60, 61)]), width=40.0)) == 0


def test_shares_above_one_whole_contradict_without_any_size():
    found = contradictions(problem([([0], EVERYONE, 0.6, 0.6), ([1], EVERYONE, 0.7, 0.7)]), width=0.0)
    assert [one.readings for one in found] == [(0, 1)]
    assert found[0].in_shares
    assert found[0].gap == pytest.approx(0.3)


def test_only_a_reading_that_breaks_a_balance_alone_is_physical():
    limits = Balances(matrix=csr_array([[1.0, 0, 0], [0, 1.0, 1.0]]), upper=[30.0, 30.0])
    found = contradictions(problem([([0], [], 40, 41), ([1], [], 20, 21), ([2], [], 20, 21)], limits=limits), width=1.0)
    assert {(one.readings, one.physical) for one in found} == {((0,), True), ((1, 2), False)}
    assert found[0].balances == (0,)


def test_the_proof_adds_up():
    asked = problem([([0], [], 40, 41), ([0, 1], [], 20, 21), ([1], EVERYONE, 0.5, 0.6)])
    found = contradictions(asked, width=0.0)
    assert [one.readings for one in found] == [(0, 1)]
    total, bound = np.zeros(3), 0.0
    for term in found[0].terms:
        sign = 1.0 if term.bound == "high" else -1.0
        total += term.multiplier * sign * asked.readings.numerator.toarray()[term.reading]
        bound += term.multiplier * sign * getattr(asked.readings, term.bound)[term.reading]
    assert (total >= -1e-9).all()
    assert bound == pytest.approx(-found[0].gap)


def test_every_smallest_way_out_is_found():
    drops = fewest_to_drop(
        problem([([0], [], 40, 41), ([0], [], 60, 61), ([0], [], 40, 42), ([1], [], 5, 6)]), width=0.0
    )
    assert drops.sets == ((1,),)
    pair = fewest_to_drop(problem([([0], [], 40, 41), ([0], [], 60, 61)]), width=0.0)
    assert pair.sets == ((0,), (1,))
    assert pair.complete


def test_nothing_to_drop_is_one_empty_set():
    assert fewest_to_drop(problem([([0], [], 40, 41)]), width=0.0).sets == ((),)


def test_a_limit_is_said():
    rows = [([0], [], 10 * k, 10 * k + 1) for k in range(8)]
    assert not fewest_to_drop(problem(rows), width=0.0, most=3).complete
    assert not contradictions(problem(rows), width=0.0, most_checks=5).complete


def test_balances_that_exclude_each_other_are_refused_by_name():
    limits = Balances(matrix=csr_array([[1.0, 0, 0], [-1.0, 0, 0]]), upper=[10.0, -20.0])
    with pytest.raises(InvalidRecord, match=r"balances \[0, 1\]"):
        contradictions(problem([([0], [], 1, 2)], limits=limits), width=1.0)


def test_a_negative_width_is_refused():
    with pytest.raises(InvalidRecord, match="width is -1"):
        contradictions(problem([([0], [], 1, 2)]), width=-1.0)
