"""The three figures of leverage from a run: the receiver's loss, that of those who act, and the way out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ninetenths.findings.levering.result import Triple
from ninetenths.scenarios import Outcome, Spread
from ninetenths.scenarios.items import item_named
from ninetenths.states import owner_state


def triple_of(outcome: Outcome, holders: Sequence[str]) -> Triple:
    """Return the three figures of a run of what the holders do; parts of their states count as theirs."""
    item, values = item_named(outcome.baseline.item), outcome.values
    need = outcome.inputs["need"]
    otherwise = np.maximum(values["rerouted"], 0) + np.maximum(values["replaced"], 0)
    missing = values["total_short"] + values["given_up"] + values["stock_drawn"] * need * item.days_per_rate
    unmet = np.maximum(missing, 0) / (item.per_week * outcome.scenario.weeks)
    whole = otherwise + unmet
    return Triple(
        loss_of_receiver=outcome.spreads["loss"],
        deepest_share=outcome.spreads["deepest_share"],
        days_to_shortage=outcome.spreads["days_to_shortage"],
        loss_of_holder=added([one.amount for one in outcome.losses if owner_state(one.actor) in holders]),
        outside_option=Spread.of(np.divide(otherwise, whole, out=np.full_like(whole, np.nan), where=whole > 0)),
        dearer=outcome.spreads["extra_cost_unit"],
    )


def added(spreads: Sequence[Spread]) -> Spread:
    """Return the sum of losses end by end: they rise together, with the price and with what finds no buyer."""
    return Spread(
        p5=sum(one.p5 for one in spreads), p50=sum(one.p50 for one in spreads), p95=sum(one.p95 for one in spreads)
    )
