"""``add_dataset``: from the name of a data set to statements in a ledger, in one transaction."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ninetenths.datasets.catalogue.adapter import Adapter, Release, Rows, Skipped
from ninetenths.datasets.catalogue.description import DatasetInfo, dataset_folder, describe
from ninetenths.datasets.catalogue.downloading import Progress
from ninetenths.datasets.catalogue.fetching import Fetched, fetch_all
from ninetenths.datasets.catalogue.locating import default_cache
from ninetenths.datasets.catalogue.releases import identify
from ninetenths.datasets.catalogue.state_map import StateMap, Unplaced, read_state_map
from ninetenths.errors import InvalidRecord
from ninetenths.ledger import Ledger
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.records import Document, Record

if TYPE_CHECKING:
    import pyarrow as pa

STATE_FILE = "states.csv"
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding a data set did.

    Attributes
    ----------
    name, version, label
        Which release; statement ids begin with the label.
    added, unchanged
        Rows by table: new ones, and those the ledger had already.
    documents
        Ids of the documents of its files.
    files
        File key, where it came from (given, mirror, cache, official) and the path or address.
    skipped
        What was left out, and why, with numbers of rows.
    unplaced
        Names that nobody knows; empty unless their rows were left out on request.
    doubts
        What looks odd in the files.
    licence, credit, restrictive
        The publisher's terms, which also stand in each document.

    Reading: statements say what the publisher prints. A row that was not there is a zero only where the coverage of
    the data set reaches.
    """

    name: str
    version: str
    label: str
    added: dict[str, int]
    unchanged: dict[str, int]
    documents: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]
    skipped: tuple[Skipped, ...]
    unplaced: tuple[Unplaced, ...]
    doubts: tuple[str, ...]
    licence: str
    credit: str
    restrictive: bool

    @property
    def statements(self) -> int:
        """Statements of this release that the ledger now has, new ones or not."""
        return self.added.get("statement", 0) + self.unchanged.get("statement", 0)


