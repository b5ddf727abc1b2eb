import re
from datetime import date
from decimal import Decimal

import pytest

from ninetenths.ledger.records import Asset, AssetStatus, Ownership
from ninetenths.network.powers import powers, regime_for, regimes
from ninetenths.network.sea import passages
from ninetenths.network.supply import build_supply_graph
from ninetenths.network.ways import ways

ON = date(2024, 6, 1)
HOST = "intergovernmental agreement 1999; host government agreements"


def asset(name, kind, states, **others):
    return Asset(asset_id=name, name=f"{name} oil", kind=kind, states=tuple(states.split()), document_id="d", **others)


ASSETS = [
    asset("baku-supsa", "pipeline", "AZE GEO", operator="BP, handover planned"),
    asset("supsa", "port", "GEO"),
    asset("baku-ceyhan", "pipeline", "AZE GEO TUR", legal_regime=HOST),
    asset("ceyhan", "port", "TUR"),
    asset("haifa", "refinery", "ISR", operator="Plant"),
    asset("primorsk", "port", "RUS"),
]
OWNED = [
    Ownership(asset_id="baku-ceyhan", owner="Big", share=Decimal(30), document_id="d"),
    Ownership(asset_id="baku-ceyhan", owner="Small", share=Decimal(24), document_id="d"),
    Ownership(asset_id="baku-supsa", owner="Partners", document_id="d"),
]


def held(**others):
    statuses = [
        AssetStatus(asset_id=one.asset_id, status="operating", begins="2000", document_id="d") for one in ASSETS
    ]
    graph = build_supply_graph(ASSETS, OWNED, statuses, on=ON)
    return powers(graph, ways(graph, origins=("AZE", "RUS"), receiver="ISR", item="crude"), **others)


def acts(**wanted):
    return {
        (power.holder, power.asset_id, power.kind, power.legality)
        for power in held()
        if all(getattr(power, name) == value for name, value in wanted.items())
    }


def test_a_transit_state_can_close_a_line_and_its_law_is_disputed():
    assert ("GEO", "baku-ceyhan", "volume", "contested") in acts(holder="GEO")
    assert ("GEO", "baku-ceyhan", "denial", "contested") in acts(holder="GEO")


def test_a_port_takes_the_regime_of_the_line_that_ends_there():
    assert ("TUR", "ceyhan", "port ban", "contested") in acts(holder="TUR")
    assert ("GEO", "supsa", "port ban", "lawful") in acts(holder="GEO")
    assert ("RUS", "primorsk", "port ban", "lawful") in acts(holder="RUS")


def test_straits_may_not_be_closed_and_two_shores_act_together():
    assert acts(asset_id="turkish-straits") == {("TUR", "turkish-straits", "volume", "unlawful")}
    assert acts(asset_id="danish-straits") == {("DNK", "danish-straits", "volume", "unlawful")}
    gibraltar = [power for power in held() if power.asset_id == "gibraltar"]
    assert [(power.holder, power.together) for power in gibraltar] == [("ESP", True), ("MAR", True)]


def test_a_supplier_acts_at_its_source_and_the_receiver_at_its_end():
    assert ("AZE", "from:AZE", "export ban", "lawful") in acts(holder="AZE")
    assert acts(holder="ISR") == {("ISR", "to:ISR", "import ban", "lawful")}


def test_owners_count_from_a_blocking_minority_and_unknown_shares_stay_unknown():
    owners = {(power.holder, power.asset_id): power.share for power in held() if power.layer == "owner"}
    assert owners == {
        ("Big", "baku-ceyhan"): Decimal(30),
        ("Partners", "baku-supsa"): None,
        ("BP", "baku-supsa"): None,
    }


def test_only_acts_against_one_buyer_leak():
    leaks = {power.kind: power.leakage for power in held(leakage=(0.5, 0.9))}
    assert leaks["port ban"] == leaks["denial"] == leaks["export ban"] == (0.5, 0.9)
    assert leaks["volume"] == leaks["import ban"] == leaks["refusal"] == (0, 0)


def test_without_ways_there_are_no_powers():
    assert powers(build_supply_graph((), (), (), on=ON), ()) == ()


def test_a_seabed_line_gives_the_states_between_no_say():
    line = asset("sea-line", "pipeline", "RUS FIN DEU", legal_regime="seabed route outside transit states")
    graph = build_supply_graph([line], (), (), on=ON)
    found = powers(graph, ways(graph, origins=("RUS",), receiver="DEU", item="crude"))
    assert {power.legality for power in found if power.holder == "FIN"} == {"unlawful"}
    assert {power.legality for power in found if power.asset_id == "sea-line" and power.holder == "RUS"} == {
        "contested"
    }


@pytest.mark.parametrize("row", regimes(), ids=lambda row: row.regime)
def test_every_regime_has_a_source_and_words_that_can_be_searched(row):
    assert row.source
    assert row.note
    assert row.legality in ("lawful", "contested", "unlawful")
    re.compile(row.words)


@pytest.mark.parametrize("passage", sorted(passages()))
def test_every_strait_with_shores_has_a_reading(passage):
    one = passages()[passage]
    found = regime_for("strait", one.regime, role="littoral", closure="volume")
    assert found is not None
    assert bool(one.littorals) == (one.closing != "none")


def test_what_a_role_cannot_do_has_no_regime():
    assert regime_for("strait", "Montreux", role="littoral", closure="denial") is None
    assert regime_for("field", "", role="crossed", closure="volume") is None
