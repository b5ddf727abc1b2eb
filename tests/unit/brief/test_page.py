import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from ninetenths.brief import render_html, render_json
from ninetenths.brief.page import sections


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.scripts = [], [], [], []
        self.policy = ""
        self.figures, self.scales = {}, {}
        self._figure = self._script = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        self.tags.append((tag, at))
        if "id" in at:
            self.ids.append(at["id"])
        if tag == "a":
            self.links.append(at)
        if tag == "meta" and at.get("http-equiv") == "Content-Security-Policy":
            self.policy = at["content"]
        if "data-at" in at:
            self._figure = at["data-at"]
            self.figures.setdefault(self._figure, "")
            self.scales[self._figure] = float(at.get("data-scale", 1))
        self._script = tag == "script"

    def handle_data(self, data):
        if self._script:
            self.scripts.append(data)
        if self._figure is not None:
            self.figures[self._figure] = data.strip()
            self._figure = None

    def handle_endtag(self, tag):
        self._script = self._script and tag != "script"


@pytest.fixture
def page(dossier):
    return Page(render_html(dossier))


def at(content, path):
    if path.startswith("statements."):
        return content["statements"][path.removeprefix("statements.")]
    for step in path.split("."):
        content = content[int(step)] if step.isdigit() else content[step]
    return content


def numbers(text):
    return [float(part.replace(",", "")) for part in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def rounds_to(shown, value):
    text = re.search(r"-?\d[\d,]*(?:\.(\d+))?", shown.replace("−", "-"))
    return abs(float(text[0].replace(",", "")) - value) <= 0.5 * 10 ** -len(text[1] or "") + 1e-9


def test_every_figure_on_the_page_equals_the_json(dossier, page):
    content = json.loads(render_json(dossier))
    assert len(page.figures) > 30
    for path, shown in page.figures.items():
        value = at(content, path)
        if path.startswith("supply."):
            ends = [page.scales[path] * one for one in ((value[0], value[-1]) if isinstance(value, list) else (value,))]
            parts = re.split(r"(?<=\d)(?:–| to )", shown)
            assert all(rounds_to(part, end) for part, end in zip(parts, ends, strict=False)), path
            assert len(parts) == len(ends) or ends[0] == ends[-1], path
        elif isinstance(value, dict):
            expected = {float(value[bound]) for bound in ("low", "high") if value[bound] is not None}
            assert set(numbers(shown)) == expected, path
        else:
            assert numbers(shown) == [float(value)], path


def test_the_policy_forbids_every_request_and_allows_one_script(page):
    assert len(page.scripts) == 1
    digest = b64encode(sha256(page.scripts[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page.policy
    assert page.policy.startswith("default-src 'none'")
    loading = {"src", "srcset", "data", "poster", "background"}
    assert not [at for _, at in page.tags if loading & set(at)]
    assert [at["href"] for tag, at in page.tags if tag == "link"] == ["data:,"]


def test_hostile_text_is_only_text(dossier, hostile):
    page = Page(render_html(dossier))
    assert "img" not in {tag for tag, _ in page.tags}
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not [name for _, at in page.tags for name in at if name.startswith("on")]
    assert all(link.get("href", "").startswith(("#", "https://")) for link in page.links)
    text = render_html(dossier)
    assert "\x1b" not in text
    assert "\x00" not in text
    assert "\u202e" not in text


def test_outward_links_carry_no_referrer(page):
    outward = [link for link in page.links if link["href"].startswith("https://")]
    assert outward
    assert all("noreferrer" in link["rel"] for link in outward)


def test_every_link_leads_somewhere_on_the_page(page):
    assert len(page.ids) == len(set(page.ids))
    ids = set(page.ids)
    inner = [link for link in page.links if link["href"].startswith("#")]
    assert {link["href"][1:] for link in inner} <= ids
    assert {one for link in inner for one in link.get("data-ids", "").split()} <= ids


def test_every_statement_has_a_card_and_every_document_a_place(dossier, page):
    assert {name.rpartition(":")[2] for name in dossier.statements} <= set(page.ids)
    assert {f"doc-{name.rpartition(':')[2]}" for name in dossier.documents} <= set(page.ids)


def test_an_id_that_clashes_with_a_section_gives_way(dossier):
    one = next(iter(dossier.statements.values()))
    odd = replace(one, statement_id="x@1:findings")
    page = Page(render_html(replace(dossier, statements={**dossier.statements, odd.statement_id: odd})))
    assert len(page.ids) == len(set(page.ids))


def test_a_statement_that_is_not_at_hand_is_named_and_not_linked(dossier):
    finding = replace(dossier.findings[0], statement_ids=("other@1:GONE-1",), disputed_by=("other@1:GONE-2",))
    text = render_html(replace(dossier, findings=(finding,)))
    assert "other@1:GONE-1" in text
    assert 'href="#GONE-1"' not in text


def test_empty_parts_are_absent(sparse):
    assert [anchor for anchor, _ in sections(sparse)] == ["advice"]
    page = Page(render_html(sparse))
    assert {"advice", "top", "drawer"} <= set(page.ids)
    assert "findings" not in page.ids


def test_a_profile_has_one_name(dossier):
    alone = replace(dossier, header=replace(dossier.header, second="", second_name=""))
    assert "<h1>Azerbaijan</h1>" in render_html(alone)


def test_same_dossier_same_bytes_and_a_modest_size(dossier):
    text = render_html(dossier)
    assert text == render_html(replace(dossier, names=dict(reversed(dossier.names.items()))))
    assert len(text.encode()) < 200_000


def test_undated_shares_are_grey_and_reprints_marked(dossier):
    text = render_html(dossier)
    assert text.count('<tr class="undated">') == 1
    assert "same witness as" in text
    assert "reprint of" in text


def test_caveats_and_private_figures_are_printed(dossier):
    text = render_html(dossier)
    for caveat in (*dossier.caveats, *dossier.credits):
        assert caveat in text
    assert "private, not for sharing" in text
