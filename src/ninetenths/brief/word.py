"""A brief as a DOCX file of plain text runs, with the same bytes for the same dossier."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ninetenths.brief import references, wording
from ninetenths.brief.outline import TITLES, Block, Listing, Passage, Table, outline
from ninetenths.findings.dossier import Dossier

_MOST_IDS = 6
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def render_docx(dossier: Dossier, path: Path) -> None:
    """Write the brief to *path* as DOCX: headings, paragraphs, tables, and all statements at the end.

    Raises
    ------
    OSError
        If *path* cannot be written.
    """
    from docx import Document  # noqa: PLC0415 - costs 0.2 s, which the other forms should not pay

    names = references.short_names(references.referenced(dossier))
    document = Document()
    document.core_properties.title = wording.plain(wording.title(dossier))
    document.core_properties.author = "ninetenths"
    document.core_properties.comments = ""
    document.add_heading(wording.plain(wording.title(dossier)), level=0)
    document.add_paragraph(wording.plain(wording.evidence_line(dossier)))
    for section in outline(dossier):
        document.add_heading(section.title, level=1)
        for block in section.blocks:
            _add(document, block, names)
    _add_statements(document, dossier, names)
    buffer = BytesIO()
    document.save(buffer)
    path.write_bytes(_without_clock(buffer.getvalue()))


def _add(document: Any, block: Block, names: dict[str, str]) -> None:  # noqa: ANN401 - python-docx has no types
    if isinstance(block, Table):
        _add_table(document, block, names)
    elif isinstance(block, Listing):
        for point in block.points:
            document.add_paragraph(_passage(point, names), style="List Bullet")
    else:
        paragraph = document.add_paragraph()
        if block.label:
            paragraph.add_run(f"{block.label}: ").italic = True
        for place, passage in enumerate(block.passages):
            paragraph.add_run("; " if place else "")
            paragraph.add_run(wording.plain(passage.text)).bold = block.strong
            paragraph.add_run(_references(passage, names))


def _add_table(document: Any, table: Table, names: dict[str, str]) -> None:  # noqa: ANN401 - as above
    if table.title:
        document.add_heading(wording.plain(table.title), level=2)
    if table.note:
        document.add_paragraph(wording.plain(table.note))
    rows = [tuple(wording.plain(column) for column in table.columns)]
    rows += [tuple(_passage(cell, names) for cell in row) for row in table.rows]
    grid = document.add_table(rows=len(rows), cols=len(table.columns), style="Light List")
    for drawn, row in zip(grid.rows, rows, strict=True):
        for cell, text in zip(drawn.cells, row, strict=True):
            cell.text = text


def _add_statements(document: Any, dossier: Dossier, names: dict[str, str]) -> None:  # noqa: ANN401 - as above
    if names:
        document.add_heading(TITLES["statements"], level=1)
    for statement_id, name in names.items():
        statement = dossier.statements[statement_id]
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name} ").bold = True
        paragraph.add_run(wording.plain(statement.summary))
        paragraph.add_run().add_break()
        paragraph.add_run(". ".join(_told(dossier, statement_id)))


def _told(dossier: Dossier, statement_id: str) -> Iterable[str]:
    statement = dossier.statements[statement_id]
    for label, text in references.statement_rows(dossier, statement):
        yield f"{label}: {wording.plain(text)}"
    document = dossier.documents.get(statement.document_id)
    if document:
        yield wording.plain(f"Document: {document.title}, {references.citation(document)}, {document.address}")


def _passage(passage: Passage, names: dict[str, str]) -> str:
    return wording.plain(passage.text) + _references(passage, names)


def _references(passage: Passage, names: dict[str, str]) -> str:
    known = [names[one] for one in passage.statement_ids if one in names]
    if not known:
        return ""
    more = f" and {len(known) - _MOST_IDS} more" if len(known) > _MOST_IDS else ""
    return f" [{', '.join(known[:_MOST_IDS])}{more}]"


def _without_clock(content: bytes) -> bytes:
    """Return the same archive with a fixed time on each member, so that same input gives same bytes."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as read, ZipFile(packed, "w", ZIP_DEFLATED) as written:
        for name in sorted(read.namelist()):
            member = ZipInfo(name, _EARLIEST)
            member.compress_type = ZIP_DEFLATED
            written.writestr(member, read.read(name))
    return packed.getvalue()
