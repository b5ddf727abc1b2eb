"""Which of the drafts become findings, and what stands beside each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ninetenths.findings.caveats import CAVEATS
from ninetenths.findings.contention import Otherwise, disputed_by
from ninetenths.findings.dossier import Finding
from ninetenths.findings.evidence import Evidence, refocus
from ninetenths.findings.gaps import gaps_beside
from ninetenths.findings.relevance import third_parties
from ninetenths.findings.rules import RULES
from ninetenths.findings.rules.base import Draft
from ninetenths.findings.wording import capital_first

_MOST = 8
_SAME_KIND = {"share": 2}
"""How many findings of one kind may stand in one dossier, where it is not one."""
_COVERED = {"cut": "ban", "votes": "embassies"}
"""A kind that already tells what another one would."""
_WINDOW = "one-window-"
_PARTNERS = 5
_EACH_PARTNER = 3
_OF_ONE_KEY = 2


def findings(evidence: Evidence, others: Otherwise) -> tuple[Finding, ...]:
    """Return at most eight findings, the weightiest first; of a profile, the weightiest with each main partner."""
    drafts = _of_profile(evidence) if evidence.second is None else _of_dyad(evidence, _MOST)
    return tuple(_finding(evidence, draft, others) for draft in drafts)


def _of_dyad(evidence: Evidence, most: int) -> list[Draft]:
    drafts = sorted((draft for rule in RULES for draft in rule(evidence)), key=lambda one: (-one.weight, one.key))
    covered = {_COVERED.get(draft.key) for draft in drafts}
    return _varied(_merged([draft for draft in drafts if draft.key not in covered]), most)


def _merged(drafts: list[Draft]) -> list[Draft]:
    """Drop what a weightier draft of the same statements tells already; one window's figures become its detail."""
    kept: list[Draft] = []
    for draft in drafts:
        whole = next((one for one in kept if _is_part(draft, one)), None)
        if whole is None:
            kept.append(draft)
        elif draft.key.startswith(_WINDOW):
            more = replace(
                whole,
                detail=f"{whole.detail} {draft.sentence}".strip(),
                statements=tuple(dict.fromkeys((*whole.statements, *draft.statements))),
            )
            kept[kept.index(whole)] = more
    return kept


def _is_part(draft: Draft, whole: Draft) -> bool:
    mine, theirs = ({one.statement_id for one in one_of.stated or one_of.statements} for one_of in (draft, whole))
    of_one_family = draft.key.removeprefix(_WINDOW) == whole.key.removeprefix("share-")
    if draft.key.startswith(_WINDOW):
        return of_one_family and bool(mine & theirs)
    return draft.question == whole.question and mine <= theirs


def _varied(drafts: list[Draft], most: int) -> list[Draft]:
    kinds: Counter[str] = Counter()
    kept: list[Draft] = []
    for draft in drafts:
        kind = draft.key.split("-")[0]
        if kinds[kind] < _SAME_KIND.get(kind, 1) and len(kept) < most:
            kinds[kind] += 1
            kept.append(draft)
    return kept


def _of_profile(evidence: Evidence) -> list[Draft]:
    drafts = [
        draft
        for partner in third_parties(evidence, _PARTNERS)
        for draft in _of_dyad(refocus(evidence, partner), _EACH_PARTNER)
    ]
    unique = {draft.sentence: draft for draft in sorted(drafts, key=lambda one: (-one.weight, one.key))}
    kinds: Counter[str] = Counter()
    kept: list[Draft] = []
    for draft in unique.values():
        kinds[draft.key] += 1
        if kinds[draft.key] <= _OF_ONE_KEY:
            kept.append(draft)
    return kept[:_MOST]


def _finding(evidence: Evidence, draft: Draft, others: Otherwise) -> Finding:
    ids = tuple(dict.fromkeys(one.statement_id for one in draft.statements))
    return Finding(
        key=draft.key,
        question=draft.question,
        sentence=draft.sentence,
        statement_ids=ids,
        headline=capital_first(draft.headline),
        detail=draft.detail,
        low=draft.low,
        high=draft.high,
        unit=draft.unit,
        range_of=draft.range_of,
        caveat=CAVEATS[draft.caveat],
        disputed_by=disputed_by(evidence, others, draft),
        gap_ids=gaps_beside(evidence, ids),
    )
