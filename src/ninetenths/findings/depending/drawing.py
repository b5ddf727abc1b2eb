"""Slices from the draws of a reconciliation: all witnesses of the supply together, as 90 % ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.depending.composing import UNNAMED, index_ends
from ninetenths.findings.depending.records import Exposure, Slice
from ninetenths.measures.dependence import dependency_flags

if TYPE_CHECKING:
    from ninetenths.findings.reconciling import Reconciliation

OTHER = "other"
"""The origin that stands for all suppliers which no statement names."""
DEFINITION = "all sources reconciled"

_ENDS = (0.05, 0.95)


def reconciled_slices(found: Reconciliation) -> list[Slice]:
    """Return one slice for each period of a reconciliation, its definition that of no single source.

    Its window is the months of which any statement speaks, and not always the whole year.

    The index is a range over draws and over what is not known of the other suppliers: they may be many or one.
    """
    return [made for period in found.periods if (made := _slice(found, period)) is not None]


def _slice(found: Reconciliation, period: str) -> Slice | None:
    shares = found.shares(period)
    shares = shares[~np.isnan(shares).any(axis=1)]
    said = [one for one in found.composition if one.period == period]
    if not shares.size or not any(one.informed for one in said):
        return None
    begins, last = min(one.begins for one in said), max(one.ends for one in said)
    if (begins, last) == (f"{period}-01", f"{period}-12"):
        begins = last = period
    named = [place for place, origin in enumerate(found.origins) if origin != OTHER]
    drawn = shares[:, named]
    ends = index_ends(drawn)
    rest = np.clip(1.0 - drawn.sum(axis=1), 0.0, 1.0)
    top = drawn.max(axis=1)
    return Slice(
        definition=DEFINITION,
        begins=begins,
        ends=last,
        vintage="",
        basis="reconciled",
        is_asked=True,
        exposures=_exposures(found, period),
        concentration=(_at(ends[:, 0], 0), _at(ends[:, 1], 1)),
        largest=(_at(top, 0), _at(np.maximum(top, rest), 1)),
        leaders=_leaders(found, drawn, rest),
        unnamed=(_at(rest, 0), _at(rest, 1)),
        flags=dependency_flags(ends),
        remark="90 % ranges of a model given all statements",
        statement_ids=tuple(dict.fromkeys(name for one in said for name in one.statement_ids)),
    )


def _exposures(found: Reconciliation, period: str) -> tuple[Exposure, ...]:
    return tuple(
        Exposure(
            suppliers=(one.origin,),
            share=(one.share[0], one.share[2]),
            printed="",
            statement_ids=one.statement_ids,
            derived=""
            if one.informed
            else "no statement reads this supplier here: neighbouring years and the total only",
        )
        for one in found.composition
        if one.period == period and one.origin != OTHER
    )


def _leaders(found: Reconciliation, drawn: NDArray[np.float64], rest: NDArray[np.float64]) -> tuple[str, ...]:
    """Return who is the largest in at least one draw of twenty."""
    names = [origin for origin in found.origins if origin != OTHER]
    first = np.argmax(drawn, axis=1)
    often = [name for place, name in enumerate(names) if (first == place).mean() >= _ENDS[0]]
    return (*often, *((UNNAMED,) if (rest > drawn.max(axis=1)).mean() >= _ENDS[0] else ()))


def _at(numbers: NDArray[np.float64], end: int) -> float:
    return float(np.quantile(numbers, _ENDS[end]))
