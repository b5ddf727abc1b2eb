import io
from dataclasses import replace

import pytest
from rich.console import Console

from ninetenths.brief import render_terminal


def printed(dossier, *, width=120, colours=False):
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colours, color_system="standard" if colours else None)
    render_terminal(dossier, console)
    return stream.getvalue()


def test_findings_come_first_with_range_and_caveat(dossier):
    text = printed(dossier).replace("\u00a0", " ")
    assert text.index("Azerbaijan–Israel") < text.index("Evidence from 1994") < text.index("What was found")
    assert "18 to 46.4 %   range: 18–46.4 % (definitions differ)" in text
    assert "Range: 67.7–69 % (rounding)" in text
    assert "Caveat: A register counts deliveries of major arms" in text


def test_control_characters_and_markup_of_sources_do_nothing(dossier, hostile):
    text = printed(dossier)
    assert "\x1b" not in text
    assert "\x00" not in text
    marked = replace(dossier.findings[0], headline="[red]rich[/red]")
    assert "[red]rich[/red]" in printed(replace(dossier, findings=(marked,)), width=400)


def test_escape_sequences_of_sources_are_dead_even_on_a_colour_terminal(dossier, hostile):
    evil = replace(dossier.findings[0], sentence=hostile["HOSTILE_CONTROL"])
    text = printed(replace(dossier, findings=(evil,)), colours=True)
    assert "\x1b[31mred" not in text
    assert "\u202e" not in text
    assert "[31mred" in text


def test_long_tables_are_cut_and_say_so(dossier):
    assert "… and 33 more" in printed(replace(dossier, disputes=dossier.disputes * 36))
    assert "3 dated events" in printed(replace(dossier, timeline=dossier.timeline[:3]))


@pytest.mark.parametrize("width", [80, 110, 120])
def test_no_line_is_wider_than_the_terminal(dossier, width):
    assert max(len(line.rstrip()) for line in printed(dossier, width=width).splitlines()) <= width


def test_declared_stands_against_tracked_and_reprints_count_once(dossier):
    lines = printed(dossier).replace("\u00a0", " ").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Declared against tracked"))
    told = lines[start : start + 9]
    assert any(line.startswith("declared  2024") and "22–24 kb/d" in line and "EXMP-0001" in line for line in told)
    assert any(line.startswith("tracked") and "67–78 kb/d" in line and "▒" in line for line in told)
    assert not any("EXMP-0004" in line for line in told)


def test_little_known_says_what_would_help(sparse):
    text = printed(sparse)
    assert "No dated evidence" in text
    assert "What would help" in text
    assert "What was found" not in text


def test_narrow_terminals_lose_nothing_of_a_finding(dossier):
    text = " ".join(printed(dossier, width=40).split())
    assert dossier.findings[0].sentence in text
