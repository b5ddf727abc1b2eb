"""What a brief on paper is made of: passages with their statements, in paragraphs, lists and tables under headings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text and the statements that it rests on."""

    text: str
    statement_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Passages that follow each other; a *label* such as "Caveat" is set before them."""

    passages: tuple[Passage, ...]
    label: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Points of one list."""

    points: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title of its own; every row has a cell for every column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Passage, ...], ...]
    note: str = ""


Block = Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
