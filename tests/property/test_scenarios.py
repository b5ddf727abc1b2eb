"""What holds for every scenario: stricter never helps, nothing closed is the baseline, names do not matter."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ninetenths.scenarios import Act, Baseline, Path, Scenario, Seller, Span, run

STATES = ("AZE", "KAZ", "RUS", "TUR", "GEO")
RENAMED = dict(zip((*STATES, "ISR"), ("NOR", "GBR", "USA", "FRA", "ESP", "JOR"), strict=True))
FEW = settings(max_examples=20, deadline=None)
DRAWS = 3


@st.composite
def paths(draw):
    return Path(
        states=tuple(draw(st.lists(st.sampled_from(STATES), max_size=2, unique=True))),
        sea_km=draw(st.sampled_from([500.0, 3000.0, 9000.0])),
        sea_days=draw(st.sampled_from([1.0, 9.0, 20.0])),
        capacity=draw(st.sampled_from([None, Span.of(20.0, 60.0)])),
        weight=draw(st.sampled_from([0.0, 1.0])),
    )


@st.composite
def supplies(draw):
    count = draw(st.integers(1, 4))
    sellers = tuple(
        Seller(
            origin=STATES[place],
            paths=tuple(draw(st.lists(paths(), max_size=2))),
            exports=draw(st.sampled_from([None, Span.of(100.0, 2000.0)])),
            known=draw(st.booleans()),
            api=draw(st.sampled_from([float("nan"), 30.0, 40.0])),
        )
        for place in range(count)
    )
    rates = [draw(st.sampled_from([0.0, 10.0, 75.5])) for _ in range(count - 1)]
    return Baseline(receiver="ISR", item="crude", period="2024", sellers=sellers, rates=np.array([[50.0, *rates]]))


@st.composite
def scenarios(draw, baseline):
    """A scenario whose acts all touch the supply: bans of sellers and denials of states on the way."""
    from datetime import date

    begins = date(2024, 6, 1)
    crossed = sorted({state for one in baseline.sellers for path in one.paths for state in path.states})
    choices = [("ban", one.origin) for one in baseline.sellers] + [("denial", state) for state in crossed]
    chosen = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=2, unique=True))
    acts = tuple(
        Act(kind=kind, by=(state,), against="ISR", begins=begins, share=draw(st.sampled_from([0.3, 0.6, 1.0])))
        for kind, state in chosen
    )
    return Scenario(receiver="ISR", item="crude", begins=begins, weeks=draw(st.sampled_from([4, 12])), acts=acts)


@st.composite
def cases(draw):
    baseline = draw(supplies())
    return baseline, draw(scenarios(baseline))


def of(case, **changes):
    baseline, scenario = case
    return run(baseline, replace(scenario, **changes), draws=DRAWS, seed=7)


@FEW
@given(cases(), st.sampled_from([1.0, 1.5, 3.0]))
def test_a_stricter_scenario_never_reduces_the_loss(case, factor):
    _baseline, scenario = case
    stricter = tuple(replace(act, share=min(1.0, act.share * factor)) for act in scenario.acts)
    mild, strict = of(case), of(case, acts=stricter)
    for name in ("total_short", "loss"):
        assert (strict.values[name] >= mild.values[name] - 1e-6 * (1 + np.abs(mild.values[name]))).all(), name


@FEW
@given(cases())
def test_one_act_more_never_reduces_the_loss(case):
    _baseline, scenario = case
    fewer = of(case, acts=scenario.acts[:1])
    more = of(case)
    for name in ("total_short", "loss"):
        assert (more.values[name] >= fewer.values[name] - 1e-6 * (1 + np.abs(fewer.values[name]))).all(), name


@FEW
@given(cases())
def test_closing_nothing_is_the_baseline_exactly(case):
    _baseline, scenario = case
    nothing = of(case, acts=tuple(replace(act, share=0.0) for act in scenario.acts))
    idle = of(case, acts=())
    for name in ("total_short", "extra_cost", "loss", "price_change"):
        assert np.allclose(nothing.values[name], 0, atol=1e-9), name
        assert (idle.values[name] == 0).all(), name


@FEW
@given(cases())
def test_the_names_of_states_do_not_matter(case):
    baseline, scenario = case

    def name(state):
        return RENAMED[state]

    sellers = tuple(
        replace(
            one,
            origin=name(one.origin),
            paths=tuple(replace(path, states=tuple(map(name, path.states))) for path in one.paths),
        )
        for one in baseline.sellers
    )
    renamed = replace(baseline, receiver=name("ISR"), sellers=sellers)
    acts = tuple(replace(act, by=tuple(map(name, act.by)), against=name("ISR")) for act in scenario.acts)
    other = run(renamed, replace(scenario, receiver=name("ISR"), acts=acts), draws=DRAWS, seed=7)
    here = of(case)
    assert all(np.array_equal(here.values[one], other.values[one], equal_nan=True) for one in here.values)
    assert {(name(one.actor), one.amount) for one in here.losses} == {(one.actor, one.amount) for one in other.losses}


@FEW
@given(cases())
def test_the_same_seed_gives_the_same_draws_and_the_ranges_hold(case):
    here, again = of(case), of(case)
    assert all(np.array_equal(here.values[one], again.values[one], equal_nan=True) for one in here.values)
    assert (here.values["deepest_share"] >= 0).all()
    assert (here.values["deepest_share"] <= 100 + 1e-9).all()
    assert (here.stock >= -1e-9).all()
    days = here.values["days_to_shortage"]
    assert np.isnan(days[here.values["deepest_share"] == 0]).all()
    for flow in here.flows:
        assert flow.after.p5 >= -1e-9
