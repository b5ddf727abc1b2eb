"""What changed between two states of the evidence."""

from __future__ import annotations

from dataclasses import replace

from ninetenths.findings.answers import Changes, MovedFinding
from ninetenths.findings.dossier import Dossier, Finding
from ninetenths.ledger.dates import first_day
from ninetenths.ledger.records import Judgement


def changes_between(before: Dossier, after: Dossier, judgements: list[Judgement]) -> Dossier:
    """Return the later dossier with its ``changes`` against the earlier one filled in.

    ``judged`` holds the statements of either dossier with a judgement after the day that ``since`` names.
    """
    since = first_day(after.header.since)
    judged = [one.statement_id for one in judgements if since is None or one.judged_at.date() > since]
    known = before.statements.keys() | after.statements.keys()
    return replace(after, changes=_changes(before, after, tuple(sorted(set(judged) & known))))


def diff(before: Dossier, after: Dossier) -> Changes:
    """Return what is new in one dossier against another: of another date, or from another ledger.

    Statements, disputes and findings are those of the dyad; ``judged`` is empty, since two dossiers do not show
    judgements (`build_dossier` with a ``since`` fills it).

    Examples
    --------
    >>> from ninetenths.findings import build_dossier
    >>> from ninetenths.ledger import Ledger
    >>> empty = build_dossier(Ledger.in_memory(), "PER", "BOL")
    >>> diff(empty, empty).added
    ()
    """
    return _changes(before, after, ())


def _changes(before: Dossier, after: Dossier, judged: tuple[str, ...]) -> Changes:
    opened, closed = _titles(after) - _titles(before), _titles(before) - _titles(after)
    earlier = {one.key: one for one in before.findings}
    later = {one.key: one for one in after.findings}
    return Changes(
        added=tuple(sorted(set(after.used) - set(before.used))),
        removed=tuple(sorted(set(before.used) - set(after.used))),
        judged=judged,
        disputes_opened=tuple(sorted(opened)),
        disputes_closed=tuple(sorted(closed)),
        moved=tuple(
            _moved(key, earlier.get(key), later.get(key))
            for key in sorted(earlier.keys() | later.keys())
            if _text(earlier.get(key)) != _text(later.get(key))
        ),
    )


def _titles(dossier: Dossier) -> set[str]:
    return {dispute.title for dispute in dossier.disputes}


def _text(finding: Finding | None) -> str:
    return f"{finding.sentence} {finding.detail}".strip() if finding else ""


def _moved(key: str, before: Finding | None, after: Finding | None) -> MovedFinding:
    return MovedFinding(
        key=key,
        before=_text(before),
        after=_text(after),
        low_before=before.low if before else None,
        high_before=before.high if before else None,
        low_after=after.low if after else None,
        high_after=after.high if after else None,
    )
