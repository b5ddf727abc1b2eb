"""What the engines made of a supply, as further sentences of a finding: each with its range and its statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, floor

from ninetenths.findings.evidence import Evidence, Side, owner
from ninetenths.findings.rules.base import Draft
from ninetenths.findings.supply_panels import (
    ActOutcome,
    BreakersPanel,
    Range,
    ReconciledPanel,
    ReconciledShare,
    SupplyPanel,
)
from ninetenths.findings.supplying.asking import ITEMS
from ninetenths.findings.wording import capital_first, during, listed, named, number, possessive

Said = tuple[str, tuple[str, ...]]
"""A sentence and the ids of the statements behind its figures."""

_SMALL = 0.05
_SHOWN = 2


def panel_of(evidence: Evidence, sender: Side, receiver: Side, goods: str) -> SupplyPanel | None:
    """Return the panel of one supply between the two; goods are a family ("oil") or an item ("crude")."""
    item = ITEMS.get(goods, goods)
    return next(
        (
            one
            for one in evidence.supply
            if (one.sender, one.receiver, one.item) == (sender.actor, receiver.actor, item)
        ),
        None,
    )


def with_said(evidence: Evidence, draft: Draft, *said: Said | None, caveat: str = "") -> Draft:
    """Return a draft with further sentences; it rests on their statements too, but only its own can be disputed.

    *caveat* replaces that of the draft where there is something to add.
    """
    told = [one for one in said if one is not None and one[1]]
    behind = [evidence.by_id[key] for _, ids in told for key in ids if key in evidence.by_id]
    return replace(
        draft,
        detail=" ".join(part for part in (draft.detail, *(sentence for sentence, _ in told)) if part),
        statements=tuple(dict.fromkeys((*draft.statements, *behind))),
        stated=draft.stated or draft.statements,
        caveat=(caveat or draft.caveat) if told else draft.caveat,
    )


def arrived(panel: SupplyPanel | None, sender: str) -> Said | None:
    """Say of the last windows with readings of both kinds what arrived beside what the books of a sender show."""
    below = [one for one in panel.reconciled.submerged if one.sender == sender] if panel and panel.reconciled else []
    if panel is None or panel.reconciled is None or not below:
        return None
    unit = panel.reconciled.unit
    parts = [
        f"{span(one.delivered)} {unit} arrived {_within(one.begins, one.ends)}, where the books show "
        f"{span(one.declared)}"
        for one in below[-_SHOWN:]
    ]
    return (
        f"By all evidence together {listed(parts)} (90 % ranges of a model given the statements).",
        tuple(sorted({key for one in below[-_SHOWN:] for key in one.statement_ids})),
    )


def borne_out(panel: SupplyPanel | None, states: Iterable[str]) -> Said | None:
    """Say what share of the supply all statements together bear out for some states in their last informed year."""
    share = last_informed(panel, states)
    if panel is None or panel.reconciled is None or share is None:
        return None
    rate = f", {span(share.rate)} {panel.reconciled.unit}" if panel.reconciled.scaled else ""
    receiver = possessive(named(panel.receiver))
    sentence = (
        f"All statements together bear out {span(share.share)} % of {receiver} {panel.item} from {named(share.origin)} "
        f"{_within(share.begins, share.ends)}{rate} (a 90 % range of a model, median {number(share.share[1])} %)."
    )
    return sentence, share.statement_ids


def last_informed(panel: SupplyPanel | None, states: Iterable[str]) -> ReconciledShare | None:
    """Return the share of the largest origin of some states in their last informed year; None where there is none."""
    wanted = frozenset(states)
    found = _informed(panel.reconciled, wanted) if panel and panel.reconciled else []
    return max(found, key=lambda one: (one.period, one.share[1], one.origin), default=None)


def _informed(found: ReconciledPanel, states: frozenset[str]) -> list[ReconciledShare]:
    return [one for one in found.shares if one.informed and owner(one.origin) in states]


def both_losses(panel: SupplyPanel | None, actors: Iterable[str]) -> Said | None:
    """Say what an act of the actors alone would cost the receiver and themselves, as ranges."""
    act = _act_of(panel, frozenset(actors))
    if panel is None or panel.outcomes is None or act is None:
        return None
    whose = listed([named(one) for one in act.actors])
    sentence = (
        f"If {act.act}, a model of {panel.outcomes.weeks} weeks puts {possessive(named(panel.receiver))} loss "
        f"at {span(act.loss)} million dollars and {possessive(whose)} own at {_own(act.own_loss)}; "
        f"{_way_out(act)}, and {_shortage(act)} (ranges hold nine draws in ten)."
    )
    return sentence, _behind(panel)


def alone_or_not(panel: SupplyPanel | None, state: str) -> Said | None:
    """Say whether a state could stop the flow alone, by the sets found, and what turns the answer."""
    found = panel.breakers if panel else None
    if panel is None or found is None or not found.sets:
        return None
    goods = f"{panel.item} from {listed([named(one) for one in found.origins])}"
    sentence = _alone(found, state, goods)
    turns = next((one for one in found.flips if named(state) in one), "")
    return f"{sentence}{f' {turns}' if turns else ''}", (*found.statement_ids, *_behind(panel))


def span(ends: Range) -> str:
    """Return a range as a sentence gives it, without its median: no finer than three digits.

    >>> span((59.03, 92.4, 181.2)), span((0.0, 0.0, 0.0)), span((0.004, 0.01, 0.049))
    ('59–181', '0', '0')
    """
    low, high = (_three(one) for one in (ends[0], ends[2]))
    if low == high:
        return number(low)
    return f"{number(low)}{' to ' if low < 0 or high < 0 else '–'}{number(high)}"


def _within(begins: str, ends: str) -> str:
    """Return a window of months in words; twelve of them as their year."""
    is_year = (begins[5:], ends[5:]) == ("01", "12") and begins[:4] == ends[:4]
    return f"in {begins[:4]}" if is_year else during(begins, ends)


def _three(value: float) -> float | int:
    rounded = float(f"{value:.3g}")
    rounded = 0.0 if abs(rounded) < _SMALL else rounded
    near = round(rounded, 1) if abs(rounded) < 10 else round(rounded)
    return int(near) if near == int(near) else near


def _act_of(panel: SupplyPanel | None, actors: frozenset[str]) -> ActOutcome | None:
    """Return the act that exactly these actors do, the price channel aside."""
    acts = panel.outcomes.acts if panel and panel.outcomes else ()
    return next((one for one in acts if frozenset(one.actors) == actors), None)


def _own(loss: Range) -> str:
    if max(abs(loss[0]), abs(loss[2])) < _SMALL:
        return "nothing that it counts"
    if loss[2] < 0:
        return f"a gain of {span((-loss[2], -loss[1], -loss[0]))} million"
    return f"{span(loss)} million"


def _way_out(act: ActOutcome) -> str:
    if act.elsewhere is None:
        return "nothing goes missing"
    low, high = floor(act.elsewhere[0]), ceil(act.elsewhere[2])
    return f"{low if low == high else f'{low}–{high}'} % of what goes missing comes from elsewhere"


def _shortage(act: ActOutcome) -> str:
    if act.never >= 0.995:
        return "no draw ends in a shortage"
    return f"{number(round(100 * (1 - act.never)))} % of the draws end in a shortage"


def _alone(found: BreakersPanel, state: str, goods: str) -> str:
    single = [one for one in found.sets if one.members == (state,)]
    who = capital_first(named(state))
    surest = max(single, key=lambda one: one.chance, default=None)
    if surest is not None:
        chance = "" if surest.chance >= 1 else f" in {number(round(100 * surest.chance))} % of the draws"
        return f"{who} alone could stop {goods}{chance}, {_strength(surest.strength)}."
    joint = [one for one in found.sets if state in one.members and one.strength == "economic"]
    partners = [listed([named(other) for other in one.members if other != state]) for one in joint[:_SHOWN]]
    with_whom = f"; with {listed(partners, 'or')} it could, {_strength('economic')}" if partners else ""
    return f"{who} alone could not stop {goods}{with_whom}."


def _strength(strength: str) -> str:
    return {
        "hard": "so that nothing gets through",
        "capacitated": "so that less than the need gets through",
        "economic": "so that every way left is markedly dearer",
    }[strength]


def _behind(panel: SupplyPanel) -> tuple[str, ...]:
    """Return the statements behind the last informed year, which is the supply that a run starts from."""
    shares: Sequence[ReconciledShare] = panel.reconciled.shares if panel.reconciled else ()
    last = max((one.period for one in shares if one.informed), default="")
    return tuple(sorted({key for one in shares if one.informed and one.period == last for key in one.statement_ids}))
