"""``ninetenths reconcile`` on both packs: from the ledger to ranges, proofs and what was left out."""

import json

import pytest

from ninetenths.cli import main
from ninetenths.datasets.packs import open_ledger
from ninetenths.findings.reconciling import reconcile

CRUDE = ("reconcile", "--receiver", "ISR", "--item", "crude", "--from", "2023", "--to", "2025", "--draws", "200")
GAS = ("reconcile", "--receiver", "Germany", "--item", "gas", "--from", "2021", "--to", "2022", "--draws", "200")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NINETENTHS_LEDGER", raising=False)


@pytest.fixture(scope="module")
def crude():
    return reconcile(open_ledger("azerbaijan-israel"), "ISR", item="crude", begins=2023, ends=2025, seed=1, draws=400)


def short(identifier):
    return identifier.rpartition(":")[2]


def test_declared_stands_beside_tracked(crude):
    found = {one.begins: one for one in crude.submerged if one.sender == "AZE"}
    year = found["2024-01"]
    assert 22 < year.declared[1] < 26
    assert year.declared[2] < year.delivered[0]
    assert year.delivered[0] < 72 < year.delivered[2]
    half = found["2025-01"]
    assert (half.ends, half.delivered[0] < 94 < half.delivered[2]) == ("2025-06", True)
    assert half.declared[1] < 10


def test_the_share_of_the_last_year_is_that_of_its_tracker_and_the_draws_agree(crude):
    last = crude.of("2025", "AZE")
    assert last.share[0] < 0.464 < last.share[2] + 0.02
    assert last.informed
    assert "AZIS-0109" in {short(name) for name in last.statement_ids}
    shares = crude.shares("2025")
    assert shares.shape == (crude.method.draws, len(crude.origins))
    assert shares.sum(axis=1) == pytest.approx(1)
    assert (crude.rates("2025") >= 0).all()


def test_the_two_prints_of_one_book_surface_and_nothing_else_is_refuted(crude):
    (one,) = crude.contradictions
    assert [short(name) for name in one.statement_ids] == ["AZIS-0042", "AZIS-0407"]
    assert not one.refuted
    verdicts = {short(one.statement_id): one for one in crude.readings}
    assert verdicts["AZIS-0595"].verdict == "strained"
    assert verdicts["AZIS-0595"].off > 0.9
    assert verdicts["AZIS-0109"].verdict == verdicts["AZIS-0402"].verdict == "fits"


def test_the_same_seed_gives_the_same_bytes(capfd):
    printed = []
    for _ in range(2):
        assert main([*GAS, "--json", "--ledger", "germany-russia"]) == 0
        printed.append(capfd.readouterr().out)
    assert printed[0] == printed[1]
    found = json.loads(printed[0])
    assert found["unit"] == "bcm/y"
    assert "draws" not in found
    assert {one["origin"] for one in found["composition"]} >= {"RUS", "NOR", "other"}
    assert found["method"]["seed"] == 1


def test_the_terminal_leads_with_the_answer_and_shows_ids(capfd):
    assert main([*CRUDE, "--all"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("In 2025 Azerbaijan supplied ")
    text = " ".join(" ".join(lines).split())
    for words in (
        "is not proof of concealment",
        "AZIS-0042 and AZIS-0407 cannot both hold, because",
        "AZIS-0110, Russia in 2025: it alone names this origin in that year",
        "undated: the compiler set its date",
        "A model is not a forecast; flow is not complicity or knowledge.",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--item", "crud", "--from", "2020", "--to", "2021"), "Did you mean 'crude'"),
        (("--item", "crude", "--from", "2021", "--to", "2020"), "swap the two"),
        (("--item", "crude", "--from", "1990", "--to", "1991"), "There is evidence for 2015, 2020"),
        (("--item", "LNG", "--from", "2020", "--to", "2021"), "nor in any other year"),
        (("--item", "crude", "--from", "2020", "--to", "2021", "--draws", "5"), "--draws"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_advice(words, message, capfd):
    assert main(["reconcile", "--receiver", "ISR", *words]) == 2
    assert message in capfd.readouterr().err
