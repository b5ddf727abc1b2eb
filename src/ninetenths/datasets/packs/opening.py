"""From what a user names (nothing, a pack, a folder, a file) to the ledger to read from or to write to."""

from __future__ import annotations

from pathlib import Path

from ninetenths.datasets.packs.case_file import read_case
from ninetenths.datasets.packs.embedded import DEFAULT_PACK, pack_folder, pack_names
from ninetenths.datasets.packs.faults import did_you_mean
from ninetenths.datasets.packs.reading import read_pack
from ninetenths.errors import LedgerError
from ninetenths.ledger import Ledger

LEDGER_FILE = "ninetenths.ledger"
"""The ledger of a working directory: it is opened where none is named, and a first write starts it."""


def open_ledger(source: str | Path | None, *, working_directory: Path = Path(), wait_seconds: float = 0.0) -> Ledger:
    """Open a ledger to read from.

    Parameters
    ----------
    source
        Name of an embedded pack, folder of a pack, or a ``.ledger`` file. None or empty is
        ``ninetenths.ledger`` in the working directory if it is there, else the default pack. A folder that is
        called like an embedded pack is named with a slash: ``./germany-russia``.
    working_directory
        Where relative paths start; the current folder by default.
    wait_seconds
        How long each call of a ledger file waits for another process that holds it.

    Returns
    -------
    Ledger
        The file as it is, or a pack in memory: what is written to that one is lost (see `writable_ledger`).

    Raises
    ------
    LedgerError
        If the source is neither of these, or the file is no ledger.
    LedgerBusy
        If another process holds the file.
    PackError
        If the pack cannot be read.
    """
    place = _locate(source, working_directory)
    if place.is_dir():
        ledger = Ledger.in_memory()
        ledger.write(read_pack(place).records)
        return ledger
    if not place.exists():
        raise LedgerError(
            f"{place} is not there. Name an existing ledger, a pack folder or an embedded pack "
            f"({', '.join(pack_names())}); a command that writes starts an empty ledger under that name."
        )
    return Ledger.open(place, wait_seconds=wait_seconds)


def writable_ledger(
    source: str | Path | None, *, working_directory: Path = Path(), wait_seconds: float = 0.0
) -> Ledger:
    """Open a ledger to write to; packs are read-only, so the first write to one seeds a ledger from it.

    A ``.ledger`` file is opened, or started empty where nothing is. A pack seeds ``ninetenths.ledger`` in the
    working directory, which appears only when it is whole; later writes go to the same file.

    Parameters
    ----------
    source, working_directory, wait_seconds
        As for `open_ledger`.

    Raises
    ------
    LedgerError
        If the ledger of the working directory was seeded from another pack or version than the one named, or
        for what `open_ledger` refuses, or where the folder cannot be written.
    LedgerBusy, PackError
        As for `open_ledger`.
    """
    place = _locate(source, working_directory)
    if not place.is_dir():
        return _open_or_create(place, wait_seconds)
    own = working_directory / LEDGER_FILE
    pack = read_pack(place)
    if not own.exists():
        try:
            return Ledger.create(own, records=pack.records, created_from=pack.label, wait_seconds=wait_seconds)
        except LedgerError:
            if not own.exists():  # otherwise another process was first, and its ledger is as good
                raise
    ledger = Ledger.open(own, wait_seconds=wait_seconds)
    if ledger.created_from != pack.label:
        raise LedgerError(
            f"{own} was started {_origin(ledger)}, and {pack.label} was named. Name {LEDGER_FILE} itself to add to "
            "what it holds, name another .ledger file, or work in another folder."
        )
    return ledger


def outdated_note(ledger: Ledger) -> str:
    """Return a sentence where a ledger was seeded from an older version of an embedded pack, else empty text.

    Reading: what the user added stays right; rows that the newer version added or corrected are not in it.
    """
    name, _, version = ledger.created_from.partition("@")
    if name not in pack_names():
        return ""
    case, _ = read_case(pack_folder(name))
    if case is None or version == str(case.version):
        return ""
    return (
        f"This ledger was seeded from {name}@{version}; this release carries {name}@{case.version}. "
        "Rows that changed since are not in it: export what you added and import it into a new ledger."
    )


def _locate(source: str | Path | None, working_directory: Path) -> Path:
    """Return the ledger file or pack folder that a source names; a ``.ledger`` file need not be there."""
    own = working_directory / LEDGER_FILE
    if not source:
        return own if own.exists() else pack_folder(DEFAULT_PACK)
    if isinstance(source, str) and source in pack_names():
        return pack_folder(source)
    path = working_directory / source
    try:
        if path.suffix == ".ledger" or path.exists():
            return path
    except OSError as error:
        raise LedgerError(f"{str(source)[:80]!r} names no file ({error.strerror}); name a ledger or a pack") from None
    raise LedgerError(
        f"{str(source)!r} is no embedded pack, folder or file{did_you_mean(str(source), pack_names())}. "
        f"Name a .ledger file, the folder of a pack, or one of {', '.join(pack_names())}."
    )


def _open_or_create(path: Path, wait_seconds: float) -> Ledger:
    if path.exists():
        return Ledger.open(path, wait_seconds=wait_seconds)
    return Ledger.create(path, wait_seconds=wait_seconds)


def _origin(ledger: Ledger) -> str:
    return f"from {ledger.created_from}" if ledger.created_from else "empty"
