"""What is said to go on between the two and is nowhere stated as fact."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, starts
from ninetenths.findings.rules.base import Draft
from ninetenths.findings.wording import capital_first, counted, listed, plain_item
from ninetenths.ledger.records import Statement

_LAYERS = ("intelligence", "defence", "conflict")
_SHOWN = 3


def reported_only(evidence: Evidence) -> list[Draft]:
    """Find standing arrangements between the two that are only reported or called possible, never asserted."""
    found = []
    for layer in _LAYERS:
        standing = [
            one
            for one in evidence.between()
            if one.layer == layer
            and one.kind == "status"
            and one.polarity == "affirmed"
            and evidence.second is not None
        ]
        hearsay = [one for one in standing if one.modality in ("reported", "possible")]
        if len(hearsay) > 1 and len(hearsay) == len(standing):
            found.append(_draft(evidence, layer, hearsay))
    return found


def _draft(evidence: Evidence, layer: str, hearsay: list[Statement]) -> Draft:
    ordered = sorted(hearsay, key=lambda one: (starts(one), one.statement_id))
    latest = list({plain_item(one.item): one for one in ordered}.values())[-_SHOWN:]
    items = [f"{plain_item(one.item)} ({one.begins[:4]})" for one in latest]
    witnesses = evidence.witness_count(ordered)
    years = sorted({one.begins[:4] for one in ordered if one.begins[:4].isdigit()})
    span = f" between {years[0]} and {years[-1]}" if len(years) > 1 else ""
    sentence = (
        f"{layer} ties are reported, not established: {counted(len(ordered), 'statement')} from "
        f"{counted(witnesses, 'independent witness', 'independent witnesses')}{span} speak of {listed(items)}, "
        f"and none states it as fact."
    )
    return Draft(
        key=f"reported-{layer}",
        question=7,
        sentence=capital_first(sentence),
        statements=tuple(ordered),
        weight=69,
        caveat="reported",
        low=float(len(ordered)),
        high=float(len(ordered)),
        unit="statements",
    )
