"""Short names for statements, documents and gaps, unique in one brief, and the columns of a statement in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache

from ninetenths.brief import wording
from ninetenths.findings.dossier import Dossier
from ninetenths.ledger.records import Document, Statement

PRINTED_DISPUTES = 8
"""How many disputes are shown at once: open on the page, on paper and in the terminal."""
_LONGEST = 24
_STORES = ("names", "statements", "documents")
_LOCATOR_WORDS = {"words": "characters of the text", "cell": "cell of the file", "citation": "place in the document"}


def short_names(full_ids: Iterable[str], *, prefix: str = "") -> dict[str, str]:
    """Return a short name for each id, unique among them and safe as an anchor.

    The part after the last colon is taken where no other id of the set shares it.

    >>> short_names(["pack@1:AZIS-0001", "a:x", "b:x"])
    {'a:x': 'a-x', 'b:x': 'b-x', 'pack@1:AZIS-0001': 'AZIS-0001'}
    """
    ordered = sorted(set(full_ids))
    local = {full: prefix + _slug(full.rpartition(":")[2])[:_LONGEST] for full in ordered}
    shared = Counter(local.values())
    names: dict[str, str] = {}
    taken: set[str] = set()
    for full in ordered:
        name = local[full] if shared[local[full]] == 1 else prefix + _slug(full)
        while name in taken:
            name += "-"
        taken.add(name)
        names[full] = name
    return names


def referenced(dossier: Dossier) -> tuple[str, ...]:
    """Return the ids of all statements that some part of the dossier refers to and that are at hand, in order."""
    return tuple(sorted(_mentioned(dossier) & dossier.statements.keys()))


def referenced_documents(dossier: Dossier) -> tuple[str, ...]:
    """Return the ids of all documents at hand that the dossier or its statements rest on, originals included."""
    mentioned = _mentioned(dossier)
    cited = {dossier.statements[one].document_id for one in mentioned & dossier.statements.keys()}
    direct = (mentioned | cited) & dossier.documents.keys()
    earlier = {
        text for one in direct for text in (dossier.documents[one].republishes, dossier.documents[one].supersedes)
    }
    return tuple(sorted(direct | (earlier & dossier.documents.keys())))


def on_paper(dossier: Dossier) -> frozenset[str]:
    """Return the ids of the statements that are printed in full: those of findings, pictures and the first disputes."""
    found: set[str] = set()
    matrices = [matrix.contradictions for matrix in dossier.stances]
    pictures = [(one.reconciled, one.breakers, one.outcomes) for one in dossier.supply]
    shown = (dossier.findings, dossier.declared, dossier.shares, dossier.arms, dossier.agreements, matrices, pictures)
    _gather([*shown, dossier.disputes[:PRINTED_DISPUTES]], found)
    return frozenset(found & dossier.statements.keys())


def _mentioned(dossier: Dossier) -> set[str]:
    found: set[str] = set()
    _gather([getattr(dossier, part.name) for part in fields(dossier) if part.name not in _STORES], found)
    return found


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, tuple | list):
        for one in value:
            _gather(one, found)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _parts(type(value)):
            _gather(getattr(value, name), found)


@cache
def _parts(kind: type) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))


def statement_rows(known: wording.Naming, statement: Statement) -> list[tuple[str, str]]:
    """Return every filled column of a statement as a label and words, in reading order."""
    rows = [
        ("Who", wording.who(known, statement)),
        ("What", _item(statement)),
        ("How much" if not statement.choice else "Vote", wording.value(statement)),
        ("Of what", "; ".join(part for part in (statement.basis_text, wording.facets(statement)) if part)),
        ("When", wording.held(statement)),
        ("How firmly", statement.modality + (f", {statement.speaker}" if statement.speaker else "")),
        ("Measured by", statement.measured_by),
        ("By way of", _via(known, statement)),
        ("Said", _said(known, statement)),
        ("Sign", wording.sign_word(statement.sign) if statement.sign is not None else ""),
        ("Class", " · ".join(code for code in (statement.cameo, statement.plover) if code)),
        ("Note", statement.note),
        ("Read at", f"{statement.locator} ({_LOCATOR_WORDS.get(statement.locator_kind, statement.locator_kind)})"),
        ("Recorded", f"{wording.timestamp(statement.recorded_at)} by {_coder(statement)}"),
        ("Grade", "" if statement.grade == "accepted" else f"{statement.grade}: not counted"),
    ]
    return [(label, text) for label, text in rows if text]


def in_short(dossier: Dossier, statement: Statement) -> str:
    """Return who to whom, how much, when and from which document, as one phrase."""
    document = dossier.documents.get(statement.document_id)
    source = citation(document) if document else statement.document_id
    parts = (wording.who(dossier, statement), wording.value(statement), wording.held(statement), source)
    return " · ".join(part for part in parts if part)


def citation(document: Document) -> str:
    """Return publisher, date and what stake the publisher has, as one phrase."""
    parts = [
        document.publisher or document.author or document.title,
        wording.day(document.published_on) or "undated",
        f"interest: {document.interest}",
    ]
    if document.restricted:
        parts.append("private, not for sharing")
    return " · ".join(parts)


def web_address(address: str) -> str:
    """Return an address that may be followed; empty for anything but http, https and a bare DOI.

    >>> web_address("10.1234/x"), web_address("javascript:alert(1)")
    ('https://doi.org/10.1234/x', '')
    """
    if re.fullmatch(r"10\.\d{4,}/\S+", address):
        return f"https://doi.org/{address}"
    return address if re.fullmatch(r"https?://[^\s<>\"']+", address, re.IGNORECASE) else ""


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text) or "-"


def _item(statement: Statement) -> str:
    return f"{statement.item} (said not to hold)" if statement.polarity == "negated" else statement.item


def _via(known: wording.Naming, statement: Statement) -> str:
    assets = {asset.asset_id: asset.name for asset in known.routes}
    return " → ".join(
        assets.get(step) or wording.actor(known, step.removeprefix("x:").strip()) for step in statement.via
    )


def _said(known: wording.Naming, statement: Statement) -> str:
    parts = []
    if statement.channel:
        parts.append(f"through {statement.channel}")
    if statement.audience:
        parts.append(f"to {statement.audience}")
    if statement.arena:
        parts.append(f"playing out in {wording.actor(known, statement.arena)}")
    return ", ".join(parts)


def _coder(statement: Statement) -> str:
    return " ".join(part for part in (statement.coder, statement.coder_version, statement.rule) if part)
