"""What a sender declares beside what a receiver reports: ``mirror``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

from ninetenths.cli.options import JsonOption, LedgerOption, WaitOption, actor, reading
from ninetenths.cli.output import console, print_json, print_table, printable, short_id

if TYPE_CHECKING:
    from ninetenths.findings.mirror import MirrorPeriod

_SHOWN = 4
_Year = Parameter(validator=validators.Number(gte=1816, lte=2100))


def mirror(
    sender: str,
    receiver: str,
    *,
    item: Annotated[str, Parameter(help="A commodity: crude, all goods, pipeline gas …")] = "crude",
    begins: Annotated[int, _Year, Parameter(name="--from", help="First year.")] = 2005,
    ends: Annotated[int, _Year, Parameter(name="--to", help="Last year.")] = 2026,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Set what a sender declares as exports beside what the receiver reports as imports.

    Silence of a side is unknown and not zero; what somebody else counted stands beside and decides nothing.

    Parameters
    ----------
    sender, receiver
        Who sells, and who buys.
    """
    from ninetenths.findings.mirror import mirror as find

    found = find(reading(ledger, wait=wait), actor(sender), actor(receiver), item=item, begins=begins, ends=ends)
    if json:
        print_json(found)
        return
    print_table(
        f"{found.item} from {found.sender} to {found.receiver}: two books of one flow",
        ("year", "unit", "sender declares", "receiver reports", "asymmetry", "beside", "ids"),
        [
            (
                one.period,
                one.unit,
                _range(one.exports),
                _range(one.imports),
                _range(one.asymmetry, digits=2),
                _beside(one),
                _ids(one),
            )
            for one in found.periods
        ],
    )
    screen = console()
    if not found.periods:
        screen.print(
            f"No book of the ledger says how much {found.item} went from {found.sender} to {found.receiver} in a year "
            f"of {begins} to {ends}: unknown, not zero. `ninetenths datasets` lists trade that can be added."
        )
    if found.unused:
        screen.print(f"{len(found.unused)} statements fit no year or unit; --json lists them with the reason.")
    screen.print(printable(found.caveat))


def _range(ends: tuple[float | None, float | None] | None, *, digits: int = 0) -> str:
    """Return a range in words; silence is said."""
    if ends is None:
        return "silent"
    low, high = (None if end is None else f"{end:,.{digits}f}" for end in ends)
    if high is None:
        return f"{low} or more"
    return f"{low}" if low == high else f"{low} to {high}"


def _beside(period: MirrorPeriod) -> str:
    return "; ".join(f"{one.witness} {_range(one.value)}" for one in period.readings if one.side == "beside")


def _ids(period: MirrorPeriod) -> str:
    ids = [short_id(name) for name in period.statement_ids]
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return " ".join(ids[:_SHOWN]) + more
