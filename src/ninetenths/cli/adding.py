"""``statement add``: one figure of your own, with the document it comes from."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, field, make_dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import cyclopts
from cyclopts import Parameter

from ninetenths.cli.options import JsonOption, LedgerOption, WaitOption, actor, reading, writing
from ninetenths.cli.output import print_json, print_statements
from ninetenths.ledger.schema import Column, columns, vocabulary

app = cyclopts.App(name="statement", help="Add a statement of your own.")

ASKED = ("layer", "kind", "sender", "receiver", "item", "summary")
SET_BY_ADD = (
    "statement_id", "begins_inferred", "document_id", "locator_kind", "cameo", "plover", "coder", "coder_version",
    "rule", "grade", "recorded_at",
)  # fmt: skip
SET_BY_DOCUMENT = ("document_id", "language", "sha256", "republishes", "supersedes", "was_read")
DOCUMENT_DEFAULTS = {"kind": "private", "interest": "research", "licence": "private"}


def _meaning(column: Column) -> str:
    if column.vocabulary:
        return f"{column.description}: {', '.join(vocabulary(column.vocabulary))}."
    return f"{column.description}."


def _options(name: str, table: str, *, without: tuple[str, ...], defaults: dict[str, str]) -> Any:  # noqa: ANN401
    """Return a class with a field for each column of a table, so that each column is an option with its meaning."""
    fields: list[tuple[str, Any, Any]] = []
    for column in columns(table):
        if column.name in without:
            continue
        told = Parameter(help=_meaning(column), negative="")
        option = "document_kind" if (table, column.name) == ("document", "kind") else column.name
        if column.type == "boolean":
            fields.append((option, Annotated[bool, told], field(default=False)))
        else:
            fields.append((option, Annotated[str, told], field(default=defaults.get(column.name, ""))))
    made = make_dataclass(name, fields, kw_only=True, frozen=True, namespace={"__module__": __name__})
    return Parameter(name="*")(made)


if TYPE_CHECKING:

    @dataclass
    class Further:
        """The columns of a statement that may be left out."""

    @dataclass
    class ReadIn:
        """The columns of a document."""

else:
    Further = _options(
        "Further",
        "statement",
        without=(*ASKED, *SET_BY_ADD),
        defaults={"polarity": "affirmed", "modality": "asserted"},
    )
    ReadIn = _options("ReadIn", "document", without=SET_BY_DOCUMENT, defaults=DOCUMENT_DEFAULTS)


@app.command
def add(
    *,
    layer: str,
    kind: str,
    sender: str,
    receiver: str,
    item: str,
    summary: str,
    further: Further | None = None,
    read_in: ReadIn | None = None,
    document: str = "",
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Add one figure or fact of your own, with the document it comes from.

    The first addition makes ./ninetenths.ledger, seeded from the pack. Adding the same thing twice changes nothing.
    A restricted figure stays in the local ledger: exports and written briefs leave it out.

    Parameters
    ----------
    layer
        Layer of relations: energy, transit, trade, arms, diplomacy and so on.
    kind
        event, share, level, rank, status, stance, vote, route or prospect.
    sender
        Who supplies, acts or says, by name or code.
    receiver
        Whom it reaches.
    item
        What flows or is at issue, as the affirmative proposition.
    summary
        One line in your own words.
    document
        Id of a document that the ledger has, instead of --title.
    """
    from ninetenths.ledger import Statement
    from ninetenths.ledger.own import own_records

    row = {name: _as_text(value) for name, value in asdict(further or Further()).items()}
    row |= {"layer": layer, "kind": kind, "item": item, "summary": summary}
    when = _day(row["begins"])
    row |= {"sender": actor(sender, on=when), "receiver": actor(receiver, on=when)}
    source = {name: _as_text(value) for name, value in asdict(read_in or ReadIn()).items()} | {"document": document}
    now = datetime.now(UTC).replace(microsecond=0)
    records = own_records(row, source, reading(ledger, wait=wait).documents(), recorded_at=now)
    written = writing(ledger, wait=wait).write(records)
    if json:
        print_json({"written": written, "records": records})
        return
    state = "added" if written.added.get("statement") else "already there"
    print_statements(f"Statement {state}", [record for record in records if isinstance(record, Statement)])


def _day(text: str) -> date | None:
    """Return the last day that a date can mean; None for none or a bad one, which is told with all other faults."""
    from ninetenths.ledger.dates import last_day

    with suppress(ValueError):
        return last_day(text)
    return None


def _as_text(value: object) -> str:
    return ("yes" if value else "") if isinstance(value, bool) else str(value)
