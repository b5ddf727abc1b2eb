"""What a rule returns, and the words that rules share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ninetenths.findings.evidence import Evidence, Side
from ninetenths.findings.printed import is_open_above, printed_bounds, printed_ends
from ninetenths.findings.shares import definition, deviating
from ninetenths.findings.wording import (
    amount,
    day,
    distinct,
    figure,
    listed,
    named,
    plain_item,
    possessive,
    when,
    window,
)
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Statement
from ninetenths.states import is_actor, owner_state, state_of

_OFFICE = re.compile(r"^([A-Z]{3}) (.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding before its caveat, disputes and gaps: a sentence, the statements behind it, and its weight.

    ``headline`` is its figure in a few words, ``detail`` what the sentence rests on, in further sentences. ``low`` and
    ``high`` bound one quantity; where the sentence sets two different ones against each other they are None.
    ``weight`` orders findings (higher comes first); ``caveat`` is a key of the caveat table. ``stated`` are those
    whose figures the sentence gives, where it rests on others too: only they can be disputed.
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
    stated: tuple[Statement, ...] = ()


def odd_prints(evidence: Evidence, statements: list[Statement]) -> tuple[list[str], list[Statement]]:
    """Return a sentence on each print that stands alone against its measurer's other figures, and those prints."""
    odd = deviating(evidence, statements)
    said = [
        f"One outlet prints {figure(one)} for {window(one.begins, one.ends)} under the name of {one.measured_by}, "
        "against the other prints; it is not counted."
        for one in odd
    ]
    return said, odd


def directions(evidence: Evidence) -> list[tuple[Side, Side]]:
    """Return the two directions of the dyad: first to second, second to first; none for a profile."""
    if evidence.second is None:
        return []
    return [(evidence.first, evidence.second), (evidence.second, evidence.first)]


def name_of(side: Side) -> str:
    """Return the name of a side as it stands in a sentence."""
    return named(side.actor)


def voice(evidence: Evidence, statement: Statement) -> str:
    """Return who measured, else who is quoted, else who published, as a bare name."""
    return statement.measured_by or _speaker(statement) or evidence.measurer(statement)


def credited(evidence: Evidence, *statements: Statement) -> str:
    """Return who stands behind statements: measurers by name, ``according to`` speakers, ``printed by`` publishers."""
    measured = distinct(one.measured_by for one in statements)
    spoken = distinct(_speaker(one) for one in statements if not one.measured_by)
    printed = distinct(evidence.measurer(one) for one in statements if not (one.measured_by or _speaker(one)))
    parts = [_several(measured)] if measured else []
    parts += [f"according to {_several(spoken)}"] if spoken else []
    parts += [f"printed by {_several(printed)}"] if printed else []
    return "; ".join(parts)


def cited(evidence: Evidence, statements: Iterable[Statement]) -> str:
    """Return window and measurers in brackets: ``(2025, Kpler)``; the statements share one window."""
    group = list(statements)
    return f"({', '.join(part for part in (when(group[0]), credited(evidence, *group)) if part)})"


def _several(names: list[str]) -> str:
    return listed(names[:3]) if len(names) <= 3 else f"{', '.join(names[:2])} and others"


def _speaker(statement: Statement) -> str:
    """Return who is quoted, an office of a state in words: the German economy ministry; empty where nobody is."""
    office = _OFFICE.match(statement.speaker)
    if office and is_actor(office[1]):
        return f"the {state_of(office[1]).demonym} {office[2]}" if owner_state(office[1]) else statement.speaker
    return plain_item(statement.speaker)


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
    """Return the lowest to the highest figure that sources print in one unit, in words; empty where none has one.

    Figures alike are given as worded; where the highest is only exceeded ("over 25"), the range is open above.
    """
    group = [one for one in statements if printed_ends(one)]
    worded = distinct(figure(one) for one in group)
    ends = printed_bounds(group)
    if ends is None or len(worded) < 2:
        return "".join(worded)
    top = max(high for one in group for _, high in [printed_ends(one) or ends])
    is_open = any(is_open_above(one) and printed_ends(one) == (top, top) for one in group)
    return f"{amount(*ends, group[0].unit)}{' or more' if is_open else ''}"


def bounds(statements: Iterable[Statement]) -> tuple[float | None, float | None]:
    """Return the lowest and the highest end that sources print; None where no statement has a figure."""
    ends = printed_bounds(statements)
    return (float(ends[0]), float(ends[1])) if ends else (None, None)


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


def states_of(evidence: Evidence, statements: Iterable[Statement]) -> str:
    """Return the names of the states that statements tie: of a bloc the members that they name."""
    ends: set[str] = set()
    for one in statements:
        ends |= evidence.senders[one.statement_id] | evidence.receivers[one.statement_id]
    return listed([named(actor) for side in evidence.sides for actor in sorted(side.holds & ends)])


def newest(statements: Iterable[Statement]) -> Statement | None:
    """Return the statement that begins last; None where there is none."""
    return max(statements, key=lambda one: (one.begins, one.statement_id), default=None)
