"""What a compiler should look at again: rows that can be read, and that may not say what was meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from ninetenths.datasets.packs.crossing import Entry
from ninetenths.datasets.packs.faults import Fault, make_fault
from ninetenths.ledger.cells import shown
from ninetenths.ledger.dates import OPEN, first_day, last_day
from ninetenths.ledger.records import Document, Gap, Record, Statement
from ninetenths.states import owner_state, state_of

_NEGATION = re.compile(r"^(?:no|never|without)\s|\bnot\b|\b(?:lack|absence) of\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(?:\s*[-–]\s*\d[\d,.]*)?\s*"
    r"(%|(?:percent|per cent|billion|million|bn|Mt|kt|tonnes|kb/d|b/d|barrels|bcm|TWh|TIV)\b)"
)
_COMMODITY_LAYERS = ("energy", "trade", "arms")
_WHOLES = {"percent": Decimal(100), "fraction": Decimal(1)}
_ALIKE_PERCENT = 92
"""Similarity from which two summaries with the same figures and ends count as the same sentence."""
_CHANGE = re.compile(
    r"\b(from .{1,20}? to|rose|grew|grow|fell|falls?|rising|before and after|present and planned|respectively)\b",
    re.IGNORECASE,
)
_LARGEST_BLOCK = 200
"""Statements of one group that are compared pair by pair; a larger group is data rather than a compiled pack."""

SomeRecord = TypeVar("SomeRecord", bound=Record)


Doubt = Callable[[Statement], str]


def find_doubts(entries: Sequence[Entry]) -> list[Fault]:
    """Return the warnings and notes about records that are valid as such."""
    statements = list(_of_type(entries, Statement))
    return [
        *(
            make_fault(code, entry.file, row=entry.row, column=column, found=found)
            for entry, statement in statements
            for code, column, doubt in _STATEMENT_DOUBTS
            if (found := doubt(statement))
        ),
        *_find_repeats(statements),
        *_find_twin_summaries(statements),
        *_find_document_doubts(entries),
        *(
            make_fault("P111", entry.file, row=entry.row, column="layers", found=f"the gap {shown(gap.title)}")
            for entry, gap in _of_type(entries, Gap)
            if not gap.layers
        ),
    ]


def _of_type(entries: Sequence[Entry], wanted: type[SomeRecord]) -> Iterator[tuple[Entry, SomeRecord]]:
    return ((entry, entry.record) for entry in entries if isinstance(entry.record, wanted))


def _negated_item(statement: Statement) -> str:
    return shown(statement.item) if _NEGATION.search(statement.item) else ""


def _undated_share(statement: Statement) -> str:
    dated = {statement.begins, statement.ends} - {"", OPEN}
    return "a share with neither begins nor ends" if statement.kind == "share" and not dated else ""


def _second_quantity(statement: Statement) -> str:
    """Name quantities of one sort of which the row's interval can hold one alone.

    Reading: a summary may well print a figure for comparison, hence a note and no warning.
    """
    if statement.low is None or statement.low != statement.high:
        return ""
    figures = defaultdict[str, list[str]](list)
    for figure, sort in _QUANTITY.findall(statement.summary):
        if figure not in figures[sort]:
            figures[sort].append(figure)
    several = [f"{' and '.join(some)} {sort}" for sort, some in figures.items() if len(some) > 1]
    return f"{'; '.join(several)} in the summary" if several else ""


def _two_figures(statement: Statement) -> str:
    """Name bounds that the words give as two times or two things rather than as one uncertain figure."""
    if statement.low is None or statement.low == statement.high:
        return ""
    word = _CHANGE.search(f"{statement.summary} {statement.basis_text}")
    return f"{statement.low} and {statement.high} with {shown(word[0])}" if word else ""


def _dated_by_the_compiler(statement: Statement) -> str:
    return f"{statement.begins}, inferred" if statement.kind == "share" and statement.begins_inferred else ""


def _out_of_time(statement: Statement) -> str:
    """Name an end of the statement that did not exist, or no longer, when it is said to have begun (§1)."""
    first, last = first_day(statement.begins), last_day(statement.begins)
    if first is None or last is None or statement.begins_inferred:
        return ""
    for actor in (statement.sender, statement.receiver):
        home = owner_state(actor)
        spells = state_of(home).spells if home else ()
        if spells and (last.isoformat() < spells[0].begins or "" < spells[-1].ends < first.isoformat()):
            existed = "; ".join(f"{spell.begins} to {spell.ends or 'today'}" for spell in spells)
            return f"{actor} in {statement.begins}; it existed {existed}"
    return ""


def _empty_facets(statement: Statement) -> str:
    if statement.kind != "share":
        return ""
    facets = {
        "basis_commodity": statement.basis_commodity or statement.layer not in _COMMODITY_LAYERS,
        "basis_measure": statement.basis_measure,
        "basis_concept": statement.basis_concept,
        "basis_denominator": statement.basis_denominator,
    }
    empty = [name for name, filled in facets.items() if not filled]
    return f"a share without {', '.join(empty)}" if empty else ""


def _above_whole(statement: Statement) -> str:
    whole = _WHOLES.get(statement.unit)
    above = statement.kind == "share" and whole is not None and statement.high is not None and statement.high > whole
    return f"{statement.high} {statement.unit}" if above else ""


_STATEMENT_DOUBTS: tuple[tuple[str, str, Doubt], ...] = (
    ("P101", "item", _negated_item),
    ("P102", "begins", _undated_share),
    ("P105", "summary", _second_quantity),
    ("P106", "", _empty_facets),
    ("P107", "high", _above_whole),
    ("P112", "high", _two_figures),
    ("P113", "begins", _dated_by_the_compiler),
    ("P114", "begins", _out_of_time),
)


def _ends(statement: Statement) -> tuple[object, ...]:
    return statement.sender, statement.receiver, statement.with_senders, statement.with_receivers


def _find_repeats(statements: Sequence[tuple[Entry, Statement]]) -> Iterator[Fault]:
    first: dict[tuple[object, ...], Entry] = {}
    for entry, one in statements:
        thing = (one.document_id, one.layer, one.kind, one.item, one.polarity, one.via, one.choice, one.basis_text)
        told = (one.low, one.high, one.unit, one.begins, one.ends, one.modality, one.speaker, one.channel, one.audience)
        key = (*_ends(one), *thing, *told)
        if key in first:
            found = f"the same ends, layer, item, value and window as row {first[key].row}"
            yield make_fault("P103", entry.file, row=entry.row, found=found)
        first.setdefault(key, entry)


def _find_twin_summaries(statements: Sequence[tuple[Entry, Statement]]) -> Iterator[Fault]:
    blocks = defaultdict[tuple[object, ...], list[tuple[Entry, Statement]]](list)
    for entry, one in statements:
        blocks[(*_ends(one), one.choice, *re.findall(r"\d+", one.summary))].append((entry, one))
    for block in blocks.values():
        for number, (entry, one) in enumerate(block[:_LARGEST_BLOCK]):
            earlier = (other for other in block[:number] if ratio(one.summary, other[1].summary) >= _ALIKE_PERCENT)
            if twin := next(earlier, None):
                found = f"{shown(one.summary)}, much as row {twin[0].row} says"
                yield make_fault("P104", entry.file, row=entry.row, column="summary", found=found)


def _find_document_doubts(entries: Sequence[Entry]) -> Iterator[Fault]:
    documents = {document.document_id: document for _, document in _of_type(entries, Document)}
    cited = {one.document_id for _, one in _of_type(entries, Statement)}
    leaned_on = {
        getattr(entry.record, "document_id", "") for entry in entries if not isinstance(entry.record, Document)
    }
    leaned_on |= {document.republishes for document in documents.values()}
    leaned_on |= {document.supersedes for document in documents.values()}
    for entry, document in _of_type(entries, Document):
        name = _local(document)
        if document.document_id not in leaned_on:
            yield make_fault("P108", entry.file, row=entry.row, column="document_id", found=name)
        if document.document_id in cited and not document.was_read:
            yield make_fault("P110", entry.file, row=entry.row, column="was_read", found=name)
        original = documents.get(document.republishes)
        if document.document_id in cited and original is not None and not original.was_read:
            found = f"{name}, a reprint of {_local(original)}"
            yield make_fault("P109", entry.file, row=entry.row, column="republishes", found=found)


def _local(document: Document) -> str:
    """Return the id as the file has it, without the name of the pack."""
    return shown(document.document_id.partition(":")[2] or document.document_id)
