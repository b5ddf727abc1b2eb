"""Whether the two vote alike, whom each votes with instead, and how that sits beside their other ties."""

from __future__ import annotations

from ninetenths.findings.evidence import Evidence, starts, stops
from ninetenths.findings.rules.base import Draft, bounds, credited, name_of
from ninetenths.findings.votes import choices_by_text, is_agreement
from ninetenths.findings.wording import capital_first, counted, during, figure, listed, named
from ninetenths.ledger.records import Statement

_LOW, _HIGH = 50, 80


def agreement(evidence: Evidence) -> list[Draft]:
    """Find how often the two cast the same vote, beside whom one of them agrees with most."""
    if evidence.second is None:
        return []
    stated = [one for one in evidence.touching() if is_agreement(one)]
    ours = [one for one in stated if evidence.ties_both(one)]
    opposed, together, shown = _roll_calls(evidence)
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
    low, high = bounds(ours)
    sentence = (
        f"{named(main.sender)} and {named(main.receiver)} voted alike in {figure(main)} of recorded votes "
        f"{during(main.begins, main.ends)} ({credited(evidence, main)})"
    )
    if beside:
        sentence += f", beside {listed(_pairs(beside))}"
    others = sorted((one for one in ours if one is not main), key=lambda one: one.begins)
    if others:
        sentence += f"; {listed([f'{figure(one)} {during(one.begins, one.ends)}' for one in others[:3]])}"
        sentence += f" by another count ({credited(evidence, others[0])})"
    opposed, together, cast = texts
    if opposed:
        both = len(opposed) + len(together)
        of_all = f"the {counted(both, 'text')}" if both == len(opposed) else f"{len(opposed)} of {both} texts"
        sentence += f". On {of_all} with both their votes in the evidence they stood against each other"
    sentence += _ties_beside(evidence, float(main.high or 0))
    return Draft(
        key="votes",
        question=4,
        sentence=capital_first(f"{sentence}."),
        statements=(main, *beside, *others[:3], *cast),
        weight=80,
        caveat="vote",
        low=low,
        high=high,
        unit="percent",
        range_of="windows and counts differ" if others else "",
    )


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
    of_first = [one for one in same if evidence.touches(one, evidence.first)]
    of_second = [one for one in same if one not in of_first]
    ranked = sorted(of_first, key=lambda one: (-(one.high or 0), one.statement_id))
    kept = [*ranked[:1], *ranked[-1:]] if len(ranked) > 1 else ranked
    best = max(of_second, key=lambda one: (one.high or 0, one.statement_id), default=None)
    return [*kept, *([best] if best else [])]


def _pairs(statements: list[Statement]) -> list[str]:
    return [f"{figure(one)} between {named(one.sender)} and {named(one.receiver)}" for one in statements]


def _ties_beside(evidence: Evidence, share: float) -> str:
    """Return what their acts toward each other say where it points the other way."""
    if any(side.is_bloc for side in evidence.sides):
        return ""
    signs = [one.sign for one in evidence.between() if one.sign]
    warm, cold = signs.count(1), signs.count(-1)
    if share < _LOW and warm > 2 * cold and warm > 5:
        return f"; yet {warm} of their {warm + cold} signed acts toward each other are cooperative"
    if share > _HIGH and cold > warm:
        return f"; yet {cold} of their {warm + cold} signed acts toward each other are conflictual"
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
    parts = []
    if opposed:
        parts.append(f"voted opposite ways on {counted(len(opposed), 'text')} ({listed(opposed[:4])})")
    if together:
        parts.append(f"alike on {counted(len(together), 'text')} ({listed(together[:4])})")
    verb = "" if opposed else "voted "
    sentence = f"{name_of(evidence.first)} and {name_of(second)} {verb}{listed(parts)} of those in the evidence."
    return Draft(
        key="votes",
        question=4,
        sentence=capital_first(sentence),
        statements=tuple(shown),
        weight=60,
        caveat="vote",
        range_of="",
    )
