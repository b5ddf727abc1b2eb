"""``statement add``: one figure of your own, with the document it comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import cyclopts
from cyclopts import Parameter

from ninetenths.cli.options import JsonOption, LedgerOption, WaitOption, actor, reading, writing
from ninetenths.cli.output import print_json, print_statements

app = cyclopts.App(name="statement", help="Add a statement of your own.")


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said; each option is a column of the ledger and takes what the column takes."""

    layer: str
    kind: str
    sender: str
    receiver: str
    item: str
    summary: str
    with_senders: str = ""
    with_receivers: str = ""
    via: str = ""
    choice: str = ""
    polarity: str = "affirmed"
    low: str = ""
    high: str = ""
    unit: str = ""
    approximate: bool = False
    basis_commodity: str = ""
    basis_measure: str = ""
    basis_concept: str = ""
    basis_denominator: str = ""
    basis_text: str = ""
    begins: str = ""
    ends: str = ""
    end_status: str = ""
    sign: str = ""
    modality: str = "asserted"
    speaker: str = ""
    measured_by: str = ""
    channel: str = ""
    audience: str = ""
    arena: str = ""
    locator: str = ""
    note: str = ""


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIn:
    """Where it was read: a document of the ledger by its id, or a new one by its title."""

    document: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: str = ""
    address: str = ""
    document_kind: str = "private"
    interest: str = "research"
    licence: str = "private"
    restricted: bool = False


@app.command
def add(
    said: Said,
    read_in: ReadIn | None = None,
    *,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Add one figure or fact of your own, with the document it comes from.

    The first addition makes ./ninetenths.ledger, seeded from the pack. Adding the same thing twice changes nothing.
    A restricted figure stays in the local ledger: exports leave it out.

    Parameters
    ----------
    said
        The statement's columns.
    read_in
        The document: ``--document ID`` for one that the ledger has, else at least ``--title``.
    """
    from ninetenths.ledger import Statement
    from ninetenths.ledger.own import own_records

    row = {name: _as_text(value) for name, value in asdict(said).items()}
    row["sender"], row["receiver"] = actor(said.sender), actor(said.receiver)
    source = {name: _as_text(value) for name, value in asdict(read_in or ReadIn()).items()}
    records = own_records(
        row, source, reading(ledger, wait=wait).documents(), recorded_at=datetime.now(UTC).replace(microsecond=0)
    )
    written = writing(ledger, wait=wait).write(records)
    if json:
        print_json({"written": written, "records": records})
        return
    state = "added" if written.added.get("statement") else "already there"
    print_statements(f"Statement {state}", [record for record in records if isinstance(record, Statement)])


def _as_text(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
