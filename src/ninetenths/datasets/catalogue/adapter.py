"""The protocol between the catalogue and the adapter of one data set.

A data set is a folder beside this one: ``dataset.yaml`` (`ninetenths.datasets.catalogue.description`), ``states.csv``
(`ninetenths.datasets.catalogue.state_map`) and ``adapter.py`` with

``read(release: Release) -> Rows``
    Turn the files of a release into rows of the ledger. The adapter opens no file, makes no document and writes
    nothing: it reads ``release.contents`` and returns.
``version_of(contents: Mapping[str, Content]) -> tuple[str, str]``
    Only where ``dataset.yaml`` says ``versioned_by: file``, since each user's export of a database is a release of
    its own: what was asked for, as small letters, digits and hyphens (``from-israel``), and the date that the file
    prints (empty where none). The version becomes ``from-israel.2026-09-29.772132ec`` with the beginning of the hash;
    a later export of the same name supersedes an earlier one.

An adapter raises `ninetenths.errors.DatasetChanged` where columns moved, and reports what it leaves out as `Skipped`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ninetenths.datasets.catalogue.state_map import StateMap
from ninetenths.ledger.records import Asset, AssetStatus, Coverage, Document, Ownership, Statement

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One file as an adapter sees it: unpacked, within bounds, and no web page in disguise.

    Attributes
    ----------
    key
        Its key in ``dataset.yaml``.
    name
        Name of the file as it came (``votes.csv.xz``).
    sha256
        SHA-256 of the bytes below, in hexadecimal.
    payload
        The bytes after ``.xz``, ``.gz`` or a ``.zip`` of one file was unpacked; workbooks stay packed.

    Reading: the bytes are what some server or disk gave; whether they are the publisher's is what the hash says.
    """

    key: str
    name: str
    sha256: str
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release of a data set, ready to be read.

    Attributes
    ----------
    name, version
        ``owid_energy`` and ``2022-07-08``. Statement ids begin with ``label``.
    published_on
        Date of publication (``2022``, ``2022-07``, ``2022-07-08``); empty where nobody says.
    recorded_at
        Goes into every statement; an aware time.
    contents
        File key to content; optional files that were not found are not in it.
    states
        From names and codes as printed to actor ids.
    publisher
        As ``dataset.yaml`` names it.
    """

    name: str
    version: str
    published_on: str
    recorded_at: datetime
    contents: Mapping[str, Content]
    states: StateMap
    publisher: str

    @property
    def label(self) -> str:
        """``name@version``: the prefix of every id of this release.

        Reading: ids of two releases never meet, so that both vintages stay in the ledger.
        """
        return f"{self.name}@{self.version}"

    def document_id(self, key: str) -> str:
        """Return the id of the document that one file is: ``owid_energy@2022:production``."""
        return f"{self.label}:{key}"

    def asset_id(self, local: str) -> str:
        """Return the id of an asset of this release: ``gem_pipelines.2024-05-27.p0644``.

        Small letters, digits, dots and hyphens only, since that is what ``via`` takes for an asset.
        """
        return re.sub(r"[^a-z0-9._-]+", "-", f"{self.name}.{self.version}.{local}".lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Rows of a file that became no statement, and why; nothing is left out without one of these.

    ``count`` is the number of rows (≥ 1), ``examples`` a few of them in words ("row 12: OPEC").

    Reading: skipped on purpose, such as a total that would be counted twice; not an error.
    """

    reason: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What an adapter makes of a release.

    Attributes
    ----------
    statements
        Records, or an Arrow table made with `ninetenths.datasets.catalogue.bulk.statement_table` (many rows).
    coverages
        Where the data set speaks: inside, an absent row is an observed zero; outside it is unknown. Leave it out
        rather than claim zeros that the publisher does not claim.
    assets, asset_statuses, ownerships
        Rows of those tables; ids from `Release.asset_id`.
    documents
        Only documents beside those of the files, which the catalogue makes itself.
    skipped
        What was left out, and why. Names that the state map skips are counted by the map; leave them out here.
    doubts
        Sentences about what looks odd in the files, for the person who adds them.
    """

    statements: pa.Table | Sequence[Statement] = ()
    coverages: tuple[Coverage, ...] = ()
    assets: tuple[Asset, ...] = ()
    asset_statuses: tuple[AssetStatus, ...] = ()
    ownerships: tuple[Ownership, ...] = ()
    documents: tuple[Document, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    doubts: tuple[str, ...] = ()


class Adapter(Protocol):
    """What the module ``adapter.py`` of a data set offers."""

    def read(self, release: Release) -> Rows:
        """Turn the files of a release into rows of the ledger."""
        ...

    def version_of(self, contents: Mapping[str, Content]) -> tuple[str, str]:
        """Return what the files are of and the date that they print; only where ``versioned_by: file``."""
        ...
