"""Ways over the assets of a ledger, as the paths of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isfinite

from ninetenths.errors import InvalidRecord
from ninetenths.ledger import Ledger
from ninetenths.ledger.records import Statement
from ninetenths.network.sea import passages, ports
from ninetenths.network.supply import AssetNode, Route, SupplyGraph, build_supply_graph, routes_of
from ninetenths.network.ways import Way, ways
from ninetenths.scenarios import GivenSupplier, Path, Scenario, Span
from ninetenths.scenarios.crude_sellers import straits_of

MOST_PATHS = 4
"""Ways of one seller that are kept: those in use and short come first."""

_PORTS = frozenset({"port", "terminal"})
_AT_SEA = frozenset({"port", "terminal", "strait", "tanker leg"})
_SHUT = frozenset({"suspended", "closed", "planned"})


def paths_by_origin(
    ledger: Ledger, scenario: Scenario, origins: Sequence[str], *, statements: Sequence[Statement] | None = None
) -> Mapping[str, tuple[Path, ...]]:
    """Return the ways of each origin to the receiver on the first day of the run; a part of a state goes by itself.

    *statements* are those that may say which way goods take; None for all of the ledger.
    """
    said = routes_of(ledger.statements() if statements is None else statements)
    graph = supply_graph(ledger, scenario, routes=said)
    states = sorted({origin for origin in origins if len(origin) == 3 and origin != scenario.receiver})
    if not states:
        return {}
    found: dict[str, list[Way]] = {}
    for way in ways(graph, origins=states, receiver=scenario.receiver, item=scenario.item):
        found.setdefault(way.origin, []).append(way)
    return {origin: _weighed(origin, _distinct(graph, some), said) for origin, some in found.items()}


def stranded(ledger: Ledger, scenario: Scenario, origins: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the origins all of whose known ways are out of use on the first day, with the assets that are."""
    graph = supply_graph(ledger, scenario)
    states = {origin: origin.partition(":")[0] for origin in origins}
    known = sorted({state for state in states.values() if len(state) == 3 and state != scenario.receiver})
    if not known:
        return {}
    every = ways(graph, origins=known, receiver=scenario.receiver, item=scenario.item, with_suspended=True)
    open_to = {way.origin for way in every if not way.suspended}
    closed = {way.origin: way.suspended for way in reversed(every) if way.origin not in open_to}
    return {origin: closed[state] for origin, state in states.items() if state in closed}


def _weighed(origin: str, paths: tuple[Path, ...], said: Sequence[Route]) -> tuple[Path, ...]:
    """Return ways with how many statements on goods of this origin name them; the first where none does."""
    mine = [set(route.steps) for route in said if origin in {sender.partition(":")[0] for sender in route.senders}]
    counts = [sum(_names(path, steps, {origin}) for steps in mine) for path in paths]
    return tuple(replace(path, weight=float(count)) for path, count in zip(paths, counts, strict=True))


def _names(path: Path, steps: set[str], ends: set[str]) -> bool:
    """Whether a statement names an asset of this way, and nothing abroad that is not on it."""
    on_way = {*path.assets, *path.states, *path.straits}
    return bool(steps & set(path.assets)) and all(step in on_way | ends for step in steps if step.isupper())


def supply_graph(ledger: Ledger, scenario: Scenario, *, routes: Sequence[Route] = ()) -> SupplyGraph:
    """Return the assets as they were on the first day of the run."""
    return build_supply_graph(
        ledger.assets(),
        ledger.ownerships(),
        ledger.asset_statuses(),
        on=scenario.begins,
        routes=routes,
    )


def lines_of(ledger: Ledger, scenario: Scenario) -> dict[str, tuple[tuple[str, ...], Span | None]]:
    """Return the states and the capacity of every asset that carries the item, or may."""
    unit = "kb/d" if scenario.item == "crude" else "bcm/y"
    return {
        node.asset_id: (
            (node.states[0], node.states[-1]) if _on_seabed(node) else node.states,
            Span.of(*node.capacity) if node.capacity and node.capacity_unit == unit else None,
        )
        for node in supply_graph(ledger, scenario).nodes
        if node.capacity_unit in ("", unit)
    }


