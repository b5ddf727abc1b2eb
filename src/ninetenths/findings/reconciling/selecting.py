"""Which statements speak of a supply, which of them count once, and which are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from ninetenths.findings.evidence import Evidence, is_fact, owner, starts, stops
from ninetenths.findings.reconciling.grid import overlap
from ninetenths.findings.reconciling.items import Item
from ninetenths.findings.reconciling.operators import ANYWHERE, Operator
from ninetenths.findings.reconciling.reading import Context, read
from ninetenths.findings.reconciling.result import NotUsed
from ninetenths.findings.shares import deviating, is_dated, repeats, suppliers
from ninetenths.ledger.dates import last_day
from ninetenths.ledger.records import Statement

_KINDS = frozenset({"share", "level", "status", "rank", "event"})
_LAYERS = frozenset({"energy", "trade", "transit"})
_LEAST_INSIDE = 0.5
"""A statement counts if at least this part of its window lies in the years asked."""
_MANY = 150
"""Readings above which the months of one book are read as years."""
_FRESH, _STALE = 365, 730
"""Days between the end of a window and its publication: news, and news no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Readings in order of their ids, whom each repeats, and what was not used with its reason."""

    operators: tuple[Operator, ...]
    repeated_by: dict[str, tuple[str, ...]]
    not_used: tuple[NotUsed, ...]


def select(evidence: Evidence, item: Item, *, begins: int, ends: int) -> Selection:
    """Return the readings of a supply: the item from anywhere to the first side of the evidence."""
    about = [one for one in evidence.statements if _is_about(one, evidence, item)]
    about = _with_money_shares(about, item, evidence)
    context = Context(
        item=item,
        evidence=evidence,
        re_exports=_re_exports(evidence, item),
        totals=_totals(evidence, item),
    )
    found: list[Operator] = []
    refused: dict[str, str] = {}
    for one in about:
        operator = read(one, context)
        if isinstance(operator, str):
            refused[one.statement_id] = operator
        elif (inside := overlap((operator.first, operator.last), begins, ends)) < _LEAST_INSIDE:
            refused[one.statement_id] = f"{'most of its window lies ' if inside else ''}outside the years asked"
        else:
            found.append(operator)
    kept, again = _once(evidence, found, refused)
    if len(kept) > _MANY:
        kept, again = _by_year(kept, again)
    return Selection(
        operators=tuple(kept),
        repeated_by=again,
        not_used=tuple(NotUsed(statement_id=key, reason=reason) for key, reason in sorted(refused.items())),
    )


def _is_about(statement: Statement, evidence: Evidence, item: Item) -> bool:
    """Whether a figure bears on the item's flow to the receiver: what is left out here speaks of something else."""
    return (
        statement.layer in _LAYERS
        and statement.kind in _KINDS
        and item.bears(statement.basis_commodity)
        and statement.low is not None
        and evidence.first.actor in (owner(one) for one in (statement.receiver, *statement.with_receivers))
    )


def _re_exports(evidence: Evidence, item: Item) -> bool:
    """Whether a statement shows that the receiver exports the item."""
    holds = evidence.first.holds
    return any(
        one.basis_concept.startswith("exports")
        and one.kind == "level"
        and item.bears(one.basis_commodity)
        and not evidence.senders[one.statement_id].isdisjoint(holds)
        and evidence.receivers[one.statement_id].isdisjoint(holds)
        and bool(one.high)
        and is_fact(one)
        for one in evidence.statements
    )


def _totals(evidence: Evidence, item: Item) -> dict[tuple[str, str, str, str], Statement]:
    """Return what senders export in all, by sender, window and commodity; the first by id where several say so."""
    found: dict[tuple[str, str, str, str], Statement] = {}
    for one in evidence.statements:
        total = one.receiver == ANYWHERE and one.kind == "level" and one.basis_concept.startswith("exports")
        if total and item.bears(one.basis_commodity) and is_fact(one) and is_dated(one) and one.low is not None:
            found.setdefault((one.sender, one.begins, one.ends, one.basis_commodity), one)
    return found


def _with_money_shares(about: list[Statement], item: Item, evidence: Evidence) -> list[Statement]:
    """Return the statements, amounts of money by origin as shares of the same witness's total in the same window.

    Money cannot be put on a scale of quantity without a price; a part of one book over the total of that book can.
    """
    if item.unit.startswith("MUSD"):
        return about
    totals: dict[tuple[str, ...], Statement] = {}
    for one in about:
        if _is_money(one, item) and one.sender == ANYWHERE and one.high:
            totals.setdefault(_book(one, evidence), one)
    return [_share_of(one, totals.get(_book(one, evidence)), item) for one in about]


