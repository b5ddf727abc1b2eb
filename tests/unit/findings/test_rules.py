"""Each rule on the smallest evidence that should make it speak, and on evidence that should not."""

from ninetenths.findings.rules.arms import supply_of_arms
from ninetenths.findings.rules.carriage import carried
from ninetenths.findings.rules.cuts import cuts
from ninetenths.findings.rules.declared import declared_and_tracked
from ninetenths.findings.rules.dependence import asymmetry, least_certain
from ninetenths.findings.rules.forecasts import forecast_and_outcome
from ninetenths.findings.rules.missions import missions, tit_for_tat
from ninetenths.findings.rules.money import trade_both_ways
from ninetenths.findings.rules.power import bans, unused_power
from ninetenths.findings.rules.reported import reported_only
from ninetenths.findings.rules.routes import ways_out
from ninetenths.findings.rules.ties import alliances, latest_tie
from ninetenths.findings.rules.votes import agreement
from ninetenths.ledger import Asset, AssetStatus


def flow(make, name, value, window, **others):
    fields = {
        "layer": "energy",
        "kind": "level",
        "unit": "kb/d",
        "value": value,
        "basis_commodity": "crude",
        "basis_concept": "exports by ship tracking",
        "begins": window,
        "ends": window,
    }
    return make.statement(name, "MAR", "ESP", "crude imports", **(fields | others))


def test_customs_of_nothing_beside_tracked_cargoes_is_a_discrepancy(make):
    declared = flow(make, "s1", 0, "2024", unit="kt", basis_concept="exports declared")
    tracked = flow(make, "s2", 94, "2024", measured_by="Kpler", document_id="e")
    (draft,) = declared_and_tracked(make.evidence("MAR", "ESP", declared, tracked))
    assert draft.sentence == (
        "Morocco's customs declare no crude for Spain in 2024; those who track ships count 94,000 barrels a day in "
        "2024."
    )
    assert draft.detail == "Printed are nil in 2024 (printed by A paper), against 94,000 barrels a day in 2024 (Kpler)."
    assert draft.headline == "0 against 94 kb/d"
    assert (draft.low, draft.high, draft.caveat) == (0.0, 94.0, "discrepancy")


def test_customs_near_what_is_tracked_are_no_finding(make):
    declared = flow(make, "s1", 90, "2024", basis_concept="exports declared")
    assert declared_and_tracked(make.evidence("MAR", "ESP", declared, flow(make, "s2", 94, "2024"))) == []


def test_customs_of_another_year_are_no_finding(make):
    declared = flow(make, "s1", 0, "2022", unit="kt", basis_concept="exports declared")
    assert declared_and_tracked(make.evidence("MAR", "ESP", declared, flow(make, "s2", 94, "2024"))) == []


def arms(make, name, sender, value, window, **others):
    fields = {"layer": "arms", "basis_commodity": "major arms", "basis_measure": "TIV", "basis_concept": "deliveries"}
    return make.share(name, sender, "IND", value, window, **({"measured_by": "SIPRI"} | fields | others))


def test_a_claim_is_held_against_the_windows_of_the_register(make):
    claim = arms(make, "s1", "FRA", 70, "../2019", measured_by="", document_id="m")
    near = arms(make, "s2", "FRA", 69, "2016/2020")
    whole = arms(make, "s3", "FRA", 21.7, "2006/2019")
    rival = arms(make, "s4", "RUS", 54.6, "2006/2019")
    (draft,) = supply_of_arms(make.evidence("IND", "FRA", claim, near, whole, rival))
    assert draft.sentence == (
        "The claim that France supplied 70 % of India's arms (up to 2019, printed by A paper) fits "
        "2016–2020 (69 %, SIPRI) but "
        "not 2006–2019 as a whole, when Russia supplied 54.6 % and France 21.7 %."
    )


