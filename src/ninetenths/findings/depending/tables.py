"""Rows of the tables of a dependence: cells as texts, the last of them the ids behind the row where it has any."""

from __future__ import annotations

from collections.abc import Iterator

from ninetenths.findings.depending.answering import cite, leader, percent, shown, who
from ninetenths.findings.depending.records import Dependence, Exposure, Slice
from ninetenths.findings.wording import counted, listed, named, window

_NOTHING = "–"
_SLICES = 12
"""Windows of a definition that are printed, the latest; all of them are in JSON."""
_SUPPLIERS = 10
_LEFT_OUT = 40


def exposures(found: Dependence) -> Iterator[tuple[str, ...]]:
    """Yield definition, period, supplier, share, index and largest share; a definition is named in its first row."""
    for one in _latest(found):
        first = (_definition(one), window(one.begins, one.ends))
        index = _index(one), percent(one.largest) if one.largest else _NOTHING
        for place, each in enumerate(one.exposures[:_SUPPLIERS]):
            lead = first if place == 0 else ("", "")
            tail = index if place == 0 else ("", "")
            yield (*lead, who(each.suppliers), _share(one, each), *tail, _ids(each.statement_ids))


def slices(found: Dependence) -> Iterator[tuple[str, ...]]:
    """Yield definition, period, who may be the largest, what is not named, the probability of a flag and a remark."""
    for one in _latest(found):
        yield (
            _definition(one),
            window(one.begins, one.ends),
            listed([leader(name) for name in one.leaders], "or") or _NOTHING,
            percent(one.unnamed) if one.unnamed else _NOTHING,
            _chance(one),
            one.remark,
        )


def losses(found: Dependence) -> Iterator[tuple[str, ...]]:
    """Yield definition, period, supplier, sensitivity, rise of the price index and vulnerability."""
    latest = {(one.definition, one.begins, one.ends) for one in _latest(found)}
    for one in found.losses:
        if (one.definition, one.begins, one.ends) not in latest:
            continue
        yield (
            one.definition,
            window(one.begins, one.ends),
            who(one.suppliers),
            percent(one.sensitivity),
            percent(one.price_rise),
            percent(one.vulnerability),
        )


def mirrors(found: Dependence) -> Iterator[tuple[str, ...]]:
    """Yield supplier, definition, period and share of the supplier's own exports."""
    for one in found.mirrors:
        period = window(one.begins, one.ends)
        yield named(one.supplier), one.definition, period, one.printed, _ids(one.statement_ids)


def left_out(found: Dependence) -> Iterator[tuple[str, ...]]:
    """Yield id and reason of what is in no slice; of very many the first, and how many more."""
    for one in found.left_out[:_LEFT_OUT]:
        yield one.statement_id.rpartition(":")[2], one.reason
    if len(found.left_out) > _LEFT_OUT:
        yield f"{len(found.left_out) - _LEFT_OUT} more", "in --json"


def shortened(found: Dependence) -> str:
    """Return what the tables leave out, in words; empty if nothing."""
    hidden = len(found.slices) - len(_latest(found))
    longest = max((len(one.exposures) for one in found.slices), default=0)
    said = counted(hidden, "earlier window") if hidden else ""
    small = f"suppliers after the {_SUPPLIERS} largest" if longest > _SUPPLIERS else ""
    parts = listed([part for part in (said, small) if part])
    return f"Not in the tables, but in --json: {parts}." if parts else ""


def _latest(found: Dependence) -> list[Slice]:
    by_definition: dict[str, list[Slice]] = {}
    for one in found.slices:
        by_definition.setdefault(_definition(one), []).append(one)
    kept = {id(one) for group in by_definition.values() for one in group[-_SLICES:]}
    return [one for one in found.slices if id(one) in kept]


def _share(one: Slice, each: Exposure) -> str:
    if not each.derived:
        return shown(each)
    return f"{percent(each.share)} ({'derived' if one.basis == 'printed' else 'no reading'})"


def _ids(ids: tuple[str, ...]) -> str:
    return cite(ids).strip("[]").replace(",", "")


def _definition(one: Slice) -> str:
    return f"{one.definition} ({one.vintage})" if one.vintage else one.definition


def _index(one: Slice) -> str:
    if one.concentration is None:
        return _NOTHING
    low, high = (f"{end:.2f}" for end in one.concentration)
    return low if low == high else f"{low}–{high}"


def _chance(one: Slice) -> str:
    if one.flags is None:
        return _NOTHING
    low, high = (f"{end:.2f}" for end in one.flags.concentrated)
    return low if low == high else f"{low}–{high}"
