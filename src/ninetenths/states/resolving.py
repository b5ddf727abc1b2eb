"""From a name or code, and a day, to a state; never by guessing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ninetenths.errors import AmbiguousState, UnknownState
from ninetenths.states import tables
from ninetenths.states.folding import LONGEST_NAME, fold, shown
from ninetenths.states.records import Claim, State, covers

SYSTEMS = {
    "iso3": "ISO 3166-1 alpha-3",
    "iso2": "ISO 3166-1 alpha-2",
    "iso3166-3": "ISO 3166-3",
    "m49": "UN M49",
    "cow": "COW",
    "gw": "Gleditsch-Ward",
    "un_library": "UN Digital Library",
}
RETROACTIVE = ("iso3", "iso2", "iso3166-3", "m49", "un_library")  # data sets use these for years before their issue
_PREFIXED = re.compile(r"(cow|gw|m49)[\s:]*0*(\d{1,3})", re.IGNORECASE)


def resolve(text: str, *, on: date | None = None) -> State:
    """Return the state that carries a name, an alias or an ISO code.

    Case, accents and punctuation do not matter. "COW 373", "GW 373" and "M49 31" are read as codes. The name
    "Georgia" is the state; the US state is a part of USA and has no name here (write ``USA:Georgia``).

    Parameters
    ----------
    text : str
        Name or code. Capitals and demonyms are not names of states.
    on : date or None
        Day on which the name was used. Without it, a state that carries the name today goes before those that
        carried it once: "Yemen" is the republic of 1990. With it, "Yemen" in 1980 is refused, since two states were
        called so, and "Germany" between 1949 and 1990 likewise.

    Raises
    ------
    UnknownState
        If nobody carries the name; if the state did not exist on that day (the message says when it did, and which
        state was there instead); if the name belongs to another time. Near misses are suggested and never taken.
    AmbiguousState
        If several states carry it; the choices are in the message.

    Examples
    --------
    >>> resolve("Türkiye").state_id, resolve("republic of korea").state_id
    ('TUR', 'KOR')
    >>> resolve("Yugoslavia", on=date(1970, 1, 1)).ends
    '2003-02-03'
    """
    prefixed = _PREFIXED.fullmatch(text.strip()) if len(text) <= LONGEST_NAME else None
    if prefixed:
        system = prefixed[1].lower()
        return resolve_code(prefixed[2].zfill(3) if system == "m49" else prefixed[2], system=system, on=on)
    claims = tables.names().get(fold(text), ()) if len(text) <= LONGEST_NAME else ()
    if not claims:
        raise UnknownState(_unknown(text))
    return _pick(text, claims, on)


def resolve_code(code: str | int, *, system: str, on: date | None = None) -> State:
    """Return the state behind a code of one code system.

    Parameters
    ----------
    code : str or int
        COW and Gleditsch-Ward codes as numbers without leading zeros, M49 with or without them.
    system : str
        ``iso3``, ``iso2``, ``iso3166-3``, ``m49``, ``cow``, ``gw`` or ``un_library`` (names as in the voting data of
        the UN Library).
    on : date or None
        Day on which the code was used. COW and Gleditsch-Ward codes hold only between their own dates, which need
        not be those of the state; a code in force when its list was last issued (COW 2016) stays in force, since
        the end of a list is no exit. The other systems are used for years before their issue as well, so that
        their dates only decide where a code has had several bearers: "CHINA" is Taipei's seat until 1971-11-14.

    Raises
    ------
    UnknownState
        If the code is not in the system, or not on that day; the message says when, and for whom.
    AmbiguousState
        If several states carry it and no day was given.
    ValueError
        If the system is not one of the seven.

    Examples
    --------
    >>> resolve_code(255, system="cow", on=date(2020, 1, 1)).state_id
    'DEU'
    >>> resolve_code(970, system="cow").state_id, resolve_code(970, system="gw").state_id
    ('NRU', 'KIR')
    """
    if system not in SYSTEMS:
        raise ValueError(f"{system!r} is not a code system: use one of {', '.join(SYSTEMS)}")
    text = _as_printed(code, system)
    claims = tables.codes().get((system, fold(text)), ()) if len(text) <= LONGEST_NAME else ()
    if not claims:
        raise UnknownState(
            f"{shown(text)} is not a code of {SYSTEMS[system]}; look it up in the list of codes that the data came with"
        )
    if on is None or system not in RETROACTIVE:
        return _pick(f"{SYSTEMS[system]} {text}", claims, on, existing_only=False)
    bearers = {claim.state_id for claim in claims}
    if len(bearers) == 1:
        claims = (Claim(claims[0].state_id, text, "", "", is_name=False),)
    if system == "un_library":
        claims = tuple(claim for claim in claims if _votes(claim.state_id, on)) or claims
        if any(covers(claim.begins, claim.ends, on.isoformat()) and _votes(claim.state_id, on) for claim in claims):
            return _pick(text, claims, on, existing_only=False)
    return _pick(f"{SYSTEMS[system]} {text}", claims, on)


def code_of(state_id: str, system: str, *, on: date | None = None) -> str:
    """Return the code of a state in a system; empty if it had none on that day.

    Without a day it is the present code, or the last one of a state that ended. ISO codes are the present ones
    whatever the day (COD for Zaire), as data sets use them.

    Raises
    ------
    UnknownState
        If the state id is not known.
    ValueError
        If the system is not known.

    Examples
    --------
    >>> code_of("DEU", "cow", on=date(1970, 1, 1)), code_of("DEU", "cow"), code_of("HKG", "cow")
    ('260', '255', '')
    """
    if system not in SYSTEMS:
        raise ValueError(f"{system!r} is not a code system: use one of {', '.join(SYSTEMS)}")
    state_of(state_id)
    claims = tables.codes_of_states().get((system, state_id), ())
    if on is None:
        return next((claim.text for claim in claims if not claim.ends), claims[-1].text if claims else "")
    day = on.isoformat()
    return next((claim.text for claim in claims if covers(claim.begins, claim.ends, day)), "")


def state_of(state_id: str) -> State:
    """Return the state with exactly this id.

    Raises
    ------
    UnknownState
        If no state or territory has it.
    """
    state = tables.states().get(state_id)
    if state is None:
        raise UnknownState(_unknown(state_id))
    return state


def all_states(*, on: date | None = None) -> tuple[State, ...]:
    """Return states and contested states by id, without territories; those that existed on a day, or all since 1816.

    Reading: the list is wider than the UN's or COW's; for their membership ask `members` ("UN") or `code_of`.

    Examples
    --------
    >>> len([state for state in all_states(on=date(2024, 1, 1)) if state.un_member_since])
    193
    """
    return tuple(
        state
        for state in tables.states().values()
        if state.kind in ("state", "contested") and (on is None or state.exists(on))
    )


def _as_printed(code: str | int, system: str) -> str:
    text = str(code).strip()
    if system == "m49" and len(text) <= 3 and text.isdecimal():
        return text.zfill(3)
    return text.lstrip("0") if system in ("cow", "gw") and text.isdecimal() and len(text) <= 3 else text


def _votes(state_id: str, on: date) -> bool:
    """Tell whether a state can stand in the voting data: it exists, or holds a seat as Ukraine did from 1945."""
    return tables.states()[state_id].exists(on) or any(
        row.state_id == state_id and row.organisation_id == "UN" and covers(row.begins, row.ends, on.isoformat())
        for row in tables.memberships()
    )


def _pick(text: str, claims: Sequence[Claim], on: date | None, *, existing_only: bool = True) -> State:
    states = tables.states()
    if on is None:
        lasting = [claim for claim in claims if not claim.ends and not states[claim.state_id].ends]
        fitting: Sequence[Claim] = lasting or claims
    else:
        day = on.isoformat()
        fitting = [claim for claim in claims if covers(claim.begins, claim.ends, day)]
        if existing_only:
            fitting = [claim for claim in fitting if states[claim.state_id].exists(on)]
    bearers = sorted({claim.state_id for claim in fitting})
    if len(bearers) == 1:
        return states[bearers[0]]
    if bearers:
        raise AmbiguousState(_ambiguous(text, bearers, on))
    assert on is not None
    raise UnknownState(_not_then(text, claims, on))


def _label(state: State) -> str:
    if not state.spells:
        return f"{state.state_id} ({state.name})"
    spells = " and ".join(
        f"{spell.begins} to {spell.ends}" if spell.ends else f"from {spell.begins}" for spell in state.spells
    )
    return f"{state.state_id} ({state.name}, {spells})"


def _ambiguous(text: str, bearers: Iterable[str], on: date | None) -> str:
    choices = ", ".join(_label(tables.states()[state_id]) for state_id in bearers)
    when = f" on {on.isoformat()}" if on else ""
    return f"{shown(text)} names several states{when}: {choices}. Write the id of the one that is meant."


def _not_then(text: str, claims: Iterable[Claim], on: date) -> str:
    """Say when the name or code holds, and which states were there instead on that day."""
    times: dict[str, list[str]] = {}
    for claim in claims:
        times.setdefault(claim.state_id, []).append(f"{claim.begins or 'its start'} to {claim.ends or 'now'}")
    parts = [f"{shown(text)} names no state on {on.isoformat()}:"]
    for state_id, spans in times.items():
        state = tables.states()[state_id]
        if state.exists(on):
            parts.append(f"it stands for {_label(state)} only from {' and from '.join(spans)}.")
        else:
            parts.append(f"{_label(state)} did not exist then{_instead(state, on)}.")
    return " ".join(parts) + " Ask for another day, or name the state of that time."


def _instead(state: State, on: date) -> str:
    """Name the states that were there in its place on the day, and its seat in the UN if it had one already."""
    states, day = tables.states(), on.isoformat()
    reached, frontier = {state.state_id}, {state.state_id}
    there: list[str] = []
    while frontier and not there:
        frontier = {other for state_id in frontier for other in _neighbours(state_id, day)} - reached
        there = [f"{other} ({states[other].name})" for other in sorted(frontier) if states[other].exists(on)]
        reached |= frontier
    seat = "; it held a seat in the UN all the same" if _votes(state.state_id, on) else ""
    return (f"; in its place there was {', '.join(there)}" if there else "") + seat


def _neighbours(state_id: str, day: str) -> set[str]:
    """Return those that it was still to come out of on the day, and those that had taken its place by then."""
    before = {row.predecessor for row in tables.successions() if row.successor == state_id and row.changed_on > day}
    return before | {
        row.successor
        for row in tables.successions()
        if row.predecessor == state_id and row.changed_on <= day and row.how not in ("separation", "decolonisation")
    }


def _unknown(text: str) -> str:
    message = f"{shown(text)} is not a name or code of a state."
    if len(text) > LONGEST_NAME:
        return f"{message} Names have at most {LONGEST_NAME} characters."
    if text.strip().isdecimal():
        number = text.strip()
        return f"{message} A number needs its code list: write 'COW {number}', 'GW {number}' or 'M49 {number}'."
    if ":" in text:
        return f"{message} It looks like a part of a state, which is an actor and not a state."
    near = suggest(
        text,
        (
            (name, _label(tables.states()[claim.state_id]))
            for name, claims in tables.names().items()
            for claim in claims
            if claim.is_name
        ),
    )
    return message + (
        f" Did you mean {' or '.join(near)}?"
        if near
        else " Nothing similar is known; try its English name or ISO code."
    )


def suggest(text: str, choices: Iterable[tuple[str, str]]) -> list[str]:
    """Return labels of names near to *text*; see `nearness.near`."""
    from ninetenths.states.nearness import near  # noqa: PLC0415 - rapidfuzz is only needed once a name has failed

    return near(fold(text), choices)
