from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from ninetenths.errors import CoverageError, InvalidRecord, UnknownState
from ninetenths.findings.dependence import Assumptions, dependence
from ninetenths.findings.depending.answering import percent
from ninetenths.findings.depending.drawing import reconciled_slices
from ninetenths.findings.depending.tables import exposures, shortened
from ninetenths.ledger import Coverage
from ninetenths.measures.concentration import hhi_bounds

TIV = {"layer": "arms", "kind": "level", "unit": "TIV", "basis_commodity": "major arms", "basis_measure": "TIV",
       "basis_concept": "deliveries", "basis_denominator": "absolute"}  # fmt: skip


def ask(ledger, state="ISR", item="crude", **others):
    fields = {"begins": 2020, "ends": 2025, "seed": 1, "with_reconciled": False, "draws": 200}
    return dependence(ledger, state, item=item, **(fields | others))


def level(make, name, *flow, **others):
    """An amount: flow is sender, receiver, value and window."""
    fields = {"unit": "kb/d", "kind": "level", "basis_denominator": "absolute", "basis_concept": "imports"}
    return make.share(name, *flow, **(fields | others))


def arms(make, name, sender, value, window):
    share = make.share(name, sender, "AZE", value, window, **(TIV | {"measured_by": "SIPRI"}))
    return replace(share, item="major arms TIV")


def only(found):
    (one,) = found.slices
    return one


def test_suppliers_of_one_definition_and_window_are_one_composition(make):
    found = ask(make.ledger(make.share("s1", "AZE", "ISR", 46.4, "2025"), make.share("s2", "RUS", "ISR", 28, "2025")))
    one = only(found)
    assert [each.suppliers for each in one.exposures] == [("AZE",), ("RUS",)]
    assert one.exposures[0].share == pytest.approx((0.4635, 0.4645))
    assert one.concentration == pytest.approx(hhi_bounds([0.4635, 0.275], [0.4645, 0.285]))
    assert one.leaders == ("AZE",)
    assert one.unnamed == pytest.approx((0.2505, 0.2615))
    assert one.statement_ids == ("s1", "s2")
    assert one.flags.concentrated == (0.0, 0.0)


@pytest.mark.parametrize(
    "other",
    [
        {"basis_measure": "value"},
        {"basis_commodity": "oil"},
        {"basis_concept": "needs"},
        {"begins": "2024", "ends": "2024"},
    ],
)
def test_another_definition_or_window_is_another_whole(make, other):
    second = make.share("s2", "AZE", "ISR", 18, "2025", **other)
    found = ask(make.ledger(make.share("s1", "AZE", "ISR", 46.4, "2025"), second))
    assert len(found.slices) == 2
    assert all(len(one.exposures) == 1 for one in found.slices)


def test_two_measurers_of_one_whole_make_a_range(make):
    found = ask(
        make.ledger(
            make.share("s1", "RUS", "ISR", 34.1, "2021", measured_by="an office"),
            make.share("s2", "RUS", "ISR", 32.9, "2021", measured_by="another", document_id="e"),
        )
    )
    (each,) = only(found).exposures
    assert each.share == pytest.approx((0.3285, 0.3415))
    assert each.statement_ids == ("s1", "s2")


def test_shares_above_the_whole_are_named_and_not_averaged(make):
    found = ask(make.ledger(make.share("s1", "AZE", "ISR", 70, "2025"), make.share("s2", "RUS", "ISR", 60, "2025")))
    assert only(found).concentration is None
    assert "cannot all hold" in only(found).remark


def test_a_joint_share_is_a_set_until_one_member_is_known(make):
    joint = make.share("s1", "AZE", "ISR", 60, "2023", with_senders=("KAZ",))
    one = only(ask(make.ledger(joint)))
    assert one.exposures[0].suppliers == ("AZE", "KAZ")
    assert one.concentration == pytest.approx((2 * (0.595 / 2) ** 2, 0.595**2 + 0.405**2), abs=0.02)
    one = only(ask(make.ledger(joint, make.share("s2", "AZE", "ISR", 40, "2023", document_id="e"))))
    kazakhstan = one.exposures[1]
    assert kazakhstan.suppliers == ("KAZ",)
    assert kazakhstan.share == pytest.approx((0.19, 0.21))
    assert kazakhstan.statement_ids == ("s1", "s2")
    assert "less what the other has" in kazakhstan.derived


