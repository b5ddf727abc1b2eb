import re

from ninetenths.brief import render_markdown
from ninetenths.brief.markdown import escape


def test_markup_of_sources_is_shown_as_text():
    text = escape("<b>*x*</b> [a](javascript:b) | `c` # ~~d~~ $e$ & \\")
    assert "<" not in text
    assert re.sub(r"\\(.)", r"\1", text) == "&lt;b&gt;*x*&lt;/b&gt; [a](javascript:b) | `c` # ~~d~~ $e$ &amp; \\"
    assert r"\[a\](" in text
    assert r"\|" in text


def test_a_text_cannot_start_a_list_or_heading():
    assert escape("1. x") == r"1\. x"
    assert escape("- x") == r"\- x"
    assert escape("# x") == r"\# x"
    assert escape("a\n\n# b") == r"a  \# b"


def test_no_html_but_the_anchors_of_statements(dossier):
    text = render_markdown(dossier)
    tags = re.findall(r"<[^>]*>", text)
    assert tags
    assert all(re.fullmatch(r'<a id="[\w.-]+">|</a>|<https?://[^>]+>', tag) for tag in tags)


def test_every_reference_leads_to_an_anchor(dossier):
    text = render_markdown(dossier)
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    used = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert used
    assert used <= anchors


def test_tables_have_as_many_cells_as_columns(dossier):
    tables = re.findall(r"(?:^\|.*\n)+", render_markdown(dossier), re.MULTILINE)
    assert len(tables) > 8
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_a_finding_has_range_caveat_dispute_and_gap_beside_it(dossier):
    text = render_markdown(dossier).replace("\u00a0", " ")
    found = text.index(dossier.findings[0].sentence)
    beside = text[found : text.index(dossier.findings[1].sentence)]
    for part in ("*Range:* 18–46.4 % (definitions differ)", "*Caveat:*", "*Who says otherwise:*", "*Not known:*"):
        assert part in beside


def test_empty_parts_are_absent(sparse):
    text = render_markdown(sparse)
    assert re.findall(r"^## .*", text, re.MULTILINE) == ["## What would help"]
