"""The ways of a supply as places with coordinates: ports, straits and ends of lines of public lists, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ninetenths.findings.reconciling import Reconciliation
from ninetenths.findings.supply_panels import FlowMap, MapPlace, MapWay, Range
from ninetenths.findings.supplying.figures import rounded
from ninetenths.findings.supplying.known import Known
from ninetenths.findings.supplying.line_ends import stops_of_lines, towns
from ninetenths.findings.wording import listed, named
from ninetenths.network.sea import passages, ports
from ninetenths.network.supply import Route, SupplyGraph, routes_of
from ninetenths.network.ways import Way, ways

_MOST_WAYS = 3
"""Ways of one origin that are drawn: those in use and short come first."""
_STATE_ID = 3


def flow_map(known: Known, graph: SupplyGraph, found: Reconciliation, sellers: Sequence[str]) -> FlowMap | None:
    """Return the ways of every origin of the last informed year, and of the sellers; None where no place is known."""
    rates = _rates(found) if found.scaled else {}
    origins = sorted({origin.partition(":")[0] for origin in (*_last(found), *sellers)} - {found.receiver})
    origins = [one for one in origins if len(one) == _STATE_ID and one != "UNK"]
    if not origins:
        return None
    every = ways(graph, origins=origins, receiver=found.receiver, item=found.item, with_suspended=True)
    said = routes_of(known.statements())
    drawn = _Drawn(every)
    shown = [way for origin in origins for way in drawn.distinct([one for one in every if one.origin == origin])]
    if not shown:
        return None
    stops = sorted({stop for way in shown for stop in drawn.places(way)})
    return FlowMap(
        unit=found.unit,
        places=tuple(_place(stop) for stop in stops),
        ways=tuple(_way(graph, way, drawn.places(way), rates.get(way.origin), said) for way in shown),
    )


def _last(found: Reconciliation) -> tuple[str, ...]:
    informed = [one for one in found.composition if one.informed and one.origin != "other"]
    last = max((one.period for one in informed), default="")
    return tuple(one.origin for one in informed if one.period == last)


def _rates(found: Reconciliation) -> dict[str, Range]:
    """Return the last informed rate of each origin that is a state by itself."""
    return {one.origin: rounded(one.rate) for one in found.composition if one.informed}


class _Drawn:
    """Ways as rows of places.

    A line that a way begins with starts where the table of ends says, else at the only port of that state from which
    other ways enter it.
    """

    def __init__(self, every: Iterable[Way]) -> None:
        found: dict[tuple[str, str], set[str]] = {}
        for way in every:
            for stop, line in pairwise(way.asset_ids):
                if stop in ports() and not _is_place(line):
                    found.setdefault((ports()[stop].state, line), set()).add(stop)
        self._entries: Mapping[tuple[str, str], set[str]] = found

    def places(self, way: Way) -> tuple[str, ...]:
        """Return the known places of a way in order, none twice."""
        found: list[str] = []
        for stop in way.asset_ids:
            found += (stop,) if _is_place(stop) else stops_of_lines().get(stop, ())
        begin = self._entries.get((way.origin, way.asset_ids[0]), set()) if way.asset_ids else set()
        if len(begin) == 1 and not stops_of_lines().get(way.asset_ids[0]):
            found = [*begin, *found]
        return tuple(dict.fromkeys(found))

    def distinct(self, found: Sequence[Way]) -> list[Way]:
        """Return the first way of each row of places; a way with fewer than two places cannot be drawn."""
        by_places: dict[tuple[str, ...], Way] = {}
        for way in found:
            places = self.places(way)
            if len(places) > 1:
                by_places.setdefault(places, way)
        return list(by_places.values())[:_MOST_WAYS]


def _is_place(stop: str) -> bool:
    return stop in ports() or stop in passages()


def _place(stop: str) -> MapPlace:
    """Return a port, a strait or canal, or a town at the end of a line, of the tables."""
    port = ports().get(stop)
    if port is not None:
        return MapPlace(
            place_id=stop, name=port.name, kind="port", longitude=port.longitude, latitude=port.latitude
        )  # fmt: skip
    if stop in towns():
        return towns()[stop]
    strait = passages()[stop]
    return MapPlace(
        place_id=stop, name=strait.name, kind="strait", longitude=strait.longitude, latitude=strait.latitude
    )  # fmt: skip


def _way(graph: SupplyGraph, way: Way, places: tuple[str, ...], rate: Range | None, said: Sequence[Route]) -> MapWay:
    names = {node.asset_id: node.name for node in graph.nodes}
    steps = [names.get(stop) or _place(stop).name for stop in way.asset_ids if stop in names or _is_place(stop)]
    out = f"; out of use: {listed([names.get(one, one) for one in way.suspended])}" if way.suspended else ""
    return MapWay(
        origin=way.origin,
        places=places,
        status=way.status,
        rate=rate,
        weight=_weight(way, said),
        words=f"{named(way.origin)} by {', '.join(steps)}{out}",
    )


def _weight(way: Way, said: Sequence[Route]) -> float:
    """Return the part of the routes told of this origin's goods that fit the way, 0 to 1."""
    mine = [set(route.steps) for route in said if way.origin in {sender.partition(":")[0] for sender in route.senders}]
    on_way = {*way.asset_ids, *way.states, way.receiver}
    told = [steps for steps in mine if steps]
    fitting = [steps for steps in told if steps & set(way.asset_ids) and steps <= on_way]
    return round(len(fitting) / len(told), 3) if told else 0.0
