"""OEC: totals of each state toward the world, exports and imports apart."""

import hashlib
from datetime import UTC, datetime

import pytest

from ninetenths.datasets.catalogue import Content, Release, describe
from ninetenths.datasets.catalogue.adding import states_of
from ninetenths.datasets.oec_crude.adapter import read
from ninetenths.errors import DatasetChanged


def rows(*lines):
    payload = "\n".join(("ID,Continent,Country,Trade Value,Year,Action", *lines)).encode()
    release = Release(
        name="oec_crude",
        version="1",
        published_on="",
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        contents={
            "totals": Content(key="totals", name="x.csv", sha256=hashlib.sha256(payload).hexdigest(), payload=payload)
        },
        states=states_of(describe("oec_crude")),
        publisher="OEC",
    )
    return read(release), release


def test_exports_and_imports_of_a_state():
    found, release = rows(
        "1,Asia,Azerbaijan,13491925817.0,2021,Export",
        "2,Asia,Israel,1360000000.0,2021,Import",
        "3,Europe,Belgium-Luxembourg,5.0,1996,Import",
        "4,Asia,Israel,,2020,Import",
    )
    out, into = found.statements.to_pylist()
    assert (out["sender"], out["receiver"], out["low"], out["basis_concept"]) == (
        "AZE",
        "WLD",
        "13491925817",
        "exports",
    )
    assert (into["sender"], into["receiver"], into["item"]) == ("WLD", "ISR", "crude imports")
    assert sum(sum(names.values()) for names in release.states.left_out.values()) == 1
    assert found.coverages == ()


def test_another_action_is_refused():
    with pytest.raises(DatasetChanged, match="Re-export"):
        rows("1,Asia,Azerbaijan,1.0,2021,Re-export")
