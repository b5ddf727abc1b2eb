"""The rows of the ledger as frozen records; their columns are those of ``columns.csv``.

Values are trusted here: text becomes a record only through `ninetenths.ledger.parse`, which checks
every value against its declared type, vocabulary and unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sourced statement: who, toward whom, what, how much, when, and who says so where.

    Dates are ISO 8601 with their own precision (``2024``, ``2024-06``, ``2024-06-21``), ``..`` for an
    open bound and an empty string for an unknown one. ``low`` and ``high`` keep the digits as printed.
    Empty text, an empty tuple and None mean that the document does not say.

    Reading: a statement is what a document says, not what is so; the flow it speaks of is neither
    complicity nor knowledge on the part of those it names.
    """

    statement_id: str
    summary: str
    layer: str
    kind: str
    sender: str
    receiver: str
    item: str
    document_id: str
    locator: str
    recorded_at: datetime
    note: str = ""
    with_senders: tuple[str, ...] = ()
    with_receivers: tuple[str, ...] = ()
    choice: str = ""
    via: tuple[str, ...] = ()
    polarity: str = "affirmed"
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    approximate: bool = False
    basis_commodity: str = ""
    basis_measure: str = ""
    basis_concept: str = ""
    basis_denominator: str = ""
    basis_text: str = ""
    begins: str = ""
    ends: str = ""
    end_status: str = ""
    begins_inferred: bool = False
    sign: int | None = None
    modality: str = "asserted"
    speaker: str = ""
    measured_by: str = ""
    channel: str = ""
    audience: str = ""
    arena: str = ""
    locator_kind: str = "citation"
    cameo: str = ""
    plover: str = ""
    coder: str = "compiler"
    coder_version: str = ""
    rule: str = ""
    grade: str = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Where statements were read: title, publisher, interest, terms, reprint and vintage."""

    document_id: str
    title: str
    kind: str
    interest: str
    licence: str
    publisher: str = ""
    author: str = ""
    published_on: str = ""
    address: str = ""
    language: str = ""
    restricted: bool = False
    sha256: str = ""
    republishes: str = ""
    supersedes: str = ""
    was_read: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The characters ``[start, end)`` of a document's text that hold one slot of a statement."""

    statement_id: str
    slot: str
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two statements that somebody claims; it is never inferred by the tool."""

    statement_id: str
    relation: str
    other_id: str
    stated_by: str
    document_id: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A change of grade: who, when and why. The statement itself is never rewritten."""

    statement_id: str
    grade: str
    judged_by: str
    judged_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A field, pipeline, strait, port, terminal, refinery or sea leg."""

    asset_id: str
    name: str
    kind: str
    states: tuple[str, ...]
    document_id: str
    capacity: Decimal | None = None
    capacity_unit: str = ""
    operator: str = ""
    legal_regime: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """An interest in an asset, in percent, with its dates; a share of None is unknown."""

    asset_id: str
    owner: str
    document_id: str
    owner_state: str = ""
    share: Decimal | None = None
    begins: str = ""
    ends: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetStatus:
    """What state an asset was in from a date on."""

    asset_id: str
    status: str
    document_id: str
    begins: str = ""
    ends: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something known to matter that was not found, or a weakness of what is included."""

    gap_id: str
    title: str
    detail: str
    layers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    kind: str = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Where a data set speaks at all: outside it absence is unknown, inside it is an observed zero."""

    dataset: str
    layer: str
    begins: str
    ends: str
    document_id: str
    item: str = ""
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A stance, vote or act grouped under the question it bears on, and which way it points.

    ``direction`` is 1 for the issue as worded, -1 against it, 0 for no side taken; None is not coded.
    ``analogous_to`` names another issue that asks the same of somebody else.
    """

    issue: str
    statement_id: str
    direction: int | None = None
    analogous_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of a document as it came, with its hash: what words locators and anchors count in."""

    document_id: str
    sha256: str
    content: str


Record = (
    Statement | Document | Text | Anchor | Link | Judgement | Asset | Ownership | AssetStatus | Gap | Coverage | Issue
)

RECORD_TYPES: dict[str, type[Record]] = {
    "document": Document,
    "text": Text,
    "asset": Asset,
    "statement": Statement,
    "anchor": Anchor,
    "link": Link,
    "judgement": Judgement,
    "ownership": Ownership,
    "asset_status": AssetStatus,
    "gap": Gap,
    "coverage": Coverage,
    "issue": Issue,
}
"""Table name to record type, each after those that it refers to; ``columns.csv`` lists the columns of each."""
