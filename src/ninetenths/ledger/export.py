"""The whole ledger as a folder of files and back, lossless: one file for each table, and a manifest written last.

In CSV, a cell of text that a spreadsheet could run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab
or a line end, after any apostrophes) gets an apostrophe in front, and importing takes one away again. Numbers are
not text and stay as they are.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ninetenths.errors import InvalidRecord, LedgerError
from ninetenths.ledger.arrow import arrow_schema
from ninetenths.ledger.parse import Fault, cell_text, read_rows
from ninetenths.ledger.records import RECORD_TYPES, Record
from ninetenths.ledger.schema import columns
from ninetenths.ledger.tables import REFERENCES, key_sql, own_sql

EXPORT_FORMAT = "ninetenths export"
EXPORT_VERSION = 1
MANIFEST = "manifest.json"
Form = Literal["parquet", "csv", "jsonl"]
Part: TypeAlias = "pa.Table | list[Record]"

_BATCH = 50_000
_SHOWN = 50
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_NUMERIC = frozenset({"decimal", "integer"})


def export_folder(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, form: Form, with_restricted: bool
) -> dict[str, int]:
    """Write every table to *folder* and return the number of rows by table; empty tables have no file.

    Restricted documents are left out unless *with_restricted*, and with them their texts, the statements and
    assets read in them, and every row that refers to one of those.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise LedgerError(f"{folder} is not empty, and an export overwrites nothing. Choose a new folder.")
        counts = {}
        for table in RECORD_TYPES:
            rows = connection.sql(kept_sql(table, with_restricted=with_restricted)).to_arrow_reader(_BATCH)
            file = folder / f"{table}.{form}"
            counts[table] = _WRITERS[form](file, table, rows)
            if not counts[table]:
                file.unlink()
        kept = {table: count for table, count in counts.items() if count}
        manifest = {"format": EXPORT_FORMAT, "version": EXPORT_VERSION, "form": form, "rows": kept}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise LedgerError(
            f"{folder} cannot be written ({error}). Choose a folder that you may write, with room."
        ) from error
    return kept


def kept_sql(table: str, *, with_restricted: bool) -> str:
    """Return SQL for the rows of a table that an export holds, in the order of their keys."""
    conditions = [] if with_restricted else [_stays_sql(table)]
    condition = f" WHERE {conditions[0]}" if conditions and conditions[0] else ""
    return f'SELECT {own_sql(table)} FROM "{table}" s{condition} ORDER BY {key_sql(table, "s")}'


def _stays_sql(table: str) -> str:
    gone = "SELECT document_id FROM document WHERE restricted"
    read_there = {
        "document id": gone,
        "statement id": f"SELECT statement_id FROM statement WHERE document_id IN ({gone})",
        "asset id": f"SELECT asset_id FROM asset WHERE document_id IN ({gone})",
    }
    assert read_there.keys() == REFERENCES.keys()
    conditions = ["NOT s.restricted"] if table == "document" else []
    conditions += [
        f's."{column.name}" NOT IN ({read_there[column.unit]})'
        for column in columns(table)
        if column.unit in read_there
    ]
    return " AND ".join(conditions)


def read_folder(folder: Path) -> dict[str, Part]:
    """Return what `export_folder` wrote, by table in the order of writing: Arrow rows from Parquet, else records.

    Raises
    ------
    LedgerError
        If the folder is no export, is of another format version, or a file is missing or damaged.
    InvalidRecord
        If a value of a CSV or JSONL file breaks a rule of the schema; all faults are listed with file and row.
    """
    form, rows = _manifest(folder)
    parts: dict[str, Part] = {}
    faults: list[Fault] = []
    for table in RECORD_TYPES:
        if table not in rows:
            continue
        file = folder / f"{table}.{form}"
        try:
            parts[table], wrong = _READERS[form](file, table)
        except (OSError, ValueError, TypeError, csv.Error, RecursionError) as error:
            raise LedgerError(f"{file} cannot be read ({error}). Export again, or restore the file.") from error
        faults += wrong
        if not wrong and len(parts[table]) != rows[table]:
            raise LedgerError(
                f"{file} has {len(parts[table])} rows where its manifest says {rows[table]}. Export again."
            )
    if faults:
        more = [f"  and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        lines = [f"  {fault}" for fault in faults[:_SHOWN]]
        raise InvalidRecord("\n".join([f"{folder} has values that a ledger does not keep:", *lines, *more]))
    return parts


def _manifest(folder: Path) -> tuple[str, dict[str, int]]:
    file = folder / MANIFEST
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        advice = "Name a folder that export wrote."
        raise LedgerError(f"{folder} is no export: {MANIFEST} cannot be read ({error}). {advice}") from error
    if not isinstance(found, dict) or found.get("format") != EXPORT_FORMAT:
        raise LedgerError(f"{file} does not say {EXPORT_FORMAT!r}. Name a folder that export wrote.")
    if found.get("version") != EXPORT_VERSION:
        version = found.get("version")
        raise LedgerError(f"{folder} has export format {version!r}; this release reads {EXPORT_VERSION}. Upgrade it.")
    form, rows = str(found.get("form")), found.get("rows")
    if form not in get_args(Form) or not isinstance(rows, dict) or not rows.keys() <= RECORD_TYPES.keys():
        raise LedgerError(f"{file} names the form {form!r} or tables that this release does not have. Export again.")
    return form, rows


def _write_parquet(file: Path, table: str, rows: pa.RecordBatchReader) -> int:
    count = 0
    schema = arrow_schema(table)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch.cast(schema))
            count += batch.num_rows
    return count


