import tomllib

import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios import KINDS, Span, load_scenario, render_scenario, scenario_of
from ninetenths.scenarios.file_keys import ActKeys, ScenarioKeys, SupplierKeys
from ninetenths.scenarios.parameters import table

DENIAL = {"kind": "denial", "by": "TUR"}
GOOD = {"version": 1, "receiver": "ISR", "begins": "2024-06", "weeks": 26, "act": [DENIAL]}


def refused(**changes):
    with pytest.raises(InvalidRecord) as found:
        scenario_of({**GOOD, **changes})
    return str(found.value)


def test_an_act_is_aimed_at_the_receiver_and_holds_through_the_run():
    act = scenario_of(GOOD).acts[0]
    assert (act.by, act.against, act.begins.isoformat(), act.ends) == (("TUR",), "ISR", "2024-06-01", None)


def test_names_of_states_are_resolved():
    scenario = scenario_of({**GOOD, "receiver": "Israel", "act": [{"kind": "ban", "by": ["Azerbaijan", "KAZ"]}]})
    assert (scenario.receiver, scenario.acts[0].by) == ("ISR", ("AZE", "KAZ"))


def test_every_fault_is_listed_at_once_with_path_found_and_expected():
    said = refused(
        receiver="Isreal", weeks=0, begns="2024", assumptions={"stock_day": 3},
        act=[{"kind": "denail", "by": "TUR"}, {"kind": "ban", "by": []}, {"kind": "ban", "by": "AZE", "share": 1.5}],
    )  # fmt: skip
    assert "7 faults" in said
    for path, hint in {
        "receiver": "Did you mean ISR",
        "weeks: found 0; expected 1 to": "",
        "begns": "did you mean 'begins'?",
        "assumptions": "did you mean 'stock_days'?",
        "act[0].kind": "did you mean 'denial'?",
        "act[1]": "an empty coalition",
        "act[2].share: found 1.5; expected a share from 0 to 1": "",
    }.items():
        assert any(path in line and hint in line for line in said.splitlines()), (path, said)


@pytest.mark.parametrize("word", ["attack", "Sabotage", "strike"])
def test_force_is_no_kind_of_act_and_the_reason_is_said(word):
    said = refused(act=[{"kind": word, "by": "TUR"}])
    assert "no targeting aid" in said
    assert "suspension" in said


@pytest.mark.parametrize("key", ["targets", "objects", "attack"])
def test_a_list_of_objects_is_refused_with_the_reason(key):
    assert "no targeting aid" in refused(**{key: ["btc"]})
    assert "no targeting aid" in refused(act=[{**DENIAL, key: ["btc"]}])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": 2}, "the only version there is"),
        ({"weeks": -3}, "1 to 260 weeks"),
        ({"act": []}, "no act"),
        ({"item": "cruude"}, "did you mean 'crude'?"),
        ({"begins": "soon"}, "a date such as"),
        ({"assumptions": {"price": [90, 60]}}, "rising order"),
        ({"assumptions": {"leakage": [0, 120]}}, "lies outside 0 to 100"),
        ({"act": [{"kind": "ban", "by": "OIC"}]}, "an organisation"),
        ({"act": [{"kind": "tariff", "by": "AZE", "rate": 5, "begins": "2024-08"}]}, "whole run"),
        ({"act": [{"kind": "suspension"}]}, "names asset"),
        ({"act": [{**DENIAL, "against": "EGY"}]}, "the receiver is ISR"),
        ({"act": [{**DENIAL, "begins": "2030"}]}, "lies outside the run"),
        ({"act": [{**DENIAL, "begins": "2024-08", "ends": "2024-07"}]}, "before it begins"),
        ({"act": [{**DENIAL, "leakage": [0.5, 1.5]}]}, "shares from 0 to 1"),
        ({"act": [DENIAL, DENIAL]}, "twice over the same days"),
        ({"act": [{"kind": "ban", "by": "AZE"}, {"kind": "tariff", "by": "AZE", "rate": 5}]}, "banned altogether"),
        ({"act": [{"kind": "suspension", "asset": "x"}, {"kind": "reversal", "asset": "x"}]}, "reversed at once"),
        ({"act": [{"kind": "import ban", "by": "TUR", "against": "AZE"}]}, "not by ISR"),
        ({"only_given": True}, "no table [[supplier]]"),
        ({"supplier": [{"origin": "AZE", "rate": -1}]}, "no negative amount"),
        ({"supplier": [{"origin": "AZE", "rate": float("nan")}]}, "finite numbers"),
    ],
)
def test_bad_input_is_answered_with_what_was_expected(changes, said):
    assert said in refused(**changes)


def test_a_scenario_written_is_the_scenario_read(tmp_path):
    tree = {
        **GOOD, "title": "Refused \"in\" transit", "unwilling": ["IRN"], "assumptions": {"stock_days": [20, 45, 90]},
        "supplier": [{"origin": "IRQ:KRG", "rate": [5, 10, 20], "via": ["TUR"], "sea_km": 600}],
        "act": [{**DENIAL, "leakage": [0, 0.2, 0.8], "with_straits": True, "ends": "2024-09"},
                {"kind": "ban", "by": "SAU,ARE", "cut_share": 0.05, "share": 0.5}],
    }  # fmt: skip
    scenario = scenario_of(tree)
    path = tmp_path / "s.toml"
    path.write_text(render_scenario(scenario), encoding="utf-8")
    assert load_scenario(path) == scenario
    assert scenario.assumptions["stock_days"] == Span(low=20, mode=45, high=90)
    assert tomllib.loads(render_scenario(scenario))["version"] == 1


def test_a_file_that_is_no_toml_or_not_there_is_refused(tmp_path):
    path = tmp_path / "s.toml"
    with pytest.raises(InvalidRecord, match="cannot be read"):
        load_scenario(path)
    path.write_text("receiver = ", encoding="utf-8")
    with pytest.raises(InvalidRecord, match="is not TOML"):
        load_scenario(path)


def test_every_key_and_kind_is_documented():
    from pathlib import Path

    page = (Path(__file__).parents[3] / "docs" / "reference" / "scenario-file.md").read_text(encoding="utf-8")
    for model in (ScenarioKeys, ActKeys, SupplierKeys):
        for name, field in model.model_fields.items():
            assert f"| `{name}` |" in page
            assert field.description is None or field.description in page, name
    assert all(f"| `{kind}` | {meaning} |" in page for kind, meaning in KINDS.items())
    for (name, item, state), one in table().items():
        of = f"{item} ({state})" if state else item
        ends = f"{one.span.low:g}, {one.span.mode:g}, {one.span.high:g}"
        assert f"| `{name}` | {of} | {ends} | {one.unit} |" in page
