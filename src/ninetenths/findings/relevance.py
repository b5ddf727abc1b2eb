"""How near a statement or an actor is to the dyad."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence
from ninetenths.findings.routes import transit_states
from ninetenths.ledger.records import Statement

BETWEEN, THIRD_OF_BOTH, ONE_OF_TWO, NEITHER = 3, 2, 1, 0
"""Closeness: between the two; one of them with a third party of both; one of them; neither."""

_NOBODY = frozenset({"WLD", "UNK", "UN"})


def tie_counts(evidence: Evidence) -> dict[str, tuple[int, int]]:
    """Return for each third actor how many statements (votes aside) tie it to the first and to the second side."""
    counts: dict[str, list[int]] = {}
    for one in evidence.statements:
        if one.kind == "vote":
            continue
        ends = evidence.senders[one.statement_id] | evidence.receivers[one.statement_id]
        for place, side in enumerate(evidence.sides):
            if ends.isdisjoint(side.holds):
                continue
            for actor in ends:
                counts.setdefault(actor, [0, 0])[place] += 1
    ours = {actor for side in evidence.sides for actor in side.holds}
    return {actor: (first, second) for actor, (first, second) in counts.items() if actor not in ours | _NOBODY}


def third_parties(evidence: Evidence, limit: int = 8) -> tuple[str, ...]:
    """Return the third actors that matter most: tied to both or on the way between them.

    They are ranked by the smaller of their two tie counts, so that a partner of one side alone comes last;
    in a profile they are simply the partners with most statements.
    """
    counts = tie_counts(evidence)
    crossed = transit_states(evidence) if evidence.second else set()

    def rank(actor: str) -> tuple[int, int, str]:
        first, second = counts.get(actor, (0, 0))
        nearer = min(first, second) + (5 if actor in crossed else 0)
        return (-nearer if evidence.second else 0, -(first + second), actor)

    return tuple(sorted({*counts, *crossed}, key=rank)[:limit])


def closeness_of(evidence: Evidence, thirds: frozenset[str]) -> dict[str, int]:
    """Return the closeness of every statement of the evidence, by statement id."""
    return {one.statement_id: _closeness(evidence, one, thirds) for one in evidence.statements}


def _closeness(evidence: Evidence, statement: Statement, thirds: frozenset[str]) -> int:
    if evidence.ties_both(statement):
        return BETWEEN
    if not any(evidence.touches(statement, side) for side in evidence.sides):
        return NEITHER
    ends = evidence.senders[statement.statement_id] | evidence.receivers[statement.statement_id]
    joint = all(evidence.touches(statement, side) for side in evidence.sides)
    return THIRD_OF_BOTH if joint or ends & thirds else ONE_OF_TWO
