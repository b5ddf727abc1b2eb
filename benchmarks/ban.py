"""The EU's ban on Russian seaborne crude of 5 December 2022, out of sample: 2021 is known, 2023 is predicted.

What the model knows: diets, qualities and exports of 2021 and what had been announced by the end of that year. The one
number that is fitted, how much of a diet is bought anew within two years, comes from the years 2013 to 2019.
"""

from __future__ import annotations

import csv
import io
import lzma
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.csv as csv_reader
from numpy.typing import NDArray

from benchmarks.diets import WORLD, Diet, Diets, Grade, Market, Tastes, rescaled, total_variation

SEED = 20221205
DRAWS = 200
"""With 50 the median itself still moves by up to four points (DE); from 200 on by less than two."""
SCORED = ("DE", "IT", "RO", "AT", "NL", "LT")
"""Members under the ban whose streams are named in both years and of which Russia sold a share worth predicting."""
SHOWN_BESIDE = ("BE", "HR", "HU", "PT")
"""Members with little Russian crude, and Hungary, which was exempt: the ordinary drift of two years."""
BLOC = "EU_V"

PREFIX = {
    "RU": "RUS", "KZ": "KAZ", "AZ": "AZE", "IQ": "IRQ", "SA": "SAU", "US": "USA", "NO": "NOR", "UK": "GBR",
    "LY": "LBY", "NG": "NGA", "DZ": "DZA", "AG": "DZA", "AUH": "ARE", "DXB": "ARE", "AE": "ARE", "KW": "KWT",
    "AO": "AGO", "BR": "BRA", "GY": "GUY", "MX": "MEX", "CO": "COL", "CA": "CAN", "CM": "CMR", "CG": "COG",
    "GA": "GAB", "GH": "GHA", "GQ": "GNQ", "EG": "EGY", "TN": "TUN", "OM": "OMN", "QA": "QAT", "VE": "VEN",
    "IR": "IRN", "EC": "ECU", "TD": "TCD",
}  # fmt: skip
"""First part of Eurostat's stream code, and the seller it stands for; other codes stay as printed."""

REGIONS = {
    "EUR": ("NOR", "GBR"),
    "AFR": ("NGA", "AGO", "DZA", "LBY", "EGY", "GAB", "COG", "CMR", "GHA", "GNQ"),
    "LA": ("BRA", "MEX", "COL", "GUY", "VEN", "ECU"),
    "ASI": ("KAZ", "AZE"),
    "ME": ("SAU", "IRQ", "KWT", "ARE"),
}
"""Sellers that a region "not specified" may stand for; its volume is spread over them by what they export."""

OEC_NAMES = {
    "RUS": "Russia", "KAZ": "Kazakhstan", "AZE": "Azerbaijan", "IRQ": "Iraq", "SAU": "Saudi Arabia",
    "USA": "United States", "NOR": "Norway", "GBR": "United Kingdom", "LBY": "Libya", "NGA": "Nigeria",
    "DZA": "Algeria", "KWT": "Kuwait", "ARE": "United Arab Emirates", "AGO": "Angola", "BRA": "Brazil",
    "GUY": "Guyana", "MEX": "Mexico", "COL": "Colombia", "CAN": "Canada", "CMR": "Cameroon",
    "COG": "Republic of the Congo", "GAB": "Gabon", "GHA": "Ghana", "EGY": "Egypt", "GNQ": "Equatorial Guinea",
    "TUN": "Tunisia", "OMN": "Oman", "QAT": "Qatar", "VEN": "Venezuela", "IRN": "Iran", "ECU": "Ecuador",
    "TCD": "Chad",
}  # fmt: skip

PORTS = {
    "DE": ("rotterdam", "rostock", "trieste"), "IT": ("trieste",), "RO": ("constanta",), "AT": ("trieste",),
    "NL": ("rotterdam",), "LT": ("gdansk",), "BE": ("rotterdam",), "PT": ("bilbao",), "HR": ("trieste",),
    "HU": ("trieste",), BLOC: ("rotterdam", "bilbao", "gdansk", "trieste"), WORLD: ("fujairah",),
}  # fmt: skip
"""Where an importer's crude lands, at the nearest port with known voyages (Butinge: Gdansk; Omisalj: Trieste)."""

