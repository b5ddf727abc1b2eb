"""Where goods can go from one asset to the next: over land by what names and tables say, at sea by basin and strait."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from ninetenths.network.sea import Place, Port, SeaPassage, basins_of, distance, passages, ports
from ninetenths.network.supply import AssetNode, SupplyGraph

Ground = Literal["origin", "table", "route", "name", "state", "operator", "sea", "end"]
"""Why two stops are joined. ``state`` and ``operator`` between two lines are assumptions: nobody says that they are."""

_BRACKETS = re.compile(r"\(([^)]*)\)")
_WORD = re.compile(r"[a-z0-9]+")
_GAS = re.compile(r"\b(gas|lng)\b|gas\b")
_OIL = re.compile(r"\b(oil|crude|refinery|petroleum)\b")
_STOPS_AT_SEA = frozenset({"port", "terminal", "refinery"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Something on the way: a state of origin, an asset, a strait of the table, or the receiver.

    ``asset`` is None for states and for straits that the ledger does not hold; ``place`` is where ships find it.
    """

    stop_id: str
    kind: str
    name: str
    states: tuple[str, ...]
    regime: str
    asset: AssetNode | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Junction:
    """One stop leads to another; ``km`` is the voyage between them in ``basin``, 0 on land, NaN where unknown."""

    first: str
    second: str
    ground: Ground
    basin: str = ""
    km: float = 0.0

    @property
    def is_assumed(self) -> bool:
        """Whether nobody says that the two are joined."""
        return self.ground == "operator"


@dataclass(frozen=True, slots=True)
class WayGraph:
    """Stops and junctions between states of origin and a receiver; nothing changes it."""

    stops: Mapping[str, Stop]
    junctions: tuple[Junction, ...]

    def after(self) -> Mapping[str, tuple[Junction, ...]]:
        """Return the junctions that leave each stop."""
        found: dict[str, list[Junction]] = {}
        for junction in self.junctions:
            found.setdefault(junction.first, []).append(junction)
        return {stop: tuple(sorted(leaving)) for stop, leaving in found.items()}


def part_of(net: WayGraph, stops: Iterable[str]) -> WayGraph:
    """Return a graph of ways with only some of its stops and what joins them."""
    kept = set(stops)
    joined = tuple(one for one in net.junctions if one.first in kept and one.second in kept)
    return WayGraph(MappingProxyType({stop: net.stops[stop] for stop in sorted(kept)}), joined)


def origin_stop(state: str) -> str:
    """Return the id of the stop at which goods of a state start.

    >>> origin_stop("KAZ")
    'from:KAZ'
    """
    return f"from:{state}"


def receiver_stop(state: str) -> str:
    """Return the id of the stop at which goods for a state end."""
    return f"to:{state}"


def build_way_graph(graph: SupplyGraph, *, origins: Iterable[str], receiver: str, item: str) -> WayGraph:
    """Return the stops that goods of an item can pass between origins and a receiver, with what joins them.

    Every asset that can carry the item is there, whatever its status on the day.

    Reading: that two stops are joined says that goods can go on, not that they did.
    """
    stops = {node.asset_id: _stop(node) for node in graph.nodes if _carries(node, item) and node.kind != "field"}
    stops |= {
        one.passage_id: Stop(
            stop_id=one.passage_id,
            kind="strait",
            name=one.name,
            states=one.littorals,
            regime=one.regime,
            place=one,
        )
        for one in passages().values()
        if one.passage_id not in stops
    }
    ends = {origin_stop(state): state for state in origins} | {receiver_stop(receiver): receiver}
    land = _Land(stops, graph)
    starting = _from(stops, sorted(set(origins)), land)
    over_land = [*_onward(stops, land.junctions(), starting), *starting, *_to(stops, receiver, item)]
    found = [*over_land, *_at_sea(stops, over_land)]
    last = {junction.first for junction in found if junction.ground == "end"}
    kept = {
        junction
        for junction in found
        if not _leaves(stops, junction, receiver) and (junction.ground == "end" or junction.first not in last)
    } - _backwards(stops, found)
    states = {
        key: Stop(stop_id=key, kind="state", name=state, states=(state,), regime="") for key, state in ends.items()
    }
    return WayGraph(MappingProxyType(stops | states), _without_doubles(kept))


