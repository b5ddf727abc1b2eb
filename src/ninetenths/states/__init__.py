"""Who is a state, when, under which name and code; who else can act; who belongs to which bloc.

Tables: states, spells of existence, names, codes, successions, organisations and members, as CSV beside this file,
compiled from the COW state system (2016), Gleditsch and Ward (2017), ISO 3166, UN M49, the UN's lists of members and
the organisations' own, since 1816. Memberships are as known in 2025.
"""

from ninetenths.states.actors import (
    actor_name,
    is_actor,
    members,
    memberships,
    organisation,
    owner_state,
    resolve_actor,
)
from ninetenths.states.records import Membership, Organisation, Spell, State
from ninetenths.states.resolving import SYSTEMS, all_states, code_of, resolve, resolve_code, state_of

__all__ = [
    "SYSTEMS",
    "Membership",
    "Organisation",
    "Spell",
    "State",
    "actor_name",
    "all_states",
    "code_of",
    "is_actor",
    "members",
    "memberships",
    "organisation",
    "owner_state",
    "resolve",
    "resolve_actor",
    "resolve_code",
    "state_of",
]
