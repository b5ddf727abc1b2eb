"""Third parties on the way that could stop a flow and do not, and bans that something gets round."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from ninetenths.findings.evidence import Evidence, Side, is_fact, owner, starts, stops
from ninetenths.findings.routes import states_at
from ninetenths.findings.rules.base import (
    Draft,
    began,
    bounds,
    cited,
    directions,
    figure_cited,
    flow_cited,
    name_of,
    newest,
    span,
    voice,
)
from ninetenths.findings.rules.shares import supply_shares
from ninetenths.findings.rules.supplied import alone_or_not, both_losses, panel_of, with_said
from ninetenths.findings.shares import SUPPLIES, comparable, definition, family
from ninetenths.findings.wording import (
    capital_first,
    counted,
    distinct,
    during,
    figure,
    listed,
    named,
    plain_item,
    possessive,
    short,
    year,
)
from ninetenths.ledger.records import Statement
from ninetenths.states import members, memberships, owner_state

_FLOWS = frozenset({"energy", "transit", "trade"})
_PHYSICAL = frozenset({"imports", "exports by ship tracking", "exports", "deliveries", "throughput", "supply"})
_MONEY = frozenset({"USD", "MUSD", "GUSD", "EUR", "MEUR", "GEUR"})
_MOST = 50
_RECENT = timedelta(days=731)
"""How long before a flow an act may lie and still be set beside it."""
_BANS = frozenset(
    {
        "ban",
        "banned",
        "boycott",
        "closed",
        "embargo",
        "halted",
        "refuse",
        "restriction",
        "restrictions",
        "stop",
        "stopped",
        "suspended",
        "suspension",
    }
)
"""Words by which an item of the sanction layer is a ban and not a threat, a list or a lifting."""


def unused_power(evidence: Evidence) -> list[Draft]:
    """Find a third state that banned dealings with one side and that what the two exchange crossed after the ban."""
    found = []
    for sender, receiver in directions(evidence):
        crossing = _crossing(evidence, sender, receiver)
        for third, flows in sorted(crossing.items()):
            acts = _bans(evidence, third, receiver) or _bans(evidence, third, sender)
            later = [one for one in flows if _recent_before(acts, one)]
            if later:
                draft = _unused(evidence, (sender, receiver), third, acts, later)
                panel = panel_of(evidence, sender, receiver, family(later[-1]))
                said = both_losses(panel, (third,)), alone_or_not(panel, third)
                found.append(with_said(evidence, draft, *said, caveat="power-run"))
    return found


def bans(evidence: Evidence) -> list[Draft]:
    """Find a ban of one side on the other, what the books show since, and what is reported to get round it."""
    found = []
    for sender, receiver in directions(evidence):
        acts = bans_on(evidence, sender, receiver)
        if acts:
            found.append(_ban(evidence, sender, receiver, acts))
    return found


def bans_by(evidence: Evidence, sender: Side, receiver: Side) -> list[Statement]:
    """Return the bans by one side, or by a bloc it belongs to, on the other: one a month, the first four in order."""
    return one_a_month(bans_on(evidence, sender, receiver))[:4]


def one_a_month(acts: list[Statement]) -> list[Statement]:
    """Return of the acts of each month the one told in most words, in their order."""
    by_month = {one.begins[:7]: one for one in sorted(acts, key=lambda one: (len(one.item), one.statement_id))}
    return sorted(by_month.values(), key=lambda one: (starts(one), one.statement_id))


def bans_on(evidence: Evidence, sender: Side, receiver: Side) -> list[Statement]:
    """Return all bans by the side's states and by the blocs it belongs to and the other side does not."""
    blocs: set[str] = set()
    if not sender.is_bloc and owner_state(sender.actor):
        blocs = {row.organisation_id for row in memberships(sender.actor) if row.role == "member"}
        blocs = {bloc for bloc in blocs if receiver.holds.isdisjoint(members(bloc))}
    acts = [act for actor in sorted((*sender.holds, *blocs)) for act in _bans(evidence, actor, receiver)]
    return sorted(acts, key=lambda one: (starts(one), one.statement_id))


def _crossing(evidence: Evidence, sender: Side, receiver: Side) -> dict[str, list[Statement]]:
    """Return the third states that measured flows from one side to the other cross, with those flows.

    A joint figure is left out: which of its senders takes which way is not said.
    """
    ours = sender.holds | receiver.holds
    found: dict[str, list[Statement]] = defaultdict(list)
    for one in evidence.flows(sender, receiver):
        if (
            one.layer in _FLOWS
            and one.kind in ("level", "share")
            and one.high
            and one.basis_concept in _PHYSICAL
            and not one.with_senders
        ):
            crossed = {state for stop in one.via for state in states_at(evidence, stop)}
            for state in sorted(crossed - ours):
                found[state].append(one)
    return found


