"""Spot checks of real files against what their publishers print, and layouts that the mirror does not hold.

Register: SIPRI Arms Transfers Database, export of 29 September 2026. Chokepoints: US EIA, World Oil Transit
Chokepoints. Pipelines: Global Energy Monitor. Production: Our World in Data. The tables by year below are invented.
"""

import lzma
import math
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ninetenths.datasets.catalogue import add_dataset
from ninetenths.datasets.sipri_register.windows import delivered
from ninetenths.errors import DatasetChanged
from ninetenths.ledger import Ledger, Where
from ninetenths.network import build_network

MIRROR = os.environ.get("NINETENTHS_MIRROR", "")
needs_mirror = pytest.mark.skipif(not MIRROR, reason="set NINETENTHS_MIRROR to a folder with the publishers' files")


def added(name, **options):
    ledger = Ledger.in_memory()
    return ledger, add_dataset(ledger, name, **options)


def mirrored(pattern):
    return next(iter(sorted(Path(MIRROR).glob(pattern))))


@needs_mirror
def test_register_deliveries_within_a_year_are_a_range_that_holds_the_published_figure(tmp_path):
    ledger, done = added("sipri_register", mirror=MIRROR, cache=tmp_path)
    assert done.version.startswith("israel-to-all-countries.2026-09-29.")
    low, high = delivered(ledger.statements(), 2016, 2016)
    assert low <= 250 <= high
    assert low == Decimal("158.1")  # Barak-MX, LRAD and ER, Spike-MR/LR, SandCat Spike-LR and AD-STAR, 2016 alone
    everything = delivered(ledger.statements(), 2005, 2025)
    assert everything[0] == everything[1] == Decimal("1022.05")


@needs_mirror
def test_register_rows_keep_windows_and_doubts(tmp_path):
    ledger, done = added("sipri_register", mirror=MIRROR, cache=tmp_path)
    found = {one.statement_id.partition(":")[2]: one for one in ledger.statements()}
    opv = next(one for one in found.values() if "OPV-62" in one.summary and one.unit == "TIV")
    assert (opv.sender, opv.receiver, opv.item) == ("ISR", "AZE", "OPV-62 missile boat")
    assert (opv.begins, opv.ends, opv.low, opv.high) == ("2015", "2018", Decimal(345), Decimal(345))
    assert opv.approximate, "SIPRI puts a question mark behind the number delivered"
    fixed = next(one for one in found.values() if "Aerostar" in one.summary and one.begins == "2008")
    assert not fixed.approximate
    lahat = next(one for one in found.values() if "LAHAT" in one.summary)
    assert lahat.note == "100 (estimated) ordered in 2013; condition: New"
    system = next(one for one in found.values() if "Barak-MX" in one.summary)
    assert system.note.startswith("1 (estimated) ordered in 2011 (estimated)")
    outstanding = [one for one in found.values() if one.basis_concept == "orders"]
    assert [(one.kind, one.low, one.unit, one.begins) for one in outstanding] == [("prospect", 2, "items", "2023")]
    assert "OptSat-500" in outstanding[0].summary
    assert len(found) == done.statements == 38
    assert ledger.coverages() == []


@needs_mirror
def test_an_order_in_two_exports_counts_once(tmp_path):
    ledger, _ = added("sipri_register", mirror=MIRROR, cache=tmp_path)
    text = mirrored("sipri_excerpt/*register*.csv").read_text(encoding="utf-8")
    later = tmp_path / "later.csv"
    later.write_text(text.replace("29 Sep 2026", "30 Sep 2026"), encoding="utf-8")
    done = add_dataset(ledger, "sipri_register", file=later)
    assert done.added["statement"] == 38
    assert delivered(ledger.statements(), 2005, 2025)[0] == Decimal("1022.05")
    document = ledger.documents()[done.documents[0]]
    assert ledger.documents()[document.supersedes].published_on == "2026-09-29"


@needs_mirror
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Data generated: 29 Sep 2026 2:00:56 AM", "", "no line says when"),
        ("Data generated: 29 Sep 2026 2:00:56 AM", "Data generated: lately", "found the date 'lately'"),
        ("Recipient,Supplier,Year of order", "Buyer,Seller,Year", "no header that begins with"),
        ("SIPRI TIV of delivered weapons\n", "TIV\n", "the columns moved: SIPRI TIV of delivered weapons"),
        (",2015; 2016,", ",soon,", "column Year\\(s\\) of delivery: found 'soon'"),
        (",LAHAT,", ",=LAHAT(),", "found the formula"),
    ],
)
def test_an_export_that_was_changed_is_refused(tmp_path, old, new, said):
    text = mirrored("sipri_excerpt/*register*.csv").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "trade-register.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DatasetChanged, match=said):
        added("sipri_register", file=path)


