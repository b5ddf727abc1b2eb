"""Who needs whom more, who could step in, and whose part is least certain."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from ninetenths.findings.evidence import Evidence, Side, is_fact, owner, refocus, starts, stops
from ninetenths.findings.printed import printed_ends
from ninetenths.findings.rules.base import (
    Draft,
    bounds,
    cited,
    directions,
    figure_cited,
    name_of,
    newest,
    span,
)
from ninetenths.findings.rules.power import bans_on
from ninetenths.findings.rules.rates import cost_share
from ninetenths.findings.rules.shares import supply_shares
from ninetenths.findings.rules.supplied import borne_out, both_losses, panel_of, with_said
from ninetenths.findings.shares import comparable, definition, family, is_dated, is_supply_share, suppliers
from ninetenths.findings.supply_panels import SupplyPanel
from ninetenths.findings.supplying.asking import ITEMS
from ninetenths.findings.wording import (
    capital_first,
    figure,
    named,
    number,
    percent,
    possessive,
    year,
)
from ninetenths.ledger.records import Statement

_TWICE = 2
_APART = timedelta(days=731)


def asymmetry(evidence: Evidence) -> list[Draft]:
    """Find for one direction the receiver's share of supply beside the sender's share of exports."""
    found = []
    for sender, receiver in directions(evidence):
        taken = _latest_each(
            [one for one in evidence.flows(sender, receiver) if _is_export_share(one, sender, receiver)]
        )
        supplied = comparable(evidence, supply_shares(evidence, sender, receiver))
        matched = [
            (one, other)
            for one in taken
            for other in supplied
            if _comparable_goods(one, other) and _is_one_time(evidence, one, other)
        ]
        if matched:
            best = max(matched, key=_closeness)
            latest = max(
                matched, key=lambda pair: (stops(pair[1]), stops(pair[0]), pair[1].statement_id, pair[0].statement_id)
            )
            draft = _asymmetry(evidence, sender, receiver, [best, latest])
            panel = panel_of(evidence, sender, receiver, family(latest[1]))
            found.append(with_said(evidence, draft, both_losses(panel, sender.holds), caveat="share-run"))
    return found


def least_certain(evidence: Evidence) -> list[Draft]:
    """Find the further supplier whose share rests on undated or joint figures that contradict each other."""
    found = []
    for sender, receiver in directions(evidence):
        drafts = _uncertain_suppliers(evidence, sender, receiver)
        for partner in _partners(evidence, sender, receiver):
            beside = refocus(evidence, receiver.actor, first=partner)
            drafts += _uncertain_suppliers(beside, beside.first, receiver, sender.holds)
        found += sorted(drafts, key=lambda draft: -(draft.high or 0) / max(draft.low or 0, 0.1))[:1]
    return found


def _uncertain_suppliers(
    evidence: Evidence, sender: Side, receiver: Side, among: frozenset[str] = frozenset()
) -> list[Draft]:
    """Return a draft for each supplier but the sender whose share is uncertain; only for *among* where given."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in _shares_of(evidence, receiver):
        for actor in suppliers(one):
            if owner(actor) not in sender.holds and (not among or owner(actor) in among):
                groups[(actor, family(one))].append(one)
    return [
        draft
        for (actor, commodity), shares in sorted(groups.items())
        if commodity and (draft := _uncertain(evidence, (sender, receiver), actor, commodity, shares))
    ]


def _partners(evidence: Evidence, sender: Side, receiver: Side) -> list[str]:
    """Return those with whom the sender has a dated joint share: its own part may follow from theirs."""
    joint = [one for one in _shares_of(evidence, receiver) if one.with_senders and is_dated(one)]
    named_jointly = {owner(actor) for one in joint for actor in suppliers(one) if _names(one, sender)}
    return sorted(named_jointly - sender.holds - receiver.holds)


def _names(statement: Statement, side: Side) -> bool:
    return any(owner(actor) in side.holds for actor in suppliers(statement))


def _is_export_share(statement: Statement, sender: Side, receiver: Side) -> bool:
    return (
        is_supply_share(statement)
        and statement.basis_denominator.startswith("sender")
        and is_dated(statement)
        and not statement.with_senders
        and (statement.sender, statement.receiver) == (sender.actor, receiver.actor)
    )


