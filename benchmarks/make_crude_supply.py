"""``python -m benchmarks.make_crude_supply MIRROR``: make ``scenarios/crude_supply.csv`` from public files and facts.

Grades are volume-weighted means of Eurostat's streams, export volumes are OEC's values of 2021 divided by the
prices that Eurostat prints; figures of ``crude_supply_facts.csv`` take their place where a state publishes better
ones or where customs values are known to miss cargoes. The same files give the same bytes.
"""

from __future__ import annotations

import csv
import io
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ninetenths.errors import NinetenthsError
from ninetenths.states import resolve_actor

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "ninetenths" / "scenarios" / "crude_supply.csv"
COLUMNS = (
    "state",
    "year",
    "crude_exports_low",
    "crude_exports_high",
    "spare_low",
    "spare_high",
    "grade",
    "api",
    "sulphur",
    "loading_port",
    "port_lon",
    "port_lat",
    "source",
    "note",
)
YEAR = "2021"
"""The last year of OEC's file."""
PRICED, UNPRICED = (0.90, 1.10), (0.80, 1.10)
"""Price of the exports as a part of the CIF price that Eurostat prints: of the state's own crude, or of all crude
where the EU buys too little of it. The width covers freight, insurance, quality and the months in which it was sold."""
LEAST = 10_000.0
"""Thousand barrels that the EU must have bought in the year for a price of the state's own."""
MWH_PER_BARREL = 1.6
"""About 11.63 MWh a tonne of oil equivalent and 7.3 barrels a tonne; for the check against production only."""
SOURCES = {
    "boe": "Reuters in BOE Report 2025-09-26: about 3,400 kb/d from the southern ports",
    "cer": "Canada Energy Regulator market snapshot 2025-06-11: 4,200 kb/d in 2024, 5.4 % more than in 2023",
    "congo": "from the customs value (OEC 2021) up to most of the output (OWID 2020)",
    "eia": "US EIA: 3,600 kb/d in 2022, 4,100 kb/d in 2023 and 2024",
    "hart": "Hart Energy 2025-01-14 (LSEG): 377 kb/d in 2023, 582 kb/d in 2024",
    "iran": "Nikkei 2024-01-31: 1,300 kb/d in 2023; trackers in the press: 1,680 kb/d in May 2023, 1,610 in March 2024",
    "jodi": "JODI in the press: 5,741 kb/d in July, 6,047 in June, 6,120 in May 2024",
    "kaz": "Reuters in MarketScreener, February 2024: 70.5 Mt with condensate in 2023, at 7.3 to 7.7 barrels a tonne",
    "krg": "Reuters in BOE Report 2025-09-26: some 450 kb/d before March 2023, 180 to 190 kb/d after September 2025",
    "tass": "from the customs value (OEC 2021) up to IEA in TASS 2023-06-14: 5,200 kb/d in May 2023",
    "ven": "Reuters (LSEG) in Orinoco Tribune 2024-05-04: 545 kb/d in April, 874 kb/d in March 2024, with fuel",
    "iea": "IEA in Reuters 2024-01-31 and 2025-02-04",
    "wide": "no published estimate; outside a few OPEC+ members it is very limited (IEA in Reuters 2025-02-04)",
    "sanctioned": "capacity shut in under sanctions: no published estimate that counts as spare",
    "assay": "typical assay of the grade, rounded",
}

Weights = dict[tuple[str, str], dict[str, float]]
"""Of stream and month and member: the value of each indicator."""


def make(mirror: Path) -> str:
    """Return the table as CSV text with LF line ends."""
    cells = eurostat(mirror / "oil_eu_streams" / "estat_nrg_ti_coifpm.csv.xz")
    values = exports_in_dollars(mirror / "trade_oil_oec" / "Global_Crude_Petroleum_Trade_1995-2021.csv")
    output = production(mirror / "energy_owid" / "Fossil_fuel_production_BP_Shift_2022.csv.xz")
    rows = [_row(fact, cells, values, output) for fact in facts()]
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def facts() -> list[dict[str, str]]:
    """Return what is not computed: ports, names of grades, published figures; one row a state."""
    with (HERE / "crude_supply_facts.csv").open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["state"])


def eurostat(path: Path) -> Weights:
    """Return the indicators that are not zero by (stream, month and member); the EU's own aggregate is left out."""
    found: Weights = defaultdict(dict)
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        next(file)
        some = (line for line in file if not line.endswith(",0.0,\n"))  # nine rows of ten are zero
        for _, stream, indicator, member, month, value, _ in csv.reader(some):
            if member != "EU_V":
                found[stream, f"{month} {member}"][indicator] = float(value)
    return found


