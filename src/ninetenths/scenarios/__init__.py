"""A change to a network, propagated and compared with the baseline."""

from ninetenths.scenarios.acts import KINDS, Act, Span
from ninetenths.scenarios.baseline import Baseline, LegalReading, Path, Seller
from ninetenths.scenarios.outcome import MEASURES, Outcome, Spread
from ninetenths.scenarios.run import Ready, run
from ninetenths.scenarios.scenario import GivenSupplier, Scenario
from ninetenths.scenarios.scenario_file import load_scenario, render_scenario, scenario_of

__all__ = [
    "KINDS",
    "MEASURES",
    "Act",
    "Baseline",
    "GivenSupplier",
    "LegalReading",
    "Outcome",
    "Path",
    "Ready",
    "Scenario",
    "Seller",
    "Span",
    "Spread",
    "load_scenario",
    "render_scenario",
    "run",
    "scenario_of",
]
