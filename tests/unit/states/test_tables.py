import subprocess
import sys
from datetime import date
from itertools import pairwise

from ninetenths.states import SYSTEMS, is_actor, resolve, tables
from ninetenths.states.folding import fold


def test_every_table_speaks_of_known_states_in_order():
    known = set(tables.states())
    assert list(tables.states()) == sorted(known)
    for file_name in ("spells.csv", "aliases.csv", "codes.csv"):
        assert {row[0] for row in tables.rows(file_name)} <= known, file_name
    assert {state for change in tables.successions() for state in change[:2]} <= known
    assert {row.state_id for row in tables.memberships()} <= known
    assert {row.organisation_id for row in tables.memberships()} == set(tables.organisations())
    assert {state.part_of for state in tables.states().values()} <= known | {""}
    assert all(is_actor(actor_id) for actor_id in tables.parts())


def test_closed_vocabularies_hold():
    assert {row[1] for row in tables.rows("codes.csv")} == set(SYSTEMS)
    assert {state.kind for state in tables.states().values()} == {"state", "contested", "associated", "territory"}
    assert {row.role for row in tables.memberships()} == {"member", "observer", "associate", "suspended"}
    assert {change.how for change in tables.successions()} == {
        "annexation",
        "continuation",
        "decolonisation",
        "dissolution",
        "separation",
        "union",
    }


def test_every_date_is_possible_and_no_end_precedes_its_beginning():
    dated = [
        *(row[-2:] for row in tables.rows("spells.csv")),
        *(row[-2:] for row in tables.rows("aliases.csv")),
        *(row[-2:] for row in tables.rows("codes.csv")),
        *(row[-2:] for row in tables.rows("members.csv")),
        *(row[3:5] for row in tables.rows("organisations.csv")),
    ]
    assert len(dated) > 3000
    for begins, ends in dated:
        for text in (begins, ends):
            assert not text or date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        assert not begins or not ends or begins <= ends


def test_no_two_states_hold_one_cow_or_gw_code_on_one_day():
    for (system, code), claims in tables.codes().items():
        if system in ("cow", "gw", "m49"):
            spans = sorted((claim.begins, claim.ends or "9999") for claim in claims)
            assert all(first[1] < second[0] for first, second in pairwise(spans)), (system, code)


def test_names_of_organisations_and_parts_are_no_names_of_states():
    for organisation_id, body in tables.organisations().items():
        for name in (organisation_id, body.name, *body.aliases):
            assert fold(name) not in tables.names(), name
    for part in tables.parts().values():
        assert not {fold(alias) for alias in part.aliases} & set(tables.names())


def test_capitals_are_not_names_of_states_unless_the_state_is_called_so():
    for state in tables.states().values():
        folded = fold(state.capital)
        bearers = {claim.state_id for claim in tables.names().get(folded, ())}
        if bearers:
            assert any(folded in fold(tables.states()[bearer].name) or bearer == "VAT" for bearer in bearers), folded


def test_every_state_resolves_by_its_id_its_name_and_its_official_name_while_it_lasts():
    for state in tables.states().values():
        day = date.fromisoformat(state.spells[-1].begins) if state.spells else None
        assert resolve(state.state_id, on=day).state_id == state.state_id
        if state.name not in ("Yemen", "Vietnam"):
            assert resolve(state.name, on=day).state_id == state.state_id


def test_states_have_demonyms_and_capitals():
    for state in tables.states().values():
        if state.kind in ("state", "contested"):
            assert state.demonym, state.state_id
            assert state.official_name, state.state_id
            assert state.capital or state.state_id in ("NRU", "TKL"), state.state_id


def test_no_membership_is_older_than_its_organisation():
    for row in tables.memberships():
        body = tables.organisations()[row.organisation_id]
        assert row.begins[:4] >= body.begins[:4], row
        assert not body.ends or (row.ends and row.ends <= body.ends), row


def test_a_state_that_never_broke_its_un_membership_has_it_since_the_day_it_says():
    breaks = {"TWN", "RUS", "SRB", "SCG", "IDN", "SYR"}
    for state in tables.states().values():
        first = min((row.begins for row in tables.memberships() if _is_seat(row, state.state_id)), default="")
        assert state.un_member_since == first or state.state_id in breaks, state.state_id


def _is_seat(row, state_id):
    return row.organisation_id == "UN" and row.role == "member" and row.state_id == state_id


def test_importing_the_room_reads_no_table_and_loads_no_fuzzy_matcher():
    program = (
        "import sys, ninetenths.states as states; from ninetenths.states import tables;"
        "assert tables.states.cache_info().currsize == 0; states.resolve('AZE'); assert 'rapidfuzz' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
