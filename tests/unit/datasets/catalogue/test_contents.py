"""Hostile and damaged files: refused with what was found, what was expected and what to do."""

import gzip
import io
import lzma
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from ninetenths.datasets.catalogue.adapter import Content
from ninetenths.datasets.catalogue.contents import hashes_of, load_content
from ninetenths.datasets.catalogue.description import DatasetFile
from ninetenths.datasets.catalogue.tables import csv_rows, csv_table, number, plain, sheets, text_of
from ninetenths.errors import DatasetChanged, NinetenthsError

TABLE = b"Entity,Year,Oil\nAzerbaijan,2020,1.5\n"


def wanted(form="csv", most=1_000_000):
    return DatasetFile(key="table", title="The table", format=form, names=["table.csv"], by_hand="ask", most_bytes=most)


def content(payload, name="table.csv"):
    return Content(key="table", name=name, sha256="", payload=payload)


def zipped(members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, payload in members.items():
            archive.writestr(name, payload)
    return held.getvalue()


@pytest.mark.parametrize(
    "packed",
    [TABLE, lzma.compress(TABLE), gzip.compress(TABLE, mtime=0), zipped({"table.csv": TABLE, "read me.txt": "hello"})],
    ids=["plain", "xz", "gz", "zip"],
)
def test_a_file_is_unpacked_whatever_its_name(tmp_path, packed):
    path = tmp_path / "anything"
    path.write_bytes(packed)
    found = load_content(path, wanted())
    assert found.payload == TABLE
    assert found.sha256 in hashes_of(path, found)
    assert len(hashes_of(path, found)) == (1 if packed == TABLE else 2)


@pytest.mark.parametrize("pack", [lzma.compress, gzip.compress, lambda payload: zipped({"table.csv": payload})])
def test_a_bomb_is_not_unpacked(tmp_path, pack):
    path = tmp_path / "bomb"
    path.write_bytes(pack(bytes(30_000_000)))
    with pytest.raises(DatasetChanged, match=r"unpacks from \d+ to more than \d+ bytes; expected at most"):
        load_content(path, wanted(most=20_000_000))


def test_a_bomb_is_told_by_its_ratio_even_where_its_size_is_allowed(tmp_path):
    path = tmp_path / "bomb.gz"
    path.write_bytes(lzma.compress(bytes(30_000_000)))
    assert path.stat().st_size * 1000 < 30_000_000
    with pytest.raises(DatasetChanged, match="1000 times"):
        load_content(path, wanted(most=100_000_000))


@pytest.mark.parametrize(
    ("payload", "form", "error", "said"),
    [
        (b"", "csv", DatasetChanged, "is empty"),
        (b"  <!DOCTYPE HTML><p>404", "csv", DatasetChanged, "is a web page"),
        (b"\xef\xbb\xbf\n<html>", "xlsx", DatasetChanged, "is a web page"),
        (TABLE, "xlsx", DatasetChanged, "is not xlsx"),
        (TABLE, "parquet", DatasetChanged, "is not parquet"),
        (lzma.compress(TABLE)[:-8], "csv", NinetenthsError, "damaged or cut short"),
        (gzip.compress(TABLE, mtime=0)[:-12], "csv", NinetenthsError, "damaged or cut short"),
        (b"PK\x03\x04nonsense", "csv", NinetenthsError, "damaged or cut short"),
        (zipped({"a.csv": "1", "b.csv": "2"}), "csv", DatasetChanged, "the archive holds a.csv, b.csv"),
        (b"x" * 2000, "csv", DatasetChanged, "has 2000 bytes; expected at most 1000"),
    ],
)
def test_what_is_something_else_is_refused(tmp_path, payload, form, error, said):
    path = tmp_path / "table.csv"
    path.write_bytes(payload)
    with pytest.raises(error) as caught:
        load_content(path, wanted(form, most=1000))
    assert said in str(caught.value)
    assert str(path) in str(caught.value) or "archive" in said


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(NinetenthsError, match="cannot be read"):
        load_content(tmp_path, wanted())


def test_rows_are_numbered_as_in_the_file():
    rows = csv_rows(content(b'\xef\xbb\xbftitle\nA,B\n1,"two\nlines"\n\n3,4\n'), ["B", "A"], skip=1)
    assert [(row, cells["A"]) for row, cells in rows] == [(4, "1"), (6, "3")]


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"A,C\n1,2\n", "the columns moved: B not there; found A, C; expected A, B"),
        (b"A,B,B\n1,2,3\n", "B there twice"),
        (b"A,B\n1,2,3\n", "row 2: found 3 cells; expected 2"),
        (b'A,B\n1,"2\n', "no CSV"),
        ("A,B\n1,2\n".encode("utf-16"), "UTF-16"),
        (b"A,B\n\xff\xfe,2\n", "byte 4"),
        (b"A,B\n1,\0\n", "NUL"),
        (b"", "the columns moved"),
    ],
)
def test_a_table_of_another_shape_is_refused(payload, said):
    with pytest.raises(DatasetChanged) as caught:
        csv_rows(content(payload), ["A", "B"])
    assert said in str(caught.value)


