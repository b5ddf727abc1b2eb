"""Statements become readings through the eyes of their witness; what is no reading is listed with its reason."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from ninetenths.datasets.packs import open_ledger
from ninetenths.errors import CoverageError, InvalidRecord
from ninetenths.findings.evidence import gather
from ninetenths.findings.reconciling import reconcile
from ninetenths.findings.reconciling.assembling import Assembly, build_problem, error_of
from ninetenths.findings.reconciling.contradicting import find_contradictions, find_drops
from ninetenths.findings.reconciling.grid import build_grid
from ninetenths.findings.reconciling.items import item_of
from ninetenths.findings.reconciling.layout import build_layout, origins_of, usual_total
from ninetenths.findings.reconciling.operators import Slice
from ninetenths.findings.reconciling.selecting import select
from ninetenths.findings.reconciling.ways import with_ways
from ninetenths.findings.reconciling.witness_errors import witness_errors
from ninetenths.ledger import Asset


def level(make, statement_id, sender, receiver, value, window, **others):  # noqa: PLR0917
    begins, _, ends = window.partition("/")
    fields = {
        "layer": "energy",
        "kind": "level",
        "unit": "kb/d",
        "value": value,
        "basis_commodity": "crude",
        "basis_measure": "volume",
        "basis_concept": "imports",
        "basis_denominator": "absolute",
        "begins": begins,
        "ends": ends or begins,
        "end_status": "closed",
    }
    return make.statement(statement_id, sender, receiver, "crude imports", **(fields | others))


def customs(make, statement_id, value, window, **others):
    fields = {
        "basis_concept": "exports declared",
        "basis_measure": "mass",
        "unit": "Mt",
        "measured_by": "Customs of Azerbaijan",
        "document_id": statement_id,
    }
    return level(make, statement_id, "AZE", "ISR", value, window, **(fields | others))


def tracked(make, statement_id, sender, value, window, **others):
    fields = {"basis_concept": "exports by ship tracking", "measured_by": "A tracker", "document_id": statement_id}
    return level(make, statement_id, sender, "ISR", value, window, **(fields | others))


def selected(make, *records, receiver="ISR", item="crude", begins=2020, ends=2025):
    return select(make.evidence(receiver, "", *records), item_of(item), begins=begins, ends=ends)


def assembled(make, *records, receiver="ISR", item="crude", begins=2020, ends=2025):
    evidence = make.evidence(receiver, "", *records)
    thing = item_of(item)
    operators, limits = with_ways(select(evidence, thing, begins=begins, ends=ends).operators, evidence, thing)
    grid = build_grid([(one.first, one.last) for one in operators], begins=begins, ends=ends, most=100)
    layout = build_layout(operators, grid, origins_of(operators, usual_total(operators)[0]))
    return Assembly(item=thing, operators=tuple(operators), layout=layout, limits=limits)


def why(selection, statement_id):
    return next(one.reason for one in selection.not_used if one.statement_id == statement_id)


def test_customs_see_what_is_declared_and_trackers_all_that_arrives(make):
    found = assembled(make, customs(make, "s1", "1.2", "2024"), tracked(make, "s2", "AZE", 70, "2024"))
    books, ships = found.operators
    assert books.numerator == Slice(origins=("AZE",), booked=True)
    assert ships.numerator == Slice(origins=("AZE",))
    numerator = build_problem(found).readings.numerator.toarray()
    assert (numerator[1] >= numerator[0]).all()
    assert numerator[1].sum() > numerator[0].sum()
    assert find_contradictions(found) == ()


def test_customs_above_a_tracker_are_a_contradiction(make):
    found = assembled(make, customs(make, "s1", "6", "2024"), tracked(make, "s2", "AZE", 20, "2024"))
    (one,) = find_contradictions(found)
    assert one.statement_ids == ("s1", "s2")
    assert one.grade == "twice the usual error"
    assert not one.refuted
    assert (
        "s1 and s2 cannot both hold, because 6 million tonnes as declared crude from Azerbaijan in 2024" in one.sentence
    )
    assert find_drops(found) == (("s1",), ("s2",))


def test_shares_that_add_up_to_more_than_the_whole_contradict(make):
    shares = [make.share(f"s{n}", who, "ISR", 60, "2024", document_id=f"d{n}") for n, who in enumerate(("AZE", "RUS"))]
    (one,) = find_contradictions(assembled(make, *shares))
    assert "together they ask for more than the whole" in one.sentence


def test_a_share_of_the_disclosed_part_and_of_the_total_can_both_hold(make):
    part = make.share("s1", "RUS", "DEU", 50.2, "2021", basis_denominator="disclosed part, own window", document_id="a")
    whole = make.share("s2", "RUS", "DEU", 32.9, "2021", document_id="b")
    assert find_contradictions(assembled(make, part, whole, receiver="DEU")) == ()


def test_one_book_against_itself_is_held_to_what_it_prints(make):
    crude = customs(make, "s1", "2.24", "2023-01/2023-11")
    both = customs(make, "s2", "2.2", "2023", basis_commodity="crude and products")
    (one,) = find_contradictions(assembled(make, crude, both))
    assert one.grade == "as printed"
    assert one.sentence.endswith("as printed: rounding alone could make room, and little more.")


def test_more_than_a_pipeline_can_carry_is_refuted(make):
    pipe = Asset(
        asset_id="line", name="The line", kind="pipeline", states=("AZE", "ISR"), document_id="d", capacity=Decimal(50),
        capacity_unit="kb/d",
    )  # fmt: skip
    flow = level(make, "s1", "AZE", "ISR", 200, "2024", basis_concept="throughput", via=("line",), measured_by="It")
    (one,) = find_contradictions(assembled(make, pipe, flow))
    assert one.refuted
    assert one.limits == ("line",)
    assert "s1 is refuted" in one.sentence


def test_a_joint_share_is_a_sum_and_a_part_is_inside_its_state(make):
    joint = make.share("s1", "AZE", "ISR", 60, "2023", with_senders=("KAZ",))
    part = make.share("s2", "IRQ:KRG", "ISR", 40, "2023", document_id="e")
    state = make.share("s3", "IRQ", "ISR", 45, "2023", document_id="f")
    found = assembled(make, joint, part, state)
    numerator = build_problem(found).readings.numerator.toarray()
    assert found.operators[0].suppliers == ("AZE", "KAZ")
    assert (numerator[2] >= numerator[1]).all()
    assert (numerator[2] > numerator[1]).any()


def test_a_route_counts_everybody_who_uses_it_and_is_the_least_they_supply(make):
    port = Asset(asset_id="ceyhan", name="Ceyhan", kind="port", states=("TUR",), document_id="d")
    line = Asset(asset_id="btc", name="Baku-Tbilisi-Ceyhan", kind="pipeline", states=("AZE", "TUR"), document_id="d")
    user = level(make, "s1", "KAZ", "AZE", 20, "2024", basis_concept="throughput", via=("btc",))
    route = make.statement(
        "s2", "AZE", "ISR", "crude through Ceyhan", layer="energy", kind="share", unit="percent", value=30,
        basis_commodity="crude", basis_measure="volume", basis_concept="exports by ship tracking",
        basis_denominator="receiver, own window", begins="2024", ends="2024", end_status="closed", via=("TUR",),
    )  # fmt: skip
    (operator,) = assembled(make, port, line, user, route).operators
    assert operator.at_least
    assert operator.numerator.origins == ("AZE", "KAZ")
    assert operator.suppliers == ("AZE",)


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"ends": "", "end_status": "unknown"}, "undated"),
        ({"begins_inferred": True}, "undated"),
        ({"basis_denominator": "receiver, unstated window"}, "undated"),
        ({"modality": "possible"}, "said as possible"),
        ({"value": 140}, "a share above its whole: 140 percent"),
        ({"value": -14}, "a flow cannot be -14"),
        ({"basis_concept": "storage"}, "about storage"),
        ({"basis_denominator": "earlier level"}, "a change against an earlier level"),
        ({"basis_denominator": "asset, own window"}, "its whole is what passes"),
        ({"basis_denominator": "sender, own window"}, "a share of the sender's exports, and no statement gives"),
        ({"begins": "2024-01-03", "ends": "2024-01-05"}, "a window of 3 days"),
        ({"begins": "2010", "ends": "2010"}, "outside the years asked"),
        ({"kind": "rank", "unit": "rank"}, "an order of suppliers"),
        ({"with_receivers": ("EGY",)}, "several receivers"),
    ],
)
def test_what_is_no_reading_is_listed_with_its_reason(make, others, reason):
    found = selected(make, make.share("s1", "AZE", "ISR", 40, "2024", **others) if "value" not in others else
                     make.share("s1", "AZE", "ISR", others["value"], "2024"))  # fmt: skip
    assert found.operators == ()
    assert why(found, "s1").startswith(reason)


def test_a_share_of_the_senders_exports_is_read_where_their_total_is_known(make):
    part = make.share("s1", "AZE", "ISR", 10, "2024", basis_denominator="sender, own window", basis_concept="exports")
    total = level(make, "s2", "AZE", "WLD", 500, "2024", basis_concept="exports", document_id="e")
    (one,) = selected(make, part, total).operators
    assert (one.low, one.high) == (50, 50)


def test_money_is_read_as_a_share_of_the_same_books_total(make):
    money = {"unit": "MUSD", "basis_measure": "value", "measured_by": "A data set"}
    part = level(make, "s1", "AZE", "ISR", 300, "2021", **money)
    total = level(make, "s2", "WLD", "ISR", 1200, "2021", **money)
    found = selected(make, part, total)
    (one,) = found.operators
    assert (one.low, one.is_share) == (0.25, True)
    assert why(found, "s2").startswith("money")
    assert selected(make, part).operators == ()


def test_mirror_flows_are_two_witnesses_and_freight_is_taken_off(make):
    money = {"unit": "MUSD", "basis_measure": "value", "basis_commodity": "all goods", "layer": "trade"}
    imports = level(make, "s1", "AZE", "ISR", 106, "2021", measured_by="Israeli customs", **money)
    exports = level(make, "s2", "AZE", "ISR", 90, "2021", basis_concept="exports declared", document_id="e", **money)
    first, second = selected(make, imports, exports, item="all goods").operators
    assert first.low == pytest.approx(100, rel=0.005)
    assert second.low == pytest.approx(90, rel=0.005)
    assert (first.numerator.booked, second.numerator.booked) == (False, True)


def test_use_is_no_intake_where_the_receiver_passes_goods_on(make):
    use = level(make, "s1", "DEU", "DEU", 864, "2024", basis_concept="consumption", basis_commodity="gas", unit="TWh")
    sold = level(make, "s2", "DEU", "WLD", 501, "2022", basis_concept="exports", basis_commodity="gas", unit="TWh")
    assert why(selected(make, use, sold, receiver="DEU", item="gas"), "s1").startswith("use, and the receiver passes")
    (one,) = selected(make, use, receiver="DEU", item="gas").operators
    assert one.numerator.home


def test_one_measurement_printed_twice_counts_once(make):
    prints = [tracked(make, f"s{n}", "AZE", 94, "2025", document_id=f"d{n}") for n in (1, 2)]
    found = selected(make, *prints)
    assert [one.statement_id for one in found.operators] == ["s1"]
    assert found.repeated_by == {"s1": ("s2",)}


def test_a_print_of_an_old_year_is_misdated_where_another_was_news(make):
    new = tracked(make, "s1", "IRQ:KRG", 19, "2015-05/2015-08", unit="Mbbl", document_id="a")
    old = tracked(make, "s2", "IRQ:KRG", 19, "2011-05/2011-08", unit="Mbbl", document_id="b")
    papers = [make.document(name, published_on="2015-09") for name in ("a", "b")]
    assert "with another year" in why(selected(make, new, old, *papers, begins=2010, ends=2016), "s2")


def test_periods_are_years_cut_where_windows_begin_or_end():
    grid = build_grid([(date(2023, 5, 1), date(2023, 10, 31))], begins=2022, ends=2023, most=50)
    assert [f"{cut:%Y-%m}" for cut in grid.cuts] == ["2022-01", "2023-01", "2023-05", "2023-11", "2024-01"]
    assert grid.weights(date(2023, 5, 1), date(2023, 10, 31)).tolist() == [0, 0, 1, 0]
    assert grid.of_year(2023).sum() == pytest.approx(1)
    assert len(build_grid([(date(2023, 5, 1), date(2023, 10, 31))], begins=2022, ends=2023, most=3)) == 2


def test_the_table_of_errors_is_within_its_ranges_and_gives_reasons():
    table = witness_errors()
    assert all(one.rationale and 0 <= one.doubt <= 0.5 for one in table.values())
    both = table["tracked"] + table["approximate"]
    assert both.relative == pytest.approx(np.hypot(table["tracked"].relative, table["approximate"].relative))


def test_a_share_next_to_nothing_has_next_to_no_error(make):
    small, half = (
        make.share(f"s{n}", "RUS", "DEU", value, "2023", document_id=f"{n}") for n, value in ((1, 0.1), (2, 50))
    )
    first, second = selected(make, small, half, receiver="DEU").operators
    assert error_of(first) < 0.01 < error_of(second)


def test_unknown_items_years_and_silence_are_refused(make):
    ledger = make.ledger(make.share("s1", "AZE", "ISR", 40, "2024"))
    with pytest.raises(InvalidRecord, match="Did you mean 'crude'"):
        reconcile(ledger, "ISR", item="crud", begins=2024, ends=2024, seed=1)
    with pytest.raises(InvalidRecord, match="swap"):
        reconcile(ledger, "ISR", item="crude", begins=2025, ends=2024, seed=1)
    with pytest.raises(InvalidRecord, match="draws"):
        reconcile(ledger, "ISR", item="crude", begins=2024, ends=2024, seed=1, draws=1)
    with pytest.raises(CoverageError, match=r"There is evidence for 2024: ask"):
        reconcile(ledger, "ISR", item="crude", begins=2010, ends=2012, seed=1)
    with pytest.raises(CoverageError, match="nor in any other year"):
        reconcile(ledger, "EGY", item="crude", begins=2010, ends=2012, seed=1)


def test_every_statement_about_the_supply_is_read_or_listed():
    evidence = gather(open_ledger("azerbaijan-israel"), "ISR", "")
    found = select(evidence, item_of("crude"), begins=2005, ends=2026)
    read = {one.statement_id for one in found.operators} | {
        again for ids in found.repeated_by.values() for again in ids
    }
    listed = {one.statement_id for one in found.not_used}
    about = {
        one.statement_id
        for one in evidence.statements
        if one.layer in ("energy", "trade", "transit")
        and one.kind in ("share", "level", "status", "rank", "event")
        and one.basis_commodity in ("crude", "oil", "crude and products")
        and one.low is not None
        and "ISR" in evidence.receivers[one.statement_id]
    }
    assert read | listed == about
    assert not read & listed


def test_a_member_is_not_its_bloc_and_a_blocs_total_is_read_for_the_bloc(make):
    member = make.share("s1", "RUS", "DEU", 55, "2021", basis_commodity="gas")
    bloc = make.share(
        "s2", "RUS", "EU", 45, "2021", basis_commodity="gas", basis_denominator="bloc, own window", document_id="e"
    )
    assert [one.statement_id for one in selected(make, member, bloc, receiver="EU", item="gas").operators] == ["s2"]


def test_a_planted_figure_is_contradicted_and_the_others_fit(make):
    planted = make.share("s1", "AZE", "ISR", 95, "2025", document_id="a")
    honest = [
        tracked(make, "s2", "AZE", 94, "2025"),
        make.share("s3", "AZE", "ISR", 46.4, "2025", measured_by="A tracker", document_id="c",
                   basis_concept="exports by ship tracking"),
        make.share("s4", "RUS", "ISR", 28, "2025", measured_by="A tracker", document_id="f",
                   basis_concept="exports by ship tracking"),
    ]  # fmt: skip
    found = reconcile(make.ledger(planted, *honest), "ISR", item="crude", begins=2025, ends=2025, seed=1, draws=200)
    verdicts = {one.statement_id: one.verdict for one in found.readings}
    assert verdicts == {"s1": "contradicted", "s2": "fits", "s3": "fits", "s4": "fits"}
    assert found.drops == (("s1",),)
    assert found.of("2025", "AZE").share[0] < 0.464 < found.of("2025", "AZE").share[2]
