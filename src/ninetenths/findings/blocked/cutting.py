"""From stops, junctions and powers to the arrays that `measures.cuts` takes, and back to names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isnan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.blocked.assumed import Assumed, Legal
from ninetenths.measures.cuts import (
    Ground,
    capacitated_cuts,
    cheapest_way,
    economic_cuts,
    largest_flow,
    minimal_cuts,
    vetoes,
)
from ninetenths.network.junctions import WayGraph, origin_stop, receiver_stop
from ninetenths.network.powers import Power
from ninetenths.network.sea import SeaPassage
from ninetenths.network.ways import leg_km

Layer = Literal["state", "owner", "asset"]
Strength = Literal["hard", "capacitated", "economic"]
Closure = Literal["volume", "destination"]

LAYERS: tuple[Layer, ...] = ("state", "owner", "asset")
STRENGTHS: tuple[Strength, ...] = ("economic", "capacitated", "hard")
CLOSURES: tuple[Closure, ...] = ("volume", "destination")
MOST_MEMBERS = 3
_SOURCE = "source"
_KINDS: dict[Closure, frozenset[str]] = {
    "volume": frozenset({"volume", "refusal"}),
    "destination": frozenset({"denial", "port ban", "export ban", "refusal"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the ground: which actors, how they close, which acts count, under which assumptions."""

    layer: Layer
    closure: Closure
    legal: Legal
    assumed: Assumed = field(default_factory=Assumed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The graph of ways of one receiver, with the powers over it."""

    net: WayGraph
    powers: tuple[Power, ...]
    origins: tuple[str, ...]
    receiver: str


@dataclass(frozen=True, slots=True)
class Terrain:
    """A ground with the names of its nodes and of the holders of its powers."""

    ground: Ground
    nodes: tuple[str, ...]
    holders: tuple[str, ...]
    km: NDArray[np.float64]
    capacity: Mapping[str, NDArray[np.float64]]

    def closed_by(self, members: Sequence[str]) -> NDArray[np.bool_]:
        """Return which nodes some holders close together."""
        rows = [self.holders.index(member) for member in members]
        return np.asarray(self.ground.closes[rows].any(axis=0), dtype=np.bool_)

    def named(self, cuts: tuple[tuple[int, ...], ...]) -> tuple[tuple[str, ...], ...]:
        """Return cuts as names of their holders."""
        return tuple(sorted((tuple(self.holders[one] for one in cut) for cut in cuts), key=lambda one: (len(one), one)))


def terrain_of(case: Case, question: Question) -> Terrain:
    """Return the ground of a question: stops that are open, junctions between them, powers that count.

    A strait that its littoral states can only close together becomes one channel for each of them.
    """
    acting = [power for power in case.powers if _acts(power, case, question)]
    channels = _channels(case, question)
    nodes = [_SOURCE, *sorted({node for stop in channels.values() for node in stop})]
    place = {node: rank for rank, node in enumerate(nodes)}
    arcs = _arcs(case, question, channels)
    ordered = sorted((place[first], place[second], km) for first, second, km in arcs)
    tails = np.array([tail for tail, _, _ in ordered], dtype=np.int64)
    holders = tuple(sorted({_holder(power, question.layer) for power in acting}))
    closes = np.zeros((len(holders), len(nodes)), dtype=bool)
    for power in acting:
        for node in _closed_nodes(power, channels, question.layer):
            closes[holders.index(_holder(power, question.layer)), place[node]] = True
    ground = Ground(
        indptr=np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=len(nodes)))]).astype(np.int64),
        indices=np.array([head for _, head, _ in ordered], dtype=np.int64),
        source=place[_SOURCE],
        sink=place[receiver_stop(case.receiver)],
        closes=closes,
    )
    km = np.array([one for _, _, one in ordered], dtype=np.float64)
    return Terrain(ground, tuple(nodes), holders, km, _capacities(case, nodes))


def hard(terrain: Terrain) -> tuple[tuple[str, ...], ...]:
    """Return the minimal sets of holders after whose acts nothing gets through."""
    return terrain.named(minimal_cuts(terrain.ground, size=MOST_MEMBERS))


def capacitated(terrain: Terrain, *, need: float, end: Literal["low", "high"]) -> tuple[tuple[str, ...], ...]:
    """Return the minimal sets after whose acts less than the need gets through, at one end of the capacities."""
    return terrain.named(capacitated_cuts(terrain.ground, capacity=terrain.capacity[end], need=need, size=MOST_MEMBERS))


def economic(terrain: Terrain, *, most_km: float) -> tuple[tuple[str, ...], ...]:
    """Return the minimal sets after whose acts every way left is longer at sea than *most_km*."""
    return terrain.named(economic_cuts(terrain.ground, cost=terrain.km, limit=most_km, size=MOST_MEMBERS))


def shortest_km(terrain: Terrain, without: Sequence[str] = ()) -> float:
    """Return the sea km of the shortest way left when some holders have acted; infinite where none is left."""
    return cheapest_way(terrain.ground, cost=terrain.km, closed=terrain.closed_by(without) if without else None)[0]


def flow_left(terrain: Terrain, without: Sequence[str], *, need: float) -> tuple[float, float]:
    """Return what still gets through, up to the need, at the low and the high end of the capacities."""
    closed = terrain.closed_by(without)
    low, high = (
        largest_flow(terrain.ground, capacity=terrain.capacity[end], closed=closed, enough=need)[0]
        for end in ("low", "high")
    )
    return low, high


def passed_by_all(terrain: Terrain) -> tuple[str, ...]:
    """Return the stops that every way passes, in order."""
    return tuple(terrain.nodes[node] for node in vetoes(terrain.ground))


def _acts(power: Power, case: Case, question: Question) -> bool:
    if power.holder == case.receiver or power.kind not in _KINDS[question.closure]:
        return False
    layers = ("owner",) if question.layer == "owner" else ("state",)
    return (
        power.layer in layers
        and _is_open(case, question, power.asset_id)
        and question.assumed.counts(power, question.legal)
    )


def _is_open(case: Case, question: Question, stop: str) -> bool:
    return question.assumed.is_open(case.net.stops[stop])


def _holder(power: Power, layer: Layer) -> str:
    return power.asset_id if layer == "asset" else power.holder


def _channels(case: Case, question: Question) -> dict[str, tuple[str, ...]]:
    """Return the nodes of each open stop: itself, or one for each littoral state that must act with the others."""
    found = {}
    for stop_id, stop in case.net.stops.items():
        if not question.assumed.is_open(stop):
            continue
        split = isinstance(stop.place, SeaPassage) and stop.place.closing == "all" and question.layer == "state"
        found[stop_id] = tuple(f"{stop_id}@{state}" for state in stop.states) if split else (stop_id,)
    return found


def _closed_nodes(power: Power, channels: Mapping[str, tuple[str, ...]], layer: Layer) -> tuple[str, ...]:
    nodes = channels[power.asset_id]
    if layer == "state" and len(nodes) > 1:
        return (f"{power.asset_id}@{power.holder}",)
    return nodes


def _arcs(
    case: Case, question: Question, channels: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, str, float], None]:
    found: dict[tuple[str, str, float], None] = {}
    for origin in case.origins:
        if origin_stop(origin) in channels:
            found[_SOURCE, origin_stop(origin), 0.0] = None
    for one in case.net.junctions:
        apart = one.is_assumed and one.first in question.assumed.apart
        if apart or one.first not in channels or one.second not in channels:
            continue
        for first in channels[one.first]:
            for second in channels[one.second]:
                found[first, second, _km(case, one.first, one.second, one.km)] = None
    return found


def _km(case: Case, first: str, second: str, km: float) -> float:
    """Return the km of a junction; a tanker leg has its own on the one that leaves it; unknown km count as none."""
    if case.net.stops[first].kind == "tanker leg":
        before = next((one.first for one in case.net.junctions if one.second == first), first)
        km = leg_km(case.net, first, before, second)
    return 0.0 if isnan(km) else km


def _capacities(case: Case, nodes: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    found: dict[str, list[float]] = {"low": [], "high": []}
    for node in nodes:
        stop = case.net.stops.get(node.partition("@")[0])
        known = stop.asset.capacity if stop and stop.asset and stop.kind not in ("strait", "state") else None
        found["low"].append(known[0] if known else inf)
        found["high"].append(known[1] if known else inf)
    return {end: np.array(values) for end, values in found.items()}
