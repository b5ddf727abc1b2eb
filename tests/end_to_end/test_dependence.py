"""``ninetenths dependence``: what is printed, as text and as JSON, and what is refused."""

import json

import pytest

from ninetenths.cli import main

CRUDE = ("dependence", "ISR", "--item", "crude", "--from", "2019", "--to", "2025", "--printed")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NINETENTHS_LEDGER", raising=False)


def printed(capfd, *words, status=0):
    assert main(words) == status
    found = capfd.readouterr()
    return found.out if status == 0 else found.err


def test_the_answer_comes_first_and_every_row_has_ids(capfd):
    lines = printed(capfd, *CRUDE).splitlines()
    assert lines[0].startswith("Exposure: in 2025, of Israel's crude imports tracked by ship, Azerbaijan 46.4 %")
    text = " ".join(" ".join(lines).split())
    assert all(f"AZIS-{one}" in text for one in ("0109", "0110", "0402", "0404", "0406", "0408", "0688"))
    assert "names no window of its own: evidence for no year" in text
    assert "comes from a cut-off run" in text


def test_two_runs_print_the_same_bytes_and_json_has_what_is_printed(capfd):
    first, again = (printed(capfd, *CRUDE, "--json") for _ in range(2))
    assert first == again
    found = json.loads(first)
    assert found["slices"][0]["is_asked"] is True
    assert found["answer"][0].startswith("Exposure")
    assert "Infinity" not in first
    assert "NaN" not in first


def test_arms_show_windows_by_release_and_no_formula(capfd):
    text = printed(capfd, "dependence", "AZE", "--item", "arms", "--layer", "arms", "--from", "2014", "--to", "2024")
    assert "SIPRI, 2019-03" in text
    assert "SIPRI, 2026-02-12" in text
    assert "Arms dependence is a stock" in " ".join(text.split())
    assert "fell away" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ISR", "--item", "crud"), "did you mean 'crude'"),
        (("ISR", "--item", "crude", "--layer", "energi"), "did you mean 'energy'"),
        (("Atlantis", "--item", "crude"), "is not a name or code of a state"),
        (("ISR", "--item", "crude", "--seed", "-1"), "Must be >= 0"),
        (("ISR", "--item", "crude", "--draws", "99999999999"), "ask for 1 to 100000"),
        (("NOR", "--item", "crude"), "no figure on crude of Norway"),
    ],
)
def test_bad_questions_are_answered_with_what_there_is(capfd, words, said):
    assert said in printed(capfd, "dependence", *words, "--from", "2019", "--to", "2025", "--printed", status=2)


def test_a_window_without_evidence_says_which_years_have_some(capfd):
    words = ("dependence", "ISR", "--item", "crude", "--from", "1990", "--to", "1995", "--printed")
    assert "dated figures run from" in printed(capfd, *words, status=2)


def test_what_all_sources_allow_stands_beside_the_printed_shares(capfd):
    words = ("dependence", "DEU", "--item", "gas", "--from", "2022", "--to", "2022", "--ledger", "germany-russia")
    found = json.loads(printed(capfd, *words, "--draws", "300", "--json"))
    (drawn,) = [one for one in found["slices"] if one["basis"] == "reconciled"]
    assert (drawn["definition"], drawn["begins"][:4]) == ("all sources reconciled", "2022")
    shares = {one["suppliers"][0]: one["share"] for one in drawn["exposures"]}
    low, high = shares["RUS"]
    assert 0 < low < high < 1
    assert len([one for one in found["slices"] if one["basis"] == "printed"]) > 1
    assert any(one.startswith("All sources reconciled") for one in found["answer"])


def test_years_that_are_none_are_refused(capfd):
    text = printed(capfd, "dependence", "ISR", "--item", "crude", "--from", "0", "--to", "9999", status=2)
    assert "years are counted from 1 to 9999" in text


def test_suppressed_shares_of_the_years_asked_are_said_with_their_total(capfd):
    words = ("dependence", "AZE", "--item", "arms", "--layer", "arms", "--from", "2019", "--to", "2023")
    said = " ".join(printed(capfd, *words).split())
    assert "In 2019–2023 (SIPRI, 2026-02-12): shares suppressed: the total of 118 million TIV is below 250" in said
    assert "AZIS-0712" not in said.partition("figures left out")[2]
