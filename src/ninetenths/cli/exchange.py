"""``export`` and ``import``: the whole ledger as a folder of files, lossless both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from ninetenths.cli.options import JsonOption, LedgerOption, WaitOption, reading, writing
from ninetenths.cli.output import print_json, print_table, working


def export(
    folder: Path,
    *,
    form: Annotated[Literal["parquet", "csv", "jsonl"], Parameter(help="Format of the files.")] = "parquet",
    with_restricted: Annotated[
        bool, Parameter(negative="", help="Include private figures, which are left out otherwise.")
    ] = False,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Write the ledger to a folder of Parquet, CSV or JSONL files.

    Parameters
    ----------
    folder
        A folder that does not exist yet or is empty.
    """
    with working(f"writing {folder}"):
        counts = reading(ledger, wait=wait).export(folder, form=form, with_restricted=with_restricted)
    if json:
        print_json(counts)
        return
    print_table(f"Written to {folder}", ("table", "rows"), [(table, str(count)) for table, count in counts.items()])


def import_(
    folder: Path,
    *,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Read a folder written by export into the ledger.

    Rows that are already there change nothing; a row with the same id and other content is refused.

    Parameters
    ----------
    folder
        The folder that ``export`` wrote.
    """
    from ninetenths.ledger.export import read_folder

    with working(f"reading {folder}"):
        parts = read_folder(folder)  # before a ledger is made: a folder at fault leaves nothing behind
        written = writing(ledger, wait=wait).append(parts)
    if json:
        print_json(written)
        return
    tables = sorted({*written.added, *written.unchanged})
    print_table(
        f"Read from {folder}",
        ("table", "added", "already there"),
        [(table, str(written.added.get(table, 0)), str(written.unchanged.get(table, 0))) for table in tables],
    )
