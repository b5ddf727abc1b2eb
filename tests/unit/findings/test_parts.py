"""The parts of a dossier beside its findings."""

from datetime import date

from ninetenths.findings.arms import arms_panels
from ninetenths.findings.chains import chains, prospects
from ninetenths.findings.gaps import gaps_beside, ranked_gaps
from ninetenths.findings.layers import layer_summaries
from ninetenths.findings.routes import route_assets
from ninetenths.findings.stances import stance_matrices
from ninetenths.findings.ties import tie_map
from ninetenths.findings.timeline import timeline_entries
from ninetenths.findings.votes import vote_rows
from ninetenths.ledger import Asset, AssetStatus, Gap, Issue, Link, Ownership


def test_layers_count_signs_years_and_witnesses(make):
    records = [
        make.statement("s1", "AZE", "ISR", "visit", begins="2016", sign=1),
        make.statement("s2", "ISR", "AZE", "visit", begins="2023", sign=1, document_id="e"),
        make.statement("s3", "AZE", "IRN", "visit", begins="2023", sign=1),
    ]
    (layer,) = layer_summaries(make.evidence("AZE", "ISR", *records))
    assert (layer.layer, layer.cooperative, layer.unsigned, layer.witnesses) == ("diplomacy", 2, 0, 2)
    assert layer.statements_by_year == ((2016, 1), (2023, 1))
    assert layer.headline == "Two statements from two independent witnesses, two cooperative acts, from 2016 to 2023"


def test_parts_count_with_their_state_and_joint_actors_tie(make):
    socar = make.statement("s1", "AZE:SOCAR", "ISR", "licence", layer="finance")
    joint = make.statement("s2", "KAZ", "ISR", "supply", layer="energy", with_senders=("AZE",))
    assert [one.layer for one in layer_summaries(make.evidence("AZE", "ISR", socar, joint))] == ["energy", "finance"]


def test_votes_show_both_choices_where_sources_differ(make):
    common = {"kind": "vote", "layer": "vote", "begins": "2022-03-02"}
    records = [
        make.statement("s1", "CUB", "UN", "A/RES/ES-11/1", choice="no", **common),
        make.statement("s2", "CUB", "UN", "A/RES/ES-11/1", choice="abstain", document_id="e", **common),
        make.statement("s3", "RUS", "UN", "A/RES/ES-11/1", choice="no", with_senders=("BLR",), **common),
        make.statement(
            "s4",
            "UN",
            "RUS",
            "A/RES/ES-11/1 tally",
            kind="level",
            layer="vote",
            value=141,
            unit="votes in favour",
            summary="141 for",
        ),
        make.statement("s5", "CHN", "UN", "A/RES/OTHER", choice="yes", **common),
    ]
    (row,) = vote_rows(make.evidence("CUB", "RUS", *records), others=("BLR", "CHN"))
    assert row.choices == (("CUB", "no/abstain"), ("RUS", "no"), ("BLR", "no"))
    assert (row.result, row.held_on) == ("141 for", "2022-03-02")


def test_an_asset_has_the_status_of_the_day_and_plans_are_none(make):
    oil = make.statement("s1", "RUS", "DEU", "oil", layer="energy", via=("druzhba",))
    records = [
        Asset(asset_id="druzhba", name="Druzhba", kind="pipeline", states=("RUS", "DEU"), document_id="d"),
        AssetStatus(asset_id="druzhba", status="operating", begins="1962", document_id="d"),
        AssetStatus(asset_id="druzhba", status="suspended", begins="2023-01-01", ends="2023-03", document_id="d"),
        AssetStatus(asset_id="druzhba", status="planned", begins="2027", document_id="d"),
        Ownership(asset_id="druzhba", owner="Transneft", document_id="d", owner_state="RUS"),
    ]
    evidence = make.evidence("RUS", "DEU", oil, *records)
    states = [
        route_assets(evidence, day)[0].status_now for day in (date(2000, 1, 1), date(2023, 2, 1), date(1950, 1, 1))
    ]
    assert states == ["operating", "suspended", ""]
    (asset,) = route_assets(evidence)
    assert asset.owners[0].share is None
    assert asset.statement_ids == ("s1",)


def test_one_happening_is_one_entry_with_the_most_precise_date(make):
    records = [
        make.statement("s1", "TUR", "ISR", "trade ban", layer="sanction", begins="2024-05"),
        make.statement("s2", "TUR", "ISR", "trade ban", layer="sanction", begins="2024-05-02", document_id="e"),
        make.statement("s3", "TUR", "ISR", "old quarrel", begins=".."),
        make.statement("s4", "TUR", "ISR", "dated by the compiler", begins="2020", begins_inferred=True),
    ]
    (entry,) = timeline_entries(make.evidence("TUR", "ISR", *records))
    assert (entry.statement_id, entry.begins, entry.also, entry.closeness) == ("s2", "2024-05-02", ("s1",), 3)


