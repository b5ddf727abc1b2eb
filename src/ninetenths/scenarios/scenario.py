"""The scenario: whose supply of what is changed, by which acts, from when and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ninetenths.scenarios.acts import Act, Span

VERSION = 1
"""The version of the scenario file that this release writes and reads."""

MOST_WEEKS = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSupplier:
    """A supplier as the scenario itself states it: it replaces, or adds to, what the evidence gives.

    ``rate`` is in the item's rate unit. ``via`` are the states crossed, ends excluded; ``assets`` the assets used;
    ``sea_km`` the sailed distance, None where unknown. ``rest`` is False for a supplier that sells nothing yet.
    """

    origin: str
    rate: Span
    via: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    sea_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A change to the supply of one receiver.

    ``assumptions`` replace ranges of the parameter table by name. ``unwilling`` are states that would not sell on top
    of what they sell. With ``only_given`` the evidence is not asked: the suppliers are those of the scenario.
    ``supply_of`` is the year whose supply is the baseline, None for that of the run: where the act really happened, the
    year of the run holds its effects already.

    Reading: a supposition and not a forecast; a scenario says what would follow, never that it will happen.
    """

    receiver: str
    item: str
    begins: date
    weeks: int
    acts: tuple[Act, ...]
    title: str = ""
    note: str = ""
    suppliers: tuple[GivenSupplier, ...] = ()
    only_given: bool = False
    supply_of: int | None = None
    unwilling: tuple[str, ...] = ()
    assumptions: Mapping[str, Span] = field(default_factory=dict)
    version: int = VERSION

    def week_of(self, day: date) -> int:
        """Return the week of the run in which a day lies, counted from 0; negative before it begins."""
        return (day - self.begins).days // 7

    @property
    def ends(self) -> date:
        """The last day of the run."""
        return self.begins + timedelta(days=7 * self.weeks - 1)
