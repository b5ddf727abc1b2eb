"""Who can break a supply, ordered for reading: states with their acts, firms apart, sets by strength."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ninetenths.brief import wording
from ninetenths.findings.supply_panels import BlockingSet, Breaker, BreakersPanel

STRENGTHS = {
    "hard": "nothing gets through",
    "capacitated": "less gets through than the receiver takes",
    "economic": "every way left is dearer",
}
"""What each strength of a set means, in the order from the strictest to the weakest."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One state or firm with its acts, each with its place in the panel."""

    holder: str
    is_state: bool
    acts: tuple[tuple[int, Breaker], ...]


def holders(panel: BreakersPanel) -> tuple[tuple[Holder, ...], tuple[Holder, ...], tuple[Holder, ...]]:
    """Return the states, those whose every act would be unlawful, and the firms, as the panel first names them."""
    grouped: dict[tuple[str, bool], list[tuple[int, Breaker]]] = {}
    for number, one in enumerate(panel.breakers):
        grouped.setdefault((one.holder, one.is_state), []).append((number, one))
    every = tuple(Holder(name, is_state, tuple(acts)) for (name, is_state), acts in grouped.items())
    states = [one for one in every if one.is_state]
    bound = [one for one in states if all(act.legality == "unlawful" for _, act in one.acts)]
    firms = tuple(one for one in every if not one.is_state)
    return tuple(one for one in states if one not in bound), tuple(bound), firms


def sets(panel: BreakersPanel) -> tuple[tuple[tuple[str, ...], dict[str, tuple[int, BlockingSet]]], ...]:
    """Return each set of states with what it can do, by strength and numbered; the smallest and the surest first."""
    found: dict[tuple[str, ...], dict[str, tuple[int, BlockingSet]]] = {}
    for number, one in enumerate(panel.sets):
        found.setdefault(one.members, {})[one.strength] = (number, one)
    surest = {
        members: [1 - held[strength][1].chance if strength in held else 2.0 for strength in STRENGTHS]
        for members, held in found.items()
    }
    return tuple(sorted(found.items(), key=lambda pair: (len(pair[0]), surest[pair[0]], pair[0])))


def new_flips(panel: BreakersPanel) -> tuple[str, ...]:
    """Return what would change the answer, without what the answer says already."""
    return tuple(line for line in panel.flips if line not in panel.answer)


def spelled(known: wording.Naming, text: str) -> str:
    """Return a sentence with the codes of actors spelled out."""
    return re.sub(r"\b[A-Z]{3}\b", lambda code: known.names.get(code[0], code[0]), text)


def act_named(known: wording.Naming, act: str) -> str:
    """Return the words of an act with codes spelled out, begun like a sentence."""
    text = spelled(known, act)
    return text[:1].upper() + text[1:]


def leaks(one: Breaker) -> str:
    r"""Return the part that gets round an act, in percent.

    >>> from ninetenths.findings.supply_panels import Breaker
    >>> leaks(
    ...     Breaker(
    ...         holder="X",
    ...         is_state=True,
    ...         kind="denial",
    ...         where=(),
    ...         legality="lawful",
    ...         leakage=(0.5, 0.92),
    ...         own_cost="",
    ...         statement_ids=(),
    ...     )
    ... )
    '50–92\xa0%'
    """
    low, high = (round(100 * bound) for bound in one.leakage)
    return wording.quantity(low, high, "percent")
