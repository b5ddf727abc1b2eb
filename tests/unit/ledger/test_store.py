"""Writing, reading back, ids that keep their content, judgements, and what is refused."""

import hashlib
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pyarrow as pa
import pytest

from ninetenths.errors import InvalidRecord, LedgerError
from ninetenths.ledger import (
    Anchor,
    Asset,
    AssetStatus,
    Coverage,
    Gap,
    Issue,
    Judgement,
    Ledger,
    Link,
    Ownership,
    Where,
)

EVERY_GRADE = Where(grades=())


def test_a_statement_comes_back_with_every_column(ledger, statement):
    full = statement(
        note="a; b\n\"c\" 'd' \\",
        kind="share",
        with_senders=("KAZ", "AZE:SOCAR"),
        with_receivers=("DEU",),
        via=("GEO", "btc", "x:some thing"),
        polarity="negated",
        low=Decimal("39.0"),
        high=Decimal("40.50"),
        unit="percent",
        approximate=True,
        basis_commodity="crude",
        basis_measure="mass",
        basis_concept="imports",
        basis_denominator="receiver, own window",
        basis_text="of needs",
        begins="..",
        ends="2024-02",
        end_status="closed",
        begins_inferred=True,
        modality="reported",
        speaker="Somebody",
        measured_by="Kpler",
        channel="speech",
        audience="home",
        arena="USA",
        cameo="010",
        plover="AID",
        coder_version="3",
        rule="r",
        grade="candidate",
    )
    assert ledger.write([full]).added == {"statement": 1}
    (found,) = ledger.statements(EVERY_GRADE)
    assert found == full
    assert (str(found.low), str(found.high)) == ("39.0", "40.50")


def test_signs_and_choices_come_back(ledger, statement):
    ledger.write([statement("S-1", sign=-1), statement("S-2", kind="vote", layer="vote", choice="abstain")])
    act, vote = ledger.statements()
    assert (act.sign, act.choice, vote.sign, vote.choice) == (-1, "", None, "abstain")


def test_every_other_table_comes_back(ledger, statement):
    records = [
        statement("S-1"),
        statement("S-2"),
        Asset(asset_id="btc", name="BTC", kind="pipeline", states=("AZE", "GEO", "TUR"), document_id="d"),
        Ownership(asset_id="btc", owner="SOCAR", owner_state="AZE:SOCAR", share=Decimal("25.00"), document_id="d"),
        AssetStatus(asset_id="btc", status="operating", begins="2006-06", document_id="d"),
        Gap(gap_id="p:g1", title="Prices", detail="none found", layers=("energy",), actors=("AZE",), items=("a;b",)),
        Link(statement_id="p@1:S-1", relation="cause", other_id="p@1:S-2", stated_by="author", document_id="d"),
        Issue(issue="ceasefire", statement_id="p@1:S-1", direction=-1),
        Anchor(statement_id="p@1:S-1", slot="low", document_id="d", start=3, end=9),
        Coverage(dataset="x", layer="vote", begins="1946", ends="2025", document_id="d", states=("AZE",)),
        Judgement(
            statement_id="p@1:S-1",
            grade="rejected",
            judged_by="me",
            judged_at=datetime(2026, 2, 1, tzinfo=UTC),
            reason="r",
        ),
    ]
    written = ledger.write(records)
    assert sum(written.added.values()) == len(records)
    held = [
        *ledger.statements(EVERY_GRADE)[1:],
        *ledger.assets(),
        *ledger.ownerships(),
        *ledger.asset_statuses(),
        *ledger.gaps(),
        *ledger.links(),
        *ledger.issues(),
        *ledger.anchors(),
        *ledger.coverages(),
        *ledger.judgements(),
    ]
    assert held == records[1:]
    assert ledger.write(records).added == dict.fromkeys(written.added, 0)


