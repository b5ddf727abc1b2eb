"""The ledger: one table of statements and what they rest on, written in transactions and asked as of a date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import duckdb

from ninetenths.errors import InvalidRecord, LedgerError
from ninetenths.ledger.parse import table_of
from ninetenths.ledger.records import (
    RECORD_TYPES,
    Anchor,
    Asset,
    AssetStatus,
    Coverage,
    Document,
    Gap,
    Issue,
    Judgement,
    Link,
    Ownership,
    Record,
    Statement,
    Text,
)
from ninetenths.ledger.staging import append_staged, fetch, stage
from ninetenths.ledger.storage import Storage, create_file
from ninetenths.ledger.tables import DERIVED, own_sql, select_sql
from ninetenths.ledger.where import Where, full_id, query, statement_columns

if TYPE_CHECKING:
    import pyarrow as pa

    from ninetenths.ledger.why import Why


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows of each table were new, and how many were in the ledger already with the same content."""

    added: dict[str, int]
    unchanged: dict[str, int]


class Ledger:
    """Statements with their documents, in one ``*.ledger`` file or in memory.

    The file is opened for each call and closed after it. Rows are only ever added: the same row twice is one
    row, another content under the same id is refused, and a grade changes through a judgement.

    Examples
    --------
    >>> from ninetenths.ledger.records import Document
    >>> ledger = Ledger.in_memory()
    >>> paper = Document(document_id="d", title="A paper", kind="paper", interest="research", licence="cite")
    >>> ledger.write([paper]).added, ledger.write([paper]).unchanged
    ({'document': 1}, {'document': 1})
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    @classmethod
    def open(cls, path: Path, *, wait_seconds: float = 0.0) -> Ledger:
        """Open a ledger file, which must be there.

        Parameters
        ----------
        path
            The file.
        wait_seconds
            How long each call waits for another process that holds the file.

        Raises
        ------
        LedgerError
            If there is no file, it is no ledger, it is damaged, or a newer release wrote it. It is left as it is.
        LedgerBusy
            If another process holds it for longer than that.
        """
        storage = Storage(path.absolute(), wait_seconds=wait_seconds)
        with storage.reading():
            return cls(storage)

    @classmethod
    def create(
        cls, path: Path, *, records: Iterable[Record] = (), created_from: str = "", wait_seconds: float = 0.0
    ) -> Ledger:
        """Create a ledger file, filled with *records*; it appears only when it is complete.

        Parameters
        ----------
        path
            Where nothing is yet.
        records
            What it holds from the start, as for `write`.
        created_from
            What it was seeded from, such as ``azerbaijan-israel@2``; kept in the file.
        wait_seconds
            How long each later call waits for another process that holds the file.

        Raises
        ------
        LedgerError
            If something is there already, or the folder is missing or cannot be written.
        InvalidRecord
            If a record breaks a rule.
        """

        def fill(storage: Storage) -> None:
            cls(storage).write(records)

        create_file(path.absolute(), created_from=created_from, fill=fill)
        return cls(Storage(path.absolute(), wait_seconds=wait_seconds))

    @classmethod
    def in_memory(cls) -> Ledger:
        """Return an empty ledger that lasts as long as the object."""
        return cls(Storage(None))

    @property
    def path(self) -> Path | None:
        """The file; None for a ledger in memory."""
        return self._storage.path

    @property
    def created_from(self) -> str:
        """What the file was seeded from; empty if it began empty."""
        with self._storage.reading() as connection:
            return str(connection.execute("SELECT value FROM meta WHERE key = 'created_from'").fetchall()[0][0])

    def write(self, records: Iterable[Record]) -> Written:
        """Append records in one transaction: when it returns, all of them are on the disk.

        Raises
        ------
        InvalidRecord
            If a record breaks a rule of the schema or refers to what is neither in the ledger nor written along.
        LedgerError
            If an id stands for other content already (both are shown), or the disk is full or read-only.
            Nothing is written then.
        LedgerBusy
            If another process holds the file.
        """
        by_table: dict[str, list[Record]] = {}
        for record in records:
            by_table.setdefault(table_of(record), []).append(record)
        return self.append(by_table)

    def write_arrow(self, table: str, rows: pa.Table) -> Written:
        """Append Arrow rows to one table in one transaction: the way for data sets of many rows.

        Columns that are left out take the default of their record; decimals come as text with the digits as
        printed, dates as text, times as timestamps (UTC where they have no zone).

        Raises
        ------
        InvalidRecord
            If a column or value is not one that the table keeps.
        LedgerError, LedgerBusy
            As for `write`.
        """
        if table not in RECORD_TYPES:
            raise InvalidRecord(f"there is no table {table!r}. Name one of {', '.join(RECORD_TYPES)}.")
        return self.append({table: rows})

    def write_text(self, document_id: str, content: str) -> Written:
        """Keep the text of a document as it came, with its SHA-256; it is never changed.

        Raises
        ------
        InvalidRecord
            If the ledger has no such document or the text holds NUL characters.
        LedgerError
            If another text is kept for the document.
        """
        digest = hashlib.sha256(content.encode(errors="surrogatepass")).hexdigest()
        return self.write([Text(document_id=document_id, sha256=digest, content=content)])

    def judge(self, statement_id: str, grade: str, *, judged_by: str, judged_at: datetime, reason: str) -> Judgement:
        """Change the grade of a statement by a row of its own: the statement is not rewritten.

        Parameters
        ----------
        statement_id
            Full or short id.
        grade
            accepted, candidate or rejected.
        judged_by, judged_at, reason
            Who, when (UTC where it has no zone) and why. The latest judgement counts.

        Raises
        ------
        LedgerError
            If no statement has that id.
        InvalidRecord
            If the grade is none, or who or why is empty.
        """
        judgement = Judgement(
            statement_id=self.find_id(statement_id),
            grade=grade,
            judged_by=judged_by,
            judged_at=judged_at,
            reason=reason,
        )
        self.write([judgement])
        return judgement

    def statements(self, where: Where = Where()) -> list[Statement]:  # noqa: B008 - Where is frozen
        """Return the statements that meet *where*, ordered by id, with their grade after judgements.

        Reading: by default accepted statements only, of every modality and polarity: what is possible, denied,
        counterfactual or normative is among them and must not be counted as fact.
        """
        with self._storage.reading() as connection:
            sql, values = query(where, statement_columns(), judged=_is_judged(connection))
            return fetch(connection, "statement", sql, values)

    def statement_table(self, where: Where = Where()) -> pa.Table:  # noqa: B008 - Where is frozen
        """Return what `statements` returns as an Arrow table, for many rows.

        Beside the columns of the statement it has ``low_number`` and ``high_number`` (float, null where empty) and
        ``first_held`` and ``last_held``, the days of `ninetenths.ledger.dates.held` (null where undated, the first and
        last possible day where open). `write_arrow` takes the table back and leaves these out.
        """
        from ninetenths.ledger.arrow import query_arrow  # noqa: PLC0415 - pyarrow takes 0.2 s to import

        computed = [name for name, (sql_type, _) in DERIVED["statement"].items() if sql_type != "VARCHAR"]
        with self._storage.reading() as connection:
            sql, values = query(where, (*statement_columns(), *computed), judged=_is_judged(connection))
            return query_arrow(connection, sql, values)

    def count(self, where: Where = Where()) -> int:  # noqa: B008 - Where is frozen
        """Return how many statements meet *where*."""
        with self._storage.reading() as connection:
            sql, values = query(where, (), judged=_is_judged(connection))
            return int(connection.execute(sql, values).fetchall()[0][0])

    def find_id(self, text: str) -> str:
        """Return the full id of a statement, given that or the part after the last colon where it is unique.

        Raises
        ------
        LedgerError
            If none or several statements have it; the message names close or all choices.
        """
        with self._storage.reading() as connection:
            return full_id(connection, text)

    def documents(self) -> dict[str, Document]:
        """Return every document by its id, sorted."""
        return {document.document_id: document for document in self._all("document")}

    def assets(self) -> list[Asset]:
        """Return every asset, sorted by id."""
        return self._all("asset")

    def ownerships(self) -> list[Ownership]:
        """Return every interest in an asset, sorted by asset and owner."""
        return self._all("ownership")

    def asset_statuses(self) -> list[AssetStatus]:
        """Return every dated status of an asset, sorted by asset."""
        return self._all("asset_status")

    def gaps(self) -> list[Gap]:
        """Return what is known to matter and was not found, sorted by id."""
        return self._all("gap")

    def links(self) -> list[Link]:
        """Return every claimed tie between statements, sorted by the first of the two."""
        return self._all("link")

    def anchors(self, statement_id: str = "") -> list[Anchor]:
        """Return the anchors of one statement, or of all, sorted by statement and slot."""
        return self._of_statement("anchor", statement_id)

    def judgements(self, statement_id: str = "") -> list[Judgement]:
        """Return the judgements of one statement, or of all, sorted by statement."""
        return self._of_statement("judgement", statement_id)

    def coverages(self) -> list[Coverage]:
        """Return where each data set speaks, sorted by data set and layer."""
        return self._all("coverage")

    def issues(self) -> list[Issue]:
        """Return which statements bear on which issue, sorted by issue."""
        return self._all("issue")

    def texts(self, document_ids: Iterable[str] | None = None) -> dict[str, Text]:
        """Return the stored texts of some documents, or of all, by the id of the document."""
        if document_ids is None:
            return {text.document_id: text for text in self._all("text")}
        wanted = sorted(document_ids)
        with self._storage.reading() as connection:
            sql = "SELECT document_id, sha256, content FROM text WHERE list_contains($wanted, document_id) ORDER BY 1"
            return {text.document_id: text for text in fetch(connection, "text", sql, {"wanted": wanted})}

    def quote(self, document_id: str, start: int, end: int) -> str:
        """Return the characters ``[start, end)`` of a document's text.

        Raises
        ------
        LedgerError
            If no text is kept for the document, or it is shorter than that.
        """
        found = self.texts([document_id])
        if not found:
            raise LedgerError(f"no text is kept for the document {document_id!r}. Add it with Ledger.write_text.")
        content = found[document_id].content
        if not 0 <= start < end <= len(content):
            raise LedgerError(
                f"{start}:{end} is outside the text of {document_id!r}, which has {len(content)} characters."
            )
        return content[start:end]

    def why(self, statement_id: str) -> Why:
        """Return what a statement rests on, down to words, a cell or a citation; takes a full or a short id.

        Raises
        ------
        LedgerError
            If no statement has that id.
        """
        from ninetenths.ledger.why import why  # noqa: PLC0415 - why reads the ledger, so it imports this module

        with self._storage.reading():
            return why(self, self.find_id(statement_id))

    def export(
        self, folder: Path, *, form: Literal["parquet", "csv", "jsonl"], with_restricted: bool = False
    ) -> dict[str, int]:
        """Write everything to a folder that `import_folder` reads back the same, and return rows by table.

        Restricted documents, and whatever cites them, are left out unless *with_restricted*. See
        `ninetenths.ledger.export`.

        Raises
        ------
        LedgerError
            If the folder holds something already or cannot be written.
        """
        from ninetenths.ledger.export import export_folder  # noqa: PLC0415 - pyarrow takes 0.2 s to import

        with self._storage.reading() as connection:
            return export_folder(connection, folder, form=form, with_restricted=with_restricted)

    def import_folder(self, folder: Path) -> Written:
        """Append what `export` wrote, in one transaction.

        Raises
        ------
        LedgerError
            If the folder is no export or of a newer format, or an id stands for other content here.
        InvalidRecord
            If a value breaks a rule; all faults are listed with file and row.
        """
        from ninetenths.ledger.export import read_folder  # noqa: PLC0415 - pyarrow takes 0.2 s to import

        return self.append(read_folder(folder))

    def append(self, parts: Mapping[str, Sequence[Record] | pa.Table]) -> Written:
        """Append rows of several tables, as records or Arrow rows by table name, in one transaction."""
        written = Written({}, {})
        if not parts:
            return written
        with self._storage.writing() as connection:
            for table in RECORD_TYPES:
                if table in parts:
                    stage(connection, table, parts[table])
                    written.added[table], written.unchanged[table] = append_staged(connection, table)
        return written

    def rows(self, table: str) -> list[Any]:
        """Return every row of a table as it was entered, sorted by key: a statement with its grade at entry."""
        return self._all(table)

    def _of_statement(self, table: str, statement_id: str) -> list[Any]:
        if not statement_id:
            return self._all(table)
        with self._storage.reading() as connection:
            sql = f"SELECT {own_sql(table)} FROM {table} s WHERE s.statement_id = $id ORDER BY ALL"
            return fetch(connection, table, sql, {"id": statement_id})

    def _all(self, table: str) -> list[Any]:
        with self._storage.reading() as connection:
            return fetch(connection, table, select_sql(table))


def _is_judged(connection: duckdb.DuckDBPyConnection) -> bool:
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM judgement)").fetchall()[0][0])