def add_dataset(
    ledger: Ledger,
    name: str,
    *,
    file: Path | None = None,
    mirror: str | Path | None = None,
    any_release: bool = False,
    partial: bool = False,
    recorded_at: datetime | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Added:
    """Add a published data set to a ledger: the same release twice changes nothing.

    Parameters
    ----------
    ledger
        Where it goes.
    name
        One of `dataset_names`.
    file
        A file that the user has, or a folder that holds the files; they are taken before all others.
    mirror
        Folder, ``file://`` or ``http(s)://`` base address of a mirror, asked before the publisher. No environment
        variable is read here.
    any_release
        Accept files whose hash is none of the known releases; the version is then the hash itself.
    partial
        Leave out rows with names that nobody knows, and list them, rather than refuse the whole.
    recorded_at
        Time of recording (an aware time). By default the date of publication, else the day on which the description
        was checked: no clock is read.
    cache
        Folder for downloads; the user's own by default.
    progress
        Told of each piece of a download.

    Returns
    -------
    Added
        What was written and what was left out.

    Raises
    ------
    DatasetChanged
        If a file is of an unknown release, its columns moved, or it is something else altogether.
    InvalidRecord
        If names cannot be placed (all are listed with their rows), or a row breaks a rule of the ledger.
    NinetenthsError
        If a file cannot be had; the message says how to get it by hand.
    LedgerError, LedgerBusy
        If the ledger cannot be written. Nothing is written then.

    Examples
    --------
    >>> add_dataset(Ledger.in_memory(), "owid_enery")
    Traceback (most recent call last):
    ninetenths.errors.NinetenthsError: 'owid_enery' is not a data set (did you mean 'owid_energy'?). Known are ...
    """
    info = describe(name)
    adapter = adapter_of(name)
    fetched, missed = fetch_all(info, given=file, mirror=mirror, cache=cache or default_cache(), progress=progress)
    release = _release(info, adapter, fetched, any_release=any_release, recorded_at=recorded_at)
    rows = adapter.read(release)
    unplaced = release.states.unplaced()
    if unplaced and not partial:
        raise InvalidRecord(_unplaced_message(info, unplaced))
    documents = _documents(info, release, fetched, ledger.documents())
    written = ledger.append(_parts(rows, documents))
    return Added(
        name=name,
        version=release.version,
        label=release.label,
        added=written.added,
        unchanged=written.unchanged,
        documents=tuple(document.document_id for document in documents),
        files=tuple((one.content.key, one.origin, one.place) for one in fetched),
        skipped=(*rows.skipped, *_left_out(release.states)),
        unplaced=unplaced,
        doubts=(*rows.doubts, *missed),
        licence=info.licence,
        credit=info.credit,
        restrictive=info.restrictive,
    )


def adapter_of(name: str) -> Adapter:
    """Return the adapter module of a data set.

    Raises
    ------
    NinetenthsError
        If there is no data set of that name.
    """
    describe(name)
    return cast(Adapter, importlib.import_module(f"ninetenths.datasets.{name}.adapter"))


def states_of(info: DatasetInfo) -> StateMap:
    """Return a fresh state map of a data set: nothing placed or counted yet."""
    own = dataset_folder(info.name).joinpath(STATE_FILE)
    text = own.read_text(encoding="utf-8") if own.is_file() else "printed,actor,reason"
    return read_state_map(text, system=info.code_system, place=f"{info.name}/{STATE_FILE}")


def _release(
    info: DatasetInfo,
    adapter: Adapter,
    fetched: Sequence[Fetched],
    *,
    any_release: bool,
    recorded_at: datetime | None,
) -> Release:
    version, published_on = identify(info, adapter, fetched, any_release=any_release)
    day = last_day(published_on)
    dated = datetime(day.year, day.month, day.day, tzinfo=UTC) if day is not None else info.checked_time
    return Release(
        name=info.name,
        version=version,
        published_on=published_on,
        recorded_at=recorded_at or dated,
        contents={one.content.key: one.content for one in fetched},
        states=states_of(info),
        publisher=info.publisher,
    )


def _documents(
    info: DatasetInfo, release: Release, fetched: Sequence[Fetched], known: Mapping[str, Document]
) -> list[Document]:
    """Return one document for each file; what the ledger has already under the id and hash stays as it is."""
    found = []
    for one in fetched:
        file = info.file(one.content.key)
        own = release.document_id(file.key)
        there = known.get(own)
        if there is not None and there.sha256 == one.content.sha256:
            found.append(there)
            continue
        found.append(
            Document(
                document_id=own,
                title=f"{info.title}: {file.title}" if file.title != info.title else info.title,
                publisher=info.publisher,
                published_on=release.published_on,
                address=file.address or info.homepage,
                kind="dataset",
                language=info.language,
                interest=info.interest,
                licence=f"{info.licence}. {info.credit}",
                sha256=one.content.sha256,
                supersedes=_superseded(info, release, file.key, known),
            )
        )
    return found


def _superseded(info: DatasetInfo, release: Release, key: str, known: Mapping[str, Document]) -> str:
    """Return the latest earlier release of a file in the ledger; one without a date comes after those that have one.

    Exports that a user asks a database for supersede each other only where the same was asked for.
    """
    series = f"{release.version.partition('.')[0]}." if info.versioned_by == "file" else ""
    new = first_day(release.published_on)
    earlier = [
        (day, document.document_id)
        for document in known.values()
        if document.document_id.startswith(f"{info.name}@{series}") and document.document_id.endswith(f":{key}")
        if (day := last_day(document.published_on)) is not None and (new is None or day < new)
    ]
    return max(earlier)[1] if earlier else ""


def _parts(rows: Rows, documents: Sequence[Document]) -> dict[str, Any]:
    parts: dict[str, Sequence[Record] | pa.Table] = {
        "document": [*documents, *rows.documents],
        "asset": rows.assets,
        "statement": rows.statements,
        "ownership": rows.ownerships,
        "asset_status": rows.asset_statuses,
        "coverage": rows.coverages,
    }
    return {table: part for table, part in parts.items() if len(part)}


def _left_out(states: StateMap) -> list[Skipped]:
    found = []
    for reason, names in sorted(states.left_out.items()):
        examples = tuple(f"{name}: {count} rows" for name, count in sorted(names.items()))
        found.append(Skipped(reason=reason, count=sum(names.values()), examples=examples))
    return found


def _unplaced_message(info: DatasetInfo, unplaced: Sequence[Unplaced]) -> str:
    lines = [
        f"  {one.printed!r} in {one.count} rows ({', '.join(str(row) for row in one.rows[:5])} …): {one.problem[:200]}"
        for one in unplaced[:_SHOWN]
    ]
    more = f"\n  and {len(unplaced) - _SHOWN} more" if len(unplaced) > _SHOWN else ""
    return (
        f"{info.name} names {len(unplaced)} states or groups that nobody knows; nothing was written. Leave their rows "
        f"out with --partial (they are listed then), or add them to {info.name}/{STATE_FILE}:\n"
        + "\n".join(lines)
        + more
    )