def test_the_same_twice_is_one_in_one_write_too(ledger, statement):
    written = ledger.write([statement(), statement()])
    assert (written.added, written.unchanged) == ({"statement": 1}, {"statement": 1})
    assert ledger.count() == 1


def test_another_content_under_an_id_is_refused_with_both_values(ledger, statement):
    ledger.write([statement(low=Decimal(39), unit="percent")])
    with pytest.raises(LedgerError, match=re.escape("low '39' in the ledger, '39.0' now")):
        ledger.write([statement("S-2"), statement(low=Decimal("39.0"), unit="percent")])
    assert [one.statement_id for one in ledger.statements()] == ["p@1:S-1"]


def test_two_contents_under_an_id_in_one_write_are_refused(ledger, statement):
    with pytest.raises(LedgerError, match=r"note 'x' .* '' now|note '' .* 'x' now"):
        ledger.write([statement(), statement(note="x")])
    assert ledger.count() == 0


def test_what_rows_refer_to_must_exist(ledger, statement):
    with pytest.raises(InvalidRecord, match="'nowhere': the ledger has no such document"):
        ledger.write([statement(document_id="nowhere")])
    with pytest.raises(InvalidRecord, match="no such statement"):
        ledger.write([Link(statement_id="a", relation="cause", other_id="b", stated_by="x", document_id="d")])


def test_all_faults_are_told_at_once(ledger, statement):
    with pytest.raises(InvalidRecord) as told:
        ledger.write([statement(layer="enrgy", unit="zork"), statement("S-2", sender="Nowhere Land", summary=" ")])
    text = str(told.value)
    for part in ("did you mean 'energy'", "zork", "Nowhere Land", "column summary: found nothing"):
        assert part in text
    assert ledger.count() == 0


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "x" * 20_001])
def test_values_that_no_text_holds_are_refused(ledger, statement, value):
    with pytest.raises(InvalidRecord, match="column note"):
        ledger.write([statement(note=value)])


def test_hostile_text_is_only_text(ledger, statement):
    hostile = "'; DROP TABLE statement; --<script>alert(1)</script>=cmd|' /C calc'!A0 ${jndi} %s {0}"
    ledger.write([statement(summary=hostile, item=hostile, speaker=hostile)])
    assert ledger.statements(Where(text="drop table STATEMENT"))[0].summary == hostile
    assert ledger.count(Where(items=(hostile,))) == 1
    assert ledger.count(Where(text="' OR 1=1 --")) == 0


def test_times_are_kept_in_utc(ledger, statement):
    there = datetime(2026, 1, 1, 2, 30, tzinfo=timezone(timedelta(hours=4)))
    ledger.write([statement(recorded_at=there), statement("S-2", recorded_at=datetime(2026, 1, 1))])  # noqa: DTZ001
    first, second = ledger.statements()
    assert first.recorded_at == there
    assert second.recorded_at == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_judgement_changes_the_grade_and_nothing_else(ledger, statement):
    ledger.write([statement()])
    ledger.judge("S-1", "rejected", judged_by="me", judged_at=datetime(2026, 2, 1, tzinfo=UTC), reason="a reprint")
    ledger.judge("S-1", "candidate", judged_by="you", judged_at=datetime(2026, 3, 1, tzinfo=UTC), reason="look again")
    assert ledger.statements() == []
    (now,) = ledger.statements(Where(grades=("candidate",)))
    assert now == statement(grade="candidate")
    assert len(ledger.judgements("p@1:S-1")) == 2
    assert ledger.write([statement()]).unchanged == {"statement": 1}


def test_a_judgement_needs_a_statement_a_grade_and_a_reason(ledger, statement):
    ledger.write([statement()])
    at = datetime(2026, 2, 1, tzinfo=UTC)
    with pytest.raises(LedgerError, match="no statement 'S-9'"):
        ledger.judge("S-9", "rejected", judged_by="me", judged_at=at, reason="r")
    with pytest.raises(InvalidRecord, match=r"column grade.*\n.*column reason"):
        ledger.judge("S-1", "wrong", judged_by="me", judged_at=at, reason="")


