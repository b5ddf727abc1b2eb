"""An immutable layer: ties of one kind between senders and receivers, and where the evidence speaks at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn

import numpy as np

from ninetenths.errors import InvalidRecord, UnitError
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Coverage
from ninetenths.network.cell import Cell, CellKey, Evidence, cell_faults, merged

UNKNOWN = (float("nan"), float("nan"))
OBSERVED_ZERO = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Layer:
    """Ties of one layer, sorted by key; nothing changes it.

    Parameters
    ----------
    name
        The layer of relations ("energy", "arms" …).
    cells
        One for each set of senders, set of receivers, item and unit, and window.
    coverage
        Where data sets speak: there the absence of a tie is an observed zero, elsewhere it is unknown.
    left_out
        Statements that could not be put on the unit asked for, with the reason.

    Raises
    ------
    InvalidRecord
        If two cells share a key or a cell breaks an invariant; all faults are listed.
    """

    name: str
    cells: tuple[Cell, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Check the invariants once; everything after relies on them."""
        keys = [cell.key for cell in self.cells]
        faults = [fault for cell in self.cells for fault in cell_faults(cell)]
        if keys != sorted(set(keys)):
            faults.append("cells must be sorted by key, with one cell for each key")
        faults += [
            f"coverage of {one.dataset} is of layer {one.layer}" for one in self.coverage if one.layer != self.name
        ]
        if faults:
            raise InvalidRecord(f"layer {self.name!r} breaks its invariants:\n" + "\n".join(faults))

    def __iter__(self) -> Iterator[Cell]:
        """Iterate over the cells in the order of their keys."""
        return iter(self.cells)

    def __len__(self) -> int:
        """Return the number of cells."""
        return len(self.cells)

    def __or__(self, other: Layer) -> Layer:
        """Return the evidence of either; what either covers is covered."""
        self._check_same_name(other)
        found = {cell.key: cell.evidence for cell in self.cells}
        for cell in other.cells:
            found[cell.key] = merged(found.get(cell.key, ()), cell.evidence)
        coverage = (*self.coverage, *(one for one in other.coverage if one not in self.coverage))
        left_out = tuple(sorted({*self.left_out, *other.left_out}))
        return layer_of(self.name, found.items(), coverage=coverage, left_out=left_out)

    def __and__(self, other: Layer) -> Layer:
        """Return the evidence of both. Nothing is covered: a tie left out here may still exist."""
        self._check_same_name(other)
        theirs = {cell.key: set(cell.evidence) for cell in other.cells}
        kept = ((cell.key, [one for one in cell.evidence if one in theirs.get(cell.key, ())]) for cell in self.cells)
        return layer_of(self.name, kept)

    def __sub__(self, other: Layer) -> Layer:
        """Return the evidence that *other* does not hold. Nothing is covered: a tie left out here may still exist."""
        self._check_same_name(other)
        theirs = {cell.key: set(cell.evidence) for cell in other.cells}
        kept = (
            (cell.key, [one for one in cell.evidence if one not in theirs.get(cell.key, ())]) for cell in self.cells
        )
        return layer_of(self.name, kept)

    def __ior__(self, other: object) -> NoReturn:
        """Refuse to change in place."""
        raise TypeError("Networks are immutable. Write layer = layer | other.")

    __iand__ = __isub__ = __ior__

    @property
    def actors(self) -> tuple[str, ...]:
        """Everybody on an end of a tie, sorted."""
        return tuple(sorted({name for cell in self.cells for name in (*cell.key.senders, *cell.key.receivers)}))

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """The statements behind the ties, sorted."""
        return tuple(sorted({name for cell in self.cells for name in cell.statement_ids}))

    @property
    def families(self) -> tuple[tuple[str, str], ...]:
        """Pairs of family and unit that the quantified ties have, sorted."""
        return tuple(sorted({(cell.key.family, cell.key.unit) for cell in self.cells if cell.low is not None}))

    def as_of(self, day: date) -> Layer:
        """Return what could be known on a day: evidence published by then.

        Evidence without any date is left out, and so is coverage that ends after that day.
        """
        known = ((cell.key, [one for one in cell.evidence if one.published and one.published <= day]) for cell in self)
        coverage = tuple(one for one in self.coverage if (ends := last_day(one.ends)) is not None and ends <= day)
        return layer_of(self.name, known, coverage=coverage, left_out=self.left_out)

    def held_on(self, day: date) -> Layer:
        """Return the ties that held on a day. Undated ties hold on none, and a share does not outlive its window."""
        return replace(self, cells=tuple(cell for cell in self.cells if cell.holds_on(day)))

    def between(self, first: str, second: str) -> Layer:
        """Return the ties between two actors in either direction, parts of a state and joint ties included."""
        cells = (cell for cell in self.cells if _across(cell.key, first, second) or _across(cell.key, second, first))
        return replace(self, cells=tuple(cells))

    def restricted_to(self, actors: Iterable[str]) -> Layer:
        """Return the ties whose ends are all among *actors*; a state stands for its parts too."""
        kept = frozenset(actors)
        cells = (
            cell
            for cell in self.cells
            if all(is_one_of(name, kept) for name in (*cell.key.senders, *cell.key.receivers))
        )
        return replace(self, cells=tuple(cells))

    def covers(self, actor: str, day: date, *, item: str = "") -> bool:
        """Whether a data set speaks of an actor on a day, so that silence is an observed zero."""
        return any(_covers(one, actor, day, item) for one in self.coverage)

    def value(
        self, sender: str, receiver: str, on: date, *, family: str | None = None, unit: str | None = None
    ) -> tuple[float, float]:
        """Return the range of a tie between two single actors on a day.

        Parameters
        ----------
        sender, receiver
            Actor ids as in the cells; a joint tie belongs to neither of its actors alone and is not counted.
        on
            The day; ties without a date hold on none.
        family
            Of what; may be left out where the layer measures one thing.
        unit
            In which unit; may be left out where the family has one, as it has not where rates stand beside totals.

        Returns
        -------
        tuple of float
            Lowest and highest value in the unit of the family; ``(0.0, 0.0)`` where a data set covers both actors
            on that day and has no tie; ``(nan, nan)`` where nothing is known.

        Raises
        ------
        UnitError
            If the layer holds several families or units and none is named.
        """
        family, unit = self._family(family, unit)
        found = [
            cell
            for cell in self.cells
            if (cell.key.senders, cell.key.receivers) == ((sender,), (receiver,))
            and (cell.key.family, cell.key.unit) == (family, unit)
            and cell.holds_on(on)
        ]
        lows = [low for cell in found if (low := cell.low) is not None]
        highs = [high for cell in found if (high := cell.high) is not None]
        if lows and highs:
            return min(lows), max(highs)
        item = family.partition(" / ")[0]
        return OBSERVED_ZERO if all(self.covers(end, on, item=item) for end in (sender, receiver)) else UNKNOWN

    def matrix(
        self, actors: Sequence[str], on: date, *, family: str | None = None, unit: str | None = None
    ) -> np.ndarray:
        """Return lowest and highest values of all pairs on a day; *family* and *unit* as for `value`.

        Returns
        -------
        numpy.ndarray
            Shape (2, n, n): lowest, highest; rows send, columns receive, in the order of *actors*. NaN is unknown,
            0 is observed; the diagonal is NaN.

        Raises
        ------
        UnitError
            If the layer holds several families or units and none is named.
        """
        values = np.full((2, len(actors), len(actors)), np.nan)
        for row, sender in enumerate(actors):
            for column, receiver in enumerate(actors):
                if row != column:
                    values[:, row, column] = self.value(sender, receiver, on, family=family, unit=unit)
        return values

    def _family(self, family: str | None, unit: str | None) -> tuple[str, str]:
        known = [pair for pair in self.families if family in (None, pair[0]) and unit in (None, pair[1])]
        if len(known) > 1 or (self.families and not known):
            choices = "; ".join(f"{name} in {scale or 'no unit'}" for name, scale in known or self.families)
            asked = "no family was named" if family is None else f"{family!r} in {unit or 'any unit'} was asked"
            raise UnitError(f"layer {self.name!r} measures {choices}, but {asked}: name one family in one unit")
        return known[0] if known else (family or "", unit or "")

    def _check_same_name(self, other: Layer) -> None:
        if self.name != other.name:
            raise InvalidRecord(
                f"layers {self.name!r} and {other.name!r} hold other relations and cannot be joined cell by cell: "
                "combine networks, which keep layers apart"
            )


