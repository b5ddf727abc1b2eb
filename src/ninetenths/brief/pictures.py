"""Where the marks of a picture stand, in percent of its width: placing, never measuring.

Pictures are drawn by the page's own templates rather than by a charting engine: importing one and
drawing eight pictures took 2.0 s of the 3 s that a whole brief may take (this takes 0.01 s), and
percentages keep the text of a picture readable on a phone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ninetenths.brief import wording
from ninetenths.brief.axes import Axis, Tick, Years, axis_over
from ninetenths.findings.dossier import (
    ArmsPanel,
    ArmsWindow,
    Dossier,
    LayerSummary,
    Owner,
    RouteAsset,
    SharePanel,
    StatusSpell,
)
from ninetenths.ledger.dates import first_day

COLOURS = 7
_FEWEST = 3
_UNNAMED = ("", "other", "UNK")
_STAGES = (
    ("Fields", ("field",)),
    ("Pipelines", ("pipeline",)),
    ("Ports and terminals", ("port", "terminal")),
    ("Straits and sea legs", ("strait", "tanker leg")),
    ("Refineries", ("refinery",)),
)


Numbered = list[tuple[int, SharePanel]]
OwnersByTime = tuple[tuple[str, tuple[tuple[int, Owner], ...]], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A mark from one percentage of the width to another; ``at`` is where in the JSON its figures stand."""

    left: float
    width: float
    colours: tuple[int, ...]
    label: str
    at: str
    statement_id: str
    number: int = 0
    top: float = 0.0
    faint: float = 0.0
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class ArmsBar:
    """One window in one vintage of a register, with the suppliers' parts end to end.

    ``reprints`` numbers what only repeats another reading of the window: it is told and not stacked. ``small`` says
    that the total is too small to be shared out, and is empty otherwise: the parts are then not drawn.
    """

    window: str
    vintage: str
    parts: tuple[Bar, ...]
    reprints: tuple[int, ...]
    small: str = ""


