"""One tie of one layer in one window, with the statements behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ninetenths.ledger.dates import first_day, last_day


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class CellKey:
    """What makes a tie one tie: who to whom, of what in which unit, when.

    ``senders`` and ``receivers`` are sorted; more than one name acts or is addressed jointly. ``family`` says of what
    ("crude / imports / receiver"), empty for acts and states of affairs. ``first`` and ``last`` are the first and
    last day on which it can have held, `datetime.date.min` and `max` where a bound is open or unknown; ``dated`` is
    False where the evidence gives no date, and such a tie holds on no day.
    """

    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    family: str
    unit: str
    begins: str
    ends: str
    first: date
    last: date
    dated: bool


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Evidence:
    """What one statement adds to a tie: its range in the unit of the tie, its sign, and when it could be known.

    ``low`` and ``high`` are None where it holds no quantity, ``sign`` is None where it says nothing about the sign,
    ``published`` is None where neither its document nor the statement is dated.
    """

    statement_id: str
    low: Decimal | None = None
    high: Decimal | None = None
    sign: int | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A tie: its key and its evidence, sorted by statement id.

    Reading: the range spans what the statements say under one definition; it is as wide as they disagree. The
    sign is that of the sum; ``friendly`` and ``hostile`` keep both sides of it.
    """

    key: CellKey
    evidence: tuple[Evidence, ...]

    @property
    def low(self) -> float | None:
        """The lowest value any statement gives, in the unit of the key; None without a quantity."""
        return min((float(one.low) for one in self.evidence if one.low is not None), default=None)

    @property
    def high(self) -> float | None:
        """The highest value any statement gives, in the unit of the key; None without a quantity."""
        return max((float(one.high) for one in self.evidence if one.high is not None), default=None)

    @property
    def sign(self) -> int | None:
        """The sign of the sum of the signs: +1, 0 or -1; None where no statement has one."""
        signs = [one.sign for one in self.evidence if one.sign is not None]
        total = sum(signs)
        return (total > 0) - (total < 0) if signs else None

    @property
    def friendly(self) -> tuple[str, ...]:
        """Ids of the statements that count as +1."""
        return tuple(one.statement_id for one in self.evidence if one.sign == 1)

    @property
    def hostile(self) -> tuple[str, ...]:
        """Ids of the statements that count as -1."""
        return tuple(one.statement_id for one in self.evidence if one.sign == -1)

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """Ids of all statements behind the tie, sorted."""
        return tuple(one.statement_id for one in self.evidence)

    @property
    def joint(self) -> bool:
        """Whether several act or are addressed together, so that the tie is attributed to none of them alone."""
        return len(self.key.senders) > 1 or len(self.key.receivers) > 1

    def holds_on(self, day: date) -> bool:
        """Whether the tie is known to hold on a day; an undated tie holds on none."""
        return self.key.dated and self.key.first <= day <= self.key.last


def cell_faults(cell: Cell) -> list[str]:
    """Return everything that is wrong with a cell, in words; empty if nothing is."""
    key, name = cell.key, f"{'+'.join(cell.key.senders)} to {'+'.join(cell.key.receivers)} ({cell.key.family or 'act'})"
    sets = (("senders", key.senders), ("receivers", key.receivers), ("evidence", cell.statement_ids))
    faults = [
        f"{name}: {label} {found!r} must be filled, sorted and without repeats"
        for label, found in sets
        if not found or list(found) != sorted(set(found))
    ]
    if key.first > key.last:
        faults.append(f"{name}: begins {key.begins!r} after it ends {key.ends!r}")
    for one in cell.evidence:
        if (one.low is None) != (one.high is None) or (one.low is not None and not _ordered(one.low, one.high)):
            faults.append(f"{name}: {one.statement_id} has low {one.low} and high {one.high}: give both, low first")
        if one.sign not in (-1, 0, 1, None):
            faults.append(f"{name}: {one.statement_id} has sign {one.sign}; a sign is -1, 0, 1 or None")
    return faults


def merged(first: Iterable[Evidence], second: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence of both, each piece once, sorted by statement id."""
    return tuple(sorted({*first, *second}, key=lambda one: one.statement_id))


def published_on(published: str, begins: str) -> date | None:
    """Return the last day that a publication date can mean, else the latest day on which the statement can begin."""
    return last_day(published) if first_day(published) else last_day(begins)


def _ordered(low: Decimal, high: Decimal | None) -> bool:
    return high is not None and low.is_finite() and high.is_finite() and low <= high
