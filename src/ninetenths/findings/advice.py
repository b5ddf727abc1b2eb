"""What would help where little is known."""

from __future__ import annotations

from ninetenths.datasets.packs import pack_folder, pack_names
from ninetenths.datasets.packs.case_file import read_case
from ninetenths.findings.evidence import Evidence
from ninetenths.findings.wording import counted, listed, named
from ninetenths.ledger.records import Statement

_ENOUGH = 12
_LAYERS_WANTED = ("energy", "trade", "arms", "defence", "diplomacy", "vote")


def advice(evidence: Evidence, findings: int) -> tuple[str, ...]:
    """Return what to do next for a dyad of which the ledger knows little; empty where it knows enough."""
    between = evidence.between()
    if evidence.second is None or (len(between) >= _ENOUGH and findings > 2):
        return ()
    first, second = evidence.first.actor, evidence.second.actor
    names = f"{named(first)} and {named(second)}"
    found = [_how_little(names, between)]
    packs = [name for name in pack_names() if {first, second} <= _actors_of(name)]
    found += [
        f"The embedded pack {name} is about these two: ninetenths brief {first} {second} --ledger {name}"
        for name in packs
    ]
    layers = {one.layer for one in between}
    missing = [layer for layer in _LAYERS_WANTED if layer not in layers]
    if missing:
        found.append(f"Layers without a statement: {listed(missing)}. Absence here is unknown and not zero.")
    found += [
        f"Add one figure of your own with its source: ninetenths statement add {first} {second}",
        f"Start a case of your own: ninetenths case new {first.lower()}-{second.lower()} {first} {second}",
    ]
    return tuple(found)


def _how_little(names: str, between: list[Statement]) -> str:
    if not between:
        return f"The ledger holds no statement that ties {names}. That says nothing about their relation."
    verb = "ties" if len(between) == 1 else "tie"
    return f"The ledger holds only {counted(len(between), 'statement')} that {verb} {names}."


def _actors_of(pack: str) -> set[str]:
    case, _ = read_case(pack_folder(pack))
    return {actor for dyad in case.dyads for actor in dyad} if case else set()
