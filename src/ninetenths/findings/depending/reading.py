"""Figures as ranges: what a printed share or amount leaves open, with the rounding of its last digit."""

from __future__ import annotations

from decimal import Decimal

from ninetenths.findings.evidence import Evidence
from ninetenths.findings.flows import converted
from ninetenths.findings.printed import is_open_above
from ninetenths.ledger.records import Statement
from ninetenths.ledger.witness import witness_of

WORLD = "WLD"
"""The actor of a total over all suppliers or buyers; it is no supplier itself."""

_PERCENT = 100
_HALF = Decimal("0.5")


def share_range(statement: Statement) -> tuple[float, float]:
    """Return a printed share as the range of fractions that round to it; open above where a source only says "over".

    Reading: rounding only; "about" is a word and widens nothing here, it is shown beside the figure.
    """
    low, high = _rounded(statement)
    top = 1.0 if is_open_above(statement) else min(1.0, float(high) / _PERCENT)
    return max(0.0, float(low) / _PERCENT), top


def amount_range(statement: Statement, unit: str) -> tuple[float, float] | None:
    """Return a printed amount in another unit as a range; None where the two units cannot be put on one scale."""
    ends = [converted(end, statement, unit) for end in _rounded(statement)]
    if ends[0] is None or ends[1] is None:
        return None
    high = float("inf") if is_open_above(statement) else float(ends[1][1])
    return max(0.0, float(ends[0][0])), high


def vintage(evidence: Evidence, statement: Statement) -> str:
    """Return in words the release of a register that a statement prints; empty for other sources."""
    if statement.layer != "arms":
        return ""
    original = evidence.documents.get(witness_of(statement.document_id, evidence.documents))
    published = original.published_on if original else ""
    measurer = statement.measured_by or (original.publisher if original else "")
    return f"{measurer}, {published}" if published else measurer


def _rounded(statement: Statement) -> tuple[Decimal, Decimal]:
    low, high = statement.low or Decimal(0), statement.high or Decimal(0)
    return low - _half_digit(low), high + _half_digit(high)


def _half_digit(number: Decimal) -> Decimal:
    """Return half of the last printed digit; nothing for a zero, which is an observed none."""
    exponent = number.as_tuple().exponent
    if number == 0 or not isinstance(exponent, int):
        return Decimal(0)
    return _HALF * Decimal(10) ** min(exponent, 0)
