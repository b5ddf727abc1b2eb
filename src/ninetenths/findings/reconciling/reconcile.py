"""The call `reconcile`: from the statements of a ledger to who delivered how much, as ranges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ninetenths.errors import CoverageError, InvalidRecord
from ninetenths.findings.evidence import Evidence, gather
from ninetenths.findings.reconciling import answering, composing
from ninetenths.findings.reconciling.assembling import USUAL, Assembly, build_problem
from ninetenths.findings.reconciling.contradicting import find_contradictions, find_drops
from ninetenths.findings.reconciling.fitting import fits
from ninetenths.findings.reconciling.grid import build_grid
from ninetenths.findings.reconciling.items import Item, item_of
from ninetenths.findings.reconciling.layout import MOST_LATENTS, build_layout, origins_of, usual_total
from ninetenths.findings.reconciling.moving import find_influence
from ninetenths.findings.reconciling.result import Method, NotUsed, Reconciliation
from ninetenths.findings.reconciling.selecting import Selection, select
from ninetenths.findings.reconciling.ways import CAPACITY_MARGIN, with_ways
from ninetenths.findings.wording import listed, named, possessive
from ninetenths.ledger import Ledger
from ninetenths.measures.reconciliation import Posterior, predicted, sample

_LONGEST = 100
_FEWEST_DRAWS, _MOST_DRAWS = 100, 20_000


def reconcile(
    ledger: Ledger,
    receiver: str,
    *,
    item: str,
    begins: int,
    ends: int,
    seed: int,
    draws: int = 600,
    as_of: date | None = None,
    with_restricted: bool = True,
    fresh: int = 0,
) -> Reconciliation:
    """Reconcile what sources say of a state's supply of an item: who delivered how much, as ranges.

    Every statement is read through the operator of its witness: customs of the seller see what is declared with this
    destination, those who follow ships all that is discharged, a route what passes it, a share the whole it names.
    Unused statements are listed with the reason.

    Parameters
    ----------
    ledger
        Where the statements are.
    receiver
        Id of the state that is supplied.
    item
        A commodity of the vocabulary, such as ``crude`` or ``gas``.
    begins, ends
        First and last year.
    seed
        Seed of the draws: the same seed and statements give the same result.
    draws
        Number of draws, 100 to 20,000.
    as_of
        Use only what had been published by this day.
    with_restricted
        Whether private figures are read too.
    fresh
        How often the flows may be sampled anew, for each of the chief answers, to tell how far a statement moves it
        where the draws alone cannot say.

    Returns
    -------
    Reconciliation
        Composition by year and origin, fit of each statement, contradictions with proofs, declared against tracked.

    Raises
    ------
    InvalidRecord
        If the item is unknown, the years are in the wrong order or too many, or draws are out of range.
    CoverageError
        If no statement speaks of these years; the message names those for which there are any.
    UnknownState
        If the receiver is a part of a state.

    Notes
    -----
    Reading: ranges are those of a model given what was read; years that no statement informs show only the prior and
    are marked. A discrepancy is not proof of concealment; flow is not complicity or knowledge.
    """
    _check(begins, ends, draws)
    thing = item_of(item)
    evidence = gather(ledger, receiver, "", as_of=as_of, with_restricted=with_restricted)
    selection = select(evidence, thing, begins=begins, ends=ends)
    if not selection.operators:
        raise CoverageError(_no_evidence(evidence, receiver, thing, begins, ends))
    assembly, pooled = _assembled(evidence, thing, selection, range(begins, ends + 1))
    years = [year for year in range(begins, ends + 1) if assembly.layout.of_year(year).any()]
    problem = build_problem(assembly)
    posterior = sample(problem, draws=draws, seed=seed)
    conflicts = find_contradictions(assembly)
    readings = fits(
        assembly,
        predicted(problem, posterior),
        posterior.off,
        contradictions=conflicts,
        repeated_by=selection.repeated_by,
    )
    not_used = tuple(sorted((*selection.not_used, *pooled), key=lambda one: one.statement_id))
    rates = composing.by_origin(posterior.x, assembly.layout, years)
    found = composing.composition(rates, assembly.layout, years, assembly.operators)
    below = tuple(composing.submerged(posterior.x, assembly.layout, years, assembly.operators))
    scaled = assembly.layout.scaled
    said = answering.answer(receiver, thing.name, unit=thing.unit, scaled=scaled, composition=found, submerged=below)
    return Reconciliation(
        receiver=receiver,
        item=thing.name,
        unit=thing.unit,
        scaled=scaled,
        periods=tuple(str(year) for year in years),
        silent=tuple(str(year) for year in range(begins, ends + 1) if year not in years),
        origins=assembly.layout.origins,
        answer=(*said, answering.evidence_line(readings, not_used, conflicts)),
        composition=tuple(found),
        totals=tuple(composing.totals(rates, years, assembly.operators)),
        readings=readings,
        not_used=not_used,
        contradictions=conflicts,
        drops=find_drops(assembly),
        influence=find_influence(problem, posterior, assembly, found, seed=seed, fresh=fresh),
        submerged=below,
        method=_method(posterior, assembly, seed),
        draws=rates,
    )


def _assembled(
    evidence: Evidence, item: Item, selection: Selection, years: range
) -> tuple[Assembly, tuple[NotUsed, ...]]:
    """Return the readings over the latent flows; those of origins too small to be told apart are left out."""
    operators, limits = with_ways(selection.operators, evidence, item)
    origins = origins_of(operators, usual_total(operators)[0])
    small = {one.statement_id for one in operators if any(not _told_apart(name, origins) for name in one.suppliers)}
    kept = tuple(one for one in operators if one.statement_id not in small)
    grid = build_grid(
        [(one.first, one.last) for one in kept],
        begins=years[0],
        ends=years[-1],
        most=MOST_LATENTS // (2 * len(origins) + 3),
    )
    pooled = tuple(
        NotUsed(statement_id=name, reason="an origin too small to be told apart: part of the others")
        for name in sorted(small)
    )
    return Assembly(item=item, operators=kept, layout=build_layout(kept, grid, origins), limits=limits), pooled


def _told_apart(name: str, origins: tuple[str, ...]) -> bool:
    return any(origin == name or origin.partition(":")[0] == name for origin in origins)


def _method(posterior: Posterior, assembly: Assembly, seed: int) -> Method:
    return Method(
        seed=seed,
        draws=len(posterior.x),
        flows=assembly.layout.size,
        readings=len(assembly.operators),
        r_hat=float(posterior.r_hat.max()),
        ess=float(posterior.ess.min()),
        assumptions=tuple(_assumptions(assembly)),
    )


def _assumptions(assembly: Assembly) -> Iterator[str]:
    layout, unit = assembly.layout, assembly.item.unit
    yield "What the seller's customs declare with this destination is part of what arrives, and never its ceiling."
    yield "Flows are even within a period; periods are years, cut at the months where a window begins or ends."
    yield "Beforehand an origin is taken to be as large as the middle figure printed of it, give or take as much."
    if layout.scaled:
        low, high = (f"{times * layout.scale:,.0f}" for times in USUAL)
        yield f"A year without a printed total is looked for from {low} to {high} {unit}, loosely."
    else:
        yield "No statement gives an amount: shares mean something, rates do not."
    if any(one.hidden for one in layout.series):
        yield "What a book does not disclose comes from origins that no statement names."
    if any(one.kind == "products" for one in layout.series):
        yield "Where products are counted too, their part is unknown and follows from the statements alone."
    for limit in assembly.limits:
        yield f"{limit.name} carries at most {limit.upper:,.0f} {unit}, {CAPACITY_MARGIN} times its printed capacity."


def _check(begins: int, ends: int, draws: int) -> None:
    if begins > ends:
        raise InvalidRecord(f"the years run from {begins} to {ends}: swap the two")
    if ends - begins >= _LONGEST or not 1 <= begins <= ends <= 9998:
        raise InvalidRecord(f"{begins} to {ends} is no span that can be reconciled: ask for at most {_LONGEST} years")
    if not _FEWEST_DRAWS <= draws <= _MOST_DRAWS:
        raise InvalidRecord(f"{draws} draws were asked: take {_FEWEST_DRAWS} to {_MOST_DRAWS:,}")


def _no_evidence(evidence: Evidence, receiver: str, item: Item, begins: int, ends: int) -> str:
    span = f"{begins}" if begins == ends else f"{begins} to {ends}"
    asked = f"nothing that was read says who supplied {possessive(named(receiver))} {item.name} in {span}"
    elsewhere = select(evidence, item, begins=1, ends=9998)
    years = sorted({year for one in elsewhere.operators for year in range(one.first.year, one.last.year + 1)})
    if years:
        return f"{asked}. There is evidence for {listed([str(year) for year in years])}: ask for these years."
    return (
        f"{asked}, nor in any other year. Unknown is not zero: add a data set (`ninetenths datasets`) or a figure "
        "(`ninetenths statement add`)."
    )
