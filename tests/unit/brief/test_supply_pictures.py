import json
import re
from dataclasses import replace

import pytest

from ninetenths.brief import breakers, declared, flow_map, outcomes, reconciled, spreads


@pytest.fixture
def supply(dossier):
    return dossier.supply[0]


def test_years_without_evidence_are_empty_and_not_zero(supply):
    drawn = reconciled.composition(supply.reconciled)
    assert drawn.years == ("2022", "2023", "2024", "2025")
    azerbaijan, kazakhstan = drawn.origins
    assert [mark.share is None for mark in azerbaijan.marks] == [False, True, False, False]
    assert [mark.share is None for mark in kazakhstan.marks] == [True, True, False, False]
    assert azerbaijan.latest.period == "2025"


def test_ranges_of_uninformed_origins_set_no_scale(supply):
    drawn = reconciled.composition(supply.reconciled)
    assert drawn.levels.end == 60
    mark = drawn.origins[0].marks[-1]
    assert mark.top + mark.height == pytest.approx(100 - 100 * 39.8 / 60)
    assert mark.top < mark.median < mark.top + mark.height


def test_nothing_informed_makes_no_picture(supply):
    blank = tuple(replace(one, informed=False) for one in supply.reconciled.shares)
    assert reconciled.composition(replace(supply.reconciled, shares=blank)) is None


def test_only_the_sender_of_the_same_supply_stands_beside_definitions(dossier):
    ((place, _, shares),) = reconciled.beside_shares(dossier, dossier.shares[0])
    assert place == 0
    assert {one.origin for _, one in shares} == {"AZE"}
    assert [dossier.supply[0].reconciled.shares[number] for number, _ in shares] == [one for _, one in shares]
    other = replace(dossier.shares[0], receiver="DEU")
    assert reconciled.beside_shares(dossier, other) == ()
    assert reconciled.beside_shares(dossier, replace(dossier.shares[0], commodity="oil")) != ()


def test_the_band_spans_what_arrived_and_the_part_below_what_is_hidden_at_least(dossier):
    panel = dossier.declared[0]
    _, parts = reconciled.beside_declared(dossier, panel)
    chart = declared.chart(panel, parts)
    assert chart.submerged == ()
    year, half = chart.bands
    end = chart.levels.end
    assert 100 - year.box.top == pytest.approx(100 * 94.7 / end)
    assert year.below.top + year.below.height == pytest.approx(100 - 100 * 24.6 / end)
    assert year.below.top == pytest.approx(100 - 100 * 51.7 / end)
    assert year.words == "submerged 28–72"
    assert half.words == "61–118"


def test_there_is_nothing_below_where_declared_reaches_what_arrived(dossier):
    panel = dossier.declared[0]
    part = replace(dossier.supply[0].reconciled.submerged[0], declared=(40.0, 50.0, 60.0))
    (band,) = declared.chart(panel, ((0, part),)).bands
    assert band.below is None
    assert band.depth is None


def test_parts_in_another_unit_are_not_drawn_over_the_readings(dossier):
    panel = replace(dossier.declared[0], unit="bcm/y")
    assert reconciled.beside_declared(dossier, panel) == (-1, ())
    alone = replace(dossier, declared=(panel,))
    ((_, _, parts),) = reconciled.submerged_alone(alone)
    assert len(parts) == 2
    assert reconciled.submerged_alone(dossier) == ()


def test_the_money_axis_holds_gains_and_losses(supply):
    axis = outcomes.axis(supply.outcomes)
    assert axis.begin <= -52.3
    assert axis.end >= 12345.6
    assert axis.ticks[0].at == pytest.approx(0)
    assert axis.at(0) == pytest.approx(next(tick.at for tick in axis.ticks if tick.label == "0"))


def test_a_huge_own_loss_does_not_flatten_the_losses_of_the_receiver(supply):
    act = supply.outcomes.acts[0]
    huge = replace(act, own_loss=(90_000.0, 100_000.0, 120_000.0))
    panel = replace(supply.outcomes, acts=(act, huge))
    assert outcomes.axis(panel).end < 1000
    small, large = outcomes.pictures(panel)
    assert not small.own_loss.beyond
    assert large.own_loss.beyond


def test_hills_have_areas_that_compare(supply):
    small, large = outcomes.pictures(supply.outcomes)
    assert max(one.height for one in small.columns) == pytest.approx(30)
    assert max(one.height for one in large.columns) < 10
    assert small.loss.left < small.loss.median < small.loss.left + small.loss.width + 1
    assert all(one.left >= 0 and one.left + one.width <= 100.5 for one in (*small.columns, *large.columns))


def test_acts_without_draws_have_no_hill(supply):
    empty = replace(supply.outcomes, acts=(replace(supply.outcomes.acts[0], bins=(0, 0, 0)),))
    (picture,) = outcomes.pictures(empty)
    assert picture.columns == ()


