"""From a case pack to a brief, step by step in one warm process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from benchmarks.registry import Benchmark
from ninetenths.brief import render_html
from ninetenths.datasets.packs import DEFAULT_PACK, open_ledger
from ninetenths.findings import Dossier, build_dossier
from ninetenths.ledger import EVERYTHING, Document, Ledger, Statement
from ninetenths.ledger.compare import compare_all


@dataclass(frozen=True, slots=True)
class _Case:
    ledger: Ledger
    statements: list[Statement]
    documents: dict[str, Document]
    dossier: Dossier


@cache
def _case(_: int) -> _Case:
    ledger = open_ledger(DEFAULT_PACK)
    return _Case(
        ledger=ledger,
        statements=ledger.statements(EVERYTHING),
        documents=ledger.documents(),
        dossier=build_dossier(ledger, "AZE", "ISR"),
    )


EVIDENCE = (
    Benchmark(
        name="from pack to brief, warm",
        build=_case,
        sweep=(1,),
        smoke=1,
        phases={
            "open the pack": lambda _: open_ledger(DEFAULT_PACK),
            "compare all statements": lambda case: compare_all(case.statements, case.documents),
            "build the dossier": lambda case: build_dossier(case.ledger, "AZE", "ISR"),
            "render the page": lambda case: render_html(case.dossier),
        },
        target={"compare all statements": 0.5},
    ),
)
