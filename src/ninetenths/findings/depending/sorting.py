"""Statements sorted into wholes: one definition, one window, one vintage; and why the others are in none."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ninetenths.findings.arms import arms_levels
from ninetenths.findings.depending.asking import Question
from ninetenths.findings.depending.reading import WORLD, vintage
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.shares import definition, deviating, is_supply_share, repeats
from ninetenths.ledger.records import Statement

FLOWS = frozenset(
    {"imports", "exports", "exports declared", "exports by ship tracking", "purchases", "supply", "deliveries"}
)
"""Concepts of an amount that arrives from one supplier."""

_WHOLE = 100

Key = tuple[str, str, str, str]
"""Definition in words, begin and end of the window, vintage."""


@dataclass(slots=True)
class Whole:
    """Figures of one whole: shares of one supplier, shares counted jointly, amounts, and amounts of the whole."""

    sole: list[Statement] = field(default_factory=list)
    joint: list[Statement] = field(default_factory=list)
    amounts: list[Statement] = field(default_factory=list)
    totals: list[Statement] = field(default_factory=list)

    def everything(self) -> list[Statement]:
        """All figures of the whole."""
        return [*self.sole, *self.joint, *self.amounts, *self.totals]


@dataclass(slots=True)
class Sorted:
    """Wholes by key, in the order of their definitions and windows, and reasons by statement id."""

    wholes: dict[Key, Whole]
    reasons: dict[str, str]


def sort_out(evidence: Evidence, asked: Question, found: list[Statement]) -> Sorted:
    """Sort the figures that the state receives; shares of the supplier's own exports are not among them."""
    reasons: dict[str, str] = {}
    fit: list[Statement] = []
    totals_of_arms = {one.statement_id for one in arms_levels(evidence, evidence.first)}
    for one in found:
        if one.basis_denominator.startswith("sender") or one.receiver != asked.state:
            continue
        if reason := _unfit(asked, one, totals_of_arms):
            reasons[one.statement_id] = reason
        elif asked.meets(one):
            fit.append(one)
    for one in deviating(evidence, [one for one in fit if not one.with_senders]):
        reasons[one.statement_id] = "a print of a measurer's figure that differs from its own or from most prints"
    fit = [one for one in fit if one.statement_id not in reasons]
    wholes: dict[Key, Whole] = defaultdict(Whole)
    for one in fit:
        _place(wholes[_key(evidence, asked, one)], one).append(one)
    for whole in wholes.values():
        again = repeats(evidence, whole.everything())
        reasons |= {
            repeat: f"repeats {first.rpartition(':')[2]} of the same witness" for repeat, first in again.items()
        }
    order = sorted(wholes, key=lambda key: (key[0], key[1], key[2], key[3]))
    return Sorted({key: wholes[key] for key in order}, reasons)


def _unfit(asked: Question, one: Statement, totals_of_arms: set[str]) -> str:
    """Return why a statement is a part of no whole; empty if it may be."""
    if (one.low or 0) < 0:
        return "a negative figure: no flow of supply"
    if not asked.dates(one):
        return "names no window of its own: evidence for no year"
    if one.kind == "share":
        return _unfit_share(asked, one)
    if one.basis_denominator != "absolute":
        return "a change or a ratio and not an amount"
    whole = one.statement_id in totals_of_arms if asked.layer == "arms" else "net" not in one.item.casefold().split()
    if one.basis_concept not in FLOWS or not whole:
        return "an amount of something else than the whole flow"
    return "" if not one.with_senders else "an amount of several suppliers jointly"


def _unfit_share(asked: Question, one: Statement) -> str:
    if one.sender == WORLD:
        return "a share of no single supplier"
    if (one.low or 0) > _WHOLE:
        return "a share above 100 percent"
    fits = is_supply_share(one) if asked.layer != "finance" else _is_stake(one)
    return "" if fits else "not a share of the state's whole supply"


def _is_stake(one: Statement) -> bool:
    return one.unit == "percent" and one.basis_denominator.startswith(("owners", "receiver"))


def _key(evidence: Evidence, asked: Question, one: Statement) -> Key:
    words = f"{asked.item} of {one.item}" if asked.layer == "finance" else definition(one)
    if one.basis_concept == "exports":  # the sellers' books tell of what the state takes in
        words = f"{words.replace('exports', 'imports', 1)} as exported by the sellers"
    return words, one.begins, one.ends, vintage(evidence, one)


def _place(whole: Whole, one: Statement) -> list[Statement]:
    if one.kind == "share":
        return whole.joint if one.with_senders else whole.sole
    return whole.totals if one.sender == WORLD else whole.amounts
