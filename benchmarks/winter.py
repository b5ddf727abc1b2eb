"""Germany without Russian gas, winter 2022/23: the model beside the forecasts of spring 2022 and what happened.

Quantities are statements of the case pack ``germany-russia``; each row names those it stands on.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ninetenths.datasets.packs import open_ledger, pack_folder
from ninetenths.findings.whatif import whatif
from ninetenths.measures.cutoff_loss import short_run_loss
from ninetenths.measures.dispatch import Dispatch, Plan, first_shortage, shortage
from ninetenths.scenarios import scenario_of

SEED = 20221114
DRAWS = 400
WEEKS = 20
"""14 November 2022, when stores were full, to the end of March 2023."""
WEEKS_A_MONTH = 365.25 / 12 / 7

GAS_SHARE = (0.010, 0.016)
"""Gas in German output, cost share: about 1.2 % of national expenditure (Bachmann et al. 2022, ECONtribute 028)."""
SUBSTITUTION = (0.05, 0.20)
"""Short-run elasticity between gas and other inputs; the same study takes 0.1 and, as its worst case, 0.04."""
EASY_VALUE = (60.0, 340.0)
"""EUR/MWh at which users give gas up by themselves: from a high normal price to the peak of August 2022."""
INDUSTRY_VALUE = (150.0, 1500.0)
"""EUR/MWh of output lost where industry is cut off, drawn evenly in logarithms: a range of our own."""
INDUSTRY_PART = 0.25
PROTECTED_VALUE = 10_000.0
USD_PER_EUR = 1.05
"""Mean of 2022 (European Central Bank, euro reference rates)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: loss of output of a year in percent, as a range, and the statements behind it."""

    what: str
    low: float
    middle: float
    high: float
    note: str
    statements: tuple[str, ...]


@cache
def said() -> Mapping[str, tuple[float, float]]:
    """Return low and high of every statement of the case that has a quantity, by its number."""
    with (pack_folder("germany-russia") / "statements.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["statement_id"]: (float(row["low"]), float(row["high"])) for row in csv.DictReader(file) if row["low"]
        }


def normal_year() -> float:
    """Return TWh used in a mean year of 2018 to 2021: the use of 2025 was 13.5 % below it (DERU-0310)."""
    return said()["DERU-0310"][0] / (1 - 0.135)


def output() -> float:
    """Return a year's output in 10⁹ EUR: six percent of it is 230 (DERU-0049)."""
    return 230 / (said()["DERU-0049"][0] / 100)


def demand() -> NDArray[np.float64]:
    """Return TWh a week from mid-November: a cosine that peaks in January, as high as in early 2022 (DERU-0120)."""
    mean = normal_year() / 52
    peak = said()["DERU-0120"][0] / (2 * WEEKS_A_MONTH) / mean - 1
    # The mean of a cosine over a month to either side of its peak is sin(π/6) / (π/6).
    height = peak / (np.sin(np.pi / 6) / (np.pi / 6))
    weeks = np.arange(WEEKS) + 0.5
    found: NDArray[np.float64] = mean * (1 + height * np.cos(2 * np.pi * (weeks - 9) / 52))
    return found


def plan(imports: float) -> Plan:
    """Return the winter as a dispatch: net imports in TWh a month, a full store, three kinds of users."""
    full = said()["DERU-0119"][0]
    return Plan(
        periods=WEEKS,
        nodes=2,
        arc_tail=np.array([0]),
        arc_head=np.array([1]),
        arc_capacity=np.array([[np.inf]]),
        arc_cost=np.zeros(1),
        supply_node=np.array([0, 1]),
        supply_limit=np.array([[imports / WEEKS_A_MONTH], [0.8]]),
        supply_cost=np.zeros(2),
        demand_node=np.array([1]),
        demand=demand()[None, :],
        demand_part=np.array([[0.15, INDUSTRY_PART, 1 - 0.15 - INDUSTRY_PART]]),
        demand_value=np.array([[100.0, 500.0, PROTECTED_VALUE]]),
        stock_node=np.array([1]),
        stock_initial=np.array([full]),
        stock_minimum=np.array([0.05 * full]),
        stock_capacity=np.array([full]),
        draw_limit=np.array([49.0]),  # 7 TWh a day, what German stores could give together
        fill_limit=np.array([21.0]),
        cover=np.array([0.4 * full]),  # the filling law's level for 1 February, kept as a soft level
        below_cover_cost=np.array([2.0]),
        end_value=np.array([80.0]),
    )


def dispatched(imports: float, *, seed: int, draws: int) -> tuple[NDArray[np.float64], float, float]:
    """Return losses in percent of a year's output, the median week of the first cut of industry, unserved TWh."""
    random, winter = np.random.default_rng(seed), plan(imports)
    ready = Dispatch(winter)
    losses, weeks, short = np.zeros(draws), np.zeros(draws), np.zeros(draws)
    for draw in range(draws):
        easy = random.uniform(*EASY_VALUE)
        industry = max(easy, float(np.exp(random.uniform(*np.log(INDUSTRY_VALUE)))))
        value = np.array([[easy, industry, PROTECTED_VALUE]])
        result = ready.solve(demand_value=value)
        forced = shortage(result, demand_value=value, worth=industry if industry > easy else PROTECTED_VALUE)
        losses[draw] = 100 * float((result.unserved[0].sum(axis=1) * value[0]).sum()) / 1000 / output()
        weeks[draw], short[draw] = first_shortage(forced)[0], result.unserved.sum()
    never = np.isnan(weeks).mean() > 0.5
    return losses, float("nan") if never else float(np.nanmedian(weeks)), float(np.median(short))


