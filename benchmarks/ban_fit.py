"""How much of a diet is bought anew within two years: fitted on the EU's crude import register, 2013 to 2019.

The register is older than the ban and has an episode of its own: buyers left Iran in 2018.
"""

from __future__ import annotations

import csv
import lzma
import os
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.ban import BLOC, OEC_NAMES, exports_of, grades
from benchmarks.diets import WORLD, Diets, Market, Tastes, rescaled, total_variation

PRICES = {"2013": 108.7, "2014": 98.8, "2015": 52.3, "2016": 43.7, "2017": 54.2, "2018": 71.3, "2019": 64.2}
"""Brent, mean of the year, USD a barrel (US EIA)."""
PORTS = {
    "Austria": ("trieste",), "Belgium": ("rotterdam",), "Croatia": ("trieste",), "France": ("dunkirk", "trieste"),
    "Germany": ("rotterdam", "rostock", "trieste"), "Greece": ("sidi-kerir",), "Hungary": ("trieste",),
    "Italy": ("trieste",), "Lithuania": ("gdansk",), "Netherlands": ("rotterdam",), "Poland": ("gdansk",),
    "Portugal": ("bilbao",), "Romania": ("constanta",), "Spain": ("bilbao",), "Sweden": ("rotterdam",),
}  # fmt: skip
SPELT = {"Russian Federation": "RUS", "Congo": "COG", "Abu Dhabi": "ARE", "Dubai": "ARE"}


@cache
def register(mirror: Path) -> dict[tuple[str, str], dict[str, float]]:
    """Return kb/d by (member, year) and seller of the EU's crude oil import register."""
    names = {name: seller for seller, name in OEC_NAMES.items()} | SPELT
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    path = mirror / "trade_oil_eu" / "crude_oil_import_register.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            volume = row["Volume (1000 bbl)"]
            if row["Reporting Country"] in PORTS and volume not in ("", "NA"):
                seller = row["Country of Origin"]
                found[row["Reporting Country"], row["date"][:4]][names.get(seller, seller)] += float(volume) / 365
    return {key: dict(value) for key, value in found.items()}


def market(mirror: Path, year: int) -> Market:
    """Return what was known at the end of a year; Iran is left two years later where it was left."""
    exports = exports_of(mirror, str(year), PRICES[str(year)])
    later = exports_of(mirror, str(year + 2), PRICES[str(year + 2)])
    found = register(mirror)
    diets = {member: found[member, str(year)] for member in PORTS if (member, str(year)) in found}
    sold = {seller: sum(diet.get(seller, 0.0) for diet in diets.values()) for seller in exports}
    diets[WORLD] = {seller: max(0.0, volume - sold[seller]) for seller, volume in exports.items()}
    growth = {seller: max(0.0, later.get(seller, 0.0) - volume) for seller, volume in exports.items()}
    iran = year == 2017
    return Market(
        diets=diets,
        exports=exports,
        growth=growth,
        demand_growth=sum(growth.values()),
        grades=grades(),
        ports={**PORTS, BLOC: ("rotterdam",), WORLD: ("fujairah",)},
        banned={member: frozenset({"IRN"}) for member in diets} if iran else {},
    )


def errors(mirror: Path, tastes: Tastes, *, draws: int, seed: int) -> list[tuple[int, str, float, float, float]]:
    """Return year, member, Iran's share in percent, and the total variation of the model and of re-scaling."""
    found = []
    for year in range(2013, 2018):
        known = market(mirror, year)
        ready = Diets(known)
        middle = np.median(ready.shares(tastes, draws=draws, seed=seed), axis=0)
        for place, member in enumerate(ready.buyers):
            truth, diet = register(mirror).get((member, str(year + 2))), known.diets[member]
            if member == WORLD or truth is None:
                continue
            model = total_variation(dict(zip(ready.sellers, middle[place].tolist(), strict=True)), truth)
            plain = total_variation(rescaled(diet, known.banned.get(member, frozenset())), truth)
            found.append((year, member, 100 * diet.get("IRN", 0.0) / sum(diet.values()), model, plain))
    return found


def main() -> int:
    """Print the mean errors on a grid; exit code 2 if the data are not named."""
    mirror = os.environ.get("NINETENTHS_MIRROR")
    if not mirror:
        print("set NINETENTHS_MIRROR to the folder of public data sets")
        return 2
    print("| spot | own | all members, 2013 to 2019 | re-scaling | those that left Iran | re-scaling |")
    print("| --- | --- | --- | --- | --- | --- |")
    for spot in (0.1, 0.25, 0.5):
        for own in (0.1, 0.3, 0.5, 0.7, 0.9):
            tastes = Tastes(spot=(spot - 0.05, spot + 0.05), own=(own - 0.1, own + 0.1))
            found = errors(Path(mirror), tastes, draws=16, seed=2)
            left = [row for row in found if row[0] == 2017 and row[2] > 3]
            means = [np.mean([row[place] for row in some]) for some in (found, left) for place in (3, 4)]
            print(f"| {spot} | {own} | {' | '.join(f'{mean:.2f}' for mean in means)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
