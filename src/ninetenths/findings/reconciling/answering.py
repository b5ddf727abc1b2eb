"""The answer in two to four plain sentences, before any table."""

from __future__ import annotations

from collections.abc import Sequence

from ninetenths.findings.reconciling.moving import chief_answers
from ninetenths.findings.reconciling.operators import OTHER
from ninetenths.findings.reconciling.result import Composition, Contradiction, NotUsed, ReadingFit, Submerged
from ninetenths.findings.reconciling.wording import origin_name, span
from ninetenths.findings.wording import capital_first, counted, during, listed, named, possessive

_WIDE = 0.10
"""A 90 % range narrower than this is no great uncertainty."""
_BESIDE = 2
"""Of how many of the last periods declared and arrived are told."""


def answer(
    receiver: str,
    item: str,
    *,
    unit: str,
    scaled: bool,
    composition: Sequence[Composition],
    submerged: Sequence[Submerged],
) -> tuple[str, ...]:
    """Return who supplied most of late, whose part is the least certain, and what is declared beside it."""
    found = [_last(receiver, item, unit=unit, scaled=scaled, composition=composition)]
    found.append(_widest(composition))
    found += [_below(one, unit) for one in submerged[-_BESIDE:]]
    if submerged:
        found[-1] += " A discrepancy is not proof of concealment."
    return tuple(one for one in found if one)


def evidence_line(
    readings: Sequence[ReadingFit], not_used: Sequence[NotUsed], contradictions: Sequence[Contradiction]
) -> str:
    """Return how many statements were read, left out, and cannot hold together."""
    refuted = sum(one.refuted for one in contradictions)
    line = (
        f"{capital_first(counted(len(readings), 'statement'))} {'is' if len(readings) == 1 else 'are'} read, "
        f"{counted(len(not_used), 'other')} {'is' if len(not_used) == 1 else 'are'} no evidence for these years"
    )
    if not contradictions:
        return f"{line}; what is read can all hold."
    sets = counted(len(contradictions), "set")
    return f"{line}; {sets} of them cannot hold together{f', {refuted} refuted' if refuted else ''}."


def _last(receiver: str, item: str, *, unit: str, scaled: bool, composition: Sequence[Composition]) -> str:
    chief = chief_answers(composition)
    if not chief:
        return f"No statement names an origin of {possessive(named(receiver))} {item} in these years."
    parts = [
        f"{origin_name(one.origin)} supplied {percent(one)} (median {100 * one.share[1]:.0f} %)"
        + (f", {span(one.rate[0], one.rate[2])} {unit}" if scaled else "")
        for one in chief
    ]
    return f"In {chief[0].period} {listed(parts)} of {possessive(named(receiver))} {item}."


def _widest(composition: Sequence[Composition]) -> str:
    informed = [one for one in composition if one.informed and one.origin != OTHER]
    last = sorted({one.period for one in informed})[-3:]
    wide = max(
        (one for one in informed if one.period in last), key=lambda one: one.share[2] - one.share[0], default=None
    )
    if wide is None or wide.share[2] - wide.share[0] < _WIDE:
        return ""
    return f"The least certain of late is {origin_name(wide.origin)} in {wide.period}: {percent(wide)}."


def _below(one: Submerged, unit: str) -> str:
    whole = one.begins.endswith("-01") and one.ends.endswith("-12")
    when = f"in {one.period}" if whole else during(one.begins, one.ends)
    return capital_first(
        f"{when} {possessive(origin_name(one.sender))} customs declare {span(one.declared[0], one.declared[2])} {unit} "
        f"with this destination; by all evidence {span(one.delivered[0], one.delivered[2])} arrived."
    )


def percent(one: Composition) -> str:
    """Return the share of an origin as a range in percent."""
    low, high = round(100 * one.share[0]), round(100 * one.share[2])
    return f"{low} %" if low == high else f"{low}–{high} %"
