import random
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninetenths.ledger.compare import compare, compare_all, rules
from ninetenths.ledger.disputes import disputes
from ninetenths.ledger.records import Document, Statement
from ninetenths.ledger.schema import vocabulary
from ninetenths.ledger.windows import window_of


def said(name, **others):
    filled = {
        "statement_id": name, "summary": "", "layer": "diplomacy", "kind": "stance", "sender": "AZE", "receiver": "ISR",
        "item": "visit of the president", "document_id": name, "locator": "p. 1",
        "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    return Statement(**(filled | others))


def share(name, low, high=None, **others):
    filled = {
        "layer": "energy", "kind": "share", "item": "crude imports", "low": Decimal(low), "high": Decimal(high or low),
        "unit": "percent", "basis_commodity": "crude", "basis_measure": "mass", "basis_concept": "imports",
        "basis_denominator": "receiver, own window", "begins": "2024", "ends": "2024",
    }  # fmt: skip
    return said(name, **(filled | others))


def level(name, value, unit="kb/d", **others):
    return share(name, value, **({"kind": "level", "unit": unit, "basis_denominator": "absolute"} | others))


def paper(name, **others):
    return Document(document_id=name, title=name, kind="news", interest="press", licence="", **others)


def relation(first, second, *documents):
    found = compare(first, second, {one.document_id: one for one in documents})
    return found.relation, found.rule


# figures


def test_two_measurements_of_one_quantity_that_cannot_both_hold():
    found = compare(share("a", "34.1"), share("b", "32.9"), {})
    assert (found.relation, found.rule) == ("conflict", "figures differ")
    assert "34.1 percent" in found.explanation
    assert "32.9 percent" in found.explanation


@pytest.mark.parametrize(
    ("facet", "value"),
    [
        ("basis_commodity", "crude and products"),
        ("basis_measure", "value"),
        ("basis_concept", "needs"),
        ("basis_denominator", "disclosed part, own window"),
        ("basis_concept", ""),
    ],
)
def test_figures_under_another_definition_only_look_disputed(facet, value):
    assert relation(share("a", 46), share("b", 19, **{facet: value})) == ("apparent_conflict", "other definition")


def test_shares_of_the_senders_and_of_the_receivers_total_are_two_things():
    of_exports = share("b", "4.35", basis_denominator="sender, own window")
    assert relation(share("a", "46.4"), of_exports) == ("not_same", "different wholes")


def test_crude_alone_is_not_products_alone_and_pipeline_gas_is_not_lng():
    assert relation(share("a", 46), share("b", 19, basis_commodity="products"))[0] == "not_same"
    gas = {"item": "gas imports", "basis_commodity": "pipeline gas"}
    assert relation(share("a", 46, **gas), share("b", 9, **(gas | {"basis_commodity": "LNG"})))[0] == "not_same"


def test_rounding_widens_a_figure_and_about_widens_it_more():
    assert relation(share("a", "46.4"), share("b", 46))[0] == "corroborate"
    assert relation(share("a", "46.6"), share("b", 46))[0] == "conflict"
    assert relation(share("a", 58), share("b", 60, approximate=True))[0] == "corroborate"
    assert relation(share("a", 50), share("b", 60, approximate=True))[0] == "conflict"


def test_counts_are_exact():
    votes = {"layer": "vote", "item": "A/RES/ES-10/21 tally", "unit": "votes in favour", "basis_commodity": ""}
    counted = votes | {"basis_measure": "count", "basis_concept": "votes cast"}
    assert relation(level("a", 120, **counted), level("b", 121, **counted)) == ("conflict", "figures differ")


def test_a_share_of_counted_things_is_rounded_like_any_share():
    asked = {"layer": "opinion", "item": "support for a stop", "basis_commodity": "", "basis_measure": "count"}
    asked |= {"basis_concept": "opinion", "basis_denominator": "respondents"}
    assert relation(share("a", "43", **asked), share("b", "42.6", **asked))[0] == "corroborate"
    assert relation(share("a", "43", **asked), share("b", "42.4", **asked))[0] == "conflict"


def test_general_words_do_not_make_another_item():
    first = share("a", 55, item="natural gas imports", basis_commodity="gas")
    assert relation(first, share("b", 52, item="gas imports", basis_commodity="gas")) == ("conflict", "figures differ")
    peak = share("b", 52, item="peak gas imports", basis_commodity="gas")
    assert relation(first, peak) == ("apparent_conflict", "other definition")


def test_numbers_in_an_item_are_names():
    tally = {"layer": "vote", "unit": "votes in favour", "basis_commodity": "", "basis_concept": "votes cast"}
    first = level("a", 120, **tally, item="A/RES/ES-10/21 tally")
    assert relation(first, level("b", 153, **tally, item="A/RES/ES-10/22 tally"))[0] == "not_same"


def test_a_share_alone_fits_a_larger_share_with_a_partner_and_leaves_a_derived_rest():
    alone, both = share("a", 40), share("b", 60, with_senders=("KAZ",))
    found = compare(alone, both, {})
    assert (found.relation, found.rule) == ("refine", "part of a set")
    assert (found.first_id, found.second_id) == ("b", "a")
    assert "19 to 21 percent for Kazakhstan (derived)" in found.explanation


def test_a_part_larger_than_all_together_is_a_conflict_only_in_one_window():
    both = share("b", 30, with_senders=("KAZ",))
    assert relation(share("a", 40), both) == ("conflict", "part above the whole in one window")
    in_spring = share("a", 40, begins="2024-03", ends="2024-05")
    assert relation(in_spring, both) == ("apparent_conflict", "part above the whole")


def test_shares_of_one_whole_add_up_to_the_whole_at_most():
    assert relation(share("a", 40), share("b", 30, sender="KAZ")) == ("not_same", "different suppliers")
    assert relation(share("a", 70), share("b", 55, sender="RUS")) == ("conflict", "whole exceeded in one window")
    longer = share("b", 55, sender="RUS", begins="2020", ends="2024")
    assert relation(share("a", 70), longer) == ("apparent_conflict", "whole exceeded")


def test_figures_of_windows_that_do_not_overlap_follow_each_other():
    found = compare(share("a", 46, begins="2025", ends="2025"), share("b", 19, begins="2023", ends="2023"), {})
    assert (found.relation, found.rule) == ("succession", "later window")
    assert (found.first_id, found.second_id) == ("b", "a")


def test_a_share_never_persists_past_its_window():
    assert relation(share("a", 46, begins="2023", ends=""), share("b", 19, begins="2025", ends=""))[0] == "succession"


def test_windows_that_only_touch_in_a_year_do_not_overlap():
    until = share("a", 70, sender="ISR", receiver="AZE", begins="..", ends="2019")
    leader = {"kind": "rank", "unit": "rank", "sender": "TUR", "receiver": "AZE", "begins": "2019", "ends": ".."}
    assert relation(until, share("b", 1, **leader)) == ("succession", "new leader")
    within = share("b", 1, **(leader | {"begins": "2018"}))
    assert relation(until, within) == ("apparent_conflict", "two leaders")
    whole_year = share("b", 21, sender="ISR", receiver="AZE", begins="2019", ends="2019")
    assert relation(until, whole_year)[0] == "apparent_conflict"


@pytest.mark.parametrize(
    "undated",
    [
        {"begins": "", "ends": ""},
        {"begins_inferred": True, "begins": "2023", "ends": "2024"},
        {"basis_denominator": "receiver, unstated window"},
    ],
)
def test_an_undated_share_is_evidence_for_no_year(undated):
    assert relation(share("a", 40, **undated), share("b", 19)) == ("apparent_conflict", "undated figures")
    fits = compare(share("a", 40, **undated), share("b", 40), {})
    assert (fits.relation, fits.second_id) == ("refine", "b")


def test_a_date_that_the_compiler_inferred_sets_apart_and_never_joins():
    inferred = share("a", 45, begins="2021", ends="2021", begins_inferred=True)
    assert relation(inferred, share("b", 2, begins="2023", ends="2023")) == ("succession", "later window")
    assert relation(inferred, share("b", 2, begins="2021", ends="2021")) == ("apparent_conflict", "undated figures")
    unstated = share("a", 45, begins="2021", ends="2021", basis_denominator="receiver, unstated window")
    assert relation(unstated, share("b", 2, begins="2023", ends="2023")) == ("apparent_conflict", "undated figures")


def test_a_month_is_part_of_its_year():
    month = level("a", 500, "kt", begins="2024-01", ends="2024-01")
    assert relation(month, level("b", "1.173", "Mt")) == ("refine", "part of the time")
    assert relation(month, level("b", 300, "kt"))[0] == "apparent_conflict"
    rate = level("a", 90, begins="2024-01", ends="2024-06")
    assert relation(rate, level("b", 60)) == ("apparent_conflict", "other window")


def test_units_are_converted_before_figures_are_compared():
    assert relation(level("a", 1200), level("b", "1.2", "Mb/d"))[0] == "corroborate"
    assert relation(level("a", 1200), level("b", 1200, "MUSD"))[0] == "not_same"


def test_a_revised_register_is_a_vintage_and_no_contradiction():
    tiv = {"layer": "arms", "basis_commodity": "major arms", "basis_measure": "TIV", "basis_concept": "deliveries"}
    early = level("a", 0, "TIV", **tiv, begins="2021", ends="2025", document_id="february")
    late = level("b", "121.8", "TIV", **tiv, begins="2025", ends="2025", document_id="september")
    documents = (paper("february"), paper("september", supersedes="february"))
    found = compare(late, early, {one.document_id: one for one in documents})
    assert (found.relation, found.rule, found.second_id) == ("succession", "revision", "b")


# witnesses


def test_a_reprint_is_no_second_witness():
    papers = (paper("a"), paper("b", republishes="a"))
    assert relation(share("a", 60), share("b", 60), *papers) == ("duplicate", "one witness")
    assert relation(share("a", 60), share("b", 60))[0] == "corroborate"


def test_independence_is_that_of_the_measurement():
    first, second = (share(name, 46, measured_by="Kpler") for name in "ab")
    assert relation(first, second) == ("duplicate", "one witness")
    assert relation(first, share("c", 46, measured_by="Vortexa")) == ("corroborate", "independent figures")


def test_one_document_that_prints_two_measurers_holds_two_measurements():
    first, second = (
        share(name, value, measured_by=name, document_id="paper") for name, value in (("x", 46), ("y", 30))
    )
    assert relation(first, second)[0] == "conflict"


def test_one_source_with_two_figures_is_a_slip_and_no_dispute():
    assert relation(share("a", 46, measured_by="Kpler"), share("b", 40, measured_by="Kpler")) == (
        "apparent_conflict",
        "one source twice",
    )


@pytest.mark.parametrize("modality", ["possible", "counterfactual", "normative"])
def test_what_nobody_vouches_for_contradicts_nothing(modality):
    assert relation(share("a", 46), share("b", 19, modality=modality)) == ("apparent_conflict", "not vouched for")


def test_a_denied_figure_contradicts_the_figure_alone():
    assert relation(share("a", 46), share("b", 46, modality="denied")) == ("conflict", "denied figure")
    assert relation(share("a", 46), share("b", 90, modality="denied"))[0] != "conflict"


# claims


def test_a_denial_contradicts_the_assertion_of_the_same_proposition():
    strike = {"layer": "conflict", "kind": "event", "sender": "IRN", "receiver": "AZE", "item": "drones on Nakhchivan"}
    seen, denied = said("a", begins="2026-03-05", **strike), said("b", begins="2026-03-05", modality="denied", **strike)
    assert relation(seen, denied) == ("conflict", "affirmed and negated")
    assert relation(seen, said("b", begins="2026-03-05", polarity="negated", **strike))[0] == "conflict"
    twice = said("b", begins="2026-03-05", modality="denied", polarity="negated", **strike)
    assert relation(seen, twice)[0] != "conflict"


def test_a_denial_of_something_else_contradicts_nothing():
    treaty = said(
        "a", layer="defence", kind="status", item="alliance treaty", polarity="negated", begins="1992", ends="2018"
    )
    relations = said("b", layer="diplomacy", kind="event", item="diplomatic relations", begins="1992-04")
    assert relation(treaty, relations)[0] not in ("conflict", "apparent_conflict")


def test_a_denied_decision_contradicts_the_report_that_the_thing_was_done():
    seat = {"sender": "OTS", "receiver": "CYP"}
    done = said("a", kind="event", item="observer status for Northern Cyprus", begins="2022-11-10", sign=-1, **seat)
    denied = said("b", item="signed decision on observer seat of Northern Cyprus", modality="denied", begins="2022-11",
                  sign=0, **seat)  # fmt: skip
    assert relation(done, denied) == ("conflict", "affirmed and negated")
    unratified = said(
        "b", item="ratified observer seat of Northern Cyprus", polarity="negated", begins="2022-11", **seat
    )
    assert relation(done, unratified)[0] != "conflict"


def test_the_size_of_a_stake_is_not_contradicted_by_the_denial_of_an_act():
    stake = share("a", 20, item="Nord Stream ownership", basis_concept="ownership", begins="2025", ends="2025")
    refused = said("b", item="Nord Stream ownership", polarity="negated", begins="2025-05", sign=-1)
    assert relation(stake, refused)[0] not in ("conflict", "apparent_conflict")


def test_a_state_and_a_part_of_it_are_two_voices():
    asked = said("a", item="ceasefire in Gaza", sign=1)
    refused = said("b", item="ceasefire in Gaza", sign=0, sender="AZE:state media", polarity="negated")
    assert relation(asked, refused) == ("apparent_conflict", "another voice")


def test_opposite_signs_on_two_layers_are_a_tension():
    ban = said("a", layer="trade", kind="status", item="trade ban", sender="TUR", sign=-1)
    passage = said("b", layer="transit", kind="status", item="oil lets pass", sender="TUR", sign=1)
    assert relation(ban, passage) == ("apparent_conflict", "layers in tension")


def test_nothing_recorded_beside_cargoes_that_cross_the_same_state():
    nil = level("a", 0, "USD", layer="trade", sender="TUR", item="recorded trade", basis_commodity="all goods")
    crude = level("b", 94, via=("TUR",))
    assert relation(nil, crude) == ("apparent_conflict", "nil beside seen")
    assert [one.rule for one in compare_all([nil, crude], {})] == ["nil beside seen"]
    assert relation(nil, level("b", 94, via=("GEO",)))[0] == "not_same"


def test_a_treaty_signed_or_initialled_is_told_at_two_stages():
    act = {"kind": "event", "sender": "AZE", "receiver": "ARM", "begins": "2025-08-08", "sign": 1}
    first = said("a", item="peace agreement signed", summary="A signed peace treaty is reported", **act)
    second = said("b", item="peace treaty initialled", summary="Ministers initialled the treaty", **act)
    assert relation(first, second) == ("apparent_conflict", "different stage")


def test_one_deal_with_two_prices_is_one_deal_in_two_versions():
    jets = {"layer": "arms", "sender": "PAK", "receiver": "AZE", "item": "JF-17 fighters", "basis_commodity": "arms"}
    jets |= {"basis_concept": "orders", "kind": "event", "basis_measure": "value"}
    first, second = level("a", 1600, "MUSD", **jets, begins="2024-02", ends=""), level("b", 4600, "MUSD", **jets)
    assert relation(first, second)[0] == "apparent_conflict"
    later = level("b", 4600, "MUSD", **jets, begins="2025-07", ends="")
    assert relation(first, later) == ("apparent_conflict", "two versions of one act")


def test_the_price_and_the_number_of_one_deal_complete_each_other():
    deal = {"layer": "arms", "kind": "event", "item": "two satellites", "basis_concept": "orders", "sender": "ISR"}
    price = level("a", 120, "MUSD", **deal, receiver="AZE", begins="2023-10", ends="")
    assert relation(price, level("b", 2, "items", **deal, receiver="AZE", begins="2023", ends="")) == (
        "refine",
        "two measures",
    )


def vote(name, choice, **others):
    fixed = {"layer": "vote", "kind": "vote", "receiver": "UN", "item": "A/RES/ES-10/21", "begins": "2023-10-27"}
    return said(name, choice=choice, **(fixed | others))


def test_a_joint_vote_is_a_vote_of_each_of_its_members():
    joint = vote("a", "no", sender="RUS", with_senders=("CUB", "SYR"))
    alone = vote("b", "abstain", sender="CUB")
    found = compare(joint, alone, {})
    assert (found.relation, found.rule) == ("conflict", "different choice")
    assert "Cuba is named in both" in found.explanation
    assert [one.rule for one in compare_all([joint, alone], {})] == ["different choice"]
    assert relation(joint, vote("b", "no", sender="SYR")) == ("corroborate", "same choice")
    assert relation(joint, vote("b", "abstain", sender="IND")) == ("not_same", "other ballot")


def test_another_vote_on_a_later_text_is_a_move():
    first = vote("a", "no", sender="USA", with_senders=("HUN",), item="Ukraine text of 24 February 2025",
                 begins="2025-02-24")  # fmt: skip
    later = vote("b", "abstain", sender="USA", item="February 2026 text on Ukraine", begins="2026-02-24")
    assert relation(first, later) == ("succession", "moved")
    assert relation(first, vote("b", "no", sender="USA", item=later.item, begins=later.begins))[0] == "not_same"
    yearly = vote("b", "yes", sender="USA", item="urgent debate", begins="2023")
    assert relation(yearly, vote("a", "no", sender="USA", item="urgent debate", begins="2022"))[0] == "succession"


def test_a_denied_choice_contradicts_that_choice_alone():
    assert relation(vote("a", "yes"), vote("b", "yes", modality="denied")) == ("conflict", "different choice")
    finer = compare(vote("a", "abstain"), vote("b", "yes", modality="denied"), {})
    assert (finer.relation, finer.second_id) == ("refine", "a")


def test_votes_of_one_member_on_one_text():
    assert relation(vote("a", "yes"), vote("b", "yes")) == ("corroborate", "same choice")
    assert relation(vote("a", "yes"), vote("b", "abstain")) == ("conflict", "different choice")
    assert relation(vote("a", "yes"), vote("b", "no", item="A/RES/ES-10/22"))[0] == "not_same"
    finer = compare(vote("a", "abstain"), vote("b", "not_against"), {})
    assert (finer.relation, finer.second_id) == ("refine", "a")
    assert relation(vote("a", "no"), vote("b", "not_against"))[0] == "conflict"


def test_a_position_that_changes_is_a_move():
    first = said("a", begins="2023-10-07", ends="2023-10-24", sign=0, item="balanced words")
    found = compare(said("b", begins="2023-10-25", sign=-1, item="terrorist state"), first, {})
    assert (found.relation, found.rule, found.second_id) == ("succession", "moved", "b")


def test_events_of_one_kind_on_two_dates_are_two_events():
    event = {"kind": "event", "item": "ambassador recalled", "sign": -1}
    assert relation(said("a", begins="2018-05", **event), said("b", begins="2023-11-04", **event)) == (
        "not_same",
        "different events",
    )


# words


def test_an_explanation_speaks_of_states_units_and_dates_in_words():
    first = level("a", "1200", sender="USA", with_senders=("KAZ",), begins="2024-05", ends="2024-08", approximate=True)
    second = level("b", "1600", "kb/d", sender="USA", with_senders=("KAZ",), begins="2024-05", ends="2024-08",
                   basis_measure="volume")  # fmt: skip
    tracker = Document(document_id="b", title="t", kind="news", interest="press", licence="", publisher="Tracker Ltd")
    assert compare(first, second, {"b": tracker}).explanation == (
        "Kazakhstan and the United States to Israel, crude imports: about 1,200 thousand barrels a day (May to August "
        "2024, a) against 1,600 thousand barrels a day (May to August 2024, Tracker Ltd). The first is measured by "
        "mass, the second by volume."
    )


def test_another_whole_and_a_silent_document_are_named_plainly():
    disclosed = share("b", 50, basis_denominator="disclosed part, own window", basis_measure="unstated")
    explanation = compare(share("a", 34), disclosed, {}).explanation
    assert "the first is measured by mass, the second does not say what was measured" in explanation.casefold()
    assert "the total of Israel, the second of the disclosed part of the total only" in explanation


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("2023-09-19", "2023-09-20", "19 to 20 September 2023"),
        ("2023-09-19", "2023-10-02", "19 September to 2 October 2023"),
        ("2023-11", "2025-10", "November 2023 to October 2025"),
        ("..", "2019", "until 2019"),
        ("2024", "2024", "2024"),
        ("", "", "no date"),
    ],
)
def test_windows_are_read_in_words(begins, ends, words):
    assert str(window_of(share("a", 1, begins=begins, ends=ends))) == words


