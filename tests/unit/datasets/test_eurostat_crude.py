"""Eurostat's streams: added by origin, ranged by quality, zeros and secrets told apart; CSV and TSV alike."""

import hashlib
from datetime import UTC, datetime

import pytest

from ninetenths.datasets.catalogue import Content, Release, describe
from ninetenths.datasets.catalogue.adding import states_of
from ninetenths.datasets.eurostat_crude.adapter import read, version_of
from ninetenths.datasets.eurostat_crude.streams import Reading, by_origin, coverage_spans
from ninetenths.errors import DatasetChanged

HEADER = "freq,crudeoil,indic_nrg,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG"


def content(text):
    payload = text.encode()
    return Content(key="imports", name="x.csv", sha256=hashlib.sha256(payload).hexdigest(), payload=payload)


def release(text):
    return Release(
        name="eurostat_crude",
        version="1",
        published_on="",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        contents={"imports": content(text)},
        states=states_of(describe("eurostat_crude")),
        publisher="Eurostat",
    )


def rows(*lines, header=HEADER):
    made = release("\n".join((header, *lines, "")))
    found = read(made)
    return {one["statement_id"].rpartition(":")[2]: one for one in found.statements.to_pylist()}, found, made


def test_streams_of_one_state_are_added_and_their_quality_is_a_range():
    found, _, _ = rows(
        "M,RU_URL,VOL_THS_BBL,DE,2021-03,100.0,",
        "M,RU_MSC,VOL_THS_BBL,DE,2021-03,20.50000000001,",
        "M,RU_URL,API_DEG,DE,2021-03,31.0,",
        "M,RU_MSC,API_DEG,DE,2021-03,35.0,",
        "M,TOTAL,VOL_THS_BBL,DE,2021-03,200.0,",
    )
    assert (found["DEU-RUS-2021-03v"]["low"], found["DEU-RUS-2021-03v"]["high"]) == ("120.5", "120.5")
    assert found["DEU-RUS-2021-03v"]["locator"] == "row 2, row 3"
    assert (found["DEU-RUS-2021-03a"]["low"], found["DEU-RUS-2021-03a"]["high"]) == ("31", "35")
    assert (found["DEU-WLD-2021-03v"]["low"], found["DEU-UNK-2021-03v"]["low"]) == ("200", "79.5")
    assert found["DEU-UNK-2021-03v"]["rule"] == "total less all named states"


def test_a_region_is_unknown_and_counted_once():
    found, _, _ = rows(
        "M,EUR_OTH,VOL_THS_BBL,IT,2021-03,30.0,",
        "M,NO_MSC,VOL_THS_BBL,IT,2021-03,70.0,",
        "M,TOTAL,VOL_THS_BBL,IT,2021-03,100.0,",
    )
    assert [key for key in found if "UNK" in key] == ["ITA-UNK-2021-03v"]
    assert found["ITA-UNK-2021-03v"]["low"] == "30"
    alone, _, _ = rows("M,EUR_OTH,VOL_THS_BBL,IT,2021-03,30.0,")
    assert alone["ITA-UNK-2021-03v"]["low"] == "30"


def test_a_total_before_the_first_streams_leaves_nothing_unnamed():
    found, kept, _ = rows("M,TOTAL,VOL_THS_BBL,DE,2015-03,100.0,")
    assert list(found) == ["DEU-WLD-2015-03v"]
    assert kept.coverages == ()


def test_only_a_member_that_names_everything_is_covered():
    _, kept, _ = rows(
        "M,NO_MSC,VOL_THS_BBL,IT,2021-03,70.0,",
        "M,TOTAL,VOL_THS_BBL,IT,2021-03,70.0,",
        "M,NO_MSC,VOL_THS_BBL,DE,2021-03,70.0,",
        "M,TOTAL,VOL_THS_BBL,DE,2021-03,100.0,",
    )
    assert [(one.states, one.begins, one.ends, one.item) for one in kept.coverages] == [
        (("ITA",), "2021-03", "2021-03", "crude")
    ]


