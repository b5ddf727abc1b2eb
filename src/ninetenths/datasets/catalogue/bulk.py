"""Many statements at once: columns in, an Arrow table of the ledger's schema out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from ninetenths.errors import InvalidRecord
from ninetenths.ledger.arrow import arrow_schema

if TYPE_CHECKING:
    from ninetenths.datasets.catalogue.adapter import Release

Column: TypeAlias = "Sequence[Any] | pa.Array | pa.ChunkedArray"
"""The values of one column of a table."""
ADAPTER_VERSION = "1"


def statement_table(
    release: Release,
    *,
    key: str,
    local_ids: Sequence[str] | pa.Array,
    locators: Sequence[str] | pa.Array,
    constant: Mapping[str, object],
    varying: Mapping[str, Column],
) -> pa.Table:
    """Return statements as Arrow rows for `Rows.statements`.

    Parameters
    ----------
    release
        Whose rows these are.
    key
        Key of the file in which they stand.
    local_ids
        What follows ``name@version:`` in each id: the row of the file as text (``"12"``), with a letter where one row
        makes several statements (``"12a"``). Unique.
    locators
        Where in the file, in words such as ``row 12, column Oil``.
    constant
        Column to one value for all rows (``layer``, ``kind``, ``unit`` …): text, a tuple of texts, a boolean.
    varying
        Column to values, one for each row. Quantities as text with the digits as printed, None for unknown.

    Returns
    -------
    pyarrow.Table
        One row for each local id. Id, document, locator, coder and time of recording are filled in; what stands in
        neither mapping keeps its default.

    Raises
    ------
    InvalidRecord
        If a column is none of the ledger's, stands in both mappings, or has another length.
    """
    count = len(local_ids)
    schema = arrow_schema("statement")
    _refuse_misfits(schema, constant, varying, count)
    filled: dict[str, object] = {
        "document_id": release.document_id(key),
        "locator_kind": "cell",
        "coder": release.name,
        "coder_version": ADAPTER_VERSION,
        "recorded_at": release.recorded_at,
    }
    constants = {**filled, **constant}
    columns: dict[str, pa.Array | pa.ChunkedArray] = {
        "statement_id": pa.array([f"{release.label}:{local}" for local in _texts(local_ids)], pa.string()),
        "locator": _column(locators, pa.string()),
    }
    for name, value in constants.items():
        if name in varying:
            continue
        columns[name] = _repeated(value, schema.field(name).type, count)
    for name, values in varying.items():
        columns[name] = _column(values, schema.field(name).type)
    return pa.table({name: columns[name] for name in schema.names if name in columns})


def _refuse_misfits(
    schema: pa.Schema, constant: Mapping[str, object], varying: Mapping[str, Column], count: int
) -> None:
    faults = [f"  {name!r} is not a column of statements" for name in (*constant, *varying) if name not in schema.names]
    faults += [f"  {name!r} is given as constant and as varying" for name in constant if name in varying]
    faults += [
        f"  {name!r} has {len(values)} values for {count} rows"
        for name, values in varying.items()
        if len(values) != count
    ]
    if faults:
        raise InvalidRecord("the columns do not make a table of statements:\n" + "\n".join(faults))


def _repeated(value: object, kind: pa.DataType, count: int) -> pa.Array:
    if isinstance(value, tuple):
        return pa.array([list(value)] * count, kind)
    if not pa.types.is_string(kind):
        return pa.repeat(pa.scalar(value, kind), count)
    indices = pa.repeat(pa.scalar(0, pa.int32()), count)
    return pa.DictionaryArray.from_arrays(indices, pa.array([value], pa.string()))


def _column(values: Column, kind: pa.DataType) -> pa.Array | pa.ChunkedArray:
    return values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(list(values), kind)


def _texts(values: Column) -> list[str]:
    return values.to_pylist() if isinstance(values, pa.Array | pa.ChunkedArray) else list(values)
