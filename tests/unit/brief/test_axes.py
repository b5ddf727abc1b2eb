import pytest

from ninetenths.brief.axes import Axis, Years, axis_over


@pytest.mark.parametrize(
    ("highest", "end", "step"),
    [(60, 60.0, 20.0), (46.4, 50.0, 10.0), (100, 100.0, 20.0), (121.8, 125.0, 25.0), (0.3, 0.3, 0.1)],
)
def test_axes_end_on_a_round_step_above_every_figure(highest, end, step):
    axis = axis_over([highest])
    assert (axis.end, axis.step) == (pytest.approx(end), pytest.approx(step))
    assert axis.ticks[-1].at == 100
    assert len(axis.ticks) <= 6


def test_an_axis_without_figures_can_still_be_drawn():
    assert axis_over([]) == Axis(1.0, 1.0)
    assert axis_over([0.0]).span(0.0, 0.0) == (0.0, 0.0)


def test_a_span_covers_the_whole_precision_of_its_dates():
    years = Years(["2020", "2023"])
    assert years.span("2020", "2020")[0] == 0.0
    assert years.span("2020", "2020")[1] == pytest.approx(25.0, abs=0.1)
    left, width = years.span("2022-07", "")
    assert left == pytest.approx(62.5, abs=0.2)
    assert left + width == 100.0


def test_a_long_axis_has_few_ticks():
    ticks = Years(["1918", "2026"]).ticks
    assert [tick.label for tick in ticks][:2] == ["1920", "1940"]
    assert len(ticks) <= 9


def test_no_dates_still_give_an_axis():
    assert Years(["", ".."]).span("", "") == (0.0, 100.0)
