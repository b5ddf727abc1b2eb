from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ninetenths.errors import CoverageError, InvalidRecord
from ninetenths.findings.blocked.assumed import Assumed, Toggle, together
from ninetenths.findings.blocked.evidence import exposure_words, leak_of, need_of
from ninetenths.findings.blocked.flipping import changed_sets, flips
from ninetenths.findings.blocked.plain import plain
from ninetenths.findings.blocked.wording import answer_in_words, flip_in_words
from ninetenths.findings.blocking import blockers
from ninetenths.ledger.records import Statement
from ninetenths.ledger.store import Ledger

ON = date(2024, 6, 1)
ASKED = {"item": "crude", "origins": ("AZE", "KAZ"), "on": ON, "seed": 1}


@pytest.fixture(scope="module")
def found(azerbaijan_israel):
    return blockers(azerbaijan_israel, "ISR", **ASKED)


def said(name, **given):
    filled = {
        "statement_id": name, "summary": "", "layer": "energy", "kind": "level", "sender": "AZE", "receiver": "ISR",
        "item": "crude", "document_id": "d", "locator": "p", "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
        "basis_commodity": "crude", "basis_concept": "imports", "begins": "2024-01", "ends": "2024-12",
        "unit": "kb/d", "low": Decimal(50), "high": Decimal(50),
    }  # fmt: skip
    return Statement(**filled | given)


def voyages(name, count, **given):
    counted = {
        "layer": "transit",
        "sender": "TUR",
        "unit": "voyages",
        "basis_concept": "movements",
        "basis_commodity": "",
    }
    number = {"low": Decimal(count), "high": Decimal(count), "via": ("ceyhan", "ashkelon")}
    return said(name, **counted | number | given)


def test_the_answer_comes_first_and_says_what_it_hangs_on(found):
    assert found.answer[0].startswith("Whether Turkey alone can make crude from Azerbaijan and Kazakhstan to Israel")
    assert found.answer[0].endswith("depends on the freight rate: Turkey can in 48 % of the draws.")
    assert any("Baku-Tbilisi-Ceyhan is full, Kazakhstan or Russia alone is enough" in line for line in found.answer)
    assert any("8,000 km longer at sea, 2.0 to 4.0 USD a barrel more" in line for line in found.answer)


def test_the_economic_strength_needs_no_more_than_the_hard_one(found):
    hard = set(found.minimal(strength="hard"))
    economic = found.minimal(strength="economic")
    assert ("TUR",) in economic
    assert ("TUR",) not in hard
    assert all(any(set(few) <= set(many) for few in economic) for many in hard)


def test_fewer_acts_count_the_stricter_the_law(found):
    loose, middle, strict = (set(found.minimal(strength="hard", legality=one)) for one in ("any", "arguable", "lawful"))
    assert strict < middle < loose
    assert strict == {("AZE", "KAZ"), ("AZE", "RUS")}


def test_refusing_one_buyer_leaks_and_closing_for_all_does_not(found):
    leaks = {(one.closure, one.leakage) for one in found.coalitions if one.layer == "state"}
    assert leaks == {("volume", (0.0, 0.0)), ("destination", (found.leak.low, found.leak.high))}
    assert ("DNK", "TUR") not in found.minimal(closure="destination")


def test_every_layer_is_answered(found):
    assert {one.layer for one in found.coalitions} == {"state", "owner", "asset"}
    owners = found.minimal("owner", strength="hard")
    assert ("CPC", "SOCAR", "Transneft") in owners


def test_what_a_closer_would_lose(found):
    turkey = [one for one in found.exposures if one.holder == "TUR" and one.unit == "MUSD/y"]
    assert [(round(one.low), round(one.high)) for one in turkey] == [(170, 184)]
    assert len(turkey[0].statement_ids) == 2
    assert "sells 4.35 % of its exports of all goods to Israel (2023)" in exposure_words(found.exposures, "AZE")
    assert exposure_words(found.exposures, "GEO") == "not known"


def test_the_same_seed_gives_the_same_answer_and_the_draws_matter(azerbaijan_israel, found):
    assert plain(blockers(azerbaijan_israel, "ISR", **ASKED)) == plain(found)
    other = blockers(azerbaijan_israel, "ISR", **ASKED | {"seed": 2})
    chances = [
        [one.chance for one in which.coalitions if one.members == ("TUR",) and one.legality == "any"]
        for which in (found, other)
    ]
    assert chances[0] != chances[1]
    assert chances[0][0] == pytest.approx(chances[1][0], abs=0.1)


