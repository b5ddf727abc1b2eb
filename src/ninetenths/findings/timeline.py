"""What happened when: events, votes and the beginnings of statuses, one entry for one happening."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from ninetenths.findings.dossier import TimelineEntry
from ninetenths.findings.evidence import Evidence, starts, stops
from ninetenths.findings.relevance import NEITHER, closeness_of, third_parties
from ninetenths.ledger.dates import OPEN
from ninetenths.ledger.records import Statement

_KINDS = frozenset({"event", "status", "vote"})


def timeline_entries(evidence: Evidence, *, around: date | None = None, days: int = 180) -> tuple[TimelineEntry, ...]:
    """Return what happened in the order of its beginning, statements on one happening merged.

    With *around* only entries that begin or end within *days* of that date are kept. Things whose beginning is
    not known, or only inferred by the compiler, are left out: they have no place on a line of time.
    """
    near = closeness_of(evidence, frozenset(third_parties(evidence)))
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in evidence.statements:
        if (
            one.kind not in _KINDS
            or one.begins in ("", OPEN)
            or one.begins_inferred
            or near[one.statement_id] == NEITHER
        ):
            continue
        if around is None or _meets(one, around, days):
            groups[_happening(one)].append(one)
    entries = [_entry(group, near) for group in groups.values()]
    return tuple(sorted(entries, key=lambda entry: (entry.begins, -entry.closeness, entry.statement_id)))


def _happening(statement: Statement) -> tuple[str, ...]:
    if statement.kind == "vote":
        return (statement.item, statement.begins)
    return (statement.layer, statement.sender, statement.receiver, statement.item, statement.begins[:7])


def _meets(statement: Statement, around: date, days: int) -> bool:
    return any(abs((day - around).days) <= days for day in (starts(statement), stops(statement)))


def _entry(group: list[Statement], near: dict[str, int]) -> TimelineEntry:
    best, *others = sorted(
        group, key=lambda one: (-near[one.statement_id], -len(one.begins), one.modality, one.statement_id)
    )
    return TimelineEntry(
        statement_id=best.statement_id,
        begins=best.begins,
        ends=best.ends,
        layer=best.layer,
        sign=best.sign,
        sender=best.sender,
        receiver=best.receiver,
        summary=best.summary,
        modality=best.modality,
        closeness=near[best.statement_id],
        also=tuple(one.statement_id for one in others),
    )
