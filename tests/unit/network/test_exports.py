import io
from datetime import UTC, date, datetime
from decimal import Decimal

import networkx as nx
import pytest

from ninetenths.ledger.records import Asset, Statement
from ninetenths.network import build_network, build_supply_graph
from ninetenths.network.exports import supply_to_networkx, to_arrow, to_gexf, to_graphml, to_networkx

HOSTILE = "pack@1:<b>&\"'; DROP TABLE x --\x00"


def said(name, **others):
    filled = {
        "layer": "energy", "kind": "level", "sender": "AZE", "receiver": "ISR", "item": "crude",
        "basis_commodity": "crude",
        "low": Decimal("46.40"), "high": Decimal(47), "unit": "kb/d", "begins": "2025", "document_id": "d",
        "locator": "p. 1", "recorded_at": datetime(2026, 1, 1, tzinfo=UTC), "statement_id": name, "summary": "",
    }  # fmt: skip
    return Statement(**(filled | others))


@pytest.fixture
def network():
    return build_network(
        [
            said("p@1:1"),
            said("p@1:2"),
            said("p@1:3", with_senders=("KAZ",)),
            said("p@1:4", layer="diplomacy", kind="event", low=None, high=None, unit="", sign=-1),
        ]
    )


def test_networkx_holds_an_edge_for_each_tie(network):
    graph = to_networkx(network)
    edges = sorted((first, second, data["layer"]) for first, second, data in graph.edges(data=True))
    assert edges == [("AZE", "ISR", "diplomacy"), ("AZE", "ISR", "energy"), ("AZE+KAZ", "ISR", "energy")]
    assert graph.nodes["AZE+KAZ"] == {"kind": "joint", "members": "AZE KAZ"}
    assert graph.edges["AZE", "ISR", "diplomacy:0"]["sign"] == -1
    assert "low" not in graph.edges["AZE", "ISR", "diplomacy:0"]


@pytest.mark.parametrize(("write", "read"), [(to_graphml, nx.read_graphml), (to_gexf, nx.read_gexf)])
def test_text_formats_lose_no_id(network, write, read):
    back = read(io.BytesIO(write(to_networkx(network)).encode()))
    ids = {name for *_, data in back.edges(data=True) for name in data["statement_ids"].split()}
    assert ids == set(network.statement_ids)
    assert set(back.nodes) == {"AZE", "ISR", "AZE+KAZ"}


@pytest.mark.parametrize("write", [to_graphml, to_gexf])
def test_the_same_network_gives_the_same_bytes_without_a_clock(network, write):
    text = write(to_networkx(network))
    assert text == write(to_networkx(network))
    assert "lastmodified" not in text


@pytest.mark.parametrize(("write", "read"), [(to_graphml, nx.read_graphml), (to_gexf, nx.read_gexf)])
def test_hostile_ids_are_text(write, read):
    text = write(to_networkx(build_network([said(HOSTILE)])))
    assert "<b>" not in text
    back = read(io.BytesIO(text.encode()))
    (ids,) = (data["statement_ids"] for *_, data in back.edges(data=True))
    assert ids == HOSTILE.replace("\x00", "\ufffd")


def test_arrow_holds_every_piece_of_evidence_as_printed(network):
    table = to_arrow(network)
    rows = table.to_pylist()
    assert [row["statement_id"] for row in rows] == ["p@1:4", "p@1:1", "p@1:2", "p@1:3"]
    assert rows[0]["low"] is None
    assert (rows[1]["low"], rows[1]["high"], rows[1]["unit"]) == ("46.40", "47", "kb/d")
    assert rows[3]["senders"] == ["AZE", "KAZ"]
    assert to_arrow(build_network([])).schema == table.schema


def test_a_supply_graph_is_exported_with_its_passages():
    assets = [
        Asset(asset_id="btc", name="BTC <b>", kind="pipeline", states=("AZE", "GEO", "TUR"), document_id="d"),
        Asset(asset_id="ceyhan", name="Ceyhan", kind="port", states=("TUR",), document_id="d"),
    ]
    graph = supply_to_networkx(build_supply_graph(assets, (), (), on=date(2024, 6, 1)))
    assert graph.graph["on"] == "2024-06-01"
    assert graph.nodes["btc"]["states"] == "AZE GEO TUR"
    assert "capacity_low" not in graph.nodes["btc"]
    assert graph.edges["btc", "ceyhan", "state"]["basis"] == "state"
    assert "BTC &lt;b&gt;" in to_graphml(graph)
