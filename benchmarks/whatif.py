"""What a cut-off costs to run: many draws of a supply like that of a small importer, each planned twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.registry import Benchmark
from ninetenths.scenarios import Act, Baseline, Outcome, Path, Scenario, Seller, Span, run

_SELLERS = 34


@dataclass(frozen=True, slots=True)
class Cutting:
    """A supply, a denial of transit for half a year, and how many draws."""

    baseline: Baseline
    scenario: Scenario
    draws: int

    def run(self) -> Outcome:
        """Run the scenario."""
        return run(self.baseline, self.scenario, draws=self.draws, seed=1)


def build(draws: int) -> Cutting:
    """Return a supply of four usual sellers and thirty others, half of whose way crosses the state that refuses."""
    sellers = tuple(
        Seller(
            origin=f"S{number:02}",
            paths=(
                Path(states=("TUR",) if number % 2 else (), sea_km=1000.0 + 300 * number, sea_days=2.0 + number / 2),
                Path(states=("RUS",), sea_km=4000.0 + 300 * number, sea_days=8.0 + number / 2),
            ),
            exports=Span.of(500.0, 2000.0),
            api=28.0 + number / 2,
            sulphur=1.0,
            known=number % 3 == 0,
        )
        for number in range(_SELLERS)
    )
    rates = np.zeros((draws, _SELLERS))
    rates[:, :4] = np.random.default_rng(1).uniform(20.0, 90.0, (draws, 4))
    baseline = Baseline(receiver="ISR", item="crude", period="2024", sellers=sellers, rates=rates)
    begins = date(2024, 6, 1)
    act = Act(kind="denial", by=("TUR",), against="ISR", begins=begins)
    return Cutting(baseline, Scenario(receiver="ISR", item="crude", begins=begins, weeks=26, acts=(act,)), draws)


WHATIF = (
    Benchmark(
        name="a cut-off of 26 weeks, by draws",
        build=build,
        sweep=(100, 1000),
        phases={"run": Cutting.run},
        smoke=20,
        target={"run": 10.0},
    ),
)
