"""The flow map: the land around the places of a supply, and the ways between them.

Nothing is drawn that a list of assets does not name, and no vessel. The land and the tracks over the sea are two small
tables that ``docs/make_map.py`` derives from Natural Earth (public domain).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import degrees, hypot, log, pi, radians, tan

from ninetenths.findings.supply_panels import FlowMap, MapPlace, MapWay
from ninetenths.network.sea import Place, passages, ports

WIDTH = 1000.0
"""Width of the sheet; heights follow from the places."""
_MARGIN = 0.09
_LEAST_SPAN = 8.0
_FLATTEST, _TALLEST = 0.42, 0.78
_NEAR = 0.45
_MARITIME = frozenset({"port", "strait", "terminal", "canal", "passage", "refinery"})
_THIN, _WIDE = 1.6, 9.0
_LETTER, _LINE = 6.8, 15.0
_DESK, _PHONE = 880.0, 350.0
_ORDER = {"operating": 0, "reduced": 1, "unknown": 2, "planned": 3, "suspended": 4, "closed": 5}
_CORNER = 14.0

Point = tuple[float, float]
_Room = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The cut of the world that is shown: Mercator, so that bearings and shapes are kept."""

    west: float
    top: float
    scale: float
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a place stands on the sheet."""
        return (longitude - self.west) * self.scale, (self.top - _mercator(latitude)) * self.scale


@dataclass(frozen=True, slots=True)
class Side:
    """On which side of its place a name stands: how it is anchored and how far it is moved, in pixels."""

    anchor: str
    shift_x: float
    shift_y: float


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place in percent of the sheet, with where its name stands on a wide and on a narrow screen.

    A name that meets another one is None there: the list of ways still has it.
    """

    place: MapPlace
    left: float
    top: float
    wide: Side | None
    narrow: Side | None


_SIDES = (Side("start", 9, 4), Side("end", -9, 4), Side("middle", 0, -10), Side("middle", 0, 19))


