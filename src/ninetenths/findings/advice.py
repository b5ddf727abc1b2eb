"""What would help where little is known."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from ninetenths.datasets.packs import pack_folder, pack_names
from ninetenths.datasets.packs.case_file import read_case
from ninetenths.findings.evidence import Evidence, owner
from ninetenths.findings.wording import capital_first, counted, day, listed, named
from ninetenths.ledger.records import Statement
from ninetenths.states import all_states

_ENOUGH = 12
_FINDINGS = 2
_WOULD_HELP = {
    "energy": "customs and ship-tracking figures of what flows",
    "trade": "goods trade both ways (CEPII BACI, UN Comtrade)",
    "arms": "deliveries from an arms register (SIPRI)",
    "defence": "treaties and alliances (ATOP)",
    "diplomacy": "embassies, ambassadors and visits with their dates",
    "vote": "recorded votes (UN General Assembly)",
}
"""Layer to what fills it, for any dyad."""


def advice(evidence: Evidence, findings: int) -> tuple[str, ...]:
    """Return what to do next for a dyad of which the ledger knows little; empty where it knows enough."""
    between = evidence.between()
    gone = tuple(_former(evidence))
    if evidence.second is None or (len(between) >= _ENOUGH and findings > _FINDINGS):
        return gone
    first, second = evidence.first.actor, evidence.second.actor
    layers = {one.layer for one in between}
    missing = [words for layer, words in _WOULD_HELP.items() if layer not in layers]
    found = [*gone, _how_little(f"{named(first)} and {named(second)}", between), *_other_packs(evidence, len(between))]
    if missing:
        found.append(f"What would help: {'; '.join(missing)}. Absence here is unknown and not zero.")
    folder = f"{first}-{second}".lower().replace("+", "plus")
    found += [
        (
            "Add one figure of your own with its source (12.5 and the rest stand for yours): "
            f"ninetenths statement add --sender {first} --receiver {second} --layer trade --kind level --item exports "
            "--low 12.5 --high 12.5 --unit MUSD --begins 2024 --ends 2024 "
            '--summary "In your own words" --title "Its source"'
        ),
        f"Start a case of your own: ninetenths case new {folder} {first} {second}",
    ]
    return tuple(found)


def _former(evidence: Evidence) -> Iterator[str]:
    """Yield what to ask instead where a side is a state that ended: what came later is of its successors."""
    former = {state.state_id: state for state in all_states() if state.ends}
    for side in evidence.sides:
        state = former.get(side.actor)
        if state:
            heirs = listed([named(actor) for actor in state.successors])
            yield (
                f"{capital_first(named(state.state_id))} was a state from {day(state.begins) or 'before the evidence'} "
                f"to {day(state.ends)}; what is dated later is not its own{f': ask about {heirs}' if heirs else ''}."
            )


def _how_little(names: str, between: list[Statement]) -> str:
    if not between:
        return f"The ledger holds no statement that ties {names}. That says nothing about their relation."
    verb = "ties" if len(between) == 1 else "tie"
    return f"The ledger holds only {counted(len(between), 'statement')} that {verb} {names}."


def _other_packs(evidence: Evidence, known: int) -> Iterator[str]:
    """Yield the embedded packs that are about the two, or hold more on them than the ledger does."""
    assert evidence.second is not None
    here = {key.partition("@")[0] for key in evidence.by_id}
    pair = f"{evidence.first.actor} {evidence.second.actor}"
    for name in pack_names():
        if name in here:
            continue
        case, _ = read_case(pack_folder(name))
        if case and any({evidence.first.actor, evidence.second.actor} == set(dyad) for dyad in case.dyads):
            yield f"The embedded pack {name} is about these two: ninetenths brief {pair} --ledger {name}"
        elif (count := _statements_in(name, evidence)) > known:
            yield (
                f"The embedded pack {name} holds {counted(count, 'statement')} on the two: "
                f"ninetenths brief {pair} --ledger {name}"
            )


def _statements_in(pack: str, evidence: Evidence) -> int:
    """Return how many rows of a pack have one side on one end and the other side on the other."""
    assert evidence.second is not None
    one, other = evidence.first.holds, evidence.second.holds
    with (pack_folder(pack) / "statements.csv").open(encoding="utf-8", newline="") as lines:
        ends = [(owner(row["sender"]), owner(row["receiver"])) for row in csv.DictReader(lines)]
    return sum(
        (sender in one and receiver in other) or (sender in other and receiver in one) for sender, receiver in ends
    )
