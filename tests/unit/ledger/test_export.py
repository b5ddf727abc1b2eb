"""Export and import: lossless in every form, formulas defused, restricted rows left out, damage told."""

import csv
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ninetenths.errors import InvalidRecord, LedgerError
from ninetenths.ledger import Asset, Gap, Ledger, Link, Ownership, Where
from ninetenths.ledger.export import defuse, restore
from ninetenths.ledger.records import RECORD_TYPES

FORMS = ("parquet", "csv", "jsonl")
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "'=1",
    "'",
    "''-",
    "'plain",
    " =1",
    'a"b,c;d\r\ne',
    "\\",
]


@pytest.fixture
def full(ledger, document, statement):
    ledger.write([document("secret", restricted=True), document("=e", title="=HYPERLINK(1)", was_read=False)])
    ledger.write([statement(f"S-{number}", summary=text, note=text) for number, text in enumerate(HOSTILE)])
    ledger.write(
        [
            statement("T-1", low=Decimal("-39.0"), high=Decimal("1E+3"), unit="percent", via=("GEO", "x:a;b"), sign=-1),
            statement("T-2", document_id="secret"),
            Link(statement_id="p@1:S-1", relation="cause", other_id="p@1:S-2", stated_by="x", document_id="d"),
            Link(statement_id="p@1:S-1", relation="cause", other_id="p@1:T-2", stated_by="x", document_id="d"),
            Asset(asset_id="btc", name="BTC", kind="pipeline", states=("AZE", "GEO"), document_id="d"),
            Asset(asset_id="hid", name="H", kind="port", states=("AZE",), document_id="secret"),
            Ownership(asset_id="hid", owner="o", share=Decimal("5.0"), document_id="d"),
            Gap(gap_id="p:g", title="t", detail="d"),
        ]
    )
    ledger.write_text("d", "=text\r\n" + "y" * 200_000)
    ledger.judge(
        "S-1", "rejected", judged_by="me", judged_at=datetime(2026, 2, 1, 3, 4, 5, 678, tzinfo=UTC), reason="-"
    )
    return ledger


def contents(ledger):
    kept = {name: ledger.rows(name) for name in RECORD_TYPES}
    return kept, [str(one.low) for one in ledger.statements(Where(grades=()))]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_exported_comes_back_the_same(full, tmp_path, form):
    counts = full.export(tmp_path / "out", form=form, with_restricted=True)
    other = Ledger.in_memory()
    assert other.import_folder(tmp_path / "out").added == counts
    assert contents(other) == contents(full)
    assert set(other.import_folder(tmp_path / "out").added.values()) == {0}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_ledger_gives_the_same_bytes(full, tmp_path, form):
    other = Ledger.in_memory()
    records = [record for name in RECORD_TYPES for record in reversed(full.rows(name))]
    other.write(records)
    full.export(tmp_path / "one", form=form, with_restricted=True)
    other.export(tmp_path / "two", form=form, with_restricted=True)
    files = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert files == sorted(file.name for file in (tmp_path / "two").iterdir())
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_restricted_documents_and_all_that_rests_on_them_stay_at_home(full, tmp_path, form):
    full.export(tmp_path / "out", form=form)
    other = Ledger.in_memory()
    other.import_folder(tmp_path / "out")
    assert "secret" not in other.documents()
    assert other.count(Where(ids=("p@1:T-2",), grades=())) == 0
    assert [link.other_id for link in other.links()] == ["p@1:S-2"]
    assert [asset.asset_id for asset in other.assets()] == ["btc"]
    assert other.ownerships() == []
    assert all(b"secret" not in file.read_bytes() for file in (tmp_path / "out").iterdir() if form != "parquet")