@dataclass(frozen=True, slots=True)
class Line:
    """A way as a curve; ``number`` is its place among the ways. ``width`` grows with what its origin sends."""

    number: int
    way: MapWay
    path: str
    width: float
    opacity: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map as it is drawn."""

    height: float
    land: str
    lines: tuple[Line, ...]
    places: tuple[PlaceMark, ...]
    statuses: tuple[str, ...]
    largest: float


def sheet(flow_map: FlowMap) -> Sheet | None:
    """Return the map; None where fewer than two places are known.

    Reading: a line is a usual track or a straight line between two known places. It shows no voyage that was made.
    """
    used = {name for way in flow_map.ways for name in way.places}
    places = [place for place in flow_map.places if place.place_id in used]
    if len(places) < 2:
        return None
    by_id = {place.place_id: place for place in places}
    frame = _frame([point for way in flow_map.ways for line in _stretches(way, by_id) for point in line])
    ways = [(number, way) for number, way in enumerate(flow_map.ways) if len(way.places) > 1]
    largest = max((way.rate[1] for _, way in ways if way.rate), default=0.0)
    ordered = sorted(ways, key=lambda pair: (-_ORDER.get(pair[1].status, 2), -_width(pair[1], largest), pair[0]))
    lanes = _lanes([way for _, way in ways])
    return Sheet(
        height=frame.height,
        land=_land(frame),
        lines=tuple(
            Line(
                number,
                way,
                _path(way, by_id, frame, lanes),
                _width(way, largest),
                round(0.4 + 0.6 * min(max(way.weight, 0.0), 1.0), 2),
            )
            for number, way in ordered
        ),
        places=_marks(places, frame, flow_map),
        statuses=tuple(sorted({way.status for _, way in ways}, key=lambda status: _ORDER.get(status, 2))),
        largest=largest,
    )


def _mercator(latitude: float) -> float:
    return degrees(log(tan(pi / 4 + radians(min(max(latitude, -80.0), 80.0)) / 2)))


def _frame(points: Sequence[Point]) -> Frame:
    xs = [longitude for longitude, _ in points]
    ys = [_mercator(latitude) for _, latitude in points]
    wide = max(max(xs) - min(xs), _LEAST_SPAN) * (1 + 2 * _MARGIN)
    tall = max(max(ys) - min(ys), _LEAST_SPAN * _FLATTEST) * (1 + 2 * _MARGIN)
    wide = max(wide, tall / _TALLEST)
    tall = max(tall, wide * _FLATTEST)
    west, top = (max(xs) + min(xs) - wide) / 2, (max(ys) + min(ys) + tall) / 2
    return Frame(west, top, WIDTH / wide, round(tall * WIDTH / wide, 1))


@cache
def _rings() -> tuple[tuple[Point, ...], ...]:
    """Return the rings of the land in degrees, from steps in hundredths of a degree."""
    rings = []
    for steps in json.loads(_file("land.json")):
        x, y = 0, 0
        ring = []
        for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x / 100, y / 100))
        rings.append(tuple(ring))
    return tuple(rings)


@cache
def _tracks() -> dict[tuple[str, str], tuple[Point, ...]]:
    tracks = {}
    for names, numbers in json.loads(_file("sea_tracks.json")).items():
        first, second = names.split(" ")
        line = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        tracks[first, second] = line
        tracks[second, first] = tuple(reversed(line))
    return tracks


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _land(frame: Frame) -> str:
    """Return the land within the frame as one path; what lies outside is cut off ring by ring."""
    path = []
    for ring in _rings():
        cut = _clipped([frame.at(*point) for point in ring], frame.height)
        rounded = list(dict.fromkeys((round(x), round(y)) for x, y in cut))
        if len(rounded) > 2:
            path.append("M" + " ".join(f"{x},{y}" for x, y in rounded) + "Z")
    return "".join(path)


def _clipped(ring: Sequence[Point], height: float) -> list[Point]:
    """Return a ring cut at the four edges (Sutherland and Hodgman 1974), a little outside the sheet."""
    found = list(ring)
    for axis, limit, sign in ((0, -5.0, 1), (0, WIDTH + 5, -1), (1, -5.0, 1), (1, height + 5, -1)):
        kept: list[Point] = []
        for before, here in zip([found[-1], *found], found, strict=False) if found else ():
            inside, was_inside = sign * (here[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was_inside:
                part = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
            if inside:
                kept.append(here)
        found = kept
    return found


def _width(way: MapWay, largest: float) -> float:
    if way.rate is None or largest <= 0:
        return _THIN
    return round(_THIN + (_WIDE - _THIN) * max(way.rate[1], 0.0) / largest, 1)


def _lanes(ways: Sequence[MapWay]) -> dict[tuple[str, str, str], float]:
    """Return how far each origin keeps to the side on a stretch that several origins share, in the sheet's unit."""
    shared: dict[tuple[str, str], list[str]] = {}
    for way in ways:
        for first, second in pairwise(way.places):
            origins = shared.setdefault((min(first, second), max(first, second)), [])
            if way.origin not in origins:
                origins.append(way.origin)
    return {
        (*stretch, origin): 5.0 * (place - (len(origins) - 1) / 2)
        for stretch, origins in shared.items()
        for place, origin in enumerate(sorted(origins))
    }


def _path(way: MapWay, places: dict[str, MapPlace], frame: Frame, lanes: dict[tuple[str, str, str], float]) -> str:
    points: list[Point] = []
    for (first, second), stretch in zip(_pairs(way, places), _stretches(way, places), strict=True):
        line = [frame.at(*point) for point in stretch]
        aside = lanes[min(first, second), max(first, second), way.origin]
        moved = _aside(line, aside if first < second else -aside)
        points += moved[1:] if points and points[-1] == moved[0] else moved
    return _rounded(points)


def _pairs(way: MapWay, places: dict[str, MapPlace]) -> list[tuple[str, str]]:
    known = [name for name in way.places if name in places]
    return list(pairwise(known))


def _stretches(way: MapWay, places: dict[str, MapPlace]) -> list[Sequence[Point]]:
    return [_stretch(places[first], places[second]) for first, second in _pairs(way, places)]


def _stretch(first: MapPlace, second: MapPlace) -> Sequence[Point]:
    """Return a usual track where both places lie on one sea, else the straight line."""
    ends = ((first.longitude, first.latitude), (second.longitude, second.latitude))
    track = _tracks().get((_sea_place(first), _sea_place(second)))
    return (ends[0], *track[1:-1], ends[1]) if track else ends