def short_run(unreplaced: tuple[float, float], *, seed: int, draws: int) -> NDArray[np.float64]:
    """Return draws of the CES loss in percent of a year's output."""
    random = np.random.default_rng(seed)
    share, missing, elasticity = (random.uniform(*span, draws) for span in (GAS_SHARE, unreplaced, SUBSTITUTION))
    return 100 * np.asarray(short_run_loss(share, missing, elasticity))


def table(*, seed: int = SEED, draws: int = DRAWS) -> list[Row]:
    """Return the model's rows, the forecasts' and the outcome's."""
    gap, saved, fifth = (said()[name][0] / 100 for name in ("DERU-0046", "DERU-0017", "DERU-0128"))
    ids = ("DERU-0049", "DERU-0119", "DERU-0120", "DERU-0310")
    replaced = said()["DERU-0025"][0]
    came = sum(high - low for low, high in (said()[name] for name in ("DERU-0022", "DERU-0023", "DERU-0024")))
    rows = [
        _drawn(
            "model, short run: gap of spring 2022", short_run((gap, gap), seed=seed, draws=draws), "", ("DERU-0046",)
        ),
        _drawn(
            "model, short run: gap as it turned out",
            short_run((-saved, fifth), seed=seed, draws=draws),
            "hindsight",
            ("DERU-0017", "DERU-0128"),
        ),
    ]
    for what, imports, names in (
        ("model, weekly dispatch: neighbours send as before", replaced - came, ("DERU-0022", "DERU-0023", "DERU-0024")),
        ("model, weekly dispatch: imports as they came", replaced, ()),
    ):
        losses, week, short = dispatched(imports, seed=seed, draws=draws)
        first = "industry is not cut" if np.isnan(week) else f"industry cut from week {week + 1:.0f}"
        rows.append(_drawn(what, losses, f"{first}; {short:.0f} TWh given up", (*names, "DERU-0025", *ids)))
    return [*rows, _supposed(seed=seed, draws=draws), *_published()]


def _supposed(*, seed: int, draws: int) -> Row:
    """Return the answer of the command: Russia stops selling in June 2022, on the supply of 2021 and the tool's ranges.

    ``ninetenths whatif --ban RUS:DEU:gas --from 2022-06 --weeks 40 --supply-of 2021 --ledger germany-russia``. No
    range is set on the outcome, nor on what neighbours sent in the end (DERU-0022 to 0024). Known only later are the
    size of stores and of normal use, the first year of terminals (DERU-0114) and the highest price (DERU-0236).
    """
    tree = {
        "version": 1, "receiver": "DEU", "item": "gas", "begins": "2022-06", "weeks": 40, "supply_of": 2021,
        "act": [{"kind": "ban", "by": ["RUS"]}],
    }  # fmt: skip
    outcome = whatif(open_ledger("germany-russia"), scenario_of(tree), draws=draws, seed=seed).outcome
    losses = 100 * outcome.values["loss"] / 1000 / USD_PER_EUR / output()
    never = 100 * outcome.spreads["days_to_shortage"].without
    given_up = outcome.values["given_up"] / 1000
    part = np.median(100 * given_up / outcome.inputs["need"] / (40 * 7 / 365.25))
    return _drawn(
        "model, the command whatif: supply of 2021",
        losses,
        f"no shortage in {never:.0f} % of draws; {np.median(given_up):.0f} bcm or {part:.0f} % given up for price",
        ("DERU-0005", "DERU-0014", "DERU-0046", "DERU-0119", "DERU-0137", "DERU-0310"),
    )


def _drawn(what: str, losses: NDArray[np.float64], note: str, statements: tuple[str, ...]) -> Row:
    low, middle, high = np.percentile(losses, [5, 50, 95]).tolist()
    return Row(what, low, middle, high, note, statements)


def _published() -> list[Row]:
    """Return what was forecast, as printed, and what happened, with its sign turned: a loss is positive."""
    nan = float("nan")
    forecasts = [
        Row(f"forecast: {what}", *(said()[name][0], nan, said()[name][1]), "printed", (name,))
        for what, name in (
            ("Bachmann et al., range", "DERU-0043"),
            ("Bachmann et al., network model", "DERU-0044"),
            ("Bachmann et al., pessimistic", "DERU-0045"),
            ("ifo-led note", "DERU-0053"),
            ("IMK", "DERU-0049"),
        )
    ]
    outcomes = [
        Row(f"outcome: {what}", nan, -said()[name][0], nan, "growth, no loss against a world without the stop", (name,))
        for what, name in (
            ("output in 2022", "DERU-0125"),
            ("fourth quarter of 2022", "DERU-0126"),
            ("2023", "DERU-0303"),
        )
    ]
    return forecasts + outcomes


HEADER = ("", "low, % of output", "middle", "high", "remark", "statements")


def rows() -> list[tuple[str, ...]]:
    """Return the header and the rows as text."""
    return [
        HEADER,
        *(
            (
                row.what,
                *("" if np.isnan(value) else f"{value:.1f}" for value in (row.low, row.middle, row.high)),
                row.note,
                ", ".join(row.statements),
            )
            for row in table()
        ),
    ]


def main() -> int:
    """Print the table."""
    header, *found = rows()
    print(f"| {' | '.join(header)} |\n|{' --- |' * len(header)}")
    for row in found:
        print(f"| {' | '.join(row)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
