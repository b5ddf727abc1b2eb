"""Whole dossiers of the embedded packs: what an analyst would sign, and what is said where little is known."""

import re
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache

import pytest

from ninetenths.errors import CoverageError, UnknownState
from ninetenths.findings import build_dossier, conflicts, diff, timeline


@pytest.fixture(scope="module")
def dossier_of(azerbaijan_israel):
    """Dossiers of the pack, each built once."""
    return cache(lambda first, second: build_dossier(azerbaijan_israel, first, second))


@pytest.fixture(scope="module")
def azerbaijan_and_israel(dossier_of):
    return dossier_of("AZE", "ISR")


def said(dossier, key):
    return next(finding for finding in dossier.findings if finding.key == key)


def whole(finding):
    return f"{finding.sentence} {finding.detail}"


def test_the_first_line_dates_and_counts_the_evidence(azerbaijan_and_israel):
    header = azerbaijan_and_israel.header
    assert (header.first_name, header.second_name, header.case) == ("Azerbaijan", "Israel", "azerbaijan-israel@2")
    assert header.evidence_to == "2026-09-29"
    assert 0 < header.witnesses <= header.documents <= header.statements
    assert header.statements == len(azerbaijan_and_israel.used)
    assert header.left_out_share == pytest.approx(1 - header.statements / 707)


def test_shares_are_told_by_definition_with_the_undated_left_out(azerbaijan_and_israel):
    finding = said(azerbaijan_and_israel, "share-oil")
    assert (finding.low, finding.high) == (18.0, 46.4)
    for part in ("18–19 %", "2023", "almost 40 %", "November 2023–October 2025", "46.4 %", "2025, Kpler"):
        assert part in whole(finding)
    assert finding.headline == "18 to 46.4 % of oil"
    assert "definitions" in finding.range_of


def test_arms_claim_windows_and_vintages(azerbaijan_and_israel):
    finding = said(azerbaijan_and_israel, "arms-claim")
    sentence = whole(finding)
    assert finding.headline == "70 % claimed; 21.7 % over the whole time"
    assert (finding.low, finding.high) == (None, None)
    for part in (
        "70 %",
        "fits 2016–2020",
        "not 2006–2019 as a whole",
        "Russia supplied 54.6 %",
        "Israel 21.7 %",
        "121.8 million TIV",
    ):
        assert part in sentence


def test_votes_against_and_ties_for(azerbaijan_and_israel):
    finding = said(azerbaijan_and_israel, "votes")
    assert "27.9 %" in finding.sentence
    assert "89.9 % between Azerbaijan and Iran" in finding.sentence
    assert "are cooperative" in finding.sentence
    assert "Israel opened its embassy in 1992 or 1993" in finding.detail
    assert finding.headline == "Index 27.9 %; 89.9 % with Iran"
    assert finding.caveat.startswith("Agreement is not alignment")


def test_the_transit_state_could_stop_it_and_at_what_cost(azerbaijan_and_israel):
    sentence = whole(said(azerbaijan_and_israel, "unused-power"))
    for part in (
        "full trade suspension (2 May 2024: “Trade stop to last until aid enters Gaza freely”)",
        "overflight refused",
        "94,000 barrels a day",
        "mediates",
        "0.80 dollars a barrel",
    ):
        assert part in sentence


def test_the_least_certain_supplier_follows_from_joint_shares_and_recorded_value(azerbaijan_and_israel):
    finding = said(azerbaijan_and_israel, "least-certain")
    assert finding.sentence.startswith("Kazakhstan is the least certain supplier")
    assert "leaves 30 %" in finding.detail
    assert "5.2–5.6 %" in finding.detail
    assert finding.headline == "5.2 to 30 %, none dated"


def test_findings_come_in_the_order_of_their_weight(azerbaijan_and_israel):
    assert [finding.key for finding in azerbaijan_and_israel.findings] == [
        "declared-tracked",
        "share-oil",
        "arms-claim",
        "asymmetry",
        "unused-power",
        "votes",
        "least-certain",
        "reported-intelligence",
    ]


