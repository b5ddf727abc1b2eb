"""What a state has in hand over a receiver's supply, and the acts by which it could use it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ninetenths.findings.levering.result import Control
from ninetenths.findings.wording import distinct, listed, named
from ninetenths.network.powers import BLOCKING_MINORITY
from ninetenths.network.supply import AssetNode, SupplyGraph
from ninetenths.scenarios import Act, Baseline, Path, Seller, Spread
from ninetenths.scenarios.legal import in_law

Floats = NDArray[np.float64]

LEAST_RATE = 0.05
"""Rate at the 95th percentile below which a seller does not count as one."""


def is_supplier(baseline: Baseline, state: str) -> bool:
    """Whether the evidence has the state sell to the receiver."""
    return any(one.state == state and _sells(baseline, place) for place, one in enumerate(baseline.sellers))


def is_exporter(baseline: Baseline, state: str) -> bool:
    """Whether the state, a supplier or not, sells the item to the world."""
    return any(one.state == state for one in baseline.sellers)


def exports_known(baseline: Baseline, state: str) -> bool:
    """Whether it is known how much the state sells to the world, so that a part of it can be withheld."""
    return any(one.state == state and one.exports is not None for one in baseline.sellers)


def controls_of(baseline: Baseline, graph: SupplyGraph, state: str) -> tuple[Control, ...]:
    """Return what a state has in hand: its own goods, transit across it, assets on the way that it owns."""
    found = []
    sellers = dict(enumerate(baseline.sellers))
    goods = _rate(baseline, {place: 1.0 for place, one in sellers.items() if one.state == state})
    if goods is not None:
        words = f"sells {baseline.item} to {named(baseline.receiver)}"
        law = _law(baseline, Act(kind="ban", begins=date.min, by=(state,), against=baseline.receiver))
        found.append(Control(holder=state, kind="goods", words=words, rate=goods, legality=law))
    parts = {place: _part(one, state) for place, one in sellers.items() if one.state != state}
    carried = _rate(baseline, parts)
    if carried is not None:
        names = distinct(
            named(sellers[place].origin) for place, part in parts.items() if part and _sells(baseline, place)
        )
        words = f"lies on the usual way of goods of {listed(names)}"
        law = _law(baseline, Act(kind="denial", begins=date.min, by=(state,), against=baseline.receiver))
        found.append(Control(holder=state, kind="transit", words=words, rate=carried, legality=law))
    return (*found, *_owned(baseline, graph, state))


def acts_of(baseline: Baseline, state: str, *, begins: date, cut_share: float = 0.0) -> tuple[Act, ...]:
    """Return everything that a state could do at once against the receiver by law or policy.

    It stops selling (an exporter that sells nothing now would sell nothing in need either) and refuses what crosses
    it. Passage through straits is left free: it is not lawfully refused in peace.
    """
    acts = []
    if is_exporter(baseline, state):
        acts.append(Act(kind="ban", begins=begins, by=(state,), against=baseline.receiver, cut_share=cut_share))
    if any(one.state != state and _crosses(one, state) for one in baseline.sellers):
        acts.append(Act(kind="denial", begins=begins, by=(state,), against=baseline.receiver))
    return tuple(acts)


def owned_acts(baseline: Baseline, graph: SupplyGraph, state: str, *, begins: date) -> tuple[Act, ...]:
    """Return the suspensions that a state's blocking minorities at assets of usual ways would allow.

    A blocking minority can refuse to go on; what owners agreed is seldom public, and such a stop hits every buyer.
    """
    usual = {asset for place, one in enumerate(baseline.sellers) if _sells(baseline, place) for asset in _assets(one)}
    held = [node for node in graph.nodes if node.asset_id in usual & set(baseline.lines) and _blocks(node, state)]
    return tuple(Act(kind="suspension", begins=begins, asset=node.asset_id) for node in held)


def _blocks(node: AssetNode, state: str) -> bool:
    share = node.share_of(state)
    return share is not None and share >= BLOCKING_MINORITY


def _law(baseline: Baseline, act: Act) -> str:
    """Return the readings of an act in law, from the cleanest to the worst."""
    found = in_law(baseline, (act,))[0].readings
    return " to ".join(dict.fromkeys(one.legality for one in reversed(found)))


def candidates(baseline: Baseline) -> tuple[str, ...]:
    """Return the states that the supply passes through or comes from in the evidence, sorted; not the receiver."""
    found = set()
    for place, one in enumerate(baseline.sellers):
        if _sells(baseline, place) and len(one.state) == 3:
            found.add(one.state)
            found.update(state for path in one.paths for state in path.states)
    return tuple(sorted(found - {baseline.receiver}))


def crossed_by(baseline: Baseline, states: Sequence[str]) -> tuple[str, ...]:
    """Return the states on land or in whose ports the usual ways of what some states sell the receiver lie, sorted."""
    mine = [one for place, one in enumerate(baseline.sellers) if one.state in states and _sells(baseline, place)]
    found = {state for one in mine for path in one.paths for state in _on_land(path) if _part(one, state) > 0}
    return tuple(sorted(found - {baseline.receiver, *states}))


def carries(seller: Seller, state: str) -> bool:
    """Whether a usual way of what another state sells lies over a state."""
    return seller.state != state and _crosses(seller, state)


def used_by(seller: Seller) -> tuple[str, ...]:
    """Return the states on land, or in whose ports, the usual ways of a seller lie, sorted."""
    return tuple(sorted({state for path in _usual(seller) for state in _on_land(path)}))


def _usual(seller: Seller) -> list[Path]:
    return [path for path in seller.paths if path.weight > 0] or list(seller.paths[:1])


def _assets(seller: Seller) -> set[str]:
    return {asset for path in _usual(seller) for asset in path.assets}


def _sells(baseline: Baseline, place: int) -> bool:
    return bool(np.percentile(baseline.rates[:, place], 95) > LEAST_RATE)


def _crosses(seller: Seller, state: str) -> bool:
    return _part(seller, state) > 0


def _part(seller: Seller, state: str) -> float:
    """Return the part of the seller's usual ways, as the evidence names them, or else the first, over a state."""
    whole = sum(path.weight for path in seller.paths)
    if not whole:
        return float(any(state in _on_land(path) for path in seller.paths[:1]))
    return sum(path.weight for path in seller.paths if state in _on_land(path)) / whole


def _on_land(path: Path) -> set[str]:
    return set(path.states) | set(path.ports)


def _rate(baseline: Baseline, parts: dict[int, float]) -> Spread | None:
    """Return the rate of sellers, each by the part of it that counts; None where none of them sells."""
    kept = {place: part for place, part in parts.items() if _sells(baseline, place) and part > 0}
    rates = sum((part * baseline.rates[:, place] for place, part in kept.items()), np.zeros(len(baseline.rates)))
    return Spread.of(rates) if kept else None


def _owned(baseline: Baseline, graph: SupplyGraph, state: str) -> list[Control]:
    """Return the assets on some way in which the state or its firms hold a part; what it could do with it is said."""
    used = {asset for place, one in enumerate(baseline.sellers) if _sells(baseline, place) for path in one.paths
            for asset in path.assets}  # fmt: skip
    found = []
    for node in graph.nodes:
        share = node.share_of(state) if node.asset_id in used else None
        if not share:
            continue
        blocks = share >= BLOCKING_MINORITY
        said = "a blocking minority by most company laws" if blocks else "too little to refuse alone"
        words = f"holds {share} % of {node.name}: {said}; what the owners agreed is not public"
        found.append(Control(holder=state, kind="ownership", words=words, share=float(share), acts=False))
    return found
