from dataclasses import replace

import pytest

from ninetenths.brief import declared


@pytest.fixture
def panel(dossier):
    return dossier.declared[0]


def with_readings(panel, *readings):
    return replace(panel, readings=readings)


def test_a_reading_spans_its_window_and_its_range(panel):
    chart = declared.chart(panel)
    assert [tick.label for tick in chart.years] == ["2023", "2024", "2025", "2026"]
    assert chart.levels.end == 100
    range_of_two_years = next(mark for mark in chart.marks if mark.reading.low == 67)
    assert range_of_two_years.box.top == pytest.approx(22)
    assert range_of_two_years.box.height == pytest.approx(11)
    assert range_of_two_years.box.left == pytest.approx(100 * (10 / 12) / 3, abs=0.3)


def test_none_at_customs_lies_on_the_zero_line(panel):
    zero = next(mark for mark in declared.chart(panel).marks if mark.reading.high == 0)
    assert zero.box.top + zero.box.height / 2 == pytest.approx(100)
    assert zero.figure.replace("\u00a0", " ") == "0 kb/d"


def test_an_undated_reading_is_in_no_picture(panel):
    undated = next(one for one in panel.readings if not one.begins)
    assert undated not in [mark.reading for mark in declared.chart(panel).marks]
    assert declared.chart(with_readings(panel, undated)) is None


def test_the_submerged_part_runs_from_highest_declared_to_lowest_tracked(panel):
    customs, _, tracked, *_ = panel.readings
    month = replace(customs, begins="2024-06", ends="2024-06", low=50.0, high=60.0)
    boxes = declared.chart(with_readings(panel, customs, month, tracked)).submerged
    end = declared.chart(with_readings(panel, customs, month, tracked)).levels.end
    assert [round(box.top * end / 100) for box in boxes] == [round(end - 67)] * 3
    assert [round(box.height * end / 100) for box in boxes] == [43, 7, 43]


def test_there_is_no_submerged_part_where_one_kind_is_missing_or_they_overlap(panel):
    customs, zero, tracked, *_ = panel.readings
    assert declared.chart(with_readings(panel, customs, zero)).submerged == ()
    assert declared.chart(with_readings(panel, tracked)).submerged == ()
    over = replace(customs, low=60.0, high=70.0)
    assert declared.chart(with_readings(panel, over, tracked)).submerged == ()
    earlier = replace(customs, begins="2020", ends="2021")
    assert declared.chart(with_readings(panel, earlier, tracked)).submerged == ()


def test_a_reprint_is_no_second_edge_of_the_submerged_part(panel):
    customs, _, tracked, *_ = panel.readings
    again = replace(tracked, low=30.0, high=30.0, same_witness_as=tracked.statement_id)
    alone = declared.chart(with_readings(panel, customs, tracked))
    assert declared.chart(with_readings(panel, customs, tracked, again)).submerged == alone.submerged


def test_labels_name_each_measurer_once_and_reprints_never(panel):
    marks = declared.chart(panel).marks
    named = [mark.label.who for mark in marks if mark.label and mark.label.who]
    assert named == ["State Customs Committee", "Cargo Tracker"]
    assert all(mark.label is None for mark in marks if mark.reading.same_witness_as)


def test_a_label_without_room_is_left_to_the_table(panel):
    crowd = tuple(replace(panel.readings[3], low=float(level), high=float(level)) for level in range(50, 100))
    marks = declared.chart(with_readings(panel, *crowd)).marks
    assert len(marks) == 50
    assert 0 < sum(mark.label is not None for mark in marks) < 25