def test_customs_and_trackers_are_read_in_one_unit_with_their_windows(azerbaijan_and_israel):
    (panel,) = azerbaijan_and_israel.declared
    read = {one.statement_id[-4:]: one for one in panel.readings}
    assert (panel.sender, panel.receiver, panel.commodity, panel.unit) == ("AZE", "ISR", "crude", "kb/d")
    assert {key: one.witness_kind for key, one in read.items()} == {
        **dict.fromkeys(("0042", "0104", "0038", "0096", "0538", "0097"), "declared"),
        **dict.fromkeys(("0403", "0108", "0591"), "tracked"),
    }
    assert (read["0097"].low, read["0097"].high, read["0097"].begins, read["0097"].ends) == (0, 0, "2024-10", "2025-06")
    assert (read["0538"].low, read["0538"].high, read["0538"].printed) == (22.4, 24.4, "1.173 million tonnes")
    assert (read["0403"].low, read["0403"].high) == (67.0, 72.8)
    assert read["0038"].same_witness_as.endswith("0104")
    assert read["0591"].same_witness_as.endswith("0108")


def test_a_reprinted_window_of_the_register_is_no_second_one(azerbaijan_and_israel):
    (panel,) = azerbaijan_and_israel.arms
    again = {one.statement_id[-4:]: one.same_witness_as[-4:] for one in panel.windows if one.same_witness_as}
    assert again == {"0060": "0054"}


def test_a_denial_stands_beside_what_is_only_reported(azerbaijan_and_israel):
    assert "azerbaijan-israel@2:AZIS-0426" in said(azerbaijan_and_israel, "reported-intelligence").disputed_by


def test_germany_and_russia_read_as_well(germany_russia):
    dossier = build_dossier(germany_russia, "DEU", "RUS")
    gas, window = whole(said(dossier, "share-gas")), said(dossier, "share-oil").detail
    for part in ("52–55 %", "35 %", "22 %", "20 % of gas consumption"):
        assert part in gas
    for part in ("34.1 % (BAFA)", "32.9 % (Eurostat)", "50.2 % (Eurostat) of disclosed crude imports"):
        assert part in window
    cut = whole(said(dossier, "cut"))
    assert "Russia ran Nord Stream 1 down from 170 million cubic metres a day" in cut
    assert "pipeline crude import stop (Germany, 1 January 2023)" in cut
    assert "grew just under 2 % in 2022 (according to Moritz Schularick)" in said(dossier, "forecast-outcome").sentence


DYADS = [
    ("AZE", "ISR"),
    ("TUR", "ISR"),
    ("AZE", "TUR"),
    ("AZE", "IRN"),
    ("AZE", "RUS"),
    ("ISR", "KAZ"),
    ("AZE", "ARM"),
    ("AZE", ""),
    ("EU", "ISR"),
]


@pytest.mark.parametrize(("first", "second"), DYADS)
def test_every_sentence_is_prose_with_its_statements_and_caveat(azerbaijan_israel, dossier_of, first, second):
    dossier = dossier_of(first, second)
    assert len(dossier.findings) <= 8
    for finding in dossier.findings:
        assert re.fullmatch(r"[A-Z][^\n]*\.", finding.sentence), finding.sentence
        assert "  " not in finding.sentence
        assert not re.search(r"AZIS|None|Decimal|\b[A-Z]{3}:|\(\)|, \)|\( ", whole(finding)), whole(finding)
        assert len(finding.sentence.split()) <= 45, finding.sentence
        assert 0 < len(finding.headline.split()) <= 9, finding.headline
        assert not finding.detail or re.fullmatch(r"[A-Z][^\n]*\.", finding.detail), finding.detail
        assert finding.statement_ids
        assert finding.caveat
        assert set(finding.statement_ids) <= dossier.statements.keys()
        assert not set(finding.statement_ids) & set(finding.disputed_by)
        assert set(finding.gap_ids) <= {gap.gap_id for gap in azerbaijan_israel.gaps()}


@pytest.mark.parametrize(("first", "second"), DYADS)
def test_a_finding_says_no_more_than_its_range(dossier_of, first, second):
    dossier = dossier_of(first, second)
    for finding in dossier.findings:
        if finding.unit != "percent" or finding.key in ("least-certain", "unused-power"):
            continue
        for key in finding.statement_ids:
            one = dossier.statements[key]
            if one.with_senders or first not in (one.sender, one.receiver):
                continue  # told beside: what all statements of the supply bear out together
            ranged = finding.low is not None and finding.key.startswith(("share", "arms", "one-window"))
            if one.unit == "percent" and ranged:
                assert finding.low <= float(one.low)
                assert float(one.high) <= finding.high


def test_a_bloc_acts_as_one_side(germany_russia):
    dossier = build_dossier(germany_russia, "EU", "RUS")
    assert dossier.header.first_name == "European Union"
    assert said(dossier, "share-gas").high == 17.0
    assert any(row.layer == "sanction" for row in dossier.layers)


