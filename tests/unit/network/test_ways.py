from datetime import date
from decimal import Decimal
from math import isnan

import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.ledger.records import Asset, AssetStatus
from ninetenths.network.junctions import build_way_graph, fuel_of
from ninetenths.network.supply import AssetNode, build_supply_graph
from ninetenths.network.ways import SeaLeg, asset_statuses, ways

ON = date(2024, 6, 1)


def asset(name, kind, states, title="", **others):
    return Asset(
        asset_id=name, name=title or f"{name} oil", kind=kind, states=tuple(states.split()), document_id="d", **others
    )


def stood(name, status, begins="2000"):
    return AssetStatus(asset_id=name, status=status, begins=begins, document_id="d")


WORLD = [
    asset("baku-supsa", "pipeline", "AZE GEO", capacity=Decimal(145), capacity_unit="kb/d"),
    asset("baku-ceyhan", "pipeline", "AZE GEO TUR", capacity=Decimal(1200), capacity_unit="kb/d"),
    asset("supsa", "port", "GEO"),
    asset("ceyhan", "port", "TUR"),
    asset("ashkelon", "terminal", "ISR"),
    asset("plant", "refinery", "ISR"),
]
RUNNING = [stood(one.asset_id, "operating") for one in WORLD]


def found(assets=WORLD, statuses=RUNNING, **asked):
    graph = build_supply_graph(assets, (), statuses, on=ON)
    return ways(graph, **{"origins": ("AZE",), "receiver": "ISR", "item": "crude"} | asked)


def over(ways_found):
    return [way.asset_ids for way in ways_found]


def test_a_way_from_field_to_refinery_over_a_strait_and_one_round_it():
    short, long = found()
    assert short.asset_ids == ("baku-ceyhan", "ceyhan", "ashkelon", "plant")
    assert short.states == ("AZE", "GEO", "TUR", "ISR")
    assert (short.status, short.straits, short.capacity) == ("operating", (), (1200, 1200))
    assert [step for step in short.steps if isinstance(step, SeaLeg)] == [
        SeaLeg(first="ceyhan", second="ashkelon", basin="Mediterranean", km=short.sea_km)
    ]
    assert long.asset_ids == ("baku-supsa", "supsa", "turkish-straits", "ashkelon", "plant")
    assert long.straits == ("turkish-straits",)
    assert long.sea_km > 4 * short.sea_km
    assert long.sea_days[0] < long.sea_days[1]


def test_a_suspended_asset_is_no_way_unless_asked_for():
    statuses = [*RUNNING, stood("baku-supsa", "suspended", "2022")]
    assert over(found(statuses=statuses)) == [("baku-ceyhan", "ceyhan", "ashkelon", "plant")]
    *_, last = found(statuses=statuses, with_suspended=True)
    assert (last.status, last.suspended) == ("suspended", ("baku-supsa",))
    assert last.assumptions == ("baku-supsa oil is used again: it is suspended",)
    assert asset_statuses([last]) == {"baku-supsa": "suspended"}


def test_an_unknown_status_is_a_way_with_an_assumption():
    statuses = [one for one in RUNNING if one.asset_id != "ceyhan"]
    (way,) = (way for way in found(statuses=statuses) if "ceyhan" in way.asset_ids)
    assert (way.status, way.unknown) == ("unknown", ("ceyhan",))
    assert way.assumptions == ("ceyhan oil is in use: its status on the day is not known",)


def test_a_coarse_date_is_an_assumption():
    statuses = [*RUNNING, stood("ceyhan", "reduced", "2024")]
    (way,) = (way for way in found(statuses=statuses) if "ceyhan" in way.asset_ids)
    assert way.status == "operating"
    assert way.assumptions == ("ceyhan oil is reduced: the date of it is coarse (2024)",)


def test_a_port_that_a_line_names_is_reached_by_that_line_alone():
    other = asset("inland", "pipeline", "AZE TUR")
    assert not any(
        "inland" in way.asset_ids for way in found([*WORLD, other], [*RUNNING, stood("inland", "operating")])
    )


def test_lines_of_one_operator_hand_over_and_it_is_an_assumption():
    lines = [
        asset("north", "pipeline", "KAZ RUS", operator="Trunk"),
        asset("trunk", "pipeline", "RUS", "Trunk line (Samara - Primorsk)", operator="Trunk; Other"),
        asset("rival", "pipeline", "RUS", "Rival (Perm - Primorsk)", operator="Rival"),
        asset("primorsk", "port", "RUS"),
    ]
    statuses = [*RUNNING, *(stood(one.asset_id, "operating") for one in lines)]
    way, round_africa = found([*WORLD, *lines], statuses, origins=("KAZ",))
    assert round_africa.straits == ("danish-straits", "cape", "bab-el-mandeb", "suez")
    assert way.asset_ids == ("north", "trunk", "primorsk", "danish-straits", "gibraltar", "ashkelon", "plant")
    assert way.assumptions == ("north oil hands over to Trunk line (Samara - Primorsk): nobody says that it does",)


