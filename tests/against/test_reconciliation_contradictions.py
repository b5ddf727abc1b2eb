"""Minimal contradictions and fewest drops beside trying every set of readings with another solver."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from ninetenths.measures.reconciliation import Balances, Problem, Readings, Walk, contradictions, fewest_to_drop


def drawn(seed, *, latents=4, readings=7):
    generator = np.random.default_rng(seed)
    whole = np.zeros((readings, latents))
    top = np.zeros((readings, latents))
    low = np.zeros(readings)
    for k in range(readings):
        members = generator.choice(latents, size=generator.integers(1, 3), replace=False)
        top[k, members] = 1
        if generator.random() < 0.5:
            whole[k] = 1
            low[k] = generator.uniform(0, 0.9)
        else:
            low[k] = generator.uniform(0, 100)
    return Problem(
        walk=Walk(
            series=range(latents),
            period=[0] * latents,
            level=[25.0] * latents,
            spread=[25.0] * latents,
            step=[1.0] * latents,
        ),
        readings=Readings(
            numerator=csr_array(top),
            denominator=csr_array(whole),
            low=low,
            high=low * 1.05,
            error=np.full(readings, 0.05),
            doubt=np.full(readings, 0.1),
        ),
        balances=Balances(matrix=csr_array(np.ones((1, latents))), upper=[150.0]),
    )


def holds(asked, chosen, width):
    """Decide by SciPy, with rows written anew."""
    readings, walk = asked.readings, asked.walk
    usual = walk.level + walk.spread
    rows, upper = [*asked.balances.matrix.toarray()], [*asked.balances.upper]
    for k in chosen:
        top, below = readings.numerator.toarray()[k], readings.denominator.toarray()[k]
        if below.any():
            most = readings.high[k] + width * readings.error[k]
            least = readings.low[k] - width * readings.error[k]
            rows += [top - most * below, least * below - top, -below]
            upper += [0.0, 0.0, -1e-3 * float(below @ usual)]
        else:
            floor = max(0.05, 0.01 / readings.error[k]) * float(top @ usual)
            rows += [top, -top]
            upper.append(readings.high[k] + width * readings.error[k] * np.hypot(readings.high[k], floor))
            upper.append(-(readings.low[k] - width * readings.error[k] * np.hypot(readings.low[k], floor)))
    answer = linprog(np.zeros(walk.size), A_ub=np.array(rows), b_ub=np.array(upper), method="highs-ipm")
    return answer.status == 0


def brute(asked, width):
    count = asked.readings.size
    possible = {
        frozenset(chosen): holds(asked, chosen, width)
        for size in range(count + 1)
        for chosen in combinations(range(count), size)
    }
    minimal = {one for one, ok in possible.items() if not ok and all(possible[one - {k}] for k in one)}
    most = max(len(one) for one, ok in possible.items() if ok)
    drops = {frozenset(range(count)) - one for one, ok in possible.items() if ok and len(one) == most}
    return minimal, drops


@pytest.mark.parametrize("seed", range(8))
def test_all_and_only_the_minimal_sets(seed):
    asked = drawn(seed)
    minimal, drops = brute(asked, 1.0)
    found = contradictions(asked, width=1.0)
    assert found.complete
    assert {frozenset(one.readings) for one in found} == minimal
    assert {frozenset(one) for one in fewest_to_drop(asked, width=1.0)} == drops
    assert all(one.gap > 0 for one in found)


def test_the_instances_contradict_at_all():
    assert sum(len(contradictions(drawn(seed), width=1.0)) for seed in range(8)) > 10
