"""``case``: list, check and start case packs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import cyclopts

from ninetenths.cli.options import JsonOption
from ninetenths.cli.output import print_json, print_table, working

app = cyclopts.App(name="case", help="List, check and start case packs.")


@app.command(name="list")
def list_(*, json: JsonOption = False) -> None:
    """List the embedded case packs."""
    from ninetenths.datasets.packs import pack_folder, pack_names, read_pack
    from ninetenths.ledger.records import Document, Statement

    packs = [read_pack(pack_folder(name)) for name in pack_names()]
    rows = [
        (
            pack.name,
            str(pack.version),
            pack.title,
            "; ".join("–".join(dyad) for dyad in pack.dyads),
            str(sum(isinstance(record, Statement) for record in pack.records)),
            str(sum(isinstance(record, Document) for record in pack.records)),
        )
        for pack in packs
    ]
    headings = ("name", "version", "title", "dyads", "statements", "documents")
    if json:
        print_json([dict(zip(headings, row, strict=True)) for row in rows])
        return
    print_table("Embedded case packs", headings, rows)


@app.command
def check(folder: str, *, json: JsonOption = False) -> int:
    """Check a pack and list all its faults at once; exit code 1 if there is an error.

    Parameters
    ----------
    folder
        A pack's folder or the name of an embedded pack.
    """
    from ninetenths.datasets.packs import check_pack, pack_folder, pack_names

    with working(f"checking {folder}"):
        faults = check_pack(pack_folder(folder) if folder in pack_names() else Path(folder))
    errors = sum(fault.level == "error" for fault in faults)
    if json:
        print_json(faults)
        return 1 if errors else 0
    print_table(
        f"{errors} errors, {len(faults) - errors} warnings and notes",
        ("level", "code", "file", "row", "column", "found", "what to do"),
        [
            (fault.level, fault.code, fault.file, str(fault.row or ""), fault.column, fault.found, fault.advice)
            for fault in faults
        ],
    )
    return 1 if errors else 0


@app.command
def new(folder: Path, first: str, second: str, *, name: str = "", json: JsonOption = False) -> None:
    """Write the skeleton of a pack for a dyad: valid at once and ready to fill.

    Parameters
    ----------
    folder
        A folder that does not exist yet or is empty.
    first, second
        The two sides, by name or code.
    name
        The pack's name; the folder's name by default.
    """
    from ninetenths.cli.options import actor
    from ninetenths.datasets.packs import new_pack

    today = datetime.now(UTC).date()
    new_pack(folder, name=name or folder.name, first=actor(first), second=actor(second), recorded_at=today)
    following = f"fill statements.csv, then: ninetenths case check {folder}"
    if json:
        print_json({"folder": folder, "next": following})
        return
    print_table("Pack started", ("folder", "next"), [(str(folder), following)])