def test_a_later_release_that_books_more_is_told(make):
    first = make.document("r1", published_on="2026-02")
    second = make.document("r2", published_on="2026-09")
    total = {"layer": "arms", "kind": "level", "unit": "TIV", "basis_concept": "deliveries", "measured_by": "SIPRI"}
    share = arms(make, "s1", "FRA", 40, "2019/2023")
    zero = make.statement("s2", "FRA", "IND", "arms", value=0, begins="2021", ends="2025", document_id="r1", **total)
    more = make.statement("s3", "FRA", "IND", "arms", value=122, begins="2025", ends="2025", document_id="r2", **total)
    (draft,) = supply_of_arms(make.evidence("IND", "FRA", first, second, share, zero, more))
    assert draft.sentence == "France supplied 40 % of India's arms imports (2019–2023, SIPRI)."
    assert draft.detail == (
        "The release of February 2026 books no delivery from France to India in 2021–2025, the release of September "
        "2026 122 million TIV in 2025 alone (SIPRI)."
    )
    assert "vintages differ" in draft.range_of


def test_export_share_and_import_share_are_set_against_each_other(make):
    taken = make.share(
        "s1",
        "DZA",
        "ESP",
        4,
        "2023",
        basis_commodity="all goods",
        basis_concept="exports",
        basis_denominator="sender, own window",
    )
    supplied = make.share("s2", "DZA", "ESP", 46, "2023", basis_commodity="gas")
    (draft,) = asymmetry(make.evidence("DZA", "ESP", taken, supplied))
    assert draft.sentence == (
        "As shares go the tie weighs more on Spain: Spain takes 4 % of Algeria's goods exports "
        "(2023, printed by A paper), "
        "while Algeria supplies 46 % of Spain's gas imports (2023, printed by A paper)."
    )


def test_a_supplier_known_only_by_undated_and_joint_figures_is_least_certain(make):
    own = make.share("s1", "AZE", "ISR", (39, 40), "2024", measured_by="A count")
    joint = make.share("s2", "AZE", "ISR", 70, "2024", measured_by="A count", with_senders=("KAZ",))
    undated = make.share(
        "s3", "KAZ", "ISR", 25, "2010", ends="", end_status="unknown", begins_inferred=True, document_id="e"
    )
    (draft,) = least_certain(make.evidence("AZE", "ISR", own, joint, undated))
    assert (draft.low, draft.high) == (25.0, 31.0)
    assert "Kazakhstan is the least certain supplier of Israel's oil" in draft.sentence
    assert draft.detail == (
        "Without a window 25 % has been printed. The 70 % of both together less Azerbaijan's own 39–40 % leaves "
        "30–31 % (2024, A count)."
    )


def agree(make, name, first, second, value, **others):
    fields = {
        "layer": "vote",
        "kind": "share",
        "unit": "percent",
        "basis_concept": "voting agreement",
        "begins": "2020",
        "ends": "2020",
    }
    return make.statement(name, first, second, "voting agreement", value=value, **(fields | others))


def test_agreement_is_told_beside_the_others_of_the_same_count(make):
    ours = agree(make, "s1", "AZE", "ISR", 27.9)
    best = agree(make, "s2", "AZE", "IRN", 89.9)
    elsewhere = agree(make, "s3", "AZE", "ARM", 99, document_id="e")
    mine = make.statement("s4", "AZE", "UN", "A/RES/1", kind="vote", layer="vote", choice="yes", begins="2023-10-27")
    theirs = make.statement("s5", "ISR", "UN", "A/RES/1", kind="vote", layer="vote", choice="no", begins="2023-10-27")
    (draft,) = agreement(make.evidence("AZE", "ISR", ours, best, elsewhere, mine, theirs))
    assert draft.sentence == (
        "Azerbaijan and Israel cast the same vote in 27.9 % of recorded votes in 2020 (printed by A "
        "paper), against 89.9 % "
        "between Azerbaijan and Iran."
    )
    assert draft.detail == ("On the one text with both their votes in the evidence they stood against each other.")


def test_an_index_is_told_apart_from_a_share_of_equal_votes(make):
    index = agree(make, "s1", "AZE", "ISR", 27.9, basis_concept="agreement index", begins="2015", ends="2021")
    equal = agree(make, "s2", "AZE", "ISR", 18.9, document_id="e")
    (draft,) = agreement(make.evidence("AZE", "ISR", index, equal))
    assert draft.sentence == (
        "On an index that counts an abstention half the votes of Azerbaijan and Israel agree by 27.9 % (2015–2021, "
        "printed by A paper)."
    )
    assert draft.detail == "Of recorded votes they cast the same in 18.9 % in 2020 (printed by A paper)."
    assert (draft.low, draft.high) == (27.9, 27.9)


