"""The short-run bounds of Bachmann et al. (2022), "What if? The Economic Effects for Germany of a Stop of Energy
Imports from Russia", ECONtribute Policy Brief 028: energy −10 % and gas −30 % under a constant elasticity.

The abstract prints ranges ("0.5 % to 3 %" of GDP, "2 to 2.5 %" in the pessimistic case). The two decimals below are
those of the formula at the paper's parameters and not printed there; the tolerance is half of the last of them.
"""

import pytest

from ninetenths.measures.cutoff_loss import OIL_ELASTICITIES, price_change, short_run_loss


@pytest.mark.parametrize(("share", "unreplaced", "substitution", "percent"), [
    (0.04, 0.10, 0.04, 1.57),
    (0.01, 0.30, 0.10, 2.34),
])  # fmt: skip
def test_the_bounds_for_germany_2022(share, unreplaced, substitution, percent):
    assert 100 * float(short_run_loss(share, unreplaced, substitution)) == pytest.approx(percent, abs=0.005)


def test_both_bounds_lie_in_the_range_the_paper_prints():
    losses = 100 * short_run_loss([0.04, 0.01], [0.10, 0.30], [0.04, 0.10])
    assert (losses > 0.5).all()
    assert (losses < 3.0).all()
    assert 2.0 <= losses.max() <= 2.5


def test_the_elasticities_are_those_tabulated():
    """Bilgin and Ellwanger (2017), "The Simple Economics of Global Fuel Consumption", Bank of Canada, slide 2."""
    assert [(one.supply, one.demand) for one in OIL_ELASTICITIES] == [(0.015, -0.26), (0.15, -0.35), (0.11, -0.13)]
    rises = [float(price_change(0.01, one.supply, one.demand)) for one in OIL_ELASTICITIES]
    assert rises == pytest.approx([0.01 / 0.275, 0.01 / 0.5, 0.01 / 0.24])
