"""The submerged part of a supply, side by side: reconciled shares, who can break it, what a cut would do, the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Range = tuple[float, float, float]
"""The 5th, 50th and 95th percentile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledShare:
    """What one origin supplied in one year as all statements bear it out: ``share`` in percent, ``rate`` in the unit.

    ``begins`` and ``ends`` bound the part of the year that statements inform. ``informed`` is False where no statement
    reads this origin itself. The origin ``other`` is what nobody names.

    Reading: a 90 % range of a model given the statements; where not informed, what others leave open.
    """

    period: str
    begins: str
    ends: str
    origin: str
    share: Range
    rate: Range
    informed: bool
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmergedPart:
    """What a seller declares beside what arrives by all evidence in one window, in the unit of the panel.

    Reading: a discrepancy is not proof of concealment.
    """

    sender: str
    begins: str
    ends: str
    declared: Range
    delivered: Range
    difference: Range
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A sentence on statements that cannot all hold, or on which the answer leans, with their ids."""

    sentence: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciledPanel:
    """A receiver's supply by year and origin, reconciled from all statements.

    ``scaled`` is False where no statement gives an amount: rates then mean nothing. ``method`` says draws, seed,
    convergence and what was assumed.
    """

    receiver: str
    item: str
    unit: str
    scaled: bool
    answer: tuple[str, ...]
    shares: tuple[ReconciledShare, ...]
    submerged: tuple[SubmergedPart, ...]
    contradictions: tuple[Proof, ...]
    leans_on: tuple[Proof, ...]
    method: tuple[str, ...]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """A state or firm that can close something on the way: by what act, under what law, with what leak and own cost.

    ``kind`` is volume, denial, port ban, export ban, import ban or refusal; ``where`` names the assets; ``leakage`` is
    the part that gets round the act, 0 to 1; ``own_cost`` is in words, empty where not known.
    """

    holder: str
    is_state: bool
    kind: str
    where: tuple[str, ...]
    legality: Literal["lawful", "contested", "unlawful"]
    leakage: tuple[float, float]
    own_cost: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingSet:
    """States that can stop the flow only together, at a strength, with the share of draws in which they do."""

    members: tuple[str, ...]
    strength: Literal["hard", "capacitated", "economic"]
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakersPanel:
    """Who can break a supply: the answer, the sets, the acts, and the assumptions that flip it, in words."""

    receiver: str
    item: str
    origins: tuple[str, ...]
    answer: tuple[str, ...]
    sets: tuple[BlockingSet, ...]
    breakers: tuple[Breaker, ...]
    flips: tuple[str, ...]
    leak: str
    caveats: tuple[str, ...]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOutcome:
    """What one act, or several at once, would do: spreads over the run, losses in million US dollars.

    ``actors`` are those who act. ``loss`` is the receiver's, ``own_loss`` theirs (negative: a gain). ``deepest`` is the
    deepest shortage of a week in percent of the need, ``days`` the day of the first one with ``never`` the share of
    draws without any; None where it is all of them. ``elsewhere`` is the part of what goes missing that comes from
    elsewhere, in percent; None where nothing goes missing.
    ``bins`` counts the draws of ``loss`` between ``edges`` (one more than bins).

    Reading: an act that is supposed; what would follow under assumptions, and no chance of its happening.
    """

    actors: tuple[str, ...]
    act: str
    loss: Range
    own_loss: Range
    deepest: Range
    days: Range | None
    never: float
    elsewhere: Range | None
    dearer: Range
    edges: tuple[float, ...]
    bins: tuple[int, ...]
    replaced_by: tuple[tuple[str, Range], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesPanel:
    """What would follow if it were cut, act beside act on the same draws; ``known_error`` says how far the model erred.

    ``supply_of`` is the year whose supply is cut: the last one in which the evidence has a sale of the sender.
    ``begins`` is the day from which the acts are supposed, and as of which the ways are taken.
    ``price_unit`` is that of ``dearer``, ``rate_unit`` that of ``replaced_by``. ``stakes`` are what the actors have at
    stake besides, each with its statements.
    """

    receiver: str
    item: str
    supply_of: str
    begins: str
    weeks: int
    rate_unit: str
    price_unit: str
    acts: tuple[ActOutcome, ...]
    stakes: tuple[Proof, ...]
    known_error: str
    assumptions: tuple[str, ...]
    caveats: tuple[str, ...]
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A port, strait, terminal or refinery town on the flow map, in degrees east and north."""

    place_id: str
    name: str
    kind: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWay:
    """One way on the flow map, as places in order; ``rate`` is what its origin sends in all, None where unknown.

    ``status`` is operating, unknown, suspended, planned or closed; ``words`` tells the way. ``weight`` is the part of
    the origin's statements that name it, 0 to 1.
    """

    origin: str
    places: tuple[str, ...]
    status: str
    rate: Range | None
    weight: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMap:
    """The ways of a supply over sea and land. No vessel is shown, and no place that official lists do not name."""

    unit: str
    places: tuple[MapPlace, ...]
    ways: tuple[MapWay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyPanel:
    """Everything on one supply between the two: ``sender`` is a side that supplies, ``receiver`` the state supplied."""

    sender: str
    receiver: str
    item: str
    reconciled: ReconciledPanel | None
    breakers: BreakersPanel | None
    outcomes: OutcomesPanel | None
    flow_map: FlowMap | None
