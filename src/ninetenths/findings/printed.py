"""How a source words a figure: "over 7", "almost 40", "about 70"; an end that the compiler set is never passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ninetenths.ledger.records import Statement

_COMPILERS = re.compile(r"\b(upper|lower) bound (?:was )?set by the compiler")
_NOT_QUITE = re.compile(
    r"\b(almost|nearly|just under|slightly less than)\b(?!\s+(?:all|double|every|twice)\b)", re.IGNORECASE
)
_OVER = re.compile(r"\b(over|above|more than|at least)(?:\s+'?[\d.,]+|'?$)", re.IGNORECASE)
_UP_TO = re.compile(r"\bup to(?:\s+(?:[\d.,]+|one|two|three|four|five)\b|$)", re.IGNORECASE)


def qualifier(statement: Statement) -> str:
    """Return the word that must stand before the figure: over, under, almost, at least, up to, about; or nothing.

    It is read from the compiler's own remarks: an upper bound set by the compiler means that only the lower one is
    printed; the words of an approximate figure are looked for in its basis, note and summary.
    """
    bound = _COMPILERS.search(statement.note)
    if bound:
        return _word(_OVER, statement, "over") if bound[1] == "upper" else "under"
    if not statement.approximate:
        return ""
    if found := _first(_NOT_QUITE, statement):
        return "just under" if found in ("just under", "slightly less than") else found
    if statement.low != statement.high:
        return "about"
    return _word(_OVER, statement, "") or ("up to" if _first(_UP_TO, statement) else "about")


def printed_ends(statement: Statement) -> tuple[Decimal, Decimal] | None:
    """Return the ends that the source prints; both are the same where it prints one. None without a figure."""
    if statement.low is None or statement.high is None:
        return None
    word = qualifier(statement)
    if is_open_above(statement):
        return statement.low, statement.low
    if word in ("almost", "nearly", "just under", "under"):
        return statement.high, statement.high
    return statement.low, statement.high


def is_open_above(statement: Statement) -> bool:
    """Whether the source prints only what the figure exceeds."""
    return qualifier(statement) in ("over", "above", "more than", "at least")


def printed_bounds(statements: Iterable[Statement]) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest end that the sources print; None where no statement has a figure."""
    ends = [found for one in statements if (found := printed_ends(one))]
    return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else None


def _word(pattern: re.Pattern[str], statement: Statement, otherwise: str) -> str:
    found = _first(pattern, statement)
    return "at least" if found == "at least" else ("over" if found else otherwise)


def _first(pattern: re.Pattern[str], statement: Statement) -> str:
    """Return in lower case the word that a pattern finds in basis, note or summary, in this order; empty if none."""
    for text in (statement.basis_text, statement.note, statement.summary):
        if found := pattern.search(text):
            return (found[1] if found.re.groups else found[0]).lower()
    return ""
