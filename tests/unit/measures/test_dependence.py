import numpy as np
import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.measures.dependence import (
    dependency_flags,
    exposure,
    net_import_reliance,
    net_import_reliance_bounds,
    stock_shares,
    suppress_small,
)


def test_exposure_broadcasts_and_keeps_the_unknown():
    found = exposure([[1.0, 2.0], [np.nan, 0.0]], [[4.0], [0.0]])
    assert found[0].tolist() == [0.25, 0.5]
    assert np.isnan(found[1]).all()


def test_a_flow_above_its_basis_or_negative_is_refused():
    with pytest.raises(InvalidRecord, match="above its basis of 2, a share above 1"):
        exposure([1.0, 3.0], 2.0)
    with pytest.raises(InvalidRecord, match="flow -1 is impossible"):
        exposure(-1.0, 2.0)
    with pytest.raises(InvalidRecord, match="consumption inf is impossible"):
        net_import_reliance(1.0, 0.0, np.inf)


def test_net_import_reliance_of_exporters_hubs_and_empty_markets():
    found = net_import_reliance([10.0, 120.0, 5.0, 5.0], [60.0, 100.0, 0.0, np.nan], [50.0, 20.0, 0.0, 5.0])
    assert found[:2].tolist() == [-1.0, 1.0]
    assert np.isnan(found[2:]).all()


def test_bounds_of_reliance_are_those_of_all_corners():
    for imports, exports, use in [((5, 9), (1, 2), (4, 8)), ((1, 2), (5, 9), (4, 8)), ((1, 9), (2, 8), (4, 8))]:
        corners = [(m - x) / c for m in imports for x in exports for c in use]
        assert net_import_reliance_bounds(imports, exports, use) == pytest.approx((min(corners), max(corners)))
    assert np.isnan(net_import_reliance_bounds((1, 2), (0, 0), (0, 5))).all()
    with pytest.raises(InvalidRecord, match="range of exports runs from 2 down to 1"):
        net_import_reliance_bounds((1, 2), (2, 1), (3, 3))


def test_small_totals_are_suppressed_row_by_row():
    found = suppress_small([[0.4, 0.6], [0.3, 0.7], [0.5, 0.5]], [118.0, 900.0, np.nan], least=250.0)
    assert np.isnan(found[0]).all()
    assert found[1].tolist() == [0.3, 0.7]
    assert found[2].tolist() == [0.5, 0.5]


def test_a_stock_forgets_linearly():
    deliveries = np.zeros((2, 5))
    deliveries[0, 0], deliveries[1, 4] = 100.0, 100.0
    assert stock_shares(deliveries, service_life=5) == pytest.approx([1 / 6, 5 / 6])
    assert stock_shares(deliveries, service_life=4).tolist() == [0.0, 1.0]
    assert np.isnan(stock_shares(np.zeros((2, 5)), service_life=5)).all()
    deliveries[0, 3] = np.nan
    assert np.isnan(stock_shares(deliveries, service_life=2)).all()
    assert stock_shares(deliveries, service_life=1).tolist() == [0.0, 1.0]


def test_a_stock_needs_years_as_long_as_the_service_life():
    with pytest.raises(InvalidRecord, match="5 years are given for a service life of 30"):
        stock_shares(np.ones((2, 5)), service_life=30)
    with pytest.raises(InvalidRecord, match="service life of 1 or more"):
        stock_shares(np.ones((2, 5)), service_life=0)


def test_flags_are_probabilities_and_the_unknown_widens_them():
    flags = dependency_flags([0.39, 0.41, 0.5, 0.6], outside_share=[0.9, 0.4, 0.9, 0.9], import_to_export=2.0)
    assert flags.concentrated == (0.75, 0.75)
    assert flags.mostly_outside == (0.75, 0.75)
    assert flags.dependent == (0.5, 0.5)
    vague = dependency_flags(np.array([[0.3, 0.5], [0.45, 0.6]]))
    assert vague.concentrated == (0.5, 1.0)
    assert vague.not_substitutable == (0.0, 1.0)
    assert vague.dependent == (0.0, 1.0)
    with pytest.raises(InvalidRecord, match="no draw"):
        dependency_flags([])


def test_a_threshold_itself_is_not_above_it():
    assert dependency_flags([0.4], outside_share=0.5, import_to_export=1.0).concentrated == (0.0, 0.0)
