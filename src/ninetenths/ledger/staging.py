"""From records or Arrow rows to rows of the ledger: staged, checked, compared with what is there, appended."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb

from ninetenths.errors import InvalidRecord, LedgerError
from ninetenths.ledger.cells import Unfit, reader_of, shown
from ninetenths.ledger.parse import cell_text, check_values
from ninetenths.ledger.records import RECORD_TYPES, Record
from ninetenths.ledger.schema import Column, columns
from ninetenths.ledger.tables import (
    DERIVED,
    LOOKED_UP,
    REFERENCES,
    SQL_TYPES,
    differs_sql,
    key_sql,
    names,
    own_sql,
    same_key_sql,
    suspicious_sql,
)

if TYPE_CHECKING:
    import pyarrow as pa

_SHOWN = 20
"""Faulty, conflicting or dangling rows that one message lists."""
_BATCH = 5000
_MANY = 5000
"""Records from which the detour through Arrow pays for the import of pyarrow."""


def stage(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Record] | pa.Table) -> None:
    """Put rows of one table, as records or as Arrow rows, into ``staged`` and check them.

    Raises
    ------
    InvalidRecord
        If a row breaks a rule of the schema.
    """
    if isinstance(rows, Sequence):
        _refuse_faults(table, [{name: getattr(record, name) for name in names(table)} for record in rows])
        if len(rows) <= _MANY:
            _stage_few(connection, table, rows)
            return
    from ninetenths.ledger.arrow import stage_arrow, to_arrow  # noqa: PLC0415 - pyarrow takes 0.2 s to import

    stage_arrow(connection, table, to_arrow(table, rows) if isinstance(rows, Sequence) else rows)
    if not isinstance(rows, Sequence):
        _refuse_invalid_rows(connection, table, rows.column_names)


def _stage_few(connection: duckdb.DuckDBPyConnection, table: str, records: Sequence[Record]) -> None:
    cells = ", ".join(f'unnest(CAST(? AS {SQL_TYPES[column.type]}[])) AS "{column.name}"' for column in columns(table))
    values = [[stored(getattr(record, column.name)) for record in records] for column in columns(table)]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged_rows AS SELECT {cells}", values)
    connection.execute("CREATE OR REPLACE TEMP VIEW staged AS FROM staged_rows")


def stored(value: object) -> object:
    """Return a value of a record as DuckDB stores it: decimals as printed, times in UTC."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def append_staged(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int]:
    """Append what is staged to a table and return how many rows were new and how many were there already.

    Raises
    ------
    InvalidRecord
        If a row refers to a document, statement or asset that the ledger does not have.
    LedgerError
        If a row has the id of another with other content.
    """
    total, distinct, before = connection.execute(
        f"SELECT (SELECT count(*) FROM staged), (SELECT count(*) FROM (SELECT DISTINCT {key_sql(table, 's')} "
        f'FROM staged s)), (SELECT count(*) FROM "{table}")'
    ).fetchall()[0]
    if distinct != total:
        _refuse_conflicts(connection, table, "staged", "further up in what is written")
    if before:
        _refuse_conflicts(connection, table, table, "in the ledger")
    _refuse_dangling(connection, table)
    once = "DISTINCT" if distinct != total else ""
    unseen = f'WHERE NOT EXISTS (SELECT 1 FROM "{table}" t WHERE {same_key_sql(table, "s", "t")})' if before else ""
    derived = "".join(f", {sql}" for _, sql in DERIVED.get(table, {}).values())
    ((added,),) = connection.execute(
        f'INSERT INTO "{table}" SELECT *{derived} FROM (SELECT {once} {own_sql(table)} FROM staged s {unseen})'
    ).fetchall()
    return added, total - added


def _refuse_invalid_rows(connection: duckdb.DuckDBPyConnection, table: str, given: Collection[str]) -> None:
    """Raise InvalidRecord if a staged row breaks a rule of the schema; every doubtful row is read by `parse`.

    Only the columns in *given* are looked at, and what ties columns together: the others hold defaults.
    """
    doubtful = [suspicious_sql(table, given), *_strangers(connection, table, given)]
    connection.execute(f"SELECT {own_sql(table)} FROM staged s WHERE {' OR '.join(doubtful)} ORDER BY ALL")
    while rows := connection.fetchmany(_BATCH):
        _refuse_faults(table, [dict(zip(names(table), row, strict=True)) for row in rows])


def fetch(
    connection: duckdb.DuckDBPyConnection, table: str, sql: str, values: Mapping[str, object] | None = None
) -> list[Any]:
    """Run a query that yields the columns of a table in storage order and return its rows as records."""
    connection.execute(sql, dict(values or {}))
    records: list[Any] = []
    while rows := connection.fetchmany(_BATCH):
        records += to_records(table, rows)
    return records


