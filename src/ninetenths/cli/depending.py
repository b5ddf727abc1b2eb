"""How much a state needs its suppliers: ``dependence``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

from ninetenths.cli.options import AsOfOption, JsonOption, LedgerOption, WaitOption, actor, day, reading
from ninetenths.cli.output import console, print_json, print_table, printable, working

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ninetenths.findings.depending import Dependence


def dependence(
    state: str,
    *,
    item: Annotated[str, Parameter(help="What is supplied: crude, gas, coal, arms, goods, ownership …")],
    from_: Annotated[int, Parameter(name="--from", help="First year asked about.")],
    to: Annotated[int, Parameter(help="Last year asked about.")],
    layer: Annotated[str, Parameter(help="energy, arms, trade or finance.")] = "energy",
    service_life: Annotated[
        int | None, Parameter(validator=validators.Number(gte=1), help="Arms: years in service, for the stock.")
    ] = None,
    printed: Annotated[bool, Parameter(negative="", help="Leave out what `reconcile` makes of all sources.")] = False,
    seed: Annotated[int, Parameter(validator=validators.Number(gte=0), help="Seed of the draws.")] = 1,
    draws: Annotated[int, Parameter(validator=validators.Number(gte=1), help="How many draws.")] = 1000,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Measure how much a state needs its suppliers, by period.

    Four words are kept apart: exposure (a share), concentration (on how few), sensitivity (the loss before adapting)
    and vulnerability (the loss after). Every definition stands for itself, and what is not known is not zero.

    Parameters
    ----------
    state
        Whose supply: a state or a bloc, by name or code.
    """
    from ninetenths.findings.dependence import dependence as find

    with working("reading the evidence"):
        found = find(
            reading(ledger, wait=wait),
            actor(state),
            item=item,
            layer=layer,
            begins=from_,
            ends=to,
            seed=seed,
            draws=draws,
            service_life=service_life,
            as_of=day(as_of, option="--as-of"),
            with_reconciled=not printed,
        )
    if json:
        print_json(found)
        return
    _print(found)


def _print(found: Dependence) -> None:
    from ninetenths.findings.depending.tables import exposures, left_out, losses, mirrors, shortened, slices

    _say(filter(None, (*found.answer, *found.missing, shortened(found))))
    if found.slices:
        print_table(
            "Exposure and concentration, by definition and period",
            ("definition", "period", "supplier", "share", "index", "largest", "ids"),
            exposures(found),
        )
        print_table(
            "What the shares allow",
            ("definition", "period", "may be the largest", "not named", "P(index > 0.4)", "remark"),
            slices(found),
        )
    if found.losses:
        print_table(
            "If one supplier fell away",
            ("definition", "period", "supplier", "sensitivity", "price index", "vulnerability"),
            losses(found),
        )
    if found.mirrors:
        print_table(
            "The other direction: shares of the supplier's exports",
            ("supplier", "definition", "period", "share", "ids"),
            mirrors(found),
        )
    print_table(
        f"{len(found.left_out)} figures left out",
        ("id", "why"),
        left_out(found),
    )
    _say((*(found.assumptions.words() if found.losses else ()), *found.caveats))


def _say(sentences: Iterable[str]) -> None:
    from rich.text import Text

    for sentence in sentences:
        console().print(Text(printable(sentence)))
