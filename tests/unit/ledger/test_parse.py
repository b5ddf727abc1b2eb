"""Text to records: every fault at once, each in its place; what is printed is kept."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ninetenths.ledger.parse import check_values, read_rows, to_row
from ninetenths.ledger.schema import vocabulary

ROW = {
    "statement_id": "S-1",
    "summary": "A summary",
    "layer": "energy",
    "kind": "event",
    "sender": "AZE",
    "receiver": "ISR",
    "item": "crude oil supply",
    "document_id": "d",
    "locator": "para 2",
    "recorded_at": "2026-11-01",
}


def faults_of(**cells):
    return read_rows("statement", [ROW | cells], file="statements.csv")[1]


def only(**cells):
    (fault,) = faults_of(**cells)
    return fault


def record_of(**cells):
    (record,), faults = read_rows("statement", [ROW | cells])
    assert faults == []
    return record


def test_columns_that_are_left_out_take_their_defaults():
    record = record_of(polarity="", grade="", via="", sign="", approximate="")
    assert (record.polarity, record.grade, record.modality, record.coder) == (
        "affirmed",
        "accepted",
        "asserted",
        "compiler",
    )
    assert (record.locator_kind, record.via, record.sign, record.approximate, record.low) == (
        "citation",
        (),
        None,
        False,
        None,
    )
    assert record.recorded_at == datetime(2026, 11, 1, tzinfo=UTC)


def test_digits_are_kept_as_printed():
    record = record_of(low="39.0", high="4.50E+3", unit="percent")
    assert (str(record.low), str(record.high)) == ("39.0", "4.50E+3")


def test_all_faults_of_all_rows_come_at_once_with_their_places():
    rows = [
        ROW | {"layer": "enrgy", "sender": "", "low": "1,200"},
        ROW,
        ROW | {"begins": "2024-02-30", "colour": "red"},
        ROW | {"summary": "again"},
    ]
    records, faults = read_rows("statement", rows, file="statements.csv")
    assert [record.statement_id for record in records] == ["S-1"]
    places = [(fault.row, fault.column) for fault in faults]
    assert places == [(2, "layer"), (2, "sender"), (2, "low"), (4, "colour"), (4, "begins"), (5, "statement_id")]
    assert str(faults[0]) == (
        "statements.csv, row 2, column layer: found 'enrgy'; expected one of "
        f"{', '.join(vocabulary('layer'))}; did you mean 'energy'?"
    )
    assert "which row 3 has already" in faults[-1].found


CELLS = [
    ({"kind": "Event"}, "kind", "did you mean 'event'?"),
    ({"grade": "fine"}, "grade", ""),
    ({"sender": "Azerbaijan"}, "sender", ""),
    ({"with_senders": "KAZ;;RUS"}, "with_senders", ""),
    ({"with_receivers": "KAZ;nobody"}, "with_receivers", ""),
    ({"via": "a thing without a row"}, "via", ""),
    ({"arena": "somewhere"}, "arena", ""),
    ({"low": "forty", "unit": "percent"}, "low", "1234.5"),
    ({"low": "1 200", "unit": "Mt"}, "low", "1234.5"),
    ({"low": "inf", "unit": "Mt"}, "low", "1234.5"),
    ({"low": "nan", "unit": "Mt"}, "low", "1234.5"),
    ({"low": "٤٠", "unit": "percent"}, "low", ""),
    ({"low": "1e9999", "unit": "percent"}, "low", ""),
    ({"unit": "furlongs"}, "unit", ""),
    ({"low": "40"}, "unit", "add its unit"),
    ({"low": "41", "high": "40", "unit": "percent"}, "low", "swap"),
    ({"approximate": "maybe"}, "approximate", "yes or no"),
    ({"begins": "21/06/2024"}, "begins", "2024-06-21"),
    ({"begins": "2024-13"}, "begins", "month"),
    ({"begins": "2025", "ends": "2024-12"}, "begins", "swap"),
    ({"sign": "2"}, "sign", ""),
    ({"sign": "1", "kind": "share"}, "sign", "empty the sign"),
    ({"sign": "1", "kind": "level"}, "sign", "empty the sign"),
    ({"sign": "0", "kind": "rank"}, "sign", "empty the sign"),
    ({"sign": "-1", "kind": "vote", "choice": "no"}, "sign", "empty the sign"),
    ({"sign": "1", "kind": "status", "basis_concept": "ownership"}, "sign", "empty the sign"),
    ({"choice": "yes"}, "choice", "vote"),
    ({"choice": "perhaps", "kind": "vote"}, "choice", ""),
    ({"locator_kind": "words"}, "locator", "count characters"),
    ({"locator_kind": "words", "locator": "9:9"}, "locator", "count characters"),
    ({"recorded_at": "yesterday"}, "recorded_at", "ISO 8601"),
    ({"statement_id": "S 1"}, "statement_id", "correct the id"),
    ({"statement_id": "S" * 201}, "statement_id", "correct the id"),
    ({"note": "a\x00b"}, "note", "not UTF-8"),
    ({"note": "half \ud83d"}, "note", "UTF-8"),
    ({"note": "x" * 20_001}, "note", "shorten"),
    ({"via": "btc;" * 6000 + "btc"}, "via", "shorten"),
    ({"summary": "  \t"}, "summary", "fill it in"),
    ({None: ["too", "many"]}, "", "quote text"),
]


@pytest.mark.parametrize(
    ("cells", "column", "advice"), CELLS, ids=[f"{c} {next(iter(v.values()))!r:.30}" for v, c, _ in CELLS]
)
def test_a_faulty_cell_is_one_fault_in_its_column(cells, column, advice):
    fault = only(**cells) if None not in cells else read_rows("statement", [ROW | cells])[1][0]
    assert fault.column == column
    assert advice in fault.advice
    assert len(str(fault)) < 600


@pytest.mark.parametrize("kind", ["event", "status", "stance", "route", "prospect"])
def test_acts_and_stances_may_carry_a_sign(kind):
    assert record_of(kind=kind, sign="+1").sign == 1


def test_what_is_closed_is_trimmed_and_what_is_free_is_not():
    record = record_of(begins=" 2024 ", low=" 5 ", unit="Mt", with_senders="KAZ ; RUS", note=" as it came ")
    assert (record.begins, record.low, record.with_senders) == ("2024", Decimal(5), ("KAZ", "RUS"))
    assert record.note == " as it came "


def test_lists_may_hold_separators():
    row = {"gap_id": "g", "title": "t", "detail": "d", "items": r"x\;y; z\\ ;Q"}
    (gap,), _ = read_rows("gap", [row])
    assert gap.items == ("x;y", "z\\", "Q")
    assert read_rows("gap", [to_row(gap)])[0] == [gap]


def test_csv_rows_that_are_short_or_long():
    text = "gap_id,title,detail\ng1,t\ng2,t,d,extra\n"
    records, faults = read_rows("gap", csv.DictReader(io.StringIO(text)), file="gaps.csv")
    assert records == []
    assert [(fault.row, fault.column) for fault in faults] == [(2, "detail"), (3, "")]


def test_other_tables_have_their_own_rules():
    asset = {
        "asset_id": "btc",
        "name": "BTC",
        "kind": "pipeline",
        "states": "AZE",
        "document_id": "d",
        "capacity": "1200",
    }
    (fault,) = read_rows("asset", [asset])[1]
    assert fault.column == "capacity_unit"
    anchor = {"statement_id": "s", "slot": "colour", "document_id": "d", "start": "9", "end": "3"}
    assert [fault.column for fault in read_rows("anchor", [anchor])[1]] == ["slot", "start"]
    assert [fault.column for fault in read_rows("anchor", [anchor | {"slot": "low", "start": "-1"}])[1]] == ["start"]


def test_values_made_in_code_are_checked_as_text_is(statement):
    record = statement(with_senders=("KAZ ", ""), low=Decimal("NaN"), unit="percent")
    row = {name: getattr(record, name) for name in to_row(record)}
    assert {fault.column for fault in check_values("statement", [row])} == {"with_senders", "low"}
