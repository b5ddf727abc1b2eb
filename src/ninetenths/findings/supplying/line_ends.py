"""Where lines begin, pass and end on land, as a public list of lines has it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ninetenths.findings.supply_panels import MapPlace
from ninetenths.network.sea import ports


@cache
def stops_of_lines() -> Mapping[str, tuple[str, ...]]:
    """Return the places of a line, or of a refinery, in order; ports among them are those of the table of ports.

    >>> stops_of_lines()["btc"]
    ('sangachal',)
    """
    found: dict[str, list[str]] = {}
    for row in sorted(_rows(), key=lambda row: (row["asset_id"], int(row["number"]))):
        found.setdefault(row["asset_id"], []).append(row["place_id"])
    return MappingProxyType({line: tuple(stops) for line, stops in found.items()})


@cache
def towns() -> Mapping[str, MapPlace]:
    """Return the places of lines that are no ports, by id.

    >>> towns()["plock"].name
    'Plock'
    """
    return MappingProxyType(
        {
            row["place_id"]: MapPlace(
                place_id=row["place_id"],
                name=row["name"],
                kind="town",
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
            )
            for row in _rows()
            if row["place_id"] not in ports()
        }
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath("line_ends.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
