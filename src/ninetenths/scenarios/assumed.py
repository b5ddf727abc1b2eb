"""What a run takes for granted of a supply, in words."""

from __future__ import annotations

from ninetenths.scenarios import consequences
from ninetenths.scenarios.effects import closes
from ninetenths.scenarios.market import Market
from ninetenths.scenarios.planning import owes_cover

COUNTED = "leakage_counted"
"""The name of the leakage that the evidence counts."""

ON_THE_WAY = frozenset({"denial", "port rule", "no re-export"})
"""Kinds of act that a counted leakage is about."""


def assumed(market: Market) -> tuple[str, ...]:
    """Return in words what the run assumes of this supply."""
    unknown = [one.origin for one in market.baseline.sellers if not one.paths and one.origin != "other"]
    found = [
        "the usual intake of the baseline is what the receiver needs in every week",
        "the planner sees the whole run: real buyers do not, so shortages come sooner and cost more",
        "refused goods find other buyers except for the part shut in; the price moves for everybody",
    ]
    found.append(consequences.elasticities_said(market.item.name))
    found.append(
        "users give the need up along that curve as the price rises, from the week of the first act on, up to the "
        "worth of the last unit (shortage_value); only what is missing beyond is a shortage"
    )
    if "own_use" in market.drawn:
        found.append("losses in money are those of the receiver's own use; what it passes on lacks the same part")
    if COUNTED in market.drawn and any(act.kind in ON_THE_WAY and not act.leakage for act in market.scenario.acts):
        counted = market.baseline.counted_leakage
        found.append(f"what gets round acts on the way is what the evidence counts: {counted.note if counted else ''}")
    if owes_cover(market):
        found.append("as a member of the IEA the receiver owes 90 days of net imports: a soft rule of the plan")
    large = sum(one.exports is not None for one in market.baseline.sellers)
    if large:
        found.append(f"exports and spare capacity of {large} exporters are those of the package's table, 2021 to 2025")
    if unknown:
        found.append(f"the way of {', '.join(unknown)} is not known, so no act of a transit state touches it")
    if any(closes(act) and act.leakage is None for act in market.scenario.acts):
        found.append("one leakage holds for all acts of a draw")
    return tuple(found)
