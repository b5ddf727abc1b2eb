"""What the ledger says on leaks round an embargo, on the need, and on what a closer would lose itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from scipy.special import betaincinv

from ninetenths.findings.evidence import is_fact, owner, starts, stops
from ninetenths.findings.flows import converted
from ninetenths.findings.printed import printed_ends
from ninetenths.findings.shares import is_dated
from ninetenths.findings.wording import capital_first, named, number, percent
from ninetenths.ledger.records import Statement
from ninetenths.network.powers import UNKNOWN_LEAK
from ninetenths.network.supply import SupplyGraph

_AFTER_A_BAN = re.compile(r"\bafter\b.*\b(embargo|ban|sanction)", re.IGNORECASE)
_CARRIED = frozenset({"voyages", "cargoes", "tankers", "shipments"})
_MOVED = frozenset({"imports", "exports", "exports by ship tracking", "exports declared", "deliveries"})
_COMMODITIES = {
    "crude": frozenset({"crude", "crude and products", "oil"}),
    "gas": frozenset({"gas", "pipeline gas", "pipeline gas and LNG", "LNG", "natural gas"}),
}
_UNITS = {"crude": "kb/d", "gas": "bcm/y"}
_LEAST_DAYS = 80
"""A need is read from windows of about a quarter or more: one month of loading is not what a receiver needs."""
_RECENT_YEARS = 3
_STATE_ID = 3
_RECENT_YEARS = 3
_STATE_ID = 3
_FIFTH, _NINETYFIFTH = 0.05, 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """How much gets round an act against one buyer, as a share from p5 to p95; 0 to 1 where nothing is known.

    Reading: from the voyages counted by the cited sources, read as draws of one rate; few voyages make it wide.
    """

    low: float
    high: float
    words: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What a holder would lose by its own act, as far as the ledger says; ``unit`` is MUSD/y or percent."""

    holder: str
    low: float
    high: float
    unit: str
    words: str
    statement_ids: tuple[str, ...]
    document_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What the receiver takes from the origins, as a range over sources, in kb/d or bcm/y."""

    low: float
    high: float
    unit: str
    words: str
    statement_ids: tuple[str, ...]


def leak_of(statements: Iterable[Statement], *, receiver: str) -> Leak:
    """Return the leak round an embargo on the receiver from counts of voyages before and after it.

    A count said to be of voyages after a ban, beside the count of all voyages of the same way, k of n: with a flat
    prior the share is Beta(1 + k, 1 + n - k).
    """
    counts = [one for one in statements if _counts_voyages(one, receiver)]
    pairs = [
        (after, every)
        for after in counts
        if _AFTER_A_BAN.search(f"{after.item}. {after.summary}")
        for every in counts
        if every is not after and every.via == after.via and _whole(every) >= _whole(after)
    ]
    pairs = [pair for pair in pairs if not _AFTER_A_BAN.search(pair[1].item)]
    if not pairs:
        words = "The ledger holds no count of what got round an act against this receiver: it may be none or all of it."
        return Leak(low=UNKNOWN_LEAK[0], high=UNKNOWN_LEAK[1], words=words, statement_ids=())
    after, every = max(pairs, key=lambda pair: (_whole(pair[1]), pair[0].statement_id))
    k, n = _whole(after), _whole(every)
    low, high = (float(betaincinv(1 + k, 1 + n - k, level)) for level in (_FIFTH, _NINETYFIFTH))
    words = (
        f"{k} of {n} {after.unit} were counted after a ban: read as one rate, {100 * low:.0f} % to {100 * high:.0f} % "
        "gets round such an act. It is the count of one source, and a voyage is not proof that anybody concealed it."
    )
    return Leak(low=low, high=high, words=words, statement_ids=tuple(sorted((after.statement_id, every.statement_id))))


def need_of(
    statements: Iterable[Statement],
    *,
    origins: Sequence[str],
    receiver: str,
    item: str,
    on: date | None,
    most: float = inf,
) -> Need | None:
    """Return what the receiver took from the origins within a year of a day, or in the nearest year with figures.

    Lowest to highest figure of each origin, added up; None where the ledger has none. What trackers or the buyer
    count goes before what sellers declare; a figure above *most*, what the receiver can refine, is left out.
    """
    found = [one for one in statements if _is_supply(one, origins, receiver, item)]
    rates = {one.statement_id: rate for one in found if (rate := _rate(one, item)) and 0 < rate[1] <= most}
    found = [one for one in found if one.statement_id in rates]
    if not found:
        return None
    year = on.year if on else max(stops(one).year for one in found)
    off = min(abs(stops(one).year - year) for one in found)
    near = [one for one in found if abs(stops(one).year - year) <= max(off, 1)]
    counted = [one for one in near if one.basis_concept != "exports declared"] or near
    low = high = 0.0
    for origin in origins:
        ends = [rates[one.statement_id] for one in counted if owner(one.sender) == origin]
        low += min((end[0] for end in ends), default=0.0)
        high += max((end[1] for end in ends), default=0.0)
    sellers = " and ".join(named(origin) for origin in origins if any(owner(one.sender) == origin for one in counted))
    years = sorted({stops(one).year for one in counted})
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    words = f"what {named(receiver)} is said to have taken from {sellers} in {span}"
    ids = tuple(sorted(one.statement_id for one in counted))
    return Need(low=low, high=high, unit=_UNITS[item], words=words, statement_ids=ids)


def default_origins(statements: Iterable[Statement], *, receiver: str, item: str) -> tuple[str, ...]:
    """Return the states that the ledger says supply an item to the receiver."""
    found = {owner(one.sender) for one in statements if _speaks_of(one, receiver, item)}
    return tuple(sorted(state for state in found - {receiver, "WLD", "UNK"} if len(state) == _STATE_ID))


def exposures(
    statements: Sequence[Statement], graph: SupplyGraph, closing: dict[str, tuple[str, ...]], *, receiver: str
) -> tuple[Exposure, ...]:
    """Return what each state would lose by closing its stops: fees, its stake in them, sales to the receiver."""
    found = []
    for holder, stops_closed in sorted(closing.items()):
        found += _fees(statements, holder, stops_closed)
        found += _stakes(graph, holder, stops_closed)
        if any(stop == f"from:{holder}" for stop in stops_closed):
            found += _sales(statements, holder, receiver)
    return tuple(found)


def _fees(statements: Sequence[Statement], holder: str, closed: Sequence[str]) -> list[Exposure]:
    """Return a fee a barrel times the largest flow told of the same asset in the last years told."""
    found = []
    for fee in statements:
        through = [asset for asset in fee.via if asset in closed]
        is_fee = fee.basis_concept == "price" and fee.unit == "USD/bbl" and owner(fee.sender) == holder
        moved = _throughput(statements, through[0]) if is_fee and through and is_fact(fee) else None
        ends = printed_ends(fee)
        if moved is None or ends is None:
            continue
        flow, rate = moved
        low, high = (float(end) * volume * 365 / 1000 for end, volume in zip(ends, rate, strict=True))
        amount = in_units(low, high, "million USD a year")
        words = f"{fee.item} on what went through {through[0]} in {stops(flow).year}, {amount}"
        ids = (fee.statement_id, flow.statement_id)
        found.append(Exposure(holder=holder, low=low, high=high, unit="MUSD/y", words=words, statement_ids=ids))
    return found


def refined(graph: SupplyGraph, receiver: str) -> float:
    """Return what the receiver's refineries can take in kb/d; infinite where one of them has no known capacity."""
    plants = [node for node in graph.nodes if node.kind == "refinery" and node.states == (receiver,)]
    return sum(node.capacity[1] if node.capacity else inf for node in plants) if plants else inf