def test_no_cell_of_an_exported_csv_is_a_formula(full, tmp_path):
    full.export(tmp_path / "out", form="csv", with_restricted=True)
    assert b"'=text" in (tmp_path / "out" / "text.csv").read_bytes()
    (tmp_path / "out" / "text.csv").unlink()  # its cell is longer than the csv module reads by itself
    for file in sorted((tmp_path / "out").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                numbers = {row.get(name) for name in ("low", "high", "sign", "share", "capacity")}
                assert [cell for cell in row.values() if cell[:1] in set("=+-@\t\r\n") and cell not in numbers] == []
    with (tmp_path / "out" / "statement.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["statement_id"]: row for row in csv.DictReader(stream)}
    assert rows["p@1:S-0"]["summary"] == "'=1+1"
    assert rows["p@1:T-1"]["low"] == "-39.0"


@pytest.mark.parametrize("text", [*HOSTILE, "", "x", "'''=", "''x"])
def test_defusing_loses_nothing(text):
    assert restore(defuse(text)) == text


def test_a_spreadsheet_byte_order_mark_is_no_harm(full, tmp_path):
    full.export(tmp_path / "out", form="csv")
    file = tmp_path / "out" / "gap.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    other = Ledger.in_memory()
    other.import_folder(tmp_path / "out")
    assert other.gaps() == full.gaps()


def test_an_export_overwrites_nothing(full, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(LedgerError, match="is not empty"):
        full.export(tmp_path, form="csv")
    with pytest.raises(LedgerError, match="cannot be written"):
        full.export(tmp_path / "mine.txt" / "out", form="csv")


def change_manifest(folder, **changes):
    file = folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


DAMAGE = [
    (lambda folder: (folder / "manifest.json").unlink(), "is no export"),
    (lambda folder: (folder / "manifest.json").write_text("{"), "is no export"),
    (lambda folder: (folder / "manifest.json").write_text("[]"), "does not say"),
    (lambda folder: change_manifest(folder, version=2), "export format 2; this release reads 1"),
    (lambda folder: change_manifest(folder, form="xlsx"), "names the form 'xlsx'"),
    (lambda folder: change_manifest(folder, rows={"../../etc/passwd": 1}), "tables that this release does not have"),
    (lambda folder: change_manifest(folder, rows={"gap": 7}), "manifest says 7"),
    (lambda folder: next(folder.glob("gap.*")).unlink(), "cannot be read"),
    (lambda folder: next(folder.glob("gap.*")).write_bytes(b'\xff\xfe"'), "cannot be read"),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("damage", "told"), DAMAGE, ids=[told for _, told in DAMAGE])
def test_a_damaged_export_is_refused_whole(full, tmp_path, form, damage, told):
    full.export(tmp_path / "out", form=form)
    damage(tmp_path / "out")
    other = Ledger.in_memory()
    with pytest.raises(LedgerError, match=told):
        other.import_folder(tmp_path / "out")
    assert other.documents() == {}


@pytest.mark.parametrize("line", ['["a"]', '{"gap_id": {"a": 1}}', "{" * 100_000, '{"gap_id": NaN, "title": 1}'])
def test_hostile_json_is_refused(full, tmp_path, line):
    full.export(tmp_path / "out", form="jsonl")
    (tmp_path / "out" / "gap.jsonl").write_text(line + "\n")
    with pytest.raises((LedgerError, InvalidRecord), match=r"gap\.jsonl"):
        Ledger.in_memory().import_folder(tmp_path / "out")


def test_faults_of_imported_rows_have_file_and_row(full, tmp_path):
    full.export(tmp_path / "out", form="csv")
    for name, old, new in (("gap", "missing", "missing\x00"), ("asset", "pipeline", "pipe")):
        file = tmp_path / "out" / f"{name}.csv"
        file.write_text(file.read_text().replace(old, new))
    with pytest.raises(
        InvalidRecord, match=r"(?s)asset\.csv, row 2, column kind: found 'pipe'.*gap\.csv, row 2, column kind"
    ):
        Ledger.in_memory().import_folder(tmp_path / "out")
