"""The tie map: who is tied to whom around the two, layer by layer, with places that never change."""

from __future__ import annotations

from collections import defaultdict
from math import cos, hypot, pi, sin

from ninetenths.findings.dossier import MapNode, MapTie, TieMap
from ninetenths.findings.evidence import Evidence, owner
from ninetenths.findings.relevance import third_parties
from ninetenths.ledger.records import Statement
from ninetenths.states import actor_name

_NODES = 12
_PINNED = (0.32, 0.68)
_MARGIN = 0.05
_REST = 0.45
_NEAREST = 0.01
_STEPS = 150


def tie_map(evidence: Evidence) -> TieMap | None:
    """Return the map of the two and the third parties with most ties to both; None where nothing ties the two.

    A tie has a direction and a layer; a tie that carries cooperative and conflictual acts alike is marked
    ``friend_and_foe``. Votes make no ties: they are cast in a body and not toward each other.
    """
    if not evidence.between():
        return None
    actors = [side.actor for side in evidence.sides]
    inside = {member: side.actor for side in evidence.sides for member in side.holds}
    inside |= {actor: actor for actor in third_parties(evidence, _NODES - len(actors))}
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for one in evidence.statements:
        if one.kind == "vote":
            continue
        sender, receiver = inside.get(owner(one.sender)), inside.get(owner(one.receiver))
        if sender and receiver and sender != receiver:
            groups[(sender, receiver, one.layer)].append(one)
    if not groups:
        return None
    ties = tuple(_tie(key, statements) for key, statements in sorted(groups.items()))
    return TieMap(nodes=_nodes(actors, ties), ties=ties)


def _tie(key: tuple[str, str, str], statements: list[Statement]) -> MapTie:
    sender, receiver, layer = key
    signs = [one.sign for one in statements if one.sign is not None]
    total = sum(signs)
    return MapTie(
        sender=sender,
        receiver=receiver,
        layer=layer,
        sign=(total > 0) - (total < 0) if signs else None,
        friend_and_foe=1 in signs and -1 in signs,
        statement_ids=tuple(one.statement_id for one in statements),
    )


def _nodes(actors: list[str], ties: tuple[MapTie, ...]) -> tuple[MapNode, ...]:
    weights: dict[tuple[str, str], int] = defaultdict(int)
    totals: dict[str, int] = defaultdict(int)
    for tie in ties:
        pair = (min(tie.sender, tie.receiver), max(tie.sender, tie.receiver))
        weights[pair] += len(tie.statement_ids)
        totals[tie.sender] += len(tie.statement_ids)
        totals[tie.receiver] += len(tie.statement_ids)
    names = list(dict.fromkeys((*actors, *sorted(totals, key=lambda actor: (-totals[actor], actor)))))
    places = _layout(actors, names, weights)
    return tuple(
        MapNode(actor=actor, name=actor_name(actor), x=x, y=y, statements=totals[actor])
        for actor, (x, y) in ((name, places[name]) for name in names)
    )


def _layout(actors: list[str], names: list[str], weights: dict[tuple[str, str], int]) -> dict[str, tuple[float, float]]:
    """Place the nodes by springs (Fruchterman and Reingold 1991): ties pull, all push, the two stay where they are.

    It starts from a circle and draws nothing at random, so that one evidence has one map.
    """
    turn = 2 * pi / len(names)
    places = {name: (0.5 + 0.5 * cos(place * turn), 0.5 + 0.5 * sin(place * turn)) for place, name in enumerate(names)}
    pinned = dict(zip(actors, _PINNED if len(actors) > 1 else (0.5,), strict=True))
    places |= {actor: (x, 0.5) for actor, x in pinned.items()}
    for step in range(_STEPS):
        reach = 0.1 * (1 - step / _STEPS)
        pushes = {name: _push(name, places, weights) for name in names if name not in pinned}
        places |= {name: _moved(places[name], push, reach) for name, push in pushes.items()}
    across, down = ([places[name][axis] for name in names] for axis in (0, 1))
    return {name: (_scaled(x, across), _scaled(y, down)) for name, x, y in zip(names, across, down, strict=True)}


def _push(
    name: str, places: dict[str, tuple[float, float]], weights: dict[tuple[str, str], int]
) -> tuple[float, float]:
    x, y = places[name]
    across = down = 0.0
    for other, (other_x, other_y) in places.items():
        if other == name:
            continue
        away_x, away_y = x - other_x, y - other_y
        distance = max(hypot(away_x, away_y), _NEAREST)
        weight = weights.get((min(name, other), max(name, other)), 0) ** 0.5
        force = _REST**2 / distance**2 - weight * distance / _REST
        across += away_x * force
        down += away_y * force
    return across, down


def _moved(place: tuple[float, float], push: tuple[float, float], reach: float) -> tuple[float, float]:
    length = max(hypot(*push), _NEAREST)
    step = min(length, reach) / length
    return place[0] + push[0] * step, place[1] + push[1] * step


def _scaled(value: float, values: list[float]) -> float:
    """Return where a value lies among all, between the margins of the map."""
    low, high = min(values), max(values)
    if high == low:
        return 0.5
    return round(_MARGIN + (value - low) / (high - low) * (1 - 2 * _MARGIN), 3)
