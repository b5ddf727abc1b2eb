"""Leverage in sentences: the three figures, who could do it instead, what is at stake, none beyond its range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ninetenths.findings.cut_off.wording import number, span
from ninetenths.findings.levering.result import Bound, Control, Leverage, Triple
from ninetenths.findings.levering.triples import added
from ninetenths.findings.wording import capital_first, listed, named, possessive
from ninetenths.scenarios import Spread
from ninetenths.scenarios.items import item_named
from ninetenths.states import owner_state

_SMALL = 0.05
_LEAST_LEAK = 0.02
_SELDOM = 0.05


def answer_of(found: Leverage, *, suppliers: Sequence[str]) -> tuple[str, ...]:
    """Return the answer in sentences; *suppliers* are the holders that sell to the receiver in the evidence."""
    return tuple(capital_first(sentence) for sentence in _sentences(found, suppliers))


def _sentences(found: Leverage, suppliers: Sequence[str]) -> Iterator[str]:
    who, receiver = listed([named(one) for one in found.holders]), named(found.receiver)
    direct = [one for one in found.controls if one.kind != "ownership"]
    if found.triple is None or not direct:
        alone = "together" if len(found.holders) > 1 else "alone"
        yield (
            f"Could {who} {alone} cut {receiver} off? No: in this evidence {_they(found)} {_has(found)} nothing of "
            f"{possessive(receiver)} {found.item} in hand, neither as seller nor on the way."
        )
    else:
        yield _verdict(found, found.triple, who, receiver)
        yield from _controlled(found, direct)
        yield from _weighed(found, found.triple, who, receiver)
        yield from _round_it(found)
    yield from _owning(found, who, receiver)
    yield from _stakes(found)
    yield from _others(found)
    yield from _price(found, suppliers)


def _verdict(found: Leverage, triple: Triple, who: str, receiver: str) -> str:
    """Return the answer to "could they cut it off?", by the share of draws in which the receiver runs short."""
    alone = "together" if len(found.holders) > 1 else "alone"
    short = 1 - triple.days_to_shortage.without
    asked = f"Could {who} {alone} cut {receiver} off?"
    if short == 0:
        return f"{asked} Dearer yes, scarce no: in none of the draws does {receiver} run short of {found.item}."
    if short == 1:
        return f"{asked} In this model yes: {receiver} runs short of {found.item} in every draw."
    word = "Hardly" if short < _SELDOM else "Perhaps"
    return f"{asked} {word}: {receiver} runs short of {found.item} in {_part(short)} of the draws."


def _they(found: Leverage) -> str:
    return "they" if len(found.holders) > 1 else "it"


def _part(share: float) -> str:
    return "less than 1 %" if share < 1 / 100 else f"{100 * share:.0f} %"


def _round_it(found: Leverage) -> Iterator[str]:
    """Yield what would get round the acts, which can decide more than the acts."""
    leaks = [one for one in (found.outcome.leaks if found.outcome else ()) if one.share.p95 > _LEAST_LEAK]
    parts = [f"{one.act}: {100 * one.share.p5:.0f} to {100 * one.share.p95:.0f} %" for one in leaks]
    if parts:
        yield f"Of what each act touches there gets through all the same: {'; '.join(parts)}."


def _owning(found: Leverage, who: str, receiver: str) -> Iterator[str]:
    triple = found.with_ownership
    if triple is None:
        return
    yield (
        f"With ownership used too (blocking minorities stop their assets on the way, for every buyer), {receiver} "
        f"would lose {span(triple.loss_of_receiver)} million USD, {_shortage(triple)}; {who} would "
        f"{_own(triple.loss_of_holder)}."
    )


def _has(found: Leverage) -> str:
    return "have" if len(found.holders) > 1 else "has"


def _controlled(found: Leverage, direct: Sequence[Control]) -> Iterator[str]:
    unit = item_named(found.item).rate_unit
    parts = [
        f"{named(one.holder)} {one.words} ({span(one.rate)} {unit}; refusing it is {one.legality or 'not read in law'})"
        for one in direct
        if one.rate
    ]
    yield f"In hand: {'; '.join(parts)}."


def _weighed(found: Leverage, triple: Triple, who: str, receiver: str) -> Iterator[str]:
    price = item_named(found.item).price_unit
    acts = "If they did" if len(found.holders) > 1 else "If it did"
    short = _shortage(triple)
    yield (
        f"{acts} all of that at once, {receiver} would lose {span(triple.loss_of_receiver)} million USD in the run, "
        f"{short}. {who} would {_own(triple.loss_of_holder)}{_each(found)}."
    )
    if triple.outside_option.without < 1:
        low, middle, high = (f"{100 * one:.0f}" for one in _ends(triple.outside_option))
        part = f"{low} %" if low == high else f"{low} to {high} % (median {middle})"
        yield (
            f"The way out: {part} of what goes missing comes by other ways or from other sellers, at "
            f"{span(triple.dearer)} {price} more on all that {receiver} gets."
        )


def _each(found: Leverage) -> str:
    """Return what each of several holders would lose, in brackets; nothing where one acts alone."""
    if len(found.holders) == 1 or found.outcome is None:
        return ""
    of_each = [
        (named(state), added([one.amount for one in found.outcome.losses if owner_state(one.actor) == state]))
        for state in found.holders
    ]
    return f" ({'; '.join(f'{name} {span(loss)}' for name, loss in of_each)})"


def _shortage(triple: Triple) -> str:
    days = triple.days_to_shortage
    if days.without == 1:
        return "and is short of it in no draw"
    deepest = f"; the deepest week lacks {span(triple.deepest_share)} % of the need" if triple.deepest_share.p50 else ""
    return f"and runs short in {_part(1 - days.without)} of the draws, after {span(days)} days{deepest}"


def _own(loss: Spread) -> str:
    if max(abs(loss.p5), abs(loss.p95)) < _SMALL:
        return "lose nothing that this model counts"
    if loss.p95 < 0:
        return f"gain {span(Spread(p5=-loss.p95, p50=-loss.p50, p95=-loss.p5))} million USD"
    if loss.p5 < 0:
        return f"gain {number(-loss.p5)} to lose {number(loss.p95)} million USD (median {number(loss.p50)} lost)"
    return f"lose {span(loss)} million USD"


def _ends(spread: Spread) -> tuple[float, float, float]:
    return spread.p5, spread.p50, spread.p95


def _stakes(found: Leverage) -> Iterator[str]:
    mine = [one for one in found.bounds if one.as_hostage and one.whose.partition(":")[0] in found.holders]
    theirs = [one for one in found.bounds if one.as_hostage and one.whose.partition(":")[0] not in found.holders]
    if mine:
        who = listed([named(one) for one in found.holders])
        yield f"What {who} could lose besides: {'; '.join(stake_words(one) for one in mine)}."
    if theirs:
        whose = listed([named(one) for one in found.holders])
        yield f"What others have with {whose}: {'; '.join(stake_words(one) for one in theirs)}."
    sold = [one for one in found.bounds if not one.as_hostage]
    if sold:
        yield f"As a market: {'; '.join(f'{named(one.whose)} {one.words}' for one in sold)}."


def stake_words(one: Bound) -> str:
    """Return what a holder has at stake, as a clause."""
    if one.unit == "percent":
        return f"{named(one.whose)} holds {one.words} in {named(one.where)}"
    low, high = one.low or 0.0, one.high or 0.0
    figure = f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"
    return f"{possessive(named(one.whose))} {one.words}, {figure} million USD in {named(one.where)}"


def _others(found: Leverage) -> Iterator[str]:
    if len(found.players) > 1:
        alone = ", ".join(f"{named(one.state)} {span(one.alone)}" for one in found.players)
        yield f"What each could make {named(found.receiver)} lose alone, in million USD: {alone}."
    strong = [pair for pair in found.together if pair[2].p50 > _SMALL]
    if strong:
        one, other, extra = strong[0]
        yield (
            f"{named(one)} and {named(other)} together can do most beyond what each can alone: {span(extra)} million "
            "USD more."
        )
    overlapping = [pair for pair in found.together if pair[2].p50 < -_SMALL]
    if overlapping:
        one, other, extra = overlapping[-1]
        lost = Spread(p5=-extra.p95, p50=-extra.p50, p95=-extra.p5)
        yield (
            f"{named(one)} and {named(other)} hold the same goods: together they can do {span(lost)} million USD less "
            "than the sum."
        )


def _price(found: Leverage, suppliers: Sequence[str]) -> Iterator[str]:
    if found.withheld is None:
        return
    held = found.withheld
    who, receiver = listed([named(one) for one in held.holders]), named(found.receiver)
    several = len(held.holders) > 1
    only = f"{who} sell{'' if several else 's'} {receiver} nothing in this evidence: what is left is the price. "
    yield (
        f"{'' if suppliers else only}By withholding {100 * held.cut_share:g} % of all {'their' if several else 'its'} "
        f"exports, {who} would move the world price by {span(held.price_change)} %, for every buyer: {receiver} would "
        f"pay {span(held.cost)} million USD more, and {who} would {_own(held.holder_loss)}."
    )
