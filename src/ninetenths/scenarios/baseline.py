"""The baseline of a run: who sells what to the receiver, by which ways, before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.scenarios.acts import Span
from ninetenths.scenarios.parameters import Parameter

Floats = NDArray[np.float64]

REST = "other"
"""The origin of what no statement attributes to anybody; no act touches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One way from a seller to the receiver.

    ``states`` are those whose land or ports it crosses between the ends, ``ports`` those of them (or the origin) in
    whose ports ships load, ``straits`` those on whose straits and canals ships pass by treaty;
    ``assets`` ids in order; ``sea_km`` the sailed distance, NaN where unknown; ``sea_days`` how long a cargo sails;
    ``capacity`` in the item's rate unit, None where unknown and then no limit. ``weight`` is how strongly the evidence
    says that the seller's goods take this way: a draw takes one way as usual, in proportion; where all are 0, the
    first.

    Reading: a way that goods can take; that they take it is the evidence's to say.
    """

    states: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()
    straits: tuple[str, ...] = ()
    sea_km: float = float("nan")
    sea_days: float = 0.0
    capacity: Span | None = None
    weight: float = 0.0

    @property
    def words(self) -> str:
        """The way in words."""
        if self == Path():
            return "way unknown"
        named = f" by {', '.join(self.assets)}" if self.assets else ""
        over = f"over {', '.join(self.states)}" if self.states else "" if named else "direct"
        return f"{over}{named}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """A state, or part of one, that sells or could sell to the receiver.

    ``paths`` come with the usual one first; none means that its way is unknown, so that no act of a transit state
    touches it. ``exports`` is what it sells to all, ``spare`` what it could produce more, both in the item's rate
    unit, None where unknown; ``api`` and ``sulphur`` (percent) are those of its crude, NaN where unknown. ``known`` is
    True where the evidence holds a sale to the receiver; ``willing`` False where it would sell nothing more.
    """

    origin: str
    paths: tuple[Path, ...] = ()
    exports: Span | None = None
    spare: Span | None = None
    api: float = float("nan")
    sulphur: float = float("nan")
    known: bool = True
    willing: bool = True
    source: str = ""

    @property
    def state(self) -> str:
        """The state that the seller is, or is part of."""
        return self.origin.partition(":")[0]

    def is_among(self, actors: tuple[str, ...]) -> bool:
        """Whether an act of these actors is an act of this seller: a state acts for its parts."""
        return self.origin in actors or self.state in actors


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReading:
    """How a source reads an act of a holder at a stop: "lawful", "contested" or "unlawful".

    ``kind`` is "denial", "port ban", "export ban", "import ban", "volume" or "strait"; ``holder`` and ``stop`` are
    empty where the reading is a general one of its kind.

    Reading: that of the cited source; courts have seldom decided.
    """

    holder: str
    stop: str
    kind: str
    legality: str
    note: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The supply of one receiver before the act.

    ``rates`` has the shape (draws, sellers): what each sells in the item's rate unit, one row a draw of the evidence.
    ``lines`` holds the capacity and the states of assets that an act may name. ``evidence`` names the ledger it
    comes from, ``period`` the year of the evidence. ``readings`` say how acts are read in law; ``counted_leakage`` is
    the range in percent of what gets round an act on the way, where the evidence counts it, else None.

    Raises
    ------
    InvalidRecord
        If rates and sellers do not fit each other, or a rate is negative or not a number.

    Reading: what the evidence bears out for one period, carried forward; nobody promises that it goes on.
    """

    receiver: str
    item: str
    period: str
    sellers: tuple[Seller, ...]
    rates: Floats
    lines: Mapping[str, tuple[tuple[str, ...], Span | None]] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    evidence: str = ""
    readings: tuple[LegalReading, ...] = ()
    counted_leakage: Parameter | None = None

    def __post_init__(self) -> None:
        """Check the shape and the values."""
        rates = np.array(self.rates, dtype=np.float64)
        if rates.ndim != 2 or rates.shape[1] != len(self.sellers) or not len(rates):
            raise InvalidRecord(f"rates have shape {rates.shape}, expected (draws, {len(self.sellers)})")
        if not np.isfinite(rates).all() or (rates < 0).any():
            raise InvalidRecord("a rate of the baseline is negative or not a number; unknown sellers are left out")
        if not rates.sum(axis=1).all():
            raise InvalidRecord(f"{self.receiver} receives no {self.item} in some draw, so nothing can be cut off")
        rates.setflags(write=False)
        object.__setattr__(self, "rates", rates)

    @property
    def transit_states(self) -> tuple[str, ...]:
        """The states crossed by some way, sorted."""
        paths = chain.from_iterable(seller.paths for seller in self.sellers)
        return tuple(sorted({state for path in paths for state in (*path.states, *path.straits)}))

    @property
    def asset_ids(self) -> tuple[str, ...]:
        """The assets that some way uses or that the evidence names, sorted."""
        paths = chain.from_iterable(seller.paths for seller in self.sellers)
        return tuple(sorted({asset for path in paths for asset in path.assets} | set(self.lines)))
