"""What would follow if a supply were cut, act beside act on one baseline and the same draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ninetenths.errors import CoverageError, InvalidRecord
from ninetenths.findings.cut_off.evidence import baseline_from
from ninetenths.findings.cut_off.known_errors import known_error
from ninetenths.findings.cut_off.paths import supply_graph
from ninetenths.findings.cut_off.wording import CAVEATS
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.levering.controls import candidates
from ninetenths.findings.levering.stakes import bounds_of
from ninetenths.findings.levering.triples import triple_of
from ninetenths.findings.levering.wording import stake_words
from ninetenths.findings.reconciling import Reconciliation
from ninetenths.findings.supply_panels import ActOutcome, OutcomesPanel, Proof, Range
from ninetenths.findings.supplying.acting import Supposed, suppositions
from ninetenths.findings.supplying.asking import Asked
from ninetenths.findings.supplying.figures import bins_of, if_any, of_spread
from ninetenths.findings.supplying.known import Known
from ninetenths.findings.supplying.reconciled import SEED
from ninetenths.findings.wording import capital_first, named
from ninetenths.scenarios import Baseline, Outcome, Scenario
from ninetenths.scenarios.items import item_named
from ninetenths.scenarios.run import Ready

DRAWS = 100
WEEKS = 26
_MOST_REPLACED = 4
_SMALL = 0.05


def empty_run(known: Known, supply: Asked) -> Scenario:
    """Return the run in which nobody acts: half a year from the day of the evidence."""
    return Scenario(receiver=supply.receiver.actor, item=supply.item, begins=known.day(), weeks=WEEKS, acts=())


def run_of_year(known: Known, supply: Asked, year: int) -> Scenario:
    """Return the run in which nobody acts on the supply of an earlier year: from the day after it."""
    begins = date(year + 1, 1, 1)
    return replace(empty_run(known, supply), begins=min(begins, known.day()), supply_of=year)


def baseline_of(known: Known, empty: Scenario, reconciled: Reconciliation) -> Baseline:
    """Return the supply before the acts, on the reconciliation that the dossier shows."""
    return baseline_from(known, empty, draws=DRAWS, seed=SEED, reconciled=reconciled)


def outcomes_panel(
    evidence: Evidence, known: Known, supply: Asked, *, empty: Scenario, baseline: Baseline
) -> OutcomesPanel:
    """Return what each act would do to a baseline; *empty* is its run in which nobody acts.

    Raises
    ------
    CoverageError
        If the side that supplies sells nothing in the baseline.
    """
    supposed = suppositions(evidence, supply, baseline, empty.begins)
    ready = Ready(baseline, empty, draws=DRAWS, seed=SEED)
    runs = [(one, _outcome(ready, empty, one)) for one in supposed]
    ran = [(one, outcome) for one, outcome in runs if outcome is not None]
    if not ran:
        raise CoverageError(
            f"in the supply of {baseline.period} the evidence has no sale by {named(supply.sender.actor)} that could "
            "be stopped"
        )
    item = item_named(supply.item)
    return OutcomesPanel(
        receiver=supply.receiver.actor,
        item=supply.item,
        supply_of=baseline.period,
        begins=empty.begins.isoformat(),
        weeks=empty.weeks,
        rate_unit=item.rate_unit,
        price_unit=item.price_unit,
        acts=tuple(_act(one, outcome) for one, outcome in ran),
        stakes=_stakes(evidence, known, empty, baseline, [one for one, _ in ran]),
        known_error=known_error(supply.item),
        assumptions=tuple(dict.fromkeys(said for _, outcome in ran for said in outcome.assumptions)),
        caveats=CAVEATS,
        draws=DRAWS,
        seed=SEED,
    )


def _outcome(ready: Ready, empty: Scenario, supposed: Supposed) -> Outcome | None:
    """Run the acts; None where they touch nothing of this supply."""
    try:
        return ready.run(replace(empty, acts=supposed.acts))
    except InvalidRecord:
        return None


def _act(supposed: Supposed, outcome: Outcome) -> ActOutcome:
    triple = triple_of(outcome, supposed.actors)
    edges, bins = bins_of(outcome.values["loss"])
    return ActOutcome(
        actors=supposed.actors,
        act=supposed.words,
        loss=of_spread(triple.loss_of_receiver),
        own_loss=of_spread(triple.loss_of_holder),
        deepest=of_spread(triple.deepest_share),
        days=if_any(triple.days_to_shortage),
        never=round(triple.days_to_shortage.without, 2),
        elsewhere=None if supposed.in_price else if_any(triple.outside_option, 100),
        dearer=of_spread(triple.dearer),
        edges=edges,
        bins=bins,
        replaced_by=_replaced(outcome),
    )


def _replaced(outcome: Outcome) -> tuple[tuple[str, Range], ...]:
    """Return from whom most is bought on top, with the rate by the way that brings most of it after the act."""
    new = [one for one in outcome.flows if one.kind == "spot" and one.after.p50 - one.baseline.p50 > _SMALL]
    ranked = sorted(new, key=lambda one: (one.baseline.p50 - one.after.p50, one.origin))
    by_origin = {one.origin: of_spread(one.after) for one in reversed(ranked)}
    return tuple((origin, by_origin[origin]) for origin in dict.fromkeys(one.origin for one in ranked))[:_MOST_REPLACED]


def _stakes(
    evidence: Evidence, known: Known, empty: Scenario, baseline: Baseline, supposed: list[Supposed]
) -> tuple[Proof, ...]:
    acting = tuple(dict.fromkeys(actor for one in supposed for actor in one.actors))
    on_it = candidates(baseline)
    holders = tuple(actor for actor in acting if actor in on_it)
    partners = (empty.receiver, *(state for state in on_it if state != empty.receiver))
    bounds = bounds_of(evidence.statements, supply_graph(known, empty), holders, partners)
    said = {stake_words(one) if one.as_hostage else f"{named(one.whose)} {one.words}": one for one in bounds}
    return tuple(
        Proof(sentence=f"{capital_first(words)}.", statement_ids=one.statement_ids) for words, one in said.items()
    )
