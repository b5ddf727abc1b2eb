"""What a rule returns, and the words that rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ninetenths.findings.evidence import Evidence, Side
from ninetenths.findings.shares import definition
from ninetenths.findings.wording import amount, day, distinct, figure, listed, named, plain_item, possessive, when
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Statement
from ninetenths.states import is_actor, owner_state, state_of

_OFFICE = re.compile(r"^([A-Z]{3}) (.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding before its caveat, disputes and gaps: a sentence, the statements behind it, and its weight.

    ``headline`` is its figure in a few words, ``detail`` what the sentence rests on, in further sentences. ``low`` and
    ``high`` bound one quantity; where the sentence sets two different ones against each other they are None.
    ``weight`` orders findings (higher comes first); ``caveat`` is a key of the caveat table.
    """

    key: str
    question: int
    sentence: str
    statements: tuple[Statement, ...]
    weight: float
    caveat: str
    headline: str = ""
    detail: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    range_of: str = ""


def directions(evidence: Evidence) -> list[tuple[Side, Side]]:
    """Return the two directions of the dyad: first to second, second to first; none for a profile."""
    if evidence.second is None:
        return []
    return [(evidence.first, evidence.second), (evidence.second, evidence.first)]


def name_of(side: Side) -> str:
    """Return the name of a side as it stands in a sentence."""
    return named(side.actor)


def credited(evidence: Evidence, statement: Statement) -> str:
    """Return who measured, else who is quoted, else who published."""
    if statement.measured_by:
        return statement.measured_by
    if statement.speaker:
        office = _OFFICE.match(statement.speaker)
        if office and is_actor(office[1]):
            return f"the {state_of(office[1]).demonym} {office[2]}" if owner_state(office[1]) else statement.speaker
        return plain_item(statement.speaker)
    return evidence.measurer(statement)


def cited(evidence: Evidence, statements: Iterable[Statement]) -> str:
    """Return window and measurers in brackets: ``(2025, Kpler)``; the statements share one window."""
    group = list(statements)
    measurers = distinct(credited(evidence, one) for one in group)
    words = listed(measurers[:3]) if len(measurers) <= 3 else f"{', '.join(measurers[:2])} and others"
    return f"({when(group[0])}{', ' if words else ''}{words})"


def figure_cited(evidence: Evidence, statement: Statement) -> str:
    """Return a figure with its window and measurer: ``94,000 barrels a day (2025, Kpler)``."""
    return f"{figure(statement)} {cited(evidence, [statement])}"


def flow_cited(evidence: Evidence, statement: Statement) -> str:
    """Return a flow with window and measurer; a share also with what it is a share of."""
    if statement.kind != "share":
        return figure_cited(evidence, statement)
    whole = f"{possessive(named(statement.receiver))} {definition(statement)}"
    return f"{figure(statement)} of {whole} {cited(evidence, [statement])}"


def span(statements: Iterable[Statement]) -> str:
    """Return the lowest to the highest figure of statements in one unit, in words; empty where none has a figure."""
    group = [(one.low, one.high, one.unit) for one in statements if one.low is not None and one.high is not None]
    if not group:
        return ""
    return amount(min(low for low, _, _ in group), max(high for _, high, _ in group), group[0][2])


def bounds(statements: Iterable[Statement]) -> tuple[float | None, float | None]:
    """Return the lowest low and the highest high; None where no statement has a figure."""
    group = [one for one in statements if one.low is not None and one.high is not None]
    if not group:
        return None, None
    return min(float(one.low or 0) for one in group), max(float(one.high or 0) for one in group)


def overlap(one: Statement, other: Statement) -> bool:
    """Whether the windows of two statements, both known, share a day."""
    begin, other_begin = first_day(one.begins), first_day(other.begins)
    end, other_end = last_day(one.ends) or last_day(one.begins), last_day(other.ends) or last_day(other.begins)
    if not (begin and other_begin and end and other_end):
        return False
    return begin <= other_end and other_begin <= end


def began(statement: Statement) -> str:
    """Return when the statement began, in words."""
    return day(statement.begins)


def newest(statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that begins last; None where there is none."""
    return max(statements, key=lambda one: (one.begins, one.statement_id), default=None)
