"""``python -m benchmarks.make_crude_voyages``: how far each exporter's crude sails.

It writes ``scenarios/crude_voyages.csv``: from each loading port of ``crude_supply.csv`` to each port of
``network/ports.csv``, with the straits passed, by `searoute`. Straits keep the ids of ``network/passages.csv`` where
that table has them. The same tables give the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
import warnings
from pathlib import Path
from typing import Any

from ninetenths.network.sea import ports

HERE = Path(__file__).parents[1] / "src" / "ninetenths" / "scenarios"
NAMES = {
    "bosporus": "turkish-straits", "babalmandab": "bab-el-mandeb", "ormuz": "hormuz", "suez": "suez",
    "gibraltar": "gibraltar", "panama": "panama", "malacca": "malacca",
}  # fmt: skip
CLOSED = frozenset({"Caspian Sea"})


def voyages() -> str:
    """Return the table as CSV text."""
    import searoute  # noqa: PLC0415 - loading it takes most of a second

    with (HERE / "crude_supply.csv").open(encoding="utf-8", newline="") as file:
        sellers = sorted(csv.DictReader(file), key=lambda row: row["state"])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("state", "port", "km", "straits"))
    for seller in sellers:
        start = [float(seller["port_lon"]), float(seller["port_lat"])]
        for port_id, port in sorted(ports().items()):
            if port.basin in CLOSED:
                continue
            found: Any = searoute.searoute(
                start, [port.longitude, port.latitude], units="km", return_passages=True
            ).properties
            straits = sorted({NAMES.get(one, one) for one in found.get("traversed_passages", ())} | _beyond(port.basin))
            writer.writerow((seller["state"], port_id, round(found["length"]), ";".join(straits)))
    return text.getvalue()


def _beyond(basin: str) -> set[str]:
    """Return the straits that `searoute` does not know: no exporter of the table loads in the Baltic."""
    return {"danish-straits"} if basin == "Baltic Sea" else set()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    made = voyages()
    (HERE / "crude_voyages.csv").write_text(made, encoding="utf-8")
    print(f"{made.count(chr(10)) - 1} voyages", file=sys.stderr)
