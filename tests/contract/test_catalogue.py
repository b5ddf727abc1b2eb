"""What holds of every data set: its description, its state map, its files in a mirror, its rows in a ledger."""

import os
import re
from pathlib import Path

import pytest

from ninetenths.datasets.catalogue import add_dataset, dataset_names, describe
from ninetenths.datasets.catalogue.adding import adapter_of, states_of
from ninetenths.datasets.catalogue.description import dataset_folder
from ninetenths.datasets.catalogue.locating import sources
from ninetenths.datasets.catalogue.reference import reference_page
from ninetenths.ledger import Ledger
from ninetenths.ledger.units import units

ROOT = Path(__file__).parents[2]
MIRROR = os.environ.get("NINETENTHS_MIRROR", "")
needs_mirror = pytest.mark.skipif(not MIRROR, reason="set NINETENTHS_MIRROR to a folder with the publishers' files")
NAMES = dataset_names()
NOT_IN_THE_MIRROR = ("sipri_tiv",)
"""Data sets whose files no mirror may hold for us: an export that each user makes."""
MOST_BYTES = 500_000
"""Larger files are added by the tests of their own adapters, which look at their rows too."""


@pytest.mark.parametrize("name", NAMES)
def test_a_description_and_its_adapter_agree(name):
    info = describe(name)
    adapter = adapter_of(name)
    assert callable(adapter.read)
    assert hasattr(adapter, "version_of") == (info.versioned_by == "file")
    assert adapter.__doc__
    assert adapter.read.__doc__
    assert dataset_folder(name).joinpath("states.csv").is_file()
    assert info.homepage.startswith(("https://", "http://"))


@pytest.mark.parametrize("name", NAMES)
def test_a_state_map_names_only_what_is_not_known_or_not_unique_elsewhere(name):
    assert states_of(describe(name)).unplaced() == ()  # reading it checks every row


def test_the_reference_page_is_what_the_descriptions_say():
    page = ROOT / "docs" / "reference" / "datasets.md"
    assert page.read_text(encoding="utf-8") == reference_page(), "a description changed: write the page anew"


@needs_mirror
@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_IN_THE_MIRROR])
def test_the_real_file_is_added_whole_once_and_with_its_terms(name, tmp_path):
    info = describe(name)
    places = [next(sources(info, file, given=None, mirror=MIRROR, cache=tmp_path)) for file in info.files]
    assert "mirror" in {place.origin for place in places}
    if sum(place.path.stat().st_size for place in places if place.path) > MOST_BYTES:
        pytest.skip("a large file: the tests of its adapter add it")
    ledger = Ledger.in_memory()
    done = add_dataset(ledger, name, mirror=MIRROR, cache=tmp_path)
    assert {origin for _, origin, _ in done.files} == {"mirror"}
    assert done.unplaced == ()
    assert done.statements + done.added.get("asset", 0) > 0
    documents = ledger.documents()
    for document in (documents[one] for one in done.documents):
        assert info.licence in document.licence
        assert info.credit in document.licence
        assert re.fullmatch("[0-9a-f]{64}", document.sha256)
        assert document.published_on
    table = ledger.statement_table()
    assert all(text.startswith(f"{done.label}:") for text in table["statement_id"].to_pylist())
    assert set(table["locator_kind"].to_pylist()) <= {"cell"}
    assert set(table["unit"].to_pylist()) <= {*units(), ""}
    assert {one.dataset for one in ledger.coverages()} <= {done.label}
    again = add_dataset(ledger, name, mirror=MIRROR, cache=tmp_path)
    assert not any(again.added.values())
    assert again.unchanged == done.added
