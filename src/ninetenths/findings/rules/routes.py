"""By how many ways the goods can leave, and which of them are open."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, Side
from ninetenths.findings.routes import OUT, USABLE, asset_statuses, asset_uses, lines_from, states_at, status_on
from ninetenths.findings.rules.base import Draft, directions, name_of
from ninetenths.findings.wording import amount, capital_first, counted, day, listed, named, spelled
from ninetenths.ledger.records import Asset, AssetStatus, Statement

_Line = tuple[Asset, AssetStatus | None]


def ways_out(evidence: Evidence) -> list[Draft]:
    """Find how many of a supplier's pipelines for the other side are open, and whose land they cross."""
    found = []
    for sender, receiver in directions(evidence):
        lines = _lines(evidence, sender, receiver)
        shut = [line for line in lines if line[1] and line[1].status in OUT]
        working = [line for line in lines if line[1] and line[1].status in USABLE]
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


def _measured(evidence: Evidence, sender: Side, receiver: Side) -> list[Statement]:
    return [one for one in evidence.flows(sender, receiver) if one.layer in ("energy", "trade") and one.high]


def _draft(evidence: Evidence, sender: Side, receiver: Side, working: list[_Line], shut: list[_Line]) -> Draft:
    total = counted(len(working) + len(shut), "line")
    closed = listed([_shut(line) for line in shut])
    open_ones = "one is" if len(working) == 1 else f"{spelled(len(working))} are"
    if working:
        sentence = (
            f"Of {total} from {name_of(sender)} that could carry goods for {name_of(receiver)}, {open_ones} known to "
            f"work: {listed([_open(line, sender, receiver) for line in working])}."
        )
    else:
        sentence = f"Of {total} from {name_of(sender)} to {name_of(receiver)} none is known to work."
    uses = asset_uses(evidence)
    ids = [key for asset, _ in (*working, *shut) for key in uses.get(asset.asset_id, [])[:2]]
    return Draft(
        key="ways-out",
        question=3,
        headline=f"{spelled(len(working))} of {total} known to work",
        sentence=capital_first(sentence),
        detail=f"Out of use: {closed}.",
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
