"""The answer in words: who supplies how much, how concentrated, what a loss would cost, and what is not known."""

from __future__ import annotations

from datetime import date

from ninetenths.findings.depending.composing import UNNAMED
from ninetenths.findings.depending.losing import CAVEAT, UNDIFFERENTIATED
from ninetenths.findings.depending.records import Dependence, Exposure, OpenSpan, Slice
from ninetenths.findings.wording import capital_first, counted, during, listed, named, possessive, window
from ninetenths.ledger.dates import last_day

FORMULAS = (
    "Exposure is a share, not a loss; sensitivity and vulnerability are formulas with the assumptions shown and no "
    "forecast. Flow is not complicity or knowledge."
)
ARMS = (
    "Arms dependence is a stock of weapons, spares and training over their service life, and not the deliveries of a "
    "few years; windows and releases of a register stand side by side and are never averaged."
)

_PERCENT = 100
_SMALL = 0.1
_MOST_SUPPLIERS = 99
_LEAST_NAMED = 0.25
_ONE_FIGURE = 0.5
_FEW = 5
_POINT = 0.01
_CITED = 4
_NAMED = 6


def answer(found: Dependence) -> tuple[str, ...]:
    """Return the answer in sentences: exposure first, then concentration, the other direction and what a loss costs."""
    return tuple(
        sentence
        for sentence in (
            _latest(found),
            _concentrated(found),
            _over_definitions(found),
            _reconciled(found),
            _reliance(found),
            _loss(found),
            _mirrored(found),
            _stocked(found),
        )
        if sentence
    )


def caveats(found: Dependence) -> tuple[str, ...]:
    """Return what must be printed beside the figures."""
    return tuple(
        text
        for text in (
            FORMULAS,
            CAVEAT if found.item in UNDIFFERENTIATED else "",
            ARMS if found.layer == "arms" else "",
        )
        if text
    )


def percent(span: OpenSpan) -> str:
    """Return a range of fractions as percent; one figure where its ends are its rounding only.

    >>> percent((0.4635, 0.4645)), percent((0.39, 0.41))
    ('46.4 %', '39–41 %')
    """
    if span[1] is None:
        return f"{_plain(span[0] * _PERCENT, 1)} % or more, without bound"
    low, high = (end * _PERCENT for end in (span[0], span[1]))
    if high - low <= _ONE_FIGURE * 2 + 1e-9 and low > _FEW:
        return f"{_plain((low + high) / 2, 0 if high - low > _ONE_FIGURE else 1)} %"
    digits = 1 if span[1] < _SMALL else 0
    ends = [_plain(end, digits) for end in (low, high)]
    return f"{ends[0] if ends[0] == ends[1] else '–'.join(ends)} %"


def who(suppliers: tuple[str, ...]) -> str:
    """Return suppliers in words; several that are counted jointly are one."""
    return f"{listed([named(one) for one in suppliers])}{' jointly' if len(suppliers) > 1 else ''}"


def leader(name: str) -> str:
    """Return one of `Slice.leaders` in words."""
    return name if name == UNNAMED else who(tuple(name.split("+")))


def shown(one: Exposure) -> str:
    """Return the share of an exposure as printed, else its range."""
    return one.printed or percent(one.share)


def cite(ids: tuple[str, ...]) -> str:
    """Return short ids in square brackets, the first few of many."""
    short = [one.rpartition(":")[2] for one in ids]
    more = f" and {len(short) - _CITED} more" if len(short) > _CITED else ""
    return f"[{', '.join(short[:_CITED])}{more}]"


def newest(found: Dependence, basis: str = "printed") -> Slice | None:
    """Return the slice that tells most of the last years: of the item asked for, latest end, most suppliers."""
    fit = [one for one in found.slices if one.basis == basis and one.exposures]
    return max(fit, key=_weight, default=None)


def _weight(one: Slice) -> tuple[bool, bool, int, float, date]:
    last = last_day(one.ends) or date.min
    known = sum(each.share[0] for each in one.exposures)
    return one.is_asked, one.concentration is not None and known >= _LEAST_NAMED, last.year, known, last


def _latest(found: Dependence) -> str:
    one = newest(found)
    if one is None:
        return f"Exposure: no share of {possessive(found.name)} {found.item} is known for these years."
    parts = [f"{who(each.suppliers)} {shown(each)}" for each in one.exposures[:_NAMED]]
    if len(one.exposures) > _NAMED:
        parts.append(f"{counted(len(one.exposures) - _NAMED, 'further supplier')} less each")
    some = one.unnamed is not None and one.unnamed[1] > 0
    rest = f"; {percent(one.unnamed)} is of suppliers that no statement names" if one.unnamed and some else ""
    return (
        f"Exposure: {during(one.begins, one.ends)}, of {possessive(found.name)} {one.definition}, {listed(parts)} "
        f"{cite(one.statement_ids)}{rest}."
    )


