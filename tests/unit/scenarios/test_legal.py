"""How acts are read in law, and what the evidence counts of what gets round them."""

import numpy as np
import pytest
from tests.unit.scenarios.supplies import OVER_RUS, OVER_TUR, asked, seller, supply

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios import LegalReading, Ready, Span, run
from ninetenths.scenarios.parameters import Parameter

READINGS = tuple(
    LegalReading(holder=holder, stop=stop, kind=kind, legality=legality, note="", source=source)
    for holder, stop, kind, legality, source in (
        ("TUR", "btc", "denial", "contested", "an agreement"),
        ("TUR", "ceyhan", "port ban", "lawful", "a port law"),
        ("TUR", "elsewhere", "denial", "unlawful", "about another line"),
        ("", "", "strait", "unlawful", "a convention"),
        ("", "", "export ban", "lawful", "a trade rule"),
    )
)
COUNTED = Parameter(
    name="leakage_counted", span=Span.of(70.0), unit="percent", shape="beta", least=0, most=100, source="x:1",
    note="7 of 10", given_by="evidence",
)  # fmt: skip


def told(*paths, **changes):
    from dataclasses import replace

    return replace(supply(seller("AZE", *paths)), readings=READINGS, **changes)


def test_an_act_is_read_at_what_it_touches_the_worst_first():
    (act,) = run(told(OVER_TUR), asked(), draws=1, seed=1).legal
    assert [(one.legality, one.source) for one in act.readings] == [
        ("contested", "an agreement"),
        ("lawful", "a port law"),
    ]
    assert act.legality == "contested"


def test_closing_straits_is_unlawful_and_only_where_it_is_asked_for():
    acts = {"kind": "denial", "by": "TUR", "with_straits": True}
    (act,) = run(told(OVER_RUS), asked(acts), draws=1, seed=1).legal
    assert act.legality == "unlawful"
    (ban,) = run(told(OVER_RUS), asked({"kind": "ban", "by": "AZE"}), draws=1, seed=1).legal
    assert (ban.legality, ban.readings[0].source) == ("lawful", "a trade rule")


def test_an_act_of_which_nothing_is_read_says_so():
    (act,) = run(told(OVER_TUR), asked({"kind": "tariff", "by": "AZE", "rate": 5}), draws=1, seed=1).legal
    assert act.legality == "not read"


def test_what_is_counted_takes_the_place_of_the_table_on_the_way_alone():
    supplied = told(OVER_TUR, counted_leakage=COUNTED)
    known = {name: value for name, value in asked().assumptions.items() if name != "leakage"}

    def through(*acts, **given):
        from dataclasses import replace

        scenario = replace(asked(*acts), assumptions={**known, **given})
        return run(supplied, scenario, draws=200, seed=1).leaks[0].share

    assert through().p5 == pytest.approx(0.7)
    assert through({"kind": "ban", "by": "AZE"}).p50 < 0.5
    assert through(leakage=Span.of(20.0)).p5 == pytest.approx(0.2)
    assert through({"kind": "denial", "by": "TUR", "leakage": 0.1}).p5 == pytest.approx(0.1)


def test_runs_on_one_baseline_made_ready_are_those_run_alone():
    supplied = supply(seller("AZE", OVER_TUR, OVER_RUS))
    scenarios = [asked(), asked({"kind": "ban", "by": "AZE", "share": 0.5})]
    ready = Ready(supplied, scenarios[0], draws=4, seed=3)
    for scenario in (*scenarios, *reversed(scenarios)):
        alone, together = run(supplied, scenario, draws=4, seed=3), ready.run(scenario)
        for name, values in alone.values.items():
            assert np.array_equal(values, together.values[name], equal_nan=True), name
        assert alone.flows == together.flows


def test_a_scenario_on_another_supply_is_not_run_on_a_baseline_made_ready():
    ready = Ready(supply(seller("AZE", OVER_TUR)), asked(), draws=1, seed=1)
    with pytest.raises(InvalidRecord, match="more than its acts"):
        ready.run(asked(weeks=5))
