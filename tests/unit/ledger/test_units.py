"""The unit table, conversion within a dimension, across one with a known ratio, and the refusals."""

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

from ninetenths.errors import UnitError
from ninetenths.ledger.units import convert, densities, is_unit, units

CORPUS = os.environ.get("NINETENTHS_CORPUS", "")


def rounded(ends, places):
    return tuple(round(end, places) for end in ends)


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "expected"),
    [
        ("1.17", "Mt", "kt", "1170"),
        ("1", "Mb/d", "kb/d", "1000"),
        ("1", "bbl", "m3", "0.158987294928"),
        ("1", "TWh", "GWh", "1000"),
        ("3.6", "GJ", "MWh", "1"),
        ("41.868", "GJ", "toe", "1"),
        ("2.5", "GUSD", "MUSD", "2500"),
        ("50", "percent", "fraction", "0.5"),
        ("1", "miles", "km", "1.609344"),
        ("2", "years", "months", "24"),
        ("12", "TWh/y", "TWh/month", "1"),
        ("-3", "kt", "Mt", "-0.003"),
    ],
)
def test_one_dimension_is_exact(value, from_unit, to_unit, expected):
    assert convert(value, from_unit, to_unit) == (Decimal(expected), Decimal(expected))


def test_the_length_of_a_year_is_a_range():
    assert rounded(convert(55, "bcm/y", "Mm3/d"), 2) == (Decimal("150.27"), Decimal("150.68"))
    assert convert(366, "b/d", "bbl", days=1) == (Decimal(366), Decimal(366))


def test_an_amount_over_a_window_is_a_rate():
    assert rounded(convert("1.17", "Mt", "kb/d", commodity="crude", days=366), 1) == (Decimal("22.4"), Decimal("24.3"))
    assert rounded(convert(24, "kb/d", "Mt", commodity="crude", days=366), 2) == (Decimal("1.16"), Decimal("1.25"))


def test_a_density_is_a_range_with_a_source_and_turns_round():
    low, high = convert(1, "t", "bbl", commodity="crude")
    assert rounded((low, high), 6) == (Decimal(7), Decimal("7.6"))
    back = convert(1, "bbl", "t", commodity="crude")
    assert rounded(back, 6) == (round(1 / Decimal("7.6"), 6), round(1 / Decimal(7), 6))
    assert convert(-1, "t", "bbl", commodity="crude")[0] == -high
    assert convert(1, "bcm", "TWh", commodity="gas") == (Decimal(10), Decimal("11.2"))
    assert all(one.source and 0 < one.low < one.high for one in densities())


@pytest.mark.parametrize(
    ("arguments", "options", "told"),
    [
        (("1", "MUSD", "MEUR"), {}, "money is not converted"),
        (("1", "MUSD", "MUSD2010"), {}, "money is not converted"),
        (("1", "TIV", "MUSD"), {}, "cannot be put on one scale"),
        (("1", "persons", "troops"), {}, "cannot be put on one scale"),
        (("1", "Mt", "Mbbl"), {}, "depends on the commodity"),
        (("1", "Mt", "Mbbl"), {"commodity": "arms"}, "for 'arms' no ratio is known"),
        (("1", "Mt", "kb/d"), {"commodity": "crude"}, "Pass days="),
        (("1", "Mt", "kb/d"), {"commodity": "crude", "days": 0}, "found 0"),
        (("1", "kt", "Mt"), {"days": 30}, "days has no meaning"),
        (("1", "kb/d", "Mb/d"), {"days": 30}, "days has no meaning"),
        (("1", "Mt", "furlongs"), {}, "not in the unit table"),
        (("forty", "Mt", "kt"), {}, "no.* finite number"),
        (("inf", "Mt", "kt"), {}, "no.* finite number"),
        (("1e99999999", "Mt", "kt"), {}, "no.* finite number"),
    ],
)
def test_what_cannot_be_converted_is_refused_with_what_to_do(arguments, options, told):
    with pytest.raises(UnitError, match=told):
        convert(*arguments, **options)


def test_every_unit_converts_to_itself_and_is_described():
    for name, unit in units().items():
        assert convert("39.0", name, name) == (39, 39)
        assert unit.description
        assert unit.factor > 0


@pytest.mark.skipif(not CORPUS, reason="NINETENTHS_CORPUS is not set")
def test_every_unit_of_the_compiled_cases_is_in_the_table():
    found = set()
    for file in sorted(Path(CORPUS, "cases").glob("*/*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found |= {row.get("unit") or "percent", row.get("capacity_unit") or "percent"}
    assert len(found) > 30
    assert [unit for unit in sorted(found) if not is_unit(unit)] == []