def test_zeros_are_counted_and_not_written():
    found, kept, _ = rows(
        "M,NO_MSC,VOL_THS_BBL,IT,2021-03,0.0,",
        "M,NO_MSC,VOL_THS_BBL,IT,2021-04,,c",
        "M,NO_MSC,COMP_NR,IT,2021-04,3.0,",
        "M,NO_MSC,VOL_THS_BBL,IT,2021-05,10.0,",
    )
    assert list(found) == ["ITA-NOR-2021-05v"]
    assert sorted(one.count for one in kept.skipped) == [1, 2]


def test_a_new_stream_goes_to_the_state_of_its_letters_and_a_strange_one_is_told():
    found, _, made = rows("M,NO_BRANDNEW,VOL_THS_BBL,UK,2021-03,10.0,", "M,QQ_X,VOL_THS_BBL,DE,2021-03,1.0,")
    assert list(found) == ["GBR-NOR-2021-03v"]
    assert [(one.printed, one.rows) for one in made.states.unplaced()] == [("QQ", (3,))]


def test_figures_that_cannot_be_meant_are_told():
    found, kept, _ = rows("M,NO_MSC,API_DEG,IT,2021-03,340.0,", "M,NO_MSC,VOL_THS_BBL,IT,2021-03,10.0,")
    assert "ITA-NOR-2021-03a" not in found
    assert "340.0 in row 2" in kept.doubts[0]


def test_tsv_reads_the_same():
    text = "freq,crudeoil,indic_nrg,geo\\TIME_PERIOD\t2021-03 \t2021-04 \nM,NO_MSC,VOL_THS_BBL,EL\t10.0 b\t: c\n"
    found = read(release(text)).statements.to_pylist()
    assert [(one["receiver"], one["low"], one["locator"]) for one in found] == [("GRC", "10", "row 2, column 2021-03")]


@pytest.mark.parametrize(
    "line",
    [
        "M,NO_MSC,SOMETHING,IT,2021-03,1.0,",
        "M,NO_MSC,VOL_THS_BBL,IT,2021-Q1,1.0,",
        "M,NO_MSC,VOL_THS_BBL,IT,2021-03,a,",
    ],
)
def test_what_the_publisher_changed_is_refused(line):
    with pytest.raises(DatasetChanged):
        rows(line)


def test_moved_columns_are_refused():
    with pytest.raises(DatasetChanged, match="crudeoil"):
        rows("M,x", header="freq,siec")


def test_the_version_is_the_last_update_or_the_last_month():
    header = "DATAFLOW,LAST UPDATE,freq,crudeoil,indic_nrg,geo,TIME_PERIOD,OBS_VALUE"
    sdmx = f"{header}\nE,03/01/24 23:00:00,M,a,b,c,2023-11,1\n"
    assert version_of({"imports": content(sdmx)}) == ("2024-01-03", "2024-01-03")
    assert version_of({"imports": content(f"{HEADER}\nM,a,b,c,2023-11,1,\nM,a,b,c,2023-12,1,\n")}) == ("to-2023-12", "")
    with pytest.raises(DatasetChanged, match="no month"):
        version_of({"imports": content("a,b\n")})


def test_a_secret_stream_leaves_the_sum_open():
    readings = [
        Reading("BGR", "RUS", "2019-01", "value", amount, stream, f"row {row}")
        for row, (stream, amount) in enumerate((("Urals", 5), ("Other", None)), start=1)
    ]
    table, _ = by_origin(release("x"), readings, key="imports", measured_by="x")
    (one,) = table.to_pylist()
    assert (one["low"], one["high"]) == ("5", None)
    assert "at least 5" in one["summary"]
    empty, _ = by_origin(release("x"), readings[1:], key="imports", measured_by="x")
    assert empty.num_rows == 0, "unknown is not zero"


def test_runs_of_months_join_over_the_turn_of_the_year():
    whole = {("ITA", "2020-12"): True, ("ITA", "2021-01"): True, ("ITA", "2021-03"): True}
    assert coverage_spans(whole) == [("ITA", "2020-12", "2021-01"), ("ITA", "2021-03", "2021-03")]
