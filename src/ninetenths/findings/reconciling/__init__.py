"""Statements about one supply read as projections of latent flows, and reconciled: composition, fit, contradictions."""

from __future__ import annotations

from ninetenths.findings.reconciling.reconcile import reconcile
from ninetenths.findings.reconciling.result import (
    Composition,
    Contradiction,
    Influence,
    Method,
    NotUsed,
    ReadingFit,
    Reconciliation,
    Submerged,
    Total,
)

__all__ = [
    "Composition",
    "Contradiction",
    "Influence",
    "Method",
    "NotUsed",
    "ReadingFit",
    "Reconciliation",
    "Submerged",
    "Total",
    "reconcile",
]
