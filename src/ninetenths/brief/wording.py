"""How values are said in words: numbers, ranges, windows, actors, ids. Formatting only, nothing is computed."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from ninetenths.findings.arms import ALL_SUPPLIERS, is_small, total_of
from ninetenths.findings.dossier import (
    AgreementRow,
    ArmsPanel,
    Dossier,
    FlowReading,
    Owner,
    RouteAsset,
    ShareInterval,
    StatusSpell,
)
from ninetenths.ledger.records import Statement
from ninetenths.ledger.units import units
from ninetenths.states import actor_name, is_actor

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NARROW = "\u00a0"
_LAYER_TITLES = {
    "energy": "Energy",
    "transit": "Transit",
    "trade": "Trade",
    "finance": "Finance",
    "arms": "Arms",
    "defence": "Defence",
    "diplomacy": "Diplomacy",
    "vote": "Votes",
    "intelligence": "Intelligence",
    "conflict": "Conflict",
    "sanction": "Sanctions",
    "membership": "Membership",
    "opinion": "Opinion",
}
_SIGN_WORDS = {1: "cooperative", 0: "neutral", -1: "conflictual", None: "unsigned"}
_CONTROL = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_NOT_TEXT = (0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
_UNSAFE_BUT_LINES = re.compile(f"[{''.join(map(chr, sorted({*_CONTROL, *_NOT_TEXT} - {0x09, 0x0A, 0x0D})))}]")
_UNSAFE = dict.fromkeys((*_CONTROL, *_NOT_TEXT), "\ufffd") | dict.fromkeys((0x09, 0x0A, 0x0D), " ")


class Naming(Protocol):
    """What knows the names of actors and assets: a dossier, or the explanation of one statement."""

    @property
    def names(self) -> dict[str, str]:
        """Names by actor id."""

    @property
    def routes(self) -> tuple[RouteAsset, ...]:
        """Assets on the way, with their names."""


def plain(text: str) -> str:
    r"""Return *text* on one line with control and direction-changing characters shown as U+FFFD.

    >>> plain("a\x1b[31mb\nc")
    'a�[31mb c'
    """
    return text.translate(_UNSAFE)


def plain_lines(text: str) -> str:
    r"""Return *text* with its lines kept and control and direction-changing characters shown as U+FFFD.

    >>> plain_lines("a\x1b[31mb\nc")
    'a�[31mb\nc'
    """
    return _UNSAFE_BUT_LINES.sub("\ufffd", text)


def number(value: Decimal | float | str) -> str:
    """Return a figure with its printed digits; thousands are set apart from 10,000 up.

    >>> number(Decimal("39.0")), number(27.900000000000002), number(121800)
    ('39.0', '27.9', '121,800')
    """
    exact = Decimal(repr(round(value, 6))) if isinstance(value, float) else Decimal(value)
    if isinstance(value, float) and exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    return f"{exact:,f}" if abs(exact) >= 10_000 else f"{exact:f}"


def unit_word(unit: str) -> str:
    """Return a unit id as it is printed after a figure; an id of no known unit stays as it is."""
    known = units().get(unit)
    return known.label if known else unit


def quantity(low: Decimal | float | None, high: Decimal | float | None, unit: str = "", *, about: bool = False) -> str:
    r"""Return a figure or a range with its unit; empty where neither bound is known.

    Reading: "at least" and "at most" mean that the other bound is unknown, not that it is zero.

    >>> quantity(18.0, 19.0, "percent"), quantity(None, 3.0, "Mt"), quantity(5, 5, "rank")
    ('18–19\xa0%', 'at most 3\xa0Mt', 'rank 5')
    """
    if low is None and high is None:
        return ""
    if low is None or high is None:
        known = low if high is None else high
        figure = f"{'at least' if high is None else 'at most'} {number(known if known is not None else 0)}"
    else:
        figure = number(low) if low == high else f"{number(low)}–{number(high)}"
    if about:
        figure = f"about {figure}"
    if unit == "rank":
        return f"rank {figure}"
    return f"{figure}{_NARROW}{unit_word(unit)}" if unit else figure


def day(text: str) -> str:
    r"""Return a ledger date in words at its own precision.

    >>> day("2024-06-21"), day("2024-06"), day("2024"), day("")
    ('21\xa0Jun\xa02024', 'Jun\xa02024', '2024', '')
    """
    parts = text.split("-")
    if text == ".." or len(parts) not in (2, 3) or not all(part.isdigit() for part in parts):
        return "" if text == ".." else text
    month = int(parts[1])
    name = _MONTHS[month - 1] if 1 <= month <= 12 else parts[1]
    first = (str(int(parts[2])),) if len(parts) == 3 else ()
    return _NARROW.join((*first, name, parts[0]))


def window(begins: str, ends: str) -> str:
    r"""Return the time in which something held, in words.

    >>> window("2023-11", "2025-10"), window("2024", ""), window("..", "2019"), window("", "")
    ('Nov\xa02023–Oct\xa02025', '2024', 'until 2019', 'undated')
    """
    if ends == "..":
        return f"since {day(begins)}" if day(begins) else "undated"
    if not day(begins):
        return f"until {day(ends)}" if day(ends) else "undated"
    if not ends or ends == begins:
        return day(begins)
    return f"{day(begins)}–{day(ends)}"


def held(statement: Statement) -> str:
    """Return when a statement held, with what is known of its end and who dated it."""
    text = window(statement.begins, statement.ends)
    if statement.end_status == "ongoing" and not statement.ends and text != "undated":
        text = f"since {text}, going on when written"
    elif statement.end_status == "unknown" and not statement.ends and statement.kind in ("status", "route"):
        text = f"{text}, end unknown"
    return f"{text} (start inferred by the compiler)" if statement.begins_inferred else text


def actor(known: Naming, actor_id: str) -> str:
    """Return the name of an actor id, or the id itself where it has no name."""
    named = known.names.get(actor_id)
    return named or (actor_name(actor_id) if is_actor(actor_id) else actor_id)


def supplier(known: Naming, actor_id: str) -> str:
    """Return the name of a supplier of arms; the world is all suppliers together."""
    return "all suppliers" if actor_id == ALL_SUPPLIERS else actor(known, actor_id)


def too_small(panel: ArmsPanel, window: tuple[str, str]) -> str:
    """Return why shares of a window are not shown: its total is small; empty where they are."""
    total = total_of(panel, *window)
    if total is None or not is_small(total):
        return ""
    return f"{quantity(total.low, total.high, total.unit)} in all, too small to share out"


def actors(known: Naming, actor_ids: tuple[str, ...]) -> str:
    """Return several names as one phrase.

    Reading: named together they act or are addressed jointly; a joint share is not each one's share.
    """
    return " with ".join(actor(known, actor_id) for actor_id in actor_ids)


def way(known: Naming, actor_ids: tuple[str, ...]) -> str:
    """Return states crossed in order as one phrase."""
    return " → ".join(actor(known, actor_id) for actor_id in actor_ids)


def who(known: Naming, statement: Statement) -> str:
    """Return the sender side and the receiver side of a statement as one phrase."""
    senders = actors(known, (statement.sender, *statement.with_senders))
    return f"{senders} → {actors(known, (statement.receiver, *statement.with_receivers))}"


def value(statement: Statement) -> str:
    """Return the quantity or the vote of a statement in words; empty where it has neither."""
    if statement.choice:
        return statement.choice.replace("_", " ")
    if statement.kind == "vote":
        return ""
    return quantity(statement.low, statement.high, statement.unit, about=statement.approximate)


def facets(statement: Statement) -> str:
    """Return of what a quantity is, from the four closed vocabularies."""
    names = (
        statement.basis_commodity,
        statement.basis_measure,
        statement.basis_concept,
        statement.basis_denominator,
    )
    return "; ".join(name for name in names if name)


def layer_title(layer: str) -> str:
    """Return a layer's name as a heading."""
    return _LAYER_TITLES.get(layer, layer)


