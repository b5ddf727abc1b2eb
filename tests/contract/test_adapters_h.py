"""Spot checks of trade and crude data sets against what their publishers print, and the remade table of supply.

Register: European Commission, Registration of crude oil imports (EU from Azerbaijan 2019, 163,506 thousand barrels).
Eurostat: NRG_TI_COIFPM, Germany 2021. ITPD-E R01 and OEC: values as printed in their files.
"""

import csv
import gzip
import lzma
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from benchmarks.make_crude_supply import COLUMNS, TARGET, make

from ninetenths.datasets.catalogue import add_dataset
from ninetenths.datasets.eurostat_crude.adapter import streams
from ninetenths.findings.mirror import mirror
from ninetenths.ledger import Ledger, Where
from ninetenths.network import build_layer
from ninetenths.states import is_actor, resolve_actor, resolve_code

MIRROR = os.environ.get("NINETENTHS_MIRROR", "")
needs_mirror = pytest.mark.skipif(not MIRROR, reason="set NINETENTHS_MIRROR to a folder with the publishers' files")


def added(name, folder, **options):
    ledger = Ledger.in_memory()
    return ledger, add_dataset(ledger, name, mirror=MIRROR, cache=folder, **options)


@pytest.fixture(scope="module")
def eurostat(tmp_path_factory):
    return added("eurostat_crude", tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    return added("eu_crude_register", tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def itpde(tmp_path_factory):
    return added("itpde", tmp_path_factory.mktemp("cache"))


def volumes(ledger, year, **where):
    window = {"begins_from": date(year, 1, 1), "begins_until": date(year, 12, 31)}
    return ledger.statements(Where(units=("kbbl",), **window, **where))


@needs_mirror
def test_every_stream_code_of_the_file_is_mapped():
    with lzma.open(Path(MIRROR) / "oil_eu_streams" / "estat_nrg_ti_coifpm.csv.xz", "rt", encoding="utf-8") as file:
        found = {line.split(",", 2)[1] for line in file} - {"crudeoil"}
    assert found - set(streams()) == set()
    assert all(is_actor(actor) for actor in streams().values())
    assert len(found) > 800


@needs_mirror
def test_eurostat_keeps_what_no_state_is_named_for(eurostat):
    ledger, done = eurostat
    assert done.version.startswith("2024-02-28")
    year = volumes(ledger, 2021, receivers=("DEU",))
    total = sum(one.low for one in year if one.sender == "WLD")
    unnamed = sum(one.low for one in year if one.sender == "UNK")
    named = sum(one.low for one in year if one.sender not in ("WLD", "UNK"))
    assert round(total / 1000) == 568
    assert round(named / 1000) == 372
    assert abs(total - named - unnamed) < Decimal("0.001") * total


@needs_mirror
def test_eurostat_adds_streams_and_ranges_quality(eurostat):
    ledger, _ = eurostat
    march = {
        one.statement_id.rpartition(":")[2]: one
        for one in ledger.statements(Where(senders=("RUS",), receivers=("DEU",)))
        if one.begins == "2021-03"
    }
    assert march["DEU-RUS-2021-03v"].low == Decimal(14264 + 1259)
    assert march["DEU-RUS-2021-03v"].note == "Streams: RU_EXP_BLN, RU_MSC"
    assert march["DEU-RUS-2021-03a"].low < march["DEU-RUS-2021-03a"].high
    assert {one.measured_by for one in march.values()} == {"Eurostat"}


@needs_mirror
def test_a_member_that_names_all_its_streams_shows_zeros_and_one_that_does_not_shows_none(eurostat):
    ledger, _ = eurostat
    statements = ledger.statements(Where(layers=("energy",), units=("kbbl",), begins_from=date(2021, 1, 1)))
    layer = build_layer(statements, layer="energy", unit="kbbl", coverages=ledger.coverages())
    assert layer.covers("ITA", date(2021, 6, 15), item="crude")
    assert not layer.covers("DEU", date(2021, 6, 15), item="crude")
    assert not layer.covers("ISR", date(2021, 6, 15), item="crude")


@needs_mirror
def test_the_register_sums_to_the_published_figure_and_keeps_secrets_open(register):
    ledger, done = register
    assert done.added["document"] == 8
    assert {one.document_id.rpartition(":")[2] for one in volumes(ledger, 2019)} == {"y2019"}
    members = [one for one in volumes(ledger, 2019, senders=("AZE",)) if one.receiver != "EU"]
    assert round(sum(one.low for one in members)) == 163_506
    secret = [one for one in ledger.statements(Where(receivers=("BGR",), units=("kUSD",))) if one.begins == "2013-01"]
    assert secret == [], "a value printed as (3) is unknown and becomes no zero"
    germany = [one for one in volumes(ledger, 2019, receivers=("DEU",)) if one.sender == "WLD"]
    assert germany
    assert all(one.high is None for one in germany), "pipeline imports are left out"


@needs_mirror
def test_the_register_as_one_table_holds_the_same_volumes(register, tmp_path):
    books, _ = register
    folder = tmp_path / "table"
    folder.mkdir()
    packed = Path(MIRROR) / "trade_oil_eu" / "crude_oil_import_register.csv.xz"
    (folder / "crude_oil_import_register.csv").write_bytes(lzma.decompress(packed.read_bytes()))
    ledger = Ledger.in_memory()
    add_dataset(ledger, "eu_crude_register", file=folder, mirror=folder, cache=tmp_path)
    for year in range(2013, 2020):
        one, other = (
            sum(row.low for row in volumes(each, year) if row.sender not in ("WLD", "UNK")) for each in (books, ledger)
        )
        assert abs(one - other) < Decimal("0.002") * one, year


@needs_mirror
@pytest.mark.parametrize(
    ("sender", "receiver", "year", "billions"),
    [
        ("AZE", "ISR", 2014, "1.656"),
        ("AZE", "ISR", 2008, "3.660"),
        ("AZE", "ISR", 2016, "0.032"),
        ("ISR", "AZE", 2014, "0.192"),
    ],
)
def test_itpde_prints_the_spot_checks(itpde, sender, receiver, year, billions):
    ledger, _ = itpde
    (found,) = [
        one for one in ledger.statements(Where(senders=(sender,), receivers=(receiver,))) if one.begins == str(year)
    ]
    assert round(found.low / 1000, 3) == Decimal(billions)


@needs_mirror
def test_itpde_tells_domestic_trade_apart_and_shows_observed_zeros(itpde):
    ledger, done = itpde
    assert done.statements == 428_463
    own = ledger.statements(Where(items=("domestic trade",)))
    assert own
    assert all(one.sender == one.receiver and one.basis_concept == "purchases" for one in own)
    layer = build_layer(
        ledger.statements(Where(states=("ARM",), begins_from=date(2014, 1, 1), begins_until=date(2014, 12, 31))),
        layer="trade",
        unit="MUSD2010",
        coverages=ledger.coverages(),
    )
    (family,) = {cell.key.family for cell in layer.cells if "exports" in cell.key.family}
    asked = {"family": family, "unit": "MUSD2010"}
    assert layer.value("ARM", "TUV", date(2014, 6, 1), **asked) == (0.0, 0.0)
    assert layer.value("ARM", "RUS", date(2014, 6, 1), **asked)[0] > 0


@needs_mirror
def test_oec_totals(tmp_path):
    ledger, _ = added("oec_crude", tmp_path)
    out = [one for one in ledger.statements(Where(senders=("AZE",))) if one.begins == "2021"]
    into = [one for one in ledger.statements(Where(receivers=("ISR",))) if one.begins == "2021"]
    assert [round(one.low / 10**9, 2) for one in (*out, *into)] == [Decimal("13.49"), Decimal("1.36")]
    assert not ledger.coverages()


@needs_mirror
def test_baci_restores_zeros_adds_all_goods_and_keeps_unknown_mass(tmp_path):
    ledger, _ = added("baci", tmp_path)
    crude = {
        one.unit: one
        for one in ledger.statements(Where(senders=("ZAF",), receivers=("IND",), items=("crude exports",)))
    }
    assert crude["kUSD"].low == Decimal("79184.244")
    assert crude["t"].low == Decimal("245919.494")
    assert ledger.count(Where(receivers=("UNK",), items=("exports",))) >= 1
    with lzma.open(Path(MIRROR) / "trade_baci_sample" / "ExampleTradeData.csv.xz", "rt") as file:
        rows = [row for row in csv.DictReader(file) if row["i"] == "4"]
    printed = sum(Decimal(row["v"].strip()) for row in rows)
    assert sum(one.low for one in ledger.statements(Where(senders=("AFG",), items=("exports",)))) == printed


@needs_mirror
@pytest.mark.parametrize("name", ["country_codes_V202201.csv", "country_codes_ONE.csv"])
def test_every_baci_country_code_is_mapped(name):
    from ninetenths.datasets.catalogue import describe
    from ninetenths.datasets.catalogue.adding import states_of

    places = states_of(describe("baci"))
    text = (Path(MIRROR) / "trade_baci_sample" / name).read_text(encoding="latin-1")
    rows = list(csv.reader(text.splitlines()))[1:]
    found = {row[0]: places.place(row[0], row=2) for row in rows}
    assert [code for code, actor in found.items() if actor is None] == []
    own = {row[0]: row[4] for row in rows if row[4] not in ("N/A", "")}
    assert {code: actor for code, actor in found.items() if actor != own.get(code, "UNK")} == {}


@needs_mirror
def test_every_baci_product_is_in_the_product_table():
    from ninetenths.datasets.baci.adapter import products

    path = Path(MIRROR) / "trade_baci_sample" / "product_codes_HS17_V202201.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        described = {row["code"]: row["description"] for row in csv.DictReader(file)}
    newer = {"271012", "271019"}  # these replaced 271000, which the table of the first nomenclature still has
    assert set(products()) - set(described) == newer
    assert "crude" in described["270900"]


@needs_mirror
def test_the_same_file_twice_changes_nothing(tmp_path):
    ledger, first = added("oec_crude", tmp_path)
    again = add_dataset(ledger, "oec_crude", mirror=MIRROR, cache=tmp_path)
    assert again.added["statement"] == 0
    assert again.unchanged["statement"] == first.added["statement"]


@needs_mirror
def test_the_mirror_of_a_member_holds_its_unnamed_mass(eurostat):
    ledger, _ = eurostat
    (amount,) = [
        one for one in mirror(ledger, "RUS", "DEU", item="crude", begins=2021, ends=2021).periods if one.unit == "kt"
    ]
    assert amount.exports is None, "no Russian declaration is in this ledger: unknown, not zero"
    low, high = amount.imports
    assert 24_000 < low < 27_000, "what is named for Russia, in thousand tonnes"
    assert 50_000 < high < 60_000, "if all that is unnamed were Russian"
    (zero,) = mirror(ledger, "VNM", "ITA", item="crude", begins=2021, ends=2021).periods
    assert (zero.imports, zero.exports, zero.asymmetry) == ((0.0, 0.0), None, None)
    assert "observed zero" in zero.readings[0].note


@needs_mirror
def test_the_table_of_crude_supply_is_remade_byte_for_byte():
    assert make(Path(MIRROR)) == TARGET.read_text(encoding="utf-8")


def test_the_table_of_crude_supply_is_whole():
    with TARGET.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["state"] for row in rows}) == len(rows) >= 30
    for row in rows:
        assert is_actor(row["state"]), row
        assert 0 < float(row["crude_exports_low"]) <= float(row["crude_exports_high"]), row
        assert 0 <= float(row["spare_low"]) <= float(row["spare_high"]), row
        assert 8 <= float(row["api"]) <= 60, row
        assert 0 < float(row["sulphur"]) < 6, row
        assert abs(float(row["port_lon"])) <= 180, row
        assert abs(float(row["port_lat"])) <= 90, row
        assert row["source"].count(";") >= 2, row
        assert all(row[name] for name in ("loading_port", "grade")), row


