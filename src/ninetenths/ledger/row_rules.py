"""Rules that tie the cells of one row together; each returns the column at fault and what is unfit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from ninetenths.ledger.cells import Unfit, shown
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.schema import columns

Rule = Callable[[Mapping[str, Any]], Iterator[tuple[str, Unfit]]]
"""The values of a row, as far as its cells could be read, to faults."""

SIGNED_KINDS = ("event", "status", "stance", "route", "prospect")
"""Kinds whose statements may carry a sign: acts and stances (§4)."""

_WORDS = re.compile(r"(\d{1,12}):(\d{1,12})", re.ASCII)


def low_above_high(row: Mapping[str, Any]) -> Iterator[tuple[str, Unfit]]:
    """Refuse a range whose lower end is above its upper end."""
    low, high = row.get("low"), row.get("high")
    if low is not None and high is not None and low > high:
        yield "low", Unfit(f"low {low} above high {high}", "low at most high", "swap them or correct one")


def begins_after_ends(row: Mapping[str, Any]) -> Iterator[tuple[str, Unfit]]:
    """Refuse a window that ends before it can have begun."""
    begins, ends = row.get("begins", ""), row.get("ends", "")
    first, last = first_day(begins), last_day(ends)
    if first and last and first > last:
        found = f"begins {begins} after ends {ends}"
        yield "begins", Unfit(found, "a window that begins before it ends", "swap them or correct one")


def unit_missing(row: Mapping[str, Any]) -> Iterator[tuple[str, Unfit]]:
    """Refuse a quantity without a unit (§3)."""
    for figures, unit in ((("low", "high"), "unit"), (("capacity",), "capacity_unit")):
        if unit in row and not row[unit] and any(row.get(name) is not None for name in figures):
            yield unit, Unfit("a quantity without a unit", "a unit of the unit table", "add its unit")


def choice_without_vote(row: Mapping[str, Any]) -> Iterator[tuple[str, Unfit]]:
    """Refuse a choice on anything but a vote."""
    if row.get("choice") and "kind" in row and row["kind"] != "vote":
        found = f"{shown(row['choice'])} on a {row['kind']}"
        yield "choice", Unfit(found, "a choice on kind vote only", "make it a vote or empty the choice")


def sign_without_act(row: Mapping[str, Any]) -> Iterator[tuple[str, Unfit]]:
    """Refuse a sign on what is neither an act nor a stance: votes, shares, levels, ranks, ownership (§4)."""
    if row.get("sign") is None or "kind" not in row:
        return
    owned = row.get("basis_concept") == "ownership" or row.get("basis_measure") == "stake"
    if owned or row["kind"] not in SIGNED_KINDS:
        found = f"sign {row['sign']} on {'an ownership interest' if owned else 'a ' + row['kind']}"
        yield "sign", Unfit(found, f"a sign on {', '.join(SIGNED_KINDS)} only", "empty the sign")


def words_without_offsets(row: Mapping[str, Any]) -> Iterator[tuple[str, Unfit]]:
    """Refuse a locator of words that is not ``start:end``."""
    if row.get("locator_kind") == "words" and "locator" in row and words_span(row["locator"]) is None:
        advice = "count characters of the text from 0, the end being one past the last"
        yield "locator", Unfit(shown(row["locator"]), "start:end with start below end", advice)


def span_reversed(row: Mapping[str, Any]) -> Iterator[tuple[str, Unfit]]:
    """Refuse an anchor that holds no character."""
    if "start" in row and "end" in row and row["start"] >= row["end"]:
        yield "start", Unfit(f"start {row['start']}, end {row['end']}", "start below end", "correct the offsets")


def words_span(locator: str) -> tuple[int, int] | None:
    """Return the start and end that a locator of words names; None if it names none.

    >>> words_span("10:42")
    (10, 42)
    """
    match = _WORDS.fullmatch(locator)
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return int(match[1]), int(match[2])


_NEEDS: tuple[tuple[Rule, frozenset[str]], ...] = (
    (low_above_high, frozenset({"low", "high"})),
    (begins_after_ends, frozenset({"begins", "ends"})),
    (unit_missing, frozenset({"unit"})),
    (unit_missing, frozenset({"capacity_unit"})),
    (choice_without_vote, frozenset({"choice"})),
    (sign_without_act, frozenset({"sign"})),
    (words_without_offsets, frozenset({"locator_kind"})),
    (span_reversed, frozenset({"start", "end"})),
)


@cache
def rules_of(table: str) -> tuple[Rule, ...]:
    """Return the rules whose columns a table has."""
    present = {column.name for column in columns(table)}
    return tuple(rule for rule, needs in _NEEDS if needs <= present)
