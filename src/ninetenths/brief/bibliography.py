"""The documents of a brief as a bibliography: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from ninetenths.brief.references import short_names, web_address
from ninetenths.brief.wording import plain
from ninetenths.ledger.records import Document

_CSL_TYPES = {
    "news": "article-newspaper",
    "official": "report",
    "company": "report",
    "think-tank": "report",
    "paper": "article-journal",
    "dataset": "dataset",
    "data page": "webpage",
    "private": "document",
}
_BIBTEX_TYPES = {
    "news": ("article", "journal"),
    "paper": ("article", "journal"),
    "official": ("techreport", "institution"),
    "company": ("techreport", "institution"),
    "think-tank": ("techreport", "institution"),
}
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def render_bibtex(documents: Iterable[Document]) -> str:
    """Return documents as BibTeX entries ordered by id; restricted ones are left out.

    A reprint says of what it is a reprint, so that two entries are not taken for two witnesses.
    """
    shared = _shared(documents)
    keys = short_names(document.document_id for document in shared)
    return "\n".join(_bibtex_entry(document, keys) for document in shared)


def render_csl(documents: Iterable[Document]) -> str:
    """Return documents as a CSL-JSON array ordered by id; restricted ones are left out."""
    shared = _shared(documents)
    keys = short_names(document.document_id for document in shared)
    items = [_csl_item(document, keys) for document in shared]
    return json.dumps(items, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _shared(documents: Iterable[Document]) -> list[Document]:
    return sorted((one for one in documents if not one.restricted), key=lambda one: one.document_id)


def _bibtex_entry(document: Document, keys: dict[str, str]) -> str:
    entry_type, publisher_field = _BIBTEX_TYPES.get(document.kind, ("misc", "howpublished"))
    year, month = _year_month(document.published_on)
    reprint = f"Reprint of {keys.get(document.republishes, document.republishes)}" if document.republishes else ""
    fields = {
        "title": f"{{{_latex(document.title)}}}",
        "author": f"{{{_latex(document.author)}}}" if document.author else "",
        publisher_field: _latex(document.publisher),
        "year": year,
        "url": _latex_address(web_address(document.address)),
        "language": _latex(document.language),
        "note": _latex(reprint),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    if month:
        lines.append(f"  month = {_MONTHS[month - 1]},")
    return "\n".join((f"@{entry_type}{{{keys[document.document_id]},", *lines, "}", ""))


def _csl_item(document: Document, keys: dict[str, str]) -> dict[str, object]:
    in_container = document.kind in ("news", "paper", "data page")
    parts = [int(part) for part in document.published_on.split("-") if part.isdigit()]
    reprint = f"Reprint of {keys.get(document.republishes, document.republishes)}" if document.republishes else ""
    item: dict[str, object] = {
        "id": keys[document.document_id],
        "type": _CSL_TYPES.get(document.kind, "document"),
        "title": plain(document.title),
        "author": [{"literal": plain(document.author)}] if document.author else "",
        "container-title" if in_container else "publisher": plain(document.publisher),
        "issued": {"date-parts": [parts]} if parts else "",
        "URL": web_address(document.address),
        "language": plain(document.language),
        "note": plain(reprint),
    }
    return {name: content for name, content in item.items() if content}


def _year_month(published_on: str) -> tuple[str, int]:
    shape = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", published_on)
    return (shape[1], int(shape[2] or 0)) if shape else ("", 0)


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in plain(text))


def _latex_address(address: str) -> str:
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", address)