# all together


def test_every_rule_is_described_and_ends_in_a_known_relation():
    relations = {"corroborate", "refine", "conflict", "apparent_conflict", "succession", "duplicate", "not_same"}
    assert {rule.relation for rule in rules().values()} == relations
    assert all(rule.description for rule in rules().values())


def test_hostile_text_is_compared_as_text():
    wicked = "<script>alert(1)</script> '; DROP TABLE statement; -- \x00 %s {0} =1+1"
    found = compare(said("a", item=wicked, begins="2024"), said("b", item=wicked, begins="2024"), {})
    assert found.relation == "corroborate"
    assert wicked in found.explanation


def test_disputes_gather_connected_statements_and_count_witnesses():
    pack = [
        share("a", 46, measured_by="Kpler"),
        share("b", 46, measured_by="Kpler", document_id="reprint of a tracker"),
        share("c", 19, basis_measure="value"),
        share("d", 40, begins="", ends=""),
        share("e", 30, sender="KAZ"),
        level("f", 5, receiver="TUR"),
    ]
    (found,) = disputes(pack, {})
    assert found.statement_ids == ("a", "b", "c", "d")
    assert (found.relation, found.witnesses) == ("apparent_conflict", 3)
    assert found.spread == pytest.approx(27 / 46, abs=0.001)
    assert (found.senders, found.receivers) == (("AZE",), ("ISR",))


