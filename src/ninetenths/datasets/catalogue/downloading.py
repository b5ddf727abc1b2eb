"""One file over HTTP, within bounds, with progress; and plain words where it cannot be had."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ninetenths.datasets.catalogue.description import DatasetFile
from ninetenths.errors import DatasetChanged, NinetenthsError

Progress = Callable[[str, int, int], None]
"""Called with what is downloaded, the bytes so far and the bytes in all (0 where the server does not say)."""

MIRROR_VARIABLE = "NINETENTHS_MIRROR"
_TIMEOUT_SECONDS = (15, 120)
_CHUNK_BYTES = 1 << 16
_GONE = (404, 410)


class NotThere(Exception):
    """The server answered that it has no such file."""


@dataclass(frozen=True, slots=True)
class _Bounded:
    """What pooch downloads with: counts bytes, tells the caller, stops what is too large, and leaves nothing open."""

    file: DatasetFile
    progress: Progress | None

    def __call__(self, url: str, output_file: str, pooch: object) -> None:  # noqa: ARG002 - pooch names and passes it
        import requests  # noqa: PLC0415 - comes with pooch; takes 0.1 s to import

        with (
            requests.get(url, stream=True, timeout=_TIMEOUT_SECONDS) as response,
            Path(output_file).open("wb") as written,
        ):
            response.raise_for_status()
            total = int(response.headers.get("content-length", 0))
            done = 0
            for piece in response.iter_content(chunk_size=_CHUNK_BYTES):
                done += len(piece)
                self._weigh(done, total)
                written.write(piece)

    def _weigh(self, done: int, total: int) -> None:
        if max(done, total) > self.file.most_bytes:
            raise DatasetChanged(
                f"the server sends more than {self.file.most_bytes} bytes; expected less for {self.file.title}. The "
                "download was stopped: check the address in a browser."
            )
        if self.progress is not None:
            self.progress(self.file.title, done, total)


def download(address: str, file: DatasetFile, *, folder: Path, progress: Progress | None = None) -> Path:
    """Fetch an address into a folder and return the file's path.

    Parameters
    ----------
    address
        ``http://`` or ``https://``; redirects are followed.
    file
        What is expected: its bound of bytes and its name.
    folder
        Where the file is put.
    progress
        Told of each piece.

    Raises
    ------
    NotThere
        If the server says 404 or 410.
    DatasetChanged
        If the server sends more than the bound.
    NinetenthsError
        If there is no connection, the server fails, or the file arrives cut short; the message says what a user
        behind a firewall does.
    """
    import pooch  # noqa: PLC0415 - takes 0.2 s to import, and only downloads need it

    pooch.get_logger().setLevel(logging.ERROR)  # progress is told as it comes
    downloader = _Bounded(file, progress)
    try:
        found = pooch.retrieve(
            address, known_hash=None, fname=_file_name(address, file), path=folder, downloader=downloader
        )
    except (OSError, ValueError) as error:  # every error of requests is an OSError
        status = getattr(getattr(error, "response", None), "status_code", None)
        if status in _GONE:
            raise NotThere(address) from error
        raise NinetenthsError(_unreachable(address, file, error, status)) from error
    return Path(found)


def by_hand(file: DatasetFile) -> str:
    """Return the sentence that tells a person how to get a file without this program.

    Reading: behind a firewall it is the way; the file is checked by its hash all the same.
    """
    where = file.by_hand or f"download {file.address} in a browser"
    return (
        f"{where[:1].upper()}{where[1:]}; save it as {file.names[0]!r} and name it (`ninetenths add NAME FILE`), or "
        f"put it in a folder or on a server that {MIRROR_VARIABLE} names."
    )


def _unreachable(address: str, file: DatasetFile, error: Exception, status: object) -> str:
    if type(error).__name__ in ("ConnectionError", "ConnectTimeout"):  # its own words are a chain of classes
        return f"{address} could not be fetched: nothing answers there ({type(error).__name__}). {by_hand(file)}"
    problem = f"the server answered {status}" if status else f"it failed with {type(error).__name__}"
    return f"{address} could not be fetched: {problem} ({' '.join(str(error).split())[:200]}). {by_hand(file)}"


def _file_name(address: str, file: DatasetFile) -> str:
    """Return the name under which a download is kept: that of the file, with the packing of the address."""
    packing = next((one for one in (".xz", ".gz", ".zip") if address.partition("?")[0].endswith(one)), "")
    name = file.names[0]
    return name if not packing or name.endswith(packing) else name + packing