def test_amounts_become_shares_of_their_printed_total(make):
    found = ask(
        make.ledger(
            level(make, "s1", "RUS", "ISR", 236, "2020-04"),
            level(make, "s2", "WLD", "ISR", 430, "2020-04"),
            level(make, "s3", "AZE", "ISR", 30, "2020-05"),
        )
    )
    (each,) = only(found).exposures
    assert each.share == pytest.approx((235.5 / 430.5, 236.5 / 429.5))
    assert set(each.statement_ids) == {"s1", "s2"}
    assert [(one.statement_id, one.reason) for one in found.left_out] == [
        ("s3", "an amount without a total of its definition and window")
    ]


def test_a_total_follows_from_one_amount_and_its_share(make):
    office = {"measured_by": "an office"}
    found = ask(
        make.ledger(
            make.share("s1", "RUS", "ISR", 25.4, "2022", **office),
            level(make, "s2", "RUS", "ISR", 22.4, "2022", unit="Mt", **office),
            level(make, "s3", "USA", "ISR", 12.1, "2022", unit="Mt", **office),
        )
    )
    shares = {each.suppliers: each.share for each in only(found).exposures}
    assert shares["USA",][0] <= 12.1 / (22.4 / 0.254) <= shares["USA",][1]
    assert shares["RUS",] == pytest.approx((0.2535, 0.2545))


def test_a_flow_above_its_total_and_mixed_units_are_left_out_with_their_reason(make):
    found = ask(
        make.ledger(
            level(make, "s1", "WLD", "ISR", 100, "2022"),
            level(make, "s2", "RUS", "ISR", 150, "2022"),
            level(make, "s3", "AZE", "ISR", 50, "2022"),
            level(make, "s4", "KAZ", "ISR", 900, "2022", unit="MUSD"),
            make.share("s5", "IRQ", "ISR", 140, "2023"),
        )
    )
    reasons = {one.statement_id: one.reason for one in found.left_out}
    assert "a share above 1" in reasons["s2"]
    assert reasons["s4"] == "an amount without a total of its definition and window"
    assert reasons["s5"] == "a share above 100 percent"
    assert [each.suppliers for each in only(found).exposures] == [("AZE",)]


def test_rows_of_a_data_set_are_their_own_total_and_the_unspecified_is_no_supplier(make):
    rows = {"locator_kind": "cell", "unit": "kt"}
    found = ask(
        make.ledger(
            level(make, "s1", "RUS", "ISR", 300, "2022", **rows),
            level(make, "s2", "AZE", "ISR", 500, "2022", **rows),
            level(make, "s3", "UNK", "ISR", 200, "2022", **rows),
        )
    )
    one = only(found)
    assert [each.suppliers for each in one.exposures] == [("AZE",), ("RUS",)]
    assert one.exposures[0].share[0] <= 0.5 <= one.exposures[0].share[1]
    assert one.unnamed[0] == pytest.approx(0.2, abs=0.01)


def test_undated_counterfactual_and_foreign_figures_are_no_evidence(make):
    found = ask(
        make.ledger(
            make.share("s1", "AZE", "ISR", 46, "2025"),
            make.share("s2", "AZE", "ISR", 80, "2024", begins_inferred=True, document_id="e"),
            make.share("s3", "AZE", "ISR", 90, "2024", modality="counterfactual", document_id="f"),
            make.share("s4", "AZE", "TUR", 70, "2024", document_id="g"),
        )
    )
    assert [name for one in found.slices for name in one.statement_ids] == ["s1"]
    assert [one.statement_id for one in found.left_out] == ["s2"]
    assert "No dated share covers 2020–2024: unknown, not zero." in found.missing


def test_the_other_direction_is_the_sellers_share(make):
    sold = {"basis_denominator": "sender, own window", "basis_concept": "exports", "basis_commodity": "all goods"}
    found = ask(
        make.ledger(make.share("s1", "AZE", "ISR", 46, "2023"), make.share("s2", "AZE", "ISR", 4.35, "2023", **sold))
    )
    (mirror,) = found.mirrors
    assert (mirror.supplier, mirror.printed, mirror.statement_ids) == ("AZE", "4.35 %", ("s2",))
    assert any(
        one.startswith("The other direction: Israel takes 4.35 % of Azerbaijan's goods exports") for one in found.answer
    )
    assert len(found.slices) == 1


