"""Whether the two vote alike, whom each votes with instead, and how that sits beside their other ties."""

from __future__ import annotations

from collections import Counter

from ninetenths.findings.evidence import Evidence, starts, stops
from ninetenths.findings.rules.base import Draft, bounds, credited, figure_cited, name_of, span
from ninetenths.findings.rules.missions import missions
from ninetenths.findings.votes import INDEX, choices_by_text, is_agreement
from ninetenths.findings.wording import capital_first, counted, distinct, during, figure, listed, named, spelled
from ninetenths.ledger.records import Statement

_LOW, _HIGH = 50, 80


def agreement(evidence: Evidence) -> list[Draft]:
    """Find how often the two cast the same vote, beside whom one of them agrees with most."""
    if evidence.second is None:
        return []
    stated = [one for one in evidence.touching() if is_agreement(one)]
    ours = [one for one in stated if evidence.ties_both(one)]
    opposed, together, shown = _roll_calls(evidence)
    if len({one.sender for one in ours}) > 1 and any(side.is_bloc for side in evidence.sides):
        return [_of_members(evidence, ours)]
    if ours:
        return [_agreement(evidence, ours, stated, (opposed, together, shown))]
    if opposed or together:
        return [_texts_only(evidence, opposed, together, shown)]
    return []


def _agreement(
    evidence: Evidence,
    ours: list[Statement],
    stated: list[Statement],
    texts: tuple[list[str], list[str], list[Statement]],
) -> Draft:
    main = max(ours, key=lambda one: ((stops(one) - starts(one)).days, one.statement_id))
    beside = _beside(evidence, main, stated)
    best = next((one for one in beside if _of_first(evidence, main) & _ends(one)), None)
    sentence = _measured(evidence, main)
    if best:
        sentence += f", against {_pair(best)}"
    sentence += _ties_beside(evidence, float(main.high or 0))
    other_counts = sorted((one for one in ours if _is_other_count(one, main)), key=lambda one: one.begins)[:3]
    opened = missions(evidence)
    detail = [
        *_others_told(evidence, [one for one in beside if one is not best], other_counts),
        *_texts_told(texts),
        *(draft.sentence for draft in opened),
    ]
    return Draft(
        key="votes",
        question=4,
        headline=_headline(main, best, is_bloc=any(side.is_bloc for side in evidence.sides)),
        sentence=capital_first(f"{sentence}."),
        detail=" ".join(detail),
        statements=(main, *beside, *other_counts, *texts[2], *(one for draft in opened for one in draft.statements)),
        weight=78,
        caveat="vote",
        low=float(main.low or 0),
        high=float(main.high or 0),
        unit="percent",
    )


def _of_members(evidence: Evidence, ours: list[Statement]) -> Draft:
    """Say of the states of a bloc whose agreement with the other side was counted who voted with it least and most."""
    longest = max(ours, key=lambda one: ((stops(one) - starts(one)).days, one.statement_id))
    same = [
        one
        for one in ours
        if (one.begins, one.ends, one.document_id, one.basis_concept)
        == (longest.begins, longest.ends, longest.document_id, longest.basis_concept)
    ]
    ordered = sorted(same, key=lambda one: (one.low or 0, one.statement_id))
    low, high = bounds(ordered)
    ends = list(dict.fromkeys((ordered[0], ordered[-1])))
    return Draft(
        key="votes",
        question=4,
        headline=f"{_label(longest)} {span(ordered)}, by pair of states",
        sentence=(
            f"Of {counted(len(ordered), 'pair')} of states of the two sides whose votes were counted "
            f"{during(longest.begins, longest.ends)} ({credited(evidence, longest)}), "
            f"{'an index that counts an abstention half' if longest.basis_concept == INDEX else 'the same vote'} "
            f"was {' and up to '.join(_pair(one) for one in ends)}."
        ),
        statements=tuple(ordered),
        weight=78,
        caveat="vote",
        low=low,
        high=high,
        unit="percent",
        range_of="states differ",
    )


def _measured(evidence: Evidence, main: Statement) -> str:
    """Return the agreement of two states in the words of its measure."""
    who = f"{named(main.sender)} and {named(main.receiver)}"
    if main.basis_concept == INDEX:
        return f"on an index that counts an abstention half the votes of {who} agree by {figure_cited(evidence, main)}"
    when = during(main.begins, main.ends)
    return f"{who} cast the same vote in {figure(main)} of recorded votes {when} ({credited(evidence, main)})"


def _is_other_count(one: Statement, main: Statement) -> bool:
    """Whether the statement counts the votes of the same two otherwise, or in another window."""
    return one is not main and {one.sender, one.receiver} == {main.sender, main.receiver}


def _headline(main: Statement, best: Statement | None, *, is_bloc: bool) -> str:
    """Return the figure with its measure and its two states, and the one that stands beside."""
    if is_bloc:
        pairs = [_dyad(one) for one in (main, best) if one]
        return f"{_label(main)} {'; '.join(pairs)}"
    partner = listed([named(actor) for actor in sorted(_ends(best) - _ends(main))]) if best else ""
    return f"{_label(main)} {figure(main)}{f'; {figure(best)} with {partner}' if best else ''}"


def _dyad(statement: Statement) -> str:
    return f"{named(statement.sender)}–{named(statement.receiver)} {figure(statement)}"


