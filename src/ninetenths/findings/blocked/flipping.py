"""Which assumptions an answer hangs on: the fewest whose change alone gives another answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ninetenths.findings.blocked.assumed import Assumed, Toggle, together

Answer = tuple[tuple[str, ...], ...]
"""Minimal coalitions, smallest first."""
Graded = tuple[tuple[tuple[str, ...], float], ...]
"""Minimal coalitions with the share of draws in which each is enough."""
CLOSED: Graded = (((), 1.0),)
"""Nothing gets through before anybody acts."""
LEAST_CHANGE = 0.1
"""Smaller changes of a chance are no change of the answer: a set on the edge of a range would flip with a hair."""

_PAIRED = ("open:", "apart:", "bar:", "grant:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A smallest set of assumptions that, taken otherwise, changes who can stop the flow.

    ``assumptions`` says in words what would hold instead; ``before`` and ``after`` are the minimal coalitions with
    the chance of each, in the same order, in ``chances_before`` and ``chances_after``; an empty coalition says that
    nothing gets through anyhow. ``alone`` is True where it changes who can stop the flow alone.
    """

    keys: tuple[str, ...]
    assumptions: tuple[str, ...]
    before: Answer
    after: Answer
    alone: bool
    chances_before: tuple[float, ...]
    chances_after: tuple[float, ...]

    @property
    def graded_before(self) -> Graded:
        """The coalitions of the answer with their chances."""
        return tuple(zip(self.before, self.chances_before, strict=True))

    @property
    def graded_after(self) -> Graded:
        """The coalitions under the other assumptions with their chances."""
        return tuple(zip(self.after, self.chances_after, strict=True))


def flips(answer_under: Callable[[Assumed], Graded], open_to: Sequence[Toggle]) -> tuple[Flip, ...]:
    """Return single assumptions that change an answer, then pairs that change who can stop the flow alone.

    An answer changes where the chance of a coalition does by at least `LEAST_CHANGE`, or there is a way where there
    was none. A pair counts only where neither of the two does so by itself; the rest of their number is not searched.

    Parameters
    ----------
    answer_under
        Works out the answer under other assumptions.
    open_to
        The assumptions that can be taken otherwise.
    """
    before = answer_under(Assumed())
    singles = [_flip((one,), before, answer_under(one.change)) for one in open_to]
    changed = [one for one in singles if differs(before, one.graded_after)]
    alone = {one.keys[0] for one in changed if one.alone}
    left = [one for one in open_to if one.key not in alone and one.key.startswith(_PAIRED)]
    pairs = (_flip(pair, before, answer_under(together(pair))) for pair in combinations(left, 2))
    return _in_order([*changed, *(one for one in pairs if one.alone)])


def chance_of(members: Iterable[str], answer: Graded) -> float:
    """Return the chance that a set of holders is enough: that of the surest coalition within it.

    >>> chance_of(("TUR", "RUS"), ((("TUR",), 0.5), (("RUS", "TUR"), 1.0)))
    1.0
    """
    given = set(members)
    return max((chance for one, chance in answer if one and given >= set(one)), default=0.0)


def changed_sets(before: Graded, after: Graded) -> Answer:
    """Return the coalitions of either answer whose chance differs between the two, smallest first.

    >>> changed_sets(((("TUR",), 0.48),), ((("TUR",), 1.0),))
    (('TUR',),)
    """
    sets = {members for members, _ in (*before, *after) if members}
    moved = [one for one in sets if abs(chance_of(one, before) - chance_of(one, after)) >= LEAST_CHANGE]
    return tuple(sorted(moved, key=lambda one: (len(one), one)))


def differs(before: Graded, after: Graded) -> bool:
    """Whether two answers differ by more than a hair."""
    return (before == CLOSED) != (after == CLOSED) or bool(changed_sets(before, after))


def _flip(changes: tuple[Toggle, ...], before: Graded, after: Graded) -> Flip:
    closing = (before == CLOSED) != (after == CLOSED)
    return Flip(
        keys=tuple(one.key for one in changes),
        assumptions=tuple(one.words for one in changes),
        before=tuple(members for members, _ in before),
        after=tuple(members for members, _ in after),
        alone=closing or any(len(members) == 1 for members in changed_sets(before, after)),
        chances_before=tuple(chance for _, chance in before),
        chances_after=tuple(chance for _, chance in after),
    )


def _in_order(found: Iterable[Flip]) -> tuple[Flip, ...]:
    return tuple(sorted(found, key=lambda one: (len(one.keys), not one.alone, one.keys)))