def _distinct(graph: SupplyGraph, found: Sequence[Way]) -> tuple[Path, ...]:
    """Return the first way over each set of pipelines, or by each set of straits where there are none."""
    kinds = {node.asset_id: node.kind for node in graph.nodes}
    paths: dict[tuple[str, ...], Path] = {}
    for way in found:
        path = _path(graph, way)
        trunk = tuple(one for one in path.assets if kinds.get(one) == "pipeline")
        paths.setdefault(trunk or path.straits or ("direct",), path)
    return tuple(list(paths.values())[:MOST_PATHS])


def _path(graph: SupplyGraph, way: Way) -> Path:
    nodes = {node.asset_id: node for node in graph.nodes}
    abroad = [one for one in way.asset_ids if _states(nodes, one) != (way.receiver,)]
    at_sea = [one for one in abroad if one in nodes and _on_seabed(nodes[one])]
    on_land = [one for one in abroad if one not in passages() and one not in at_sea]
    under = dict.fromkeys(state for one in at_sea for state in nodes[one].states)
    states = dict.fromkeys(state for one in on_land for state in _states(nodes, one))
    loading = dict.fromkeys(state for one in on_land if _is_port(nodes, one) for state in _states(nodes, one))
    known = isfinite(way.sea_km)
    return Path(
        states=tuple(state for state in states if state not in (way.origin, way.receiver)),
        assets=tuple(abroad),
        ports=tuple(state for state in loading if state != way.receiver),
        straits=tuple(
            state
            for state in (*straits_of([one for one in abroad if one in passages()]), *under)
            if state not in (way.origin, way.receiver)
        ),
        sea_km=way.sea_km if known else float("nan"),
        sea_days=sum(way.sea_days) / 2 if known else 0.0,
        capacity=_narrowest([nodes[one] for one in (*on_land, *at_sea) if one in nodes], way.capacity_unit),
    )


def _on_seabed(node: AssetNode) -> bool:
    """Whether a line lies on the seabed: coastal states take no fee and may not refuse what flows (UNCLOS 79)."""
    return node.kind == "pipeline" and len(node.states) > 2 and "seabed" in node.legal_regime


def _narrowest(nodes: Sequence[AssetNode], unit: str) -> Span | None:
    """Return the least capacity abroad: what the receiver's own plants can take does not depend on the way."""
    known = [node.capacity for node in nodes if node.capacity is not None and node.capacity_unit == unit]
    return Span.of(*min(known)) if known else None


def _is_port(nodes: Mapping[str, AssetNode], asset: str) -> bool:
    return asset in ports() or (asset in nodes and nodes[asset].kind in _PORTS)


def _states(nodes: Mapping[str, AssetNode], asset: str) -> tuple[str, ...]:
    if asset in nodes:
        return nodes[asset].states
    return (ports()[asset].state,) if asset in ports() else ()


def check_stated(ledger: Ledger, scenario: Scenario, given: GivenSupplier) -> None:
    """Refuse a stated way over assets that do not follow each other, or that are out of use on the first day.

    Raises
    ------
    InvalidRecord
        Naming the step that does not connect, or the asset and what it was.
    """
    nodes = {node.asset_id: node for node in supply_graph(ledger, scenario).nodes}
    known = [nodes[asset] for asset in given.assets if asset in nodes]
    for node in known:
        if node.status in _SHUT:
            raise InvalidRecord(
                f"the stated way of {given.origin} uses {node.asset_id}, which was {node.status} on {scenario.begins}: "
                "name another way, or a day on which it is in use"
            )
    for first, second in pairwise(known):
        if not _meets(first, second):
            raise InvalidRecord(
                f"the stated way of {given.origin} does not connect: {first.asset_id} ({', '.join(first.states)}) does "
                f"not lead to {second.asset_id} ({', '.join(second.states)}); name what lies between"
            )


def _meets(first: AssetNode, second: AssetNode) -> bool:
    """Whether goods can pass from one asset to the next: over the sea, or in the state where both are."""
    at_sea = first.kind in _AT_SEA and second.kind in _AT_SEA
    return at_sea or bool(set(first.states) & set(second.states))
