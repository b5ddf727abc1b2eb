"""Solve a plan and its scenarios: columns built once, bounds and costs changed, every answer certified."""

from __future__ import annotations

from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csc_array

from ninetenths.errors import InvalidRecord
from ninetenths.measures.dispatch.certifying import TOLERANCE, Certifier, Residuals
from ninetenths.measures.dispatch.columns import Bounds, Layout, bounds_of, cover_of, matrix_of
from ninetenths.measures.dispatch.plan import Floats, Plan
from ninetenths.measures.dispatch.repairing import named, reasons
from ninetenths.measures.dispatch.result import Certificate, Result


@dataclass(frozen=True, slots=True)
class Optimum:
    """A point (columns), its multipliers (rows) and how well both pass; ``refused``: a warm start's answer did not."""

    x: Floats
    y: Floats
    residuals: Residuals
    refused: bool = False


class Dispatch:
    """A plan made ready to be solved many times.

    The columns are built once; a scenario changes bounds and costs and starts the dual simplex from the basis of the
    unchanged plan, so its answer does not depend on which scenarios were solved before. HiGHS can call a wrong answer
    optimal after such a start (HiGHS issue 3194): each answer is checked from the problem itself, and solved again from
    nothing where the check fails.

    Parameters
    ----------
    plan
        The plan; scenarios are changes to it.

    Examples
    --------
    A seller at node 0, a buyer at node 1, one pipeline of 6 units for a demand of 10, of which 20 % is given up at
    a loss of 50 a unit and the rest at 1,000:

    >>> import numpy as np
    >>> plan = Plan(
    ...     periods=1,
    ...     nodes=2,
    ...     arc_tail=[0],
    ...     arc_head=[1],
    ...     arc_capacity=[[6]],
    ...     arc_cost=[2],
    ...     supply_node=[0],
    ...     supply_limit=[[20]],
    ...     supply_cost=[30],
    ...     demand_node=[1],
    ...     demand=[[10]],
    ...     demand_part=[[0.2, 0.8]],
    ...     demand_value=[[50, 1000]],
    ... )
    >>> result = Dispatch(plan).solve()
    >>> result.cost, result.unserved[0, :, 0].tolist(), result.arc_rent.tolist()
    (2292.0, [2.0, 2.0], [[968.0]])
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.layout = Layout.of(plan)
        self.base = bounds_of(plan, self.layout, {})
        self._matrix = matrix_of(plan, self.layout)
        self._certifier = Certifier.of(self._matrix)
        self._now = self.base
        self._highs = _loaded(self._matrix, self.base)
        self._columns = np.arange(self._matrix.shape[1], dtype=np.int32)
        self._rows = np.arange(self._matrix.shape[0], dtype=np.int32)
        self._start: highspy.HighsBasis | None = None
        self._own: Optimum | None = None
        self._tried = False

    def solve(
        self,
        *,
        arc_capacity: ArrayLike | None = None,
        arc_cost: ArrayLike | None = None,
        supply_limit: ArrayLike | None = None,
        supply_cost: ArrayLike | None = None,
        demand: ArrayLike | None = None,
        demand_value: ArrayLike | None = None,
        arrivals: ArrayLike | None = None,
        stock_initial: ArrayLike | None = None,
        gate_limit: ArrayLike | None = None,
    ) -> Result:
        """Return the cheapest plan with the given fields changed; what is not given is as in the plan.

        Each argument replaces the plan's field of that name, in the same shape (one column is spread over periods).

        Raises
        ------
        InvalidRecord
            If a change has the wrong shape or sign, if the plan cannot be met (with the minimums that give way and by
            how much), or if no answer passes its certificate.

        Reading: the answer of a planner who sees all periods at once; real buyers do not, so shortages come sooner.
        """
        given = {
            "arc_capacity": arc_capacity,
            "arc_cost": arc_cost,
            "supply_limit": supply_limit,
            "supply_cost": supply_cost,
            "demand": demand,
            "demand_value": demand_value,
            "arrivals": arrivals,
            "stock_initial": stock_initial,
            "gate_limit": gate_limit,
        }
        changes = {name: self.plan.with_values(name, value) for name, value in given.items() if value is not None}
        bounds = bounds_of(self.plan, self.layout, changes) if changes else self.base
        return self.result_of(bounds, self.optimum(bounds))

    def optimum(self, bounds: Bounds, start: highspy.HighsBasis | None = None) -> Optimum:
        """Return a certified optimum of given bounds, from the plan's own basis or that of a scenario close to it.

        Raises
        ------
        InvalidRecord
            As `solve` does.
        """
        if (crossed := np.flatnonzero(bounds.lower > bounds.upper)).size:
            column = int(crossed[0])
            raise InvalidRecord(
                f"the plan cannot be met: {named(self.plan, self.layout, column)} must carry or hold "
                f"{bounds.lower[column]:.6g} but is limited to {bounds.upper[column]:.6g}"
            )
        start = self._own_start() if start is None else start
        if bounds is self.base and self._own is not None:
            return self._own
        warm = self._attempt(bounds, start) if start is not None else None
        if warm is not None and warm.residuals.hold():
            return warm
        cold = self._attempt(bounds, None)
        if cold is None:
            raise InvalidRecord(self._why_none(bounds))
        if not cold.residuals.hold():
            raise InvalidRecord(
                f"no answer passes its certificate: {cold.residuals}, expected at most {TOLERANCE}. Numbers of very "
                f"different size in one plan do this; bring quantities and costs to a common scale"
            )
        return replace(cold, refused=warm is not None)

    def basis(self) -> highspy.HighsBasis:
        """Return a copy of the basis of what was solved last, to start a scenario close to it."""
        return _copied(self._highs.getBasis())

    def _own_start(self) -> highspy.HighsBasis | None:
        """Return the basis of the unchanged plan, solved once from nothing; None if that plan cannot be met."""
        if not self._tried:
            self._tried = True
            found = self._attempt(self.base, None)
            if found is not None and found.residuals.hold():
                self._own, self._start = found, self.basis()
        return self._start

    def _attempt(self, bounds: Bounds, start: highspy.HighsBasis | None) -> Optimum | None:
        """Solve once, from a basis or from nothing; None where the solver finds no optimum."""
        self._move(bounds)
        if start is None:
            self._highs.clearSolver()
        else:
            self._highs.setBasis(start)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._highs.getSolution()
        x, y = np.array(solution.col_value), np.array(solution.row_dual)
        return Optimum(x, y, self._certifier.residuals(bounds, x, y))

    def _move(self, bounds: Bounds) -> None:
        """Hand the solver what differs from what it holds, in one call a kind."""
        now = self._now
        changed = self._columns[(bounds.lower != now.lower) | (bounds.upper != now.upper)]
        if changed.size:
            self._highs.changeColsBounds(len(changed), changed, bounds.lower[changed], bounds.upper[changed])
        changed = self._columns[bounds.cost != now.cost]
        if changed.size:
            self._highs.changeColsCost(len(changed), changed, bounds.cost[changed])
        changed = self._rows[(bounds.row_lower != now.row_lower) | (bounds.row_upper != now.row_upper)]
        if changed.size:
            change = self._highs.changeRowsBounds  # type: ignore[attr-defined]  # missing from highspy's stubs
            change(len(changed), changed, bounds.row_lower[changed], bounds.row_upper[changed])
        self._now = bounds

    def _why_none(self, bounds: Bounds) -> str:
        status = self._highs.modelStatusToString(self._highs.getModelStatus())
        if (
            status in ("Unbounded", "Primal infeasible or unbounded")
            and np.isinf(bounds.upper[self.layout.high_stock]).any()
        ):
            return (
                "the plan pays for stocks without limit: an end_value above the cost of supply needs a stock_capacity"
            )
        return f"the plan cannot be met ({status}): {reasons(self.plan, self.layout, self._matrix, bounds)}"

    def result_of(self, bounds: Bounds, found: Optimum) -> Result:
        """Return an optimum in the shapes of the plan."""
        plan, layout, periods = self.plan, self.layout, self.plan.periods
        x, y = np.clip(found.x, bounds.lower, bounds.upper), found.y
        reduced = bounds.cost - self._certifier.by_column @ y
        level = (x[layout.low_stock] + x[layout.high_stock]).reshape(-1, periods)
        initial = bounds.row_lower[layout.stock].reshape(-1, periods)[:, :1]
        surplus = self._certifier.by_row[layout.node] @ x - bounds.row_lower[layout.node]
        return Result(
            cost=float(bounds.cost @ x) + bounds.offset,
            flow=x[layout.flow].reshape(-1, periods),
            supply=x[layout.supply].reshape(-1, periods),
            unserved=x[layout.unserved].reshape(*plan.demand_part.shape, periods),
            stock=np.hstack([initial, level]),
            below_cover=np.maximum(cover_of(plan)[:, None] - level, 0),
            surplus=np.maximum(surplus, 0).reshape(-1, periods),
            node_price=np.maximum(y[layout.node], 0).reshape(-1, periods),
            arc_rent=np.maximum(-reduced[layout.flow], 0).reshape(-1, periods),
            gate_rent=np.maximum(-y[layout.gate], 0).reshape(-1, periods),
            stock_value=-y[layout.stock].reshape(-1, periods)[:, 0],
            certificate=Certificate(
                primal=found.residuals.primal,
                dual=found.residuals.dual,
                gap=found.residuals.gap,
                cold=found.refused,
            ),
        )


def _loaded(matrix: csc_array, bounds: Bounds) -> highspy.Highs:
    """Return a silent, serial solver that holds the programme."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    # "threads" is left alone: HiGHS refuses to run where another part of the process chose another number first.
    options: dict[str, bool | int | str] = {
        "output_flag": False,
        "solver": "simplex",
        "simplex_strategy": 1,
        "parallel": "off",
        "random_seed": 0,
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = matrix.shape
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = bounds.cost, bounds.lower, bounds.upper
    programme.row_lower_, programme.row_upper_ = bounds.row_lower, bounds.row_upper
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = matrix.indptr
    programme.a_matrix_.index_ = matrix.indices
    programme.a_matrix_.value_ = matrix.data
    highs.passModel(programme)
    return highs


def _copied(basis: highspy.HighsBasis) -> highspy.HighsBasis:
    copy = highspy.HighsBasis()
    copy.col_status, copy.row_status = basis.col_status, basis.row_status
    copy.valid = True
    return copy
