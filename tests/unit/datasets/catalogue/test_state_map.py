"""From printed names to actors, and what is left out with a reason or not known at all."""

from datetime import date

import pytest

from ninetenths.datasets.catalogue.state_map import StateMap, read_state_map
from ninetenths.errors import InvalidRecord

TEXT = "printed,actor,reason\nOPEC,,a total of several states\nSomewhere,UNK,\nCongo,COG,\n"


def test_its_own_names_go_first_then_those_of_the_states():
    places = read_state_map(TEXT)
    assert places.place_all([" Congo ", "Somewhere", "Azerbaijan", "SOCAR"]) == ["COG", "UNK", "AZE", "AZE:SOCAR"]
    assert places.unplaced() == ()


def test_codes_are_read_where_the_data_set_prints_them():
    places = StateMap(system="cow")
    assert places.place("255", row=2, on=date(2020, 1, 1)) == "DEU"
    assert places.place("DEU", row=3) is None
    assert places.unplaced()[0].printed == "DEU"


def test_names_left_out_are_counted_under_their_reason():
    places = read_state_map(TEXT)
    assert places.place("OPEC", row=2, times=3) is None
    assert places.place("OPEC", row=9) is None
    assert places.left_out == {"a total of several states": {"OPEC": 4}}
    assert places.unplaced() == ()


def test_names_nobody_knows_are_kept_with_their_rows():
    places = read_state_map(TEXT)
    assert places.place_all(["Atlantis"] * 30 + ["Azerbaijan", "Ys"], first_row=2) == [None] * 30 + ["AZE", None]
    first, second = places.unplaced()
    assert (first.printed, first.count, first.rows[:2], len(first.rows)) == ("Atlantis", 30, (2, 3), 20)
    assert (second.printed, second.rows) == ("Ys", (33,))


def test_an_ambiguous_name_is_not_guessed():
    places = StateMap()
    assert places.place("Congo", row=5) is None
    assert "several states" in places.unplaced()[0].problem


def test_all_faults_of_a_map_are_listed():
    with pytest.raises(InvalidRecord) as caught:
        read_state_map("printed,actor,reason\nA,,\nB,Atlantis,\nC,AZE,\nC,AZE,\n")
    message = str(caught.value)
    assert all(part in message for part in ("row 2: 'A' has neither", "row 3: 'Atlantis' is not", "row 5: 'C' stands"))
    with pytest.raises(InvalidRecord, match="expected printed, actor, reason"):
        read_state_map("name,actor\n")