def layer_of(
    name: str,
    evidence: Iterable[tuple[CellKey, Iterable[Evidence]]],
    *,
    coverage: tuple[Coverage, ...] = (),
    left_out: tuple[tuple[str, str], ...] = (),
) -> Layer:
    """Return the layer of the keys that have evidence, in the order of their keys."""
    cells = (Cell(key=key, evidence=merged(found, ())) for key, found in sorted(evidence, key=lambda pair: pair[0]))
    return Layer(name, tuple(cell for cell in cells if cell.evidence), coverage, left_out)


def is_one_of(actor: str, states: frozenset[str]) -> bool:
    """Whether an actor, or the state of which it is a part, is among *states*."""
    return actor in states or actor.partition(":")[0] in states


def _across(key: CellKey, first: str, second: str) -> bool:
    one, other = frozenset({first}), frozenset({second})
    return any(is_one_of(name, one) for name in key.senders) and any(is_one_of(name, other) for name in key.receivers)


def _covers(coverage: Coverage, actor: str, day: date, item: str) -> bool:
    begins, ends = first_day(coverage.begins) or date.min, last_day(coverage.ends) or date.max
    told = not coverage.item or not item or coverage.item == item
    return told and begins <= day <= ends and (not coverage.states or is_one_of(actor, frozenset(coverage.states)))
