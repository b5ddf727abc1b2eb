"""What can be wrong with a case pack: the table of checks, and the faults they find.

The checks are listed in ``checks.csv``, from which the reference page is made as well.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

Level = Literal["error", "warning", "note"]
SHOWN_FAULTS = 50
"""Faults that the message of a `PackError` spells out; `check_pack` returns them all."""
_PLACE_ORDER = ("case.yaml", "statements.csv", "documents.csv")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule that a pack is held to: its stable code, level, what it finds, what is expected, what to do."""

    code: str
    level: Level
    finds: str
    expected: str
    advice: str


@cache
def checks() -> dict[str, Check]:
    """Return every check by its code; codes are stable and never given to another check."""
    text = files(__package__).joinpath("checks.csv").read_text(encoding="utf-8")
    return {row["code"]: Check(**cast(dict[str, Any], row)) for row in csv.DictReader(text.splitlines())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing found in a pack: where, what was found, what was expected and what to do.

    ``row`` counts as a spreadsheet does (the header is row 1); None is the file as a whole. An empty
    ``column`` is the row as a whole.

    Reading: an error keeps the pack from being read; a warning or a note is a doubt for its compiler, and the
    row counts all the same.
    """

    code: str
    level: Level
    file: str
    found: str
    expected: str
    advice: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{self.code} {place}: found {self.found}; expected {self.expected}; {self.advice}"


def make_fault(
    code: str, file: str, *, found: str, row: int | None = None, column: str = "", expected: str = "", advice: str = ""
) -> Fault:
    """Return the fault of a check; expected and advice come from the table of checks where they are left out."""
    check = checks()[code]
    return Fault(
        code=code,
        level=check.level,
        file=file,
        found=found,
        expected=expected or check.expected,
        advice=advice or check.advice,
        row=row,
        column=column,
    )


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return " (did you mean 'x'?)" for the closest choice, empty text where none is close."""
    close = get_close_matches(word.lower(), sorted(choices), n=1, cutoff=0.6)
    return f" (did you mean {close[0]!r}?)" if close else ""


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults by file, row, column and code, errors before doubts."""
    levels = ("error", "warning", "note")

    def place(fault: Fault) -> tuple[int, int, str, int, str, str, str]:
        file = _PLACE_ORDER.index(fault.file) if fault.file in _PLACE_ORDER else len(_PLACE_ORDER)
        return levels.index(fault.level), file, fault.file, fault.row or 0, fault.column, fault.code, fault.found

    return sorted(faults, key=place)


def list_faults(faults: Sequence[Fault]) -> str:
    """Return the first faults one a line, and how many more there are."""
    lines = [f"  {fault}" for fault in faults[:SHOWN_FAULTS]]
    if len(faults) > SHOWN_FAULTS:
        lines.append(f"  and {len(faults) - SHOWN_FAULTS} more; `ninetenths case check FOLDER` lists them all")
    return "\n".join(lines)


def reference_page() -> str:
    """Return the reference page of all checks as Markdown, as it stands in docs/reference/pack-checks.md."""
    lines = [
        "# Pack checks",
        "",
        "`ninetenths case check FOLDER` names each fault by a code that stays the same from release to release.",
        "An **error** keeps the pack from being read; a **warning** or a **note** is a doubt for its compiler, and the",
        "row counts all the same.",
        "",
        "| code | level | what is found | what is expected | what to do |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {check.code} | {check.level} | {check.finds} | {check.expected} | {check.advice} |"
        for check in checks().values()
    ]
    return "\n".join(lines) + "\n"
