"""Run a scenario: the same draws with and without the acts, and what lies between."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios import consequences
from ninetenths.scenarios.assumed import COUNTED, ON_THE_WAY, assumed
from ninetenths.scenarios.baseline import Baseline
from ninetenths.scenarios.drivers import drivers_of
from ninetenths.scenarios.effects import check_acts
from ninetenths.scenarios.items import DAYS_OF_A_WEEK
from ninetenths.scenarios.legal import in_law
from ninetenths.scenarios.market import Acting, Market, Offer, offers
from ninetenths.scenarios.outcome import Certified, Flow, Outcome, Spread
from ninetenths.scenarios.parameters import Parameter, draw_parameters, draw_span, resolve_parameters, stream
from ninetenths.scenarios.planning import (
    COVER_OWED,
    Asked,
    Planner,
    Store,
    Taken,
    follow,
    need_of,
    owes_cover,
    store_of,
    without_idle,
)
from ninetenths.scenarios.scenario import Scenario

Floats = NDArray[np.float64]

LEAST_SHORTAGE = 0.005
"""Part of a week's need from which a gap counts as a shortage: below it no plan can tell it from rounding."""

MOST_DRAWS = 20_000


def run(
    baseline: Baseline,
    scenario: Scenario,
    *,
    draws: int,
    seed: int,
    parameters: tuple[Parameter, ...] | None = None,
) -> Outcome:
    """Run a scenario on a baseline.

    Each draw takes one row of the reconciled rates and one value of every parameter, and is planned twice, with and
    without the acts, as a linear programme over weeks with a certificate. The planner avoids shortage first, keeps
    stocks second and saves money third; given what then arrives, need is met in full while stocks last.

    Parameters
    ----------
    baseline
        Who sells what by which ways.
    scenario
        The acts; its ``assumptions`` replace parameter ranges.
    draws
        How many, 1 to 20,000.
    seed
        Of every random stream; the same seed gives the same bytes.
    parameters
        The resolved parameters of a saved run; None to resolve them from the table.

    Returns
    -------
    Outcome
        Spreads and draws of every measure, flows before and after, losses of all sides, drivers, certificates.

    Raises
    ------
    InvalidRecord
        If the scenario does not fit the baseline (unknown asset, act that touches nothing), or a plan cannot be met.

    Reading: what would follow from the acts under the assumptions; a model is not a forecast.
    """
    return Ready(baseline, scenario, draws=draws, seed=seed, parameters=parameters).run(scenario)


class Ready:
    """A baseline made ready for many scenarios: what is drawn, and the plan without acts, are shared.

    Parameters
    ----------
    baseline, draws, seed, parameters
        As in `run`.
    scenario
        Receiver, item, beginning, weeks and assumptions, which all scenarios share; its acts are not used.

    Raises
    ------
    InvalidRecord
        If the number of draws, or an assumption, is out of range.

    Reading: scenarios that are run on one baseline meet the same draws, so that their differences are theirs.
    """

    def __init__(
        self,
        baseline: Baseline,
        scenario: Scenario,
        *,
        draws: int,
        seed: int,
        parameters: tuple[Parameter, ...] | None = None,
    ) -> None:
        if not 1 <= draws <= MOST_DRAWS:
            raise InvalidRecord(f"{draws} draws were asked; between 1 and {MOST_DRAWS} can be run")
        self.seed = seed
        self.parameters = parameters or _resolved(baseline, scenario)
        drawn = draw_parameters(self.parameters, draws=draws, seed=seed)
        drawn["_reversal"] = stream(seed, "_reversal").random(draws)
        self.market = Market.of(baseline, replace(scenario, acts=()), drawn, seed=seed)
        self.store, self.need = store_of(self.market), need_of(self.market)
        self.curve = consequences.curve_of(self.market, seed=seed)
        self.planner = Planner()
        self._usual: dict[int, tuple[tuple[Offer, ...], Taken]] = {}

    def run(self, scenario: Scenario) -> Outcome:
        """Run one scenario, which differs in its acts alone.

        Raises
        ------
        InvalidRecord
            As `run` does, and if the scenario is about another supply, time or range.
        """
        ours = self.market.scenario
        if replace(scenario, acts=(), title=ours.title, note=ours.note) != ours:
            raise InvalidRecord("the scenario differs in more than its acts from what was made ready: run it by itself")
        check_acts(self.market.baseline, scenario)
        return _Run(self, replace(self.market, scenario=scenario)).outcome(self.parameters)

    def usual(self, market: Market) -> tuple[tuple[Offer, ...], Taken]:
        """Return the plan without acts; nobody buys on top before the week in which the first act begins."""
        first = market.first_week
        if first not in self._usual:
            before = without_idle(offers(market, ()), self.need)
            self._usual[first] = before, self.planner.take(before, self.asked(np.ones_like(self.need)), self.store)
        return self._usual[first]

    def asked(self, wanted: Floats) -> Asked:
        """Return the need in its parts when a part of it, shape (draws, weeks), is asked for at the market price."""
        floor = self.curve.floor[:, None]
        return Asked(firm=self.need * floor, elastic=self.need * (wanted - floor))


