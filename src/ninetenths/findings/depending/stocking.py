"""Arms from yearly rows of a register: deliveries summed over the years asked about, and the stock in service."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ninetenths.errors import InvalidRecord
from ninetenths.findings.arms import arms_levels
from ninetenths.findings.depending.asking import Question
from ninetenths.findings.depending.reading import WORLD, vintage
from ninetenths.findings.depending.records import Stock
from ninetenths.findings.evidence import Evidence
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Coverage, Statement
from ninetenths.measures.dependence import stock_shares


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Deliveries by supplier and year, in million TIV: ``amounts`` has shape (suppliers, years, 2), low and high.

    NaN where no row and no data set speaks of the year; a covered year without a row is an observed zero.
    """

    suppliers: tuple[str, ...]
    years: range
    amounts: NDArray[np.float64]
    statement_ids: tuple[tuple[str, ...], ...]
    release: str


def yearly_deliveries(
    evidence: Evidence, asked: Question, coverages: list[Coverage], years: range
) -> Deliveries | None:
    """Return the deliveries of some years from rows of one year each, of the latest release; None without any."""
    rows: dict[str, dict[int, Statement]] = defaultdict(dict)
    for one in sorted(
        arms_levels(evidence, evidence.first), key=lambda one: (evidence.published(one), one.statement_id)
    ):
        if one.begins == one.ends and one.begins.isdigit() and int(one.begins) in years and one.sender != WORLD:
            rows[one.sender][int(one.begins)] = one
    if not rows:
        return None
    names = sorted(rows)
    newest = max((row for of in rows.values() for row in of.values()), key=evidence.published)
    return Deliveries(
        suppliers=tuple(names),
        years=years,
        amounts=np.array([[_amount(rows[one].get(year), coverages, asked, year) for year in years] for one in names]),
        statement_ids=tuple(tuple(row.statement_id for _, row in sorted(rows[one].items())) for one in names),
        release=vintage(evidence, newest),
    )


def stock(
    evidence: Evidence, asked: Question, coverages: list[Coverage], *, service_life: int
) -> tuple[list[Stock], list[str]]:
    """Return the stock at the end of the last year asked about, or what is missing for it.

    One unknown year of one supplier leaves the whole stock unknown.

    Raises
    ------
    InvalidRecord
        If the service life is below one year.
    """
    if service_life < 1:
        raise InvalidRecord(f"a service life of {service_life} years is impossible: give at least 1")
    years = range(asked.ends - service_life + 1, asked.ends + 1)
    found = yearly_deliveries(evidence, asked, coverages, years)
    if found is None:
        span = f"{years[0]} to {years[-1]}"
        return [], [f"The stock in service is not known: no yearly deliveries for {span}; add a register by year."]
    amounts = found.amounts.mean(axis=2)
    shares = stock_shares(amounts, service_life=service_life)
    if np.isnan(shares).any():
        unknown = np.flatnonzero(np.isnan(amounts).any(axis=0))
        said = f"no row and no data set covers {years[int(unknown[0])]}" if unknown.size else "no delivery is recorded"
        return [], [f"The stock in service over {service_life} years is not known: {said}."]
    weights = 1.0 - np.arange(service_life - 1, -1, -1) / service_life
    made = Stock(
        year=asked.ends,
        service_life=service_life,
        suppliers=found.suppliers,
        shares=tuple(float(share) for share in shares),
        total=float((amounts @ weights).sum()),
        statement_ids=tuple(name for ids in found.statement_ids for name in ids),
    )
    return [made], []


def _amount(row: Statement | None, coverages: list[Coverage], asked: Question, year: int) -> tuple[float, float]:
    if row is not None:
        return float(row.low or 0), float(row.high or 0)
    end = 0.0 if any(_covers(one, asked, year) for one in coverages) else float("nan")
    return end, end


def _covers(coverage: Coverage, asked: Question, year: int) -> bool:
    """Whether a data set speaks of all arms of the state in the whole year."""
    begins, ends = first_day(coverage.begins), last_day(coverage.ends)
    return (
        coverage.layer == asked.layer
        and (not coverage.states or asked.state in coverage.states)
        and begins is not None
        and ends is not None
        and begins <= date(year, 1, 1)
        and ends >= date(year, 12, 31)
    )
