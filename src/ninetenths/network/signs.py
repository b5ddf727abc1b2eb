"""The sign of a tie by the declared rule of its layer and kind: one readable table, ``sign_rules.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from ninetenths.ledger.records import Statement

Rule = Literal["sum", "positive", "negative", "none"]


@dataclass(frozen=True, slots=True)
class SignRule:
    """How the statements of one layer and kind sign a tie, and why.

    ``sum`` adds their own signs, ``positive`` and ``negative`` count each as +1 or -1, ``none`` leaves them unsigned.
    """

    layer: str
    kind: str
    rule: Rule
    description: str


@cache
def sign_rules() -> dict[tuple[str, str], SignRule]:
    """Return the rules by layer and kind; ``*`` stands for any."""
    text = files(__package__).joinpath("sign_rules.csv").read_text(encoding="utf-8")
    return {
        (row["layer"], row["kind"]): SignRule(row["layer"], row["kind"], cast(Rule, row["rule"]), row["description"])
        for row in csv.DictReader(text.splitlines())
    }


def sign_rule(layer: str, kind: str) -> SignRule:
    """Return the rule for a layer and kind: that of both, else of the kind on any layer, else of the layer.

    >>> sign_rule("defence", "status").rule
    'positive'
    >>> sign_rule("energy", "share").rule
    'none'
    """
    rules = sign_rules()
    return rules.get((layer, kind)) or rules.get(("*", kind)) or rules[layer, "*"]


def signed(statement: Statement) -> int | None:
    """Return what a statement adds to the sign of its tie: +1, 0 or -1; None where it says nothing about it."""
    rule = sign_rule(statement.layer, statement.kind).rule
    if rule == "none":
        return None
    if rule == "sum":
        return statement.sign
    return 1 if rule == "positive" else -1