def _bans(evidence: Evidence, third: str, side: Side) -> list[Statement]:
    acts = [
        one
        for one in evidence.statements
        if one.layer == "sanction"
        and one.kind == "event"
        and one.sign == -1
        and set(one.item.replace(",", "").split()) & _BANS
        and is_fact(one)
        and owner(one.sender) == third
        and not evidence.receivers[one.statement_id].isdisjoint(side.holds)
        and one.begins
    ]
    return sorted(acts, key=lambda one: (starts(one), one.statement_id))


def _recent_before(acts: list[Statement], flow: Statement) -> list[Statement]:
    """Return the acts, one a month, that came before the whole window of a flow and at most two years before it."""
    since = starts(flow) - _RECENT
    return [act for act in one_a_month(acts) if since <= starts(act) and stops(act) < starts(flow)]


def _unused(
    evidence: Evidence, way: tuple[Side, Side], third: str, acts: list[Statement], later: list[Statement]
) -> Draft:
    sender, receiver = way
    flow = max(later, key=lambda one: (one.kind == "level", stops(one), one.statement_id))
    target = receiver if evidence.touches(acts[0], receiver) else sender
    earlier = _recent_before(acts, flow)[-2:-1]
    bans_told = _recent_before(acts, flow)[-1:]
    since = [act for act in one_a_month(acts) if starts(act) > starts(flow)][-2:]
    others = _hostile(evidence, third, target)
    mediation = _mediation(evidence, third)
    stakes, behind = _stakes(evidence, sender, receiver, third)
    detail = [f"Before that: {_told(earlier)}."] if earlier else []
    if since:
        detail.append(f"Since then: {_told(since)}.")
    if others:
        detail.append(f"It has also acted otherwise: {_told(others)}.")
    if mediation:
        detail.append(f"{capital_first(named(mediation.sender))} mediates between the two ({began(mediation)}).")
    return Draft(
        key="unused-power",
        question=3,
        headline=f"{short(flow.low or 0, flow.high or 0, flow.unit)} across {named(third)}",
        sentence=capital_first(
            f"{named(third)} has acted against {name_of(target)}: {_told(bans_told)}. Yet "
            f"{possessive(named(flow.sender))} {family(flow) or 'trade'} for {named(flow.receiver)} crossed it after "
            f"that: {flow_cited(evidence, flow)}."
        ),
        detail=" ".join((*detail, *stakes)),
        statements=(*bans_told, flow, *earlier, *since, *others, *([mediation] if mediation else []), *behind),
        stated=(flow,),
        weight=80,
        caveat="power",
        low=float(flow.low or 0),
        high=float(flow.high or 0),
        unit=flow.unit,
    )


def _hostile(evidence: Evidence, third: str, target: Side) -> list[Statement]:
    """Return the first hostile acts of the third state, sanctions aside, that involve both sides."""
    others = [
        one
        for one in evidence.statements
        if one.kind == "event"
        and one.sign == -1
        and is_fact(one)
        and one.layer != "sanction"
        and owner(one.sender) == third
        and all(evidence.touches(one, side) for side in evidence.sides)
        and not evidence.receivers[one.statement_id].isdisjoint(target.holds)
    ]
    return sorted(others[:2], key=lambda one: (starts(one), one.statement_id))


def _told(acts: list[Statement]) -> str:
    """Return acts by item and summary: an item is a shorthand that may say more than what the act covers."""
    return listed([_act(one) for one in acts])


def _act(statement: Statement) -> str:
    hearsay = ", reported" if statement.modality == "reported" else ""
    return f"{plain_item(statement.item)} ({began(statement)}{hearsay}: “{statement.summary.rstrip('.')}”)"


def _mediation(evidence: Evidence, third: str) -> Statement | None:
    return next(
        (one for one in evidence.between() if "mediat" in one.item and is_fact(one) and third in _all(evidence, one)),
        None,
    )


def _all(evidence: Evidence, statement: Statement) -> frozenset[str]:
    return evidence.senders[statement.statement_id] | evidence.receivers[statement.statement_id] | {statement.arena}


def _stakes(evidence: Evidence, sender: Side, receiver: Side, third: str) -> tuple[list[str], list[Statement]]:
    """Say what a stop by the third state would touch: the buyer's share, the seller's route, its own income."""
    shares = [one for one in comparable(evidence, supply_shares(evidence, sender, receiver)) if family(one) in SUPPLIES]
    hosted = {key for key, asset in evidence.assets.items() if third in asset.states}
    route = [one for one in evidence.statements if _is_route(evidence, one, sender, hosted)]
    fees = [
        one
        for one in evidence.statements
        if owner(one.sender) == third and one.basis_concept == "price" and hosted & set(one.via)
    ]
    money = sorted(
        (one for one in evidence.statements if _is_stake(evidence, one, sender, third)), key=lambda one: one.high or 0
    )
    parts = [
        *(
            f"for {name_of(receiver)} {figure(one)} of its {definition(one)} {cited(evidence, [one])}"
            for one in shares[-1:]
        ),
        *(
            f"for {name_of(sender)} the route of {figure(one)} of the {one.basis_text} {cited(evidence, [one])}"
            for one in route[-1:]
        ),
    ]
    income = [
        *(f"a fee of {figure_cited(evidence, one)}" for one in fees[-1:]),
        *(f"{figure(one)} of {plain_item(one.item)} by {named(one.sender)}" for one in money[-1:]),
    ]
    if not shares or len(parts) + len(income) < 2:
        return [], []
    said = [f"At stake if {named(third)} stopped it: {listed(parts)}."]
    if income:
        said.append(f"At stake for {named(third)} itself: {listed(income)}.")
    return said, [*shares[-1:], *route[-1:], *fees[-1:], *money[-1:]]