def _resolved(baseline: Baseline, scenario: Scenario) -> tuple[Parameter, ...]:
    """Return the parameters of the table, of the evidence where it speaks of one, or of the scenario."""
    found = resolve_parameters(baseline.item, baseline.receiver, scenario.assumptions, on=scenario.begins)
    counted = baseline.counted_leakage
    return (*found, counted) if counted and "leakage" not in scenario.assumptions else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """What is met: the part of the need given up for price, what is missing beyond it, and stocks (draws, weeks)."""

    given_up: Floats
    short: Floats
    stock: Floats


class _Run:
    """One run while it is computed."""

    def __init__(self, ready: Ready, market: Market) -> None:
        self.market, self.seed, self.curve = market, ready.seed, ready.curve
        self.acting = _acting(market, seed=ready.seed)
        self.store, self.need = ready.store, ready.need
        self.before, self.usual = ready.usual(market)
        self.offered = offers(market, self.acting) if self.acting else self.before
        wanted = self._wanted()
        self.taken = ready.planner.take(self.offered, ready.asked(wanted), self.store) if self.acting else self.usual
        self.after = self._met(self.taken, wanted)
        self.base = self._met(self.usual, np.ones_like(wanted))

    def _wanted(self) -> Floats:
        """Return the part of the need that is asked for at the market price, from the week of the first act on.

        The rise is that of what the ways and sales left open do not bring, known before anything is planned.
        """
        if not self.acting:
            return np.ones_like(self.need)
        left = consequences.refused_of(self.market, self.offered, np.stack([one.limit for one in self.offered], axis=1))
        rise = consequences.price_rise(
            self.market, consequences.withheld(self.market, self.acting, left), seed=self.seed
        )
        since = np.arange(self.need.shape[1]) >= self.market.first_week
        return np.asarray(np.where(since[None, :], self.curve.wanted(rise)[:, None], 1.0))

    def _met(self, taken: Taken, wanted: Floats) -> _Met:
        """Return what becomes of the need: stocks serve what is asked for, and the curve takes the first of the gap."""
        asked = self.need * wanted - taken.spared
        short, stock = follow(taken.amounts.sum(axis=1), asked, self.store)
        missing = self.need - asked + short
        given_up = np.minimum(missing, self.need * (1 - self.curve.floor[:, None]))
        beyond = missing - given_up
        return _Met(given_up=given_up, short=np.where(beyond < 1e-7 * self.need, 0.0, beyond), stock=stock)

    def outcome(self, parameters: tuple[Parameter, ...]) -> Outcome:
        """Return everything that the run says."""
        market, acting = self.market, self.acting
        refused = consequences.refused_of(market, self.offered, self.taken.amounts)
        refused = replace(refused, blocked=self._beyond_baseline(refused.blocked))
        rise = consequences.price_rise(market, consequences.withheld(market, acting, refused), seed=self.seed)
        values = self._values(rise)
        inputs = self._inputs()
        return Outcome(
            scenario=market.scenario,
            baseline=market.baseline,
            parameters=parameters,
            seed=self.seed,
            draws=market.draws,
            spreads={name: Spread.of(array) for name, array in values.items()},
            values=values,
            inputs=inputs,
            flows=self._flows(),
            losses=consequences.losses(market, acting, refused, rise),
            legal=in_law(market.baseline, market.scenario.acts),
            leaks=consequences.leaks(market, acting, self.offered, self.taken.amounts),
            drivers=drivers_of(inputs, values),
            stock=np.percentile(self.after.stock / self._day()[:, None], [5, 50, 95], axis=0),
            short=np.percentile(100 * self.after.short / self.need, [5, 50, 95], axis=0),
            certified=self._certified(),
            assumptions=(*market.baseline.assumptions, *assumed(market)),
        )

    def _beyond_baseline(self, blocked: Floats) -> Floats:
        """Return what the acts block: what the plan left untaken before them is not their doing."""
        before = consequences.refused_of(self.market, self.before, self.usual.amounts).blocked
        return np.maximum(blocked - before, 0)

    def _day(self) -> Floats:
        """Return the mean need of a day, in amounts, shape (draws,)."""
        return np.asarray(self.market.rates.sum(axis=1) * self.market.item.days_per_rate)

    def _values(self, rise: Floats) -> dict[str, Floats]:
        market, after, base = self.market, self.after, self.base
        drawn, own = market.drawn, market.own_part
        cost, duty = _bill(market, self.offered, self.taken)
        base_cost, _ = _bill(market, self.before, self.usual)
        extra = own * (cost - base_cost) / 1000
        received = self.taken.amounts.sum(axis=(1, 2))
        shares, given_up = after.short / self.need, after.given_up / self.need
        total = (after.short - base.short).sum(axis=1)
        drawn_stock = base.stock[:, -1] - after.stock[:, -1]
        price_cost = own * rise * drawn["price"] * received / 1000
        given_up_loss = own * (self._worth(after) - self._worth(base)) / 1000
        beyond = np.maximum(drawn["shortage_value"] - drawn["price"], 0)
        shortage_loss = own * total * beyond / 1000
        # What is drawn was not paid for in the run: what it costs beyond that is to buy it again, prompt and dearer.
        stock_loss = own * drawn_stock * (drawn["spot_premium"] + np.maximum(rise, 0) * drawn["price"]) / 1000
        dear = self.curve.price_at((after.given_up + after.short) / self.need).max(axis=1)
        return {
            "days_to_shortage": _first_day(shares),
            "deepest_rate": after.short.max(axis=1) / market.item.per_week,
            "deepest_share": 100 * shares.max(axis=1),
            "total_short": total,
            "given_up": (after.given_up - base.given_up).sum(axis=1),
            "given_up_share": 100 * given_up.max(axis=1),
            "dearest": np.maximum(dear, (1 + np.maximum(rise, 0)) * drawn["price"]),
            "stock_drawn": drawn_stock / self._day(),
            "least_cover": after.stock.min(axis=1) / self._day(),
            "extra_cost": extra,
            "extra_cost_unit": np.divide(1000 * extra, own * received, out=np.zeros_like(extra), where=received > 0),
            "price_change": 100 * rise,
            "price_cost": price_cost,
            "given_up_loss": given_up_loss,
            "shortage_loss": shortage_loss,
            "loss": extra + price_cost + given_up_loss + shortage_loss + stock_loss,
            "duty_paid": own * duty / 1000,
            "rerouted": _mean_rate(market, self.offered, self.taken, "detour"),
            "replaced": _mean_rate(market, self.offered, self.taken, "spot")
            - _mean_rate(market, self.before, self.usual, "spot"),
        } | self._cover()

    def _worth(self, met: _Met) -> Floats:
        """Return what is given up for price is worth beyond its price, in thousand dollars, shape (draws,)."""
        return np.asarray((self.curve.worth(met.given_up / self.need) * self.need).sum(axis=1))

    def _cover(self) -> dict[str, Floats]:
        """Return the least days of net imports in stock as the rule of 90 days counts them, for those who owe them."""
        if not owes_cover(self.market):
            return {}
        whole = self.after.stock.min(axis=1) / self._day() + self.market.drawn["stock_minimum_days"]
        return {"owed_cover": whole * 90 / COVER_OWED}

    def _inputs(self) -> dict[str, Floats]:
        market = self.market
        found = {name: values for name, values in market.drawn.items() if not name.startswith("_")}
        supply, demand = consequences.elasticity_draws(market.item.name, draws=market.draws, seed=self.seed)
        found["elasticities (supply + demand)"] = supply - demand
        found["need"] = market.rates.sum(axis=1)
        for place, seller in enumerate(market.baseline.sellers):
            found[f"rate of {seller.origin}"] = market.rates[:, place]
        for place, (act, leakage) in enumerate(self.acting):
            if act.leakage is not None:
                found[f"leakage of act[{place}]"] = leakage
        return found

    def _flows(self) -> tuple[Flow, ...]:
        """Return what each offer brings before and after, mean over the weeks since the first act."""
        market, since = self.market, min(self.market.first_week, self.market.scenario.weeks - 1)

        def rates(offered: tuple[Offer, ...], taken: Taken) -> dict[tuple[str, str], Floats]:
            found: dict[tuple[str, str], Floats] = {}
            for number, one in enumerate(offered):
                mean = taken.amounts[:, number, since:].mean(axis=1) / market.item.per_week
                found[one.label, one.kind] = found.get((one.label, one.kind), np.zeros(market.draws)) + mean
            return found

        before, after = rates(self.before, self.usual), rates(self.offered, self.taken)
        named = {(one.label, one.kind): one for one in (*self.before, *self.offered)}
        nothing = np.zeros(market.draws)
        flows = [
            Flow(
                label=one.label, kind=one.kind, way=one.way,
                origin=market.baseline.sellers[one.seller].origin if one.seller >= 0 else one.label,
                baseline=Spread.of(before.get(key, nothing)), after=Spread.of(after.get(key, nothing)),
            )
            for key, one in named.items()
            if before.get(key, nothing).any() or after.get(key, nothing).any()
        ]  # fmt: skip
        return tuple(sorted(flows, key=lambda one: (-one.baseline.p50, -one.after.p50, one.label, one.kind)))

    def _certified(self) -> Certified:
        both = (self.taken,) if self.usual is self.taken else (self.taken, self.usual)
        return Certified(
            solves=sum(one.solves for one in both),
            cold=sum(one.cold for one in both),
            primal=max(one.primal for one in both),
            dual=max(one.dual for one in both),
            gap=max(one.gap for one in both),
        )


