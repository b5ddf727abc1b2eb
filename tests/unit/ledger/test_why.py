"""The chain of why: down to words, a cell or a citation, and it says which."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ninetenths.errors import LedgerError
from ninetenths.ledger import Anchor, Link

TEXT = "Israel bought 40 percent of its crude from Azerbaijan in 2024."


def test_a_citation_is_the_end_and_it_is_said(ledger, statement):
    ledger.write([statement()])
    chain = ledger.why("S-1")
    assert chain.statement == statement()
    assert chain.document.document_id == "d"
    assert (chain.original, chain.quote, chain.anchors, chain.links, chain.premises) == (None, "", (), (), ())
    assert "ends at a citation: 'para 2' of 'Title of d'" in chain.end
    assert "not kept here" in chain.end


def test_words_are_quoted_from_the_stored_text(ledger, statement):
    words = statement(
        locator_kind="words", locator="0:62", low=Decimal(40), high=Decimal(40), unit="percent", kind="share"
    )
    anchors = [("sender", "Azerbaijan"), ("low", "40"), ("receiver", "Israel")]
    ledger.write([words])
    ledger.write_text("d", TEXT)
    ledger.write(
        [
            Anchor(
                statement_id="p@1:S-1",
                slot=slot,
                document_id="d",
                start=TEXT.index(held),
                end=TEXT.index(held) + len(held),
            )
            for slot, held in anchors
        ]
    )
    chain = ledger.why("p@1:S-1")
    assert chain.quote == TEXT
    assert [(one.anchor.slot, one.quote) for one in chain.anchors] == [
        ("receiver", "Israel"),
        ("low", "40"),
        ("sender", "Azerbaijan"),
    ]
    assert chain.end == "The chain ends at characters 0:62 of the text kept for 'Title of d'."


def test_words_without_their_text_say_so(ledger, statement):
    ledger.write([statement(locator_kind="words", locator="5:9")])
    chain = ledger.why("S-1")
    assert chain.quote == ""
    assert "whose text is not kept here" in chain.end


def test_a_cell_names_the_hash_of_its_file(ledger, document, statement):
    ledger.write([document("e", sha256="ab" * 32)])
    ledger.write(
        [statement("S-1", locator_kind="cell", locator="row 7"), statement("S-2", locator_kind="cell", document_id="e")]
    )
    assert "the cell 'row 7' of 'Title of d', whose hash is not known" in ledger.why("S-1").end
    assert "abab" in ledger.why("S-2").end


def test_a_reprint_leads_to_its_original_and_to_who_says_the_same(ledger, document, statement):
    ledger.write([document("first"), document("second", republishes="first"), document("third", republishes="second")])
    ledger.write(
        [
            statement("S-1", document_id="third"),
            statement("S-2", document_id="first"),
            statement("S-3"),
            statement("S-4", document_id="second", layer="arms"),
            statement("S-5", measured_by="Kpler"),
            statement("S-6", measured_by="Kpler", document_id="second"),
        ]
    )
    chain = ledger.why("S-1")
    assert chain.original is not None
    assert chain.original.document_id == "first"
    assert [one.statement_id for one in chain.same_witness] == ["p@1:S-2"]
    assert [one.statement_id for one in ledger.why("S-5").same_witness] == ["p@1:S-6"]
    assert ledger.why("S-3").same_witness == ()


def test_premises_are_followed_and_a_circle_ends(ledger, statement):
    ledger.write([statement(f"S-{number}") for number in range(5)])
    pairs = [("0", "2"), ("2", "1"), ("1", "0"), ("0", "3")]
    derived = [
        Link(statement_id=f"p@1:S-{a}", relation="derived_from", other_id=f"p@1:S-{b}", stated_by="us", document_id="d")
        for a, b in pairs
    ]
    cause = Link(statement_id="p@1:S-4", relation="cause", other_id="p@1:S-0", stated_by="author", document_id="d")
    ledger.write([*derived, cause])
    chain = ledger.why("S-0")
    assert [one.statement_id[-1] for one in chain.premises] == ["2", "3", "1"]
    assert cause in chain.links
    assert len(chain.links) == 4


def test_judgements_come_oldest_first_and_set_the_grade(ledger, statement):
    ledger.write([statement()])
    for day, grade in ((9, "candidate"), (2, "rejected")):
        ledger.judge("S-1", grade, judged_by="me", judged_at=datetime(2026, 2, day, tzinfo=UTC), reason="r")
    chain = ledger.why("S-1")
    assert [one.grade for one in chain.judgements] == ["rejected", "candidate"]
    assert chain.statement.grade == "candidate"


def test_an_unknown_id_is_refused(ledger):
    with pytest.raises(LedgerError, match="no statement 'S-1'"):
        ledger.why("S-1")
