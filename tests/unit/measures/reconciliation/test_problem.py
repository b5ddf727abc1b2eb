"""What cannot be reconciled is refused with every fault at once."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation import Balances, Problem, Readings, Walk, no_balances


def walk(**changes):
    given = {"series": [0, 0, 1], "period": [0, 1, 0], "level": [1, 1], "spread": [1, 1], "step": [0.5, 0.5]}
    return Walk(**{**given, **changes})


def readings(**changes):
    given = {
        "numerator": csr_array([[1.0, 0, 0], [1.0, 0, 0]]),
        "denominator": csr_array([[0.0, 0, 0], [1.0, 0, 1.0]]),
        "low": [10.0, 0.3],
        "high": [11.0, 0.4],
        "error": [0.1, 0.02],
        "doubt": [0.0, 0.1],
    }
    return Readings(**{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"spread": [1, 0]}, r"spread\[1\] is 0"),
        ({"step": [-1, 0]}, r"step\[0\] is -1"),
        ({"level": [np.nan, 0]}, r"level\[0\] is nan"),
        ({"period": [0, 0, 0]}, "two latents in one period"),
        ({"series": [0, 0, 2]}, "series run from 0 to 2"),
        ({"level": [1]}, "one shape"),
        ({"series": [0, 0]}, "alike"),
    ],
)
def test_a_faulty_walk_is_refused(changes, said):
    with pytest.raises(InvalidRecord, match=said):
        walk(**changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"high": [11.0, 1.4]}, r"share\[1\] is 1.4"),
        ({"low": [-1.0, 0.3]}, r"low\[0\] is -1"),
        ({"low": [12.0, 0.3]}, r"high - low\[0\] is -1"),
        ({"doubt": [0.0, 0.7]}, r"doubt\[1\] is 0.7"),
        ({"error": [0.0, 0.1]}, r"error\[0\] is 0"),
        ({"denominator": csr_array([[0.0, 0, 0], [0.5, 0, 1.0]])}, "reading 1 is a share whose numerator"),
        ({"numerator": csr_array([[0.0, 0, 0], [1.0, 0, 0]])}, "reading 0 counts no latent"),
        ({"numerator": csr_array([[-1.0, 0, 0], [1.0, 0, 0]])}, "negative"),
    ],
)
def test_faulty_readings_are_refused(changes, said):
    with pytest.raises(InvalidRecord, match=said):
        readings(**changes)


def test_all_faults_are_named_at_once():
    with pytest.raises(InvalidRecord) as caught:
        readings(error=[0.0, 0.1], doubt=[0.9, 0.1])
    assert "error[0]" in str(caught.value)
    assert "doubt[0]" in str(caught.value)


def test_all_parts_speak_of_the_same_latents():
    with pytest.raises(InvalidRecord, match="balances speak of 4 latents, the walk has 3"):
        Problem(walk=walk(), readings=readings(), balances=no_balances(4))


def test_a_balance_must_be_finite():
    with pytest.raises(InvalidRecord, match=r"upper\[0\] is inf"):
        Balances(matrix=csr_array([[1.0]]), upper=[np.inf])


def test_leaving_one_reading_out_keeps_the_others():
    left = readings().without(0)
    assert left.size == 1
    assert left.is_share.tolist() == [True]
    assert left.low.tolist() == [0.3]