def test_short_ids_are_found_and_ambiguous_ones_refused(ledger, statement):
    ledger.write([statement("S-1"), statement("S-2"), statement("S-2", statement_id="q@1:S-2")])
    assert ledger.find_id("S-1") == ledger.find_id("p@1:S-1") == "p@1:S-1"
    with pytest.raises(LedgerError, match="several statement ids: p@1:S-2, q@1:S-2"):
        ledger.find_id("S-2")
    with pytest.raises(LedgerError, match="Did you mean S-1"):
        ledger.find_id("s-1")


def test_texts_are_kept_hashed_and_immutable(ledger):
    content = "﻿Bakı sold 40 percent.\r\n\t<b>bold</b>" + "x" * 50_000
    ledger.write_text("d", content)
    assert ledger.texts()["d"].content == content
    assert ledger.texts()["d"].sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert ledger.quote("d", 1, 5) == "Bakı"
    assert ledger.write_text("d", content).unchanged == {"text": 1}
    with pytest.raises(LedgerError, match="stand for something else"):
        ledger.write_text("d", content + "!")
    with pytest.raises(LedgerError, match="outside the text"):
        ledger.quote("d", 0, 10**6)
    with pytest.raises(LedgerError, match="no text is kept"):
        ledger.quote("e", 0, 1)


@pytest.mark.parametrize("content", ["a\x00b", "half \udc80"])
def test_a_text_that_is_no_text_is_refused(ledger, content):
    with pytest.raises(InvalidRecord, match="column content"):
        ledger.write_text("d", content)


def bulk(count, **changes):
    columns = {
        "statement_id": [f"v@1:{number}" for number in range(count)],
        "summary": [f"Row {number}" for number in range(count)],
        "layer": ["vote"] * count,
        "kind": ["vote"] * count,
        "sender": ["AZE"] * count,
        "receiver": ["ISR"] * count,
        "item": ["a resolution"] * count,
        "choice": ["yes"] * count,
        "begins": ["2024"] * count,
        "document_id": ["d"] * count,
        "locator_kind": ["cell"] * count,
        "locator": [f"row {number}" for number in range(count)],
        "recorded_at": pa.array([datetime(2026, 1, 15)] * count, pa.timestamp("us")),  # noqa: DTZ001
    }
    return pa.table(columns | changes)


def test_arrow_rows_are_the_same_as_records(ledger, statement):
    assert ledger.write_arrow("statement", bulk(3)).added == {"statement": 3}
    other = Ledger.in_memory()
    other.write([*ledger.documents().values(), *ledger.statements()])
    assert other.statement_table() == ledger.statement_table()
    assert ledger.write(ledger.statements()).unchanged == {"statement": 3}


def test_a_statement_table_goes_back_in_and_has_computed_columns(ledger, statement):
    ledger.write([statement(low=Decimal("1.50"), unit="Mt", begins="2024-02"), statement("S-2", begins="..")])
    table = ledger.statement_table()
    assert table["low_number"].to_pylist() == [1.5, None]
    assert table["last_held"].to_pylist() == [date(2024, 2, 29), date.min]
    assert ledger.write_arrow("statement", table).unchanged == {"statement": 2}


