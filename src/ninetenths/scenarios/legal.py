"""How acts are read in law: the reading of cited sources, at what each act touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ninetenths.scenarios.acts import Act
from ninetenths.scenarios.baseline import Baseline, LegalReading
from ninetenths.scenarios.effects import touches_way

_WORST_FIRST = ("unlawful", "contested", "lawful")
_OF_SALE = {"ban": "export ban", "import ban": "import ban"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActInLaw:
    """One act with its readings, the worst first; none where the table of regimes says nothing of such an act.

    Reading: the reading is that of the cited source and not ours; courts have seldom decided.
    """

    act: str
    readings: tuple[LegalReading, ...]

    @property
    def legality(self) -> str:
        """The worst reading: lawful, contested or unlawful; "not read" where there is none."""
        return self.readings[0].legality if self.readings else "not read"


def in_law(baseline: Baseline, acts: tuple[Act, ...]) -> tuple[ActInLaw, ...]:
    """Return each act with how it is read in law at what it touches, one reading for each source."""
    found = []
    for act in acts:
        mine = sorted(set(_readings(baseline, act)), key=lambda one: (_WORST_FIRST.index(one.legality), one.source))
        distinct = {(one.legality, one.source): one for one in reversed(mine)}
        kept = tuple(one for one in mine if distinct[one.legality, one.source] is one)
        found.append(ActInLaw(act=act.words, readings=kept))
    return tuple(found)


def _readings(baseline: Baseline, act: Act) -> Iterator[LegalReading]:
    if act.kind in _OF_SALE:
        for actor in act.by:
            yield from _at(baseline, actor, kind=_OF_SALE[act.kind], stops=frozenset())
    if act.kind == "suspension":
        states = baseline.lines.get(act.asset, ((), None))[0]
        for state in states:
            yield from _at(baseline, state, kind="volume", stops=frozenset({act.asset}), generic=False)
    if act.kind in ("denial", "port rule"):
        for actor in act.by:
            yield from _on_ways(baseline, act, actor)


def _on_ways(baseline: Baseline, act: Act, actor: str) -> Iterator[LegalReading]:
    """Yield the readings of refusing what crosses a state, bars its ports or, where the act says so, its straits."""
    touched = [path for one in baseline.sellers for path in one.paths if touches_way(act, one, path)]
    stops = frozenset(asset for path in touched for asset in path.assets)
    crossed = any(actor in path.states and actor not in path.ports for path in touched)
    lands = any(actor in path.states and len(path.assets) > 1 for path in touched)
    if act.kind == "denial" and (crossed or lands):
        yield from _at(baseline, actor, kind="denial", stops=stops)
    if any(actor in path.ports for path in touched):
        yield from _at(baseline, actor, kind="port ban", stops=stops)
    if act.with_straits and any(actor in path.straits for path in touched):
        yield from _at(baseline, actor, kind="strait", stops=stops)


def _at(
    baseline: Baseline, holder: str, *, kind: str, stops: frozenset[str], generic: bool = True
) -> Iterator[LegalReading]:
    """Yield the readings of a holder's act at some stops; the general one of its kind where it has none."""
    state = holder.partition(":")[0]
    mine = [one for one in baseline.readings if one.kind == kind and one.holder == state]
    own = [one for one in mine if not stops or one.stop in stops]
    general = [one for one in baseline.readings if one.kind == kind and not one.holder]
    yield from own or (general if generic else [])