def fuel_of(node: AssetNode) -> str:
    """Return what an asset carries, "crude" or "gas"; empty where neither its capacity nor its name says."""
    if node.kind == "refinery" or node.capacity_unit:
        return "crude" if node.kind == "refinery" or node.capacity_unit == "kb/d" else "gas"
    words = f"{node.asset_id} {node.name}".replace("-", " ").casefold()
    if _GAS.search(words):
        return "gas"
    return "crude" if _OIL.search(words) else ""


def _carries(node: AssetNode, item: str) -> bool:
    return fuel_of(node) in ("", item)


def _stop(node: AssetNode) -> Stop:
    passage = passages().get(node.asset_id) if node.kind == "strait" else None
    return Stop(
        stop_id=node.asset_id,
        kind=node.kind,
        name=node.name,
        states=node.states,
        regime=node.legal_regime or (passage.regime if passage else ""),
        asset=node,
        place=passage or _port_of(node),
    )


def _port_of(node: AssetNode) -> Port | None:
    """Return the port of the table that an asset is: by its id, or by a name in that of the asset in the same state."""
    if node.kind not in _STOPS_AT_SEA:
        return None
    same = ports().get(node.asset_id)
    if same is not None:
        return same if same.state in node.states else None
    if node.kind == "refinery":
        return None
    words = _plain(f"{node.asset_id} {node.name}")
    named = (
        port for port in ports().values() if port.state in node.states and f" {_plain(port.port_id)} " in f" {words} "
    )
    return next(named, None)


class _Land:
    """What joins assets on land."""

    def __init__(self, stops: Mapping[str, Stop], graph: SupplyGraph) -> None:
        self.stops = stops
        self.lines = [stop for stop in stops.values() if stop.kind in ("pipeline", "tanker leg")]
        self.said = {(one.first, one.second) for one in graph.passages if one.basis == "route"}
        self.ended = {
            (line.stop_id, stop.stop_id) for line in self.lines for stop in stops.values() if _ends_at(line, stop)
        }
        self.begun = {
            (stop.stop_id, line.stop_id) for line in self.lines for stop in stops.values() if _starts_at(line, stop)
        }
        legs = {line.stop_id for line in self.lines if line.kind == "tanker leg"}
        self.land_begun = {(stop, line) for stop, line in self.begun if line not in legs}
        self.named = {stop for _, stop in self.ended} | {stop for stop, _ in self.begun}
        self.land_named = {stop for line, stop in self.ended if line not in legs} | {
            stop for stop, _ in self.land_begun
        }

    def junctions(self) -> list[Junction]:
        found = []
        for first in self.stops.values():
            for second in self.stops.values():
                ground = self.ground(first, second) if first.stop_id != second.stop_id else None
                if ground:
                    found.append(Junction(first=first.stop_id, second=second.stop_id, ground=ground))
        return found

    def ground(self, first: Stop, second: Stop) -> Ground | None:
        """Return why one stop leads to another on land; None where it does not."""
        pair = first.stop_id, second.stop_id
        told = known_junctions().get(pair)
        if told is not None:
            return "table" if told else None
        if pair in self.said and (first.place is None or second.place is None):
            return "route"
        if pair in self.ended or pair in self.begun:
            return "name"
        if first.kind == "tanker leg" or second.kind == "tanker leg" or not _meet(first, second):
            return None
        return self.on_the_same_ground(first, second)

    def on_the_same_ground(self, first: Stop, second: Stop) -> Ground | None:
        """Return why two assets that meet in a state are joined there."""
        kinds = first.kind, second.kind
        if kinds == ("pipeline", "pipeline"):
            return "operator" if self.hands_over(first, second) else None
        if first.kind == "pipeline" and second.kind in _STOPS_AT_SEA:
            return "state" if second.stop_id not in self.named and self.is_free(first) else None
        if kinds in (("port", "pipeline"), ("terminal", "pipeline")):
            return "state" if first.stop_id not in self.land_named else None
        landed = first.kind in ("port", "terminal") and second.kind == "refinery"
        return "state" if landed and not any(stop == first.stop_id for stop, _ in self.land_begun) else None

    def hands_over(self, first: Stop, second: Stop) -> bool:
        """Whether a line may pass on what it carries to another: one operator runs both, or none is known."""
        begins_at_a_stop = any(line == second.stop_id for _, line in self.begun)
        if begins_at_a_stop or (len(set(first.states)) == 1 and not self.is_free(first)):
            return False
        theirs = [_operators(line) for line in (first, second)]
        return bool(theirs[0] & theirs[1]) or (self.is_free(first) and not all(theirs))

    def is_free(self, line: Stop) -> bool:
        """Whether a line's name names no stop at which it ends."""
        return not any(one == line.stop_id for one, _ in self.ended)


