"""Why a statement about a supply is no reading of it: the first reason that applies, in words for a reader."""

from __future__ import annotations

import re
from collections.abc import Callable

from ninetenths.findings.evidence import FACTUAL, starts, stops
from ninetenths.findings.reconciling.items import Item
from ninetenths.findings.reconciling.operators import ANYWHERE, UNKNOWN
from ninetenths.findings.shares import is_dated, is_roundabout
from ninetenths.ledger.records import Statement
from ninetenths.states import owner_state

FLOWS = frozenset(
    {
        "imports",
        "exports",
        "exports declared",
        "exports by ship tracking",
        "purchases",
        "deliveries",
        "supply",
        "consumption",
        "needs",
        "refinery throughput",
        "throughput",
    }
)
USED_UP = frozenset({"consumption", "needs", "refinery throughput"})
"""Concepts of use and not of what comes in."""

_SHORTEST = 28
_OF_GAS = re.compile(r"(bcm|tcm|bcf|tcf|Mm3)\b")
_GASES = frozenset({"gas", "pipeline gas", "LNG"})
_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_STATE = re.compile(r"[A-Z]{3}(:\S+)?")
_WHOLES = {
    "asset": "its whole is what passes or fits into one asset",
    "pair": "its whole is both directions of trade",
    "bloc": "its whole is the total of a bloc",
    "world": "its whole is the world total",
    "owners": "its whole is all interests in an asset",
    "earlier level": "a change against an earlier level, and no amount",
    "baseline": "a change against what was expected, and no amount",
    "unstated": "does not say of what it is a share",
}
Check = Callable[[Statement, Item], str]


def why_not(statement: Statement, item: Item) -> str:
    """Return why a statement cannot be read as an amount or a share of the supply; empty if it can."""
    return next((reason for check in _CHECKS if (reason := check(statement, item))), "")


def _fact(statement: Statement, item: Item) -> str:
    del item
    if statement.polarity != "affirmed":
        return "denies and gives no figure of its own"
    return "" if statement.modality in FACTUAL else f"said as {statement.modality}, not as a fact"


def _figure(statement: Statement, item: Item) -> str:
    del item
    if statement.kind == "rank":
        return "an order of suppliers, and no amount"
    if statement.low is None or statement.high is None:
        if statement.low is None and statement.high is None:
            return "no figure"
        return "one end only: give both, or the least as both ends with 'over' in the summary"
    if statement.low < 0 or statement.high < statement.low:
        return f"a flow cannot be {statement.low} to {statement.high} {statement.unit}"
    if _OF_GAS.match(statement.unit) and statement.basis_commodity not in _GASES:
        return f"{statement.basis_commodity or 'an unnamed good'} in {statement.unit}, a unit of gas"
    return ""


def _share(statement: Statement, item: Item) -> str:
    del item
    whole = statement.basis_denominator
    for start, reason in _WHOLES.items():
        if whole.startswith(start) and not (start == "bloc" and not owner_state(statement.receiver)):
            return reason
    if statement.unit not in ("percent", "fraction"):
        return ""
    assert statement.high is not None
    if statement.high > (100 if statement.unit == "percent" else 1):
        return f"a share above its whole: {statement.high} {statement.unit}".strip()
    if not whole or whole == "absolute":
        return "does not say of what it is a share"
    return "" if statement.basis_measure != "count" else "counts cargoes or ships, and no amount"


def _concept(statement: Statement, item: Item) -> str:
    del item
    if statement.basis_concept == "orders":
        return "ordered, and not yet delivered"
    if statement.basis_concept not in FLOWS:
        return f"about {statement.basis_concept or 'something else'}, and not about the flow"
    if statement.basis_measure in ("count", "stake", "duration", "length", "area"):
        return f"counts {statement.unit}, and no amount"
    return "net of what is passed on: another whole" if _NET.search(statement.item) else ""


def _dated(statement: Statement, item: Item) -> str:
    del item
    if statement.begins_inferred:
        return "undated: the compiler set its date, and an undated figure is evidence for no year"
    if not is_dated(statement) or statement.basis_denominator.endswith("unstated window"):
        return "undated: evidence for no year"
    days = (stops(statement) - starts(statement)).days + 1
    if days < _SHORTEST:
        return f"a window of {days} {'day' if days == 1 else 'days'}: a cargo or two, and no rate of a month"
    return ""


def _ends(statement: Statement, item: Item) -> str:
    del item
    if statement.with_receivers:
        return "several receivers together"
    if ":" in statement.receiver:
        return "what a part of the receiver bought, wherever it was landed"
    if any(not _is_origin(one) for one in (statement.sender, *statement.with_senders)):
        return "its sender is an organisation and no origin"
    return ""


def _projection(statement: Statement, item: Item) -> str:
    if is_roundabout(statement):
        return "counts goods that come through third states, which other books give as theirs"
    if statement.kind == "share" and statement.basis_commodity in item.parts:
        return f"a share of {statement.basis_commodity} alone"
    if statement.sender == statement.receiver and _by_asset(statement):
        return "what one asset uses, and not the receiver as a whole"
    return _no_origin(statement, item) if statement.sender == ANYWHERE else ""


def _no_origin(statement: Statement, item: Item) -> str:
    if statement.kind == "share":
        return "a share of all origins together"
    if statement.basis_commodity in item.parts:
        return f"counts only {statement.basis_commodity}, of no stated origin"
    return "what passes one asset, of no stated origin" if _by_asset(statement) else ""


def _by_asset(statement: Statement) -> bool:
    return any(not _STATE.fullmatch(stop) for stop in statement.via)


def _is_origin(actor: str) -> bool:
    return actor in (ANYWHERE, UNKNOWN) or bool(owner_state(actor))


_CHECKS: tuple[Check, ...] = (_fact, _figure, _concept, _share, _dated, _ends, _projection)