def test_holders_are_told_apart(supply):
    states, bound, firms = breakers.holders(supply.breakers)
    assert [one.holder for one in states] == ["TUR", "AZE"]
    assert [one.holder for one in bound] == ["IRN"]
    assert [one.holder for one in firms] == ["AZE:SOCAR"]
    assert [number for number, _ in states[0].acts] == [1, 2]


def test_one_row_per_set_with_a_column_per_strength(supply):
    (alone, held), (pair, both) = breakers.sets(supply.breakers)
    assert alone == ("TUR",)
    assert set(held) == {"economic"}
    assert pair == ("AZE", "KAZ")
    assert set(both) == {"hard", "economic"}


def test_a_flip_that_the_answer_names_is_not_told_twice(supply):
    assert breakers.new_flips(supply.breakers) == ("If Georgia may not stop it, no longer enough.",)


def test_only_known_codes_are_spelled_out(dossier):
    assert breakers.spelled(dossier, "AZE pays 3 USD, XYZ none") == "Azerbaijan pays 3 USD, XYZ none"


def test_shares_of_draws_near_the_ends_keep_their_doubt():
    assert [spreads.part(value).replace("\u00a0", " ") for value in (0.0, 0.002, 0.5, 0.999, 1.0)] == [
        "0 %",
        "under 1 %",
        "50 %",
        "over 99 %",
        "100 %",
    ]


@pytest.mark.parametrize(
    ("spread", "words"),
    [
        ((99.82, 99.9, 100.0), "99.8–100"),
        ((0.0, 0.0, 2.9), "0–2.9"),
        ((0.001, 0.002, 0.003), "0.00"),
        ((-12000.0, -3.0, 15.0), "−12,000 to 15"),
        ((-9.0, -5.0, -2.0), "−9.0 to −2.0"),
    ],
)
def test_ranges_keep_enough_digits_to_be_ranges(spread, words):
    assert spreads.said(spread) == words


def points(path):
    return [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


def test_the_map_holds_all_ways_and_no_unused_place(supply):
    sheet = flow_map.sheet(supply.flow_map)
    assert "Not on any way" not in {mark.place.name for mark in sheet.places}
    assert sorted(line.number for line in sheet.lines) == [0, 1, 2]
    assert sheet.statuses == ("operating", "unknown", "suspended")
    for line in sheet.lines:
        for x, y in points(line.path):
            assert -10 <= x <= 1010
            assert -10 <= y <= sheet.height + 10
    assert all(0 <= mark.left <= 100 and 0 <= mark.top <= 100 for mark in sheet.places)


def test_lines_at_sea_keep_to_water_and_pipelines_are_straight(supply):
    straight, _, sea = sorted(flow_map.sheet(supply.flow_map).lines, key=lambda line: line.number)
    assert len(points(sea.path)) > 8
    only_land = replace(supply.flow_map.ways[0], places=("sangachal", "ceyhan"))
    (land,) = flow_map.sheet(replace(supply.flow_map, ways=(only_land,))).lines
    assert len(points(land.path)) == 2
    assert straight.width > sea.width == 1.6
    assert straight.opacity < sea.opacity


def test_a_port_of_another_name_beside_a_known_one_uses_its_track(supply):
    renamed = tuple(
        replace(place, place_id="x-terminal") if place.place_id == "ashkelon" else place
        for place in supply.flow_map.places
    )
    way = replace(supply.flow_map.ways[2], places=("novorossiysk", "turkish-straits", "x-terminal"))
    (line,) = flow_map.sheet(replace(supply.flow_map, places=renamed, ways=(way,))).lines
    assert len(points(line.path)) > 8


def test_names_on_the_map_do_not_meet(supply):
    sheet = flow_map.sheet(supply.flow_map)
    assert sum(mark.wide is not None for mark in sheet.places) >= 5
    crowd = tuple(
        replace(
            supply.flow_map.places[0], place_id=f"p{place}", name="A long name of a place", longitude=34 + place / 50
        )
        for place in range(12)
    )
    way = replace(supply.flow_map.ways[0], places=tuple(place.place_id for place in crowd))
    crowded = flow_map.sheet(replace(supply.flow_map, places=crowd, ways=(way,)))
    assert sum(mark.wide is not None for mark in crowded.places) < 12


def test_a_map_of_one_place_is_none(supply):
    lonely = replace(supply.flow_map, ways=(replace(supply.flow_map.ways[0], places=("ceyhan",)),))
    assert flow_map.sheet(lonely) is None


def test_the_outline_of_the_world_is_small_and_closed():
    text = flow_map._file("land.json")
    assert len(text) <= 60_000
    rings = json.loads(text)
    assert len(rings) > 50
    assert all(sum(ring[2::2]) == 0 and sum(ring[3::2]) == 0 for ring in rings)


def test_land_is_cut_to_the_sheet(supply):
    sheet = flow_map.sheet(supply.flow_map)
    assert 200 < len(sheet.land) < 20_000
    assert all(-6 <= x <= 1006 and -6 <= y <= sheet.height + 6 for x, y in points(sheet.land))
