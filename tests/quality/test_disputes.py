"""The ten disagreements that the embedded cases were compiled to show are found, with a rule that explains them."""

import re

import pytest

from ninetenths.datasets.packs import pack_folder, read_pack
from ninetenths.ledger.compare import compare, compare_all
from ninetenths.ledger.disputes import disputes
from ninetenths.ledger.records import Document, Statement
from ninetenths.states import is_actor, owner_state

OIL = "azerbaijan-israel@2:AZIS-"
GAS = "germany-russia@2:DERU-"

SHOWN = {
    "Azerbaijan's share of Israeli crude": (
        OIL,
        "0001 0030 0109 0114 0322 0366 0402 0406 0592 0593 0681",
        {"undated figures", "other definition"},
    ),
    "Kazakhstan jointly with Azerbaijan": (OIL, "0002 0404", {"undated figures"}),
    "70 percent of weapons until 2019": (
        OIL,
        "0005 0006 0054 0466 0467",
        {"other definition", "two leaders", "whole exceeded"},
    ),
    "fifth-largest partner": (OIL, "0004 0496 0497 0498", {"other definition"}),
    "Turkey's zero trade": (OIL, "0108 0111 0399 0405 0606", {"nil beside seen"}),
    "Barak MX": (OIL, "0105 0482", {"two versions of one act"}),
    "the deal of 1.6 billion": (OIL, "0282 0284", {"two versions of one act"}),
    "JF-17": (OIL, "0608 0610", {"two versions of one act"}),
    "ES-10/21": (OIL, "0135 0142", {"figures differ"}),
    "Washington 2025": (OIL, "0169 0170", {"different stage"}),
    "the observer seat of Northern Cyprus": (OIL, "0665 0666", {"affirmed and negated"}),
    "Cuba's vote of March 2022": (GAS, "0141 0182", {"different choice"}),
    "Russian gas in 2021": (GAS, "0005 0014", {"figures differ"}),
    "German crude 2021": (GAS, "0036 0255 0256", {"other definition"}),
}


@pytest.fixture(scope="module")
def packs():
    records = [
        record for name in ("azerbaijan-israel", "germany-russia") for record in read_pack(pack_folder(name)).records
    ]
    statements = {record.statement_id: record for record in records if isinstance(record, Statement)}
    documents = {record.document_id: record for record in records if isinstance(record, Document)}
    return statements, documents


@pytest.fixture(scope="module")
def questions(packs):
    statements, documents = packs
    return disputes(statements.values(), documents)


@pytest.mark.parametrize("title", SHOWN)
def test_a_known_disagreement_is_one_disputed_question(questions, title):
    prefix, numbers, rules = SHOWN[title]
    ids = {prefix + number for number in numbers.split()}
    (found,) = [question for question in questions if ids <= set(question.statement_ids)]
    among = {one.rule for one in found.comparisons if {one.first_id, one.second_id} <= ids}
    assert among >= rules
    assert found.witnesses > 1


def test_a_revised_register_and_the_reverse_rank_are_no_disputes(packs):
    statements, documents = packs
    revised = compare(statements[OIL + "0476"], statements[OIL + "0477"], documents)
    assert (revised.relation, revised.rule) == ("succession", "revision")
    reverse = compare(statements[OIL + "0004"], statements[OIL + "0683"], documents)
    assert reverse.relation == "not_same"


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [("0296", "0302", "succession"), ("0170", "0234", "not_same"), ("0295", "0299", "not_same")],
)
def test_another_text_and_another_subject_are_no_disputes(packs, first, second, relation):
    statements, documents = packs
    assert compare(statements[GAS + first], statements[GAS + second], documents).relation == relation


def test_german_crude_is_explained_by_its_definitions(packs):
    statements, documents = packs
    found = compare(statements[GAS + "0036"], statements[GAS + "0255"], documents)
    assert found.explanation == (
        "Russia to Germany, crude oil imports: 34.1 percent (2021, BAFA) against 50.2 percent (2021, Eurostat). The "
        "first is measured by mass, the second by volume; the first is a part of the total of Germany, the second of "
        "the disclosed part of the total only."
    )


def test_no_explanation_shows_a_code_of_a_state(packs):
    statements, documents = packs
    codes = {one.sender for one in statements.values() if len(one.sender) == 3 and one.sender.isupper()}
    states = {code for code in codes if is_actor(code) and owner_state(code)}
    items = " ".join(statement.item for statement in statements.values())
    found = compare_all(statements.values(), documents)
    said = {word for one in found for word in re.findall(r"\b[A-Z]{3}\b", one.explanation)}
    assert not (said & states) - set(re.findall(r"\b[A-Z]{3}\b", items))


def test_every_disputed_question_says_why(questions):
    assert questions
    for question in questions:
        assert len(question.statement_ids) > 1
        assert question.witnesses > 1
        assert question.explanation
        assert question.relation in ("conflict", "apparent_conflict")


def test_questions_are_ordered_by_witnesses_and_repeat_exactly(packs, questions):
    statements, documents = packs
    counts = [question.witnesses for question in questions]
    assert counts == sorted(counts, reverse=True)
    assert disputes(list(statements.values())[::-1], documents) == questions
