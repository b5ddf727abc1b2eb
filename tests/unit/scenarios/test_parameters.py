import numpy as np
import pytest

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios import Span
from ninetenths.scenarios.items import ITEMS
from ninetenths.scenarios.parameters import draw_parameters, draw_span, resolve_parameters, stream, table


def test_every_parameter_has_a_range_in_order_within_its_limits_and_a_source():
    for key, one in table().items():
        assert one.least <= one.span.low <= one.span.mode <= one.span.high <= one.most, key
        assert one.source, key
        assert one.note, key


@pytest.mark.parametrize("item", sorted(ITEMS))
def test_every_item_has_what_a_run_needs(item):
    names = {one.name for one in resolve_parameters(item, "ISR", {})}
    assert names >= {"price", "leakage", "response_weeks", "spot_premium", "shortage_value", "world_supply"}


def test_a_state_has_its_own_row_where_the_table_has_one():
    rows = {state: dict_of("gas", state) for state in ("DEU", "ISR")}
    assert rows["DEU"]["stock_capacity"].span.low > rows["ISR"]["stock_capacity"].span.high * 0.5
    assert set(rows["DEU"]) - set(rows["ISR"]) == {"own_use"}
    given = resolve_parameters("gas", "ISR", {"own_use": Span.of(9.0)})
    assert next(one for one in given if one.name == "own_use").span == Span.of(9.0)


def dict_of(item, state):
    found = resolve_parameters(item, state, {})
    assert len({one.name for one in found}) == len(found)
    return {one.name: one for one in found}


def test_a_range_of_the_scenario_takes_the_place_of_the_table_and_says_so():
    one = {p.name: p for p in resolve_parameters("crude", "ISR", {"price": Span.of(50, 60)})}["price"]
    assert (one.span.low, one.given_by, one.source) == (50, "scenario", "the scenario")


def test_a_parameter_of_another_item_is_refused():
    with pytest.raises(InvalidRecord, match="no parameter of crude"):
        resolve_parameters("crude", "ISR", {"season": Span.of(10)})


@pytest.mark.parametrize("shape", ["triangular", "beta"])
def test_draws_lie_in_the_range_and_around_its_mode(shape):
    drawn = draw_span(Span.of(0, 2, 10), shape, draws=20_000, rng=stream(1, "x"))
    assert 0 <= drawn.min() < drawn.max() <= 10
    mean = 4 if shape == "triangular" else (0 + 4 * 2 + 10) / 6
    assert abs(drawn.mean() - mean) < 0.05


def test_an_input_more_does_not_move_the_draws_of_the_others():
    all_of_them = resolve_parameters("crude", "ISR", {})
    whole = draw_parameters(all_of_them, draws=5, seed=3)
    fewer = draw_parameters(all_of_them[:4], draws=5, seed=3)
    assert all(np.array_equal(whole[name], fewer[name]) for name in fewer)
    other = draw_parameters(all_of_them, draws=5, seed=4)
    assert not np.array_equal(whole["price"], other["price"])