def _latest_each(shares: list[Statement]) -> list[Statement]:
    latest: dict[str, Statement] = {}
    for one in sorted(shares, key=lambda one: (stops(one), one.statement_id)):
        latest[family(one)] = one
    return sorted(latest.values(), key=lambda one: (stops(one), one.statement_id))


def _comparable_goods(taken: Statement, supplied: Statement) -> bool:
    """Whether the export share is of the same goods or of all goods, which contain them."""
    return family(taken) == family(supplied) or (taken.basis_commodity == "all goods" and family(supplied) != "arms")


def _is_one_time(evidence: Evidence, taken: Statement, supplied: Statement) -> bool:
    """Whether two shares may stand side by side: at most two years apart and with no ban between their windows."""
    earlier, later = sorted((taken, supplied), key=lambda one: (stops(one), starts(one), one.statement_id))
    if starts(later) <= stops(earlier):
        return True
    if starts(later) - stops(earlier) > _APART or len(evidence.sides) < 2:
        return False
    acts = [act for one, other in directions(evidence) for act in bans_on(evidence, one, other)]
    return not any(starts(earlier) < starts(act) <= stops(later) for act in acts)


def _closeness(pair: tuple[Statement, Statement]) -> tuple[bool, int, str]:
    """Order pairs of shares: one window for both comes first, then the latest."""
    taken, supplied = pair
    return (
        (taken.begins, taken.ends) == (supplied.begins, supplied.ends),
        stops(supplied).toordinal(),
        supplied.statement_id,
    )


def _asymmetry(evidence: Evidence, sender: Side, receiver: Side, pairs: list[tuple[Statement, Statement]]) -> Draft:
    (best_taken, best_supplied), (taken, supplied) = pairs
    heavier = all((sold.low or 0) > _TWICE * (bought.high or 0) for bought, sold in pairs)
    verdict = f"As shares go the tie weighs more on {name_of(receiver)}: " if heavier else ""
    more = []
    used = [taken, supplied]
    if pairs[0] != pairs[1]:
        one_window = (best_taken.begins, best_taken.ends) == (best_supplied.begins, best_supplied.ends)
        lead = "In one and the same window" if one_window else "By another pair of figures"
        more.append(f"{lead} {_set_against(evidence, sender, receiver, pairs[0])}.")
        used += [best_taken, best_supplied]
    other, own = _alternative(evidence, sender, receiver, best_supplied)
    if other and own:
        more.append(
            f"Another supplier has delivered more on its own, which speaks for replaceability: {named(other.sender)} "
            f"{figure_cited(evidence, other)} against {possessive(name_of(sender))} {figure_cited(evidence, own)}."
        )
        used += [other, own]
    return Draft(
        key="asymmetry",
        question=2,
        headline=f"{figure(taken)} of exports against {figure(supplied)} of supply",
        sentence=capital_first(f"{verdict}{_set_against(evidence, sender, receiver, pairs[1])}."),
        detail=" ".join(more),
        statements=tuple(dict.fromkeys(used)),
        weight=82,
        caveat="share",
        range_of="different wholes",
    )


def _set_against(evidence: Evidence, sender: Side, receiver: Side, pair: tuple[Statement, Statement]) -> str:
    taken, supplied = pair
    return (
        f"{name_of(receiver)} takes {figure(taken)} of {possessive(name_of(sender))} {definition(taken)} "
        f"{cited(evidence, [taken])}, while {name_of(sender)} supplies {figure(supplied)} of "
        f"{possessive(name_of(receiver))} {definition(supplied)} {cited(evidence, [supplied])}"
    )


def _alternative(
    evidence: Evidence, sender: Side, receiver: Side, supplied: Statement
) -> tuple[Statement | None, Statement | None]:
    """Return the largest flow of another supplier of the same goods and the sender's latest, if it is the larger."""
    levels = [
        one
        for one in evidence.touching()
        if one.kind == "level"
        and is_fact(one)
        and is_dated(one)
        and family(one) == family(supplied)
        and one.unit.endswith("/d")
        and not evidence.receivers[one.statement_id].isdisjoint(receiver.holds)
    ]
    own = newest(one for one in levels if evidence.runs(one, sender, receiver))
    rivals = [
        one for one in levels if own and one.unit == own.unit and owner(one.sender) not in (*sender.holds, "WLD", "UNK")
    ]
    best = max(rivals, key=lambda one: (one.low or 0, one.statement_id), default=None)
    if own is None or best is None or (best.low or 0) <= (own.high or 0):
        return None, None
    return best, own


