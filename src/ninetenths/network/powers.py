"""Who can do what to a way: the lawful, contested and unlawful acts of states and firms at each of its steps.

An act here is a ban, a denial, a rule of a port or a refusal to carry. Nothing here is about harming an asset.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from ninetenths.network.junctions import Stop, WayGraph, build_way_graph, origin_stop, receiver_stop
from ninetenths.network.sea import SeaPassage
from ninetenths.network.supply import SupplyGraph
from ninetenths.network.ways import Way

Kind = Literal["volume", "denial", "port ban", "export ban", "import ban", "refusal"]
Legality = Literal["lawful", "contested", "unlawful"]
Layer = Literal["state", "owner"]

BLOCKING_MINORITY = Decimal(25)
"""Percent of an asset from which an owner is taken to be able to refuse: the blocking minority of many company laws
(German, French and Turkish law: a quarter or a third); what the owners of a line agreed is seldom public."""
NO_LEAK = (0.0, 0.0)
UNKNOWN_LEAK = (0.0, 1.0)
"""What gets round an act that names a destination, where the evidence says nothing of it."""

_TO_ONE_BUYER = frozenset({"denial", "port ban", "export ban"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """An act that one holder can do at one step of the ways.

    ``asset_id`` is the asset or strait, or the state of origin or receipt as a stop (``from:KAZ``). ``kind``:
    *volume* closes the step for every buyer; *denial* and *port ban* refuse goods for the receiver alone, *export
    ban* sells it nothing, *import ban* buys nothing, *refusal* is a firm that does not carry. ``legality`` is the
    reading of the cited source, not ours. ``leakage`` is the range of the part that gets round the act (0 to 1).
    ``share`` is the owner's percent; None where it is unknown or the holder is a state. ``together`` is True where a
    strait has another littoral state that would have to act as well.

    Reading: a power is what a holder could do; it says nothing of whether it will, may or should.
    """

    holder: str
    layer: Layer
    asset_id: str
    kind: Kind
    legality: Legality
    regime: str
    note: str
    source: str
    leakage: tuple[float, float]
    share: Decimal | None = None
    together: bool = False
    document_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """A row of ``regimes.csv``: what a role may do at a kind of asset under which words, and how sources read it."""

    regime: str
    asset_kind: str
    words: str
    role: str
    closure: Kind
    legality: Legality
    note: str
    source: str


@cache
def regimes() -> tuple[Regime, ...]:
    """Return the table of regimes; the first row that fits an asset, a role and a kind of closure counts.

    >>> regimes()[0].closure
    'volume'
    """
    text = files(__package__).joinpath("regimes.csv").read_text(encoding="utf-8")
    return tuple(
        Regime(
            regime=row["regime"],
            asset_kind=row["asset_kind"],
            words=row["words"],
            role=row["role"],
            closure=cast(Kind, row["closure"]),
            legality=cast(Legality, row["legality"]),
            note=row["note"],
            source=row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def powers(
    graph: SupplyGraph, found: Sequence[Way], *, leakage: tuple[float, float] = UNKNOWN_LEAK
) -> tuple[Power, ...]:
    """Return what states and owners could do at the steps of ways.

    Parameters
    ----------
    graph
        The assets on the day of the ways.
    found
        Ways from `ways`, of one receiver and one item.
    leakage
        The range of the part that gets round an act against one buyer, from evidence; 0 to 1 where there is none.

    Returns
    -------
    tuple of Power
        Ordered by layer, holder, asset and kind.

    Notes
    -----
    A pipeline or a port can be closed by each state it crosses, a strait by its littoral states, goods at their
    source by the supplier. An owner counts from a known share of `BLOCKING_MINORITY` percent, an operator or an
    owner of unknown share counts with a share of None.
    """
    if not found:
        return ()
    origins = sorted({way.origin for way in found})
    net = build_way_graph(graph, origins=origins, receiver=found[0].receiver, item=found[0].item)
    used = {asset for way in found for asset in way.asset_ids}
    used |= {origin_stop(origin) for origin in origins} | {receiver_stop(found[0].receiver)}
    return powers_at(net, used, receiver=found[0].receiver, leakage=leakage)


def powers_at(
    net: WayGraph, used: Iterable[str], *, receiver: str, leakage: tuple[float, float] = UNKNOWN_LEAK
) -> tuple[Power, ...]:
    """Return the powers at the named stops of a graph of ways; see `powers`."""
    found: list[Power] = []
    for stop_id in sorted(set(used)):
        stop = net.stops[stop_id]
        words = stop.regime or _inherited(net, stop)
        found += _of_states(stop, words, receiver, leakage)
        found += _of_owners(stop, words, receiver)
    return tuple(sorted(found, key=lambda one: (one.layer, one.holder, one.asset_id, one.kind)))


def regime_for(asset_kind: str, words: str, *, role: str, closure: Kind) -> Regime | None:
    """Return the first row of the table that fits; None where the role can do no such thing there.

    >>> regime_for("strait", "Montreux Convention 1936", role="littoral", closure="volume").legality
    'unlawful'
    """
    kind = "port" if asset_kind == "terminal" else asset_kind
    return next(
        (
            one
            for one in regimes()
            if (one.asset_kind, one.role, one.closure) == (kind, role, closure)
            and (not one.words or re.search(one.words, words, re.IGNORECASE))
        ),
        None,
    )


def _inherited(net: WayGraph, stop: Stop) -> str:
    """Return the regime of the lines that end at a port of which nothing of its own is known."""
    if stop.kind not in ("port", "terminal"):
        return ""
    lines = (net.stops[one.first] for one in net.junctions if one.second == stop.stop_id and one.ground == "name")
    return "; ".join(sorted({line.regime for line in lines if line.kind == "pipeline" and line.regime}))


def _of_states(stop: Stop, words: str, receiver: str, leakage: tuple[float, float]) -> Iterator[Power]:
    for state, role in _roles(stop, words, receiver):
        kinds: tuple[Kind, ...] = ("volume", "denial", "port ban", "export ban", "import ban")
        for kind in kinds:
            regime = regime_for("origin" if role == "supplier" else _kind(stop, role), words, role=role, closure=kind)
            if regime:
                yield _power(stop, state, "state", regime, leakage=leakage if kind in _TO_ONE_BUYER else NO_LEAK)


def _kind(stop: Stop, role: str) -> str:
    return "receiver" if role == "receiver" else stop.kind


def _roles(stop: Stop, words: str, receiver: str) -> Iterator[tuple[str, str]]:
    """Yield the states at a stop with the role each has; the receiver acts only at its own end."""
    if stop.kind == "state":
        yield stop.name, "receiver" if stop.name == receiver else "supplier"
        return
    if stop.kind in ("refinery", "field"):
        return
    at_sea = stop.kind == "pipeline" and re.search(r"seabed|outside transit", words, re.IGNORECASE)
    for place, state in enumerate(dict.fromkeys(stop.states)):
        if state == receiver or stop.kind == "tanker leg":
            continue
        inner = 0 < place < len(stop.states) - 1
        yield state, "littoral" if stop.kind == "strait" else "waters" if at_sea and inner else "crossed"


def _of_owners(stop: Stop, words: str, receiver: str) -> Iterator[Power]:
    """Yield what owners from a blocking minority on, owners of unknown share and operators can refuse.

    Firms that hold what lies in the receiver's own land are left out: they are its side of the matter.
    """
    regime = regime_for(stop.kind, words, role="owner", closure="refusal")
    if regime is None or stop.asset is None or set(stop.states) == {receiver}:
        return
    shares = {
        _firm(one.name): one.share for one in stop.asset.owners if one.share is None or one.share >= BLOCKING_MINORITY
    }
    operators = [_firm(name) for name in stop.asset.operator.split(";")]
    for name in dict.fromkeys([*shares, *operators]):
        if name:
            yield _power(stop, name, "owner", regime, share=shares.get(name))


def _firm(name: str) -> str:
    """Return the name of a firm without remarks.

    >>> _firm("BP, handover planned"), _firm("Transneft (Russian part)")
    ('BP', 'Transneft')
    """
    return re.sub(r"\([^)]*\)", "", name).partition(",")[0].strip()


def _power(
    stop: Stop,
    holder: str,
    layer: Layer,
    regime: Regime,
    *,
    leakage: tuple[float, float] = NO_LEAK,
    share: Decimal | None = None,
) -> Power:
    passage = stop.place if isinstance(stop.place, SeaPassage) else None
    return Power(
        holder=holder,
        layer=layer,
        asset_id=stop.stop_id,
        kind=regime.closure,
        legality=regime.legality,
        regime=stop.regime or regime.regime,
        note=regime.note,
        source=regime.source,
        leakage=leakage,
        share=share,
        together=passage is not None and passage.closing == "all",
        document_ids=stop.asset.document_ids if stop.asset else (),
    )
