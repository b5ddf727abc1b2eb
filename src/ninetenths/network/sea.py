"""The sea between ports: basins, the passages between them, and how far and how long a voyage is.

Distances come from `searoute`, worked out beforehand into ``sea_legs.csv`` so that a question needs neither its
import nor a network. Which straits a voyage needs is decided here and not by `searoute`, which knows neither the
Danish Straits nor Kerch, ignores the name of a passage it does not know, and gives a length of 0 where no way is left.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import Literal

from ninetenths.errors import InvalidRecord

SPEED_KNOTS = (11.0, 14.0)
"""Slow and full speed of a laden crude tanker, the range in which the days of a voyage are given."""
USD_PER_BARREL_AND_1000_KM = (0.25, 0.50)
"""Freight, as a range of our own: an Aframax of 700,000 barrels that costs 50,000 to 100,000 USD a day with its
fuel, makes 580 km a day and sails back empty. A market rate in a crisis lies above it."""

_EARTH_KM = 6371.0
_KM_PER_KNOT_DAY = 1.852 * 24
_DETOUR_OF_CLOSED_SEAS = 1.15
"""Sailed over straight distance where `searoute` has no network (the Caspian)."""
_CLOSED_SEAS = frozenset({"Caspian Sea"})

Closing = Literal["one", "all", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A place where tankers load or discharge, and the basin it lies in."""

    port_id: str
    name: str
    state: str
    basin: str
    longitude: float
    latitude: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaPassage:
    """A strait or canal between two basins.

    ``closing`` says who could shut it: ``one`` littoral state is enough, ``all`` of them must act together since
    ships can keep to the other side, ``none`` can. ``regime`` is the treaty that governs passage.
    """

    passage_id: str
    name: str
    basins: tuple[str, str]
    littorals: tuple[str, ...]
    closing: Closing
    longitude: float
    latitude: float
    regime: str
    source: str


Place = Port | SeaPassage


@cache
def ports() -> Mapping[str, Port]:
    """Return the table of ports by id.

    >>> ports()["ceyhan"].basin
    'Mediterranean'
    """
    return MappingProxyType(
        {
            row["port_id"]: Port(
                port_id=row["port_id"],
                name=row["name"],
                state=row["state"],
                basin=row["basin"],
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
                source=row["source"],
            )
            for row in _table("ports.csv")
        }
    )


@cache
def passages() -> Mapping[str, SeaPassage]:
    """Return the table of straits and canals by id.

    >>> passages()["turkish-straits"].basins
    ('Black Sea', 'Mediterranean')
    """
    closings: dict[str, Closing] = {"one": "one", "all": "all", "none": "none"}
    return MappingProxyType(
        {
            row["passage_id"]: SeaPassage(
                passage_id=row["passage_id"],
                name=row["name"],
                basins=(row["first_basin"], row["second_basin"]),
                littorals=tuple(state for state in row["littorals"].split(";") if state),
                closing=closings[row["closing"]],
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
                regime=row["regime"],
                source=row["source"],
            )
            for row in _table("passages.csv")
        }
    )


def basins_of(place: Place) -> tuple[str, ...]:
    """Return the basins a place opens on: one for a port, two for a passage."""
    return place.basins if isinstance(place, SeaPassage) else (place.basin,)


def distance(first: str, second: str) -> float:
    """Return the sailed distance in km between two places of one basin, either way; NaN where the table has none.

    Reading: the length of a usual track, not of a voyage that was made.

    >>> round(distance("ceyhan", "ashkelon"), -2)
    600.0
    >>> distance("ceyhan", "primorsk")
    nan
    """
    return _legs().get((min(first, second), max(first, second)), float("nan"))


def days_at_sea(km: float) -> tuple[float, float]:
    """Return the days of a voyage at full and at slow speed.

    >>> [round(days, 1) for days in days_at_sea(2400)]
    [3.9, 4.9]
    """
    slow, full = (speed * _KM_PER_KNOT_DAY for speed in SPEED_KNOTS)
    return km / full, km / slow


def freight(km: float) -> tuple[float, float]:
    """Return what a barrel pays for a distance in USD, as a range; see `USD_PER_BARREL_AND_1000_KM`.

    >>> freight(2000)
    (0.5, 1.0)
    """
    low, high = USD_PER_BARREL_AND_1000_KM
    return low * km / 1000, high * km / 1000


def measured_legs() -> tuple[tuple[str, str, str, int], ...]:
    """Work out every leg inside one basin between two places of the tables: (first, second, basin, km), sorted.

    This is how ``sea_legs.csv`` is made; it loads `searoute`.

    Raises
    ------
    InvalidRecord
        If `searoute` gives no length where two places share a basin.
    """
    places: dict[str, Place] = {**ports(), **passages()}
    found = []
    for first, second in combinations(sorted(places), 2):
        shared = [basin for basin in basins_of(places[first]) if basin in basins_of(places[second])]
        found += [(first, second, basin, measured(places[first], places[second], basin=basin)) for basin in shared]
    return tuple(sorted(found))


def measured(first: Place, second: Place, *, basin: str) -> int:
    """Return the km between two places of a basin, by `searoute`; straight distance and a detour in closed seas."""
    straight = _great_circle(first, second)
    if basin in _CLOSED_SEAS:
        return round(straight * _DETOUR_OF_CLOSED_SEAS)
    import searoute  # noqa: PLC0415 - loading it takes most of a second, and only the making of the table needs it

    ends = [[place.longitude, place.latitude] for place in (first, second)]
    length = float(searoute.searoute(*ends, units="km").properties["length"])
    if length <= 0 and straight > 1:
        names = f"{first.name} and {second.name}"
        raise InvalidRecord(f"searoute finds no way between {names} in the {basin}; check their coordinates and basin")
    return round(max(length, straight))


@cache
def _legs() -> Mapping[tuple[str, str], float]:
    return MappingProxyType({(row["first"], row["second"]): float(row["km"]) for row in _table("sea_legs.csv")})


def _great_circle(first: Place, second: Place) -> float:
    there, here = radians(second.latitude), radians(first.latitude)
    east = radians(second.longitude - first.longitude)
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(chord))


def _table(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
