"""Every command line shown in the documentation runs, page by page, in an empty folder, and prints what is shown."""

import re
import shlex
from pathlib import Path

import pytest

from ninetenths.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def shown(page):
    """Return each command with the lines printed below it; a line of dots stands for lines left out."""
    found = []
    text = "\n".join(BLOCK.findall(page.read_text(encoding="utf-8"))).replace("\\\n", " ")
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and line.strip() not in ("", "..."):
            found[-1][1].append(" ".join(line.split()))
    return [(command, lines) for command, lines in found if command.startswith("ninetenths ")]


SHOWN = [page for page in PAGES if "generated" not in page.parts and shown(page)]


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_run_and_print_what_is_shown(page, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NINETENTHS_LEDGER", raising=False)
    for command, lines in shown(page):
        words, _, target = command.removeprefix("ninetenths ").partition(" > ")
        status = main(shlex.split(words))
        printed = capfd.readouterr()
        assert status == 0, f"{command}\n{printed.err}"
        if target:
            Path(target.strip()).write_text(printed.out, encoding="utf-8")
        folded = [" ".join(line.split()) for line in printed.out.splitlines()]
        assert [line for line in lines if line not in folded] == [], command


def test_there_are_pages_with_commands():
    assert len(SHOWN) >= 4
