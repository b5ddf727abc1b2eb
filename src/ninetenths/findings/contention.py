"""Statements that do not agree, side by side, those on the dyad first; and who says otherwise beside a finding."""

from __future__ import annotations

from collections import defaultdict

from ninetenths.findings.dossier import Dispute, DisputeSide
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.wording import capital_first, distinct, figure, listed, named, plain_item, when
from ninetenths.ledger.disputes import DisputedQuestion
from ninetenths.ledger.disputes import disputes as disputed_questions
from ninetenths.ledger.records import Statement

_OTHERWISE = 4
_QUANTITIES = frozenset({"level", "share", "rank"})
_FLOWS = frozenset({"energy", "trade", "transit", "arms"})
_NOBODY = frozenset({"WLD", "UNK"})
_AGAINST = ("conflict", "apparent_conflict")

Otherwise = dict[str, list[str]]
"""Statement id to the ids of the statements that say otherwise."""


def questions(evidence: Evidence, used: list[Statement]) -> list[DisputedQuestion]:
    """Return the questions in dispute: those between the two first, quantities before acts, then by witnesses."""
    found = disputed_questions(used, evidence.documents)
    return sorted(
        found, key=lambda question: (not _on_the_two(evidence, question), not _is_quantity(evidence, question))
    )


def disputes(evidence: Evidence, found: list[DisputedQuestion]) -> tuple[Dispute, ...]:
    """Return the questions with their sides in words."""
    return tuple(_dispute(evidence, question) for question in found)


def otherwise(evidence: Evidence, found: list[DisputedQuestion]) -> Otherwise:
    """Return for each statement those it does not agree with one to one: conflicts, then opposite sides of an issue."""
    pairs = [one for question in found for one in question.comparisons if one.relation in _AGAINST]
    others: Otherwise = defaultdict(list)
    for one in sorted(pairs, key=lambda pair: (_AGAINST.index(pair.relation), pair.first_id, pair.second_id)):
        others[one.first_id].append(one.second_id)
        others[one.second_id].append(one.first_id)
    for first, second in _opposed(evidence):
        others[first].append(second)
        others[second].append(first)
    return others


def disputed_by(evidence: Evidence, others: Otherwise, statement_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return who says otherwise than a finding: one statement of each witness that the finding does not rest on."""
    heard = {_voice(evidence, evidence.by_id[key]) for key in statement_ids}
    found = []
    for key in distinct(other for mine in statement_ids for other in others.get(mine, [])):
        voice = _voice(evidence, evidence.by_id[key])
        if voice not in heard:
            heard.add(voice)
            found.append(key)
    return tuple(found[:_OTHERWISE])


def _opposed(evidence: Evidence) -> list[tuple[str, str]]:
    """Return the pairs of statements that stand for and against one issue, where the one against is a denial."""
    sides: dict[str, dict[int | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in evidence.issues:
        if row.statement_id in evidence.by_id:
            sides[row.issue][row.direction].append(row.statement_id)
    return [
        (one, other)
        for _, side in sorted(sides.items())
        for one in side[1]
        for other in side[-1]
        if _is_denial(evidence.by_id[other]) and evidence.by_id[one].kind != "vote"
    ]


def _is_denial(statement: Statement) -> bool:
    return statement.polarity == "negated" or statement.modality == "denied"


def _voice(evidence: Evidence, statement: Statement) -> str:
    return statement.measured_by or evidence.witnesses[statement.statement_id]


def _on_the_two(evidence: Evidence, question: DisputedQuestion) -> bool:
    return any(evidence.ties_both(evidence.by_id[key]) for key in question.statement_ids)


def _is_quantity(evidence: Evidence, question: DisputedQuestion) -> bool:
    return any(evidence.by_id[key].kind in _QUANTITIES for key in question.statement_ids)


def _title(evidence: Evidence, question: DisputedQuestion) -> str:
    """Return what is disputed and of whom: a flow runs from the one to the other, an act lies between them."""
    subject = capital_first(plain_item(question.item))
    senders, receivers = (
        [actor for actor in actors if actor not in _NOBODY] for actors in (question.senders, question.receivers)
    )
    if _is_quantity(evidence, question) and set(question.layers) <= _FLOWS and senders and receivers:
        ends = [listed([named(actor) for actor in actors]) for actors in (senders, receivers)]
        return f"{subject}, {' to '.join(ends)}"
    return f"{subject} ({listed([named(actor) for actor in distinct((*senders, *receivers))])})"


def _dispute(evidence: Evidence, question: DisputedQuestion) -> Dispute:
    return Dispute(
        title=_title(evidence, question),
        relation=question.relation,
        rule=question.rule,
        explanation=question.explanation,
        sides=tuple(_side(evidence, evidence.by_id[key]) for key in question.statement_ids),
    )


def _side(evidence: Evidence, statement: Statement) -> DisputeSide:
    document = evidence.documents.get(statement.document_id)
    negated = "not: " if statement.polarity == "negated" or statement.modality == "denied" else ""
    return DisputeSide(
        statement_id=statement.statement_id,
        value=figure(statement) or statement.choice or f"{negated}{plain_item(statement.item)}",
        basis=statement.basis_text,
        window=when(statement),
        measured_by=statement.measured_by,
        publisher=document.publisher if document else "",
        interest=document.interest if document else "",
    )