def _write_csv(file: Path, table: str, rows: pa.RecordBatchReader) -> int:
    count = 0
    numeric = {column.name for column in columns(table) if column.type in _NUMERIC}
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")  # with it, a lone "\r" in a cell is quoted too
        writer.writerow([column.name for column in columns(table)])
        for row in _dicts(rows):
            writer.writerow(
                [cell_text(value) if name in numeric else defuse(cell_text(value)) for name, value in row.items()]
            )
            count += 1
    return count


def _write_jsonl(file: Path, table: str, rows: pa.RecordBatchReader) -> int:
    count = 0
    times = {column.name for column in columns(table) if column.type == "timestamp"}
    with file.open("w", encoding="utf-8", newline="") as stream:
        for row in _dicts(rows):
            cells = {name: cell_text(value) if name in times else value for name, value in row.items()}
            stream.write(json.dumps(cells, ensure_ascii=False) + "\n")
            count += 1
    return count


def _dicts(rows: pa.RecordBatchReader) -> Iterator[dict[str, Any]]:
    for batch in rows:
        yield from batch.to_pylist()


def defuse(text: str) -> str:
    """Return a cell of text with an apostrophe in front where a spreadsheet could run it as a formula.

    >>> defuse("=1+1"), defuse("'=1+1"), defuse("plain")
    ("'=1+1", "''=1+1", 'plain')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restore(text: str) -> str:
    """Return the text that `defuse` was given.

    >>> restore("'=1+1")
    '=1+1'
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _read_parquet(file: Path, table: str) -> tuple[Part, list[Fault]]:
    if table not in RECORD_TYPES:
        raise ValueError(table)
    return pq.read_table(file), []


def _read_csv(file: Path, table: str) -> tuple[Part, list[Fault]]:
    numeric = {column.name for column in columns(table) if column.type in _NUMERIC}
    # the limit of the csv module guards against runaway quotes; a whole text may be longer, the file itself not
    usual = csv.field_size_limit(max(file.stat().st_size, 131_072))
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = [
                {
                    name: cell if name in numeric or not isinstance(cell, str) else restore(cell)
                    for name, cell in row.items()
                }
                for row in csv.DictReader(stream, strict=True)
            ]
    finally:
        csv.field_size_limit(usual)
    return read_rows(table, rows, file=file.name)


def _read_jsonl(file: Path, table: str) -> tuple[Part, list[Fault]]:
    with file.open(encoding="utf-8", newline="\n") as stream:
        found = [json.loads(line, parse_float=str, parse_constant=str) for line in stream if line.strip()]
    rows = [_cells(row) for row in found]
    return read_rows(table, rows, file=file.name, first_row=1)


def _cells(row: object) -> dict[str, str]:
    if not isinstance(row, dict):
        raise TypeError(f"a line holds a {type(row).__name__} where an object was expected")
    for name, value in row.items():
        if isinstance(value, dict):
            raise TypeError(f"the column {name!r} holds an object where a value was expected")
    return {name: cell_text(value) for name, value in row.items()}


_WRITERS: dict[str, Callable[[Path, str, pa.RecordBatchReader], int]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
}
_READERS: Mapping[str, Callable[[Path, str], tuple[Part, list[Fault]]]] = {
    "parquet": _read_parquet,
    "csv": _read_csv,
    "jsonl": _read_jsonl,
}
