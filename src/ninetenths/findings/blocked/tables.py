"""The tables of an answer to who can stop a flow: rows of texts, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite, isinf

from ninetenths.findings.blocked.cutting import Strength
from ninetenths.findings.blocked.evidence import Exposure, exposure_words
from ninetenths.findings.blocked.flipping import Flip
from ninetenths.findings.blocked.wording import flip_in_words
from ninetenths.findings.wording import named, number
from ninetenths.network.powers import Power
from ninetenths.network.ways import Way

Rows = Sequence[tuple[str, ...]]


def act_rows(powers: Iterable[Power], exposures: Sequence[Exposure], *, receiver: str, names: dict[str, str]) -> Rows:
    """Return who × kind × where × legality × leakage × own cost; acts of one kind and legality share a row."""
    groups: dict[tuple[str, str, str, str], list[Power]] = {}
    for power in powers:
        groups.setdefault((power.layer, power.holder, power.kind, power.legality), []).append(power)
    found: list[tuple[str, ...]] = []
    told: set[str] = set()
    for (layer, holder, kind, legality), acts in sorted(groups.items(), key=lambda one: (one[0][0] != "state", one[0])):
        if holder == receiver:
            continue
        low, high = acts[0].leakage
        cost = "" if layer == "owner" else exposure_words(exposures, holder) if holder not in told else "as above"
        told.add(holder)
        where = ", ".join(_where(power, names) for power in acts)
        found.append((_who(layer, holder), kind, where, legality, _leak(low, high), cost))
    return found


def coalition_rows(found: Iterable[tuple[Strength, tuple[str, ...], float, tuple[float, float]]]) -> Rows:
    """Return strength, members, chance and leakage of coalitions."""
    return [
        (strength, " + ".join(named(member) for member in members), f"{chance:.0%}", _leak(*leakage))
        for strength, members, chance, leakage in found
    ]


def flip_rows(flips: Iterable[Flip]) -> Rows:
    """Return each flip as a sentence and whether it changes who can stop the flow alone."""
    return [("alone" if flip.alone else "together", flip_in_words(flip)) for flip in flips]


def way_rows(ways: Iterable[Way], *, most: int) -> Rows:
    """Return ways: status, origin, assets in order, sea km, days, and what is out of use or unknown."""
    found: list[tuple[str, ...]] = []
    for way in list(ways)[:most]:
        km = number(round(way.sea_km)) if isfinite(way.sea_km) else "not known"
        days = f"{way.sea_days[0]:.1f}–{way.sea_days[1]:.1f}" if isfinite(way.sea_km) else ""
        why = "; ".join([*(f"{one} out of use" for one in way.suspended), *(f"{one} unknown" for one in way.unknown)])
        found.append((way.status, way.origin, " > ".join(way.asset_ids), km, days, why))
    return found


def detour_rows(detours: Iterable[tuple[str, float, tuple[float, float]]]) -> Rows:
    """Return what the way round each state costs more, where it costs anything."""
    found: list[tuple[str, ...]] = []
    for holder, km, (low, high) in detours:
        if isinf(km):
            found.append((named(holder), "no way left", ""))
        elif km > 0:
            found.append((named(holder), f"{number(round(km))} km", f"{low:.1f}–{high:.1f} USD a barrel"))
    return found


def _who(layer: str, holder: str) -> str:
    return f"{holder} (firm)" if layer == "owner" else named(holder)


def _where(power: Power, names: dict[str, str]) -> str:
    if power.asset_id.startswith("from:"):
        return "its own exports"
    return (
        f"{power.asset_id}{' (with others)' if power.together else ''}" if power.asset_id in names else power.asset_id
    )


def _leak(low: float, high: float) -> str:
    """Return a range of leakage; a closure for every buyer leaks nothing by itself.

    >>> _leak(0.0, 0.0), _leak(0.0, 1.0)
    ('none', 'not known (0–100 %)')
    """
    if (low, high) == (0.0, 0.0):
        return "none"
    span = f"{round(low * 100)}–{round(high * 100)} %"
    return f"not known ({span})" if (low, high) == (0.0, 1.0) else span
