"""Money and market: what a cut does to the price, and who loses what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ninetenths.measures.cutoff_loss import OIL_ELASTICITIES, price_change
from ninetenths.scenarios.acts import Act
from ninetenths.scenarios.baseline import Path
from ninetenths.scenarios.demand import Curve
from ninetenths.scenarios.effects import closes, felt, lag_of, touches_sales, touches_way
from ninetenths.scenarios.market import MOST_PATHS, Acting, Market, Offer
from ninetenths.scenarios.outcome import Leak, Loss, Spread
from ninetenths.scenarios.parameters import stream

Floats = NDArray[np.float64]

GAS_ELASTICITIES = (
    (0.05, -0.10, "set by this package"),
    (0.10, -0.18, "demand: mean of short-run estimates in Labandeira, Labeaga and López-Otero (2017); supply set here"),
    (0.20, -0.35, "set by this package"),
)
"""Short-run supply and demand of gas in Europe: the middle pair rests on a published mean, the others frame it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What does not arrive by the usual way: by seller, shape (draws, sellers), mean rate over the run."""

    blocked: Floats
    usual: Floats


def refused_of(market: Market, offered: tuple[Offer, ...], amounts: Floats) -> Refused:
    """Return what each seller's contract can bring less than usual by its usual way, and does not bring by detours.

    What the receiver leaves because it needs less is no refusal; what it leaves because of a duty is one.
    """
    usual = market.rates
    came = np.zeros_like(usual)
    for number, one in enumerate(offered):
        if one.kind != "spot":
            open_to_it = one.kind == "usual" and not one.duty.any()
            came[:, one.seller] += (one.limit if open_to_it else amounts[:, number]).mean(axis=1) / market.item.per_week
    return Refused(blocked=np.maximum(usual - came, 0), usual=usual)


def elasticities_said(item: str) -> str:
    """Return in words which elasticities of supply and demand a run draws from, and whose they are."""
    if item == "crude":
        pairs = [f"{one.supply:g} and {one.demand:g} ({one.source})" for one in OIL_ELASTICITIES]
    else:
        pairs = [f"{supply:g} and {demand:g} ({source})" for supply, demand, source in GAS_ELASTICITIES]
    return f"elasticities of supply and demand, one pair a draw: {'; '.join(pairs)}"


def elasticity_draws(item: str, *, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Return supply and demand elasticities: each draw takes one published pair, all equally likely."""
    oil = [(one.supply, one.demand) for one in OIL_ELASTICITIES]
    pairs = oil if item == "crude" else [(supply, demand) for supply, demand, _ in GAS_ELASTICITIES]
    chosen = np.array(pairs)[stream(seed, "elasticities").integers(0, len(pairs), draws)]
    return chosen[:, 0], chosen[:, 1]


def curve_of(market: Market, *, seed: int) -> Curve:
    """Return the demand curve of each draw, from the same pair of elasticities as the market price."""
    _, demand = elasticity_draws(market.item.name, draws=market.draws, seed=seed)
    return Curve(elasticity=demand, price=market.drawn["price"], limit=market.drawn["shortage_value"])


def withheld(market: Market, acting: Acting, refused: Refused) -> Floats:
    """Return what leaves the market altogether, in the item's rate unit, shape (draws,).

    Refused barrels mostly find other buyers; what is cut from all exports, or has no other way out, does not.
    """
    gone = refused.blocked.sum(axis=1) * market.drawn["shut_in"] / 100
    for act, _ in acting:
        part = felt(act, market.scenario, 0).mean()
        gone = gone + part * _cut_at_large(market, act)
        if act.kind == "suspension":
            gone = gone + part * act.share * _lost_throughput(market, act)
    return np.asarray(gone)


def _cut_at_large(market: Market, act: Act) -> Floats:
    mine = [place for place, one in enumerate(market.baseline.sellers) if one.is_among(act.by)]
    return np.asarray(act.cut_share * market.exports[:, mine].sum(axis=1))


def _lost_throughput(market: Market, act: Act) -> Floats:
    """Return what a suspended asset no longer carries for anybody; nothing where its capacity is unknown."""
    span = market.baseline.lines.get(act.asset, ((), None))[1]
    if span is None:
        return np.zeros(market.draws)
    used = market.drawn["used_capacity"] / 100 * (1 - market.drawn["diverted"] / 100)
    return np.asarray(span.mode * used)


def price_rise(market: Market, gone: Floats, *, seed: int) -> Floats:
    """Return the relative change of the market price, shape (draws,): the cut over the sum of the elasticities."""
    supply, demand = elasticity_draws(market.item.name, draws=market.draws, seed=seed)
    fraction = np.minimum(gone / market.drawn["world_supply"], 0.99)
    return np.expm1(price_change(fraction, supply, demand))


def losses(market: Market, acting: Acting, refused: Refused, rise: Floats) -> tuple[Loss, ...]:
    """Return what sellers and transit states lose, beside the receiver's loss, largest first."""
    found = [
        *_seller_losses(market, acting, refused, rise),
        *_transit_losses(market, acting, refused),
        *_source_losses(market, acting, refused),
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.amount.p50)))


