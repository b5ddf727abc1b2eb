"""What a solved dispatch says: flows, shortages, prices, and the certificate that they are optimal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninetenths.measures.dispatch.plan import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """How far a solution is from satisfying the conditions of optimality, recomputed from the problem itself.

    ``primal`` is the largest violation of a bound or row, ``dual`` the largest reduced cost or multiplier of the wrong
    sign, ``gap`` the distance between the cost and the dual bound; each relative to the size of the numbers in the
    problem, so that 1e-9 is rounding and 1e-3 a wrong answer. ``cold`` is true where the warm start was refused and the
    answer comes from a solve from nothing.

    Reading: a certificate proves that the linear programme was solved, not that the programme describes the world.
    """

    primal: float
    dual: float
    gap: float
    cold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The cheapest plan of one scenario.

    Attributes
    ----------
    cost : float
        Supply, carriage, release, stocks below cover and what is not served, less the value of stocks left at the end.
    flow : (A, T)
        What leaves each arc's tail.
    supply : (S, T)
    unserved : (D, G, T)
        What each segment of demand goes without.
    stock : (B, T + 1)
        Level before each period and after the last.
    below_cover : (B, T)
        How far each stock ends a period below its soft level.
    surplus : (N, T)
        What reaches a node and finds no use there.
    node_price : (N, T)
        What one unit more asked for at a node would cost.
    arc_rent : (A, T)
        What one unit more of an arc's capacity would save; 0 where it is not full.
    gate_rent : (Q, T)
        The same for gates.
    stock_value : (B,)
        What one unit more in stock before period 0 would save; times a day's use it is the worth of a day of cover.
    certificate : Certificate

    Reading: prices and rents are margins of this plan, not forecasts of market prices. Where several plans cost the
    same, the flows are one of them.
    """

    cost: float
    flow: Floats
    supply: Floats
    unserved: Floats
    stock: Floats
    below_cover: Floats
    surplus: Floats
    node_price: Floats
    arc_rent: Floats
    gate_rent: Floats
    stock_value: Floats
    certificate: Certificate


def shortage(result: Result, *, demand_value: Floats | None = None, worth: float = 0.0) -> Floats:
    """Return what each demand goes without in each period, shape (D, T), in the plan's unit.

    With ``demand_value`` (of the plan) and ``worth``, only segments that are worth at least ``worth`` count: what falls
    short of need, apart from what high prices alone make users forgo.
    """
    counted = np.ones(result.unserved.shape[:2]) if demand_value is None else (demand_value >= worth).astype(float)
    short: Floats = np.einsum("dgt,dg->dt", result.unserved, counted)
    return short


def first_shortage(short: Floats, *, at_least: float = 1e-6) -> Floats:
    """Return the period of the first shortage of each demand, shape (D,); NaN where there is none.

    ``short`` comes from `shortage`; ``at_least`` is the smallest quantity that counts.

    Examples
    --------
    >>> first_shortage(np.array([[0.0, 0.0, 3.0], [0.0, 0.0, 0.0]]))
    array([ 2., nan])
    """
    found = short > at_least
    return np.where(found.any(axis=1), found.argmax(axis=1), np.nan)


def deepest_shortage(short: Floats, demand: Floats) -> Floats:
    """Return the largest share of a period's demand that goes unserved, shape (D,), in [0, 1]; NaN where none is asked.

    Examples
    --------
    >>> deepest_shortage(np.array([[0.0, 2.0]]), np.array([[8.0, 8.0]]))
    array([0.25])
    """
    asked = demand > 0
    share = np.divide(short, demand, out=np.zeros_like(short), where=asked)
    return np.where(asked.any(axis=1), share.max(axis=1, initial=0.0), np.nan)


def total_shortage(short: Floats) -> Floats:
    """Return what each demand goes without over the whole plan, shape (D,), in the plan's unit.

    Examples
    --------
    >>> total_shortage(np.array([[1.0, 2.0]]))
    array([3.])
    """
    total: Floats = short.sum(axis=1)
    return total


def worth_of_a_day(result: Result, use_per_day: Floats) -> Floats:
    """Return what one more day of cover before the first period would save at each stock, shape (B,), in money.

    ``use_per_day`` is what a day of cover is counted in (net imports, for the 90-day rule), shape (B,).

    Reading: the margin of this plan; ninety such days are not worth ninety times as much.
    """
    worth: Floats = result.stock_value * use_per_day
    return worth
