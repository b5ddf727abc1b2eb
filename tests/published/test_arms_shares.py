"""Published windows of SIPRI's "Trends in international arms transfers" against later releases of the register.

Fact sheets of March 2019 (2014–18: Russia 51, Israel 43 % of Azerbaijan's imports), March 2020 (2015–19: Israel 60,
Russia 31) and March 2021 (2016–20: Israel 69, Russia 17). SIPRI revises, so the tolerance is 2.5 points.
"""

import os
from pathlib import Path

import pytest

from ninetenths.datasets.catalogue import add_dataset
from ninetenths.datasets.packs import open_ledger
from ninetenths.datasets.sipri_register.windows import delivered
from ninetenths.findings.dependence import dependence
from ninetenths.ledger import Ledger, Where

MIRROR = os.environ.get("NINETENTHS_MIRROR", "")
needs_mirror = pytest.mark.skipif(not MIRROR, reason="set NINETENTHS_MIRROR to a folder with sipri_excerpt")
PUBLISHED = {
    ("2014", "2018"): {"RUS": 51, "ISR": 43},
    ("2015", "2019"): {"ISR": 60, "RUS": 31},
    ("2016", "2020"): {"ISR": 69, "RUS": 17},
}


@pytest.fixture(scope="module")
def arms(tmp_path_factory):
    ledger = open_ledger("azerbaijan-israel", working_directory=tmp_path_factory.mktemp("arms"))
    return dependence(ledger, "AZE", item="arms", layer="arms", begins=2014, ends=2020, seed=1, draws=100)


@pytest.mark.parametrize("window", PUBLISHED, ids="-".join)
def test_every_release_is_within_the_tolerance_of_what_was_published(arms, window):
    compared = set()
    for one in arms.slices:
        if (one.begins, one.ends) != window:
            continue
        for each in one.exposures:
            published = PUBLISHED[window].get(each.suppliers[0])
            if published is not None:
                low, high = (100 * end for end in each.share)
                assert published - 2.5 <= low <= high <= published + 2.5, (one.vintage, each)
                compared.add((one.vintage, each.suppliers[0]))
    assert {supplier for _, supplier in compared} == set(PUBLISHED[window])
    assert len({vintage for vintage, _ in compared}) == 2


def test_the_whole_time_gives_another_order_than_the_last_window(arms):
    """2006–19 as a whole: Russia 54.6, Israel 21.7 % (computed from the register of February 2026)."""
    (one,) = [one for one in arms.slices if (one.begins, one.ends) == ("2006", "2019")]
    shares = {each.suppliers[0]: 100 * sum(each.share) / 2 for each in one.exposures}
    assert shares == pytest.approx({"RUS": 54.6, "ISR": 21.7}, abs=0.05)
    assert one.leaders == ("RUS",)


@needs_mirror
def test_the_register_of_september_2026_agrees_with_the_windows_of_february():
    """2019–23: 40.2 % of 118 million TIV; 2021–25: none in February, 121.8 after the revision of September."""
    ledger = Ledger.in_memory()
    add_dataset(ledger, "sipri_register", mirror=Path(MIRROR))
    rows = ledger.statements(Where(senders=("ISR",), receivers=("AZE",), layers=("arms",)))
    low, high = delivered(rows, 2019, 2023)
    assert float(low) <= 0.402 * 118 <= float(high)
    assert delivered(rows, 2021, 2024) == (0, 0)
    assert [float(end) for end in delivered(rows, 2021, 2025)] == [121.8, 121.8]