GROWTH_BY_2023 = {
    "USA": 600, "GUY": 240, "NOR": 200, "BRA": 200, "SAU": 1200, "IRQ": 400, "ARE": 400, "KWT": 300, "KAZ": 150,
    "NGA": 200, "DZA": 100,
}  # fmt: skip
"""Export growth that was public by the end of 2021, kb/d: OPEC+ undoes its cuts by September 2022 (19th ministerial
meeting, 18 July 2021, by country baselines); EIA Short-Term Energy Outlook, January 2022 (United States: half of the
growth of output); Liza 2 and Payara (Guyana), Johan Sverdrup 2 (Norway), Petrobras strategic plan 2022-2026."""
DEMAND_GROWTH_BY_2023 = 3000.0
"""World demand growth outside the EU, kb/d, rounded from the IEA's Oil Market Report of December 2021."""


TASTES = Tastes(spot=(0.05, 0.15), own=(0.2, 0.4))
"""Chosen on the register of 2013 to 2019 (``python -m benchmarks.ban_fit``) before 2023 was looked at; the other ranges
are general knowledge of freight and of quality differentials."""


@dataclass(frozen=True, slots=True)
class Score:
    """Total variation to the outcome in percentage points, and the predicted and true shares that differ most."""

    member: str
    banned_share: float
    rescaled: float
    rescaled_named: float
    unchanged: float
    model: float
    low: float
    high: float
    largest: str


@cache
def volumes(path: Path) -> dict[tuple[str, str], dict[str, float]]:
    """Return thousand barrels by (member, year) and seller, as named by Eurostat's stream codes; totals as TOTAL."""
    table = csv_reader.read_csv(io.BytesIO(lzma.decompress(path.read_bytes())))
    volume = pc.and_(pc.equal(table["indic_nrg"], "VOL_THS_BBL"), pc.greater(table["OBS_VALUE"], 0))
    columns = [table.filter(volume)[name].to_pylist() for name in ("geo", "TIME_PERIOD", "crudeoil", "OBS_VALUE")]
    found: dict[tuple[str, str], dict[str, float]] = {}
    for member, month, stream, barrels in zip(*columns, strict=True):
        diet = found.setdefault((member, str(month)[:4]), {})
        seller = stream.split("_")[0]
        seller = PREFIX.get(seller, seller)
        diet[seller] = diet.get(seller, 0.0) + barrels
    return found


def named(diet: Diet, exports: Diet) -> dict[str, float]:
    """Return a diet with what came from a region "not specified" spread over sellers of the region by their exports."""
    spread = {seller: volume for seller, volume in diet.items() if seller not in REGIONS and seller != "TOTAL"}
    for region, sellers in REGIONS.items():
        whole = sum(exports[seller] for seller in sellers)
        for seller in sellers:
            if diet.get(region):
                spread[seller] = spread.get(seller, 0.0) + diet[region] * exports[seller] / whole
    return spread


def exports_of(mirror: Path, year: str, price: float) -> dict[str, float]:
    """Return kb/d exported by each seller: OEC value at the mean import price of the year."""
    names = {name: seller for seller, name in OEC_NAMES.items()}
    path = mirror / "trade_oil_oec" / "Global_Crude_Petroleum_Trade_1995-2021.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            names[row["Country"]]: float(row["Trade Value"]) / price / 365_000
            for row in csv.DictReader(file)
            if row["Year"] == year and row["Action"] == "Export" and row["Country"] in names
        }


def grades() -> dict[str, Grade]:
    """Return the quality of each seller's main crude: averages of 2020 to 2024, a property of fields and no outcome."""
    text = files("ninetenths.scenarios").joinpath("crude_supply.csv").read_text(encoding="utf-8")
    return {row["state"]: Grade(float(row["api"]), float(row["sulphur"])) for row in csv.DictReader(text.splitlines())}


def market_2021(mirror: Path) -> Market:
    """Return what was known at the end of 2021, and who stopped buying from whom."""
    found, exports = volumes(_coifpm(mirror)), exports_of(mirror, "2021", 70.0)
    members = (*SCORED, *SHOWN_BESIDE)
    diets = {member: named(found[member, "2021"], exports) for member in members}
    bloc, whole = named(found[BLOC, "2021"], exports), found[BLOC, "2021"]["TOTAL"]
    left = whole - sum(sum(diet.values()) for diet in diets.values())
    diets[BLOC] = {seller: volume * left / sum(bloc.values()) for seller, volume in bloc.items()}
    diets = {member: {seller: volume / 365 for seller, volume in diet.items()} for member, diet in diets.items()}
    return _market(diets, exports, GROWTH_BY_2023, {member: frozenset({"RUS"}) for member in diets if member != "HU"})


def _market(
    diets: dict[str, dict[str, float]], exports: Diet, growth: Diet, banned: Mapping[str, frozenset[str]]
) -> Market:
    sold = {seller: sum(diet.get(seller, 0.0) for diet in diets.values()) for seller in exports}
    diets[WORLD] = {seller: max(0.0, volume - sold[seller]) for seller, volume in exports.items()}
    return Market(
        diets=diets,
        exports=exports,
        growth=growth,
        demand_growth=DEMAND_GROWTH_BY_2023,
        grades=grades(),
        ports=PORTS,
        banned=banned,
    )


