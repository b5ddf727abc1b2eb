"""How far each kind of witness strays and how often it speaks of something else: one table, with its reasons."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import hypot

from ninetenths.errors import InvalidRecord

MOST_DOUBT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessError:
    """The usual error of a kind of witness.

    ``relative`` is the standard deviation of an amount as a fraction of it, ``points`` that of a share as a fraction
    of the whole, ``doubt`` the chance that the figure is not about what its words say.

    Reading: judgements with their grounds (``rationale``), not estimates; what rests on them is shown with its fit.
    """

    kind: str
    relative: float
    points: float
    doubt: float
    what: str
    rationale: str

    def __add__(self, other: WitnessError) -> WitnessError:
        """Return both errors together: independent errors add in square, doubts add up to a half."""
        return WitnessError(
            kind=self.kind,
            relative=hypot(self.relative, other.relative),
            points=hypot(self.points, other.points),
            doubt=min(MOST_DOUBT, self.doubt + other.doubt),
            what=self.what,
            rationale=self.rationale,
        )


@cache
def witness_errors() -> dict[str, WitnessError]:
    """Return the table ``witness_errors.csv`` by kind.

    Raises
    ------
    InvalidRecord
        If a number of the table is outside its range.
    """
    rows = csv.DictReader(files(__package__).joinpath("witness_errors.csv").read_text(encoding="utf-8").splitlines())
    found = {row["kind"]: _error(row) for row in rows}
    for one in found.values():
        if not (0 <= one.relative < 1 and 0 <= one.points < 1 and 0 <= one.doubt <= MOST_DOUBT):
            raise InvalidRecord(f"witness_errors.csv: {one.kind} has a number outside 0 to 1, or a doubt above a half")
    return found


def _error(row: dict[str, str]) -> WitnessError:
    return WitnessError(
        kind=row["kind"],
        relative=float(row["relative"]),
        points=float(row["points"]),
        doubt=float(row["doubt"]),
        what=row["what"],
        rationale=row["rationale"],
    )
