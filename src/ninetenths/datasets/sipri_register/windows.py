"""What a register delivered within a span of years, as a range: orders are printed over several years at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from ninetenths.ledger.records import Statement


def delivered(statements: Iterable[Statement], first: int, last: int) -> tuple[Decimal, Decimal]:
    """Return the least and most that was delivered within a span of years.

    Parameters
    ----------
    statements
        Of the register; those that are not deliveries in TIV are passed over. An order that stands in two exports
        counts once.
    first, last
        First and last year, both within.

    Returns
    -------
    tuple of Decimal
        Million TIV. An order delivered wholly within the span counts in full on both sides; one whose years reach
        beyond it adds nothing to the least and all of its figure to the most.

    Reading: a range of what SIPRI's own figures allow, not an error of SIPRI. Its tables by year are exact where this
    is wide.

    Examples
    --------
    >>> delivered([], 2016, 2020)
    (Decimal('0'), Decimal('0'))
    """
    low = high = Decimal(0)
    for statement, times in _each_once(statements):
        begins, ends = int(statement.begins[:4]), int(statement.ends[:4])
        if ends < first or begins > last:
            continue
        high += times * (statement.high or 0)
        if first <= begins and ends <= last:
            low += times * (statement.low or 0)
    return low, high


def _each_once(statements: Iterable[Statement]) -> list[tuple[Statement, int]]:
    """Return each delivery and how often it stands in the export in which it stands most often."""
    counts: Counter[tuple[str, tuple[object, ...]]] = Counter()
    shown: dict[tuple[object, ...], Statement] = {}
    for one in statements:
        if (one.unit, one.basis_concept) != ("TIV", "deliveries"):
            continue
        order: tuple[object, ...] = (
            one.sender,
            one.receiver,
            one.summary,
            one.begins,
            one.ends,
            one.low,
            one.high,
            one.basis_text,
        )
        shown[order] = one
        counts[one.document_id, order] += 1
    times: dict[tuple[object, ...], int] = {}
    for (_, order), count in counts.items():
        times[order] = max(count, times.get(order, 0))
    return [(shown[order], count) for order, count in times.items()]
