"""Operators over a layout as the arrays of `ninetenths.measures.reconciliation`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ninetenths.findings.reconciling.items import Item
from ninetenths.findings.reconciling.layout import Layout
from ninetenths.findings.reconciling.operators import Operator, Slice
from ninetenths.findings.reconciling.ways import Limit
from ninetenths.measures.reconciliation import Balances, Problem, Readings

NEXT_TO_NOTHING = 0.03
"""A printed zero is read as less than this part of the usual total: books have a smallest entry."""
USUAL = (0.6, 1.4)
"""Between which times the usual total that of a year is looked for where no statement prints it."""
USUAL_ERROR, _USUAL_MOST = 0.15, 2.2
_LEAST_POINTS = 0.003
_LEAST_RELATIVE = 0.005
_NO_LIMIT = 100.0
"""Times the usual total: where a source only says what a figure exceeds, a proof must not use an upper end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The readings of an item over its latent flows, and the physical limits."""

    item: Item
    operators: tuple[Operator, ...]
    layout: Layout
    limits: tuple[Limit, ...]


def build_problem(assembly: Assembly) -> Problem:
    """Return the arrays for sampling: printed ends widened by rounding, errors by witness, capacity as balances.

    After the readings stands, for each period, what is believed of the total before anything is read.
    """
    operators, layout = assembly.operators, assembly.layout
    beliefs = _usual(layout)
    return Problem(
        walk=layout.walk(),
        readings=Readings(
            numerator=csr_array(np.vstack([_rows(operators, layout, whole=False), *(row for row, *_ in beliefs)])),
            denominator=csr_array(np.vstack([_rows(operators, layout, whole=True), *(0 * row for row, *_ in beliefs)])),
            low=np.array([*(max(0.0, one.low - one.rounded) for one in operators), *(low for _, low, _ in beliefs)]),
            high=np.array([*(_high(one, layout) for one in operators), *(high for *_, high in beliefs)]),
            error=np.array([*(error_of(one) for one in operators), *([USUAL_ERROR] * len(beliefs))]),
            doubt=np.array([*(one.error.doubt for one in operators), *([0.0] * len(beliefs))]),
        ),
        balances=_balances(layout, assembly.limits),
    )


def _usual(layout: Layout) -> list[tuple[NDArray[np.float64], float, float]]:
    """Return for each period the weights of its total and between what it is looked for: wider where it is short."""
    found = []
    months_of = layout.grid.months()
    for period in np.flatnonzero(layout.followed.any(axis=0)).tolist():
        weights, months = np.eye(len(layout.grid))[period], months_of[period]
        wider = sqrt(max(1.0, 12 / months))
        low, high = 1 - (1 - USUAL[0]) * wider, min(_USUAL_MOST, 1 + (USUAL[1] - 1) * wider)
        found.append((layout.row(Slice(), weights), max(0.0, low) * layout.scale, high * layout.scale))
    return found


def build_proof(assembly: Assembly, *, printed: bool = False) -> Problem:
    """Return the arrays for proofs: open figures have no upper end; *printed* takes figures without rounding."""
    operators, layout = assembly.operators, assembly.layout
    problem = build_problem(assembly)
    readings = _first(problem.readings, len(operators))
    low = np.array([one.low for one in operators]) if printed else readings.low
    high = np.array([max(one.high, one.low) for one in operators]) if printed else readings.high
    open_top = np.array([_top(one, layout) for one in operators])
    return Problem(
        walk=problem.walk,
        readings=Readings(
            numerator=readings.numerator,
            denominator=readings.denominator,
            low=low,
            high=np.where([one.open_above or one.at_least for one in operators], np.maximum(open_top, low), high),
            error=readings.error,
            doubt=readings.doubt,
        ),
        balances=problem.balances,
    )


def error_of(operator: Operator) -> float:
    """Return the standard deviation of a witness's own error: a fraction of an amount, share points of a share.

    An error in the part or the whole moves a share most where it is a half, and little where it is next to nothing.
    """
    if not operator.is_share:
        return max(_LEAST_RELATIVE, hypot(operator.error.relative, operator.density))
    middle = (operator.low + operator.high) / 2
    return max(_LEAST_POINTS, 2 * sqrt(middle * (1 - middle)) * operator.error.points)


def _first(readings: Readings, count: int) -> Readings:
    """Return the first readings: those of statements, without what is believed beforehand."""
    return Readings(
        numerator=readings.numerator[:count],
        denominator=readings.denominator[:count],
        low=readings.low[:count],
        high=readings.high[:count],
        error=readings.error[:count],
        doubt=readings.doubt[:count],
    )


def _high(operator: Operator, layout: Layout) -> float:
    if operator.at_least:
        return _top(operator, layout)
    high = operator.high + operator.rounded
    return min(1.0, high) if operator.is_share else max(high, NEXT_TO_NOTHING * layout.scale)


def _top(operator: Operator, layout: Layout) -> float:
    """Return an upper end that limits nothing."""
    return 1.0 if operator.is_share else _NO_LIMIT * layout.scale


def _rows(operators: Sequence[Operator], layout: Layout, *, whole: bool) -> NDArray[np.float64]:
    rows = np.zeros((len(operators), layout.size))
    for number, one in enumerate(operators):
        part = one.denominator if whole else one.numerator
        if part is not None:
            rows[number] = layout.row(part, layout.grid.weights(one.first, one.last))
    return rows


def _balances(layout: Layout, limits: Sequence[Limit]) -> Balances:
    periods = len(layout.grid)
    rows = np.zeros((len(limits) * periods, layout.size))
    for number, limit in enumerate(limits):
        for period, one in enumerate(np.eye(periods)):
            rows[number * periods + period] = layout.row(Slice(way=limit.asset_id), one)
    upper = np.repeat([limit.upper for limit in limits], periods) if limits else np.zeros(0)
    return Balances(matrix=csr_array(rows), upper=upper)
