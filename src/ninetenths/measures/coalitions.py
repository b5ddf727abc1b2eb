"""What each member of a coalition adds: Shapley and Banzhaf values from the worth of every coalition.

A game of n players is a vector of 2**n numbers: entry m is the worth of the coalition whose members are the bits of m
(bit 0 is player 0). Leading axes are draws.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninetenths.errors import InvalidRecord

Floats = NDArray[np.float64]

MOST_PLAYERS = 20
"""Above it the vector of worths has more than a million entries; the number of coalitions doubles with each player."""


def shapley(values: ArrayLike) -> Floats:
    """Return each player's Shapley value: its mean contribution over all orders of joining.

    Parameters
    ----------
    values
        Worth of every coalition, shape (..., 2**n), in any unit of loss; entry 0, the empty coalition, must be 0.

    Returns
    -------
    ndarray
        Shape (..., n), in the unit of *values*; sums to the worth of all players together. NaN where a worth that
        counts is unknown.

    Raises
    ------
    InvalidRecord
        For an empty coalition of players (n = 0), a length that is no power of two, more than 20 players, or a worth
        of nobody that is not 0.

    Notes
    -----
    Exact: n·2**(n-1) marginal contributions, each weighted by s!(n-s-1)!/n!. Shapley (1953).

    Examples
    --------
    >>> shapley([0.0, 0.0, 0.0, 1.0])
    array([0.5, 0.5])

    Reading: a fair division of what all can do together under four axioms; not a forecast of who will act, and a
    large value does not mean that the player can act alone.
    """
    worths, players = _game(values)
    sizes = _sizes(players - 1)
    weights = np.array([1.0 / (players * comb(players - 1, size)) for size in range(players)])[sizes]
    return _weighted(worths, players, weights)


def banzhaf(values: ArrayLike) -> Floats:
    """Return each player's Banzhaf value: its mean contribution over all coalitions of the others.

    Parameters, errors and NaN as in `shapley`.

    Returns
    -------
    ndarray
        Shape (..., n), in the unit of *values*; it need not sum to the worth of all.

    Examples
    --------
    >>> banzhaf([0.0, 0.0, 0.0, 1.0])
    array([0.5, 0.5])

    Reading: how often and by how much a player makes the difference when nobody knows who else joins. Banzhaf (1965).
    """
    worths, players = _game(values)
    return _weighted(worths, players, np.full(1 << (players - 1), 0.5 ** (players - 1)))


def marginal_contributions(values: ArrayLike, player: int) -> Floats:
    """Return what a player adds to every coalition of the others.

    Parameters
    ----------
    values
        As for `shapley`.
    player
        Number of the player, from 0.

    Returns
    -------
    ndarray
        Shape (..., 2**(n-1)); entry m belongs to the coalition of the others whose bits, the player's taken out,
        are m.

    Raises
    ------
    InvalidRecord
        As `shapley`, or if there is no such player.

    Examples
    --------
    >>> marginal_contributions([0.0, 1.0, 2.0, 5.0], 0)
    array([1., 3.])

    Reading: the first entry is what the player can do alone; the last what all others lose without it.
    """
    worths, players = _game(values)
    return _added(worths, _member(player, players)).reshape(*worths.shape[:-1], -1)


def complementarity(values: ArrayLike, first: int, second: int) -> Floats:
    """Return what two players can do together beyond what each can do alone: v(ab) - v(a) - v(b).

    Parameters
    ----------
    values
        As for `shapley`.
    first, second
        Numbers of two different players.

    Returns
    -------
    ndarray
        Shape of the leading axes; NaN where one of the three worths is unknown.

    Raises
    ------
    InvalidRecord
        As `shapley`, or if the two are one player.

    Examples
    --------
    >>> float(complementarity([0.0, 1.0, 2.0, 5.0], 0, 1))
    2.0

    Reading: above 0 they need each other (each can be replaced by the other alone); below 0 they do the same thing
    twice.
    """
    worths, players = _game(values)
    one, other = (1 << _member(player, players) for player in (first, second))
    if one == other:
        raise InvalidRecord(f"player {first} was given twice: complementarity needs two different players")
    found: Floats = worths[..., one | other] - (worths[..., one] + worths[..., other])
    return found


def _game(values: ArrayLike) -> tuple[Floats, int]:
    worths = np.asarray(values, dtype=np.float64)
    length = worths.shape[-1] if worths.ndim else 0
    players = max(length, 1).bit_length() - 1
    if players == 0:
        raise InvalidRecord(
            f"an empty coalition: {length} worth(s) were given, and a game needs at least one player, that is two "
            "worths (of nobody and of the player)"
        )
    if length != 1 << players:
        raise InvalidRecord(
            f"{length} worths were given: n players have 2**n coalitions, so {1 << players} or {2 << players} were "
            "expected; give one worth for every coalition, entry m for the members that are the bits of m"
        )
    if players > MOST_PLAYERS:
        raise InvalidRecord(f"{players} players have {length} coalitions: at most {MOST_PLAYERS} are computed exactly")
    if (worths[..., 0] != 0).any():
        raise InvalidRecord(
            f"the empty coalition has worth {float(worths[..., 0].flat[0]):g}: nobody achieves nothing; subtract it "
            "from every worth"
        )
    return worths, players


def _member(player: int, players: int) -> int:
    if not 0 <= player < players:
        raise InvalidRecord(f"there is no player {player}: the game has players 0 to {players - 1}")
    return player


def _sizes(players: int) -> NDArray[np.intp]:
    """Return the number of members of every coalition."""
    sizes = np.zeros(1, dtype=np.intp)
    for _ in range(players):
        sizes = np.concatenate((sizes, sizes + 1))
    return sizes


def _added(worths: Floats, player: int) -> Floats:
    """Return v(S + player) - v(S), shape (..., higher bits, lower bits)."""
    split = worths.reshape(*worths.shape[:-1], -1, 2, 1 << player)
    found: Floats = split[..., 1, :] - split[..., 0, :]
    return found


def _weighted(worths: Floats, players: int, weights: Floats) -> Floats:
    lead = worths.shape[:-1]
    found = np.empty((*lead, players))
    for player in range(players):
        found[..., player] = _added(worths, player).reshape(*lead, -1) @ weights
    return found
