"""Arms of one side from the other: claims against windows, windows against each other, and vintages."""

from __future__ import annotations

from dataclasses import replace

from ninetenths.findings.arms import arms_levels, arms_shares
from ninetenths.findings.evidence import Evidence, Side, is_fact, starts, stops
from ninetenths.findings.rules.base import Draft, bounds, cited, credited, directions, name_of, odd_prints, span
from ninetenths.findings.shares import comparable, is_dated
from ninetenths.findings.wording import (
    capital_first,
    day,
    during,
    figure,
    listed,
    named,
    number,
    possessive,
    window,
)
from ninetenths.ledger.records import Statement

_NEAR = 4
_SHOWN = 5
_BELOW = 0.75


def supply_of_arms(evidence: Evidence) -> list[Draft]:
    """Find what share of one side's arms the other supplied, by window, and what a later register changes."""
    found = []
    for sender, receiver in directions(evidence):
        everyone = [one for one in arms_shares(evidence, receiver) if is_fact(one)]
        own = [one for one in everyone if (one.sender, one.receiver) == (sender.actor, receiver.actor)]
        dated = comparable(evidence, own)
        revised = _revision(evidence, sender, receiver)
        if dated:
            claim = _claim(own, dated)
            draft = (
                _claim_against_windows(evidence, (sender, receiver), claim, dated, everyone)
                if claim
                else _by_window(evidence, sender, receiver, dated)
            )
            said, odd = odd_prints(evidence, [one for one in own if is_dated(one)])
            draft = replace(draft, detail=" ".join((draft.detail, *said)).strip(), statements=(*draft.statements, *odd))
            found.append(_with_revision(evidence, sender, receiver, draft, revised) if revised else draft)
    return found


def _claim(own: list[Statement], dated: list[Statement]) -> Statement | None:
    """Return the claim without a proper window that is best bounded: one that names an end comes first."""
    undated = [one for one in own if not is_dated(one) and one.low is not None and _fitting(one, dated)]
    return min(undated, key=lambda one: (not one.ends, one.statement_id), default=None)


def _middle(statement: Statement) -> float:
    return (float(statement.low or 0) + float(statement.high or 0)) / 2


def _fitting(claim: Statement, dated: list[Statement]) -> list[Statement]:
    return [one for one in dated if abs(_middle(one) - _middle(claim)) <= _NEAR]


def _claim_against_windows(
    evidence: Evidence,
    way: tuple[Side, Side],
    claim: Statement,
    dated: list[Statement],
    everyone: list[Statement],
) -> Draft:
    sender, receiver = way
    best = min(_fitting(claim, dated), key=lambda one: (abs(_middle(one) - _middle(claim)), one.statement_id))
    same = [one for one in dated if (one.begins, one.ends) == (best.begins, best.ends)]
    against = _longest_against(claim, dated)
    words, fits = figure(claim), span(same)
    bound = window(claim.begins, claim.ends) if claim.ends else "no window given"
    sentence = (
        f"The claim that {name_of(sender)} supplied {words} of {possessive(name_of(receiver))} arms ({bound}, "
        f"{credited(evidence, claim)}) fits {window(best.begins, best.ends)} ({fits}, {credited(evidence, best)})"
    )
    shown = [claim, *same]
    headline = f"{words} claimed; {fits} in {window(best.begins, best.ends)}"
    if against:
        headline = f"{words} claimed; {figure(against)} over the whole time"
        rivals = _in_window(against, everyone)
        shown += rivals
        shares = [
            f"{named(one.sender)} {'supplied ' if place == 0 else ''}{figure(one)}" for place, one in enumerate(rivals)
        ]
        sentence += f" but not {window(against.begins, against.ends)} as a whole, when {listed(shares)}"
    return Draft(
        key="arms-claim",
        question=7,
        headline=headline,
        sentence=capital_first(f"{sentence}."),
        statements=tuple(shown),
        weight=84,
        caveat="arms",
        range_of="windows differ",
    )


