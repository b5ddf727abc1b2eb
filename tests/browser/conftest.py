import os
import runpy
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from ninetenths.brief import render_html

EXAMPLE = Path(__file__).parents[1] / "unit" / "brief" / "example_dossier.py"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser():
    path = Path(os.environ.get("NINETENTHS_CHROMIUM", "/usr/bin/chromium"))
    if not path.exists():
        if os.environ.get("NINETENTHS_CORPUS"):
            pytest.fail(f"NINETENTHS_CORPUS is set, which promises Chromium, but {path} is not there")
        pytest.skip(f"no browser at {path}: install Chromium or name one in NINETENTHS_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def example():
    return runpy.run_path(str(EXAMPLE))["example"]()


@pytest.fixture(scope="session")
def address(example, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(render_html(example), encoding="utf-8")
    return path.as_uri()


class Visit:
    """A page with everything that went wrong on it and every request that it sent."""

    def __init__(self, page):
        self.page = page
        self.faults = []
        self.requests = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))


@pytest.fixture
def visit(browser, address):
    contexts = []

    def open_page(*, width=1280, height=900, fragment="", page_address=address, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        found = Visit(context.new_page())
        found.page.goto(page_address + fragment)
        return found

    yield open_page
    for context in contexts:
        context.close()
