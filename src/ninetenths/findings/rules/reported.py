"""What is said to go on between the two and is nowhere stated as fact."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, starts
from ninetenths.findings.rules.base import Draft, states_of
from ninetenths.findings.wording import capital_first, counted, listed, plain_item, year
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
    items = [f"{plain_item(one.item)} ({year(one.begins) or 'no date stated'})" for one in latest]
    witnesses = evidence.witness_count(ordered)
    years = sorted({year(one.begins) for one in ordered if year(one.begins)})
    span = f" between {years[0]} and {years[-1]}" if len(years) > 1 else ""
    heard = counted(witnesses, "independent witness", "independent witnesses")
    sentence = (
        f"{layer} ties of {states_of(evidence, ordered)} are reported, not established: "
        f"{counted(len(ordered), 'statement')} from {heard}{span}, none as fact."
    )
    return Draft(
        key=f"reported-{layer}",
        question=7,
        headline=f"{capital_first(layer)}: {counted(len(ordered), 'report')}, none as fact",
        sentence=capital_first(sentence),
        detail=f"They speak of {listed(items)}.",
        statements=tuple(ordered),
        weight=69,
        caveat="reported",
    )
