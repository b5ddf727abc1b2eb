"""The parts of a brief in one line per figure, for the terminal; small bars stand for pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from rich.console import RenderableType
from rich.text import Text

from ninetenths.brief import short_supply, wording
from ninetenths.brief.grids import MOST_ROWS, bar, grid, joined
from ninetenths.findings.arms import ALL_SUPPLIERS
from ninetenths.findings.dossier import ArmsPanel, ArmsWindow, Dossier

_SHARES = (4, 2)
_VOTERS = 6
_DISPUTES = 3


def all_of(dossier: Dossier, names: dict[str, str]) -> Iterable[tuple[str, list[RenderableType]]]:
    """Return the parts that have something to say, each with its lines; *names* are the short ids of statements."""
    parts = (
        ("declared", chain(_declared(dossier, names), short_supply.submerged(dossier))),
        ("shares", chain(short_supply.reconciled_shares(dossier), _shares(dossier, names))),
        ("arms", _arms(dossier, names)),
        ("routes", _routes(dossier)),
        ("breakers", short_supply.who_can_break(dossier)),
        ("outcomes", short_supply.what_if_cut(dossier)),
        ("votes", _votes(dossier, names)),
        ("stances", _contradictions(dossier)),
        ("disputes", _disputes(dossier)),
        ("gaps", _gaps(dossier)),
        ("sources", _sources(dossier)),
        ("caveats", joined(line for line in dossier.caveats if line not in {one.caveat for one in dossier.findings})),
        ("credits", joined(dossier.credits)),
    )
    for part, lines in parts:
        filled = list(lines)
        if filled:
            yield part, filled


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
        yield from grid(("", "When", "", "", "Measured by~", ""), rows)


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
        yield from grid(("", "", "~", "", "~", ""), rows, most=most)


def _arms(dossier: Dossier, names: dict[str, str]) -> Iterable[RenderableType]:
    for panel in dossier.arms:
        rows = [
            (
                wording.window(begins, ends),
                _parts(dossier, panel, held),
                f"release {wording.day(held[0].vintage)}" if held[0].vintage else "",
                names.get(_behind(panel, held), ""),
            )
            for (begins, ends), held in _latest_releases(panel)
        ]
        yield from grid(("", f"Arms of {wording.actor(dossier, panel.receiver)}~", "~", ""), rows)


def _parts(dossier: Dossier, panel: ArmsPanel, held: list[ArmsWindow]) -> str:
    """Return what each supplier delivered, of what in all; shares of a small total are left out."""
    small = wording.too_small(panel, (held[0].begins, held[0].ends))
    totals = [one for one in held if one.supplier == ALL_SUPPLIERS]
    parts = [one for one in held if one not in totals and not (small and one.unit == "percent")]
    told = ", ".join(f"{wording.actor(dossier, one.supplier)} {_part(one)}" for one in parts)
    whole = small or ", ".join(f"{_part(one)} in all" for one in totals)
    return f"{told} of {whole}" if told and whole else told or whole


def _behind(panel: ArmsPanel, held: list[ArmsWindow]) -> str:
    """Return the statement behind a row: that of a small total, else of the first supplier."""
    totals = [one for one in held if one.supplier == ALL_SUPPLIERS]
    small = wording.too_small(panel, (held[0].begins, held[0].ends))
    return (totals[-1:] if small and totals else held)[0].statement_id


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
    return grid(("Asset~", "Crosses~", "Capacity~", "Now", "As of"), rows)


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
    yield from grid(("Text~", "Held", *(f"{wording.actor(dossier, state)}~" for state in shown)), rows, most=5)
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
    yield from grid(("Agree", "", "Agreement is not alignment~", "~", "~", ""), agreements, most=5)


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
    return grid(("", "~", "", "~"), rows, most=_DISPUTES)


def _gaps(dossier: Dossier) -> Iterable[RenderableType]:
    touching = {gap_id for finding in dossier.findings for gap_id in finding.gap_ids}
    first = sorted(dossier.gaps, key=lambda gap: gap.gap_id not in touching)
    more = [f"and {len(first) - MOST_ROWS} more"] if len(first) > MOST_ROWS else []
    return joined([*(gap.title for gap in first[:MOST_ROWS]), *more])


def _sources(dossier: Dossier) -> Iterable[RenderableType]:
    documents = Counter(one.interest or "interest not said" for one in dossier.sources)
    reprints = sum(bool(one.reprint_of) for one in dossier.sources)
    counts = [f"{interest} {count}" for interest, count in documents.most_common()]
    return joined([*counts, f"reprints among these {reprints}"] if reprints else counts)
