import numpy as np
import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.measures.cutoff_loss import (
    draw_elasticities,
    nested_loss,
    price_change,
    price_index_change,
    short_run_loss,
    single_nest_loss,
)


def formula(a, d, sigma):
    return 1 - (a * (1 - d) ** ((sigma - 1) / sigma) + 1 - a) ** (sigma / (sigma - 1))


@pytest.mark.parametrize("sigma", [0.05, 0.3, 0.9, 1.1, 3.0, 20.0])
@pytest.mark.parametrize("a", [0.01, 0.4, 1.0])
@pytest.mark.parametrize("d", [0.0, 0.1, 0.6])
def test_the_short_run_loss_is_its_formula(a, d, sigma):
    assert float(short_run_loss(a, d, sigma)) == pytest.approx(formula(a, d, sigma), abs=1e-12)


def test_limits_of_the_short_run_loss():
    assert float(short_run_loss(0.04, 0.1, 0.0)) == pytest.approx(0.1)  # fixed proportions
    assert float(short_run_loss(0.04, 0.1, 1e-9)) == pytest.approx(0.1, abs=1e-6)
    cobb_douglas = 1 - 0.9**0.04
    assert float(short_run_loss(0.04, 0.1, 1.0)) == pytest.approx(cobb_douglas, rel=1e-12)
    assert short_run_loss(0.04, 0.1, [1 - 1e-9, 1 + 1e-9]) == pytest.approx(cobb_douglas, rel=1e-7)


def test_a_full_cutoff_is_exact():
    assert short_run_loss(0.04, 1.0, [0.0, 0.04, 1.0]).tolist() == [1.0, 1.0, 1.0]
    assert float(short_run_loss(0.04, 1.0, 2.0)) == pytest.approx(1 - 0.96**2)
    assert short_run_loss(0.0, 1.0, [0.0, 0.5, 2.0]).tolist() == [0.0, 0.0, 0.0]
    assert float(single_nest_loss([0.02], [1.0], [5.0])) == 1.0
    assert float(nested_loss(0.02, 0.5, 1.0, home=3.0, between=5.0)) == pytest.approx(0.02 * np.log(2) / 2)
    assert float(nested_loss(0.02, 0.5, 1.0, home=1.0, between=5.0)) == np.inf
    assert float(nested_loss(0.02, 1.0, 1.0, home=3.0, between=5.0)) == np.inf
    assert float(nested_loss(0.0, 1.0, 1.0, home=3.0, between=5.0)) == 0.0


def test_losses_grow_with_the_cut_and_fall_with_substitution():
    cuts = np.linspace(0, 1, 21)
    for loss in (
        short_run_loss(0.04, cuts, 0.1),
        single_nest_loss(np.full((21, 1), 0.04), cuts[:, None], 4.0),
        nested_loss(0.04, 0.7, cuts, home=2.0, between=4.0),
    ):
        assert (np.diff(loss) > 0).all()
    assert (np.diff(short_run_loss(0.04, 0.3, np.linspace(0.01, 3, 50))) < 0).all()
    assert (np.diff(nested_loss(0.04, 0.7, 0.4, home=np.linspace(0.5, 6, 50), between=4.0)) < 0).all()


def test_one_nest_is_the_nested_loss_with_equal_elasticities_and_no_home_supply():
    log_loss = float(nested_loss(0.03, 1.0, 0.4, home=4.0, between=4.0))
    assert float(single_nest_loss([0.03], [0.4], [4.0])) == pytest.approx(1 - np.exp(-log_loss))


def test_the_price_index_is_its_formula_and_passes_through_one():
    f, s, rho, sigma = 0.6, 0.45, 2.5, 4.0
    expected = np.log(((1 - f) + f * (1 - s) ** ((rho - 1) / (sigma - 1))) ** (1 / (1 - rho)))
    assert float(price_index_change(f, s, home=rho, between=sigma)) == pytest.approx(expected)
    near = price_index_change(f, s, home=[1 - 1e-8, 1.0, 1 + 1e-8], between=sigma)
    assert near == pytest.approx(-f * np.log(1 - s) / (sigma - 1), rel=1e-7)


def test_several_goods_share_one_budget():
    both = float(single_nest_loss([0.02, 0.01], [0.5, 0.2], [5.0, 3.0]))
    alone = [float(single_nest_loss([a], [s], [e])) for a, s, e in ((0.02, 0.5, 5.0), (0.01, 0.2, 3.0))]
    assert 1 - both == pytest.approx((1 - alone[0]) * (1 - alone[1]))
    with pytest.raises(InvalidRecord, match="share one budget"):
        single_nest_loss([0.7, 0.7], [0.1, 0.1], [5.0, 5.0])


def test_unknown_stays_unknown():
    assert np.isnan(short_run_loss([np.nan, 0.1], 0.1, [0.1, np.nan])).all()
    assert np.isnan(float(nested_loss(0.1, np.nan, 0.1, home=2.0, between=3.0)))
    assert np.isnan(float(single_nest_loss([0.1], [np.nan], [3.0])))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: short_run_loss(4.0, 0.1, 0.04), "cost share of 4 is impossible"),
        (lambda: short_run_loss(0.04, -0.1, 0.04), "unreplaced part of -0.1"),
        (lambda: short_run_loss(0.04, 0.1, -1), "at least 0"),
        (lambda: single_nest_loss([0.1], [0.1], [1.0]), "above 1"),
        (lambda: nested_loss(0.1, 0.5, 0.1, home=0.0, between=4.0), "elasticity of 0 between home and foreign"),
        (lambda: price_change(1.5, 0.1, -0.1), "withheld part of 1.5"),
        (lambda: price_change(0.1, 0.0, 0.0), "both elasticities are 0"),
        (lambda: draw_elasticities(0, seed=1), "at least one"),
    ],
)
def test_what_has_no_answer_is_refused(call, said):
    with pytest.raises(InvalidRecord, match=said):
        call()


def test_draws_come_from_the_table_and_the_seed():
    first, again, other = (draw_elasticities(500, seed=seed) for seed in (1, 1, 2))
    assert (first[0] == again[0]).all()
    assert (first[0] != other[0]).any()
    assert {*zip(*first, strict=True)} == {(0.015, -0.26), (0.15, -0.35), (0.11, -0.13)}
    assert float(price_change(0.02, 0.11, 0.13)) == float(price_change(0.02, 0.11, -0.13))
