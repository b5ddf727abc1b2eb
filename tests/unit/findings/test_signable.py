"""What an analyst can put a name to: nothing is ascribed, paired or called open without its evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ninetenths.errors import CoverageError
from ninetenths.findings import build_dossier, spells
from ninetenths.findings.gaps import ranked_gaps
from ninetenths.findings.rules.dependence import asymmetry
from ninetenths.findings.rules.power import unused_power
from ninetenths.findings.rules.routes import ways_out
from ninetenths.findings.rules.ties import opinions
from ninetenths.findings.stances import stance_matrices
from ninetenths.ledger import Asset, AssetStatus, Gap, Issue


def test_a_flow_before_the_ban_is_no_unused_power(make):
    ban = make.statement("s1", "TUR", "ISR", "trade suspension", layer="sanction", sign=-1, begins="2024-05-02")
    flow = {"layer": "energy", "via": ("TUR",), "basis_concept": "imports"}
    before = make.share("s2", "IRQ:KRG", "ISR", 40, "2023-01/2023-03", **flow)
    after = make.share("s3", "IRQ:KRG", "ISR", 40, "2025", **flow)
    assert unused_power(make.evidence("IRQ", "ISR", ban, before)) == []
    assert [draft.key for draft in unused_power(make.evidence("IRQ", "ISR", ban, after))] == ["unused-power"]


def test_shares_from_before_and_after_a_ban_are_not_paired(make):
    sold = {"basis_denominator": "sender, own window", "basis_concept": "exports"}
    supplied = make.share("s1", "RUS", "DEU", 34, "2021")
    taken = make.share("s2", "RUS", "DEU", 5, "2023", **sold)
    ban = make.statement("s3", "DEU", "RUS", "crude import ban", layer="sanction", sign=-1, begins="2022-12-05")
    late = make.share("s4", "RUS", "DEU", 5, "2024-06/2024-12", **sold)
    assert len(asymmetry(make.evidence("DEU", "RUS", supplied, taken))) == 1
    assert asymmetry(make.evidence("DEU", "RUS", supplied, taken, ban)) == []
    assert asymmetry(make.evidence("DEU", "RUS", supplied, late)) == []


def test_a_line_that_carries_the_oil_of_others_is_not_known_to_work_for_the_two(make):
    def line(name, status, detail):
        return (
            Asset(
                asset_id=name,
                name=name.capitalize(),
                kind="pipeline",
                states=("RUS", "DEU"),
                capacity=Decimal(1400),
                capacity_unit="kb/d",
                document_id="d",
            ),
            AssetStatus(asset_id=name, status=status, begins="2023-01-01", detail=detail, document_id="d"),
        )

    told = make.statement("s1", "RUS", "DEU", "oil", layer="energy", via=("south",))
    shut = line("north", "closed", "destroyed")
    (none,) = ways_out(make.evidence("DEU", "RUS", told, *shut, *line("south", "reduced", "no Russian oil to Germany")))
    (one,) = ways_out(make.evidence("DEU", "RUS", told, *shut, *line("south", "reduced", "")))
    assert none.sentence == "Of two lines from Russia to Germany none is known to carry goods between them."
    assert one.headline == "one of two lines known to work"


def test_a_stance_needs_a_speaker_of_the_actor_and_a_denial_takes_no_side(make):
    common = {"layer": "energy", "kind": "stance", "begins": "2024"}
    records = [
        make.statement("s1", "AZE", "ISR", "oil", speaker="SOCAR", modality="denied", channel="statement", **common),
        make.statement("s2", "AZE", "ISR", "oil", speaker="unnamed Israeli source", channel="statement", **common),
        make.statement("s3", "AZE", "ISR", "oil", speaker="AZE president", channel="speech", **common),
        *(Issue(issue="Oil", statement_id=f"s{place}", direction=-1 if place == 1 else 1) for place in (1, 2, 3)),
    ]
    (matrix,) = stance_matrices(make.evidence("AZE", "ISR", *records))
    assert matrix.contradictions == ()
    assert {cell.statement_ids: cell.signs for cell in matrix.cells} == {("s1",): (0,), ("s3",): (1,)}


def test_readers_who_chose_to_vote_are_no_public(make):
    asked = {"layer": "opinion", "kind": "share", "unit": "percent", "basis_concept": "opinion", "begins": "2023"}
    poll = make.statement("s1", "TUR:public", "ISR", "negative view", value=93, **asked)
    votes = make.statement("s2", "AZE:public", "ISR", "side taken", value=64, note="not a sample survey", **asked)
    (draft,) = opinions(make.evidence("TUR", "ISR", poll))
    assert draft.sentence == (
        "Of the Turkish public 93 % answered “negative view” when asked about Israel (2023, printed by A paper)."
    )
    assert opinions(make.evidence("AZE", "ISR", votes)) == []


def test_a_gap_does_not_say_its_title_twice_or_quote_the_compiler(make):
    named = {"actors": ("AZE", "ISR"), "layers": ("transit",)}
    gaps = [
        Gap(gap_id="g1", title="EAPC", detail="EAPC: present capacity (`x`). See `y`.", **named),
        Gap(gap_id="g2", title="Copies", detail="Copies: `z`.", kind="weak", **named),
    ]
    assert [one.detail for one in ranked_gaps(make.evidence("AZE", "ISR", *gaps))] == ["Present capacity.", ""]


def test_a_state_that_is_not_there_yet_is_not_asked_about(make):
    ledger = make.ledger(make.statement("s1", "AZE", "ISR", "embassy opened", begins="1993"))
    with pytest.raises(CoverageError, match="begins on 1991"):
        build_dossier(ledger, "AZE", "ISR", as_of=date(1985, 1, 1))
    with pytest.raises(CoverageError, match="1985-01-01 lies before it"):
        spells(ledger, "AZE", "ISR", on=date(1985, 1, 1))


def test_a_day_after_the_evidence_is_answered_as_last_known(make):
    paper = make.document("d", published_on="2024-03-01")
    ledger = make.ledger(make.statement("s1", "AZE", "ISR", "embassy opened", begins="2023-03-29"), paper)
    (found,) = [
        one
        for one in spells(ledger, "AZE", "ISR", on=date(2030, 1, 1))
        if one.question == "embassy open" and one.sender == "AZE"
    ]
    assert (found.answer, found.until) == ("yes", "last known 2024-03-01")


def test_a_former_state_is_told_with_its_dates(make):
    advice = build_dossier(
        make.ledger(make.statement("s1", "SUN", "USA", "treaty", begins="1972")), "SUN", "USA"
    ).advice
    assert any("was a state from" in line for line in advice)
