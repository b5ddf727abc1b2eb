"""By how many ways the goods can leave, and which of them are open."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, Side
from ninetenths.findings.routes import OUT, USABLE, asset_statuses, asset_uses, lines_from, states_at, status_on
from ninetenths.findings.rules.base import Draft, directions, name_of
from ninetenths.findings.rules.power import bans_on
from ninetenths.findings.wording import amount, capital_first, counted, day, listed, named, spelled
from ninetenths.ledger.records import Asset, AssetStatus, Statement

_Line = tuple[Asset, AssetStatus | None]


def ways_out(evidence: Evidence) -> list[Draft]:
    """Find how many of a supplier's pipelines for the other side are open, and whose land they cross."""
    found = []
    for sender, receiver in directions(evidence):
        lines = _lines(evidence, sender, receiver)
        shut = [
            line for line in lines if line[1] and (line[1].status in OUT or _is_ended(evidence, line, sender, receiver))
        ]
        working = [line for line in lines if line[1] and line[1].status in USABLE and line not in shut]
        if shut and not sender.is_bloc:
            found.append(_draft(evidence, sender, receiver, working, shut))
    return found


def _lines(evidence: Evidence, sender: Side, receiver: Side) -> list[_Line]:
    """Return the supplier's pipelines if one of them carries goods for the receiver: to it, or those that compete."""
    lines = lines_from(evidence, sender)
    direct = [asset for asset in lines if set(asset.states) & receiver.holds]
    crossed = {
        state
        for one in _measured(evidence, sender, receiver)
        for stop in one.via
        for state in states_at(evidence, stop)
    }
    carrying = [asset for asset in lines if crossed & set(asset.states) - sender.holds]
    chosen = direct or (lines if carrying else [])
    return [(asset, status_on(asset_statuses(evidence, asset.asset_id), evidence.as_of)) for asset in chosen]


def _is_ended(evidence: Evidence, line: _Line, sender: Side, receiver: Side) -> bool:
    """Whether the line, though in use, no longer carries the sender's goods to the receiver.

    A status can say so of its own ("no Russian oil to Germany"), and so can an act of one on the other that names the
    line. What happens on it elsewhere, or to the goods of others, is no evidence for the two.
    """
    asset, status = line
    said = f"{status.detail if status else ''} ".casefold()
    ends = [named(state).removeprefix("the ").casefold() for state in sorted(receiver.holds)]
    if said.startswith("no ") and any(f" {name} " in said for name in ends):
        return True
    return any(
        asset.asset_id in act.via
        for one, other in ((sender, receiver), (receiver, sender))
        for act in bans_on(evidence, one, other)
    )


def _measured(evidence: Evidence, sender: Side, receiver: Side) -> list[Statement]:
    return [one for one in evidence.flows(sender, receiver) if one.layer in ("energy", "trade") and one.high]


def _draft(evidence: Evidence, sender: Side, receiver: Side, working: list[_Line], shut: list[_Line]) -> Draft:
    total = counted(len(working) + len(shut), "line")
    closed = listed([_shut(line) for line in shut])
    open_ones = "one is" if len(working) == 1 else f"{spelled(len(working))} are"
    if working:
        sentence = (
            f"Of {total} from {name_of(sender)} on the way to {name_of(receiver)}, {open_ones} known to work: "
            f"{listed([_open(line, sender, receiver) for line in working])}."
        )
    else:
        sentence = (
            f"Of {total} from {name_of(sender)} to {name_of(receiver)} none is known to carry goods between them."
        )
    uses = asset_uses(evidence)
    ids = [
        key
        for asset, _ in (*working, *shut)
        for key in [key for key in uses.get(asset.asset_id, []) if evidence.ties_both(evidence.by_id[key])][:2]
    ]
    return Draft(
        key="ways-out",
        question=3,
        headline=f"{spelled(len(working))} of {total} known to work"
        if working
        else f"none of {total} known to carry it",
        sentence=capital_first(sentence),
        detail=f"Out of use between the two: {closed}.",
        statements=tuple(evidence.by_id[key] for key in dict.fromkeys(ids)),
        weight=65,
        caveat="route",
    )


def _open(line: _Line, sender: Side, receiver: Side) -> str:
    asset, _ = line
    way = [named(state) for state in asset.states if state not in sender.holds | receiver.holds]
    parts = [f"through {listed(way)}"] if way else []
    if asset.capacity is not None:
        parts.append(amount(asset.capacity, asset.capacity, asset.capacity_unit))
    return f"{asset.name} ({', '.join(parts)})" if parts else asset.name


def _shut(line: _Line) -> str:
    asset, status = line
    assert status is not None
    return (
        f"{asset.name} ({status.detail or status.status}, {day(status.begins)})" if day(status.begins) else asset.name
    )
