"""``ninetenths blockers``: first the answer in words, then the tables; faults in one line."""

import json

import pytest

from ninetenths.cli import main

ASKED = ["blockers", "ISR", "--item", "crude", "--origin", "AZE", "--origin", "KAZ", "--on", "2024-06-01"]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NINETENTHS_LEDGER", raising=False)


def test_the_answer_stands_before_the_tables(capsys):
    assert main(ASKED) == 0
    shown = capsys.readouterr().out
    first, *_ = shown.splitlines()
    assert first.startswith("Whether Turkey alone can make crude")
    order = [
        "Who could do what",
        "Smallest sets of states",
        "The way round each",
        "What the answer hangs on",
        "of 135 ways",
    ]
    places = [shown.index(title) for title in order]
    assert places == sorted(places)
    assert "A power to stop is no will to stop" in shown
    assert "53–92 %" in shown


def test_json_holds_the_same_answer_and_only_numbers_that_json_knows(capsys):
    assert main([*ASKED, "--json", "--strength", "hard", "--lawful"]) == 0

    def refuse(constant):
        raise AssertionError(constant)

    found = json.loads(capsys.readouterr().out, parse_constant=refuse)
    assert (found["receiver"], found["strength"], found["legality"]) == ("ISR", "hard", "lawful")
    assert found["answer"][0].startswith("No state alone can stop crude from Azerbaijan and Kazakhstan to Israel")
    assert {"hard", "economic", "capacitated"} == {one["strength"] for one in found["coalitions"]}


def test_another_case(capsys):
    asked = ["blockers", "Germany", "--item", "gas", "--origin", "Russia", "--on", "2021-06-01"]
    assert main([*asked, "--ledger", "germany-russia", "--closure", "destination"]) == 0
    assert capsys.readouterr().out.startswith("Russia alone can stop gas from Russia to Germany")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["blockers", "ISR", "--origin", "NOR"], "no way for crude from NOR to ISR is known"),
        (["blockers", "ISR", "--origin", "ISR"], "ISR is both an origin and the receiver"),
        (["blockers", "ISR", "--on", "yesterday"], "--on"),
        (["blockers", "Atlantis"], "Atlantis"),
        (["blockers", "CHL", "--item", "gas"], "no statement names a state that supplies gas to CHL"),
    ],
)
def test_faults_are_told_in_one_line(words, message, capsys):
    assert main(words) != 0
    shown = capsys.readouterr().err
    assert message in shown
    assert "Traceback" not in shown
