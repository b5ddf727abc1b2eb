"""Statements that do not agree, side by side, those on the dyad first; and who says otherwise beside a finding."""

from __future__ import annotations

from collections import defaultdict

from ninetenths.findings.dossier import Dispute, DisputeSide
from ninetenths.findings.evidence import Evidence, owner
from ninetenths.findings.rules.base import Draft
from ninetenths.findings.shares import is_dated
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


def disputed_by(evidence: Evidence, others: Otherwise, draft: Draft) -> tuple[str, ...]:
    """Return who says otherwise than a finding: one statement of each witness that the finding does not rest on.

    Only what disputes a figure or an act that the finding states counts: the same two actors, the same kind of
    quantity, and no figure that lies within the finding's own range.
    """
    stated = draft.stated or draft.statements
    heard = {_voice(evidence, one) for one in draft.statements}
    pairs = [(mine, evidence.by_id[key]) for mine in stated for key in others.get(mine.statement_id, [])]
    found = []
    for other in (
        other
        for mine, other in pairs
        if _is_of_one_thing(mine, other) and not _is_within(draft, other) and not _is_of_no_year(draft, mine, other)
    ):
        voice = _voice(evidence, other)
        if voice not in heard:
            heard.add(voice)
            found.append(other.statement_id)
    return tuple(found[:_OTHERWISE])


def _is_of_one_thing(mine: Statement, other: Statement) -> bool:
    """Whether two statements are of the same sender and receiver and, where the first has a figure, of one kind."""
    if mine.low is None and _is_denial(other):
        return owner(mine.sender) == owner(other.sender)
    ends, other_ends = ({owner(one.sender), owner(one.receiver)} for one in (mine, other))
    if ends != other_ends or mine.with_senders != other.with_senders:
        return False
    if mine.low is None or (_is_denial(other) and other.low is None):
        return True
    return other.low is not None and (mine.unit == "percent") == (other.unit == "percent")


def _is_of_no_year(draft: Draft, mine: Statement, other: Statement) -> bool:
    """Whether an undated share meets a dated one of a finding without a range: it is evidence for no year."""
    return draft.low is None and other.kind == "share" and is_dated(mine) and not is_dated(other)


def _is_within(draft: Draft, other: Statement) -> bool:
    if draft.low is None or draft.high is None or other.low is None or other.high is None:
        return False
    return other.unit == draft.unit and draft.low <= float(other.low) and float(other.high) <= draft.high


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