def _seller_losses(market: Market, acting: Acting, refused: Refused, rise: Floats) -> list[Loss]:
    drawn, weeks = market.drawn, market.scenario.weeks
    shut = drawn["shut_in"] / 100
    a_unit = shut * drawn["price"] + (1 - shut) * drawn["resale_discount"]
    found = []
    for place, seller in enumerate(market.baseline.sellers):
        lost = refused.blocked[:, place] * a_unit * market.item.per_week * weeks / 1000
        cutting = [act for act, _ in acting if act.cut_share and seller.is_among(act.by)]
        if not lost.any() and not cutting:
            continue
        why = "cargoes sold elsewhere at a discount, or not at all"
        if cutting:
            cut = sum(act.cut_share for act in cutting)
            kept_exports = market.exports[:, place] * (1 - cut)
            week = market.item.per_week * weeks / 1000 * drawn["price"]
            lost = lost + market.exports[:, place] * cut * week - kept_exports * rise * week
            why += "; exports withheld, less the higher price on the rest"
        found.append(Loss(actor=seller.origin, why=why, amount=Spread.of(lost)))
    return found


def _transit_losses(market: Market, acting: Acting, refused: Refused) -> list[Loss]:
    """Return the fees that transit states lose: on what finds no other buyer, and on all that a suspended line lost."""
    drawn, scale = market.drawn, market.item.per_week * market.scenario.weeks / 1000
    by_state: dict[str, Floats] = {}
    for place, seller in enumerate(market.baseline.sellers):
        for number, path in enumerate(seller.paths[:MOST_PATHS]):
            gone = refused.blocked[:, place] * (market.usual_way[:, place] == number) * drawn["shut_in"] / 100
            for state in path.states:
                by_state[state] = by_state.get(state, np.zeros(market.draws)) + gone * drawn["transit_fee"] * scale
    for act, _ in acting:
        states = market.baseline.lines.get(act.asset, ((), None))[0] if act.kind == "suspension" else ()
        for state in (one for one in states[1:] if one != market.baseline.receiver):
            lost = act.share * _lost_throughput(market, act) * drawn["transit_fee"] * scale
            by_state[state] = by_state.get(state, np.zeros(market.draws)) + lost
    why = "transit fees on what no longer passes"
    return [Loss(actor=name, why=why, amount=Spread.of(lost)) for name, lost in sorted(by_state.items()) if lost.any()]


def _source_losses(market: Market, acting: Acting, refused: Refused) -> list[Loss]:
    """Return what the state in which a suspended line begins no longer exports at all, beyond what the receiver took.

    At the market price: what stays in the ground can be sold later, so that this is the most that it loses.
    """
    scale = market.item.per_week * market.scenario.weeks / 1000 * market.drawn["price"]
    found = []
    for act, _ in acting:
        states = market.baseline.lines.get(act.asset, ((), None))[0] if act.kind == "suspension" else ()
        source = states[0] if len(states) > 1 and states[0] != market.baseline.receiver else ""
        mine = [place for place, one in enumerate(market.baseline.sellers) if source and one.state == source]
        lost = act.share * _lost_throughput(market, act) - refused.blocked[:, mine].sum(axis=1)
        if source and (lost > 0).any():
            why = f"exports that {act.asset} no longer carries to anybody"
            found.append(Loss(actor=source, why=why, amount=Spread.of(np.maximum(lost, 0) * scale)))
    return found


def leaks(market: Market, acting: Acting, offered: tuple[Offer, ...], amounts: Floats) -> tuple[Leak, ...]:
    """Return what gets through each act by the ways that it closes, while it is felt."""
    found = []
    for act, _ in acting:
        through, touched = np.zeros(market.draws), np.zeros(market.draws)
        for number, one in enumerate(offered):
            if one.kind != "usual" or not _closes(market, act, one):
                continue
            path = _path(market, one)
            weeks = felt(act, market.scenario, lag_of(path))
            if weeks.any():
                through = through + amounts[:, number][:, weeks].mean(axis=1) / market.item.per_week
                touched = touched + market.rates[:, one.seller] * (market.usual_way[:, one.seller] == one.path)
        if touched.any():
            share = np.divide(through, touched, out=np.full(market.draws, np.nan), where=touched > 0)
            found.append(Leak(act=act.words, rate=Spread.of(through), share=Spread.of(share)))
    return tuple(found)


def _path(market: Market, offer: Offer) -> Path:
    """Return the way of an offer of a seller; one that is unknown where the seller has none."""
    return (market.baseline.sellers[offer.seller].paths or (Path(),))[offer.path]


def _closes(market: Market, act: Act, offer: Offer) -> bool:
    """Whether an act closes the way of a seller's usual supply, or its sale."""
    seller = market.baseline.sellers[offer.seller]
    return closes(act) and (touches_sales(act, seller) or touches_way(act, seller, _path(market, offer)))
