"""Treaties and alliances, what publics say, and the latest tie of all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ninetenths.findings.evidence import Evidence, is_fact, starts
from ninetenths.findings.rules.base import Draft, began, bounds, cited, credited, name_of, states_of
from ninetenths.findings.wording import (
    capital_first,
    counted,
    day,
    figure,
    listed,
    named,
    plain_item,
    when,
)
from ninetenths.ledger.records import Statement

_CHOSE_THEMSELVES = re.compile(r"\b(self-selected|not a sample)\b")
_SHOWN = 3
_HOSTILE = 4
_PACTS = frozenset({"treaty", "declaration", "alliance", "allied", "pact", "clause", "obligation", "protocol"})
"""Words by which an item of the defence layer is a treaty or a part of one."""
_NO_PACTS = frozenset({"appeal", "term", "meant"})
"""Words by which it only speaks of one."""


def alliances(evidence: Evidence) -> list[Draft]:
    """Find what binds the two by treaty, or that nothing does, beside what binds each to third states."""
    if evidence.second is None:
        return []
    pacts = [one for one in evidence.touching() if _is_pact(one)]
    ours = [one for one in pacts if evidence.ties_both(one)]
    none = [
        one
        for one in evidence.between()
        if one.layer == "defence" and one.polarity == "negated" and one.kind == "status" and one.modality == "asserted"
    ]
    others = _partners(evidence, [one for one in pacts if not evidence.ties_both(one)])
    if ours:
        return [_bound(evidence, ours)]
    if none and others:
        return [_unbound(evidence, none[0], others)]
    return []


def opinions(evidence: Evidence) -> list[Draft]:
    """Find what the publics of the two were measured to think of the other side, question by question.

    Votes of readers are left out: whoever answers them chose to, and stands for nobody else.
    """
    found = [
        one
        for one in evidence.between()
        if one.layer == "opinion"
        and one.basis_concept == "opinion"
        and one.low is not None
        and one.unit == "percent"
        and not _CHOSE_THEMSELVES.search(f"{one.basis_text} {one.note}")
    ]
    latest: dict[tuple[str, str], Statement] = {}
    for one in sorted(found, key=lambda one: (starts(one), one.statement_id)):
        latest[(one.sender, one.item)] = one
    shown = list(latest.values())[-_SHOWN:][::-1]
    if not shown or evidence.second is None:
        return []
    parts = [f"{_asked(one)} {cited(evidence, [one])}" for one in shown]
    more = f"Other questions: {'; '.join(parts[1:])}." if parts[1:] else ""
    low, high = bounds(shown[:1])
    return [
        Draft(
            key="opinion",
            question=5,
            headline=f"{figure(shown[0])}: {plain_item(shown[0].item)} ({named(shown[0].sender)})",
            sentence=capital_first(f"{parts[0]}."),
            detail=more,
            statements=tuple(shown),
            stated=tuple(shown[:1]),
            weight=50,
            caveat="opinion",
            low=low,
            high=high,
            unit="percent",
        )
    ]


def _asked(statement: Statement) -> str:
    """Return whose answers, to what question and about whom."""
    return (
        f"of the {named(statement.sender)} {figure(statement)} answered “{plain_item(statement.item)}” when "
        f"asked about {named(statement.receiver)}"
    )


def hostilities(evidence: Evidence) -> list[Draft]:
    """Find fighting, attacks and plots between the two that are stated or reported as fact, the latest last."""
    found = [
        one
        for one in evidence.between()
        if one.layer == "conflict" and one.kind == "event" and one.sign == -1 and is_fact(one) and day(one.begins)
    ]
    if evidence.second is None or not found:
        return []
    by_month = {
        one.begins[:7]: one for one in sorted(found, key=lambda one: (one.modality != "asserted", one.statement_id))
    }
    ordered = sorted(by_month.values(), key=lambda one: (starts(one), one.statement_id))
    shown = ordered[-_HOSTILE:]
    said = [f"{plain_item(one.item)} ({when(one)})" for one in shown]
    names = states_of(evidence, shown)
    more = (
        f", among {counted(len(ordered), 'month')} with such acts since {ordered[0].begins[:4]}"
        if len(ordered) > len(shown)
        else ""
    )
    return [
        Draft(
            key="hostilities",
            question=1,
            headline=f"{counted(len(ordered), 'month')} with hostile acts since {ordered[0].begins[:4]}",
            sentence=capital_first(f"{names} have clashed: {listed(said)}{more}."),
            statements=tuple(shown),
            weight=61,
            caveat="act",
        )
    ]


def latest_tie(evidence: Evidence) -> list[Draft]:
    """Say of what kind the signed acts between the two are and which is the latest: this holds for any dyad."""
    if evidence.second is None:
        return []
    acts = [
        one for one in evidence.between() if one.sign is not None and one.kind in ("event", "status") and is_fact(one)
    ]
    dated = [one for one in acts if day(one.begins)]
    if not dated:
        return []
    last = max(dated, key=lambda one: (starts(one), one.kind == "event", one.statement_id))
    counts = Counter(one.sign for one in acts)
    kinds = [
        counted(counts[sign], f"{word} act")
        for sign, word in ((1, "cooperative"), (-1, "conflictual"), (0, "neutral"))
        if counts[sign]
    ]
    first_year = min(one.begins for one in dated)[:4]
    sentence = (
        f"Between {name_of(evidence.first)} and {name_of(evidence.second)} the evidence since {first_year} holds "
        f"{listed(kinds)}; the latest is of {began(last)}: {last.summary.rstrip('.')}."
    )
    return [
        Draft(
            key="latest",
            question=8,
            headline=f"{counted(len(acts), 'act')} since {first_year}",
            sentence=sentence,
            statements=(last,),
            weight=40,
            caveat="act",
        )
    ]


def _is_pact(statement: Statement) -> bool:
    return (
        statement.layer == "defence"
        and bool(_words(statement) & _PACTS)
        and not _words(statement) & _NO_PACTS
        and statement.kind in ("event", "status")
        and statement.sign == 1
        and is_fact(statement)
        and len(statement.receiver) == 3
        and len(statement.sender) == 3
    )


def _words(statement: Statement) -> set[str]:
    return set(statement.item.casefold().split())


def _partners(evidence: Evidence, pacts: list[Statement]) -> dict[str, list[Statement]]:
    """Return the third states bound to the first side by most statements, with those statements."""
    found: dict[str, list[Statement]] = defaultdict(list)
    ours = {actor for side in evidence.sides for actor in side.holds}
    for one in pacts:
        for actor in sorted((evidence.senders[one.statement_id] | evidence.receivers[one.statement_id]) - ours):
            found[actor].append(one)
    ranked = sorted(found, key=lambda actor: (-len(found[actor]), actor))
    return {actor: found[actor] for actor in ranked[:2]}


def _latest_pact(pacts: list[Statement]) -> Statement:
    return max(pacts, key=lambda one: (starts(one), one.kind == "event", one.statement_id))


def _bound(evidence: Evidence, ours: list[Statement]) -> Draft:
    by_month = {one.begins[:7]: one for one in sorted(ours, key=lambda one: (one.kind == "event", one.statement_id))}
    shown = sorted(by_month.values(), key=lambda one: (starts(one), one.statement_id))[-4:]
    said = [
        f"{plain_item(one.item)} ({when(one) if one.ends else began(one)}, {credited(evidence, one)})" for one in shown
    ]
    assert evidence.second is not None
    sentence = f"Treaties bind {name_of(evidence.first)} and {name_of(evidence.second)}: {listed(said)}."
    return Draft(
        key="alliance",
        question=4,
        headline=counted(len(by_month), "text"),
        sentence=capital_first(sentence),
        statements=tuple(shown),
        weight=67,
        caveat="legal",
    )


def _unbound(evidence: Evidence, none: Statement, others: dict[str, list[Statement]]) -> Draft:
    latest = {actor: _latest_pact(pacts) for actor, pacts in others.items()}
    said = [
        f"{_whose(evidence, pact, actor)} with {named(actor)} ({plain_item(pact.item)}, {began(pact)})"
        for actor, pact in latest.items()
    ]
    sentence = (
        f"No {plain_item(none.item)} binds {named(none.sender)} and {named(none.receiver)} "
        f"({when(none)}, {credited(evidence, none)}); ties of that kind exist of {listed(said)}."
    )
    return Draft(
        key="alliance",
        question=4,
        headline=f"no {plain_item(none.item)}",
        sentence=capital_first(sentence),
        statements=(none, *latest.values()),
        weight=63,
        caveat="legal",
    )


def _whose(evidence: Evidence, pact: Statement, partner: str) -> str:
    """Return the state of a side that the pact binds to the partner."""
    ends = (evidence.senders[pact.statement_id] | evidence.receivers[pact.statement_id]) - {partner}
    ours = {actor for side in evidence.sides for actor in side.holds}
    return listed([named(actor) for actor in sorted(ends & ours)])
