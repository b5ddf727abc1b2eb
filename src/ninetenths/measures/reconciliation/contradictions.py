"""Which readings cannot hold together, each with a proof, and the fewest to drop."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ninetenths.errors import InvalidRecord
from ninetenths.measures.reconciliation.feasibility import Feasibility
from ninetenths.measures.reconciliation.inequalities import BOUNDS
from ninetenths.measures.reconciliation.problem import Floats, Problem
from ninetenths.measures.reconciliation.results import Certificate, Contradictions, Drops, Term

MOST_CHECKS = 120
MOST_NODES = 500
"""Nodes of one integer programme after which a search stops, and says so."""
STOPPED = frozenset({-1})
MOST_DROPS = 50

Sets = list[frozenset[int]]


def contradictions(problem: Problem, *, width: float, most_checks: int = MOST_CHECKS) -> Contradictions:
    """Find every minimal set of readings that cannot hold together with the balances and flows of 0 or more.

    Parameters
    ----------
    problem
        Flows, readings and balances; the prior plays no part, save for the usual size below which relative errors do
        not shrink and above a thousandth of which the whole of a share must be.
    width
        How many of its errors each reading is given on either side of what was printed.
    most_checks
        Linear programmes after which the search stops; it also stops at an integer programme of 500 nodes.

    Returns
    -------
    :class:`Contradictions`: one certificate for each minimal set, the smallest sets first; `complete` says whether the
    search ended by itself.

    Raises
    ------
    InvalidRecord
        If the balances alone cannot hold, or the width is negative.

    Notes
    -----
    Seeds that hold no known contradiction and lie in no known possible set are tried from the largest down
    [liffiton_2016]_; each contradiction is narrowed by dropping readings one by one.

    Reading: a certificate proves that not all hold as read within so many errors. Which is wrong, and why (another
    basis, another window, rounding, invention), it does not say. Only `physical` ones may be called refuted.

    References
    ----------
    .. [liffiton_2016] Liffiton, Previti, Malik and Marques-Silva (2016), Fast, flexible MUS enumeration, Constraints
       21, 223–250.
    """
    oracle = Feasibility.of(problem, width)
    found, complete = _minimal_sets(oracle, most_checks)
    ordered = sorted(found, key=lambda one: (len(one), sorted(one)))
    return Contradictions(
        certificates=tuple(_certificate(oracle, one) for one in ordered), complete=complete, checks=oracle.checks
    )


def fewest_to_drop(problem: Problem, *, width: float, most: int = MOST_DROPS) -> Drops:
    """Find the smallest sets of readings without which the rest can hold together, all of that size.

    Parameters
    ----------
    problem
        Flows, readings and balances.
    width
        How many of its errors each reading is given on either side of what was printed.
    most
        Sets after which the search stops.

    Returns
    -------
    :class:`Drops`; one empty set where nothing need be dropped.

    Raises
    ------
    InvalidRecord
        If the balances alone cannot hold, or the width is negative.

    Notes
    -----
    The smallest sets that meet every contradiction known so far are found by an integer programme; the rest is tried,
    and a contradiction that remains is added. A set found is excluded, and the next of the same size sought.

    Reading: the cheapest ways out by count, not a verdict on who is wrong.
    """
    oracle = Feasibility.of(problem, width)
    known: Sets = []
    dropped: Sets = []
    while len(dropped) <= most:
        chosen = _hitting_set(known, dropped, size=len(dropped[0]) if dropped else None)
        if chosen is None or chosen == STOPPED:
            return Drops(sets=_in_order(dropped), complete=chosen is None)
        if (weights := oracle.proof(frozenset(oracle.readings) - chosen)) is None:
            dropped.append(chosen)
        else:
            known.append(_narrowed(oracle, _support(oracle, weights)))
    return Drops(sets=_in_order(dropped[:most]), complete=False)


def _in_order(sets: Iterable[frozenset[int]]) -> tuple[tuple[int, ...], ...]:
    """Return the sets sorted."""
    return tuple(sorted(tuple(sorted(one)) for one in sets))


def _minimal_sets(oracle: Feasibility, most_checks: int) -> tuple[Sets, bool]:
    """Return the minimal contradictions, and whether there are no others."""
    everything = frozenset(oracle.readings)
    found: Sets = []
    possible: Sets = []
    while oracle.checks < most_checks:
        left_out = _hitting_set(found, (), spare=[everything - one for one in possible])
        if left_out is None or left_out == STOPPED:
            return found, left_out is None
        seed = everything - left_out
        if (weights := oracle.proof(seed)) is None:
            possible.append(seed)
        else:
            found.append(_narrowed(oracle, _support(oracle, weights)))
    return found, False


def _support(oracle: Feasibility, weights: Floats) -> frozenset[int]:
    """Return the readings that a proof uses."""
    return frozenset(int(k) for k in oracle.rows.reading[weights > 0] if k >= 0)


def _narrowed(oracle: Feasibility, readings: frozenset[int]) -> frozenset[int]:
    """Drop readings from a contradiction one by one while it remains one."""
    kept = readings
    for one in sorted(readings):
        if one in kept and (weights := oracle.proof(kept - {one})) is not None:
            kept = _support(oracle, weights)
    return kept


def _hitting_set(
    sets: Sets, excluded: Iterable[frozenset[int]], *, size: int | None = None, spare: Iterable[frozenset[int]] = ()
) -> frozenset[int] | None:
    """Return the smallest set that meets all of *sets*, contains none of *excluded* and spares some of each of *spare*.

    With a size, a set of that size or none; `STOPPED` where the integer programme reached its limit.
    """
    spare, excluded = tuple(spare), tuple(excluded)
    if any(not one for one in (*spare, *excluded)):
        return None
    names = sorted(frozenset().union(*sets, *spare, *excluded))
    if not names:
        return frozenset()
    rows = [(one, 1.0, np.inf) for one in sets]
    rows += [(one, -np.inf, len(one) - 1.0) for one in (*excluded, *spare)]
    if size is not None:
        rows.append((frozenset(names), 0.0, float(size)))
    matrix = np.array([[name in one for name in names] for one, _, _ in rows], dtype=float).reshape(-1, len(names))
    limits = LinearConstraint(matrix, [low for _, low, _ in rows], [high for _, _, high in rows])
    answer = milp(
        np.ones(len(names)),
        constraints=limits,
        integrality=np.ones(len(names)),
        bounds=Bounds(0, 1),
        options={"node_limit": MOST_NODES},
    )
    if answer.status == 2:
        return None
    if answer.status == 1:
        return STOPPED
    if answer.x is None:
        raise InvalidRecord(f"the search for readings to drop failed: {answer.message}. Ask for a narrower window.")
    chosen = frozenset(name for name, value in zip(names, answer.x, strict=True) if value > 0.5)
    if not _meets(chosen, rows):
        raise InvalidRecord("the integer programme returned a set that breaks its own rows; ask for a narrower window")
    return chosen


def _meets(chosen: frozenset[int], rows: list[tuple[frozenset[int], float, float]]) -> bool:
    """Check a set against its rows."""
    return all(low <= len(chosen & one) <= high for one, low, high in rows)


def _certificate(oracle: Feasibility, readings: frozenset[int]) -> Certificate:
    """Return the proof of one minimal set in the units of the problem, verified once more."""
    weights = oracle.proof(readings)
    if weights is None:
        raise InvalidRecord(f"readings {sorted(readings)} were found to contradict and then not; report this as a bug")
    rows = oracle.rows
    used = [int(row) for row in np.flatnonzero(weights > 1e-9 * weights.max())]
    real = weights / rows.size
    said = [row for row in used if rows.reading[row] >= 0]
    physical_rows = [row for row in used if rows.reading[row] < 0]
    in_shares = not physical_rows and all(oracle.rows.upper[row] == 0 or rows.bound[row] == 2 for row in said)
    largest = max(real[row] for row in used if not in_shares or rows.bound[row] != 2)
    gap = -float(sum(real[row] * rows.upper[row] * rows.size[row] for row in used)) / largest
    whole = [rows.upper[row] * -rows.size[row] for row in said if rows.bound[row] == 2]
    return Certificate(
        readings=tuple(sorted(readings)),
        terms=tuple(
            Term(
                reading=int(rows.reading[row]),
                bound=BOUNDS[int(rows.bound[row])],
                multiplier=float(real[row] / largest),
            )
            for row in sorted(said, key=lambda row: (rows.reading[row], rows.bound[row]))
        ),
        balances=tuple(int(rows.bound[row]) for row in physical_rows),
        balance_multipliers=tuple(float(real[row] / largest) for row in physical_rows),
        gap=gap / max(whole) if in_shares and whole else gap,
        in_shares=in_shares,
        physical=len(readings) == 1,
    )
