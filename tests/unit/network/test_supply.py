from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ninetenths.datasets.packs import pack_folder, read_pack
from ninetenths.errors import InvalidRecord
from ninetenths.ledger.records import Asset, AssetStatus, Ownership, Statement
from ninetenths.network import build_supply_graph, routes_of, status_on


def asset(name, kind, states, **others):
    return Asset(asset_id=name, name=name, kind=kind, states=tuple(states.split()), document_id="d", **others)


def stood(name, status, begins, ends=""):
    return AssetStatus(asset_id=name, status=status, begins=begins, ends=ends, document_id="d")


def owned(name, owner, state, share, *dates):
    value, (begins, ends) = None if share is None else Decimal(share), (*dates, "", "")[:2]
    return Ownership(
        asset_id=name, owner=owner, owner_state=state, share=value, begins=begins, ends=ends, document_id="d"
    )


def goods(name, via, **others):
    filled = {
        "layer": "energy", "kind": "level", "sender": "AZE", "receiver": "ISR", "item": "crude",
        "via": tuple(via.split()),
        "basis_concept": "imports", "begins": "2024", "document_id": "d", "locator": "p. 1", "statement_id": name,
        "summary": "", "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    return Statement(**(filled | others))


ASSETS = [
    asset("btc", "pipeline", "AZE GEO TUR", capacity=Decimal("1.2"), capacity_unit="Mb/d"),
    asset("baku-supsa", "pipeline", "AZE GEO"),
    asset("ceyhan", "port", "TUR"),
    asset("ceyhan-haifa", "tanker leg", "TUR ISR"),
    asset("haifa", "refinery", "ISR", capacity=Decimal(197), capacity_unit="kb/d"),
    asset("kilis", "pipeline", "TUR SYR", capacity=Decimal(6), capacity_unit="Mm3/d"),
]
STATUSES = [
    stood("btc", "operating", "2006-06"),
    stood("btc", "suspended", "2023-02-06", "2023-02-12"),
    stood("btc", "reported", "2024-03-06"),
    stood("baku-supsa", "operating", "1999-02"),
    stood("baku-supsa", "suspended", "2022"),
    stood("haifa", "reduced", "2025-06-29"),
    stood("haifa", "planned", "2025-10"),
]


def on(day, **others):
    return build_supply_graph(ASSETS, others.get("owners", ()), STATUSES, on=day, routes=others.get("routes", ()))


def test_a_bypass_suspended_in_2022_is_no_bypass_in_2024():
    assert on(date(2021, 6, 1)).in_use() == ("baku-supsa", "btc")
    assert on(date(2024, 6, 1)).in_use() == ("btc",)
    assert on(date(2024, 6, 1))["baku-supsa"].status == "suspended"


def test_a_stop_with_an_end_is_over_afterwards():
    assert on(date(2023, 2, 8))["btc"].status == "suspended"
    assert on(date(2023, 2, 13))["btc"].status == "operating"


def test_an_unknown_status_is_neither_closed_nor_in_use():
    graph = on(date(2024, 6, 1))
    assert "ceyhan" in graph.of_unknown_status()
    assert "ceyhan" not in graph.in_use()


def test_remarks_are_no_status_and_plans_give_way_to_what_happened():
    assert on(date(2024, 6, 1))["btc"].status == "operating"
    assert on(date(2026, 1, 1))["haifa"].status == "reduced"
    assert status_on([stood("x", "planned", "2025")], date(2026, 1, 1)).status == "planned"
    assert status_on([stood("x", "reported", "2025")], date(2026, 1, 1)) is None


def test_a_coarse_date_leaves_its_own_year_open():
    assert not on(date(2022, 6, 1))["baku-supsa"].status_certain
    assert on(date(2023, 1, 1))["baku-supsa"].status_certain


def test_without_a_day_the_last_status_and_owners_stand():
    owners = [
        owned("btc", "SOCAR", "AZE:SOCAR", 25, "2006", "2025-12"),
        owned("btc", "SOCAR", "AZE:SOCAR", "32.97", "2025-12"),
    ]
    graph = on(None, owners=owners)
    assert graph["baku-supsa"].status == "suspended"
    assert graph["btc"].share_of("AZE") == Decimal("32.97")


def test_owners_are_those_of_the_day_and_an_unknown_share_is_not_zero():
    owners = [
        owned("btc", "SOCAR", "AZE:SOCAR", 25, "2006", "2025-12"),
        owned("btc", "SOCAR", "AZE:SOCAR", "32.97", "2025-12"),
        owned("btc", "BP", "GBR:BP", "30.1", "2006"),
        owned("btc", "fund", "AZE", None, "2024", "2024"),
    ]
    assert on(date(2023, 6, 1), owners=owners)["btc"].share_of("AZE") == 25
    assert on(date(2024, 6, 1), owners=owners)["btc"].share_of("AZE") is None
    later = on(date(2026, 6, 1), owners=owners)["btc"]
    assert [(owner.name, owner.share) for owner in later.owners] == [
        ("SOCAR", Decimal("32.97")),
        ("BP", Decimal("30.1")),
    ]
    assert later.share_of("TUR") == 0


def test_capacities_are_ranges_on_two_scales():
    graph = on(date(2024, 6, 1))
    assert (graph["btc"].capacity, graph["btc"].capacity_unit) == ((1200, 1200), "kb/d")
    low, high = graph["kilis"].capacity
    assert (low, high, graph["kilis"].capacity_unit) == (pytest.approx(2.19), pytest.approx(2.196), "bcm/y")
    assert graph["ceyhan"].capacity is None


def test_the_states_that_a_route_crosses():
    direct, by_states, both, odd = routes_of(
        [
            goods("a", "btc ceyhan ceyhan-haifa"),
            goods("b", "GEO TUR"),
            goods("c", "GEO btc", receiver="TUR"),
            goods("d", "x:overland TUR", with_senders=("KAZ",)),
        ]
    )
    graph = on(date(2024, 6, 1))
    assert graph.crossed_by(direct) == ("AZE", "GEO", "TUR", "ISR")
    assert graph.crossed_by(by_states) == ("AZE", "GEO", "TUR", "ISR")
    assert graph.crossed_by(both) == ("AZE", "GEO", "TUR")
    assert graph.crossed_by(odd) == ("TUR", "ISR")
    assert graph.routes_over([direct, by_states, both, odd], "GEO") == (direct, by_states, both)


def test_a_fee_a_denial_and_a_plan_are_no_way():
    assert (
        routes_of([goods("a", "btc", basis_concept="price"), goods("b", "btc", modality="denied"), goods("c", "")])
        == ()
    )
    assert routes_of([goods("a", "btc", kind="route", basis_concept="")])[0].steps == ("btc",)


def test_passages_say_on_what_ground_they_stand():
    routes = routes_of([goods("a", "btc ceyhan"), goods("b", "TUR btc ceyhan"), goods("c", "btc baku-supsa")])
    graph = on(date(2024, 6, 1), routes=routes)
    found = {(one.first, one.second): one for one in graph.passages}
    assert (found["btc", "ceyhan"].basis, found["btc", "ceyhan"].statement_ids) == ("route", ("a", "b"))
    assert found["ceyhan", "ceyhan-haifa"].basis == "name"
    assert found["ceyhan-haifa", "haifa"].basis == "name"
    assert ("btc", "baku-supsa") not in found
    assert ("btc", "kilis") not in found
    assert on(date(2024, 6, 1)).passages[0].basis == "state"


def test_an_asset_is_there_once():
    with pytest.raises(InvalidRecord, match="'btc' is there more than once"):
        build_supply_graph([ASSETS[0], ASSETS[0]], (), (), on=None)


def test_the_embedded_case_answers_what_was_operating_and_what_is_crossed():
    records = read_pack(pack_folder("azerbaijan-israel")).records
    kinds = (Asset, Ownership, AssetStatus, Statement)
    assets, ownerships, statuses, statements = ([one for one in records if isinstance(one, kind)] for kind in kinds)
    routes = routes_of(statements)
    graph = build_supply_graph(assets, ownerships, statuses, on=date(2024, 6, 1), routes=routes)
    assert {"btc", "ceyhan", "cpc"} <= set(graph.in_use())
    assert not {"baku-supsa", "baku-novorossiysk", "kirkuk-ceyhan"} & set(graph.in_use())
    (named,) = [route for route in routes if route.statement_id == "azerbaijan-israel@2:AZIS-0038"]
    assert graph.crossed_by(named) == ("AZE", "GEO", "TUR", "ISR")
    assert graph["btc"].share_of("AZE") == 25


def test_what_begins_with_a_plan_was_one_before():
    statuses = [stood("x", "planned", "2021-09"), stood("x", "suspended", "2021-11")]
    assert status_on(statuses, date(2021, 6, 1)).status == "planned"
    assert status_on(statuses, date(2022, 6, 1)).status == "suspended"
    assert status_on([stood("x", "suspended", "2022")], date(2021, 6, 1)) is None