def test_a_dyad_of_which_nothing_is_known_says_so_and_what_to_do(azerbaijan_israel):
    dossier = build_dossier(azerbaijan_israel, "PER", "BOL")
    assert dossier.findings == ()
    assert dossier.header.left_out_share == 1.0
    assert (
        dossier.advice[0]
        == "The ledger holds no statement that ties Peru and Bolivia. That says nothing about their relation."
    )
    assert any("statement add --sender PER --receiver BOL" in line for line in dossier.advice)
    assert any("case new per-bol PER BOL" in line for line in dossier.advice)


def test_another_embedded_pack_is_named_where_it_holds_the_dyad(azerbaijan_israel):
    advice = build_dossier(azerbaijan_israel, "DEU", "RUS").advice
    assert any("germany-russia is about these two" in line for line in advice)
    advice = build_dossier(azerbaijan_israel, "EU", "RUS").advice
    assert any("ninetenths brief EU RUS --ledger germany-russia" in line for line in advice)


def test_as_of_knows_only_what_was_published(azerbaijan_israel):
    early = build_dossier(azerbaijan_israel, "AZE", "ISR", as_of=date(2024, 6, 30))
    assert early.header.evidence_to <= "2024-06-30"
    assert all("46.4" not in finding.sentence for finding in early.findings)


def test_since_lists_what_is_new(azerbaijan_israel):
    changes = build_dossier(azerbaijan_israel, "AZE", "ISR", since=date(2026, 1, 1)).changes
    assert "azerbaijan-israel@2:AZIS-0109" in changes.added
    assert changes.removed == ()
    moved = {one.key: one for one in changes.moved}
    assert moved["share-oil"].high_before == 40.0
    assert moved["share-oil"].high_after == 46.4


def test_since_must_lie_before_as_of(azerbaijan_israel):
    with pytest.raises(CoverageError, match="no time between"):
        build_dossier(azerbaijan_israel, "AZE", "ISR", since=date(2025, 1, 1), as_of=date(2025, 1, 1))


def test_a_judged_statement_leaves_the_evidence_and_is_listed(make):
    ledger = make.ledger(
        make.share("s1", "AZE", "ISR", 40, "2024", document_id="x"), make.share("s2", "AZE", "ISR", 46, "2025")
    )
    before = build_dossier(ledger, "AZE", "ISR")
    ledger.judge("s1", "rejected", judged_by="me", judged_at=datetime(2026, 5, 1, tzinfo=UTC), reason="misprint")
    after = build_dossier(ledger, "AZE", "ISR")
    assert diff(before, after).removed == ("s1",)
    assert said(after, "share-oil").low == 46.0


def test_the_same_ledger_gives_the_same_dossier(azerbaijan_israel, azerbaijan_and_israel):
    again = build_dossier(azerbaijan_israel, "AZE", "ISR")
    assert again == azerbaijan_and_israel
    changes = diff(azerbaijan_and_israel, again)
    assert all(not getattr(changes, field.name) for field in fields(changes))


def test_conflicts_of_the_two_come_first(azerbaijan_israel):
    found = conflicts(azerbaijan_israel, "AZE", "ISR")
    assert found[0].title == "Oil supply, Azerbaijan to Israel"
    titles = [dispute.title for dispute in found]
    assert titles.index("Exports, Azerbaijan to Israel") < titles.index(
        "Netanyahu visit planned (Israel and Azerbaijan)"
    )
    assert all(side.value != "1 items" for dispute in found for side in dispute.sides)
    assert all(len(dispute.sides) > 1 for dispute in found)


def test_a_timeline_around_a_day(azerbaijan_israel):
    entries = timeline(azerbaijan_israel, "TUR", "ISR", around=date(2024, 5, 2), days=30)
    assert any(entry.begins == "2024-05-02" and entry.layer == "sanction" for entry in entries)
    assert all(entry.begins < "2025" for entry in entries)


def test_an_unknown_actor_is_refused(azerbaijan_israel):
    with pytest.raises(UnknownState):
        build_dossier(azerbaijan_israel, "QQQ", "ISR")


def test_of_a_large_ledger_the_cells_of_others_are_not_read(make, monkeypatch):
    monkeypatch.setattr("ninetenths.findings.evidence._MANY", 1)
    ledger = make.ledger(
        make.share("s1", "AZE", "ISR", 40, "2024", locator_kind="cell"),
        make.share("s2", "RUS", "DEU", 55, "2021", locator_kind="cell"),
        make.share("s3", "RUS", "TUR", 17, "2021"),
    )
    dossier = build_dossier(ledger, "AZE", "ISR")
    assert set(dossier.statements) == {"s1", "s3"}
    assert dossier.header.left_out_share == pytest.approx(2 / 3)
