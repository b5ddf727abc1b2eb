"""From names and codes as a publisher prints them to actor ids, and what could not be placed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ninetenths.errors import AmbiguousState, InvalidRecord, UnknownState
from ninetenths.states import is_actor, resolve_actor, resolve_code

_COLUMNS = ("printed", "actor", "reason")
_ROWS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A name or code that neither the state map nor `ninetenths.states` knows.

    ``rows`` are the first rows in which it stands (the header is row 1), ``count`` how many there are in all.

    Reading: an unplaced name keeps the whole data set out, unless only the rest is asked for.
    """

    printed: str
    count: int
    rows: tuple[int, ...]
    problem: str


class StateMap:
    """The names of one data set: its own ``states.csv`` first, then the names or codes of `ninetenths.states`.

    ``states.csv`` has the columns ``printed``, ``actor`` and ``reason``. An empty actor leaves the rows of that name
    out and counts them under the reason (aggregates: "a total of several states"). ``UNK`` keeps them as unknown mass.

    Parameters
    ----------
    own
        Name as printed to (actor id, reason).
    system
        Code system of `ninetenths.states.resolve_code` for what is printed (``iso3``, ``cow``, ``m49`` …); empty for
        names.

    Examples
    --------
    >>> places = StateMap({"OPEC": ("", "a total of several states")})
    >>> places.place("Azerbaijan", row=2), places.place("OPEC", row=3), places.place("Atlantis", row=4)
    ('AZE', None, None)
    >>> places.left_out, places.unplaced()[0].printed, places.unplaced()[0].rows
    ({'a total of several states': {'OPEC': 1}}, 'Atlantis', (4,))
    """

    def __init__(self, own: Mapping[str, tuple[str, str]] | None = None, *, system: str = "") -> None:
        self._own = dict(own or {})
        self._system = system
        self._known: dict[tuple[str, date | None], tuple[str | None, str]] = {}
        self._rows: dict[tuple[str, str], list[int]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        self.left_out: dict[str, dict[str, int]] = {}
        """Reason to name to number of rows, for names that ``states.csv`` leaves out on purpose."""

    def place(self, printed: str, *, row: int, on: date | None = None, times: int = 1) -> str | None:
        """Return the actor id behind a name or code, or None where its row is to be left out.

        Parameters
        ----------
        printed
            As it stands in the file, blanks at the ends aside.
        row
            Row of the file, the header being row 1.
        on
            Day of use, where the data set means states in their time; None for data cast back to today's borders.
        times
            In how many rows the name stands, where a large table is asked once for each distinct name; *row* is then
            the first of them.

        Returns
        -------
        str or None
            None both where ``states.csv`` leaves the name out (counted in `left_out`) and where nobody knows it
            (counted in `unplaced`).
        """
        name = printed.strip()
        actor, problem = self._look_up(name, on)
        if actor is None:
            self._count(name, problem, row, times)
        return actor

    def place_all(self, printed: Iterable[str], *, first_row: int = 2, on: date | None = None) -> list[str | None]:
        """Return `place` of each cell of a column whose first cell stands in *first_row*."""
        return [self.place(cell, row=row, on=on) for row, cell in enumerate(printed, start=first_row)]

    def unplaced(self) -> tuple[Unplaced, ...]:
        """Return what nobody knows, sorted by name."""
        return tuple(
            Unplaced(name, self._counts[name, problem], tuple(rows), problem)
            for (name, problem), rows in sorted(self._rows.items())
        )

    def _look_up(self, name: str, on: date | None) -> tuple[str | None, str]:
        if (name, on) not in self._known:
            self._known[name, on] = self._find(name, on)
        return self._known[name, on]

    def _find(self, name: str, on: date | None) -> tuple[str | None, str]:
        if name in self._own:
            actor, _ = self._own[name]
            return actor or None, ""
        try:
            if self._system:
                return resolve_code(name, system=self._system, on=on).state_id, ""
            return resolve_actor(name, on=on), ""
        except (UnknownState, AmbiguousState) as error:
            return None, str(error)

    def _count(self, name: str, problem: str, row: int, times: int) -> None:
        if not problem:
            reason = self._own[name][1]
            names = self.left_out.setdefault(reason, {})
            names[name] = names.get(name, 0) + times
            return
        rows = self._rows.setdefault((name, problem), [])
        self._counts[name, problem] = self._counts.get((name, problem), 0) + times
        if len(rows) < _ROWS_KEPT:
            rows.append(row)


def read_state_map(text: str, *, system: str = "", place: str = "states.csv") -> StateMap:
    """Return the state map that the text of a ``states.csv`` declares.

    Raises
    ------
    InvalidRecord
        If a column is missing, a name stands twice, an actor is none, or a name without an actor has no reason; all
        faults are listed.
    """
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise InvalidRecord(f"{place}: found the columns {reader.fieldnames}; expected {', '.join(_COLUMNS)}")
    own: dict[str, tuple[str, str]] = {}
    faults = []
    for number, row in enumerate(reader, start=2):
        name, actor, reason = (str(row[column] or "").strip() for column in _COLUMNS)
        if name in own:
            faults.append(f"  row {number}: {name!r} stands twice; keep one")
        if actor and not is_actor(actor):
            faults.append(f"  row {number}: {actor!r} is not an actor id; write one such as AZE, UNK or OPEC")
        if not actor and not reason:
            faults.append(f"  row {number}: {name!r} has neither actor nor reason; say why its rows are left out")
        own[name] = (actor, reason)
    if faults:
        raise InvalidRecord(f"{place} cannot be used:\n" + "\n".join(faults))
    return StateMap(own, system=system)
