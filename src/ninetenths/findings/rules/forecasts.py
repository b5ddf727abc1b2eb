"""Losses that were forecast, beside what happened."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, Side, is_fact, starts, stops
from ninetenths.findings.rules.base import Draft, bounds, credited, directions, name_of, span, voice
from ninetenths.findings.wording import capital_first, counted, during, figure, listed, window
from ninetenths.ledger.records import Statement
from ninetenths.ledger.witness import witness_of

_NAMED = 4


def forecast_and_outcome(evidence: Evidence) -> list[Draft]:
    """Find forecasts of what a cut would cost one side in output, and its measured output in the same window."""
    found = []
    for sender, receiver in directions(evidence):
        forecasts = [one for one in evidence.between() if _is_forecast(one) and evidence.runs(one, sender, receiver)]
        if not forecasts:
            continue
        outcomes = [one for one in evidence.touching() if _is_outcome(evidence, one, receiver, forecasts)]
        if outcomes:
            found.append(_draft(evidence, receiver, forecasts, outcomes))
    return found


def _is_forecast(statement: Statement) -> bool:
    return (
        statement.kind == "prospect"
        and statement.unit == "percent"
        and statement.low is not None
        and statement.basis_concept == "output"
        and statement.modality in ("counterfactual", "possible")
    )


def _is_outcome(evidence: Evidence, one: Statement, side: Side, forecasts: list[Statement]) -> bool:
    """Whether the statement measures the side's own output over a whole year within the forecasts' window."""
    return (
        one.kind == "level"
        and one.basis_concept == "output"
        and one.unit == "percent"
        and is_fact(one)
        and len(one.begins) == 4
        and one.low is not None
        and evidence.senders[one.statement_id] == evidence.receivers[one.statement_id] == side.holds
        and min(starts(other) for other in forecasts) <= starts(one)
        and stops(one) <= max(stops(other) for other in forecasts)
    )


def _draft(evidence: Evidence, side: Side, forecasts: list[Statement], outcomes: list[Statement]) -> Draft:
    low, high = bounds(forecasts)
    studies = _studies(evidence, forecasts)
    names = [voice(evidence, group[0]) for group in studies]
    by = listed(names[:_NAMED]) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and others"
    yearly: dict[str, Statement] = {}
    for one in sorted(outcomes, key=lambda one: (one.begins, "calendar" in one.item, one.statement_id)):
        yearly.setdefault(one.begins, one)
    measured = list(yearly.values())
    said = [f"{_moved(one)} {during(one.begins, one.ends)} ({credited(evidence, one)})" for one in measured]
    years = window(min(one.begins for one in forecasts), max(one.ends or one.begins for one in forecasts))
    sentence = (
        f"{counted(len(studies), 'study', 'studies')} with {counted(len(forecasts), 'figure')} for {years} put the "
        f"output that a cut would cost {name_of(side)} at {span(forecasts)}; what was measured then is output that "
        f"{listed(said)}."
    )
    return Draft(
        key="forecast-outcome",
        question=6,
        headline=f"{span(forecasts)} forecast; {span(measured)} measured",
        sentence=capital_first(sentence),
        detail=f"The studies are by {by}; what their authors said elsewhere is counted with them.",
        statements=(*forecasts, *measured),
        weight=79,
        caveat="forecast",
        low=low,
        high=high,
        unit="percent",
        range_of="models and scenarios differ",
    )


def _studies(evidence: Evidence, forecasts: list[Statement]) -> list[list[Statement]]:
    """Return the forecasts by study: reprints go with their original, an author's words with what the author wrote."""
    found: list[list[Statement]] = []
    for one in forecasts:
        same = [group for group in found if any(_is_same_study(evidence, one, other) for other in group)]
        rest = [group for group in found if group not in same]
        found = [*rest, [*(other for group in same for other in group), one]]
    return sorted(found, key=lambda group: group[0].statement_id)


def _is_same_study(evidence: Evidence, one: Statement, other: Statement) -> bool:
    if witness_of(one.document_id, evidence.documents) == witness_of(other.document_id, evidence.documents):
        return True
    names = [voice(evidence, statement).removesuffix(" et al.").split()[-1:] for statement in (one, other)]
    return names[0] == names[1]


def _moved(statement: Statement) -> str:
    verb = "fell" if (statement.high or 0) < 0 else "grew"
    return f"{verb} {figure(statement).replace('−', '')}"
