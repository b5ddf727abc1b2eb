"""Who can stop a flow to a receiver, alone or together, by which lawful or unlawful acts, and on what that hangs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from ninetenths.errors import CoverageError, InvalidRecord
from ninetenths.findings.blocked import cutting
from ninetenths.findings.blocked.answering import LEGALITIES, Coalition, Detour, Work
from ninetenths.findings.blocked.assumed import Legal, toggles
from ninetenths.findings.blocked.cutting import (
    CLOSURES,
    STRENGTHS,
    Case,
    Closure,
    Layer,
    Question,
    Strength,
    terrain_of,
)
from ninetenths.findings.blocked.evidence import (
    Exposure,
    Leak,
    Need,
    default_origins,
    exposures,
    leak_of,
    need_of,
    refined,
)
from ninetenths.findings.blocked.flipping import Answer, Flip, flips
from ninetenths.findings.blocked.wording import answer_in_words, caveats
from ninetenths.ledger import Ledger, Where
from ninetenths.network.junctions import build_way_graph, origin_stop, part_of, receiver_stop
from ninetenths.network.powers import Power, powers_at
from ninetenths.network.supply import SupplyGraph, build_supply_graph, routes_of
from ninetenths.network.ways import MOST_WAYS, Way, checked_origins, stops_between, ways_of

__all__ = ["Blocking", "Coalition", "Detour", "blockers"]

DEARER_BY = 3.0
"""USD a barrel from which a way round counts as too dear unless the caller says otherwise: some four percent of a
barrel at 75 USD. It is a convention of this tool and no threshold of the market; the answer shows what hangs on it."""
_FEW = 4
"""Where less than one line in so many has a known state, that is said before the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocking:
    """Who can stop an item from its origins to a receiver on a day.

    ``answer`` says it in sentences for the asked strength, closure and legality; ``coalitions`` holds every
    combination. ``vetoes`` are stops that every way passes. ``flips`` are the fewest assumptions that change the
    answer. ``ways`` includes those out of use. ``detours`` are the ways round single states. Ranges of
    ``exposures`` cover what the cited statements print.

    Reading: acts are legal and policy acts of states and firms; a way that can be closed is not one that will be.
    """

    receiver: str
    item: str
    origins: tuple[str, ...]
    without_way: tuple[str, ...]
    on: date | None
    strength: Strength
    closure: Closure
    legality: Legal
    dearer_by: float
    answer: tuple[str, ...]
    coalitions: tuple[Coalition, ...]
    vetoes: tuple[str, ...]
    flips: tuple[Flip, ...]
    ways: tuple[Way, ...]
    powers: tuple[Power, ...]
    detours: tuple[Detour, ...]
    leak: Leak
    need: Need | None
    exposures: tuple[Exposure, ...]
    names: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    seed: int

    def minimal(self, layer: Layer = "state", **asked: str) -> Answer:
        """Return the minimal coalitions of a layer; strength, closure and legality are those asked unless given."""
        wanted = {"strength": self.strength, "closure": self.closure, "legality": self.legality} | asked
        return tuple(
            one.members
            for one in self.coalitions
            if one.layer == layer and all(getattr(one, key) == value for key, value in wanted.items())
        )


