"""Who can break a supply, as a panel of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from ninetenths.findings.blocked.evidence import exposure_words
from ninetenths.findings.blocked.wording import flip_in_words
from ninetenths.findings.blocking import Blocking, blockers
from ninetenths.findings.supply_panels import BlockingSet, Breaker, BreakersPanel
from ninetenths.findings.supplying.asking import Asked
from ninetenths.findings.supplying.known import Known
from ninetenths.findings.supplying.reconciled import SEED
from ninetenths.network.powers import Power

_MOST_FLIPS = 8


def blocking_of(known: Known, supply: Asked, origins: tuple[str, ...]) -> Blocking:
    """Return who can stop what the origins, the sender and those who sell alongside it, supply."""
    return blockers(known, supply.receiver.actor, item=supply.item, origins=origins, on=known.day(), seed=SEED)


def breakers_panel(found: Blocking) -> BreakersPanel:
    """Return the sets of states, the single acts and the flips, in words."""
    asked = [one for one in found.coalitions if one.layer == "state" and one.closure == found.closure]
    said = {key for one in found.exposures for key in one.statement_ids} | set(found.leak.statement_ids)
    return BreakersPanel(
        receiver=found.receiver,
        item=found.item,
        origins=found.origins,
        answer=found.answer,
        sets=tuple(
            BlockingSet(members=one.members, strength=one.strength, chance=round(one.chance, 3))
            for one in asked
            if one.legality == found.legality
        ),
        breakers=tuple(_breakers(found)),
        flips=tuple(flip_in_words(one) for one in found.flips[:_MOST_FLIPS]),
        leak=found.leak.words,
        caveats=found.caveats,
        statement_ids=tuple(sorted(said | set(found.need.statement_ids if found.need else ()))),
    )


def _breakers(found: Blocking) -> Iterator[Breaker]:
    """Yield acts, those of one holder, kind and legality together; the receiver's own are left out."""
    groups: dict[tuple[str, str, str, str], list[Power]] = {}
    for power in found.powers:
        if power.holder != found.receiver:
            groups.setdefault((power.layer, power.holder, power.kind, power.legality), []).append(power)
    names = dict(found.names)
    for (layer, holder, kind, _), acts in sorted(groups.items(), key=lambda one: (one[0][0] != "state", one[0])):
        mine = [one for one in found.exposures if one.holder == holder] if layer == "state" else []
        low, high = acts[0].leakage
        yield Breaker(
            holder=holder,
            is_state=layer == "state",
            kind=kind,
            where=tuple(dict.fromkeys(_where(one.asset_id, names) for one in acts)),
            legality=acts[0].legality,
            leakage=(round(low, 3), round(high, 3)),
            own_cost=exposure_words(mine, holder) if mine else "",
            statement_ids=tuple(sorted({key for one in mine for key in one.statement_ids})),
        )


def _where(stop: str, names: dict[str, str]) -> str:
    return "its own exports" if stop.startswith("from:") else names.get(stop, stop)
