"""The command ``whatif``, from options and files to words, JSON and a run that repeats to the byte."""

import json
from pathlib import Path

import pytest

from ninetenths.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "docs" / "how-to").glob("*.toml"))
GULF = ROOT / "docs" / "how-to" / "gulf-withholds-crude.toml"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NINETENTHS_LEDGER", raising=False)


def ran(capsys, *words):
    status = main(["whatif", *map(str, words)])
    shown = capsys.readouterr()
    assert status == 0, shown.err
    return shown.out


def refused(capsys, *words):
    status = main(["whatif", *map(str, words)])
    shown = capsys.readouterr()
    assert status not in (0, None)
    assert "Traceback" not in shown.err
    return shown.err


def test_a_saved_result_repeats_to_the_byte_and_so_does_its_scenario(capsys):
    ran(capsys, GULF, "--draws", 20, "--seed", 4, "--out", "first.json", "--save", "scenario.toml")
    ran(capsys, "first.json", "--repeat", "--out", "second.json")
    ran(capsys, "scenario.toml", "--draws", 20, "--seed", 4, "--out", "third.json")
    first = Path("first.json").read_bytes()
    assert first == Path("second.json").read_bytes() == Path("third.json").read_bytes()
    ran(capsys, "scenario.toml", "--draws", 20, "--seed", 5, "--out", "other.json")
    assert first != Path("other.json").read_bytes()


def test_a_denial_on_the_evidence_is_answered_in_words_with_caveats(capsys):
    shown = ran(capsys, "--deny", "TUR:ISR", "--from", "2024-06", "--weeks", 20, "--draws", 30, "--acts", 2)
    for words in (
        "TUR refuses transit to ISR",
        "A model is not a forecast",
        "rank correlation",
        "Ranges assumed",
        "Turkey, which acts,",
        "each certified",
        "Single acts of states",
    ):
        assert words in shown


def test_json_holds_every_draw_and_the_ranges_of_every_parameter(capsys):
    tree = json.loads(ran(capsys, GULF, "--draws", 25, "--json"))
    assert tree["draws"] == len(tree["values"]["loss"]) == 25
    assert tree["spreads"]["days_to_shortage"]["without"] == 1
    assert tree["spreads"]["days_to_shortage"]["p50"] is None
    assert tree["values"]["days_to_shortage"] == [None] * 25
    assert tree["spreads"]["price_change"]["p5"] > 0
    assert {one["name"] for one in tree["parameters"]} >= {"price", "stock_days", "leakage"}
    assert tree["evidence"].startswith("azerbaijan-israel@")
    assert tree["certificates"]["solves"] == 50


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_scenarios_of_the_documentation_run(path, capsys):
    assert "A model is not a forecast" in ran(capsys, path, "--draws", 10)


def test_there_are_scenarios_in_the_documentation():
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--deny", "TUR"], "expected by:against"),
        (["--deny", "TUR:ISR"], "--from"),
        (["--asset", "btc", "--from", "2024"], "no receiver is named"),
        (["--deny", "TUR:ISR", "--ban", "RUS:DEU", "--from", "2024"], "several of receiver"),
        (["--deny", "TRU:ISR", "--from", "2024"], "a state"),
        (["--deny", "TUR:ISR", "--from", "2024", "--weeks", "0"], "1 to 260 weeks"),
        (["--coalition", ",", "--receiver", "ISR", "--from", "2024"], "the name or code of a state"),
        (["--deny", "TUR:ISR", "--from", "1950"], "no evidence"),
        (["--ban", "AZE:ISR:coal", "--from", "2024"], "crude or gas"),
        (["--repeat"], "needs the saved result"),
        (["nowhere.toml"], "cannot be read"),
        (["nowhere.json"], "add --repeat"),
        (["nowhere.json", "--repeat"], "cannot be read"),
        ([GULF, "--deny", "TUR:ISR"], "not in both"),
        ([GULF, "--weeks", "10"], "not in both"),
        (["r.json", "--repeat", "--deny", "TUR:ISR"], "leave deny out"),
        ([GULF, "--draws", "999999"], "draws"),
        ([GULF, "--draws", "5", "--out", "no/such/place.json"], "could not be written"),
    ],
)
def test_bad_input_is_answered_with_what_to_do(words, said, capsys):
    assert said in " ".join(refused(capsys, *words).split())


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ({"kind": "suspension", "asset": "btcc"}, "did you mean 'btc'"),
        ({"kind": "denial", "by": ["EGY"]}, "with_straits"),
        ({"kind": "denial", "by": ["BRA"]}, "lies on no way"),
        ({"kind": "attack", "asset": "btc"}, "no targeting aid"),
        ({"kind": "ban", "by": []}, "an empty coalition"),
    ],
)
def test_an_act_that_does_not_fit_is_answered_with_what_to_do(act, said, capsys):
    import tomllib

    import tomli_w

    tree = {**tomllib.loads(GULF.read_text(encoding="utf-8")), "act": [act]}
    Path("s.toml").write_text(tomli_w.dumps(tree), encoding="utf-8")
    assert said in " ".join(refused(capsys, "s.toml", "--draws", 5).split())


