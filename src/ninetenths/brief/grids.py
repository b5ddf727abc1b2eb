"""Rows of one line each for the terminal, with small bars for pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ninetenths.brief import wording

MOST_ROWS = 8
"""Rows of one table that are printed at most."""
_BAR = 20
Row = tuple[str, ...]


def bar(low: float, high: float, end: float) -> str:
    """Return a range on a track from nothing to *end*: solid up to *low*, pale up to *high*.

    >>> bar(5, 10, 20), bar(0, 0, 20)
    ('█████▒▒▒▒▒', '▏')
    """
    solid, whole = (round(_BAR * value / end) if end > 0 else 0 for value in (low, high))
    return "█" * solid + "▒" * (whole - solid) or "▏"


def grid(columns: Sequence[str], rows: Sequence[Row], *, most: int = MOST_ROWS) -> Iterable[RenderableType]:
    """Yield rows of one line each; a column whose name ends in ``~`` gives way where there is no room."""
    if not rows:
        return
    drawn = Grid(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        show_header=bool("".join(columns).strip("~")),
    )
    for column in columns:
        head = Text(wording.plain(column.removesuffix("~")), no_wrap=True, overflow="ellipsis")
        drawn.add_column(head, no_wrap=not column.endswith("~"))
    for row in rows[:most]:
        drawn.add_row(*(Text(wording.plain(cell), no_wrap=True, overflow="ellipsis") for cell in row))
    yield drawn
    if len(rows) > most:
        yield Text(f"… and {len(rows) - most} more", style="dim")


def joined(lines: Iterable[str]) -> Iterable[RenderableType]:
    """Yield the lines as one running text; nothing where there are none."""
    text = " · ".join(wording.plain(line) for line in lines)
    return [Text(text)] if text else []
