"""The call `whatif`: what follows for a receiver if states or firms cut its supply."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ninetenths.findings.cut_off.acts import Ranked, ranked_acts
from ninetenths.findings.cut_off.answer import WhatIf
from ninetenths.findings.cut_off.evidence import baseline_from
from ninetenths.findings.cut_off.saved import read_saved
from ninetenths.findings.cut_off.wording import answer_of
from ninetenths.ledger import Ledger
from ninetenths.scenarios import Scenario, run


def whatif(
    ledger: Ledger,
    scenario: Scenario,
    *,
    draws: int,
    seed: int,
    as_of: date | None = None,
    with_restricted: bool = True,
) -> WhatIf:
    """Return what follows from a scenario on the evidence of a ledger.

    The usual supply is reconciled from the statements (`reconcile`), the ways are those over the assets in use on the
    first day, and exporters at large come from the package's table. Each draw is planned with and without the acts.

    Parameters
    ----------
    ledger
        The evidence.
    scenario
        The acts, from `load_scenario` or `scenario_of`.
    draws
        How many, 1 to 20,000; 1,000 is usual.
    seed
        Of every random stream.
    as_of
        Use only what had been published by this day; assets are those of the first day of the run in any case.
    with_restricted
        Whether private figures are read.

    Returns
    -------
    WhatIf
        Findings in words, spreads and draws of every measure, flows before and after, losses of all sides.

    Raises
    ------
    CoverageError
        If no statement informs the supply in the years before the run.
    InvalidRecord
        If the scenario does not fit the supply, or cannot be met.

    Reading: what would follow, under the assumptions listed, from an act that is supposed; a model is not a forecast.
    """
    baseline = baseline_from(ledger, scenario, draws=draws, seed=seed, as_of=as_of, with_restricted=with_restricted)
    return answer_of(run(baseline, scenario, draws=draws, seed=seed))


def repeat(path: Path) -> WhatIf:
    """Return the run of a saved result again, from what the file holds and nothing else: the bytes are the same.

    Raises
    ------
    InvalidRecord
        If the file is not a saved result.
    """
    scenario, baseline, parameters, draws, seed = read_saved(path)
    return answer_of(run(baseline, scenario, draws=draws, seed=seed, parameters=parameters))


def compare_acts(answer: WhatIf, *, most: int) -> tuple[Ranked, ...]:
    """Return the most consequential single acts of the states that the evidence of a run names, each run alone.

    Reading: acts that could be, ranked by their consequence in a model. A ranking of suppositions is no forecast, and
    no object is in it.
    """
    outcome = answer.outcome
    return ranked_acts(outcome.baseline, outcome.scenario, most=most, draws=outcome.draws, seed=outcome.seed)


__all__ = ["Ranked", "WhatIf", "compare_acts", "repeat", "whatif"]
