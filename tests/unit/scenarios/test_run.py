"""Runs whose answers can be worked out by hand."""

import numpy as np
import pytest
from tests.unit.scenarios.supplies import OVER_RUS, OVER_TUR, asked, idle, many, seller, supply

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios import Path, Span, run

WEEKS = 26


def middle(outcome, name):
    return pytest.approx(outcome.spreads[name].p50, rel=1e-9, abs=1e-9)


def test_without_replacement_stocks_last_as_long_as_they_are():
    outcome = run(supply(seller("AZE", OVER_TUR)), asked(), draws=3, seed=1)
    assert middle(outcome, "days_to_shortage") == 30
    assert middle(outcome, "deepest_share") == 100
    assert middle(outcome, "total_short") == 100 * (7 * WEEKS - 30)
    assert middle(outcome, "stock_drawn") == 30
    assert outcome.spreads["days_to_shortage"].without == 0


def test_a_draw_without_a_shortage_has_no_day_of_it():
    outcome = run(supply(seller("AZE", OVER_TUR), many("KAZ")), asked(assumptions={"stock_days": 90}), draws=2, seed=1)
    assert outcome.spreads["days_to_shortage"].without == 1
    assert np.isnan(outcome.values["days_to_shortage"]).all()
    assert np.isnan(outcome.spreads["days_to_shortage"].p50)


def test_replacement_comes_after_reply_and_voyage_and_costs_premium_and_freight():
    # 4 weeks of reply and 3 of sailing: stocks of 30 days run out before, at day 30 of 49
    outcome = run(supply(seller("AZE", OVER_TUR), many("KAZ")), asked(assumptions={"stock_days": 30}), draws=1, seed=1)
    assert middle(outcome, "days_to_shortage") == 20
    assert middle(outcome, "total_short") == 100 * (7 * 7 - 20)
    bought = 100 * 7 * (WEEKS - 7)  # a tenth of exports of 1,000 is the need of the weeks left, with nothing for stocks
    assert bought / (7 * WEEKS) == middle(outcome, "replaced")
    assert bought * (2 + 5.0) / 1000 == middle(outcome, "extra_cost")


def test_stocks_are_filled_up_again_where_more_can_be_bought():
    ample = many("KAZ", exports=(2000.0, 2000.0))
    outcome = run(supply(seller("AZE", OVER_TUR), ample), asked(assumptions={"stock_days": 90}), draws=1, seed=1)
    assert middle(outcome, "stock_drawn") == 0
    assert middle(outcome, "replaced") == 100 * 7 * WEEKS / (7 * WEEKS)


def test_what_one_way_refuses_comes_by_another_for_its_freight():
    outcome = run(supply(seller("AZE", OVER_TUR, OVER_RUS)), asked(), draws=1, seed=1)
    assert outcome.spreads["days_to_shortage"].without == 0 or outcome.spreads["total_short"].p50 > 0
    detour = next(one for one in outcome.flows if one.kind == "detour")
    assert detour.way == OVER_RUS.words
    # refused in 26 weeks, back after 4 of reply and 2 of sailing
    assert middle(outcome, "rerouted") == 100 * 20 / 26
    assert middle(outcome, "extra_cost") == 100 * 7 * 20 * 2.0 / 1000


def test_a_denial_leaves_straits_open_unless_asked():
    supplied = supply(seller("AZE", OVER_RUS))
    with pytest.raises(InvalidRecord, match="treaties give free passage there"):
        run(supplied, asked(), draws=1, seed=1)
    closed = run(supplied, asked({"kind": "denial", "by": "TUR", "with_straits": True}), draws=1, seed=1)
    assert closed.spreads["deepest_share"].p50 == pytest.approx(100)


def test_cargo_under_way_when_the_act_begins_still_arrives():
    far = Path(states=("TUR",), sea_km=1000, sea_days=21)
    outcome = run(supply(seller("AZE", far)), asked(assumptions={"stock_days": 10}), draws=1, seed=1)
    assert middle(outcome, "days_to_shortage") == 21


def test_what_leaks_is_said():
    acts = {"kind": "denial", "by": "TUR", "leakage": 0.25}
    outcome = run(supply(seller("AZE", OVER_TUR)), asked(acts), draws=1, seed=1)
    assert middle(outcome, "deepest_share") == 75
    assert outcome.leaks[0].rate.p50 == pytest.approx(25)
    assert outcome.leaks[0].share.p50 == pytest.approx(0.25)


def test_nothing_leaks_through_a_line_out_of_use():
    acts = {"kind": "suspension", "asset": "btc"}
    outcome = run(supply(seller("AZE", OVER_TUR)), asked(acts, assumptions={"leakage": 50}), draws=1, seed=1)
    assert middle(outcome, "deepest_share") == 100


