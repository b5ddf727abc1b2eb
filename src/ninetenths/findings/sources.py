"""Who says all this: documents by interest and independence, and the first line of a dossier."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ninetenths.datasets.packs import pack_folder, pack_names
from ninetenths.datasets.packs.case_file import read_case
from ninetenths.findings.dossier import Header, RouteAsset, Source
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.votes import choices_by_text
from ninetenths.ledger.dates import OPEN, first_day
from ninetenths.ledger.records import Statement
from ninetenths.ledger.witness import witness_of

_SHORT = 3


def relevant(evidence: Evidence) -> list[Statement]:
    """Return the statements that a dossier rests on: those that touch either side, and others' votes on their texts."""
    touching = {one.statement_id for one in evidence.touching()}
    ours = {actor for side in evidence.sides for actor in side.holds}
    texts = {item for item, votes in choices_by_text(evidence).items() if ours & votes.keys()}
    return [
        one for one in evidence.statements if one.statement_id in touching or (one.kind == "vote" and one.item in texts)
    ]


def sources(evidence: Evidence, used: list[Statement]) -> tuple[Source, ...]:
    """Return the documents that the statements rest on, those with most statements first."""
    counts = Counter(one.document_id for one in used)
    found = []
    for document_id, count in counts.items():
        document = evidence.documents[document_id]
        found.append(
            Source(
                document_id=document_id,
                title=document.title,
                publisher=document.publisher,
                published_on=document.published_on,
                interest=document.interest,
                kind=document.kind,
                address=document.address,
                witness=witness_of(document_id, evidence.documents),
                reprint_of=document.republishes,
                statements=count,
            )
        )
    return tuple(sorted(found, key=lambda source: (-source.statements, source.document_id)))


def header(evidence: Evidence, used: list[Statement], *, as_of: date | None, since: date | None) -> Header:
    """Return the first line: from when to when the evidence runs, how much of it, and what was left out."""
    dates = _dates(evidence, used)
    total = evidence.total
    second = evidence.second
    return Header(
        first=evidence.first.actor,
        second=second.actor if second else "",
        first_name=evidence.first.name,
        second_name=second.name if second else "",
        case=", ".join(_packs(used)),
        evidence_from=min(dates, default=""),
        evidence_to=max(dates, default=""),
        statements=len(used),
        documents=len({one.document_id for one in used}),
        witnesses=evidence.witness_count(used),
        left_out_share=1 - len(used) / total if total else 0.0,
        as_of=as_of.isoformat() if as_of else "",
        since=since.isoformat() if since else "",
    )


def credit_lines(evidence: Evidence, used: list[Statement], assets: tuple[RouteAsset, ...]) -> tuple[str, ...]:
    """Return the credit lines of the embedded packs whose data the statements and assets shown rest on, each once.

    A line that names no publisher or measurer of the ledger at all is kept: nothing says that it is not due.
    """
    names = [pack.partition("@")[0] for pack in _packs(used)]
    cases = [read_case(pack_folder(name))[0] for name in names if name in pack_names()]
    shown = {one.document_id for one in used} | {asset.document_id for asset in assets}
    due = _credited(evidence, shown, {one.measured_by for one in used})
    known = _credited(evidence, set(evidence.documents), {one.measured_by for one in evidence.statements})
    lines = dict.fromkeys(line for case in cases if case for line in case.credits)
    return tuple(line for line in lines if _names(due, line) or not _names(known, line))


def _names(text: str, line: str) -> bool:
    return re.search(rf"\b{re.escape(_whom(line))}\b", text) is not None


def _whom(line: str) -> str:
    """Return the word by which a credit line names its first holder: an acronym, else the words to the first comma."""
    head = line.partition(" (")[0].partition(",")[0]
    first = head.partition(" ")[0]
    return first if first.isupper() and len(first) > _SHORT else head


def _credited(evidence: Evidence, documents: set[str], measurers: set[str]) -> str:
    """Return in one text all titles, publishers and measurers by which a holder can be named."""
    held = [evidence.documents[key] for key in sorted(documents) if key in evidence.documents]
    return " | ".join((*(f"{one.publisher} {one.title}" for one in held), *sorted(measurers)))


def _packs(used: list[Statement]) -> list[str]:
    heads = {one.statement_id.partition(":")[0] for one in used}
    return sorted(head for head in heads if "@" in head)


def _dates(evidence: Evidence, used: list[Statement]) -> list[str]:
    """Return the days on which evidence of the past was published or begins; announced things do not count."""
    found = []
    for one in used:
        published = evidence.published(one)
        if published:
            found.append(published)
        begun, known = first_day(one.begins), first_day(published)
        announced = one.kind == "prospect" or (begun and known and begun > known)
        if one.begins not in ("", OPEN) and not announced and not one.begins_inferred:
            found.append(one.begins)
    return found
