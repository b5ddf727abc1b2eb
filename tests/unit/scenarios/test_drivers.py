import numpy as np
from scipy.stats import spearmanr

from ninetenths.scenarios.drivers import drivers_of


def test_drivers_are_rank_correlations_largest_first():
    rng = np.random.default_rng(1)
    inputs = {name: rng.integers(0, 9, 200).astype(float) for name in ("a", "b", "c")} | {"still": np.ones(200)}
    target = np.maximum(inputs["a"] - 2 * inputs["b"] + rng.normal(size=200), 0)
    found = drivers_of(inputs, {"deepest_share": target, "loss": target})
    expected = {name: spearmanr(inputs[name], target).statistic for name in ("a", "b", "c")}
    assert {one.name: round(one.correlation, 9) for one in found} == {name: round(r, 9) for name, r in expected.items()}
    assert found[0].name == "b"
    assert found[0].moves == "deepest_share"


def test_where_hardly_a_draw_is_short_the_loss_is_explained():
    loss = np.arange(50.0)
    found = drivers_of({"a": loss}, {"deepest_share": np.zeros(50), "loss": loss})
    assert [(one.moves, round(one.correlation, 9)) for one in found] == [("loss", 1.0)]
    assert drivers_of({"a": loss}, {"deepest_share": np.zeros(50), "loss": np.zeros(50)}) == ()
