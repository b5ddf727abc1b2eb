from datetime import date

import pytest

from ninetenths.errors import AmbiguousState, UnknownState
from ninetenths.states import (
    actor_name,
    is_actor,
    members,
    memberships,
    organisation,
    owner_state,
    resolve_actor,
)


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("Azerbaijan", "AZE"),
        ("aze", "AZE"),
        ("SOCAR", "AZE:SOCAR"),
        ("AZE:SOCAR", "AZE:SOCAR"),
        ("Turkey: public", "TUR:public"),
        ("Iraqi Kurdistan", "IRQ:KRG"),
        ("hamas", "PSE:HAMAS"),
        ("OPEC", "OPEC"),
        ("opec+", "OPEC+"),
        ("OPEC plus", "OPEC+"),
        ("Arab League", "LAS"),
        ("Organization of the Islamic Conference", "OIC"),
        ("CSCE", "OSCE"),
        ("Non-Aligned Movement", "NON-ALIGNED"),
        ("NAM", "NAM"),
        ("EU:Commission", "EU:Commission"),
        ("world", "WLD"),
        ("UNK", "UNK"),
        ("Artsakh", "NKR"),
        ("COW:373", "AZE"),
    ],
)
def test_actors_resolve_by_name_and_id(text, actor_id):
    assert resolve_actor(text) == actor_id


@pytest.mark.parametrize("text", ["Natto", "AZE:", "AZE:a;b", "AZE:\x00", ":public", "Atlantis:public", "y" * 100_000])
def test_unknown_actors_are_refused(text):
    with pytest.raises(UnknownState) as refusal:
        resolve_actor(text)
    assert len(str(refusal.value)) < 600


def test_a_near_organisation_is_suggested():
    with pytest.raises(UnknownState, match=r"NATO \(North Atlantic Treaty Organization\)\?"):
        resolve_actor("Natto")


def test_an_ambiguous_head_is_refused():
    with pytest.raises(AmbiguousState, match="PRK"):
        resolve_actor("Korea:public")


def test_an_organisation_outside_its_dates_is_refused():
    with pytest.raises(UnknownState, match="1949-08-24"):
        resolve_actor("NATO", on=date(1940, 1, 1))
    with pytest.raises(UnknownState, match="until 1991-07-01"):
        resolve_actor("Warsaw Pact", on=date(2000, 1, 1))


@pytest.mark.parametrize(
    ("actor_id", "name"),
    [
        ("AZE", "Azerbaijan"),
        ("AZE:SOCAR", "SOCAR (Azerbaijan)"),
        ("TUR:public", "Turkish public"),
        ("AZE:state media", "Azerbaijani state media"),
        ("IRQ:KRG", "Kurdistan Regional Government (Iraq)"),
        ("WLD:NGO", "non-governmental organisations"),
        ("EU:Commission", "Commission (European Union)"),
        ("GRL:public", "public (Greenland)"),
        ("OIC", "Organisation of Islamic Cooperation"),
        ("WLD", "the world"),
        ("UNK", "unknown"),
        ("ARM:=HYPERLINK(1)", "=HYPERLINK(1) (Armenia)"),
    ],
)
def test_an_actor_has_a_name_for_readers(actor_id, name):
    assert actor_name(actor_id) == name


@pytest.mark.parametrize(
    "text", ["", "aze", "Azerbaijan", "AZE:", "AZE: x", "AZE:a;b", "AZE:a\nb", "QQQ", "<b>", "x:ovda"]
)
def test_what_is_no_id_is_refused(text):
    assert not is_actor(text)
    with pytest.raises(UnknownState, match="not the id of an actor"):
        actor_name(text)
    with pytest.raises(UnknownState):
        owner_state(text)


def test_owner_state_is_empty_for_organisations_and_the_world():
    assert [owner_state(actor) for actor in ("PSE:HAMAS", "NKR", "OIC", "WLD", "WLD:NGO", "UNK")] == [
        "PSE",
        "NKR",
        "",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("organisation_id", "day", "size"),
    [
        ("UN", date(1946, 1, 1), 51),
        ("UN", date(1960, 12, 31), 99),
        ("UN", date(2011, 8, 1), 193),
        ("EU", date(1958, 1, 1), 6),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 2, 1), 27),
        ("NATO", date(2024, 3, 7), 32),
        ("OIC", date(1969, 12, 31), 25),
        ("OIC", date(2023, 10, 27), 57),
        ("OTS", date(2019, 10, 15), 5),
        ("OSCE", date(2020, 1, 1), 57),
        ("CSTO", date(2000, 1, 1), 6),
        ("CSTO", date(1995, 1, 1), 9),
        ("OPEC", date(2024, 1, 1), 12),
        ("OPEC+", date(2024, 1, 1), 22),
        ("LAS", date(2024, 1, 1), 22),
        ("GCC", date(2024, 1, 1), 6),
        ("COE", date(2022, 3, 16), 46),
        ("G7", date(2024, 1, 1), 7),
        ("NON-ALIGNED", date(2023, 1, 1), 120),
    ],
)
def test_blocs_have_as_many_members_as_they_say(organisation_id, day, size):
    assert len(members(organisation_id, on=day)) == size


def test_members_come_and_go_on_their_days():
    assert "GBR" in members("EU", on=date(2020, 1, 31))
    assert "QAT" not in members("OPEC", on=date(2019, 1, 1))
    assert "AZE" in members("CSTO", on=date(1998, 1, 1))
    assert "AZE" not in members("CSTO", on=date(2000, 1, 1))
    assert "TWN" in members("UN", on=date(1971, 10, 24))
    assert "CHN" in members("UN", on=date(1971, 10, 25))
    assert members("NATO", on=date(1940, 1, 1)) == ()


def test_suspended_members_stay_members_and_observers_are_none():
    assert "SYR" in members("OIC", on=date(2015, 1, 1))
    roles = {(row.organisation_id, row.role) for row in memberships("SYR", on=date(2015, 1, 1))}
    assert {("OIC", "member"), ("OIC", "suspended"), ("LAS", "suspended")} <= roles
    assert "HUN" not in members("OTS")
    assert ("OTS", "observer") in {(row.organisation_id, row.role) for row in memberships("HUN")}


def test_an_unknown_organisation_lists_the_known_ones():
    with pytest.raises(UnknownState, match="NATO"):
        members("nato")
    assert organisation("CSTO").begins == "1994-04-20"