def test_a_bloc_is_told_by_its_states_with_least_and_most_agreement(make):
    pairs = [agree(make, "s1", "DEU", "RUS", 65.2), agree(make, "s2", "HUN", "RUS", 70)]
    (draft,) = agreement(make.evidence("EU", "RUS", *pairs))
    assert draft.sentence == (
        "Of two pairs of states of the two sides whose votes were counted in 2020 (printed by A paper), the same "
        "vote was 65.2 % "
        "between Germany and Russia and up to 70 % between Hungary and Russia."
    )


def test_a_members_agreement_is_not_told_as_the_blocs(make):
    (draft,) = agreement(make.evidence("EU", "RUS", agree(make, "s1", "DEU", "RUS", 65.2)))
    assert draft.sentence.startswith("Germany and Russia cast the same vote")


def test_a_state_on_the_way_that_bans_and_lets_pass_has_a_power_it_does_not_use(make):
    ban = make.statement("s1", "TUR", "ISR", "full trade suspension", layer="sanction", sign=-1, begins="2024-05-02")
    oil = make.statement(
        "s2",
        "AZE",
        "ISR",
        "crude imports",
        layer="energy",
        kind="level",
        unit="kb/d",
        value=94,
        via=("TUR",),
        begins="2025",
        ends="2025",
        basis_commodity="crude",
        basis_concept="exports by ship tracking",
        measured_by="Kpler",
    )
    (draft,) = unused_power(make.evidence("AZE", "ISR", ban, oil))
    assert draft.sentence == (
        "Turkey has acted against Israel: full trade suspension (2 May 2024: “full trade suspension (s1)”). Yet "
        "Azerbaijan's oil for Israel "
        "crossed it after that: 94,000 barrels a day (2025, Kpler)."
    )
    (third,) = carried(make.evidence("TUR", "ISR", ban, oil))
    assert third.sentence == (
        "Turkey is on the way of what others send Israel: oil of Azerbaijan, 94,000 barrels a day (2025, Kpler)."
    )


def test_a_flow_before_the_ban_or_a_mere_capacity_shows_no_unused_power(make):
    ban = make.statement("s1", "TUR", "ISR", "full trade suspension", layer="sanction", sign=-1, begins="2024-05-02")
    common = {
        "layer": "energy",
        "kind": "level",
        "unit": "kb/d",
        "value": 94,
        "via": ("TUR",),
        "basis_commodity": "crude",
    }
    early = make.statement("s2", "AZE", "ISR", "crude", begins="2022", ends="2022", basis_concept="imports", **common)
    room = make.statement("s3", "AZE", "ISR", "capacity", begins="2025", basis_concept="capacity", **common)
    assert unused_power(make.evidence("AZE", "ISR", ban, early, room)) == []


def test_a_ban_with_empty_books_and_goods_that_pass(make):
    ban = make.statement("s1", "TUR", "ISR", "full trade suspension", layer="sanction", sign=-1, begins="2024-05-02")
    books = {"layer": "trade", "kind": "level", "basis_commodity": "all goods", "measured_by": "TurkStat"}
    before = make.statement(
        "s2",
        "TUR",
        "ISR",
        "trade",
        value=6.8,
        unit="GUSD",
        begins="2023",
        ends="2023",
        basis_concept="two-way trade",
        **books,
    )
    zero = make.statement("s3", "TUR", "ISR", "trade", value=0, unit="USD", begins="2024-06", ends="2025-12", **books)
    leak = make.statement(
        "s4",
        "TUR",
        "ISR",
        "rerouting",
        layer="trade",
        kind="status",
        sign=1,
        begins="2024-09",
        modality="reported",
        summary="Goods go by Greece",
    )
    (draft,) = bans(make.evidence("TUR", "ISR", ban, before, zero, leak))
    assert draft.sentence == (
        "Turkey acted against Israel: full trade suspension (2 May 2024: “full trade suspension (s1)”). "
        "TurkStat records no trade from June 2024 to "
        "December 2025, after 6.8 billion dollars in 2023."
    )
    assert draft.detail == "One later statement speaks of goods that still pass, the last: Goods go by Greece."


def line(make, key, states):
    return Asset(asset_id=key, name=key.title(), kind="pipeline", states=states, document_id="d")


