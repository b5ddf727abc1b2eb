"""Minimal hitting sets by branching: sets are not listed beforehand, an oracle shows one that is not yet hit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Oracle = Callable[[int], int | None]
"""From the chosen powers (bits) to the powers of something that survives them; None where nothing survives."""


def minimal_hitting_sets(oracle: Oracle, *, size: int) -> tuple[tuple[int, ...], ...]:
    """Return every minimal set of at most *size* powers that nothing survives.

    Parameters
    ----------
    oracle
        Given chosen powers as the bits of a whole number, it returns None where nothing gets through them, else the
        powers (bits) of one thing that does: a set that every stopping choice beyond these must touch. It must be
        monotone: more powers never let more through.
    size
        The largest number of powers in a set.

    Returns
    -------
    tuple of tuple of int
        Powers in ascending order; smaller sets first. Empty where nothing within the size stops it; ``((),)`` where
        nothing gets through from the beginning.

    Notes
    -----
    What survived is remembered, so that the oracle is asked only where no remembered survivor answers; a choice
    is given up when more survivors without a common power remain than powers may still be added.
    Reading: a set is minimal when none of its members can be spared; it says nothing of their readiness to act.

    Examples
    --------
    Two ways, one over powers 0 and 1, one over powers 1 and 2:

    >>> def oracle(chosen):
    ...     return next((way for way in (0b011, 0b110) if not way & chosen), None)
    >>> minimal_hitting_sets(oracle, size=2)
    ((1,), (0, 2))
    """
    search = _Search(oracle, size)
    search.extend(0, 0)
    found = [chosen for chosen in search.found if search.is_minimal(chosen)]
    return tuple(sorted((_bits(chosen) for chosen in found), key=lambda one: (len(one), one)))


@dataclass(slots=True)
class _Search:
    oracle: Oracle
    size: int
    pool: list[int] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    found: list[int] = field(default_factory=list)

    def survivor(self, chosen: int, open_powers: int) -> int | None:
        """Return what survives a choice, the one with the fewest powers that may still be chosen."""
        alive = [way for way in self.pool if not way & chosen]
        if alive:
            return min(alive, key=lambda way: (way & open_powers).bit_count())
        way = self.oracle(chosen)
        if way is not None and way not in self.known:
            self.known.add(way)
            self.pool.append(way)
        return way

    def extend(self, chosen: int, barred: int) -> None:
        """Add to a choice whatever can still make it stop everything; barred powers were tried before."""
        way = self.survivor(chosen, ~barred)
        if way is None:
            self.found.append(chosen)
            return
        left = self.size - chosen.bit_count()
        if left < 1 or self.apart(chosen, left):
            return
        for power in _bits(way & ~barred):
            self.extend(chosen | 1 << power, barred)
            barred |= 1 << power

    def apart(self, chosen: int, left: int) -> bool:
        """Whether more remembered survivors without a common power remain than powers may be added."""
        touched, count = 0, 0
        for way in self.pool:
            if not way & (chosen | touched):
                touched |= way
                count += 1
                if count > left:
                    return True
        return False

    def is_minimal(self, chosen: int) -> bool:
        return all(self.oracle_or_pool(chosen & ~(1 << power)) for power in _bits(chosen))

    def oracle_or_pool(self, chosen: int) -> bool:
        """Whether something survives a choice."""
        return any(not way & chosen for way in self.pool) or self.oracle(chosen) is not None


def _bits(mask: int) -> tuple[int, ...]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return tuple(found)
