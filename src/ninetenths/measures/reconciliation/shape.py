"""A Gaussian that resembles the worlds at hand: in its coordinates a trajectory is nearly a turn of a circle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ninetenths.measures.reconciliation.problem import Reals

NARROWEST = 1e-4
"""Least standard deviation along a direction, where the prior's is 1."""
ALIKE = 1e-6
"""Part of the longest direction below which another one adds nothing."""
TELLING = 1e-3
"""Precision along a direction, where the prior's is 1, below which it adds nothing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A Gaussian with a mean, and standard deviations other than 1 along some directions only.

    Parameters
    ----------
    centre
        The mean, shape (N, 1).
    directions, stretch
        Orthonormal directions, shape (N, r), and the standard deviation along each, shape (r,).
    """

    centre: Reals
    directions: Reals
    stretch: Reals

    def whiten(self, u: Reals) -> Reals:
        """Return worlds as standard normals, if they were of this Gaussian."""
        return self._along(u - self.centre, 1 / self.stretch - 1)

    def colour(self, w: Reals) -> Reals:
        """Return the worlds of standard normals."""
        return self.centre + self.narrow(w)

    def narrow(self, w: Reals) -> Reals:
        """Apply the (symmetric) root of the covariance."""
        return self._along(w, self.stretch - 1)

    def _along(self, v: Reals, change: Reals) -> Reals:
        """Stretch vectors along the directions."""
        return np.asarray(v + self.directions @ (change[:, None] * (self.directions.T @ v)))


def shape_where_on(u: Reals, slopes: Reals, precision: Reals) -> Shape:
    """Return the Gaussian that readings of some slopes (N, K) and precisions (K,) leave of the prior, around worlds.

    Its widths are those where readings are on: narrow enough for the hills of a reading that is off in other worlds.
    """
    columns = slopes.astype(np.float64) * np.sqrt(precision)
    squares, right = np.linalg.eigh(columns.T @ columns)
    used = squares > TELLING
    directions = columns @ (right[:, used] / np.sqrt(squares[used]))
    return _shape(u, directions, 1 / np.sqrt(1 + squares[used]))


def shape_of_worlds(u: Reals, slopes: Reals) -> Shape:
    """Return the Gaussian of some worlds, shape (N, C), as wide as they are along the slopes of the readings (N, K).

    Elsewhere the prior's own deviation of 1 is kept: as many directions as there are latents could not be told from as
    few worlds.
    """
    lengths = np.sqrt((slopes**2).sum(axis=0))
    columns = (slopes[:, lengths > 0] / lengths[lengths > 0]).astype(np.float64)
    squares, right = np.linalg.eigh(columns.T @ columns)
    used = squares > ALIKE * squares.max(initial=0.0)
    basis = columns @ (right[:, used] / np.sqrt(squares[used]))
    along = basis.T @ (u - u.mean(axis=1, keepdims=True))
    squares, turned = np.linalg.eigh(along @ along.T / u.shape[1])
    return _shape(u, basis @ turned, np.sqrt(np.maximum(squares, NARROWEST**2)))


def _shape(u: Reals, directions: Reals, stretch: Reals) -> Shape:
    """Return a Gaussian around the mean of the worlds, in their precision."""
    return Shape(
        centre=u.mean(axis=1, keepdims=True),
        directions=np.ascontiguousarray(directions).astype(u.dtype),
        stretch=stretch.astype(u.dtype),
    )
