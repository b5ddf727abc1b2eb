"""Why a plan cannot be met: the smallest total by which its minimums would have to give way, each named."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array, eye_array, hstack, vstack

from ninetenths.measures.dispatch.columns import Bounds, Layout
from ninetenths.measures.dispatch.plan import Floats, Plan


def reasons(plan: Plan, layout: Layout, matrix: csc_array, bounds: Bounds) -> str:
    """Return in words what cannot be met, and by how much, by an elastic solve.

    Without minimums a plan can be met, by serving nobody, unless a stock begins with more than it can hold: so minimums
    are let down and stocks may spill, at the least total, and what gave way is named.
    """
    short, spilt = _given_way(layout, matrix, bounds)
    least = bounds.lower
    words = [
        (
            short[column],
            f"{named(plan, layout, column)} is {short[column]:.6g} short of its minimum {least[column]:.6g}",
        )
        for column in np.flatnonzero(short > _SEEN).tolist()
    ]
    for row in np.flatnonzero(spilt > _SEEN).tolist():
        stock = named(plan, layout, layout.low_stock.start + row)
        words.append((spilt[row], f"{stock} has {spilt[row]:.6g} more than it can hold or give"))
    worst = sorted(words, key=lambda pair: -pair[0])[:5]
    return "; ".join(text for _, text in worst) or "no minimum explains it: a cost or limit is out of scale"


_SEEN = 1e-7


def _given_way(layout: Layout, matrix: csc_array, bounds: Bounds) -> tuple[Floats, Floats]:
    """Return by how much each column's minimum, and each stock's balance, gives way where their sum is least."""
    columns, by_row = matrix.shape[1], matrix.tocsr()
    held = np.flatnonzero(bounds.lower > 0)
    equal = np.zeros(matrix.shape[0], dtype=bool)
    equal[layout.stock] = True
    above, below = ~equal & np.isfinite(bounds.row_upper), ~equal & np.isfinite(bounds.row_lower)
    stocks, least = int(equal.sum()), eye_array(columns, format="csr")[held]
    limits = vstack([by_row[above], -by_row[below], -least], format="csr")
    slack = vstack([csc_array((limits.shape[0] - len(held), len(held))), -eye_array(len(held))])
    extra = len(held) + stocks
    found = linprog(
        np.concatenate([np.zeros(columns), np.ones(extra)]),
        A_ub=hstack([limits, slack, csc_array((limits.shape[0], stocks))], format="csc"),
        b_ub=np.concatenate([bounds.row_upper[above], -bounds.row_lower[below], -bounds.lower[held]]),
        A_eq=hstack([by_row[equal], csc_array((stocks, len(held))), eye_array(stocks)], format="csc"),
        b_eq=bounds.row_upper[equal],
        bounds=np.column_stack([np.zeros(columns + extra), np.concatenate([bounds.upper, np.full(extra, np.inf)])]),
        method="highs",
    )
    short = np.zeros(columns)
    if found.x is None:
        return short, np.zeros(stocks)
    short[held] = found.x[columns : columns + len(held)]
    return short, found.x[columns + len(held) :]


def named(plan: Plan, layout: Layout, column: int) -> str:
    """Return which arc or stock, and when, a column with a minimum stands for."""
    if column < layout.flow.stop:
        arc, period = divmod(column - layout.flow.start, plan.periods)
        return f"arc {arc} (node {plan.arc_tail[arc]} to {plan.arc_head[arc]}) in period {period}"
    stock, period = divmod(column - layout.low_stock.start, plan.periods)
    return f"stock {stock} (node {plan.stock_node[stock]}) at the end of period {period}"