def _shares_of(evidence: Evidence, receiver: Side) -> list[Statement]:
    return [
        one
        for one in evidence.touching()
        if is_supply_share(one)
        and is_fact(one)
        and family(one) != "arms"
        and not one.basis_denominator.startswith("sender")
        and one.receiver in (receiver.actor, *([] if receiver.is_bloc else receiver.holds))
    ]


def _uncertain(
    evidence: Evidence, way: tuple[Side, Side], actor: str, commodity: str, shares: list[Statement]
) -> Draft | None:
    sender, receiver = way
    alone = [one for one in shares if not one.with_senders and one.sender == actor]
    undated = [one for one in alone if not is_dated(one)]
    if not undated or len(undated) < len(alone):
        return None
    implied = _implied(evidence, sender, receiver, commodity, shares)
    cap = cost_share(evidence, way, actor, commodity)
    if not implied and not cap:
        return None
    years = sorted({year(text) for one in undated for text in (one.begins, evidence.published(one)) if year(text)})
    parts = [
        f"Without a window {span(undated)} has been printed"
        + (f" since {years[0]} and still in {years[-1]}" if len(years) > 1 else "")
    ]
    ends = [Decimal(str(end)) for end in bounds(undated) if end is not None]
    used = list(undated)
    if implied:
        joint, own, low, high = implied
        parts.append(
            f"the {figure(joint)} of both together less {possessive(name_of(sender))} own {figure(own)} leaves "
            f"{percent(low, high)} {cited(evidence, [joint])}"
        )
        ends += [low, high]
        used += [joint, own]
    if cap:
        parts.append(
            f"all goods it is recorded to have sold there, {figure_cited(evidence, cap.goods)}, would pay for "
            f"{percent(cap.low, cap.high)} of {possessive(name_of(receiver))} intake of "
            f"{figure_cited(evidence, cap.intake)} at the price of {possessive(name_of(sender))} {commodity}"
        )
        ends += [cap.low, cap.high]
        used += [cap.goods, cap.value, cap.volume, cap.intake]
    headline = f"{number(float(min(ends)))} to {number(float(max(ends)))} %"
    draft = Draft(
        key="least-certain",
        question=2,
        headline=f"{headline}, none dated",
        sentence=capital_first(
            f"{named(actor)} is the least certain supplier of {possessive(name_of(receiver))} {commodity}: it has no "
            f"dated figure of its own, and what is printed or follows from other figures runs from {headline}."
        ),
        detail=" ".join(f"{capital_first(part)}." for part in parts),
        statements=tuple(dict.fromkeys(used)),
        stated=tuple(one for one in dict.fromkeys(used) if actor in suppliers(one)),
        weight=76,
        caveat="uncertain",
        low=float(min(ends)),
        high=float(max(ends)),
        unit="percent",
        range_of="no dated figure of its own",
    )
    return with_said(evidence, draft, borne_out(_panel(evidence, receiver, commodity), (owner(actor),)))


def _panel(evidence: Evidence, receiver: Side, commodity: str) -> SupplyPanel | None:
    """Return the panel of a receiver's supply of goods, whoever else its sender is."""
    item = ITEMS.get(commodity, commodity)
    return next((one for one in evidence.supply if (one.receiver, one.item) == (receiver.actor, item)), None)


def _implied(
    evidence: Evidence, sender: Side, receiver: Side, commodity: str, shares: list[Statement]
) -> tuple[Statement, Statement, Decimal, Decimal] | None:
    """Return what a joint share leaves for the other supplier once the first one's own share is taken off."""
    own = [one for one in comparable(evidence, supply_shares(evidence, sender, receiver)) if family(one) == commodity]
    for joint in sorted(shares, key=lambda one: (starts(one), one.statement_id), reverse=True):
        pair = {owner(one) for one in suppliers(joint)}
        if len(pair) != 2 or not pair & sender.holds:
            continue
        for one in own:
            same = (one.begins, one.ends, one.measured_by) == (joint.begins, joint.ends, joint.measured_by)
            ends, own_ends = printed_ends(joint), printed_ends(one)
            if same and ends and own_ends:
                return joint, one, ends[0] - own_ends[1], ends[1] - own_ends[0]
    return None
