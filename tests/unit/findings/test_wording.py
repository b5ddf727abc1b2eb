from decimal import Decimal

import pytest

from ninetenths.findings.wording import (
    amount,
    counted,
    day,
    during,
    listed,
    named,
    plain_item,
    possessive,
    when,
    window,
)


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("2023", "2023", "2023"),
        ("2016", "2020", "2016–2020"),
        ("2023-01", "2023-09", "January–September 2023"),
        ("2023-11", "2025-10", "November 2023–October 2025"),
        ("2022-02-01", "2022-02-03", "1–3 February 2022"),
        ("2025-01-08", "2025-04-26", "8 January–26 April 2025"),
        ("2021", "2022-05", "2021–May 2022"),
        ("..", "2019", "up to 2019"),
        ("..", "..", "no window"),
        ("2019", "..", "from 2019"),
        ("", "", "no window"),
    ],
)
def test_a_window_reads_as_it_is_written(begins, ends, words):
    assert window(begins, ends) == words


def test_a_window_takes_its_preposition():
    assert during("2024-05-02", "2024-05-02") == "on 2 May 2024"
    assert during("2024", "2024") == "in 2024"
    assert during("2023-11", "2025-10") == "from November 2023 to October 2025"
    assert during("2023-01", "2023-11") == "from January to November 2023"


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        ("94", "94", "kb/d", "94,000 barrels a day"),
        ("523.5", "523.5", "kt", "523,500 tonnes"),
        ("0.80", "0.80", "USD/bbl", "0.80 dollars a barrel"),
        ("39", "40", "percent", "39–40 %"),
        ("20.0", "20.0", "percent", "20.0 %"),
        ("5260", "5260", "MUSD", "5.26 billion dollars"),
        ("-0.3", "-0.3", "percent", "−0.3 %"),
        ("35", "35", "rank", "rank 35"),
        ("12", "12", "flights", "12 flights"),
        ("1", "1", "items", "1 item"),
        ("1", "1", "cargoes", "1 cargo"),
        ("-0.3", "2", "percent", "−0.3 to 2 %"),
        ("121.8", "121.8", "TIV", "121.8 million TIV"),
    ],
)
def test_an_amount_keeps_its_digits_and_gets_its_unit_in_words(low, high, unit, words):
    assert amount(Decimal(low), Decimal(high), unit) == words


def test_names_take_an_article_and_a_possessive_where_english_does():
    assert (named("USA"), named("AZE"), possessive(named("NLD"))) == (
        "the United States",
        "Azerbaijan",
        "the Netherlands'",
    )


def test_codes_in_an_item_become_names_and_other_capitals_stay():
    assert plain_item("staging ground against IRN") == "staging ground against Iran"
    assert plain_item("LNG by BTC") == "LNG by BTC"


def test_counts_and_lists_read_as_prose():
    assert (counted(1, "text"), counted(3, "text"), counted(20, "text")) == ("one text", "three texts", "20 texts")
    assert listed(["gas", "oil", "coal"]) == "gas, oil and coal"
    assert (listed([]), listed(["gas"])) == ("", "gas")


def test_an_open_or_unknown_date_has_no_words():
    assert (day(""), day("..")) == ("", "")


def test_an_inferred_share_states_no_window_and_a_status_goes_on(make):
    undated = make.share("s1", "AZE", "ISR", 40, "2024", ends="", end_status="unknown", begins_inferred=True)
    status = make.statement("s2", "TUR", "ISR", "trade halted", kind="status", begins="2024-05-02")
    level = make.statement("s3", "TUR", "AZE", "fee", kind="level", begins="2024", value=1, unit="USD/bbl")
    assert [when(one) for one in (undated, status, level)] == ["no window stated", "from 2 May 2024", "2024"]
