"""A new pack: valid and empty as it is, and never written over anything."""

import csv
from datetime import date

import pytest

from ninetenths.datasets.packs import check_pack, new_pack, pack_names, read_pack
from ninetenths.datasets.packs.tables import TABLE_FILES
from ninetenths.errors import PackError, UnknownState
from ninetenths.ledger.schema import columns, vocabulary
from ninetenths.ledger.units import units

DAY = date(2026, 11, 21)


def test_it_is_valid_and_holds_no_fact(tmp_path):
    folder = new_pack(
        tmp_path / "deep" / "case", name="morocco-spain", first="Morocco", second="Spain", recorded_at=DAY
    )
    assert check_pack(folder) == []
    found = read_pack(folder)
    assert (found.title, found.dyads, found.records) == ("Morocco and Spain", (("MAR", "ESP"),), ())


def test_the_readme_explains_every_column_and_every_vocabulary(tmp_path):
    folder = new_pack(tmp_path / "case", name="case", first="MAR", second="ESP", recorded_at=DAY)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for file, table in TABLE_FILES.items():
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        declared = {column.name: column for column in columns(table)}
        for name in header:
            assert f"| {name} |" in readme
            assert declared[name].description in readme
            if declared[name].vocabulary:
                assert all(f"* `{word}`: " in readme for word in vocabulary(declared[name].vocabulary))


def test_the_readme_lists_every_unit(tmp_path):
    folder = new_pack(tmp_path / "case", name="case", first="MAR", second="ESP", recorded_at=DAY)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert all(f"* `{unit}`: " in readme for unit in units())


def test_same_input_same_bytes(tmp_path):
    one, two = (
        new_pack(tmp_path / name, name="case", first="MAR", second="ESP", recorded_at=DAY) for name in ("one", "two")
    )
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in two.iterdir()
    }


def test_former_states_and_parts_of_states_may_be_ends(tmp_path):
    folder = new_pack(tmp_path / "case", name="case", first="SUN", second="AZE:SOCAR", recorded_at=DAY)
    assert check_pack(folder) == []
    assert read_pack(folder).dyads == (("SUN", "AZE:SOCAR"),)


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(PackError, match="holds files already; nothing was written"):
        new_pack(tmp_path, name="case", first="MAR", second="ESP", recorded_at=DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "case").mkdir()
    assert check_pack(new_pack(tmp_path / "case", name="case", first="MAR", second="ESP", recorded_at=DAY)) == []


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(PackError, match="cannot be written"):
        new_pack(tmp_path / "file" / "case", name="case", first="MAR", second="ESP", recorded_at=DAY)


@pytest.mark.parametrize(
    ("name", "advice"), [("My Case", "my-case"), ("a--b", "a-b"), ("../x", "x"), ("a@1:b", "a-1-b"), ("", "my-case")]
)
def test_a_name_of_another_shape(tmp_path, name, advice):
    with pytest.raises(PackError, match=f"'{advice}' would do"):
        new_pack(tmp_path / "case", name=name, first="MAR", second="ESP", recorded_at=DAY)
    assert not (tmp_path / "case").exists()


def test_the_name_of_an_embedded_pack(tmp_path):
    with pytest.raises(PackError, match="embedded pack"):
        new_pack(tmp_path / "case", name=pack_names()[0], first="MAR", second="ESP", recorded_at=DAY)


def test_unknown_and_equal_ends(tmp_path):
    with pytest.raises(UnknownState):
        new_pack(tmp_path / "case", name="case", first="Atlantis", second="ESP", recorded_at=DAY)
    with pytest.raises(PackError, match="are both MAR"):
        new_pack(tmp_path / "case", name="case", first="Morocco", second="MAR", recorded_at=DAY)
