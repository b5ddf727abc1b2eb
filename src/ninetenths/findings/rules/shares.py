"""How large a supplier's share is: by definition and window, and where one window has several figures."""

from __future__ import annotations

from collections import defaultdict

from ninetenths.findings.evidence import Evidence, Side, is_fact, starts, stops
from ninetenths.findings.rules.base import Draft, bounds, cited, credited, directions, name_of, odd_prints, span
from ninetenths.findings.rules.supplied import borne_out, panel_of, with_said
from ninetenths.findings.shares import comparable, definition, family, is_dated, is_roundabout, is_supply_share, repeats
from ninetenths.findings.wording import (
    capital_first,
    counted,
    distinct,
    figure,
    listed,
    named,
    number,
    possessive,
    window,
)
from ninetenths.ledger.records import Statement

_SHOWN = 6
_SPREAD = 1.2
"""Figures for one window count as several statistics when the highest is a fifth above the lowest."""


def shares_by_definition(evidence: Evidence) -> list[Draft]:
    """Find a supplier's share of the other's supply that moves with what is counted and when."""
    found = []
    for sender, receiver in directions(evidence):
        for commodity, statements in sorted(_by_family(evidence, sender, receiver).items()):
            dated = [one for one in comparable(evidence, statements) if not is_roundabout(one)]
            if commodity != "arms" and dated:
                found.append(_by_definition(evidence, (sender, receiver), commodity, statements, dated))
            elif commodity != "arms":
                found += _without_window(evidence, (sender, receiver), commodity, statements)
            if found and found[-1].key == f"share-{commodity}":
                said = borne_out(panel_of(evidence, sender, receiver, commodity), sender.holds)
                found[-1] = with_said(evidence, found[-1], said)
    return found


def one_window(evidence: Evidence) -> list[Draft]:
    """Find a window for which several statistics put one supplier's share apart by a fifth or more."""
    found = []
    for sender, receiver in directions(evidence):
        for commodity, statements in sorted(_by_family(evidence, sender, receiver).items()):
            if commodity == "arms":
                continue
            windows: dict[tuple[str, str], list[Statement]] = defaultdict(list)
            for one in comparable(evidence, statements):
                if is_roundabout(one):
                    continue
                windows[(one.begins, one.ends)].append(one)
            apart = [group for group in windows.values() if _is_apart(group)]
            if apart:
                found.append(
                    _one_window(evidence, sender, receiver, max(apart, key=lambda group: (len(group), group[0].begins)))
                )
    return found


def supply_shares(evidence: Evidence, sender: Side, receiver: Side) -> list[Statement]:
    """Return the shares of the receiver's total that the sender supplies; a part's or a member's is not its own."""
    shares = [
        one
        for one in evidence.between()
        if is_supply_share(one)
        and not one.basis_denominator.startswith("sender")
        and evidence.runs(one, sender, receiver)
    ]
    return [one for one in shares if (one.sender, one.receiver) == (sender.actor, receiver.actor)]


def _by_family(evidence: Evidence, sender: Side, receiver: Side) -> dict[str, list[Statement]]:
    groups: dict[str, list[Statement]] = defaultdict(list)
    for one in supply_shares(evidence, sender, receiver):
        groups[family(one)].append(one)
    return groups


def _by_definition(
    evidence: Evidence,
    way: tuple[Side, Side],
    commodity: str,
    statements: list[Statement],
    dated: list[Statement],
) -> Draft:
    sender, receiver = way
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for one in dated:
        groups[(one.begins, one.ends, definition(one))].append(one)
    shown = _chosen(list(groups.values()))
    low, high = bounds(dated)
    who, whose = name_of(sender), possessive(name_of(receiver))
    label = commodity or "supply"
    several = len({(one.low, one.high) for one in dated}) > 1
    lowest, highest = (
        min(shown, key=lambda group: (bounds(group)[0] or 0, group[0].statement_id)),
        max(shown, key=lambda group: (bounds(group)[1] or 0, group[0].statement_id)),
    )
    others = [group for group in shown if group is not lowest and group is not highest]
    ends = f"{number(low or 0)} {{}} {number(high or 0)} %"
    sentence = (
        f"{who} supplied between {ends.format('and')} of {whose} {label}, depending on what is counted and when: "
        f"from {' to '.join(_parts(evidence, [lowest, highest]))}."
        if several
        else f"{who} supplied {span(dated)} of {whose} {definition(dated[0])} {cited(evidence, dated)}."
    )
    roundabout = [one for one in comparable(evidence, statements) if is_roundabout(one)]
    apart = [_apart(evidence, one) for one in roundabout]
    said, odd = odd_prints(evidence, [one for one in statements if is_dated(one) and not one.with_senders])
    between = [f"Between them lie {listed(_parts(evidence, others))}."] if others and several else []
    return Draft(
        key=f"share-{label}",
        question=2,
        headline=f"{ends.format('to') if several else span(dated)} of {label}",
        sentence=capital_first(sentence),
        detail=" ".join((*between, *apart, *said, *_undated(evidence, statements, dated))),
        statements=(*(one for group in shown for one in group), *roundabout, *odd),
        stated=tuple(dated),
        weight=85 + min(len(dated), 8) if several else 75,
        caveat="share",
        low=low,
        high=high,
        unit="percent",
        range_of="definitions and windows differ" if several else "",
    )


