"""The DuckDB tables of a ledger, generated from ``columns.csv``: types, derived columns, staging and suspicion.

Every name that is formatted into SQL here comes from the schema; values are always bound.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import MISSING, fields
from functools import cache

from ninetenths.ledger.records import RECORD_TYPES
from ninetenths.ledger.schema import Column, columns, key, vocabulary

SQL_TYPES = {
    "text": "VARCHAR",
    "list": "VARCHAR[]",
    "decimal": "VARCHAR",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "VARCHAR",
    "timestamp": "TIMESTAMP",
}
"""How a column of each type is stored: decimals and dates as the text that was printed."""

NULLABLE = frozenset({"decimal", "integer"})
"""Types whose empty value is NULL; the others have empty text, an empty list or False."""

EMPTY_SQL = {"text": "''", "list": "[]", "date": "''", "boolean": "false"}
"""What a null of each type that has no NULL in the ledger becomes."""

LOOKED_UP = frozenset({"actor id", "state id", "actor or asset id", "unit id", "column", "hex"})
"""Units of columns whose values are looked up in a list that is no vocabulary."""

REFERENCES = {
    "document id": ("document", "document_id"),
    "statement id": ("statement", "statement_id"),
    "asset id": ("asset", "asset_id"),
}
"""Units of columns that refer to a row of another table: what is needed there must exist."""

LONGEST = 20_000
"""Characters that one value may have; a longer one is a text and belongs in `Ledger.write_text`."""

DECIMAL = r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?"
"""A finite number as the ledger keeps it: no thousands separators, no infinity."""


def stored_tables() -> tuple[str, ...]:
    """Return the names of all tables, in the order in which rows that refer to one another are written."""
    return tuple(RECORD_TYPES)


def first_day_sql(text: str) -> str:
    """Return SQL for the first day that the date text can mean; NULL for an open or unknown one."""
    return f"TRY_CAST(nullif({text}, '') || substr('0000-01-01', length({text}) + 1) AS DATE)"


def last_day_sql(text: str) -> str:
    """Return SQL for the last day that the date text can mean; NULL for an open or unknown one."""
    return (
        f"CASE length({text}) WHEN 4 THEN TRY_CAST({text} || '-12-31' AS DATE) "
        f"WHEN 7 THEN last_day(TRY_CAST({text} || '-01' AS DATE)) ELSE TRY_CAST({text} AS DATE) END"
    )


def _first_held_sql() -> str:
    return (
        "CASE WHEN begins = '..' THEN DATE '0001-01-01' WHEN begins <> '' THEN "
        f"{first_day_sql('begins')} WHEN ends = '..' THEN DATE '9999-12-31' ELSE {first_day_sql('ends')} END"
    )


def _last_held_sql() -> str:
    return (
        "CASE WHEN ends = '..' THEN DATE '9999-12-31' "
        f"WHEN ends <> '' THEN {last_day_sql('ends')} "
        "WHEN end_status = 'ongoing' AND kind IN ('status', 'route') AND begins <> '' THEN DATE '9999-12-31' "
        f"WHEN begins = '..' THEN DATE '0001-01-01' ELSE {last_day_sql('begins')} END"
    )


def _actors_sql(actor: str, others: str) -> str:
    states = f"'|' || array_to_string(list_transform({others}, lambda x: split_part(x, ':', 1)), '|') || '|'"
    joint = f"CASE WHEN len({others}) = 0 THEN '' ELSE array_to_string({others}, '|') || {states} END"
    return f"'|' || {actor} || '|' || split_part({actor}, ':', 1) || '|' || {joint}"


DERIVED: dict[str, dict[str, tuple[str, str]]] = {
    "statement": {
        "low_number": ("DOUBLE", "TRY_CAST(low AS DOUBLE)"),
        "high_number": ("DOUBLE", "TRY_CAST(high AS DOUBLE)"),
        "first_held": ("DATE", _first_held_sql()),
        "last_held": ("DATE", _last_held_sql()),
        "senders": ("VARCHAR", _actors_sql("sender", "with_senders")),
        "receivers": ("VARCHAR", _actors_sql("receiver", "with_receivers")),
        "search": ("VARCHAR", "lower(summary || chr(10) || item || chr(10) || note || chr(10) || speaker)"),
    }
}
"""Columns computed on entry so that filters are fast: table to name to (type, SQL). They are never exported.