def _longest_against(claim: Statement, dated: list[Statement]) -> Statement | None:
    """Return the longest window within the claim's own bounds whose figure lies well below the claim."""
    limit = stops(claim) if claim.ends else None
    lower = [one for one in dated if _middle(one) < _middle(claim) * _BELOW and (limit is None or stops(one) <= limit)]
    return max(lower, key=lambda one: ((stops(one) - starts(one)).days, one.statement_id), default=None)


def _in_window(against: Statement, everyone: list[Statement]) -> list[Statement]:
    same = [
        one
        for one in everyone
        if (one.begins, one.ends, one.measured_by) == (against.begins, against.ends, against.measured_by)
        and not one.with_senders
    ]
    return sorted(same, key=lambda one: (-_middle(one), one.statement_id))[:3]


def _by_window(evidence: Evidence, sender: Side, receiver: Side, dated: list[Statement]) -> Draft:
    by_window: dict[tuple[str, str], list[Statement]] = {}
    for one in dated:
        by_window.setdefault((one.begins, one.ends), []).append(one)
    shown = list(by_window.values())[-_SHOWN:]
    low, high = bounds(one for group in shown for one in group)
    lowest = min(shown, key=lambda group: bounds(group)[0] or 0)
    highest = max(shown, key=lambda group: bounds(group)[1] or 0)
    others = [f"{span(group)} {cited(evidence, group)}" for group in shown if group not in (lowest, highest)]
    whose = f"{possessive(name_of(receiver))} arms imports"
    several = len(shown) > 1
    sentence = f"{name_of(sender)} supplied {span(lowest)} of {whose} {cited(evidence, lowest)}."
    if several:
        ends = [f"{span(group)} {cited(evidence, group)}" for group in (lowest, highest)]
        sentence = f"{possessive(name_of(sender))} share of {whose} moves with the window, from {' to '.join(ends)}."
    return Draft(
        key="arms-windows",
        question=2,
        headline=f"{_headline(lowest, highest) if several else span(shown[0])} of arms imports",
        sentence=capital_first(sentence),
        detail=f"In between: {listed(others)}." if others else "",
        statements=tuple(one for group in shown for one in group),
        weight=74,
        caveat="arms",
        low=low,
        high=high,
        unit="percent",
        range_of="windows differ" if several else "",
    )


def _headline(lowest: list[Statement], highest: list[Statement]) -> str:
    low, high = bounds(lowest)[0], bounds(highest)[1]
    return f"{number(low or 0)} to {number(high or 0)} %"


def _revision(evidence: Evidence, sender: Side, receiver: Side) -> tuple[Statement, Statement] | None:
    levels = [one for one in arms_levels(evidence, receiver) if evidence.runs(one, sender, receiver) and is_fact(one)]
    for earlier in levels:
        for later in levels:
            if _revises(evidence, earlier, later):
                return earlier, later
    return None


def _revises(evidence: Evidence, earlier: Statement, later: Statement) -> bool:
    """Whether a later release books more for a part of the window than the earlier one did for the whole of it."""
    if earlier.document_id == later.document_id or evidence.published(earlier) > evidence.published(later):
        return False
    if (earlier.item, earlier.unit) != (later.item, later.unit) or earlier.high is None or later.low is None:
        return False
    return starts(earlier) <= starts(later) and stops(later) <= stops(earlier) and later.low > earlier.high


def _with_revision(
    evidence: Evidence, sender: Side, receiver: Side, draft: Draft, revised: tuple[Statement, Statement]
) -> Draft:
    """Add to a draft what a later release of the register changes: recent shares hang on the vintage."""
    earlier, later = revised
    before = "no delivery" if earlier.high == 0 else figure(earlier)
    editions = [day(evidence.published(one)) for one in (earlier, later)]
    first, second = (f"the release of {edition}" if edition else "one release" for edition in editions)
    detail = (
        f"{draft.detail} {capital_first(first)} books {before} from {name_of(sender)} to {name_of(receiver)} "
        f"{during(earlier.begins, earlier.ends)}, {second} {figure(later)} {during(later.begins, later.ends)} alone "
        f"({credited(evidence, later)})."
    )
    return replace(
        draft,
        detail=detail.strip(),
        statements=(*draft.statements, earlier, later),
        range_of=f"{draft.range_of or 'one window'}, vintages differ",
    )
