"""Ties between statements that somebody claims, joined into chains; and what is expected under which condition."""

from __future__ import annotations

from collections import defaultdict

from ninetenths.findings.dossier import Chain, Dispute, Prospect
from ninetenths.findings.evidence import Evidence, is_fact, owner, starts, stops
from ninetenths.findings.relevance import ONE_OF_TWO, closeness_of, third_parties
from ninetenths.findings.wording import distinct
from ninetenths.ledger.records import Link, Statement

_AHEAD = frozenset({"planned", "expected", "possible", "intended", "intention", "proposed", "requested", "target"})
"""Words of an item that only say that it lies ahead."""
_CLAIMED = ("pressure", "cause", "exchange", "condition")


def chains(evidence: Evidence) -> tuple[Chain, ...]:
    """Return the claimed chains that touch the dyad, nearest first; each is the claim of those who state it."""
    near = closeness_of(evidence, frozenset(third_parties(evidence)))
    found = []
    for relation in _CLAIMED:
        links = [
            one
            for one in evidence.links
            if one.relation == relation and one.statement_id in evidence.by_id and one.other_id in evidence.by_id
        ]
        found += [_chain(evidence, relation, path) for path in _paths(links)]
    ranked = [(max(near[key] for key in chain.statement_ids), chain) for chain in found]
    return tuple(
        chain
        for closeness, chain in sorted(ranked, key=lambda row: (-row[0], -len(row[1].steps), row[1].statement_ids))
        if closeness >= ONE_OF_TWO
    )


def prospects(evidence: Evidence, contested: tuple[Dispute, ...] = ()) -> tuple[Prospect, ...]:
    """Return what was expected of the two and their third parties, newest first, with its condition and outcome.

    The outcome is what a later or overlapping statement of fact says on the same item between the same two actors,
    a later act told in the same words, or what a dispute sets against it as a later stage. Empty means that the
    evidence holds no outcome, not that nothing came of it.
    """
    near = closeness_of(evidence, frozenset(third_parties(evidence)))
    expected = [one for one in evidence.statements if one.kind == "prospect" and near[one.statement_id] >= ONE_OF_TWO]
    conditions: dict[str, list[str]] = defaultdict(list)
    for link in evidence.links:
        if link.relation == "condition" and link.statement_id in evidence.by_id:
            conditions[link.other_id].append(evidence.by_id[link.statement_id].summary)
    later_stages = {
        side.statement_id: [other.statement_id for other in dispute.sides]
        for dispute in contested
        if dispute.rule == "different stage"
        for side in dispute.sides
    }
    ordered = sorted(
        expected, key=lambda one: (-near[one.statement_id], _reverse(_said_on(evidence, one)), one.statement_id)
    )
    return tuple(
        Prospect(
            statement_id=one.statement_id,
            said_on=_said_on(evidence, one),
            speaker=one.speaker,
            summary=one.summary,
            modality=one.modality,
            condition="; ".join(conditions[one.statement_id]),
            outcome=_outcome(evidence, one, later_stages),
        )
        for one in ordered
    )


def _paths(links: list[Link]) -> list[list[Link]]:
    """Join links end to start into the longest paths; a path that comes back to itself ends there."""
    after: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda one: (one.statement_id, one.other_id)):
        after[link.statement_id].append(link)
    reached = {link.other_id for link in links}
    paths = [path for key in sorted(after) if key not in reached for path in _onward(after, key)]
    told = {(link.statement_id, link.other_id) for path in paths for link in path}
    for link in sorted(links, key=lambda one: (one.statement_id, one.other_id)):
        if (link.statement_id, link.other_id) not in told:
            circle = max(_onward(after, link.statement_id), key=len)
            paths.append(circle)
            told |= {(one.statement_id, one.other_id) for one in circle}
    return paths


def _onward(after: dict[str, list[Link]], key: str) -> list[list[Link]]:
    """Return every path from a statement to where nothing follows or to a statement already on the path."""
    paths: list[list[Link]] = []
    stack = [[link] for link in after[key]]
    while stack:
        path = stack.pop()
        onward = after.get(path[-1].other_id, [])
        if onward and path[-1].other_id not in {link.statement_id for link in path}:
            stack += [[*path, link] for link in onward]
        else:
            paths.append(path)
    return paths


def _chain(evidence: Evidence, relation: str, path: list[Link]) -> Chain:
    ids = [path[0].statement_id, *(link.other_id for link in path)]
    return Chain(
        relation=relation,
        stated_by="; ".join(distinct(link.stated_by for link in path)),
        steps=tuple(evidence.by_id[key].summary for key in ids),
        statement_ids=tuple(ids),
        document_id=path[0].document_id,
    )


def _said_on(evidence: Evidence, statement: Statement) -> str:
    return evidence.published(statement) or statement.begins


def _reverse(text: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in text)


def _outcome(evidence: Evidence, prospect: Statement, later_stages: dict[str, list[str]]) -> str:
    later = [
        one
        for one in evidence.statements
        if one.kind != "prospect"
        and is_fact(one)
        and (
            (one.sender, one.receiver, one.item) == (prospect.sender, prospect.receiver, prospect.item)
            or one.statement_id in later_stages.get(prospect.statement_id, [])
            or _came_about(one, prospect)
        )
        and stops(one) >= starts(prospect)
    ]
    return min(later, key=lambda one: (starts(one), one.statement_id)).summary if later else ""


def _came_about(statement: Statement, prospect: Statement) -> bool:
    """Whether a later act or state between the same two is told in all the words of what was expected."""
    expected = _words(prospect) - _AHEAD
    ends = {owner(prospect.sender), owner(prospect.receiver)}
    return (
        statement.kind in ("event", "status")
        and bool(expected)
        and expected <= _words(statement)
        and {owner(statement.sender), owner(statement.receiver)} == ends
        and starts(statement) > starts(prospect)
        and not statement.begins_inferred
    )


def _words(statement: Statement) -> set[str]:
    return set(statement.item.casefold().replace(",", "").split())
