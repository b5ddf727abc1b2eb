"""Every condition of Where finds what it should, and nothing that it should not."""

from datetime import UTC, date, datetime

import pytest

from ninetenths.ledger import Ledger, Where
from ninetenths.ledger.dates import held


@pytest.fixture
def found(ledger, document, statement):
    def ask(*statements, **conditions):
        ledger.write(statements)
        return [one.statement_id.partition(":")[2] for one in ledger.statements(Where(**conditions))]

    return ask


def actors(statement):
    return (
        statement("plain"),
        statement("back", sender="ISR", receiver="AZE"),
        statement("part", sender="AZE:SOCAR"),
        statement("joint", sender="RUS", with_senders=("KAZ", "AZE:SOCAR")),
        statement("to-joint", sender="TUR", receiver="IRN", with_receivers=("ISR",)),
        statement("same-end", sender="AZE", with_senders=("ISR",), receiver="TUR"),
    )


def test_states_match_parts_and_joint_actors_on_either_end(found, statement):
    assert found(*actors(statement), states=("AZE",)) == ["back", "joint", "part", "plain", "same-end"]
    assert found(states=("AZE:SOCAR",)) == ["joint", "part"]
    assert found(states=("KAZ", "IRN")) == ["joint", "to-joint"]
    assert found(states=("AZ",)) == found(states=("SOCAR",)) == found(states=("%",)) == []


def test_a_dyad_needs_both_on_opposite_ends(found, statement):
    assert found(*actors(statement), dyad=("ISR", "AZE")) == ["back", "joint", "part", "plain"]
    assert found(dyad=("TUR", "ISR")) == ["same-end", "to-joint"]
    assert found(dyad=("AZE:SOCAR", "ISR")) == ["joint", "part"]


def test_senders_and_receivers_have_a_direction(found, statement):
    assert found(*actors(statement), senders=("AZE",)) == ["joint", "part", "plain", "same-end"]
    assert found(receivers=("ISR",), senders=("TUR",)) == ["to-joint"]


def test_values_of_columns(found, statement):
    vote = statement("vote", layer="vote", kind="vote", item="a text", choice="yes", modality="reported")
    denied = statement("denied", modality="denied", polarity="negated")
    assert found(vote, denied, layers=("vote", "arms")) == ["vote"]
    assert found(kinds=("event",)) == ["denied"]
    assert found(items=("a text",)) == found(modalities=("reported",)) == ["vote"]
    assert found(polarities=("negated",)) == ["denied"]
    assert found(ids=("p@1:vote", "p@1:none")) == ["vote"]
    assert found(documents=("d",)) == ["denied", "vote"]
    assert found(documents=("e",)) == []


def test_grades_are_accepted_ones_unless_asked_for(found, statement):
    assert found(statement("yes"), statement("maybe", grade="candidate"), statement("no", grade="rejected")) == ["yes"]
    assert found(grades=("candidate", "rejected")) == ["maybe", "no"]
    assert found(grades=()) == ["maybe", "no", "yes"]


def test_text_is_found_in_either_case_and_not_as_a_pattern(found, statement):
    rows = [
        statement("a", summary="Ağdam 100% reached"),
        statement("b", note="see BTC_line"),
        statement("c", speaker="Ilham Aliyev"),
        statement("d", item="Épuration"),
    ]
    assert found(*rows, text="100% R") == ["a"]
    assert found(text="btc_LINE") == ["b"]
    assert found(text="aliyev") == ["c"]
    assert found(text="éPURATION") == ["d"]
    assert found(text="%") == ["a"]
    assert found(text="A_dam") == []


WINDOWS = [
    ("year", {"kind": "share", "begins": "2024"}, True),
    ("before", {"kind": "share", "begins": "2023-12-31"}, False),
    ("a share does not persist", {"kind": "share", "begins": "2020", "end_status": "ongoing"}, False),
    ("an event ends where it begins", {"kind": "event", "begins": "2020", "end_status": "ongoing"}, False),
    ("a status goes on", {"kind": "status", "begins": "1992-04", "end_status": "ongoing"}, True),
    ("a status of unknown end", {"kind": "status", "begins": "1992-04", "end_status": "unknown"}, False),
    ("open end", {"kind": "status", "begins": "1992", "ends": ".."}, True),
    ("open start", {"kind": "status", "begins": "..", "ends": "2024-01"}, True),
    ("open start, ended before", {"kind": "status", "begins": "..", "ends": "2023-12"}, False),
    ("only an end", {"kind": "status", "ends": "2024-02"}, True),
    ("only a later end", {"kind": "status", "ends": "2026"}, False),
    ("undated", {"kind": "status"}, False),
    ("only an open end", {"kind": "status", "ends": ".."}, False),
]


