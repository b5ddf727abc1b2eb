"""Panels of figures side by side: shares by definition, declared against tracked, arms by window and vintage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareInterval:
    """One reported share as an interval, with whose share, of what, when and who measured it.

    ``partners`` are those whom the row is about: the suppliers of a share of supply, the buyers of a share of the
    sender's exports. ``printed`` is the figure as its source words it ("over 25 %"): an end that the compiler set is
    in ``low`` or ``high`` and not in ``printed``.
    """

    statement_id: str
    suppliers: tuple[str, ...]
    receiver: str
    low: float
    high: float
    begins: str
    ends: str
    dated: bool
    approximate: bool
    measured_by: str
    publisher: str
    modality: str
    basis_text: str
    same_witness_as: str = ""
    partners: tuple[str, ...] = ()
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareGroup:
    """Shares that have one definition: same receiver or sender total, same commodity, concept and measure."""

    definition: str
    intervals: tuple[ShareInterval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePanel:
    """All shares of one supply question ("crude to ISR"), grouped by definition."""

    title: str
    receiver: str
    commodity: str
    groups: tuple[ShareGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowReading:
    """One reading of a flow by one kind of witness: ``declared`` to customs or ``tracked`` by ship; kb/d as a range.

    ``open_above`` says that the source prints a lower bound only ("over 7 million tonnes"): the range is that bound.
    """

    statement_id: str
    witness_kind: str
    low: float
    high: float
    begins: str
    ends: str
    measured_by: str
    publisher: str
    printed: str
    same_witness_as: str = ""
    open_above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredPanel:
    """Declared against tracked over time for one flow: a discrepancy, not proof of concealment."""

    sender: str
    receiver: str
    commodity: str
    unit: str
    readings: tuple[FlowReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmsWindow:
    """A supplier's part of a receiver's arms imports in one window and one vintage of the register."""

    supplier: str
    begins: str
    ends: str
    low: float
    high: float
    unit: str
    vintage: str
    statement_id: str
    same_witness_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmsPanel:
    """Arms of one receiver by supplier, window and vintage; ``note`` says what small totals forbid."""

    receiver: str
    windows: tuple[ArmsWindow, ...]
    claims: tuple[ShareInterval, ...]
    note: str
