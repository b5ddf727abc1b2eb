"""Slices from printed figures: exposures as ranges, and what they allow of concentration."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.findings.depending.asking import Question
from ninetenths.findings.depending.reading import amount_range, share_range
from ninetenths.findings.depending.records import Exposure, Slice, Span
from ninetenths.findings.depending.sorting import Key, Sorted, Whole
from ninetenths.findings.evidence import starts, stops
from ninetenths.findings.shares import suppliers
from ninetenths.findings.wording import distinct, figure
from ninetenths.ledger.records import Statement
from ninetenths.measures.concentration import hhi_bounds, largest_share_bounds, may_lead
from ninetenths.measures.dependence import Flags, dependency_flags
from ninetenths.states import owner_state

LEAST_TIV_A_YEAR = 50.0
"""Millions of trend-indicator values a year below which shares of arms are not shown.

In a window with less, one ordinary order (a battery, a few aircraft, a patrol ship: 10 to 30 a year over five years)
moves a share by tens of points: shares then tell of one contract and not of a tie.
"""

PART_OF_ROUTE = " counting only "
"""Stands in the definition of a share that counts what passes one route."""
OF_A_ROUTE = "a share of a route and not of a supplier: no concentration follows"

UNNAMED = "a supplier not named"
"""Among those who may be the largest: one of whom no statement tells."""

_UNKNOWN = "UNK"
_DAYS_A_YEAR = 365.25


def slices(asked: Question, found: Sorted, *, seed: int, draws: int) -> list[Slice]:
    """Return a slice for each whole of which at least one share is known or follows."""
    made = []
    for number, (key, whole) in enumerate(found.wholes.items()):
        exposures = _exposures(whole, found.reasons)
        if exposures:
            made.append(
                whole_slice(
                    key,
                    exposures,
                    small=_smallness(whole) if asked.layer == "arms" else ("", ()),
                    is_asked=any(asked.is_asked(one) for one in whole.everything()),
                    generator=np.random.default_rng([seed, number]),
                    draws=draws,
                )
            )
    return sorted(made, key=lambda one: (not one.is_asked, one.definition, one.begins, one.ends, one.vintage))


def _exposures(whole: Whole, reasons: dict[str, str]) -> list[Exposure]:
    """Return what each supplier has, in falling order; a part of a state that is there itself is not counted again."""
    by_supplier: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in whole.sole:
        if one.statement_id not in reasons:
            by_supplier[suppliers(one)].append(one)
    found = {key: _exposure(key, said) for key, said in by_supplier.items()}
    for derived in _from_amounts(whole, reasons):
        found.setdefault(derived.suppliers, derived)
    for joint in whole.joint:
        if joint.statement_id not in reasons:
            _add_joint(found, joint)
    whole_states = {key[0] for key in found if len(key) == 1}
    kept = [one for key, one in found.items() if len(key) > 1 or _owner(key[0]) not in whole_states - {key[0]}]
    return sorted(kept, key=lambda one: (-one.share[1], one.suppliers))


def _exposure(key: tuple[str, ...], said: list[Statement]) -> Exposure:
    ranges = [share_range(one) for one in said]
    return Exposure(
        suppliers=key,
        share=(min(low for low, _ in ranges), max(high for _, high in ranges)),
        printed="; ".join(distinct(figure(one) for one in said)),
        statement_ids=tuple(one.statement_id for one in said),
        approximate=any(one.approximate for one in said),
    )


def _add_joint(found: dict[tuple[str, ...], Exposure], statement: Statement) -> None:
    """Add a joint share: as what it leaves for the last member where the others are known, else as a set."""
    members = suppliers(statement)
    known = [found[(one,)] for one in members if (one,) in found]
    unknown = [one for one in members if (one,) not in found]
    low, high = share_range(statement)
    if not unknown:
        return
    if len(unknown) > 1:
        found[members] = _exposure(members, [statement])
        return
    left = low - sum(one.share[1] for one in known), high - sum(one.share[0] for one in known)
    if left[1] < 0:
        return
    found[(unknown[0],)] = Exposure(
        suppliers=(unknown[0],),
        share=(max(0.0, left[0]), left[1]),
        printed="",
        statement_ids=(statement.statement_id, *(name for one in known for name in one.statement_ids)),
        derived=f"{figure(statement)} of {' and '.join(members)} together less what the other has",
        approximate=statement.approximate or any(one.approximate for one in known),
    )


def _from_amounts(whole: Whole, reasons: dict[str, str]) -> list[Exposure]:
    """Return shares that follow from amounts and their total; an amount that does not fit its total gets a reason."""
    amounts = [one for one in whole.amounts if one.statement_id not in reasons]
    totals = {unit: _total(whole, amounts, unit) for unit in {one.unit for one in amounts}}
    found = []
    for one in amounts:
        total, behind = totals[one.unit]
        flow = amount_range(one, one.unit)
        if total is None or flow is None or one.sender == _UNKNOWN:
            continue
        if flow[0] > total[1]:
            reasons[one.statement_id] = f"larger than the total of its whole ({', '.join(behind)}): a share above 1"
            continue
        found.append(
            Exposure(
                suppliers=(one.sender,),
                share=(flow[0] / total[1], min(1.0, flow[1] / total[0]) if total[0] > 0 else 1.0),
                printed="",
                statement_ids=tuple(dict.fromkeys((one.statement_id, *behind))),
                derived=f"{figure(one)} of the total",
                approximate=one.approximate,
            )
        )
    return found


def _total(whole: Whole, amounts: list[Statement], unit: str) -> tuple[Span | None, tuple[str, ...]]:
    """Return the total of a whole as a range, and the statements that give it; None where nothing does.

    A total is printed as such, is the sum of all rows of one data set, or follows from one supplier's amount and
    share by one measurer.
    """
    said = [(one, span) for one in whole.totals if (span := amount_range(one, unit))]
    if said:
        return _hull([span for _, span in said]), tuple(one.statement_id for one, _ in said)
    rows = [one for one in amounts if one.locator_kind == "cell"]
    spans = [span for one in rows if (span := amount_range(one, unit))]
    if len(spans) == len(amounts) > 1 and len({one.document_id for one in rows}) == 1:
        return (sum(low for low, _ in spans), sum(high for _, high in spans)), ()
    return _implied(whole, amounts, unit)


def _implied(whole: Whole, amounts: list[Statement], unit: str) -> tuple[Span | None, tuple[str, ...]]:
    for amount in amounts:
        for share in whole.sole:
            same = (share.sender, share.measured_by) == (amount.sender, amount.measured_by) and amount.measured_by
            flow, part = amount_range(amount, unit), share_range(share)
            if same and flow and part[0] > 0:
                behind = amount.statement_id, share.statement_id
                return (max(flow[0] / part[1], _counted(amounts, share, unit)), flow[1] / part[0]), behind
    return None, ()


def _counted(amounts: list[Statement], share: Statement, unit: str) -> float:
    """Return what the measurer of a share counted of all suppliers: its total is no less."""
    mine = [amount_range(one, unit) for one in amounts if one.measured_by == share.measured_by]
    return sum(span[0] for span in mine if span)


def _hull(spans: list[Span]) -> Span:
    return min(low for low, _ in spans), max(high for _, high in spans)


def whole_slice(
    key: Key,
    exposures: list[Exposure],
    *,
    small: tuple[str, tuple[str, ...]],
    is_asked: bool,
    generator: np.random.Generator,
    draws: int,
) -> Slice:
    """Return a slice from its exposures; *small* says why they are suppressed, empty if not, and what says so."""
    words, begins, ends, release = key
    remark = small[0] or (OF_A_ROUTE if PART_OF_ROUTE in words else "")
    bounds, said = (None, remark) if remark else _bounds(exposures)
    return Slice(
        definition=words,
        begins=begins,
        ends=ends,
        vintage=release,
        basis="printed",
        is_asked=is_asked,
        exposures=() if small[0] else tuple(exposures),
        concentration=bounds[0] if bounds else None,
        largest=bounds[1] if bounds else None,
        leaders=bounds[2] if bounds else (),
        unnamed=_unnamed(exposures) if bounds else None,
        flags=_flags(exposures, generator, draws) if bounds else None,
        remark=said,
        statement_ids=tuple(dict.fromkeys((*(name for one in exposures for name in one.statement_ids), *small[1]))),
    )


def too_small(total: Span | None, least: float) -> str:
    """Return why shares of a total of arms are suppressed, in words; empty if the total is large enough or unknown."""
    if total is None or total[1] >= least:
        return ""
    middle = sum(total) / 2
    return f"shares suppressed: the total of {middle:.0f} million TIV is below {least:g}; one order would move them"


def _smallness(whole: Whole) -> tuple[str, tuple[str, ...]]:
    """Return why shares of this whole are suppressed, empty if they are not, and the statements on its total."""
    amounts = [one for one in whole.amounts if one.unit == "TIV"]
    dated = whole.everything()[0]
    years = max(1.0, round(((stops(dated) - starts(dated)).days + 1) / _DAYS_A_YEAR))
    total, behind = _total(whole, amounts, "TIV")
    return too_small(total, LEAST_TIV_A_YEAR * years), behind


def _bounds(exposures: list[Exposure]) -> tuple[tuple[Span, Span, tuple[str, ...]] | None, str]:
    """Return bounds of index and largest share, who may lead, and a remark where the shares cannot hold together.

    Suppliers counted jointly are one at most and as many as they are at least: the upper bound takes them as one, the
    lower bound splits them evenly.
    """
    joint = np.array([one.share for one in exposures])
    parts = [(low / len(one.suppliers), high) for one in exposures for low, high in [one.share] for _ in one.suppliers]
    split = np.array(parts)
    try:
        index = hhi_bounds(split[:, 0], split[:, 1])[0], hhi_bounds(joint[:, 0], joint[:, 1])[1]
        top = largest_share_bounds(split[:, 0], split[:, 1])[0], largest_share_bounds(joint[:, 0], joint[:, 1])[1]
        leads = may_lead(joint[:, 0], joint[:, 1])
    except InvalidRecord:
        return None, "the shares of this definition and window add up to more than the whole: they cannot all hold"
    named = tuple("+".join(one.suppliers) for one, leading in zip(exposures, leads, strict=True) if leading)
    others = (UNNAMED,) if 1.0 - joint[:, 0].sum() >= split[:, 0].max() else ()
    return (index, top, (*named, *others)), ""


def _unnamed(exposures: list[Exposure]) -> Span:
    lows, highs = (sum(one.share[end] for one in exposures) for end in (0, 1))
    return max(0.0, 1.0 - highs), max(0.0, 1.0 - lows)


def _flags(exposures: list[Exposure], generator: np.random.Generator, draws: int) -> Flags | None:
    """Return probabilities by the Commission's thresholds over draws, even within the ranges, that fit one whole."""
    low, high = np.array([one.share for one in exposures]).T
    drawn = generator.uniform(low, high, size=(draws, low.size))
    drawn = drawn[drawn.sum(axis=1) <= 1.0]
    if not drawn.size:
        return None
    return dependency_flags(index_ends(drawn))


def index_ends(named: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each draw of named shares the index if the rest is many small suppliers, and if it is one."""
    squares = np.square(named).sum(axis=1)
    rest = np.clip(1.0 - named.sum(axis=1), 0.0, 1.0)
    return np.stack((squares, squares + np.square(rest)), axis=1)


def _owner(actor: str) -> str:
    return owner_state(actor) or actor
