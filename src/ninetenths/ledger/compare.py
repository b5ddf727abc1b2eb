"""Comparing statements: which agree, which dispute, and which only look as if they did (§8, §9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ninetenths.ledger.compare_claims import LAYER_GROUP, compare_claims, says_nil
from ninetenths.ledger.compare_figures import compare_figures
from ninetenths.ledger.compare_profile import Profile, profile
from ninetenths.ledger.compare_verdict import Comparison, Relation, Rule, Verdict, rules
from ninetenths.ledger.compare_votes import compare_votes
from ninetenths.ledger.compare_wording import sentence, side_by_side
from ninetenths.ledger.records import Document, Statement

__all__ = ["Comparison", "Relation", "Rule", "compare", "compare_all", "rules"]


def compare(first: Statement, second: Statement, documents: Mapping[str, Document]) -> Comparison:
    """Say how two statements relate, by which rule, and why.

    Actors are compared as sets, figures only under one definition (commodity, measure, concept, denominator) and
    in windows that overlap; rounding and "about" widen a figure; a reprint or a shared measurement is no second
    witness. The order of the two does not matter.

    Parameters
    ----------
    first, second
        Statements; of any layer, kind and grade.
    documents
        Document id to document: who reprints and revises whom. A document that is not there is its own witness.

    Returns
    -------
    Comparison
        For ``refine`` the second is the finer statement, for ``succession`` the later one.

    Raises
    ------
    LedgerError
        If the reprints or releases in *documents* run in a circle.

    Examples
    --------
    >>> from datetime import datetime
    >>> from decimal import Decimal
    >>> from ninetenths.ledger.records import Statement
    >>> def share(name, percent, **others):
    ...     return Statement(
    ...         statement_id=name,
    ...         summary="",
    ...         layer="energy",
    ...         kind="share",
    ...         sender="AZE",
    ...         receiver="ISR",
    ...         item="crude imports",
    ...         low=Decimal(percent),
    ...         high=Decimal(percent),
    ...         unit="percent",
    ...         begins="2024",
    ...         document_id=name,
    ...         locator="p. 1",
    ...         recorded_at=datetime(2026, 1, 1),
    ...         **others,
    ...     )
    >>> found = compare(share("alone", 40), share("both", 60, with_senders=("KAZ",)), {})
    >>> found.relation, found.second_id
    ('refine', 'alone')
    """
    pair = (profile(first, documents), profile(second, documents))
    one, other = sorted(pair, key=lambda each: each.statement.statement_id)
    if first.statement_id == second.statement_id:
        return _comparison(one, other, Verdict("same statement"))
    return _comparison(one, other, _verdict(one, other) or Verdict("different subjects"))


def compare_all(statements: Iterable[Statement], documents: Mapping[str, Document]) -> list[Comparison]:
    """Compare every pair worth comparing and return what relates, ordered by the ids of the pair.

    Pairs are compared when they share two ends (a state of the route counts as a sender) and a commodity or a word
    of the item, for votes and positions also one sender and a word of the item, or when one says that nothing flows
    between two ends of the other. Pairs that are ``not_same`` are left out.

    Reading: a pair that is not in the list is not thereby in agreement; it answers another question.
    """
    unique = {statement.statement_id: statement for statement in statements}
    profiles = [profile(unique[statement_id], documents) for statement_id in sorted(unique)]
    pairs = ((profiles[i], profiles[j]) for i, j in _candidates(profiles))
    return [
        _comparison(first, second, verdict)
        for first, second in pairs
        if (verdict := _verdict(first, second)) and rules()[verdict.rule].relation != "not_same"
    ]


def _verdict(first: Profile, second: Profile) -> Verdict | None:
    return compare_votes(first, second) or compare_figures(first, second) or compare_claims(first, second)


def _comparison(first: Profile, second: Profile, verdict: Verdict) -> Comparison:
    if verdict.turned:
        first, second = second, first
    relation = rules()[verdict.rule].relation
    return Comparison(
        first_id=first.statement.statement_id,
        second_id=second.statement.statement_id,
        relation=relation,
        rule=verdict.rule,
        explanation=sentence((side_by_side(first, second, relation), verdict.reason)),
    )


def _candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    routes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(profiles):
        for key in set(_keys(one)):
            blocks[key].append(index)
        for route in _routes(one):
            routes[route].append(index)
    nil = [index for index, one in enumerate(profiles) if says_nil(one)]
    pairs = {pair for block in blocks.values() for pair in _pairs(profiles, block)}
    pairs |= {
        (min(i, j), max(i, j))
        for i in nil
        for route in _routes(profiles[i])
        for j in routes[route]
        if i != j and not (_is_cell(profiles[i]) or _is_cell(profiles[j]))
    }
    return sorted(pairs)


def _pairs(profiles: Sequence[Profile], block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block: a cell of a data set only with what has its very window, and not with its own kind.

    A data set is one measurement: its thousand months neither confirm nor dispute each other.
    """
    yield from combinations([index for index in block if not _is_cell(profiles[index])], 2)
    windows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in block:
        windows[profiles[index].statement.begins, profiles[index].statement.ends].append(index)
    for same in windows.values():
        makers = [profiles[index].statement.coder if _is_cell(profiles[index]) else "" for index in same]
        for (at, i), (other, j) in combinations(enumerate(same), 2):
            if makers[at] != makers[other]:
                yield i, j


def _is_cell(one: Profile) -> bool:
    return one.statement.locator_kind == "cell"


def _routes(one: Profile) -> Iterator[tuple[str, str]]:
    """Name who sends or lets pass what to whom, for flows of goods, passage and money alone."""
    if LAYER_GROUP[one.statement.layer] == "flow":
        yield from ((sender, receiver) for sender in one.senders | one.carriers for receiver in one.receivers)


def _keys(one: Profile) -> Iterator[tuple[str, ...]]:
    """Name the blocks that a statement is compared in."""
    subjects = sorted(one.words | {one.commodity} - {""})
    for receiver in sorted(one.receivers):
        for sender in sorted(one.senders | one.carriers):
            pair = tuple(sorted((sender, receiver)))
            yield from ((*pair, subject) for subject in subjects)
        if one.amount is not None and one.commodity:
            yield ("received", receiver, one.commodity)
    if one.statement.kind == "vote":
        yield from (("voted", sender, one.statement.item.strip().casefold()) for sender in sorted(one.senders))
    if LAYER_GROUP[one.statement.layer] == "position":
        yield from (("said", sender, word) for sender in sorted(one.sender_states) for word in sorted(one.words))
