"""What held between two sides on a day: recognised, embassy open, ambassador present, allied, at war, trade banned."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from ninetenths.findings.answers import SpellAnswer
from ninetenths.findings.evidence import Evidence, Side, check_existence, gather, is_fact, starts
from ninetenths.findings.rules.base import directions
from ninetenths.ledger import Ledger
from ninetenths.ledger.dates import OPEN, first_day, last_day
from ninetenths.ledger.records import Statement

_MUTUAL = frozenset({"diplomatic relations", "allied", "at war"})
"""Questions with one answer for both directions."""
_BACK = frozenset({"again", "anew", "new", "reopened", "re-opened", "restored", "resumed", "second", "third"})
"""Words by which what opens was there before."""


@dataclass(frozen=True, slots=True)
class _Word:
    question: str
    layer: str
    words: frozenset[str]
    effect: str
    whose: str
    before: str


@dataclass(frozen=True, slots=True)
class _Turn:
    """A statement that something began (``opens``), ended (``closes``) or held for its window only (``within``).

    ``is_first`` says that there was none before: an embassy opened, a first ambassador named (which only ``marks`` that
    there was none, since whoever is named is not there yet). Something that comes back says no such thing.
    """

    effect: str
    statement: Statement
    is_first: bool


def spells(ledger: Ledger, first: str, second: str, *, on: date) -> tuple[SpellAnswer, ...]:
    """Return for each question about the two whether it held on a day, with the dates from and to which it did.

    Questions and the words by which statements bear on them stand in ``spell_words.csv``. An event of which only
    the year or month is known leaves that year or month unknown where it changes the answer. Before the first embassy
    opened or the first ambassador was named the answer is no, unless the words say that one came back.

    Parameters
    ----------
    ledger
        Where the statements are.
    first, second
        Actor ids.
    on
        The day asked about; everything the ledger holds is used, whenever published.

    Returns
    -------
    tuple of SpellAnswer
        One for each question and direction, and one where both directions share it. Where no statement bears on
        the question the answer is ``unknown``, which is never no.

    Raises
    ------
    UnknownState
        If an actor is not known, or both are the same.
    CoverageError
        If one of the two is a state that did not exist yet on the day.

    Examples
    --------
    >>> from datetime import date
    >>> from ninetenths.ledger import Ledger
    >>> {row.answer for row in spells(Ledger.in_memory(), "AZE", "ISR", on=date(2023, 7, 1))}
    {'unknown'}
    """
    evidence = gather(ledger, first, second)
    check_existence(evidence.sides, on)
    last = _last_known(evidence)
    found = []
    for question in dict.fromkeys(word.question for word in _words()):
        for sender, receiver in directions(evidence)[: 1 if question in _MUTUAL else 2]:
            turns = _turns(evidence, question, sender, receiver)
            answer = _answer(question, sender, receiver, turns, on)
            if answer.answer != "unknown" and not answer.until and on > (last_day(last) or date.max):
                answer = replace(answer, until=f"last known {last}")
            found.append(answer)
    return tuple(found)


def _last_known(evidence: Evidence) -> str:
    """Return the last day on which a document about the two was published; empty where none is dated."""
    days = [evidence.published(one) for one in evidence.touching()]
    return max((day for day in days if last_day(day)), default="", key=lambda day: last_day(day) or date.min)


@cache
def _words() -> tuple[_Word, ...]:
    text = files(__package__).joinpath("spell_words.csv").read_text(encoding="utf-8")
    return tuple(
        _Word(
            row["question"], row["layer"], frozenset(row["words"].split()), row["effect"], row["whose"], row["before"]
        )
        for row in csv.DictReader(text.splitlines())
    )


def _turns(evidence: Evidence, question: str, sender: Side, receiver: Side) -> list[_Turn]:
    """Return what bears on a question in the order of its beginning; each statement counts once."""
    turns: dict[str, _Turn] = {}
    for one in evidence.between():
        if one.kind not in ("event", "status") or not (is_fact(one) or _is_denial(one)) or not first_day(one.begins):
            continue
        word = _closest(question, one)
        if word and (word.whose == "both" or question in _MUTUAL or evidence.runs(one, sender, receiver)):
            turns[one.statement_id] = _Turn(_effect(word, one), one, word.before == "none" and not _is_back(one))
    return sorted(turns.values(), key=lambda turn: (starts(turn.statement), turn.statement.statement_id))


def _is_back(statement: Statement) -> bool:
    return bool(_said(statement) & _BACK) or not is_fact(statement)


def _said(statement: Statement) -> frozenset[str]:
    return frozenset(statement.item.casefold().replace(",", "").split())


def _is_denial(statement: Statement) -> bool:
    return statement.polarity == "negated" and statement.modality == "asserted"


def _closest(question: str, statement: Statement) -> _Word | None:
    """Return the row of most words that all occur in the item."""
    said = _said(statement)
    rows = [
        word for word in _words() if word.question == question and word.layer == statement.layer and word.words <= said
    ]
    return max(rows, key=lambda word: len(word.words), default=None)


def _effect(word: _Word, statement: Statement) -> str:
    bounded = statement.ends not in ("", OPEN)
    if _is_denial(statement):
        return "not within" if bounded else "closes"
    return "within" if word.effect == "within" or (bounded and statement.kind == "status") else word.effect


def _answer(question: str, sender: Side, receiver: Side, turns: list[_Turn], on: date) -> SpellAnswer:
    held = [turn for turn in turns if turn.effect in ("within", "not within") and _covers(turn.statement, on)]
    if held:
        return _within(question, sender, receiver, held)
    if turns and turns[0].is_first and starts(turns[0].statement) > on:
        return _before_all(question, sender, receiver, turns)
    return _from_events(question, sender, receiver, [turn for turn in turns if turn.effect in ("opens", "closes")], on)


def _before_all(question: str, sender: Side, receiver: Side, turns: list[_Turn]) -> SpellAnswer:
    """Answer no: the first thing known is that one came to be, which says that there was none."""
    opening = next((turn for turn in turns if turn.effect == "opens"), turns[0])
    return SpellAnswer(
        question=question,
        sender=sender.actor,
        receiver=receiver.actor,
        answer="no",
        since="",
        until=opening.statement.begins,
        statement_ids=tuple(dict.fromkeys(turn.statement.statement_id for turn in (turns[0], opening))),
    )


def _covers(statement: Statement, on: date) -> bool:
    begin, end = first_day(statement.begins), last_day(statement.ends) or last_day(statement.begins)
    return begin is not None and end is not None and begin <= on <= end


def _within(question: str, sender: Side, receiver: Side, held: list[_Turn]) -> SpellAnswer:
    effects = {turn.effect for turn in held}
    answer = "unknown" if len(effects) > 1 else {"within": "yes", "not within": "no"}[held[0].effect]
    return SpellAnswer(
        question=question,
        sender=sender.actor,
        receiver=receiver.actor,
        answer=answer,
        since=min(turn.statement.begins for turn in held),
        until=max(turn.statement.ends for turn in held),
        statement_ids=tuple(turn.statement.statement_id for turn in held),
    )


def _from_events(question: str, sender: Side, receiver: Side, turns: list[_Turn], on: date) -> SpellAnswer:
    past = [turn for turn in turns if _day(last_day(turn.statement.begins)) <= on]
    open_window = [turn for turn in turns if starts(turn.statement) <= on < _day(last_day(turn.statement.begins))]
    run = _last_run(past)
    changing = [turn for turn in open_window if not run or turn.effect != run[0].effect]
    later = [turn for turn in turns if starts(turn.statement) > on and run and turn.effect != run[0].effect]
    shown = [*run, *changing]
    answer = "unknown" if changing or not run else {"opens": "yes", "closes": "no"}[run[0].effect]
    return SpellAnswer(
        question=question,
        sender=sender.actor,
        receiver=receiver.actor,
        answer=answer,
        since=run[0].statement.begins if run else "",
        until=later[0].statement.begins if later else "",
        statement_ids=tuple(turn.statement.statement_id for turn in (*shown, *later[:1])),
    )


def _last_run(past: list[_Turn]) -> list[_Turn]:
    """Return the last turns that point the same way, so that the first of them is since when it holds."""
    run: list[_Turn] = []
    for turn in reversed(past):
        if run and turn.effect != run[0].effect:
            break
        run.insert(0, turn)
    return run


def _day(day: date | None) -> date:
    return day or date.max
