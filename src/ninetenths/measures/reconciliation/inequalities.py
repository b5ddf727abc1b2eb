"""Readings as inequalities: what must hold if a witness is right within so many of its errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array, vstack

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation.likelihood import floors, usual_flows
from ninetenths.measures.reconciliation.problem import Floats, Integers, Problem
from ninetenths.measures.reconciliation.results import Bound

SOMETHING = 1e-3
"""Part of its usual size that the whole of a share has at the least."""
BOUNDS: tuple[Bound, ...] = ("high", "low", "whole")


@dataclass(frozen=True, slots=True)
class Inequalities:
    """Rows ``matrix @ x <= upper``, each divided by its `size` so that all are near 1; first readings, then balances.

    Parameters
    ----------
    matrix, upper, size
        The rows, with the number each was divided by.
    reading
        The reading of each row, or -1 for a balance.
    bound
        Which side of the reading, as a place in `BOUNDS`; for a balance its index.
    """

    matrix: csr_array
    upper: Floats
    size: Floats
    reading: Integers
    bound: Integers


def inequalities_of(problem: Problem, width: float) -> Inequalities:
    """Return the rows of a problem with every reading taken *width* errors wide.

    Raises
    ------
    InvalidRecord
        If the width is negative or not finite.
    """
    if not (np.isfinite(width) and width >= 0):
        raise InvalidRecord(f"width is {width}; expected a number of errors, 0 or more")
    readings, balances = problem.readings, problem.balances
    share = readings.is_share
    floor = floors(problem)
    low = readings.low - width * readings.error * np.where(share, 1.0, np.hypot(readings.low, floor))
    high = readings.high + width * readings.error * np.where(share, 1.0, np.hypot(readings.high, floor))
    usual = _usual_whole(problem)
    counted, whole = readings.numerator, readings.denominator
    by_high = counted - diags_array(np.where(share, high, 0.0)) @ whole
    by_low = diags_array(np.where(share, low, 0.0)) @ whole - counted
    rows = [by_high[~share | (high < 1)], by_low[low > 0], -whole[share], balances.matrix]
    upper = [
        np.where(share, 0.0, high)[~share | (high < 1)],
        np.where(share, 0.0, -low)[low > 0],
        -SOMETHING * usual[share],
        balances.upper,
    ]
    owners = [np.flatnonzero(~share | (high < 1)), np.flatnonzero(low > 0), np.flatnonzero(share)]
    limits = np.abs(balances.matrix) @ np.maximum(usual_flows(problem), 1e-12)
    size = np.concatenate([*(usual[owner] for owner in owners), np.where(limits > 0, limits, 1.0)])
    return Inequalities(
        matrix=csr_array(diags_array(1 / size) @ vstack(rows, format="csr")),
        upper=np.concatenate(upper) / size,
        size=size,
        reading=np.concatenate([*owners, np.full(balances.size, -1)]),
        bound=np.concatenate(
            [*(np.full(len(owner), place) for place, owner in enumerate(owners)), range(balances.size)]
        ).astype(np.int64),
    )


def _usual_whole(problem: Problem) -> Floats:
    """Return the usual size of what each reading measures: the whole of a share, else the level, shape (K,)."""
    usual, readings = usual_flows(problem), problem.readings
    return np.asarray(np.where(readings.is_share, readings.denominator @ usual, readings.numerator @ usual))


def merged_columns(matrix: csr_array) -> csr_array:
    """Return the matrix with equal columns taken once: flows that are always read together count as one flow."""
    dense = matrix.toarray().T
    return csr_array(np.unique(dense, axis=0).T)