def test_half_a_ban_stops_half():
    outcome = run(supply(seller("AZE", OVER_TUR)), asked({"kind": "ban", "by": "AZE", "share": 0.5}), draws=1, seed=1)
    assert middle(outcome, "deepest_share") == 50


def test_an_act_that_ends_gives_back_what_it_took():
    acts = {"kind": "ban", "by": "AZE", "ends": "2024-07-12"}  # six weeks
    outcome = run(supply(seller("AZE", OVER_TUR)), asked(acts), draws=1, seed=1)
    assert middle(outcome, "total_short") == 100 * (42 - 30)


def test_a_state_acts_for_its_parts_and_a_part_only_for_itself():
    supplied = supply(seller("IRQ:KRG", OVER_TUR), seller("IRQ", Path(sea_km=1)), rates=(60.0, 40.0))
    state = run(supplied, asked({"kind": "ban", "by": "IRQ"}), draws=1, seed=1)
    part = run(supplied, asked({"kind": "ban", "by": "IRQ:KRG"}), draws=1, seed=1)
    assert (middle(state, "deepest_share"), middle(part, "deepest_share")) == (100, 60)


def test_the_price_channel_hits_by_the_cut_over_the_elasticities():
    saudi = many("SAU", exports=(6000.0, 6000.0))
    acts = {"kind": "ban", "by": "SAU", "cut_share": 0.05}
    outcome = run(supply(seller("AZE", OVER_TUR), saudi), asked(acts), draws=400, seed=1)
    pairs = ((0.015, 0.26), (0.15, 0.35), (0.11, 0.13))
    expected = sorted(100 * np.expm1((300 / 80000) / (supply + demand)) for supply, demand in pairs)
    assert np.unique(outcome.values["price_change"].round(9)) == pytest.approx(expected)
    assert any("Kilian" in one for one in outcome.assumptions)
    assert outcome.spreads["extra_cost"].p95 == pytest.approx(0, abs=1e-9)
    assert {one.actor for one in outcome.losses} == {"SAU"}


def test_a_duty_of_the_receiver_is_no_loss_and_one_of_the_seller_is():
    supplied = supply(seller("AZE", OVER_TUR))
    own = run(supplied, asked({"kind": "tariff", "by": "ISR", "against": "AZE", "rate": 10}), draws=1, seed=1)
    theirs = run(supplied, asked({"kind": "tariff", "by": "AZE", "rate": 10}), draws=1, seed=1)
    paid = 100 * 7 * WEEKS * 8 / 1000
    assert (paid, 0) == (middle(own, "duty_paid"), middle(own, "extra_cost"))
    assert (0, paid) == (middle(theirs, "duty_paid"), middle(theirs, "extra_cost"))


def test_a_dear_duty_moves_the_buying_elsewhere():
    supplied = supply(seller("AZE", OVER_TUR), many("KAZ"))
    acts = {"kind": "tariff", "by": "ISR", "against": "AZE", "rate": 50}
    outcome = run(supplied, asked(acts), draws=1, seed=1)
    assert middle(outcome, "replaced") == 100 * 19 / 26


def test_the_seller_loses_the_discount_and_the_transit_state_only_what_is_shut_in():
    acts = {"kind": "denial", "by": "TUR"}
    outcome = run(supply(seller("AZE", OVER_TUR)), asked(acts, assumptions={"shut_in": 10}), draws=1, seed=1)
    lost = {one.actor: one.amount.p50 for one in outcome.losses}
    blocked = 100 * 7 * WEEKS / 1000
    assert lost["AZE"] == pytest.approx(blocked * (0.1 * 80 + 0.9 * 5))
    assert lost["TUR"] == lost["GEO"] == pytest.approx(blocked * 0.1 * 1)


def test_a_suspension_takes_its_throughput_from_everybody():
    lines = {"btc": (("AZE", "GEO", "TUR"), Span.of(1000.0))}
    acts = {"kind": "suspension", "asset": "btc"}
    outcome = run(supply(seller("AZE", OVER_TUR), lines=lines), asked(acts), draws=1, seed=1)
    lost = {one.actor: one.amount.p50 for one in outcome.losses}
    assert lost["TUR"] == pytest.approx(500 * 7 * WEEKS / 1000)
    assert outcome.spreads["price_change"].p50 > 0


def test_a_reversed_line_brings_goods_from_its_far_end():
    lines = {"gme": (("ISR", "CYP"), Span.of(200.0))}
    acts = ({"kind": "ban", "by": "AZE"}, {"kind": "reversal", "asset": "gme"})
    scenario = asked(*acts, assumptions={"reversed_supply": 50})
    outcome = run(supply(seller("AZE", OVER_TUR), lines=lines), scenario, draws=1, seed=1)
    assert outcome.spreads["total_short"].p50 == pytest.approx(0)
    assert next(one for one in outcome.flows if "reversed" in one.label).label.startswith("CYP")


