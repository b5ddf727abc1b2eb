"""Crude diets under a ban: who buys from whom when one supplier is cut off, as a dispatch of many buying desks."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from ninetenths.measures.dispatch import Dispatch, Plan

Diet = Mapping[str, float]
"""Volume by supplier, kb/d."""

DESKS = 12
"""Buying desks of one importer: each sees its own offers, so that one importer does not buy from one seller alone."""
WORLD = "world"
INDIA_BEYOND_FUJAIRAH_KM = 1900


@dataclass(frozen=True, slots=True)
class Grade:
    """A crude's API gravity in degrees and its sulphur in percent by mass."""

    api: float
    sulphur: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """What was known before the ban: diets, what sellers can export, qualities, where importers unload, who is banned.

    ``ports`` names the ports of each importer; ``banned`` the sellers each importer no longer takes; ``growth`` the
    volumes that were announced, by seller; ``demand_growth`` is that of the world outside, both kb/d.
    """

    diets: Mapping[str, Diet]
    exports: Diet
    growth: Diet
    demand_growth: float
    grades: Mapping[str, Grade]
    ports: Mapping[str, Sequence[str]]
    banned: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tastes:
    """Ranges from which a draw is taken.

    ``spot`` is the part of a diet that is bought anew, ``own`` how far a desk meets its own sellers of before rather
    than all that sell to its part of the world. USD a barrel: ``freight`` for 1,000 km, ``api`` for a degree and
    ``sulphur`` for a percent away from the diet, ``spread`` the scale of what one cargo is worth above another for
    reasons unseen.
    """

    spot: tuple[float, float]
    own: tuple[float, float]
    freight: tuple[float, float] = (0.25, 0.5)
    api: tuple[float, float] = (0.03, 0.15)
    sulphur: tuple[float, float] = (0.3, 1.5)
    spread: tuple[float, float] = (0.8, 2.0)


@cache
def voyages() -> dict[tuple[str, str], float]:
    """Return the sailed km from a seller's loading port to a port."""
    text = files("ninetenths.scenarios").joinpath("crude_voyages.csv").read_text(encoding="utf-8")
    return {(row["state"], row["port"]): float(row["km"]) for row in csv.DictReader(text.splitlines())}


