"""What is taken for granted about a graph of ways, so that it can be taken otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ninetenths.findings.wording import capital_first, named
from ninetenths.network.junctions import Stop, WayGraph
from ninetenths.network.powers import Power
from ninetenths.network.ways import standing

Legal = Literal["any", "arguable", "lawful"]
"""Which acts count: every one, those that are not plainly unlawful, or those that are plainly lawful."""
ALLOWED: dict[Legal, frozenset[str]] = {
    "any": frozenset({"lawful", "contested", "unlawful"}),
    "arguable": frozenset({"lawful", "contested"}),
    "lawful": frozenset({"lawful"}),
}

Act = tuple[str, str]
"""A holder and a stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """Departures from what the ledger says of the day; empty for the ledger's own reading.

    ``opened`` and ``shut`` are stops taken to be in use or out of use; ``apart`` are stops that hand nothing over;
    ``barred`` are acts that are taken not to be open to their holder, ``granted`` those that are in spite of the law.
    """

    opened: frozenset[str] = field(default_factory=frozenset)
    shut: frozenset[str] = field(default_factory=frozenset)
    apart: frozenset[str] = field(default_factory=frozenset)
    barred: frozenset[Act] = field(default_factory=frozenset)
    granted: frozenset[Act] = field(default_factory=frozenset)

    def is_open(self, stop: Stop) -> bool:
        """Whether goods can pass a stop."""
        if stop.stop_id in self.shut:
            return False
        return stop.stop_id in self.opened or standing(stop) in ("operating", "unknown")

    def counts(self, power: Power, legal: Legal) -> bool:
        """Whether a power counts under a switch of legality."""
        act = power.holder, power.asset_id
        return act not in self.barred and (act in self.granted or power.legality in ALLOWED[legal])


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle:
    """One assumption that can be taken the other way, and what that is in words ("... is used again")."""

    key: str
    words: str
    change: Assumed


def toggles(net: WayGraph, used: Iterable[str], held: Sequence[Power], *, legal: Legal) -> tuple[Toggle, ...]:
    """Return the assumptions behind an answer, each with its opposite in words.

    Assets out of use could be used again, those of unknown status be closed, lines in use be full, lines that nobody
    says are joined be apart, a strait not be closed or a state not stop what crosses it, or do what the switch leaves
    out.
    """
    stops = [net.stops[stop] for stop in sorted(set(used))]
    found = [*_of_status(stops), *_full(stops), *_of_junctions(net, stops), *_of_acts(net, held, legal)]
    return tuple(sorted(found, key=lambda one: one.key))


def together(changes: Sequence[Toggle]) -> Assumed:
    """Return several assumptions as one."""
    joined = Assumed()
    for one in changes:
        joined = replace(
            joined,
            opened=joined.opened | one.change.opened,
            shut=joined.shut | one.change.shut,
            apart=joined.apart | one.change.apart,
            barred=joined.barred | one.change.barred,
            granted=joined.granted | one.change.granted,
        )
    return joined


def _of_status(stops: Iterable[Stop]) -> list[Toggle]:
    found = []
    for stop in stops:
        state = standing(stop)
        if state == "unknown":
            words = f"{stop.name} is not in use (its status on the day is unknown)"
            found.append(
                Toggle(key=f"shut:{stop.stop_id}", words=words, change=Assumed(shut=frozenset({stop.stop_id})))
            )
        elif state in ("suspended", "planned", "closed") and stop.asset:
            since = f" since {stop.asset.status_begins}" if stop.asset.status_begins else ""
            words = f"{stop.name}, {stop.asset.status}{since}, is used" + ("" if state == "planned" else " again")
            found.append(
                Toggle(key=f"open:{stop.stop_id}", words=words, change=Assumed(opened=frozenset({stop.stop_id})))
            )
        elif stop.asset and stop.asset.status and not stop.asset.status_certain:
            words = f"{stop.name} is not in use yet (its status is dated {stop.asset.status_begins}, no closer)"
            found.append(
                Toggle(key=f"shut:{stop.stop_id}", words=words, change=Assumed(shut=frozenset({stop.stop_id})))
            )
    return found


def _full(stops: Iterable[Stop]) -> list[Toggle]:
    """Return for each line in use that it is full: what it can carry is not what is free in it."""
    return [
        Toggle(
            key=f"full:{stop.stop_id}",
            words=f"{stop.name} is full",
            change=Assumed(shut=frozenset({stop.stop_id})),
        )
        for stop in stops
        if stop.kind == "pipeline" and standing(stop) == "operating"
    ]


def _of_junctions(net: WayGraph, stops: Iterable[Stop]) -> list[Toggle]:
    handing = {one.first for one in net.junctions if one.is_assumed}
    return [
        Toggle(
            key=f"apart:{stop.stop_id}",
            words=f"{stop.name} hands nothing over to other lines (nobody says that it does)",
            change=Assumed(apart=frozenset({stop.stop_id})),
        )
        for stop in stops
        if stop.stop_id in handing
    ]


def _of_acts(net: WayGraph, held: Sequence[Power], legal: Legal) -> list[Toggle]:
    """Return a toggle for each strait, and one for all that a state may do to what only crosses its land."""
    acts = [power for power in held if power.layer == "state" and power.kind == "volume"]
    straits: dict[tuple[str, bool], set[Act]] = {}
    lands: dict[tuple[str, bool], set[Act]] = {}
    for power in acts:
        stop, counted = net.stops[power.asset_id], power.legality in ALLOWED[legal]
        if stop.kind == "strait":
            straits.setdefault((stop.stop_id, counted), set()).add((power.holder, power.asset_id))
        elif stop.kind != "state":
            lands.setdefault((power.holder, counted), set()).add((power.holder, power.asset_id))
    found = [_strait(net.stops[stop].name, stop, straits[stop, counted], counted=counted) for stop, counted in straits]
    return found + [_land(holder, lands[holder, counted], counted=counted) for holder, counted in lands]


def _strait(name: str, stop: str, acts: set[Act], *, counted: bool) -> Toggle:
    if counted:
        words = f"{capital_first(name)} may not be closed"
        return Toggle(key=f"bar:{stop}", words=words, change=Assumed(barred=frozenset(acts)))
    words = f"{capital_first(name)} may be closed all the same"
    return Toggle(key=f"grant:{stop}", words=words, change=Assumed(granted=frozenset(acts)))


def _land(holder: str, acts: set[Act], *, counted: bool) -> Toggle:
    if counted:
        words = f"{named(holder)} may not stop what only crosses it"
        return Toggle(key=f"bar:{holder}", words=words, change=Assumed(barred=frozenset(acts)))
    words = f"{named(holder)} may stop what crosses it all the same"
    return Toggle(key=f"grant:{holder}", words=words, change=Assumed(granted=frozenset(acts)))