def test_a_re_export_rule_may_name_the_origin():
    over_esp = Path(states=("ESP",), sea_km=500)
    supplied = supply(seller("DZA", over_esp), seller("USA", over_esp), rates=(40.0, 60.0))
    one = run(supplied, asked({"kind": "no re-export", "by": "ESP", "of": "DZA"}), draws=1, seed=1)
    both = run(supplied, asked({"kind": "no re-export", "by": "ESP"}), draws=1, seed=1)
    assert (middle(one, "deepest_share"), middle(both, "deepest_share")) == (40, 100)


def test_port_rules_close_ways_that_load_there():
    supplied = supply(seller("AZE", OVER_TUR), seller("KAZ", OVER_RUS), rates=(70.0, 30.0))
    outcome = run(supplied, asked({"kind": "port rule", "by": "RUS"}), draws=1, seed=1)
    assert middle(outcome, "deepest_share") == 30


def test_where_the_evidence_names_two_ways_draws_take_both():
    from dataclasses import replace

    ways = (replace(OVER_TUR, weight=3.0), replace(OVER_RUS, weight=1.0))
    outcome = run(supply(seller("KAZ", *ways)), asked(assumptions={"response_weeks": 50}), draws=400, seed=1)
    assert 0.65 < (outcome.values["total_short"] > 0).mean() < 0.85


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ({"kind": "suspension", "asset": "ceyhann"}, "did you mean 'ceyhan'"),
        ({"kind": "denial", "by": "EGY"}, "it lies on no way"),
        ({"kind": "ban", "by": "BRA"}, "none of these sells"),
        ({"kind": "import ban", "against": "BRA"}, "none of these sells"),
    ],
)
def test_an_act_that_touches_nothing_is_refused(acts, said):
    with pytest.raises(InvalidRecord, match=said):
        run(supply(seller("AZE", OVER_TUR)), asked(acts), draws=1, seed=1)


@pytest.mark.parametrize("draws", [0, -1, 10**6])
def test_the_number_of_draws_is_checked(draws):
    with pytest.raises(InvalidRecord, match="draws"):
        run(supply(seller("AZE", OVER_TUR)), asked(), draws=draws, seed=1)


@pytest.mark.parametrize("rates", [(-1.0,), (float("nan"),), (0.0,), (1.0, 2.0)])
def test_a_baseline_with_impossible_rates_is_refused(rates):
    with pytest.raises((InvalidRecord, ValueError)):
        supply(seller("AZE", OVER_TUR), rates=rates)


def test_every_solve_is_certified():
    outcome = run(supply(seller("AZE", OVER_TUR), many("KAZ")), asked(), draws=5, seed=1)
    assert outcome.certified.solves == 10
    assert max(outcome.certified.primal, outcome.certified.dual, outcome.certified.gap) < 1e-7


def test_closing_nothing_is_the_baseline_exactly():
    outcome = run(supply(seller("AZE", OVER_TUR), many("KAZ")), idle(asked()), draws=5, seed=1)
    for name in ("total_short", "extra_cost", "price_change", "loss", "rerouted", "replaced", "stock_drawn"):
        assert (outcome.values[name] == 0).all(), name
    assert all(one.baseline == one.after for one in outcome.flows)


def test_gas_is_drawn_from_storage_within_its_limits():
    from ninetenths.scenarios import Baseline, scenario_of

    certain = {
        "price": 500, "stock_capacity": 20, "stock_fill": 60, "stock_minimum": 10, "withdrawal": 0.5, "injection": 0.5,
        "season": 0, "regasification": 0, "response_weeks": 1, "spot_supply": 0, "lng_supply": 50, "spot_premium": 50,
        "leakage": 0, "shortage_value": 500,
    }  # fmt: skip
    supplied = Baseline(
        receiver="DEU",
        item="gas",
        period="2022",
        sellers=(seller("RUS"), seller("NOR")),
        rates=np.array([[50.0, 40.0]]),
    )
    tree = {"version": 1, "receiver": "DEU", "item": "gas", "begins": "2022-06-01", "weeks": 20, "assumptions": certain,
            "act": [{"kind": "ban", "by": "RUS"}]}  # fmt: skip
    outcome = run(supplied, scenario_of(tree), draws=1, seed=1)
    # 50 bcm/y is lost; storage gives 0.5 % of 20 bcm a day, 36.5 bcm/y, for the 100 days that 10 bcm last
    assert outcome.values["deepest_rate"][0] == pytest.approx(50, rel=1e-6)
    assert outcome.values["total_short"][0] == pytest.approx(50_000 * 140 / 365.25 - 10_000, rel=1e-6)
    with_terminal = {**tree, "assumptions": {**certain, "regasification": 5}}
    relieved = run(supplied, scenario_of(with_terminal), draws=1, seed=1)
    assert relieved.values["total_short"][0] < outcome.values["total_short"][0]
