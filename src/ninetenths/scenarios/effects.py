"""What acts do to ways and sellers: which they touch, when it is felt, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios.acts import Act
from ninetenths.scenarios.baseline import Baseline, Path, Seller
from ninetenths.scenarios.items import DAYS_OF_A_WEEK
from ninetenths.scenarios.scenario import Scenario
from ninetenths.scenarios.spelling import did_you_mean

Floats = NDArray[np.float64]

_ADDS = frozenset({"tariff", "reversal"})
"""Kinds that close nothing."""


def lag_of(path: Path) -> int:
    """Return how many weeks a cargo of this way is under way."""
    return ceil(path.sea_days / DAYS_OF_A_WEEK)


def touches_sales(act: Act, seller: Seller) -> bool:
    """Whether an act stops, or taxes, what a seller sells to the receiver, by whatever way."""
    if act.kind == "import ban":
        return seller.is_among((act.against,))
    if act.kind == "tariff" and seller.is_among((act.against,)):
        return True
    return act.kind in ("ban", "tariff") and seller.is_among(act.by)


def touches_way(act: Act, seller: Seller, path: Path) -> bool:
    """Whether an act closes one way of a seller to the receiver."""
    acting = set(act.by)
    if act.kind == "denial":
        return bool(acting & set(path.states)) or (act.with_straits and bool(acting & set(path.straits)))
    if act.kind == "port rule":
        return bool(acting & set(path.ports))
    if act.kind == "suspension":
        return act.asset in path.assets
    if act.kind == "no re-export":
        concerned = not act.of or seller.is_among((act.of,))
        return concerned and (bool(acting & set(path.states)) or seller.is_among(act.by))
    return False


def felt(act: Act, scenario: Scenario, lag: int) -> NDArray[np.bool_]:
    """Return for each week whether what arrives in it left while the act held."""
    left = np.arange(scenario.weeks) - lag
    last = scenario.weeks if act.ends is None else scenario.week_of(act.ends)
    return np.asarray((left >= scenario.week_of(act.begins)) & (left <= last))


def kept(
    acts: Iterable[tuple[Act, Floats]], scenario: Scenario, lag: int, *, draws: int, leaking: bool = True
) -> Floats:
    """Return the part of a flow that acts leave, shape (draws, weeks), from pairs of act and its draws of leakage."""
    left = np.ones((draws, scenario.weeks))
    for act, leakage in acts:
        stopped = act.share * (1 - leakage) if leaking else np.full(draws, act.share)
        left *= 1 - stopped[:, None] * felt(act, scenario, lag)[None, :]
    return left


def check_acts(baseline: Baseline, scenario: Scenario) -> None:
    """Check that every act can mean something for this supply.

    Raises
    ------
    InvalidRecord
        If an act names an unknown asset, or touches no seller and no way of the receiver: all faults are listed.
    """
    faults = [
        f"act[{place}] ({act.words}): {fault}"
        for place, act in enumerate(scenario.acts)
        if (fault := _idle(baseline, act))
    ]
    if faults:
        raise InvalidRecord("the scenario does not fit the supply:\n  " + "\n  ".join(faults))


def _idle(baseline: Baseline, act: Act) -> str:
    """Return why an act changes nothing; empty where it does."""
    if act.asset and act.asset not in baseline.asset_ids:
        known = ", ".join(baseline.asset_ids) or "none"
        return f"no asset {act.asset!r}{did_you_mean(act.asset, baseline.asset_ids)}; there are {known}"
    if act.kind == "reversal" or act.cut_share:
        return ""
    if act.kind in ("ban", "import ban", "tariff"):
        return "" if any(touches_sales(act, seller) for seller in baseline.sellers) else _no_sale(baseline)
    ways = [(seller, path) for seller in baseline.sellers for path in seller.paths or (Path(),)]
    return "" if any(touches_way(act, seller, path) for seller, path in ways) else _no_way(baseline, act)


def _no_sale(baseline: Baseline) -> str:
    sellers = ", ".join(seller.origin for seller in baseline.sellers)
    return f"none of these sells or could sell {baseline.item} to {baseline.receiver}; sellers are {sellers}"


def _no_way(baseline: Baseline, act: Act) -> str:
    straits = {state for seller in baseline.sellers for path in seller.paths for state in path.straits}
    if act.kind == "denial" and straits & set(act.by):
        return "only its straits are passed, and treaties give free passage there: with_straits = true closes them too"
    over = ", ".join(baseline.transit_states) or "no known state"
    said = f"it lies on no way by which {baseline.item} reaches {baseline.receiver}, so it changes nothing"
    return f"{said}; the ways known cross {over}"


def closes(act: Act) -> bool:
    """Whether an act stops or limits a flow, rather than taxing or adding to it."""
    return act.kind not in _ADDS
