"""How acts on a supply are read in law, and what got round such acts, from the ledger and the table of regimes."""

from __future__ import annotations

from collections.abc import Sequence

from ninetenths.errors import CoverageError
from ninetenths.findings.blocked.evidence import leak_of
from ninetenths.findings.evidence import is_fact
from ninetenths.ledger.records import Statement
from ninetenths.network.powers import powers, regime_for
from ninetenths.network.sea import passages
from ninetenths.network.supply import SupplyGraph
from ninetenths.network.ways import ways
from ninetenths.scenarios import LegalReading, Scenario, Span
from ninetenths.scenarios.assumed import COUNTED
from ninetenths.scenarios.parameters import Parameter

_GENERAL = (
    ("origin", "supplier", "export ban"),
    ("receiver", "receiver", "import ban"),
    ("pipeline", "crossed", "denial"),
    ("port", "crossed", "port ban"),
    ("strait", "littoral", "volume"),
)


def readings_of(graph: SupplyGraph, scenario: Scenario, origins: Sequence[str]) -> tuple[LegalReading, ...]:
    """Return how acts at the steps of the ways from some origins are read in law, then the general readings."""
    states = sorted({one.partition(":")[0] for one in origins} - {scenario.receiver})
    sellers = [one for one in states if len(one) == 3]
    found: list[LegalReading] = []
    if sellers:
        try:
            some = ways(graph, origins=sellers, receiver=scenario.receiver, item=scenario.item)
        except CoverageError:
            some = ()
        found = [
            LegalReading(
                holder=one.holder,
                stop=one.asset_id,
                kind="strait" if one.asset_id in passages() else one.kind,
                legality=one.legality,
                note=one.note,
                source=one.source,
            )
            for one in powers(graph, some)
            if one.layer == "state"
        ]
    return (*dict.fromkeys(found), *_general())


def _general() -> list[LegalReading]:
    found = []
    for asset_kind, role, closure in _GENERAL:
        row = regime_for(asset_kind, "", role=role, closure=closure)  # type: ignore[arg-type]  # a kind of the table
        if row:
            kind = "strait" if asset_kind == "strait" else closure
            found.append(
                LegalReading(holder="", stop="", kind=kind, legality=row.legality, note=row.note, source=row.source)
            )
    return found


def counted_leakage(statements: Sequence[Statement], scenario: Scenario) -> Parameter | None:
    """Return the range of what got round an act on the way, where the ledger counts it; None where it does not."""
    facts = [one for one in statements if is_fact(one)]
    leak = leak_of(facts, receiver=scenario.receiver)
    if not leak.statement_ids or scenario.item != "crude":
        return None
    low, high = 100 * leak.low, 100 * leak.high
    return Parameter(
        name=COUNTED,
        span=Span.of(low, high),
        unit="percent",
        shape="beta",
        least=0.0,
        most=100.0,
        source=f"counted in the evidence: {', '.join(leak.statement_ids)}",
        note=leak.words,
        given_by="evidence",
    )
