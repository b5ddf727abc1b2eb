import io
from dataclasses import replace

import pytest
from docx import Document
from rich.console import Console

from ninetenths.brief import render_docx, render_html, render_markdown, render_terminal
from ninetenths.brief.page import sections
from ninetenths.brief.references import on_paper

SUPPLY_PARTS = ("breakers", "outcomes")


def printed(dossier, width=120):
    stream = io.StringIO()
    render_terminal(dossier, Console(file=stream, width=width))
    return stream.getvalue().replace("\u00a0", " ")


def part(text, heading):
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"{heading} ─"))
    end = next((place for place in range(start + 1, len(lines)) if " ──" in lines[place]), len(lines))
    return lines[start + 1 : end]


def with_supply(dossier, **changes):
    return replace(dossier, supply=(replace(dossier.supply[0], **changes),))


def test_the_new_parts_have_headings_and_an_anchor(dossier):
    anchors = dict(sections(dossier))
    assert anchors["breakers"] == "Who can break it"
    assert anchors["outcomes"] == "What if it were cut"
    assert list(anchors).index("routes") + 1 == list(anchors).index("breakers")


def test_without_a_supply_the_parts_are_absent_and_the_rest_stays(dossier):
    bare = replace(dossier, supply=())
    anchors = dict(sections(bare))
    assert not set(SUPPLY_PARTS) & set(anchors)
    assert {"declared", "shares", "routes"} <= set(anchors)
    text = render_html(bare)
    assert "all sources reconciled" not in text
    assert 'class="flow-frame"' not in text


def test_a_supply_alone_fills_declared_shares_and_routes(dossier):
    alone = replace(dossier, declared=(), shares=(), routes=())
    assert {"declared", "shares", "routes"} <= set(dict(sections(alone)))
    text = render_html(alone).replace("\u00a0", " ")
    assert "Crude to Israel: declared and arrived" in text
    assert ">28–72</span>" in text


@pytest.mark.parametrize("missing", ["reconciled", "breakers", "outcomes", "flow_map"])
def test_each_part_may_be_missing(dossier, missing, tmp_path):
    changed = with_supply(dossier, **{missing: None})
    assert (missing in dict(sections(changed))) is False
    render_html(changed)
    render_markdown(changed)
    render_docx(changed, tmp_path / "brief.docx")
    printed(changed)


def test_amounts_are_left_out_where_no_statement_gives_one(dossier):
    unscaled = replace(dossier.supply[0].reconciled, scaled=False)
    text = render_html(with_supply(dossier, reconciled=unscaled))
    assert "Flow, 90 % range" in render_html(dossier)
    assert "Flow, 90 % range" not in text


def test_the_terminal_says_it_in_few_lines(dossier):
    text = printed(dossier)
    declared = part(text, "Declared against tracked")
    assert any(line.startswith("2024") and "28–72 kb/d, median 46" in line for line in declared)
    shares = part(text, "Shares, by definition")
    assert any("40–49 %, median 45" in line and "Jan 2025–Jun 2025" in line for line in shares)
    breakers = part(text, "Who can break it")
    assert breakers[0].startswith("Turkey alone can perhaps stop it.")
    assert any(
        line.startswith("Turkey") and "denial, volume" in line and "contested, unlawful" in line for line in breakers
    )
    assert any("unlawful acts only: Iran; firms: 1" in line for line in breakers)
    cut = part(text, "What if it were cut")
    assert "A model is not a forecast." in cut[0]
    assert any(
        line.startswith("Azerbaijan stops selling to Israel") and "59–181" in line and "94 %" in line for line in cut
    )
    assert any(line.startswith("Known error: ") for line in cut)


def test_the_terminal_stays_dead_to_hostile_text(dossier):
    assert "\x1b" not in printed(dossier)


def test_markdown_has_every_table_and_every_word_of_caution(dossier):
    text = render_markdown(dossier).replace("\u00a0", " ")
    for title in ("declared and arrived", "all sources reconciled", "Enough together", "Acts that could stop it"):
        assert f"### {title}" in text or title in text
    assert "| 2024 | Azerbaijan | 25–44 %, median 33 ([EXMP\\-" in text or "25–44 %, median 33" in text
    assert "52–95 kb/d, median 70" in text
    assert "*Known error:* Elsewhere it missed by 20 to 63 points" in text
    assert "A model is not a forecast" in text
    assert "<script" not in text


def test_docx_has_the_tables(dossier, tmp_path):
    render_docx(dossier, tmp_path / "brief.docx")
    tables = Document(str(tmp_path / "brief.docx")).tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert ["Who", "By what act", "Where", "Law", "Gets round it", "At stake for itself"] in heads
    assert any(head[:2] == ["Act", "Receiver loses"] for head in heads)


def test_codes_of_actors_are_spelled_out(dossier):
    text = render_html(dossier)
    assert "Azerbaijan stops selling to Israel" in text
    assert "AZE stops selling" not in text


def test_ranges_are_printed_and_never_a_median_alone(dossier):
    text = render_html(dossier).replace("\u00a0", " ")
    assert "−52 to 4" in text
    assert "12,346" in text
    assert "0.4–0.9 %" in text or "0.40–0.90 %" in text


def test_paper_holds_what_the_new_pictures_rest_on(dossier):
    bare = replace(dossier, findings=(), declared=(), shares=(), arms=(), agreements=(), disputes=(), stances=())
    assert {"example@1:EXMP-0015", "example@1:EXMP-0012", "example@1:EXMP-0006"} <= on_paper(bare)
    assert on_paper(replace(bare, supply=())) == frozenset()


def test_firms_and_unlawful_acts_are_folded(dossier):
    text = render_html(dossier)
    firms = text.index("Firms that hold a part: 1")
    assert text.index("SOCAR (Azerbaijan)", firms) > firms
    assert "Whose only act would be unlawful: Iran" in text
