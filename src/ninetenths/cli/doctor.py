"""``doctor``: what is in place and what is not."""

from __future__ import annotations

import platform
from pathlib import Path

from ninetenths.cli.options import JsonOption, LedgerOption, reading
from ninetenths.cli.output import print_json, print_table


def doctor(*, ledger: LedgerOption = None, json: JsonOption = False) -> int:
    """Check the installation, the packs and the ledger.

    Exit code 1 if a check fails.
    """
    checks = [*_installation(), *_packs(), _ledger(ledger), _folder()]
    if json:
        print_json([{"check": name, "ok": ok, "found": found} for name, ok, found in checks])
    else:
        print_table(
            "doctor",
            ("check", "", "found"),
            [(name, "ok" if ok else "FAILS", found) for name, ok, found in checks],
        )
    return 0 if all(ok for _, ok, _ in checks) else 1


def _installation() -> list[tuple[str, bool, str]]:
    from importlib.metadata import version

    names = ("ninetenths", "duckdb", "pyarrow", "cyclopts", "rich", "jinja2", "networkx", "python-docx")
    return [("python", True, platform.python_version()), *((name, True, version(name)) for name in names)]


def _packs() -> list[tuple[str, bool, str]]:
    from ninetenths.datasets.packs import check_pack, pack_folder, pack_names

    rows = []
    for name in pack_names():
        errors = [fault for fault in check_pack(pack_folder(name)) if fault.level == "error"]
        rows.append((f"pack {name}", not errors, f"{len(errors)} errors"))
    return rows


def _ledger(ledger: str | None) -> tuple[str, bool, str]:
    from ninetenths.errors import NinetenthsError

    try:
        store = reading(ledger)
        return "ledger", True, f"{store.count()} statements in {store.path or store.created_from or 'memory'}"
    except NinetenthsError as error:
        return "ledger", False, str(error)


def _folder() -> tuple[str, bool, str]:
    import os

    here = Path.cwd()
    writable = os.access(here, os.W_OK)
    return (
        "folder",
        writable,
        f"{here} can{'' if writable else 'not'} be written: the first addition puts a ledger there",
    )
