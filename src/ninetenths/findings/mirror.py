"""Mirror flows: what a sender declares as exports beside what the receiver reports as imports of the same goods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from difflib import get_close_matches

from ninetenths.errors import InvalidRecord, UnitError
from ninetenths.ledger import Ledger, Where
from ninetenths.ledger.dates import first_day, held, last_day
from ninetenths.ledger.records import Coverage, Statement
from ninetenths.ledger.schema import vocabulary
from ninetenths.ledger.units import convert, units
from ninetenths.network.build import feeds
from ninetenths.states import resolve_actor

CIF_OVER_FOB = (Decimal("1.00"), Decimal("1.10"))
CIF_OVER_FOB_SOURCE = (
    "IMF, New Estimates for Direction of Trade Statistics (Marini, Dippelsman and Stanger, WP/18/16): 6 percent on "
    "average now, 10 percent by the older rule; none where the receiver counts free on board"
)
RECONCILED = frozenset({"CEPII (BACI)", "USITC (ITPD-E)", "OEC"})
"""Those who make one figure of both declarations: theirs is neither side's own."""
CAVEAT = (
    "A discrepancy is not concealment: time under way, freight and insurance, transit ports, the origin of blended "
    "crude and secret cells make the two sides differ. The tool gives no verdict."
)
_SIDES = {"exports declared": "sender", "imports": "receiver"}
_SHOWN_BESIDE = ("exports", "exports by ship tracking", "deliveries")
_NOBODY, _WHOLE = "UNK", "WLD"
_AMOUNTS = {"pipeline gas": "TWh", "gas": "TWh", "LNG": "TWh"}
_MONEY = {"money USD": "MUSD", "money EUR": "MEUR", "money USD of 2010": "MUSD2010"}

