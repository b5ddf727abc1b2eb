"""``dataset.yaml``: what a data set is, where its files are, whose terms apply and which releases are known.

Example::

    name: owid_energy                 # the folder's name
    title: Fossil fuel production and primary energy by state
    publisher: Our World in Data
    homepage: https://ourworldindata.org/energy
    licence: CC BY 4.0
    credit: Our World in Data, from ...
    restrictive: false                # true: the licence is printed whenever the data set is added
    interest: data                    # vocabulary of documents
    language: en
    layers: [energy]
    begins: "1900"
    ends: "2020"
    states: []                        # actor ids; empty is every state
    code_system: ""                   # iso3, cow, m49 ... where codes and not names are printed
    versioned_by: hash                # hash: known releases below; file: the file prints its own version
    adapter: 1                        # raised where the adapter makes other rows of the same file
    checked_on: 2026-11-21            # when this description was checked against the publisher
    notes:
      - Entity names, no ISO codes.
    files:
      - key: production
        title: Fossil fuel production
        format: csv                   # csv, tsv, xlsx, json, parquet or other
        names: [Fossil fuel production.csv]              # under these names in a mirror, unpacked or .xz, .gz, .zip
        mirror: [energy_owid/Fossil_fuel_production*.csv.xz]   # paths in a mirror; * is allowed in folders on disk
        address: https://example.org/production.csv      # empty: only by hand; say how in `by_hand`
        by_hand: ""
        required: true
        most_bytes: 50000000          # unpacked
    releases:
      - version: "2022-07-08"
        published_on: "2022-07-08"
        files:
          production: [<sha256 of the file as published, or of what it unpacks to>]
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from ninetenths.errors import InvalidRecord, NinetenthsError
from ninetenths.ledger.dates import first_day, last_day
from ninetenths.ledger.schema import vocabulary
from ninetenths.states import is_actor

DESCRIPTION_FILE = "dataset.yaml"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_Line = Annotated[str, Field(min_length=1, max_length=1000)]
_STRICT = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class DatasetFile(BaseModel):
    """One file of a data set: its names, its places, its bounds.

    Reading: ``address`` is where the publisher offers it; it is asked only when neither a file nor a mirror is there.
    """

    model_config = _STRICT

    key: _Line
    title: _Line
    format: Literal["csv", "tsv", "xlsx", "json", "parquet", "other"]
    names: Annotated[tuple[_Line, ...], Field(min_length=1)]
    mirror: tuple[_Line, ...] = ()
    address: str = ""
    by_hand: str = ""
    required: bool = True
    most_bytes: Annotated[int, Field(ge=1, le=2_000_000_000)] = 200_000_000

    @model_validator(mode="after")
    def _reachable(self) -> DatasetFile:
        if not self.address and not self.by_hand:
            raise ValueError(f"{self.key}: give its address, or say in by_hand how a person gets it")
        if self.address and not self.address.startswith(("https://", "http://")):
            raise ValueError(f"{self.key}: the address begins with https://")
        return self


class KnownRelease(BaseModel):
    """A release that the adapter was tried on: version, date and the hashes of its files.

    ``files`` maps a file key to the SHA-256 of that file as published or as unpacked; any of them will do.
    """

    model_config = _STRICT

    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
    published_on: str = ""
    files: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]]

    @field_validator("files")
    @classmethod
    def _hashes(cls, found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        bad = [one for hashes in found.values() for one in hashes if not _SHA256.fullmatch(one)]
        if bad:
            raise ValueError(f"{bad[0]!r} is not a SHA-256 (64 small hexadecimal digits)")
        return found

    @field_validator("published_on")
    @classmethod
    def _dated(cls, text: str) -> str:
        last_day(text)
        return text


class DatasetInfo(BaseModel):
    """What ``dataset.yaml`` says of a data set; keys as in the example of this module.

    Reading: coverage says of which years and states the data set speaks at all; it is not a promise that the numbers
    are right. ``notes`` are its known problems.
    """

    model_config = _STRICT

    name: _Line
    title: _Line
    publisher: _Line
    homepage: str = ""
    licence: _Line
    credit: _Line
    restrictive: bool = False
    interest: str = "data"
    language: str = "en"
    layers: Annotated[tuple[str, ...], Field(min_length=1)]
    begins: str
    ends: str
    states: tuple[str, ...] = ()
    code_system: Literal["", "iso3", "iso2", "iso3166-3", "m49", "cow", "gw", "un_library"] = ""
    versioned_by: Literal["hash", "file"] = "hash"
    adapter: Annotated[int, Field(ge=1, le=999)] = 1
    checked_on: date
    notes: tuple[_Line, ...] = ()
    files: Annotated[tuple[DatasetFile, ...], Field(min_length=1)]
    releases: tuple[KnownRelease, ...] = ()

    @field_validator("name")
    @classmethod
    def _plain_name(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError("a name is lower-case letters and digits, joined by single underscores")
        return name

    @field_validator("begins", "ends")
    @classmethod
    def _dated(cls, text: str) -> str:
        last_day(text)
        return text

    @field_validator("layers")
    @classmethod
    def _known_layers(cls, layers: tuple[str, ...]) -> tuple[str, ...]:
        if strange := [layer for layer in layers if layer not in vocabulary("layer")]:
            raise ValueError(f"{strange[0]!r} is not a layer: {', '.join(vocabulary('layer'))}")
        return layers

    @field_validator("interest")
    @classmethod
    def _known_interest(cls, interest: str) -> str:
        if interest not in vocabulary("interest"):
            raise ValueError(f"{interest!r} is not an interest: {', '.join(vocabulary('interest'))}")
        return interest

    @field_validator("states")
    @classmethod
    def _known_states(cls, states: tuple[str, ...]) -> tuple[str, ...]:
        if strange := [state for state in states if not is_actor(state)]:
            raise ValueError(f"{strange[0]!r} is not an actor id")
        return states

    @model_validator(mode="after")
    def _agrees(self) -> DatasetInfo:
        begins, ends = first_day(self.begins), last_day(self.ends)
        if begins is not None and ends is not None and begins > ends:
            raise ValueError(f"begins {self.begins} after ends {self.ends}")
        keys = [one.key for one in self.files]
        if len(set(keys)) != len(keys):
            raise ValueError("two files have the same key")
        if strange := [key for release in self.releases for key in release.files if key not in keys]:
            raise ValueError(f"a release names the file {strange[0]!r}, which is not among {', '.join(keys)}")
        if self.versioned_by == "hash" and not self.releases:
            raise ValueError("versioned_by is hash, and no release is known: list one, or write versioned_by: file")
        return self

    @property
    def address(self) -> str:
        """The homepage, or the address of the first file that has one; empty where there is none."""
        return self.homepage or next((one.address for one in self.files if one.address), "")

    @property
    def version(self) -> str:
        """The newest known release; empty where every export is a release of its own.

        >>> describe("owid_energy").version
        '2024-10-21'
        """
        return self.releases[-1].version if self.releases else ""

    @property
    def checked_time(self) -> datetime:
        """Midnight UTC of ``checked_on``."""
        return datetime(self.checked_on.year, self.checked_on.month, self.checked_on.day, tzinfo=UTC)

    def file(self, key: str) -> DatasetFile:
        """Return the file of that key."""
        return next(one for one in self.files if one.key == key)


def dataset_folder(name: str) -> Traversable:
    """Return the folder of a data set, in which its description and state map lie."""
    return files("ninetenths.datasets").joinpath(name)


@cache
def dataset_names() -> tuple[str, ...]:
    """Return the names of all data sets that can be added, sorted.

    >>> "owid_energy" in dataset_names()
    True
    """
    folders = files("ninetenths.datasets").iterdir()
    return tuple(sorted(one.name for one in folders if one.is_dir() and one.joinpath(DESCRIPTION_FILE).is_file()))


@cache
def describe(name: str) -> DatasetInfo:
    """Return the description of a data set.

    Raises
    ------
    NinetenthsError
        If there is no data set of that name; close names are suggested.

    Examples
    --------
    >>> describe("owid_energy").licence
    'CC BY 4.0'
    """
    if name not in dataset_names():
        from ninetenths.datasets.packs.faults import did_you_mean  # noqa: PLC0415 - packs loads more than a name needs

        raise NinetenthsError(
            f"{name[:80]!r} is not a data set{did_you_mean(name, dataset_names())}. Known are "
            f"{', '.join(dataset_names())}; `ninetenths datasets` describes them."
        )
    text = dataset_folder(name).joinpath(DESCRIPTION_FILE).read_text(encoding="utf-8")
    info = parse_description(text, place=f"{name}/{DESCRIPTION_FILE}")
    if info.name != name:
        raise InvalidRecord(f"{name}/{DESCRIPTION_FILE}: found the name {info.name}; expected that of its folder")
    return info


def parse_description(text: str, *, place: str = DESCRIPTION_FILE) -> DatasetInfo:
    """Return what the text of a ``dataset.yaml`` says.

    Raises
    ------
    InvalidRecord
        If it is no YAML, or keys are missing, unknown or out of range; all faults are listed at once.
    """
    try:
        # BaseLoader builds text, lists and mappings only: no tag, date or number is ever interpreted
        tree = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise InvalidRecord(f"{place} is not YAML: {error}") from None
    try:
        return DatasetInfo.model_validate(tree)
    except ValidationError as error:
        lines = [
            f"  {'.'.join(str(part) for part in one['loc']) or 'the whole'}: "
            f"{one['msg'].removeprefix('Value error, ')}; found {str(one['input'])[:80]!r}"
            for one in error.errors()
        ]
        raise InvalidRecord(f"{place} cannot be used:\n" + "\n".join(lines)) from None
