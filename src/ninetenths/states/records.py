"""The types of the room: states, their spells of existence, organisations and memberships."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


def covers(begins: str, ends: str, day: str) -> bool:
    """Tell whether *day* lies between two dates, both included.

    Parameters
    ----------
    begins, ends : str
        ISO year, month or day; a year stands for all its days. Empty is unbounded.
    day : str
        ISO day.

    Examples
    --------
    >>> covers("1969", "2020-01", "2020-01-31"), covers("1969", "2020-01", "2020-02-01")
    (True, False)
    """
    return (not begins or day[: len(begins)] >= begins) and (not ends or day[: len(ends)] <= ends)


@dataclass(frozen=True, slots=True)
class Spell:
    """One unbroken time of existence: ISO dates, first and last day; an empty end is still going on."""

    begins: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state, former state, contested state or territory.

    Attributes
    ----------
    state_id : str
        ISO 3166-1 alpha-3; 3166-3 for former states (SUN, YUG, CSK, DDR); our own for those that ISO never listed.
    name : str
        Name in English as the field uses it ("Turkey", "Ivory Coast"), without regard to a date.
    official_name : str
        Full name, the last one of a former state.
    demonym : str
        Adjective ("Turkish"); empty for territories.
    capital : str
        Seat of government or constitutional capital, the present or last one; empty where there is none.
    kind : str
        ``state`` (UN member or observer state, or listed by COW or Gleditsch-Ward), ``contested`` (claims statehood
        without a seat in the UN), ``associated`` (in free association) or ``territory``.
    part_of : str
        State that a territory belongs to or is associated with; empty otherwise.
    begins, ends : str
        First day of the first and last day of the last spell; an empty end is a state that still exists. Both are
        empty for territories. Lists of 1816 begin then, so ``1816-01-01`` means "by 1816".
    spells : tuple of Spell
        All times of existence: Austria has two.
    predecessors : tuple of str
        States that it came out of or took over, former colonial rulers among them, in order of date.
    successors : tuple of str
        States that came out of it or took it over, in order of date; former colonies left out.
    un_member_since : str
        Day on which its UN membership began, as the UN counts it (Russia continues the Soviet seat of 1945);
        empty if it never was a member, or is one no longer (Taiwan). Breaks are in `members`.

    Notes
    -----
    Dates of existence follow Gleditsch and Ward, save where a state's own act of independence is earlier and took
    effect (Azerbaijan 1991-10-18). COW and Gleditsch-Ward keep their own dates in their codes.
    """

    state_id: str
    name: str
    official_name: str
    demonym: str
    capital: str
    kind: str
    part_of: str
    begins: str
    ends: str
    spells: tuple[Spell, ...]
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    un_member_since: str

    def exists(self, on: date) -> bool:
        """Tell whether it exists on a day; territories without dates always do."""
        day = on.isoformat()
        return not self.spells or any(covers(spell.begins, spell.ends, day) for spell in self.spells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation or bloc: its id, name, kind, and ISO dates (an empty end is still going on)."""

    organisation_id: str
    name: str
    kind: str
    begins: str
    ends: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One state in one organisation for one time.

    Attributes
    ----------
    role : str
        ``member``, ``observer``, ``associate``, or ``suspended`` (beside the membership that goes on).
    begins, ends : str
        ISO year, month or day, as precisely as it is known; an empty end is still going on.
    """

    organisation_id: str
    state_id: str
    role: str
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A name or code that one state carries for a time: ISO dates, empty is unbounded."""

    state_id: str
    text: str
    begins: str
    ends: str
    is_name: bool