``first_held`` and ``last_held`` follow `ninetenths.ledger.dates.held`; ``senders`` and ``receivers`` list every
acting part and its state between bars; ``search`` is what `Where.text` looks in.
"""


@cache
def create_sql(table: str) -> str:
    """Return the statement that creates one table."""
    own = [
        f'"{column.name}" {SQL_TYPES[column.type]}{"" if column.type in NULLABLE else " NOT NULL"}'
        for column in columns(table)
    ]
    derived = [f"{name} {sql_type}" for name, (sql_type, _) in DERIVED.get(table, {}).items()]
    return f"CREATE TABLE {table} ({', '.join(own + derived)})"


@cache
def names(table: str) -> tuple[str, ...]:
    """Return the column names of a table in storage order, without the derived ones."""
    return tuple(column.name for column in columns(table))


@cache
def defaults(table: str) -> dict[str, object]:
    """Return the value that each column takes when it is left out; columns that must be filled are absent."""
    return {field.name: field.default for field in fields(RECORD_TYPES[table]) if field.default is not MISSING}


def same_key_sql(table: str, left: str, right: str) -> str:
    """Return SQL that is true where two rows carry the same key."""
    return " AND ".join(f'{left}."{name}" IS NOT DISTINCT FROM {right}."{name}"' for name in key(table))


def differs_sql(table: str, left: str, right: str, *, leaving_out: Collection[str] = ()) -> str:
    """Return SQL that is true where two rows of the same key differ in content; 'false' where all is key."""
    rest = [name for name in names(table) if name not in key(table) and name not in leaving_out]
    return " OR ".join(f'{left}."{name}" IS DISTINCT FROM {right}."{name}"' for name in rest) or "false"


def own_sql(table: str, alias: str = "s") -> str:
    """Return the columns of a table in storage order as SQL, without the derived ones."""
    return ", ".join(f'{alias}."{name}"' for name in names(table))


def key_sql(table: str, alias: str) -> str:
    """Return the columns of the key of a table as SQL."""
    return ", ".join(f'{alias}."{name}"' for name in key(table))


def select_sql(table: str) -> str:
    """Return SQL that yields all rows of a table in storage order of columns, sorted by key."""
    return f'SELECT {own_sql(table)} FROM "{table}" s ORDER BY {key_sql(table, "s")}'


def suspicious_sql(table: str, given: Collection[str]) -> str:
    """Return SQL that is true for every staged row whose *given* columns could break a rule of the schema.

    It is coarse on purpose: rows that it finds are read by `ninetenths.ledger.parse`, which alone decides and
    words the fault. A row that parse would refuse is always found here, by a look-up (`LOOKED_UP`), or because
    it refers to what is not there.
    """
    doubts = [_doubt(column) for column in columns(table) if column.name in given]
    present = set(names(table))
    doubts += [doubt for wanted, doubt in _RULES if set(wanted.split()) <= present]
    return "\n OR ".join(f"({doubt})" for doubt in doubts if doubt)


_SPAN = "split_part(locator, ':', 1)", "split_part(locator, ':', 2)"
_RULES = (
    ("begins ends", f"{first_day_sql('begins')} > {last_day_sql('ends')}"),
    ("low high", "low <> high AND TRY_CAST(low AS DOUBLE) >= TRY_CAST(high AS DOUBLE)"),
    ("low high unit", "unit = '' AND (low IS NOT NULL OR high IS NOT NULL)"),
    ("capacity capacity_unit", "capacity_unit = '' AND capacity IS NOT NULL"),
    ("kind choice", "kind <> 'vote' AND choice <> ''"),
    ("kind sign", "sign IS NOT NULL AND kind NOT IN ('event', 'status', 'stance', 'route', 'prospect')"),
    ("basis_concept sign", "sign IS NOT NULL AND (basis_concept = 'ownership' OR basis_measure = 'stake')"),
    ("locator_kind locator", "locator_kind = 'words' AND NOT regexp_full_match(locator, '\\d{1,12}:\\d{1,12}')"),
    (
        "locator_kind locator",
        f"locator_kind = 'words' AND TRY_CAST({_SPAN[0]} AS BIGINT) >= TRY_CAST({_SPAN[1]} AS BIGINT)",
    ),
    ("start end", '"start" >= "end"'),
)


def _doubt(column: Column) -> str:
    name = f'"{column.name}"'
    if column.type == "decimal":
        return f"NOT regexp_full_match({name}, '{DECIMAL}')"
    if column.type == "integer":
        lowest, highest = ("-1", "1") if column.unit == "-1 0 1" else ("0", str(10**18 - 1))
        needed = f" OR {name} IS NULL" if column.required else ""
        return f"{name} NOT BETWEEN {lowest} AND {highest}{needed}"
    if column.type == "date":
        needed = f" OR {name} = ''" if column.required else ""
        shape = f"NOT regexp_full_match({name}, '\\d{{4}}(-\\d\\d){{0,2}}') OR {first_day_sql(name)} IS NULL"
        return f"({name} NOT IN ('', '..') AND ({shape} OR {name} < '0001')){needed}"
    if column.type in ("boolean", "timestamp"):
        return f"{name} IS NULL"
    return _list_doubt(name, needed=column.required) if column.type == "list" else _text_doubt(column, name)


def _list_doubt(name: str, *, needed: bool) -> str:
    joined = f"array_to_string({name}, ';')"
    untrimmed = f"len(list_filter({name}, lambda x: x IS NULL OR x < '!' OR x <> trim(x, {_BLANKS}))) > 0"
    doubt = f"strlen({joined}) > {LONGEST // 2} OR contains({joined}, chr(0)) OR {untrimmed}"
    return f"len({name}) > 0 AND ({doubt})" + (f" OR len({name}) = 0" if needed else "")


_BLANKS = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)"


def _text_doubt(column: Column, name: str) -> str:
    if column.vocabulary:
        values = ", ".join(f"'{value}'" for value in vocabulary(column.vocabulary))
        allowed = values if column.required else f"'', {values}"
        return f"{name} NOT IN ({allowed})"
    doubts = [f"{name} < '!'"] if column.required else []
    if column.unit in LOOKED_UP or (column.required and column.unit in REFERENCES):
        return " OR ".join(doubts)
    doubts.append(f"contains({name}, chr(0))")
    if column.unit != "as it came":
        doubts.append(f"strlen({name}) > {LONGEST}")
    if column.name.endswith("_id") or column.unit in REFERENCES:
        doubts.append(f"({name} <> '' AND NOT regexp_full_match({name}, '[!-:<-~]{{1,200}}'))")
    return " OR ".join(doubts)