TIV_OLD = """TIV of arms imports to Azerbaijan, 2018-2020
Generated: 21 November 2026
The figures are trend-indicator values in millions.

,2018,2019,2020,Total
Israel,100,10.5,0,110.5
Russia,,20,,20
Hezbollah (Lebanon)*,,,1,1
Unknown supplier(s),,5,,5
Total,100,35.5,1,136.5
"""
TIV_NEW = """"TIV of arms exports from Israel, 2018-2020"
"SIPRI trend-indicator values (TIVs) are in millions."
"Data generated: 21 Nov 2026 1:00:00 PM"
"Recipient","2018","2019","2020","Sum"
"Azerbaijan","100","10.5","0","110.5"
"Türkiye","","","2","2"
"""


@pytest.fixture
def table(tmp_path):
    def write(text, *, encoding="utf-8", name="import-export-values.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def by_pair(ledger):
    return {(one.sender, one.receiver, one.begins): (one.low, one.high) for one in ledger.statements()}


def test_a_table_of_imports_by_year(table):
    ledger, done = added("sipri_tiv", file=table(TIV_OLD))
    assert done.version.startswith("imports-azerbaijan.2026-11-21.")
    found = by_pair(ledger)
    assert found["ISR", "AZE", "2019"] == (Decimal("10.5"), Decimal("10.5"))
    assert found["ISR", "AZE", "2020"] == (0, Decimal("0.5")), "a printed 0 is less than 0.5 and more than nothing"
    assert found["RUS", "AZE", "2018"] == (0, 0), "an empty year is no delivery"
    assert found["UNK", "AZE", "2019"] == (5, 5), "unknown suppliers stay unknown mass"
    assert found["LBN:Hezbollah", "AZE", "2020"] == (1, 1)
    assert found["WLD", "AZE", "2019"] == (Decimal("35.5"), Decimal("35.5"))
    assert done.doubts == ()
    share = found["ISR", "AZE", "2018"][0] / found["WLD", "AZE", "2018"][0]
    assert share == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_of_exports_in_the_newer_layout(table, encoding):
    ledger, done = added("sipri_tiv", file=table(TIV_NEW, encoding=encoding))
    assert done.version.startswith("exports-israel.2026-11-21.")
    assert by_pair(ledger)["ISR", "TUR", "2020"] == (2, 2)
    assert ledger.coverages() == [], "coverage knows no direction, so exports claim none"


def test_two_tables_of_imports_make_the_missing_pair_an_observed_zero_within_their_years(table):
    ledger, _ = added("sipri_tiv", file=table(TIV_OLD))
    other = "TIV of arms imports to Armenia, 2018-2020\nGenerated: 21 November 2026\n,2018,2019,2020\nRussia,3,3,3\n"
    add_dataset(ledger, "sipri_tiv", file=table(other, name="other.csv"))
    layer = build_network(ledger.statements(), coverages=ledger.coverages())["arms"]
    (family,) = {family for family, _ in layer.families}
    asked = {"family": family, "unit": "TIV"}
    assert layer.value("RUS", "ARM", date(2019, 6, 1), **asked) == (3, 3)
    assert layer.value("AZE", "ARM", date(2019, 6, 1), **asked) == (0, 0)
    assert all(map(math.isnan, layer.value("AZE", "ARM", date(2021, 6, 1), **asked)))
    assert all(map(math.isnan, layer.value("ISR", "ARM", date(2019, 6, 1), **asked))), "only one of the two is covered"


def test_rows_that_do_not_add_up_are_a_doubt(table):
    _, done = added("sipri_tiv", file=table(TIV_OLD.replace("Total,100,", "Total,150,")))
    assert done.doubts == ("the rows of 2018 add up to 100, and the total printed is 150",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("TIV of arms imports to", "Imports of", "no line 'TIV of arms"),
        (",2018,2019,2020,Total", ",a,b,c,Total", "no header of years"),
        ("Israel,100", "Israel,a lot", "year 2018: found 'a lot'"),
        ("Generated", "Made", "no line says when"),
    ],
)
def test_a_table_that_was_changed_is_refused(table, old, new, said):
    with pytest.raises(DatasetChanged, match=said):
        added("sipri_tiv", file=table(TIV_OLD.replace(old, new)))


