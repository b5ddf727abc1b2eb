"""A pack as a whole: full ids, defaults, everything that is wrong in one go."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ninetenths.datasets.packs import check_pack, read_pack
from ninetenths.errors import PackError
from ninetenths.ledger.records import Asset, Document, Gap, Issue, Statement


def of_type(pack, wanted):
    return [record for record in pack.records if isinstance(record, wanted)]


def test_ids_get_their_prefixes(pack, add):
    add("documents", document_id="copy", republishes="paper")
    add("statements", statement_id="S-2", summary="Another thing", item="gas", document_id="copy")
    add("links", statement_id="S-1", relation="cause", other_id="S-2", stated_by="the paper", document_id="paper")
    add("issues", issue="Statehood", statement_id="S-1", direction="-1", analogous_to="")
    found = read_pack(pack)
    assert found.label == "small@1"
    assert [one.statement_id for one in of_type(found, Statement)] == ["small@1:S-1", "small@1:S-2"]
    assert [one.document_id for one in of_type(found, Document)] == ["small:paper", "small:copy"]
    assert of_type(found, Document)[1].republishes == "small:paper"
    assert [one.gap_id for one in of_type(found, Gap)] == ["small:g-1"]
    assert [(one.asset_id, one.document_id) for one in of_type(found, Asset)] == [("pipe", "small:paper")]
    assert of_type(found, Issue) == [Issue(issue="Statehood", statement_id="small@1:S-1", direction=-1)]


def test_rows_take_the_release_date_and_the_defaults_of_packs(pack):
    [statement] = of_type(read_pack(pack), Statement)
    assert statement.recorded_at == datetime(2026, 11, 21, tzinfo=UTC)
    assert (statement.grade, statement.coder, statement.locator_kind) == ("accepted", "compiler", "citation")
    assert (statement.low, statement.sign, statement.via) == (Decimal(40), None, ())


def test_what_the_pack_says_about_itself(pack):
    found = read_pack(pack)
    assert (found.name, found.version, found.dyads) == ("small", 1, (("AZE", "ISR"),))
    assert found.recorded_at == datetime(2026, 11, 21, tzinfo=UTC)


def test_reading_twice_gives_the_same(pack):
    assert read_pack(pack) == read_pack(pack)


def test_hostile_text_is_text(pack, add):
    hostile = '\'); DROP TABLE statement; -- <script>alert(1)</script> =HYPERLINK("x") [[x]]'
    add("statements", statement_id="S-2", summary=hostile, item="=1+1", note=hostile)
    last = of_type(read_pack(pack), Statement)[-1]
    assert (last.summary, last.item, last.note) == (hostile, "=1+1", hostile)


def test_a_folder_that_is_not_there(tmp_path):
    [fault] = check_pack(tmp_path / "nowhere")
    assert fault.code == "P001"
    with pytest.raises(PackError, match=r"P001 .*nowhere: found no folder; expected a folder that holds"):
        read_pack(tmp_path / "nowhere")


def test_a_folder_without_anything(tmp_path):
    assert [(fault.code, fault.file) for fault in check_pack(tmp_path)] == [
        ("P002", "case.yaml"),
        ("P002", "statements.csv"),
        ("P002", "documents.csv"),
    ]


def test_tables_that_no_fact_needs_may_be_absent(pack):
    for file in ("assets", "ownership", "asset_status", "links", "issues", "gaps"):
        (pack / f"{file}.csv").unlink()
    assert check_pack(pack) == []
    assert len(read_pack(pack).records) == 2


def test_files_that_no_table_has(pack):
    (pack / "statement.csv").write_text("x\n")
    (pack / "case.yml").write_text("x\n")
    (pack / "notes.txt").write_text("kept beside the pack\n")
    (pack / "changes.csv").write_text("kept\n")
    faults = check_pack(pack)
    assert [(fault.code, fault.file) for fault in faults] == [("P003", "case.yml"), ("P003", "statement.csv")]


def test_an_unreadable_file(pack, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    faults = check_pack(pack)
    assert {fault.code for fault in faults} == {"P004"}
    assert {fault.found for fault in faults} == {"Permission denied"}


def test_an_unlistable_folder(pack, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    [fault] = check_pack(pack)
    assert (fault.code, fault.found) == ("P004", "Permission denied")


def test_cells_that_break_their_column(add, codes):
    add("statements", statement_id="S-2", layer="enrgy", low="4o", begins="2024-13", summary="")
    add("statements", statement_id="S-3", item="gas", choice="yes", summary="Another thing")
    assert codes() == [
        "P030 statements.csv 3 begins",
        "P030 statements.csv 3 layer",
        "P030 statements.csv 3 low",
        "P030 statements.csv 3 summary",
        "P045 statements.csv 4 choice",
    ]


def test_row_numbers_count_blank_and_broken_rows(pack, codes):
    text = (pack / "gaps.csv").read_text(encoding="utf-8")
    (pack / "gaps.csv").write_text(text + "\n,,,,,,\nragged\ng-2,t,d,enrgy,,,\n", encoding="utf-8")
    assert codes() == ["P013 gaps.csv 5", "P030 gaps.csv 6 layers"]


def test_an_unknown_end_of_a_dyad(pack, codes):
    text = (pack / "case.yaml").read_text(encoding="utf-8")
    (pack / "case.yaml").write_text(text.replace("'ISR'", "'IZR'"), encoding="utf-8")
    assert codes() == ["P038 case.yaml dyads"]


def test_rows_are_checked_without_a_readable_case_file(pack, add, codes):
    (pack / "case.yaml").write_text("name: x y\n", encoding="utf-8")
    add("statements", statement_id="S-2", layer="enrgy", summary="Another thing")
    told = codes()
    assert "P022 case.yaml name" in told
    assert "P030 statements.csv 3 layer" in told


def test_warnings_stand_beside_errors_and_keep_nothing_from_being_read(pack, add):
    add("gaps", gap_id="g-2", layers="")
    assert len(read_pack(pack).records) == 5
    add("gaps", gap_id="g-3", layers="enrgy")
    assert [fault.level for fault in check_pack(pack)] == ["error", "warning"]
    with pytest.raises(PackError, match="has 1 error; nothing of it was read") as caught:
        read_pack(pack)
    assert "P111" not in str(caught.value)


def test_a_long_list_of_faults_is_cut_and_counted(pack, add):
    for number in range(2, 65):
        add("gaps", gap_id=f"g-{number}", layers="enrgy")
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    lines = str(caught.value).splitlines()
    assert lines[0].endswith("has 63 errors; nothing of it was read")
    assert len(lines) == 52
    assert "and 13 more" in lines[-1]
    assert len(check_pack(pack)) == 63
