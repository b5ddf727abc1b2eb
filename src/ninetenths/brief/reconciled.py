"""Reconciled supply in pictures: each origin by year, and the years that no statement informs."""

from __future__ import annotations

from dataclasses import dataclass

from ninetenths.brief import wording
from ninetenths.brief.axes import Axis, axis_over
from ninetenths.findings.dossier import DeclaredPanel, Dossier, SharePanel
from ninetenths.findings.supply_panels import ReconciledPanel, ReconciledShare, SubmergedPart, SupplyPanel

_OTHERS = "other"
_SAID_ALSO = {"crude": ("crude", "oil"), "gas": ("gas", "natural gas")}
"""Words of a panel's commodity under which an item stands; shares of "oil" are read as crude and products."""
_LEAST = 0.9

NumberedParts = tuple[tuple[int, SubmergedPart], ...]
NumberedShares = tuple[tuple[int, ReconciledShare], ...]


@dataclass(frozen=True, slots=True)
class YearMark:
    """One origin in one year, in percent of a small picture; ``share`` is None where no statement informs it.

    ``number`` is the place of the share in the panel, ``left`` and ``width`` the column of the year, ``top`` and
    ``height`` the 90 % range and ``median`` the level of the median, from above.
    """

    period: str
    left: float
    width: float
    top: float
    height: float
    median: float
    number: int
    share: ReconciledShare | None


@dataclass(frozen=True, slots=True)
class OriginPicture:
    """One origin over the years that the panel covers, all origins on one scale."""

    origin: str
    marks: tuple[YearMark, ...]

    @property
    def latest(self) -> YearMark:
        """The last year that a statement informs."""
        return [mark for mark in self.marks if mark.share][-1]


@dataclass(frozen=True, slots=True)
class Composition:
    """A receiver's supply as small pictures side by side; ``silent`` are origins that no statement reads themselves."""

    years: tuple[str, ...]
    levels: Axis
    origins: tuple[OriginPicture, ...]
    silent: tuple[str, ...]


def together(known: wording.Naming, names: tuple[str, ...]) -> str:
    """Return the names of several origins as one phrase."""
    told = [origin(known, name) for name in names]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def origin(known: wording.Naming, name: str) -> str:
    """Return the name of an origin; what nobody names is said so."""
    return "others, unnamed" if name == _OTHERS else wording.actor(known, name)


def composition(panel: ReconciledPanel) -> Composition | None:
    """Return the small pictures of a panel, the largest origin first; None where no statement informs anything.

    Reading: the bars of one year do not add up to the whole. Their ranges depend on each other.
    """
    informed = [one for one in panel.shares if one.informed]
    if not informed:
        return None
    years = _years(panel)
    levels = axis_over(one.share[2] for one in informed)
    highest: dict[str, float] = {}
    for one in informed:
        highest[one.origin] = max(highest.get(one.origin, 0.0), one.share[1])
    ordered = sorted(highest, key=lambda name: (name == _OTHERS, -highest[name], name))
    silent = tuple(dict.fromkeys(one.origin for one in panel.shares if one.origin not in (*highest, _OTHERS)))
    return Composition(
        years, levels, tuple(OriginPicture(name, _marks(panel, name, years, levels)) for name in ordered), silent
    )


def _years(panel: ReconciledPanel) -> tuple[str, ...]:
    """Return all years from the first to the last informed one, silent ones in between included."""
    told = sorted({one.period for one in panel.shares if one.informed})
    if not all(period.isdigit() for period in told):
        return tuple(told)
    return tuple(str(year) for year in range(int(told[0]), int(told[-1]) + 1))


def _marks(panel: ReconciledPanel, name: str, years: tuple[str, ...], levels: Axis) -> tuple[YearMark, ...]:
    of_year = {one.period: (number, one) for number, one in enumerate(panel.shares) if one.origin == name}
    each = 100 / len(years)
    marks = []
    for place, year in enumerate(years):
        number, share = of_year.get(year, (-1, None))
        if share is None or not share.informed:
            marks.append(YearMark(year, place * each, each, 0.0, 100.0, 0.0, number, None))
            continue
        bottom, height = levels.span(share.share[0], share.share[2])
        height = max(height, _LEAST)
        median = 100 - levels.span(0, share.share[1])[1]
        marks.append(YearMark(year, place * each, each, 100 - bottom - height, height, median, number, share))
    return tuple(marks)


def beside_shares(dossier: Dossier, panel: SharePanel) -> tuple[tuple[int, SupplyPanel, NumberedShares], ...]:
    """Return what reconciliation says of a panel's supply: place and supply, and the sender's shares, numbered."""
    found = []
    for place, supply in enumerate(dossier.supply):
        if supply.reconciled is None or not _is_about(supply, panel):
            continue
        shares = tuple(
            (number, one)
            for number, one in enumerate(supply.reconciled.shares)
            if one.informed and one.origin == supply.sender
        )
        if shares:
            found.append((place, supply, shares))
    return tuple(found)


def _is_about(supply: SupplyPanel, panel: SharePanel | DeclaredPanel) -> bool:
    said = _SAID_ALSO.get(supply.item, (supply.item,))
    return supply.receiver == panel.receiver and panel.commodity in said


def highest(dossier: Dossier, panel: SharePanel) -> list[float]:
    """Return the upper ends of what reconciliation says beside a panel, for its axis."""
    return [one.share[2] for _, _, shares in beside_shares(dossier, panel) for _, one in shares]


def beside_declared(dossier: Dossier, panel: DeclaredPanel) -> tuple[int, NumberedParts]:
    """Return the place of the supply whose submerged part a panel shows, and the parts, numbered; else -1 and none."""
    for place, supply in enumerate(dossier.supply):
        known = supply.reconciled
        if known is None or not _is_about(supply, panel):
            continue
        parts = tuple(
            (number, one)
            for number, one in enumerate(known.submerged)
            if one.sender == panel.sender and known.unit == panel.unit
        )
        if parts:
            return place, parts
    return -1, ()


def submerged_alone(dossier: Dossier) -> tuple[tuple[int, SupplyPanel, NumberedParts], ...]:
    """Return the submerged parts that no panel of readings shows, each with its supply."""
    shown = {beside_declared(dossier, panel) for panel in dossier.declared}
    taken = {(place, number) for place, parts in shown for number, _ in parts}
    found = []
    for place, supply in enumerate(dossier.supply):
        if supply.reconciled is None:
            continue
        numbered = enumerate(supply.reconciled.submerged)
        left = tuple((number, one) for number, one in numbered if (place, number) not in taken)
        if left:
            found.append((place, supply, left))
    return tuple(found)
