import io
from dataclasses import replace

import pytest
from rich.console import Console

from ninetenths.brief import short_forms

NAMES = {f"example@1:EXMP-{number:04d}": f"EXMP-{number:04d}" for number in range(1, 19)}


@pytest.fixture
def told(dossier):
    def lines(part, changed=dossier):
        stream = io.StringIO()
        console = Console(file=stream, width=160)
        for line in dict(short_forms.all_of(changed, NAMES)).get(part, []):
            console.print(line)
        return stream.getvalue().replace("\u00a0", " ").splitlines()

    return lines


def test_bars_are_solid_to_the_low_end_and_pale_to_the_high_end():
    assert short_forms.bar(25, 50, 100) == "█" * 5 + "▒" * 5
    assert short_forms.bar(100, 100, 100) == "█" * 20
    assert short_forms.bar(0, 0, 0) == "▏"


def test_shares_are_dated_latest_first_and_under_their_question(told):
    lines = told("shares")
    assert lines[0] == "Crude to Israel, all sources reconciled: 90 % ranges"
    lines = lines[lines.index("Crude to Israel") :]
    assert lines[1].startswith("60 %")
    assert "2024" in lines[1]
    assert not any("EXMP-0004" in line or "EXMP-0003" in line for line in lines)
    assert any(line == "Who buys Kazakhstan's crude" for line in lines)


def test_arms_show_the_latest_release_of_a_window(told, dossier):
    panel = dossier.arms[0]
    revised = replace(panel.windows[0], vintage="2026-03-09", low=60.0, high=60.0)
    lines = told("arms", replace(dossier, arms=(replace(panel, windows=(*panel.windows, revised)),)))
    assert any(line.startswith("2016–2020") and "Israel 60 %" in line and "67.7" not in line for line in lines)


def test_votes_lead_with_the_two(told):
    head = told("votes")[0].split()
    assert head[:4] == ["Text", "Held", "Azerbaijan", "Israel"]


def test_disputes_gaps_and_sources_are_counted(told, dossier):
    many = replace(dossier, gaps=dossier.gaps * 6, disputes=dossier.disputes * 9)
    assert told("disputes", many)[-1] == "… and 6 more"
    assert "".join(told("gaps", many)).endswith("and 4 more")
    assert "data 2" in " ".join(told("sources"))
    assert "reprints" in " ".join(told("sources"))


def test_a_caveat_beside_its_finding_is_not_told_twice(told, dossier):
    caveat = dossier.findings[0].caveat
    lines = told("caveats", replace(dossier, caveats=(caveat, "Sources have interests.")))
    assert lines == ["Sources have interests."]


def test_a_change_over_time_is_no_contradiction(told):
    lines = told("stances")
    assert len(lines) == 1
    assert "Voted for the text" in lines[0]


def test_little_known_has_no_parts(sparse):
    assert list(short_forms.all_of(sparse, {})) == []


def test_shares_of_a_small_total_are_not_shown(told, dossier):
    panel = dossier.arms[0]
    share = next(one for one in panel.windows if one.unit == "percent" and not one.same_witness_as)
    for tiv, shown in ((40.0, False), (4000.0, True)):
        total = replace(share, supplier="WLD", low=tiv, high=tiv, unit="TIV")
        lines = " ".join(told("arms", replace(dossier, arms=(replace(panel, windows=(share, total)),))))
        assert ("too small to share out" in lines) != shown
        assert (f"{share.low:g}" in lines) == shown
        assert "in all" in lines