def _is_route(evidence: Evidence, statement: Statement, sender: Side, hosted: set[str]) -> bool:
    return (
        statement.kind == "share"
        and is_fact(statement)
        and bool(hosted & set(statement.via))
        and evidence.senders[statement.statement_id] == sender.holds
        and statement.basis_measure != "stake"
        and bool(statement.basis_text)
        and (statement.low or 0) >= _MOST
    )


def _is_stake(evidence: Evidence, statement: Statement, sender: Side, third: str) -> bool:
    key = statement.statement_id
    return (
        statement.layer == "finance"
        and statement.kind == "level"
        and is_fact(statement)
        and statement.unit in _MONEY
        and not evidence.senders[key].isdisjoint(sender.holds)
        and third in evidence.receivers[key]
    )


def _ban(evidence: Evidence, sender: Side, receiver: Side, acts: list[Statement]) -> Draft:
    told = one_a_month(acts)[-4:]
    zero, before = _books(evidence, sender, receiver, told)
    before = before if zero else []
    leaks = [one for one in evidence.between() if _gets_through(one, told)]
    shown = sorted(leaks, key=lambda one: (stops(one), one.statement_id))[-1:]
    actors = listed(distinct(named(one.sender) for one in told))
    lead = [f"{actors} acted against {name_of(receiver)}: {_told(told[-1:])}"]
    if zero:
        lead.append(f"{voice(evidence, zero)} records no trade {during(zero.begins, zero.ends)}")
    if before:
        lead[-1] += f", after {span(before)} {during(before[0].begins, before[0].ends)}"
    detail = []
    if told[:-1]:
        detail.append(f"Before that: {_told(told[:-1])}.")
    if leaks:
        verb = "speaks" if len(leaks) == 1 else "speak"
        detail.append(
            f"{capital_first(counted(len(leaks), 'later statement'))} {verb} of goods that still pass, the last: "
            f"{shown[0].summary.rstrip('.')}."
        )
    size = f" after {short(*_ends(before), before[0].unit)}" if before else ""
    return Draft(
        key="ban",
        question=1,
        headline=f"No recorded trade{size}" if zero else f"{counted(len(told), 'ban')} since {year(told[0].begins)}",
        sentence=capital_first(f"{'. '.join(lead)}."),
        detail=" ".join(detail),
        statements=(*told, *([zero] if zero else []), *before, *shown),
        weight=68,
        caveat="discrepancy" if leaks else "flow",
    )


def _ends(statements: list[Statement]) -> tuple[float, float]:
    low, high = bounds(statements)
    return low or 0.0, high or 0.0


def _books(
    evidence: Evidence, sender: Side, receiver: Side, acts: list[Statement]
) -> tuple[Statement | None, list[Statement]]:
    """Return the level of zero recorded after the acts, and the recorded trade of the last whole window before them."""
    trade = [one for one in evidence.between() if one.layer == "trade" and one.kind == "level" and is_fact(one)]
    zeros = [
        one for one in trade if one.high == 0 and starts(one) > starts(acts[0]) and evidence.runs(one, sender, receiver)
    ]
    totals = [
        one
        for one in trade
        if one.basis_concept == "two-way trade" and one.high and stops(one) < starts(acts[-1]) and one.unit in _MONEY
    ]
    totals = [one for one in totals if one.unit == totals[-1].unit]
    last = max((stops(one) for one in totals), default=None)
    before = sorted((one for one in totals if stops(one) == last), key=lambda one: (one.low or 0, one.statement_id))
    return newest(zeros), [*before[:1], *before[-1:]] if len(before) > 1 else before


def _gets_through(statement: Statement, acts: list[Statement]) -> bool:
    """Whether the statement speaks of goods that pass after a ban of such goods."""
    if statement.layer not in _FLOWS or statement.polarity == "negated" or statement.modality == "denied":
        return False
    if statement.kind in ("level", "share"):
        goods = {"trade", statement.basis_commodity, family(statement)}
        banned = any(goods & set(act.item.split()) and starts(act) <= starts(statement) for act in acts)
        return banned and bool(statement.high) and statement.basis_concept in _PHYSICAL
    return statement.kind in ("status", "route") and statement.sign == 1 and stops(statement) > starts(acts[0])
