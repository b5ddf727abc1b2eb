"""House rules that no linter knows: module length, parameters, forbidden names, docstrings."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ninetenths"
MODULES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN = {"utils", "util", "helpers", "helper", "managers", "manager", "common", "misc", "handlers", "handler"}


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_stays_under_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, "split it: one idea, one module"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_a_junk_drawer(path):
    parts = {part.strip("_") for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert not parts & FORBIDDEN


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_public_definitions_have_docstrings_and_few_positional_parameters(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert ast.get_docstring(tree), "a module says what it owns"
    assert [node.name for node in public if not ast.get_docstring(node)] == []
    crowded = [
        node.name
        for node in functions(tree)
        if not node.name.startswith("_")
        and len([name for name in node.args.args if name.arg not in ("self", "cls")]) > 4
    ]
    assert crowded == [], "more than four positional parameters"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_boolean_changes_hands_by_position(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defaults = [
        node.name
        for node in functions(tree)
        for default in node.args.defaults
        if isinstance(default, ast.Constant) and isinstance(default.value, bool)
    ]
    assert defaults == []
