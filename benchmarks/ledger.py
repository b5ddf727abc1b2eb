"""The ledger: appending a data set, asking it, and opening what an embedded case pack holds."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.registry import Benchmark
from ninetenths.ledger import Document, Ledger, Record, Where

_STATES = ("AZE", "ISR", "TUR", "RUS", "DEU", "USA", "FRA", "IRN", "KAZ", "GBR")
_LAYERS = ("vote", "energy", "trade", "arms")
_DATASET = Document(
    document_id="made", title="Made rows", kind="dataset", interest="data", licence="none", published_on="2024"
)


def made_rows(count: int) -> pa.Table:
    """Return statements as a trade data set would bring them: one flow a row, with item, quantity, year and cell."""
    numbers = range(count)
    quantities = [f"{number % 1000}.5" for number in numbers]
    return pa.table(
        {
            "statement_id": [f"made@1:{number}" for number in numbers],
            "summary": [f"{_STATES[number % 10]} row {number} of crude oil" for number in numbers],
            "layer": [_LAYERS[number % 4] for number in numbers],
            "kind": ["level"] * count,
            "sender": [_STATES[number % 10] for number in numbers],
            "receiver": [_STATES[number // 10 % 10] for number in numbers],
            "item": [f"item {number % 500}" for number in numbers],
            "low": quantities,
            "high": quantities,
            "unit": ["kt"] * count,
            "begins": [str(1950 + number % 75) for number in numbers],
            "document_id": ["made"] * count,
            "locator_kind": ["cell"] * count,
            "locator": [f"row {number}" for number in numbers],
            "recorded_at": pa.array([datetime(2026, 1, 1, tzinfo=UTC)] * count, pa.timestamp("us", "UTC")),
        }
    )


@dataclass(frozen=True, slots=True)
class Appending:
    """Rows that are not yet in a ledger, and a folder for it."""

    rows: pa.Table
    folder: Path

    def append(self) -> None:
        """Append the rows to a new ledger file."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        ledger = Ledger.create(self.folder / "made.ledger", records=[_DATASET])
        ledger.write_arrow("statement", self.rows)

    def append_unchecked(self) -> None:
        """Append the same rows with DuckDB alone: no schema, no checks, no derived columns."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        with duckdb.connect(str(self.folder / "plain.duckdb")) as connection:
            connection.register("incoming", self.rows)
            connection.execute("CREATE TABLE statement AS SELECT * FROM incoming")


def _text_in_arrow(rows: pa.Table) -> int:
    """Count the rows that hold a text, with Arrow's own kernels over memory."""
    found = pc.or_(pc.match_substring(rows["summary"], "row 12345"), pc.match_substring(rows["item"], "row 12345"))
    return int(pc.sum(found).as_py())


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ninetenths-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _appending(count: int) -> Appending:
    return Appending(made_rows(count), _folder())


@cache
def _ledger(count: int) -> Ledger:
    ledger = Ledger.create(_folder() / "made.ledger", records=[_DATASET])
    ledger.write_arrow("statement", made_rows(count))
    return ledger


@cache
def _records(count: int) -> list[Record]:
    ledger = Ledger.in_memory()
    ledger.write([_DATASET])
    ledger.write_arrow("statement", made_rows(count))
    return [_DATASET, *ledger.statements()]


def _open_in_memory(records: list[Record]) -> Ledger:
    ledger = Ledger.in_memory()
    ledger.write(records)
    return ledger


LEDGER = (
    Benchmark(
        name="append to a ledger file",
        build=_appending,
        sweep=(100_000, 870_000),
        smoke=1000,
        phases={"write_arrow": Appending.append, "peer: DuckDB without checks": Appending.append_unchecked},
        target={"write_arrow": 3.0},
    ),
    Benchmark(
        name="filter a ledger file",
        build=_ledger,
        sweep=(100_000, 1_000_000),
        smoke=1000,
        phases={
            "a state": lambda ledger: ledger.count(Where(states=("AZE",))),
            "a layer": lambda ledger: ledger.count(Where(layers=("arms",))),
            "a window": lambda ledger: ledger.count(Where(begins_from=date(2020, 1, 1), begins_until=date(2021, 1, 1))),
            "a text": lambda ledger: ledger.count(Where(text="ROW 12345")),
            "all four": lambda ledger: ledger.count(
                Where(states=("AZE",), layers=("trade",), begins_from=date(2020, 1, 1), text="crude")
            ),
        },
        target={"a state": 0.1, "a layer": 0.1, "a window": 0.1, "a text": 0.1, "all four": 0.1},
    ),
    Benchmark(
        name="filter in memory, the peer",
        build=cache(made_rows),
        sweep=(1_000_000,),
        smoke=1000,
        phases={"peer: a text with Arrow kernels": _text_in_arrow},
    ),
    Benchmark(
        name="records in memory",
        build=_records,
        sweep=(1000, 5000),
        smoke=100,
        phases={"in_memory and write": _open_in_memory},
    ),
    Benchmark(
        name="load records",
        build=_ledger,
        sweep=(1000, 100_000),
        smoke=100,
        phases={"statements": lambda ledger: ledger.statements()},
    ),
)
