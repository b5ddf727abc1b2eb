"""Dominators of a directed graph: the nodes that every path from the root passes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord

Nodes = NDArray[np.int64]


def immediate_dominators(indptr: Nodes, indices: Nodes, root: int) -> Nodes:
    """Return the immediate dominator of each node, by the iteration of Cooper, Harvey and Kennedy.

    Parameters
    ----------
    indptr, indices
        Arcs as a compressed sparse matrix: the successors of node ``i`` are ``indices[indptr[i]:indptr[i + 1]]``.
    root
        The node from which paths start.

    Returns
    -------
    array, shape (nodes,)
        One value is the node through which every path to this one passes last before it; the root's is the root
        itself; -1 where no path arrives.

    Raises
    ------
    InvalidRecord
        If the root is no node.

    Notes
    -----
    Reading: a dominator is a veto only of whoever can close it. Reference: Cooper, Harvey and Kennedy (2001), "A
    simple, fast dominance algorithm".

    Examples
    --------
    >>> immediate_dominators(np.array([0, 2, 3, 4, 4]), np.array([1, 2, 3, 3]), 0).tolist()
    [0, 0, 0, 0]
    """
    count = len(indptr) - 1
    if not 0 <= root < count:
        raise InvalidRecord(f"the root is node {root}, but the graph has nodes 0 to {count - 1}; name one of them")
    order = _reverse_postorder(indptr, indices, root)
    rank = {node: place for place, node in enumerate(order)}
    before: list[list[int]] = [[] for _ in order]
    for node, successors in ((node, indices[indptr[node] : indptr[node + 1]].tolist()) for node in order):
        for successor in successors:
            before[rank[successor]].append(rank[node])
    above = _iterate(before)
    found = np.full(count, -1, dtype=np.int64)
    for place, node in enumerate(order):
        found[node] = order[above[place]]
    return found


def dominators_of(indptr: Nodes, indices: Nodes, root: int, node: int) -> tuple[int, ...]:
    """Return every node that all paths from the root to *node* pass, the root first and *node* last.

    Empty where no path arrives.

    Examples
    --------
    >>> dominators_of(np.array([0, 1, 2, 2]), np.array([1, 2]), 0, 2)
    (0, 1, 2)
    """
    above = immediate_dominators(indptr, indices, root)
    if above[node] < 0:
        return ()
    chain = [node]
    while chain[-1] != root:
        chain.append(int(above[chain[-1]]))
    return tuple(reversed(chain))


def _iterate(before: list[list[int]]) -> list[int]:
    """Return immediate dominators as places in the reverse postorder, where a dominator stands before its node."""
    above = [0, *(-1 for _ in before[1:])]
    changed = True
    while changed:
        changed = False
        for place in range(1, len(before)):
            new = _meet_all(above, before[place])
            if new != above[place]:
                above[place], changed = new, True
    return above


def _meet_all(above: list[int], places: list[int]) -> int:
    known = [place for place in places if above[place] >= 0]
    meeting = known[0]
    for place in known[1:]:
        meeting = _meet(above, meeting, place)
    return meeting


def _meet(above: list[int], first: int, second: int) -> int:
    while first != second:
        while first > second:
            first = above[first]
        while second > first:
            second = above[second]
    return first


def _reverse_postorder(indptr: Nodes, indices: Nodes, root: int) -> list[int]:
    """Return the nodes that the root reaches, each before those reached from it only through it; no recursion."""
    starts, ends = indptr[:-1].tolist(), indptr[1:].tolist()
    arcs = indices.tolist()
    seen, done = {root}, []
    stack = [(root, starts[root])]
    while stack:
        node, place = stack.pop()
        while place < ends[node] and arcs[place] in seen:
            place += 1
        if place == ends[node]:
            done.append(node)
            continue
        stack.append((node, place + 1))
        seen.add(arcs[place])
        stack.append((arcs[place], starts[arcs[place]]))
    return done[::-1]


def arcs_to_csr(nodes: int, arcs: list[tuple[int, int]]) -> tuple[Nodes, Nodes]:
    """Return a list of arcs as ``indptr`` and ``indices``, successors in ascending order.

    >>> [part.tolist() for part in arcs_to_csr(3, [(1, 2), (0, 1)])]
    [[0, 1, 2, 2], [1, 2]]
    """
    ordered = sorted(set(arcs))
    counts = np.bincount(np.array([tail for tail, _ in ordered], dtype=np.int64), minlength=nodes)
    return np.concatenate([[0], np.cumsum(counts)]), np.array([head for _, head in ordered], dtype=np.int64)
