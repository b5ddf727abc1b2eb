"""ITPD-E: dollars of 2010 in millions, the diagonal apart, absent pairs observed as zero."""

import hashlib
import io
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ninetenths.datasets.catalogue import Content, Release, describe
from ninetenths.datasets.catalogue.adding import states_of
from ninetenths.datasets.itpde.adapter import read
from ninetenths.errors import DatasetChanged


def release(payload):
    return Release(
        name="itpde",
        version="1",
        published_on="",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        contents={
            "matrices": Content(
                key="matrices", name="x.parquet", sha256=hashlib.sha256(payload).hexdigest(), payload=payload
            )
        },
        states=states_of(describe("itpde")),
        publisher="USITC",
    )


def parquet(**columns):
    held = io.BytesIO()
    pq.write_table(pa.table(columns), held)
    return held.getvalue()


TABLE = {
    "year": [2014, 2014, 2014, 2014],
    "exporter": ["Azerbaijan", "Israel", "Azerbaijan", "Congo"],
    "importer": ["Israel", "Israel", "Congo", "Israel"],
    "trade": [1656123456.5, 3e11, 0.0, 12.25],
}


def test_cells_become_statements_and_zeros_coverage():
    found = read(release(parquet(**TABLE)))
    rows = {one["statement_id"].rpartition(":")[2]: one for one in found.statements.to_pylist()}
    assert rows["AZE-ISR-2014"]["low"] == "1656.1234565"
    assert rows["COG-ISR-2014"]["low"] == "0.00001225"
    assert (rows["AZE-ISR-2014"]["unit"], rows["AZE-ISR-2014"]["basis_concept"]) == ("MUSD2010", "exports")
    assert (rows["ISR-ISR-2014"]["item"], rows["ISR-ISR-2014"]["basis_concept"]) == ("domestic trade", "purchases")
    assert "AZE-COG-2014" not in rows
    assert [(one.begins, one.states) for one in found.coverages] == [("2014", ("AZE", "COG", "ISR"))]
    assert found.skipped[0].count == 1


def test_strangers_are_told_with_their_rows():
    made = release(parquet(**{**TABLE, "exporter": ["Azerbaijan", "Israel", "Atlantis", "Atlantis"]}))
    read(made)
    (one,) = made.states.unplaced()
    assert (one.printed, one.count, one.rows) == ("Atlantis", 2, (3,))


def test_other_files_are_refused():
    with pytest.raises(DatasetChanged, match="not the Parquet file"):
        read(release(b"PAR1 but not really"))
    with pytest.raises(DatasetChanged, match="trade not there"):
        read(release(parquet(year=[2014], exporter=["a"], importer=["b"])))
