"""The call `dependence`: how much a state needs its suppliers of one item, by period and definition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ninetenths.errors import CoverageError, InvalidRecord
from ninetenths.findings.arms_windows import arms_window
from ninetenths.findings.depending.answering import answer, caveats
from ninetenths.findings.depending.asking import Question, check_window, question, supplied
from ninetenths.findings.depending.composing import slices
from ninetenths.findings.depending.drawing import reconciled_slices
from ninetenths.findings.depending.losing import losses
from ninetenths.findings.depending.mirroring import mirrors
from ninetenths.findings.depending.records import (
    Assumptions,
    Dependence,
    LeftOut,
    Mirror,
    Reliance,
    Slice,
    Stock,
)
from ninetenths.findings.depending.relying import reliance
from ninetenths.findings.depending.sorting import sort_out
from ninetenths.findings.depending.stocking import stock
from ninetenths.findings.evidence import Evidence, gather
from ninetenths.findings.wording import capital_first, during, listed, named
from ninetenths.ledger import Ledger
from ninetenths.ledger.records import Statement

__all__ = ["Assumptions", "Dependence", "dependence"]

RECONCILED = {"energy": frozenset({"crude", "oil", "gas", "pipeline gas", "LNG"})}
"""Items whose sources `reconcile` puts on one scale, by layer."""

MOST_DRAWS = 100_000
"""More would need more memory than a desk has and tell nothing more."""

_WITH_LOSSES = frozenset({"energy", "trade"})
"""Layers of goods that are used up; arms and interests are stocks, of which no flow formula tells the loss."""


def dependence(
    ledger: Ledger,
    state: str,
    *,
    item: str,
    layer: str = "energy",
    begins: int,
    ends: int,
    seed: int,
    draws: int = 1000,
    service_life: int | None = None,
    assumptions: Assumptions | None = None,
    as_of: date | None = None,
    with_restricted: bool = True,
    with_reconciled: bool = True,
) -> Dependence:
    """Return how much a state needs its suppliers of an item, with the statements behind every number.

    Parameters
    ----------
    ledger
        Where the statements are.
    state
        Id of a state or bloc, as `ninetenths.states.resolve_actor` returns it.
    item
        What is supplied, such as ``crude``, ``gas``, ``arms``, ``goods`` or ``ownership``.
    layer
        ``energy``, ``arms``, ``trade`` or ``finance``.
    begins, ends
        First and last year asked about; figures whose window meets them are shown in their own window.
    seed, draws
        Of the draws from which probabilities and reconciled ranges come.
    service_life
        For arms: years over which deliveries lose their weight linearly. None leaves the stock out.
    assumptions
        Elasticities and cost shares of the losses, as ranges; `Assumptions` by default.
    as_of
        Use only what had been published by this day.
    with_restricted
        Whether private documents count.
    with_reconciled
        Whether slices from `reconcile` stand beside those of single sources, for items that it knows.

    Returns
    -------
    Dependence
        Ranges by period and definition, never merged across definitions.

    Raises
    ------
    InvalidRecord
        For an unknown layer or item or years that run backwards.
    CoverageError
        If no dated figure falls into the window; the message says what there is.

    Examples
    --------
    >>> from ninetenths.datasets.packs import open_ledger
    >>> found = dependence(
    ...     open_ledger("azerbaijan-israel"), "ISR", item="crude", begins=2025, ends=2025, seed=1, with_reconciled=False
    ... )
    >>> [exposure.printed for exposure in found.slices[-1].exposures]
    ['46.4 %', 'about 28 %']

    Reading: who delivers and what formulas make of losing it; whether others would step in, at what price and after
    how many days, is asked of a cut-off run.
    """
    asked = question(state, layer=layer, item=item, begins=begins, ends=ends)
    _check_draws(seed, draws)
    evidence = gather(ledger, state, "", as_of=as_of, with_restricted=with_restricted)
    figures = supplied(evidence, asked)
    check_window(figures, asked)
    wholes = sort_out(evidence, asked, figures)
    made = slices(asked, wholes, seed=seed, draws=draws)
    if layer == "arms" and (window := arms_window(evidence, asked, ledger.coverages(), seed=seed, draws=draws)):
        made.insert(0, window)
    drawn, missing = (
        _drawn(ledger, asked, seed=seed, draws=draws, as_of=as_of, with_restricted=with_restricted)
        if with_reconciled
        else ([], [])
    )
    relied, lacking = reliance(asked, figures) if layer in ("energy", "trade") else ([], [])
    stocks, gaps = _stocks(ledger, evidence, asked, service_life)
    other_way, repeated = mirrors(evidence, asked)
    given = assumptions or Assumptions()
    found = Dependence(
        state=state,
        name=named(state),
        layer=layer,
        item=asked.item,
        begins=begins,
        ends=ends,
        answer=(),
        slices=(*made, *drawn),
        reliance=tuple(relied),
        losses=tuple(losses(made, given)) if layer in _WITH_LOSSES else (),
        mirrors=tuple(other_way),
        stocks=tuple(stocks),
        missing=(*_unseen(made, asked), *lacking, *missing, *gaps),
        caveats=(),
        left_out=(),
        assumptions=given,
        seed=seed,
        draws=draws,
    )
    reasons = wholes.reasons | dict.fromkeys(repeated, "repeats a share of the same witness")
    found = replace(found, left_out=_left_out(found, asked, figures, reasons))
    return replace(found, answer=answer(found), caveats=caveats(found))


def _check_draws(seed: int, draws: int) -> None:
    if seed < 0:
        raise InvalidRecord(f"the seed is {seed}: give a whole number from 0")
    if not 1 <= draws <= MOST_DRAWS:
        raise InvalidRecord(f"{draws} draws were asked for: ask for 1 to {MOST_DRAWS}")


def _drawn(
    ledger: Ledger, asked: Question, *, seed: int, draws: int, as_of: date | None, with_restricted: bool
) -> tuple[list[Slice], list[str]]:
    """Return slices from the draws of a reconciliation, or why there is none."""
    if asked.item not in RECONCILED.get(asked.layer, ()):
        return [], []
    from ninetenths.findings.reconciling import reconcile  # noqa: PLC0415 - its sampler is loaded only when it is asked

    try:
        found = reconcile(
            ledger,
            asked.state,
            item=asked.item,
            begins=asked.begins,
            ends=asked.ends,
            seed=seed,
            draws=draws,
            as_of=as_of,
            with_restricted=with_restricted,
        )
    except (CoverageError, InvalidRecord) as reason:
        return [], [f"The sources were not reconciled: {reason}"]
    return reconciled_slices(found), []


def _stocks(
    ledger: Ledger, evidence: Evidence, asked: Question, service_life: int | None
) -> tuple[list[Stock], list[str]]:
    if asked.layer != "arms" or service_life is None:
        return [], []
    return stock(evidence, asked, ledger.coverages(), service_life=service_life)


def _unseen(made: list[Slice], asked: Question) -> list[str]:
    """Say which years no slice touches, and where a total that would suppress small shares is not known."""
    seen = {year for one in made for year in range(int(one.begins[:4]), int((one.ends or one.begins)[:4]) + 1)}
    gaps = [year for year in range(asked.begins, asked.ends + 1) if year not in seen]
    said = [f"No dated share covers {listed(_runs(gaps))}: unknown, not zero."] if gaps else []
    if asked.layer == "arms" and any(one.exposures for one in made):
        said.append(
            "Totals of deliveries are not in the ledger for every window: shares of small totals may be among these."
        )
    said += [
        f"{capital_first(during(one.begins, one.ends))} ({one.vintage or 'no release'}): {one.remark}."
        for one in made
        if not one.exposures and one.remark and one.begins[:4] >= str(asked.begins) and one.ends[:4] <= str(asked.ends)
    ]
    return said


def _runs(years: list[int]) -> list[str]:
    """Return years in words, neighbours as a span."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return [str(first) if first == last else f"{first}–{last}" for first, last in zip(starts, ends, strict=True)]


def _left_out(
    found: Dependence, asked: Question, figures: list[Statement], reasons: dict[str, str]
) -> tuple[LeftOut, ...]:
    parts: tuple[Slice | Reliance | Mirror | Stock, ...] = (
        *found.slices,
        *found.reliance,
        *found.mirrors,
        *found.stocks,
    )
    used = {name for part in parts for name in part.statement_ids}
    plain = {"level": "an amount without a total of its definition and window", "share": "adds nothing to shares known"}
    return tuple(
        LeftOut(statement_id=one.statement_id, reason=reasons.get(one.statement_id, plain[one.kind]))
        for one in figures
        if one.statement_id not in used and (asked.meets(one) or not asked.dates(one))
    )