def test_a_tanker_leg_of_the_ledger_stands_for_the_voyage_and_has_its_length():
    leg = asset("ceyhan-ashkelon", "tanker leg", "TUR ISR")
    plain = found()[0]
    (way, *_) = found([*WORLD, leg], [*RUNNING, stood("ceyhan-ashkelon", "operating")])
    assert way.asset_ids == ("baku-ceyhan", "ceyhan", "ceyhan-ashkelon", "ashkelon", "plant")
    assert way.sea_km == plain.sea_km


def test_a_leg_to_a_port_that_no_table_knows_has_no_length():
    unknown = [asset("ceyhan-nowhere", "tanker leg", "TUR ISR"), asset("nowhere", "terminal", "ISR")]
    statuses = [*RUNNING, *(stood(one.asset_id, "operating") for one in unknown)]
    (way,) = (way for way in found([*WORLD, *unknown], statuses) if "nowhere" in way.asset_ids)
    assert isnan(way.sea_km)


def test_gas_ends_at_the_receiver_and_takes_no_oil_line():
    lines = [
        asset("gasline", "pipeline", "AZE TUR", "Gas line", capacity=Decimal(10), capacity_unit="bcm/y"),
        asset("onward", "pipeline", "TUR ISR", "Gas line II", capacity=Decimal(10), capacity_unit="bcm/y"),
    ]
    statuses = [*RUNNING, *(stood(one.asset_id, "operating") for one in lines)]
    (way,) = found([*WORLD, *lines], statuses, item="gas")
    assert way.asset_ids == ("gasline", "onward")
    assert (way.capacity, way.capacity_unit, way.sea_km) == ((10, 10), "bcm/y", 0)


def test_another_case_by_pipe_and_by_ship():
    """Algerian gas to Spain: one line closed in 2021, one direct line, and liquefied gas by sea."""
    gas = [
        asset("gme", "pipeline", "DZA MAR ESP", "Maghreb-Europe Gas Pipeline"),
        asset("medgaz", "pipeline", "DZA ESP", "Medgaz"),
        asset("arzew", "port", "DZA", "Arzew LNG port"),
        asset("bilbao", "terminal", "ESP", "Bilbao LNG terminal"),
    ]
    statuses = [stood("gme", "suspended", "2021-10-31"), *(stood(one.asset_id, "operating") for one in gas[1:])]
    asked = {"origins": ("DZA",), "receiver": "ESP", "item": "gas"}
    assert over(found(gas, statuses, **asked))[:2] == [("medgaz",), ("arzew", "gibraltar", "bilbao")]
    assert over(found(gas, statuses, with_suspended=True, **asked))[-1] == ("gme",)


def test_parts_of_states_count_as_their_state():
    assert over(found(origins=("AZE:SOCAR",))) == over(found())


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"origins": ()}, "no state of origin was named"),
        ({"origins": ("ISR",)}, "ISR is both an origin and the receiver"),
        ({"item": "coal"}, "ways are known for crude and gas; 'coal' was asked"),
    ],
)
def test_questions_without_an_answer_are_refused(asked, message):
    with pytest.raises(InvalidRecord, match=message):
        found(**asked)


def test_assets_that_do_not_connect_make_no_way():
    assert found(origins=("KAZ",)) == ()
    assert found([one for one in WORLD if one.kind != "terminal"]) == ()


def test_what_an_asset_carries():
    def node(kind, name, unit=""):
        return AssetNode(
            asset_id="x", name=name, kind=kind, states=("AZE",), capacity=None, capacity_unit=unit, owners=(),
            status="", status_begins="", status_certain=False, operator="", legal_regime="", document_ids=(),
        )  # fmt: skip

    assert fuel_of(node("refinery", "Plant")) == "crude"
    assert fuel_of(node("pipeline", "Line", "bcm/y")) == "gas"
    assert fuel_of(node("terminal", "Coast LNG terminal")) == "gas"
    assert fuel_of(node("pipeline", "Transgas")) == "gas"
    assert fuel_of(node("pipeline", "Baltic Pipe")) == ""


def test_goods_that_have_arrived_do_not_leave_again():
    graph = build_supply_graph(WORLD, (), RUNNING, on=ON)
    net = build_way_graph(graph, origins=("AZE",), receiver="ISR", item="crude")
    assert {one.second for one in net.junctions if one.first == "ashkelon"} == {"plant"}
