"""Warnings and notes: what a compiler should look at again, and what must not alarm."""

import pytest


@pytest.mark.parametrize(
    "item",
    [
        "no ceasefire call",
        "not at war",
        "lack of evidence",
        "absence of trade",
        "without transit",
        "response not tough",
    ],
)
def test_negated_items(add, codes, item):
    add("statements", statement_id="S-2", item=item, summary="Another thing")
    assert codes() == ["P101 statements.csv 3 item"]


@pytest.mark.parametrize("item", ["nothing else", "notes of protest", "turnover without energy", "Norwegian gas"])
def test_items_that_are_no_negation(add, codes, item):
    add("statements", statement_id="S-2", item=item, summary="Another thing")
    assert codes() == []


@pytest.mark.parametrize(("begins", "ends", "told"), [("", "", 1), ("..", "", 1), ("..", "2023", 0), ("2023", "..", 0)])
def test_undated_shares(add, codes, begins, ends, told):
    add("statements", statement_id="S-2", item="gas supply", summary="Another thing", begins=begins, ends=ends)
    assert codes() == ["P102 statements.csv 3 begins"] * told


def test_unknown_units(add, codes):
    add("statements", statement_id="S-2", kind="level", unit="furlongs per fortnight", summary="Another thing")
    assert codes() == ["P043 statements.csv 3 unit"]


@pytest.mark.parametrize(("kind", "told"), [("share", 1), ("level", 1), ("rank", 1), ("event", 0), ("stance", 0)])
def test_signs_belong_to_acts_and_stances(add, codes, kind, told):
    add("statements", statement_id="S-2", kind=kind, sign="1", item="gas supply", summary="Another thing")
    assert codes() == ["P044 statements.csv 3 sign"] * told


def test_rows_that_say_the_same(add, faults):
    add("statements", statement_id="S-2", summary="An entirely different way to put it")
    [fault] = faults()
    assert (fault.code, fault.row) == ("P103", 3)
    assert "row 2" in fault.found


def test_near_identical_summaries(add, codes):
    add("statements", statement_id="S-2", item="oil", summary="Two fifths of its crude imports in 2023")
    add("statements", statement_id="S-3", item="oil products", summary="Two fifths of crude imports in 2024")
    add(
        "statements", statement_id="S-4", item="oil in all", sender="KAZ", summary="Two fifths of crude imports in 2023"
    )
    assert codes() == ["P104 statements.csv 3 summary"]


@pytest.mark.parametrize(
    "summary", ["Oil covers 39 % and gas 43 %", "Down from 50 percent to 40 percent", "1.26 billion against 4 billion"]
)
def test_a_second_quantity_is_a_note(add, faults, summary):
    add("statements", statement_id="S-2", item="gas supply", summary=summary)
    [fault] = faults()
    assert (fault.code, fault.level) == ("P105", "note")


@pytest.mark.parametrize(
    "summary", ["40-45 % in 2023 and 2024", "40 % in 12 months", "40 %, again 40 %", "7 billion, 40 %"]
)
def test_figures_of_other_sorts_are_no_second_quantity(add, codes, summary):
    add("statements", statement_id="S-2", item="gas supply", summary=summary)
    assert codes() == []


def test_shares_say_of_what(add, faults):
    add("statements", statement_id="S-2", item="gas", summary="Another", basis_commodity="", basis_denominator="")
    [fault] = faults()
    assert fault.code == "P106"
    assert fault.found == "a share without basis_commodity, basis_denominator"


def test_shares_of_opinion_need_no_commodity(add, codes):
    add("statements", statement_id="S-2", layer="opinion", item="approval", summary="Another", basis_commodity="")
    assert codes() == []


def test_shares_above_the_whole(add, codes):
    add("statements", statement_id="S-2", item="gas", summary="Another", low="90", high="110")
    assert codes() == ["P107 statements.csv 3 high"]


def test_documents_that_nothing_cites(add, codes):
    add("documents", document_id="idle")
    assert codes() == ["P108 documents.csv 3 document_id"]


def test_a_reprint_of_an_unread_original_is_a_note(add, faults):
    add("documents", document_id="original", was_read="no")
    add("documents", document_id="copy", republishes="original")
    add("statements", statement_id="S-2", item="gas", summary="Another", document_id="copy")
    [fault] = faults()
    assert (fault.code, fault.level, fault.row) == ("P109", "note", 4)


def test_citing_what_was_not_read(add, codes):
    add("documents", document_id="unread", was_read="no")
    add("statements", statement_id="S-2", item="gas", summary="Another", document_id="unread")
    assert codes() == ["P110 documents.csv 3 was_read"]


def test_gaps_without_layers(add, codes):
    add("gaps", gap_id="g-2", layers="")
    assert codes() == ["P111 gaps.csv 3 layers"]


@pytest.mark.parametrize("summary", ["The share rose in the year", "Down from 50 % to 8 %", "It fell"])
def test_bounds_that_read_as_two_figures_are_a_note(add, codes, summary):
    add("statements", statement_id="S-2", kind="level", unit="kt", low="8", high="50", summary=summary)
    assert "P112 statements.csv 3 high" in codes()


def test_a_share_that_only_the_compiler_dated_is_a_note(add, codes):
    add("statements", statement_id="S-2", item="gas", summary="Another", begins_inferred="yes")
    assert codes() == ["P113 statements.csv 3 begins"]


@pytest.mark.parametrize(("begins", "told"), [("1985", True), ("1991-10-17", True), ("1991", False), ("2024", False)])
def test_a_state_before_it_began_is_a_warning(add, codes, begins, told):
    add("statements", statement_id="S-2", summary="Another", sender="AZE", begins=begins, ends="")
    assert ("P114 statements.csv 3 begins" in codes()) is told