Range = tuple[float, float | None]
"""Lowest and highest value; None is an open upper end: at least so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorReading:
    """One witness's figure for one year.

    ``side`` is sender, receiver, beside (reconciled, tracked or not said how counted), unnamed exports or unnamed
    imports. ``value`` is in the unit of its period; an open upper end means that the witness covers only a part of the
    year or keeps a part secret. ``concepts`` are the facets as printed.

    Reading: what one witness printed, added up over its months; a figure beside the two sides decides nothing.
    """

    side: str
    witness: str
    concepts: tuple[str, ...]
    value: Range
    statement_ids: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorPeriod:
    """Both sides in one year and one unit.

    Attributes
    ----------
    period, unit
        The year, and kt, TWh, MUSD, MEUR or MUSD2010; all values below are in it.
    exports, imports
        What the sender declares and the receiver reports: the range over their witnesses, with what the same side
        leaves unnamed added to the upper end. None where that side is silent: unknown, not zero.
    imports_fob
        ``imports`` free on board: divided by the CIF/FOB band for money, the same for masses.
    unnamed_exports, unnamed_imports
        Mass of partners that are not specified, which may hold more of this flow; None where none is printed.
    gap
        ``imports_fob`` minus ``exports``.
    asymmetry
        Gap over the sum of both, from -1 (only the sender has it) to 1 (only the receiver); None where a side is
        silent or both are zero. An open upper end of imports gives 1, of exports -1.
    readings
        Every figure, those beside the two sides too.

    Reading: a range that holds 0 is no discrepancy at all; one that does not is no proof of concealment.
    """

    period: str
    unit: str
    exports: Range | None
    imports: Range | None
    imports_fob: Range | None
    unnamed_exports: Range | None
    unnamed_imports: Range | None
    gap: tuple[float | None, float | None] | None
    asymmetry: tuple[float, float] | None
    readings: tuple[MirrorReading, ...]

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """Every statement behind the period, sorted."""
        return tuple(sorted({one for reading in self.readings for one in reading.statement_ids}))


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorPanel:
    """The mirror of one flow over some years.

    ``unused`` are statements about the flow that fit no year or unit, with the reason. ``assumptions`` are in words.

    Reading: two declarations side by side, and what neither names. No verdict: see ``caveat``.
    """

    sender: str
    receiver: str
    item: str
    begins: int
    ends: int
    periods: tuple[MirrorPeriod, ...]
    unused: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    caveat: str = CAVEAT


@dataclass(frozen=True, slots=True)
class _Piece:
    """One statement in the unit and year of its period."""

    year: int
    unit: str
    side: str
    witness: str
    concept: str
    first: date
    last: date
    low: Decimal
    high: Decimal | None
    statement_id: str


def mirror(ledger: Ledger, sender: str, receiver: str, *, item: str, begins: int, ends: int) -> MirrorPanel:
    """Return what a sender declares as exports beside what the receiver reports as imports, year by year.

    "exports declared" is the sender's word, "imports" the receiver's; figures reconciled, tracked or counted otherwise
    stand beside. Months of one witness are added up; unfilled years are open above.

    Parameters
    ----------
    ledger
        Where the statements are.
    sender, receiver
        Names or ids of actors.
    item
        A commodity of the ledger: ``crude``, ``all goods``, ``pipeline gas`` …
    begins, ends
        First and last year.

    Returns
    -------
    MirrorPanel
        One period for each year and unit of which at least one figure is known.

    Raises
    ------
    InvalidRecord
        If the commodity is none, the years are swapped, or the two are one.
    UnknownState, AmbiguousState
        If an actor is not known.

    Examples
    --------
    >>> from ninetenths.datasets.packs import open_ledger
    >>> panel = mirror(open_ledger("azerbaijan-israel"), "AZE", "ISR", item="crude", begins=2024, ends=2024)
    >>> [(one.period, one.unit, one.exports, one.imports) for one in panel.periods if one.unit == "kt"]
    [('2024', 'kt', (1173.0, 1173.0), None)]

    Reading: None is silence. Israel prints no origins of its crude, so that its side is unknown and not zero.
    """
    _check(item, begins, ends)
    first, second = resolve_actor(sender), resolve_actor(receiver)
    if first == second:
        raise InvalidRecord(f"{first} is both the sender and the receiver: name two")
    found = ledger.statements(
        Where(
            senders=(first, _NOBODY, _WHOLE),
            receivers=(second, _NOBODY),
            kinds=("level",),
            begins_from=date(begins, 1, 1),
            begins_until=date(ends, 12, 31),
        )
    )
    pieces, unused = list[_Piece](), list[tuple[str, str]]()
    wholes: set[tuple[str, int]] = set()
    for one in found:
        if one.basis_commodity != item or not feeds(one) or (one.low is None and one.high is None):
            continue
        if (one.sender, one.receiver, one.basis_concept) == (_WHOLE, second, "imports"):
            wholes |= {(one.document_id, day.year) for day in (first_day(one.begins),) if day}
        elif side := _side(one, first, second):
            _sort_in(one, side, pieces, unused, years=range(begins, ends + 1))
    zeros = _observed_zeros(ledger.coverages(), wholes, second, item)
    return MirrorPanel(
        sender=first,
        receiver=second,
        item=item,
        begins=begins,
        ends=ends,
        periods=tuple(_periods(pieces, {year: zeros[year] for year in range(begins, ends + 1) if year in zeros}, item)),
        unused=tuple(sorted(unused)),
        assumptions=(
            f"Imports in money are divided by {CIF_OVER_FOB[0]} to {CIF_OVER_FOB[1]}: {CIF_OVER_FOB_SOURCE}.",
            "What a side leaves unnamed may all belong to this flow, and may have no part in it.",
            "Goods under way at the turn of a year are counted in two years by the two sides.",
        ),
    )


def _check(item: str, begins: int, ends: int) -> None:
    if item not in (known := list(vocabulary("basis_commodity"))):
        close = get_close_matches(item[:60], known, n=1)
        advice = f" Did you mean {close[0]!r}?" if close else ""
        raise InvalidRecord(f"{item[:60]!r} is not a commodity.{advice} They are {', '.join(known)}.")
    if not MINYEAR <= begins <= ends <= MAXYEAR:
        problem = "swap them" if begins > ends else f"years are counted from {MINYEAR} to {MAXYEAR}"
        raise InvalidRecord(f"the first year is {begins} and the last year {ends}: {problem}")


def _side(one: Statement, sender: str, receiver: str) -> str:
    """Return on which side a statement stands; empty where it is about other actors or another concept."""
    if one.with_senders or one.with_receivers:
        return ""
    side = _SIDES.get(one.basis_concept, "")
    if one.measured_by in RECONCILED or one.basis_concept in _SHOWN_BESIDE:
        side = "beside"
    sides = {
        (sender, receiver): side,
        (_NOBODY, receiver): "unnamed imports" if side == "receiver" else "",
        (sender, _NOBODY): "unnamed exports" if side == "sender" else "",
    }
    return sides.get((one.sender, one.receiver), "")


def _sort_in(one: Statement, side: str, pieces: list[_Piece], unused: list[tuple[str, str]], *, years: range) -> None:
    window = held(one.kind, one.begins, one.ends, one.end_status)
    if window is None or one.basis_denominator not in ("absolute", ""):
        unused.append((one.statement_id, "undated" if window is None else "a change or part of another whole"))
        return
    first, last = window
    if first.year != last.year or first.year not in years:
        unused.append((one.statement_id, f"its window, {one.begins} to {one.ends or one.begins}, is in no single year"))
        return
    try:
        unit, low, high = _converted(one, (last - first).days + 1)
    except UnitError as error:
        unused.append((one.statement_id, str(error)))
        return
    witness = one.measured_by or one.document_id
    pieces.append(_Piece(first.year, unit, side, witness, one.basis_concept, first, last, low, high, one.statement_id))


def _converted(one: Statement, days: int) -> tuple[str, Decimal, Decimal | None]:
    known = units()[one.unit]
    unit = _MONEY.get(known.dimension, "") or _AMOUNTS.get(one.basis_commodity, "kt")
    low = Decimal(0) if one.low is None else _amount(one.low, one, unit, days)[0]
    return unit, low, None if one.high is None else _amount(one.high, one, unit, days)[1]


def _amount(value: Decimal, one: Statement, unit: str, days: int) -> tuple[Decimal, Decimal]:
    per = units()[one.unit].per
    return convert(value, one.unit, unit, commodity=one.basis_commodity, days=days if per else None)


def _observed_zeros(
    coverages: Iterable[Coverage], wholes: set[tuple[str, int]], receiver: str, item: str
) -> dict[int, str]:
    """Return the years that a data set of the receiver's imports covers wholly, with its name."""
    days: dict[tuple[str, int], set[int]] = defaultdict(set)
    for one in coverages:
        first, last = first_day(one.begins), last_day(one.ends)
        if one.item not in ("", item) or (one.states and receiver not in one.states) or not first or not last:
            continue
        for document, year in wholes:
            if document == one.document_id:
                start, stop = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
                days[one.dataset, year].update(range(start.toordinal(), stop.toordinal() + 1))
    return {year: dataset for (dataset, year), found in sorted(days.items()) if len(found) >= _length(year)}


