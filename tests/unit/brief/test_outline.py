from dataclasses import fields, replace

from ninetenths.brief.blocks import Listing, Paragraph, Table
from ninetenths.brief.outline import TITLES, outline
from ninetenths.findings import Changes


def test_every_part_of_a_dossier_has_a_heading(dossier):
    unheaded = {"header", "agreements", "used", "names", "documents", "supply"}
    of_supply = {"breakers", "outcomes"}
    assert {field.name for field in fields(dossier)} - unheaded | of_supply == set(TITLES)


def test_a_full_dossier_shows_all_parts_in_order(dossier):
    assert [section.title for section in outline(dossier)] == [
        title for part, title in TITLES.items() if part != "statements"
    ]


def test_every_row_has_a_cell_for_every_column(dossier):
    tables = [block for section in outline(dossier) for block in section.blocks if isinstance(block, Table)]
    assert len(tables) > 10
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)


def test_every_figure_names_its_statements(dossier):
    blocks = [block for section in outline(dossier) for block in section.blocks]
    passages = []
    for block in blocks:
        if isinstance(block, Table):
            passages += [cell for row in block.rows for cell in row]
        else:
            passages += block.points if isinstance(block, Listing) else block.passages
    assert {one for passage in passages for one in passage.statement_ids} >= {
        one for finding in dossier.findings for one in (*finding.statement_ids, *finding.disputed_by)
    }
    assert any(isinstance(block, Paragraph) and block.label == "Contradiction" for block in blocks)


def test_a_change_over_time_is_told_apart_from_a_contradiction(dossier):
    stances = next(section for section in outline(dossier) if section.title == TITLES["stances"])
    assert [block.label for block in stances.blocks if isinstance(block, Paragraph)] == [
        "Contradiction",
        "Change over time",
    ]


def test_a_headline_leads_its_finding_and_the_detail_follows(dossier):
    lead, detail, *_ = outline(dossier)[0].blocks
    assert lead.passages[0].text.startswith("18 to 46.4 %: Azerbaijan's share")
    assert detail.passages[0].text == dossier.findings[0].detail


def test_gaps_stand_beside_their_finding(dossier):
    findings = outline(dossier)[0]
    unknown = [block for block in findings.blocks if isinstance(block, Paragraph) and block.label == "Not known"]
    assert [block.passages[0].text for block in unknown] == [gap.title for gap in dossier.gaps]


def test_what_is_new_is_said(dossier):
    new = next(section for section in outline(dossier) if section.title == TITLES["changes"])
    assert [block.label for block in new.blocks] == [
        "Statements added",
        "Statements no longer there",
        "Statements judged",
        "Disputes opened",
        "Said before",
        "Says now",
    ]
    assert new.blocks[4].passages[0].text == "not found before"


def test_nothing_new_is_said_too(dossier):
    none = Changes(added=(), removed=(), judged=(), disputes_opened=(), disputes_closed=(), moved=())
    new = next(one for one in outline(replace(dossier, changes=none)) if one.title == TITLES["changes"])
    assert new.blocks[0].passages[0].text == "Nothing."
