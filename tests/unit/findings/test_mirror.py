"""Mirror flows: two declarations side by side, what neither names, and no verdict."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ninetenths.datasets.packs import open_ledger
from ninetenths.errors import InvalidRecord, UnknownState
from ninetenths.findings.mirror import CIF_OVER_FOB, mirror
from ninetenths.ledger import Ledger
from ninetenths.ledger.records import Coverage, Document, Statement

PAPER = Document(document_id="d", title="Customs", kind="dataset", interest="data", licence="cite")


def level(name, low, **others):
    given = {
        "sender": "NOR",
        "receiver": "DEU",
        "layer": "energy",
        "item": "crude imports",
        "unit": "kt",
        "basis_commodity": "crude",
        "basis_measure": "mass",
        "basis_concept": "imports",
        "basis_denominator": "absolute",
        "begins": "2021",
        "ends": "2021",
        "measured_by": "one",
        "high": low,
        **others,
    }
    return Statement(
        statement_id=name,
        summary=name,
        kind="level",
        low=None if low is None else Decimal(low),
        document_id="d",
        locator="row 1",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        **{**given, "high": None if given["high"] is None else Decimal(given["high"])},
    )


def panel(*statements, coverages=(), item="crude", begins=2021, ends=2021):
    ledger = Ledger.in_memory()
    ledger.write([PAPER, *statements, *coverages])
    return mirror(ledger, "NOR", "DEU", item=item, begins=begins, ends=ends)


def out(name, low, **others):
    return level(name, low, basis_concept="exports declared", measured_by="other", **others)


def test_a_silent_side_is_unknown_and_not_zero():
    (one,) = panel(level("a", 100)).periods
    assert (one.imports, one.exports, one.gap, one.asymmetry) == ((100.0, 100.0), None, None, None)
    assert one.statement_ids == ("a",)


def test_both_sides_give_gap_and_index():
    (one,) = panel(level("a", 60), out("b", 100)).periods
    assert one.gap == (-40.0, -40.0)
    assert one.asymmetry == (-0.25, -0.25)


def test_unnamed_mass_widens_the_side_that_does_not_name_it():
    (one,) = panel(level("a", 60), level("u", 50, sender="UNK"), out("b", 100)).periods
    assert one.imports == (60.0, 110.0)
    assert one.unnamed_imports == (50.0, 50.0)
    low, high = one.gap
    assert low < 0 < high, "the two may agree"
    (other,) = panel(level("a", 60), out("b", 40), out("u", 30, receiver="UNK")).periods
    assert (other.exports, other.unnamed_exports) == ((40.0, 70.0), (30.0, 30.0))


def test_unnamed_mass_alone_is_no_period():
    assert panel(level("u", 50, sender="UNK")).periods == ()


def test_money_is_brought_to_the_same_terms_and_mass_is_not():
    value = {"unit": "MUSD", "basis_measure": "value"}
    (money,) = panel(level("a", 110, **value), out("b", 100, **value)).periods
    assert money.imports_fob == (110 / float(CIF_OVER_FOB[1]), 110.0)
    assert money.gap[0] == pytest.approx(0)
    (mass,) = panel(level("a", 110)).periods
    assert mass.imports_fob == mass.imports


def test_units_meet_within_their_kind_only():
    found = panel(
        level("a", 1, unit="Mt"),
        out("b", 20, unit="kb/d", basis_measure="volume"),
        out("c", 3, unit="GUSD", basis_measure="value"),
        out("e", 3, unit="MEUR", basis_measure="value"),
    ).periods
    assert [(one.unit, one.imports is None) for one in found] == [("MEUR", True), ("MUSD", True), ("kt", False)]
    amount = found[-1]
    low, high = amount.exports
    assert low < 20 * 365 / 7.33 < high, "barrels a tonne are a range"
    assert found[1].exports == (3000.0, 3000.0)


def test_months_add_up_and_a_part_of_a_year_is_a_lower_bound():
    months = [
        level(f"m{number:02}", 10, begins=f"2021-{number:02}", ends=f"2021-{number:02}") for number in range(1, 13)
    ]
    assert panel(*months).periods[0].imports == (120.0, 120.0)
    (part,) = panel(*months[:11]).periods
    assert part.imports == (110.0, None)
    assert "334 of 365 days" in part.readings[0].note


def test_the_year_goes_before_its_months_and_windows_are_not_counted_twice():
    (one,) = panel(level("y", 100), level("m", 10, begins="2021-01", ends="2021-01")).periods
    assert one.imports == (100.0, 100.0)
    assert one.readings[0].statement_ids == ("y",)


def test_one_witness_twice_is_a_range_and_two_are_too():
    (same,) = panel(level("a", 100), level("b", 90)).periods
    assert (same.imports, len(same.readings)) == ((90.0, 100.0), 1)
    (two,) = panel(level("a", 100), level("b", 90, measured_by="two")).periods
    assert (two.imports, len(two.readings)) == ((90.0, 100.0), 2)


def test_a_partial_witness_does_not_open_what_a_whole_one_closes():
    (one,) = panel(level("a", 100), level("b", 30, begins="2021-01", ends="2021-03", measured_by="two")).periods
    assert one.imports == (100.0, 100.0)
    (more,) = panel(level("a", 100), level("b", 130, begins="2021-01", ends="2021-03", measured_by="two")).periods
    assert more.imports == (100.0, 130.0), "the two witnesses disagree"


def test_a_secret_part_leaves_the_upper_end_open():
    (one,) = panel(level("a", 100, high=None), out("b", 100)).periods
    assert one.imports == (100.0, None)
    assert one.asymmetry == (0.0, 1.0)


@pytest.mark.parametrize(
    ("concept", "measured_by"),
    [
        ("exports by ship tracking", "Kpler"),
        ("exports", "CEPII (BACI)"),
        ("imports", "CEPII (BACI)"),
        ("deliveries", "x"),
    ],
)
def test_what_is_neither_side_s_own_word_stands_beside(concept, measured_by):
    (one,) = panel(level("a", 100, basis_concept=concept, measured_by=measured_by)).periods
    assert (one.imports, one.exports) == (None, None)
    assert [reading.side for reading in one.readings] == ["beside"]


@pytest.mark.parametrize(
    "others",
    [
        {"modality": "denied"},
        {"polarity": "negated"},
        {"grade": "candidate"},
        {"basis_commodity": "products"},
        {"with_senders": ("SWE",)},
        {"sender": "NOR:Equinor"},
        {"basis_concept": "needs"},
    ],
)
def test_what_is_not_a_fact_about_the_flow_is_left_out(others):
    assert panel(level("a", 100, **others)).periods == ()


def test_windows_across_years_and_undated_rows_are_told():
    found = panel(level("a", 5, begins="2021-10", ends="2022-03"), level("c", 5, unit="items"))
    assert found.periods == ()
    assert [name for name, _ in found.unused] == ["a", "c"]
    assert "no single year" in found.unused[0][1]


def test_a_covered_receiver_without_a_row_is_an_observed_zero():
    whole = level("w", 500, sender="WLD")
    covered = Coverage(
        dataset="customs@1", layer="energy", item="crude", begins="2021", ends="2021", states=("DEU",), document_id="d"
    )
    (one,) = panel(whole, out("b", 100), coverages=(covered,)).periods
    assert one.imports == (0.0, 0.0)
    assert one.asymmetry == (-1.0, -1.0)
    assert panel(out("b", 100), coverages=(covered,)).periods[0].imports is None, "the data set is not of its imports"
    half = Coverage(
        dataset="customs@1",
        layer="energy",
        item="crude",
        begins="2021-01",
        ends="2021-06",
        states=("DEU",),
        document_id="d",
    )
    assert panel(whole, out("b", 100), coverages=(half,)).periods[0].imports is None


def test_the_pack_s_declared_and_tracked_stand_apart():
    found = mirror(open_ledger("azerbaijan-israel"), "AZE", "Israel", item="crude", begins=2024, ends=2025)
    by_year = {(one.period, one.unit): one for one in found.periods}
    assert by_year["2024", "kt"].exports == (1173.0, 1173.0)
    assert by_year["2024", "kt"].imports is None
    (tracked,) = by_year["2025", "kt"].readings
    assert (tracked.side, by_year["2025", "kt"].exports) == ("beside", None)
    assert "not concealment" in found.caveat


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(InvalidRecord, match="Did you mean 'crude'"):
        panel(item="cruda")
    with pytest.raises(InvalidRecord, match="swap"):
        panel(begins=2022)
    with pytest.raises(UnknownState):
        mirror(Ledger.in_memory(), "NOR", "Atlantis", item="crude", begins=2021, ends=2021)


@pytest.mark.parametrize(
    ("receiver", "begins", "message"),
    [("AZE", 2020, "both the sender and the receiver"), ("ISR", 0, "years are counted from 1 to 9999")],
)
def test_a_state_mirrors_another_one_in_years_that_are(azerbaijan_israel, receiver, begins, message):
    with pytest.raises(InvalidRecord, match=message):
        mirror(azerbaijan_israel, "AZE", receiver, item="crude", begins=begins, ends=2021)
