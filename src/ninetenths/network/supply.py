"""The supply graph of assets: what stood where on a day, whose it was, in what state, and what leads to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeVar

from ninetenths.errors import InvalidRecord, UnitError
from ninetenths.ledger.compare_profile import FLOW_CONCEPTS
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Asset, AssetStatus, Ownership, Statement
from ninetenths.ledger.units import convert
from ninetenths.network.build import feeds

IN_USE = frozenset({"operating", "reduced"})
_REMARKS = frozenset({"reported"})

_LEADS_TO = {
    "field": frozenset({"pipeline"}),
    "pipeline": frozenset({"pipeline", "port", "terminal", "refinery"}),
    "port": frozenset({"tanker leg", "strait", "terminal"}),
    "terminal": frozenset({"pipeline", "refinery", "tanker leg", "strait"}),
    "strait": frozenset({"tanker leg", "strait", "terminal"}),
    "tanker leg": frozenset({"port", "terminal", "strait"}),
}
"""What can take over from what; a refinery ends a way."""

_AT_SEA = frozenset({"port", "terminal", "strait", "tanker leg"})
"""What ships call at or pass: two of them can follow each other without a state in common."""

_MOVED = FLOW_CONCEPTS | {"throughput", "movements"}

Basis = Literal["route", "name", "state"]
_Dated = TypeVar("_Dated", Ownership, AssetStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An interest in an asset on the day of the graph; a share of None is unknown, a state of "" is none or unknown."""

    name: str
    state: str
    share: Decimal | None
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetNode:
    """An asset as it was on the day of the graph.

    ``capacity`` is a range in ``capacity_unit``: thousand barrels a day, for gas billion cubic metres a year; None
    where it is not known or of another kind. ``status`` is empty where nothing is known for that day;
    ``status_begins`` is its printed start. ``status_certain`` is False where a coarse date ("2022") leaves open
    whether it had begun.

    Reading: capacity is what an asset can carry, not what it carries; an unknown status is not "closed".
    """

    asset_id: str
    name: str
    kind: str
    states: tuple[str, ...]
    capacity: tuple[float, float] | None
    capacity_unit: str
    owners: tuple[Owner, ...]
    status: str
    status_begins: str
    status_certain: bool
    operator: str
    legal_regime: str
    document_ids: tuple[str, ...]

    def share_of(self, state: str) -> Decimal | None:
        """Return the percent held by a state and its parts; None where an owner of it has no known share."""
        shares = [owner.share for owner in self.owners if owner.state.partition(":")[0] == state]
        return None if None in shares else sum((share for share in shares if share is not None), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """One asset leads to another, on what ground.

    ``route``: statements name both in this order (``statement_ids``). ``name``: the name of one holds the other, as
    the leg Ceyhan-Ashkelon holds both ports. ``state``: one ends in the state in which the other begins, so that it
    may lead there; nobody says that it does.
    """

    first: str
    second: str
    basis: Basis
    statement_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way as one statement gives it: who supplies whom, over which states and assets in order, and when."""

    statement_id: str
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    steps: tuple[str, ...]
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class SupplyGraph:
    """Assets on a day and what leads to what; nothing changes it. ``on`` is None for the latest that is known."""

    on: date | None
    nodes: tuple[AssetNode, ...]
    passages: tuple[Passage, ...]

    def __post_init__(self) -> None:
        """Check that ids are unique and that passages join assets of the graph."""
        ids = [node.asset_id for node in self.nodes]
        faults = [f"asset {name!r} is there more than once" for name in sorted({n for n in ids if ids.count(n) > 1})]
        ends = {end for passage in self.passages for end in (passage.first, passage.second)}
        faults += [f"a passage names {name!r}, which is no asset of the graph" for name in sorted(ends - set(ids))]
        if faults:
            raise InvalidRecord("the supply graph breaks its invariants:\n" + "\n".join(faults))

    def __getitem__(self, asset_id: str) -> AssetNode:
        """Return an asset by its id."""
        for node in self.nodes:
            if node.asset_id == asset_id:
                return node
        raise KeyError(asset_id)

    def in_use(self) -> tuple[str, ...]:
        """Return the assets that were operating or reduced, sorted; those of unknown status are not among them."""
        return tuple(node.asset_id for node in self.nodes if node.status in IN_USE)

    def of_unknown_status(self) -> tuple[str, ...]:
        """Return the assets about whose status on that day nothing is known, sorted."""
        return tuple(node.asset_id for node in self.nodes if not node.status)

    def crossed_by(self, route: Route) -> tuple[str, ...]:
        """Return the states that a route crosses, in order.

        The states of a sender and a receiver that act alone stand at the ends, a receiver that is crossed before only
        there; assets stand for the states they cross; a step that is neither state nor known asset crosses none.
        """
        known = {node.asset_id: node.states for node in self.nodes}
        crossed: list[str] = []
        for step in (*_lone_state(route.senders), *route.steps):
            states = known.get(step, (step,) if _is_state(step) else ())
            crossed.extend(states[_shared(crossed, states) :])
        crossed.extend(state for state in _lone_state(route.receivers) if state not in crossed)
        return tuple(crossed)

    def routes_over(self, routes: Iterable[Route], state: str) -> tuple[Route, ...]:
        """Return the routes that cross a state."""
        return tuple(route for route in routes if state in self.crossed_by(route))


def build_supply_graph(
    assets: Iterable[Asset],
    ownerships: Iterable[Ownership],
    statuses: Iterable[AssetStatus],
    *,
    on: date | None,
    routes: Iterable[Route] = (),
) -> SupplyGraph:
    """Return the assets as they were on a day, with what leads to what.

    Parameters
    ----------
    assets, ownerships, statuses
        Records of the ledger; ownerships and statuses of other assets are passed over.
    on
        The day; None for the last status and owners known.
    routes
        Ways from statements, see `routes_of`; each pair of assets in a row becomes a passage.

    Returns
    -------
    SupplyGraph
        A bypass suspended in 2022 is suspended in a graph of 2024.

    Raises
    ------
    InvalidRecord
        If two assets share an id.
    """
    known = sorted(assets, key=lambda asset: asset.asset_id)
    owned, stood = _by_asset(ownerships), _by_asset(statuses)
    nodes = tuple(_node(asset, owned.get(asset.asset_id, ()), stood.get(asset.asset_id, ()), on) for asset in known)
    return SupplyGraph(on, nodes, _passages(nodes, routes))


def routes_of(statements: Iterable[Statement]) -> tuple[Route, ...]:
    """Return the ways that goods take, ordered by statement id.

    They come from affirmed, accepted, asserted or reported statements with a ``via``, of kind route or about
    something that moves; a fee or a duty at a pipeline is no way.
    """
    found = (
        Route(
            statement_id=one.statement_id,
            senders=tuple(sorted({one.sender, *one.with_senders})),
            receivers=tuple(sorted({one.receiver, *one.with_receivers})),
            steps=one.via,
            begins=one.begins,
            ends=one.ends,
        )
        for one in statements
        if one.via and feeds(one) and (one.kind == "route" or one.basis_concept in _MOVED)
    )
    return tuple(sorted(found, key=lambda route: route.statement_id))


def status_on(statuses: Iterable[AssetStatus], on: date | None) -> AssetStatus | None:
    """Return the status of an asset on a day: the last one begun that had not ended; None where nothing is known.

    A remark (``reported``) is no status, and a plan gives way to whatever happened. Without a day the last status.
    An asset of which the first thing told is a plan was still one before.
    """
    told = sorted((one for one in statuses if one.status not in _REMARKS), key=lambda one: (_starts(one), one.status))
    standing = [one for one in told if on is None or _holds(one, on)]
    happened = [one for one in standing if one.status != "planned"]
    if not standing and on is not None and told and told[0].status == "planned" and on < _starts(told[0]):
        return told[0]
    return max(happened or standing, key=lambda one: (_starts(one), one.status), default=None)


def _node(asset: Asset, owned: Iterable[Ownership], statuses: Iterable[AssetStatus], on: date | None) -> AssetNode:
    owners, status = _owners_on(owned, on), status_on(statuses, on)
    capacity, unit = _capacity(asset)
    certain = status is not None and (on is None or (last_day(status.begins) or date.min) <= on)
    documents = {asset.document_id, *(owner.document_id for owner in owners), *([status.document_id] if status else [])}
    return AssetNode(
        asset_id=asset.asset_id,
        name=asset.name,
        kind=asset.kind,
        states=asset.states,
        capacity=capacity,
        capacity_unit=unit,
        owners=owners,
        status=status.status if status else "",
        status_begins=status.begins if status else "",
        status_certain=certain,
        operator=asset.operator,
        legal_regime=asset.legal_regime,
        document_ids=tuple(sorted(documents)),
    )


def _capacity(asset: Asset) -> tuple[tuple[float, float] | None, str]:
    """Return the capacity in bcm/y where it is printed in cubic metres, else in kb/d of crude."""
    if asset.capacity is None:
        return None, ""
    unit = "bcm/y" if "m3" in asset.capacity_unit or "cm" in asset.capacity_unit else "kb/d"
    try:
        low, high = convert(asset.capacity, asset.capacity_unit, unit, commodity="crude" if unit == "kb/d" else "gas")
    except UnitError:
        return None, ""
    return (float(low), float(high)), unit


def _owners_on(ownerships: Iterable[Ownership], on: date | None) -> tuple[Owner, ...]:
    """Return who held what on a day; an owner's last interest begun by then counts, largest share first."""
    last: dict[str, Ownership] = {}
    for one in sorted(ownerships, key=lambda one: (_starts(one), one.owner, one.document_id)):
        if (on is None and not one.ends) or (on is not None and _holds(one, on)):
            last[one.owner] = one
    found = [
        Owner(name=one.owner, state=one.owner_state, share=one.share, document_id=one.document_id)
        for one in last.values()
    ]
    return tuple(sorted(found, key=lambda one: (-(one.share or Decimal(0)), one.name)))


def _passages(nodes: Iterable[AssetNode], routes: Iterable[Route]) -> tuple[Passage, ...]:
    known = {node.asset_id: node for node in nodes}
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for route in routes:
        steps = [step for step in route.steps if not _is_state(step)]
        for first, second in pairwise(steps):
            if first in known and second in known and _can_follow(known[first], known[second]):
                said[first, second].add(route.statement_id)
    found = [
        Passage(first=first, second=second, basis="route", statement_ids=tuple(sorted(ids)))
        for (first, second), ids in said.items()
    ]
    grounds: tuple[tuple[Basis, Callable[[AssetNode, AssetNode], bool]], ...] = (
        ("name", _named_together),
        ("state", _meet_in_a_state),
    )
    for basis, joins in grounds:
        joined = {(one.first, one.second) for one in found}
        found += [
            Passage(first=first.asset_id, second=second.asset_id, basis=basis)
            for first in known.values()
            for second in known.values()
            if (first.asset_id, second.asset_id) not in joined and joins(first, second)
        ]
    return tuple(sorted(found))


def _can_follow(first: AssetNode, second: AssetNode) -> bool:
    """Whether one asset named after another can take over from it: two lines out of one state are no way."""
    sea = first.kind in _AT_SEA and second.kind in _AT_SEA
    return second.kind in _LEADS_TO.get(first.kind, ()) and (sea or first.states[-1:] == second.states[:1])


def _named_together(first: AssetNode, second: AssetNode) -> bool:
    """Whether the id of one ends, or begins, with the whole id of the other: "ceyhan-ashkelon" and "ashkelon"."""
    return first.asset_id.endswith(f"-{second.asset_id}") or second.asset_id.startswith(f"{first.asset_id}-")


def _meet_in_a_state(first: AssetNode, second: AssetNode) -> bool:
    ends = bool(first.states and second.states) and first.states[-1] == second.states[0]
    fuels = {"kb/d" if node.kind == "refinery" else node.capacity_unit for node in (first, second)} - {""}
    return (
        ends and len(fuels) < 2 and first.asset_id != second.asset_id and second.kind in _LEADS_TO.get(first.kind, ())
    )


def _by_asset(records: Iterable[_Dated]) -> Mapping[str, list[_Dated]]:
    found: dict[str, list[_Dated]] = defaultdict(list)
    for record in records:
        found[record.asset_id].append(record)
    return found


def _starts(record: Ownership | AssetStatus) -> date:
    return first_day(record.begins) or date.min


def _holds(record: Ownership | AssetStatus, on: date) -> bool:
    """Whether a dated record holds on a day; an empty end lasts until something later begins."""
    return _starts(record) <= on <= (last_day(record.ends) or date.max)


def _shared(crossed: list[str], states: tuple[str, ...]) -> int:
    """Return how many of the next states are those crossed last, so that none is crossed twice in a row."""
    longest = min(len(crossed), len(states))
    return next(size for size in range(longest, -1, -1) if tuple(crossed[len(crossed) - size :]) == states[:size])


def _is_state(step: str) -> bool:
    return len(step) == 3 and step.isupper()


def _lone_state(actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the state of an actor that acts alone; nothing for a joint end, an organisation or the world."""
    state = actors[0].partition(":")[0] if len(actors) == 1 else ""
    return (state,) if _is_state(state) and state not in ("WLD", "UNK") else ()
