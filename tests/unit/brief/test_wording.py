from dataclasses import replace
from decimal import Decimal

import pytest

from ninetenths.brief import wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("39.0"), "39.0"),
        (Decimal("1.17"), "1.17"),
        (1_250_000, "1,250,000"),
        (2024, "2024"),
        (27.900000000000002, "27.9"),
        (0.0, "0"),
        (-3.5, "-3.5"),
    ],
)
def test_a_number_keeps_its_printed_digits(value, words):
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (None, None, "percent", ""),
        (0.0, 0.0, "Mt", "0 Mt"),
        (None, 6, "kb/d", "at most 6 kb/d"),
        (6, None, "kb/d", "at least 6 kb/d"),
        (Decimal("67.7"), Decimal(69), "percent", "67.7–69 %"),
        (Decimal("1.6"), Decimal("1.6"), "GUSD", "1.6 billion USD"),
        (5, 5, "rank", "rank 5"),
    ],
)
def test_unknown_bounds_are_said_and_never_zero(low, high, unit, words):
    assert wording.quantity(low, high, unit).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("", "", "undated"),
        ("..", "..", "undated"),
        ("..", "2019", "until 2019"),
        ("2019", "..", "since 2019"),
        ("2024", "2024", "2024"),
        ("2024-06-21", "", "21 Jun 2024"),
        ("2023-11", "2025-10", "Nov 2023–Oct 2025"),
    ],
)
def test_windows_keep_their_precision(begins, ends, words):
    assert wording.window(begins, ends).replace("\u00a0", " ") == words


def test_an_open_status_says_that_its_end_is_unknown(dossier):
    statement = next(one for one in dossier.statements.values() if one.kind == "status")
    assert wording.held(replace(statement, end_status="unknown")).endswith("end unknown")
    assert "going on" in wording.held(replace(statement, end_status="ongoing"))
    assert "inferred by the compiler" in wording.held(replace(statement, begins_inferred=True))


def test_joint_actors_are_named_together(dossier):
    joint = next(one for one in dossier.statements.values() if one.with_senders)
    assert wording.who(dossier, joint) == "Azerbaijan with Kazakhstan → Israel"


def test_control_and_direction_characters_are_made_visible():
    assert wording.plain("a\x00b\x1b[31m\u202ec\ud800\nd") == "a\ufffdb\ufffd[31m\ufffdc\ufffd d"


def test_the_first_line_says_what_was_left_out(dossier, sparse):
    line = wording.evidence_line(dossier).replace("\u00a0", " ")
    assert line.startswith("Evidence from 1994 to 2 Oct 2026 · 18 statements · 7 documents · 6 independent witnesses")
    assert "12.5 % of the ledger's statements touch neither" in line
    assert wording.evidence_line(sparse).startswith("No dated evidence")


def test_as_of_and_since_are_on_the_first_line(dossier):
    line = wording.evidence_line(replace(dossier, header=replace(dossier.header, as_of="2025-01", since="2024")))
    assert line.replace("\u00a0", " ").endswith("as known on Jan 2025 · what is new after 2024 is marked")


def test_an_unsigned_tie_is_not_neutral():
    assert wording.sign_word(None) == "unsigned"
    assert wording.sign_word(0) == "neutral"
    assert wording.side_word(None) == "not coded"


def test_a_state_without_a_name_in_the_dossier_is_named_all_the_same(dossier):
    assert wording.actor(dossier, "NOR") == "Norway"
    assert wording.actor(dossier, "Somebody") == "Somebody"
