import re
from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document

from ninetenths.brief import render_docx
from ninetenths.brief.references import on_paper


def words(path):
    document = Document(str(path))
    text = [paragraph.text for paragraph in document.paragraphs]
    text += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(text)


def test_the_file_holds_findings_tables_and_statements(dossier, tmp_path):
    path = tmp_path / "brief.docx"
    render_docx(dossier, path)
    text = words(path).replace("\u00a0", " ")
    for finding in dossier.findings:
        assert finding.sentence in text
    assert "18–46.4 % (definitions differ)" in text
    assert "EXMP-0018" in text
    assert "27.9–28.4 %" in text


def test_the_end_holds_what_paper_holds(dossier, tmp_path):
    path = tmp_path / "brief.docx"
    render_docx(dossier, path)
    text = words(path)
    told = set(re.findall(r"^(EXMP-\d+) \S", text, re.MULTILINE))
    assert told == {one.rpartition(":")[2] for one in on_paper(dossier)}
    assert "Invented statement 1 on the supply between the two — Azerbaijan → Israel · 18–19" in text


def test_columns_fill_the_page_and_hold_their_longest_word(dossier, tmp_path):
    path = tmp_path / "brief.docx"
    render_docx(dossier, path)
    for table in Document(str(path)).tables:
        widths = [column.width.cm for column in table.columns]
        assert sum(widths) == pytest.approx(17, abs=0.1)
        assert min(widths) > 0.6


def test_hostile_text_is_text(dossier, hostile, tmp_path):
    path = tmp_path / "brief.docx"
    marked = replace(dossier.findings[0], detail=hostile["HOSTILE_CONTROL"])
    render_docx(replace(dossier, findings=(marked,)), path)
    assert hostile["HOSTILE"] in words(path)
    assert "\ufffd[31mred" in words(path)
    with ZipFile(path) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        assert "evil.example" not in relations


def test_the_same_dossier_gives_the_same_bytes(dossier, tmp_path):
    render_docx(dossier, tmp_path / "a.docx")
    render_docx(replace(dossier), tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with ZipFile(tmp_path / "a.docx") as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_a_folder_that_is_not_there_is_an_error_of_the_system(dossier, tmp_path):
    with pytest.raises(FileNotFoundError):
        render_docx(dossier, tmp_path / "none" / "brief.docx")
