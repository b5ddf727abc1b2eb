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


def disputes(evidence: Evidence, used: list[Statement]) -> tuple[Dispute, ...]:
    """Return the questions in dispute among the statements used: those between the two first, then by witnesses."""
    found = disputed_questions(used, evidence.documents)
    order = {id(question): place for place, question in enumerate(found)}
    ranked = sorted(found, key=lambda question: (-_on_the_two(evidence, question), order[id(question)]))
    return tuple(_dispute(evidence, question) for question in ranked)


def otherwise(found: tuple[Dispute, ...]) -> dict[str, list[str]]:
    """Return for each statement in a dispute the statements on its other sides."""
    others: dict[str, list[str]] = defaultdict(list)
    for dispute in found:
        ids = [side.statement_id for side in dispute.sides]
        for key in ids:
            others[key] += [other for other in ids if other != key]
    return others


def disputed_by(others: dict[str, list[str]], statement_ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the statements that say otherwise than those behind a finding and are not behind it themselves."""
    found = distinct(other for key in statement_ids for other in others.get(key, []))
    return tuple(key for key in found if key not in statement_ids)[:_OTHERWISE]


def _on_the_two(evidence: Evidence, question: DisputedQuestion) -> bool:
    return any(evidence.ties_both(evidence.by_id[key]) for key in question.statement_ids)


def _dispute(evidence: Evidence, question: DisputedQuestion) -> Dispute:
    senders = listed([named(actor) for actor in question.senders])
    receivers = listed([named(actor) for actor in question.receivers])
    return Dispute(
        title=f"{capital_first(plain_item(question.item))}: {senders} to {receivers}",
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
