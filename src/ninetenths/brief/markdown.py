"""A brief as Markdown: every text of a source is escaped, every figure leads to its statement further down."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ninetenths.brief import references, wording
from ninetenths.brief.blocks import Block, Listing, Paragraph, Passage, Table
from ninetenths.brief.outline import TITLES, outline
from ninetenths.findings.dossier import Dossier

_SPECIAL = re.compile(r"([\\`*_\[\]|#~$!])")
_OPENING = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])")


def render_markdown(dossier: Dossier) -> str:
    """Return the brief as Markdown with one table or list for each part and all statements at the end."""
    names = references.short_names(references.referenced(dossier))
    lines = [f"# {escape(wording.title(dossier))}", "", escape(wording.evidence_line(dossier)), ""]
    for section in outline(dossier):
        lines += [f"## {section.title}", ""]
        for block in section.blocks:
            lines += [*_block(block, names), ""]
    if names:
        lines += [f"## {TITLES['statements']}", "", *_statements(dossier, names)]
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    r"""Return *text* so that Markdown and HTML show it letter by letter.

    >>> escape("1. <b>[x](y)|")
    '1\\. &lt;b&gt;\\[x\\](y)\\|'
    """
    shown = wording.plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = _SPECIAL.sub(r"\\\1", shown)
    return _OPENING.sub(lambda found: f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[5]}", shown)


def _block(block: Block, names: dict[str, str]) -> Iterable[str]:
    if isinstance(block, Table):
        return _table(block, names)
    if isinstance(block, Listing):
        return [f"- {_passage(point, names)}" for point in block.points]
    return [_paragraph(block, names)]


def _paragraph(block: Paragraph, names: dict[str, str]) -> str:
    if block.strong:
        return " ".join(f"**{escape(one.text)}**{_references(one, names)}" for one in block.passages)
    text = "; ".join(_passage(one, names) for one in block.passages)
    return f"*{block.label}:* {text}" if block.label else text


def _table(table: Table, names: dict[str, str]) -> Iterable[str]:
    if table.title:
        yield from (f"### {escape(table.title)}", "")
    if table.note:
        yield from (escape(table.note), "")
    yield f"| {' | '.join(escape(column) for column in table.columns)} |"
    yield f"|{' --- |' * len(table.columns)}"
    for row in table.rows:
        yield f"| {' | '.join(_passage(cell, names) for cell in row)} |"


def _passage(passage: Passage, names: dict[str, str]) -> str:
    return escape(passage.text) + _references(passage, names)


def _references(passage: Passage, names: dict[str, str]) -> str:
    known = [names[one] for one in passage.statement_ids if one in names]
    return f" ({', '.join(f'[{escape(name)}](#{name})' for name in known)})" if known else ""


def _statements(dossier: Dossier, names: dict[str, str]) -> Iterable[str]:
    for statement_id, name in names.items():
        statement = dossier.statements[statement_id]
        yield f'- <a id="{name}"></a>**{escape(name)}** {escape(statement.summary)}'
        for label, text in references.statement_rows(dossier, statement):
            yield f"  - {label}: {escape(text)}"
        document = dossier.documents.get(statement.document_id)
        if document:
            address = references.web_address(document.address)
            link = f" <{address}>" if address else ""
            yield f"  - Document: {escape(document.title)}, {escape(references.citation(document))}{link}"