def sign_word(sign: int | None) -> str:
    """Return a sign as a word; None is "unsigned", which is not neutral."""
    return _SIGN_WORDS.get(sign, "unsigned")


def about_whom(interval: ShareInterval) -> tuple[str, ...]:
    """Return whom a share is about: the suppliers, or the buyers of a share of exports."""
    return interval.partners or interval.suppliers


def share(interval: ShareInterval) -> str:
    """Return a share as its source words it, else as the range that the row holds."""
    return plain(interval.printed) or quantity(interval.low, interval.high, "percent", about=interval.approximate)


def reading(one: FlowReading, unit: str) -> str:
    """Return a reading of a flow; an open upper end says so."""
    text = quantity(one.low, one.high, unit)
    return f"at least {text}" if one.open_above else text


def agreed_by(row: AgreementRow) -> str:
    """Return the measure of an agreement and what it was counted over."""
    return "; ".join(part for part in (row.measure, row.basis) if part)


def measurer(interval: ShareInterval | FlowReading) -> str:
    """Return who measured a figure, and through whom it was read where that is somebody else."""
    if interval.measured_by and interval.publisher and interval.measured_by != interval.publisher:
        return f"{interval.measured_by}, in {interval.publisher}"
    return interval.measured_by or interval.publisher


def side_word(sign: int | None) -> str:
    """Return which side a stance takes of an issue as it is worded."""
    return {1: "for", 0: "takes no side", -1: "against"}.get(sign, "not coded") if sign is not None else "not coded"


