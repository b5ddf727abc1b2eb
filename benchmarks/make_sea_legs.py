"""Work out ``sea_legs.csv`` anew from the tables of ports and passages: run it after either of them changes."""

from __future__ import annotations

import csv
from pathlib import Path

from ninetenths.network import sea


def main() -> None:
    """Write the table beside the module that reads it."""
    path = Path(sea.__file__).with_name("sea_legs.csv")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("first", "second", "basin", "km"))
        writer.writerows(sea.measured_legs())


if __name__ == "__main__":
    main()