def _from(stops: Mapping[str, Stop], origins: list[str], land: _Land) -> list[Junction]:
    """Return the junctions from a state into the lines and ports that begin there."""
    found = []
    for state in origins:
        for stop in stops.values():
            fed = any(line == stop.stop_id for _, line in land.begun if _is_entered(stops, land, line))
            loads = stop.kind == "port" and stop.states == (state,)
            if (stop.kind == "pipeline" and stop.states[:1] == (state,) and not fed) or loads:
                found.append(Junction(first=origin_stop(state), second=stop.stop_id, ground="origin"))
    return found


def _is_entered(stops: Mapping[str, Stop], land: _Land, line: str) -> bool:
    """Whether a domestic line begins at an import port, so that goods of the land do not start in it."""
    starts = [stops[stop] for stop, one in land.begun if one == line]
    return len(set(stops[line].states)) == 1 and any(stop.kind in ("port", "terminal") for stop in starts)


def _to(stops: Mapping[str, Stop], receiver: str, item: str) -> list[Junction]:
    """Return the junctions into the receiver: from its refineries, or where none is known from whatever arrives."""
    at_home = [
        stop for stop in stops.values() if stop.states[-1:] == (receiver,) and stop.kind not in ("strait", "port")
    ]
    ends = [stop for stop in at_home if stop.kind == "refinery"] if item == "crude" else []
    arriving = ends or [stop for stop in at_home if stop.kind in ("pipeline", "terminal", "tanker leg")]
    return [Junction(first=stop.stop_id, second=receiver_stop(receiver), ground="end") for stop in arriving]


def _at_sea(stops: Mapping[str, Stop], over_land: Iterable[Junction]) -> list[Junction]:
    """Return the voyages inside one basin: from where ships load, over passages, to where they discharge.

    Ships load where goods come by land and discharge where they go on by land. Where a tanker leg of the ledger joins
    two ports by name it stands for the voyage between them. In a closed sea ships sail only where such a leg says so.
    """
    legs_at = {stop.stop_id for stop in stops.values() if stop.kind == "tanker leg"}
    loaded = {one.second for one in over_land if one.first not in legs_at}
    leading = {one.first for one in over_land if one.second not in legs_at}
    afloat = [stop for stop in stops.values() if stop.place is not None]
    legs = [_plain(f"{stop.stop_id}") for stop in stops.values() if stop.kind == "tanker leg"]
    found = []
    for first in afloat:
        for second in afloat:
            basin = _shared_basin(first, second)
            ends = (
                first.kind == "strait" or first.stop_id in loaded,
                second.kind == "strait" or second.stop_id in leading,
            )
            if not basin or not all(ends) or not _sails(first, second) or _has_leg(legs, first, second):
                continue
            km = distance(_place_id(first), _place_id(second))
            found.append(Junction(first=first.stop_id, second=second.stop_id, ground="sea", basin=basin, km=km))
    return found


def _sails(first: Stop, second: Stop) -> bool:
    """Whether a voyage can go from one stop to another: refineries only receive, ports of one state are not joined."""
    same_port = first.kind != "strait" and second.kind != "strait" and first.states == second.states
    return first.stop_id != second.stop_id and first.kind != "refinery" and not same_port


