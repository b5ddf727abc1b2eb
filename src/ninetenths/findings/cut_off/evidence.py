"""The baseline of a run from a ledger: reconciled rates, ways over assets, exporters at large."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import CoverageError
from ninetenths.findings.cut_off.legal import counted_leakage, readings_of
from ninetenths.findings.cut_off.paths import check_stated, lines_of, paths_by_origin, stranded, supply_graph
from ninetenths.findings.reconciling import Reconciliation, reconcile
from ninetenths.ledger import Ledger, Where
from ninetenths.ledger.records import Statement
from ninetenths.scenarios import Baseline, GivenSupplier, Path, Scenario, Seller
from ninetenths.scenarios.baseline import REST
from ninetenths.scenarios.crude_sellers import crude_sellers
from ninetenths.scenarios.items import item_named
from ninetenths.scenarios.parameters import draw_span, stream

Floats = NDArray[np.float64]
Rates = dict[str, Floats]

FEWEST_ROWS = 200
"""Rows of reconciled rates, however few draws are run: fewer would not show how far they range."""

_ADVICE = "state the suppliers in the scenario ([[supplier]] with only_given = true), or add statements or a data set"

YEARS_BACK = 3
"""How many years before the run may inform its baseline; what is older is no evidence for it."""


def baseline_from(
    ledger: Ledger,
    scenario: Scenario,
    *,
    draws: int,
    seed: int,
    as_of: date | None = None,
    with_restricted: bool = True,
    reconciled: Reconciliation | None = None,
) -> Baseline:
    """Return the supply of the receiver before the acts, as the evidence and the scenario give it.

    With *as_of* only what had been published by that day counts, and private figures only *with_restricted*; assets are
    those of the first day of the run in any case. *reconciled* is the receiver's supply of the item where it was
    reconciled before, over years that include those of the run.

    Raises
    ------
    CoverageError
        If no statement informs the supply in the year of the run or the three before it.
    """
    statements = tuple(ledger.statements(Where(published_by=as_of, with_restricted=with_restricted)))
    seen = _Seen(ledger, scenario, statements, as_of=as_of, with_restricted=with_restricted, reconciled=reconciled)
    period, rates, said = _usual(seen, draws=draws, seed=seed)
    for place, one in enumerate(scenario.suppliers):
        rates[one.origin] = draw_span(one.rate, "triangular", draws=draws, rng=stream(seed, f"given {place}"))
    graph = supply_graph(ledger, scenario)
    sellers = _sellers(seen, tuple(rates))
    nothing = np.zeros(draws)
    return Baseline(
        receiver=scenario.receiver,
        item=scenario.item,
        period=period,
        sellers=sellers,
        rates=np.stack([rates.get(one.origin, nothing) for one in sellers], axis=1),
        lines=lines_of(ledger, scenario),
        assumptions=(*said, *_ways_said(sellers)),
        evidence=_version_of(seen),
        readings=readings_of(graph, scenario, [one for one in rates if one != REST]),
        counted_leakage=None if scenario.only_given else counted_leakage(statements, scenario),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """The evidence that a run may see."""

    ledger: Ledger
    scenario: Scenario
    statements: tuple[Statement, ...]
    as_of: date | None = None
    with_restricted: bool = True
    reconciled: Reconciliation | None = None


def _version_of(seen: _Seen) -> str:
    """Return the packs and data sets with their versions, how many statements were seen, up to when, and a digest."""
    ids = sorted(one.statement_id for one in seen.statements)
    names = {one.rpartition(":")[0] for one in ids}
    packs = ", ".join(sorted(names - {""}) + (["statements of its own"] if "" in names else []))
    digest = hashlib.sha256("\n".join(map(repr, sorted(seen.statements, key=_by_id))).encode()).hexdigest()[:12]
    until = f", published by {seen.as_of}" if seen.as_of else ""
    private = "" if seen.with_restricted else ", without private figures"
    return f"{packs or 'no statement'} ({len(ids)} statements{until}{private}, digest {digest})"


def _by_id(statement: Statement) -> str:
    return statement.statement_id


def _usual(seen: _Seen, *, draws: int, seed: int) -> tuple[str, Rates, tuple[str, ...]]:
    """Return the period that informs the run, the rates of each origin, and what is assumed."""
    ledger, scenario = seen.ledger, seen.scenario
    if scenario.only_given:
        return str(scenario.begins.year), {}, ("all suppliers are those that the scenario states",)
    year = scenario.supply_of or scenario.begins.year
    found = _checked(seen.reconciled, scenario) if seen.reconciled else _reconciled(seen, year, draws=draws, seed=seed)
    period = _informed(found, scenario, year)
    rates = _rows(found.rates(period), draws=draws, seed=seed)
    said = [f"usual supply is that reconciled from the evidence for {period} and goes on unchanged"]
    if period != str(year):
        said.append(f"no statement informs {year}: the supply of {period} stands in for it")
    guessed = [one.origin for one in found.composition if one.period == period and not one.informed]
    if guessed:
        said.append(
            f"in {period} no statement reads {', '.join(guessed)} itself: their range is what others leave open"
        )
    usual = {origin: rates[:, number] for number, origin in enumerate(found.origins) if rates[:, number].any()}
    for origin, assets in stranded(ledger, scenario, [one for one in usual if one != REST]).items():
        said.append(_stranded_said(origin, assets, scenario, kept=origin not in guessed))
        if origin in guessed:
            usual[REST] = usual.get(REST, np.zeros(draws)) + usual.pop(origin)
    return period, usual, tuple(said)


def _stranded_said(origin: str, assets: tuple[str, ...], scenario: Scenario, *, kept: bool) -> str:
    """Return what becomes of an origin that has no open way: what is read stays, what is only left open does not."""
    why = f"{origin}: every known way is out of use on {scenario.begins} ({', '.join(assets)})"
    if kept:
        return f"{why}, yet statements read a flow of it: it stays in the supply, by a way that is not known to be open"
    return f"{why}, so that what the evidence leaves open for it counts as of unknown origin"


def _reconciled(seen: _Seen, year: int, *, draws: int, seed: int) -> Reconciliation:
    scenario = seen.scenario
    try:
        found = reconcile(
            seen.ledger, scenario.receiver, item=scenario.item, begins=year - YEARS_BACK, ends=year, seed=seed,
            draws=max(draws, FEWEST_ROWS), as_of=seen.as_of, with_restricted=seen.with_restricted,
        )  # fmt: skip
    except CoverageError as error:
        raise CoverageError(f"the baseline has no evidence: {str(error).rstrip(chr(46))}; {_ADVICE}") from None
    return _checked(found, scenario)


def _checked(found: Reconciliation, scenario: Scenario) -> Reconciliation:
    """Return a reconciliation that gives amounts in the unit of a run."""
    unit = item_named(scenario.item).rate_unit
    if found.unit != unit or not found.scaled:
        raise CoverageError(
            f"the evidence gives {scenario.receiver}'s {scenario.item} as shares or in {found.unit} and not in {unit}: "
            f"a cut-off needs amounts; {_ADVICE}"
        )
    return found


def _informed(found: Reconciliation, scenario: Scenario, year: int) -> str:
    """Return the last period up to a year that some statement informs."""
    informed = sorted({one.period for one in found.composition if one.informed and one.origin != REST})
    usable = [period for period in informed if str(year - YEARS_BACK) <= period <= str(year)]
    if not usable:
        raise CoverageError(
            f"no statement informs {scenario.receiver}'s {scenario.item} from {year - YEARS_BACK} to "
            f"{year}, so the run has no baseline: name another date, or state the suppliers in the scenario"
        )
    return usable[-1]


def _rows(rates: Floats, *, draws: int, seed: int) -> Floats:
    """Return as many rows as there are draws, taken from the reconciled ones by a stream of their own."""
    if len(rates) == draws:
        return rates
    return np.asarray(rates[stream(seed, "reconciled rows").integers(0, len(rates), draws)])


def _sellers(seen: _Seen, usual: tuple[str, ...]) -> tuple[Seller, ...]:
    """Return who sells now, then who could: exporters at large by their own order."""
    scenario = seen.scenario
    large = {one.origin: one for one in crude_sellers(scenario.receiver)} if scenario.item == "crude" else {}
    others = tuple(origin for origin in large if origin not in usual)
    origins = [origin for origin in (*usual, *others) if origin != REST]
    by_way = paths_by_origin(seen.ledger, scenario, origins, statements=seen.statements)
    given = {one.origin: one for one in scenario.suppliers}
    for one in scenario.suppliers:
        check_stated(seen.ledger, scenario, one)
    return tuple(
        replace(
            _seller(origin, large, by_way, given.get(origin)),
            known=origin in usual,
            willing=not (origin in scenario.unwilling or origin.partition(":")[0] in scenario.unwilling),
        )
        for origin in (*usual, *others)
    )


def _seller(
    origin: str, large: Mapping[str, Seller], by_way: Mapping[str, tuple[Path, ...]], given: GivenSupplier | None
) -> Seller:
    """Return a seller with its ways: those of the scenario, else over assets, else the voyage from its port."""
    known = large.get(origin, Seller(origin=origin))
    if given is not None and (given.via or given.assets or given.sea_km is not None):
        sea = given.sea_km or 0.0
        stated = Path(
            states=given.via, assets=given.assets, sea_km=sea, sea_days=sea / 550, ports=given.via[-1:] if sea else ()
        )
        return replace(known, paths=(stated,))
    return replace(known, paths=by_way.get(origin) or known.paths)


def _ways_said(sellers: tuple[Seller, ...]) -> tuple[str, ...]:
    untried = [one.origin for one in sellers if not one.known and one.willing]
    if not untried:
        return ()
    return (f"{len(untried)} exporters without a sale in the evidence might sell a part of what known ones would",)
