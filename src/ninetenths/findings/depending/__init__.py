"""How much a state needs its suppliers: parts of `ninetenths.findings.dependence`, one idea a module."""

from __future__ import annotations

from ninetenths.findings.depending.records import (
    Assumptions,
    Dependence,
    Exposure,
    LeftOut,
    Loss,
    Mirror,
    Reliance,
    Slice,
    Stock,
)

__all__ = [
    "Assumptions",
    "Dependence",
    "Exposure",
    "LeftOut",
    "Loss",
    "Mirror",
    "Reliance",
    "Slice",
    "Stock",
]
