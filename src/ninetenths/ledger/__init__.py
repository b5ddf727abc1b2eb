"""One ledger of sourced statements: records, schema, storage, queries, comparing, and the chain of why."""

from ninetenths.ledger.compare import Comparison, compare, compare_all
from ninetenths.ledger.records import (
    RECORD_TYPES,
    Anchor,
    Asset,
    AssetStatus,
    Coverage,
    Document,
    Gap,
    Issue,
    Judgement,
    Link,
    Ownership,
    Record,
    Statement,
    Text,
)
from ninetenths.ledger.store import Ledger, Written
from ninetenths.ledger.where import EVERYTHING, Where
from ninetenths.ledger.why import AnchoredWords, Why
from ninetenths.ledger.witness import measurement_of, witness_of, witnesses

__all__ = [
    "EVERYTHING",
    "RECORD_TYPES",
    "Anchor",
    "AnchoredWords",
    "Asset",
    "AssetStatus",
    "Comparison",
    "Coverage",
    "Document",
    "Gap",
    "Issue",
    "Judgement",
    "Ledger",
    "Link",
    "Ownership",
    "Record",
    "Statement",
    "Text",
    "Where",
    "Why",
    "Written",
    "compare",
    "compare_all",
    "measurement_of",
    "witness_of",
    "witnesses",
]
