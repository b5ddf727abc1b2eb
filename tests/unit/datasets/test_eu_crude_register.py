"""The Commission's register: workbooks with totals and secret cells, or the table made of them."""

import hashlib
import io
from datetime import UTC, datetime

import openpyxl
import pytest

from ninetenths.datasets.catalogue import Content, Release, describe
from ninetenths.datasets.catalogue.adding import states_of
from ninetenths.datasets.eu_crude_register.adapter import COLUMNS, read
from ninetenths.errors import DatasetChanged


def book(rows, *, sheet="EU COI - Jan"):
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append([None, *row])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def release(key, name, payload):
    found = Content(key=key, name=name, sha256=hashlib.sha256(payload).hexdigest(), payload=payload)
    return Release(
        name="eu_crude_register",
        version="1",
        published_on="",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        contents={key: found},
        states=states_of(describe("eu_crude_register")),
        publisher="European Commission",
    )


def statements(rows, *, year=2017, sheet="EU COI - Jan"):
    found = read(release(f"y{year}", f"Imports_{year}.xlsx", book([COLUMNS, *rows], sheet=sheet)))
    return {one["statement_id"].rpartition(":")[2]: one for one in found.statements.to_pylist()}, found


ROWS = (
    ("Austria", "Azerbaijan", "Azerbaijan Crude", 100.5, 5000, 49.75, 0.1),
    (None, "Russian Federation", "Urals", 50, 2400, 48, 0.1),
    (None, "Russian Federation", "Other Russian Fed. Crude", 25, 1250, 50, 0.1),
    (None, "Other FSU countries", "Other FSU Crude", 10, 480, 48, 0.1),
    ("Austria", None, "Sum:", 185.5, 9130, 49.2, 0.4),
)


def test_origins_types_and_totals():
    found, _ = statements(ROWS)
    assert found["AUT-AZE-2017-01v"]["low"] == "100.5"
    assert (found["AUT-RUS-2017-01v"]["low"], found["AUT-RUS-2017-01d"]["low"]) == ("75", "3650")
    assert (found["AUT-RUS-2017-01p"]["low"], found["AUT-RUS-2017-01p"]["high"]) == ("48", "50")
    assert (found["AUT-WLD-2017-01v"]["low"], found["AUT-UNK-2017-01v"]["low"]) == ("185.5", "10")
    assert found["AUT-AZE-2017-01v"]["locator"] == "sheet EU COI - Jan, row 2"


def test_secret_cells_are_unknown():
    found, _ = statements(
        (
            ("Bulgaria", "Iraq", "Basrah Light", 1617, "(3)", "(3)", 0.1),
            (None, "Iraq", "Kirkuk", 10, 500, 50, 0.1),
            (None, "Kazakhstan", "Kazakhstan Crude", 5, "(3)", "(3)", 0.1),
        )
    )
    assert (found["BGR-IRQ-2017-01d"]["low"], found["BGR-IRQ-2017-01d"]["high"]) == ("500", None)
    assert "BGR-KAZ-2017-01d" not in found
    assert found["BGR-KAZ-2017-01v"]["low"] == "5"


def test_where_a_part_is_never_reported_the_total_is_a_lower_bound_and_nothing_is_covered():
    rows = (
        ("Germany", "Norway", "Ekofisk", 100, 6000, 60, 0.1),
        ("Germany", None, "Sum:", 100, 6000, 60, 0.1),
        ("World", None, None, 100, 6000, 60, 1),
    )
    before, kept = statements(rows)
    assert before["DEU-WLD-2017-01v"]["high"] == "100"
    assert [one.states for one in kept.coverages] == [("DEU",)]
    after, kept = statements(rows, year=2019)
    assert after["DEU-WLD-2019-01v"]["low"] == "100"
    assert after["DEU-WLD-2019-01v"]["high"] is None
    assert after["EU-WLD-2019-01v"]["high"] is None
    assert kept.coverages == ()


def test_the_sheet_of_the_year_so_far_is_not_counted_twice():
    found = read(release("y2017", "Imports_2017.xlsx", book([COLUMNS, *ROWS], sheet="Detailed Crude Oil Imports - cu")))
    assert found.statements.num_rows == 0
    assert found.skipped[0].count == 6


def test_the_table_reads_alike():
    lines = [",".join((*COLUMNS, "date")), "Austria,Azerbaijan,Azerbaijan Crude,123.07,,111.28,0.0003,2013-01-31"]
    found = read(release("register", "register.csv", "\n".join(lines).encode())).statements.to_pylist()
    assert [(one["receiver"], one["sender"], one["begins"], one["unit"]) for one in found] == [
        ("AUT", "AZE", "2013-01", "USD/bbl"),
        ("AUT", "AZE", "2013-01", "kbbl"),
    ]


def test_a_damaged_workbook_is_refused():
    whole = book([COLUMNS, *ROWS])
    for payload in (b"PK no", whole[: len(whole) // 2]):
        with pytest.raises(DatasetChanged, match="not a workbook"):
            read(release("y2017", "Imports_2017.xlsx", payload))


def test_books_without_header_or_year_are_refused():
    with pytest.raises(DatasetChanged, match="no header"):
        read(release("y2017", "Imports_2017.xlsx", book([("a", "b")])))
    with pytest.raises(DatasetChanged, match="no year"):
        read(release("y2017", "Imports.xlsx", book([COLUMNS, *ROWS])))
    moved = ("Reporting Country", "Origin", *COLUMNS[2:])
    with pytest.raises(DatasetChanged, match="Country of Origin not there"):
        read(release("y2017", "Imports_2017.xlsx", book([moved, *ROWS])))
