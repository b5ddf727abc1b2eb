"""A whole pack damaged in one place after another: a clear error, all of it, and nothing else happens."""

import shutil

import pytest

from ninetenths.datasets.packs import check_pack, open_ledger, pack_folder, read_pack, writable_ledger
from ninetenths.errors import PackError


@pytest.fixture
def damaged(tmp_path):
    """Return a copy of an embedded pack and a function that replaces bytes in one of its files."""
    folder = tmp_path / "germany-russia"
    shutil.copytree(pack_folder("germany-russia"), folder)

    def damage(file, old, new, count=-1):
        content = (folder / file).read_bytes()
        assert old in content
        (folder / file).write_bytes(content.replace(old, new, count))
        return folder

    return damage


def message(folder):
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return str(caught.value)


def test_the_copy_itself_is_fine(damaged):
    folder = damaged("case.yaml", b"version: 2", b"version: 3")
    assert read_pack(folder).label == "germany-russia@3"


def test_unknown_column(damaged):
    text = message(damaged("statements.csv", b",summary,", b",sumary,", 1))
    assert "P011 statements.csv, row 1, column sumary: found 'sumary' (did you mean 'summary'?)" in text
    assert "P012 statements.csv, row 1, column summary" in text
    assert text.count("P0") == 2


def test_duplicate_id(damaged):
    text = message(damaged("statements.csv", b"\nDERU-0002,", b"\nDERU-0001,"))
    assert "P034 statements.csv, row 3, column statement_id: found 'DERU-0001', which row 2 has already" in text


def test_missing_document(damaged):
    text = message(damaged("documents.csv", b"\nbmwk-2022-05,", b"\nbmwk-2022-06,"))
    assert "P035 statements.csv, row 2, column document_id: found 'bmwk-2022-05' (did you mean 'bmwk-2022-06'?)" in text
    assert "P036 documents.csv, row 2, column republishes" in text


def test_low_above_high_and_a_reversed_window(damaged):
    folder = damaged("statements.csv", b",affirmed,12,12,percent,", b",affirmed,13,12,percent,", 1)
    text = message(damaged("statements.csv", b",2022-04,2022-05,closed,", b",2022-05,2022-04,closed,", 1))
    assert "P031 statements.csv, row 2, column low" in text
    assert "P032 statements.csv, row 2, column begins" in text
    assert len([fault for fault in check_pack(folder) if fault.level == "error"]) == 2


def test_wrong_encoding(damaged):
    text = message(damaged("documents.csv", b"Federal Ministry", b"F\xe9d\xe9ral Ministry", 1))
    assert "P006 documents.csv: found byte 0xe9 at byte " in text
    assert "save the file again as `CSV UTF-8`" in text
    assert text.count("P0") == 1


def test_nul_bytes(damaged):
    text = message(damaged("gaps.csv", b"Monthly", b"Mon\x00thly", 1))
    assert "P007 gaps.csv: found byte 0x00 at byte " in text


def test_two_hundred_megabytes(damaged):
    folder = damaged("case.yaml", b"version: 2", b"version: 3")
    with (folder / "statements.csv").open("r+b") as stream:
        stream.truncate(200_000_000)
    assert "P005 statements.csv: found 200,000,000 bytes where 50,000,000 are allowed" in message(folder)


def test_faults_in_several_files_come_together(damaged):
    damaged("case.yaml", b"title:", b"titel:")
    damaged("statements.csv", b"\nDERU-0003,", b"\nDERU 0003,")
    damaged("assets.csv", b",pipeline,", b",pipe,", 1)
    text = message(damaged("ownership.csv", b"\nnord-stream-1,", b"\nnordstream-1,", 1))
    for part in (
        "P022 case.yaml, column titel",
        "P033 statements.csv, row 4",
        "P030 assets.csv, row 2",
        "P040 ownership",
    ):
        assert part in text


def test_a_bad_pack_opens_and_seeds_nothing(damaged, tmp_path):
    folder = damaged("gaps.csv", b"Monthly", b"Mon\x00thly", 1)
    working = tmp_path / "work"
    working.mkdir()
    for use in (open_ledger, writable_ledger):
        with pytest.raises(PackError, match=r"P007 gaps\.csv"):
            use(folder, working_directory=working)
    assert list(working.iterdir()) == []
