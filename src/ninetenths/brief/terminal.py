"""A brief for the terminal: findings in full, long tables cut with a line that says so."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ninetenths.brief import references, wording
from ninetenths.brief.outline import Block, Listing, Paragraph, Passage, Table, outline
from ninetenths.findings.dossier import Dossier

_MOST_ROWS = 12
_MOST_IDS = 3


def render_terminal(dossier: Dossier, console: Console) -> None:
    """Print the brief to *console*: no markup or control character of a source reaches the terminal.

    Tables longer than twelve rows are cut, and a line says how many rows are left out.
    """
    names = references.short_names(references.referenced(dossier))
    console.print(Text(wording.plain(wording.title(dossier)), style="bold"))
    console.print(Text(wording.plain(wording.evidence_line(dossier)), style="dim"))
    for section in outline(dossier):
        console.print()
        console.rule(Text(section.title, style="bold"), align="left", characters="─")
        for block in section.blocks:
            _print(block, names, console)
    if names:
        example = next(iter(names.values()))
        console.print()
        console.print(Text(f"ninetenths why {example} shows what stands behind a statement.", style="dim"))


def _print(block: Block, names: dict[str, str], console: Console) -> None:
    if isinstance(block, Table):
        _print_table(block, names, console)
    elif isinstance(block, Listing):
        for point in block.points:
            console.print(Padding(Text.assemble("• ", _passage(point, names)), (0, 0, 0, 2)))
    else:
        _print_paragraph(block, names, console)


def _print_paragraph(block: Paragraph, names: dict[str, str], console: Console) -> None:
    if block.strong:
        console.print()
    text = Text(f"{block.label}: ", style="italic dim") if block.label else Text()
    joined = Text("; ").join(_passage(one, names, style="bold" if block.strong else "") for one in block.passages)
    console.print(Padding(text.append_text(joined), (0, 0, 0, 0 if block.strong else 4)))


def _print_table(table: Table, names: dict[str, str], console: Console) -> None:
    grid = Grid(
        title=Text(wording.plain(table.title), style="bold") if table.title else None,
        title_justify="left",
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
    )
    for column in table.columns:
        grid.add_column(Text(wording.plain(column)), overflow="fold")
    shown = table.rows[-_MOST_ROWS:] if table.latest_last else table.rows[:_MOST_ROWS]
    for row in shown:
        grid.add_row(*(_passage(cell, names) for cell in row))
    console.print()
    console.print(grid)
    if len(table.rows) > _MOST_ROWS:
        left_out = len(table.rows) - _MOST_ROWS
        which = "earlier" if table.latest_last else "more"
        console.print(
            Text(f"… {left_out} {which} rows in the page, the Markdown and the JSON of this brief", style="dim")
        )
    if table.note:
        console.print(Text(wording.plain(table.note), style="dim"))


def _passage(passage: Passage, names: dict[str, str], *, style: str = "") -> Text:
    text = Text(wording.plain(passage.text), style=style)
    known = [names[one] for one in passage.statement_ids if one in names]
    if known:
        more = f" and {len(known) - _MOST_IDS} more" if len(known) > _MOST_IDS else ""
        text.append(f" {', '.join(known[:_MOST_IDS])}{more}", style="cyan not bold")
    return text
