"""A run in words: findings first, each with its range; then what must stand beside them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ninetenths.findings.cut_off.answer import WhatIf
from ninetenths.findings.cut_off.known_errors import known_error
from ninetenths.scenarios import Act, Outcome, Spread
from ninetenths.scenarios.assumed import ON_THE_WAY
from ninetenths.scenarios.items import Item, item_named
from ninetenths.scenarios.outcome import Leak
from ninetenths.states import actor_name

CAVEATS = (
    "A model is not a forecast: these are the answers of a plan under assumed ranges, not the chances of an event.",
    "That a state could act so does not say that it will; flow is not complicity or knowledge.",
    "What the model leaves out (politics, credit, panic, war, who would sell in a crisis) is in none of the ranges.",
)

_NOTHING = 5e-7
"""What is smaller is rounding and prints as 0."""

_ALWAYS = 0.995
_OWED_DAYS = 90
_SMALL = 0.05


def answer_of(outcome: Outcome) -> WhatIf:
    """Return a run with its findings in words."""
    said = (*CAVEATS, known_error(outcome.baseline.item))
    return WhatIf(outcome=outcome, sentences=tuple(_sentences(outcome)), caveats=said)


def _sentences(outcome: Outcome) -> Iterator[str]:
    item = item_named(outcome.baseline.item)
    yield _shortage(outcome, item)
    yield from _given_up(outcome, item)
    yield from _cover(outcome)
    yield _cost(outcome, item)
    yield _price(outcome)
    yield from _losses(outcome)
    yield from _routes(outcome, item)
    yield from _leaks(outcome, item)
    yield from _in_law(outcome)
    if outcome.drivers:
        first = ", ".join(f"{one.name} ({one.correlation:+.2f})" for one in outcome.drivers[:3])
        target = "the deepest shortage" if outcome.drivers[0].moves == "deepest_share" else "the loss"
        yield f"What moves {target} most, by rank correlation: {first}."


def _shortage(outcome: Outcome, item: Item) -> str:
    receiver = actor_name(outcome.baseline.receiver)
    days = outcome.spreads["days_to_shortage"]
    if days.without >= _ALWAYS:
        return f"{receiver} runs short of {item.name} in no draw: stocks and other suppliers cover the need throughout."
    when = f"the first shortage comes after {span(days)} days"
    short = np.isfinite(outcome.values["days_to_shortage"])
    deep, rate = (Spread.of(outcome.values[name][short]) for name in ("deepest_share", "deepest_rate"))
    depth = f"There the deepest week lacks {span(deep)} % of the need ({span(rate)} {item.rate_unit})."
    if days.without <= 1 - _ALWAYS:
        return f"{receiver} runs short of {item.name} in every draw: {when}. {depth}"
    never = f"In {100 * days.without:.1f} % of the draws {receiver} is never short of {item.name}"
    return f"{never}; in the others {when}. {depth}"


def _given_up(outcome: Outcome, item: Item) -> Iterator[str]:
    deepest, whole, price = (outcome.spreads[name] for name in ("given_up_share", "given_up", "dearest"))
    if max(abs(whole.p5), abs(whole.p95)) < _SMALL or deepest.p95 < _SMALL:
        return
    yield (
        f"Users give up {span(whole)} {item.amount_unit} for price over the run, which is no shortage: in the week in "
        f"which they give up most {span(deepest)} % of the need, at a price of {span(price)} {item.price_unit}."
    )


def _cover(outcome: Outcome) -> Iterator[str]:
    if "owed_cover" not in outcome.values:
        return
    below = 100 * float((outcome.values["owed_cover"] < _OWED_DAYS).mean())
    yield (
        f"As a member of the IEA it owes 90 days of net imports in stock; at the lowest it has "
        f"{span(outcome.spreads['owed_cover'])} days, and is below 90 in {below:.0f} % of the draws."
    )


def _in_law(outcome: Outcome) -> Iterator[str]:
    for act in outcome.legal:
        if not act.readings:
            continue
        said = "; ".join(
            f"{one.legality}{' in peace' if one.kind == 'strait' else ''} ({one.note}; {one.source})"
            for one in act.readings[:2]
        )
        yield f"In law, as the sources read it ({act.act}): {said}."


def _cost(outcome: Outcome, item: Item) -> str:
    receiver = actor_name(outcome.baseline.receiver)
    cost, unit = outcome.spreads["extra_cost"], outcome.spreads["extra_cost_unit"]
    return (
        f"What {receiver} still gets costs {span(cost)} million USD more over the run, {span(unit)} {item.price_unit}; "
        f"with price, what is given up or unserved and stocks used up it loses {span(outcome.spreads['loss'])} "
        "million USD."
    )


def _price(outcome: Outcome) -> str:
    change = outcome.spreads["price_change"]
    if change.p95 < _SMALL:
        return "The market price hardly moves (less than 0.05 %): what is refused finds other buyers."
    return f"The market price moves by {span(change)} %, for every buyer and not only this one."


def _losses(outcome: Outcome) -> Iterator[str]:
    acting = {actor for act in outcome.scenario.acts for actor in act.by}
    found = [one for one in outcome.losses if one.actor in acting]
    for one in found:
        verb = "gains" if one.amount.p50 < 0 else "loses"
        sign = -1 if one.amount.p50 < 0 else 1
        amount = Spread(p5=min(sign * one.amount.p5, sign * one.amount.p95), p50=sign * one.amount.p50,
                        p95=max(sign * one.amount.p5, sign * one.amount.p95))  # fmt: skip
        yield f"{actor_name(one.actor)}, which acts, {verb} {span(amount)} million USD ({one.why})."
    for actor in sorted(acting - {one.actor for one in found} - {outcome.baseline.receiver}):
        yield f"{actor_name(actor)}, which acts, loses nothing that this model counts."
    others = [one for one in outcome.losses if one.actor not in acting and one.amount.p50 > 0][:3]
    if others:
        listed = "; ".join(f"{actor_name(one.actor)} {span(one.amount)}" for one in others)
        yield f"Others lose too, in million USD: {listed}."


def _routes(outcome: Outcome, item: Item) -> Iterator[str]:
    new = [one for one in outcome.flows if one.kind == "spot" and one.after.p50 - one.baseline.p50 > _SMALL]
    new.sort(key=lambda one: one.baseline.p50 - one.after.p50)
    detours = outcome.spreads["rerouted"]
    if detours.p95 > _SMALL:
        yield f"By other ways of the same sellers come {span(detours)} {item.rate_unit}."
    if new:
        listed = ", ".join(f"{one.label} ({span(one.after)})" for one in new[:4])
        yield f"Bought on top, in {item.rate_unit}: {listed}."


def _leaks(outcome: Outcome, item: Item) -> Iterator[str]:
    counted = outcome.baseline.counted_leakage
    used = any(one.given_by == "evidence" for one in outcome.parameters)
    for one, act in _leaking(outcome):
        if one.rate.p95 <= 0:
            continue
        from_count = counted is not None and used and act.leakage is None and act.kind in ON_THE_WAY
        why = counted.source if from_count and counted else "an assumption and not an observation"
        yield f"Through the act all the same ({one.act}): {span(one.rate)} {item.rate_unit}, {why}."


def _leaking(outcome: Outcome) -> Iterator[tuple[Leak, Act]]:
    acts = {act.words: act for act in outcome.scenario.acts}
    yield from ((one, acts[one.act]) for one in outcome.leaks)


def span(spread: Spread) -> str:
    """Return a spread as "low to high (median m)", to three digits; one number where the ends print alike.

    >>> span(Spread(p5=1.234, p50=20.5, p95=3456.7))
    '1.23 to 3460 (median 20.5)'
    """
    low, middle, high = (number(one) for one in (spread.p5, spread.p50, spread.p95))
    return middle if low == high else f"{low} to {high} (median {middle})"


def number(value: float) -> str:
    """Return a number to three digits, without exponent; "none" for what is not one.

    >>> number(12345.6), number(0.004), number(-0.0)
    ('12300', '0.004', '0')
    """
    if value != value:  # noqa: PLR0124 - NaN
        return "none"
    rounded = float(f"{value:.3g}") if abs(value) >= _NOTHING else 0.0
    if abs(rounded) >= 100 or rounded == 0:
        return f"{rounded:.0f}"
    return f"{rounded:.6f}".rstrip("0").rstrip(".")
