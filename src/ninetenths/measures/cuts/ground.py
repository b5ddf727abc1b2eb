"""The ground on which a flow can be stopped: a directed graph, its two ends, and who can close which nodes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """A directed graph from a source to a sink, and powers that each close a set of nodes.

    Parameters
    ----------
    indptr, indices
        Arcs as a compressed sparse matrix: node ``i`` leads to ``indices[indptr[i]:indptr[i + 1]]``.
    source, sink
        Where the flow starts and ends; no power closes them.
    closes : array of bool, shape (powers, nodes)
        True where using the power takes the node away. A power over an arc is one over a node put into that arc.

    Raises
    ------
    InvalidRecord
        If shapes disagree, an arc leads to no node, the two ends are one, or a power closes an end.

    Examples
    --------
    >>> ground = Ground(
    ...     indptr=np.array([0, 1, 2, 2]),
    ...     indices=np.array([1, 2]),
    ...     source=0,
    ...     sink=2,
    ...     closes=np.array([[False, True, False]]),
    ... )
    >>> ground.nodes, ground.powers
    (3, 1)
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int64]
    source: int
    sink: int
    closes: NDArray[np.bool_]

    def __post_init__(self) -> None:
        """Check that the parts belong together."""
        for broken, message in self._checks():
            if broken:
                raise InvalidRecord(f"the graph to be cut is not sound: {message}")

    def _checks(self) -> tuple[tuple[bool, str], ...]:
        nodes = len(self.indptr) - 1
        shaped = self.closes.ndim == 2 and self.closes.shape[1] == nodes
        ends = {self.source, self.sink}
        inside = all(0 <= end < nodes for end in ends)
        known = not len(self.indices) or (int(self.indices.min()) >= 0 and int(self.indices.max()) < nodes)
        return (
            (not shaped, f"closes has shape {self.closes.shape}, expected (powers, {nodes})"),
            (
                int(self.indptr[-1]) != len(self.indices),
                f"indptr ends at {self.indptr[-1]} of {len(self.indices)} arcs",
            ),
            (not known, f"an arc leads to a node outside 0 to {nodes - 1}"),
            (not inside, f"source {self.source} and sink {self.sink} must be nodes 0 to {nodes - 1}"),
            (len(ends) == 1, f"source and sink are both node {self.source}: there is nothing between them"),
            (shaped and inside and bool(self.closes[:, sorted(ends)].any()), "a power closes the source or the sink"),
        )

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.indptr) - 1

    @property
    def powers(self) -> int:
        """How many powers there are."""
        return int(self.closes.shape[0])

    @property
    def tails(self) -> NDArray[np.int64]:
        """The node from which each arc starts."""
        return np.repeat(np.arange(self.nodes), np.diff(self.indptr))

    def masks(self) -> list[int]:
        """Return for each node the powers that close it, as the bits of one whole number."""
        found = [0] * self.nodes
        for power, node in zip(*(part.tolist() for part in np.nonzero(self.closes)), strict=True):
            found[node] |= 1 << power
        return found
