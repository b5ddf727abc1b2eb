"""Arms of one receiver by supplier, window and vintage of the register."""

from __future__ import annotations

from collections import defaultdict

from ninetenths.findings.dossier import ArmsPanel, ArmsWindow
from ninetenths.findings.evidence import Evidence, Side, each_of, starts, stops
from ninetenths.findings.shares import family, interval, is_dated, is_supply_share, repeats
from ninetenths.findings.wording import figure, named, window
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Statement
from ninetenths.ledger.witness import vintage_of

_REGISTER_UNITS = frozenset({"TIV"})
ALL_SUPPLIERS = "WLD"
"""The supplier of a total."""
_DAYS_A_YEAR = 365.25
_ALL_ARMS = frozenset(
    {"all", "arms", "deliveries", "imports", "major", "supply", "tiv", "total", "transfers", "weapons"}
)
"""Words of an item that counts all arms and not one kind of weapon."""


def arms_panels(evidence: Evidence) -> tuple[ArmsPanel, ...]:
    """Return a panel for each side that the other one arms; other suppliers of that side stand beside.

    A bloc has a panel for each of its members: what one member imports is no import of the bloc.
    """
    if evidence.second is None:
        pairs: list[tuple[Side, Side | None]] = [(evidence.first, None)]
    else:
        pairs = [(evidence.second, evidence.first), (evidence.first, evidence.second)]
    panels = [_panel(evidence, one, supplier) for receiver, supplier in pairs for one in each_of(receiver)]
    return tuple(panel for panel in panels if panel is not None)


def arms_shares(evidence: Evidence, receiver: Side) -> list[Statement]:
    """Return all reported shares of the receiver's arms, its suppliers' names and windows as printed."""
    return [
        one
        for one in evidence.touching()
        if is_supply_share(one)
        and family(one) == "arms"
        and not one.basis_denominator.startswith("sender")
        and not evidence.receivers[one.statement_id].isdisjoint(receiver.holds)
    ]


def arms_levels(evidence: Evidence, receiver: Side) -> list[Statement]:
    """Return all dated delivery totals of the receiver's arms in the units of a register."""
    return [
        one
        for one in evidence.touching()
        if one.layer == "arms"
        and one.unit in _REGISTER_UNITS
        and one.kind == "level"
        and is_dated(one)
        and set(one.item.casefold().split()) <= _ALL_ARMS
        and not evidence.receivers[one.statement_id].isdisjoint(receiver.holds)
    ]


def total_of(panel: ArmsPanel, begins: str, ends: str) -> ArmsWindow | None:
    """Return what all suppliers together delivered in a window, by its latest release; None where none is told."""
    found = [one for one in panel.windows if (one.supplier, one.begins, one.ends) == (ALL_SUPPLIERS, begins, ends)]
    found = [one for one in found if one.unit in _REGISTER_UNITS]
    return max(found, key=lambda one: one.vintage, default=None)


def is_small(total: ArmsWindow) -> bool:
    """Whether a total is too small to be shared out: one order would move every share of it.

    Reading: the threshold is that of ``ninetenths depend``.
    """
    from ninetenths.findings.depending.composing import LEAST_TIV_A_YEAR, too_small  # noqa: PLC0415 - loads NumPy

    first, last = first_day(total.begins), last_day(total.ends)
    if first is None or last is None:
        return False
    years = max(1.0, round(((last - first).days + 1) / _DAYS_A_YEAR))
    return bool(too_small((total.low, total.high), LEAST_TIV_A_YEAR * years))


def claims(statements: list[Statement]) -> list[Statement]:
    """Return the shares that come without a window of their own: claims to be held against the windows."""
    return [one for one in statements if not is_dated(one)]


def _panel(evidence: Evidence, receiver: Side, supplier: Side | None) -> ArmsPanel | None:
    shares = arms_shares(evidence, receiver)
    levels = arms_levels(evidence, receiver)
    mentioned = [one for one in (*shares, *levels) if supplier is None or evidence.runs(one, supplier, receiver)]
    if not mentioned:
        return None
    dated = [one for one in shares if is_dated(one)]
    again = _repeats(evidence, [*dated, *levels])
    return ArmsPanel(
        receiver=receiver.actor,
        windows=tuple(
            _window(evidence, one, again.get(one.statement_id, ""))
            for one in sorted(
                (*dated, *levels),
                key=lambda one: (starts(one), stops(one), one.sender, one.statement_id in again, one.statement_id),
            )
        ),
        claims=tuple(interval(evidence, one) for one in claims(shares)),
        note=_note(dated, levels),
    )


def _repeats(evidence: Evidence, statements: list[Statement]) -> dict[str, str]:
    """Return the windows that repeat another one of the same release of the register; a later release repeats none."""
    releases: dict[int, list[Statement]] = defaultdict(list)
    for one in statements:
        releases[vintage_of(one.document_id, evidence.documents)[1]].append(one)
    found: dict[str, str] = {}
    for release in releases.values():
        found |= repeats(evidence, release)
    return found


def _window(evidence: Evidence, statement: Statement, same_witness_as: str) -> ArmsWindow:
    published = evidence.published(statement)
    measurer = evidence.measurer(statement)
    return ArmsWindow(
        supplier=statement.sender,
        begins=statement.begins,
        ends=statement.ends,
        low=float(statement.low or 0),
        high=float(statement.high or 0),
        unit=statement.unit,
        vintage=f"{measurer}, {published}" if published else measurer,
        statement_id=statement.statement_id,
        same_witness_as=same_witness_as,
    )


def _note(dated: list[Statement], levels: list[Statement]) -> str:
    parts = []
    windows = sorted({(one.begins, one.ends) for one in dated})
    if len(windows) > 1:
        parts.append("Windows overlap: shares of different windows are not added or averaged.")
    if levels:
        smallest = min(levels, key=lambda one: (one.high or 0, one.statement_id))
        booked = figure(smallest) if smallest.high else "no delivery"
        parts.append(
            f"Where totals are small a single delivery moves a share by tens of points: "
            f"{named(smallest.sender)} is booked with {booked} in {window(smallest.begins, smallest.ends)}."
        )
    return " ".join(parts)
