"""Looking into the ledger: ``why``, ``statements``, ``conflicts``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter, validators

from ninetenths.cli.options import AsOfOption, JsonOption, LedgerOption, WaitOption, actor, day, reading
from ninetenths.cli.output import print_json, print_statements, print_table, short_id


def why(
    statement: str,
    *,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Follow a statement back to its words, cell or citation.

    Parameters
    ----------
    statement
        Its id, full or short: ``azerbaijan-israel@2:AZIS-0109`` or ``AZIS-0109``.
    """
    from ninetenths.findings import explain

    found = explain(reading(ledger, wait=wait), statement)
    if json:
        print_json(found)
        return
    from ninetenths.brief import render_why
    from ninetenths.cli.output import console

    render_why(found, console())


def statements(
    *,
    state: Annotated[
        list[str] | None, Parameter(help="Either end, parts of the state included; may be repeated.")
    ] = None,
    dyad: Annotated[tuple[str, str] | None, Parameter(help="Both ends, in either direction.")] = None,
    sender: Annotated[list[str] | None, Parameter(help="Who supplies or acts.")] = None,
    receiver: Annotated[list[str] | None, Parameter(help="Whom it reaches.")] = None,
    layer: Annotated[list[str] | None, Parameter(help="Layer of relations.")] = None,
    kind: Annotated[list[str] | None, Parameter(help="Kind of statement.")] = None,
    modality: Annotated[list[str] | None, Parameter(help="How firmly it is said.")] = None,
    document: Annotated[list[str] | None, Parameter(help="Document id.")] = None,
    grade: Annotated[list[str] | None, Parameter(help="accepted, candidate or rejected.")] = None,
    text: Annotated[str, Parameter(help="Words in the item, summary, note, speaker or basis.")] = "",
    from_: Annotated[str | None, Parameter(name="--from", help="Held on or after this date.")] = None,
    until: Annotated[str | None, Parameter(help="Held on or before this date.")] = None,
    as_of: AsOfOption = None,
    limit: Annotated[
        int, Parameter(validator=validators.Number(gte=1), help="Rows to print in a table; JSON prints all.")
    ] = 50,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """List the statements that match."""
    from ninetenths.errors import UnknownRecord
    from ninetenths.ledger import Where

    store = reading(ledger, wait=wait)
    known = store.documents() if document else {}
    for name in document or ():
        if name not in known:
            raise UnknownRecord(
                f"the ledger has no document {name!r}; `ninetenths why ID` shows the document of a statement"
            )
    found = store.statements(
        Where(
            states=tuple(actor(name) for name in state or ()),
            dyad=(actor(dyad[0]), actor(dyad[1])) if dyad else None,
            senders=tuple(actor(name) for name in sender or ()),
            receivers=tuple(actor(name) for name in receiver or ()),
            layers=tuple(layer or ()),
            kinds=tuple(kind or ()),
            modalities=tuple(modality or ()),
            documents=tuple(document or ()),
            grades=tuple(grade or ("accepted",)),
            text=text,
            begins_from=first_day_of(from_),
            begins_until=day(until, option="--until"),
            published_by=day(as_of, option="--as-of"),
        )
    )
    if json:
        print_json(found)
        return
    shown = found[:limit]
    title = f"{len(found)} statements" + (f", the first {limit}" if len(found) > limit else "")
    print_statements(title, shown)


def first_day_of(text: str | None) -> date | None:
    """Return the first day that a date on the command line can mean."""
    from ninetenths.ledger.dates import first_day

    return None if day(text, option="--from") is None else first_day(text or "")


def conflicts(
    first: str,
    second: str = "",
    *,
    layer: Annotated[list[str] | None, Parameter(help="Layer of relations.")] = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """List statements that do not agree, side by side.

    Parameters
    ----------
    first, second
        A state or a dyad: what touches it is compared, what lies between the two comes first.
    """
    from ninetenths.findings import conflicts as find
    from ninetenths.ledger import Where

    asked = Where(layers=tuple(layer or ()))
    store = reading(ledger, wait=wait)
    found = find(store, actor(first), actor(second) if second else "", as_of=day(as_of, option="--as-of"))
    if layer:
        layers = {item.statement_id: item.layer for item in store.statements()}
        found = tuple(
            dispute for dispute in found if {layers[side.statement_id] for side in dispute.sides} & set(asked.layers)
        )
    if json:
        print_json(found)
        return
    for dispute in found:
        print_table(
            f"{dispute.title}  [{dispute.relation}: {dispute.rule}]\n{dispute.explanation}",
            ("id", "says", "of what", "when", "measured by", "publisher", "interest"),
            [
                (
                    short_id(side.statement_id),
                    side.value,
                    side.basis,
                    side.window,
                    side.measured_by,
                    side.publisher,
                    side.interest,
                )
                for side in dispute.sides
            ],
        )
    if not found:
        print_table(
            "No disputes found", ("what to do",), [("widen the question: leave out the second state or the layer",)]
        )
