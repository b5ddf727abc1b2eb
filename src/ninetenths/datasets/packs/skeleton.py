"""A new, empty pack for two states: valid as it is, with every column explained."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

from ninetenths.datasets.packs.case_file import NAME_SHAPE
from ninetenths.datasets.packs.embedded import pack_names
from ninetenths.datasets.packs.tables import CASE_FILE, FILLED_COLUMNS, MAX_TABLE_BYTES, TABLE_FILES, needed_columns
from ninetenths.errors import PackError
from ninetenths.ledger.schema import Column, columns, vocabulary
from ninetenths.ledger.units import units
from ninetenths.states import actor_name, resolve_actor

_MACHINE_COLUMNS = ("coder", "coder_version", "rule", "grade", "locator_kind", "sha256", "restricted", *FILLED_COLUMNS)
"""Columns of the ledger that mean nothing in a table compiled by hand; they may be added, and are not laid out."""


def new_pack(folder: Path, *, name: str, first: str, second: str, recorded_at: date) -> Path:
    """Write an empty pack for two states and return its folder.

    It holds case.yaml, one CSV file for each table with its header row alone, and a README.md that explains
    every column. It reads without a fault, and holds no fact: a brief on it says that nothing is known yet.

    Parameters
    ----------
    folder
        A folder that does not exist or is empty.
    name
        Name of the pack: lower-case letters and digits joined by hyphens; it starts every statement id.
    first, second
        The two ends, as names, codes or actor ids.
    recorded_at
        Release date of its first version; nothing here reads a clock.

    Raises
    ------
    PackError
        If the folder holds something, cannot be written, the name has another shape or is that of an embedded
        pack, or the two ends are the same.
    UnknownState, AmbiguousState
        If an end is not known, or not known well enough.
    """
    _check_name(name)
    ends = (resolve_actor(first), resolve_actor(second))
    if ends[0] == ends[1]:
        raise PackError(f"{first!r} and {second!r} are both {ends[0]}: a pack is about two; name another second end")
    contents = {
        CASE_FILE: _case_text(name, ends, recorded_at),
        **{file: _header_text(table) for file, table in TABLE_FILES.items()},
        "README.md": _readme_text(name, ends),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise PackError(f"{folder} holds files already; nothing was written: name a folder that is new or empty")
        for file, text in contents.items():
            (folder / file).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise PackError(
            f"{folder} cannot be written ({error.strerror}); name a folder in which you may write"
        ) from None
    return folder


def _check_name(name: str) -> None:
    if not NAME_SHAPE.fullmatch(name):
        advice = "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "my-case"
        raise PackError(
            f"{name!r} cannot name a pack: a name is lower-case letters and digits joined by single hyphens, "
            f"since it starts every statement id; {advice!r} would do"
        )
    if name in pack_names():
        raise PackError(f"{name!r} is an embedded pack: its statement ids would clash with yours; choose another name")


def _case_text(name: str, ends: tuple[str, str], recorded_at: date) -> str:
    title = f"{actor_name(ends[0])} and {actor_name(ends[1])}".replace("'", "''")
    return (
        f"name: {name}\n"
        "version: 1\n"
        f"title: '{title}'\n"
        f"dyads: [['{ends[0]}', '{ends[1]}']]\n"
        f"recorded_at: {recorded_at.isoformat()}  # release date of this version\n"
        "licence: facts with citations, in our own words; terms not yet chosen\n"
        "credits: []  # lines that must be printed with the figures\n"
    )


def _laid_out(table: str) -> list[Column]:
    return [column for column in columns(table) if column.name not in _MACHINE_COLUMNS]


def _header_text(table: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow(column.name for column in _laid_out(table))
    return stream.getvalue()


def _readme_text(name: str, ends: tuple[str, str]) -> str:
    lines = [
        f"# {name}",
        "",
        f"A case pack on {actor_name(ends[0])} and {actor_name(ends[1])}: one row for each thing that a document",
        "says, in your own words, with its window, basis and place. `ninetenths case check` and the path of this",
        "folder tell what is wrong or doubtful.",
        "",
        "* Files are UTF-8 with commas; the header row names the columns. A column that is not needed may be left out.",
        "* Lists are joined with `;`. Booleans are `yes`, `no` or empty. Empty means that the document does not say.",
        "* Dates are `2024`, `2024-06` or `2024-06-21`; `..` is open, empty is unknown.",
        "* Ids are local and short (`S-0001`, `times-2024-06-21`); on reading, statements become",
        f"  `{name}@1:S-0001` and documents `{name}:times-2024-06-21`. Asset ids stay as they are.",
        "* A statement cites one document; a document that reprints another names it in `republishes`.",
        f"* A file above {MAX_TABLE_BYTES // 1_000_000} MB is refused: bulk data comes in through a data-set adapter.",
        "* Raise `version` and `recorded_at` in case.yaml with each release; never give an old id to another fact.",
    ]
    used: list[str] = []
    for file, table in TABLE_FILES.items():
        lines += ["", f"## {file}", "", "| column | needed | holds | meaning |", "|---|---|---|---|"]
        for column in _laid_out(table):
            needed = "yes" if column.name in needed_columns(table) else ""
            lines.append(f"| {column.name} | {needed} | {_holds(column)} | {column.description} |")
            used += [column.vocabulary] if column.vocabulary and column.vocabulary not in used else []
    for word_list in used:
        lines += ["", f"## The words of {word_list}", ""]
        lines += [f"* `{value}`: {description}" for value, description in vocabulary(word_list).items()]
    lines += ["", "## Units", ""]
    lines += [f"* `{unit.unit}`: {unit.description}" for unit in units().values()]
    return "\n".join(lines) + "\n"


def _holds(column: Column) -> str:
    if column.vocabulary:
        return f"{'several' if column.type == 'list' else 'one'} of the words of {column.vocabulary}"
    return f"{column.type}: {column.unit}" if column.unit else column.type
