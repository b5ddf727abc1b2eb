"""The linear programme of a run: one receiver, its store, and what is offered; built once, changed for each draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ninetenths.measures.dispatch import Dispatch, Plan
from ninetenths.measures.dispatch.columns import bounds_of
from ninetenths.scenarios.items import DAYS_OF_A_WEEK
from ninetenths.scenarios.market import Market, Offer
from ninetenths.states import members

Floats = NDArray[np.float64]

_NUDGE = 0.002
"""Thousand dollars for an amount missing in store for a week: breaks ties toward buying early, moves no result."""

_RECEIVER, _STORE = 0, 1
_STEPS = (4.0, 5.5, 7.0)
"""What a unit of the need is worth that users give up for price, in steps of the curve: stocks go first, then these."""
_FIRM, _REFILL = 9.0, 3.0
_ROUNDING = 1e-7
COVER_OWED = 90 * 0.96 / 0.9
"""Days of need in stock at which an IEA member has its 90 days of net imports: naphtha is 4 % of crude and left out,
10 % of stocks cannot be used and do not count (Agreement on an International Energy Program 1974, annex)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """What stocks hold, in amounts: ``initial`` above the operating minimum, ``draw`` and ``fill`` at most a week.

    ``owed`` is the level that the receiver owes by treaty, 0 where it owes none: a soft row, broken at a small cost.
    """

    initial: Floats
    draw: Floats
    fill: Floats
    largest: float
    owed: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for in each week, shape (draws, weeks): ``firm`` at any price, ``elastic`` while it is cheap."""

    firm: Floats
    elastic: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a planner takes of each offer, shape (draws, offers, weeks), and how well the solves are certified.

    ``spared``, shape (draws, weeks), is what the plan leaves unmet of the elastic need, so that stocks last.
    """

    amounts: Floats
    spared: Floats
    primal: float
    dual: float
    gap: float
    cold: int
    solves: int


def store_of(market: Market) -> Store:
    """Return the stocks of the receiver in each draw."""
    drawn, need = market.drawn, market.rates.sum(axis=1) * market.item.per_week
    if market.item.name == "crude":
        days = np.maximum(drawn["stock_days"] - drawn["stock_minimum_days"], 0)
        initial = days * need / DAYS_OF_A_WEEK
        # tanks at ports and refineries empty and fill as fast as the refinery runs
        owed = COVER_OWED - float(np.median(drawn["stock_minimum_days"]))
        return Store(
            initial=initial,
            draw=need,
            fill=need,
            largest=float(2 * initial.max() + 1),
            owed=owed * float(need.mean()) / DAYS_OF_A_WEEK if owes_cover(market) else 0.0,
        )
    capacity = drawn["stock_capacity"] * 1000
    usable = np.maximum(drawn["stock_fill"] - drawn["stock_minimum"], 0) / 100
    return Store(
        initial=capacity * usable,
        draw=capacity * drawn["withdrawal"] / 100 * DAYS_OF_A_WEEK,
        fill=capacity * drawn["injection"] / 100 * DAYS_OF_A_WEEK,
        largest=float((capacity * (1 - drawn["stock_minimum"] / 100)).max() + 1),
    )


def owes_cover(market: Market) -> bool:
    """Whether the receiver owes 90 days of net imports in stock: members of the International Energy Agency do."""
    begins, receiver = market.scenario.begins, market.baseline.receiver
    return market.item.name == "crude" and receiver in members("IEA", on=begins)


def need_of(market: Market) -> Floats:
    """Return what the receiver needs in each week, shape (draws, weeks): the usual intake, for gas with its season."""
    mean = market.rates.sum(axis=1) * market.item.per_week
    weeks = np.arange(market.scenario.weeks)
    if "season" not in market.drawn:
        return np.asarray(mean[:, None] * np.ones(len(weeks)))
    days = market.scenario.begins.timetuple().tm_yday + DAYS_OF_A_WEEK * weeks
    swing = np.cos(2 * np.pi * (days - 15) / 365.25)  # highest in mid-January
    return np.asarray(mean[:, None] * (1 + market.drawn["season"][:, None] / 100 * swing[None, :]))


def without_idle(offered: Sequence[Offer], need: Floats) -> tuple[Offer, ...]:
    """Return the usual offers alone where they are free and cover the need in every week and draw, else all.

    No cheaper plan exists then, so that what could be bought on top need not be weighed.
    """
    usual = [one for one in offered if one.kind == "usual" and not one.cost.any()]
    covered = sum((one.limit for one in usual), np.zeros_like(need))
    return tuple(usual) if (covered >= need * (1 - 1e-12)).all() else tuple(offered)