def to_records(table: str, rows: Sequence[tuple[object, ...]]) -> list[Any]:
    """Return rows, with the columns of a table in storage order, as records."""
    record_type = RECORD_TYPES[table]
    records = [object.__new__(record_type) for _ in rows]
    for column, found in zip(columns(table), zip(*rows, strict=True), strict=bool(rows)):
        cells = _READERS[column.type](found) if column.type in _READERS else found
        # slot by slot, since the __init__ of a frozen dataclass takes ten times as long for 100,000 rows
        deque(map(getattr(record_type, column.name).__set__, records, cells), maxlen=0)
    return records


def _read_decimals(cells: Iterable[Any]) -> list[Decimal | None]:
    return [None if cell is None else Decimal(cell) for cell in cells]


def _read_lists(cells: Iterable[Any]) -> list[tuple[str, ...]]:
    return [tuple(cell) if cell else () for cell in cells]


def _read_times(cells: Iterable[Any]) -> list[datetime]:
    known = {cell: cell.replace(tzinfo=UTC) for cell in set(cells)}
    return [known[cell] for cell in cells]


_READERS: dict[str, Callable[[Any], Iterable[object]]] = {
    "decimal": _read_decimals,
    "list": _read_lists,
    "timestamp": _read_times,
}


def _strangers(connection: duckdb.DuckDBPyConnection, table: str, given: Collection[str]) -> Iterator[str]:
    """Yield SQL that is true where an actor, unit or other looked-up value is not known."""
    for column in columns(table):
        looked_up = column.unit in LOOKED_UP or (column.type == "list" and column.vocabulary)
        if column.name not in given or not looked_up:
            continue
        one = f'unnest("{column.name}")' if column.type == "list" else f'"{column.name}"'
        found = connection.execute(f"SELECT DISTINCT {one} FROM staged").fetchall()
        if any(value and isinstance(_read(column, value), Unfit) for (value,) in found):
            yield f'len("{column.name}") > 0'


def _read(column: Column, value: str) -> object:
    return reader_of(column)(cell_text((value,)) if column.type == "list" else value)


def _refuse_conflicts(connection: duckdb.DuckDBPyConnection, table: str, other: str, where: str) -> None:
    first_recorded = ("recorded_at",) if other == table else ()  # what is in the ledger keeps its first time
    differs = differs_sql(table, "s", "t", leaving_out=first_recorded)
    differing = f'FROM staged s JOIN "{other}" t ON {same_key_sql(table, "s", "t")} WHERE {differs}'
    connection.execute(
        f"SELECT {own_sql(table)}, {own_sql(table, 't')} {differing} ORDER BY {key_sql(table, 's')} LIMIT {_SHOWN}"
    )
    pairs = connection.fetchall()
    if not pairs:
        return
    width = len(names(table))
    lines: dict[str, str] = {}
    for pair in pairs:
        new, old = to_records(table, [pair[:width], pair[width:]])
        texts = [(name, cell_text(getattr(old, name)), cell_text(getattr(new, name))) for name in names(table)]
        values = "; ".join(f"{name} {shown(was)} {where}, {shown(now)} now" for name, was, now in texts if was != now)
        lines.setdefault(_id_of(table, new), f"  {table} {_id_of(table, new)}: {values}")
    raise LedgerError(
        "ids that stand for something else already; nothing was written. An id keeps its content for ever: give the "
        "changed row an id of its own, or record a judgement.\n" + "\n".join(lines.values())
    )


def _refuse_dangling(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    lines = []
    for column in columns(table):
        if not column.required or column.unit not in REFERENCES:
            continue
        target, target_id = REFERENCES[column.unit]
        missing = connection.execute(
            f'SELECT DISTINCT "{column.name}" FROM staged s WHERE NOT EXISTS '
            f'(SELECT 1 FROM "{target}" t WHERE t."{target_id}" = s."{column.name}") ORDER BY 1'
        ).fetchall()
        lines += [f"  {column.name} {shown(name)}: the ledger has no such {target}" for (name,) in missing]
    if lines:
        more = f"\n  and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
        raise InvalidRecord(
            f"rows of {table} refer to what is not there; nothing was written. Write it before or along with them.\n"
            + "\n".join(lines[:_SHOWN])
            + more
        )


def _refuse_faults(table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    faults = check_values(table, rows)
    if not faults:
        return
    lines = []
    for fault in faults[:_SHOWN]:
        own_id = shown(cell_text(rows[fault.row - 1][names(table)[0]]))
        place = f"{table} {own_id}, column {fault.column}"
        lines.append(f"  {place}: found {fault.found}; expected {fault.expected}; {fault.advice}")
    if len(faults) > _SHOWN:
        lines.append(f"  and {len(faults) - _SHOWN} more")
    raise InvalidRecord("values that the ledger does not keep; nothing was written.\n" + "\n".join(lines))


def _id_of(table: str, record: Record) -> str:
    return shown(str(getattr(record, names(table)[0])))