@needs_mirror
def test_chokepoints_as_printed(tmp_path):
    ledger, _ = added("eia_chokepoints", mirror=MIRROR, cache=tmp_path)
    flows = {
        (one.via[0].rpartition(".")[2], one.begins): one
        for one in ledger.statements(Where(layers=("transit",)))
        if one.basis_commodity == "crude and products"
    }
    assert {key: flows[key, "2024"].low for key in ("hormuz", "malacca", "turkish-straits")} == {
        "hormuz": Decimal("20.7"),
        "malacca": Decimal("22.5"),
        "turkish-straits": Decimal("3.6"),
    }
    half = flows["hormuz", "2025-01"]
    assert (half.ends, half.low, half.unit, half.basis_concept) == ("2025-06", Decimal("20.9"), "Mb/d", "throughput")
    assert flows["x:Cape of Good Hope", "2024"].low == Decimal("9.3")
    straits = {one.asset_id.rpartition(".")[2]: one for one in ledger.assets()}
    assert straits["hormuz"].states == ("IRN", "OMN")
    assert "Montreux" in straits["turkish-straits"].legal_regime
    assert {one.kind for one in straits.values()} == {"strait"}
    assert len(straits) == 7
    assert {one.status for one in ledger.asset_statuses()} == {"operating"}


@needs_mirror
def test_hormuz_by_origin_and_destination_adds_up_to_its_crude(tmp_path):
    ledger, done = added("eia_chokepoints", mirror=MIRROR, cache=tmp_path)
    crude = [one for one in ledger.statements() if one.item == "crude" and one.begins == "2024"]
    whole = next(one.low for one in crude if (one.sender, one.receiver) == ("WLD", "WLD"))
    origins = sum(one.low for one in crude if one.sender != "WLD")
    assert whole == Decimal("14.6")
    assert abs(origins - whole) < Decimal("0.06")
    assert {one.sender for one in crude} >= {"SAU", "IRQ", "ARE", "IRN", "KWT", "QAT", "UNK"}
    assert {one.receiver for one in crude} >= {"CHN", "IND", "KOR", "JPN", "USA"}
    totals = next(one for one in done.skipped if one.reason == "a total of several states")
    assert totals.examples == ("Europe: 6 rows", "other Asia & Oceania: 6 rows")


def test_a_strait_that_is_not_known_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Location", 2024])
    book.active.append(["Strait of Elsewhere", 1.0])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(DatasetChanged, match="found the passage 'Strait of Elsewhere'"):
        added("eia_chokepoints", file=tmp_path / "a.xlsx", any_release=True)


@needs_mirror
def test_a_pipeline_with_its_states_capacity_and_parents(tmp_path):
    ledger, done = added("gem_pipelines", mirror=MIRROR, cache=tmp_path)
    btc = next(one for one in ledger.assets() if one.asset_id.endswith(".p0644"))
    assert (btc.name, btc.states) == ("Baku-Tbilisi-Ceyhan Pipeline", ("AZE", "GEO", "TUR"))
    assert (btc.capacity, btc.capacity_unit, btc.kind) == (Decimal(1200000), "b/d", "pipeline")
    assert "mapped route 1652.7 km" in btc.note
    owners = {one.owner: one.share for one in ledger.ownerships() if one.asset_id == btc.asset_id}
    assert owners["BP plc"] == Decimal("30.10")
    assert owners["Hess Corporation"] is None
    status = next(one for one in ledger.asset_statuses() if one.asset_id == btc.asset_id)
    assert (status.status, status.begins) == ("operating", "2006")
    north = next(one for one in ledger.ownerships() if one.asset_id.endswith(".p0645"))
    assert (north.owner, north.owner_state) == ("Government of Azerbaijan", "AZE")
    assert len(ledger.assets()) == 52
    assert [(one.reason, one.count) for one in done.skipped] == [("a row without a ProjectID", 40)]


@needs_mirror
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Operating", "Dormant", "found 'Dormant'"),
        (",bpd,", ",buckets,", "found 'buckets'"),
        ("Parent", "Owner", "Parent"),
    ],
)
def test_a_tracker_that_was_changed_is_refused(tmp_path, old, new, said):
    with lzma.open(mirrored("energy_pipelines/gem_goit*.csv.xz"), "rt", encoding="utf-8") as file:
        text = file.read()
    path = tmp_path / "GEM-GOIT-Oil-NGL-Pipelines.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DatasetChanged, match=said):
        added("gem_pipelines", file=path, any_release=True)


@needs_mirror
def test_oil_production_as_printed(tmp_path):
    ledger, done = added("owid_energy", mirror=MIRROR, cache=tmp_path)
    found = ledger.statements(Where(senders=("AZE",), items=("oil",)))
    latest = next(one for one in found if one.begins == "2020")
    assert round(latest.low, 1) == Decimal("408.2")
    assert (latest.unit, latest.basis_concept, latest.measured_by) == ("TWh", "production", "BP and Shift")
    table = ledger.statement_table()
    keys = ("sender", "receiver", "item", "begins")
    triples = list(zip(*(table[name].to_pylist() for name in keys), strict=True))
    assert len(set(triples)) == len(triples), "one state, one series, one year: one figure"
    assert {"OPEC: 117 rows", "Africa: 177 rows"} <= {text for one in done.skipped for text in one.examples}
