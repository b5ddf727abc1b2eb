"""Streams of crude to statements by origin: amounts are added, prices and qualities become ranges.

A publisher prints several streams of one state in one month (Urals, Siberian Light). Each alone is no rival figure of
the others, so that they become one statement of what came from the state; what no state is named for stays as ``UNK``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from ninetenths.datasets.catalogue import Release

_WHOLE, _NOBODY = "WLD", "UNK"
_SLACK = Decimal("0.001")
"""Part of a total by which the streams may miss it through rounding."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What one column of figures becomes: unit, item and facets; ``added`` for amounts, else ranges over streams.

    ``least`` and ``most`` are the figures that can be meant; beyond them is a slip of the pen, which is told.
    """

    name: str
    letter: str
    unit: str
    item: str
    words: str
    facets: tuple[str, str, str, str]
    added: bool = False
    least: Decimal = Decimal(0)
    most: Decimal = Decimal("Infinity")


INDICATORS = {
    one.name: one
    for one in (
        Indicator(
            "volume", "v", "kbbl", "crude imports", "crude", ("crude", "volume", "imports", "absolute"), added=True
        ),
        Indicator(
            "value", "d", "kUSD", "crude imports", "crude for", ("crude", "value", "imports", "absolute"), added=True
        ),
        Indicator("price", "p", "USD/bbl", "crude price", "crude at", ("crude", "value", "price", "absolute")),
        Indicator(
            "api",
            "a",
            "index",
            "API gravity of crude",
            "crude of an API gravity of",
            ("", "unstated", "", "absolute"),
            least=Decimal(5),
            most=Decimal(80),
        ),
        Indicator(
            "sulphur",
            "s",
            "percent",
            "sulphur in crude",
            "crude with sulphur of",
            ("", "mass", "", "absolute"),
            most=Decimal(8),
        ),
    )
}
"""What is read, by name; ``index`` is degrees API, ``percent`` of sulphur is by mass."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One printed figure: who imports, from whom, in which month, which stream, how much, and where it stands.

    ``origin`` is an actor id, ``UNK`` where no state is named and ``WLD`` for a printed total. ``amount`` is None
    where the cell is kept secret: unknown, not zero.
    """

    receiver: str
    origin: str
    month: str
    indicator: str
    amount: Decimal | None
    stream: str
    place: str


@dataclass(frozen=True, slots=True)
class _Sum:
    """One statement in the making."""

    receiver: str
    origin: str
    month: str
    indicator: str
    low: Decimal | None
    high: Decimal | None
    places: tuple[str, ...]
    streams: tuple[str, ...]
    rule: str = "sum of streams"


def by_origin(
    release: Release, readings: Iterable[Reading], *, key: str, measured_by: str, unnamed_from: str = ""
) -> tuple[pa.Table, dict[tuple[str, str], bool]]:
    """Return statements by origin, and where the whole is known to be named.

    Parameters
    ----------
    release
        The release that is read.
    readings
        Every printed figure but those observed as zero.
    key
        Key of the file.
    measured_by
        Who measured.
    unnamed_from
        First month in which the publisher names origins at all; before it a total says nothing of what is unnamed.

    Returns
    -------
    pyarrow.Table
        Statements. Volume and value of an origin are the sum of its streams: a secret stream leaves the upper end
        open. Price and quality run from the lowest to the highest stream. A printed total is sent by ``WLD``; what is
        left of it when all named states are taken away is sent by ``UNK``.
    dict
        (receiver, month) to whether the named states make up the printed total, so that a state without a stream is
        an observed zero.
    """
    sums = list(_sums(readings))
    rest, whole = _rest(sums, unnamed_from)
    unnamed = {(one.receiver, one.month, one.indicator) for one in rest}
    kept = [one for one in sums if one.origin != _NOBODY or (one.receiver, one.month, one.indicator) not in unnamed]
    return _table(release, [*kept, *rest], key=key, measured_by=measured_by), whole


def coverage_spans(whole: Mapping[tuple[str, str], bool]) -> list[tuple[str, str, str]]:
    """Return (receiver, first month, last month) of each unbroken run of months that are wholly named.

    >>> coverage_spans({("DEU", "2021-01"): True, ("DEU", "2021-02"): True, ("DEU", "2021-03"): False})
    [('DEU', '2021-01', '2021-02')]
    """
    spans: list[tuple[str, str, str]] = []
    for receiver, month in sorted(one for one, is_whole in whole.items() if is_whole):
        if spans and spans[-1][0] == receiver and _next(spans[-1][2]) == month:
            spans[-1] = (receiver, spans[-1][1], month)
        else:
            spans.append((receiver, month, month))
    return spans


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"


def _sums(readings: Iterable[Reading]) -> Iterator[_Sum]:
    groups: dict[tuple[str, str, str, str], list[Reading]] = defaultdict(list)
    for one in readings:
        groups[one.receiver, one.month, one.origin, one.indicator].append(one)
    for (receiver, month, origin, indicator), found in sorted(groups.items()):
        known = [one.amount for one in found if one.amount is not None]
        if not known:
            continue
        if INDICATORS[indicator].added:
            low = sum(known, Decimal(0))
            high = low if len(known) == len(found) else None
        else:
            low, high = min(known), max(known)
        yield _Sum(
            receiver,
            origin,
            month,
            indicator,
            low,
            high,
            tuple(one.place for one in found),
            tuple(sorted({one.stream for one in found})),
        )


def _rest(sums: Iterable[_Sum], unnamed_from: str) -> tuple[list[_Sum], dict[tuple[str, str], bool]]:
    """Return what each printed total has beyond the named states, and where that is nothing."""
    named: dict[tuple[str, str, str], tuple[Decimal, bool]] = defaultdict(lambda: (Decimal(0), True))
    totals: dict[tuple[str, str, str], _Sum] = {}
    for one in sums:
        at = (one.receiver, one.month, one.indicator)
        if one.origin == _WHOLE:
            totals[at] = one
        elif one.origin != _NOBODY and INDICATORS[one.indicator].added:
            before, exact = named[at]
            named[at] = before + (one.low or 0), exact and one.high is not None
    found, whole = [], {}
    for (receiver, month, indicator), total in totals.items():
        if not INDICATORS[indicator].added or month < unnamed_from or total.low is None:
            continue
        taken, exact = named[receiver, month, indicator]
        left = total.low - taken
        if indicator == "volume":
            whole[receiver, month] = abs(left) <= _SLACK * total.low
        if left <= _SLACK * total.low:
            continue
        low = left if exact else Decimal(0)
        found.append(
            _Sum(receiver, _NOBODY, month, indicator, low, left, total.places, (), "total less all named states")
        )
    return found, whole


def _table(release: Release, sums: list[_Sum], *, key: str, measured_by: str) -> pa.Table:
    from ninetenths.datasets.catalogue.bulk import statement_table  # noqa: PLC0415 - pyarrow takes 0.2 s to import

    kinds = [INDICATORS[one.indicator] for one in sums]
    facets = [kind.facets for kind in kinds]
    return statement_table(
        release,
        key=key,
        local_ids=[
            f"{one.receiver}-{one.origin}-{one.month}{kind.letter}" for one, kind in zip(sums, kinds, strict=True)
        ],
        locators=[_locator(one) for one in sums],
        constant={"layer": "energy", "kind": "level", "end_status": "closed", "measured_by": measured_by},
        varying={
            "summary": [_summary(one, kind) for one, kind in zip(sums, kinds, strict=True)],
            "note": [f"Streams: {', '.join(one.streams)}"[:2000] if one.streams else "" for one in sums],
            "sender": [one.origin for one in sums],
            "receiver": [one.receiver for one in sums],
            "item": [kind.item for kind in kinds],
            "low": [_text(one.low) for one in sums],
            "high": [_text(one.high) for one in sums],
            "unit": [kind.unit for kind in kinds],
            "basis_commodity": [one[0] for one in facets],
            "basis_measure": [one[1] for one in facets],
            "basis_concept": [one[2] for one in facets],
            "basis_denominator": [one[3] for one in facets],
            "begins": [one.month for one in sums],
            "ends": [one.month for one in sums],
            "rule": [one.rule if kind.added else "range over streams" for one, kind in zip(sums, kinds, strict=True)],
        },
    )


def _locator(one: _Sum) -> str:
    shown = ", ".join(one.places[:40])
    return shown if len(one.places) <= 40 else f"{shown} and {len(one.places) - 40} more"


def _summary(one: _Sum, kind: Indicator) -> str:
    if one.origin == _NOBODY:
        origin = "origins that are not named"
    else:
        origin = "all origins" if one.origin == _WHOLE else one.origin
    low, high = _text(one.low), _text(one.high)
    more = f"{low} to {high}" if high is not None else f"at least {low}"
    amount = low if low == high else more
    return f"{one.receiver}, {one.month}: {kind.words} {amount} {kind.unit} from {origin}"


def _text(amount: Decimal | None) -> str | None:
    """Return the digits without the noise of binary floats: the publisher prints three decimals at most."""
    if amount is None:
        return None
    rounded = round(amount, 3)
    return f"{rounded.normalize():f}" if rounded else "0"
