"""What ties the two, layer by layer and year by year."""

from __future__ import annotations

from collections import Counter, defaultdict

from ninetenths.findings.dossier import LayerSummary
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.wording import capital_first, counted, listed
from ninetenths.ledger.dates import first_day
from ninetenths.ledger.records import Statement
from ninetenths.ledger.schema import vocabulary


def layer_summaries(evidence: Evidence) -> tuple[LayerSummary, ...]:
    """Return the layers in which something ties the two, those with most statements first."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for one in evidence.between():
        groups[one.layer].append(one)
    order = list(vocabulary("layer"))
    ranked = sorted(groups, key=lambda layer: (-len(groups[layer]), order.index(layer)))
    return tuple(_summary(evidence, layer, groups[layer]) for layer in ranked)


def _summary(evidence: Evidence, layer: str, statements: list[Statement]) -> LayerSummary:
    years: Counter[int] = Counter()
    for one in statements:
        begun = first_day(one.begins)
        if begun is not None:
            years[begun.year] += 1
    signs = Counter(one.sign for one in statements)
    witnesses = evidence.witness_count(statements)
    return LayerSummary(
        layer=layer,
        headline=_headline(statements, signs, witnesses, years),
        statements_by_year=tuple(sorted(years.items())),
        cooperative=signs[1],
        neutral=signs[0],
        conflictual=signs[-1],
        unsigned=signs[None],
        witnesses=witnesses,
        statement_ids=tuple(one.statement_id for one in statements),
    )


def _headline(statements: list[Statement], signs: Counter[int | None], witnesses: int, years: Counter[int]) -> str:
    heard = counted(witnesses, "independent witness", "independent witnesses")
    said = f"{counted(len(statements), 'statement')} from {heard}"
    spoken = [
        counted(signs[sign], word) for sign, word in ((1, "cooperative act"), (-1, "conflictual act")) if signs[sign]
    ]
    parts = [f"{said}, {listed(spoken)}" if spoken else said]
    if years:
        first, last = min(years), max(years)
        parts.append(f"in {first}" if first == last else f"from {first} to {last}")
    return capital_first(", ".join(parts))
