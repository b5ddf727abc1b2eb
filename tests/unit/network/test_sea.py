import csv
from math import isnan

import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.network import sea


def test_the_table_of_legs_is_what_its_script_makes():
    path = sea.files("ninetenths.network").joinpath("sea_legs.csv")
    stored = [tuple(row) for row in csv.reader(path.read_text(encoding="utf-8").splitlines())][1:]
    assert stored == [tuple(str(cell) for cell in row) for row in sea.measured_legs()]


def test_distances_are_symmetric_and_stay_inside_a_basin():
    assert sea.distance("ceyhan", "ashkelon") == sea.distance("ashkelon", "ceyhan")
    assert isnan(sea.distance("novorossiysk", "ashkelon"))
    assert isnan(sea.distance("novorossiysk", "nowhere"))


def test_legs_over_straits_add_up_to_the_whole_voyage():
    """searoute gives 2,411 km from Novorossiysk and 8,529 km from Primorsk to Ashkelon in one piece."""
    over = sea.distance("novorossiysk", "turkish-straits") + sea.distance("turkish-straits", "ashkelon")
    assert over == pytest.approx(2411, rel=0.01)
    legs = [("primorsk", "danish-straits"), ("danish-straits", "gibraltar"), ("gibraltar", "ashkelon")]
    assert sum(sea.distance(*leg) for leg in legs) == pytest.approx(8529, rel=0.01)


def test_every_place_lies_in_a_known_basin_and_says_where_it_is_from():
    basins = {basin for passage in sea.passages().values() for basin in passage.basins} | {"Caspian Sea"}
    for port in sea.ports().values():
        assert port.basin in basins, port.port_id
        assert port.source
    assert all(passage.regime and passage.source for passage in sea.passages().values())


def test_the_caspian_is_closed_and_measured_by_its_straight_distance():
    assert sea.distance("aktau", "sangachal") == pytest.approx(466, abs=20)
    aktau, sangachal = sea.ports()["aktau"], sea.ports()["sangachal"]
    assert sea.measured(aktau, sangachal, basin="Caspian Sea") == sea.distance("aktau", "sangachal")


def test_no_way_at_sea_is_an_error_and_not_a_length_of_zero(monkeypatch):
    class Nothing:
        properties = {"length": 0.0}  # noqa: RUF012

    monkeypatch.setattr("searoute.searoute", lambda *_, **__: Nothing())
    with pytest.raises(InvalidRecord, match="no way between Ceyhan and Ashkelon in the Mediterranean"):
        sea.measured(sea.ports()["ceyhan"], sea.ports()["ashkelon"], basin="Mediterranean")


def test_days_and_freight_are_ranges():
    fast, slow = sea.days_at_sea(6222)
    assert (round(fast, 1), round(slow, 1)) == (10.0, 12.7)
    assert sea.freight(8000) == (2.0, 4.0)