def test_a_timeline_around_a_day_leaves_out_what_merely_goes_on(make):
    records = [
        make.statement("s1", "TUR", "ISR", "visit", begins="2024-05-20"),
        make.statement("s2", "TUR", "ISR", "long contract", kind="status", begins="2000", ends="2040"),
        make.statement("s3", "TUR", "ISR", "visit before", begins="2023-05-20"),
    ]
    found = timeline_entries(make.evidence("TUR", "ISR", *records), around=date(2024, 5, 2), days=30)
    assert [entry.statement_id for entry in found] == ["s1"]


def test_stances_that_point_both_ways_are_told_and_not_averaged(make):
    common = {"kind": "stance", "layer": "diplomacy"}
    records = [
        make.statement(
            "s1", "TUR", "ISR", "words", channel="speech", audience="home", begins="2023-10-28", sign=-1, **common
        ),
        make.statement(
            "s2", "TUR", "ISR", "oil flows", channel="officials unnamed", begins="2023-11", sign=1, **common
        ),
        make.statement("s3", "TUR", "ISR", "goods", channel="statement", begins="2023-12", sign=-1, **common),
        Issue(issue="Oil to Israel", statement_id="s1", direction=-1, analogous_to="Goods to Israel"),
        Issue(issue="Oil to Israel", statement_id="s2", direction=1, analogous_to="Goods to Israel"),
        Issue(issue="Goods to Israel", statement_id="s3", direction=-1, analogous_to="Oil to Israel"),
    ]
    matrix = stance_matrices(make.evidence("TUR", "ISR", *records))[0]
    assert matrix.issues == ("Oil to Israel", "Goods to Israel")
    assert [contradiction.sentence for contradiction in matrix.contradictions] == [
        (
            "On “Oil to Israel” Turkey came out against it in a speech at home (28 October 2023) and for it through "
            "officials who gave no name (November 2023)."
        ),
        (
            "Turkey came out against “Goods to Israel” in a statement (December 2023) but for the like “Oil to Israel” "
            "through officials who gave no name (November 2023)."
        ),
    ]
    assert {cell.signs for cell in matrix.cells} == {(-1,), (1,)}


def test_without_issues_stances_are_rows_by_item(make):
    common = {"kind": "stance", "sign": 1, "channel": "speech"}
    stances = [make.statement(f"s{place}", "AZE", "PSE", "two states", **common) for place in (1, 2)]
    tie = make.statement("s9", "AZE", "ISR", "oil", layer="energy")
    (matrix,) = stance_matrices(make.evidence("AZE", "ISR", tie, *stances))
    assert (matrix.actor, matrix.issues) == ("AZE", ("two states",))
    assert stance_matrices(make.evidence("AZE", "ISR", tie, stances[0])) == ()
    assert stance_matrices(make.evidence("AZE", "ISR", *stances)) == ()


def test_what_others_report_of_an_actor_is_no_stance_and_unknown_channels_share_the_last_column(make):
    said = {"kind": "stance", "layer": "intelligence", "sign": -1, "polarity": "negated"}
    records = [
        make.statement("s1", "AZE", "ISR", "base", kind="status", layer="intelligence", sign=1, modality="reported"),
        make.statement("s2", "AZE", "ISR", "base", channel="speech", begins="2012", **said),
        make.statement("s3", "AZE", "ISR", "base", channel="statement", begins="2025", **said),
        make.statement("s4", "AZE", "ISR", "base", audience="world", begins="2026", **said),
        *(Issue(issue="A base", statement_id=f"s{place}", direction=1 if place == 1 else -1) for place in (1, 2, 3, 4)),
    ]
    (matrix,) = stance_matrices(make.evidence("AZE", "ISR", *records))
    assert matrix.contradictions == ()
    assert matrix.columns == (("speech", ""), ("statement", ""), ("", ""))
    assert {key for cell in matrix.cells for key in cell.statement_ids} == {"s2", "s3", "s4"}


def test_expressions_years_apart_are_a_change_and_undated_ones_are_not(make):
    common = {"kind": "stance", "channel": "speech"}

    def turned(begins):
        records = [
            make.statement("s1", "USA", "RUS", "a line", sign=-1, begins=begins, **common),
            make.statement("s2", "USA", "RUS", "a line", sign=1, begins="2025-03", **common),
        ]
        (matrix, *_) = stance_matrices(make.evidence("USA", "RUS", *records))
        (found,) = matrix.contradictions
        return found

    assert turned("2022-02").is_change
    assert turned("2022-02").sentence == (
        "On “a line” the United States went from opposing it in a speech (February 2022) to supporting it in a speech "
        "(March 2025)."
    )
    assert not turned("2025-01").is_change
    assert not turned("").is_change


def test_claimed_ties_join_into_chains_and_circles_end(make):
    records = [
        make.statement("s1", "TUR:public", "TUR", "anger", layer="opinion"),
        make.statement("s2", "TUR", "AZE", "pressure"),
        make.statement("s3", "AZE", "ISR", "less oil", kind="prospect", modality="possible"),
        Link(statement_id="s1", relation="pressure", other_id="s2", stated_by="A paper", document_id="d"),
        Link(statement_id="s2", relation="pressure", other_id="s3", stated_by="An analyst", document_id="d"),
        Link(statement_id="s2", relation="derived_from", other_id="s1", stated_by="compiler", document_id="d"),
    ]
    (chain,) = chains(make.evidence("AZE", "ISR", *records))
    assert (chain.relation, chain.stated_by, chain.statement_ids) == (
        "pressure",
        "A paper; An analyst",
        ("s1", "s2", "s3"),
    )
    circle = Link(statement_id="s3", relation="pressure", other_id="s1", stated_by="A third", document_id="d")
    (closed,) = chains(make.evidence("AZE", "ISR", *records, circle))
    assert len(closed.statement_ids) == len(set(closed.statement_ids)) + 1


