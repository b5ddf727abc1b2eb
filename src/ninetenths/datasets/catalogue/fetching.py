"""The files of a data set, each from the first place that has it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ninetenths.datasets.catalogue.adapter import Content
from ninetenths.datasets.catalogue.contents import hashes_of, load_content
from ninetenths.datasets.catalogue.description import DatasetFile, DatasetInfo
from ninetenths.datasets.catalogue.downloading import NotThere, Progress, by_hand, download
from ninetenths.datasets.catalogue.locating import Source, keep_download, key_of, sources
from ninetenths.datasets.catalogue.releases import known_hashes
from ninetenths.errors import DatasetChanged, NinetenthsError


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file in hand: its content, the hashes it answers to, and where it came from."""

    content: Content
    hashes: tuple[str, ...]
    origin: str
    place: str


def fetch_all(
    info: DatasetInfo,
    *,
    given: Path | None,
    mirror: str | Path | None,
    cache: Path,
    progress: Progress | None,
) -> tuple[list[Fetched], list[str]]:
    """Return the files of a data set, and a sentence for each optional one that could not be had.

    With a file given, the optional others are not looked for; where the needed ones lay in a folder or mirror, the
    publisher is not asked for the optional ones that lie not there.

    Raises
    ------
    NinetenthsError, DatasetChanged
        As for `fetch`, of a file that is needed or given.
    """
    chosen = key_of(info, given) if given is not None and given.is_file() else ""
    wanted = [file for file in info.files if file.required or not chosen or file.key == chosen]
    found: list[Fetched] = []
    missed: list[str] = []
    for file in sorted(wanted, key=lambda one: not one.required):
        places = list(sources(info, file, given=given, mirror=mirror, cache=cache))
        if not file.required and any(one.origin in ("given", "mirror") for one in found):
            places = [place for place in places if place.origin != "official"]
        try:
            found.append(fetch(info, file, places, cache=cache, progress=progress))
        except NinetenthsError as error:
            if file.required or file.key == chosen or isinstance(error, DatasetChanged):
                raise
            missed.append(f"{file.title} was left out: {error}")
    if not found:
        raise NinetenthsError(f"no file of {info.name} was found. {by_hand(info.files[0])}")
    return found, missed


def fetch(
    info: DatasetInfo,
    file: DatasetFile,
    places: list[Source],
    *,
    cache: Path,
    progress: Progress | None = None,
) -> Fetched:
    """Return one file from the first of *places* that has it.

    A download that no known release answers to is not kept; an earlier download of another release is not used.

    Raises
    ------
    NinetenthsError
        If no place has it; the message names the address and how a person gets the file.
    DatasetChanged
        If what was found is something else.
    """
    known = known_hashes(info, file.key)
    for source in places:
        if source.path is not None:
            one = _from_disk(source, file)
            if source.origin != "cache" or known.intersection(one.hashes):
                return one
        for address in source.addresses:
            if (fetched := _downloaded(address, source, file, progress)) is None:
                continue
            one, path, folder = fetched
            with folder:
                if known.intersection(one.hashes) and source.origin == "official":
                    keep_download(path, cache=cache, name=info.name)
            return one
    tried = "; ".join(address for source in places for address in source.addresses)
    told = f"no server has it ({tried})" if tried else "no place has it, and its publisher has no direct address"
    raise NinetenthsError(f"{file.title} of {info.name} could not be found: {told}. {by_hand(file)}")


def _from_disk(source: Source, file: DatasetFile) -> Fetched:
    assert source.path is not None
    content = load_content(source.path, file)
    return Fetched(content, hashes_of(source.path, content), source.origin, str(source.path))


def _downloaded(
    address: str, source: Source, file: DatasetFile, progress: Progress | None
) -> tuple[Fetched, Path, TemporaryDirectory[str]] | None:
    folder = TemporaryDirectory(prefix="ninetenths-")
    try:
        path = download(address, file, folder=Path(folder.name), progress=progress)
        content = load_content(path, file, place=address)
        return Fetched(content, hashes_of(path, content), source.origin, address), path, folder
    except NotThere:
        folder.cleanup()
        return None
    except BaseException:
        folder.cleanup()
        raise
