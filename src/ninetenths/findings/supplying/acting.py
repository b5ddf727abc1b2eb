"""Which acts a dossier sets side by side: those of the seller, of states on its way, of both, and of the price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ninetenths.findings.evidence import Evidence
from ninetenths.findings.levering.controls import crossed_by, is_supplier
from ninetenths.findings.supplying.asking import Asked
from ninetenths.findings.wording import named, plain_item
from ninetenths.scenarios import Act, Baseline
from ninetenths.states import members
from ninetenths.states.tables import organisations

WITHHELD = 0.05
"""The part of all their exports that exporters without sales withhold in the price channel."""
_MOST_TRANSIT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One supposition: who acts, what they do in words, and the acts that are run.

    ``in_price`` is True where nothing is refused to the receiver itself, which is reached through the price alone.
    """

    actors: tuple[str, ...]
    words: str
    acts: tuple[Act, ...]
    in_price: bool = False


def suppositions(evidence: Evidence, supply: Asked, baseline: Baseline, begins: date) -> tuple[Supposed, ...]:
    """Return the acts of a supply that are worth comparing: each by its own law or policy, none by force."""
    receiver = supply.receiver.actor
    sellers = tuple(sorted(state for state in supply.sender.holds if is_supplier(baseline, state)))
    if not sellers:
        return ()
    found = [_ban(sellers, receiver, begins)]
    for state in crossed_by(baseline, sellers)[:_MOST_TRANSIT]:
        denial = Act(kind="denial", begins=begins, by=(state,), against=receiver)
        found.append(Supposed(actors=(state,), words=plain_item(denial.words), acts=(denial,)))
    joint = tuple(state for state in supply.beside if is_supplier(baseline, state))
    if joint:
        found.append(_ban((*sellers, *joint[:1]), receiver, begins))
    bloc = _exporters(evidence, baseline, begins)
    if bloc:
        ban = Act(kind="ban", begins=begins, by=bloc[1], against=receiver, cut_share=WITHHELD)
        words = (
            f"exporters of {named(bloc[0])} that sell {named(receiver)} nothing withhold {100 * WITHHELD:g} % of "
            "all their exports"
        )
        found.append(Supposed(actors=bloc[1], words=words, acts=(ban,), in_price=True))
    return tuple(found)


def _ban(sellers: tuple[str, ...], receiver: str, begins: date) -> Supposed:
    ban = Act(kind="ban", begins=begins, by=sellers, against=receiver)
    return Supposed(actors=sellers, words=plain_item(ban.words), acts=(ban,))


def _exporters(evidence: Evidence, baseline: Baseline, on: date) -> tuple[str, tuple[str, ...]] | None:
    """Return the organisation whose exporters sell the receiver nothing and export most, and those exporters.

    Only states that are party to statements count: of others the evidence knows no interest in the matter.
    """
    exports = {
        one.state: (one.exports.low + one.exports.high) / 2
        for one in baseline.sellers
        if one.exports is not None and not is_supplier(baseline, one.state)
    }
    party = set().union(*evidence.senders.values(), *evidence.receivers.values())
    found = []
    for bloc in sorted(organisations()):
        inside = set(members(bloc, on=on))
        if any(is_supplier(baseline, state) for state in inside) or baseline.receiver in inside:
            continue
        able = tuple(sorted(inside & exports.keys() & party))
        if len(able) > 1:
            found.append((sum(exports[state] for state in able), -len(inside), bloc, able))
    best = max(found, default=None)
    return (best[2], best[3]) if best else None
