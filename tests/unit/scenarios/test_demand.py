"""The need along a demand curve: what is given up for price, and what is missing beyond it."""

import numpy as np
import pytest
from scipy.integrate import quad
from tests.unit.scenarios.supplies import OVER_TUR, asked, many, seller, supply

from ninetenths.scenarios import run
from ninetenths.scenarios.demand import Curve

WEEKS = 26
DEAR = {"shortage_value": 320, "stock_days": 10}


def curve(elasticity=-0.2, price=80.0, limit=320.0):
    return Curve(elasticity=np.array([elasticity]), price=np.array([price]), limit=np.array([limit]))


@pytest.mark.parametrize("elasticity", [-0.13, -0.26, -0.35, -0.6])
@pytest.mark.parametrize("missing", [0.0, 0.05, 0.15])
def test_what_is_given_up_is_worth_the_area_under_the_curve(elasticity, missing):
    area, _ = quad(lambda part: 80 * part ** (1 / elasticity) - 80, 1 - missing, 1)
    limited = curve(elasticity, limit=1e9)
    assert limited.worth(np.array([[missing]]))[0, 0] == pytest.approx(area, rel=1e-9, abs=1e-9)


def test_the_price_stops_at_the_worth_of_the_last_unit():
    one = curve()
    floor = one.floor[0]
    assert floor == pytest.approx(4**-0.2)
    assert one.price_at(np.array([[1 - floor, 0.9, 0.0]]))[0].tolist() == pytest.approx([320, 320, 80])
    assert one.wanted(np.array([0.0]))[0] == 1
    assert one.wanted(np.array([100.0]))[0] == pytest.approx(floor)


def test_nothing_is_given_up_where_the_last_unit_is_worth_no_more_than_the_price():
    assert curve(limit=80.0).floor[0] == curve(limit=10.0).floor[0] == 1


def test_what_is_given_up_is_no_shortage_and_both_add_up_to_what_is_missing():
    cut = supply(seller("AZE", OVER_TUR))
    outcome = run(cut, asked(assumptions=DEAR), draws=200, seed=1)
    missing = outcome.values["total_short"] + outcome.values["given_up"]
    assert missing == pytest.approx(100 * 7 * WEEKS)  # with stocks of 10 days, all held back
    parts = sorted({round(4.0**elasticity, 6) for elasticity in (-0.26, -0.35, -0.13)})
    assert sorted(set(np.round(outcome.values["deepest_share"] / 100, 6))) == pytest.approx(parts)
    assert outcome.values["dearest"] == pytest.approx(320)
    assert any("given" in one or "give" in one for one in outcome.assumptions)


def test_a_gap_that_the_curve_covers_is_no_shortage():
    half = run(
        supply(seller("AZE", OVER_TUR)),
        asked({"kind": "ban", "by": "AZE", "share": 0.1}, assumptions=DEAR),
        draws=50,
        seed=1,
    )
    assert half.spreads["days_to_shortage"].without == 1
    assert half.values["given_up"] == pytest.approx(10 * 7 * WEEKS)
    assert (half.values["given_up_loss"] > 0).all()
    assert half.values["shortage_loss"] == pytest.approx(0)


def test_stocks_go_before_the_need_is_given_up():
    held = run(
        supply(seller("AZE", OVER_TUR)),
        asked({"kind": "ban", "by": "AZE", "share": 0.1}, assumptions={**DEAR, "stock_days": 40}),
        draws=3,
        seed=1,
    )
    assert held.values["given_up"] == pytest.approx(0, abs=1e-6)
    assert held.values["stock_drawn"] == pytest.approx(0.1 * 7 * WEEKS)


def test_a_market_price_that_rises_lowers_the_need():
    saudi = many("SAU", exports=(6000.0, 6000.0))
    acts = {"kind": "ban", "by": "SAU", "cut_share": 0.2}
    outcome = run(supply(seller("AZE", OVER_TUR), saudi), asked(acts, assumptions=DEAR), draws=60, seed=1)
    assert (outcome.values["given_up"] > 0).all()
    assert outcome.spreads["days_to_shortage"].without == 1
    assert (outcome.values["loss"] < outcome.values["price_change"] / 100 * 80 * 100 * 7 * WEEKS / 1000).all()


def test_a_member_of_the_iea_owes_ninety_days_and_israel_owes_none():
    from dataclasses import replace

    cut = supply(seller("AZE", OVER_TUR))
    member = replace(cut, receiver="ESP")
    outcome = run(member, asked(receiver="ESP", assumptions={"stock_days": 110}), draws=1, seed=1)
    assert outcome.values["owed_cover"][0] == pytest.approx((10 + 0) * 0.9 / 0.96)
    assert any("IEA" in one for one in outcome.assumptions)
    assert "owed_cover" not in run(cut, asked(), draws=1, seed=1).values


def test_the_rule_of_ninety_days_makes_a_member_buy_where_nobody_else_would():
    from dataclasses import replace

    cut = supply(seller("AZE", OVER_TUR), many("KAZ", exports=(2000.0, 2000.0)))
    low = {"stock_days": 60, "spot_premium": 0.0, "freight": 0.0}
    acts = {"kind": "ban", "by": "AZE", "share": 0.3}
    member = run(replace(cut, receiver="ESP"), asked(acts, receiver="ESP", assumptions=low), draws=1, seed=1)
    other = run(cut, asked(acts, assumptions=low), draws=1, seed=1)
    assert member.values["stock_drawn"][0] <= other.values["stock_drawn"][0] + 1e-6