class Planner:
    """Plans of one shape, built once and solved many times; the answer does not depend on what was solved before."""

    def __init__(self) -> None:
        self._built: dict[tuple[float, ...], Dispatch] = {}

    def take(self, offered: Sequence[Offer], asked: Asked, store: Store) -> Taken:
        """Solve the plan of each draw: shortage is avoided first, then the need is met, then stocks are kept.

        Money is saved last. Raises `InvalidRecord` if a plan cannot be met or certified; the message names the limit.
        """
        need = asked.firm + asked.elastic
        draws, weeks = need.shape
        limits = np.stack([one.limit for one in offered], axis=1)
        costs = np.stack([one.cost for one in offered], axis=1)
        scale = float(2 ** np.ceil(np.log2(max(costs.max(initial=0.0), 1.0))))
        unit = float(need.mean())
        dispatch = self._dispatch(len(offered), weeks, scale, store, unit)
        steps = len(_STEPS)
        demand = np.zeros((steps + 2, weeks))
        taken, spared = np.empty(limits.shape), np.empty(need.shape)
        worst, cold = np.zeros(3), 0
        ends = store.draw / unit, store.fill / unit, store.initial / unit
        for draw in range(draws):
            demand[0], demand[1:-1] = asked.firm[draw] / unit, asked.elastic[draw] / unit / steps
            demand[-1, -1] = ends[2][draw]
            changes = {
                "supply_limit": limits[draw] / unit,
                "supply_cost": costs[draw] / scale,
                "demand": demand,
                "arc_capacity": np.repeat([[ends[0][draw]], [ends[1][draw]]], weeks, axis=1),
                "stock_initial": ends[2][draw : draw + 1],
            }
            bounds = bounds_of(dispatch.plan, dispatch.layout, changes)
            found = dispatch.optimum(bounds)
            x = np.clip(found.x, bounds.lower, bounds.upper)
            taken[draw] = x[dispatch.layout.supply].reshape(-1, weeks) * unit
            spared[draw] = x[dispatch.layout.unserved].reshape(steps + 2, weeks)[1:-1].sum(axis=0) * unit
            one = found.residuals
            worst = np.maximum(worst, (one.primal, one.dual, one.gap))
            cold += found.refused
        return Taken(
            amounts=taken,
            spared=np.where(spared < _ROUNDING * need, 0.0, np.minimum(spared, asked.elastic)),
            primal=float(worst[0]),
            dual=float(worst[1]),
            gap=float(worst[2]),
            cold=cold,
            solves=draws,
        )

    def _dispatch(self, offers: int, weeks: int, scale: float, store: Store, unit: float) -> Dispatch:
        largest, owed = store.largest / unit, store.owed / unit
        key = (offers, weeks, scale, largest, owed)
        if key not in self._built:
            self._built[key] = Dispatch(_plan(offers, weeks, scale, largest, owed))
        return self._built[key]


def take(offered: Sequence[Offer], need: Floats, store: Store) -> Taken:
    """Solve the plan of each draw for a need that no price changes; see `Planner.take`."""
    return Planner().take(offered, Asked(firm=need, elastic=np.zeros_like(need)), store)


def _plan(offers: int, weeks: int, scale: float, largest: float, owed: float) -> Plan:
    """Return the plan with nominal numbers: quantities in mean weeks of need, money in the largest cost of an offer."""
    rows = len(_STEPS) + 2
    below = 0.5 / (weeks + 1)
    return Plan(
        periods=weeks,
        nodes=2,
        arc_tail=np.array([_STORE, _RECEIVER]),
        arc_head=np.array([_RECEIVER, _STORE]),
        arc_capacity=np.ones((2, 1)),
        arc_cost=np.zeros(2),
        supply_node=np.zeros(offers, dtype=np.int64),
        supply_limit=np.full((offers, 1), 1.0 / offers),
        supply_cost=np.linspace(0, 1, offers),
        demand_node=np.array([_RECEIVER] * (rows - 1) + [_STORE]),
        demand=np.vstack([np.ones(weeks), np.zeros((rows - 1, weeks))]),
        demand_part=np.ones((rows, 1)),
        demand_value=np.array([[_FIRM], *([step] for step in _STEPS), [_REFILL]]),
        stock_node=np.array([_STORE]),
        stock_initial=np.zeros(1),
        stock_minimum=np.zeros(1),
        stock_capacity=np.array([largest]),
        draw_limit=np.array([np.inf]),
        fill_limit=np.array([np.inf]),
        cover=np.array([min(owed, largest) if owed else largest]),
        below_cover_cost=np.array([below if owed else min(_NUDGE / scale, below)]),
    )


def follow(arrivals: Floats, need: Floats, store: Store) -> tuple[Floats, Floats]:
    """Return shortage (draws, weeks) and stock (draws, weeks + 1) when need is met in full while stocks last.

    Nobody in a crisis knows how long it lasts: given what arrives, stocks are drawn as they are needed. The whole
    shortage is the least there can be for these arrivals; its weeks follow from the rule.
    """
    stock = np.empty((len(need), need.shape[1] + 1))
    short = np.empty_like(need)
    stock[:, 0] = store.initial
    for week in range(need.shape[1]):
        spare = arrivals[:, week] - need[:, week]
        drawn = np.minimum(np.minimum(stock[:, week], store.draw), np.maximum(-spare, 0))
        filled = np.minimum(np.maximum(spare, 0), np.minimum(store.fill, store.largest - stock[:, week]))
        stock[:, week + 1] = stock[:, week] - drawn + np.maximum(filled, 0)
        short[:, week] = np.maximum(-spare - drawn, 0)
    return np.where(short < _ROUNDING * need, 0.0, short), stock
