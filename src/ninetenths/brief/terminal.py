"""A brief for the terminal: findings in full, then the pictures and tables in short, and where the whole is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ninetenths.brief import references, short_forms, wording
from ninetenths.brief.blocks import Listing, Paragraph, Section
from ninetenths.brief.outline import TITLES, outline
from ninetenths.findings.dossier import Dossier, Finding

_MOST_IDS = 3
_END = re.compile(r"(?<=\.) (?=[A-Z])")
_IN_FULL = ("changes", "advice")


def render_terminal(dossier: Dossier, console: Console) -> None:
    """Print the brief to *console*: no markup or control character of a source reaches the terminal.

    Findings are printed in full with range and caveat; of the rest, what fits into one line each. A last line says
    what was left out and where it is.
    """
    names = references.short_names(references.referenced(dossier))
    console.print(_plain(wording.title(dossier), style="bold"))
    console.print(_plain(wording.evidence_line(dossier), style="dim"))
    if dossier.findings:
        _heading(console, TITLES["findings"])
    for finding in dossier.findings:
        _finding(console, finding, names)
    in_full = {TITLES[part] for part in _IN_FULL}
    for section in outline(dossier):
        if section.title in in_full:
            _section(console, section)
    for part, lines in short_forms.all_of(dossier, names):
        _heading(console, TITLES[part])
        for line in lines:
            console.print(line)
    _closing(console, dossier, names)


def _finding(console: Console, finding: Finding, names: dict[str, str]) -> None:
    figure = wording.quantity(finding.low, finding.high, finding.unit)
    if finding.headline and finding.low == finding.high:
        figure = ""
    sure = f"{figure} ({finding.range_of})" if figure and finding.range_of else figure or finding.range_of
    if finding.headline:
        head = Text.assemble(_plain(finding.headline, style="bold"), _plain(f"   range: {sure}" if sure else "", "dim"))
        console.print(head)
    console.print(Padding(_plain(finding.sentence, style="" if finding.headline else "bold"), (0, 0, 0, 2)))
    lines = [_plain(f"Range: {sure}")] if sure and not finding.headline else []
    lines += [_plain(f"Caveat: {finding.caveat}", "italic")] if finding.caveat else []
    rests = _ids("Rests on", finding.statement_ids, names)
    otherwise = _ids("otherwise", finding.disputed_by, names)
    for line in (*lines, Text("; ").join(one for one in (rests, otherwise) if one)):
        if line:
            console.print(Padding(line, (0, 0, 0, 2)))


def _ids(label: str, statement_ids: tuple[str, ...], names: dict[str, str]) -> Text:
    known = [names[one] for one in statement_ids if one in names]
    if not known:
        return Text()
    more = f" and {len(known) - _MOST_IDS} more" if len(known) > _MOST_IDS else ""
    return Text.assemble((f"{label} ", "dim"), (f"{', '.join(known[:_MOST_IDS])}{more}", "cyan"))


def _section(console: Console, section: Section) -> None:
    _heading(console, section.title)
    for block in section.blocks:
        if isinstance(block, Paragraph):
            told = "; ".join(_first(passage.text) for passage in block.passages)
            console.print(_plain(f"{block.label}: {told}" if block.label else told))
        elif isinstance(block, Listing):
            for point in block.points:
                console.print(_plain(f"• {point.text}"))


def _first(text: str) -> str:
    """Return the first sentence of a finding that has changed; the page has the rest.

    >>> _first("It sold 40 % in 2024. Before that it sold 20 %.")
    'It sold 40 % in 2024.'
    """
    return _END.split(text, maxsplit=1)[0]


def _closing(console: Console, dossier: Dossier, names: dict[str, str]) -> None:
    console.print()
    left_out = [f"{count} {what if count > 1 else one}" for count, what, one in _left_out(dossier) if count]
    also = f" Only there: {', '.join(left_out)}." if left_out else ""
    console.print(_plain(f"The page with pictures and every statement: add --out brief.html.{also}", "dim"))
    if names:
        console.print(
            _plain(f"ninetenths why {next(iter(names.values()))} shows what stands behind a statement.", "dim")
        )


def _left_out(dossier: Dossier) -> Iterable[tuple[int, str, str]]:
    """Yield how many there are of what only the page shows, with the names of many and of one."""
    yield len(dossier.timeline), "dated events", "dated event"
    yield sum(len(matrix.cells) for matrix in dossier.stances), "stances", "stance"
    yield len(dossier.ties.ties) if dossier.ties else 0, "ties on the map", "tie on the map"
    yield len(dossier.chains), "attributed causes and exchanges", "attributed cause or exchange"
    yield len(dossier.prospects), "prospects", "prospect"


def _heading(console: Console, title: str) -> None:
    console.print()
    console.rule(Text(title, style="bold"), align="left", characters="─")


def _plain(text: str, style: str = "") -> Text:
    return Text(wording.plain(text), style=style)