def test_reliance_needs_all_three_and_says_which_is_missing(make):
    gas = {"basis_commodity": "gas", "unit": "TWh", "basis_measure": "energy"}
    imports = level(make, "s1", "WLD", "DEU", 1000, "2022", **gas)
    exports = level(make, "s2", "DEU", "WLD", 400, "2022", basis_concept="exports", **gas)
    used = level(make, "s3", "DEU", "DEU", 800, "2022", basis_concept="consumption", **gas)
    (one,) = ask(make.ledger(imports, exports, used), "DEU", "gas").reliance
    assert one.reliance == pytest.approx((0.75, 0.75), abs=0.002)
    assert one.reliance[0] < 0.75 < one.reliance[1]
    (one,) = ask(make.ledger(imports, used), "DEU", "gas").reliance
    assert one.reliance[0] is None
    assert one.reliance[1] == pytest.approx(1.25, abs=0.002)
    found = ask(make.ledger(imports), "DEU", "gas")
    assert found.reliance == ()
    assert "Net import reliance is not known: no exports or consumption in total" in " ".join(found.missing)


def test_losses_follow_the_assumptions(make):
    ledger = make.ledger(make.share("s1", "AZE", "ISR", 50, "2025"))
    wide = ask(ledger).losses[0]
    known = ask(
        ledger, assumptions=Assumptions(unreplaced=(0.2, 0.2), cost_share=(0.04, 0.04), short_run=(0.04, 0.04))
    ).losses[0]
    assert wide.sensitivity[0] == 0.0
    assert wide.sensitivity[0] < known.sensitivity[0] <= 0.0157 <= known.sensitivity[1] < wide.sensitivity[1]
    assert wide.vulnerability[1] == pytest.approx(0.04 * wide.price_rise[1])
    assert wide.price_rise == pytest.approx((-np.log(1 - 0.495) / 5, -np.log(1 - 0.505) / 2))


def test_crude_says_where_its_loss_comes_from_and_arms_have_no_formula(make):
    crude = ask(make.ledger(make.share("s1", "AZE", "ISR", 50, "2025")))
    assert any("cut-off run" in one for one in crude.caveats)
    share = make.share(
        "s1", "ISR", "AZE", 60, "2020/2024", layer="arms", basis_commodity="major arms", basis_measure="TIV"
    )
    bought = ask(make.ledger(share), "AZE", "arms", layer="arms")
    assert bought.losses == ()
    assert any("stock of weapons" in one for one in bought.caveats)


def test_shares_of_a_small_total_are_suppressed(make):
    window = "2019/2023"
    small = [
        arms(make, "s1", "TUR", 56, window),
        arms(make, "s2", "ISR", 47, window),
        arms(make, "s3", "WLD", 118, window),
    ]
    one = only(ask(make.ledger(*small), "AZE", "arms", layer="arms"))
    assert one.exposures == ()
    assert one.concentration is None
    assert "118 million TIV is below 250" in one.remark
    large = [arms(make, "s1", "TUR", 560, window), arms(make, "s3", "WLD", 1180, window)]
    assert only(ask(make.ledger(*large), "AZE", "arms", layer="arms")).exposures


def test_vintages_of_a_register_stand_side_by_side(make):
    first = make.document("r1", kind="dataset", publisher="SIPRI", published_on="2021-03")
    second = make.document("r2", kind="dataset", publisher="SIPRI", published_on="2026-02", supersedes="r1")
    of_all = {"kind": "share", "unit": "percent", "basis_denominator": "receiver, own window", "measured_by": "SIPRI"}
    shares = [
        make.share(name, "ISR", "AZE", value, "2016/2020", **(TIV | of_all), document_id=release)
        for name, value, release in (("s1", 69, "r1"), ("s2", 67.7, "r2"))
    ]
    found = ask(make.ledger(first, second, *shares), "AZE", "arms", layer="arms")
    assert {one.vintage: one.exposures[0].printed for one in found.slices} == {
        "SIPRI, 2021-03": "69 %",
        "SIPRI, 2026-02": "67.7 %",
    }


