import json
import re

import pytest

from ninetenths.brief import render_html, render_json, wording
from ninetenths.brief.references import on_paper
from ninetenths.datasets.packs import open_ledger
from ninetenths.findings import build_dossier

pytestmark = pytest.mark.browser

VISIBLE_IDS = "all => all.filter((one) => one.checkVisibility()).map((one) => one.id)"
CONTRAST = """() => {
  const channel = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (text) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (text) => {
    const [r, g, b] = rgb(text).map((one) => channel(one / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const fill = getComputedStyle(at).backgroundColor;
      if (rgb(fill)[3] > 200) return fill;
    }
    return 'white';
  };
  const poor = [];
  for (const one of document.querySelectorAll('body *')) {
    if (one.closest('svg, dialog, .only-read, .skip') || !one.checkVisibility()) continue;
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(ground(one))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${one.tagName}.${one.className}: ${one.textContent.slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


def drawer(page):
    return page.locator("#drawer")


def test_the_page_opens_without_faults_and_sends_no_request(visit, address):
    found = visit()
    found.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    found.page.wait_for_timeout(200)
    assert found.page.evaluate("document.documentElement.dataset.ready") == "yes"
    assert found.faults == []
    assert found.requests == [address]


def test_the_policy_stops_an_injected_request(visit):
    found = visit()
    found.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://evil.example/x.png\">')")
    found.page.wait_for_timeout(200)
    assert any("Content Security Policy" in fault for fault in found.faults)


def test_the_tie_map_draws_and_a_click_opens_its_statements(visit, example):
    page = visit().page
    edges = page.locator("#map .edge")
    assert edges.count() == len(example.ties.ties)
    box = page.locator("#map").bounding_box()
    assert box["width"] > 500
    assert box["height"] > 300
    edge = page.locator('#map .edge[data-layer="arms"]').first
    edge.scroll_into_view_if_needed()
    middle = edge.locator(".tie").evaluate(
        "path => { const at = path.getPointAtLength(path.getTotalLength() / 2);"
        " const on = at.matrixTransform(path.getScreenCTM()); return [on.x, on.y]; }"
    )
    page.mouse.click(*middle)
    assert drawer(page).is_visible()
    assert drawer(page).locator(".card").count() == 3


def test_zoom_pan_and_reset_move_the_map(visit):
    page = visit().page
    box = lambda: page.locator("#map").get_attribute("viewBox")  # noqa: E731
    whole = box()
    page.click('[data-map="in"]')
    near = box()
    assert float(near.split()[2]) < float(whole.split()[2])
    page.locator("#map").focus()
    page.keyboard.press("ArrowRight")
    assert box() != near
    page.keyboard.press("0")
    assert [float(part) for part in box().split()] == [float(part) for part in whole.split()]


def test_dragging_the_map_opens_nothing(visit):
    page = visit().page
    page.click('[data-map="in"]')
    page.locator("#map").scroll_into_view_if_needed()
    frame = page.locator("#map").bounding_box()
    before = page.locator("#map").get_attribute("viewBox")
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 30, steps=5)
    page.mouse.up()
    assert page.locator("#map").get_attribute("viewBox") != before
    assert not drawer(page).is_visible()


def test_layers_can_be_hidden_on_map_and_timeline(visit):
    page = visit().page
    page.uncheck('#ties .filter input[value="arms"]')
    assert page.locator('#map .edge[data-layer="arms"]:visible').count() == 0
    assert page.locator('#map .edge[data-layer="energy"]:visible').count() == 1
    page.click("#timeline .filter button")
    page.click("#timeline .filter button")
    page.uncheck('#timeline .filter input[value="diplomacy"]')
    assert page.locator('#timeline li[data-layer="diplomacy"]:visible').count() == 0
    assert page.locator("#timeline .year:visible").count() > 0
    page.click("#timeline .filter button")
    assert page.locator('#timeline li[data-layer="diplomacy"]:visible').count() > 0


def test_the_timeline_can_be_narrowed_to_the_two(visit):
    page = visit().page
    entries = page.locator("#timeline li:visible")
    before = entries.count()
    page.check("#timeline [data-near]")
    assert 0 < entries.count() < before
    assert page.locator("#timeline li:visible:not([data-between])").count() == 0
    page.uncheck("#timeline [data-near]")
    assert entries.count() == before


def test_the_keyboard_opens_and_closes_the_drawer(visit):
    page = visit().page
    link = page.locator("#findings .ev").first
    link.focus()
    page.keyboard.press("Enter")
    assert drawer(page).is_visible()
    assert drawer(page).locator(".card").count() == 4
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not drawer(page).is_visible()
    assert link.evaluate("one => one === document.activeElement")


def test_a_tie_can_be_reached_and_opened_by_keyboard(visit):
    page = visit().page
    page.locator("#map").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('edge')")
    page.keyboard.press("Enter")
    assert drawer(page).is_visible()


def test_a_deep_link_opens_its_statement(visit):
    page = visit(fragment="#EXMP-0018").page
    assert drawer(page).is_visible()
    assert "EXMP-0018" in drawer(page).inner_text()
    assert "</script><script>alert(1)</script>" in drawer(page).inner_text()


def test_a_statement_leads_to_its_document(visit):
    page = visit(fragment="#EXMP-0003").page
    drawer(page).locator(".from a").first.click()
    assert not drawer(page).is_visible()
    assert page.evaluate("location.hash") == "#doc-reprint"
    assert page.locator("#doc-reprint").is_visible()


def test_points_in_pictures_open_statements(visit):
    page = visit().page
    page.locator("#shares .over-time a").first.click()
    assert drawer(page).locator(".card").count() == 1
    page.keyboard.press("Escape")
    page.locator("#arms .stack a").first.click()
    assert drawer(page).is_visible()


@pytest.mark.parametrize("width", [360, 390, 768])
def test_no_width_scrolls_sideways(visit, width):
    page = visit(width=width).page
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#findings .ev").first.click()
    assert drawer(page).bounding_box()["width"] <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast_in_light_and_dark(visit, scheme):
    page = visit(color_scheme=scheme).page
    assert page.evaluate(CONTRAST) == []


def test_the_button_turns_the_colours(visit):
    page = visit(color_scheme="light").page
    ground = lambda: page.evaluate("getComputedStyle(document.body).backgroundColor")  # noqa: E731
    light = ground()
    page.click("#theme")
    dark = ground()
    assert dark != light
    assert page.evaluate(CONTRAST) == []
    page.click("#theme")
    assert ground() == light


def test_paper_shows_findings_what_they_rest_on_and_folded_tables(visit, example, tmp_path):
    page = visit(color_scheme="dark").page
    pdf = page.pdf(path=tmp_path / "brief.pdf", format="A4")
    assert pdf.startswith(b"%PDF")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#declared .readings").is_visible()
    assert page.locator("#outcomes .triple").is_visible()
    assert not page.locator("#breakers details").first.locator("table").is_visible()
    assert page.locator(".other details li").is_visible()
    assert not page.locator(".contents").is_visible()
    assert not page.locator("#theme").is_visible()
    cited = {f"#{one.rpartition(':')[2]}" for one in on_paper(example)}
    shown = {f"#{one}" for one in page.eval_on_selector_all(".card", VISIBLE_IDS)}
    assert shown == cited
    assert 0 < len(cited) < len(example.statements)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for finding in example.findings:
        assert page.get_by_text(finding.sentence).first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("#declared details").evaluate("one => one.open")


def test_the_case_fits_on_twenty_five_sheets(visit, case_address):
    pdf = visit(page_address=case_address).page.pdf(format="A4")
    assert 10 < len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 25


def test_statements_take_no_room_until_they_are_asked_for(visit):
    page = visit().page
    height = "document.querySelector('#statements').getBoundingClientRect().height"
    folded = page.evaluate(height)
    assert folded < 300
    page.locator(".show-all input").check()
    assert page.evaluate(height) > folded + 500
    assert page.locator("#EXMP-0001 dl").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_without_scripts_every_link_still_leads_to_its_statement(visit, scripts):
    page = visit(java_script_enabled=scripts, fragment="#EXMP-0002").page
    card = drawer(page).locator(".card") if scripts else page.locator("#EXMP-0002")
    assert "Invented statement 2" in card.inner_text()
    assert card.locator("dl").is_visible()
    assert card.bounding_box()["height"] > 60


def test_without_scripts_a_click_on_a_figure_opens_its_statement(visit):
    page = visit(java_script_enabled=False).page
    page.locator("#findings .ev").first.click()
    assert page.url.endswith("#EXMP-0001")
    assert page.locator("#EXMP-0001 dl").is_visible()
    assert page.locator(".filter").first.is_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_source_unfolds_its_group(visit, scripts):
    page = visit(java_script_enabled=scripts, fragment="#doc-reprint").page
    assert page.locator("#doc-reprint td").first.is_visible()


def test_declared_stands_against_tracked(visit, example):
    page = visit().page
    readings = example.declared[0].readings
    picture = page.locator("#declared .over-time")
    dated = [one for one in readings if one.begins]
    assert picture.locator("a rect:not(.band)").count() == len(dated)
    assert picture.locator("rect.again").count() == 1
    zero = picture.locator("rect.w-declared").nth(1).bounding_box()
    line = picture.locator(".zero").bounding_box()
    assert abs(zero["y"] + zero["height"] / 2 - line["y"]) < 2
    bands = picture.locator("rect.band")
    assert bands.count() == len(example.supply[0].reconciled.submerged)
    band, below = bands.first.bounding_box(), picture.locator("rect.submerged").first.bounding_box()
    assert abs(band["y"] + band["height"] - below["y"]) < 2
    assert "28–72" in page.locator("#declared .submerged-table").inner_text()
    table = page.locator("#declared details")
    assert not table.locator("table").is_visible()
    table.locator("summary").click()
    assert table.locator("tbody tr").count() == len(readings)
    picture.locator("a", has=page.locator("rect.band")).first.focus()
    page.keyboard.press("Enter")
    assert drawer(page).locator(".card").count() == 3
    page.keyboard.press("Escape")
    picture.locator("a", has=page.locator("rect.w-declared")).first.focus()
    page.keyboard.press("Enter")
    assert "EXMP-0001" in drawer(page).inner_text()


def test_reconciled_shares_stand_year_by_origin(visit, example):
    page = visit().page
    panel = example.supply[0].reconciled
    informed = [one for one in panel.shares if one.informed]
    small = page.locator("#shares .multiple")
    assert small.count() == len({one.origin for one in informed})
    assert page.locator("#shares .multiple rect.range").count() == len(informed)
    silent = page.locator("#shares .multiple rect.silent")
    assert silent.count() == 3
    assert all("no evidence" in one.text_content() for one in silent.all())
    bar = small.first.locator("rect.range").last.bounding_box()
    middle = small.first.locator("line.mid").last.bounding_box()
    assert bar["y"] < middle["y"] + middle["height"] / 2 < bar["y"] + bar["height"]
    small.first.locator("a").first.focus()
    page.keyboard.press("Enter")
    assert drawer(page).locator(".card").count() == 1


def test_the_flow_map_draws_its_ways_and_leads_to_their_words(visit, example):
    page = visit().page
    frame = page.locator(".flow-frame")
    box = frame.bounding_box()
    assert box["width"] > 500
    assert box["height"] > 200
    ways = example.supply[0].flow_map.ways
    assert frame.locator("path.way").count() == len(ways)
    land = frame.locator(".land").bounding_box()
    assert land["width"] > 0.9 * box["width"]
    for line in frame.locator("path.way").all():
        drawn = line.bounding_box()
        assert drawn["x"] > box["x"] - 12
        assert drawn["x"] + drawn["width"] < box["x"] + box["width"] + 12
    assert frame.locator("text.at-desk:visible").count() >= 5
    assert frame.locator("text.on-phone:visible").count() == 0
    frame.locator("a").first.focus()
    page.keyboard.press("Enter")
    row = page.locator(page.evaluate("location.hash"))
    assert row.is_visible()
    assert row.inner_text().split("\n")[0] in {way.words.replace("\x1b", "\ufffd") for way in ways}


@pytest.mark.parametrize("width", [390, 1280])
def test_names_on_the_flow_map_do_not_overlap(visit, case_address, width):
    page = visit(width=width, page_address=case_address).page
    boxes = [one.bounding_box() for one in page.locator(".flow-frame text:visible").all()]
    assert len(boxes) > 4
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart_x = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            apart_y = one["y"] + one["height"] <= other["y"] + 3 or other["y"] + other["height"] <= one["y"] + 3
            assert apart_x or apart_y


def test_acts_stand_on_one_axis_with_their_ranges(visit, example):
    page = visit().page
    acts = example.supply[0].outcomes.acts
    pictures = page.locator("#outcomes svg.act")
    assert pictures.count() == len(acts)
    nothing = pictures.nth(1).locator(".nothing").bounding_box()
    own = pictures.nth(1).locator("line.own").bounding_box()
    assert own["x"] < nothing["x"]
    assert pictures.nth(0).locator(".hill").count() == len([count for count in acts[0].bins if count])
    said = page.locator("#outcomes").inner_text()
    assert "A model is not a forecast" in said
    assert acts[0].act not in said
    assert "Known error" in said


@pytest.mark.parametrize("part", ["declared", "shares", "breakers", "outcomes", "flow_map"])
def test_figures_of_the_submerged_part_equal_the_json(visit, example, part):
    content = json.loads(render_json(example))
    name = {"declared": "reconciled.submerged", "shares": "reconciled.shares"}.get(part, part)
    shown = visit().page.eval_on_selector_all(
        f"[data-at^='supply.0.{name}']",
        "all => all.map((one) => [one.dataset.at, Number(one.dataset.scale ?? 1), one.textContent])",
    )
    assert shown
    for at, scale, text in shown:
        value = content
        for step in at.split("."):
            value = value[int(step)] if step.isdigit() else value[step]
        ends = [scale * one for one in (value if isinstance(value, list) else [value])]
        numbers = re.findall(r"-?\d[\d,]*(?:\.\d+)?", text.replace("−", "-"))
        for number, end in zip(numbers, (ends[0], ends[-1]), strict=False):
            digits = len(number.partition(".")[2])
            assert abs(float(number.replace(",", "")) - end) <= 0.5 * 10**-digits + 1e-9, (at, text)


def test_labels_in_the_picture_do_not_overlap(visit, case_address):
    page = visit(page_address=case_address).page
    boxes = [one.bounding_box() for one in page.locator("#declared text.value").all()]
    assert len(boxes) > 3
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart_x = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            apart_y = one["y"] + one["height"] <= other["y"] + 3 or other["y"] + other["height"] <= one["y"] + 3
            assert apart_x or apart_y


def test_what_is_shown_equals_the_json(visit, example):
    content = json.loads(render_json(example))
    shown = visit().page.eval_on_selector_all(
        "[data-at^='findings.']", "all => all.map((one) => [one.dataset.at, one.innerText])"
    )
    assert len(shown) == 3
    for at, text in shown:
        finding = content["findings"][int(at.split(".")[1])]
        numbers = [float(number) for number in re.findall(r"[\d.]+", text)]
        assert numbers == [finding["low"], finding["high"]]
        assert text == wording.quantity(finding["low"], finding["high"], finding["unit"])


def test_pictures_and_controls_have_names(visit):
    page = visit().page
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('svg, button, [role=region], [role=group], input')]
        .filter((one) => !one.closest('[aria-hidden=true]'))
        .filter((one) => one.tagName !== 'svg' || one.getAttribute('role'))
        .filter((one) => !(one.getAttribute('aria-label') || one.labels?.length || one.textContent.trim()))
        .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    hidden_focus = page.evaluate(
        "() => [...document.querySelectorAll('[aria-hidden=true] a, a[aria-hidden=true]')]"
        ".filter((one) => one.tabIndex >= 0).length"
    )
    assert hidden_focus == 0


def test_the_page_is_ready_soon(visit, record_property):
    page = visit().page
    timing = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    record_property("ready_ms", round(timing))
    assert 0 < timing < 5_000


@pytest.fixture(scope="module")
def case_address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    dossier = build_dossier(open_ledger("azerbaijan-israel", working_directory=folder), "AZE", "ISR")
    (folder / "case.html").write_text(render_html(dossier), encoding="utf-8")
    return (folder / "case.html").as_uri()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (360, "light")])
def test_the_embedded_case_opens_without_faults(visit, case_address, record_property, width, scheme):
    found = visit(width=width, color_scheme=scheme, page_address=case_address)
    record_property("ready_ms", round(found.page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")))
    assert found.faults == []
    assert found.requests == [case_address]
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.page.evaluate(CONTRAST) == []
    found.page.locator("#findings .ev").first.click()
    assert drawer(found.page).locator(".card").count() > 0
