import math
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pytest

from ninetenths.errors import InvalidRecord, UnitError
from ninetenths.ledger.records import Coverage, Document, Statement
from ninetenths.ledger.schema import vocabulary
from ninetenths.network import (
    Cell,
    CellKey,
    Evidence,
    Layer,
    Network,
    build_layer,
    build_network,
    sign_rule,
    sign_rules,
)
from ninetenths.network.signs import signed

SUMMER_2025 = date(2025, 6, 1)


def crude(name, low, high=None, **others):
    filled = {
        "layer": "energy", "kind": "level", "sender": "AZE", "receiver": "ISR", "item": "crude imports",
        "low": Decimal(low), "high": Decimal(high or low), "unit": "kb/d", "basis_commodity": "crude",
        "basis_concept": "imports", "begins": "2025", "ends": "2025", "document_id": name, "locator": "p. 1",
        "recorded_at": datetime(2026, 1, 1, tzinfo=UTC), "statement_id": name, "summary": "",
    }  # fmt: skip
    return Statement(**(filled | others))


def act(name, sign, **others):
    fixed = {
        "layer": "diplomacy",
        "kind": "event",
        "unit": "",
        "item": "visit",
        "basis_commodity": "",
        "basis_concept": "",
    }
    return replace(crude(name, 0), **({"low": None, "high": None, "sign": sign} | fixed | others))


def energy(*statements, **options):
    return build_layer(statements, layer="energy", **options)


# what feeds


@pytest.mark.parametrize("modality", ["possible", "denied", "counterfactual", "normative"])
def test_what_is_not_said_to_be_so_feeds_nothing(modality):
    assert len(energy(crude("a", 94, modality=modality))) == 0


@pytest.mark.parametrize(
    "other", [{"polarity": "negated"}, {"grade": "candidate"}, {"grade": "rejected"}, {"layer": "arms"}]
)
def test_negated_candidate_rejected_and_foreign_statements_feed_nothing(other):
    assert len(energy(crude("a", 94, **other))) == 0


def test_other_modalities_enter_when_asked_for():
    planned = crude("a", 94, modality="possible")
    assert energy(planned, modalities=frozenset({"possible"})).statement_ids == ("a",)


def test_joint_senders_stay_a_set_that_belongs_to_none_of_them():
    both = energy(crude("a", 94, with_senders=("KAZ",)))
    (cell,) = both
    assert cell.key.senders == ("AZE", "KAZ")
    assert cell.joint
    assert all(math.isnan(end) for end in both.value("AZE", "ISR", SUMMER_2025))
    assert len(both.between("KAZ", "ISR")) == 1


# quantities


def test_disagreeing_statements_of_one_definition_become_a_range():
    layer = energy(crude("a", 94), crude("b", "0.072", unit="Mb/d"))
    (cell,) = layer
    assert cell.statement_ids == ("a", "b")
    assert (cell.low, cell.high) == (0.072, 0.094)
    assert cell.key.unit == "Mb/d"


def test_other_definitions_and_windows_are_other_ties():
    layer = energy(crude("a", 94), crude("b", 90, basis_concept="needs"), crude("c", 80, begins="2024", ends="2024"))
    assert len(layer) == 3


def test_a_quantity_that_cannot_be_put_on_the_unit_asked_for_is_named_with_the_reason():
    layer = energy(crude("a", 94), crude("b", 713, unit="MUSD"), unit="Mb/d")
    assert layer.statement_ids == ("a",)
    ((name, reason),) = layer.left_out
    assert name == "b"
    assert "MUSD" in reason


def test_a_share_holds_in_its_window_and_not_a_day_longer():
    layer = energy(crude("a", 46, kind="share", unit="percent", ends=""))
    assert layer.value("AZE", "ISR", date(2025, 12, 31)) == (46, 46)
    assert math.isnan(layer.value("AZE", "ISR", date(2026, 1, 1))[0])


@pytest.mark.parametrize("undated", [{"begins": "", "ends": ""}, {"begins_inferred": True}])
def test_an_undated_tie_holds_on_no_day(undated):
    layer = energy(crude("a", 40, **undated))
    assert len(layer) == 1
    assert len(layer.held_on(SUMMER_2025)) == 0
    assert math.isnan(layer.value("AZE", "ISR", SUMMER_2025)[0])


