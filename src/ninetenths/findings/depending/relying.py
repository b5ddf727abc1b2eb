"""Net import reliance where imports, exports and consumption stand in the ledger for one window."""

from __future__ import annotations

from collections import defaultdict
from math import inf

from ninetenths.findings.depending.asking import Question
from ninetenths.findings.depending.reading import WORLD, amount_range
from ninetenths.findings.depending.records import Reliance, Span
from ninetenths.findings.shares import is_dated
from ninetenths.findings.wording import listed
from ninetenths.ledger.records import Statement
from ninetenths.measures.dependence import net_import_reliance_bounds

_IMPORTS = frozenset({"imports", "exports by ship tracking", "deliveries"})
_EXPORTS = frozenset({"exports", "exports declared", "exports by ship tracking"})
_CONSUMPTION = frozenset({"consumption"})

Amounts = dict[str, list[Statement]]


def reliance(asked: Question, found: list[Statement]) -> tuple[list[Reliance], list[str]]:
    """Return the reliance by window, and what is missing for those windows that have only some of the amounts."""
    windows: dict[tuple[str, str, str], Amounts] = defaultdict(lambda: defaultdict(list))
    for one in found:
        role = _role(asked, one)
        if role and is_dated(one) and asked.meets(one):
            windows[one.begins, one.ends, one.basis_commodity][role].append(one)
    known, missing = [], []
    for (begins, ends, _), amounts in sorted(windows.items()):
        if "imports" in amounts and "consumption" in amounts:
            made = _reliance(begins, ends, amounts)
            known += [made] if made else []
    if not known:
        there = sorted({role for amounts in windows.values() for role in amounts})
        lacking = [role for role in ("imports", "exports", "consumption") if role not in there]
        why = f"no {listed(lacking, 'or')} in total" if lacking else "no window that has imports and consumption"
        missing.append(f"Net import reliance is not known: {why} in the ledger for these years.")
    return known, missing


def _role(asked: Question, one: Statement) -> str:
    """Return what an amount is for the reliance: imports, exports or consumption; empty if it is none of them."""
    if one.kind != "level" or one.basis_denominator != "absolute" or not asked.is_asked(one):
        return ""
    if "net" in one.item.casefold().split():
        return ""
    ends = one.sender, one.receiver
    if ends == (WORLD, asked.state) and one.basis_concept in _IMPORTS:
        return "imports"
    if ends == (asked.state, WORLD) and one.basis_concept in _EXPORTS:
        return "exports"
    inside = one.receiver == asked.state and one.sender in (asked.state, WORLD)
    return "consumption" if inside and one.basis_concept in _CONSUMPTION else ""


def _reliance(begins: str, ends: str, amounts: Amounts) -> Reliance | None:
    unit = amounts["consumption"][0].unit
    imports, exports, used = (_span(amounts.get(role, []), unit) for role in ("imports", "exports", "consumption"))
    if imports is None or used is None or used[0] <= 0:
        return None
    low, high = net_import_reliance_bounds(imports, exports or (0.0, 0.0), used)
    return Reliance(
        begins=begins,
        ends=ends,
        reliance=(low if exports else None, high),
        imports=imports,
        exports=exports,
        consumption=used,
        unit=unit,
        statement_ids=tuple(one.statement_id for role in sorted(amounts) for one in amounts[role]),
    )


def _span(said: list[Statement], unit: str) -> Span | None:
    spans = [span for one in said if (span := amount_range(one, unit)) and span[1] < inf]
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None
