"""All ways that goods can take from where they come to where they are refined, over the assets of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isnan, nan
from typing import Literal

from ninetenths.errors import InvalidRecord
from ninetenths.network.junctions import (
    Junction,
    Stop,
    WayGraph,
    build_way_graph,
    origin_stop,
    receiver_stop,
)
from ninetenths.network.sea import Port, days_at_sea, distance
from ninetenths.network.supply import IN_USE, SupplyGraph

Standing = Literal["operating", "unknown", "planned", "suspended", "closed"]
ITEMS = ("crude", "gas")
"""What the ways are known for."""

_WORST: tuple[Standing, ...] = ("operating", "unknown", "planned", "suspended", "closed")
_MOST_STEPS = 14
MOST_WAYS = 2000
"""How many ways are listed from one origin; cuts are worked out on the graph and do not depend on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaLeg:
    """A voyage inside one basin between two stops: ports, terminals or passages (straits).

    ``km`` is the sailed distance, NaN where a stop has no known place.
    """

    first: str
    second: str
    basin: str
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way from a state of origin to a receiver, asset by asset.

    ``steps`` are asset ids in order (a strait that the ledger does not hold has the id of the table of passages) with
    each voyage between them as a `SeaLeg`. ``states`` are those crossed, in order, the origin first. ``sea_km`` is the
    sum of its voyages (0 for a way over land, NaN where one is unknown), ``sea_days`` the same in days at the fastest
    and slowest speed. ``capacity`` is that of the narrowest asset of known capacity, in ``capacity_unit`` (kb/d, for
    gas bcm/y); None where none is known. ``status`` is the worst of its assets; ``suspended`` lists the assets out of
    use, ``unknown`` those of unknown status. ``assumptions`` are sentences: what must hold for the way to be one.

    Reading: a way is one that goods can take, not one that they took; capacity is not free capacity.
    """

    origin: str
    receiver: str
    item: str
    steps: tuple[str | SeaLeg, ...]
    states: tuple[str, ...]
    sea_km: float
    sea_days: tuple[float, float]
    straits: tuple[str, ...]
    capacity: tuple[float, float] | None
    capacity_unit: str
    status: Standing
    suspended: tuple[str, ...]
    unknown: tuple[str, ...]
    assumptions: tuple[str, ...]

    @property
    def asset_ids(self) -> tuple[str, ...]:
        """The steps that are assets or passages, in order, without the voyages between them."""
        return tuple(step for step in self.steps if isinstance(step, str))


def ways(
    graph: SupplyGraph, *, origins: Sequence[str], receiver: str, item: str, with_suspended: bool = False
) -> tuple[Way, ...]:
    """Return every simple way from the origins to the receiver, bypasses included, best first.

    Parameters
    ----------
    graph
        The assets on a day, see `build_supply_graph`.
    origins
        States that sell; parts of states count as their state (``IRQ:KRG`` is IRQ).
    receiver
        The state that buys.
    item
        "crude" or "gas".
    with_suspended
        Also return ways over assets that were out of use on that day; their ``status`` says so.

    Returns
    -------
    tuple of Way
        Those in use before those of unknown status before those out of use; then shorter voyages, fewer steps, ids.
        A voyage enters no basin twice; at most 2,000 ways from each origin, of at most 14 stops each.

    Raises
    ------
    InvalidRecord
        If there are no origins, the receiver is one of them, or the item is neither crude nor gas.
    """
    sellers = checked_origins(origins, receiver=receiver, item=item)
    net = build_way_graph(graph, origins=sellers, receiver=receiver, item=item)
    return ways_of(net, origins=sellers, receiver=receiver, item=item, with_suspended=with_suspended)


def ways_of(
    net: WayGraph,
    *,
    origins: Sequence[str],
    receiver: str,
    item: str,
    with_suspended: bool = False,
) -> tuple[Way, ...]:
    """Return the ways over stops and junctions that were built before; see `ways`."""
    search = _Search(net, receiver, with_suspended=with_suspended)
    found = [
        _way(net, path, item=item) for origin in sorted(set(origins)) for path in search.paths(origin_stop(origin))
    ]
    order = {standing: rank for rank, standing in enumerate(_WORST)}
    return tuple(
        sorted(
            found,
            key=lambda way: (
                order[way.status],
                inf if isnan(way.sea_km) else way.sea_km,
                len(way.steps),
                way.origin,
                way.asset_ids,
            ),
        )
    )


def stops_between(net: WayGraph, *, origins: Sequence[str], receiver: str) -> frozenset[str]:
    """Return the stops that lie on some path from an origin to the receiver, whatever their status."""
    search = _Search(net, receiver, with_suspended=True)
    reached, waiting = set[str](), [origin_stop(origin) for origin in origins]
    while waiting:
        stop = waiting.pop()
        if stop in search.reaching and stop not in reached:
            reached.add(stop)
            waiting += [junction.second for junction in search.after.get(stop, ())]
    return frozenset(reached)


def checked_origins(origins: Sequence[str], *, receiver: str, item: str) -> tuple[str, ...]:
    """Return origins as states, sorted; see the errors of `ways`."""
    states = tuple(sorted({origin.partition(":")[0] for origin in origins}))
    if item not in ITEMS:
        raise InvalidRecord(f"ways are known for {' and '.join(ITEMS)}; {item!r} was asked: name one of the two")
    if not states:
        raise InvalidRecord("no state of origin was named: say whose goods are meant, as in origins=('AZE', 'KAZ')")
    if receiver in states:
        raise InvalidRecord(f"{receiver} is both an origin and the receiver: goods at home take no way; leave it out")
    return states


def standing(stop: Stop) -> Standing:
    """Return whether a stop was in use; a strait of which nothing is said is open, since passage is the rule."""
    status = stop.asset.status if stop.asset else ""
    if status in IN_USE or (stop.kind in ("strait", "state") and not status):
        return "operating"
    known: dict[str, Standing] = {"planned": "planned", "suspended": "suspended", "closed": "closed"}
    return known.get(status, "unknown")


class _Search:
    """Simple paths by depth, none over a stop that cannot reach the receiver."""

    def __init__(self, net: WayGraph, receiver: str, *, with_suspended: bool) -> None:
        self.net, self.end = net, receiver_stop(receiver)
        self.after = {
            stop: tuple(one for one in leaving if with_suspended or self._is_open(one.second))
            for stop, leaving in net.after().items()
        }
        self.reaching = self._reaching()

    def paths(self, start: str) -> Iterator[tuple[Junction, ...]]:
        """Yield the paths from a stop to the receiver, at most `MOST_WAYS`, of at most `_MOST_STEPS` stops."""
        found = 0
        waiting: list[tuple[str, tuple[Junction, ...]]] = [(start, ())] if start in self.reaching else []
        while waiting and found < MOST_WAYS:
            stop, path = waiting.pop()
            if stop == self.end:
                found += 1
                yield path
                continue
            waiting += [
                (junction.second, (*path, junction))
                for junction in reversed(self.after.get(stop, ()))
                if junction.second in self.reaching and _goes_on(path, junction)
            ]

    def _is_open(self, stop: str) -> bool:
        return standing(self.net.stops[stop]) in ("operating", "unknown")

    def _reaching(self) -> set[str]:
        before: dict[str, set[str]] = {}
        for leaving in self.after.values():
            for junction in leaving:
                before.setdefault(junction.second, set()).add(junction.first)
        reached, waiting = {self.end}, [self.end]
        while waiting:
            fresh = before.get(waiting.pop(), set()) - reached
            reached |= fresh
            waiting += sorted(fresh)
        return reached


def _goes_on(path: tuple[Junction, ...], junction: Junction) -> bool:
    """Whether a path may go on over a junction: no stop and no basin twice, and not too long."""
    if len(path) >= _MOST_STEPS or any(one.first == junction.second for one in path):
        return False
    return not junction.basin or all(one.basin != junction.basin for one in path)


def _way(net: WayGraph, path: tuple[Junction, ...], *, item: str) -> Way:
    stops = [net.stops[one.second] for one in path[:-1]]
    steps: list[str | SeaLeg] = []
    for junction in path[:-1]:
        if junction.basin:
            steps.append(SeaLeg(first=junction.first, second=junction.second, basin=junction.basin, km=junction.km))
        steps.append(junction.second)
    km = _sea_km(net, path)
    standings = [standing(stop) for stop in stops]
    capacity, unit = _narrowest(stops)
    return Way(
        origin=net.stops[path[0].first].name,
        receiver=net.stops[path[-1].second].name,
        item=item,
        steps=tuple(steps),
        states=_states(net, path),
        sea_km=km,
        sea_days=days_at_sea(km),
        straits=tuple(stop.stop_id for stop in stops if stop.kind == "strait"),
        capacity=capacity,
        capacity_unit=unit,
        status=max(standings, key=_WORST.index),
        suspended=tuple(stop.stop_id for stop in stops if standing(stop) in ("planned", "suspended", "closed")),
        unknown=tuple(stop.stop_id for stop in stops if standing(stop) == "unknown"),
        assumptions=_assumptions(net, path),
    )


def leg_km(net: WayGraph, leg: str, before: str, after: str) -> float:
    """Return the length of a tanker leg of the ledger from the places that it joins; NaN where one has none, else 0."""
    places = [net.stops[end].place for end in (before, after)]
    ids = [place.port_id for place in places if isinstance(place, Port)]
    if net.stops[leg].kind != "tanker leg":
        return 0.0
    return distance(ids[0], ids[1]) if len(ids) == len(places) else nan


def _sea_km(net: WayGraph, path: tuple[Junction, ...]) -> float:
    legs = sum(leg_km(net, first.second, first.first, second.second) for first, second in pairwise(path))
    return legs + sum(one.km for one in path)


def _narrowest(stops: Sequence[Stop]) -> tuple[tuple[float, float] | None, str]:
    known = [stop.asset for stop in stops if stop.asset and stop.asset.capacity is not None and stop.kind != "strait"]
    if not known:
        return None, ""
    narrow = min(known, key=lambda node: (node.capacity or (inf, inf), node.asset_id))
    return narrow.capacity, narrow.capacity_unit


def _states(net: WayGraph, path: tuple[Junction, ...]) -> tuple[str, ...]:
    crossed: list[str] = []
    for stop in (net.stops[path[0].first], *(net.stops[one.second] for one in path)):
        for state in stop.states:
            if state not in crossed[-1:]:
                crossed.append(state)
    return tuple(crossed)


def _assumptions(net: WayGraph, path: tuple[Junction, ...]) -> tuple[str, ...]:
    names = {key: stop.name for key, stop in net.stops.items()}
    said = [
        f"{names[one.first]} hands over to {names[one.second]}: nobody says that it does"
        for one in path
        if one.is_assumed
    ]
    for one in path[:-1]:
        stop = net.stops[one.second]
        if standing(stop) == "unknown":
            said.append(f"{stop.name} is in use: its status on the day is not known")
        elif stop.asset and stop.asset.status and not stop.asset.status_certain:
            said.append(f"{stop.name} is {stop.asset.status}: the date of it is coarse ({stop.asset.status_begins})")
        elif standing(stop) not in ("operating", "unknown"):
            said.append(f"{stop.name} is used again: it is {stop.asset.status if stop.asset else ''}")
    return tuple(said)


def asset_statuses(found: Sequence[Way]) -> Mapping[str, Standing]:
    """Return the status of every asset on ways that is not plainly in use.

    >>> asset_statuses(())
    {}
    """
    return {
        **{asset: "suspended" for way in found for asset in way.suspended},
        **{asset: "unknown" for way in found for asset in way.unknown},
    }