@dataclass(frozen=True, slots=True)
class ArmsChart:
    """All windows of one unit under one axis; claims are drawn across shares only."""

    unit: str
    axis: Axis
    bars: tuple[ArmsBar, ...]
    claims: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """Dated shares over time: an axis of years, an axis of shares and a mark for each share."""

    years: tuple[Tick, ...]
    levels: Axis
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class YearColumns:
    """Counts by year as columns of (left, width, height in percent; year; count), on one scale for all layers."""

    first: int
    last: int
    columns: tuple[tuple[float, float, float, int, int], ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the way with the assets on it."""

    title: str
    assets: tuple[RouteAsset, ...]


def colours(dossier: Dossier) -> dict[str, int]:
    """Return one colour number per actor, the same in every picture; 0 is the grey of all others."""
    ordered = [dossier.header.first, dossier.header.second]
    ordered += [
        actor
        for panel in dossier.shares
        for group in panel.groups
        for one in group.intervals
        for actor in wording.about_whom(one)
    ]
    ordered += [
        one.origin for supply in dossier.supply if supply.reconciled for one in supply.reconciled.shares if one.informed
    ]
    ordered += [way.origin for supply in dossier.supply if supply.flow_map for way in supply.flow_map.ways]
    ordered += [window.supplier for panel in dossier.arms for window in panel.windows]
    distinct = [actor for actor in dict.fromkeys(ordered) if actor not in _UNNAMED]
    return {actor: place if place <= COLOURS else 0 for place, actor in enumerate(distinct, start=1)}


def share_panels(panels: tuple[SharePanel, ...]) -> tuple[Numbered, Numbered]:
    """Return the panels with a picture of their own and those of so few figures that one table holds them, numbered."""
    whole: Numbered = []
    folded: Numbered = []
    for number, panel in enumerate(panels):
        figures = sum(len(group.intervals) for group in panel.groups)
        (whole if figures >= _FEWEST else folded).append((number, panel))
    return whole, folded


def shares_over_time(panel: SharePanel, place: int, colour_of: dict[str, int]) -> OverTime | None:
    """Return a panel's dated shares over time; None if fewer than three are dated."""
    dated = [
        (interval, f"shares.{place}.groups.{group_place}.intervals.{interval_place}")
        for group_place, group in enumerate(panel.groups)
        for interval_place, interval in enumerate(group.intervals)
        if interval.dated and first_day(interval.begins)
    ]
    if len(dated) < _FEWEST:
        return None
    years = Years(text for interval, _ in dated for text in (interval.begins, interval.ends))
    levels = axis_over(interval.high for interval, _ in dated)
    placed: list[tuple[float, float]] = []
    marks = []
    for interval, at in sorted(dated, key=lambda pair: (-pair[0].high, pair[0].statement_id)):
        left, width = years.span(interval.begins, interval.ends or interval.begins)
        bottom, height = levels.span(interval.low, interval.high)
        corner = (left, 100 - bottom - height)
        free = all(abs(corner[1] - y) > 6 or abs(corner[0] - x) > 12 for x, y in placed)
        if free:
            placed.append(corner)
        marks.append(
            Bar(
                left=left,
                width=width,
                top=100 - bottom - height,
                faint=height,
                colours=tuple(colour_of.get(supplier, 0) for supplier in wording.about_whom(interval)),
                label=wording.share(interval),
                at=at,
                statement_id=interval.statement_id,
                labelled=free,
            )
        )
    return OverTime(years.ticks, levels, tuple(marks))


def arms_charts(panel: ArmsPanel, place: int, colour_of: dict[str, int]) -> tuple[ArmsChart, ...]:
    """Return one chart per unit: rows are windows in their vintages, suppliers end to end, claims across."""
    units = {window.unit for window in panel.windows} | ({"percent"} if panel.claims else set())
    charts = []
    for unit in sorted(units, key=lambda unit: (unit != "percent", unit)):
        rows = _rows([pair for pair in enumerate(panel.windows) if pair[1].unit == unit])
        sums = [sum(one.high for _, one in row if not one.same_witness_as) for row in rows.values()]
        axis = Axis(100.0, 25.0) if unit == "percent" else axis_over(sums)
        claims = _claims(panel, place, axis, colour_of) if unit == "percent" else ()
        bars = tuple(_arms_bar(panel, row, place, axis, colour_of) for _, row in sorted(rows.items()))
        charts.append(ArmsChart(unit, axis, bars, claims))
    return tuple(charts)


def _arms_bar(
    panel: ArmsPanel, row: list[tuple[int, ArmsWindow]], place: int, axis: Axis, colour_of: dict[str, int]
) -> ArmsBar:
    claimed = {supplier for claim in panel.claims for supplier in claim.suppliers}
    row.sort(key=lambda pair: (pair[1].supplier not in claimed, colour_of.get(pair[1].supplier, 0) or 99, pair[0]))
    stacked = [pair for pair in row if not pair[1].same_witness_as]
    _, first = row[0]
    return ArmsBar(
        window=wording.window(first.begins, first.ends),
        vintage=wording.day(first.vintage),
        parts=tuple(_end_to_end(stacked, place, axis, colour_of)),
        reprints=tuple(number for number, window in row if window.same_witness_as),
        small=wording.too_small(panel, (first.begins, first.ends)) if first.unit == "percent" else "",
    )


def _rows(
    numbered: list[tuple[int, ArmsWindow]],
) -> dict[tuple[str, str, str, int], list[tuple[int, ArmsWindow]]]:
    """Return what stands in one row: a supplier told twice of one window and release stands in a row of its own.

    A reprint stands beside the first of what it repeats.
    """
    told: Counter[tuple[str, str, str, str]] = Counter()
    rows: dict[tuple[str, str, str, int], list[tuple[int, ArmsWindow]]] = {}
    for number, window in numbered:
        same = (window.begins, window.ends, window.vintage, window.supplier)
        rows.setdefault((*same[:3], 0 if window.same_witness_as else told[same]), []).append((number, window))
        told[same] += not window.same_witness_as
    return rows


def _end_to_end(row: list[tuple[int, ArmsWindow]], place: int, axis: Axis, colour_of: dict[str, int]) -> Iterable[Bar]:
    left = 0.0
    for number, window in row:
        _, width = axis.span(0.0, window.low)
        _, more = axis.span(window.low, window.high)
        yield Bar(
            left=left,
            width=width,
            faint=more,
            colours=(colour_of.get(window.supplier, 0),),
            label=wording.quantity(window.low, window.high, window.unit),
            at=f"arms.{place}.windows.{number}",
            statement_id=window.statement_id,
            number=number,
        )
        left += width + more


def _claims(panel: ArmsPanel, place: int, axis: Axis, colour_of: dict[str, int]) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            left=axis.span(0.0, claim.low)[1],
            width=axis.span(claim.low, claim.high)[1],
            colours=tuple(colour_of.get(supplier, 0) for supplier in claim.suppliers),
            label=wording.quantity(claim.low, claim.high, "percent", about=claim.approximate),
            at=f"arms.{place}.claims.{number}",
            statement_id=claim.statement_id,
        )
        for number, claim in enumerate(panel.claims)
    )


