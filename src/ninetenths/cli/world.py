"""``states``: who is a state, when, under which name and code."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from ninetenths.cli.options import JsonOption, day
from ninetenths.cli.output import print_json, print_table


def states(
    name: str = "",
    *,
    on: Annotated[str | None, Parameter(help="A date: names, codes and members differ by date.")] = None,
    json: JsonOption = False,
) -> None:
    """Look up a state, a part of one or an organisation.

    Parameters
    ----------
    name
        A name or code; without it every state (on the date) is listed.
    """
    from ninetenths import states as world

    when = day(on, option="--on")
    if not name:
        found = world.all_states(on=when)
        if json:
            print_json(found)
            return
        print_table(
            f"{len(found)} states",
            ("id", "name", "capital", "begins", "ends"),
            [(state.state_id, state.name, state.capital, state.begins, state.ends) for state in found],
        )
        return
    identifier = world.resolve_actor(name, on=when)
    if identifier == world.owner_state(identifier) and len(identifier) == 3:
        _show_state(identifier, when=when, json=json)
    elif world.owner_state(identifier) or identifier in ("WLD", "UNK"):
        _show_actor(identifier, json=json)
    else:
        _show_organisation(identifier, when=when, json=json)


def _show_state(identifier: str, *, when: date | None, json: bool) -> None:
    from ninetenths import states as world

    state = world.state_of(identifier)
    codes = {system: world.code_of(identifier, system, on=when) for system in world.SYSTEMS}
    blocs = [row for row in world.memberships(identifier, on=when) if row.role == "member"]
    if json:
        print_json({"state": state, "codes": codes, "memberships": blocs})
        return
    rows = [
        ("id", state.state_id),
        ("official name", state.official_name),
        ("demonym", state.demonym),
        ("capital", state.capital),
        ("kind", state.kind + (f" (of {state.part_of})" if state.part_of else "")),
        ("existed", "; ".join(f"{spell.begins} to {spell.ends or 'today'}" for spell in state.spells)),
        ("UN member since", state.un_member_since),
        ("predecessors", ", ".join(state.predecessors)),
        ("successors", ", ".join(state.successors)),
        *codes.items(),
        ("member of", ", ".join(sorted({row.organisation_id for row in blocs}))),
    ]
    print_table(state.name, ("what", "value"), [row for row in rows if row[1]])


def _show_organisation(identifier: str, *, when: date | None, json: bool) -> None:
    from ninetenths import states as world

    organisation = world.organisation(identifier)
    members = world.members(identifier, on=when)
    if json:
        print_json({"organisation": organisation, "members": members})
        return
    print_table(
        organisation.name,
        ("what", "value"),
        [
            ("id", identifier),
            ("kind", organisation.kind),
            ("existed", f"{organisation.begins} to {organisation.ends or 'today'}"),
            (f"{len(members)} members", ", ".join(members)),
        ],
    )


def _show_actor(identifier: str, *, json: bool) -> None:
    from ninetenths import states as world

    found = {"id": identifier, "name": world.actor_name(identifier), "state": world.owner_state(identifier)}
    if json:
        print_json(found)
        return
    print_table(found["name"], ("what", "value"), list(found.items()))