class Diets:
    """A market made ready for draws: the plan is built once, a draw changes costs and what stays with its seller."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.sellers = sorted({seller for diet in market.diets.values() for seller in diet} | set(market.exports))
        self.buyers = sorted(market.diets)
        self._place = {name: place for place, name in enumerate(self.sellers)}
        self._flow = np.array(
            [[market.diets[buyer].get(seller, 0.0) for seller in self.sellers] for buyer in self.buyers]
        )
        self._kept = self._flow * ~self._denied()
        self._far, self._off = self._distances(), self._mismatch()
        self._open = np.isfinite(self._far) & ~self._denied()

    def _denied(self) -> NDArray[np.bool_]:
        banned = self.market.banned
        return np.array([[seller in banned.get(buyer, ()) for seller in self.sellers] for buyer in self.buyers])

    def _distances(self) -> NDArray[np.float64]:
        """Return km, mean over a buyer's ports, NaN where no voyage is known: such sellers only keep what they have."""
        legs = voyages()
        far = np.full(self._flow.shape, np.nan)
        for row, buyer in enumerate(self.buyers):
            beyond = INDIA_BEYOND_FUJAIRAH_KM if buyer == WORLD else 0
            for column, seller in enumerate(self.sellers):
                found = [legs.get((seller, port), np.nan) for port in self.market.ports[buyer]]
                far[row, column] = np.mean(found) + beyond
        return far

    def _mismatch(self) -> NDArray[np.float64]:
        """Return how far each seller's grade is from the buyer's diet: (2, buyers, sellers), degrees and percent."""
        known = [self.market.grades.get(seller) for seller in self.sellers]
        quality = np.array([[np.nan, np.nan] if one is None else [one.api, one.sulphur] for one in known])
        weight = self._flow * np.isfinite(quality[:, 0])
        mean = weight @ np.nan_to_num(quality) / weight.sum(axis=1, keepdims=True)
        off: NDArray[np.float64] = np.abs(quality.T[:, None, :] - mean.T[:, :, None])
        return np.nan_to_num(off, nan=float(np.nanmean(off)))

    def shares(self, tastes: Tastes, *, draws: int, seed: int) -> NDArray[np.float64]:
        """Return predicted shares, shape (draws, buyers, sellers)."""
        random = np.random.default_rng(seed)
        found = [self._one(tastes, random) for _ in range(draws)]
        return np.array(found)

    def _one(self, tastes: Tastes, random: np.random.Generator) -> NDArray[np.float64]:
        spot, own, freight, api, sulphur, spread = (
            random.uniform(*span)
            for span in (tastes.spot, tastes.own, tastes.freight, tastes.api, tastes.sulphur, tastes.spread)
        )
        limit = np.array([self._limit(seller, random) for seller in self.sellers])
        # The best of many offers: a seller of twice the volume makes twice the offers (the size term of logit models).
        size = spread * np.log(self._offers(own, limit))
        worth = freight * np.nan_to_num(self._far) / 1000 + api * self._off[0] + sulphur * self._off[1] - size
        taste = random.gumbel(0, spread, (len(self.buyers), DESKS, len(self.sellers)))
        cost = worth[:, None, :] - taste
        asked = self._flow.sum(axis=1) + self.market.demand_growth * (np.array(self.buyers) == WORLD)
        plan = self._plan(limit, cost - cost.min() + 1.0, self._kept * (1 - spot), asked)
        flow = Dispatch(plan).solve().flow[:, 0]
        return self._by_seller(flow)

    def _offers(self, own: float, limit: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return each seller's part of what a buyer's desks are offered, shape (buyers, sellers)."""
        outside = np.array(self.buyers) == WORLD
        grown = limit - np.array(
            [max(self.market.exports.get(name, 0.0), self._flow[:, place].sum()) for name, place in self._place.items()]
        )
        near = self._kept[~outside].sum(axis=0) + grown * self._flow[~outside].sum() / self._flow.sum()
        before = self._kept / self._kept.sum(axis=1, keepdims=True)
        offers: NDArray[np.float64] = own * before + (1 - own) * near / near.sum()
        offers[outside] = limit / limit.sum()
        return np.maximum(offers, 1e-5)

    def _limit(self, seller: str, random: np.random.Generator) -> float:
        exports, growth = self.market.exports.get(seller, 0.0), self.market.growth.get(seller, 0.0)
        sold = float(self._flow[:, self._place[seller]].sum())
        return max(exports, sold) + growth * random.uniform(0.5, 1.0)

    def _plan(
        self,
        limit: NDArray[np.float64],
        cost: NDArray[np.float64],
        kept: NDArray[np.float64],
        asked: NDArray[np.float64],
    ) -> Plan:
        """Nodes: sellers, buyers, desks. Arcs: what stays with its seller (free), seller to desk, desk to buyer."""
        sellers, buyers = len(self.sellers), len(self.buyers)
        first_desk = sellers + buyers
        row, column = np.nonzero(kept)
        at, desk, seller = np.nonzero(np.repeat(self._open[:, None, :], DESKS, axis=1))
        desks = np.arange(buyers * DESKS)
        share = (asked - kept.sum(axis=1)) / DESKS
        self._kept_arcs, self._desk_arcs = (row, column), (at, seller)
        return Plan(
            periods=1,
            nodes=first_desk + len(desks),
            arc_tail=np.concatenate([column, seller, first_desk + desks]),
            arc_head=np.concatenate([sellers + row, first_desk + at * DESKS + desk, sellers + desks // DESKS]),
            arc_capacity=np.concatenate([kept[row, column], np.full(len(at), np.inf), np.repeat(share, DESKS) * 1.2])[
                :, None
            ],
            arc_cost=np.concatenate([np.zeros(len(row)), cost[at, desk, seller], np.zeros(len(desks))]),
            supply_node=np.arange(sellers),
            supply_limit=limit[:, None],
            supply_cost=np.zeros(sellers),
            demand_node=sellers + np.arange(buyers),
            demand=asked[:, None],
            demand_part=np.ones((buyers, 1)),
            demand_value=np.full((buyers, 1), 1000.0),
        )

    def _by_seller(self, flow: NDArray[np.float64]) -> NDArray[np.float64]:
        bought = np.zeros(self._flow.shape)
        first, second = len(self._kept_arcs[0]), len(self._desk_arcs[0])
        np.add.at(bought, self._kept_arcs, flow[:first])
        np.add.at(bought, self._desk_arcs, flow[first : first + second])
        shares: NDArray[np.float64] = bought / bought.sum(axis=1, keepdims=True)
        return shares


def total_variation(first: Diet, second: Diet) -> float:
    """Return half the sum of absolute differences of shares, in percentage points.

    >>> total_variation({"A": 1.0}, {"A": 3.0, "B": 1.0})
    25.0
    """
    one, two = sum(first.values()), sum(second.values())
    sellers = sorted(set(first) | set(second))
    return 50 * sum(abs(first.get(name, 0.0) / one - second.get(name, 0.0) / two) for name in sellers)


def rescaled(diet: Diet, banned: frozenset[str]) -> dict[str, float]:
    """Return the diet without the banned sellers: the others grow in proportion."""
    return {seller: volume for seller, volume in diet.items() if seller not in banned}
