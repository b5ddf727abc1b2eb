"""A data set into a ledger: whole or not at all, once, vintage beside vintage, with its terms."""

from datetime import UTC, datetime

import pytest

from ninetenths.datasets.catalogue import add_dataset, describe
from ninetenths.datasets.catalogue.adapter import Release
from ninetenths.datasets.catalogue.bulk import statement_table
from ninetenths.datasets.catalogue.listing import list_datasets
from ninetenths.datasets.catalogue.state_map import StateMap
from ninetenths.errors import DatasetChanged, InvalidRecord, NinetenthsError
from ninetenths.ledger import Ledger
from ninetenths.ledger.records import Document

HEADER = "Entity,Year,Coal production (TWh),Gas production (TWh),Oil production (TWh)\n"
NAME = "Fossil_fuel_production_BP_Shift_2022.csv"


@pytest.fixture
def file(tmp_path):
    def write(*rows, header=HEADER, name=NAME):
        path = tmp_path / name
        path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


def add(ledger, path, **options):
    return add_dataset(ledger, "owid_energy", file=path, any_release=True, **options)


def test_rows_become_statements_with_cell_and_hash(file):
    ledger = Ledger.in_memory()
    done = add(ledger, file("Azerbaijan,2020,,262.2,408.20", "Africa,2020,1,2,3"))
    assert (done.added, done.statements) == ({"document": 1, "statement": 2}, 2)
    oil = ledger.statements()[1]
    assert oil.statement_id == f"{done.label}:2o"
    assert (oil.sender, oil.item, str(oil.low), oil.unit, oil.begins) == ("AZE", "oil", "408.20", "TWh", "2020")
    assert (oil.locator_kind, oil.locator) == ("cell", "row 2, column Oil production (TWh)")
    document = ledger.documents()[oil.document_id]
    assert document.sha256.startswith(done.version.removeprefix("sha256-"))
    assert describe("owid_energy").licence in document.licence
    assert describe("owid_energy").credit in document.licence
    assert [(one.reason, one.count) for one in done.skipped] == [("a total of several states", 1)]


