"""What holds for the findings of any evidence: order, names, sides and absence."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ninetenths.findings import build_dossier, spells
from ninetenths.ledger import Document, Ledger, Statement

STATES = ("AZE", "ISR", "TUR", "KAZ")
ITEMS = ("crude imports", "embassy opened", "ambassador recalled", "trade ban", "defence obligation", "war")
DOCUMENTS = tuple(
    Document(
        document_id=name,
        title=name,
        kind="news",
        interest="press",
        licence="cite",
        published_on=published,
        republishes=original,
    )
    for name, published, original in (("one", "2024", ""), ("two", "2025-02", ""), ("three", "", "one"))
)
windows = st.sampled_from(
    [("2019", "2019"), ("2020", "2024"), ("2024-05", ""), ("..", "2019"), ("", ""), ("2023-11", "2025-10")]
)


@st.composite
def statements(draw):
    kind, layer = draw(
        st.sampled_from(
            [
                ("share", "energy"),
                ("level", "energy"),
                ("event", "diplomacy"),
                ("status", "defence"),
                ("event", "sanction"),
                ("status", "conflict"),
                ("stance", "diplomacy"),
                ("prospect", "energy"),
            ]
        )
    )
    counted = kind in ("share", "level")
    low = draw(st.integers(0, 60))
    begins, ends = draw(windows)
    return {
        "summary": draw(st.sampled_from(["A thing <b>happened</b>", "=1+1", "Plain words"])),
        "layer": layer,
        "kind": kind,
        "sender": (pair := draw(st.permutations(STATES)))[0],
        "receiver": pair[1],
        "with_senders": draw(st.sampled_from([(), (pair[2],)])),
        "via": draw(st.sampled_from([(), (pair[2],), ("x:unknown",)])),
        "item": draw(st.sampled_from(ITEMS)),
        "polarity": draw(st.sampled_from(["affirmed", "affirmed", "negated"])),
        "low": Decimal(low) if counted else None,
        "high": Decimal(low + draw(st.integers(0, 9))) if counted else None,
        "unit": {"share": "percent", "level": "kb/d"}.get(kind, ""),
        "basis_commodity": "crude" if counted else "",
        "basis_concept": draw(st.sampled_from(["imports", "exports by ship tracking", "exports declared"]))
        if counted
        else "",
        "basis_denominator": {"share": "receiver, own window", "level": "absolute"}.get(kind, ""),
        "begins": begins,
        "ends": ends,
        "end_status": "closed" if ends else "unknown",
        "begins_inferred": draw(st.booleans()),
        "sign": None if counted else draw(st.sampled_from([-1, 0, 1])),
        "modality": draw(st.sampled_from(["asserted", "asserted", "reported", "possible", "denied", "counterfactual"])),
        "measured_by": draw(st.sampled_from(["", "Kpler"])),
        "document_id": draw(st.sampled_from(["one", "two", "three"])),
    }


evidence = st.lists(statements(), max_size=12)
slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ledger_of(rows, *, backwards=False, names=None):
    records = [
        Statement(
            statement_id=f"s{place:03}",
            locator="p. 1",
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            **(row | _renamed(row, names)),
        )
        for place, row in enumerate(rows)
    ]
    ledger = Ledger.in_memory()
    middle = len(records) // 2 if backwards else 0
    ledger.write([*DOCUMENTS, *records[middle:]])
    ledger.write(records[:middle])
    return ledger


def _renamed(row, names):
    if not names:
        return {}
    return {key: names.get(row[key], row[key]) for key in ("sender", "receiver")} | {
        key: tuple(names.get(actor, actor) for actor in row[key]) for key in ("with_senders", "via")
    }


@slow
@given(evidence)
def test_the_order_of_writing_changes_nothing(rows):
    assert build_dossier(ledger_of(rows), "AZE", "ISR") == build_dossier(ledger_of(rows, backwards=True), "AZE", "ISR")


@slow
@given(evidence)
def test_every_finding_is_prose_that_stands_on_statements(rows):
    dossier = build_dossier(ledger_of(rows), "AZE", "ISR")
    assert len(dossier.findings) <= 8
    for finding in dossier.findings:
        assert finding.statement_ids
        assert finding.caveat
        assert "  " not in finding.sentence
        assert finding.sentence.endswith(".")
        assert finding.headline
        assert not re.search(r"\bs\d{3}\b|None|\(\)", f"{finding.headline} {finding.sentence} {finding.detail}")
        assert finding.low is None or finding.low <= finding.high


@slow
@given(evidence)
def test_sides_may_be_named_in_either_order(rows):
    ledger = ledger_of(rows)
    one, other = build_dossier(ledger, "AZE", "ISR"), build_dossier(ledger, "ISR", "AZE")
    assert one.used == other.used
    assert one.layers == other.layers
    assert {finding.key for finding in one.findings} == {finding.key for finding in other.findings}
    assert one.declared == other.declared
    assert {finding.statement_ids for finding in one.findings if finding.key.startswith("share")} == {
        finding.statement_ids for finding in other.findings if finding.key.startswith("share")
    }


@slow
@given(evidence)
def test_no_rule_knows_a_state_by_name(rows):
    names = dict(zip(STATES, ("PER", "BOL", "CHL", "ECU"), strict=True))
    here = build_dossier(ledger_of(rows), "AZE", "ISR")
    there = build_dossier(ledger_of(rows, names=names), "PER", "BOL")
    assert [(one.key, one.low, one.high, one.statement_ids) for one in here.findings] == [
        (one.key, one.low, one.high, one.statement_ids) for one in there.findings
    ]


@slow
@given(evidence)
def test_what_is_not_fact_moves_no_range(rows):
    facts = [row for row in rows if row["modality"] in ("asserted", "reported") and row["polarity"] == "affirmed"]
    for key in ("share-oil", "one-window-oil", "asymmetry"):
        with_all = {one.key: (one.low, one.high) for one in build_dossier(ledger_of(rows), "AZE", "ISR").findings}
        of_facts = {one.key: (one.low, one.high) for one in build_dossier(ledger_of(facts), "AZE", "ISR").findings}
        assert with_all.get(key) == of_facts.get(key)


@slow
@given(evidence, st.dates(date(1990, 1, 1), date(2026, 12, 31)))
def test_an_answer_of_no_or_yes_stands_on_statements(rows, on):
    for row in spells(ledger_of(rows), "AZE", "ISR", on=on):
        assert row.answer in ("yes", "no", "unknown")
        assert row.answer == "unknown" or row.statement_ids


@slow
@given(evidence)
def test_parts_name_only_statements_of_the_ledger(rows):
    dossier = build_dossier(ledger_of(rows), "AZE", "ISR")
    known = dossier.statements.keys()
    assert dossier.header.witnesses <= dossier.header.documents
    for part in (dossier.findings, dossier.layers, dossier.routes, dossier.votes, dossier.chains):
        assert all(set(one.statement_ids) <= known for one in part)
    assert {entry.statement_id for entry in dossier.timeline} <= known
    assert sum(source.statements for source in dossier.sources) == len(dossier.used)
