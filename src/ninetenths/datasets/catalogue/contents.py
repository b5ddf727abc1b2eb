"""Bytes of a file that somebody else made: unpacked within bounds, named for what they are, never trusted."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

from ninetenths.datasets.catalogue.adapter import Content
from ninetenths.datasets.catalogue.description import DatasetFile
from ninetenths.errors import DatasetChanged, NinetenthsError

MOST_RATIO = 1000
"""Unpacked to packed bytes; tables of numbers pack up to some 200 to 1, bombs a thousand and more."""
_CHUNK = 1 << 20
_PACKED = (".xz", ".gz", ".zip")
_HTML_HEADS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")
_MAGIC = {"xlsx": b"PK\x03\x04", "parquet": b"PAR1"}


def load_content(path: Path, file: DatasetFile, *, place: str = "") -> Content:
    """Return the content of a file on disk, unpacked.

    Parameters
    ----------
    path
        The file; ``.xz``, ``.gz`` and ``.zip`` (of one file) are unpacked, told by their first bytes.
    file
        What is expected of it: its format and how many bytes it has at most.
    place
        How messages call it, such as the address of a download; the path by default.

    Raises
    ------
    DatasetChanged
        If it is empty, a web page, not of its format, larger than its bound, or unpacks to more than
        `MOST_RATIO` times its size.
    NinetenthsError
        If it cannot be read or unpacked.
    """
    place = place or str(path)
    try:
        size = path.stat().st_size
        if size > file.most_bytes:
            raise _too_large(place, file, f"has {size} bytes")
        packed = path.read_bytes()
    except OSError as error:
        raise NinetenthsError(f"{place} cannot be read: {error.strerror}. Name a file that you may read.") from error
    payload = _unpack(packed, place, file)
    refuse_other_kinds(payload, file, place=place)
    return Content(key=file.key, name=path.name, sha256=hashlib.sha256(payload).hexdigest(), payload=payload)


def hashes_of(path: Path, content: Content) -> tuple[str, ...]:
    """Return the SHA-256 of a file as it lies on disk and of what it unpacks to; one where they are the same."""
    with path.open("rb") as opened:
        own = hashlib.file_digest(opened, "sha256").hexdigest()
    return (own,) if own == content.sha256 else (own, content.sha256)


def refuse_other_kinds(payload: bytes, file: DatasetFile, *, place: str) -> None:
    """Raise DatasetChanged where the bytes are a web page, nothing, or not of the format that is expected."""
    head = payload[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        raise DatasetChanged(f"{place} is empty; expected {file.title} ({file.format}). Download it again.")
    if file.format != "other" and head.startswith(_HTML_HEADS):
        raise DatasetChanged(
            f"{place} is a web page, not {file.title} ({file.format}): a server that wants a login, a cookie or that "
            "failed answers so. Open the address in a browser, save the file itself and name it."
        )
    magic = _MAGIC.get(file.format)
    if magic and not payload.startswith(magic):
        raise DatasetChanged(
            f"{place} is not {file.format}: it begins with {payload[:8]!r}, expected {magic!r}. Download it again."
        )


def _unpack(packed: bytes, place: str, file: DatasetFile) -> bytes:
    opener = _opener(packed, file)
    if opener is None:
        return packed
    bound = min(file.most_bytes, max(len(packed), 1) * MOST_RATIO)
    try:
        with opener(packed) as stream:
            payload = _read_up_to(stream, bound + 1)
    except (
        lzma.LZMAError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise NinetenthsError(
            f"{place} cannot be unpacked ({error}): it is damaged or cut short. Download it again."
        ) from error
    if len(payload) > bound:
        raise _too_large(place, file, f"unpacks from {len(packed)} to more than {bound} bytes")
    return payload


def _opener(packed: bytes, file: DatasetFile) -> Callable[[bytes], IO[bytes]] | None:
    if packed.startswith(b"\xfd7zXZ\x00"):
        return lambda held: lzma.open(io.BytesIO(held))
    if packed.startswith(b"\x1f\x8b"):
        return lambda held: cast(IO[bytes], gzip.open(io.BytesIO(held)))
    if packed.startswith(b"PK\x03\x04") and file.format != "xlsx":
        return lambda held: _only_member(held, file)
    return None


def _only_member(packed: bytes, file: DatasetFile) -> IO[bytes]:
    archive = zipfile.ZipFile(io.BytesIO(packed))
    members = [one for one in archive.infolist() if not one.is_dir()]
    named = [one for one in members if one.filename.rpartition("/")[2] in file.names] or members
    if len(named) != 1:
        found = ", ".join(one.filename for one in members[:5]) or "nothing"
        raise DatasetChanged(
            f"the archive holds {found}; expected {' or '.join(file.names)}. Unpack it and name the file itself."
        )
    return archive.open(named[0])


def _read_up_to(stream: IO[bytes], bound: int) -> bytes:
    parts: list[bytes] = []
    total = 0
    while total < bound and (part := stream.read(min(_CHUNK, bound - total))):
        parts.append(part)
        total += len(part)
    return b"".join(parts)


def _too_large(place: str, file: DatasetFile, found: str) -> DatasetChanged:
    return DatasetChanged(
        f"{place} {found}; expected at most {file.most_bytes} bytes and {MOST_RATIO} times its packed size for "
        f"{file.title}. It was not read: check that it is the publisher's file."
    )