def _sea_place(place: MapPlace) -> str:
    """Return the id under which the table of tracks knows a place: its own, or that of what lies beside it."""
    known: dict[str, Place] = {**ports(), **passages()}
    if place.place_id in known:
        return place.place_id
    if place.kind not in _MARITIME:
        return ""
    away = {name: hypot(one.longitude - place.longitude, one.latitude - place.latitude) for name, one in known.items()}
    nearest = min(away, key=away.__getitem__)
    return nearest if away[nearest] <= _NEAR else ""


def _aside(line: Sequence[Point], distance: float) -> list[Point]:
    """Return a line moved to its side, each point by the direction of its neighbours."""
    if not distance:
        return list(line)
    moved = []
    for place, (x, y) in enumerate(line):
        before, after = line[max(place - 1, 0)], line[min(place + 1, len(line) - 1)]
        along_x, along_y = after[0] - before[0], after[1] - before[1]
        length = hypot(along_x, along_y) or 1.0
        moved.append((x - along_y / length * distance, y + along_x / length * distance))
    return moved


def _rounded(points: Sequence[Point]) -> str:
    """Return a line with its corners rounded off."""
    if len(points) < 2:
        return ""
    path = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _toward(here, before), _toward(here, after)
        path.append(f"L{into[0]:.1f},{into[1]:.1f}Q{here[0]:.1f},{here[1]:.1f} {out[0]:.1f},{out[1]:.1f}")
    return "".join(path) + f"L{points[-1][0]:.1f},{points[-1][1]:.1f}"


def _toward(here: Point, there: Point) -> Point:
    length = hypot(there[0] - here[0], there[1] - here[1]) or 1.0
    part = min(_CORNER, length / 2) / length
    return here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part


def _marks(places: Sequence[MapPlace], frame: Frame, flow_map: FlowMap) -> tuple[PlaceMark, ...]:
    """Set each name beside its place where it meets no other; straits and the ends of ways come first."""
    ends = {name for way in flow_map.ways for name in (way.places[:1] + way.places[-1:])}
    ordered = sorted(places, key=lambda place: (place.place_id not in ends, place.kind != "strait", place.place_id))
    wide, narrow = (_names(ordered, frame, pixels) for pixels in (_DESK, _PHONE))
    marks = []
    for place in ordered:
        x, y = frame.at(place.longitude, place.latitude)
        left, top = 100 * x / WIDTH, 100 * y / frame.height
        marks.append(PlaceMark(place, left, top, wide[place.place_id], narrow[place.place_id]))
    return tuple(marks)


def _names(places: Sequence[MapPlace], frame: Frame, pixels: float) -> dict[str, Side | None]:
    """Return on which side each name stands where the map is so many pixels wide."""
    zoom = pixels / WIDTH
    spots = {place.place_id: frame.at(place.longitude, place.latitude) for place in places}
    spots = {name: (x * zoom, y * zoom) for name, (x, y) in spots.items()}
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in spots.values()]
    found: dict[str, Side | None] = {}
    for place in places:
        rooms = [(side, _room(side, place.name, spots[place.place_id])) for side in _SIDES]
        free = next((pair for pair in rooms if _fits(pair[1], taken, (pixels, frame.height * zoom))), None)
        found[place.place_id] = free[0] if free else None
        if free:
            taken.append(free[1])
    return found


def _room(side: Side, name: str, spot: Point) -> _Room:
    wide = _LETTER * len(short_name(name))
    left = spot[0] + side.shift_x - {"start": 0.0, "middle": wide / 2, "end": wide}[side.anchor]
    return left, spot[1] + side.shift_y - _LINE + 4, left + wide, spot[1] + side.shift_y + 4


def _fits(
    room: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]], size: Point
) -> bool:
    if min(room[:2]) < 2 or room[2] > size[0] - 2 or room[3] > size[1] - 2:
        return False
    return not any(room[0] < b[2] and b[0] < room[2] and room[1] < b[3] and b[1] < room[3] for b in taken)


def short_name(name: str) -> str:
    """Return a name without what stands in brackets.

    >>> short_name("Turkish Straits (Bosporus, Dardanelles)")
    'Turkish Straits'
    """
    return name.partition(" (")[0]
