"""What a witness sees of the latent flows: slices of them, and the figure printed of a slice or of its share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ninetenths.findings.reconciling.witness_errors import WitnessError
from ninetenths.ledger.records import Statement

OTHER = "other"
"""The origin of all that no statement names."""

ANYWHERE = "WLD"
"""The sender of a total."""

UNKNOWN = "UNK"
"""The sender of what a book gives to no origin: kept as an origin of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which of the latent flows a witness counts.

    ``origins`` empty means all; a state stands for its parts too. ``booked``: only what the seller declares with this
    destination. ``way``: only what passes this asset, empty means any way. ``products`` and ``home`` add refined
    products and what is not imported; ``disclosed`` leaves out what a book keeps undisclosed.
    """

    origins: tuple[str, ...] = ()
    booked: bool = False
    way: str = ""
    products: bool = False
    home: bool = False
    disclosed: bool = False

    def has(self, origin: str) -> bool:
        """Whether the flow of an origin is counted.

        >>> Slice(origins=("IRQ",)).has("IRQ:KRG"), Slice(origins=("IRQ:KRG",)).has("IRQ")
        (True, False)
        """
        return not self.origins or origin in self.origins or origin.partition(":")[0] in self.origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A statement as a reading: the slice it counts, the whole it is a share of, and the figure as it is printed.

    ``low`` and ``high`` are in the unit of the item for amounts, fractions for shares; ``rounded`` is half of the last
    printed digit in the same unit. ``density`` is the relative standard deviation of the conversion. ``words`` says
    what is seen, for a reader.
    """

    statement: Statement
    numerator: Slice
    denominator: Slice | None
    low: float
    high: float
    rounded: float
    density: float
    error: WitnessError
    open_above: bool
    first: date
    last: date
    words: str
    measure: str
    at_least: bool = False

    @property
    def statement_id(self) -> str:
        """The id of the statement that is read."""
        return self.statement.statement_id

    @property
    def suppliers(self) -> tuple[str, ...]:
        """The origins that it names; empty for a total."""
        if self.at_least:
            return (self.statement.sender, *self.statement.with_senders)
        return self.numerator.origins

    @property
    def is_share(self) -> bool:
        """Whether it is a share and not an amount."""
        return self.denominator is not None

    @property
    def days(self) -> int:
        """The length of its window in days."""
        return (self.last - self.first).days + 1
