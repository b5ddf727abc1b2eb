"""The file: made whole or not at all, never overwritten, and every way in which it can be wrong is said."""

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading

import duckdb
import pytest

from ninetenths.errors import LedgerBusy, LedgerError
from ninetenths.ledger import Ledger


def run(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_ledger_is_made_written_and_opened_again(path, document, statement):
    made = Ledger.create(path, records=[document()], created_from="a-pack@1")
    made.write([statement()])
    again = Ledger.open(path)
    assert again.statements() == [statement()]
    assert (again.created_from, again.path) == ("a-pack@1", path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_nothing_is_overwritten(path):
    path.write_text("mine")
    with pytest.raises(LedgerError, match="already there"):
        Ledger.create(path)
    assert path.read_text() == "mine"


def test_a_failed_filling_leaves_nothing(path, statement):
    with pytest.raises(Exception, match="no such document"):
        Ledger.create(path, records=[statement()])
    assert list(path.parent.iterdir()) == []


def test_a_missing_file_or_folder_is_said(tmp_path):
    with pytest.raises(LedgerError, match=r"none\.ledger is not there"):
        Ledger.open(tmp_path / "none.ledger")
    with pytest.raises(LedgerError, match=r"no.*folder"):
        Ledger.create(tmp_path / "no" / "folder" / "one.ledger")
    with pytest.raises(LedgerError):
        Ledger.open(tmp_path)


def make_sqlite(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()


def make_foreign(path):
    duckdb.connect(str(path)).execute("CREATE TABLE sales (x INT)").close()


def make_foreign_meta(path):
    duckdb.connect(str(path)).execute("CREATE TABLE meta (colour VARCHAR)").close()


def make_newer(path):
    Ledger.create(path)
    duckdb.connect(str(path)).execute("UPDATE meta SET value = '99' WHERE key = 'version'").close()


def make_cut_short(path):
    Ledger.create(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def make_damaged(path):
    Ledger.create(path)
    content = bytearray(path.read_bytes())
    content[8192:] = bytes(byte ^ 0x5A for byte in content[8192:])
    path.write_bytes(content)


WRONG = [
    (lambda path: path.write_bytes(b""), "an empty file"),
    (lambda path: path.write_bytes(b"id,name\n1,x\n" * 999), "no DuckDB file"),
    (lambda path: path.write_bytes(b"ab"), "no DuckDB file"),
    (make_sqlite, "an SQLite database"),
    (make_foreign, "a DuckDB database with the tables sales, not a ledger"),
    (make_foreign_meta, "a DuckDB database with the tables meta, not a ledger"),
    (make_newer, "ledger format '99'; this release reads format 1"),
    (make_cut_short, "damaged or cut short"),
    (make_damaged, "damaged or cut short"),
]


@pytest.mark.parametrize(("make", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_file_that_is_no_ledger_is_named_and_left_as_it_is(path, document, make, told):
    make(path)
    before = path.read_bytes()
    with pytest.raises(LedgerError) as error:
        Ledger.open(path).write([document()])
    assert told in str(error.value)
    assert str(path) in str(error.value)
    assert path.read_bytes() == before


HOLD = """
    import sys, duckdb, time
    held = duckdb.connect(sys.argv[1])
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(path, seconds):
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    return child


def test_a_held_file_is_named_with_its_holder(path):
    Ledger.create(path)
    child = hold(path, 60)
    try:
        with pytest.raises(LedgerBusy) as error:
            Ledger.open(path)
        assert str(path) in str(error.value)
        assert f"process {child.pid}" in str(error.value)
    finally:
        child.kill()
        child.communicate()


def test_waiting_outlasts_the_holder(path, document):
    Ledger.create(path)
    child = hold(path, 0.5)
    try:
        assert Ledger.open(path, wait_seconds=30).write([document()]).added == {"document": 1}
    finally:
        child.communicate()


def test_two_processes_that_write_at_once_both_succeed(path, document):
    Ledger.create(path, records=[document()])
    code = """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from ninetenths.ledger import Ledger, Statement
        ledger = Ledger.open(Path(sys.argv[1]), wait_seconds=50)
        for number in range(8):
            ledger.write([Statement(
                statement_id=f"{sys.argv[2]}:{number}", summary="s", layer="energy", kind="event", sender="AZE",
                receiver="ISR", item="i", document_id="d", locator="l", recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            )])
    """
    children = [
        subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), str(path), name], stderr=subprocess.PIPE)
        for name in ("a", "b")
    ]
    for child in children:
        _, said = child.communicate(timeout=100)
        assert child.returncode == 0, said.decode()
    assert Ledger.open(path).count() == 16


def test_threads_of_one_process_take_turns(path, document, statement):
    Ledger.create(path, records=[document()])
    same = [statement(f"S-{number}") for number in range(5)]
    added, failed = [], []

    def write():
        try:
            added.append(Ledger.open(path).write(same).added["statement"])
        except LedgerError as error:
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(added) == [0, 0, 0, 0, 0, 5]


def test_a_read_only_folder_is_said_and_can_still_be_read(path, document, statement):
    Ledger.create(path, records=[document(), statement()])
    code = """
        import os, sys
        from pathlib import Path
        from ninetenths.errors import LedgerError
        from ninetenths.ledger import Ledger, Document
        path = Path(sys.argv[1])
        import ninetenths.ledger.why, ninetenths.ledger.store
        new = Document(document_id="e", title="t", kind="news", interest="press", licence="l")
        Ledger.in_memory().write([new])
        os.chdir(path.parent)
        if os.geteuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
        path = Path(path.name)
        print(Ledger.open(path).count())
        for step in (lambda: Ledger.open(path).write([new]), lambda: Ledger.create(Path("other.ledger"))):
            try:
                step()
            except LedgerError as error:
                print(str(error).replace(chr(10), " "))
    """
    path.chmod(0o444)
    path.parent.chmod(0o555)
    for folder in path.parents:  # the nobody of a root run must get down to it
        if folder.owner() == path.owner() and folder != path.parent and folder.name.startswith(("pytest-", "popen-")):
            folder.chmod(0o755)
    try:
        done = run(code, path)
    finally:
        path.parent.chmod(0o755)
    count, write, create = done.stdout.splitlines()
    assert count == "1", done.stderr
    assert "cannot be written" in write
    assert "cannot be written" in create
    assert Ledger.open(path).count() == 1


def test_a_full_disk_is_said_and_loses_nothing(path, document, statement):
    Ledger.create(path, records=[document(), statement()])
    code = """
        import resource, sys
        from pathlib import Path
        from datetime import UTC, datetime
        from ninetenths.errors import LedgerError
        from ninetenths.ledger import Ledger, Statement
        size = Path(sys.argv[1]).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        many = [Statement(
            statement_id=f"q:{number}", summary=f"s {number} " + str(hash(str(number))) * 40, layer="energy",
            kind="event", sender="AZE", receiver="ISR", item="i", document_id="d", locator="l",
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC)) for number in range(4000)]
        try:
            Ledger.open(Path(sys.argv[1])).write(many)
            print("written")
        except LedgerError as error:
            print(error)
    """
    done = run(code, path)
    assert "the disk is full" in done.stdout, done.stdout + done.stderr
    again = Ledger.open(path)
    assert again.statements() == [statement()]
    assert again.write([statement("S-2")]).added == {"statement": 1}


def test_what_a_killed_process_left_is_cleared_away_and_a_running_ones_stays(path):
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    left = path.with_name(f".{path.name}.{dead.stdout.strip()}.unfinished")
    at_work = path.with_name(f".{path.name}.{os.getppid()}.unfinished")
    for file in (left, at_work):
        file.write_bytes(b"half")
    Ledger.create(path)
    assert not left.exists()
    assert at_work.exists()
