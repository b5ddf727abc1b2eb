"""What held on a day, and what changed between two states of the evidence, as plain records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellAnswer:
    """Whether something held between two sides on a day, by the statements behind it.

    ``answer`` is ``yes``, ``no`` or ``unknown``; unknown is never no. ``since`` and ``until`` are the dates on which
    the state of things that held on the day began and ended, empty where not known or still so; for a day after the
    last document about the two ``until`` says ``last known`` and its date.
    """

    question: str
    sender: str
    receiver: str
    answer: str
    since: str
    until: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFinding:
    """A finding whose sentence or range differs between two states of the evidence; empty text means not found."""

    key: str
    before: str
    after: str
    low_before: float | None = None
    high_before: float | None = None
    low_after: float | None = None
    high_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new in one state of the evidence against another."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    judged: tuple[str, ...]
    disputes_opened: tuple[str, ...]
    disputes_closed: tuple[str, ...]
    moved: tuple[MovedFinding, ...]
