"""Reconciling readings of one whole: draws, contradictions, and what one more draw costs."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.sparse import csr_array

from benchmarks.registry import Benchmark
from ninetenths.measures.reconciliation import (
    Problem,
    Readings,
    Walk,
    contradictions,
    fewest_to_drop,
    no_balances,
    sample,
)

ORIGINS = 6


@cache
def _problem(latents: int) -> Problem:
    """Return six origins and one reading for every five latents: a third levels, the rest shares."""
    generator = np.random.default_rng(latents)
    periods, count = latents // ORIGINS, latents // 5
    true = np.abs(30 + np.cumsum(generator.normal(0, 5, (ORIGINS, periods)), axis=1))
    top, whole, said = np.zeros((count, ORIGINS, periods)), np.zeros((count, ORIGINS, periods)), np.zeros(count)
    for k in range(count):
        first = int(generator.integers(periods - 3))
        window = slice(first, first + int(generator.integers(1, 4)))
        top[k, generator.integers(ORIGINS), window] = 1 / (window.stop - window.start)
        if k % 3:
            whole[k, :, window] = 1 / (window.stop - window.start)
        measured = (top[k] * true).sum() / ((whole[k] * true).sum() if k % 3 else 1.0)
        said[k] = np.clip(measured + 0.03 * generator.normal(), 0, 1) if k % 3 else measured * generator.normal(1, 0.05)
    even = np.full(ORIGINS, 30.0)
    return Problem(
        walk=Walk(
            series=np.repeat(np.arange(ORIGINS), periods),
            period=np.tile(np.arange(periods), ORIGINS),
            level=even,
            spread=even,
            step=even / 4,
        ),
        readings=Readings(
            numerator=csr_array(top.reshape(count, -1)),
            denominator=csr_array(whole.reshape(count, -1)),
            low=np.maximum(said, 0),
            high=np.maximum(said, 0),
            error=np.where(np.arange(count) % 3, 0.03, 0.05),
            doubt=np.full(count, 0.1),
        ),
        balances=no_balances(latents),
    )


def _case(_: int) -> object:
    """Reconcile the embedded case."""
    from ninetenths.datasets.packs import DEFAULT_PACK, open_ledger  # noqa: PLC0415 - a room is loaded when it is timed
    from ninetenths.findings.reconciling import reconcile  # noqa: PLC0415

    return reconcile(open_ledger(DEFAULT_PACK), "ISR", item="crude", begins=2005, ends=2026, seed=1)


RECONCILING = (
    Benchmark(
        name="reconcile readings",
        build=_problem,
        sweep=(132, 300),
        smoke=60,
        phases={
            "1,000 draws": lambda problem: sample(problem, draws=1000, seed=1),
            "contradictions": lambda problem: contradictions(problem, width=2.0),
            "fewest to drop": lambda problem: fewest_to_drop(problem, width=2.0),
        },
        target={"1,000 draws": 3.0},
    ),
    Benchmark(
        name="reconcile the case",
        build=lambda size: size,
        sweep=(1,),
        smoke=1,
        phases={"reconcile of ISR crude 2005–2026": _case},
        target={"reconcile of ISR crude 2005–2026": 5.0},
    ),
)
