"""The assets on the way between the two: where they lie, whose they are, and in what state they were when."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from ninetenths.findings.dossier import Owner, RouteAsset, StatusSpell
from ninetenths.findings.evidence import Evidence, Side
from ninetenths.findings.wording import amount
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Asset, AssetStatus
from ninetenths.states import is_actor

USABLE = frozenset({"operating", "reduced"})
_STATE_ID_LENGTH = 3
_ENDS = frozenset({"port", "terminal", "refinery"})
_ORDER = ("field", "pipeline", "port", "strait", "tanker leg", "terminal", "refinery")
"""Kinds of assets in the order in which goods meet them."""
OUT = frozenset({"suspended", "closed"})


def route_assets(evidence: Evidence, on: date | None = None) -> tuple[RouteAsset, ...]:
    """Return the assets on the way between the two and those at its ends, in the order of the way.

    An asset counts if a statement between the two runs through it, if it lies on land that what they exchange
    crosses, or if it is a port, terminal or refinery of theirs that statements name. ``status_now`` is the status
    on *on*, by default the last one known.
    """
    uses = asset_uses(evidence)
    found = {key for key, ids in uses.items() if any(evidence.ties_both(evidence.by_id[one]) for one in ids)}
    found |= set(linking(evidence)) | _ends_of_the_way(evidence, uses)
    ranked = sorted(found, key=lambda key: (_ORDER.index(evidence.assets[key].kind), -len(uses.get(key, [])), key))
    return tuple(_route_asset(evidence, evidence.assets[key], uses.get(key, []), on) for key in ranked)


def asset_uses(evidence: Evidence) -> dict[str, list[str]]:
    """Return the assets on the via lists of statements that touch either side, with those statements."""
    uses: dict[str, list[str]] = defaultdict(list)
    for one in evidence.touching():
        for stop in one.via:
            if stop in evidence.assets:
                uses[stop].append(one.statement_id)
    return dict(uses)


def _ends_of_the_way(evidence: Evidence, uses: dict[str, list[str]]) -> set[str]:
    ours = {state for side in evidence.sides for state in side.holds}
    goods = {one.layer for one in evidence.between()} & {"energy", "transit"}
    return {
        key for key in uses if goods and evidence.assets[key].kind in _ENDS and set(evidence.assets[key].states) <= ours
    }


def linking(evidence: Evidence) -> list[str]:
    """Return the assets that lie in both sides' states, or on the via of what leaves one for a state on the way."""
    found = []
    on_way = transit_states(evidence)
    for asset_id, asset in sorted(evidence.assets.items()):
        crossed = set(asset.states)
        ends = [bool(crossed & side.holds) for side in evidence.sides]
        if len(ends) > 1 and (all(ends) or (any(ends) and bool(crossed & on_way))):
            found.append(asset_id)
    return found


def transit_states(evidence: Evidence) -> set[str]:
    """Return the third states that what flows between the two is said to cross."""
    counts: Counter[str] = Counter()
    for one in evidence.between():
        if one.layer not in ("energy", "transit", "trade"):
            continue
        crossed = {state for stop in one.via for state in states_at(evidence, stop)}
        counts.update(crossed)
    ours = {state for side in evidence.sides for state in side.holds}
    return {state for state in counts if state not in ours}


def status_on(statuses: list[AssetStatus], on: date | None) -> AssetStatus | None:
    """Return the status in force on a date (by default the last one known); None where nothing is known.

    Remarks that are no status (``reported``) and plans never count as one.
    """
    current = None
    for one in sorted(statuses, key=lambda one: first_day(one.begins) or date.min):
        if one.status in ("reported", "planned"):
            continue
        begin, end = first_day(one.begins), last_day(one.ends)
        if on is not None and begin is not None and begin > on:
            break
        current = None if on is not None and end is not None and end < on else one
    return current


def asset_statuses(evidence: Evidence, asset_id: str) -> list[AssetStatus]:
    """Return the statuses of one asset in the order of their beginning."""
    return sorted(
        (one for one in evidence.statuses if one.asset_id == asset_id),
        key=lambda one: (one.begins, one.ends, one.detail),
    )


def lines_from(evidence: Evidence, side: Side) -> list[Asset]:
    """Return the pipelines that leave a side for another state."""
    return [
        asset
        for _, asset in sorted(evidence.assets.items())
        if asset.kind == "pipeline" and asset.states and asset.states[0] in side.holds and len(set(asset.states)) > 1
    ]


def states_at(evidence: Evidence, stop: str) -> tuple[str, ...]:
    """Return the states that a stop of a via list lies in: those of the asset, or the state itself."""
    if stop in evidence.assets:
        return evidence.assets[stop].states
    return (stop,) if len(stop) == _STATE_ID_LENGTH and is_actor(stop) else ()


def _route_asset(evidence: Evidence, asset: Asset, statement_ids: list[str], on: date | None) -> RouteAsset:
    statuses = asset_statuses(evidence, asset.asset_id)
    now = status_on(statuses, on)
    capacity = amount(asset.capacity, asset.capacity, asset.capacity_unit) if asset.capacity is not None else ""
    return RouteAsset(
        asset_id=asset.asset_id,
        name=asset.name,
        kind=asset.kind,
        states=asset.states,
        capacity=capacity,
        operator=asset.operator,
        legal_regime=asset.legal_regime,
        status_now=now.status if now else "",
        spells=tuple(
            StatusSpell(
                status=one.status, begins=one.begins, ends=one.ends, detail=one.detail, document_id=one.document_id
            )
            for one in statuses
        ),
        owners=tuple(
            Owner(
                name=one.owner,
                state=one.owner_state,
                share=None if one.share is None else float(one.share),
                begins=one.begins,
                ends=one.ends,
                document_id=one.document_id,
            )
            for one in sorted(
                (one for one in evidence.ownerships if one.asset_id == asset.asset_id),
                key=lambda one: (one.begins, -(one.share or 0), one.owner),
            )
        ),
        document_id=asset.document_id,
        statement_ids=tuple(statement_ids),
    )