def test_stream_codes_of_regions_are_no_states():
    assert streams()["LA_OTH"] == streams()["ME_OTH"] == "UNK"
    assert (streams()["AG_MED"], resolve_code("AG", system="iso2").state_id) == ("ARG", "ATG")
    assert resolve_actor("UK") == streams()["UK_FTI"] == "GBR"


@needs_mirror
def test_eurostat_s_own_tsv_gives_the_same_as_its_csv(eurostat, tmp_path):
    ledger, _ = eurostat
    cells = {}
    with lzma.open(Path(MIRROR) / "oil_eu_streams" / "estat_nrg_ti_coifpm.csv.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if ",DE,2021-03," in line or ",DE,2021-04," in line:
                key, _, (month, value) = (*line.rsplit(",", 3)[:1], None, line.split(",")[4:6])
                cells.setdefault(key, {})[month] = value
    lines = ["freq,crudeoil,indic_nrg,geo\\TIME_PERIOD\t2021-03 \t2021-04 "]
    lines += [f"{key}\t{found.get('2021-03', ':')} \t{found.get('2021-04', ':')} b" for key, found in cells.items()]
    path = tmp_path / "estat_nrg_ti_coifpm.tsv"
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    other = Ledger.in_memory()
    add_dataset(other, "eurostat_crude", file=path, cache=tmp_path)
    wanted = Where(receivers=("DEU",), begins_from=date(2021, 3, 1), begins_until=date(2021, 4, 30))

    def content(one):
        return (one.statement_id.rpartition(":")[2], one.low, one.high, one.unit, one.note)

    assert [content(one) for one in other.statements(wanted)] == [content(one) for one in ledger.statements(wanted)]