def _coifpm(mirror: Path) -> Path:
    return mirror / "oil_eu_streams" / "estat_nrg_ti_coifpm.csv.xz"


def scores(mirror: Path, *, draws: int = DRAWS, seed: int = SEED) -> list[Score]:
    """Return a score for each member, the scored ones first."""
    market = market_2021(mirror)
    ready = Diets(market)
    drawn = ready.shares(TASTES, draws=draws, seed=seed)
    return [
        _score(mirror, market, member, _Forecast(ready.sellers, drawn[:, ready.buyers.index(member)]))
        for member in (*SCORED, *SHOWN_BESIDE)
    ]


@dataclass(frozen=True, slots=True)
class _Forecast:
    """Drawn shares of one member, shape (draws, sellers)."""

    sellers: list[str]
    drawn: NDArray[np.float64]

    def median(self) -> dict[str, float]:
        return self._named(np.median(self.drawn, axis=0))

    def each(self) -> list[dict[str, float]]:
        return [self._named(one) for one in self.drawn]

    def _named(self, shares: NDArray[np.float64]) -> dict[str, float]:
        return dict(zip(self.sellers, (shares / shares.sum()).tolist(), strict=True))


def _score(mirror: Path, market: Market, member: str, forecast: _Forecast) -> Score:
    before, truth = (_sellers(mirror, member, year) for year in ("2021", "2023"))
    banned, predicted, whole = market.banned.get(member, frozenset()), forecast.median(), sum(truth.values())
    gaps = {
        seller: 100 * (predicted.get(seller, 0.0) - truth.get(seller, 0.0) / whole) for seller in {*predicted, *truth}
    }
    largest = sorted(gaps, key=lambda seller: (-abs(gaps[seller]), seller))[:4]
    off = [total_variation(one, truth) for one in forecast.each()]
    return Score(
        member=member,
        banned_share=100 * sum(before.get(seller, 0.0) for seller in banned) / sum(before.values()),
        rescaled=total_variation(rescaled(before, banned), truth),
        rescaled_named=total_variation(rescaled(market.diets[member], banned), truth),
        unchanged=total_variation(before, truth),
        model=total_variation(predicted, truth),
        low=float(np.percentile(off, 5)),
        high=float(np.percentile(off, 95)),
        largest=", ".join(f"{seller} {gaps[seller]:+.0f}" for seller in largest),
    )


def _sellers(mirror: Path, member: str, year: str) -> dict[str, float]:
    """Return what Eurostat names, unnamed regions as sellers of their own: the outcome is scored as printed."""
    return {seller: volume for seller, volume in volumes(_coifpm(mirror))[member, year].items() if seller != "TOTAL"}


HEADER = (
    "member", "banned sellers in 2021, %", "proportional", "proportional, regions spread", "no change", "model",
    "5 to 95 % of draws", "largest misses of the model, points", "verdict",
)  # fmt: skip


def rows(mirror: Path) -> list[tuple[str, ...]]:
    """Return the header and one row a member: total variation to the outcome of 2023, percentage points."""
    return [HEADER, *(_row(score) for score in scores(mirror))]


def _row(score: Score) -> tuple[str, ...]:
    lead = score.rescaled - score.model
    verdict = "beside: no ban on its sellers" if score.member not in SCORED else "wins"
    if score.member in SCORED and lead >= 0 and score.model > score.rescaled_named:
        verdict = "wins, but not over re-scaling once unnamed regions are spread"
    if score.member in SCORED and lead < 0:
        verdict = (
            f"loses by {-lead:.1f}: only {score.banned_share:.0f} % had to be replaced, the miss is drift elsewhere"
            if score.banned_share < 15
            else f"loses by {-lead:.1f}: the replacement went to other sellers"
        )
    numbers = (score.banned_share, score.rescaled, score.rescaled_named, score.unchanged, score.model)
    spread = f"{score.low:.1f} to {score.high:.1f}"
    return (score.member, *(f"{number:.1f}" for number in numbers), spread, score.largest, verdict)


def main() -> int:
    """Print the table; exit code 2 if the data are not named."""
    mirror = os.environ.get("NINETENTHS_MIRROR")
    if not mirror:
        print("set NINETENTHS_MIRROR to the folder of public data sets")
        return 2
    header, *found = rows(Path(mirror))
    print(f"| {' | '.join(header)} |\n|{' --- |' * len(header)}")
    for row in found:
        print(f"| {' | '.join(row)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
