"""case.yaml: what is refused before anything is built from it, and what each key must be."""

import pytest

from ninetenths.datasets.packs.case_file import read_case

GOOD = """\
name: small
version: 2
title: A small case
dyads: [[AZE, ISR], [AZE, TUR]]
recorded_at: 2026-11-21
licence: facts only
"""


def case(folder, text):
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return read_case(folder)


def test_a_good_file(tmp_path):
    found, faults = case(tmp_path, GOOD)
    assert not faults
    assert (found.name, found.version, found.credits) == ("small", 2, ())
    assert found.dyads == (("AZE", "ISR"), ("AZE", "TUR"))
    assert found.recorded_time.isoformat() == "2026-11-21T00:00:00+00:00"


def test_words_that_yaml_would_turn_into_booleans_stay_words(tmp_path):
    found, _ = case(tmp_path, GOOD.replace("AZE, TUR", "NO, YES").replace("facts only", "no"))
    assert found.dyads[1] == ("NO", "YES")
    assert found.licence == "no"


def test_all_wrong_keys_are_told_at_once(tmp_path):
    found, faults = case(tmp_path, "name: Small Case\nversion: 0\ntitel: x\ndyads: []\nrecorded_at: 20261121\n")
    assert found is None
    assert {fault.code for fault in faults} == {"P022"}
    told = {fault.column: fault.found for fault in faults}
    assert set(told) == {"name", "version", "titel", "title", "dyads", "recorded_at", "licence"}
    assert told["titel"] == "the unknown key 'titel' (did you mean 'title'?)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GOOD + "summary: &a x\n", "an anchor or alias"),
        ("a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "an anchor or alias"),
        (GOOD + "summary: !!python/object/apply:os.system ['true']\n", "the tag 'tag:yaml.org,2002:python"),
        (GOOD + "summary: " + "[" * 500 + "]" * 500 + "\n", "deep nesting"),
        (GOOD + "name: other\n", "the key 'name' twice"),
    ],
)
def test_tricks_are_refused(tmp_path, text, found):
    _, [fault] = case(tmp_path, text)
    assert fault.code == "P021"
    assert fault.found.startswith(found)


@pytest.mark.parametrize("text", ["a: [b", "{", "a: b: c", "- a\nb", "---\na: 1\n---\nb: 2\n", "? [a]\n: b"])
def test_text_that_is_no_yaml_mapping(tmp_path, text):
    found, faults = case(tmp_path, text)
    assert found is None
    assert faults[0].code in {"P020", "P022"}


@pytest.mark.parametrize("text", ["just words", "- a\n- b\n"])
def test_yaml_that_is_no_mapping(tmp_path, text):
    _, [fault] = case(tmp_path, text)
    assert fault.code == "P022"


def test_a_large_file_is_refused(tmp_path):
    _, [fault] = case(tmp_path, GOOD + "#" * 64_000)
    assert fault.code == "P005"


def test_a_state_paired_with_itself(tmp_path):
    _, [fault] = case(tmp_path, GOOD.replace("AZE, TUR", "AZE, AZE"))
    assert "paired with itself" in fault.expected