def test_a_supplier_that_runs_a_line_down_has_cut_it(make):
    common = {"layer": "energy", "via": ("nord",), "unit": "Mm3/d", "basis_commodity": "gas"}
    steps = [
        make.statement("s1", "RUS", "DEU", "gas flow", kind="level", value=170, begins="2022-05", **common),
        make.statement("s2", "RUS", "DEU", "gas flow", kind="level", value=67, begins="2022-06-16", **common),
        make.statement("s3", "RUS", "DEU", "pause", value=0, begins="2022-07-11", ends="2022-07-21", sign=-1, **common),
        make.statement("s4", "RUS", "DEU", "gas flow", kind="level", value=33, begins="2022-07-27", **common),
        make.statement("s5", "RUS", "DEU", "flow stopped", value=0, begins="2022-08-31", sign=-1, **common),
    ]
    ban = make.statement("s6", "EU", "RUS", "coal import ban", layer="sanction", sign=-1, begins="2022-08-10")
    (draft,) = cuts(make.evidence("DEU", "RUS", line(make, "nord", ("RUS", "DEU")), *steps, ban))
    assert draft.sentence == (
        "Russia ran Nord down from 170 million cubic metres a day (May 2022) to 67 (16 June 2022), 33 (27 July 2022) "
        "and 0 (31 August 2022) (printed by A paper)."
    )
    assert draft.detail == "The buyer's side acted too: coal import ban (the European Union, 10 August 2022)."
    assert draft.headline == "170 to 0 million m³/d"


def test_lines_out_of_use_are_told_with_what_is_left(make):
    oil = make.share("s1", "AZE", "ISR", 40, "2025", via=("GEO", "TUR"))
    records = [
        line(make, "south", ("AZE", "GEO", "TUR")),
        line(make, "north", ("AZE", "RUS")),
        AssetStatus(asset_id="south", status="operating", begins="2006", document_id="d"),
        AssetStatus(asset_id="north", status="operating", begins="1997", document_id="d"),
        AssetStatus(asset_id="north", status="suspended", begins="2022", detail="suspended", document_id="d"),
    ]
    (draft,) = ways_out(make.evidence("AZE", "ISR", oil, *records))
    assert draft.sentence == (
        "Of two lines from Azerbaijan on the way to Israel, one is known to work: South (through Georgia and Turkey)."
    )
    assert draft.detail == "Out of use between the two: North (suspended, 2022)."
    assert ways_out(make.evidence("AZE", "KAZ", make.document("d"), *records)) == []


def test_forecast_losses_stand_beside_what_was_measured(make):
    common = {"layer": "energy", "unit": "percent", "basis_concept": "output"}
    forecast = make.statement(
        "s1",
        "RUS",
        "DEU",
        "loss",
        kind="prospect",
        modality="counterfactual",
        value=(0.5, 3),
        begins="2022",
        ends="2023",
        speaker="A group",
        **common,
    )
    outcome = make.statement(
        "s2",
        "DEU",
        "DEU",
        "growth",
        kind="level",
        value=-0.3,
        begins="2023",
        ends="2023",
        measured_by="Destatis",
        **common,
    )
    (draft,) = forecast_and_outcome(make.evidence("DEU", "RUS", forecast, outcome))
    assert draft.sentence == (
        "One study with one figure for 2022–2023 put the output that a cut would cost Germany at 0.5–3 %; what was "
        "measured then is output that fell 0.3 % in 2023 (Destatis)."
    )
    assert draft.detail == "The studies are by A group; what their authors said elsewhere is counted with them."
    assert draft.caveat == "forecast"


def test_what_is_only_reported_is_not_told_as_fact(make):
    common = {"layer": "intelligence", "kind": "status", "sign": 1}
    hearsay = [
        make.statement("s1", "AZE", "ISR", "base against IRN", begins="2012", modality="reported", **common),
        make.statement("s2", "AZE", "ISR", "airfields", begins="2014", modality="possible", document_id="e", **common),
    ]
    (draft,) = reported_only(make.evidence("AZE", "ISR", *hearsay))
    assert draft.sentence == (
        "Intelligence ties of Azerbaijan and Israel are reported, not established: two statements "
        "from two independent witnesses between 2012 "
        "and 2014, none as fact."
    )
    assert draft.detail == "They speak of base against Iran (2012) and airfields (2014)."
    undated = make.statement("s0", "AZE", "ISR", "outpost", modality="reported", **common)
    (draft,) = reported_only(make.evidence("AZE", "ISR", undated, hearsay[0]))
    assert draft.detail == "They speak of outpost (no date stated) and base against Iran (2012)."
    fact = make.statement("s3", "AZE", "ISR", "liaison office", begins="2015", **common)
    assert reported_only(make.evidence("AZE", "ISR", *hearsay, fact)) == []