@pytest.mark.parametrize(("name", "changes", "matches"), WINDOWS, ids=[name for name, _, _ in WINDOWS])
def test_windows_overlap(found, statement, name, changes, matches):
    window = {"begins_from": date(2024, 1, 1), "begins_until": date(2024, 6, 30)}
    assert found(statement("S-1", **changes), **window) == (["S-1"] if matches else [])
    span = held(changes["kind"], changes.get("begins", ""), changes.get("ends", ""), changes.get("end_status", ""))
    assert (span is not None and span[0] <= date(2024, 6, 30) and span[1] >= date(2024, 1, 1)) == matches
    undated = "begins" not in changes and "ends" not in changes
    assert bool(found(**window, include_undated=True)) == (matches or undated)


def test_half_windows(found, statement):
    rows = [statement("early", begins="1999"), statement("late", begins="2025-01"), statement("undated")]
    assert found(*rows, begins_from=date(2000, 1, 1)) == ["late"]
    assert found(begins_until=date(2000, 1, 1)) == ["early"]
    assert found(begins_until=date(2000, 1, 1), include_undated=True) == ["early", "undated"]


def test_published_by_takes_the_last_day_that_a_date_can_mean(document, statement):
    ledger = Ledger.in_memory()
    dates = {"day": "2024-06-21", "month": "2024-06", "year": "2024", "none": "", "none-undated": "", "none-open": ""}
    ledger.write([document(name, published_on=text) for name, text in dates.items()])
    begins = {"none": "2023-05", "none-open": ".."}
    ledger.write([statement(name, document_id=name, begins=begins.get(name, "")) for name in dates])

    def known(*day):
        return [one.document_id for one in ledger.statements(Where(published_by=date(*day)))]

    assert known(2023, 5, 30) == []
    assert known(2023, 5, 31) == known(2024, 6, 20) == ["none"]
    assert known(2024, 6, 21) == ["day", "none"]
    assert known(2024, 6, 30) == ["day", "month", "none"]
    assert known(2024, 12, 31) == known(9999, 12, 31) == ["day", "month", "none", "year"]


def test_an_undated_document_is_no_older_than_the_latest_thing_it_tells(document, statement):
    ledger = Ledger.in_memory()
    ledger.write([document("d", published_on="")])
    ledger.write([statement("old", begins="..", ends="2019"), statement("new", begins="2024-06")])
    assert ledger.count(Where(published_by=date(2024, 6, 29))) == 0
    assert ledger.count(Where(published_by=date(2024, 6, 30))) == 2


def test_recorded_by_takes_the_grades_of_that_day(ledger, statement):
    ledger.write([statement("S-1"), statement("S-2", recorded_at=datetime(2026, 3, 1, 23, 59, tzinfo=UTC))])
    for month, grade in ((2, "rejected"), (4, "accepted"), (6, "candidate")):
        ledger.judge("S-1", grade, judged_by="me", judged_at=datetime(2026, month, 10, 12, tzinfo=UTC), reason="r")

    def known(*day):
        return [
            (one.statement_id[-1], one.grade) for one in ledger.statements(Where(recorded_by=date(*day), grades=()))
        ]

    assert known(2026, 1, 14) == []
    assert known(2026, 1, 15) == known(2026, 2, 9) == [("1", "accepted")]
    assert known(2026, 2, 10) == [("1", "rejected")]
    assert known(2026, 3, 1) == [("1", "rejected"), ("2", "accepted")]
    assert known(2026, 4, 10) == [("1", "accepted"), ("2", "accepted")]
    assert known(9999, 12, 31) == [("1", "candidate"), ("2", "accepted")]
    assert ledger.count(Where(recorded_by=date(2026, 2, 10))) == 0


def test_conditions_are_joined_by_and(found, statement):
    rows = [statement("a", layer="arms", begins="2020"), statement("b", layer="arms"), statement("c", begins="2020")]
    assert found(*rows, layers=("arms",), begins_from=date(2020, 1, 1), states=("ISR",), text="of a") == ["a"]