def _throughput(statements: Sequence[Statement], asset: str) -> tuple[Statement, tuple[float, float]] | None:
    flows = [
        (one, rate)
        for one in statements
        if asset in one.via
        and one.kind == "level"
        and one.basis_concept == "throughput"
        and is_dated(one)
        and is_fact(one)
        if one.begins and one.ends and (rate := _rate(one, "crude"))
    ]
    latest = max((stops(one).year for one, _ in flows), default=0)
    late = [(one, rate) for one, rate in flows if stops(one).year > latest - _RECENT_YEARS]
    return max(late, key=lambda flow: (flow[1], flow[0].statement_id), default=None)


def _stakes(graph: SupplyGraph, holder: str, closed: Sequence[str]) -> list[Exposure]:
    found = []
    for node in graph.nodes:
        share = node.share_of(holder) if node.asset_id in closed else None
        if share:
            words = f"holds {percent(share, share)} of {node.name}"
            value = float(share)
            found.append(
                Exposure(
                    holder=holder,
                    low=value,
                    high=value,
                    unit="percent",
                    words=words,
                    statement_ids=(),
                    document_ids=node.document_ids,
                )
            )
    return found


def _sales(statements: Sequence[Statement], holder: str, receiver: str) -> list[Exposure]:
    return [
        Exposure(holder=holder, low=low, high=high, unit="percent", words=words, statement_ids=(statement_id,))
        for statement_id, low, high, words in exports_to(statements, holder, receiver)
    ]