def mean(cells: Weights, indicator: str, streams: Iterable[str], *, year: str = "") -> tuple[float, float]:
    """Return the volume-weighted mean of an indicator over streams and the volume behind it, in thousand barrels."""
    wanted = set(streams)
    sums = [
        (one["VOL_THS_BBL"], one[indicator])
        for (stream, when), one in sorted(cells.items())
        if stream in wanted and when.startswith(year) and indicator in one and "VOL_THS_BBL" in one
    ]
    volume = sum(weight for weight, _ in sums)
    return (sum(weight * value for weight, value in sums) / volume if volume else 0.0), volume


def exports_in_dollars(path: Path) -> dict[str, float]:
    """Return the value of the crude exports of each state in the last year."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Year"] == YEAR and row["Action"] == "Export"]
    return {state: float(row["Trade Value"]) for row in rows for state in _state(row["Country"])}


def production(path: Path) -> dict[str, float]:
    """Return the oil production of each state in 2020 in kb/d, condensate and liquids included."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Year"] == "2020" and row["Oil production (TWh)"]]
    return {
        state: float(row["Oil production (TWh)"]) * 1e6 / MWH_PER_BARREL / 366 / 1e3
        for row in rows
        for state in _state(row["Entity"])
    }


def _state(name: str) -> Iterator[str]:
    try:
        yield resolve_actor(name)
    except NinetenthsError:
        return  # an aggregate such as a continent


def _row(
    fact: Mapping[str, str], cells: Weights, values: Mapping[str, float], output: Mapping[str, float]
) -> dict[str, str]:
    exports = _exports(fact, cells, values)
    quality = _quality(fact, cells)
    made = output.get(fact["state"])
    check = f"Oil output in 2020 about {made:.0f} kb/d (OWID)" if made else ""
    own = {name: fact[name] for name in ("state", "spare_low", "spare_high", "grade", "loading_port", "port_lon")}
    return {
        **own,
        "port_lat": fact["port_lat"],
        "year": exports[2],
        "crude_exports_low": exports[0],
        "crude_exports_high": exports[1],
        "api": quality[0],
        "sulphur": quality[1],
        "source": f"exports: {exports[3]}; spare: {SOURCES[fact['spare_source']]}; quality: {quality[2]}",
        "note": ". ".join(part for part in (fact["note"], check) if part),
    }


def _exports(fact: Mapping[str, str], cells: Weights, values: Mapping[str, float]) -> tuple[str, str, str, str]:
    if fact["published_low"]:
        return fact["published_low"], fact["published_high"], fact["published_year"], SOURCES[fact["published_source"]]
    own = [stream for stream in sorted({stream for stream, _ in cells}) if _owner(stream) == fact["state"]]
    price, volume = mean(cells, "AVGPRC_USD_BBL", own, year=YEAR)
    band = PRICED
    if volume < LEAST:
        price, band = mean(cells, "AVGPRC_USD_BBL", ["TOTAL"], year=YEAR)[0], UNPRICED
    low, high = (values[fact["state"]] / (price * part) / 365 / 1e3 for part in reversed(band))
    of = "this crude" if band is PRICED else "all crude"
    said = f"OEC value of 2021 at {band[0]:.2f} to {band[1]:.2f} of the EU's CIF price of {of}, {price:.1f} USD/bbl"
    return f"{low:.0f}", f"{high:.0f}", YEAR, f"{said} (Eurostat)"


@cache
def _owner(stream: str) -> str:
    head = stream.partition("_")[0]
    try:
        return resolve_actor({"UK": "GB", "AUH": "AE", "EL": "GR"}.get(head, head))
    except NinetenthsError:
        return ""


def _quality(fact: Mapping[str, str], cells: Weights) -> tuple[str, str, str]:
    if fact["api"]:
        return fact["api"], fact["sulphur"], SOURCES[fact["quality_source"]]
    streams = fact["streams"].split(";")
    api, volume = mean(cells, "API_DEG", streams)
    sulphur, _ = mean(cells, "SULPH_PC", streams)
    said = f"Eurostat NRG_TI_COIFPM 2020 to 2024, volume-weighted over {volume / 1000:.1f} million barrels"
    return f"{api:.1f}" if api else "", f"{sulphur:.2f}" if sulphur else "", said


if __name__ == "__main__":
    TARGET.write_text(make(Path(sys.argv[1])), encoding="utf-8", newline="")
