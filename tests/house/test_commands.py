"""Every command is documented, loads late, and its help line is its docstring's first line."""

import importlib
import runpy
import subprocess
import sys
from pathlib import Path

import cyclopts
import pytest

import ninetenths
from ninetenths.cli import COMMANDS, EXIT_CODES, main
from ninetenths.cli.application import app

ROOT = Path(__file__).parents[2]
DOCS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])
    if "generated" not in path.parts
)


@pytest.mark.parametrize(("name", "path", "line"), COMMANDS, ids=[name for name, _, _ in COMMANDS])
def test_the_help_line_is_the_docstring(name, path, line):
    module, _, attribute = path.partition(":")
    target = getattr(importlib.import_module(module), attribute)
    said = target.help if isinstance(target, cyclopts.App) else target.__doc__
    assert said.strip().splitlines()[0] == line
    assert app[name] is not None


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_every_command_stands_in_the_docs(name):
    assert f"ninetenths {name}" in DOCS


@pytest.mark.parametrize("name", sorted(ninetenths.__all__))
def test_every_public_name_stands_in_the_docs_and_loads(name):
    assert getattr(ninetenths, name).__doc__
    assert name in (Path(__file__).parents[2] / "docs" / "reference" / "python.md").read_text(encoding="utf-8")


def test_help_loads_no_room():
    code = (
        "import sys; from ninetenths.cli import main; main(['--help']);"
        "rooms = {'duckdb', 'pyarrow', 'jinja2', 'cyclopts', 'networkx', 'pydantic', 'docx', 'ninetenths.findings'};"
        "heavy = rooms & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_misspelt_command_is_answered_with_what_was_meant(capsys):
    assert main(["breif", "AZE", "ISR"]) == 2
    assert "brief" in capsys.readouterr().err


def test_exit_codes_are_documented():
    page = runpy.run_path(str(ROOT / "docs" / "generate.py"))["command_page"]()
    assert all(f"| {code} | {meaning} |" in page for code, meaning in EXIT_CODES.items())


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]], ids=["nothing", "long", "short"])
def test_the_overview_names_every_command_and_exit_code(words, capsys):
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert all(name in shown and line in shown for name, _, line in COMMANDS)
    assert all(meaning in shown for meaning in EXIT_CODES.values())
