"""Options that several commands share, and how their words become values."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

if TYPE_CHECKING:
    from ninetenths.ledger import Ledger

LedgerOption = Annotated[
    str | None,
    Parameter(
        name="--ledger",
        env_var="NINETENTHS_LEDGER",
        help="A .ledger file, the name of an embedded case pack, or a pack's folder. "
        "Default: ./ninetenths.ledger if it is there, else the pack azerbaijan-israel.",
    ),
]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON instead of tables.")]
WaitOption = Annotated[
    float,
    Parameter(
        name="--wait",
        validator=validators.Number(gte=0),
        help="Seconds to wait while another process holds the ledger.",
    ),
]
WithRestrictedOption = Annotated[
    bool, Parameter(negative="", help="Include private figures in what is written, which are left out otherwise.")
]
AsOfOption = Annotated[
    str | None,
    Parameter(name="--as-of", help="Use only what had been published by this date (2024, 2024-06, 2024-06-21)."),
]


def reading(ledger: str | None, *, wait: float = 0.0) -> Ledger:
    """Return the ledger to read from; says on the error stream when the folder's own ledger is taken unasked."""
    import sys

    from ninetenths.datasets.packs import open_ledger, outdated_note

    store = open_ledger(ledger, wait_seconds=wait)
    if ledger is None and store.path is not None:
        seeded = f", seeded from {store.created_from}" if store.created_from else ""
        print(f"reading ./{store.path.name}{seeded}", file=sys.stderr)  # noqa: T201
    if note := outdated_note(store):
        print(note, file=sys.stderr)  # noqa: T201
    return store


def writing(ledger: str | None, *, wait: float = 0.0) -> Ledger:
    """Return the ledger to write to: the first write makes ./ninetenths.ledger, seeded from the pack."""
    from ninetenths.datasets.packs import writable_ledger

    return writable_ledger(ledger, wait_seconds=wait)


def day(text: str | None, *, option: str) -> date | None:
    """Return the last day that a date on the command line can mean; None if none was given."""
    return None if text is None else needed_day(text, option=option)


def needed_day(text: str, *, option: str) -> date:
    """Return the last day that a date on the command line can mean.

    Raises
    ------
    InvalidRecord
        If the text is not a possible date.
    """
    from ninetenths.errors import InvalidRecord
    from ninetenths.ledger.dates import last_day

    try:
        found = last_day(text)
    except ValueError as error:
        raise InvalidRecord(f"{option}: {error}") from None
    if found is None:
        raise InvalidRecord(f"{option} needs a date such as 2024, 2024-06 or 2024-06-21; {text!r} was given")
    return found


def eve(text: str | None, *, option: str) -> date | None:
    """Return the day before a date on the command line can begin: "since June" counts what June brought."""
    from ninetenths.ledger.dates import first_day

    if text is None:
        return None
    needed_day(text, option=option)
    begins = first_day(text)
    return begins - timedelta(days=1) if begins else None


def actor(text: str, *, on: date | None = None) -> str:
    """Return the actor id that a name or code on the command line means, on a date if one is asked about."""
    from ninetenths.states import resolve_actor

    return resolve_actor(text, on=on)
