"""The outcome of comparing two statements, and the table of rules that can bring it about."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Relation = Literal["corroborate", "refine", "conflict", "apparent_conflict", "succession", "duplicate", "not_same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two statements relate, by which rule, and why in words.

    For ``refine`` the second statement is the finer one, for ``succession`` the later one, and by the rule "nil
    beside seen" the first says nil; else the two stand in the order of their ids.

    Reading: a conflict says that both cannot hold as printed, not which of them is wrong; an apparent conflict
    says that both may hold.
    """

    first_id: str
    second_id: str
    relation: Relation
    rule: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``compare_rules.csv``: the relation it yields and what it means."""

    relation: Relation
    description: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rule that fired, what it adds in words to the two statements side by side, and their order.

    ``turned`` is True when the first of the pair is the finer or later one and is to be named second; ``reason``
    then speaks of the two in that order. It may be empty.
    """

    rule: str
    reason: str = ""
    turned: bool = False


@cache
def rules() -> dict[str, Rule]:
    """Return the rules of comparison by name."""
    text = files(__package__).joinpath("compare_rules.csv").read_text(encoding="utf-8")
    return {
        row["rule"]: Rule(cast(Relation, row["relation"]), row["description"])
        for row in csv.DictReader(text.splitlines())
    }
