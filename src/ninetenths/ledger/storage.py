"""Opening and closing the DuckDB file of a ledger, one transaction at a time, and saying plainly what went wrong.

The file is opened for each transaction and closed after it, because DuckDB refuses a second process
while one holds it for writing.
"""

from __future__ import annotations

import glob
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ninetenths.errors import LedgerBusy, LedgerError, NinetenthsError
from ninetenths.ledger.tables import create_sql, stored_tables

FORMAT = "ninetenths ledger"
FORMAT_VERSION = 1
"""Raised by one whenever a ledger written before could no longer be read as it stands."""

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
}
"""No extension, and no file or address beside the ledger."""

_FILE_ERRORS = (duckdb.OperationalError, duckdb.PermissionException, duckdb.InternalError, duckdb.FatalException)
"""What DuckDB raises when a file or disk is at fault and not a query; damage comes as a bare `duckdb.Error`."""
_PAUSE_SECONDS = 0.05
_GUARDS: dict[Path, threading.RLock] = {}
"""One lock for each file: two threads of one process take turns as two processes do."""


class Storage:
    """A ledger file, or a ledger in memory when *path* is None."""

    def __init__(self, path: Path | None, *, wait_seconds: float = 0.0) -> None:
        self.path = path
        self.wait_seconds = wait_seconds
        self._guard = threading.RLock() if path is None else _GUARDS.setdefault(path, threading.RLock())
        self._held: duckdb.DuckDBPyConnection | None = None
        if path is None:
            self._memory = duckdb.connect(":memory:", config=_SETTINGS)
            _create_tables(self._memory, created_from="")

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a connection for reading; inside another transaction of this object, that one's."""
        with self._guard, self._translated():
            if self._held is not None:
                yield self._held
                return
            with self._connected(read_only=True) as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a connection inside one transaction: all of it is kept, or nothing."""
        with self._guard, self._translated(), self._connected(read_only=False) as connection:
            connection.execute("BEGIN")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise

    @contextmanager
    def _connected(self, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
        if self.path is None:
            self._held = self._memory.cursor()
        else:
            self._held = _patiently(lambda: _connect(self._file(), read_only=read_only), self.wait_seconds)
        try:
            if self.path is not None:
                check_format(self._held, self.path)
            yield self._held
        finally:
            connection, self._held = self._held, None
            connection.close()

    def _file(self) -> Path:
        assert self.path is not None
        if not self.path.exists():
            raise LedgerError(f"{self.path} is not there. Name an existing ledger, or make one with Ledger.create.")
        return self.path

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (duckdb.Error, OSError) as error:
            if not _blames_file(error):
                raise
            raise explain(error, self.path) from error


def create_file(path: Path, *, created_from: str, fill: Callable[[Storage], None]) -> None:
    """Create a ledger file and fill it; it appears under its name only when it is complete.

    Raises
    ------
    LedgerError
        If something is already there under that name, or the folder cannot be written.
    """
    if path.exists():
        raise LedgerError(f"{path} is already there and is not overwritten. Open it, or choose another name.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        _remove_leftovers(path)
        connection = _connect(unfinished, read_only=False)
        _create_tables(connection, created_from=created_from)
        connection.close()
        fill(Storage(unfinished))
        os.link(unfinished, path)
    except FileExistsError:
        raise LedgerError(f"{path} was made by another process meanwhile. Open it instead.") from None
    except (duckdb.Error, OSError) as error:
        if not _blames_file(error):
            raise
        raise explain(error, path) from error
    finally:
        _remove(unfinished)


def _remove_leftovers(path: Path) -> None:
    """Remove what killed processes left of this file while they made it; those at work keep theirs."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.unfinished"):
        number = leftover.name.removesuffix(".unfinished").rpartition(".")[2]
        if number.isdecimal() and (int(number) == os.getpid() or not _is_running(int(number))):
            _remove(leftover)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def check_format(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Check that an open DuckDB file is a ledger of a format version that this release reads.

    Raises
    ------
    LedgerError
        If it is another program's database or was written by a newer release.
    """
    try:
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except (duckdb.CatalogException, duckdb.BinderException):
        found = {}
    if found.get("format") != FORMAT:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        held = f"with the tables {', '.join(tables[:5])}" if tables else "without any table"
        raise LedgerError(
            f"{path} is a DuckDB database {held}, not a ledger. It is left as it is; name a file made by ninetenths."
        )
    version = found.get("version", "")
    if version != str(FORMAT_VERSION):
        raise LedgerError(
            f"{path} has ledger format {version!r}; this release reads format {FORMAT_VERSION}. "
            "Open it with the release that wrote it and export it, or upgrade ninetenths."
        )


def explain(error: duckdb.Error | OSError, path: Path | None) -> NinetenthsError:
    """Return the ledger error that says what a DuckDB or system error means for *path*."""
    text, name = str(error), str(path or "the ledger in memory")
    if "Conflicting lock" in text or "different configuration" in text or "Could not set lock" in text:
        holder = re.search(r"PID (\d+)", text)
        who = f"process {holder[1]}" if holder else "another process or another connection of this one"
        return LedgerBusy(f"{name} is held by {who}. Wait for it to end, or wait longer (wait_seconds, --wait).")
    if any(sign in text for sign in ("No space left", "File too large", "Disk quota", "Could not write all bytes")):
        return LedgerError(
            f"{name} could not be written: the disk is full ({_short(text)}). What was there before is kept. Free "
            "space and write the same again: rows that are already there stay unchanged."
        )
    if any(sign in text for sign in ("Permission denied", "Read-only file system", "Operation not permitted")):
        return LedgerError(
            f"{name} cannot be written or read here: {_short(text)}. Choose a folder that you may write."
        )
    if path is not None and path.is_file():
        return LedgerError(_what_it_is(path, text))
    return LedgerError(f"{name} could not be used: {_short(text)}.")


def _blames_file(error: duckdb.Error | OSError) -> bool:
    return isinstance(error, (OSError, *_FILE_ERRORS)) or type(error) is duckdb.Error


def _what_it_is(path: Path, text: str) -> str:
    with path.open("rb") as file:
        head = file.read(16)
    if not head:
        kind = "an empty file"
    elif head.startswith(b"SQLite format 3"):
        kind = "an SQLite database"
    elif head[8:12] == b"DUCK" and "version" in text and "only read" in text:
        kind = "a database of a newer DuckDB than the one installed here"
    elif head[8:12] == b"DUCK":
        kind = f"a DuckDB file that is damaged or cut short ({_short(text)})"
    else:
        kind = f"no DuckDB file (it begins with {head!r})"
    return f"{path} is {kind}, so it cannot be read as a ledger. It is left as it is; name a ledger, or restore a copy."


def _short(text: str) -> str:
    return " ".join(text.split())[:200].rstrip(". ")


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), read_only=read_only, config=_SETTINGS)


def _patiently(connect: Callable[[], duckdb.DuckDBPyConnection], wait_seconds: float) -> duckdb.DuckDBPyConnection:
    end = time.monotonic() + wait_seconds
    while True:
        try:
            return connect()
        except duckdb.Error as error:
            busy = isinstance(explain(error, None), LedgerBusy)
            if not busy or time.monotonic() >= end:
                raise
        time.sleep(_PAUSE_SECONDS)


def _create_tables(connection: duckdb.DuckDBPyConnection, *, created_from: str) -> None:
    connection.execute("BEGIN")
    connection.execute("; ".join(create_sql(table) for table in stored_tables()))
    connection.execute("CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)")
    connection.execute(
        "INSERT INTO meta VALUES ('format', ?), ('version', ?), ('created_from', ?)",
        [FORMAT, str(FORMAT_VERSION), created_from],
    )
    connection.execute("COMMIT")


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.execute("ROLLBACK")
    except duckdb.Error:
        return  # a failed commit has already undone the transaction


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
