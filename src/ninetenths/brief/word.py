"""A brief as a DOCX file of plain text runs, with the same bytes for the same dossier."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ninetenths.brief import references, wording
from ninetenths.brief.blocks import Block, Listing, Passage, Table
from ninetenths.brief.outline import TITLES, outline
from ninetenths.findings.dossier import Dossier

_MOST_IDS = 6
_TEXT_WIDTH = 17.0
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def render_docx(dossier: Dossier, path: Path) -> None:
    """Write the brief to *path* as DOCX: headings, paragraphs, tables, and at the end the statements behind them.

    As on paper, the end holds those that findings, pictures and the first disputes rest on.

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
    _set_page(document)
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


def _set_page(document: Any) -> None:  # noqa: ANN401 - python-docx has no types
    from docx.shared import Cm, Pt  # noqa: PLC0415 - as above

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21 - _TEXT_WIDTH) / 2)
    page.top_margin = page.bottom_margin = Cm(2)
    for style in (document.styles["Normal"], document.styles["List Bullet"]):
        style.font.name = "Arial"
        style.font.size = Pt(9.5)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.line_spacing = 1.05


def _add(document: Any, block: Block, names: dict[str, str]) -> None:  # noqa: ANN401 - as above
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
    grid = document.add_table(rows=len(rows), cols=len(table.columns), style=_table_style(document))
    grid.autofit = False
    widths = _widths(rows)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for drawn, row in zip(grid.rows, rows, strict=True):
        for cell, text, width in zip(drawn.cells, row, widths, strict=True):
            cell.text = text
            cell.width = width
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph()


def _table_style(document: Any) -> Any:  # noqa: ANN401 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    style = document.styles["Light Shading"]
    style.font.size = Pt(8)
    style.paragraph_format.space_after = Pt(0)
    return style


def _widths(rows: list[tuple[str, ...]]) -> list[Any]:
    """Share the width of the text out to columns by how much stands in them."""
    from docx.shared import Cm  # noqa: PLC0415 - as above

    wants = [_letters(column) for column in zip(*rows, strict=True)]
    return [Cm(_TEXT_WIDTH * want / sum(wants)) for want in wants]


def _letters(texts: tuple[str, ...]) -> float:
    longest = max(len(word) for text in texts for word in text.split(" "))
    return 5 + max(1.2 * min(longest, 16), min(sum(map(len, texts)) / len(texts), 40))


def _add_statements(document: Any, dossier: Dossier, names: dict[str, str]) -> None:  # noqa: ANN401 - as above
    if names:
        document.add_heading(TITLES["statements"], level=1)
        document.add_paragraph("Those that findings, pictures and the first disputes rest on; the page holds all.")
    for statement_id in sorted(references.on_paper(dossier)):
        name = names[statement_id]
        statement = dossier.statements[statement_id]
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name} ").bold = True
        paragraph.add_run(wording.plain(statement.summary))
        paragraph.add_run(f" — {wording.plain(references.in_short(dossier, statement))}")


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
