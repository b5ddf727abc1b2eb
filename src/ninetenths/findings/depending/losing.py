"""Sensitivity and vulnerability of a slice: what the loss of one supplier would cost by formula, over assumptions."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.depending.composing import PART_OF_ROUTE
from ninetenths.findings.depending.records import Assumptions, Exposure, Loss, OpenSpan, Slice
from ninetenths.measures.cutoff_loss import nested_loss, price_index_change, short_run_loss

UNDIFFERENTIATED = frozenset({"crude", "crude and products", "oil", "gas", "pipeline gas", "LNG", "coal", "hard coal"})
"""Items that differ little by origin, for which an elasticity between suppliers says little."""

MOST = 10
"""Suppliers of a slice whose loss is computed, the largest first."""

CAVEAT = (
    "An elasticity between suppliers is made for goods that differ by origin. Crude and gas hardly do: their loss is "
    "freight, grade and contract differentials plus the price, and comes from a cut-off run (`ninetenths whatif`). The "
    "figures here are bounds for comparison."
)


def losses(found: list[Slice], given: Assumptions) -> list[Loss]:
    """Return a loss for the largest exposures of the slices that tell of suppliers and not of routes."""
    return [
        _loss(one, exposure, given)
        for one in found
        if PART_OF_ROUTE not in one.definition
        for exposure in one.exposures[:MOST]
    ]


def _loss(one: Slice, exposure: Exposure, given: Assumptions) -> Loss:
    share = np.clip(exposure.share, 0.0, 1.0)
    foreign = (1.0 - given.home_supply[1], 1.0 - given.home_supply[0])
    corners = [np.array(corner) for corner in product(share, foreign, given.between)]
    s, f, between = np.array(corners).T
    rises = price_index_change(f, s, home=between, between=between)
    costs = np.concatenate([nested_loss(a, f, s, home=between, between=between) for a in given.cost_share])
    short = np.array(
        [
            short_run_loss(a, d * u, e)
            for a, d, u, e in product(given.cost_share, share, given.unreplaced, given.short_run)
        ]
    )
    return Loss(
        suppliers=exposure.suppliers,
        definition=one.definition,
        begins=one.begins,
        ends=one.ends,
        sensitivity=(float(short.min()), float(short.max())),
        price_rise=_ends(rises),
        vulnerability=_ends(costs),
        statement_ids=exposure.statement_ids,
    )


def _ends(numbers: NDArray[np.float64]) -> OpenSpan:
    high = float(numbers.max())
    return float(numbers.min()), high if np.isfinite(high) else None