def changed(tree, path, value):
    *way, last = path
    for step in way:
        tree = tree[step]
    tree[last] = value


def test_a_result_that_was_changed_is_refused(capsys):
    Path("r.json").write_text('{"form": "something else"}', encoding="utf-8")
    assert "no saved result" in refused(capsys, "r.json", "--repeat")
    ran(capsys, GULF, "--draws", 5, "--out", "saved.json")
    saved = Path("saved.json").read_text(encoding="utf-8")
    for path, value in (
        (("draws",), 7),
        (("seed",), -4),
        (("baseline", "receiver"), 5),
        (("baseline", "sellers"), []),
        (("parameters", 0, "span", "low"), "x"),
        (("evidence",), "another"),
    ):
        tree = json.loads(saved)
        changed(tree, path, value)
        Path("r.json").write_text(json.dumps(tree), encoding="utf-8")
        assert "was changed since it was saved" in " ".join(refused(capsys, "r.json", "--repeat").split()), path
    tree = json.loads(saved)
    del tree["digest"]
    Path("r.json").write_text(json.dumps(tree), encoding="utf-8")
    assert "it has no 'digest'" in " ".join(refused(capsys, "r.json", "--repeat").split())


def test_a_saved_result_says_what_it_rests_on_and_honours_a_day(capsys):
    words = ["--deny", "TUR:ISR", "--from", "2025-01", "--weeks", 8, "--draws", 10]
    late = json.loads(ran(capsys, *words, "--json"))
    early = json.loads(ran(capsys, *words, "--as-of", "2025-03-01", "--json"))
    assert "published by 2025-03-01" in early["evidence"]
    assert "without private figures" in early["evidence"]
    counts = [int(tree["evidence"].partition("(")[2].partition(" ")[0]) for tree in (early, late)]
    assert counts[0] < counts[1]
    assert early["evidence"].rpartition("digest ")[2] != late["evidence"].rpartition("digest ")[2]
    assert [one["given_by"] for one in late["parameters"] if one["name"] == "leakage_counted"] == ["evidence"]
    assert {one["legality"] for one in late["legal"][0]["readings"]} == {"contested"}


def test_russian_gas_withheld_from_germany_is_mostly_met_by_price_stocks_and_others(capsys):
    shown = json.loads(
        ran(capsys, "--ban", "RUS:DEU:gas", "--from", "2022-06", "--weeks", 40, "--supply-of", 2021, "--ledger",
            "germany-russia", "--draws", 60, "--json")
    )  # fmt: skip
    assert shown["spreads"]["given_up"]["p50"] > 0
    assert shown["spreads"]["deepest_share"]["p50"] < shown["spreads"]["deepest_share"]["p95"]
    assert shown["spreads"]["days_to_shortage"]["without"] > 0.3
