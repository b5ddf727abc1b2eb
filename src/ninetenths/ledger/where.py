"""Which statements: the conditions of a question, and the SQL that asks it, every value bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

import duckdb

from ninetenths.errors import InvalidRecord, UnknownRecord
from ninetenths.ledger.cells import shown
from ninetenths.ledger.schema import columns, vocabulary
from ninetenths.ledger.tables import last_day_sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Conditions that a statement must meet, all of them; an empty tuple or None asks nothing.

    Parameters
    ----------
    ids
        Full statement ids.
    states
        Actors on either end. A state matches its parts too (AZE matches AZE:SOCAR), and whoever acts or is
        addressed jointly; a bloc is expanded by the caller.
    dyad
        Two actors on opposite ends, in either direction.
    senders, receivers
        Actors on that end, matched as *states* are.
    layers, kinds, items, units, modalities, polarities, documents, locator_kinds
        Values of those columns.
    grades
        Grades after judgements; by default what is accepted. Empty is every grade.
    text
        Found in summary, item, note or speaker, in upper or lower case.
    begins_from, begins_until
        The window in which the statement is known to hold (`ninetenths.ledger.dates.held`) meets this one.
    include_undated
        With a window: statements of unknown date too. Without it they do not match, since they are evidence
        for no year.
    published_by
        What had been published by the end of that day: the last day that the document's date can mean. An undated
        document cannot be older than what it tells: it counts from the last day on which any of its statements could
        have begun (or ended, where the beginning is open), and never if that is unknown.
    recorded_by
        What had been recorded by the end of that day (UTC), with the grades judged by then.
    with_restricted
        Whether statements of private documents are among them.
    """

    ids: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    dyad: tuple[str, str] | None = None
    senders: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    grades: tuple[str, ...] = ("accepted",)
    documents: tuple[str, ...] = ()
    locator_kinds: tuple[str, ...] = ()
    text: str = ""
    begins_from: date | None = None
    begins_until: date | None = None
    include_undated: bool = False
    published_by: date | None = None
    recorded_by: date | None = None
    with_restricted: bool = True

    def __post_init__(self) -> None:
        """Refuse values that no statement can have, since they would silently match nothing."""
        for name, closed in _CLOSED.items():
            for value in getattr(self, name):
                _check_closed(name, value, closed)
        if self.begins_from and self.begins_until and self.begins_from > self.begins_until:
            raise InvalidRecord(
                f"the window begins on {self.begins_from} and ends on {self.begins_until}: swap the two dates"
            )


_CLOSED = {
    "layers": "layer",
    "kinds": "kind",
    "modalities": "modality",
    "polarities": "polarity",
    "grades": "grade",
    "locator_kinds": "locator_kind",
}


def _check_closed(name: str, value: str, closed: str) -> None:
    choices = vocabulary(closed)
    if value not in choices:
        close = get_close_matches(value[:100], list(choices), n=1)
        advice = f"Did you mean {close[0]!r}? " if close else ""
        raise InvalidRecord(f"{shown(value)} is not one of the {name}. {advice}They are {', '.join(choices)}.")


EVERYTHING = Where(grades=())
"""Every statement of every grade."""

Values = dict[str, object]

_COLUMNS = {
    "ids": "statement_id",
    "layers": "layer",
    "kinds": "kind",
    "items": "item",
    "units": "unit",
    "modalities": "modality",
    "polarities": "polarity",
    "documents": "document_id",
    "locator_kinds": "locator_kind",
}
_JUDGED = (
    "LEFT JOIN (SELECT statement_id, last(grade ORDER BY judged_at, judged_by, grade, reason) AS judged_grade "
    "FROM judgement {until} GROUP BY statement_id) j ON j.statement_id = s.statement_id"
)


def query(where: Where, selected: Sequence[str], *, judged: bool) -> tuple[str, Values]:
    """Return SQL and its values for the statements that meet *where*.

    Parameters
    ----------
    where
        The conditions.
    selected
        Columns of the statement table, or empty to count.
    judged
        Whether the ledger holds judgements: a ledger without any is spared the look-up.
    """
    grade = "coalesce(j.judged_grade, s.grade)" if judged else "s.grade"
    values: Values = {}
    conditions = list(_conditions(where, grade, values))
    until = "WHERE judged_at < $recorded_until" if where.recorded_by is not None else ""
    source = "FROM statement s" + (" " + _JUDGED.format(until=until) if judged else "")
    condition = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    if not selected:
        return f"SELECT count(*) {source}{condition}", values
    cells = ", ".join(f"{grade} AS grade" if name == "grade" else f's."{name}"' for name in selected)
    return f"SELECT {cells} {source}{condition} ORDER BY s.statement_id", values


