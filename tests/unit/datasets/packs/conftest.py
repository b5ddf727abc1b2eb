"""A small valid pack that each test bends in one place."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ninetenths.datasets.packs import Fault, check_pack, new_pack

STATEMENT = {
    "statement_id": "S-1",
    "summary": "Two fifths of crude imports in 2023",
    "layer": "energy",
    "kind": "share",
    "sender": "AZE",
    "receiver": "ISR",
    "item": "crude oil supply",
    "polarity": "affirmed",
    "low": "40",
    "high": "40",
    "unit": "percent",
    "basis_commodity": "crude",
    "basis_measure": "volume",
    "basis_concept": "imports",
    "basis_denominator": "receiver, own window",
    "begins": "2023",
    "ends": "2023",
    "end_status": "closed",
    "modality": "asserted",
    "document_id": "paper",
    "locator": "para 1",
}
DOCUMENT = {
    "document_id": "paper",
    "title": "A paper",
    "publisher": "A press",
    "published_on": "2024-01-05",
    "kind": "paper",
    "interest": "research",
    "licence": "facts only",
    "was_read": "yes",
}
ASSET = {"asset_id": "pipe", "name": "A pipe", "kind": "pipeline", "states": "AZE;GEO;TUR", "document_id": "paper"}
GAP = {"gap_id": "g-1", "title": "Prices", "detail": "No contract price was found", "layers": "energy"}


def append(path: Path, cells: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, header, lineterminator="\n").writerow(cells)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return the folder of a valid pack with one statement, one document, one asset and one gap."""
    folder = new_pack(tmp_path / "case", name="small", first="AZE", second="ISR", recorded_at=date(2026, 11, 21))
    for file, cells in (("statements", STATEMENT), ("documents", DOCUMENT), ("assets", ASSET), ("gaps", GAP)):
        append(folder / f"{file}.csv", cells)
    return folder


@pytest.fixture
def add(pack: Path) -> Callable[..., None]:
    """Return a function that adds a row to a file: the valid row of that file with some cells changed."""
    models = {"statements": STATEMENT, "documents": DOCUMENT, "assets": ASSET, "gaps": GAP}

    def add_row(file: str, **cells: str) -> None:
        append(pack / f"{file}.csv", {**models.get(file, {}), **cells})

    return add_row


@pytest.fixture
def faults(pack: Path) -> Callable[[], list[Fault]]:
    """Return a function that checks the pack."""
    return lambda: check_pack(pack)


@pytest.fixture
def codes(pack: Path) -> Callable[[], list[str]]:
    """Return a function that checks the pack and gives codes with places: ``P034 statements.csv 3 statement_id``."""

    def told() -> list[str]:
        return [" ".join(str(part) for part in (f.code, f.file, f.row, f.column) if part) for f in check_pack(pack)]

    return told