def test_a_prospect_shows_its_condition_and_what_came_of_it(make):
    records = [
        make.statement(
            "s1", "KAZ", "DEU", "oil to Germany", kind="prospect", begins="2023", ends="2023", modality="reported"
        ),
        make.statement(
            "s2",
            "KAZ",
            "DEU",
            "oil to Germany",
            kind="level",
            begins="2023",
            ends="2023",
            value=993,
            unit="kt",
            summary="993 kt came",
        ),
        make.statement("s3", "RUS", "KAZ", "permission", summary="Russia lets it pass"),
        Link(statement_id="s3", relation="condition", other_id="s1", stated_by="A paper", document_id="d"),
    ]
    (prospect,) = prospects(make.evidence("KAZ", "DEU", *records))
    assert (prospect.condition, prospect.outcome) == ("Russia lets it pass", "993 kt came")


def test_a_later_act_in_the_words_of_a_plan_is_its_outcome(make):
    plan = make.statement("s1", "DEU", "RUS", "planned expulsion", kind="prospect", begins="2023-03-25")
    act = make.statement("s2", "RUS", "DEU", "mass expulsion", begins="2023-04-22", summary="Diplomats left")
    earlier = make.statement("s3", "RUS", "DEU", "mass expulsion", begins="2022-04-04", summary="Long before")
    assert [one.outcome for one in prospects(make.evidence("DEU", "RUS", plan, act, earlier))] == ["Diplomats left"]
    assert [one.outcome for one in prospects(make.evidence("DEU", "RUS", plan, earlier))] == [""]


def test_a_paper_that_passes_on_a_known_measurement_is_no_further_witness(make):
    records = [
        make.document("r", republishes="b"),
        make.share("s1", "AZE", "ISR", 40, "2024", measured_by="Kpler", document_id="a"),
        make.share("s2", "AZE", "ISR", 40, "2024", measured_by="Kpler", document_id="b"),
        make.share("s3", "AZE", "ISR", 40, "2024", measured_by="Vortexa", document_id="a"),
        make.statement("s4", "AZE", "ISR", "visit", document_id="c"),
        make.statement("s5", "AZE", "ISR", "visit", document_id="r"),
    ]
    evidence = make.evidence("AZE", "ISR", make.document("b"), *records)
    assert evidence.witness_count(evidence.statements) == 3
    assert evidence.witness_count([evidence.by_id[key] for key in ("s1", "s2", "s3")]) == 1


def test_gaps_of_the_two_come_first_and_stand_beside_what_they_touch(make):
    share = make.share("s1", "AZE", "ISR", 40, "2025")
    gaps = [
        Gap(gap_id="g1", title="far", detail="far", layers=("energy",), actors=("NOR",)),
        Gap(
            gap_id="g2",
            title="near",
            detail="near",
            layers=("energy",),
            actors=("AZE", "ISR"),
            items=("crude imports",),
        ),
        Gap(gap_id="g3", title="one side", detail="one side", layers=("arms",), actors=("ISR",)),
        Gap(gap_id="g4", title="weak", detail="weak", actors=("AZE", "ISR"), kind="weak"),
    ]
    evidence = make.evidence("AZE", "ISR", share, *gaps)
    assert [gap.gap_id for gap in ranked_gaps(evidence)] == ["g2", "g3", "g4"]
    assert gaps_beside(evidence, ("s1",)) == ("g2",)


def test_the_map_keeps_its_places_and_marks_friend_and_foe(make):
    records = [
        make.statement("s1", "TUR", "ISR", "ban", layer="trade", sign=-1),
        make.statement("s2", "TUR", "ISR", "trade", layer="trade", sign=1, document_id="e"),
        make.statement("s3", "AZE", "ISR", "oil", layer="energy", sign=1),
        make.statement("s4", "TUR", "AZE", "treaty", layer="defence", sign=1),
        make.statement("s5", "AZE", "UN", "text", layer="vote", kind="vote", choice="yes"),
    ]
    first, second = (tie_map(make.evidence("AZE", "ISR", *order)) for order in (records, records[::-1]))
    assert first == second
    assert {node.actor for node in first.nodes} == {"AZE", "ISR", "TUR"}
    assert all(0 <= place <= 1 for node in first.nodes for place in (node.x, node.y))
    (both,) = [tie for tie in first.ties if tie.layer == "trade"]
    assert (both.sign, both.friend_and_foe) == (0, True)


def test_no_arms_no_panel(make):
    assert arms_panels(make.evidence("AZE", "ISR", make.statement("s1", "AZE", "ISR", "visit"))) == ()
