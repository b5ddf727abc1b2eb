"""The plan beside an independent programme: the least shortage and the least cost that there can be."""

import numpy as np
import pytest
from scipy.optimize import linprog

from ninetenths.scenarios.market import Offer
from ninetenths.scenarios.planning import Store, follow, take, without_idle

WEEKS = 6


def offer(limit, cost, kind="spot"):
    limits, costs = np.array([limit]), np.array([float(cost)])
    return Offer(label="", kind=kind, seller=-1, way="", limit=limits, cost=costs, duty=np.zeros(1))


def least(offered, need, initial, draw, *, worth):
    """Return the least of shortage and cost by scipy: shortage first, then stock at the end, then money."""
    count = len(offered)
    columns = (count + 2) * WEEKS + 1  # offers, shortage, stock at the end of each week, what of it counts
    price = np.concatenate([np.repeat([one.cost[0] for one in offered], WEEKS), np.full(WEEKS, worth[0])])
    price = np.concatenate([price, np.zeros(WEEKS), [-worth[1]]])
    bounds = (
        [(0, float(value)) for one in offered for value in one.limit[0]]
        + [(0, None)] * WEEKS
        + [(0, 100)] * WEEKS
        + [(0, initial)]
    )
    rows, right, equal, level = [], [], [], []
    for week in range(WEEKS):
        row = np.zeros(columns)
        row[[place * WEEKS + week for place in range(count)]] = -1
        row[count * WEEKS + week] = -1
        row[(count + 1) * WEEKS + week] = 1
        if week:
            row[(count + 1) * WEEKS + week - 1] = -1
        rows.append(row)
        right.append(-need[week] + (0 if week else initial))
        drawn = np.zeros(columns)
        drawn[(count + 1) * WEEKS + week] = -1
        if week:
            drawn[(count + 1) * WEEKS + week - 1] = 1
        equal.append(drawn)
        level.append(draw - (0 if week else initial))
    counts = np.zeros(columns)
    counts[-1], counts[-2] = 1, -1
    rows.append(counts)
    right.append(0)
    found = linprog(price, A_ub=np.array(rows + equal), b_ub=np.array(right + level), bounds=bounds)
    assert found.status == 0
    shortage = found.x[count * WEEKS : (count + 1) * WEEKS].sum()
    return shortage, price[: count * WEEKS] @ found.x[: count * WEEKS]


@pytest.mark.parametrize("number", range(12))
def test_shortage_and_cost_are_the_least_there_are(number):
    rng = np.random.default_rng(number)
    offered = tuple(offer(rng.uniform(0, 6, WEEKS), cost) for cost in rng.uniform(1, 5, 4))
    need, initial, draw = np.full(WEEKS, 10.0), rng.uniform(0, 15), rng.uniform(2, 10)
    store = Store(initial=np.array([initial]), draw=np.array([draw]), fill=np.array([100.0]), largest=100.0)
    taken = take(offered, need[None, :], store)
    short, _ = follow(taken.amounts.sum(axis=1), need[None, :], store)
    shortage, cost = least(offered, need, initial, draw, worth=(45.0, 15.0))
    assert short.sum() == pytest.approx(shortage, abs=1e-6)
    paid = sum(taken.amounts[0, place].sum() * one.cost[0] for place, one in enumerate(offered))
    assert paid == pytest.approx(cost, abs=1e-2)


def test_what_could_be_bought_is_left_out_only_where_contracts_cover_the_need():
    need = np.full((1, WEEKS), 5.0)
    contract, spot = offer(np.full(WEEKS, 5.0), 0, "usual"), offer(np.full(WEEKS, 9.0), 2)
    assert without_idle((contract, spot), need) == (contract,)
    assert without_idle((contract, spot), need * 1.1) == (contract, spot)
    taxed = offer(np.full(WEEKS, 5.0), 3, "usual")
    assert without_idle((taxed, spot), need) == (taxed, spot)
