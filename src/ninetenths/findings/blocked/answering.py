"""The coalitions of one case: at which strength, by which acts, with what chance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf, isinf, isnan

import numpy as np

from ninetenths.findings.blocked import cutting
from ninetenths.findings.blocked.assumed import Assumed, Legal
from ninetenths.findings.blocked.cutting import (
    CLOSURES,
    LAYERS,
    STRENGTHS,
    Case,
    Closure,
    Layer,
    Question,
    Strength,
    Terrain,
    terrain_of,
)
from ninetenths.findings.blocked.evidence import Leak, Need
from ninetenths.findings.blocked.flipping import CLOSED, Answer, Graded
from ninetenths.network.sea import USD_PER_BARREL_AND_1000_KM

LEGALITIES: tuple[Legal, ...] = ("any", "arguable", "lawful")
_ENDS: dict[Strength, tuple[str, ...]] = {
    "hard": ("low",),
    "capacitated": ("low", "high"),
    "economic": ("low", "middle", "high"),
}
_DRAWS = 400
_FINEST = 2e-3
"""Flows are counted in thousandths; a smaller shortfall is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coalition:
    """A minimal set of actors that can stop the flow together: without any one of them it gets through.

    ``layer``: states, owners, or the assets whose closing would do it. ``strength``: *hard*, nothing gets through;
    *capacitated*, less than the need; *economic*, no way is left that is less than the threshold dearer. ``closure``:
    *volume*, closed for every buyer; *destination*, refused to this receiver alone, which leaks. ``legality``: the
    widest class of acts that was counted. ``chance`` is the share of draws (freight, need, capacities) in which the
    set stops the flow at that strength; 1 where nothing is drawn. ``leakage`` is the part that gets round.

    Reading: members could stop it if they acted together; it says nothing of their will.
    """

    layer: Layer
    strength: Strength
    closure: Closure
    legality: Legal
    members: tuple[str, ...]
    chance: float
    leakage: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """What the way round one state costs more: sea km, and USD a barrel as a range; infinite where none is left."""

    holder: str
    km: float
    dearer: tuple[float, float]