def owner_name(known: Naming, one: Owner) -> str:
    """Return an owner with the state or part of a state that controls it, where that is known."""
    controller = actor(known, one.state) if one.state else ""
    return f"{one.name} ({controller})" if controller and _bare(one.name) not in controller else one.name


def _bare(name: str) -> str:
    return name.partition(" (")[0]


def owner(known: Naming, one: Owner) -> str:
    """Return an owner with its state, share and time; a share that is not known is said so."""
    part = quantity(one.share, one.share, "percent") if one.share is not None else "share not known"
    return f"{owner_name(known, one)} {part}" + (f", {window(one.begins, one.ends)}" if one.begins or one.ends else "")


def latest_owners(asset: RouteAsset) -> tuple[Owner, ...]:
    """Return who holds an interest at the latest date given; an interest without a date counts with them."""
    latest = max((one.begins for one in asset.owners), default="")
    return tuple(one for one in asset.owners if one.begins in ("", latest))


def spell(one: StatusSpell) -> str:
    """Return a spell of an asset's status with its time and detail."""
    return f"{window(one.begins, one.ends)}: {one.status}" + (
        f", {one.detail}" if one.detail not in ("", one.status) else ""
    )


def evidence_line(dossier: Dossier) -> str:
    """Return the first line of a brief: evidence from when to when, how much of it, what was left out."""
    header = dossier.header
    parts = [
        _between(header.evidence_from, header.evidence_to),
        _counted(header.statements, "statement"),
        _counted(header.documents, "document"),
        f"{header.witnesses:,} independent witness{'' if header.witnesses == 1 else 'es'}",
        f"{percent(header.left_out_share)} of the ledger's statements touch neither side and were left out",
    ]
    if header.as_of:
        parts.append(f"as known on {day(header.as_of)}")
    if header.since:
        parts.append(f"what is new after {day(header.since)} is marked")
    return " · ".join(parts)


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _between(begins: str, ends: str) -> str:
    if not begins and not ends:
        return "No dated evidence"
    return f"Evidence from {day(begins) or 'an unknown date'} to {day(ends) or 'an unknown date'}"


def title(dossier: Dossier) -> str:
    """Return the name of the brief: one actor, or both joined by a dash."""
    header = dossier.header
    first = header.first_name or actor(dossier, header.first)
    second = header.second_name or (actor(dossier, header.second) if header.second else "")
    return f"{first}–{second}" if second else first


def percent(share: float) -> str:
    """Return a fraction as a percentage with at most one decimal."""
    return f"{number(round(share * 100, 1))}{_NARROW}%"


def timestamp(moment: datetime) -> str:
    """Return a moment at the precision of a day in words."""
    return day(moment.date().isoformat())
