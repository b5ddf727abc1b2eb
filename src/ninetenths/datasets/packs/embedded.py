"""The packs that come with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ninetenths.datasets.packs.faults import did_you_mean
from ninetenths.datasets.packs.tables import CASE_FILE
from ninetenths.errors import PackError

DEFAULT_PACK = "azerbaijan-israel"
"""The pack that is opened where no ledger is named and none lies in the working directory."""


def _cases() -> Path:
    return Path(str(files("ninetenths.cases")))


def pack_names() -> tuple[str, ...]:
    """Return the names of the embedded packs in alphabetical order.

    >>> pack_names()
    ('azerbaijan-israel', 'germany-russia')
    """
    return tuple(sorted(folder.name for folder in _cases().iterdir() if (folder / CASE_FILE).is_file()))


def pack_folder(name: str) -> Path:
    """Return the folder of an embedded pack; it is read-only.

    Raises
    ------
    PackError
        If no embedded pack has that name; the message lists those there are.
    """
    names = pack_names()
    if name not in names:
        raise PackError(
            f"no embedded pack is called {name!r}{did_you_mean(name, names)}; there are {', '.join(names)}; "
            "for a pack of your own give the path of its folder"
        )
    return _cases() / name
