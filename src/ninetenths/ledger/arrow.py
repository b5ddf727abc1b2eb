"""Records and Arrow tables: the bulk way in and out. The only module of the room that imports pyarrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from ninetenths.errors import InvalidRecord
from ninetenths.ledger.records import Record
from ninetenths.ledger.schema import Column, columns
from ninetenths.ledger.staging import stored
from ninetenths.ledger.tables import DERIVED, EMPTY_SQL, SQL_TYPES, defaults, names

_CHUNK = 122_880
"""Rows of one DuckDB row group: threads share the work chunk by chunk, and a table in one chunk has one thread."""

_ARROW_TYPES = {
    "text": pa.string(),
    "list": pa.list_(pa.string()),
    "decimal": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.string(),
    "timestamp": pa.timestamp("us"),
}


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table: decimals and dates as text, times in UTC without a zone."""
    return pa.schema([(column.name, _ARROW_TYPES[column.type]) for column in columns(table)])


def to_arrow(table: str, records: Sequence[Record]) -> pa.Table:
    """Return records of one table as Arrow rows, in their order."""
    schema = arrow_schema(table)
    return pa.table(
        [pa.array([stored(getattr(record, field.name)) for record in records], field.type) for field in schema],
        schema=schema,
    )


def stage_arrow(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Make ``staged`` a view of Arrow rows: columns that are left out take their defaults, nulls are empty.

    Raises
    ------
    InvalidRecord
        If a column is unknown or of a type that cannot hold it, or a needed column is missing.
    """
    rows = rows.drop_columns([name for name in DERIVED.get(table, {}) if name in rows.column_names])
    _check_columns(table, rows.schema)
    rows = _in_utc(table, rows)
    connection.register("incoming", pa.Table.from_batches(rows.to_batches(max_chunksize=_CHUNK), rows.schema))
    given = set(rows.column_names)
    cells = ", ".join(
        f'{_cell_sql(column, given=column.name in given)} AS "{column.name}"' for column in columns(table)
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW staged AS SELECT {cells} FROM incoming")


def query_arrow(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object]) -> pa.Table:
    """Run a query and return its rows as an Arrow table."""
    return connection.sql(sql, params=dict(values)).to_arrow_table()


def _cell_sql(column: Column, *, given: bool) -> str:
    sql_type = SQL_TYPES[column.type]
    if not given:
        return f"CAST({_default_sql(column)} AS {sql_type})"
    cell = f'CAST("{column.name}" AS {sql_type})'
    return f"coalesce({cell}, {EMPTY_SQL[column.type]})" if column.type in EMPTY_SQL else cell


def _default_sql(column: Column) -> str:
    value = defaults(column.table)[column.name]
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    return "[]" if value == () else f"'{value}'"


def _in_utc(table: str, rows: pa.Table) -> pa.Table:
    for column in columns(table):
        if column.type == "timestamp" and column.name in rows.column_names:
            at = rows.column_names.index(column.name)
            rows = rows.set_column(at, column.name, rows.column(at).cast(_ARROW_TYPES["timestamp"]))
    return rows


def _check_columns(table: str, schema: pa.Schema) -> None:
    own = {column.name: column for column in columns(table)}
    faults = [f"  the column {name!r} is not one of {table}" for name in schema.names if name not in own]
    faults += [
        f"  the column {name!r} is there twice"
        for name in sorted({n for n in schema.names if schema.names.count(n) > 1})
    ]
    faults += [
        f"  the column {name!r} is missing and has no default"
        for name in names(table)
        if name not in schema.names and name not in defaults(table)
    ]
    for field in schema:
        if field.name in own and not _holds(own[field.name], field.type):
            wanted = "the digits as printed, as text" if own[field.name].type == "decimal" else own[field.name].type
            faults.append(f"  the column {field.name!r} has the type {field.type}; expected {wanted}")
    if faults:
        raise InvalidRecord("rows that do not fit the table; nothing was written.\n" + "\n".join(faults))


def _holds(column: Column, found: pa.DataType) -> bool:
    if pa.types.is_dictionary(found):
        found = found.value_type
    if pa.types.is_null(found):
        return True
    text = pa.types.is_string(found) or pa.types.is_large_string(found) or pa.types.is_string_view(found)
    fits = {
        "text": text,
        "date": text,
        "decimal": text or pa.types.is_decimal(found) or pa.types.is_integer(found),
        "integer": pa.types.is_integer(found),
        "boolean": pa.types.is_boolean(found),
        "timestamp": pa.types.is_timestamp(found) or pa.types.is_date(found),
        "list": pa.types.is_list(found) or pa.types.is_large_list(found),
    }
    return bool(fits[column.type])