def _is_money(statement: Statement, item: Item) -> bool:
    return (
        statement.kind == "level"
        and statement.basis_measure == "value"
        and statement.basis_commodity == item.name
        and statement.basis_denominator == "absolute"
        and is_fact(statement)
    )


def _book(statement: Statement, evidence: Evidence) -> tuple[str, ...]:
    witness = evidence.witnesses[statement.statement_id]
    return (witness, statement.basis_concept, statement.unit, statement.begins, statement.ends)


def _share_of(statement: Statement, total: Statement | None, item: Item) -> Statement:
    if total is None or not _is_money(statement, item) or statement.sender == ANYWHERE:
        return statement
    if statement.low is None or statement.high is None or not total.low or not total.high:
        return statement
    if statement.low < 0 or statement.high > total.high:
        return statement
    return replace(
        statement,
        kind="share",
        low=round(100 * statement.low / total.high, 4),
        high=min(Decimal(100), round(100 * statement.high / total.low, 4)),
        unit="percent",
        basis_denominator="receiver, own window",
    )


def _once(
    evidence: Evidence, found: list[Operator], refused: dict[str, str]
) -> tuple[list[Operator], dict[str, tuple[str, ...]]]:
    """Return each measurement once, with its repeats; what deviates from its measurer or is misdated is refused."""
    statements = [one.statement for one in found]
    odd = {one.statement_id for one in deviating(evidence, statements)}
    refused.update(dict.fromkeys(odd, "deviates from its measurer's own releases or from most prints of the figure"))
    refused.update(_misdated(evidence, [one for one in statements if one.statement_id not in odd]))
    kept = [one for one in found if one.statement_id not in refused]
    again = repeats(evidence, [one.statement for one in kept])
    by_first: dict[str, list[str]] = defaultdict(list)
    for repeat, first in again.items():
        by_first[first].append(repeat)
    return (
        [one for one in kept if one.statement_id not in again],
        {first: tuple(sorted(ids)) for first, ids in by_first.items()},
    )


def _by_year(
    operators: list[Operator], again: dict[str, tuple[str, ...]]
) -> tuple[list[Operator], dict[str, tuple[str, ...]]]:
    """Return the amounts that a book gives month by month as one of each year, with the first month's id.

    The other months count as repeats of it. Of a book of thousands of rows the years are what is asked.
    """
    groups: dict[tuple[object, ...], list[Operator]] = defaultdict(list)
    for one in operators:
        book = (one.statement.measured_by, one.statement.document_id, one.statement.basis_concept, one.measure)
        single = one.statement_id if one.is_share or one.open_above else ""
        groups[one.numerator, *book, one.first.year, one.last.year, single].append(one)
    found, repeated = [], dict(again)
    for group in groups.values():
        months = sorted(group, key=lambda one: (one.first, one.statement_id))
        days = sum(one.days for one in months)
        found.append(
            replace(
                months[0],
                low=sum(one.low * one.days for one in months) / days,
                high=sum(one.high * one.days for one in months) / days,
                last=max(one.last for one in months),
            )
        )
        if len(months) > 1:
            rest = tuple(one.statement_id for one in months[1:])
            repeated[months[0].statement_id] = tuple(sorted({*repeated.get(months[0].statement_id, ()), *rest}))
    return found, repeated


def _misdated(evidence: Evidence, statements: Iterable[Statement]) -> dict[str, str]:
    """Return prints of a measurer's amount that date it to a year long past, where another has it when it was new."""
    prints: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.measured_by and one.low and one.kind == "level" and len(one.begins) > len("2015"):
            key = (one.measured_by, suppliers(one), one.receiver, one.low, one.high, one.unit, one.begins[4:7])
            prints[key].append(one)
    found: dict[str, str] = {}
    for group in prints.values():
        ranked = sorted(group, key=lambda one: (_lag(evidence, one), one.statement_id))
        for one in ranked[1:]:
            if _lag(evidence, ranked[0]) < _FRESH and _lag(evidence, one) > _STALE:
                short = ranked[0].statement_id.rpartition(":")[2]
                found[one.statement_id] = f"prints the figure of {short} with another year"
    return found


def _lag(evidence: Evidence, statement: Statement) -> int:
    published = last_day(evidence.published(statement))
    return abs((published - stops(statement)).days) if published else (stops(statement) - starts(statement)).days
