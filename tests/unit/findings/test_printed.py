"""What a source prints, and what the compiler added to it."""

from __future__ import annotations

import pytest

from ninetenths.findings.arms import arms_levels, arms_panels
from ninetenths.findings.printed import printed_ends, qualifier
from ninetenths.findings.rules.base import span
from ninetenths.findings.shares import deviating, share_panels
from ninetenths.findings.wording import figure


@pytest.mark.parametrize(
    ("value", "others", "words"),
    [
        ((25, 30), {"note": "upper bound set by the compiler"}, "over 25 %"),
        ((200, 220), {"note": "upper bound set by the compiler", "basis_text": "at least"}, "at least 200 %"),
        ((39, 40), {"note": "'almost 40' coded 39-40"}, "almost 40 %"),
        (2, {"basis_text": "output, just under"}, "just under 2 %"),
        (50, {"summary": "built for more than 50 a year"}, "over 50 %"),
        (99, {"summary": "leased for up to 99 years"}, "up to 99 %"),
        ((20, 25), {"note": "range derived from 'almost double'"}, "about 20–25 %"),
        (70, {}, "about 70 %"),
    ],
)
def test_an_approximate_figure_keeps_the_word_of_its_source(make, value, others, words):
    assert figure(make.share("s1", "KAZ", "ISR", value, "2023", approximate=True, **others)) == words


def test_an_exact_figure_has_no_word_before_it(make):
    exact = make.share("s1", "KAZ", "ISR", (18, 19), "2023", summary="nearly everything else came by sea")
    assert (qualifier(exact), figure(exact)) == ("", "18–19 %")


def test_a_range_never_rests_on_an_end_that_the_compiler_set(make):
    over = make.share("s1", "KAZ", "ISR", (25, 30), "2023", approximate=True, note="upper bound set by the compiler")
    plain = make.share("s2", "KAZ", "ISR", 20, "2022")
    assert printed_ends(over) == (25, 25)
    assert span([plain, over]) == "20–25 % or more"


def test_a_print_against_all_others_of_one_measurer_stands_apart(make):
    prints = [
        make.share(f"s{place}", "ISR", "AZE", value, "2016/2020", measured_by="SIPRI", document_id=f"d{place}")
        for place, value in enumerate((69, 69, 64))
    ]
    evidence = make.evidence("AZE", "ISR", *prints)
    assert [one.statement_id for one in deviating(evidence, prints)] == ["s2"]
    assert deviating(evidence, prints[1:]) == []


def test_a_share_of_exports_is_about_its_buyers(make):
    sold = make.share("s1", "AZE", "ISR", 4, "2023", basis_denominator="sender, own window", basis_concept="exports")
    (panel,) = share_panels(make.evidence("AZE", "ISR", sold))
    (row,) = panel.groups[0].intervals
    assert (panel.title, row.partners, row.printed) == ("Who buys Azerbaijan's oil", ("ISR",), "4 %")


def test_arms_of_a_bloc_are_those_of_its_members_and_one_weapon_is_no_total(make):
    arms = {"layer": "arms", "basis_commodity": "major arms", "basis_concept": "deliveries"}
    share = make.share("s1", "ISR", "AZE", 40, "2014/2018", **arms)
    level = {"layer": "arms", "kind": "level", "unit": "TIV", "begins": "2015", "ends": "2018", "end_status": "closed"}
    boats = make.statement("s2", "ISR", "AZE", "missile boats TIV", value=345, **level)
    total = make.statement("s3", "ISR", "AZE", "major arms TIV", value=400, **level)
    evidence = make.evidence("OIC", "ISR", share, boats, total)
    assert [panel.receiver for panel in arms_panels(evidence)] == ["AZE"]
    assert [one.statement_id for one in arms_levels(evidence, evidence.first)] == ["s3"]
