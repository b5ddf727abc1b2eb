"""Which release a set of files is: told by its hashes, or by what the files print of themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ninetenths.datasets.catalogue.adapter import Adapter
from ninetenths.datasets.catalogue.description import DatasetInfo
from ninetenths.errors import DatasetChanged

if TYPE_CHECKING:
    from ninetenths.datasets.catalogue.fetching import Fetched

_SHORT, _SHORTER = 12, 8


def known_hashes(info: DatasetInfo, key: str) -> frozenset[str]:
    """Return every hash under which a file of a data set is known, over all releases; empty where none is."""
    return frozenset(one for release in info.releases for one in release.files.get(key, ()))


def identify(
    info: DatasetInfo, adapter: Adapter, fetched: Sequence[Fetched], *, any_release: bool = False
) -> tuple[str, str]:
    """Return the version of a set of files and when it was published (empty where nobody says).

    Parameters
    ----------
    info, adapter
        Which data set.
    fetched
        Its files.
    any_release
        Accept files of no known release: the version is then ``sha256-`` and the beginning of their hash.

    Raises
    ------
    DatasetChanged
        If a file is of no known release, naming the hash found and those expected, or the files belong to two.

    Reading: a hash says that the bytes are those the adapter was tried on, not that the figures are right.
    """
    if info.versioned_by == "file":
        series, published_on = adapter.version_of({one.content.key: one.content for one in fetched})
        return _with_revision(
            info, f"{series}.{published_on or 'undated'}.{_joint_hash(fetched)[:_SHORTER]}"
        ), published_on
    for release in reversed(info.releases):
        if all(set(one.hashes) & set(release.files.get(one.content.key, ())) for one in fetched):
            return _with_revision(info, release.version), release.published_on
    if any_release:
        return _with_revision(info, f"sha256-{_joint_hash(fetched)[:_SHORT]}"), ""
    raise DatasetChanged(_changed(info, fetched))


def _joint_hash(fetched: Sequence[Fetched]) -> str:
    if len(fetched) == 1:
        return fetched[0].content.sha256
    return hashlib.sha256("".join(sorted(one.content.sha256 for one in fetched)).encode()).hexdigest()


def _with_revision(info: DatasetInfo, version: str) -> str:
    """Another adapter makes other rows of the same file, and an id keeps its content for ever."""
    return version if info.adapter == 1 else f"{version}-r{info.adapter}"


def _changed(info: DatasetInfo, fetched: Sequence[Fetched]) -> str:
    strange = [one for one in fetched if not known_hashes(info, one.content.key).intersection(one.hashes)]
    if not strange:
        places = ", ".join(one.place for one in fetched)
        return f"the files of {info.name} are of different releases: {places}. Take all of one release."
    lines = []
    for one in strange:
        expected = [
            f"{' or '.join(release.files[one.content.key])} (release {release.version})"
            for release in info.releases
            if one.content.key in release.files
        ]
        lines.append(f"  {one.place}: found sha256 {one.hashes[0]}; expected {'; '.join(expected) or 'none known'}")
    return (
        f"{info.name} is not a release that is known here; nothing was written.\n" + "\n".join(lines) + "\nIf the "
        "publisher put out a new release, add it with --any-release (its columns are checked all the same); otherwise "
        "download the file again, or take the known release."
    )
