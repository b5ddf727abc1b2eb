"""Where a file is taken from: the one that the user names, a mirror, the cache of downloads, the publisher."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from ninetenths.datasets.catalogue.description import DatasetFile, DatasetInfo
from ninetenths.errors import NinetenthsError

PACKINGS = ("", ".xz", ".gz", ".zip")
"""Endings under which a file may lie in a mirror."""

Origin = Literal["given", "mirror", "cache", "official", "by hand"]


@dataclass(frozen=True, slots=True)
class Source:
    """One place from which a file could be taken: an existing path, or addresses to be tried in their order.

    ``origin`` is given (named by the user), mirror, cache (an earlier download), official, or by hand (the publisher
    has no address that a program can use; no place then).

    Reading: where a file comes from says nothing about what is in it; the hash does.
    """

    origin: Origin
    path: Path | None = None
    addresses: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The path or first address; empty where only a person can get the file."""
        return str(self.path) if self.path else next(iter(self.addresses), "")


def sources(
    info: DatasetInfo, file: DatasetFile, *, given: Path | None, mirror: str | Path | None, cache: Path
) -> Iterator[Source]:
    """Yield the places of a file in the order in which they are tried; nothing is fetched.

    Parameters
    ----------
    info, file
        Which file of which data set.
    given
        A file or folder that the user names; in it the file is looked for first, and only there where it is the file.
    mirror
        A folder, a ``file://`` address or the base address of a mirror server; None for none.
    cache
        Folder of earlier downloads.

    Raises
    ------
    NinetenthsError
        If the given place does not exist, or a folder holds several files that could be it.
    """
    named = _given(info, file, given)
    if named is not None:
        yield named
        return
    yield from _mirrored(info, file, mirror)
    kept = cache / info.name
    if (path := _under_a_name(kept, file)) is not None:
        yield Source("cache", path)
    if file.address:
        yield Source("official", addresses=(file.address,))
    else:
        yield Source("by hand")


def default_cache() -> Path:
    """Return the user's folder for downloads, ``ninetenths`` in that of the platform; it need not exist."""
    import pooch  # noqa: PLC0415 - takes 0.2 s to import

    return Path(pooch.os_cache("ninetenths"))


def _given(info: DatasetInfo, file: DatasetFile, given: Path | None) -> Source | None:
    if given is None:
        return None
    if not given.exists():
        raise NinetenthsError(f"{given} is not there. Name the file, or a folder in which it lies.")
    if given.is_dir():
        path = _in_folder(info, file, given)
        return None if path is None else Source("given", path)
    return Source("given", given) if key_of(info, given) == file.key else None


def key_of(info: DatasetInfo, given: Path) -> str:
    """Return the key of the file that a named file is meant to be.

    Told by its name where the data set has several; a data set of one needed file takes it under any name.

    Raises
    ------
    NinetenthsError
        If the name is none of several.
    """
    for file in info.files:
        if any(given.name == name + packing for name in file.names for packing in PACKINGS):
            return file.key
    for file in info.files:
        if any(given.match(pattern) for pattern in file.mirror):
            return file.key
    needed = [file.key for file in info.files if file.required]
    if len(info.files) == 1 or len(needed) == 1:
        return needed[0] if needed else info.files[0].key
    names = ", ".join(file.names[0] for file in info.files)
    raise NinetenthsError(f"{given.name} could be any file of {info.name}. Name it like one of these: {names}.")


def _mirrored(info: DatasetInfo, file: DatasetFile, mirror: str | Path | None) -> Iterator[Source]:
    if mirror is None or not str(mirror):
        return
    scheme = urlsplit(str(mirror)).scheme
    if scheme in ("http", "https"):
        yield Source("mirror", addresses=tuple(_addresses(info, file, str(mirror).rstrip("/"))))
        return
    folder = Path(unquote(urlsplit(str(mirror)).path)) if scheme == "file" else Path(mirror)
    if not folder.is_dir():
        raise NinetenthsError(
            f"the mirror {mirror} is not there. Let NINETENTHS_MIRROR name a folder, a file:// or an http:// address, "
            "or unset it."
        )
    if (path := _in_folder(info, file, folder)) is not None:
        yield Source("mirror", path)


def _in_folder(info: DatasetInfo, file: DatasetFile, folder: Path) -> Path | None:
    found = sorted({path for pattern in file.mirror for path in folder.glob(pattern) if path.is_file()})
    if len(found) > 1:
        names = ", ".join(str(path.relative_to(folder)) for path in found[:5])
        raise NinetenthsError(
            f"{folder} holds several files that could be {file.title} of {info.name}: {names}. Name one of them."
        )
    return found[0] if found else _under_a_name(folder / info.name, file) or _under_a_name(folder, file)


def _under_a_name(folder: Path, file: DatasetFile) -> Path | None:
    choices = (folder / (name + packing) for name in file.names for packing in PACKINGS)
    return next((path for path in choices if path.is_file()), None)


def _addresses(info: DatasetInfo, file: DatasetFile, base: str) -> Iterator[str]:
    yield from (f"{base}/{quote(pattern)}" for pattern in file.mirror if not set(pattern) & set("*?["))
    for name in file.names:
        yield from (f"{base}/{info.name}/{quote(name + packing)}" for packing in PACKINGS)


def keep_download(path: Path, *, cache: Path, name: str) -> None:
    """Move a download into the cache, whole or not at all; a cache that cannot be written is passed over."""
    try:
        folder = cache / name
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{path.name}.{os.getpid()}.unfinished"
        unfinished.write_bytes(path.read_bytes())
        unfinished.replace(folder / path.name)
    except OSError:
        return
