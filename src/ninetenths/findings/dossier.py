"""What a brief is made of: plain records that ``brief/`` renders and never computes.

Every record that shows a figure carries the ids of the statements behind it. ``low == high`` is a
point; None is unknown and never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ninetenths.findings.answers import Changes, MovedFinding
from ninetenths.findings.panels import (
    ArmsPanel,
    ArmsWindow,
    DeclaredPanel,
    FlowReading,
    ShareGroup,
    ShareInterval,
    SharePanel,
)
from ninetenths.findings.supply_panels import SupplyPanel
from ninetenths.ledger.records import Document, Gap, Statement

__all__ = [
    "AgreementRow",
    "ArmsPanel",
    "ArmsWindow",
    "Chain",
    "Changes",
    "Contradiction",
    "DeclaredPanel",
    "Dispute",
    "DisputeSide",
    "Dossier",
    "Finding",
    "FlowReading",
    "Header",
    "LayerSummary",
    "MapNode",
    "MapTie",
    "MovedFinding",
    "Owner",
    "Prospect",
    "RouteAsset",
    "ShareGroup",
    "ShareInterval",
    "SharePanel",
    "Source",
    "StanceCell",
    "StanceMatrix",
    "StatusSpell",
    "SupplyPanel",
    "TieMap",
    "TimelineEntry",
    "VoteRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence an analyst can sign, with its range and the statements behind it.

    ``headline`` is the figure in a few words ("24 against 94 kb/d"); ``detail`` says in further sentences what the
    first one rests on.

    ``range_of`` says what the range covers: "definitions differ", "sources disagree", "rounding",
    "vintages", "windows differ", or "" for a point. ``caveat`` is the sentence that must be printed beside it.
    """

    key: str
    question: int
    sentence: str
    statement_ids: tuple[str, ...]
    headline: str = ""
    detail: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    range_of: str = ""
    caveat: str = ""
    disputed_by: tuple[str, ...] = ()
    gap_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSummary:
    """How one layer ties the two: how many statements and witnesses, over which years, cooperative or not."""

    layer: str
    headline: str
    statements_by_year: tuple[tuple[int, int], ...]
    cooperative: int
    neutral: int
    conflictual: int
    unsigned: int
    witnesses: int
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSpell:
    """What state an asset was in from one date to another."""

    status: str
    begins: str
    ends: str
    detail: str
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An interest in an asset; a share of None is not known."""

    name: str
    state: str
    share: float | None
    begins: str
    ends: str
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAsset:
    """One asset on the way: where, how big, whose, under which law and in what state when."""

    asset_id: str
    name: str
    kind: str
    states: tuple[str, ...]
    capacity: str
    operator: str
    legal_regime: str
    status_now: str
    spells: tuple[StatusSpell, ...]
    owners: tuple[Owner, ...]
    document_id: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """One text put to a vote: how each state named voted; a state not in the evidence is left out."""

    item: str
    held_on: str
    choices: tuple[tuple[str, str], ...]
    result: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """How far the recorded votes of two states agree, by the ``measure`` named. Agreement is not alignment.

    ``measure`` is "share of equal votes" or "index, an abstention counts half"; figures of the two are not compared.
    """

    first: str
    second: str
    low: float
    high: float
    window: str
    basis: str
    measured_by: str
    statement_id: str
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceCell:
    """What one actor expressed on one issue through one channel to one audience."""

    actor: str
    issue: str
    channel: str
    audience: str
    signs: tuple[int, ...]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two expressions of one actor on one issue that point opposite ways, in words.

    ``is_change`` is true where they lie so far apart in time that the actor may have changed its position.
    """

    actor: str
    issue: str
    sentence: str
    statement_ids: tuple[str, ...]
    is_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceMatrix:
    """Rows are issues, columns channel and audience; contradictions are listed, never averaged."""

    actor: str
    issues: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    cells: tuple[StanceCell, ...]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """An actor on the tie map; x and y run from 0 to 1."""

    actor: str
    name: str
    x: float
    y: float
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTie:
    """All statements of one layer from one actor to another; ``sign`` is the sign of their sum, None if unsigned."""

    sender: str
    receiver: str
    layer: str
    sign: int | None
    friend_and_foe: bool
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TieMap:
    """Who is tied to whom around the two, by layer."""

    nodes: tuple[MapNode, ...]
    ties: tuple[MapTie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSide:
    """One side of a dispute: what it says, of what, when, and who measured."""

    statement_id: str
    value: str
    basis: str
    window: str
    measured_by: str
    publisher: str
    interest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Statements that do not agree, side by side, with the rule that says how they differ."""

    title: str
    relation: str
    rule: str
    explanation: str
    sides: tuple[DisputeSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something that happened, with its own date precision.

    ``closeness`` is 3 between the two, 2 for one of them with a third party of both, 1 for one of them.
    ``also`` lists further statements on the same happening.
    """

    statement_id: str
    begins: str
    ends: str
    layer: str
    sign: int | None
    sender: str
    receiver: str
    summary: str
    modality: str
    closeness: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An attributed tie between statements (cause, exchange, condition, pressure), as the claim of its speaker."""

    relation: str
    stated_by: str
    steps: tuple[str, ...]
    statement_ids: tuple[str, ...]
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """Something expected, planned, threatened or conditional, with its condition and what is known of it since."""

    statement_id: str
    said_on: str
    speaker: str
    summary: str
    modality: str
    condition: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document used: how many statements rest on it, its interest, and of what it is a reprint."""

    document_id: str
    title: str
    publisher: str
    published_on: str
    interest: str
    kind: str
    address: str
    witness: str
    reprint_of: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The first line: whose dyad, evidence from when to when, how much of it, what was left out."""

    first: str
    second: str
    first_name: str
    second_name: str
    case: str
    evidence_from: str
    evidence_to: str
    statements: int
    documents: int
    witnesses: int
    left_out_share: float
    as_of: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A brief before it is rendered. An empty tuple or None means that the evidence has nothing for that part.

    ``used`` lists the statements that the dossier rests on; ``statements`` holds all of the ledger, since the tie
    map also shows ties among third parties. ``supply`` holds, for each supply between the two that the evidence bears
    out, what it reconciles to, who can break it, what a cut would do, and the map. ``credits`` are the lines that the
    packs used must have printed with their figures.
    """

    header: Header
    findings: tuple[Finding, ...]
    layers: tuple[LayerSummary, ...] = ()
    declared: tuple[DeclaredPanel, ...] = ()
    shares: tuple[SharePanel, ...] = ()
    arms: tuple[ArmsPanel, ...] = ()
    routes: tuple[RouteAsset, ...] = ()
    votes: tuple[VoteRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    stances: tuple[StanceMatrix, ...] = ()
    ties: TieMap | None = None
    disputes: tuple[Dispute, ...] = ()
    chains: tuple[Chain, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    sources: tuple[Source, ...] = ()
    caveats: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    changes: Changes | None = None
    used: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    supply: tuple[SupplyPanel, ...] = ()
