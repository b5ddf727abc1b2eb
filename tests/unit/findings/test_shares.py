from ninetenths.findings.rules.shares import one_window, shares_by_definition
from ninetenths.findings.shares import definition, is_dated, is_supply_share, share_panels


def test_an_undated_share_is_shown_greyed_and_never_in_the_range(make):
    dated = make.share("s1", "AZE", "ISR", 46.4, "2025", measured_by="Kpler")
    other = make.share(
        "s2", "AZE", "ISR", (18, 19), "2023", measured_by="A lab", document_id="e", basis_measure="value"
    )
    undated = make.share("s3", "AZE", "ISR", 80, "2024", ends="", end_status="unknown", document_id="f")
    evidence = make.evidence("AZE", "ISR", dated, other, undated)
    (draft,) = shares_by_definition(evidence)
    assert (draft.low, draft.high) == (18.0, 46.4)
    assert "46.4 % of crude imports (2025, Kpler)" in draft.sentence
    assert "One further figure (80 %) names no window and is not counted." in draft.detail
    (panel,) = share_panels(evidence)
    shown = {interval.statement_id: interval.dated for group in panel.groups for interval in group.intervals}
    assert shown == {"s1": True, "s2": True, "s3": False}


def test_a_joint_share_stays_a_set_and_is_no_single_suppliers(make):
    joint = make.share("s1", "AZE", "ISR", 60, "2023", with_senders=("KAZ",))
    evidence = make.evidence("AZE", "ISR", joint)
    assert shares_by_definition(evidence) == []
    (panel,) = share_panels(evidence)
    assert panel.groups[0].intervals[0].suppliers == ("AZE", "KAZ")


def test_a_share_of_a_part_or_a_member_is_not_the_blocs(make):
    members = make.share("s1", "RUS", "DEU", 55, "2021", basis_commodity="gas")
    part = make.share("s2", "RUS:Rosneft", "EU", 12, "2021", basis_commodity="gas", document_id="e")
    assert shares_by_definition(make.evidence("EU", "RUS", members, part)) == []


def test_counterfactual_shares_are_no_evidence(make):
    share = make.share("s1", "RUS", "DEU", 30, "2022", modality="counterfactual")
    assert shares_by_definition(make.evidence("DEU", "RUS", share)) == []


def test_a_reprint_of_one_measurement_counts_once(make):
    first = make.share("s1", "AZE", "ISR", 46.4, "2025", measured_by="Kpler")
    again = make.share("s2", "AZE", "ISR", 46.4, "2025", measured_by="Kpler", document_id="e")
    evidence = make.evidence("AZE", "ISR", first, again)
    (draft,) = shares_by_definition(evidence)
    assert draft.sentence == "Azerbaijan supplied 46.4 % of Israel's crude imports (2025, Kpler)."
    (panel,) = share_panels(evidence)
    assert sorted(one.same_witness_as for one in panel.groups[0].intervals) == ["", "s1"]


def test_several_statistics_of_one_window_are_set_side_by_side(make):
    whole = make.share("s1", "RUS", "DEU", 32.9, "2021", measured_by="Eurostat")
    office = make.share("s2", "RUS", "DEU", 34.1, "2021", measured_by="BAFA", document_id="e")
    part = make.share(
        "s3", "RUS", "DEU", 50.2, "2021", measured_by="Eurostat", basis_denominator="disclosed part, own window"
    )
    (draft,) = one_window(make.evidence("DEU", "RUS", whole, office, part))
    assert draft.sentence == (
        "For 2021 alone Russia's share of Germany's oil is printed as 32.9 % (Eurostat) and 34.1 % (BAFA) of crude "
        "imports; as 50.2 % (Eurostat) of disclosed crude imports."
    )
    assert (draft.low, draft.high) == (32.9, 50.2)


def test_rounding_is_no_second_statistic(make):
    close = [
        make.share(f"s{place}", "RUS", "DEU", value, "2021", document_id=f"d{place}")
        for place, value in enumerate((52, 55))
    ]
    assert one_window(make.evidence("DEU", "RUS", *close)) == []


def test_what_a_share_is_of_is_said_in_words(make):
    exports = make.share(
        "s1",
        "AZE",
        "ISR",
        4,
        "2023",
        basis_commodity="all goods",
        basis_concept="exports",
        basis_denominator="sender, own window",
    )
    tracked = make.share("s2", "AZE", "ISR", 46, "2025", basis_concept="exports by ship tracking")
    both = make.share("s3", "AZE", "ISR", 18, "2023", basis_commodity="crude and products", basis_measure="value")
    assert [definition(one) for one in (exports, tracked, both)] == [
        "goods exports",
        "crude imports tracked by ship",
        "imports of crude and products by value",
    ]


def test_ownership_votes_and_capacity_are_no_supply(make):
    for concept in ("ownership", "voting agreement", "capacity", "opinion"):
        assert not is_supply_share(make.share("s1", "AZE", "ISR", 40, "2024", basis_concept=concept))


def test_an_open_start_or_an_inferred_window_is_not_dated(make):
    assert not is_dated(make.share("s1", "ISR", "AZE", 70, "../2019"))
    assert not is_dated(make.share("s2", "ISR", "AZE", 70, "2019", begins_inferred=True))
    assert is_dated(make.share("s3", "ISR", "AZE", 70, "2016/2020"))


def test_a_supplier_with_undated_figures_only_has_no_range(make):
    undated = make.share("s1", "KAZ", "ISR", 25, "2010", ends="", end_status="unknown", begins_inferred=True)
    joint = make.share("s2", "KAZ", "ISR", 60, "2023", with_senders=("AZE",), document_id="e")
    (draft,) = shares_by_definition(make.evidence("KAZ", "ISR", undated, joint))
    assert draft.sentence == (
        "Kazakhstan's share of Israel's oil is not known for any year: one figure (25 %) names no window."
    )
    assert draft.detail == "Dated are only joint shares: 60 % with Azerbaijan (2023, printed by A paper)."
    assert (draft.low, draft.high) == (None, None)
