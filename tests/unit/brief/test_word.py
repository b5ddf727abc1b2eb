from dataclasses import replace
from zipfile import ZipFile

import pytest
from docx import Document

from ninetenths.brief import render_docx


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


def test_hostile_text_is_text(dossier, hostile, tmp_path):
    path = tmp_path / "brief.docx"
    render_docx(dossier, path)
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