FAULTY_COLUMNS = [
    ({"layer": ["nothing"] * 2}, "column layer"),
    ({"sender": ["AZE", "NOBODY AT ALL"]}, "column sender"),
    ({"with_senders": [["KAZ"], ["Atlantis"]]}, "column with_senders"),
    ({"with_senders": [[], [""]]}, "column with_senders"),
    ({"low": ["1", "NaN"], "unit": ["Mt"] * 2}, "column low"),
    ({"low": ["1", "1,5"], "unit": ["Mt"] * 2}, "column low"),
    ({"low": ["1", "2"], "high": ["1", "1"], "unit": ["Mt"] * 2}, "low 2 above high 1"),
    ({"low": ["1", "2"]}, "a quantity without a unit"),
    ({"unit": ["Mt", "furlongs"]}, "column unit"),
    ({"begins": ["2024", "2024-13"]}, "column begins"),
    ({"begins": ["2024", "٢٠٢٤"]}, "column begins"),
    ({"begins": ["2024", "0000"]}, "column begins"),
    ({"begins": ["2024", "2025"], "ends": ["2024", "2024-12-31"]}, "begins 2025 after ends"),
    ({"sign": [None, 1]}, "sign 1 on a vote"),
    ({"sign": [None, 5]}, "column sign"),
    ({"kind": ["vote", "level"]}, "'yes' on a level"),
    ({"summary": ["Row", " \t"]}, "column summary"),
    ({"summary": ["Row", "a\x00"]}, "column summary"),
    ({"summary": ["Row", "é" * 20_001]}, "column summary"),
    ({"statement_id": ["v@1:0", "v 1"]}, "column statement_id"),
    ({"locator_kind": ["words"] * 2, "locator": ["1:5", "5:1"]}, "column locator"),
    ({"locator_kind": ["words"] * 2, "locator": ["1:5", "para 2"]}, "column locator"),
    ({"document_id": ["d", "gone"]}, "no such document"),
    ({"statement_id": ["v@1:0", None]}, "column statement_id"),
    ({"recorded_at": pa.array([None, None], pa.timestamp("us"))}, "column recorded_at"),
]


@pytest.mark.parametrize(("changes", "told"), FAULTY_COLUMNS, ids=[f"{min(c)} {t}" for c, t in FAULTY_COLUMNS])
def test_arrow_rows_are_checked_as_records_are(ledger, changes, told):
    with pytest.raises(InvalidRecord) as error:
        ledger.write_arrow("statement", _changed(bulk(2), changes))
    assert told in str(error.value)
    assert ledger.count(EVERY_GRADE) == 0


def _changed(table, changes):
    for name, values in changes.items():
        if name in table.column_names:
            table = table.set_column(table.column_names.index(name), name, pa.array(values))
        else:
            table = table.append_column(name, pa.array(values))
    return table


def test_arrow_columns_must_be_known_whole_and_of_a_fitting_type(ledger):
    table = bulk(1).drop_columns(["summary"]).append_column("colour", pa.array(["red"]))
    table = table.append_column("low", pa.array([0.1]))
    with pytest.raises(InvalidRecord) as error:
        ledger.write_arrow("statement", table)
    for part in ("'colour' is not one", "'summary' is missing", "'low' has the type double"):
        assert part in str(error.value)
    with pytest.raises(InvalidRecord, match="no table 'statements'"):
        ledger.write_arrow("statements", bulk(1))


def test_many_records_take_the_way_through_arrow(ledger, statement):
    many = [statement(f"S-{number:05}", via=("GEO",), low=Decimal("1.0"), unit="Mt") for number in range(5001)]
    assert ledger.write(many).added == {"statement": 5001}
    assert ledger.statements() == many


def test_the_same_statement_recorded_again_later_changes_nothing(document, statement):
    ledger = Ledger.in_memory()
    ledger.write([document(), statement(recorded_at=datetime(2026, 1, 1, tzinfo=UTC))])
    written = ledger.write([statement(recorded_at=datetime(2026, 2, 1, tzinfo=UTC))])
    assert written.unchanged["statement"] == 1
    assert [one.recorded_at for one in ledger.statements()] == [datetime(2026, 1, 1, tzinfo=UTC)]


def test_few_and_many_rows_go_into_one_write(document, statement):
    ledger = Ledger.in_memory()
    for _ in range(2):
        written = ledger.write([document(), document("e"), *(statement(f"S-{number}") for number in range(5_001))])
    assert written.unchanged == {"document": 2, "statement": 5_001}
    assert ledger.count() == 5_001