def test_an_older_encoding_is_read_where_the_adapter_expects_it():
    assert text_of(content("Türkiye".encode("cp1252")), encodings=("utf-8-sig", "cp1252")) == "Türkiye"


def test_a_large_table_keeps_its_digits():
    found = csv_table(content(b"A,B,C\n007,,x\n1.50,2,y\n"), ["A", "B"])
    assert found.to_pydict() == {"A": ["007", "1.50"], "B": ["", "2"]}
    with pytest.raises(DatasetChanged, match="not the CSV"):
        csv_table(content(b"A,B\n1\n"), ["A", "B"])
    with pytest.raises(DatasetChanged, match="B not there"):
        csv_table(content(b"A,C\n1,2\n"), ["A", "B"])


@pytest.mark.parametrize("cell", ["=1+1", "12 kb", "1,000", "NaN", "inf", "1e99999", "0x10", "١٢", True])
def test_only_a_number_is_a_number(cell):
    with pytest.raises(DatasetChanged, match=r"row 2: found .* expected a number"):
        number(cell, place="row 2")


def test_a_number_below_the_least_is_refused():
    assert number("-1", place="") == -1
    with pytest.raises(DatasetChanged, match="found '-1'; expected a number of at least 0"):
        number("-1", place="row 2", least=0)


def test_lines_end_where_a_spreadsheet_ends_them():
    assert csv_rows(content("A\nx\u2028y\x0bz\r\n1\n".encode()), ["A"]) == [
        (2, {"A": "x\u2028y\x0bz"}), (3, {"A": "1"}),
    ]  # fmt: skip


def test_numbers_keep_their_digits_and_blanks_are_unknown():
    assert [number(cell, place="") for cell in (" 1.50 ", 3, 0.1, None, "", "--")] == [
        Decimal("1.50"), Decimal(3), Decimal("0.1"), None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "@SUM(A1)", "+cmd|' /C calc'!A0", "\x1b[31mred", "a\u202eb"])
def test_formulas_and_control_characters_are_no_names(cell):
    with pytest.raises(DatasetChanged, match="row 2"):
        plain(cell, place="row 2")


def test_a_workbook_gives_values_by_sheet():
    held = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Location", 2020])
    book.active.append(["Hormuz", 19.2])
    book.save(held)
    assert sheets(content(held.getvalue())) == {"Sheet": [("Location", 2020), ("Hormuz", 19.2)]}


def test_a_workbook_that_is_a_bomb_or_none_is_refused():
    with pytest.raises(DatasetChanged, match="unpacks from"):
        sheets(content(zipped({"xl/workbook.xml": bytes(30_000_000)})))
    with pytest.raises(DatasetChanged, match="not a workbook that can be read"):
        sheets(content(zipped({"a.txt": "hello"})))
    with pytest.raises(DatasetChanged, match="not a workbook"):
        sheets(content(b"PK\x03\x04"))