def test_a_higher_threshold_lets_dearer_ways_count(azerbaijan_israel):
    assert ("TUR",) not in blockers(azerbaijan_israel, "ISR", dearer_by=5.0, **ASKED).minimal()
    cheap = blockers(azerbaijan_israel, "ISR", dearer_by=1.0, **ASKED)
    assert ("TUR",) in cheap.minimal()
    assert cheap.answer[0].startswith("Turkey alone can make crude")
    assert "at least 1 USD a barrel dearer to ship" in cheap.answer[0]


def test_a_flip_on_the_edge_of_the_freight_range_is_a_change_of_chance(found):
    """At 3 USD the middle of the range makes the way round Turkey 2.9996 USD dearer: no yes or no hangs on that."""
    by_key = {flip.keys: flip for flip in found.flips}
    full = by_key["full:uzen-atyrau-samara",]
    assert full.alone
    assert dict(full.graded_before)["TUR",] == pytest.approx(0.5, abs=0.1)
    assert dict(full.graded_after)["TUR",] == 1
    assert flip_in_words(full).endswith("Turkey alone is enough in all draws, instead of 48 %.")
    moved = [changed_sets(flip.graded_before, flip.graded_after) for flip in found.flips]
    assert all(moved)


def test_a_hair_of_a_threshold_gives_the_same_flips(azerbaijan_israel):
    """The way round Turkey costs 3 USD more at the middle of the freight range: both sides of it say the same."""
    below, above = (blockers(azerbaijan_israel, "ISR", dearer_by=one, **ASKED) for one in (2.999, 3.001))
    assert [one.keys for one in below.flips] == [one.keys for one in above.flips]


def test_a_seller_that_counts_for_its_transit_is_named_with_the_assumption(azerbaijan_israel):
    asked = ASKED | {"on": date(2021, 6, 1)}
    found = blockers(azerbaijan_israel, "ISR", strength="hard", legality="arguable", **asked)
    assert "Azerbaijan and Russia are enough only if Azerbaijan may stop what others send across it." in found.answer


def test_a_need_that_nobody_tells_is_no_answer_that_nobody_can(azerbaijan_israel):
    asked = ASKED | {"origins": ("AZE",), "strength": "capacitated"}
    assert (
        "below what Israel is said to have taken from Azerbaijan"
        in blockers(azerbaijan_israel, "ISR", **asked).answer[0]
    )
    silent = answer_in_words(
        "ISR",
        "crude",
        ("RUS",),
        found=(),
        changed=(),
        strength="capacitated",
        closure="volume",
        legality="any",
        dearer_by=3.0,
        leak=leak_of([], receiver="ISR"),
        detour=None,
        is_open=True,
    )
    assert "cannot be told: no dated figure says how much is taken" in silent[0]


def test_a_line_without_which_there_is_no_way_leaves_nothing_to_stop(azerbaijan_israel):
    found = blockers(azerbaijan_israel, "ISR", **ASKED | {"origins": ("IRQ",), "on": date(2020, 6, 1)}, strength="hard")
    full = next(flip for flip in found.flips if flip.keys[0].endswith(":kirkuk-ceyhan"))
    assert flip_in_words(full).endswith("no way is left and nobody has anything to stop.")


def test_an_origin_without_a_way_is_named(azerbaijan_israel):
    found = blockers(azerbaijan_israel, "ISR", **ASKED | {"origins": ("AZE", "NOR")})
    assert (found.origins, found.without_way) == (("AZE",), ("NOR",))


def test_without_origins_those_of_the_ledger_are_taken(azerbaijan_israel):
    found = blockers(azerbaijan_israel, "ISR", **ASKED | {"origins": ()})
    assert {"AZE", "KAZ", "RUS"} <= set(found.origins)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"item": "coal"}, "the item 'coal' is not one of crude, gas"),
        ({"strength": "soft"}, "the strength 'soft' is not one of"),
        ({"closure": "all"}, "the closure 'all' is not one of"),
        ({"legality": "legal"}, "the legality 'legal' is not one of"),
        ({"dearer_by": 0}, "give a finite figure above 0"),
        ({"dearer_by": float("inf")}, "give a finite figure above 0"),
        ({"seed": -1}, "the seed is -1"),
        ({"origins": ("ISR",)}, "both an origin and the receiver"),
    ],
)
def test_questions_that_make_no_sense_are_refused(azerbaijan_israel, asked, message):
    with pytest.raises(InvalidRecord, match=message):
        blockers(azerbaijan_israel, "ISR", **ASKED | asked)


