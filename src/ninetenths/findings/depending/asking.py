"""What is asked: the layers and items there are, and the statements that speak of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from difflib import get_close_matches

from ninetenths.errors import CoverageError, InvalidRecord
from ninetenths.findings.evidence import Evidence, is_fact, starts, stops
from ninetenths.findings.shares import is_dated
from ninetenths.findings.wording import listed, named
from ninetenths.ledger.dates import first_day
from ninetenths.ledger.records import Statement

ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "energy": {
        "crude": ("crude", "crude and products", "oil"),
        "products": ("products", "crude and products", "oil"),
        "crude and products": ("crude and products", "oil"),
        "oil": ("oil", "crude and products", "crude", "products"),
        "gas": ("gas", "pipeline gas", "LNG"),
        "pipeline gas": ("pipeline gas", "gas"),
        "LNG": ("LNG", "gas"),
        "coal": ("coal", "hard coal"),
        "hard coal": ("hard coal", "coal"),
        "oil, gas and coal": ("oil, gas and coal", "all energy"),
        "all energy": ("all energy", "oil, gas and coal"),
    },
    "arms": {"arms": ("arms", "major arms"), "major arms": ("major arms",)},
    "trade": {
        "goods": ("all goods", "goods and services", "non-energy goods"),
        "all goods": ("all goods",),
        "goods and services": ("goods and services",),
        "non-energy goods": ("non-energy goods",),
    },
    "finance": {"ownership": ("",), "investment": ("",)},
}
"""Item asked for, by layer, to the commodities that answer it: the item itself first, then definitions around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One checked question: a state, an item of a layer, and the years asked about."""

    state: str
    layer: str
    item: str
    begins: int
    ends: int

    @property
    def commodities(self) -> tuple[str, ...]:
        """Commodities whose statements answer the question; the first is the item itself."""
        return ITEMS[self.layer][self.item]

    def meets(self, statement: Statement) -> bool:
        """Whether the window of a statement meets the years asked about."""
        return starts(statement) <= date(self.ends, 12, 31) and stops(statement) >= date(self.begins, 1, 1)

    def dates(self, statement: Statement) -> bool:
        """Whether a statement names its own window; an interest in an asset is one of its date."""
        if self.layer == "finance":
            return bool(first_day(statement.begins)) and not statement.begins_inferred
        return is_dated(statement)

    def is_asked(self, statement: Statement) -> bool:
        """Whether the statement is of the item asked for itself and not of a wider or narrower one."""
        return self.layer in ("arms", "finance") or statement.basis_commodity == self.commodities[0]


def question(state: str, *, layer: str, item: str, begins: int, ends: int) -> Question:
    """Return the question if layer, item and years are possible.

    Raises
    ------
    InvalidRecord
        If the layer or item is unknown, or the years run backwards or are none; the message says what there is.
    """
    if layer not in ITEMS:
        layers = listed([*ITEMS], "or")
        raise InvalidRecord(f"{layer[:100]!r} is no layer of dependence{_advice(layer, ITEMS)}: ask for {layers}")
    known = {name.casefold(): name for name in ITEMS[layer]}
    if item.casefold() not in known:
        elsewhere = [other for other in ITEMS if item.casefold() in map(str.casefold, ITEMS[other])]
        hint = f"; it is an item of layer {elsewhere[0]}" if elsewhere else _advice(item, ITEMS[layer])
        items = listed([repr(name) for name in ITEMS[layer]], "or")
        raise InvalidRecord(f"{item[:100]!r} is no item of layer {layer}{hint}: ask for {items}")
    if begins > ends:
        raise InvalidRecord(f"the years run from {begins} back to {ends}: swap the two")
    if begins < MINYEAR or ends > MAXYEAR:
        raise InvalidRecord(f"the years run from {begins} to {ends}: years are counted from {MINYEAR} to {MAXYEAR}")
    return Question(state=state, layer=layer, item=known[item.casefold()], begins=begins, ends=ends)


def supplied(evidence: Evidence, asked: Question) -> list[Statement]:
    """Return the factual figures of the item that the state receives or sends, whatever their window.

    Raises
    ------
    CoverageError
        If there is none at all; the message says what there is on the state.
    """
    found = [one for one in evidence.touching() if _speaks(one, asked) and is_fact(one)]
    if not found:
        there = sorted({f"{one.basis_commodity} ({one.layer})" for one in evidence.touching() if _is_other(one)})
        says = f"it has figures on {listed(there)}; ask for one of these or" if there else "it has none on that state;"
        raise CoverageError(
            f"the ledger has no figure on {asked.item} of {named(asked.state)}: {says} add a statement or a data set"
        )
    return found


def check_window(found: list[Statement], asked: Question) -> None:
    """Raise CoverageError if no dated figure falls into the years asked about; the message says which years do."""
    if any(asked.dates(one) and asked.meets(one) for one in found):
        return
    years = sorted({year for one in found if asked.dates(one) for year in (starts(one).year, stops(one).year)})
    there = f"dated figures run from {years[0]} to {years[-1]}" if years else "none of its figures names a window"
    raise CoverageError(
        f"no dated figure on {asked.item} of {named(asked.state)} falls into {asked.begins} to {asked.ends}: {there}. "
        "A share never persists past its window, so nothing is said of other years"
    )


def _speaks(statement: Statement, asked: Question) -> bool:
    if statement.layer != asked.layer or not _has_figure(statement):
        return False
    if asked.layer == "finance":
        return statement.basis_concept == asked.item
    return statement.basis_commodity in asked.commodities


def _is_other(statement: Statement) -> bool:
    return _has_figure(statement) and statement.layer in ITEMS and statement.basis_commodity != ""


def _has_figure(statement: Statement) -> bool:
    return statement.kind in ("share", "level") and statement.low is not None and statement.high is not None


def _advice(text: str, choices: Iterable[str]) -> str:
    close = get_close_matches(text[:100], list(choices), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
