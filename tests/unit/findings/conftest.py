"""Small ledgers written by hand, and the two embedded packs."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ninetenths.datasets.packs import open_ledger
from ninetenths.findings.evidence import gather
from ninetenths.ledger import Document, Ledger, Statement

RECORDED = datetime(2026, 1, 1, tzinfo=UTC)


def document(document_id="d", **others):
    fields = {"title": document_id, "kind": "news", "interest": "press", "licence": "cite", "publisher": "A paper"}
    return Document(document_id=document_id, **(fields | others))


def statement(statement_id, sender, receiver, item, **others):
    fields = {
        "summary": f"{item} ({statement_id})",
        "layer": "diplomacy",
        "kind": "event",
        "document_id": "d",
        "locator": "p. 1",
        "recorded_at": RECORDED,
    }
    value = others.pop("value", None)
    if value is not None:
        low, high = value if isinstance(value, tuple) else (value, value)
        fields |= {"low": Decimal(str(low)), "high": Decimal(str(high))}
    return Statement(statement_id=statement_id, sender=sender, receiver=receiver, item=item, **(fields | others))


def share(statement_id, sender, receiver, value, window, **others):
    begins, _, ends = window.partition("/")
    fields = {
        "layer": "energy",
        "kind": "share",
        "unit": "percent",
        "value": value,
        "basis_commodity": "crude",
        "basis_measure": "volume",
        "basis_concept": "imports",
        "basis_denominator": "receiver, own window",
        "begins": begins,
        "ends": ends or begins,
        "end_status": "closed",
    }
    return statement(statement_id, sender, receiver, "crude imports", **(fields | others))


def ledger_of(*records):
    ledger = Ledger.in_memory()
    used = {record.document_id for record in records if isinstance(record, Statement)}
    given = {record.document_id for record in records if isinstance(record, Document)}
    ledger.write([*(document(name) for name in sorted(used - given)), *records])
    return ledger


@pytest.fixture
def make():
    """Builders: ``make.statement``, ``make.share``, ``make.document``, ``make.ledger``, ``make.evidence``."""

    class Make:
        statement = staticmethod(statement)
        share = staticmethod(share)
        document = staticmethod(document)
        ledger = staticmethod(ledger_of)

        @staticmethod
        def evidence(first, second, *records, as_of=None):
            return gather(ledger_of(*records), first, second, as_of=as_of)

    return Make


@pytest.fixture(scope="session")
def azerbaijan_israel(tmp_path_factory):
    return open_ledger("azerbaijan-israel", working_directory=tmp_path_factory.mktemp("azis"))


@pytest.fixture(scope="session")
def germany_russia(tmp_path_factory):
    return open_ledger("germany-russia", working_directory=tmp_path_factory.mktemp("deru"))
