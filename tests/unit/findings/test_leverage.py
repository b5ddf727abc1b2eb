"""Leverage as a triple, on the embedded case."""

from datetime import date

import pytest

from ninetenths.datasets.packs import open_ledger
from ninetenths.errors import InvalidRecord
from ninetenths.findings.levering import leverage

BEGINS = date(2025, 1, 1)


@pytest.fixture(scope="module")
def ledger():
    return open_ledger("azerbaijan-israel")


@pytest.fixture(scope="module")
def azerbaijan(ledger):
    return leverage(ledger, ("AZE",), "ISR", item="crude", begins=BEGINS, weeks=4, beside=("KAZ",), draws=100, seed=1)


@pytest.fixture(scope="module")
def gulf(ledger):
    return leverage(
        ledger, ("SAU", "ARE", "KWT", "QAT"), "ISR", item="crude", begins=BEGINS, weeks=4, beside=(), draws=100, seed=1
    )


def test_a_seller_controls_its_goods_and_what_crosses_it(azerbaijan):
    kinds = {one.kind for one in azerbaijan.controls}
    assert {"goods", "ownership"} <= kinds
    goods = next(one for one in azerbaijan.controls if one.kind == "goods")
    assert goods.rate is not None
    assert goods.rate.p5 > 0
    assert goods.legality == "lawful"
    assert azerbaijan.answer[0].startswith("Could Azerbaijan alone cut Israel off?")
    assert azerbaijan.evidence.startswith("azerbaijan-israel@")


def test_the_three_figures_are_ranges_in_order(azerbaijan):
    triple = azerbaijan.triple
    for spread in (triple.loss_of_receiver, triple.loss_of_holder, triple.outside_option, triple.dearer):
        assert spread.p5 <= spread.p50 <= spread.p95
    assert triple.loss_of_receiver.p50 > 0
    assert triple.loss_of_holder.p50 > 0, "refused cargoes sell at a discount"
    assert 0 <= triple.outside_option.p5 <= triple.outside_option.p95 <= 1
    used = azerbaijan.with_ownership
    assert used is not None, "SOCAR's side holds a blocking minority in the line"
    assert used.loss_of_holder.p50 > 2 * triple.loss_of_holder.p50, "a line that stops for all costs its owners most"


def test_what_is_at_stake_leads_back_to_statements(azerbaijan, ledger):
    hostages = [one for one in azerbaijan.bounds if one.as_hostage]
    markets = [one for one in azerbaijan.bounds if not one.as_hostage]
    assert {one.where for one in hostages} >= {"ISR", "TUR"}
    assert (4.35, 4.35) in {(one.low, one.high) for one in markets}
    for one in azerbaijan.bounds:
        assert one.statement_ids or one.document_ids
        for identifier in one.statement_ids:
            ledger.why(identifier)


def test_the_values_of_the_players_add_up_to_what_all_can_do(azerbaijan):
    first, second = azerbaijan.players
    ((_, _, extra),) = azerbaijan.together
    shared = sum(one.shapley.p50 for one in azerbaijan.players)
    assert shared == pytest.approx(first.alone.p50 + second.alone.p50 + extra.p50, rel=0.25)


def test_states_that_sell_nothing_have_the_price_alone(gulf):
    assert [one for one in gulf.controls if one.kind != "ownership"] == []
    assert gulf.players == ()
    assert gulf.withheld is not None
    assert gulf.withheld.price_change.p5 > 0
    assert gulf.with_ownership is None
    assert "No: in this evidence" in gulf.answer[0]
    assert "nothing" in gulf.answer[0]
    assert any("for every buyer" in sentence for sentence in gulf.answer)


def test_the_same_seed_says_the_same(azerbaijan, ledger):
    again = leverage(ledger, ("AZE",), "ISR", item="crude", begins=BEGINS, weeks=4, beside=("KAZ",), draws=100, seed=1)
    assert again.answer == azerbaijan.answer
    assert again.players == azerbaijan.players


@pytest.mark.parametrize(
    ("holders", "changes", "said"),
    [
        ((), {}, "empty coalition"),
        (("ISR",), {}, "also the receiver"),
        (("AZE",), {"cut_share": 0.0}, "above 0"),
        (("AZE",), {"cut_share": 1.5}, "at most 1"),
    ],
)
def test_what_makes_no_question_is_refused(ledger, holders, changes, said):
    with pytest.raises(InvalidRecord, match=said):
        leverage(ledger, holders, "ISR", item="crude", begins=BEGINS, draws=100, seed=1, **changes)


def test_a_bloc_stands_for_its_members(ledger):
    found = leverage(ledger, ("GCC",), "ISR", item="crude", begins=BEGINS, weeks=4, beside=(), draws=100, seed=1)
    assert {"SAU", "ARE", "KWT", "QAT", "BHR", "OMN"} == set(found.holders)