def covered(states=("AZE",)):
    return Coverage(dataset="sipri", layer="arms", begins="2000", ends="2025", document_id="d", states=states)


def test_the_stock_counts_covered_years_without_rows_as_none(make):
    rows = [arms(make, "s1", "RUS", 100, "2021"), arms(make, "s2", "ISR", 100, "2025")]
    found = ask(make.ledger(*rows, covered()), "AZE", "arms", layer="arms", service_life=5)
    (stock,) = found.stocks
    assert dict(zip(stock.suppliers, stock.shares, strict=True)) == pytest.approx({"RUS": 1 / 6, "ISR": 5 / 6})
    assert stock.total == pytest.approx(120)
    unknown = ask(make.ledger(*rows), "AZE", "arms", layer="arms", service_life=5)
    assert unknown.stocks == ()
    assert any("no data set covers 2021" in one for one in unknown.missing)


def test_yearly_rows_are_summed_over_the_years_asked_about(make):
    years = [("s1", "RUS", 300, "2020"), ("s2", "ISR", 500, "2021"), ("s3", "RUS", 200, "2022")]
    rows = [arms(make, name, sender, value, year) for name, sender, value, year in years]
    question = {"layer": "arms", "begins": 2020, "ends": 2022}
    window = ask(make.ledger(*rows, covered()), "AZE", "arms", **question).slices[0]
    assert (window.begins, window.ends, window.unnamed) == ("2020", "2022", (0.0, 0.0))
    assert {each.suppliers[0]: each.share for each in window.exposures} == {"RUS": (0.5, 0.5), "ISR": (0.5, 0.5)}
    assert window.concentration == pytest.approx((0.5, 0.5))
    small = ask(make.ledger(arms(make, "s1", "TUR", 118, "2021"), covered()), "AZE", "arms", **question).slices[0]
    assert small.exposures == ()
    assert "the total of 118 million TIV is below 150" in small.remark
    uncovered = ask(make.ledger(*rows), "AZE", "arms", **question)
    assert all(one.begins == one.ends for one in uncovered.slices)


def test_what_cannot_be_asked_is_refused(make):
    ledger = make.ledger(
        make.share("s1", "AZE", "ISR", 50, "2025"), make.share("s2", "AZE", "TUR", 5, "2025", document_id="e")
    )
    with pytest.raises(InvalidRecord, match=r"'crud' is no item of layer energy .did you mean 'crude'"):
        ask(ledger, item="crud")
    with pytest.raises(InvalidRecord, match=r"'arms' is no item of layer energy; it is an item of layer arms"):
        ask(ledger, item="arms")
    with pytest.raises(InvalidRecord, match=r"'water' is no layer of dependence.*energy, arms, trade or finance"):
        ask(ledger, layer="water")
    with pytest.raises(InvalidRecord, match=r"swap the two"):
        ask(ledger, begins=2025, ends=2020)
    with pytest.raises(CoverageError, match=r"no figure on coal of Israel: it has figures on crude .energy."):
        ask(ledger, item="coal")
    with pytest.raises(CoverageError, match=r"none on that state"):
        ask(ledger, state="NOR")
    with pytest.raises(CoverageError, match=r"falls into 1990 to 1995: dated figures run from 2025 to 2025"):
        ask(ledger, begins=1990, ends=1995)
    with pytest.raises(UnknownState):
        ask(ledger, state="IRQ:KRG")


def test_as_of_a_date_only_what_was_published_counts(make):
    ledger = make.ledger(
        make.document("d", published_on="2024-01"),
        make.document("e", published_on="2026-01"),
        make.share("s1", "AZE", "ISR", 40, "2023"),
        make.share("s2", "AZE", "ISR", 46, "2025", document_id="e"),
    )
    assert [one.begins for one in ask(ledger, as_of=date(2025, 1, 1)).slices] == ["2023"]


def test_the_same_seed_gives_the_same_answer(make):
    ledger = make.ledger(make.share("s1", "AZE", "ISR", (30, 70), "2025"))
    assert ask(ledger) == ask(ledger)
    assert ask(ledger).slices[0].flags != ask(ledger, seed=2).slices[0].flags


