"""A run as tables of texts: measures, flows, losses, what moves the answer, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ninetenths.findings.cut_off.acts import Ranked
from ninetenths.findings.cut_off.answer import WhatIf
from ninetenths.findings.cut_off.wording import number, span
from ninetenths.scenarios import MEASURES, LegalReading, Outcome, Spread
from ninetenths.scenarios.items import Item, item_named
from ninetenths.states import actor_name

MOST_FLOWS = 14
MOST_LOSSES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of texts."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(answer: WhatIf) -> Iterator[Table]:
    """Yield the tables of a run in the order in which they are read."""
    outcome = answer.outcome
    item = item_named(outcome.baseline.item)
    yield _measures(outcome, item)
    yield _flows(outcome, item)
    if outcome.losses:
        yield _losses(outcome)
    yield _legal(outcome)
    if outcome.drivers:
        yield Table(
            title="What moves the answer most (rank correlation over the draws)",
            headings=("input", "with", "correlation"),
            rows=tuple((one.name, one.moves, f"{one.correlation:+.2f}") for one in outcome.drivers),
        )
    yield _parameters(outcome)
    yield Table(title="Assumed", headings=("what",), rows=tuple((one,) for one in outcome.assumptions))


def acts_table(found: Sequence[Ranked]) -> Table:
    """Return the ranking of single acts as a table."""
    return Table(
        title="Single acts of states that the evidence names, each alone (million USD; suppositions, not forecasts)",
        headings=("act", "loss of the receiver", "loss of the actor", "draws with a shortage"),
        rows=tuple((one.act, span(one.loss), span(one.own_loss), f"{100 * one.short:.0f} %") for one in found),
    )


def footing(answer: WhatIf) -> str:
    """Return how the run was made: seed, draws, evidence, certificates."""
    outcome = answer.outcome
    one = outcome.certified
    return (
        f"{outcome.draws} draws, seed {outcome.seed}, evidence {outcome.baseline.evidence}, supply of "
        f"{outcome.baseline.period}. {one.solves} plans solved, each certified: worst residuals "
        f"{one.primal:.0e} primal, {one.dual:.0e} dual, gap {one.gap:.0e}; {one.cold} solved again from nothing."
    )


def _ends(spread: Spread) -> tuple[str, str, str]:
    return number(spread.p5), number(spread.p50), number(spread.p95)


def _measures(outcome: Outcome, item: Item) -> Table:
    units = {"rate": item.rate_unit, "amount": item.amount_unit, "price": item.price_unit}
    rows = []
    for name, (unit, meaning) in MEASURES.items():
        if name not in outcome.spreads:
            continue
        spread = outcome.spreads[name]
        if spread.p5 == spread.p95 == 0 and name in ("duty_paid", "rerouted"):
            continue
        none = f"{100 * spread.without:.0f} % of draws" if spread.without else ""
        rows.append((meaning, units.get(unit, unit), *_ends(spread), none))
    return Table(
        title="Outcome: the range of the draws (p5, median, p95)",
        headings=("what", "unit", "p5", "median", "p95", "without"),
        rows=tuple(rows),
    )


def _flows(outcome: Outcome, item: Item) -> Table:
    shown = sorted(outcome.flows, key=lambda one: (-max(one.baseline.p95, one.after.p95), one.label, one.kind))
    left = len(shown) - MOST_FLOWS
    more = f"; {left} smaller ones are in --json" if left > 0 else ""
    return Table(
        title=f"Who supplies, in {item.rate_unit}, mean since the act{more}",
        headings=("from", "way", "kind", "before: p5, median, p95", "after: p5, median, p95"),
        rows=tuple(
            (one.origin, one.way, one.kind, ", ".join(_ends(one.baseline)), ", ".join(_ends(one.after)))
            for one in shown[:MOST_FLOWS]
        ),
    )


def _losses(outcome: Outcome) -> Table:
    receiver = outcome.baseline.receiver
    own = (actor_name(receiver), "extra cost, price, stocks used up, shortage", *_ends(outcome.spreads["loss"]))
    rows = [(actor_name(one.actor), one.why, *_ends(one.amount)) for one in outcome.losses[:MOST_LOSSES]]
    return Table(
        title="Who loses what, in million USD over the run (a gain is negative)",
        headings=("who", "through what", "p5", "median", "p95"),
        rows=(own, *rows),
    )


def _legality(one: LegalReading) -> str:
    return f"{one.legality} in peace" if one.kind == "strait" else one.legality


def _legal(outcome: Outcome) -> Table:
    nothing = ("not read", "the table of regimes says nothing of such an act", "")
    rows = []
    for act in outcome.legal:
        readings = [(_legality(one), one.note, one.source) for one in act.readings] or [nothing]
        rows += [(act.act, *one) for one in readings]
    return Table(
        title="In law, as the cited sources read it",
        headings=("act", "reading", "why", "source"),
        rows=tuple(rows),
    )


def _parameters(outcome: Outcome) -> Table:
    return Table(
        title="Ranges assumed; set your own under [assumptions]",
        headings=("name", "low", "mode", "high", "unit", "from"),
        rows=tuple(
            (one.name, number(one.span.low), number(one.span.mode), number(one.span.high), one.unit, one.source)
            for one in outcome.parameters
        ),
    )