def _shared_basin(first: Stop, second: Stop) -> str:
    if first.place is None or second.place is None:
        return ""
    shared = [basin for basin in basins_of(first.place) if basin in basins_of(second.place)]
    return shared[0] if shared and shared[0] != "Caspian Sea" else ""


def _has_leg(legs: list[str], first: Stop, second: Stop) -> bool:
    return f"{_plain(first.stop_id)} {_plain(second.stop_id)}" in legs


def _place_id(stop: Stop) -> str:
    place = stop.place
    return place.passage_id if isinstance(place, SeaPassage) else place.port_id if place else ""


def _leaves(stops: Mapping[str, Stop], junction: Junction, receiver: str) -> bool:
    """Whether goods that have come to the receiver would go on out of it, or an origin's go back into it."""
    first, second = (stops.get(end) for end in (junction.first, junction.second))
    if first is None or second is None:
        return False
    return set(first.states) == {receiver} and set(second.states) != {receiver}


def _onward(stops: Mapping[str, Stop], found: Iterable[Junction], starting: Iterable[Junction]) -> list[Junction]:
    """Leave out junctions from a loading port into a line beside it: goods of that state enter the line directly."""
    loading = {one.second for one in starting if stops[one.second].kind == "port"}
    return [one for one in found if one.ground != "state" or one.first not in loading]


def _backwards(stops: Mapping[str, Stop], found: Iterable[Junction]) -> set[Junction]:
    """Return the junctions from a port into a line although nothing but the goods of its own state comes to it."""
    arrivals = {junction.second for junction in found if junction.ground != "origin"}
    return {
        one
        for one in found
        if one.first not in arrivals
        and one.first in stops
        and stops[one.first].kind in ("port", "terminal")
        and one.second in stops
        and stops[one.second].kind == "pipeline"
    }


def _without_doubles(junctions: Iterable[Junction]) -> tuple[Junction, ...]:
    """Keep one junction between two stops: on land before at sea, said before assumed."""
    order = ("origin", "end", "table", "route", "name", "state", "operator", "sea")
    best: dict[tuple[str, str], Junction] = {}
    for junction in sorted(junctions, key=lambda one: (order.index(one.ground), one)):
        best.setdefault((junction.first, junction.second), junction)
    return tuple(best[pair] for pair in sorted(best))


def _meet(first: Stop, second: Stop) -> bool:
    return bool(first.states and second.states) and first.states[-1] == second.states[0]


def _operators(stop: Stop) -> set[str]:
    """Return who runs an asset: names apart by semicolons, without what stands in brackets."""
    text = stop.asset.operator if stop.asset else ""
    return {part for name in _BRACKETS.sub("", text).split(";") if (part := name.strip().casefold())}


def _ends_at(line: Stop, stop: Stop) -> bool:
    if stop.kind not in _STOPS_AT_SEA or line.states[-1:] != stop.states[:1] or line.stop_id == stop.stop_id:
        return False
    return any(f" {text}".endswith(f" {_plain(stop.stop_id)}") for text in _texts(line))


def _starts_at(line: Stop, stop: Stop) -> bool:
    if stop.kind not in ("port", "terminal") or line.states[:1] != stop.states[-1:] or line.stop_id == stop.stop_id:
        return False
    return any(f"{text} ".startswith(f"{_plain(stop.stop_id)} ") for text in _texts(line))


def _texts(line: Stop) -> tuple[str, ...]:
    """Return what may name the two ends of a line: its id, its name without brackets, and what stands in them."""
    brackets: list[str] = _BRACKETS.findall(line.name)
    return tuple(_plain(text) for text in (line.stop_id, _BRACKETS.sub("", line.name), *brackets))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


@cache
def known_junctions() -> Mapping[tuple[str, str], bool]:
    """Return the pairs of assets of which a source says that they are joined, or that they are not."""
    text = files(__package__).joinpath("junctions.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {(row["first"], row["second"]): row["joins"] == "yes" for row in csv.DictReader(text.splitlines())}
    )
