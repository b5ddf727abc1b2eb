"""``add`` and ``datasets``: published data sets into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from ninetenths.cli.options import JsonOption, LedgerOption, WaitOption, reading, writing
from ninetenths.cli.output import print_json, print_table, printable, working

if TYPE_CHECKING:
    from ninetenths.datasets.catalogue import Added
    from ninetenths.datasets.catalogue.downloading import Progress

MirrorOption = Annotated[
    str | None,
    Parameter(
        name="--mirror",
        env_var="NINETENTHS_MIRROR",
        help="Folder, file:// or http(s):// address where copies of the publishers' files lie; asked before them.",
    ),
]


def add(
    name: str,
    file: Path | None = None,
    *,
    any_release: Annotated[bool, Parameter(negative="")] = False,
    partial: Annotated[bool, Parameter(negative="")] = False,
    mirror: MirrorOption = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Add a published data set to the ledger.

    Its files come from FILE, else from the mirror, else from the publisher. Adding the same release twice changes
    nothing; a newer one is added beside it and supersedes its document.

    Parameters
    ----------
    name
        Name of the data set; `ninetenths datasets` lists them.
    file
        The file, or a folder that holds the files, where you have them.
    any_release
        Accept a file of a release that is not known here: its version is then its hash.
    partial
        Leave out rows with names that nobody knows, and list them, rather than refuse the whole.
    """
    from ninetenths.datasets.catalogue import add_dataset, describe

    describe(name)  # before a ledger is made
    store = writing(ledger, wait=wait)
    with _progress() as progress, working(f"adding {name}"):
        added = add_dataset(
            store,
            name,
            file=file,
            mirror=mirror,
            any_release=any_release,
            partial=partial,
            recorded_at=datetime.now(UTC).replace(microsecond=0),
            progress=progress,
        )
    if json:
        print_json(added)
        return
    _print_added(added)


def datasets(
    *,
    mirror: MirrorOption = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """List the data sets that can be added, with licence and coverage.

    "from" is where the file would be taken now: the mirror, an earlier download (cache), the publisher (official), or
    by hand where the publisher has no address that a program can use; --json tells path and address.
    """
    from ninetenths.datasets.catalogue.listing import list_datasets

    found = list_datasets(mirror=mirror, documents=reading(ledger, wait=wait).documents())
    if json:
        print_json(found)
        return
    print_table(
        "Data sets",
        ("name", "what", "years", "licence", "from", "in the ledger"),
        [
            (
                one.name,
                one.title,
                f"{one.begins} to {one.ends}",
                one.licence,
                one.origin,
                ", ".join(label.partition("@")[2] for label in one.in_ledger) or "no",
            )
            for one in found
        ],
    )


def _print_added(added: Added) -> None:
    rows = [
        (table.replace("_", " "), str(new), str(added.unchanged.get(table, 0))) for table, new in added.added.items()
    ]
    sys.stdout.write(f"{printable(added.label)}\n")
    print_table("Rows", ("of", "new", "there already"), rows)
    print_table("Files", ("file", "from", "where"), added.files)
    if added.skipped:
        left_out = [(str(one.count), one.reason, "; ".join(one.examples[:5])) for one in added.skipped]
        print_table("Left out", ("rows", "why", "such as"), left_out)
    if added.unplaced:
        unknown = [(one.printed, str(one.count), ", ".join(map(str, one.rows))) for one in added.unplaced]
        print_table("Names that nobody knows, left out", ("name", "rows", "which"), unknown)
    lines = [f"Doubt: {doubt}" for doubt in added.doubts]
    lines.append(f"Licence: {added.licence}. Credit: {added.credit}")
    if added.restrictive:
        lines.append("These terms limit what you may do with the figures and with what rests on them.")
    sys.stdout.write("".join(f"{printable(line)}\n" for line in lines))


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Yield what shows bytes on the error stream, if a person watches it."""
    if not sys.stderr.isatty():
        yield None
        return
    last = 0

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        if done - last >= 1 << 20 or done == total:
            last = done
            of = f" of {total / 1e6:.0f}" if total else ""
            sys.stderr.write(f"\r{printable(what)[:60]}: {done / 1e6:.0f}{of} MB")

    yield tell
    if last:
        sys.stderr.write("\n")
