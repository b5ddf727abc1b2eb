"""Networks and supply graphs for other programs: NetworkX, GraphML, GEXF and Arrow, with every statement id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pyarrow as pa

from ninetenths.network.cell import Cell
from ninetenths.network.network import Network
from ninetenths.network.supply import SupplyGraph

_WRITTEN_TODAY = re.compile(r' lastmodifieddate="[^"]*"')
"""The writer of GEXF notes the day on which it runs; the same network must give the same bytes."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(network: Network) -> nx.MultiDiGraph[str]:
    """Return the ties as a directed multigraph, an edge for each tie.

    Actors are nodes. Actors that act or are addressed jointly are one node of kind "joint" whose id joins theirs with
    ``+`` and whose ``members`` are separated by blanks. Edges hold ``layer``, ``family``, ``unit``, ``begins``,
    ``ends``, ``dated``, ``low``, ``high``, ``sign`` and ``statement_ids`` (separated by blanks);
    what is unknown is left out.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, layer in network.items():
        for number, cell in enumerate(layer):
            ends = [_add_end(graph, members) for members in (cell.key.senders, cell.key.receivers)]
            graph.add_edge(ends[0], ends[1], key=f"{name}:{number}", **_known({"layer": name} | _attributes(cell)))
    return graph


def supply_to_networkx(graph: SupplyGraph) -> nx.MultiDiGraph[str]:
    """Return a supply graph as a directed multigraph: assets with their states, owners and status, and passages."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(on=graph.on.isoformat() if graph.on else "")
    for node in graph.nodes:
        low, high = node.capacity or (None, None)
        owners = "; ".join(f"{owner.name} {'?' if owner.share is None else owner.share}" for owner in node.owners)
        attributes: dict[str, object] = {
            "name": node.name,
            "kind": node.kind,
            "states": " ".join(node.states),
            "capacity_low": low,
            "capacity_high": high,
            "capacity_unit": node.capacity_unit,
            "owners": owners,
            "status": node.status,
            "status_begins": node.status_begins,
            "status_certain": node.status_certain,
            "legal_regime": node.legal_regime,
            "document_ids": " ".join(node.document_ids),
        }
        found.add_node(node.asset_id, **_known(attributes))
    for one in graph.passages:
        found.add_edge(one.first, one.second, key=one.basis, basis=one.basis, statement_ids=" ".join(one.statement_ids))
    return found


def to_graphml(graph: nx.MultiDiGraph[str]) -> str:
    """Return GraphML text of a graph made by `to_networkx` or `supply_to_networkx`; the same graph, the same bytes."""
    return "\n".join(nx.generate_graphml(_clean(graph), named_key_ids=True)) + "\n"


def to_gexf(graph: nx.MultiDiGraph[str]) -> str:
    """Return GEXF text, as Gephi reads it; the same graph, the same bytes."""
    return _WRITTEN_TODAY.sub("", "\n".join(nx.generate_gexf(_clean(graph)))) + "\n"


def to_arrow(network: Network) -> pa.Table:
    """Return an Arrow table with a row for each statement behind each tie: nothing is lost.

    A quantity is kept as decimal text; null is unknown.
    """
    schema = pa.schema(
        [
            ("layer", pa.string()),
            ("senders", pa.list_(pa.string())),
            ("receivers", pa.list_(pa.string())),
            ("family", pa.string()),
            ("unit", pa.string()),
            ("begins", pa.string()),
            ("ends", pa.string()),
            ("dated", pa.bool_()),
            ("statement_id", pa.string()),
            ("low", pa.string()),
            ("high", pa.string()),
            ("sign", pa.int8()),
            ("published", pa.date32()),
        ]
    )
    return pa.Table.from_pylist(list(_rows(network)), schema=schema)


def _rows(network: Network) -> Iterator[dict[str, object]]:
    for name, layer in network.items():
        for cell in layer:
            key = cell.key
            tie: dict[str, object] = {
                "layer": name,
                "senders": list(key.senders),
                "receivers": list(key.receivers),
                "family": key.family,
            }
            tie |= {"unit": key.unit, "begins": key.begins, "ends": key.ends, "dated": key.dated}
            for one in cell.evidence:
                yield tie | {
                    "statement_id": one.statement_id,
                    "low": None if one.low is None else str(one.low),
                    "high": None if one.high is None else str(one.high),
                    "sign": one.sign,
                    "published": one.published,
                }


def _attributes(cell: Cell) -> dict[str, object]:
    return {
        "family": cell.key.family,
        "unit": cell.key.unit,
        "begins": cell.key.begins,
        "ends": cell.key.ends,
        "dated": cell.key.dated,
        "low": cell.low,
        "high": cell.high,
        "sign": cell.sign,
        "statement_ids": " ".join(cell.statement_ids),
    }


def _add_end(graph: nx.MultiDiGraph[str], members: tuple[str, ...]) -> str:
    name = "+".join(members)
    graph.add_node(name, kind="joint" if len(members) > 1 else "actor", members=" ".join(members))
    return name


def _known(attributes: dict[str, object]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


def _clean(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a copy whose text XML can hold: characters that it forbids become the replacement character."""
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, attributes in graph.nodes(data=True):
        clean.add_node(_printable(name), **{key: _printable(value) for key, value in attributes.items()})
    for first, second, key, attributes in graph.edges(data=True, keys=True):
        printable = {label: _printable(value) for label, value in attributes.items()}
        clean.add_edge(_printable(first), _printable(second), key=_printable(key), **printable)
    return clean


def _printable(value: Any) -> Any:  # noqa: ANN401 # attributes of a graph are text, numbers and truth values
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
