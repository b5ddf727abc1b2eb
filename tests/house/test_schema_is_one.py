"""columns.csv is the one schema: records, vocabularies and the statement's description agree with it."""

from dataclasses import fields

import pytest

from ninetenths.ledger.records import RECORD_TYPES
from ninetenths.ledger.schema import columns, vocabulary


@pytest.mark.parametrize("table", sorted(RECORD_TYPES))
def test_a_record_has_the_columns_of_its_table(table):
    assert {field.name for field in fields(RECORD_TYPES[table])} == {column.name for column in columns(table)}


@pytest.mark.parametrize("table", sorted(RECORD_TYPES))
def test_every_column_is_described_and_its_vocabulary_exists(table):
    for column in columns(table):
        assert len(column.description) > 8, column
        assert column.reference.startswith("§"), column
        if column.vocabulary:
            assert all(vocabulary(column.vocabulary).values()), column


def test_an_unknown_table_or_vocabulary_is_refused():
    with pytest.raises(KeyError):
        columns("no such table")
    with pytest.raises(KeyError):
        vocabulary("no such vocabulary")
