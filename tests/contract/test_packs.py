"""The embedded packs keep the contract that every pack keeps, and hold exactly what they are meant to hold."""

from collections import Counter

import pytest

from ninetenths.datasets.packs import check_pack, pack_folder, pack_names, read_pack
from ninetenths.datasets.packs.case_file import read_case
from ninetenths.datasets.packs.tables import TABLE_FILES, read_table
from ninetenths.ledger.records import Document, Issue, Statement
from ninetenths.states import is_actor

COUNTS = {
    "azerbaijan-israel": {
        "statements.csv": 707,
        "documents.csv": 362,
        "assets.csv": 39,
        "ownership.csv": 69,
        "asset_status.csv": 61,
        "links.csv": 40,
        "gaps.csv": 26,
        "issues.csv": 221,
    },
    "germany-russia": {
        "statements.csv": 322,
        "documents.csv": 186,
        "assets.csv": 33,
        "ownership.csv": 34,
        "asset_status.csv": 49,
        "links.csv": 7,
        "gaps.csv": 22,
        "issues.csv": 128,
    },
}
"""Rows of each file: a row more or less is a release of the pack, and is said in the changelog."""
DOUBTS = {
    "azerbaijan-israel": {"P102": 2, "P103": 2, "P105": 18, "P109": 30, "P112": 2, "P113": 24, "P114": 2},
    "germany-russia": {"P105": 14, "P109": 7, "P112": 5, "P113": 4},
}
"""Warnings and notes that were looked at and stand, by code."""

packs = pytest.mark.parametrize("name", sorted(COUNTS))


def of_type(name, wanted):
    return [record for record in read_pack(pack_folder(name)).records if isinstance(record, wanted)]


def test_these_packs_and_no_others_are_embedded():
    assert pack_names() == tuple(sorted(COUNTS))


@packs
def test_no_statement_rests_on_a_document_that_was_not_read(name):
    unread = {document.document_id for document in of_type(name, Document) if not document.was_read}
    assert unread
    assert [one.statement_id for one in of_type(name, Statement) if one.document_id in unread] == []


@packs
def test_the_case_file_is_valid_and_named_as_its_folder(name):
    case, faults = read_case(pack_folder(name))
    assert not faults
    assert case.name == name
    assert case.licence
    assert case.summary
    assert any("SIPRI Arms Transfers Database" in line for line in case.credits)


@packs
def test_every_column_is_declared_and_every_row_whole(name):
    for file in TABLE_FILES:
        table, faults = read_table(pack_folder(name) / file)
        assert not faults
        assert all(row.whole for row in table.rows)


@packs
def test_counts_are_exact(name):
    counts = {file: len(read_table(pack_folder(name) / file)[0].rows) for file in TABLE_FILES}
    assert counts == COUNTS[name]
    assert len(read_pack(pack_folder(name)).records) == sum(counts.values())


@packs
def test_every_document_states_its_terms_and_interest(name):
    for document in of_type(name, Document):
        assert document.licence, document.document_id
        assert document.interest, document.document_id
        assert not document.restricted, document.document_id


@packs
def test_no_actor_is_unmapped(name):
    for statement in of_type(name, Statement):
        ends = (statement.sender, statement.receiver, *statement.with_senders, *statement.with_receivers)
        assert all(is_actor(actor) for actor in ends), statement.statement_id


@packs
def test_every_vote_has_its_choice(name):
    votes = [statement for statement in of_type(name, Statement) if statement.kind == "vote"]
    assert votes
    assert [vote.statement_id for vote in votes if not vote.choice] == []


@packs
def test_issues_group_stances_votes_and_acts(name):
    statements = {statement.statement_id: statement for statement in of_type(name, Statement)}
    issues = of_type(name, Issue)
    assert issues
    assert {statements[issue.statement_id].kind for issue in issues} >= {"vote", "stance"}


@packs
def test_no_error_and_only_the_known_doubts(name):
    faults = check_pack(pack_folder(name))
    assert [str(fault) for fault in faults if fault.level == "error"] == []
    assert Counter(fault.code for fault in faults) == DOUBTS[name]
