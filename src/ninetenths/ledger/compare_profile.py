"""What a statement is about, in a form that two statements can be matched on: actor sets, item words, definition."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ninetenths.ledger.compare_values import Amount, amount_of
from ninetenths.ledger.records import Document, Statement
from ninetenths.ledger.windows import Window, window_of
from ninetenths.ledger.witness import measurement_of, vintage_of, witness_of

COMMODITY_FAMILY = {
    "crude": "oil",
    "crude and products": "oil",
    "products": "oil",
    "oil": "oil",
    "gas": "gas",
    "pipeline gas": "gas",
    "LNG": "gas",
    "hard coal": "coal",
    "coal": "coal",
    "major arms": "arms",
    "arms": "arms",
    "all goods": "goods",
    "goods and services": "goods",
    "non-energy goods": "goods",
    "oil, gas and coal": "energy",
    "all energy": "energy",
}
FLOW_CONCEPTS = frozenset(
    {
        "imports",
        "exports",
        "exports declared",
        "exports by ship tracking",
        "purchases",
        "consumption",
        "needs",
        "supply",
        "refinery throughput",
        "deliveries",
    }
)
"""Concepts under which one and the same flow is reported: their figures differ by definition, not by subject."""

FACTUAL = frozenset({"asserted", "reported", "denied"})
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
"""Years of an item repeat its window; other numbers are names ("ES-10/21", "F-16") and must be equal."""


@dataclass(frozen=True, slots=True)
class ItemWord:
    """What a word of an item stands for, and its role: commodity, flow, tie, act, stage, stop or phrase."""

    stands_for: str
    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One statement, prepared for comparison once, however often it is compared."""

    statement: Statement
    senders: frozenset[str]
    receivers: frozenset[str]
    sender_states: frozenset[str]
    carriers: frozenset[str]
    assets: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    text_words: frozenset[str]
    stages: frozenset[str]
    commodity: str
    concept: str
    whole: str
    window: Window
    amount: Amount | None
    truth: int
    factual: bool
    witness: str
    source: str
    measurement: str
    register: str
    release: int


def profile(statement: Statement, documents: Mapping[str, Document]) -> Profile:
    """Prepare a statement for comparison."""
    roles = _read(statement.item)
    register, release = vintage_of(statement.document_id, documents)
    commodity = COMMODITY_FAMILY.get(statement.basis_commodity, "") or min(roles.get("commodity", {""}))
    negative = (statement.polarity == "negated") != (statement.modality == "denied")
    senders = frozenset({statement.sender, *statement.with_senders})
    return Profile(
        statement=statement,
        senders=senders,
        sender_states=frozenset(actor.partition(":")[0] for actor in senders),
        receivers=frozenset({statement.receiver, *statement.with_receivers}),
        carriers=frozenset(step for step in statement.via if _is_state(step)),
        assets=frozenset(step for step in statement.via if not _is_state(step)),
        words=frozenset().union(*(roles.get(role, set()) for role in ("", "tie", "act"))),
        numbers=frozenset(roles.get("number", set())),
        text_words=_all_words(statement.item) | _all_words(statement.summary),
        stages=frozenset(roles.get("stage", set())),
        commodity=commodity,
        concept=_concept(statement, flow="flow" in roles),
        whole=statement.basis_denominator.partition(",")[0],
        window=window_of(statement),
        amount=amount_of(statement),
        truth=-1 if negative else 1,
        factual=statement.modality in FACTUAL,
        witness=(witness := witness_of(statement.document_id, documents)),
        source=_source(statement, documents.get(witness)),
        measurement=measurement_of(statement, documents),
        register=register,
        release=release,
    )


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the shared part of the smaller set of words, from 0 to 1; 0 where either is empty.

    >>> likeness(frozenset({"barak", "mx"}), frozenset({"barak", "mx", "system"}))
    1.0
    """
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def same_numbers(first: Profile, second: Profile) -> bool:
    """Whether the numbers in two items name the same thing; an item without a number fits any."""
    return first.numbers == second.numbers or not (first.numbers and second.numbers)


def _source(statement: Statement, document: Document | None) -> str:
    """Return who measured, else who published first, for a reader; the id of a document that is not there."""
    if statement.measured_by.strip():
        return statement.measured_by.strip()
    return (document.publisher or document.title) if document else statement.document_id


def _concept(statement: Statement, *, flow: bool) -> str:
    """Return the family of the flow concept: every way to report one flow is "flow"."""
    if statement.basis_concept:
        return "flow" if statement.basis_concept in FLOW_CONCEPTS else statement.basis_concept
    return "flow" if flow else ""


@cache
def item_words() -> dict[str, ItemWord]:
    """Return the words of ``item_words.csv``: general words of the field, none of a single case."""
    text = files(__package__).joinpath("item_words.csv").read_text(encoding="utf-8")
    return {row["word"]: ItemWord(row["stands_for"], row["role"]) for row in csv.DictReader(text.splitlines())}


@cache
def _phrase_shape() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(text) for text, word in item_words().items() if word.role == "phrase"))


@lru_cache(maxsize=8192)
def _read(text: str) -> dict[str, set[str]]:
    """Return the words of a text by role; a word that the table does not know has the role ''."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(character for character in folded if not unicodedata.combining(character))
    folded = _phrase_shape().sub(lambda match: item_words()[match[0]].stands_for, folded)
    found: dict[str, set[str]] = {}
    for token in _WORD.findall(folded):
        word = _word(token)
        found.setdefault(word.role, set()).add(word.stands_for)
    return found


@lru_cache(maxsize=8192)
def _word(token: str) -> ItemWord:
    if not token.isalpha():
        return ItemWord(token, "stop" if _YEAR.fullmatch(token) else "number")
    return item_words().get(token) or item_words().get(_singular(token)) or ItemWord(_singular(token), "")


def _is_state(step: str) -> bool:
    """Whether a step of a route is a state and not an asset: states have three capital letters (ISO 3166-1)."""
    return len(step) == 3 and step.isupper()


def _all_words(text: str) -> frozenset[str]:
    return frozenset().union(*(words for role, words in _read(text).items() if role not in ("stop", "flow")))


def _singular(token: str) -> str:
    if len(token) > 4 and token.endswith("ies"):
        return token[:-3] + "y"
    if len(token) > 3 and token.endswith("s") and not token.endswith("ss"):
        return token[:-1]
    return token
