from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ninetenths.errors import LedgerError
from ninetenths.ledger.records import Document, Statement
from ninetenths.ledger.witness import measurement_of, vintage_of, witness_of, witnesses


def document(name, **others):
    return Document(document_id=name, title=name, kind="news", interest="press", licence="", **others)


def share(name, value, **others):
    filled = {
        "layer": "energy", "kind": "share", "sender": "AZE", "receiver": "ISR", "item": "crude imports",
        "low": Decimal(value), "high": Decimal(value), "unit": "percent", "basis_commodity": "crude",
        "basis_measure": "mass", "basis_concept": "imports", "document_id": name,
    }  # fmt: skip
    fixed = {"statement_id": name, "summary": "", "locator": "p. 1", "recorded_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return Statement(**fixed, **(filled | others))


def by_id(*documents):
    return {one.document_id: one for one in documents}


PAPERS = by_id(
    document("original"),
    document("reprint", republishes="original"),
    document("reprint-of-reprint", republishes="reprint"),
    document("register-2"),
    document("register-1", supersedes=""),
    document("register-3", supersedes="register-2"),
)


def test_a_chain_of_reprints_ends_at_the_original():
    assert witness_of("reprint-of-reprint", PAPERS) == "original"


def test_an_unknown_document_is_its_own_witness():
    assert witness_of("not there", PAPERS) == "not there"
    assert witness_of("a", {"a": document("a", republishes="read by nobody")}) == "read by nobody"


def test_a_circle_of_reprints_is_refused_with_its_path():
    circle = by_id(document("a", republishes="b"), document("b", republishes="a"))
    with pytest.raises(LedgerError, match=r"a -> b -> a.*correct republishes"):
        witness_of("a", circle)


def test_releases_count_from_the_first_and_reprints_belong_to_their_release():
    papers = PAPERS | by_id(document("copy", republishes="register-3"))
    assert vintage_of("register-2", papers) == ("register-2", 0)
    assert vintage_of("register-3", papers) == ("register-2", 1)
    assert vintage_of("copy", papers) == ("register-2", 1)


def test_three_papers_that_print_one_tracker_are_one_measurement():
    printed = [
        share(f"s{i}", 46, document_id=f"paper {i}", measured_by=name) for i, name in enumerate(["Kpler", "kpler "])
    ]
    assert len({measurement_of(one, {}) for one in printed}) == 1
    assert witnesses([*printed, share("s3", 46, document_id="own count")], {}) == (
        "measured by kpler / crude / mass / imports",
        "own count",
    )


def test_one_tracker_that_measures_two_things_is_two_measurements():
    imports, throughput = (
        share("a", 46, measured_by="Kpler"),
        share("b", 46, measured_by="Kpler", basis_concept="throughput"),
    )
    assert measurement_of(imports, {}) != measurement_of(throughput, {})
