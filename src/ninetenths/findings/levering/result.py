"""What `leverage` returns; nothing changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ninetenths.scenarios import Outcome, Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One thing that a holder has in hand over a receiver's supply.

    ``kind``: *goods* it sells itself, *transit* across it, *ownership* of an asset on the way. ``rate`` is what depends
    on it in the unit of the run, None for ownership; ``share`` the owner's percent, None where unknown or of another
    kind. ``acts`` is True where the run counts an act of it. ``legality`` is how the cited sources of the table of
    regimes read the act, the cleanest first ("lawful to contested"); empty where they say nothing.

    Reading: what a holder could act on; it says nothing of its will.
    """

    holder: str
    kind: Literal["goods", "transit", "ownership"]
    words: str
    rate: Spread | None = None
    share: float | None = None
    acts: bool = True
    legality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """The three figures of leverage, over the whole run, as spreads over its draws.

    ``loss_of_receiver`` in million US dollars (extra cost, price, stocks used up and shortage) with the deepest
    shortage in percent of the need and the day of the first; ``loss_of_holder`` in million US dollars, negative where
    the act pays; ``outside_option``: the part of what is refused that the receiver gets otherwise, 0 to 1, with
    ``dearer``, what that adds to each unit received, in the price unit of the item.

    Reading: three figures and never one; the ratio of the first two is no measure of who wins.
    """

    loss_of_receiver: Spread
    deepest_share: Spread
    days_to_shortage: Spread
    loss_of_holder: Spread
    outside_option: Spread
    dearer: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a holder has at stake on the other side: what it owns or has invested there, or sells there.

    ``whose`` holds it and ``where`` it lies; amounts in ``unit`` (MUSD, percent). ``as_hostage`` is False for exports.

    Reading: what could be lost if relations broke; nobody need have threatened it.
    """

    whose: str
    where: str
    words: str
    low: float | None
    high: float | None
    unit: str
    as_hostage: bool
    statement_ids: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A state in the game of coalitions, whose worth is the receiver's loss in million US dollars.

    ``alone`` is what it does alone, ``shapley`` and ``banzhaf`` its mean contribution over all orders and all
    coalitions.

    Reading: a fair division of a loss under axioms, not a forecast of who will act.
    """

    state: str
    alone: Spread
    shapley: Spread
    banzhaf: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """The price channel of exporters: they withhold a part of all their exports, and everybody pays.

    ``cut_share`` is the part, ``price_change`` in percent, ``cost`` what the receiver pays more and ``holder_loss``
    what the holders lose (negative: gain), both in million US dollars over the run.

    Reading: it cannot be aimed: every buyer in the world pays the same higher price.
    """

    holders: tuple[str, ...]
    cut_share: float
    price_change: Spread
    cost: Spread
    holder_loss: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """What holders could make a receiver lose, what it would cost them, and what the receiver could do instead.

    ``answer`` says it in sentences. ``triple`` is None where the holders control nothing of the supply;
    ``with_ownership`` is the triple where blocking minorities on the way are used too, None where there are none.
    ``evidence`` names the version of the ledger. ``together``
    holds, for pairs of players, what they can do together beyond what each can alone (complementarity, million US
    dollars).

    Reading: a run of acts that are supposed, under the assumptions listed; a model is not a forecast.
    """

    holders: tuple[str, ...]
    receiver: str
    item: str
    answer: tuple[str, ...]
    controls: tuple[Control, ...]
    triple: Triple | None
    bounds: tuple[Bound, ...]
    players: tuple[Player, ...]
    together: tuple[tuple[str, str, Spread], ...]
    withheld: Withheld | None
    outcome: Outcome | None
    assumptions: tuple[str, ...]
    caveats: tuple[str, ...]
    seed: int
    draws: int
    with_ownership: Triple | None = None
    evidence: str = ""