def blockers(
    ledger: Ledger,
    receiver: str,
    *,
    item: str,
    origins: Sequence[str] = (),
    on: date | None = None,
    seed: int,
    strength: Strength = "economic",
    closure: Closure = "volume",
    legality: Legal = "any",
    dearer_by: float = DEARER_BY,
    with_restricted: bool = True,
) -> Blocking:
    """Return who can stop an item from its origins to a receiver.

    Parameters
    ----------
    ledger
        Assets, their owners and statuses, and the statements on flows.
    receiver
        The state that buys; a part of a state counts as its state.
    item
        "crude" or "gas".
    origins
        States that sell; by default those that the ledger says supply the receiver and from which a way is known.
    on
        The day; None for the last status and owners known.
    seed
        Seed of the draws of freight, need and capacities.
    strength, closure, legality
        What the headline and the flips are about; every combination is in ``coalitions``.
    dearer_by
        USD a barrel from which a way round is too dear.
    with_restricted
        Whether private figures are read.

    Raises
    ------
    InvalidRecord
        If the item, the strength, the closure or the legality is unknown, an origin is the receiver, or the threshold
        is not above 0.
    CoverageError
        If the ledger holds no way from any origin.
    """
    _check(item, strength, closure, legality, dearer_by)
    if seed < 0:
        raise InvalidRecord(f"the seed is {seed}: give a whole number from 0")
    receiver = receiver.partition(":")[0]
    statements = ledger.statements(Where(with_restricted=with_restricted))
    graph = build_supply_graph(
        ledger.assets(), ledger.ownerships(), ledger.asset_statuses(), on=on, routes=routes_of(statements)
    )
    asked = origins or default_origins(statements, receiver=receiver, item=item)
    if not asked:
        raise CoverageError(_no_origins(receiver, item))
    sellers = checked_origins(asked, receiver=receiver, item=item)
    net = build_way_graph(graph, origins=sellers, receiver=receiver, item=item)
    found = ways_of(net, origins=sellers, receiver=receiver, item=item, with_suspended=True)
    with_way = tuple(sorted({way.origin for way in found}))
    if not with_way:
        raise CoverageError(_no_way(graph, sellers, receiver, item))
    leak = leak_of(statements, receiver=receiver)
    stops = {stop for way in found for stop in way.asset_ids}
    stops |= {origin_stop(one) for one in with_way} | {receiver_stop(receiver)}
    if len(found) >= MOST_WAYS:
        stops |= stops_between(net, origins=with_way, receiver=receiver)
    held = powers_at(net, stops, receiver=receiver, leakage=(leak.low, leak.high))
    case = Case(net=part_of(net, stops), powers=held, origins=with_way, receiver=receiver)
    most = refined(graph, receiver) if item == "crude" else inf
    need = need_of(statements, origins=with_way, receiver=receiver, item=item, on=on, most=most)
    work = Work(case, need, dearer_by, leak, seed)
    headline = Question(layer="state", closure=closure, legal=legality)
    changed = flips(lambda assumed: work.answer(headline, strength, assumed), toggles(net, stops, held, legal=legality))
    coalitions = work.coalitions()
    closing = _closing(held, receiver)
    names = tuple(sorted((stop, net.stops[stop].name) for stop in stops))
    detours = work.detours(closure, legality)
    main = [(one.members, one.chance) for one in coalitions if _is_asked(one, strength, closure, legality)]
    return Blocking(
        receiver=receiver,
        item=item,
        origins=with_way,
        without_way=tuple(origin for origin in sellers if origin not in with_way),
        on=on,
        strength=strength,
        closure=closure,
        legality=legality,
        dearer_by=dearer_by,
        answer=_unknown_on_the_day(graph, found, on)
        + answer_in_words(
            receiver,
            item,
            with_way,
            found=main,
            changed=changed,
            strength=strength,
            closure=closure,
            legality=legality,
            dearer_by=dearer_by,
            leak=leak,
            detour=_longest(detours),
            is_open=work.is_open(),
            need=need,
        ),
        coalitions=coalitions,
        vetoes=tuple(stop for stop in cutting.passed_by_all(terrain_of(case, headline)) if stop in net.stops),
        flips=changed,
        ways=found,
        powers=held,
        detours=detours,
        leak=leak,
        need=need,
        exposures=exposures(statements, graph, closing, receiver=receiver),
        names=names,
        caveats=caveats(item, need, work.unmeasured()),
        seed=seed,
    )


def _longest(detours: Sequence[Detour]) -> tuple[str, float, tuple[float, float]] | None:
    """Return the longest way round a single state that is still a way; None where none is longer."""
    longer = [one for one in detours if 0 < one.km < inf]
    return (longer[0].holder, longer[0].km, longer[0].dearer) if longer else None


def _is_asked(one: Coalition, strength: Strength, closure: Closure, legality: Legal) -> bool:
    return (one.layer, one.strength, one.closure, one.legality) == ("state", strength, closure, legality)


def _unknown_on_the_day(graph: SupplyGraph, found: Sequence[Way], on: date | None) -> tuple[str, ...]:
    """Return a warning where the day's status is known of few of the lines and ports on the ways."""
    used = {asset for way in found for asset in way.asset_ids}
    lines = [node for node in graph.nodes if node.asset_id in used and node.kind in ("pipeline", "port")]
    told = [node for node in lines if node.status not in ("", "planned")]
    if on is None or len(told) * _FEW > len(lines):
        return ()
    known = f"Of {len(lines)} lines and ports on the ways the state on {on} is known for {len(told)}: "
    return (known + "what is unknown is taken as usable in what follows.",)


def _closing(held: Iterable[Power], receiver: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for power in held:
        if power.layer == "state" and power.holder != receiver and power.asset_id not in found.get(power.holder, ()):
            found.setdefault(power.holder, []).append(power.asset_id)
    return {holder: tuple(stops) for holder, stops in found.items()}


def _check(item: str, strength: str, closure: str, legality: str, dearer_by: float) -> None:
    known = {
        "item": (item, ("crude", "gas")),
        "strength": (strength, STRENGTHS),
        "closure": (closure, CLOSURES),
        "legality": (legality, LEGALITIES),
    }
    for name, (given, choices) in known.items():
        if given not in choices:
            raise InvalidRecord(f"the {name} {given!r} is not one of {', '.join(choices)}")
    if not 0 < dearer_by < inf:
        raise InvalidRecord(f"a way round is too dear from {dearer_by} USD a barrel: give a finite figure above 0")


def _no_origins(receiver: str, item: str) -> str:
    return (
        f"no statement names a state that supplies {item} to {receiver}: name the origins yourself (--origin AZE), or "
        "add what you know with 'ninetenths statement add'"
    )


def _no_way(graph: SupplyGraph, origins: Sequence[str], receiver: str, item: str) -> str:
    starting = sorted({node.states[0] for node in graph.nodes if node.states and node.kind in ("pipeline", "port")})
    return (
        f"no way for {item} from {', '.join(origins)} to {receiver} is known: the {len(graph.nodes)} assets of the "
        f"ledger do not connect them (lines and ports begin in {', '.join(starting) or 'no state'}); add the assets on "
        "the way to assets.csv of a pack, see docs/how-to/make-a-pack.md"
    )
