"""Recompute, from the problem itself, whether an answer is feasible and optimal: never trust the solver's word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csr_array

from ninetenths.measures.dispatch.columns import Bounds
from ninetenths.measures.dispatch.plan import Floats

TOLERANCE = 1e-6
"""Largest residual, relative to the numbers in the problem, that counts as rounding (the solver's own is 1e-7)."""


@dataclass(frozen=True, slots=True)
class Residuals:
    """How far a point is from feasible (``primal``), its multipliers from dual feasible, and the two costs apart."""

    primal: float
    dual: float
    gap: float

    def hold(self) -> bool:
        """Tell whether all three are rounding."""
        return self.primal <= TOLERANCE and self.dual <= TOLERANCE and self.gap <= TOLERANCE


@dataclass(frozen=True, slots=True)
class Certifier:
    """The matrix of a programme in both orders, so that a check is two products."""

    by_row: csr_array
    by_column: csr_array

    @classmethod
    def of(cls, matrix: csc_array) -> Certifier:
        """Return the certifier of a matrix."""
        return cls(matrix.tocsr(), matrix.T.tocsr())

    def residuals(self, bounds: Bounds, x: Floats, y: Floats) -> Residuals:
        """Return the residuals of a point ``x`` and row multipliers ``y``.

        By weak duality any ``y`` gives a bound below every cost: a positive multiplier counts its row at the lower
        side, a negative one at the upper side, and so do reduced costs with their columns. A multiplier that would need
        an infinite side is the dual violation; what is left between cost and bound is the gap.
        """
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            return Residuals(np.inf, np.inf, np.inf)
        activity = self.by_row @ x
        reduced = bounds.cost - self.by_column @ y
        primal = max(_outside(x, bounds.lower, bounds.upper), _outside(activity, bounds.row_lower, bounds.row_upper))
        column_value, column_fault = _at_side(reduced, bounds.lower, bounds.upper)
        row_value, row_fault = _at_side(y, bounds.row_lower, bounds.row_upper)
        terms = bounds.cost * x
        cost, size = terms.sum(), np.abs(terms).sum()
        return Residuals(
            primal=primal / (1.0 + float(np.abs(x).max(initial=0))),
            dual=max(column_fault, row_fault) / (1 + float(np.abs(bounds.cost).max(initial=0))),
            gap=float(abs(cost - column_value - row_value) / (1 + size)),
        )


def _outside(value: Floats, lower: Floats, upper: Floats) -> float:
    """Return how far the worst value lies outside its bounds."""
    return float(np.maximum(lower - value, value - upper).max(initial=0.0))


def _at_side(multiplier: Floats, lower: Floats, upper: Floats) -> tuple[float, float]:
    """Return the multipliers' worth at the side they point to, and the largest that points to an infinite side."""
    side = np.where(multiplier > 0, lower, upper)
    open_side = np.isinf(side)
    fault = float(np.abs(multiplier[open_side]).max(initial=0.0))
    return float(multiplier[~open_side] @ side[~open_side]), fault
