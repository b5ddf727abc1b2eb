"""Where each actor stands, issue by issue, through which channel and to whom; and where it contradicts itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache

from ninetenths.findings.dossier import Contradiction, StanceCell, StanceMatrix
from ninetenths.findings.evidence import Evidence, Side, owner, starts
from ninetenths.findings.wording import capital_first, day, distinct, named
from ninetenths.ledger.records import Issue, Statement
from ninetenths.states import all_states

_SIDES = {1: "for", -1: "against", 0: "without taking a side on"}
_MOVES = {1: "supporting", -1: "opposing"}
_CHANNELS = {
    "vote": "by its vote",
    "speech": "in a speech",
    "statement": "in a statement",
    "readout": "in a readout",
    "interview": "in an interview",
    "ambassador": "through its ambassador",
    "parliament": "in parliament",
    "summit text": "in a summit text",
    "state media": "in state media",
    "spokesperson": "through a spokesperson",
    "officials unnamed": "through officials who gave no name",
    "leak": "in a leaked document",
    "act": "by its act",
    "survey": "in a survey",
    "silence": "by saying nothing",
}
_AUDIENCES = {"home": "at home", "partner": "to its partner", "bloc": "to its bloc", "world": "to the world"}

_YEAR = 366
_WORD = re.compile(r"[A-Z]\w+")

_Expression = tuple[Issue, Statement]


def stance_matrices(evidence: Evidence, others: tuple[str, ...] = (), limit: int = 3) -> tuple[StanceMatrix, ...]:
    """Return a matrix for each of the two and for the third parties that expressed themselves most.

    Rows are the issues of the case; where it has none, the items that stances are about. A row is kept if it holds two
    expressions through a known channel or a contradiction, and an actor if a row is left. What others report of an
    actor is no expression of it; of a third party only what it says of the two counts. The last column, without
    channel and audience, is of unknown channel.
    """
    if evidence.second is not None and not evidence.between():
        return ()
    ours = [actor for side in evidence.sides for actor in sorted(side.holds, key=lambda one: (one != side.actor, one))]
    by_actor: dict[str, list[_Expression]] = defaultdict(list)
    for expression in (row for row in _expressions(evidence) if _is_own(evidence, row[1])):
        for actor in sorted({owner(one) for one in (expression[1].sender, *expression[1].with_senders)}):
            if actor in ours or any(_is_about(evidence, expression[1], side) for side in evidence.sides):
                by_actor[actor].append(expression)
    loudest = sorted((one for one in others if len(by_actor[one]) > 1), key=lambda one: (-len(by_actor[one]), one))
    named_actors = distinct((*ours, *loudest[:limit]))
    matrices = [_matrix(evidence, actor, by_actor[actor]) for actor in named_actors]
    return tuple(matrix for matrix in matrices if matrix.issues)


def _expressions(evidence: Evidence) -> list[_Expression]:
    rows = [
        (issue, evidence.by_id[issue.statement_id]) for issue in evidence.issues if issue.statement_id in evidence.by_id
    ]
    if rows:
        return sorted(rows, key=lambda row: (row[0].issue, row[1].statement_id))
    stances = [one for one in evidence.statements if one.kind == "stance"]
    return [(Issue(issue=one.item, statement_id=one.statement_id, direction=_direction(one)), one) for one in stances]


def _is_about(evidence: Evidence, statement: Statement, side: Side) -> bool:
    """Whether a side is what the statement is addressed to or where it plays out."""
    at = bool(statement.arena) and owner(statement.arena) in side.holds
    return at or not evidence.receivers[statement.statement_id].isdisjoint(side.holds)


def _is_own(evidence: Evidence, statement: Statement) -> bool:
    """Whether the actor itself spoke, voted or acted: what others say of it, or its public, is no stance of its own."""
    if statement.kind == "vote":
        return True
    if statement.layer == "opinion" or _is_others_word(evidence, statement):
        return False
    return (
        statement.kind == "stance"
        or bool(statement.channel)
        or statement.modality not in ("reported", "possible", "counterfactual")
    )


def _is_others_word(evidence: Evidence, statement: Statement) -> bool:
    """Whether the speaker is of another state than the sender, or a publisher of what is only reported."""
    speaker = statement.speaker
    senders = {owner(one) for one in (statement.sender, *statement.with_senders)}
    spoken_of = _states_in(speaker)
    if spoken_of and not spoken_of & senders:
        return True
    return bool(speaker) and statement.modality == "reported" and speaker in evidence.publishers()


@cache
def _states_in(text: str) -> frozenset[str]:
    """Return the states that a text names by code, name or demonym."""
    words = _state_words()
    return frozenset(words[word] for word in _WORD.findall(text) if word in words)


@cache
def _state_words() -> dict[str, str]:
    """Return codes, and names and demonyms of one word, with the state they stand for."""
    return {
        word: state.state_id for state in all_states() for word in (state.state_id, state.name, state.demonym) if word
    }


def _direction(statement: Statement) -> int | None:
    return statement.sign


def _matrix(evidence: Evidence, actor: str, expressions: list[_Expression]) -> StanceMatrix:
    contradictions = (*_within(evidence, actor, expressions), *_across(evidence, actor, expressions))
    told = {key for one in contradictions for key in one.statement_ids}
    heard = Counter(issue.issue for issue, statement in expressions if _column(statement)[0])
    disputed = {issue.issue for issue, statement in expressions if statement.statement_id in told}
    frequency = Counter(issue.issue for issue, _ in expressions)
    issues = [issue for issue in frequency if heard[issue] > 1 or issue in disputed]
    cells: dict[tuple[str, str, str], list[_Expression]] = defaultdict(list)
    for row in expressions:
        if row[0].issue in issues:
            cells[(row[0].issue, *_column(row[1]))].append(row)
    columns = {(channel, audience) for _, channel, audience in cells}
    return StanceMatrix(
        actor=actor,
        issues=tuple(sorted(issues, key=lambda issue: (-frequency[issue], issue))),
        columns=tuple(sorted(columns, key=lambda column: (not column[0], column))),
        cells=tuple(
            StanceCell(
                actor=actor,
                issue=issue,
                channel=channel,
                audience=audience,
                signs=tuple(_sign(row) for row in rows),
                statement_ids=tuple(row[1].statement_id for row in rows),
            )
            for (issue, channel, audience), rows in sorted(cells.items())
        ),
        contradictions=contradictions,
    )


def _column(statement: Statement) -> tuple[str, str]:
    """Return channel and audience; both are empty where the channel is not known."""
    if statement.kind == "vote":
        return statement.channel or "vote", statement.audience or "world"
    return (statement.channel, statement.audience) if statement.channel else ("", "")


def _sign(expression: _Expression) -> int:
    """Return the side taken: a denial that something is so takes none on whether it should be."""
    issue, statement = expression
    if statement.modality == "denied":
        return 0
    return issue.direction if issue.direction is not None else statement.sign or 0


def _within(evidence: Evidence, actor: str, expressions: list[_Expression]) -> list[Contradiction]:
    found = []
    for issue in sorted({row[0].issue for row in expressions}):
        rows = [row for row in expressions if row[0].issue == issue]
        pair = _opposed(rows, rows)
        if pair:
            one, other = pair
            found.append(_contradiction(actor, issue, _turned(evidence, actor, one, other), one, other))
    return found


def _across(evidence: Evidence, actor: str, expressions: list[_Expression]) -> list[Contradiction]:
    found = []
    alike = {tuple(sorted((row[0].issue, row[0].analogous_to))) for row in expressions if row[0].analogous_to}
    for issue, other_issue in sorted(alike):
        pair = _opposed(
            [row for row in expressions if row[0].issue == issue],
            [row for row in expressions if row[0].issue == other_issue],
        )
        if pair:
            one, other = pair
            sentence = (
                f"{capital_first(named(actor))} came out {_SIDES[_sign(one)]} “{issue}” {_how(evidence, one[1])} but "
                f"{_SIDES[_sign(other)]} the like “{other_issue}” {_how(evidence, other[1])}."
            )
            found.append(_contradiction(actor, issue, sentence, one, other))
    return found


def _opposed(rows: list[_Expression], others: list[_Expression]) -> tuple[_Expression, _Expression] | None:
    """Return the last expression for and the last one against, if there are both."""
    latest = sorted(rows, key=lambda row: (starts(row[1]), row[1].statement_id), reverse=True)
    latest_others = sorted(others, key=lambda row: (starts(row[1]), row[1].statement_id), reverse=True)
    for row in latest:
        for other in latest_others:
            if _sign(row) * _sign(other) < 0:
                return (row, other)
    return None


def _turned(evidence: Evidence, actor: str, one: _Expression, other: _Expression) -> str:
    """Say that an actor stood on both sides of an issue: at one time, or one after the other."""
    early, late = sorted((one, other), key=lambda row: (starts(row[1]), row[1].statement_id))
    name, issue = named(actor), one[0].issue
    first, second = _how(evidence, early[1]), _how(evidence, late[1])
    if _is_change(one, other):
        return f"On “{issue}” {name} went from {_MOVES[_sign(early)]} it {first} to {_MOVES[_sign(late)]} it {second}."
    return f"On “{issue}” {name} came out {_SIDES[_sign(early)]} it {first} and {_SIDES[_sign(late)]} it {second}."


def _is_change(one: _Expression, other: _Expression) -> bool:
    """Whether two dated expressions lie more than a year apart."""
    days = [starts(statement) for _, statement in (one, other)]
    return date.min not in days and abs((days[0] - days[1]).days) > _YEAR


def _contradiction(actor: str, issue: str, sentence: str, one: _Expression, other: _Expression) -> Contradiction:
    return Contradiction(
        actor=actor,
        issue=issue,
        sentence=sentence,
        statement_ids=(one[1].statement_id, other[1].statement_id),
        is_change=one[0].issue == other[0].issue and _is_change(one, other),
    )


def _how(evidence: Evidence, statement: Statement) -> str:
    channel = _CHANNELS.get(statement.channel or ("vote" if statement.kind == "vote" else ""), "")
    audience = _AUDIENCES.get(statement.audience, "")
    when = day(statement.begins) or evidence.published(statement)
    if statement.modality == "reported":
        when = f"{when}, reported" if when else "reported"
    words = " ".join(part for part in (channel, audience) if part)
    return f"{words} ({when})".strip() if when else words