class Work:
    """The cuts of one case at all strengths, with what is drawn: freight, need and capacities between their ends."""

    def __init__(self, case: Case, need: Need | None, dearer_by: float, leak: Leak, seed: int) -> None:
        self.case, self.need, self.dearer_by, self.leak = case, need, dearer_by, leak
        draws = np.random.default_rng(seed)
        low, high = USD_PER_BARREL_AND_1000_KM
        self.freight = draws.uniform(low, high, _DRAWS)
        self.wanted = draws.uniform(need.low, need.high, _DRAWS) if need else np.zeros(_DRAWS)
        self.between = draws.uniform(0, 1, _DRAWS)
        self.known: dict[tuple[object, ...], Graded] = {}

    def is_open(self) -> bool:
        """Whether anything gets through before anybody acts."""
        return not isinf(cutting.shortest_km(self._terrain(Question(layer="state", closure="volume", legal="any"))))

    def answer(self, question: Question, strength: Strength, assumed: Assumed) -> Graded:
        """Return the minimal coalitions with the chance of each; the empty one where nothing gets through anyhow."""
        terrain = self._terrain(replace(question, assumed=assumed))
        return CLOSED if isinf(cutting.shortest_km(terrain)) else self._with_chances(terrain, strength)

    def coalitions(self) -> tuple[Coalition, ...]:
        """Return the minimal coalitions of every layer, closure, legality and strength."""
        found: list[Coalition] = []
        for layer in LAYERS:
            for closure in CLOSURES:
                for legal in LEGALITIES:
                    terrain = self._terrain(Question(layer=layer, closure=closure, legal=legal))
                    for strength in STRENGTHS:
                        found += self._of_strength(terrain, layer, closure, legal, strength)
        return tuple(found)

    def detours(self, closure: Closure, legal: Legal) -> tuple[Detour, ...]:
        """Return the way round each state that can close something, the longest first."""
        terrain = self._terrain(Question(layer="state", closure=closure, legal=legal))
        base = cutting.shortest_km(terrain)
        low, high = USD_PER_BARREL_AND_1000_KM
        found = []
        for holder in terrain.holders:
            km = cutting.shortest_km(terrain, (holder,)) - base if not isinf(base) else inf
            found.append(Detour(holder=holder, km=km, dearer=(low * km / 1000, high * km / 1000) if km else (0.0, 0.0)))
        return tuple(sorted(found, key=lambda one: (-one.km, one.holder)))

    def unmeasured(self) -> int:
        """Return how many voyages have no known length."""
        return sum(1 for one in self.case.net.junctions if one.basin and isnan(one.km))

    def _of_strength(
        self, terrain: Terrain, layer: Layer, closure: Closure, legal: Legal, strength: Strength
    ) -> Iterable[Coalition]:
        leaks = closure == "destination" and layer != "owner"
        for members, chance in self._with_chances(terrain, strength):
            yield Coalition(
                layer=layer,
                strength=strength,
                closure=closure,
                legality=legal,
                members=members,
                chance=chance,
                leakage=(self.leak.low, self.leak.high) if leaks else (0.0, 0.0),
            )

    def _with_chances(self, terrain: Terrain, strength: Strength) -> Graded:
        """Return the minimal sets that stop the flow in some draws; the same ground is worked out once."""
        ground = terrain.ground
        arrays = (ground.closes, ground.indptr, ground.indices, terrain.km)
        key = (strength, terrain.nodes, terrain.holders, *(one.tobytes() for one in arrays))
        if key not in self.known:
            ends = _ENDS[strength]
            sets = {members for end in ends for members in self._cuts(terrain, strength, end)}
            chances = {members: self._chance(terrain, strength, members) for members in sets}
            kept = [members for members in sets if chances[members] > 0 and not _spares(members, chances)]
            self.known[key] = tuple((one, chances[one]) for one in sorted(kept, key=lambda one: (len(one), one)))
        return self.known[key]

    def _cuts(self, terrain: Terrain, strength: Strength, end: str) -> Answer:
        """Return the minimal sets at one end of what is drawn: where stopping is hardest, likely, or easiest."""
        base = cutting.shortest_km(terrain)
        if isinf(base):
            return ()
        if strength == "hard":
            return cutting.hard(terrain)
        low, high = USD_PER_BARREL_AND_1000_KM
        if strength == "economic":
            rate = {"low": low, "middle": (low + high) / 2, "high": high}[end]
            return cutting.economic(terrain, most_km=base + 1000 * self.dearer_by / rate)
        if self.need is None or self.need.high <= 0:
            return ()
        wanted = {"low": self.need.low, "middle": (self.need.low + self.need.high) / 2, "high": self.need.high}[end]
        if wanted <= 0:
            return ()
        carried = cutting.flow_left(terrain, (), need=wanted)[1 if end == "low" else 0]
        return cutting.capacitated(terrain, need=min(wanted, carried), end="high" if end == "low" else "low")

    def _chance(self, terrain: Terrain, strength: Strength, members: tuple[str, ...]) -> float:
        if strength == "hard" or not members:
            return 1.0
        if strength == "economic":
            km = cutting.shortest_km(terrain, members) - cutting.shortest_km(terrain)
            return 1.0 if isinf(km) else float(np.mean(self.freight * km / 1000 > self.dearer_by))
        most = self.need.high if self.need else 0.0
        low, high = cutting.flow_left(terrain, members, need=most)
        least, best = cutting.flow_left(terrain, (), need=most)
        wanted = np.minimum(self.wanted, least + self.between * (best - least))
        return float(np.mean(low + self.between * (high - low) < wanted - _FINEST))

    def _terrain(self, question: Question) -> Terrain:
        return terrain_of(self.case, question)


def _spares(members: tuple[str, ...], chances: dict[tuple[str, ...], float]) -> bool:
    """Whether a smaller set within this one stops the flow as surely."""
    return any(set(other) < set(members) and chance >= chances[members] for other, chance in chances.items())