def _length(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1


def _periods(pieces: Iterable[_Piece], zeros: dict[int, str], item: str) -> Iterator[MirrorPeriod]:
    grouped: dict[tuple[int, str], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        grouped[piece.year, piece.unit].append(piece)
    for year in zeros:
        grouped[year, _AMOUNTS.get(item, "kt")] += []
    for (year, unit), found in sorted(grouped.items()):
        readings = [*_readings(found, year)]
        if year in zeros and not any(one.side == "receiver" for one in readings):
            readings.append(_zero(zeros[year]))
        if any(one.side in ("sender", "receiver", "beside") for one in readings):
            yield _period(str(year), unit, tuple(readings))


def _zero(dataset: str) -> MirrorReading:
    note = "observed zero: the data set covers the receiver all year and has no row"
    return MirrorReading(side="receiver", witness=dataset, concepts=(), value=(0.0, 0.0), statement_ids=(), note=note)


def _readings(pieces: Iterable[_Piece], year: int) -> Iterator[MirrorReading]:
    by_witness: dict[tuple[str, str, str], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        by_witness[piece.side, piece.witness, piece.concept].append(piece)
    for (side, witness, concept), found in sorted(by_witness.items()):
        value, used, note = _added(found, year)
        ids = tuple(sorted(one.statement_id for one in used))
        yield MirrorReading(side=side, witness=witness, concepts=(concept,), value=value, statement_ids=ids, note=note)


def _added(pieces: list[_Piece], year: int) -> tuple[Range, list[_Piece], str]:
    """Add up windows of one witness that do not overlap, the longest first; one window twice is one range."""
    chosen: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.first - one.last, one.first, one.statement_id)):
        same = next((group for group in chosen if (group[0].first, group[0].last) == (piece.first, piece.last)), None)
        if same is not None:
            same.append(piece)
        elif all(piece.last < group[0].first or group[0].last < piece.first for group in chosen):
            chosen.append([piece])
    low = sum((min(one.low for one in group) for group in chosen), Decimal(0))
    highs = [max((one.high for one in group if one.high is not None), default=None) for group in chosen]
    filled = sum((group[0].last - group[0].first).days + 1 for group in chosen)
    used = [one for group in chosen for one in group]
    closed = [one for one in highs if one is not None]
    if filled < _length(year) or len(closed) < len(highs) or any(one.high is None for one in used):
        note = f"{filled} of {_length(year)} days" if filled < _length(year) else "a part is kept secret"
        return (float(low), None), used, f"{note}: the upper end is open"
    return (float(low), float(sum(closed, Decimal(0)))), used, ""


def _period(period: str, unit: str, readings: tuple[MirrorReading, ...]) -> MirrorPeriod:
    unnamed_out, unnamed_in = (_hull(readings, side) for side in ("unnamed exports", "unnamed imports"))
    exports = _with_unnamed(_hull(readings, "sender"), unnamed_out)
    imports = _with_unnamed(_hull(readings, "receiver"), unnamed_in)
    fob = _free_on_board(imports) if imports and unit in _MONEY.values() else imports
    return MirrorPeriod(
        period=period,
        unit=unit,
        exports=exports,
        imports=imports,
        imports_fob=fob,
        unnamed_exports=unnamed_out,
        unnamed_imports=unnamed_in,
        gap=_gap(fob, exports),
        asymmetry=_asymmetry(fob, exports),
        readings=readings,
    )


def _hull(readings: Iterable[MirrorReading], side: str) -> Range | None:
    """Return the range over witnesses; one that saw only a part is a lower bound on it and does not open its end."""
    values = [one.value for one in readings if one.side == side]
    if not values:
        return None
    closed = [(low, high) for low, high in values if high is not None]
    if not closed:
        return min(low for low, _ in values), None
    parts = [low for low, high in values if high is None]
    return min(low for low, _ in closed), max([high for _, high in closed] + parts)


def _with_unnamed(own: Range | None, unnamed: Range | None) -> Range | None:
    if own is None or unnamed is None:
        return own
    return own[0], None if own[1] is None or unnamed[1] is None else own[1] + unnamed[1]


def _free_on_board(imports: Range) -> Range:
    low, high = imports
    return low / float(CIF_OVER_FOB[1]), None if high is None else high / float(CIF_OVER_FOB[0])


def _gap(imports: Range | None, exports: Range | None) -> tuple[float | None, float | None] | None:
    if imports is None or exports is None:
        return None
    low = None if exports[1] is None else imports[0] - exports[1]
    return low, None if imports[1] is None else imports[1] - exports[0]


def _asymmetry(imports: Range | None, exports: Range | None) -> tuple[float, float] | None:
    if imports is None or exports is None or imports[1] == exports[1] == 0:
        return None
    low = -1.0 if exports[1] is None else _index(imports[0], exports[1], silent=-1.0)
    high = 1.0 if imports[1] is None else _index(imports[1], exports[0], silent=1.0)
    return low, high


def _index(imports: float, exports: float, *, silent: float) -> float:
    """Return the index of two points; where both are 0 it is the end that the range can come arbitrarily near to."""
    return (imports - exports) / (imports + exports) if imports + exports else silent
