"""From what a user names to the ledger to read from or to write to."""

import pytest

from ninetenths.datasets.packs import DEFAULT_PACK, open_ledger, outdated_note, pack_names, read_pack, writable_ledger
from ninetenths.errors import LedgerError, PackError
from ninetenths.ledger import Ledger, Where
from ninetenths.ledger.records import Document, Gap

OWN = "ninetenths.ledger"
NOTE = Gap(gap_id="mine", title="Prices", detail="Nobody prints them")


@pytest.fixture
def work(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def test_nothing_named_is_the_default_pack_in_memory(work):
    ledger = open_ledger(None, working_directory=work)
    assert ledger.path is None
    [first, *_] = ledger.statements(Where())
    assert first.statement_id.startswith(f"{DEFAULT_PACK}@")
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("name", pack_names())
def test_an_embedded_pack_by_name(work, name):
    ledger = open_ledger(name, working_directory=work)
    assert {one.statement_id.partition("@")[0] for one in ledger.statements(Where())} == {name}


def test_a_folder_by_path_absolute_or_relative(work, pack):
    for source in (pack, str(pack), "../case"):
        [statement] = open_ledger(source, working_directory=work).statements(Where())
        assert statement.statement_id == "small@1:S-1"


def test_a_ledger_file_by_path(work):
    Ledger.create(work / "mine.ledger", records=[NOTE])
    assert open_ledger("mine.ledger", working_directory=work).gaps() == [NOTE]


def test_the_ledger_of_the_working_directory_comes_first(work):
    Ledger.create(work / OWN, records=[NOTE])
    assert open_ledger(None, working_directory=work).gaps() == [NOTE]
    assert open_ledger("", working_directory=work).gaps() == [NOTE]


@pytest.mark.parametrize("use", [open_ledger, writable_ledger])
def test_what_is_neither_is_refused_with_the_nearest_name(work, use):
    with pytest.raises(LedgerError, match=r"'germany-rusia' is no embedded pack.*did you mean 'germany-russia'"):
        use("germany-rusia", working_directory=work)
    with pytest.raises(LedgerError, match="names no file"):
        use("x" * 5000, working_directory=work)
    assert list(work.iterdir()) == []


def test_reading_a_ledger_that_is_not_there(work):
    with pytest.raises(LedgerError, match=r"mine\.ledger is not there"):
        open_ledger("mine.ledger", working_directory=work)


def test_a_file_that_is_no_ledger(work):
    (work / "notes.txt").write_text("words")
    with pytest.raises(LedgerError, match="no DuckDB file"):
        open_ledger("notes.txt", working_directory=work)
    assert (work / "notes.txt").read_text() == "words"


def test_a_folder_that_is_no_pack(work):
    with pytest.raises(PackError, match="P002"):
        open_ledger(work, working_directory=work)


def test_a_first_write_seeds_from_the_pack(work, pack):
    ledger = writable_ledger(pack, working_directory=work)
    assert ledger.path == work / OWN
    assert ledger.created_from == "small@1"
    assert [path.name for path in work.iterdir()] == [OWN]
    assert ledger.write(read_pack(pack).records).added == dict.fromkeys(("statement", "document", "asset", "gap"), 0)
    ledger.write([NOTE])
    again = writable_ledger(pack, working_directory=work)
    assert NOTE in again.gaps()
    assert NOTE in open_ledger(None, working_directory=work).gaps()


def test_nothing_named_seeds_from_the_default_pack(work):
    ledger = writable_ledger(None, working_directory=work)
    assert ledger.created_from.startswith(f"{DEFAULT_PACK}@")
    assert writable_ledger(None, working_directory=work).count(Where()) == ledger.count(Where())


def test_a_named_ledger_that_is_not_there_starts_empty(work):
    ledger = writable_ledger("mine.ledger", working_directory=work)
    assert (ledger.created_from, ledger.count(Where())) == ("", 0)
    assert [path.name for path in work.iterdir()] == ["mine.ledger"]
    document = Document(document_id="d", title="A note", kind="private", interest="research", licence="mine")
    ledger.write([document])
    assert list(writable_ledger("mine.ledger", working_directory=work).documents()) == ["d"]


def test_a_ledger_seeded_from_another_pack_is_not_mixed(work, pack):
    writable_ledger(pack, working_directory=work)
    with pytest.raises(LedgerError, match=r"was started from small@1, and germany-russia@2 was named"):
        writable_ledger("germany-russia", working_directory=work)


def test_a_ledger_started_empty_is_not_mixed_either(work, pack):
    Ledger.create(work / OWN)
    with pytest.raises(LedgerError, match="was started empty"):
        writable_ledger(pack, working_directory=work)


def test_another_process_that_seeds_first_is_joined(work, pack, monkeypatch):
    create = Ledger.create

    def late(path, **options):
        create(path, **options)
        return create(path, **options)  # finds the other one's file

    monkeypatch.setattr(Ledger, "create", late)
    ledger = writable_ledger(pack, working_directory=work)
    assert (ledger.created_from, ledger.count(Where())) == ("small@1", 1)


def test_a_folder_in_which_nothing_can_be_written(work, pack, monkeypatch):
    def refuse(*_args, **_options):
        raise LedgerError("cannot be written")

    monkeypatch.setattr(Ledger, "create", refuse)
    with pytest.raises(LedgerError, match="cannot be written"):
        writable_ledger(pack, working_directory=work)


def test_a_ledger_of_the_current_version_needs_no_note(work, pack):
    assert outdated_note(writable_ledger(None, working_directory=work)) == ""
    assert outdated_note(open_ledger(pack, working_directory=work)) == ""
    assert outdated_note(Ledger.create(work / "own.ledger", created_from="small@1")) == ""


def test_a_ledger_of_an_older_version_gets_a_note(work):
    note = outdated_note(Ledger.create(work / "old.ledger", created_from="germany-russia@0"))
    assert "seeded from germany-russia@0; this release carries germany-russia@2" in note
