"""Statements that do not agree, gathered into questions in dispute and ordered by how much hangs on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ninetenths.ledger.compare import compare_all
from ninetenths.ledger.compare_values import amount_of, on_scale_of
from ninetenths.ledger.compare_verdict import Comparison, Relation, rules
from ninetenths.ledger.records import Document, Statement
from ninetenths.ledger.witness import witnesses

_NOT_DISPUTES = frozenset({"layers in tension", "opposite signs", "not vouched for"})
"""Friend and foe at once, or fact beside possibility: shown elsewhere, since nobody disputes anything."""

_PRESENCE = frozenset({"affirmed and negated", "another voice", "different stage", "different choice"})
"""Rules about whether something is so; the other rules are about how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedQuestion:
    """A connected set of statements on one question of which at least two independent witnesses do not agree.

    ``relation`` is ``conflict`` if any two cannot both hold as printed, else ``apparent_conflict``. ``rule`` is the
    rule that fired most often among pairs of that relation, ``explanation`` what it said of the pair furthest
    apart. ``spread`` is the distance between the lowest and the highest figure as a part of the highest, from 0
    to 1; None where the dispute is not about a figure in one unit. ``statement_ids`` are sorted.

    Reading: the number of witnesses says how many disagree, not who is right.
    """

    statement_ids: tuple[str, ...]
    relation: Relation
    rule: str
    explanation: str
    witnesses: int
    spread: float | None
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    layers: tuple[str, ...]
    item: str
    comparisons: tuple[Comparison, ...]


def disputes(statements: Iterable[Statement], documents: Mapping[str, Document]) -> list[DisputedQuestion]:
    """Return the questions in dispute, the most important first: by number of witnesses, then by spread.

    Parameters
    ----------
    statements
        Statements of any dyads and layers; only pairs worth comparing are compared.
    documents
        Document id to document.

    Returns
    -------
    list of DisputedQuestion
        Empty where nothing is disputed. A statement can stand in two: one about how much, one about whether.

    Raises
    ------
    LedgerError
        If the reprints or releases in *documents* run in a circle.
    """
    known = {statement.statement_id: statement for statement in statements}
    found = [
        comparison
        for comparison in compare_all(known.values(), documents)
        if comparison.relation in ("conflict", "apparent_conflict") and comparison.rule not in _NOT_DISPUTES
    ]
    issues: dict[str, list[Comparison]] = defaultdict(list)
    for one in found:
        issues[_issue(one, known)].append(one)
    questions = [_question(group, known, documents) for name in sorted(issues) for group in _connected(issues[name])]
    disputed = [question for question in questions if question.witnesses > 1]
    return sorted(disputed, key=lambda one: (-one.witnesses, -(one.spread or 0.0), one.statement_ids))


def _issue(comparison: Comparison, known: Mapping[str, Statement]) -> str:
    """Return what a pair disputes: how much, whether, or whose nil (the statement that says nil comes first)."""
    if comparison.rule == "nil beside seen":
        return f"no flow from {known[comparison.first_id].sender}"
    return "whether" if comparison.rule in _PRESENCE else "how much"


def _connected(comparisons: Sequence[Comparison]) -> list[list[Comparison]]:
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            name = above
        return name

    for one in comparisons:
        first, second = sorted((root(one.first_id), root(one.second_id)))
        parent[second] = first
    groups: dict[str, list[Comparison]] = defaultdict(list)
    for one in comparisons:
        groups[root(one.first_id)].append(one)
    return [groups[name] for name in sorted(groups)]


def _question(
    comparisons: Sequence[Comparison], known: Mapping[str, Statement], documents: Mapping[str, Document]
) -> DisputedQuestion:
    ids = tuple(sorted({name for one in comparisons for name in (one.first_id, one.second_id)}))
    members = [known[name] for name in ids]
    relation: Relation = "conflict" if any(one.relation == "conflict" for one in comparisons) else "apparent_conflict"
    counts = Counter(one.rule for one in comparisons if one.relation == relation)
    rule = min(counts, key=lambda name: (-counts[name], name))
    furthest = max(
        (one for one in comparisons if one.rule == rule),
        key=lambda one: (_spread([known[one.first_id], known[one.second_id]]) or 0.0, one.first_id, one.second_id),
    )
    items = Counter(member.item for member in members)
    return DisputedQuestion(
        statement_ids=ids,
        relation=relation,
        rule=rule,
        explanation=f"{rules()[rule].description}. {furthest.explanation}",
        witnesses=len(witnesses(members, documents)),
        spread=_spread(members),
        senders=tuple(sorted({name for member in members for name in (member.sender, *member.with_senders)})),
        receivers=tuple(sorted({name for member in members for name in (member.receiver, *member.with_receivers)})),
        layers=tuple(sorted({member.layer for member in members})),
        item=min(items, key=lambda name: (-items[name], name)),
        comparisons=tuple(comparisons),
    )


def _spread(members: Sequence[Statement]) -> float | None:
    """Return the distance between the lowest and highest figure as a part of the highest; None without one unit."""
    amounts = [amount for member in members if member.kind != "rank" and (amount := amount_of(member)) is not None]
    if len(amounts) < 2:
        return None
    scaled = [one for amount in amounts if (one := on_scale_of(amount, amounts[0])) is not None]
    middles = [(one.low + one.high) / 2 for one in scaled]
    if len(middles) < 2 or max(middles) <= 0:
        return None
    return min(1.0, float((max(middles) - min(middles)) / max(middles)))