def reconciliation(draws):
    """What `reconciled_slices` reads of a reconciliation: periods, origins, composition and draws of shares."""
    said = [("AZE", (0.4, 0.5, 0.6), True), ("KAZ", (0.1, 0.2, 0.3), False), ("other", (0.2, 0.3, 0.4), False)]
    composition = [
        SimpleNamespace(
            period="2025",
            begins="2025-03",
            ends="2025-12",
            origin=origin,
            share=share,
            informed=known,
            statement_ids=("s1",) if known else (),
        )
        for origin, share, known in said
    ]
    return SimpleNamespace(
        periods=("2024", "2025"),
        origins=("AZE", "KAZ", "other"),
        composition=composition,
        shares=lambda period: draws[:, ("2024", "2025").index(period), :],
    )


def test_draws_give_ranges_that_leave_the_unnamed_open():
    half = np.array([0.5, 0.2, 0.3])
    (one,) = reconciled_slices(reconciliation(np.tile(half, (100, 2, 1))))
    assert (one.begins, one.ends, one.basis) == ("2025-03", "2025-12", "reconciled")
    assert one.concentration == pytest.approx((0.29, 0.38))
    assert one.largest == pytest.approx((0.5, 0.5))
    assert one.leaders == ("AZE",)
    assert [bool(each.derived) for each in one.exposures] == [False, True]
    assert one.unnamed == pytest.approx((0.3, 0.3))
    assert one.flags.concentrated == (0.0, 0.0)


def test_tables_show_the_latest_windows_and_the_largest_suppliers(make):
    names = ["AZE", "KAZ", "RUS", "IRQ", "NGA", "USA", "NOR", "GBR", "SAU", "BRA", "LBY", "AGO"]
    many = [make.share(f"m{place:02}", name, "ISR", 5 + place / 10, "2025") for place, name in enumerate(names)]
    windows = [make.share(f"w{month:02}", "AZE", "ISR", 30 + month, f"2024-{month:02}") for month in range(1, 13)]
    found = ask(make.ledger(*many, *windows))
    rows = list(exposures(found))
    assert [row[1] for row in rows if row[1]][-1] == "2025"
    assert sum(row[0] != "" for row in rows) == 12
    assert len(rows) == 11 + 10
    assert (
        shortened(found) == "Not in the tables, but in --json: one earlier window and suppliers after the 10 largest."
    )
    assert "six further suppliers less each" in found.answer[0]
    assert len(found.slices) == 13


def test_the_sellers_books_are_named_as_such(make):
    rows = {"basis_concept": "exports", "basis_commodity": "goods and services", "layer": "trade", "unit": "MUSD"}
    both = [
        level(make, name, sender, "ISR", value, "2022", locator_kind="cell", basis_measure="value", **rows)
        for name, sender, value in (("s1", "AZE", 300), ("s2", "TUR", 700))
    ]
    one = only(ask(make.ledger(*both), item="goods", layer="trade"))
    assert one.definition == "imports of goods and services by value as exported by the sellers"
    assert one.exposures[0].suppliers == ("TUR",)


def test_ranges_in_words():
    assert percent((0.4635, 0.4645)) == "46.4 %"
    assert percent((0.395, 0.405)) == "40 %"
    assert percent((0.39, 0.41)) == "39–41 %"
    assert percent((0.001, 0.012)) == "0.1–1.2 %"
    assert percent((0.14, None)) == "14.0 % or more, without bound"


def test_the_packs_answer(azerbaijan_israel, germany_russia):
    found = ask(azerbaijan_israel, begins=2019)
    assert "Azerbaijan 46.4 % and Russia about 28 % [AZIS-0109, AZIS-0110]" in found.answer[0]
    shares = {name for one in found.slices for name in one.statement_ids}
    assert {f"azerbaijan-israel@2:AZIS-{one}" for one in ("0109", "0110", "0402", "0404", "0406")} <= shares
    assert any("8.4 % of Azerbaijan's exports of crude" in one and "4.35 %" in one for one in found.answer)
    gas = ask(germany_russia, "DEU", "gas")
    assert gas.reliance[0].reliance[0] is None
    assert {one.exposures[0].suppliers for one in gas.slices if one.exposures} >= {("RUS",), ("NOR",)}