def test_the_same_release_twice_changes_nothing_whenever_it_is_added(file):
    ledger = Ledger.in_memory()
    path = file("Azerbaijan,2020,,,408.2")
    first = add(ledger, path, recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
    again = add(ledger, path, recorded_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert again.added == {"document": 0, "statement": 0}
    assert again.unchanged == first.added
    assert ledger.statements()[0].recorded_at == datetime(2026, 1, 1, tzinfo=UTC)


def test_another_release_stands_beside_the_first(file):
    ledger = Ledger.in_memory()
    add(ledger, file("Azerbaijan,2020,,,408.2"))
    add(ledger, file("Azerbaijan,2020,,,400"))
    assert sorted(str(one.low) for one in ledger.statements()) == ["400", "408.2"]
    assert len(ledger.documents()) == 2


def test_a_later_release_supersedes_the_document_of_the_earlier(file):
    ledger = Ledger.in_memory()
    earlier = Document(
        document_id="owid_energy@2020:production", title="t", kind="dataset", interest="data", licence="l",
        published_on="2020",
    )  # fmt: skip
    ledger.write([earlier])
    done = add(ledger, file("Azerbaijan,2020,,,408.2"))
    assert ledger.documents()[done.documents[0]].supersedes == earlier.document_id
    assert add(ledger, file("Azerbaijan,2020,,,408.2")).added["document"] == 0


def test_unknown_names_are_refused_with_their_rows_or_left_out_on_request(file):
    ledger = Ledger.in_memory()
    path = file("Azerbaijan,2020,,,408.2", "Atlantis,2020,1,2,3", "Atlantis,2019,1,2,3")
    with pytest.raises(InvalidRecord, match=r"'Atlantis' in 2 rows \(3, 4 …\)"):
        add(ledger, path)
    assert ledger.count() == 0
    assert ledger.documents() == {}
    done = add(ledger, path, partial=True)
    assert [(one.printed, one.rows) for one in done.unplaced] == [("Atlantis", (3, 4))]
    assert ledger.count() == 1


@pytest.mark.parametrize(
    ("rows", "header", "said"),
    [
        (["Azerbaijan,2020,1"], "Entity,Year,Coal\n", "the columns moved: Coal production"),
        (["Azerbaijan,2020,1,2,=3"], HEADER, r"row 2, column Oil production \(TWh\): found '=3'"),
        (["Azerbaijan,20-21,1,2,3"], HEADER, "found the year '20-21'"),
        (["Azerbaijan,2020,1,2"], HEADER, "found 4 cells; expected 5"),
    ],
)
def test_a_file_of_another_shape_is_refused_whole(file, rows, header, said):
    ledger = Ledger.in_memory()
    with pytest.raises(DatasetChanged, match=said):
        add(ledger, file(*rows, header=header))
    assert ledger.documents() == {}


def test_an_unknown_release_is_refused_unless_any_will_do(file):
    with pytest.raises(DatasetChanged, match="not a release that is known here") as caught:
        add_dataset(Ledger.in_memory(), "owid_energy", file=file("Azerbaijan,2020,,,1"))
    assert describe("owid_energy").releases[0].files["production"][1] in str(caught.value)


def test_without_a_clock_the_time_is_that_of_the_description(file):
    ledger = Ledger.in_memory()
    add(ledger, file("Azerbaijan,2020,,,408.2"))
    assert ledger.statements()[0].recorded_at == describe("owid_energy").checked_time


def test_a_data_set_got_by_hand_says_how(tmp_path):
    with pytest.raises(NinetenthsError, match="ArmsTransfer") as caught:
        add_dataset(Ledger.in_memory(), "sipri_register", mirror=tmp_path, cache=tmp_path)
    assert "NINETENTHS_MIRROR" in str(caught.value)


def test_the_list_tells_where_a_file_would_come_from_and_what_is_there(tmp_path, file):
    ledger = Ledger.in_memory()
    done = add(ledger, file("Azerbaijan,2020,,,408.2"))
    found = {one.name: one for one in list_datasets(mirror=tmp_path, cache=tmp_path, documents=ledger.documents())}
    assert found["owid_energy"].origin == "mirror"
    assert found["owid_energy"].in_ledger == (done.label,)
    assert (found["sipri_register"].origin, found["sipri_register"].restrictive) == ("by hand", True)
    assert {one.origin for one in list_datasets(cache=tmp_path)} <= {"official", "by hand"}


def release():
    return Release(
        name="example", version="1H.a", published_on="2024", recorded_at=datetime(2024, 1, 1, tzinfo=UTC), contents={},
        states=StateMap(), publisher="p",
    )  # fmt: skip


def test_ids_of_a_release():
    assert release().label == "example@1H.a"
    assert release().document_id("table") == "example@1H.a:table"
    assert release().asset_id("P 12/ä") == "example.1h.a.p-12-"


def test_many_rows_are_written_as_columns():
    count = 3_000
    table = statement_table(
        release(),
        key="table",
        local_ids=[str(row) for row in range(count)],
        locators=[f"row {row}" for row in range(count)],
        constant={"layer": "trade", "kind": "level", "item": "all goods", "unit": "kUSD", "via": ("TUR",)},
        varying={
            "sender": ["AZE"] * count,
            "receiver": ["ISR"] * count,
            "low": [f"{row}.50" for row in range(count)],
            "high": [None] * count,
            "summary": ["said"] * count,
        },
    )
    ledger = Ledger.in_memory()
    ledger.write([Document(document_id="example@1H.a:table", title="t", kind="dataset", interest="data", licence="l")])
    assert ledger.write_arrow("statement", table).added == {"statement": count}
    found = ledger.statements()[1]
    assert (found.statement_id, str(found.low), found.high, found.via) == ("example@1H.a:1", "1.50", None, ("TUR",))


def test_columns_that_make_no_table_are_listed():
    with pytest.raises(InvalidRecord) as caught:
        statement_table(
            release(), key="t", local_ids=["1"], locators=["a"], constant={"unit": "TWh", "sendr": "AZE"},
            varying={"unit": ["TWh"], "low": ["1", "2"]},
        )  # fmt: skip
    message = str(caught.value)
    assert all(part in message for part in ("'sendr' is not", "'unit' is given as", "'low' has 2 values for 1 rows"))
