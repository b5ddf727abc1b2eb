"""Shares of arms over the years asked about, summed from yearly rows of a register."""

from __future__ import annotations

import numpy as np

from ninetenths.findings.depending.asking import Question
from ninetenths.findings.depending.composing import LEAST_TIV_A_YEAR, too_small, whole_slice
from ninetenths.findings.depending.records import Exposure, Slice
from ninetenths.findings.depending.stocking import yearly_deliveries
from ninetenths.findings.evidence import Evidence
from ninetenths.ledger.records import Coverage

DEFINITION = "major arms deliveries, yearly rows summed"


def arms_window(
    evidence: Evidence, asked: Question, coverages: list[Coverage], *, seed: int, draws: int
) -> Slice | None:
    """Return one slice for the years asked about; None where a year of a supplier is not known.

    Parameters
    ----------
    evidence, asked
        The state's evidence and the question.
    coverages
        Where data sets speak at all: a covered year without a row is an observed zero.
    seed, draws
        Of the draws behind the probabilities.

    Returns
    -------
    Slice or None
        Shares as ranges of the register's own rounding; suppressed where the total is small.

    Reading: who delivered within these years; what is in service is a stock and goes further back.
    """
    found = yearly_deliveries(evidence, asked, coverages, range(asked.begins, asked.ends + 1))
    if found is None or np.isnan(found.amounts).any():
        return None
    low, high = found.amounts.sum(axis=1).T
    if high.sum() <= 0:
        return None
    exposures = [
        Exposure(
            suppliers=(name,),
            share=(
                float(low[place] / max(low[place] + high.sum() - high[place], np.finfo(float).tiny)),
                float(high[place] / max(high[place] + low.sum() - low[place], np.finfo(float).tiny)),
            ),
            printed="",
            statement_ids=found.statement_ids[place],
            derived=f"{low[place]:g} to {high[place]:g} of {low.sum():g} to {high.sum():g} million TIV",
        )
        for place, name in enumerate(found.suppliers)
        if high[place] > 0
    ]
    exposures.sort(key=lambda one: (-one.share[1], one.suppliers))
    least = LEAST_TIV_A_YEAR * len(found.years)
    return whole_slice(
        (DEFINITION, str(asked.begins), str(asked.ends), found.release),
        exposures,
        small=(too_small((float(low.sum()), float(high.sum())), least), ()),
        is_asked=True,
        generator=np.random.default_rng([seed, asked.begins, asked.ends]),
        draws=draws,
    )
