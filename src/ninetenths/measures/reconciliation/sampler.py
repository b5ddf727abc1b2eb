"""Draws from the posterior: worlds carried from the prior to it in small steps, on islands that are compared."""

from __future__ import annotations

import numpy as np

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation.diagnostics import effective_draws, r_hat
from ninetenths.measures.reconciliation.interior import check_interior
from ninetenths.measures.reconciliation.islands import Islands
from ninetenths.measures.reconciliation.likelihood import expected
from ninetenths.measures.reconciliation.problem import Floats, Integers, Problem, Reals
from ninetenths.measures.reconciliation.results import Posterior
from ninetenths.measures.reconciliation.target import Target

ISLANDS = 10
FEWEST_EACH = 50
KEPT = 0.5
"""Part of the worlds that the effective number may fall to before they are drawn anew."""
MOVES = 3
LAST_MOVES = 10
MOST_ROUNDS = 200


def sample(problem: Problem, *, draws: int, seed: int) -> Posterior:
    """Draw flows from what the readings, the balances and the prior leave possible.

    Parameters
    ----------
    problem
        Flows, readings and balances.
    draws
        Draws to keep, at least 40; they come from ten islands.
    seed
        The same seed, problem and library versions give the same draws bit for bit.

    Returns
    -------
    A :class:`Posterior`.

    Raises
    ------
    InvalidRecord
        If fewer than 40 draws are asked for, or the balances leave nothing possible.

    Notes
    -----
    Sequential Monte Carlo [delmoral_2006]_: worlds are drawn from the prior, the readings are let in little by little,
    and after each step worlds are drawn anew by weight and moved by split Hamiltonian trajectories [shahbaba_2014]_ and
    by leaps between readings that exclude each other. Whether a reading is off is summed over, not drawn. Worlds are
    followed in single precision; no draw that is kept breaks a balance. Islands share steps, never worlds.

    Reading: if the largest R-hat is above about 1.05, ask for more draws before quoting a range.

    References
    ----------
    .. [delmoral_2006] Del Moral, Doucet and Jasra (2006), Sequential Monte Carlo samplers, Journal of the Royal
       Statistical Society B 68, 411–436.
    .. [shahbaba_2014] Shahbaba, Lan, Johnson and Neal (2014), Split Hamiltonian Monte Carlo, Statistics and Computing
       24, 339–349.
    """
    if draws < 4 * ISLANDS:
        raise InvalidRecord(
            f"{draws} draws were asked for; at least {4 * ISLANDS} are needed: {ISLANDS} islands of four"
        )
    target = Target.of(problem)
    each = max(FEWEST_EACH, -(-draws // ISLANDS))
    islands = Islands.from_prior(target, np.random.default_rng(seed), count=ISLANDS, each=each)
    if (islands.known.excess > 0).any():
        check_interior(target)
    _into_balances(islands)
    _into_readings(islands)
    acceptance = _settled(islands, LAST_MOVES)
    return _posterior(islands, draws=draws, acceptance=acceptance, seed=seed)


def _into_balances(islands: Islands) -> None:
    """Lower the balances to where they are, each time to where half of the worlds still keep them."""
    for _ in range(MOST_ROUNDS):
        excess = islands.known.excess
        if (excess <= 0).all():
            islands.beyond = 0.0
            return
        by_island = np.sort(excess.reshape(islands.count, -1), axis=1)
        islands.beyond = max(0.0, float(by_island[:, by_island.shape[1] // 2].max()))
        islands.draw_anew((excess <= islands.beyond).astype(np.float64))
        islands.known = islands.target.standing(islands.u, beyond=islands.beyond)
        _settled(islands, MOVES)
    raise InvalidRecord(
        "the balances leave so little of what is believed beforehand that no draw was found: check the balances, or "
        "the level and spread of the walk"
    )


def _into_readings(islands: Islands) -> None:
    """Let the readings count more and more."""
    while islands.heat < 1:
        step = _next_step(islands.known.log_likelihood, 1 - islands.heat)
        weights = islands.known.log_likelihood.astype(np.float64) * step
        islands.heat = 1.0 if step == 1 - islands.heat else islands.heat + step
        islands.draw_anew(np.exp(weights - weights.max()))
        _settled(islands, MOVES)


def _settled(islands: Islands, moves: int) -> float:
    """Move the worlds by the shape that they have; return the mean acceptance."""
    islands.reshape()
    return float(np.mean([islands.move(turn) for turn in range(moves)]))


def _next_step(log_likelihood: Reals, most: float) -> float:
    """Return how much more of the readings can count before the effective number of worlds falls to `KEPT`."""

    def kept(step: float) -> float:
        weights = np.exp(step * (log_likelihood - log_likelihood.max()))
        return float(weights.sum() ** 2 / (weights**2).sum() / len(weights))

    if kept(most) >= KEPT:
        return most
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if kept(middle) >= KEPT else (low, middle)
    return max(low, most * 1e-9)


def _posterior(islands: Islands, *, draws: int, acceptance: float, seed: int) -> Posterior:
    """Put draws, chance of being off and diagnostics together."""
    flows = islands.target.flows(islands.u).astype(np.float64)
    each = flows.shape[1] // islands.count
    order = _spread_over(draws, islands.count, each)
    x = np.ascontiguousarray(flows[:, order].T)
    _, off = islands.target.likelihood.each(flows)
    numbers: Integers = np.repeat(np.arange(islands.count), each)[order]
    kept = flows.reshape(len(flows), islands.count, each)
    return Posterior(
        x=x,
        chain=numbers,
        off=off.mean(axis=1),
        r_hat=r_hat(kept),
        ess=effective_draws(kept),
        acceptance=acceptance,
        seed=seed,
    )


def _spread_over(draws: int, islands: int, each: int) -> Integers:
    """Return which of islands x each worlds are kept so that exactly *draws* are, as evenly as can be."""
    return np.asarray(np.arange(draws) * (islands * each) // draws, dtype=np.int64)


def predicted(problem: Problem, posterior: Posterior) -> Floats:
    """Return what each reading should have shown, given everything, the reading itself included.

    Parameters
    ----------
    problem
        The problem that was sampled.
    posterior
        Its draws.

    Returns
    -------
    5th, 50th and 95th percentile of each reading without the witness's own error, shape (K, 3): levels in the unit of
    the flows, shares as fractions.

    Notes
    -----
    Reading: where the printed number lies outside this range, the other evidence speaks against it.
    """
    shown = expected(problem.readings, np.ascontiguousarray(posterior.x.T))
    return np.ascontiguousarray(np.quantile(shown, (0.05, 0.5, 0.95), axis=1).T, dtype=np.float64)
