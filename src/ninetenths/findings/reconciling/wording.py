"""Operators, figures and results in words for a reader."""

from __future__ import annotations

from ninetenths.findings.reconciling.items import Item
from ninetenths.findings.reconciling.operators import OTHER, Operator, Slice
from ninetenths.findings.wording import during, figure, listed, named

_SEEN = {
    "exports declared": "what the seller's customs book for this destination",
    "exports by ship tracking": "cargoes followed from loading to discharge",
    "throughput": "what a route carries",
    "imports": "what is recorded as imported",
    "consumption": "what is used",
    "needs": "what is needed",
    "refinery throughput": "what refineries run",
    "deliveries": "what was delivered",
}


def origin_name(origin: str) -> str:
    """Return the name of an origin; ``other`` stands for all that no statement names.

    >>> origin_name("other"), origin_name("UNK")
    ('others', 'origin not stated')
    """
    if origin == "UNK":
        return "origin not stated"
    return "others" if origin == OTHER else named(origin)


def operator_words(operator: Operator, item: Item) -> str:
    """Return in words what a witness sees: ``cargoes followed from loading to discharge: crude from Kazakhstan``."""
    statement = operator.statement
    seen = _SEEN.get(statement.basis_concept, f"{statement.basis_concept} as worded")
    counted = _slice_words(operator.numerator, item)
    if operator.denominator is None:
        return f"{seen}: {counted}, an amount"
    return f"{seen}: {counted}, a share of {_whole_words(operator.denominator, item, statement.basis_measure)}"


def _slice_words(counted: Slice, item: Item) -> str:
    goods = f"{item.name} and products" if counted.products else item.name
    whose = f" from {listed([origin_name(one) for one in counted.origins])}" if counted.origins else ""
    if counted.way:
        return f"{goods}{whose} by {counted.way} alone" if whose else f"all {goods} through {counted.way}"
    if counted.home:
        return f"all {goods} that is used"
    return f"{goods}{whose}" if whose else f"all {goods} that comes in"


def _whole_words(whole: Slice, item: Item, measure: str) -> str:
    goods = f"{item.name} and products" if whole.products else item.name
    by = " by value" if measure == "value" else ""
    if whole.disclosed:
        return f"the disclosed imports of {goods}{by}"
    return f"all {goods} that is used{by}" if whole.home else f"all {goods} that comes in{by}"


def reading_words(operator: Operator, item: Item) -> str:
    """Return a reading as it stands in a proof: figure, whose, when, and by whom."""
    statement = operator.statement
    whose = listed([origin_name(one) for one in operator.suppliers]) or "all origins"
    goods = f"{item.name} and products" if operator.numerator.products else item.name
    booked = "declared " if operator.numerator.booked else ""
    of = f"of {_whole_words(operator.denominator, item, operator.measure)} " if operator.denominator else ""
    who = statement.measured_by or "no measurer named"
    short = statement.statement_id.rpartition(":")[2]
    when = during(statement.begins, statement.ends or statement.begins)
    return f"{figure(statement)} {of}as {booked}{goods} from {whose} {when} ({short}, {who})"


def grade_words(grade: str) -> str:
    """Return how far figures may be off in a proof, as the end of a sentence."""
    return {
        "as printed": ", as printed: rounding alone could make room, and little more",
        "rounded": ", whatever was rounded away",
        "usual error": ", even if each is off by its usual error",
        "twice the usual error": ", even if each is off by twice its usual error",
    }[grade]


def span(low: float, high: float) -> str:
    """Return a range with as many digits as help: three, or whole numbers from 100 up.

    >>> span(39.2, 46.44), span(0.04, 0.04)
    ('39.2–46.4', '0.0')
    """
    first, last = digits(low), digits(high)
    return first if first == last else f"{first}–{last}"


def digits(value: float) -> str:
    """Return a number with one decimal below 100 and none above.

    >>> digits(93.96), digits(220.4)
    ('94.0', '220')
    """
    return f"{value:,.0f}" if abs(value) >= 99.95 else f"{value:.1f}"
