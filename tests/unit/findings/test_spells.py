from datetime import date

import pytest

from ninetenths.errors import UnknownState
from ninetenths.findings import spells


def answers(ledger, first, second, on):
    return {(row.question, row.sender, row.receiver): row for row in spells(ledger, first, second, on=on)}


def test_nothing_known_is_unknown_and_never_no(make):
    assert {row.answer for row in spells(make.ledger(), "AZE", "ISR", on=date(2023, 1, 1))} == {"unknown"}


def test_an_embassy_is_open_between_its_opening_and_its_closing(make):
    ledger = make.ledger(
        make.statement("s1", "AZE", "IRN", "embassy opened in Tehran", begins="1992"),
        make.statement("s2", "AZE", "IRN", "embassy in Tehran suspended", begins="2023-01-29"),
        make.statement("s3", "AZE", "IRN", "embassy in Tehran reopened", begins="2024-07-15"),
    )
    question = ("embassy open", "AZE", "IRN")
    before = answers(ledger, "AZE", "IRN", date(2020, 1, 1))[question]
    closed = answers(ledger, "AZE", "IRN", date(2023, 7, 1))[question]
    after = answers(ledger, "AZE", "IRN", date(2025, 1, 1))[question]
    assert (before.answer, before.since, before.until) == ("yes", "1992", "2023-01-29")
    assert (closed.answer, closed.since, closed.until, closed.statement_ids) == (
        "no",
        "2023-01-29",
        "2024-07-15",
        ("s2", "s3"),
    )
    assert (after.answer, after.since, after.until) == ("yes", "2024-07-15", "")
    assert answers(ledger, "AZE", "IRN", date(2020, 1, 1))[("embassy open", "IRN", "AZE")].answer == "unknown"


def test_before_the_first_embassy_and_ambassador_there_was_none(make):
    ledger = make.ledger(
        make.statement("s1", "AZE", "ISR", "embassy opened in Tel Aviv", begins="2023"),
        make.statement("s2", "AZE", "ISR", "first ambassador named", begins="2022-12-30"),
        make.statement("s3", "AZE", "ISR", "ambassador appointed", begins="2023-01-11"),
    )
    before = answers(ledger, "AZE", "ISR", date(2022, 7, 1))
    embassy, ambassador = before[("embassy open", "AZE", "ISR")], before[("ambassador present", "AZE", "ISR")]
    assert (embassy.answer, embassy.until, embassy.statement_ids) == ("no", "2023", ("s1",))
    assert (ambassador.answer, ambassador.until, ambassador.statement_ids) == ("no", "2023-01-11", ("s2", "s3"))
    assert before[("ambassador present", "ISR", "AZE")].answer == "unknown"
    assert answers(ledger, "AZE", "ISR", date(2023, 1, 5))[("ambassador present", "AZE", "ISR")].answer == "unknown"


def test_what_comes_back_or_follows_another_says_nothing_of_before(make):
    ledger = make.ledger(
        make.statement("s1", "AZE", "IRN", "embassy in Tehran reopened", begins="2024-07-15"),
        make.statement("s2", "IRN", "AZE", "embassy opened again", begins="2024-07-15"),
        make.statement("s3", "AZE", "IRN", "ambassador appointed", begins="2024-07-15"),
    )
    found = answers(ledger, "AZE", "IRN", date(2020, 1, 1))
    for question in (
        ("embassy open", "AZE", "IRN"),
        ("embassy open", "IRN", "AZE"),
        ("ambassador present", "AZE", "IRN"),
    ):
        assert found[question].answer == "unknown"


def test_a_change_known_by_its_year_leaves_that_year_unknown(make):
    ledger = make.ledger(
        make.statement("s1", "TUR", "ISR", "ambassador expelled", begins="2018-05-15"),
        make.statement("s2", "TUR", "ISR", "ambassadors restored", begins="2022"),
    )
    question = ("ambassador present", "TUR", "ISR")
    assert answers(ledger, "TUR", "ISR", date(2021, 1, 1))[question].answer == "no"
    assert answers(ledger, "TUR", "ISR", date(2022, 7, 1))[question].answer == "unknown"
    assert answers(ledger, "TUR", "ISR", date(2023, 1, 1))[question].answer == "yes"


def test_a_dated_denial_answers_no_within_its_window_only(make):
    ledger = make.ledger(
        make.statement(
            "s1",
            "AZE",
            "ISR",
            "alliance treaty",
            layer="defence",
            kind="status",
            polarity="negated",
            begins="1992",
            ends="2018",
        )
    )
    question = ("allied", "AZE", "ISR")
    assert answers(ledger, "AZE", "ISR", date(2010, 1, 1))[question].answer == "no"
    assert answers(ledger, "AZE", "ISR", date(2020, 1, 1))[question].answer == "unknown"


def test_what_is_only_possible_answers_nothing(make):
    ledger = make.ledger(make.statement("s1", "AZE", "ISR", "embassy opened", begins="2023", modality="possible"))
    assert {row.answer for row in spells(ledger, "AZE", "ISR", on=date(2024, 6, 1))} == {"unknown"}


def test_the_embedded_pack_knows_its_embassies_bans_and_alliances(azerbaijan_israel):
    pair = answers(azerbaijan_israel, "AZE", "ISR", date(2025, 7, 1))
    assert pair[("embassy open", "ISR", "AZE")].since == "1992"
    assert pair[("embassy open", "AZE", "ISR")].since == "2023"
    assert pair[("ambassador present", "AZE", "ISR")].answer == "yes"
    earlier = answers(azerbaijan_israel, "AZE", "ISR", date(2022, 7, 1))
    assert earlier[("embassy open", "AZE", "ISR")].answer == "no"
    assert earlier[("embassy open", "ISR", "AZE")].answer == "yes"
    assert earlier[("ambassador present", "AZE", "ISR")].answer == "no"
    assert (
        answers(azerbaijan_israel, "TUR", "ISR", date(2024, 6, 1))[("trade banned", "TUR", "ISR")].since == "2024-05-02"
    )
    assert answers(azerbaijan_israel, "AZE", "TUR", date(2023, 1, 1))[("allied", "AZE", "TUR")].answer == "yes"
    assert answers(azerbaijan_israel, "AZE", "ARM", date(2020, 10, 10))[("at war", "AZE", "ARM")].answer == "yes"


def test_one_actor_twice_and_a_part_of_a_state_are_refused(make):
    with pytest.raises(UnknownState, match="a dyad needs two"):
        spells(make.ledger(), "AZE", "AZE", on=date(2023, 1, 1))
    with pytest.raises(UnknownState, match="ask for AZE"):
        spells(make.ledger(), "AZE:SOCAR", "ISR", on=date(2023, 1, 1))
