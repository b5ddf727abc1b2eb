"""What commands print: rich tables for people, JSON for programs; text of the evidence is data and never markup."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from ninetenths.ledger.records import Statement

WIDTH_WHEN_PIPED = 110


def console() -> Console:
    """Return the console that commands print to; its width is fixed when the output is not a terminal."""
    from rich.console import Console

    class Quiet(Console):
        """A console whose broken pipe is answered by `ninetenths.cli.main` alone."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    width = None if sys.stdout.isatty() else WIDTH_WHEN_PIPED
    return Quiet(markup=False, highlight=False, emoji=False, width=width)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on the error stream, if a person watches it, that something long is under way and since when."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(printable(what), total=None)
        yield


def printable(text: str) -> str:
    """Return *text* without control characters, so that evidence cannot steer the terminal."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)


def plain(value: object) -> object:
    """Return *value* as what JSON can hold: records become objects, decimals keep their printed digits as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def print_json(value: object) -> None:
    """Print *value* as indented JSON, in the order of its fields."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def print_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of texts; every cell is shown as it is, control characters replaced."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(printable(title)), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console().print(table)


def quantity(statement: Statement) -> str:
    """Return the interval of a statement as printed, with its unit; empty if it has none."""
    low, high = statement.low, statement.high
    if low is None and high is None:
        return ""
    about = "about " if statement.approximate else ""
    if low == high:
        return f"{about}{low} {statement.unit}".strip()
    return f"{about}{'?' if low is None else low}–{'?' if high is None else high} {statement.unit}".strip()


def window(statement: Statement) -> str:
    """Return when a statement held, as its document dates it."""
    inferred = " (inferred)" if statement.begins_inferred else ""
    if statement.ends in ("", statement.begins):
        return (statement.begins or "undated") + inferred
    return f"{statement.begins or '?'} to {statement.ends}{inferred}"


def short_id(identifier: str) -> str:
    """Return the part of an id that is enough inside one pack.

    >>> short_id("azerbaijan-israel@2:AZIS-0109")
    'AZIS-0109'
    """
    return identifier.rpartition(":")[2]


def print_statements(title: str, found: Sequence[Statement]) -> None:
    """Print statements as a table: id, window, layer, ends, quantity, summary."""
    print_table(
        title,
        ("id", "when", "layer", "from", "to", "how much", "what is said"),
        (
            (
                short_id(item.statement_id),
                window(item),
                item.layer,
                "+".join((item.sender, *item.with_senders)),
                "+".join((item.receiver, *item.with_receivers)),
                quantity(item) or item.choice,
                item.summary if item.modality == "asserted" else f"[{item.modality}] {item.summary}",
            )
            for item in found
        ),
    )
