"""A way that a scenario states must connect and be in use."""

from datetime import date

import pytest

from ninetenths.datasets.packs import open_ledger
from ninetenths.errors import InvalidRecord
from ninetenths.findings.cut_off.paths import check_stated
from ninetenths.scenarios import GivenSupplier, Scenario, Span


@pytest.fixture(scope="module")
def ledger():
    return open_ledger("azerbaijan-israel")


def stated(*assets):
    return GivenSupplier(origin="AZE", rate=Span.of(90), assets=assets)


@pytest.fixture
def scenario():
    return Scenario(receiver="ISR", item="crude", begins=date(2025, 1, 1), weeks=4, acts=())


def test_a_way_that_connects_is_taken(ledger, scenario):
    check_stated(ledger, scenario, stated("btc", "ceyhan", "ceyhan-haifa"))


def test_a_step_that_does_not_connect_is_named(ledger, scenario):
    with pytest.raises(InvalidRecord, match=r"btc .* does not lead to suez"):
        check_stated(ledger, scenario, stated("btc", "suez", "haifa"))


def test_a_way_out_of_use_is_refused_with_its_day(ledger, scenario):
    with pytest.raises(InvalidRecord, match="baku-supsa, which was suspended on 2025-01-01"):
        check_stated(ledger, scenario, stated("baku-supsa", "supsa"))
