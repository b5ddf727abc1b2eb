from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ninetenths.ledger.records import Statement
from ninetenths.network import build_layer, build_network
from ninetenths.network.exports import to_arrow, to_networkx

STATES = ("AZE", "ISR", "TUR", "KAZ")
RENAMED = dict(zip(STATES, ("RUS", "ARM", "IRN", "GEO"), strict=True))
FIELDS = {
    "layer": st.sampled_from(["energy", "diplomacy", "conflict"]),
    "kind": st.sampled_from(["level", "share", "event", "status"]),
    "sender": st.sampled_from(STATES),
    "receiver": st.sampled_from(STATES),
    "with_senders": st.sampled_from([(), ("KAZ",)]),
    "unit": st.sampled_from(["kb/d", "Mb/d"]),
    "begins": st.sampled_from(["", "2023", "2024-06", "2025-01-01"]),
    "ends": st.sampled_from(["", "2025", "2026"]),
    "sign": st.sampled_from([None, -1, 0, 1]),
    "modality": st.sampled_from(["asserted", "reported", "possible", "denied"]),
    "polarity": st.sampled_from(["affirmed", "affirmed", "negated"]),
    "basis_commodity": st.sampled_from(["crude", "gas"]),
}


@st.composite
def ledgers(draw):
    count = draw(st.integers(0, 12))
    found = []
    for number in range(count):
        low = draw(st.one_of(st.none(), st.integers(0, 50)))
        value = None if low is None else Decimal(low)
        found.append(
            Statement(
                statement_id=f"s{number:02}", summary="", item="flow", document_id="d", locator="p. 1",
                low=value, high=value,
                recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
                **{name: draw(values) for name, values in FIELDS.items()},
            )
        )  # fmt: skip
    return found


@st.composite
def parts(draw):
    """Split one ledger in two overlapping parts that share units, so that their networks share a scale."""
    found = [replace(one, unit="kb/d") for one in draw(ledgers())]
    marks = [draw(st.sampled_from("abx")) for _ in found]
    first = build_network([one for one, mark in zip(found, marks, strict=True) if mark != "b"])
    second = build_network([one for one, mark in zip(found, marks, strict=True) if mark != "a"])
    return build_network(found), first, second


@given(ledgers(), st.randoms())
def test_the_order_of_writing_changes_nothing(statements, shuffle):
    shuffled = list(statements)
    shuffle.shuffle(shuffled)
    assert build_network(shuffled) == build_network(statements)


@given(ledgers())
def test_every_tie_rests_on_statements_that_feed(statements):
    feeding = {
        s.statement_id for s in statements if s.modality in ("asserted", "reported") and s.polarity == "affirmed"
    }
    assert set(build_network(statements).statement_ids) == feeding


@given(ledgers())
def test_renaming_states_renames_the_ties(statements):
    def renamed(one):
        joint = tuple(RENAMED[name] for name in one.with_senders)
        return replace(one, sender=RENAMED[one.sender], receiver=RENAMED[one.receiver], with_senders=joint)

    def ties(network, names):
        return sorted(
            (
                name,
                sorted(names[s] for s in cell.key.senders),
                sorted(names[r] for r in cell.key.receivers),
                cell.evidence,
            )
            for name, layer in network.items()
            for cell in layer
        )

    same = {name: name for name in RENAMED.values()}
    assert ties(build_network(statements), RENAMED) == ties(build_network(map(renamed, statements)), same)


@given(parts())
def test_the_algebra_is_that_of_sets(networks):
    whole, first, second = networks
    assert set((first | second).statement_ids) == set(whole.statement_ids)
    assert first | second == second | first
    assert first & second == second & first
    assert set((first & second).statement_ids) == set(first.statement_ids) & set(second.statement_ids)
    assert set((first - second).statement_ids) == set(first.statement_ids) - set(second.statement_ids)
    assert set(((first - second) | (first & second)).statement_ids) == set(first.statement_ids)
    assert first | first == first


@given(ledgers(), st.dates(date(2020, 1, 1), date(2027, 1, 1)))
def test_what_held_and_what_was_known_is_part_of_the_whole(statements, day):
    network = build_network(statements)
    assert set(network.held_on(day).statement_ids) <= set(network.statement_ids)
    assert set(network.as_of(day).statement_ids) <= set(network.as_of(date(2027, 1, 1)).statement_ids)
    assert network.held_on(day).held_on(day) == network.held_on(day)


@given(ledgers())
def test_exports_hold_every_statement(statements):
    network = build_network(statements)
    assert sorted(to_arrow(network)["statement_id"].to_pylist()) == sorted(network.statement_ids)
    edges = to_networkx(network).edges(data=True)
    assert {name for *_, data in edges for name in data["statement_ids"].split()} == set(network.statement_ids)


@given(ledgers(), st.sampled_from([1, 1000]))
def test_a_change_of_unit_scales_the_values_and_nothing_else(statements, factor):
    unit = {1: "kb/d", 1000: "b/d"}[factor]
    flows = [
        replace(one, layer="energy", unit="kb/d", low=one.low or Decimal(0), high=one.high or Decimal(0))
        for one in statements
    ]
    plain, scaled = build_layer(flows, layer="energy"), build_layer(flows, layer="energy", unit=unit)
    assert [cell.statement_ids for cell in plain] == [cell.statement_ids for cell in scaled]
    assert [cell.low * factor for cell in plain] == [cell.low for cell in scaled]
