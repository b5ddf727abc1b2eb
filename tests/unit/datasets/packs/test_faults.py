"""The table of checks, how faults read, and the reference page made from it."""

import re
from pathlib import Path

from ninetenths.datasets.packs.faults import checks, in_order, list_faults, make_fault, reference_page

ROOT = Path(__file__).parents[4]


def test_every_check_is_used_and_tested():
    source = "".join(path.read_text() for path in (ROOT / "src/ninetenths/datasets/packs").glob("*.py"))
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    for code in checks():
        assert f'"{code}"' in source, code
        assert code in tests, code


def test_codes_in_the_source_are_in_the_table():
    source = "".join(path.read_text() for path in (ROOT / "src/ninetenths/datasets/packs").glob("*.py"))
    assert set(re.findall(r'"(P\d{3})"', source)) == set(checks())


def test_the_reference_page_is_the_one_generated():
    assert (ROOT / "docs/reference/pack-checks.md").read_text(encoding="utf-8") == reference_page()


def test_a_fault_says_where_what_expected_and_what_to_do():
    fault = make_fault("P031", "statements.csv", row=12, column="low", found="50 above 40")
    assert str(fault) == (
        "P031 statements.csv, row 12, column low: found 50 above 40; expected low at most high; "
        "swap the two, or correct them against the document"
    )


def test_order_is_by_level_file_and_row():
    faults = [
        make_fault("P111", "gaps.csv", row=2, found="x"),
        make_fault("P034", "gaps.csv", row=9, found="x"),
        make_fault("P034", "statements.csv", row=10, found="x"),
        make_fault("P034", "statements.csv", row=9, found="x"),
        make_fault("P022", "case.yaml", found="x"),
    ]
    assert [(fault.file, fault.row) for fault in in_order(faults)] == [
        ("case.yaml", None),
        ("statements.csv", 9),
        ("statements.csv", 10),
        ("gaps.csv", 9),
        ("gaps.csv", 2),
    ]


def test_fifty_are_listed_and_the_rest_counted():
    faults = [make_fault("P034", "gaps.csv", row=row, found="x") for row in range(63)]
    lines = list_faults(faults).splitlines()
    assert len(lines) == 51
    assert lines[-1].strip().startswith("and 13 more")
