"""The offers open to a receiver in each week and draw: usual cargoes, detours and replacements, with what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ninetenths.scenarios.acts import Act, Span
from ninetenths.scenarios.baseline import Baseline, Path, Seller
from ninetenths.scenarios.effects import closes, kept, lag_of, touches_sales, touches_way
from ninetenths.scenarios.items import Item, item_named
from ninetenths.scenarios.parameters import draw_span, stream
from ninetenths.scenarios.scenario import Scenario

Floats = NDArray[np.float64]
Acting = tuple[tuple[Act, Floats], ...]
"""Acts that hold in a run, each with its draws of leakage."""

_UNKNOWN_WAY = Path()
MOST_PATHS = 3
"""Ways of one seller that count; longer ones only repeat them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something the receiver can take: ``limit`` (draws, weeks) in amounts a week, ``cost`` (draws,) above contract.

    ``seller`` and ``path`` are places in the baseline, -1 for a market without a name.

    ``kind``: usual (contract, by the usual way), detour (contract, by another way), spot (bought on top).
    ``duty`` is the part of the cost that is a tariff.
    """

    label: str
    kind: Literal["usual", "detour", "spot"]
    seller: int
    way: str
    limit: Floats
    cost: Floats
    duty: Floats
    path: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What is drawn once and holds for baseline and scenario alike: rates, parameters, and what each seller has."""

    baseline: Baseline
    scenario: Scenario
    item: Item
    rates: Floats
    drawn: dict[str, Floats]
    exports: Floats
    spare: Floats
    capacity: dict[tuple[int, int], Floats]
    usual_way: NDArray[np.int64]

    @classmethod
    def of(cls, baseline: Baseline, scenario: Scenario, drawn: dict[str, Floats], *, seed: int) -> Market:
        """Draw for every seller what is uncertain, by its place and never by its name."""
        draws = len(next(iter(drawn.values())))
        rows = stream(seed, "rates").integers(0, len(baseline.rates), draws)
        if len(baseline.rates) == draws:
            rows = np.arange(draws)

        def of_span(span: Span | None, name: str) -> Floats:
            if span is None:
                return np.zeros(draws)
            return draw_span(span, "triangular", draws=draws, rng=stream(seed, name))

        sellers = list(enumerate(baseline.sellers))
        capacity = {
            (place, number): of_span(path.capacity, f"capacity {place} {number}")
            for place, seller in sellers
            for number, path in enumerate(seller.paths[:MOST_PATHS])
            if path.capacity is not None
        }
        return cls(
            baseline=baseline,
            scenario=scenario,
            item=item_named(baseline.item),
            rates=np.asarray(baseline.rates[rows]),
            drawn=drawn,
            exports=np.stack([of_span(one.exports, f"exports {place}") for place, one in sellers], axis=1),
            spare=np.stack([of_span(one.spare, f"spare {place}") for place, one in sellers], axis=1),
            capacity=capacity,
            usual_way=np.stack([_usual_way(one, place, draws=draws, seed=seed) for place, one in sellers], axis=1),
        )

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(self.rates)

    @property
    def first_week(self) -> int:
        """The week in which the first act begins: the receiver cannot react before."""
        return max(0, min((self.scenario.week_of(act.begins) for act in self.scenario.acts), default=0))

    @property
    def own_part(self) -> Floats:
        """The part of the intake that the receiver uses itself, shape (draws,); the rest it passes on."""
        if "own_use" not in self.drawn:
            return np.ones(self.draws)
        return np.asarray(np.minimum(self.drawn["own_use"] / self.rates.sum(axis=1), 1.0))

    def amounts(self, seller: int) -> Floats:
        """Return what a seller usually sells in a week, shape (draws,)."""
        return np.asarray(self.rates[:, seller] * self.item.per_week)


def _usual_way(seller: Seller, place: int, *, draws: int, seed: int) -> NDArray[np.int64]:
    """Return which way a seller's goods usually take in each draw, in proportion to what the evidence says."""
    weights = np.array([one.weight for one in seller.paths[:MOST_PATHS]])
    if not weights.sum():
        return np.zeros(draws, dtype=np.int64)
    return np.asarray(stream(seed, f"usual way {place}").choice(len(weights), draws, p=weights / weights.sum()))