def test_a_conflict_outranks_the_apparent_ones_in_its_question_and_witnesses_order_questions():
    crude = [share("a", 46), share("b", 30), share("c", 19, basis_measure="value")]
    gas = {"item": "gas imports", "basis_commodity": "gas"}
    found = disputes([share("g", 46, **gas), share("h", 30, **gas), *crude], {})
    assert [(one.statement_ids, one.relation, one.rule) for one in found] == [
        (("a", "b", "c"), "conflict", "figures differ"),
        (("g", "h"), "conflict", "figures differ"),
    ]


def test_one_document_alone_disputes_nothing():
    assert disputes([share("a", 46, document_id="x"), share("b", 30, document_id="x")], {}) == []


FIELDS = {
    "layer": st.sampled_from(sorted(vocabulary("layer"))),
    "kind": st.sampled_from(["event", "share", "level", "rank", "status", "stance", "route", "prospect"]),
    "sender": st.sampled_from(["AZE", "AZE:SOCAR", "TUR", "ISR"]),
    "receiver": st.sampled_from(["ISR", "AZE", "UN"]),
    "with_senders": st.sampled_from([(), ("KAZ",)]),
    "via": st.sampled_from([(), ("TUR",), ("btc",)]),
    "item": st.sampled_from(
        ["crude imports", "oil supply", "trade halted", "treaty signed", "JF-17 fighters", "ceasefire"]
    ),
    "polarity": st.sampled_from(["affirmed", "negated"]),
    "modality": st.sampled_from(sorted(vocabulary("modality"))),
    "unit": st.sampled_from(["percent", "kb/d", "MUSD", "rank", ""]),
    "basis_commodity": st.sampled_from(["", "crude", "oil", "gas"]),
    "basis_concept": st.sampled_from(["", "imports", "needs", "orders"]),
    "basis_denominator": st.sampled_from(
        ["", "receiver, own window", "sender, own window", "receiver, unstated window"]
    ),
    "begins": st.sampled_from(["", "..", "2019", "2023-05", "2024-01-01"]),
    "ends": st.sampled_from(["", "..", "2024", "2025-10"]),
    "sign": st.sampled_from([None, -1, 0, 1]),
    "measured_by": st.sampled_from(["", "Kpler"]),
    "document_id": st.sampled_from(["original", "reprint", "later release", "other"]),
    "approximate": st.booleans(),
}
PAPERS = {
    one.document_id: one
    for one in (
        paper("original"),
        paper("reprint", republishes="original"),
        paper("later release", supersedes="original"),
    )
}
AMOUNTS = st.one_of(st.none(), st.decimals(0, 100, places=1))


