"""Whether the balances leave any room at all."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation.target import Target


def check_interior(target: Target) -> None:
    """Refuse balances without room.

    Raises
    ------
    InvalidRecord
        If the balances leave no flow possible, or only an equation's worth.
    """
    rows, size = target.limits.shape
    room = np.minimum(target.give.ravel(), np.maximum(np.abs(target.upper.ravel()), 1e-3))
    matrix = hstack([target.limits, csr_array(room[:, None])], format="csr")
    bounds = [(0.0, None)] * size + [(None, 1.0)]
    found = linprog(np.r_[np.zeros(size), -1.0], A_ub=matrix, b_ub=target.upper.ravel(), bounds=bounds, method="highs")
    if found.status != 0 or found.x[-1] <= 1e-9:
        short = f"they miss by {-found.x[-1] * room.max():.3g}" if found.status == 0 else found.message
        raise InvalidRecord(
            f"no flows of 0 or more keep all {rows} balances with any room: {short}. Look for a capacity or production "
            "below what another balance demands; an equation must be written by leaving one latent out."
        )