def test_a_layer_that_measures_two_things_asks_which():
    layer = energy(crude("a", 94), crude("b", 46, kind="share", unit="percent"))
    with pytest.raises(UnitError, match=r"crude / imports in kb/d.*name one family"):
        layer.value("AZE", "ISR", SUMMER_2025)
    assert layer.value("AZE", "ISR", SUMMER_2025, family="crude / imports / share") == (46, 46)
    with pytest.raises(UnitError, match="'tea' in any unit was asked"):
        layer.value("AZE", "ISR", SUMMER_2025, family="tea")


def test_a_rate_and_a_total_of_one_family_are_told_apart_by_their_unit():
    layer = energy(crude("a", 94), crude("b", 34, unit="Mbbl"))
    with pytest.raises(UnitError, match=r"crude / imports in Mbbl; crude / imports in kb/d"):
        layer.value("AZE", "ISR", SUMMER_2025, family="crude / imports")
    assert layer.value("AZE", "ISR", SUMMER_2025, family="crude / imports", unit="kb/d") == (94.0, 94.0)
    assert layer.matrix(["AZE", "ISR"], SUMMER_2025, unit="Mbbl")[0, 0, 1] == 34.0


# coverage


def covered(**others):
    filled = {"dataset": "customs", "layer": "energy", "begins": "2024", "ends": "2025", "document_id": "d"}
    return Coverage(**(filled | others))


def test_silence_is_zero_inside_coverage_and_unknown_outside():
    layer = energy(crude("a", 94), coverages=[covered()])
    assert layer.value("KAZ", "ISR", SUMMER_2025) == (0, 0)
    assert math.isnan(layer.value("KAZ", "ISR", date(2026, 1, 1))[0])
    assert math.isnan(energy(crude("a", 94)).value("KAZ", "ISR", SUMMER_2025)[0])


def test_coverage_speaks_of_its_states_and_item_alone():
    states = energy(crude("a", 94), coverages=[covered(states=("AZE", "ISR"))])
    assert states.value("ISR", "AZE", SUMMER_2025) == (0, 0)
    assert math.isnan(states.value("KAZ", "ISR", SUMMER_2025)[0])
    gas = energy(crude("a", 94), coverages=[covered(item="gas")])
    assert math.isnan(gas.value("KAZ", "ISR", SUMMER_2025)[0])


def test_a_matrix_tells_zero_from_unknown():
    layer = energy(crude("a", 90, 94), coverages=[covered(states=("AZE", "ISR"))])
    values = layer.matrix(["AZE", "ISR", "KAZ"], SUMMER_2025)
    nan = math.nan
    np.testing.assert_array_equal(values[0], [[nan, 90, nan], [0, nan, nan], [nan, nan, nan]])
    np.testing.assert_array_equal(values[1], [[nan, 94, nan], [0, nan, nan], [nan, nan, nan]])


def test_what_a_difference_leaves_out_is_not_an_observed_zero():
    layer = energy(crude("a", 94), coverages=[covered()])
    assert math.isnan((layer - layer).value("AZE", "ISR", SUMMER_2025)[0])


# sign


def test_every_layer_and_kind_has_a_declared_rule_with_its_reason():
    for layer in vocabulary("layer"):
        for kind in vocabulary("kind"):
            assert sign_rule(layer, kind).description
    assert {rule.rule for rule in sign_rules().values()} == {"sum", "positive", "negative", "none"}


@pytest.mark.parametrize(
    ("layer", "kind", "own", "counted"),
    [
        ("diplomacy", "event", -1, -1),
        ("diplomacy", "stance", None, None),
        ("conflict", "status", None, -1),
        ("defence", "status", None, 1),
        ("energy", "share", 1, None),
        ("trade", "level", 1, None),
        ("vote", "vote", 1, None),
        ("diplomacy", "prospect", 1, None),
    ],
)
def test_the_sign_follows_the_rule_of_layer_and_kind(layer, kind, own, counted):
    assert signed(act("a", own, layer=layer, kind=kind)) == counted


def test_a_tie_keeps_both_sides_beside_the_sign_of_their_sum():
    day = {"begins": "2023-10-25", "ends": "2023-10-25"}
    (cell,) = build_layer([act("a", 1, **day), act("b", -1, **day), act("c", -1, **day)], layer="diplomacy")
    assert (cell.sign, cell.friendly, cell.hostile) == (-1, ("a",), ("b", "c"))