def test_a_flow_without_a_way_or_a_supplier_is_out_of_coverage(azerbaijan_israel, tmp_path):
    with pytest.raises(CoverageError, match=r"no way for crude from NOR to ISR is known: the .* assets"):
        blockers(azerbaijan_israel, "ISR", **ASKED | {"origins": ("NOR",)})
    with pytest.raises(CoverageError, match="no statement names a state that supplies gas to CHL"):
        blockers(azerbaijan_israel, "CHL", **ASKED | {"item": "gas", "origins": ()})
    empty = Ledger.create(tmp_path / "empty.ledger")
    with pytest.raises(CoverageError, match=r"the 0 assets of the ledger .*begin in no state"):
        blockers(empty, "ISR", **ASKED)


def test_the_leak_is_read_from_voyages_after_a_ban():
    leak = leak_of([voyages("all", 10), voyages("after", 8, item="voyages after embargo")], receiver="ISR")
    assert leak.statement_ids == ("after", "all")
    assert 0.5 < leak.low < 0.55
    assert 0.9 < leak.high < 0.95


def test_without_such_a_count_the_leak_is_unknown():
    for statements in ([], [voyages("all", 10)], [voyages("after", 8, summary="Eight came after the ban")]):
        leak = leak_of(statements, receiver="ISR")
        assert (leak.low, leak.high, leak.statement_ids) == (0, 1, ())
    elsewhere = [voyages("all", 10), voyages("after", 8, item="voyages after embargo", via=("supsa",))]
    assert leak_of(elsewhere, receiver="ISR").statement_ids == ()
    assert leak_of([voyages("all", 10), voyages("after", 8, item="voyages after embargo")], receiver="DEU").high == 1


def test_the_need_takes_trackers_before_declarations_and_leaves_out_the_impossible():
    asked = {"origins": ("AZE",), "receiver": "ISR", "item": "crude", "on": ON}
    statements = [
        said("tracked", low=Decimal(72), high=Decimal(94)),
        said("declared", basis_concept="exports declared", low=Decimal(10), high=Decimal(10)),
        said("impossible", low=Decimal(900), high=Decimal(900)),
        said("old", begins="2010-01", ends="2010-12"),
    ]
    need = need_of(statements, most=300, **asked)
    assert (need.low, need.high, need.unit, need.statement_ids) == (72, 94, "kb/d", ("tracked",))
    assert need_of(statements[1:2], **asked).low == 10
    assert need_of([], **asked) is None


def test_a_pair_of_assumptions_counts_only_where_neither_does_it_alone():
    first, second, third = (
        Toggle(key=f"open:{name}", words=name, change=Assumed(opened=frozenset({name}))) for name in ("a", "b", "c")
    )

    def answer(assumed):
        if "c" in assumed.opened:
            return ((("X", "Y"), 1.0),)
        return () if {"a", "b"} <= assumed.opened else ((("X",), 1.0),)

    found = flips(answer, (first, second, third))
    assert [flip.keys for flip in found] == [("open:c",), ("open:a", "open:b")]
    assert all(flip.alone for flip in found)
    assert together((first, second)).opened == {"a", "b"}


def test_gas_to_germany_and_who_holds_what(tmp_path_factory):
    from ninetenths.datasets.packs import open_ledger

    ledger = open_ledger("germany-russia", working_directory=tmp_path_factory.mktemp("deru"))
    gas = blockers(ledger, "DEU", item="gas", origins=("RUS",), on=date(2021, 6, 1), seed=1, strength="hard")
    assert gas.minimal()[0] == ("RUS",)
    assert ("BLR", "DNK", "UKR") in gas.minimal()
    assert not any("DNK" in members for members in gas.minimal(legality="arguable"))
    assert {way.asset_ids[0] for way in gas.ways if way.status != "planned"} == {
        "nord-stream-1",
        "yamal-europe",
        "transgas-ukraine",
    }
    crude = blockers(ledger, "DEU", item="crude", origins=("KAZ",), on=ON, seed=1, strength="hard")
    assert crude.minimal() == (("KAZ",), ("RUS",))
    later = blockers(ledger, "DEU", item="gas", origins=("RUS",), on=date(2026, 1, 1), seed=1)
    assert later.answer[0].startswith("No way for gas from Russia to Germany is in use, so that")