def stages(routes: tuple[RouteAsset, ...]) -> tuple[Stage, ...]:
    """Return the assets by stretch of the way, from the well to the refinery, in the order given."""
    known = {kind for _, kinds in _STAGES for kind in kinds}
    found = [Stage(title, tuple(asset for asset in routes if asset.kind in kinds)) for title, kinds in _STAGES]
    found.append(Stage("Other assets", tuple(asset for asset in routes if asset.kind not in known)))
    return tuple(stage for stage in found if stage.assets)


def owners_by_time(asset: RouteAsset) -> tuple[OwnersByTime, OwnersByTime]:
    """Return who holds an interest at the latest date, and who did earlier, each time in words, numbered as given."""
    latest = wording.latest_owners(asset)
    grouped: tuple[dict[str, list[tuple[int, Owner]]], ...] = ({}, {})
    for number, owner in enumerate(asset.owners):
        time = wording.window(owner.begins, owner.ends) if owner.begins or owner.ends else ""
        grouped[owner not in latest].setdefault(time, []).append((number, owner))
    now, earlier = (tuple((time, tuple(pairs)) for time, pairs in times.items()) for times in grouped)
    return now, earlier


def spell_years(routes: tuple[RouteAsset, ...]) -> Years | None:
    """Return the time axis of all dated spells of status; None if none is dated."""
    dates = [text for asset in routes for spell in asset.spells for text in (spell.begins, spell.ends)]
    return Years(dates) if any(first_day(text) for text in dates) else None


def spell_span(years: Years, spell: StatusSpell, later: StatusSpell | None) -> tuple[float, float] | None:
    """Return left and width of a spell; a remark is a point, and an unknown end reaches to the next spell."""
    if first_day(spell.begins) is None:
        return None
    if spell.status == "reported":
        return years.span(spell.begins, spell.begins)[0], 0.0
    until = spell.ends or (later.begins if later else "")
    left, width = years.span(spell.begins, until)
    if until and not spell.ends:
        width = max(years.at(first_day(until), otherwise=100.0) - left, 0.0)
    return left, width


def year_columns(layer: LayerSummary, layers: tuple[LayerSummary, ...]) -> YearColumns:
    """Return a layer's statements by year as columns on the scale that all layers share."""
    every = [pair for one in layers for pair in one.statements_by_year]
    first = min((year for year, _ in every), default=2000)
    last = max((year for year, _ in every), default=2000)
    most = max((count for _, count in every), default=1)
    each = 100 / (last + 1 - first)
    columns = tuple(
        (each * (year - first), 0.8 * each, 100 * count / most, year, count) for year, count in layer.statements_by_year
    )
    return YearColumns(first, last, columns)