def full_id(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """Return the full id of the statement that has it, or whose id ends with it after a colon.

    Raises
    ------
    UnknownRecord
        If none or several have; the message names close or all choices.
    """
    found = connection.execute(
        "SELECT statement_id FROM statement WHERE statement_id = $id OR ends_with(statement_id, ':' || $id) "
        "ORDER BY statement_id <> $id, statement_id LIMIT 11",
        {"id": text},
    ).fetchall()
    ids = [str(row[0]) for row in found]
    if text in ids or len(ids) == 1:
        return ids[0]
    if ids:
        choices = ", ".join(ids[:10])
        raise UnknownRecord(f"{shown(text)} is the end of several statement ids: {choices}. Give one of them in full.")
    known = connection.execute("SELECT statement_id FROM statement ORDER BY 1 LIMIT 100000").fetchall()
    short = {str(row[0]).rpartition(":")[2]: None for row in known}
    close = get_close_matches(text.rpartition(":")[2].upper()[:200], list(short), n=3)
    advice = f"Did you mean {' or '.join(close)}?" if close else "List the ids with `ninetenths statements`."
    raise UnknownRecord(f"the ledger has no statement {shown(text)}. {advice}")


def statement_columns() -> tuple[str, ...]:
    """Return the columns of the statement table in storage order."""
    return tuple(column.name for column in columns("statement"))


def _conditions(where: Where, grade: str, values: Values) -> Iterator[str]:
    for name, column in _COLUMNS.items():
        if getattr(where, name):
            yield _is_one_of(f"s.{column}", name, getattr(where, name), values)
    if where.grades:
        yield _is_one_of(grade, "grades", where.grades, values)
    yield from _actor_conditions(where, values)
    yield from _window_conditions(where, values)
    if where.text:
        values["text"] = where.text
        yield "contains(s.search, lower($text))"
    if where.published_by is not None:
        values["published_by"] = where.published_by
        yield _published_sql()
    if not where.with_restricted:
        yield "s.document_id NOT IN (SELECT document_id FROM document WHERE restricted)"
    if where.recorded_by is not None:
        values["recorded_until"] = _after(where.recorded_by)
        yield "s.recorded_at < $recorded_until"


def _is_one_of(column: str, name: str, wanted: Sequence[str], values: Values) -> str:
    bound = {f"{name}_{number}": value for number, value in enumerate(wanted)}
    values.update(bound)
    return f"{column} IN ({', '.join(f'${key}' for key in bound)})"


def _actor_conditions(where: Where, values: Values) -> Iterator[str]:
    if where.senders:
        yield _acts("senders", "senders", where.senders, values)
    if where.receivers:
        yield _acts("receivers", "receivers", where.receivers, values)
    if where.states:
        sends = _acts("senders", "states", where.states, values)
        yield f"({sends} OR {_acts('receivers', 'states', where.states, values)})"
    if where.dyad is not None:
        first, second = where.dyad
        there = f"{_acts('senders', 'first', (first,), values)} AND {_acts('receivers', 'second', (second,), values)}"
        back = f"{_acts('senders', 'second', (second,), values)} AND {_acts('receivers', 'first', (first,), values)}"
        yield f"(({there}) OR ({back}))"


def _acts(side: str, name: str, actors: Sequence[str], values: Values) -> str:
    bound = {f"{name}_{number}": f"|{actor}|" for number, actor in enumerate(actors)}
    values.update(bound)
    return f"({' OR '.join(f'contains(s.{side}, ${key})' for key in bound)})"


def _window_conditions(where: Where, values: Values) -> Iterator[str]:
    conditions = []
    if where.begins_from is not None:
        values["begins_from"] = where.begins_from
        conditions.append("s.last_held >= $begins_from")
    if where.begins_until is not None:
        values["begins_until"] = where.begins_until
        conditions.append("s.first_held <= $begins_until")
    if conditions and where.include_undated:
        yield f"(s.first_held IS NULL OR {' AND '.join(conditions)})"
    else:
        yield from conditions


def _published_sql() -> str:
    told = f"max(coalesce({last_day_sql('t.begins')}, {last_day_sql('t.ends')}))"
    at_least = f"(SELECT {told} FROM statement t WHERE t.document_id = d.document_id)"
    latest = f"coalesce({last_day_sql('d.published_on')}, {at_least})"
    return f"s.document_id IN (SELECT d.document_id FROM document d WHERE {latest} <= $published_by)"


def _after(day: date) -> str:
    """Return the first moment after a day as text: the end of the last possible day is written out."""
    return "9999-12-31 23:59:59.999999" if day == date.max else f"{day + timedelta(days=1)} 00:00:00"
