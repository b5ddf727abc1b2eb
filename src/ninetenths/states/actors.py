"""Actors: states, parts of states as ``STATE:group``, organisations, the world and the unknown."""

from __future__ import annotations

from datetime import date
from functools import cache

from ninetenths.errors import UnknownState
from ninetenths.states import tables
from ninetenths.states.folding import LONGEST_NAME, fold, shown
from ninetenths.states.records import Membership, Organisation, covers
from ninetenths.states.resolving import resolve, state_of, suggest

SPECIAL = {"WLD": "the world", "UNK": "unknown"}
_SPECIAL_NAMES = {"wld": "WLD", "world": "WLD", "unk": "UNK", "unknown": "UNK"}


def is_actor(actor_id: str) -> bool:
    """Tell whether *actor_id* is an id as statements carry it, letter for letter.

    Any group of a known state, organisation, the world or the unknown is one: ``AZE:SOCAR``, ``TUR:public``.

    Examples
    --------
    >>> is_actor("AZE"), is_actor("AZE:state media"), is_actor("OPEC+"), is_actor("aze"), is_actor("QQQ:public")
    (True, True, True, False, False)
    """
    head, colon, group = actor_id.partition(":")
    known = head in SPECIAL or head in tables.organisations() or head in tables.states()
    return known and (not colon or _is_group(group))


def _is_group(group: str) -> bool:
    return 0 < len(group) <= LONGEST_NAME and group == group.strip() and group.isprintable() and ";" not in group


def actor_name(actor_id: str) -> str:
    """Return the name of an actor for a reader.

    Raises
    ------
    UnknownState
        If `is_actor` is false for it.

    Examples
    --------
    >>> actor_name("AZE"), actor_name("AZE:SOCAR"), actor_name("TUR:public")
    ('Azerbaijan', 'SOCAR (Azerbaijan)', 'Turkish public')
    >>> actor_name("OIC"), actor_name("WLD")
    ('Organisation of Islamic Cooperation', 'the world')
    """
    if not is_actor(actor_id):
        raise UnknownState(
            f"{shown(actor_id)} is not the id of an actor: expected a state (AZE), a part of one (AZE:SOCAR), "
            "an organisation (OIC), WLD or UNK; resolve_actor reads names"
        )
    if actor_id in tables.parts():
        return tables.parts()[actor_id].name
    head, _, group = actor_id.partition(":")
    if not group:
        return _head_name(head)
    demonym = tables.states()[head].demonym if head in tables.states() else ""
    if demonym and group[0].islower():
        return f"{demonym} {group}"
    return f"{group} ({_head_name(head)})"


def _head_name(head: str) -> str:
    if head in SPECIAL:
        return SPECIAL[head]
    if head in tables.organisations():
        return tables.organisations()[head].name
    return tables.states()[head].name


def owner_state(actor_id: str) -> str:
    """Return the state that an actor is or belongs to; empty for organisations, the world and the unknown.

    Raises
    ------
    UnknownState
        If `is_actor` is false for it.

    Examples
    --------
    >>> owner_state("AZE:SOCAR"), owner_state("AZE"), owner_state("OIC")
    ('AZE', 'AZE', '')
    """
    actor_name(actor_id)
    head = actor_id.partition(":")[0]
    return head if head in tables.states() else ""


def resolve_actor(text: str, *, on: date | None = None) -> str:
    """Return the actor id behind a name, a code or an id.

    "Azerbaijan" is ``AZE``, "Turkey: public" is ``TUR:public``, "SOCAR" is ``AZE:SOCAR``, "Arab League" is ``LAS``,
    "world" is ``WLD``.

    Raises
    ------
    UnknownState
        As `resolve`; also if an organisation did not exist on the day, or a group is empty or not printable.
    AmbiguousState
        As `resolve`.

    Examples
    --------
    >>> resolve_actor("socar"), resolve_actor("turkey:public"), resolve_actor("Organization of Islamic Cooperation")
    ('AZE:SOCAR', 'TUR:public', 'OIC')
    """
    if len(text) > LONGEST_NAME:
        return resolve(text).state_id
    head, colon, group = text.partition(":")
    if colon and head.strip().lower() not in ("cow", "gw", "m49"):
        if not _is_group(group.strip()):
            raise UnknownState(f"{shown(text)} names no group after the colon: write it like AZE:SOCAR or TUR:public")
        return f"{resolve_actor(head, on=on)}:{group.strip()}"
    named = _named_actors().get(fold(text), "")
    if named in tables.organisations():
        return _existing(named, on)
    return named or _state_id(text, on)