def _label(statement: Statement) -> str:
    return "Index" if statement.basis_concept == INDEX else "Alike"


def _ends(statement: Statement) -> frozenset[str]:
    return frozenset((statement.sender, statement.receiver))


def _of_first(evidence: Evidence, main: Statement) -> frozenset[str]:
    """Return the state of the first side that the main figure is about."""
    return _ends(main) & evidence.first.holds


def _others_told(evidence: Evidence, beside: list[Statement], other_counts: list[Statement]) -> list[str]:
    """Say what else was counted, each measure in a sentence of its own."""
    found = [f"By the same count it was {listed([_pair(one) for one in beside])}."] if beside else []
    for concept in distinct(one.basis_concept for one in other_counts):
        same = [one for one in other_counts if one.basis_concept == concept]
        figures = listed([f"{figure(one)} {during(one.begins, one.ends)}" for one in same])
        measure = (
            "On the index of agreement they stood at" if concept == INDEX else "Of recorded votes they cast the same in"
        )
        found.append(f"{measure} {figures} ({credited(evidence, same[0])}).")
    return found


def _texts_told(texts: tuple[list[str], list[str], list[Statement]]) -> list[str]:
    opposed, together, _ = texts
    if not opposed:
        return []
    both = len(opposed) + len(together)
    of_all = (
        f"the {counted(both, 'text')}"
        if both == len(opposed)
        else f"{spelled(len(opposed))} of {counted(both, 'text')}"
    )
    return [f"On {of_all} with both their votes in the evidence they stood against each other."]


def _beside(evidence: Evidence, main: Statement, stated: list[Statement]) -> list[Statement]:
    """Return the comparisons in the same window by the same count: the highest and the lowest of each side's others."""
    same = [
        one
        for one in stated
        if one is not main
        and not evidence.ties_both(one)
        and (one.begins, one.ends, one.basis_concept) == (main.begins, main.ends, main.basis_concept)
        and one.document_id == main.document_id
    ]
    mine = _of_first(evidence, main)
    of_first = [one for one in same if mine & _ends(one)]
    of_second = [one for one in same if one not in of_first and (_ends(main) - mine) & _ends(one)]
    ranked = sorted(of_first, key=lambda one: (-(one.high or 0), one.statement_id))
    kept = [*ranked[:1], *ranked[-1:]] if len(ranked) > 1 else ranked
    best = max(of_second, key=lambda one: (one.high or 0, one.statement_id), default=None)
    return [*kept, *([best] if best else [])]


def _pair(statement: Statement) -> str:
    return f"{figure(statement)} between {named(statement.sender)} and {named(statement.receiver)}"


def _ties_beside(evidence: Evidence, share: float) -> str:
    """Return what their acts toward each other say where it points the other way."""
    if any(side.is_bloc for side in evidence.sides):
        return ""
    signs = Counter(one.sign for one in evidence.between() if one.sign is not None)
    warm, cold = signs[1], signs[-1]
    if share < _LOW and warm > 2 * cold and warm > 5:
        return f"; yet {warm} of their {signs.total()} acts are cooperative ({signs[0]} neutral, {cold} conflictual)"
    if share > _HIGH and cold > warm:
        return f"; yet {cold} of their {signs.total()} acts are conflictual ({signs[0]} neutral, {warm} cooperative)"
    return ""


def _roll_calls(evidence: Evidence) -> tuple[list[str], list[str], list[Statement]]:
    """Return the texts on which the two voted for and against each other's side, and those on which they agreed."""
    second = evidence.second
    assert second is not None
    opposed, together, shown = [], [], []
    for item, votes in sorted(choices_by_text(evidence).items()):
        mine, theirs = votes.get(evidence.first.actor, []), votes.get(second.actor, [])
        if not mine or not theirs:
            continue
        choices = {mine[0].choice, theirs[0].choice}
        if choices == {"yes", "no"}:
            opposed.append(item)
            shown += [mine[0], theirs[0]]
        elif len(choices) == 1 and choices <= {"yes", "no", "abstain"}:
            together.append(item)
            shown += [mine[0], theirs[0]]
    return opposed, together, shown


def _texts_only(evidence: Evidence, opposed: list[str], together: list[str], shown: list[Statement]) -> Draft:
    second = evidence.second
    assert second is not None
    opened = missions(evidence)
    sentence = f"{name_of(evidence.first)} and {name_of(second)} " + " and ".join(
        part
        for part, items in (
            (f"voted opposite ways on {counted(len(opposed), 'text')}", opposed),
            (f"{'alike' if opposed else 'voted alike'} on {counted(len(together), 'text')}", together),
        )
        if items
    )
    named_texts = [
        f"{listed(items[:4])} ({word})" for word, items in (("opposed", opposed), ("alike", together)) if items
    ]
    return Draft(
        key="votes",
        question=4,
        headline=f"opposed on {spelled(len(opposed))} of {counted(len(opposed) + len(together), 'text')}",
        sentence=capital_first(f"{sentence} of those in the evidence."),
        detail=" ".join((f"The texts are {listed(named_texts)}.", *(draft.sentence for draft in opened))),
        statements=(*shown, *(one for draft in opened for one in draft.statements)),
        weight=60,
        caveat="vote",
    )