# networks


def test_friend_and_foe_at_once_are_listed_and_never_averaged():
    ally = act("ally", None, layer="defence", kind="status", sender="AZE", receiver="ARM", begins="1993", ends="2018")
    rival = act(
        "rival", None, layer="conflict", kind="status", sender="ARM", receiver="AZE", begins="1991", ends="2023"
    )
    (found,) = build_network([ally, rival]).friends_and_foes()
    assert (found.first, found.second) == ("ARM", "AZE")
    assert (found.friendly, found.hostile) == (("ally",), ("rival",))
    assert (found.friendly_layers, found.hostile_layers) == (("defence",), ("conflict",))


@pytest.mark.parametrize(
    "other",
    [
        {"begins": "2024", "ends": "2024"},
        {"with_senders": ("TUR",)},
        {"begins": "", "ends": ""},
        {"receiver": "AZE:public"},
    ],
)
def test_other_times_joint_ties_undated_ties_and_homes_make_no_friend_and_foe(other):
    friend = act("a", 1, begins="2020", ends="2020")
    foe = act("b", -1, **({"begins": "2020", "ends": "2020"} | other))
    assert build_network([friend, foe]).friends_and_foes() == ()


def test_as_of_holds_back_what_was_published_later():
    documents = {
        "a": Document(document_id="a", title="", kind="news", interest="press", licence="", published_on="2025-07"),
        "b": Document(document_id="b", title="", kind="news", interest="press", licence=""),
    }
    layer = energy(crude("a", 94), crude("b", 72), crude("c", 50, begins="", ends=""), documents=documents)
    assert layer.as_of(date(2025, 7, 30)).statement_ids == ()
    assert layer.as_of(date(2025, 7, 31)).statement_ids == ("a",)
    assert layer.as_of(date(2025, 12, 31)).statement_ids == ("a", "b")
    (cell,) = layer.as_of(date(2025, 7, 31))
    assert (cell.low, cell.high) == (94, 94)


def test_as_of_knows_no_coverage_that_ends_later():
    layer = energy(crude("a", 94), coverages=[covered()])
    assert layer.as_of(date(2025, 6, 1)).coverage == ()
    assert layer.as_of(date(2025, 12, 31)).coverage == (covered(),)


def test_between_and_restricted_to_take_parts_of_a_state():
    network = build_network([crude("a", 94, sender="AZE:SOCAR"), act("b", 1, sender="TUR", receiver="AZE")])
    assert network.between("ISR", "AZE").statement_ids == ("a",)
    assert network.restricted_to(["AZE", "ISR"]).statement_ids == ("a",)
    assert network.restricted_to(["AZE:SOCAR", "ISR"]).statement_ids == ("a",)
    assert network.between("AZE:public", "ISR").statement_ids == ()


def test_networks_are_immutable():
    network = build_network([crude("a", 94)])
    with pytest.raises(TypeError, match="Networks are immutable"):
        network |= network
    with pytest.raises(TypeError, match="Networks are immutable"):
        network["energy"] |= network["energy"]
    with pytest.raises(TypeError, match="Networks are immutable"):
        network.layers = {}
    with pytest.raises(AttributeError):
        network["energy"].name = "arms"


def test_layers_of_other_names_are_not_joined():
    with pytest.raises(InvalidRecord, match="'energy' and 'arms'"):
        Layer("energy") | Layer("arms")
    with pytest.raises(InvalidRecord, match="'energy' were given more than once"):
        Network([Layer("energy"), Layer("energy")])


def test_the_constructor_lists_all_faults():
    key = CellKey(senders=("B", "A"), receivers=(), family="", unit="", begins="2025", ends="2024",
                  first=date(2025, 1, 1), last=date(2024, 12, 31), dated=True)  # fmt: skip
    wrong = Cell(key=key, evidence=(Evidence(statement_id="s", low=Decimal(2), high=Decimal(1), sign=3),))
    with pytest.raises(InvalidRecord) as error:
        Layer("energy", (wrong, wrong), (covered(layer="arms"),))
    text = str(error.value)
    for fault in (
        "senders",
        "receivers",
        "after it ends",
        "low 2 and high 1",
        "sign 3",
        "one cell for each key",
        "layer arms",
    ):
        assert fault in text
