import json
import re
from dataclasses import replace

import pytest

from ninetenths.brief import render_bibtex, render_csl
from ninetenths.ledger.records import Document


def test_bibtex_names_reprints_and_leaves_private_documents_out(dossier):
    text = render_bibtex(dossier.documents.values())
    assert "note = {Reprint of tracker-note}" in text
    assert "Own note of a meeting" not in text
    assert text.count("\n@") + text.startswith("@") == len(dossier.documents) - 1
    assert "url = {https://doi.org/10.1234/arms.2025}" in text


def test_bibtex_braces_balance_and_commands_are_dead(dossier):
    document = replace(
        next(iter(dossier.documents.values())), title=r"\input{/etc/passwd} 100% & } {", publisher="$x_1^2~#"
    )
    text = render_bibtex([document])
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert r"\input" not in text.replace(r"\textbackslash{}input", "")
    assert r"100\%" in text


def test_csl_is_ordered_and_complete(dossier):
    items = json.loads(render_csl(reversed(list(dossier.documents.values()))))
    assert [item["id"] for item in items] == sorted(item["id"] for item in items)
    by_id = {item["id"]: item for item in items}
    assert by_id["customs-2025"]["issued"] == {"date-parts": [[2026, 1, 20]]}
    assert by_id["tracker-note"]["author"] == [{"literal": "A. Writer"}]
    assert by_id["arms-2025"]["type"] == "dataset"
    assert "URL" not in by_id["hostile"]
    assert "private" not in by_id


def test_no_documents_give_an_empty_list():
    assert json.loads(render_csl([])) == []
    assert render_bibtex([]) == ""


@pytest.mark.parametrize("publisher", ["}{", "{", "}}}", "a}, title = {b"])
def test_braces_in_a_name_balance_even_for_a_reader_that_counts_escaped_ones(publisher):
    entry = render_bibtex(
        [Document(document_id="d", title="T", kind="news", interest="press", licence="cite", publisher=publisher)]
    )
    depth = 0
    for character in entry:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert entry.count("title = ") == (2 if "title" in publisher else 1)
