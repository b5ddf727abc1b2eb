"""A reconciliation as a panel of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from ninetenths.findings.reconciling import Composition, Influence, Reconciliation, reconcile
from ninetenths.findings.reconciling.wording import origin_name
from ninetenths.findings.supply_panels import Proof, ReconciledPanel, ReconciledShare, SubmergedPart
from ninetenths.findings.supplying.figures import percents, rounded
from ninetenths.findings.supplying.known import Known

SEED = 1
"""Of every random stream behind a dossier: the same evidence gives the same bytes."""
DRAWS = 400
YEARS = 8
"""How many years up to the day are reconciled: what is older moves nothing that is asked of today."""

_CONVERGED = 1.05
_MOST_LEANS = 5


def reconciled_supply(known: Known, receiver: str, item: str) -> Reconciliation:
    """Return a receiver's supply of the last years, reconciled; `CoverageError` where nothing speaks of them."""
    year = known.day().year
    return reconcile(known, receiver, item=item, begins=year - YEARS + 1, ends=year, seed=SEED, draws=DRAWS)


def reconciled_panel(found: Reconciliation) -> ReconciledPanel:
    """Return a reconciliation at the figures that a dossier shows."""
    return ReconciledPanel(
        receiver=found.receiver,
        item=found.item,
        unit=found.unit,
        scaled=found.scaled,
        answer=found.answer,
        shares=tuple(_share(one) for one in found.composition),
        submerged=tuple(
            SubmergedPart(
                sender=one.sender,
                begins=one.begins,
                ends=one.ends,
                declared=rounded(one.declared),
                delivered=rounded(one.delivered),
                difference=rounded(one.difference),
                statement_ids=tuple(sorted({*one.declared_ids, *one.delivered_ids})),
            )
            for one in found.submerged
        ),
        contradictions=tuple(
            Proof(sentence=one.sentence, statement_ids=one.statement_ids) for one in found.contradictions
        ),
        leans_on=tuple(
            Proof(sentence=_leans(one), statement_ids=(one.statement_id,)) for one in found.influence[:_MOST_LEANS]
        ),
        method=tuple(_method(found)),
        statement_ids=tuple(sorted({one.statement_id for one in found.readings})),
    )


def _share(one: Composition) -> ReconciledShare:
    return ReconciledShare(
        period=one.period,
        begins=one.begins,
        ends=one.ends,
        origin=one.origin,
        share=percents(one.share),
        rate=rounded(one.rate),
        informed=one.informed,
        statement_ids=one.statement_ids,
    )


def _leans(one: Influence) -> str:
    """Return in words how far an answer hangs on one statement."""
    whose = f"What is said of {origin_name(one.origin)} in {one.period}"
    moved = "" if one.shift is None else f"without it the median share moves by {one.shift:+.0f} points"
    if one.alone:
        return f"{whose} rests on this statement alone{f': {moved}' if moved else ''}."
    return f"{whose} leans on this statement: {moved}." if moved else f"{whose} leans on this statement."


def _method(found: Reconciliation) -> Iterator[str]:
    how = found.method
    yield (
        f"{how.draws} draws with seed {how.seed} of {how.flows} flows, given {how.readings} statements; ranges run "
        f"from the 5th to the 95th percentile. R-hat {how.r_hat:.2f}, at least {how.ess:.0f} independent draws."
    )
    if how.r_hat > _CONVERGED:
        yield (
            "The draws had not converged fully: the ends of the ranges are rough, and 'ninetenths reconcile' with more "
            "draws gives finer ones."
        )
    yield from how.assumptions
