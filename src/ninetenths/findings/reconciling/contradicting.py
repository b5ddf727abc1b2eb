"""Statements that cannot all hold, with the proof in words, and the fewest to leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from ninetenths.findings.reconciling.assembling import Assembly, build_proof
from ninetenths.findings.reconciling.items import Item
from ninetenths.findings.reconciling.operators import Operator
from ninetenths.findings.reconciling.result import Contradiction
from ninetenths.findings.reconciling.ways import Limit
from ninetenths.findings.reconciling.wording import grade_words, reading_words
from ninetenths.findings.wording import listed
from ninetenths.measures.reconciliation import Certificate, Problem, contradictions, fewest_to_drop

Grade = Literal["as printed", "rounded", "usual error", "twice the usual error"]
_WIDTHS: tuple[tuple[float, Grade], ...] = ((2.0, "twice the usual error"), (1.0, "usual error"))
_ROUNDED: tuple[tuple[bool, Grade], ...] = ((False, "rounded"), (True, "as printed"))


def find_contradictions(assembly: Assembly) -> tuple[Contradiction, ...]:
    """Return every smallest set of statements that cannot all hold, the hardest proof of each.

    First all readings are given twice, then once their usual error. Then the amounts of one book are held against each
    other without error, since an error of the book is in all of them: rounded, and as printed.

    Reading: customs and trackers see different projections; that one counts more than the other declares is no
    contradiction, and never found as one.
    """
    found: dict[frozenset[str], Contradiction] = {}
    problem = build_proof(assembly)
    for width, grade in _WIDTHS:
        _collect(found, problem, assembly, grade, width=width)
    for rows in _books(assembly.operators):
        book = replace(assembly, operators=rows)
        for printed, grade in _ROUNDED:
            _collect(found, build_proof(book, printed=printed), book, grade, width=0.0)
    order = {grade: number for number, (_, grade) in enumerate((*_WIDTHS, *_ROUNDED))}
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (not one.refuted, order[one.grade], len(one.statement_ids), one.statement_ids),
        )
    )


def find_drops(assembly: Assembly) -> tuple[tuple[str, ...], ...]:
    """Return the smallest sets of statements without which the rest can hold within its usual error."""
    drops = fewest_to_drop(build_proof(assembly), width=1.0)
    return tuple(tuple(assembly.operators[number].statement_id for number in chosen) for chosen in drops.sets if chosen)


def _collect(
    found: dict[frozenset[str], Contradiction],
    problem: Problem,
    assembly: Assembly,
    grade: Grade,
    *,
    width: float,
) -> None:
    operators, limits = assembly.operators, assembly.limits
    periods = problem.balances.size // len(limits) if limits else 1
    for one in contradictions(problem, width=width).certificates:
        chosen = frozenset(operators[number].statement_id for number in one.readings)
        if not any(known <= chosen for known in found):
            crossed = list(dict.fromkeys(limits[number // periods] for number in one.balances))
            found[chosen] = _in_words(one, assembly, crossed, grade)


def _books(operators: Sequence[Operator]) -> list[tuple[Operator, ...]]:
    """Return the amounts by weight, or by volume, that one measurer gives of one kind: its own books, row by row."""
    found: dict[tuple[str, str, str], list[Operator]] = defaultdict(list)
    for one in operators:
        statement = one.statement
        if statement.measured_by and not one.is_share and not one.at_least:
            found[statement.measured_by.casefold(), statement.basis_concept, one.measure].append(one)
    return [tuple(found[key]) for key in sorted(found) if len(found[key]) > 1]


def _in_words(certificate: Certificate, assembly: Assembly, crossed: Sequence[Limit], grade: Grade) -> Contradiction:
    used = {number: assembly.operators[number] for number in certificate.readings}
    most = [used[term.reading] for term in certificate.terms if term.bound == "high"]
    least = [used[term.reading] for term in certificate.terms if term.bound == "low"]
    return Contradiction(
        statement_ids=tuple(sorted(one.statement_id for one in used.values())),
        limits=tuple(limit.asset_id for limit in crossed),
        grade=grade,
        refuted=certificate.physical,
        sentence=_sentence(least, most, crossed, assembly.item, grade=grade, refuted=certificate.physical),
    )


def _sentence(
    least: Sequence[Operator],
    most: Sequence[Operator],
    crossed: Sequence[Limit],
    item: Item,
    *,
    grade: Grade,
    refuted: bool,
) -> str:
    ids = listed(sorted({one.statement_id.rpartition(":")[2] for one in (*least, *most)}))
    asks = listed([reading_words(one, item) for one in least])
    leaves = [reading_words(one, item) for one in most]
    leaves += [f"what {limit.name} can carry at most ({limit.upper:,.0f} {item.unit})" for limit in crossed]
    if refuted:
        return f"{ids} is refuted: it has {asks}, more than {listed(leaves)}{grade_words(grade)}."
    joint = f"{ids} cannot {'both' if len({*map(id, least), *map(id, most)}) == 2 else 'all'} hold"
    if not leaves:
        return f"{joint}, because together they ask for more than the whole: {asks}{grade_words(grade)}."
    are = "is" if len(least) == 1 else "are together"
    leave = "leaves" if len(leaves) == 1 else "leave"
    return f"{joint}, because {asks} {are} more than {listed(leaves)} {leave} room for{grade_words(grade)}."
