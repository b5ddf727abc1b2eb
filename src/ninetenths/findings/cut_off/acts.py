"""The acts of states that the evidence names, each run alone, and ranked by what the receiver would lose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ninetenths.scenarios import Act, Baseline, Outcome, Ready, Scenario, Spread
from ninetenths.scenarios.baseline import REST
from ninetenths.scenarios.effects import touches_way

MOST_DRAWS = 200
"""Draws of each act: a ranking needs fewer than a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One act alone: what the receiver loses, what the actor loses, and in how many draws there is a shortage.

    Reading: acts of states that could be, ranked by their consequence in a model; not a list of what to do, and no
    object is in it.
    """

    act: str
    loss: Spread
    own_loss: Spread
    short: float


def ranked_acts(baseline: Baseline, scenario: Scenario, *, most: int, draws: int, seed: int) -> tuple[Ranked, ...]:
    """Return the most consequential single acts: each usual seller's ban and each transit state's denial."""
    found = []
    ready = Ready(baseline, scenario, draws=min(draws, MOST_DRAWS), seed=seed)
    for act in _candidates(baseline, scenario):
        alone = replace(scenario, acts=(act,))
        outcome = ready.run(alone)
        found.append(
            Ranked(
                act=act.words,
                loss=outcome.spreads["loss"],
                own_loss=_own(outcome, act),
                short=1 - outcome.spreads["days_to_shortage"].without,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.loss.p50, one.act))[:most])


def _own(outcome: Outcome, act: Act) -> Spread:
    mine = [one.amount for one in outcome.losses if one.actor.partition(":")[0] in act.by]
    return Spread(**{end: sum(getattr(one, end) for one in mine) for end in ("p5", "p50", "p95")})


def _candidates(baseline: Baseline, scenario: Scenario) -> Iterator[Act]:
    sellers = [
        seller
        for place, seller in enumerate(baseline.sellers)
        if baseline.rates[:, place].any() and seller.origin != REST
    ]
    for state in dict.fromkeys(seller.state for seller in sellers):
        yield Act(kind="ban", by=(state,), against=baseline.receiver, begins=scenario.begins)
    for state in baseline.transit_states:
        denial = Act(kind="denial", by=(state,), against=baseline.receiver, begins=scenario.begins)
        if any(touches_way(denial, seller, path) for seller in sellers for path in seller.paths):
            yield denial