def test_embassies_decades_apart_and_expulsions_answered_in_kind(make):
    records = [
        make.statement("s1", "ISR", "AZE", "embassy opened in Baku", begins="1992", sign=1),
        make.statement("s2", "ISR", "AZE", "embassy opened in Baku", begins="1993", sign=1, document_id="e"),
        make.statement("s3", "AZE", "ISR", "embassy opened in Tel Aviv", begins="2023", sign=1),
        make.statement(
            "s4", "AZE", "ISR", "diplomats expelled", begins="2024-04-04", sign=-1, value=40, unit="persons"
        ),
        make.statement(
            "s5", "ISR", "AZE", "diplomats expelled", begins="2024-04-25", sign=-1, value=40, unit="persons"
        ),
    ]
    evidence = make.evidence("AZE", "ISR", *records)
    (opened,) = missions(evidence)
    assert opened.sentence == (
        "Israel opened its embassy in 1992 or 1993, Azerbaijan opened one in return only in 2023, 30 years later."
    )
    (answered,) = tit_for_tat(evidence)
    assert answered.sentence == (
        "Azerbaijan and Israel answer each other in kind: diplomats expelled by Azerbaijan on 4 April 2024 "
        "(40 persons), by Israel on 25 April 2024 (40 persons)."
    )


def test_trade_both_ways_needs_one_source_and_one_window(make):
    common = {
        "layer": "trade",
        "kind": "level",
        "unit": "MUSD",
        "basis_commodity": "all goods",
        "basis_concept": "exports",
    }
    sold = make.statement("s1", "TUR", "ISR", "exports", value=5260, begins="2023", ends="2023", **common)
    bought = make.statement("s2", "ISR", "TUR", "exports", value=1745, begins="2023", ends="2023", **common)
    other = make.statement("s3", "ISR", "TUR", "exports", value=900, begins="2022", ends="2022", **common)
    (draft,) = trade_both_ways(make.evidence("TUR", "ISR", sold, bought))
    assert draft.sentence == (
        "In 2023 Turkey sold Israel goods for 5.26 billion dollars and bought for 1.745 billion "
        "dollars (printed by A paper)."
    )
    assert trade_both_ways(make.evidence("TUR", "ISR", sold, other)) == []


def test_treaties_of_the_two_or_none_beside_those_of_others(make):
    pact = make.statement("s1", "TUR", "AZE", "Shusha Declaration", layer="defence", sign=1, begins="2021-06-15")
    none = make.statement(
        "s2",
        "AZE",
        "ISR",
        "alliance treaty",
        layer="defence",
        kind="status",
        polarity="negated",
        begins="1992",
        ends="2018",
    )
    (bound,) = alliances(make.evidence("AZE", "TUR", pact))
    assert (
        bound.sentence == "Treaties bind Azerbaijan and Turkey: Shusha Declaration (15 June 2021, printed by A paper)."
    )
    (unbound,) = alliances(make.evidence("AZE", "ISR", pact, none))
    assert unbound.sentence == (
        "No alliance treaty binds Azerbaijan and Israel (1992–2018, printed by A paper); ties of "
        "that kind exist of Azerbaijan "
        "with Turkey (Shusha Declaration, 15 June 2021)."
    )


def test_the_latest_act_is_told_for_any_dyad(make):
    acts = [
        make.statement("s1", "PER", "BOL", "visit", begins="2020", sign=1),
        make.statement("s2", "BOL", "PER", "note", begins="2021-02-03", sign=-1, summary="La Paz protested."),
    ]
    (draft,) = latest_tie(make.evidence("PER", "BOL", *acts))
    assert draft.sentence == (
        "Between Peru and Bolivia the evidence since 2020 holds one cooperative act and one conflictual act; the "
        "latest is of 3 February 2021: La Paz protested."
    )
