"""Flows by one asset: followed by themselves where the capacity of the asset could matter, else a lower end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ninetenths.errors import UnitError
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.reconciling.items import Item
from ninetenths.findings.reconciling.operators import Operator
from ninetenths.ledger.records import Asset
from ninetenths.ledger.units import convert

CAPACITY_MARGIN = 1.2
"""What an asset can carry at most over its printed capacity: Nord Stream 1 moved 59 of nominal 55 bcm in 2021
(DERU-0078), so a nameplate is no physical limit; a fifth above it is taken for one."""
_COULD_MATTER = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A physical limit: what an asset can carry in any period, in the unit of the item."""

    asset_id: str
    name: str
    upper: float


def with_ways(
    operators: Sequence[Operator], evidence: Evidence, item: Item
) -> tuple[list[Operator], tuple[Limit, ...]]:
    """Return the readings with what passes one asset told apart where its capacity could matter, and those limits.

    Elsewhere what passes one asset is read as the least that those who use it can supply: the rest may come by other
    ways. Users of a route are the senders that some statement sends over it.
    """
    limits = _limits({one.numerator.way for one in operators if one.numerator.way}, evidence.assets, item)
    read: dict[str, float] = defaultdict(float)
    for one in operators:
        if one.numerator.way and not one.is_share:
            read[one.numerator.way] = max(read[one.numerator.way], one.high)
    kept = {name: limit for name, limit in limits.items() if read[name] > _COULD_MATTER * limit.upper}
    found = [_least(one, evidence) if _is_part(one, kept) else one for one in operators]
    return found, tuple(kept[name] for name in sorted(kept))


def _is_part(operator: Operator, kept: Mapping[str, Limit]) -> bool:
    """Whether a route's flow is read that is not followed by itself: the rest may come by other ways."""
    if operator.numerator.way:
        return operator.numerator.way not in kept
    return operator.statement.basis_concept == "throughput" and bool(operator.suppliers)


def users_of(way: str, evidence: Evidence) -> tuple[str, ...]:
    """Return who sends over an asset or over one whose name holds it, as Baku-Tbilisi-Ceyhan holds Ceyhan."""
    assets = {way} | {
        name for name, asset in evidence.assets.items() if way.casefold() in f"{name} {asset.name}".casefold()
    }
    over = [one for one in evidence.statements if not assets.isdisjoint(one.via)]
    found = {sender for one in over for sender in (one.sender, *one.with_senders)}
    return tuple(sorted(found))


def _least(operator: Operator, evidence: Evidence) -> Operator:
    way = operator.numerator.way
    statement = operator.statement
    users = operator.numerator.origins or (statement.sender, *statement.with_senders, *users_of(way, evidence))
    counted = replace(operator.numerator, origins=tuple(dict.fromkeys(users)), way="")
    return replace(operator, numerator=counted, at_least=True)


def _limits(ways: set[str], assets: Mapping[str, Asset], item: Item) -> dict[str, Limit]:
    found = {}
    for way in sorted(ways):
        asset = assets.get(way)
        if asset is None or asset.capacity is None:
            continue
        try:
            commodity = "gas" if item.family == "gas" else item.name
            _, most = convert(asset.capacity, asset.capacity_unit, item.unit, commodity=commodity)
        except UnitError:
            continue
        found[way] = Limit(asset_id=way, name=asset.name, upper=float(most) * CAPACITY_MARGIN)
    return found
