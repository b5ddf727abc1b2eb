"""How well statements are compared, against one careful reading of two articles; floors are never lowered silently."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.gold import confusion as compared
from benchmarks.gold import gold_statements

from ninetenths.ledger.compare import compare
from ninetenths.ledger.records import Document, Statement

CORPUS = os.environ.get("NINETENTHS_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="set NINETENTHS_CORPUS to the folder that holds gold/ and texts/")

SHA256 = {
    "pairs.jsonl": "92dc82c2cd6e66b2e0906b39b77d8f7705b65c8ec923c119e422a8f919cec8ba",
    "statements.jsonl": "c911706879acfdfe73740539908d2f3ddc63ca8b7d3d915ac785bbff27ed56fc",
}
FLOOR = 45
"""Pairs of 86 whose relation is that of the reading. Most of the rest are pairs that the reading ties by sense alone
(other ends, other layers, no shared word), which the rules leave as not_same rather than guess."""

RELATION_FLOORS = {
    "conflict": 2,
    "corroborate": 20,
    "duplicate": 7,
    "refine": 6,
    "apparent_conflict": 4,
    "succession": 3,
    "not_same": 3,
}


@pytest.fixture(scope="module")
def statements():
    return gold_statements(Path(CORPUS))


@pytest.fixture(scope="module")
def confusion():
    return compared(Path(CORPUS))


def table(confusion):
    return "\n".join(f"{gold:18} called {found:18} {count}" for (gold, found), count in sorted(confusion.items()))


@pytest.mark.parametrize("name", SHA256)
def test_the_corpus_is_the_one_the_floors_were_measured_on(name):
    assert hashlib.sha256((Path(CORPUS) / "gold" / name).read_bytes()).hexdigest() == SHA256[name]


def test_enough_pairs_are_compared_as_a_careful_reader_does(confusion):
    right = sum(count for (gold, found), count in confusion.items() if gold == found)
    assert right >= FLOOR, table(confusion)


@pytest.mark.parametrize("relation", RELATION_FLOORS)
def test_each_relation_holds_its_floor(confusion, relation):
    assert confusion[relation, relation] >= RELATION_FLOORS[relation], table(confusion)


@pytest.mark.parametrize(
    "relation", ["apparent_conflict", "succession", "not_same", "corroborate", "refine", "duplicate"]
)
def test_nothing_that_can_hold_together_is_called_a_conflict(confusion, relation):
    assert confusion[relation, "conflict"] == 0, table(confusion)


def test_a_call_for_a_ceasefire_is_disputed_between_articles_and_ministers(statements):
    """The article says that Baku did not call for one; its minister had, by two later reports."""
    denied = statements["B07"]
    called = Statement(
        statement_id="minister",
        summary="At the summit Baku joined the call to stop fighting",
        layer="diplomacy",
        kind="stance",
        sender="AZE",
        receiver="PSE",
        item="ceasefire in Gaza",
        begins="2023-11-12",
        sign=1,
        document_id="azernews",
        locator="para 3",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    documents = {"azernews": Document(document_id="azernews", title="", kind="news", interest="party", licence="")}
    found = compare(denied, called, documents)
    assert (found.relation, found.rule) == ("conflict", "affirmed and negated")
