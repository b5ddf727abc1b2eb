"""Files of a pack as bytes: size, encoding, control characters, CSV form, headers."""

import csv

import pytest

from ninetenths.datasets.packs import tables
from ninetenths.datasets.packs.tables import TABLE_FILES, needed_columns, read_table, read_text

GAPS = "gap_id,title,detail\n"


def gaps(folder, content):
    path = folder / "gaps.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    table, faults = gaps(tmp_path, b"\xef\xbb\xbfgap_id,title,detail\r\ng,Prix \xc3\xa9lev\xc3\xa9,d\r\n")
    assert not faults
    assert table.rows[0].cells == {"gap_id": "g", "title": "Prix élevé", "detail": "d"}


def test_wrong_encoding_names_byte_and_line(tmp_path):
    _, [fault] = gaps(tmp_path, GAPS.encode() + b"g,Prix \xe9lev\xe9,d\n")
    assert fault.code == "P006"
    assert "0xe9 at byte 27 (line 2)" in fault.found
    assert "UTF-8" in fault.advice


def test_wrong_encoding_behind_a_byte_order_mark_counts_from_the_start_of_the_file(tmp_path):
    _, [fault] = gaps(tmp_path, b"\xef\xbb\xbfgap\xe9")
    assert "byte 6 " in fault.found


def test_utf_16_is_named(tmp_path):
    _, [fault] = gaps(tmp_path, GAPS.encode("utf-16"))
    assert fault.code == "P006"
    assert "UTF-16" in fault.found


@pytest.mark.parametrize("mark", [b"\x00", b"\x1b", b"\x07"])
def test_control_characters_are_refused_with_their_place(tmp_path, mark):
    _, [fault] = gaps(tmp_path, GAPS.encode() + b"g,ti" + mark + b"tle,d\n")
    assert fault.code == "P007"
    assert "(line 2)" in fault.found


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "gaps.csv"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)  # a sparse file: nothing is stored, and reading it would give NUL bytes
    _, [fault] = read_table(path)
    assert fault.code == "P005"
    assert fault.found == "200,000,000 bytes where 50,000,000 are allowed"


def test_a_device_is_not_read(tmp_path):
    (tmp_path / "gaps.csv").symlink_to("/dev/zero")
    _, [fault] = read_table(tmp_path / "gaps.csv")
    assert fault.code == "P004"


def test_a_folder_in_place_of_a_file(tmp_path):
    (tmp_path / "gaps.csv").mkdir()
    _, [fault] = read_table(tmp_path / "gaps.csv")
    assert fault.code == "P004"


@pytest.mark.parametrize("content", ["", "\n\n", "   ", "\ufeff"])
def test_an_empty_file(tmp_path, content):
    _, [fault] = gaps(tmp_path, content)
    assert fault.code == "P008"


def test_header_rows_alone_are_a_table_without_rows(tmp_path):
    table, faults = gaps(tmp_path, GAPS)
    assert (table.rows, table.sound, faults) == ((), True, [])


def test_unknown_columns_are_told_with_the_nearest(tmp_path):
    table, [fault] = gaps(tmp_path, "gap_id,title,detail,laiers\ng,t,d,energy\n")
    assert (fault.code, fault.row, fault.column) == ("P011", 1, "laiers")
    assert fault.found == "'laiers' (did you mean 'layers'?)"
    assert table.rows[0].whole


def test_missing_and_repeated_columns_make_rows_unfit(tmp_path):
    table, faults = gaps(tmp_path, "gap_id,gap_id,title\ng,h,t\n")
    assert [(fault.code, fault.column) for fault in faults] == [("P010", "gap_id"), ("P012", "detail")]
    assert not table.sound
    assert not table.rows[0].whole


def test_a_header_without_end_is_one_fault(tmp_path):
    table, [fault] = gaps(tmp_path, ",".join(f"c{number}" for number in range(100_000)) + "\n")
    assert (fault.code, fault.found) == ("P009", "100,000 cells in the header")
    assert not table.sound


def test_ragged_rows_are_told_with_their_row(tmp_path):
    table, faults = gaps(tmp_path, GAPS + "g,t,d\ng2,t\n\ng3,t,d,e\n")
    assert [(fault.code, fault.row) for fault in faults] == [("P013", 3), ("P013", 5)]
    assert [row.whole for row in table.rows] == [True, False, False]


def test_blank_rows_are_counted_and_left_out(tmp_path):
    table, faults = gaps(tmp_path, GAPS + ",,\n\ng,t,d\n")
    assert not faults
    assert [row.number for row in table.rows] == [4]


def test_a_cell_over_several_lines_is_one_row(tmp_path):
    table, _ = gaps(tmp_path, GAPS + 'g,t,"one\ntwo"\nh,t,d\n')
    assert [row.number for row in table.rows] == [2, 3]


def test_an_unclosed_quote_ends_the_reading(tmp_path):
    table, [fault] = gaps(tmp_path, GAPS + 'g,t,d\nh,"t,d\ni,t,d\n')
    assert (fault.code, fault.row) == ("P009", 3)
    assert not table.sound


def test_a_huge_cell_is_told(tmp_path):
    _, [fault] = gaps(tmp_path, GAPS + "g,t," + "x" * (csv.field_size_limit() + 1) + "\n")
    assert fault.code == "P009"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_named(tmp_path, separator):
    _, [fault] = gaps(tmp_path, GAPS.replace(",", separator))
    assert fault.code == "P009"
    assert repr(separator) in fault.found


def test_never_more_than_the_limit_is_read(tmp_path, monkeypatch):
    path = tmp_path / "case.yaml"
    path.write_text("x" * 100)
    text, faults = read_text(path, limit=100)
    assert (text, faults) == ("x" * 100, [])


@pytest.mark.parametrize("table", TABLE_FILES.values())
def test_every_table_needs_its_first_columns(table):
    assert needed_columns(table)
    assert not set(needed_columns(table)) & set(tables.FILLED_COLUMNS)