def _acting(market: Market, *, seed: int) -> Acting:
    """Return the acts with their draws of leakage: the parameter's, or of a range that the act brings itself.

    What is refused can go under another name; what a suspended line does not carry cannot. What the evidence counts
    got round an act on the way, so it says nothing of a seller's own ban.
    """
    found = []
    for place, act in enumerate(market.scenario.acts):
        leakage = market.drawn["leakage"] / 100
        if act.kind in ON_THE_WAY:
            leakage = market.drawn.get(COUNTED, market.drawn["leakage"]) / 100
        if act.leakage is not None:
            rng = stream(seed, f"leakage {place}")
            leakage = draw_span(act.leakage, "beta", draws=market.draws, rng=rng)
        elif act.kind == "suspension":
            leakage = np.zeros(market.draws)
        found.append((act, leakage))
    return tuple(found)


def _first_day(shares: Floats) -> Floats:
    """Return the day on which stocks no longer cover the need, shape (draws,); NaN where that never happens.

    Inside the week stocks serve the first days in full and the gap stands at its end.
    """
    short = shares > LEAST_SHORTAGE
    week = short.argmax(axis=1)
    part = np.take_along_axis(shares, week[:, None], axis=1)[:, 0]
    return np.where(short.any(axis=1), DAYS_OF_A_WEEK * (week + 1 - part), np.nan)


def _bill(market: Market, offered: tuple[Offer, ...], taken: Taken) -> tuple[Floats, Floats]:
    """Return what is paid above contract, and the part of it that is the receiver's own duty, in thousand dollars."""
    amounts = taken.amounts.sum(axis=2)
    cost = sum((amounts[:, number] * one.cost for number, one in enumerate(offered)), np.zeros(market.draws))
    duty = sum((amounts[:, number] * one.duty for number, one in enumerate(offered)), np.zeros(market.draws))
    own = any(act.kind == "tariff" and market.baseline.receiver in act.by for act in market.scenario.acts)
    return (cost - duty, duty) if own else (cost, np.zeros(market.draws))


def _mean_rate(market: Market, offered: tuple[Offer, ...], taken: Taken, kind: str) -> Floats:
    places = [number for number, one in enumerate(offered) if one.kind == kind]
    return np.asarray(taken.amounts[:, places].sum(axis=1).mean(axis=1) / market.item.per_week)


__all__ = ["COUNTED", "LEAST_SHORTAGE", "MOST_DRAWS", "ON_THE_WAY", "Ready", "Store", "run"]