def _concentrated(found: Dependence) -> str:
    one = newest(found)
    if one is None or one.concentration is None or one.largest is None:
        return ""
    low, high = one.concentration
    most = f"{1 / low:.1f}" if low * _MOST_SUPPLIERS > 1 else f"{_MOST_SUPPLIERS} or more"
    top = leader(one.leaders[0]) if len(one.leaders) == 1 else f"one of {listed([*map(leader, one.leaders)], 'or')}"
    if high - low <= _POINT:
        return f"Concentration: index {low:.2f}, as {most} equal suppliers; the largest is {top}."
    return (
        f"Concentration: index {low:.2f} to {high:.2f}, as {1 / high:.1f} to {most} equal suppliers; the largest is "
        f"{top} with {percent(one.largest)}. The range is what the suppliers not named leave open."
    )


def _over_definitions(found: Dependence) -> str:
    one = newest(found)
    if one is None:
        return ""
    top = one.exposures[0].suppliers
    others = [
        (each, slice_)
        for slice_ in found.slices
        if slice_.basis == "printed"
        for each in slice_.exposures
        if each.suppliers == top
    ]
    if len(others) < 2:
        return ""
    low = min(others, key=lambda pair: pair[0].share[0])
    high = max(others, key=lambda pair: pair[0].share[1])
    ends = [
        f"{shown(each)} of {slice_.definition} {during(slice_.begins, slice_.ends)} {cite(each.statement_ids)}"
        for each, slice_ in (low, high)
    ]
    count = counted(len({slice_.definition for _, slice_ in others}), "definition")
    windows = counted(len({(slice_.begins, slice_.ends) for _, slice_ in others}), "window")
    return (
        f"{capital_first(who(top))} over {count} and {windows}: from {ends[0]} to {ends[1]}; different wholes, never "
        "merged."
    )


def _reconciled(found: Dependence) -> str:
    one = newest(found, "reconciled")
    if one is None:
        return ""
    parts = [f"{who(each.suppliers)} {percent(each.share)}" for each in one.exposures[:_NAMED] if not each.derived]
    return (
        f"All sources reconciled, {window(one.begins, one.ends)}: {listed(parts)} (90 % ranges, {found.draws} draws)."
        if parts
        else ""
    )


def _reliance(found: Dependence) -> str:
    if not found.reliance:
        return ""
    one = found.reliance[-1]
    low, high = one.reliance
    if high is None:
        return ""
    value = f"at most {_plain(high * _PERCENT, 0)} %" if low is None else percent((low, high))
    why = "; exports are not in the ledger" if low is None else ""
    when = during(one.begins, one.ends)
    return f"Net import reliance {when}: {value} of consumption{why} {cite(one.statement_ids)}."


def _loss(found: Dependence) -> str:
    one = newest(found)
    if one is None:
        return ""
    key = one.definition, one.begins, one.ends
    top = next((loss for loss in found.losses if (loss.definition, loss.begins, loss.ends) == key), None)
    if top is None:
        return ""
    figures = (
        f"sensitivity {percent(top.sensitivity)} of output, from all replaced to none; vulnerability "
        f"{percent(top.vulnerability)} of income after adapting, the item's price index up {percent(top.price_rise)}"
    )
    if found.item in UNDIFFERENTIATED:
        return (
            f"If {who(top.suppliers)} fell away, what {found.item} costs comes from a cut-off run (`ninetenths "
            "whatif`): the formulas are for goods that differ by seller, and their bounds stand in the table only."
        )
    return f"If {who(top.suppliers)} fell away: {figures}. Both by formula, over the assumptions below."


def _mirrored(found: Dependence) -> str:
    latest = {(one.supplier, one.definition): one for one in found.mirrors}
    parts = [
        f"{one.printed} of {possessive(named(one.supplier))} {one.definition} {during(one.begins, one.ends)} "
        f"{cite(one.statement_ids)}"
        for one in latest.values()
    ]
    return f"The other direction: {found.name} takes {listed(parts)}." if parts else ""


def _stocked(found: Dependence) -> str:
    if not found.stocks:
        return ""
    one = found.stocks[-1]
    order = sorted(zip(one.shares, one.suppliers, strict=True), reverse=True)
    parts = [f"{named(name)} {percent((share, share))}" for share, name in order if share > 0]
    life = f"{one.service_life} years, linear"
    return f"In service at the end of {one.year} ({life}): {listed(parts)} {cite(one.statement_ids)}."


def _plain(number: float, digits: int) -> str:
    return f"{number:.{digits}f}"