def offers(market: Market, acting: Acting) -> tuple[Offer, ...]:
    """Return what the receiver can take while some acts hold (none for the baseline)."""
    found: list[Offer] = []
    for place, seller in enumerate(market.baseline.sellers):
        found += _of_seller(market, place, seller, acting)
    if market.item.name == "gas":
        found += _hubs(market)
    found += [_reversed(market, act) for act, _ in acting if act.kind == "reversal"]
    return tuple(found)


def _of_seller(market: Market, place: int, seller: Seller, acting: Acting) -> list[Offer]:
    """Return the offers of one seller: its contract by each way, then what it could sell on top."""
    sales = tuple(pair for pair in acting if closes(pair[0]) and touches_sales(pair[0], seller))
    paths = seller.paths[:MOST_PATHS] or (_UNKNOWN_WAY,)
    duty = _duty(market, seller, acting)
    found, left = _usual(market, place, acting, sales)
    # What one way refuses may go by another; what is new does not slip through a way that is closed to it.
    extra = _extra(market, place)[:, None] * kept(sales, market.scenario, 0, draws=market.draws, leaking=False)
    for number, path in enumerate(paths):
        on_way = _on_way(acting, seller, path)
        way_open = kept(on_way, market.scenario, lag_of(path), draws=market.draws, leaking=False)
        room = market.capacity.get((place, number), np.full(market.draws, np.inf))[:, None] * market.item.per_week
        reply = way_open * _after_reply(market, path)
        other = (market.usual_way[:, place] != number)[:, None]
        taken = np.minimum(left, room) * reply * other
        left = left - taken
        cost = _detour_cost(market, seller, place, path)
        found.append(_offer(market, place, number, kind="detour", limit=taken, cost=cost + duty, duty=duty))
        more = np.minimum(extra, np.maximum(room - taken, 0)) * reply
        extra = extra - more
        cost = _spot_cost(market, seller, path)
        found.append(_offer(market, place, number, kind="spot", limit=more, cost=cost + duty, duty=duty))
    return [one for one in found if one.limit.any() or one.kind == "usual"]


def _usual(market: Market, place: int, acting: Acting, sales: Acting) -> tuple[list[Offer], Floats]:
    """Return the contract of a seller by its usual way, and what of it the ways refuse, shape (draws, weeks)."""
    seller = market.baseline.sellers[place]
    contract = market.amounts(place)
    if not contract.any():
        return [], np.zeros((market.draws, market.scenario.weeks))
    duty = _duty(market, seller, acting)
    found, refused = [], np.zeros((market.draws, market.scenario.weeks))
    for number, path in enumerate(seller.paths[:MOST_PATHS] or (_UNKNOWN_WAY,)):
        mine = (market.usual_way[:, place] == number) * contract
        if not mine.any():
            continue
        # the usual way carries what it carries, whatever its printed capacity
        sold = mine[:, None] * kept(sales, market.scenario, lag_of(path), draws=market.draws)
        on_way = _on_way(acting, seller, path)
        taken = sold * kept(on_way, market.scenario, lag_of(path), draws=market.draws)
        refused = refused + sold - taken
        found.append(_offer(market, place, number, kind="usual", limit=taken, cost=duty, duty=duty))
    return found, refused


def _offer(
    market: Market, place: int, number: int, *, kind: Literal["usual", "detour", "spot"], limit: Floats, cost: Floats,
    duty: Floats,
) -> Offer:  # fmt: skip
    seller = market.baseline.sellers[place]
    way = (seller.paths or (_UNKNOWN_WAY,))[number].words
    return Offer(
        label=f"{seller.origin} {way}", kind=kind, seller=place, way=way, limit=limit, cost=cost, duty=duty, path=number
    )


def _on_way(acting: Acting, seller: Seller, path: Path) -> Acting:
    return tuple(pair for pair in acting if closes(pair[0]) and touches_way(pair[0], seller, path))


def _after_reply(market: Market, path: Path) -> Floats:
    """Return 1 for the weeks in which a cargo ordered after the first act can have arrived, shape (draws, weeks)."""
    ready = market.first_week + np.ceil(market.drawn["response_weeks"]) + lag_of(path)
    return (np.arange(market.scenario.weeks)[None, :] >= ready[:, None]).astype(float)


