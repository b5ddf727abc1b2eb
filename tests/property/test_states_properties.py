import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninetenths.errors import AmbiguousState, UnknownState
from ninetenths.states import actor_name, is_actor, members, resolve, resolve_actor, resolve_code, tables
from ninetenths.states.folding import fold
from ninetenths.states.records import covers

NAMES = sorted({row[1] for row in tables.rows("aliases.csv")})
DAYS = st.dates(min_value=date(1816, 1, 1), max_value=date(2030, 12, 31))


def answer(text, on=None):
    try:
        return resolve(text, on=on).state_id
    except (AmbiguousState, UnknownState) as error:
        return type(error).__name__


@given(st.text(max_size=300))
def test_any_text_is_answered_or_refused(text):
    assert answer(text)


@given(st.text(max_size=300), DAYS)
def test_any_actor_resolves_to_an_actor_or_is_refused(text, day):
    try:
        actor_id = resolve_actor(text, on=day)
    except (AmbiguousState, UnknownState):
        return
    assert is_actor(actor_id)
    assert actor_name(actor_id).strip()


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_and_accents_change_nothing(name, change):
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    assert answer(change(bare)) == answer(name)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from(NAMES), DAYS)
def test_whoever_is_found_on_a_day_existed_then(name, day):
    found = answer(name, on=day)
    if found not in ("UnknownState", "AmbiguousState"):
        assert tables.states()[found].exists(day)


@given(st.sampled_from(sorted(tables.codes())), DAYS)
def test_a_code_found_on_a_day_leads_back_to_itself(key, day):
    system, folded = key
    try:
        state_id = resolve_code(folded, system=system, on=day).state_id
    except (AmbiguousState, UnknownState):
        return
    assert state_id in {claim.state_id for claim in tables.codes()[key]}


@given(st.sampled_from(sorted(tables.organisations())), DAYS)
def test_members_of_a_day_are_sorted_states(organisation_id, day):
    found = members(organisation_id, on=day)
    assert list(found) == sorted(set(found))
    assert set(found) <= set(tables.states())


@pytest.mark.parametrize("organisation_id", ["NATO", "CSTO", "EU", "OPEC", "OTS", "G7", "SCO", "EAEU", "COE", "OSCE"])
def test_no_one_belongs_to_a_bloc_before_the_state_exists(organisation_id):
    founder_under_british_protection = ("OPEC", "KWT")
    for row in tables.memberships():
        if (row.organisation_id, row.state_id) == founder_under_british_protection:
            continue
        if row.organisation_id == organisation_id and row.role == "member" and len(row.begins) == 10:
            assert tables.states()[row.state_id].exists(date.fromisoformat(row.begins)), row


@given(DAYS, DAYS, DAYS)
def test_covers_agrees_with_the_order_of_days(first, second, day):
    begins, ends = sorted((first, second))
    assert covers(begins.isoformat(), ends.isoformat(), day.isoformat()) == (begins <= day <= ends)
    assert covers(str(begins.year), str(ends.year), day.isoformat()) == (begins.year <= day.year <= ends.year)
