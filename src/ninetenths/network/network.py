"""An immutable network: layers by name, with the algebra of sets; layers are kept apart and never averaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from ninetenths.errors import InvalidRecord
from ninetenths.network.cell import Cell
from ninetenths.network.layer import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendAndFoe:
    """A dyad that is friend and foe at once: the statements on either side, and their layers, sorted.

    Reading: it is a fact about the two and not a fault of the sources; the sides are listed and never averaged.
    """

    first: str
    second: str
    friendly: tuple[str, ...]
    hostile: tuple[str, ...]
    friendly_layers: tuple[str, ...]
    hostile_layers: tuple[str, ...]


class Network(Mapping[str, Layer]):
    """Layers by name. ``|``, ``&`` and ``-`` work layer by layer on the evidence behind the ties.

    Parameters
    ----------
    layers
        One for each name.

    Raises
    ------
    InvalidRecord
        If two layers have one name.

    Reading: ties on different layers are different relations; a friend on one can be a foe on another.
    """

    __slots__ = ("_layers",)
    _layers: dict[str, Layer]

    def __init__(self, layers: Iterable[Layer] = ()) -> None:
        given = sorted(layers, key=lambda layer: layer.name)
        names = [layer.name for layer in given]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise InvalidRecord(
                f"layers {', '.join(map(repr, repeated))} were given more than once: join them with | first"
            )
        object.__setattr__(self, "_layers", {layer.name: layer for layer in given})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse to change."""
        raise TypeError(f"Networks are immutable. {name!r} cannot be set; build another network.")

    def __getitem__(self, name: str) -> Layer:
        """Return the layer of that name."""
        return self._layers[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the layers, sorted."""
        return iter(self._layers)

    def __len__(self) -> int:
        """Return the number of layers."""
        return len(self._layers)

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same layers with the same evidence and coverage."""
        return self._layers == other._layers if isinstance(other, Network) else NotImplemented

    def __hash__(self) -> int:
        """Return a hash of the layers."""
        return hash(tuple(self._layers.items()))

    def __repr__(self) -> str:
        """Return the layers with their number of ties."""
        return f"Network({', '.join(f'{name}: {len(layer)} ties' for name, layer in self._layers.items())})"

    def __or__(self, other: Network) -> Network:
        """Return the evidence of either."""
        return self._joined(other, lambda one, two: one | two)

    def __and__(self, other: Network) -> Network:
        """Return the evidence of both."""
        return self._joined(other, lambda one, two: one & two)

    def __sub__(self, other: Network) -> Network:
        """Return the evidence that *other* does not hold."""
        return self._joined(other, lambda one, two: one - two)

    def __ior__(self, other: object) -> NoReturn:
        """Refuse to change in place."""
        raise TypeError("Networks are immutable. Write network = network | other.")

    __iand__ = __isub__ = __ior__

    @property
    def actors(self) -> tuple[str, ...]:
        """Everybody on an end of a tie, sorted."""
        return tuple(sorted({name for layer in self.values() for name in layer.actors}))

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """The statements behind the ties, sorted."""
        return tuple(sorted({name for layer in self.values() for name in layer.statement_ids}))

    def as_of(self, day: date) -> Network:
        """Return what could be known on a day; see `Layer.as_of`."""
        return Network(layer.as_of(day) for layer in self.values())

    def held_on(self, day: date) -> Network:
        """Return the ties that held on a day; see `Layer.held_on`."""
        return Network(layer.held_on(day) for layer in self.values())

    def between(self, first: str, second: str) -> Network:
        """Return the ties between two actors in either direction; see `Layer.between`."""
        return Network(layer.between(first, second) for layer in self.values())

    def restricted_to(self, actors: Iterable[str]) -> Network:
        """Return the ties among *actors*; see `Layer.restricted_to`."""
        kept = tuple(actors)
        return Network(layer.restricted_to(kept) for layer in self.values())

    def friends_and_foes(self) -> tuple[FriendAndFoe, ...]:
        """Return the dyads of states with friendly and hostile ties at one time, sorted.

        Parts count for their state, joint ties for nobody. Ties without a date are at no time.
        """
        sides: dict[tuple[str, str], list[tuple[str, Cell]]] = defaultdict(list)
        for name, layer in self.items():
            for cell in layer:
                ends = _dyad(cell)
                if ends is not None and cell.key.dated and (cell.friendly or cell.hostile):
                    sides[ends].append((name, cell))
        found = (_friend_and_foe(ends, sides[ends]) for ends in sorted(sides))
        return tuple(one for one in found if one is not None)

    def _joined(self, other: Network, join: Callable[[Layer, Layer], Layer]) -> Network:
        names = sorted({*self, *other})
        return Network(join(self.get(name, Layer(name)), other.get(name, Layer(name))) for name in names)


def _dyad(cell: Cell) -> tuple[str, str] | None:
    """Return the two states of a tie, sorted; None for a joint tie or one inside a state."""
    if cell.joint:
        return None
    ends = {cell.key.senders[0].partition(":")[0], cell.key.receivers[0].partition(":")[0]}
    if len(ends) == 1:
        return None
    first, second = sorted(ends)
    return first, second


def _friend_and_foe(ends: tuple[str, str], ties: list[tuple[str, Cell]]) -> FriendAndFoe | None:
    """Return the two sides of a dyad as far as they meet in time; None if they never do."""
    friendly: set[tuple[str, str]] = set()
    hostile: set[tuple[str, str]] = set()
    for name, cell in ties:
        for other_name, other in ties:
            if cell.friendly and other.hostile and _meet(cell, other):
                friendly.update((name, statement_id) for statement_id in cell.friendly)
                hostile.update((other_name, statement_id) for statement_id in other.hostile)
    if not friendly:
        return None
    return FriendAndFoe(
        first=ends[0],
        second=ends[1],
        friendly=tuple(sorted({statement_id for _, statement_id in friendly})),
        hostile=tuple(sorted({statement_id for _, statement_id in hostile})),
        friendly_layers=tuple(sorted({name for name, _ in friendly})),
        hostile_layers=tuple(sorted({name for name, _ in hostile})),
    )


def _meet(first: Cell, second: Cell) -> bool:
    return first.key.first <= second.key.last and second.key.first <= first.key.last