def _apart(evidence: Evidence, statement: Statement) -> str:
    """Say of a share with a definition of its own that it is counted apart, with the compiler's remark on it."""
    remark = f"; {statement.note}" if statement.note else ""
    return f"Not in this range: {figure(statement)} of {definition(statement)} {cited(evidence, [statement])}{remark}."


def _parts(evidence: Evidence, shown: list[list[Statement]]) -> list[str]:
    words = [definition(group[0]) for group in shown]
    parts = []
    for place, group in enumerate(shown):
        new = place == 0 or words[place] != words[place - 1]
        parts.append(f"{span(group)}{f' of {words[place]}' if new else ''} {cited(evidence, group)}")
    return parts


def _chosen(groups: list[list[Statement]]) -> list[list[Statement]]:
    """Return at most a handful of windows: the first, the last, the highest, the lowest, then the latest."""
    if len(groups) <= _SHOWN:
        return groups
    ranked = [
        groups[0],
        groups[-1],
        max(groups, key=lambda group: bounds(group)[1] or 0),
        min(groups, key=lambda group: bounds(group)[0] or 0),
        *sorted(groups, key=lambda group: (-len(group), -stops(group[0]).toordinal())),
    ]
    kept: list[list[Statement]] = []
    for group in ranked:
        if group not in kept and len(kept) < _SHOWN:
            kept.append(group)
    return sorted(kept, key=lambda group: (stops(group[0]), starts(group[0])))


def _without_window(
    evidence: Evidence, way: tuple[Side, Side], commodity: str, statements: list[Statement]
) -> list[Draft]:
    """Say that all figures of a supplier's own share lack a window, beside those it has jointly with others."""
    sender, receiver = way
    again = repeats(evidence, statements)
    facts = [one for one in statements if is_fact(one) and one.statement_id not in again]
    own = [one for one in facts if not one.with_senders]
    joint = [one for one in facts if one.with_senders and is_dated(one)]
    if not own:
        return []
    together = [
        f"{figure(one)} with {listed([named(actor) for actor in one.with_senders])} {cited(evidence, [one])}"
        for one in joint
    ]
    label = commodity or "supply"
    said = counted(len(own), "figure")
    return [
        Draft(
            key=f"share-{label}",
            question=2,
            headline=f"{span(own)} of {label}, undated",
            sentence=capital_first(
                f"{possessive(name_of(sender))} share of {possessive(name_of(receiver))} {label} is not known for any "
                f"year: {said} ({span(own)}) {'names' if len(own) == 1 else 'name'} no window."
            ),
            detail=f"Dated are only joint shares: {listed(together)}." if together else "",
            statements=(*own, *joint),
            stated=tuple(own),
            weight=72,
            caveat="share",
        )
    ]


def _undated(evidence: Evidence, statements: list[Statement], dated: list[Statement]) -> list[str]:
    """Return a sentence on the figures that name no window, if there are any."""
    again = repeats(evidence, statements)
    undated = [
        one for one in statements if not is_dated(one) and not one.with_senders and one.statement_id not in again
    ]
    if not undated:
        return []
    more = counted(len(undated), "further figure" if dated else "figure")
    told = "names no window and is not counted" if len(undated) == 1 else "name no window and are not counted"
    return [capital_first(f"{more} ({span(undated)}) {told}.")]


def _is_apart(group: list[Statement]) -> bool:
    low, high = bounds(group)
    return len(group) > 1 and low is not None and high is not None and high > low * _SPREAD and high - low >= 2


def _one_window(evidence: Evidence, sender: Side, receiver: Side, group: list[Statement]) -> Draft:
    ordered = sorted(group, key=lambda one: (one.low or 0, one.statement_id))
    words = distinct(definition(one) for one in ordered)
    parts = []
    for wording in words:
        figures = [f"{figure(one)} ({credited(evidence, one)})" for one in ordered if definition(one) == wording]
        parts.append(f"{listed(figures)} of {wording}")
    low, high = bounds(ordered)
    sentence = (
        f"For {window(group[0].begins, group[0].ends)} alone {possessive(name_of(sender))} share of "
        f"{possessive(name_of(receiver))} {family(group[0]) or 'supply'} is printed as {'; as '.join(parts)}."
    )
    return Draft(
        key=f"one-window-{family(group[0]) or 'supply'}",
        question=7,
        headline=f"{number(low or 0)} to {number(high or 0)} % in {window(group[0].begins, group[0].ends)}",
        sentence=sentence,
        statements=tuple(ordered),
        weight=62 + len(distinct(words)) + len(group),
        caveat="share",
        low=low,
        high=high,
        unit="percent",
        range_of="statistics differ",
    )