def exports_to(statements: Sequence[Statement], seller: str, buyer: str) -> list[tuple[str, float, float, str]]:
    """Return the part of the seller's exports that goes to the buyer, for each kind of goods, in the latest year told.

    Each with the id of its statement, both ends in percent, and words. Joint and undated shares are no evidence for it.
    """
    latest: dict[str, Statement] = {}
    for one in sorted(statements, key=lambda one: (stops(one), one.statement_id)):
        of_its_own = one.kind == "share" and one.basis_denominator.startswith("sender") and is_fact(one)
        sold = one.basis_concept in _MOVED and one.sender == seller and one.receiver == buyer
        if of_its_own and sold and not one.with_senders and is_dated(one):
            latest[one.basis_commodity] = one
    newest = max((stops(one).year for one in latest.values()), default=0)
    found = []
    for commodity, one in sorted(latest.items()):
        ends = printed_ends(one)
        if ends is None or stops(one).year < newest:
            continue
        words = f"sells {percent(*ends)} of its exports of {commodity} to {named(buyer)} ({stops(one).year})"
        found.append((one.statement_id, float(ends[0]), float(ends[1]), words))
    return found


def exposure_words(found: Sequence[Exposure], holder: str) -> str:
    """Return what a holder would lose in one line; says so where the ledger does not tell."""
    told = [one.words for one in found if one.holder == holder]
    return capital_first("; ".join(told)) if told else "not known"


def _counts_voyages(statement: Statement, receiver: str) -> bool:
    counted = statement.unit in _CARRIED and statement.basis_concept == "movements"
    return counted and owner(statement.receiver) == receiver and is_fact(statement) and bool(statement.via)


def _whole(statement: Statement) -> int:
    return int(statement.low or 0)


def _speaks_of(statement: Statement, receiver: str, item: str) -> bool:
    about = statement.basis_commodity in _COMMODITIES[item] or item in statement.item
    kind = statement.kind in ("share", "level", "rank", "route") and is_fact(statement)
    return kind and about and owner(statement.receiver) == receiver and statement.layer in ("energy", "transit")


def _is_supply(statement: Statement, origins: Sequence[str], receiver: str, item: str) -> bool:
    level = statement.kind == "level" and statement.basis_concept in _MOVED and not statement.with_senders
    window = is_dated(statement) and (stops(statement) - starts(statement)).days >= _LEAST_DAYS
    from_one = owner(statement.sender) in origins and statement.basis_commodity in _COMMODITIES[item]
    mine = from_one and owner(statement.receiver) == receiver and is_fact(statement)
    return level and mine and window and _rate(statement, item) is not None


def _rate(statement: Statement, item: str) -> tuple[float, float] | None:
    ends = printed_ends(statement)
    if ends is None:
        return None
    low, high = (converted(end, statement, _UNITS[item]) for end in ends)
    return (float(low[0]), float(high[1])) if low and high else None


def in_units(low: float, high: float, unit: str) -> str:
    """Return a flow as a range with its unit.

    >>> in_units(24.1, 94.0, "kb/d")
    '24–94 kb/d'
    """
    figures = [number(round(value)) for value in (low, high)]
    return f"{figures[0] if figures[0] == figures[1] else '–'.join(figures)} {unit}"
