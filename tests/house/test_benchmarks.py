"""Every benchmark runs: each phase once, at its smallest size, without a clock."""

import math
import os

import pytest
from benchmarks.registry import registered

PHASES = [(benchmark, phase) for benchmark in registered() for phase in benchmark.phases]


@pytest.mark.parametrize(("benchmark", "phase"), PHASES, ids=[f"{one.name}: {phase}" for one, phase in PHASES])
def test_a_phase_runs(benchmark, phase):
    found = benchmark.phases[phase](benchmark.build(benchmark.smoke))
    if isinstance(found, float) and math.isnan(found):
        if os.environ.get("NINETENTHS_CORPUS"):
            pytest.fail("Chromium is missing where the continuous integration promises it")
        pytest.skip("install Chromium or name it in NINETENTHS_CHROMIUM")


def test_a_target_names_a_phase():
    assert all(set(one.target) <= set(one.phases) for one in registered())
    assert len({one.name for one in registered()}) == len(registered())
