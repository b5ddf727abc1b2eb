"""Files that somebody bent: added with statements the ledger accepts, or refused with an error of our own."""

import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ninetenths.datasets.catalogue import add_dataset
from ninetenths.datasets.catalogue.adapter import Content
from ninetenths.datasets.catalogue.tables import sheets
from ninetenths.datasets.itpde.adapter import _refuse_impossible
from ninetenths.errors import DatasetChanged, NinetenthsError
from ninetenths.ledger import Ledger

FILES = {
    "owid_energy": (
        "Fossil_fuel_production_BP_Shift_2022.csv",
        (
            b"Entity,Year,Coal production (TWh),Gas production (TWh),Oil production (TWh)\n"
            b'Azerbaijan,2020,,262.2,408.2\n"Iran",2019,1,2,3\nOPEC,2020,1,2,3\n'
        ),
    ),
    "sipri_tiv": (
        "sipri_tiv.csv",
        (
            b"TIV of arms imports to Azerbaijan, 2018-2020\nGenerated: 21 November 2026\n\n,2018,2019,2020,Total\n"
            b"Israel,100,10.5,0,110.5\nUnknown supplier(s),,5,,5\nTotal,100,15.5,0,115.5\n"
        ),
    ),
}
PIECES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"=",
    b"-5",
    b"\xff",
    b"NaN",
    b"1e999999",
    b"<html>",
    b"",
    "٢٠".encode(),
    b"9" * 40,
]
EDITS = some.lists(
    some.tuples(some.floats(0, 1), some.integers(0, 12), some.sampled_from(PIECES)), min_size=1, max_size=4
)


@settings(max_examples=20, deadline=None)
@given(name=some.sampled_from(sorted(FILES)), edits=EDITS)
def test_a_bent_file_is_read_or_refused_and_never_written_in_part(name, edits):
    file, payload = FILES[name]
    for place, cut, piece in edits:
        at = int(place * len(payload))
        payload = payload[:at] + piece + payload[at + cut :]
    ledger = Ledger.in_memory()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file
        path.write_bytes(payload)
        try:
            done = add_dataset(ledger, name, file=path, any_release=True, partial=True, cache=Path(folder))
        except NinetenthsError:
            assert ledger.documents() == {}
            return
    statements = ledger.statements()
    assert len(statements) == done.statements
    assert all(one.low is not None and 0 <= one.low <= one.high for one in statements)


OEC = "ID,Continent,Country,Trade Value,Year,Action\n1,Africa,Angola,{},2021,Export\n"


def oec(tmp_path, text):
    path = tmp_path / "Global_Crude_Petroleum_Trade_1995-2021.csv"
    path.write_text(text, encoding="utf-8")
    return add_dataset(Ledger.in_memory(), "oec_crude", file=path, any_release=True)


@pytest.mark.parametrize("value", ["-5", "1e308", "9" * 60, "NaN", "inf", "=1+1"])
def test_a_flow_that_cannot_be_is_refused(tmp_path, value):
    with pytest.raises(DatasetChanged, match=r"row 2, column Trade Value: found .*; expected a number"):
        oec(tmp_path, OEC.format(value))


def test_two_rows_of_one_flow_are_a_doubt(tmp_path):
    added = oec(tmp_path, OEC.format("7") + "2,Africa,Angola,5,2021,Export\n")
    assert added.doubts == ("AGO: 2 rows of exports in 2021; expected one",)
    assert oec(tmp_path, OEC.format("7")).doubts == ()


@pytest.mark.parametrize("cell", [None, -1.0, float("nan"), float("inf")])
def test_an_empty_cell_of_a_trade_matrix_is_no_zero(cell):
    with pytest.raises(DatasetChanged, match="row 2, column trade: found"):
        _refuse_impossible([0.0, cell])


def workbook(*rows, at=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if at:
        book.active[at] = 1
    held = io.BytesIO()
    book.save(held)
    return Content(key="", name="a.xlsx", sha256="", payload=held.getvalue())


def test_a_sheet_that_lies_about_its_size_loses_no_cell():
    content = workbook(["a", "b", "c"], [1], [None, 2, 3])
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content.payload)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1:A1"'))
    lying = replace(content, payload=held.getvalue())
    assert lying.payload != content.payload
    assert sheets(lying) == sheets(content) == {"Sheet": [("a", "b", "c"), (1, None, None), (None, 2, 3)]}


def test_a_sheet_with_one_cell_at_its_far_end_is_refused():
    with pytest.raises(DatasetChanged, match="cells; expected at most"):
        sheets(workbook([1], at="XFD5000"))
