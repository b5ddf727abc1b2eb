"""``make validate``: check the engines against the full public files and the gold reading, and print a table."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks import ban, winter
from benchmarks.calibration import FRESH, HEADINGS, calibration
from benchmarks.gold import confusion
from ninetenths.datasets.packs import check_pack, pack_folder, pack_names
from ninetenths.errors import UnknownState
from ninetenths.states import code_of, resolve_code

RELATIONS = ("corroborate", "duplicate", "refine", "apparent_conflict", "conflict", "succession", "not_same")


def cow_days(mirror: Path) -> Iterator[tuple[str, date]]:
    """Yield each COW code with the first and the last day of each year in which the published list has the state."""
    with (mirror / "country_codes" / "system2016.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["ccode"], date(int(row["year"]), 12, 31)


def round_trips(mirror: Path) -> tuple[int, int]:
    """Return how many COW state-years were asked, and how many did not lead to a state and back to the code."""
    asked = wrong = 0
    for code, day in cow_days(mirror):
        asked += 1
        try:
            wrong += code_of(resolve_code(code, system="cow", on=day).state_id, "cow", on=day) != code
        except UnknownState:
            wrong += not _returns_in_the_year(code, day)
    return asked, wrong


def _returns_in_the_year(code: str, day: date) -> bool:
    """Tell whether a code that had ended by the last day of a year led to its state and back earlier in the year."""
    for month in range(1, 13):
        try:
            first = date(day.year, month, 1)
            return code_of(resolve_code(code, system="cow", on=first).state_id, "cow", on=first) == code
        except UnknownState:
            continue
    return False


def main() -> int:
    """Print the tables; exit code 2 if the data are not named."""
    mirror, corpus = os.environ.get("NINETENTHS_MIRROR"), os.environ.get("NINETENTHS_CORPUS")
    if not mirror or not corpus:
        print(
            "set NINETENTHS_MIRROR to the folder of public data sets and NINETENTHS_CORPUS to that of gold/ and texts/"
        )
        return 2
    asked, wrong = round_trips(Path(mirror))
    print("## States\n\n| list | state-years | not resolved and back |\n| --- | ---: | ---: |")
    print(f"| COW state system 2016 | {asked:,} | {wrong} |\n")
    print("## Case packs\n\n| pack | errors | warnings | notes |\n| --- | ---: | ---: | ---: |")
    for name in pack_names():
        levels = [fault.level for fault in check_pack(pack_folder(name))]
        print(f"| {name} | {' | '.join(str(levels.count(level)) for level in ('error', 'warning', 'note'))} |")
    found = confusion(Path(corpus))
    right = sum(count for (gold, called), count in found.items() if gold == called)
    print(
        f"\n## Comparing statements\n\n{right} of {sum(found.values())} pairs of the gold reading. Rows: the reading; "
    )
    print(f"columns: what `compare` says.\n\n| | {' | '.join(RELATIONS)} |\n|{' --- |' * (len(RELATIONS) + 1)}")
    for gold in RELATIONS:
        print(f"| {gold} | {' | '.join(str(found[gold, called] or '') for called in RELATIONS)} |")
    _table("Reconciling: simulated worlds with known truth", (HEADINGS, *calibration(8, seed=FRESH)))
    _table("Cut-off model: the EU's ban on seaborne Russian crude, out of sample", ban.rows(Path(mirror)))
    _table("Cut-off model: Germany without Russian gas", winter.rows())
    return 0


def _table(title: str, rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table; its first row is the heading."""
    heading, *body = rows
    print(f"\n## {title}\n\n| {' | '.join(heading)} |\n|{' --- |' * len(heading)}")
    for row in body:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    sys.exit(main())
