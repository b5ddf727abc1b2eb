"""Records to write: one document, statements that differ in what a test names, a ledger that holds the document."""

from datetime import UTC, datetime

import pytest

from ninetenths.ledger import Document, Ledger, Statement

RECORDED = datetime(2026, 1, 15, tzinfo=UTC)


def build_document(name="d", **changes):
    values = {"document_id": name, "title": f"Title of {name}", "kind": "news", "interest": "press", "licence": "cite"}
    return Document(**values | {"published_on": "2024-06-21"} | changes)


def build_statement(name="S-1", **changes):
    values = {
        "statement_id": f"p@1:{name}",
        "summary": f"Summary of {name}",
        "layer": "energy",
        "kind": "event",
        "sender": "AZE",
        "receiver": "ISR",
        "item": "crude oil supply",
        "document_id": "d",
        "locator": "para 2",
        "recorded_at": RECORDED,
    }
    return Statement(**values | changes)


@pytest.fixture
def statement():
    return build_statement


@pytest.fixture
def document():
    return build_document


@pytest.fixture
def ledger():
    made = Ledger.in_memory()
    made.write([build_document()])
    return made


@pytest.fixture
def path(tmp_path):
    return tmp_path / "one.ledger"
