from dataclasses import replace

import pytest

from ninetenths.brief import pictures, tie_map
from ninetenths.brief.axes import Years


def test_one_colour_per_actor_and_grey_for_the_rest(dossier):
    colours = pictures.colours(dossier)
    assert colours["AZE"] == 1
    assert colours["ISR"] == 2
    assert len(set(colours.values())) == len(colours)
    window = dossier.arms[0].windows[0]
    many = replace(dossier.arms[0], windows=tuple(replace(window, supplier=f"S{place}") for place in range(12)))
    crowded = pictures.colours(replace(dossier, arms=(many,)))
    assert crowded["S11"] == 0
    assert max(crowded.values()) == pictures.COLOURS


def test_shares_over_time_leave_undated_ones_out(dossier):
    drawn = pictures.shares_over_time(dossier.shares[0], 0, {"AZE": 1, "KAZ": 2})
    assert drawn is not None
    assert "example@1:EXMP-0004" not in {bar.statement_id for bar in drawn.bars}
    joint = next(bar for bar in drawn.bars if bar.statement_id == "example@1:EXMP-0006")
    assert joint.colours == (1, 2)


def test_two_shares_make_no_picture_of_time(dossier):
    group = replace(dossier.shares[0].groups[1], intervals=dossier.shares[0].groups[1].intervals[:2])
    assert pictures.shares_over_time(replace(dossier.shares[0], groups=(group,)), 0, {}) is None


def test_suppliers_stand_end_to_end_with_the_claimed_one_first(dossier):
    percent, tiv = pictures.arms_charts(dossier.arms[0], 0, {"ISR": 2, "RUS": 3})
    israel, russia = percent.bars[0].parts
    assert (israel.left, israel.width, israel.faint) == (0.0, pytest.approx(67.7), pytest.approx(1.3))
    assert russia.left == pytest.approx(69.0)
    assert percent.claims[0].left == pytest.approx(70.0)
    assert tiv.unit == "TIV"
    assert tiv.claims == ()


def test_claims_without_windows_are_still_drawn(dossier):
    (chart,) = pictures.arms_charts(replace(dossier.arms[0], windows=()), 0, {})
    assert len(chart.claims) == 1
    assert chart.bars == ()


def test_vintages_of_one_window_stand_in_rows_of_their_own(dossier):
    window = dossier.arms[0].windows[3]
    panel = replace(
        dossier.arms[0], windows=(window, replace(window, vintage="2025-03-10", low=0.0, high=0.0)), claims=()
    )
    (chart,) = pictures.arms_charts(panel, 0, {})
    assert [row.vintage.replace("\u00a0", " ") for row in chart.bars] == ["10 Mar 2025", "9 Mar 2026"]


def test_stages_run_from_the_well_to_the_refinery(dossier):
    odd = replace(dossier.routes[0], kind="lighthouse")
    titles = [stage.title for stage in pictures.stages((*reversed(dossier.routes), odd))]
    assert titles == ["Fields", "Pipelines", "Ports and terminals", "Refineries", "Other assets"]


def test_a_spell_without_an_end_reaches_to_the_next(dossier):
    years = Years(["2000", "2009"])
    spell = dossier.routes[0].spells[0]
    first = replace(spell, begins="2000", ends="")
    second = replace(spell, begins="2005", ends="")
    assert pictures.spell_span(years, first, second) == (0.0, pytest.approx(50.0))
    assert pictures.spell_span(years, second, None) == (pytest.approx(50.0), pytest.approx(50.0))
    assert pictures.spell_span(years, replace(first, begins=""), None) is None
    assert pictures.spell_span(years, replace(second, status="reported"), None) == (pytest.approx(50.0), 0.0)


def test_layers_share_one_scale(dossier):
    energy, diplomacy = (pictures.year_columns(layer, dossier.layers) for layer in dossier.layers)
    assert (energy.first, energy.last) == (diplomacy.first, diplomacy.last) == (1994, 2025)
    assert max(height for _, _, height, _, _ in energy.columns) == 100.0
    assert {height for _, _, height, _, _ in diplomacy.columns} == {50.0}


def test_ties_between_the_same_two_are_set_apart(dossier):
    curves = tie_map.curves(dossier.ties)
    assert len(curves) == len(dossier.ties.ties)
    assert len({curve.path for curve in curves}) == len(curves)
    pair = [curve for curve in curves if {curve.tie.sender, curve.tie.receiver} == {"AZE", "ISR"}]
    assert abs(pair[0].middle_y - pair[1].middle_y) > 15


def test_a_tie_to_an_actor_off_the_map_is_not_drawn(dossier):
    stray = replace(dossier.ties.ties[0], receiver="NOWHERE")
    own = replace(dossier.ties.ties[0], receiver=dossier.ties.ties[0].sender)
    assert tie_map.curves(replace(dossier.ties, ties=(stray, own))) == ()


def test_the_map_has_room_for_one_lonely_actor(dossier):
    node = replace(dossier.ties.nodes[0], statements=0)
    assert tie_map.nodes(replace(dossier.ties, nodes=(node,), ties=()))[0].radius == 4


def test_a_reprint_stands_beside_its_window_and_not_in_the_stack(dossier):
    percent, _ = pictures.arms_charts(dossier.arms[0], 0, {"ISR": 2, "RUS": 3})
    (row,) = percent.bars
    assert sum(bar.width + bar.faint for bar in row.parts) <= 100
    assert [dossier.arms[0].windows[number].same_witness_as for number in row.reprints] == ["example@1:EXMP-0008"]


def test_a_window_known_from_a_reprint_alone_is_told(dossier):
    window = dossier.arms[0].windows[2]
    (chart,) = pictures.arms_charts(replace(dossier.arms[0], windows=(window,), claims=()), 0, {})
    assert chart.bars[0].parts == ()
    assert chart.bars[0].reprints == (0,)


def test_few_figures_are_folded_into_one_table(dossier):
    whole, folded = pictures.share_panels(dossier.shares)
    assert [(number, panel.title) for number, panel in whole] == [(0, "Crude to Israel")]
    assert [(number, panel.title) for number, panel in folded] == [(1, "Who buys Kazakhstan's crude")]


def test_owners_are_those_of_the_latest_date(dossier):
    asset = dossier.routes[1]
    now, earlier = pictures.owners_by_time(asset)
    assert {owner.begins for _, pairs in now for _, owner in pairs} <= {"", max(one.begins for one in asset.owners)}
    assert [owner.begins for _, pairs in earlier for _, owner in pairs] == ["2002"]
    numbers = [number for _, pairs in (*now, *earlier) for number, _ in pairs]
    assert sorted(numbers) == list(range(len(asset.owners)))
