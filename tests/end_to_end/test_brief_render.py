"""From an embedded pack to every form of a brief."""

import html
import io
import json
import re

import pytest
from rich.console import Console

from ninetenths import brief
from ninetenths.brief.references import referenced, referenced_documents
from ninetenths.datasets.packs import open_ledger
from ninetenths.findings import build_dossier

PAIRS = (("azerbaijan-israel", "AZE", "ISR"), ("germany-russia", "DEU", "RUS"), ("azerbaijan-israel", "AZE", ""))


def dossier_of(pack, first, second, folder):
    return build_dossier(open_ledger(pack, working_directory=folder), first, second)


@pytest.fixture(scope="module", params=PAIRS, ids="-".join)
def case(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    return dossier_of(*request.param, folder), dossier_of(*request.param, folder)


def test_the_same_pack_gives_the_same_bytes_in_every_form(case, tmp_path):
    one, other = case
    for render in (brief.render_html, brief.render_markdown, brief.render_json):
        assert render(one) == render(other)
    for number, dossier in enumerate(case):
        brief.render_docx(dossier, tmp_path / f"{number}.docx")
    assert (tmp_path / "0.docx").read_bytes() == (tmp_path / "1.docx").read_bytes()
    assert brief.render_bibtex(one.documents.values()) == brief.render_bibtex(other.documents.values())
    assert brief.render_csl(one.documents.values()) == brief.render_csl(other.documents.values())


def test_the_page_is_small_and_names_everything_that_it_rests_on(case):
    dossier, _ = case
    page = brief.render_html(dossier)
    assert len(page.encode()) <= 2_500_000
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert {one for text in re.findall(r'data-ids="([^"]*)"', page) for one in text.split()} <= set(ids)
    assert page.count('<article class="card') == len(referenced(dossier))
    assert len([one for one in ids if one.startswith("doc-")]) >= len(referenced_documents(dossier))
    assert len(referenced(dossier)) > 100


def test_every_figure_on_the_page_equals_the_json(case):
    dossier, _ = case
    content = json.loads(brief.render_json(dossier))
    page = brief.render_html(dossier)
    found = re.findall(r'data-at="([^"]+)"(?: data-scale="(\d+)")?[^>]*>([^<]*)<', page)
    assert len(found) > 100
    for at, scale, text in found:
        value = _at(content, at)
        if at.startswith("supply."):
            ends = [float(scale or 1) * one for one in ((value[0], value[-1]) if isinstance(value, list) else (value,))]
            parts = re.split(r"(?<=\d)(?:–| to )", text)
            assert all(_rounds_to(part, end) for part, end in zip(parts, ends, strict=False)), at
            assert len(parts) == len(ends) or round(ends[0]) == round(ends[-1]), at
            continue
        shown = [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", _figure(text, value))]
        if isinstance(value, dict) and at.startswith("shares.") and value["printed"]:
            assert html.unescape(text) == value["printed"], at
            assert set(shown) <= {abs(float(value[end])) for end in ("low", "high")}, at
        elif isinstance(value, dict):
            assert set(shown) == {abs(float(value[end])) for end in ("low", "high") if value[end] is not None}, at
        else:
            assert shown == [float(value)], at


def test_the_terminal_and_markdown_say_every_finding(case):
    dossier, _ = case
    stream = io.StringIO()
    brief.render_terminal(dossier, Console(file=stream, width=100))
    printed = " ".join(stream.getvalue().split())
    plain = re.sub(r"\\(.)", r"\1", brief.render_markdown(dossier))
    for finding in dossier.findings:
        assert " ".join(finding.sentence.split()) in printed
        assert finding.sentence in plain


def _rounds_to(shown, value):
    text = re.search(r"-?\d[\d,]*(?:\.(\d+))?", shown.replace("−", "-"))
    return abs(float(text[0].replace(",", "")) - value) <= 0.5 * 10 ** -len(text[1] or "") + 1e-9


def _at(content, path):
    if path.startswith("statements."):
        return content["statements"][path.removeprefix("statements.")]
    for step in path.split("."):
        content = content[int(step)] if step.isdigit() else content[step]
    return content


def _figure(text, value):
    """Return the figure without its unit, which may hold a number of its own ("million USD of 2010", "km2")."""
    unit = value.get("unit", "") if isinstance(value, dict) else ""
    return text.split("\u00a0")[0] if unit else text
