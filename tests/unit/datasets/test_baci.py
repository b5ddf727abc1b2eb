"""BACI: codes of six digits restored, pairs added up, unknown mass and unspecified areas kept."""

import hashlib
from datetime import UTC, datetime

import pytest

from ninetenths.datasets.baci.adapter import products, read
from ninetenths.datasets.catalogue import Content, Release, describe
from ninetenths.datasets.catalogue.adding import states_of
from ninetenths.errors import DatasetChanged


def rows(*lines, header="t,i,j,k,v,q"):
    payload = "\n".join((header, *lines, "")).encode()
    release = Release(
        name="baci",
        version="1",
        published_on="",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        contents={
            "trade": Content(key="trade", name="x.csv", sha256=hashlib.sha256(payload).hexdigest(), payload=payload)
        },
        states=states_of(describe("baci")),
        publisher="CEPII",
    )
    found = read(release)
    return {one["statement_id"].rpartition(":")[2]: one for one in found.statements.to_pylist()}, found, release


def test_lost_zeros_come_back_and_all_goods_are_added_up():
    found, kept, _ = rows("2020,31,376,270900,1000.5,   20.25", "2020,31,376,71120,0.729,   0.308")
    assert found["AZE-ISR-2020-totalv"]["low"] == "1001.229"
    assert found["AZE-ISR-2020-270900v"]["unit"] == "kUSD"
    assert found["AZE-ISR-2020-270900q"]["low"] == "20.25"
    assert (found["AZE-ISR-2020-270900q"]["basis_text"], found["AZE-ISR-2020-270900q"]["layer"]) == (
        "HS 270900",
        "energy",
    )
    assert kept.skipped[0].count == 1, "071120 is olives and only in all goods"
    assert found["AZE-ISR-2020-270900v"]["locator"] == "row 2"


def test_an_unknown_quantity_is_no_zero():
    found, _, _ = rows("2020,31,376,270900,10,NA")
    assert "AZE-ISR-2020-270900q" not in found
    both, _, _ = rows("2020,31,490,270900,10,NA", "2020,31,899,270900,5,3")
    assert (both["AZE-UNK-2020-270900q"]["low"], both["AZE-UNK-2020-270900q"]["high"]) == ("3", None)
    assert both["AZE-UNK-2020-270900v"]["low"] == "15", "what is not specified stays, as unknown"


def test_baci_s_own_codes_and_strangers():
    found, _, release = rows("2020,842,699,930690,1,1", "2020,251,4,930690,1,1", "2020,4,999,10110,1,1")
    assert {"USA-IND-2020-930690v", "FRA-AFG-2020-930690v"} <= set(found)
    assert found["USA-IND-2020-930690v"]["layer"] == "arms"
    assert [one.printed for one in release.states.unplaced()] == ["999"]


def test_only_exporters_are_covered():
    _, kept, _ = rows("2020,31,376,270900,10,1", "2020,490,376,270900,10,1")
    assert [(one.states, one.item, one.begins) for one in kept.coverages] == [(("AZE",), "all goods", "2020")]


@pytest.mark.parametrize("line", ["2020,31,376,270900,much,1", "then,31,376,270900,1,1", "2020,31,376,270900,1,="])
def test_what_is_no_number_is_refused(line):
    with pytest.raises(DatasetChanged):
        rows(line)


def test_moved_columns_are_refused():
    with pytest.raises(DatasetChanged, match="k, q not there"):
        rows("2020,31,376,1", header="t,i,j,v")


def test_every_product_has_a_layer_of_the_ledger():
    assert {one.layer for one in products().values()} == {"energy", "arms"}
    assert all(len(code) == 6 for code in products())
