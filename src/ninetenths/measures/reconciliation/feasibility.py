"""Can these readings hold together? Each answer is checked: flows that keep all, or a proof that there are none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, eye_array, hstack

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation.inequalities import Inequalities, inequalities_of, merged_columns
from ninetenths.measures.reconciliation.problem import Floats, Problem

TIGHT = 1e-7
"""Rows are scaled to about 1; a miss below this is rounding, not a contradiction."""
ROUNDING = 1e-9


@dataclass(slots=True)
class Feasibility:
    """Decides which sets of readings can hold together with the balances and flows of 0 or more.

    The programme lets every row give way at a cost of 1 a unit, so it always has an answer: nothing gives way where
    the set can hold, and otherwise the prices of the rows are the weights of a proof (Farkas). Both are verified on the
    rows themselves; an answer that fails is asked again from the start, since a warm start can mislead the solver.
    """

    rows: Inequalities
    matrix: csr_array
    solver: Any
    checks: int = 0
    known: dict[frozenset[int], Floats | None] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem, width: float) -> Feasibility:
        """Build the programme once.

        Raises
        ------
        InvalidRecord
            If the balances alone cannot hold.
        """
        rows = inequalities_of(problem, width)
        matrix = merged_columns(rows.matrix)
        oracle = cls(rows=rows, matrix=matrix, solver=_solver(matrix))
        if (weights := oracle.proof(())) is not None:
            named = rows.bound[np.flatnonzero(weights > ROUNDING)].tolist()
            raise InvalidRecord(
                f"balances {named} cannot hold together with flows of 0 or more, whatever was read; look for a "
                "capacity or production below what another balance demands"
            )
        return oracle

    @property
    def readings(self) -> tuple[int, ...]:
        """The readings that exclude anything at all."""
        return tuple(sorted({int(k) for k in self.rows.reading if k >= 0}))

    def proof(self, held: Collection[int]) -> Floats | None:
        """Return the weights, one for each row, of a proof that the readings *held* cannot all hold; None if they can.

        Raises
        ------
        InvalidRecord
            If no answer of the solver survives its check.
        """
        asked = frozenset(held)
        if asked not in self.known:
            self.known[asked] = self._decided(asked)
        return self.known[asked]

    def _decided(self, asked: frozenset[int]) -> Floats | None:
        """Solve, check, and solve from the start where the check fails."""
        active = np.array([k < 0 or int(k) in asked for k in self.rows.reading], dtype=np.bool_)
        upper = np.where(active, self.rows.upper, highspy.kHighsInf)
        count = len(upper)
        self.checks += 1
        self.solver.changeRowsBounds(count, np.arange(count, dtype=np.int32), np.full(count, -highspy.kHighsInf), upper)
        for attempt in range(2):
            if attempt:
                self.solver.clearSolver()
            self.solver.run()
            answer = self.solver.getSolution()
            weights = np.where(active, np.maximum(-np.array(answer.row_dual), 0.0), 0.0)
            if self._proves(weights):
                return weights
            if self._keeps(np.array(answer.col_value), active):
                return None
        raise InvalidRecord(
            f"whether readings {sorted(asked)} can hold together could not be decided: they miss by about "
            f"{self.solver.getObjectiveValue():.1e} of their size. Widen or narrow the width a little."
        )

    def _proves(self, weights: Floats) -> bool:
        """Check that the weighted rows say that something of 0 or more is below 0."""
        total = self.matrix.T @ weights
        return bool(weights @ self.rows.upper < -TIGHT and total.min(initial=0.0) >= -ROUNDING)

    def _keeps(self, columns: Floats, active: NDArray[np.bool_]) -> bool:
        """Check that the flows found keep every active row."""
        flows = np.maximum(columns[: self.matrix.shape[1]], 0.0)
        return bool((self.matrix @ flows - self.rows.upper <= TIGHT)[active].all())


def _solver(matrix: csr_array) -> highspy.Highs:
    """Return the programme: flows cost nothing, every row may give way at 1 a unit."""
    count, flows = matrix.shape
    columns = csc_array(hstack([matrix, -eye_array(count)], format="csc"))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = flows + count, count
    lp.col_cost_ = np.r_[np.zeros(flows), np.ones(count)]
    lp.col_lower_, lp.col_upper_ = np.zeros(flows + count), np.full(flows + count, highspy.kHighsInf)
    lp.row_lower_, lp.row_upper_ = np.full(count, -highspy.kHighsInf), np.full(count, highspy.kHighsInf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = columns.indptr, columns.indices, columns.data
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("primal_feasibility_tolerance", ROUNDING),
        ("dual_feasibility_tolerance", ROUNDING),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver
