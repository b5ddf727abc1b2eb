"""The tie map as curves on a sheet of 1000 by 620: drawn from the places that the dossier gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import hypot, log2

from ninetenths.findings.dossier import MapTie, TieMap

WIDTH = 1000.0
HEIGHT = 620.0
_MARGIN_X = 90.0
_MARGIN_Y = 40.0
_APART = 26.0
_WIDEST = 120.0


@dataclass(frozen=True, slots=True)
class Node:
    """An actor as a disc with its name."""

    actor: str
    name: str
    x: float
    y: float
    radius: float
    statements: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A tie as a curve from sender to receiver; ties between the same two are set apart."""

    tie: MapTie
    path: str
    width: float
    middle_x: float
    middle_y: float


def nodes(ties: TieMap) -> tuple[Node, ...]:
    """Return the actors as discs, largest first so that small ones stay on top."""
    most = max((node.statements for node in ties.nodes), default=1) or 1
    discs = (
        Node(
            actor=node.actor,
            name=node.name,
            x=round(_MARGIN_X + node.x * (WIDTH - 2 * _MARGIN_X), 1),
            y=round(_MARGIN_Y + node.y * (HEIGHT - 2 * _MARGIN_Y), 1),
            radius=round(4 + 12 * (node.statements / most) ** 0.5, 1),
            statements=node.statements,
        )
        for node in ties.nodes
    )
    return tuple(sorted(discs, key=lambda disc: (-disc.statements, disc.actor)))


def numbers(ties: TieMap) -> dict[str, int]:
    """Return each actor's place among the discs, by which the page's script knows the ties of a disc."""
    return {disc.actor: place for place, disc in enumerate(nodes(ties))}


def curves(ties: TieMap) -> tuple[Curve, ...]:
    """Return the ties as curves; a tie whose ends are not both on the map is left to the table below it."""
    place = {node.actor: node for node in nodes(ties)}
    between = Counter(_pair(tie) for tie in ties.ties)
    drawn: Counter[tuple[str, str]] = Counter()
    found = []
    for tie in ties.ties:
        sender, receiver = place.get(tie.sender), place.get(tie.receiver)
        pair = _pair(tie)
        rank = drawn[pair]
        drawn[pair] += 1
        if sender is None or receiver is None or tie.sender == tie.receiver:
            continue
        offset = (rank - (between[pair] - 1) / 2) * min(_APART, _WIDEST / between[pair])
        found.append(_curve(tie, sender, receiver, offset if tie.sender == pair[0] else -offset))
    return tuple(found)


def _pair(tie: MapTie) -> tuple[str, str]:
    return (tie.sender, tie.receiver) if tie.sender < tie.receiver else (tie.receiver, tie.sender)


def _curve(tie: MapTie, sender: Node, receiver: Node, offset: float) -> Curve:
    across_x, across_y = receiver.x - sender.x, receiver.y - sender.y
    length = hypot(across_x, across_y) or 1.0
    bend = 2 * offset or 0.08 * length
    control_x = (sender.x + receiver.x) / 2 - across_y / length * bend
    control_y = (sender.y + receiver.y) / 2 + across_x / length * bend
    start_x, start_y = _leave(sender, control_x, control_y, sender.radius + 1)
    end_x, end_y = _leave(receiver, control_x, control_y, receiver.radius + 5)
    return Curve(
        tie=tie,
        path=f"M{start_x:.1f},{start_y:.1f}Q{control_x:.1f},{control_y:.1f} {end_x:.1f},{end_y:.1f}",
        width=round(1.2 + 0.8 * log2(max(len(tie.statement_ids), 1)), 1),
        middle_x=round((start_x + 2 * control_x + end_x) / 4, 1),
        middle_y=round((start_y + 2 * control_y + end_y) / 4, 1),
    )


def _leave(node: Node, x: float, y: float, distance: float) -> tuple[float, float]:
    length = hypot(x - node.x, y - node.y) or 1.0
    return node.x + (x - node.x) / length * distance, node.y + (y - node.y) / length * distance