@st.composite
def statements(draw, name):
    low = draw(AMOUNTS)
    return said(name, low=low, high=low, **{column: draw(values) for column, values in FIELDS.items()})


@given(statements("a"), statements("b"))
def test_the_order_of_the_two_does_not_matter(first, second):
    assert compare(first, second, PAPERS) == compare(second, first, PAPERS)


@given(statements("a"))
def test_a_statement_with_itself_is_a_duplicate(one):
    assert compare(one, one, PAPERS).relation == "duplicate"


@given(statements("a"), statements("b"))
def test_only_two_vouched_witnesses_conflict(first, second):
    found = compare(first, second, PAPERS)
    if found.relation == "conflict":
        assert {first.modality, second.modality} <= {"asserted", "reported", "denied"}
        assert first.document_id != second.document_id or first.measured_by != second.measured_by


@given(st.permutations([share(str(i), 20 + i % 7, measured_by="Kpler" if i % 2 else "") for i in range(8)]))
def test_the_order_of_writing_changes_nothing(shuffled):
    assert compare_all(shuffled, {}) == compare_all(sorted(shuffled, key=lambda one: one.statement_id), {})


def test_a_thousand_statements_are_compared_and_most_pairs_are_left_out():
    draw = random.Random(1)
    items = [
        f"{what} {thing}" for what in ("crude", "gas", "arms", "embassy") for thing in ("imports", "visit", "deal")
    ]
    pack = [
        share(str(i), draw.randint(1, 60), sender=draw.choice(["AZE", "KAZ", "RUS", "TUR", "IRN", "GEO", "IRQ:KRG"]),
              receiver=draw.choice(["ISR", "DEU", "ITA", "ARM", "PSE"]), item=draw.choice(items),
              basis_commodity=draw.choice(["crude", "gas", "arms", ""]), begins=str(draw.randint(2000, 2025)), ends="")
        for i in range(1000)
    ]  # fmt: skip
    found = compare_all(pack, {})
    assert 100 < len(found) < len(pack) * (len(pack) - 1) / 2 / 10
