"""What a run says: distributions of shortage, cost, price and flows, beside the baseline of the same draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ninetenths.scenarios.baseline import Baseline
from ninetenths.scenarios.legal import ActInLaw
from ninetenths.scenarios.parameters import Parameter
from ninetenths.scenarios.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The 5th, 50th and 95th percentile of the draws in which there is a value, and the share of draws with none.

    Reading: the spread of this model's answers over the ranges assumed; what the model leaves out is not in it.
    """

    p5: float
    p50: float
    p95: float
    without: float = 0.0

    @classmethod
    def of(cls, values: Floats) -> Spread:
        """Return the spread of draws; NaN marks a draw without a value."""
        known = values[np.isfinite(values)]
        if not len(known):
            return cls(p5=float("nan"), p50=float("nan"), p95=float("nan"), without=1.0)
        low, middle, high = np.percentile(known, [5, 50, 95])
        return cls(p5=float(low), p50=float(middle), p95=float(high), without=1 - len(known) / len(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What one offer brings, mean over the weeks since the act, in the item's rate unit: baseline and after."""

    label: str
    kind: str
    way: str
    origin: str
    baseline: Spread
    after: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What one actor loses in a run, in million US dollars; a negative loss is a gain. ``why`` says through what."""

    actor: str
    why: str
    amount: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """What gets through one act all the same, in the item's rate unit, and as a share of what it touches."""

    act: str
    rate: Spread
    share: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """How strongly an input moves the answer: Spearman's rank correlation over the draws with ``moves``.

    Reading: which assumption to sharpen first; not a cause.
    """

    name: str
    correlation: float
    moves: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """All solves of a run: how many, how many had to be solved from nothing, and the worst residuals."""

    solves: int
    cold: int
    primal: float
    dual: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A run: spreads in ``spreads``, and every draw behind them in ``values``.

    ``spreads`` and ``values`` carry the names of `MEASURES`. ``stock`` is the stock path (5th, 50th, 95th percentile by
    week, in days of usual need); ``short`` the same of the shortage in percent of need. ``legal`` says how each act is
    read in law.

    Reading: what would follow from the act under the assumptions listed; a model is not a forecast.
    """

    scenario: Scenario
    baseline: Baseline
    parameters: tuple[Parameter, ...]
    seed: int
    draws: int
    spreads: Mapping[str, Spread]
    values: Mapping[str, Floats]
    inputs: Mapping[str, Floats]
    flows: tuple[Flow, ...]
    losses: tuple[Loss, ...]
    leaks: tuple[Leak, ...]
    drivers: tuple[Driver, ...]
    stock: Floats
    short: Floats
    certified: Certified
    assumptions: tuple[str, ...]
    legal: tuple[ActInLaw, ...] = ()


MEASURES: Mapping[str, tuple[str, str]] = {
    "days_to_shortage": ("days", "days from the beginning of the run to the first shortage"),
    "deepest_rate": ("rate", "unserved in the deepest week: missing beyond what users give up for price"),
    "deepest_share": ("percent", "unserved in the deepest week, of the need"),
    "total_short": ("amount", "unserved over the whole run, less that of the baseline"),
    "given_up": ("amount", "given up for price over the whole run, less that of the baseline"),
    "given_up_share": ("percent", "given up for price in the deepest week, of the need"),
    "dearest": ("price", "price in the receiver in its dearest week, on the demand curve"),
    "stock_drawn": ("days", "stocks drawn and not refilled at the end, less the baseline, in days of need"),
    "least_cover": ("days", "least usable stock of the run, in days of need"),
    "owed_cover": ("days", "least stock as the 90-day rule of the IEA counts it, in days of net imports"),
    "extra_cost": ("million USD", "extra cost of supply: freight, grade, premium, duties to others"),
    "extra_cost_unit": ("price", "the same for each unit received"),
    "price_change": ("percent", "change of the market price, for every buyer"),
    "price_cost": ("million USD", "what that price change costs the receiver"),
    "given_up_loss": ("million USD", "worth of what is given up for price, beyond its price"),
    "shortage_loss": ("million USD", "worth of what is unserved, beyond its price"),
    "loss": ("million USD", "loss of the receiver: extra cost, price, given up, unserved and stocks used up"),
    "duty_paid": ("million USD", "duties paid to the receiver's own treasury; no loss"),
    "rerouted": ("rate", "usual supply that comes by another way"),
    "replaced": ("rate", "supply bought on top from others, less the baseline"),
}
"""Every measure of a run: its unit (``rate``, ``amount``, ``price`` stand for those of the item), and its meaning.

``owed_cover`` is there for crude of members of the International Energy Agency alone."""
