"""Which statement moves the answer most: how far a share shifts if it is left out."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from ninetenths.findings.reconciling.assembling import Assembly
from ninetenths.findings.reconciling.composing import touches
from ninetenths.findings.reconciling.operators import OTHER, Slice
from ninetenths.findings.reconciling.result import Composition, Influence
from ninetenths.measures.reconciliation import Posterior, Problem, influence

_ANSWERS = 2
"""How many answers are asked about: the largest informed shares of the last informed year."""
_LEAST = 1.0
"""Shifts of less than a percentage point are noise of the draws."""


def find_influence(
    problem: Problem,
    posterior: Posterior,
    assembly: Assembly,
    composition: Sequence[Composition],
    *,
    seed: int,
    fresh: int,
) -> tuple[Influence, ...]:
    """Return the statements on which the chief answers lean: those that speak alone, then by how far they move them.

    The draws are weighted as if a statement had not been read. Where that cannot be said from them, the flows are
    sampled anew for at most *fresh* statements an answer; for others only that they speak alone is said.
    """
    layout, operators = assembly.layout, assembly.operators
    found: list[Influence] = []
    for answer in chief_answers(composition):
        weights = layout.of_year(int(answer.period))
        rows = layout.row(Slice(origins=(answer.origin,)), weights), layout.row(Slice(), weights)
        shifts = influence(problem, posterior, *rows, seed=seed, most_fresh=fresh).shift
        named = [one for one in operators if answer.origin in one.suppliers and touches(one, int(answer.period))]
        for one, shift in zip(operators, shifts.tolist(), strict=False):
            alone = named == [one]
            if alone or abs(100 * shift) >= _LEAST:
                found.append(
                    Influence(
                        statement_id=one.statement_id,
                        origin=answer.origin,
                        period=answer.period,
                        shift=None if isnan(shift) else 100 * shift,
                        alone=alone,
                    )
                )
    return tuple(sorted(found, key=lambda one: (not one.alone, -abs(one.shift or 0.0), one.statement_id, one.origin)))


def chief_answers(composition: Sequence[Composition]) -> list[Composition]:
    """Return the largest informed shares of the last year in which any is informed."""
    informed = [one for one in composition if one.informed and one.origin != OTHER]
    last = max((one.period for one in informed), default="")
    ranked = sorted((one for one in informed if one.period == last), key=lambda one: (-one.share[1], one.origin))
    return ranked[:_ANSWERS]
