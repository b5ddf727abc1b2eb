"""Make the two small tables behind the flow map anew: the outline of the land, and usual tracks over the sea.

    NINETENTHS_MIRROR=folder python docs/make_map.py

The land is Natural Earth 1:110m (public domain, naturalearthdata.com), thinned to hundredths of a degree. The tracks
are shortest ways over a grid of water cut from that land, between the places that share a basin in
``network/sea_legs.csv``. A track is drawn so that a line does not cross the land; it is no voyage that was made, and
no distance is read from it.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from math import ceil, cos, hypot, radians
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from ninetenths import brief
from ninetenths.network import sea

ROOM = Path(brief.__file__).parent
THINNED = 0.03
"""Degrees by which the outline may stray from the original."""
SMALLEST = 0.06
"""Square degrees: smaller islands are left out."""
CELL = 0.2
WEST, EAST, SOUTH, NORTH = -100.0, 110.0, -40.0, 76.0
COASTAL = 1.6
"""How much dearer a cell beside land is, so that a line keeps clear of it."""
CHANNELS = (
    ((29.1, 41.4), (29.05, 41.0), (28.4, 40.75), (27.2, 40.55), (26.3, 40.1), (25.7, 39.8)),
    ((10.6, 58.0), (11.1, 56.9), (10.9, 55.9), (11.0, 55.3), (10.9, 54.7), (11.8, 54.4), (12.6, 54.8)),
    ((-6.2, 35.9), (-5.4, 35.95), (-4.8, 36.0)),
    ((32.3, 31.6), (32.3, 30.6), (32.55, 29.9), (32.7, 29.3), (33.4, 28.3)),
    ((42.6, 14.0), (43.3, 12.6), (44.2, 12.2)),
    ((55.6, 26.2), (56.5, 26.55), (57.0, 25.6)),
    ((36.6, 45.8), (36.6, 45.2), (36.5, 44.8)),
    ((34.9, 29.5), (34.6, 28.6), (34.4, 27.9)),
    ((98.0, 6.0), (100.5, 3.2), (103.4, 1.2)),
)
"""Waters that the scale of the land closes: along these lines the grid is open."""
Point = tuple[float, float]


def thinned(line: Sequence[Point], room: float) -> list[Point]:
    """Return a line with the points left out that lie within *room* of it (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return list(line)
    (ax, ay), (bx, by) = line[0], line[-1]
    length = hypot(bx - ax, by - ay)
    away = [
        abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else hypot(x - ax, y - ay) for x, y in line
    ]
    farthest = max(range(1, len(line) - 1), key=away.__getitem__)
    if away[farthest] <= room:
        return [line[0], line[-1]]
    return thinned(line[: farthest + 1], room)[:-1] + thinned(line[farthest:], room)


def rings(land: Path) -> list[list[Point]]:
    """Return every ring of the land, shores of lakes cut out of it included."""
    found = []
    for feature in json.loads(land.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        for polygon in [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]:
            found += [[(x, y) for x, y, *_ in ring] for ring in polygon]
    return found


def area(ring: Sequence[Point]) -> float:
    """Return the area of a closed ring in square degrees."""
    pairs = pairwise(ring)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def stored(ring: Sequence[Point]) -> list[int]:
    """Return a ring in hundredths of a degree: the first point, then steps."""
    points = [(round(100 * x), round(100 * y)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    return [number for pair in (points[0], *steps) for number in pair]


def water(land: list[list[Point]]) -> NDArray[np.bool_]:
    """Return the grid of water: rows from south to north, columns from west to east."""
    across, up = round((EAST - WEST) / CELL), round((NORTH - SOUTH) / CELL)
    centres = WEST + CELL * (np.arange(across) + 0.5)
    open_water = np.ones((up, across), dtype=bool)
    for row in range(up):
        level = SOUTH + CELL * (row + 0.5)
        edges = [
            ax + (level - ay) / (by - ay) * (bx - ax)
            for ring in land
            for (ax, ay), (bx, by) in pairwise(ring)
            if (ay <= level) != (by <= level)
        ]
        open_water[row] = np.searchsorted(np.sort(edges), centres) % 2 == 0
    for channel in CHANNELS:
        for start, end in pairwise(channel):
            for x, y in between(start, end):
                open_water[cell((x, y))] = True
    return open_water


def between(start: Point, end: Point) -> list[Point]:
    """Return points from one place to another, a fifth of a cell apart."""
    parts = max(ceil(5 * hypot(end[0] - start[0], end[1] - start[1]) / CELL), 1)
    return [
        (start[0] + (end[0] - start[0]) * part / parts, start[1] + (end[1] - start[1]) * part / parts)
        for part in range(parts + 1)
    ]


def cell(place: Point) -> tuple[int, int]:
    """Return row and column of a place."""
    return int((place[1] - SOUTH) / CELL), int((place[0] - WEST) / CELL)


def centre(number: int, across: int) -> Point:
    """Return the middle of a cell."""
    row, column = divmod(number, across)
    return WEST + CELL * (column + 0.5), SOUTH + CELL * (row + 0.5)


def moves(open_water: NDArray[np.bool_]) -> csr_array:
    """Return the ways from cell to cell of water with their costs."""
    up, across = open_water.shape
    numbers = np.arange(up * across).reshape(up, across)
    padded = np.pad(open_water, 1, constant_values=True)
    beside = ~np.logical_and.reduce(
        [padded[1 + dy : up + 1 + dy, 1 + dx : across + 1 + dx] for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    )
    cost = np.where(beside, COASTAL, 1.0)
    narrow = np.cos(np.radians(SOUTH + CELL * (np.arange(up) + 0.5)))[:, None] * np.ones((1, across))
    tails, heads, lengths = [], [], []
    for dy, dx in ((0, 1), (1, 0), (1, 1), (1, -1)):
        here = (slice(0, up - dy), slice(max(-dx, 0), across - max(dx, 0)))
        there = (slice(dy, up), slice(max(dx, 0), across - max(-dx, 0)))
        both = open_water[here] & open_water[there]
        tails.append(numbers[here][both])
        heads.append(numbers[there][both])
        length = np.hypot(dx * narrow[here], dy) * (cost[here] + cost[there]) / 2
        lengths.append(length[both])
    shape = (up * across, up * across)
    return csr_array((np.concatenate(lengths), (np.concatenate(tails), np.concatenate(heads))), shape=shape)


def nearest_water(open_water: NDArray[np.bool_], place: Point) -> int:
    """Return the number of the cell of water nearest to a place."""
    rows, columns = np.nonzero(open_water)
    away = np.hypot(
        (WEST + CELL * (columns + 0.5) - place[0]) * cos(radians(place[1])), SOUTH + CELL * (rows + 0.5) - place[1]
    )
    nearest = int(np.argmin(away))
    return int(rows[nearest] * open_water.shape[1] + columns[nearest])


def pulled(track: list[Point], open_water: NDArray[np.bool_]) -> list[Point]:
    """Return a track pulled tight: only the points that are needed to stay on water."""
    tight, at = [track[0]], 0
    while at < len(track) - 1:
        reach = at + 1
        for far in range(at + 2, min(len(track), at + 400)):
            if all(open_water[cell(point)] for point in between(track[at], track[far])):
                reach = far
        tight.append(track[reach])
        at = reach
    return tight


def tracks(open_water: NDArray[np.bool_]) -> dict[str, list[float]]:
    """Return a track for each pair of the table of legs, as longitudes and latitudes in turn."""
    legs = list(csv.DictReader(Path(sea.__file__).with_name("sea_legs.csv").read_text(encoding="utf-8").splitlines()))
    places: dict[str, sea.Place] = {**sea.ports(), **sea.passages()}
    graph = moves(open_water)
    across = open_water.shape[1]
    found: dict[str, list[float]] = {}
    for first in sorted({leg["first"] for leg in legs}):
        starts = (places[first].longitude, places[first].latitude)
        source = nearest_water(open_water, starts)
        _, before = dijkstra(graph, directed=False, indices=source, return_predecessors=True)
        for second in (leg["second"] for leg in legs if leg["first"] == first):
            ends = (places[second].longitude, places[second].latitude)
            at = nearest_water(open_water, ends)
            back = [at]
            while back[-1] != source and before[back[-1]] >= 0:
                back.append(int(before[back[-1]]))
            if back[-1] != source:
                sys.stderr.write(f"no water between {first} and {second}\n")
                continue
            way = pulled([centre(number, across) for number in reversed(back)], open_water)
            line = [starts, *way[1:-1], ends] if len(way) > 2 else [starts, ends]
            found[f"{first} {second}"] = [round(number, 1) for point in line for number in point]
    return found


def main() -> None:
    """Write both tables beside the room that reads them."""
    mirror = os.environ.get("NINETENTHS_MIRROR")
    if not mirror:
        raise SystemExit("NINETENTHS_MIRROR names no folder; Natural Earth is at naturalearthdata.com")
    land = rings(Path(mirror) / "natural_earth_110m" / "ne_110m_land.json")
    kept = [stored(thinned(ring, THINNED)) for ring in land if area(ring) >= SMALLEST]
    write("land.json", kept)
    write("sea_tracks.json", tracks(water(land)))


def write(name: str, content: object) -> None:
    """Write a table on few bytes and say how many."""
    text = json.dumps(content, separators=(",", ":")) + "\n"
    (ROOM / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{name}: {len(text):,} bytes\n")


if __name__ == "__main__":
    main()