def _state_id(text: str, on: date | None) -> str:
    if fold(text) in tables.names() or text.strip().isdecimal():
        return resolve(text, on=on).state_id
    names = {(folded, actor_id) for folded, actor_id in _named_actors().items() if len(folded) > 3}
    near = suggest(text, ((folded, f"{actor_id} ({actor_name(actor_id)})") for folded, actor_id in names))
    try:
        return resolve(text, on=on).state_id
    except UnknownState as error:
        if not near:
            raise
        raise UnknownState(f"{error} Among organisations and parts of states: {' or '.join(near)}?") from None


@cache
def _named_actors() -> dict[str, str]:
    found = dict(_SPECIAL_NAMES)
    for organisation_id, body in tables.organisations().items():
        found.update((fold(name), organisation_id) for name in (organisation_id, body.name, *body.aliases))
    for actor_id, part in tables.parts().items():
        found.update((fold(alias), actor_id) for alias in part.aliases)
    return found


def _existing(organisation_id: str, on: date | None) -> str:
    body = tables.organisations()[organisation_id]
    if on is not None and not covers(body.begins, body.ends, on.isoformat()):
        until = f" until {body.ends}" if body.ends else ""
        raise UnknownState(
            f"{organisation_id} ({body.name}) exists from {body.begins}{until}, but {on.isoformat()} was asked; "
            "ask for a day within, or name the states themselves"
        )
    return organisation_id


def organisation(organisation_id: str) -> Organisation:
    """Return the organisation or bloc with exactly this id.

    Raises
    ------
    UnknownState
        If there is none; the message lists all.

    Examples
    --------
    >>> organisation("OTS").name
    'Organization of Turkic States'
    """
    body = tables.organisations().get(organisation_id)
    if body is None:
        raise UnknownState(
            f"{shown(organisation_id)} is not the id of an organisation; known are {', '.join(tables.organisations())}"
        )
    return body


def members(organisation_id: str, *, on: date | None = None) -> tuple[str, ...]:
    """Return the ids of the members of an organisation, ordered, on a day or at the latest count.

    Suspended members are members; observers and associates are not. Empty means that it did not exist on the day.
    A date known by its year alone counts for all that year.

    Raises
    ------
    UnknownState
        If there is no such organisation.

    Examples
    --------
    >>> members("OTS", on=date(2018, 1, 1)), len(members("OIC"))
    (('AZE', 'KAZ', 'KGZ', 'TUR'), 57)
    """
    organisation(organisation_id)
    return tuple(
        sorted(
            {
                row.state_id
                for row in tables.memberships()
                if row.organisation_id == organisation_id and row.role == "member" and _holds(row, on)
            }
        )
    )


def memberships(state_id: str, *, on: date | None = None) -> tuple[Membership, ...]:
    """Return what a state is a member, observer or associate of, or suspended in: on a day, or ever.

    Raises
    ------
    UnknownState
        If there is no such state.

    Examples
    --------
    >>> [row.organisation_id for row in memberships("KAZ", on=date(2024, 1, 1)) if row.role == "member"][:3]
    ['CIS', 'CSTO', 'EAEU']
    """
    state_of(state_id)
    return tuple(row for row in tables.memberships() if row.state_id == state_id and (on is None or _holds(row, on)))


def _holds(row: Membership, on: date | None) -> bool:
    return not row.ends if on is None else covers(row.begins, row.ends, on.isoformat())
