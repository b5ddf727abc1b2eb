"""The parts of a brief in one line per figure, for the terminal; small bars stand for pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ninetenths.brief import references, wording
from ninetenths.findings.dossier import ArmsPanel, ArmsWindow, Dossier

_MOST_ROWS = 8
_BAR = 20
_SHARES = (6, 3, 2)
_VOTERS = 6
_Row = tuple[str, ...]


def all_of(dossier: Dossier, names: dict[str, str]) -> Iterable[tuple[str, list[RenderableType]]]:
    """Return the parts that have something to say, each with its lines; *names* are the short ids of statements."""
    parts = (
        ("declared", _declared(dossier, names)),
        ("shares", _shares(dossier, names)),
        ("arms", _arms(dossier, names)),
        ("routes", _routes(dossier)),
        ("votes", _votes(dossier, names)),
        ("stances", _contradictions(dossier)),
        ("disputes", _disputes(dossier)),
        ("gaps", _gaps(dossier)),
        ("sources", _sources(dossier)),
        ("caveats", _joined(line for line in dossier.caveats if line not in {one.caveat for one in dossier.findings})),
        ("credits", _joined(dossier.credits)),
    )
    for part, lines in parts:
        filled = list(lines)
        if filled:
            yield part, filled


def bar(low: float, high: float, end: float) -> str:
    """Return a range on a track from nothing to *end*: solid up to *low*, pale up to *high*.

    >>> bar(5, 10, 20), bar(0, 0, 20)
    ('█████▒▒▒▒▒', '▏')
    """
    solid, whole = (round(_BAR * value / end) if end > 0 else 0 for value in (low, high))
    return "█" * solid + "▒" * (whole - solid) or "▏"


def _grid(columns: Sequence[str], rows: Sequence[_Row], *, most: int = _MOST_ROWS) -> Iterable[RenderableType]:
    """Yield rows of one line each; a column whose name ends in ``~`` gives way where there is no room."""
    if not rows:
        return
    grid = Grid(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        show_header=bool("".join(columns).strip("~")),
    )
    for column in columns:
        head = Text(wording.plain(column.removesuffix("~")), no_wrap=True, overflow="ellipsis")
        grid.add_column(head, no_wrap=not column.endswith("~"))
    for row in rows[:most]:
        grid.add_row(*(Text(wording.plain(cell), no_wrap=True, overflow="ellipsis") for cell in row))
    yield grid
    if len(rows) > most:
        yield Text(f"… and {len(rows) - most} more", style="dim")


def _joined(lines: Iterable[str]) -> Iterable[RenderableType]:
    text = " · ".join(wording.plain(line) for line in lines)
    return [Text(text)] if text else []


def _declared(dossier: Dossier, names: dict[str, str]) -> Iterable[RenderableType]:
    for panel in dossier.declared:
        readings = [one for one in panel.readings if not one.same_witness_as]
        end = max((one.high for one in readings), default=0.0)
        sender, receiver = wording.actor(dossier, panel.sender), wording.actor(dossier, panel.receiver)
        told = f"{panel.commodity}, {sender} to {receiver}: a discrepancy is not proof of concealment"
        yield Text(wording.plain(told))
        rows = [
            (
                one.witness_kind,
                wording.window(one.begins, one.ends),
                wording.reading(one, panel.unit),
                bar(one.low, one.high, end),
                one.measured_by or one.publisher,
                names.get(one.statement_id, ""),
            )
            for one in readings
        ]
        yield from _grid(("", "When", "", "", "Measured by~", ""), rows)


def _shares(dossier: Dossier, names: dict[str, str]) -> Iterable[RenderableType]:
    panels = sorted(dossier.shares, key=lambda panel: -sum(len(group.intervals) for group in panel.groups))
    for most, panel in zip(_SHARES, panels, strict=False):
        told = [(group.definition, one) for group in panel.groups for one in group.intervals]
        told = [(definition, one) for definition, one in told if one.dated and not one.same_witness_as]
        rows = [
            (
                wording.share(one),
                bar(one.low, one.high, 100.0),
                wording.actors(dossier, wording.about_whom(one)),
                wording.window(one.begins, one.ends),
                definition,
                names.get(one.statement_id, ""),
            )
            for definition, one in sorted(told, key=lambda pair: pair[1].begins, reverse=True)
        ]
        if rows:
            yield Text(wording.plain(panel.title), style="dim")
        yield from _grid(("", "", "~", "", "~", ""), rows, most=most)


def _arms(dossier: Dossier, names: dict[str, str]) -> Iterable[RenderableType]:
    for panel in dossier.arms:
        rows = [
            (
                wording.window(begins, ends),
                ", ".join(f"{wording.actor(dossier, one.supplier)} {_part(one)}" for one in held),
                f"release {wording.day(held[0].vintage)}" if held[0].vintage else "",
                names.get(held[0].statement_id, ""),
            )
            for (begins, ends), held in _latest_releases(panel)
        ]
        yield from _grid(("", f"Arms of {wording.actor(dossier, panel.receiver)}~", "~", ""), rows)


def _part(one: ArmsWindow) -> str:
    return wording.quantity(one.low, one.high, one.unit)


def _latest_releases(panel: ArmsPanel) -> list[tuple[tuple[str, str], list[ArmsWindow]]]:
    """Return for each window what its latest release says, reprints left out."""
    windows: dict[tuple[str, str], list[ArmsWindow]] = {}
    for one in panel.windows:
        if not one.same_witness_as:
            windows.setdefault((one.begins, one.ends), []).append(one)
    return [
        (window, [one for one in held if one.vintage == max(other.vintage for other in held)])
        for window, held in sorted(windows.items())
    ]


def _routes(dossier: Dossier) -> Iterable[RenderableType]:
    rows = [
        (
            asset.name,
            wording.way(dossier, asset.states),
            asset.capacity,
            asset.status_now or "state unknown",
            wording.window(asset.spells[-1].begins, asset.spells[-1].ends) if asset.spells else "",
        )
        for asset in dossier.routes
    ]
    return _grid(("Asset~", "Crosses~", "Capacity~", "Now", "As of"), rows, most=10)


def _votes(dossier: Dossier, names: dict[str, str]) -> Iterable[RenderableType]:
    states = list(dict.fromkeys(state for row in dossier.votes for state, _ in row.choices))
    mains = [state for state in (dossier.header.first, dossier.header.second) if state in states]
    shown = (mains + [state for state in states if state not in mains])[:_VOTERS]
    rows = [
        (
            row.item,
            row.held_on,
            *(dict(row.choices).get(state, "").replace("_", " ") for state in shown),
        )
        for row in dossier.votes
    ]
    yield from _grid(("Text~", "Held", *(f"{wording.actor(dossier, state)}~" for state in shown)), rows, most=5)
    agreements = [
        (
            wording.quantity(row.low, row.high, "percent"),
            bar(row.low, row.high, 100.0),
            f"{wording.actor(dossier, row.first)} and {wording.actor(dossier, row.second)}",
            row.window,
            row.measure,
            names.get(row.statement_id, ""),
        )
        for row in dossier.agreements
    ]
    yield from _grid(("Agree", "", "Agreement is not alignment~", "~", "~", ""), agreements, most=5)


def _contradictions(dossier: Dossier) -> Iterable[RenderableType]:
    found = [one for matrix in dossier.stances for one in matrix.contradictions if not one.is_change]
    return [Text(wording.plain(f"• {one.sentence}")) for one in found[:3]]


def _disputes(dossier: Dossier) -> Iterable[RenderableType]:
    rows = [
        (
            one.relation.replace("_", " "),
            one.title,
            f"{len(one.sides)} sides",
            ", ".join(dict.fromkeys(side.value for side in one.sides)),
        )
        for one in dossier.disputes
    ]
    return _grid(("", "~", "", "~"), rows, most=references.PRINTED_DISPUTES)


def _gaps(dossier: Dossier) -> Iterable[RenderableType]:
    touching = {gap_id for finding in dossier.findings for gap_id in finding.gap_ids}
    first = sorted(dossier.gaps, key=lambda gap: gap.gap_id not in touching)
    more = [f"and {len(first) - _MOST_ROWS} more"] if len(first) > _MOST_ROWS else []
    return _joined([*(gap.title for gap in first[:_MOST_ROWS]), *more])


def _sources(dossier: Dossier) -> Iterable[RenderableType]:
    documents = Counter(one.interest or "interest not said" for one in dossier.sources)
    reprints = sum(bool(one.reprint_of) for one in dossier.sources)
    counts = [f"{interest} {count}" for interest, count in documents.most_common()]
    return _joined([*counts, f"reprints among these {reprints}"] if reprints else counts)
