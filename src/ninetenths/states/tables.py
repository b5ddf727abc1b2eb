"""The room's tables, read once, when first asked for."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ninetenths.states.folding import fold
from ninetenths.states.records import Claim, Membership, Organisation, Spell, State

NAME_SYSTEMS = ("iso3", "iso2", "iso3166-3")


class Succession(NamedTuple):
    """One state passing into another, or another coming out of it."""

    predecessor: str
    successor: str
    changed_on: str
    how: str


class Part(NamedTuple):
    """A part of a state that has a name of its own."""

    name: str
    aliases: tuple[str, ...]


def rows(file_name: str) -> list[list[str]]:
    """Return the rows of one of the room's CSV files without their header."""
    with (Path(__file__).parent / file_name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


@cache
def successions() -> tuple[Succession, ...]:
    """Return every change from one state to another, ordered by predecessor and date."""
    return tuple(Succession(*row) for row in rows("successions.csv"))


@cache
def states() -> dict[str, State]:
    """Return all states and territories by id, ordered by id."""
    spells: dict[str, list[Spell]] = defaultdict(list)
    for state_id, begins, ends in rows("spells.csv"):
        spells[state_id].append(Spell(begins, ends))
    before: dict[str, dict[str, None]] = defaultdict(dict)
    after: dict[str, dict[str, None]] = defaultdict(dict)
    for change in sorted(successions(), key=lambda change: (change.changed_on, change.predecessor, change.successor)):
        before[change.successor][change.predecessor] = None
        if change.how != "decolonisation":
            after[change.predecessor][change.successor] = None
    found = {}
    for state_id, name, official_name, demonym, capital, kind, part_of, un_member_since in rows("states.csv"):
        own = tuple(spells[state_id])
        found[state_id] = State(
            state_id=state_id,
            name=name,
            official_name=official_name,
            demonym=demonym,
            capital=capital,
            kind=kind,
            part_of=part_of,
            begins=own[0].begins if own else "",
            ends=own[-1].ends if own else "",
            spells=own,
            predecessors=tuple(before[state_id]),
            successors=tuple(after[state_id]),
            un_member_since=un_member_since,
        )
    return found


@cache
def codes() -> dict[tuple[str, str], tuple[Claim, ...]]:
    """Return the claims on each (system, folded code)."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for state_id, system, code, begins, ends in rows("codes.csv"):
        found[system, fold(code)].append(Claim(state_id, code, begins, ends, is_name=False))
    return {key: tuple(claims) for key, claims in found.items()}


@cache
def codes_of_states() -> dict[tuple[str, str], tuple[Claim, ...]]:
    """Return the codes of each (system, state id): the one to print first."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for state_id, system, code, begins, ends in rows("codes.csv"):
        found[system, state_id].append(Claim(state_id, code, begins, ends, is_name=False))
    return {key: tuple(claims) for key, claims in found.items()}


@cache
def names() -> dict[str, tuple[Claim, ...]]:
    """Return the claims on each folded name, ISO code or state id."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for state_id, alias, begins, ends in rows("aliases.csv"):
        found[fold(alias)].append(Claim(state_id, alias, begins, ends, is_name=True))
    for (system, folded), claims in codes().items():
        if system in NAME_SYSTEMS:
            found[folded].extend(claims)
    for state_id in states():
        found[fold(state_id)].append(Claim(state_id, state_id, "", "", is_name=False))
    return {folded: tuple(claims) for folded, claims in found.items()}


@cache
def organisations() -> dict[str, Organisation]:
    """Return all organisations by id, ordered by id."""
    return {
        row[0]: Organisation(
            organisation_id=row[0], name=row[1], kind=row[2], begins=row[3], ends=row[4], aliases=_split(row[5])
        )
        for row in rows("organisations.csv")
    }


@cache
def memberships() -> tuple[Membership, ...]:
    """Return all memberships, ordered by organisation, state and role."""
    return tuple(
        Membership(organisation_id=row[0], state_id=row[1], role=row[2], begins=row[3], ends=row[4])
        for row in rows("members.csv")
    )


@cache
def parts() -> dict[str, Part]:
    """Return the named parts of states by actor id."""
    return {actor_id: Part(name, _split(aliases)) for actor_id, name, aliases in rows("parts.csv")}
