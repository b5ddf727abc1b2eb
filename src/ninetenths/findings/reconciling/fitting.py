"""How each statement stands beside all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.reconciling.assembling import NEXT_TO_NOTHING, Assembly, error_of
from ninetenths.findings.reconciling.operators import Operator
from ninetenths.findings.reconciling.result import Contradiction, ReadingFit, Verdict
from ninetenths.findings.wording import figure

_OFF, _DOUBTFUL = 0.5, 0.25
_ERRORS = 2.0
_HARD = frozenset({"usual error", "twice the usual error", "rounded"})


def fits(
    assembly: Assembly,
    expected: NDArray[np.float64],
    off: NDArray[np.float64],
    *,
    contradictions: Sequence[Contradiction],
    repeated_by: Mapping[str, tuple[str, ...]],
) -> tuple[ReadingFit, ...]:
    """Return for each reading what it prints, what the flows say it should have shown, and the verdict."""
    found = []
    for one, shown, doubt in zip(assembly.operators, expected, off, strict=False):
        times = 100.0 if one.is_share else 1.0
        found.append(
            ReadingFit(
                statement_id=one.statement_id,
                suppliers=one.suppliers,
                witness=one.statement.measured_by,
                begins=one.statement.begins,
                ends=one.statement.ends or one.statement.begins,
                figure=figure(one.statement),
                printed=(one.low * times, one.high * times),
                open_above=one.open_above or one.at_least,
                expected=(float(shown[0]) * times, float(shown[1]) * times, float(shown[2]) * times),
                unit="percent" if one.is_share else assembly.item.unit,
                off=float(doubt),
                verdict=_verdict(one, shown, float(doubt), contradictions, scale=assembly.layout.scale),
                operator=f"{one.words}, at least" if one.at_least else one.words,
                repeated_by=repeated_by.get(one.statement_id, ()),
            )
        )
    return tuple(found)


def _verdict(
    one: Operator, shown: NDArray[np.float64], off: float, contradictions: Sequence[Contradiction], *, scale: float
) -> Verdict:
    named = [found for found in contradictions if one.statement_id in found.statement_ids]
    if any(found.refuted for found in named):
        return "refuted"
    if any(found.grade in _HARD for found in named) and off >= _OFF:
        return "contradicted"
    return "strained" if off >= (_DOUBTFUL if named else _OFF) or _apart(one, shown, scale) else "fits"


def _apart(one: Operator, shown: NDArray[np.float64], scale: float) -> bool:
    """Whether what should have been shown lies beyond twice the usual error of what is printed."""
    error = _ERRORS * error_of(one)
    if not one.is_share:
        error *= max((one.low + one.high) / 2, float(shown[1]), NEXT_TO_NOTHING * scale)
    beyond = shown[0] > max(one.high + one.rounded + error, 0.0 if one.is_share else NEXT_TO_NOTHING * scale)
    return bool(shown[2] < one.low - one.rounded - error or (beyond and not (one.open_above or one.at_least)))
