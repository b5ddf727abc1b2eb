"""Published code tables that the room reproduces; the tables themselves stay where NINETENTHS_MIRROR points.

COW State System Membership v2016 (states2016, system2016); Gleditsch and Ward list of independent states, v7 of 2017
(gwstates); ISO 3166 and M49 in datahub's country-codes; column names of the UN Digital Library's roll calls.
"""

import csv
import lzma
import os
from datetime import date
from pathlib import Path

import pytest

from ninetenths.states import actor_name, code_of, is_actor, resolve_code, tables
from ninetenths.states.records import covers

MIRROR = os.environ.get("NINETENTHS_MIRROR", "")
CORPUS = os.environ.get("NINETENTHS_CORPUS", "")
needs_mirror = pytest.mark.skipif(not MIRROR, reason="set NINETENTHS_MIRROR to a folder with country_codes")
needs_corpus = pytest.mark.skipif(not CORPUS, reason="set NINETENTHS_CORPUS to the folder that holds cases")
FIRST_YEAR = 1816


def read(name):
    path = Path(MIRROR) / name
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def cow_spells():
    for row in read("country_codes/states2016.csv"):
        begins = date(int(row["styear"]), int(row["stmonth"]), int(row["stday"]))
        yield row["ccode"], begins, date(int(row["endyear"]), int(row["endmonth"]), int(row["endday"]))


def gw_spells():
    for row in read("country_codes/gwstates.csv.xz"):
        ends = date(2020, 12, 31) if row["end"].startswith("9999") else date.fromisoformat(row["end"])
        yield row["gwcode"], date.fromisoformat(row["start"]), ends


@needs_mirror
@pytest.mark.parametrize(("system", "spells"), [("cow", cow_spells), ("gw", gw_spells)])
def test_every_code_and_year_resolves_and_round_trips(system, spells):
    checked = 0
    for code, begins, ends in spells():
        for year in range(max(begins.year, FIRST_YEAR), ends.year + 1):
            for day in (max(begins, date(year, 1, 1)), min(ends, date(year, 12, 31))):
                state = resolve_code(code, system=system, on=day)
                assert code_of(state.state_id, system, on=day) == code, (system, code, day, state.state_id)
                checked += 1
    assert checked > 30_000


@needs_mirror
def test_every_year_of_the_cow_system_is_covered():
    for row in read("country_codes/system2016.csv"):
        claims = tables.codes()["cow", row["ccode"]]
        year = row["year"]
        assert any(claim.begins[:4] <= year and (not claim.ends or year <= claim.ends[:4]) for claim in claims), row


@needs_mirror
@pytest.mark.parametrize(("system", "spells"), [("cow", cow_spells), ("gw", gw_spells)])
def test_a_code_does_not_hold_on_the_day_before_its_state_entered_or_after_it_left(system, spells):
    last_issue = date(2016, 12, 31) if system == "cow" else date(2020, 12, 31)
    for code, begins, ends in spells():
        claims = tables.codes()[system, code]
        before, after = begins.toordinal() - 1, ends.toordinal() + 1
        assert not any(covers(c.begins, c.ends, date.fromordinal(before).isoformat()) for c in claims), (code, begins)
        held = any(covers(c.begins, c.ends, date.fromordinal(after).isoformat()) for c in claims)
        assert held == (ends == last_issue), (code, ends)


def test_cow_and_gw_disagree_on_exactly_seven_pairs():
    days = [date(year, 7, 1) for year in range(1946, 2017)]
    pairs = {
        (int(cow), int(gw))
        for state_id in tables.states()
        for day in days
        if (cow := code_of(state_id, "cow", on=day)) and (gw := code_of(state_id, "gw", on=day)) and cow != gw
    }
    assert pairs == {(255, 260), (345, 340), (679, 678), (946, 970), (970, 971), (955, 972), (947, 973)}


@needs_mirror
def test_every_iso_and_m49_code_resolves_and_round_trips():
    rows = read("country_codes/country-codes.csv")
    assert len(rows) == 249
    for row in rows:
        iso3, iso2, m49 = row["ISO3166-1-Alpha-3"], row["ISO3166-1-Alpha-2"], row["M49"]
        assert resolve_code(iso3, system="iso3").state_id == iso3
        assert resolve_code(iso2, system="iso2").state_id == iso3
        assert resolve_code(m49, system="m49").state_id == iso3
        assert code_of(iso3, "iso3") == iso3
        assert code_of(iso3, "iso2") == iso2
        assert int(code_of(iso3, "m49")) == int(m49)


@needs_mirror
def test_withdrawn_iso_codes_of_the_files_resolve():
    for row in read("country_codes/cow2iso.txt"):
        if row["iso3"] in ("", "N/A", "WLD", "EU2", "PCI", "PCZ"):
            continue
        assert resolve_code(row["iso3"], system="iso3")


@needs_mirror
def test_the_years_of_un_membership_agree_with_the_published_ones():
    with (Path(MIRROR) / "country_codes/country_data.tsv").open(encoding="utf-8") as lines:
        years = {row["ISO3"]: row["UNmember"] for row in csv.DictReader(lines, delimiter="\t") if row["UNmember"]}
    for state_id, year in years.items():
        since = tables.states()[state_id].un_member_since[:4] if state_id in tables.states() else year
        assert since == year or (state_id, since, year) == ("CHN", "1971", "1945"), state_id


@needs_mirror
@pytest.mark.parametrize("year", [2020, 2021, 2022])
def test_every_name_of_the_un_library_resolves_to_a_member(year):
    path = Path(MIRROR) / f"unga_votes_undl_2020_2022/{year}_RAW_COIN.csv"
    with path.open(encoding="utf-8") as lines:
        names = [name for name in next(csv.reader(lines)) if name]
    found = {resolve_code(name, system="un_library", on=date(year, 1, 1)).state_id for name in names}
    assert len(found) == len(names) == 193
    assert all(tables.states()[state_id].un_member_since for state_id in found)


@needs_corpus
def test_every_actor_of_the_case_packs_is_known_and_has_a_readable_name():
    seen = set()
    for path in sorted(Path(CORPUS).glob("cases/*/statements.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                seen.update((row["sender"], row["receiver"]))
                for column in ("with_senders", "with_receivers", "arena"):
                    seen.update(part.strip() for part in (row.get(column) or "").split(";"))
    seen.discard("")
    assert len(seen) > 80
    for actor_id in sorted(seen):
        assert is_actor(actor_id), actor_id
        name = actor_name(actor_id)
        assert len(name) > 3 or name == actor_id, (actor_id, name)
        assert ":" not in name