def _extra(market: Market, place: int) -> Floats:
    """Return what a seller could sell the receiver on top, in amounts a week, shape (draws,)."""
    seller = market.baseline.sellers[place]
    if not seller.willing or "spot_access" not in market.drawn:
        return np.zeros(market.draws)
    access = market.drawn["spot_access"] / 100
    if not seller.known:
        access = access * market.drawn["untested_access"] / 100
    return np.asarray(access * (market.exports[:, place] + market.spare[:, place]) * market.item.per_week)


def _detour_cost(market: Market, seller: Seller, place: int, other: Path) -> Floats:
    """Return the freight above that of the usual way; where a distance is unknown, nothing."""
    km = np.array([one.sea_km for one in seller.paths[:MOST_PATHS] or (_UNKNOWN_WAY,)])
    more = np.nan_to_num(other.sea_km - km[market.usual_way[:, place]])
    return np.maximum(more, 0) / 1000 * market.drawn.get("freight", np.zeros(market.draws))


def _spot_cost(market: Market, seller: Seller, path: Path) -> Floats:
    """Return premium, freight and grade penalty of a cargo bought on top, against the usual diet, shape (draws,)."""
    drawn, none = market.drawn, np.zeros(market.draws)
    km, api, sulphur = _diet(market)
    freight = np.maximum(np.nan_to_num(path.sea_km - km), 0) / 1000 * drawn.get("freight", none)
    grade = np.nan_to_num(np.abs(seller.api - api)) * drawn.get("api_penalty", none)
    grade = grade + np.nan_to_num(np.abs(seller.sulphur - sulphur)) * drawn.get("sulphur_penalty", none)
    return np.asarray(drawn["spot_premium"] + freight + grade / 100 * drawn["price"])


def _diet(market: Market) -> tuple[float, float, float]:
    """Return distance, API and sulphur of what the receiver usually takes, weighted by mean rates; NaN if unknown."""
    weights = market.rates.mean(axis=0)
    values = np.array(
        [[(one.paths or (_UNKNOWN_WAY,))[0].sea_km, one.api, one.sulphur] for one in market.baseline.sellers]
    )
    known = np.isfinite(values) * weights[:, None]
    whole = known.sum(axis=0)
    mean = np.divide((np.nan_to_num(values) * known).sum(axis=0), whole, out=np.full(3, np.nan), where=whole > 0)
    return float(mean[0]), float(mean[1]), float(mean[2])


def _duty(market: Market, seller: Seller, acting: Acting) -> Floats:
    rate = sum(act.rate * act.share for act, _ in acting if act.kind == "tariff" and touches_sales(act, seller))
    return np.asarray(rate / 100 * market.drawn["price"])


def _hubs(market: Market) -> list[Offer]:
    """Return the markets on which a receiver of gas buys without a named seller: neighbours' hubs and LNG."""
    drawn, weeks = market.drawn, market.scenario.weeks
    need = market.rates.sum(axis=1) * market.item.per_week
    lng = np.minimum(drawn["lng_supply"] / 100 * need, drawn["regasification"] * market.item.per_week)
    nothing = np.zeros(market.draws)
    return [
        Offer(
            label=label, kind="spot", seller=-1, way=label, cost=drawn["spot_premium"], duty=nothing,
            limit=amount[:, None] * np.ones(weeks) * _after_reply(market, _UNKNOWN_WAY),
        )
        for label, amount in (("neighbours' hubs", drawn["spot_supply"] / 100 * need), ("LNG market", lng))
    ]  # fmt: skip


def _reversed(market: Market, act: Act) -> Offer:
    """Return what a reversed line brings."""
    states, capacity = market.baseline.lines.get(act.asset, ((), None))
    span = act.capacity or capacity or Span.of(0.0)
    middle = np.full(market.draws, span.mode) if span.width <= 0 else span.low + span.width * market.drawn["_reversal"]
    amount = middle * market.drawn["reversed_supply"] / 100 * market.item.per_week
    begins = max(0, market.scenario.week_of(act.begins))
    running = np.arange(market.scenario.weeks) >= begins
    far = states[-1] if states and states[-1] != market.baseline.receiver else ", ".join(states[:1])
    return Offer(
        label=f"{far} over {act.asset} (reversed)", kind="spot", seller=-1, way=act.asset,
        limit=amount[:, None] * running, cost=market.drawn["spot_premium"], duty=np.zeros(market.draws),
    )  # fmt: skip
