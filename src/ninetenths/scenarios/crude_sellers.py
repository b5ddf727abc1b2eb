"""Who exports crude at large, from which port, of what grade and with what to spare; and how far it sails."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import hypot

from ninetenths.network.sea import days_at_sea, passages, ports
from ninetenths.scenarios.acts import Span
from ninetenths.scenarios.baseline import Path, Seller

_SAME_PORT_DEGREES = 0.35
"""Two places closer than this (about 35 km) are one port."""


def crude_sellers(receiver: str) -> tuple[Seller, ...]:
    """Return the exporters of crude with their voyages to the ports of a receiver, sorted by origin.

    A seller without a port of the receiver in the table has no path. Whether it would sell to the receiver the table
    does not say: ``known`` is False for all.
    """
    homes = {port_id for port_id, port in ports().items() if port.state == receiver}
    return tuple(
        Seller(
            origin=row["state"],
            paths=_voyages(row["state"], row, homes) if row["state"].partition(":")[0] != receiver else (),
            exports=_span(row, "crude_exports"),
            spare=_span(row, "spare"),
            api=float(row["api"] or "nan"),
            sulphur=float(row["sulphur"] or "nan"),
            known=False,
            source=f"{row['source']} ({row['year']})",
        )
        for row in _table("crude_supply.csv")
        if row["state"].partition(":")[0] != receiver
    )


def _voyages(origin: str, row: Mapping[str, str], homes: set[str]) -> tuple[Path, ...]:
    """Return the shortest voyage for each set of straits passed, shortest first."""
    loading = _state_of_port(float(row["port_lon"]), float(row["port_lat"])) or origin.partition(":")[0]
    crossed = () if loading == origin.partition(":")[0] else (loading,)
    best: dict[str, float] = {}
    for leg in _table("crude_voyages.csv"):
        if leg["state"] == origin and leg["port"] in homes:
            best[leg["straits"]] = min(best.get(leg["straits"], float("inf")), float(leg["km"]))
    return tuple(
        Path(
            states=crossed,
            assets=tuple(name for name in straits.split(";") if name),
            ports=(loading,),
            straits=straits_of(straits.split(";")),
            sea_km=km,
            sea_days=sum(days_at_sea(km)) / 2,
        )
        for straits, km in sorted(best.items(), key=lambda one: (one[1], one[0]))
    )


def straits_of(ids: list[str]) -> tuple[str, ...]:
    """Return the states of straits by their ids, in order; those that the table of passages does not hold have none."""
    known = passages()
    return tuple(dict.fromkeys(state for one in ids if one in known for state in known[one].littorals))


def _state_of_port(longitude: float, latitude: float) -> str:
    """Return the state of the port at a place; empty where the table of ports has none there."""
    near = [(hypot(port.longitude - longitude, port.latitude - latitude), port.state) for port in ports().values()]
    distance, state = min(near)
    return state if distance < _SAME_PORT_DEGREES else ""


def _span(row: Mapping[str, str], name: str) -> Span | None:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return Span.of(float(low), float(high)) if low and high else None


@cache
def _table(name: str) -> tuple[Mapping[str, str], ...]:
    path = files("ninetenths.scenarios").joinpath(name)
    return tuple(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.is_file() else ()
