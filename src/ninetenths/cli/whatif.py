"""The command ``whatif``: a cut-off scenario from a file, from options, or from a saved result."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter, validators

from ninetenths.cli.options import AsOfOption, JsonOption, LedgerOption, WaitOption, WithRestrictedOption, day, reading
from ninetenths.cli.output import console, print_table, printable

if TYPE_CHECKING:
    from datetime import date

    from ninetenths.findings.whatif import WhatIf
    from ninetenths.ledger import Ledger
    from ninetenths.scenarios import Scenario

_Acts = list[str] | None


def whatif(
    file: Path | None = None,
    *,
    receiver: Annotated[str, Parameter(help="The state whose supply is cut, where no act names it.")] = "",
    item: Annotated[str, Parameter(help="What is supplied: crude (default) or gas.")] = "",
    begins: Annotated[str, Parameter(name="--from", help="First day of the run, as in 2024-06.")] = "",
    weeks: Annotated[int | None, Parameter(help="Length of the run; default 26.")] = None,
    deny: Annotated[_Acts, Parameter(negative="", help="A transit state refuses cargo: TUR:ISR.")] = None,
    with_straits: Annotated[
        bool, Parameter(negative="", help="Denials close straits too, which treaties keep open in peace.")
    ] = False,
    ban: Annotated[_Acts, Parameter(negative="", help="A supplier stops selling: AZE:ISR:crude.")] = None,
    asset: Annotated[_Acts, Parameter(negative="", help="An asset is suspended by its states or owners: btc.")] = None,
    coalition: Annotated[_Acts, Parameter(negative="", help="States stop selling together: SAU,ARE,KWT.")] = None,
    cut_share: Annotated[
        float, Parameter(help="Part of all its exports that the coalition withholds from everybody, 0 to 1.")
    ] = 0.0,
    port_rule: Annotated[_Acts, Parameter(negative="", help="A state bars ships bound there: TUR:ISR.")] = None,
    import_ban: Annotated[_Acts, Parameter(negative="", help="The receiver stops buying: DEU:RUS.")] = None,
    reverse: Annotated[_Acts, Parameter(negative="", help="A line flows the other way: ASSET or ASSET:bcm/y.")] = None,
    no_re_export: Annotated[_Acts, Parameter(negative="", help="A state forbids passing on: ESP:MAR.")] = None,
    tariff: Annotated[_Acts, Parameter(negative="", help="A duty in percent: AZE:ISR:10.")] = None,
    supply_of: Annotated[
        int | None, Parameter(help="Year whose supply is the baseline; default: that of the run.")
    ] = None,
    draws: Annotated[int, Parameter(help="How many draws.", validator=validators.Number(gte=1))] = 1000,
    seed: Annotated[int, Parameter(help="Of every random stream.", validator=validators.Number(gte=0))] = 1,
    repeat: Annotated[bool, Parameter(negative="", help="FILE is a saved result: run it again from itself.")] = False,
    acts: Annotated[int, Parameter(help="Also rank so many single acts of states that the evidence names.")] = 0,
    out: Annotated[Path | None, Parameter(help="Save the result with every draw, as JSON.")] = None,
    save: Annotated[Path | None, Parameter(help="Save the scenario, as TOML.")] = None,
    as_of: AsOfOption = None,
    with_restricted: WithRestrictedOption = False,
    ledger: LedgerOption = None,
    wait: WaitOption = 0.0,
    json: JsonOption = False,
) -> None:
    """Run a cut-off scenario: shortage, cost, price and who re-routes to whom.

    Parameters
    ----------
    file
        A scenario in TOML (see docs/reference/scenario-file.md), or a saved result with --repeat.
    """
    named = {
        "deny": deny, "ban": ban, "asset": asset, "coalition": coalition, "port_rule": port_rule,
        "import_ban": import_ban, "reverse": reverse, "no_re_export": no_re_export, "tariff": tariff,
    }  # fmt: skip
    words = {option: texts for option, texts in named.items() if texts}
    rest = {"receiver": receiver, "item": item, "begins": begins}
    if repeat:
        others = {**rest, "as_of": as_of or "", "ledger": "", "with_restricted": "yes" if with_restricted else ""}
        answer = _again(file, [*words, *(name for name, value in others.items() if value)])
    else:
        scenario = _scenario(
            file, words, rest, weeks=weeks, cut_share=cut_share, with_straits=with_straits, supply_of=supply_of
        )
        answer = _asked(
            scenario,
            reading(ledger, wait=wait),
            draws=draws,
            seed=seed,
            as_of=day(as_of, option="--as-of"),
            with_restricted=with_restricted or not (out or json),
        )
    _save(answer, out=out, save=save)
    if json:
        _print_json(answer)
        return
    _print(answer)
    if acts:
        _print_acts(answer, most=acts)


def _scenario(
    file: Path | None,
    acts: Mapping[str, list[str]],
    rest: Mapping[str, str],
    *,
    weeks: int | None,
    cut_share: float,
    with_straits: bool,
    supply_of: int | None,
) -> Scenario:
    """Return the scenario of a file, or of options; not of both."""
    from ninetenths.errors import InvalidRecord
    from ninetenths.scenarios import load_scenario, scenario_of
    from ninetenths.scenarios.short_form import tree_of_words

    others = {"weeks": weeks is not None, "cut_share": cut_share, "with_straits": with_straits, "supply_of": supply_of}
    beside = [*acts, *(name for name, value in {**rest, **others}.items() if value)]
    if file and beside:
        raise InvalidRecord(
            f"a scenario stands in {file} or in options, not in both: found {', '.join(beside)} beside it"
        )
    if file and file.suffix == ".json":
        raise InvalidRecord(f"{file} looks like a saved result: add --repeat to run it again")
    if file:
        return load_scenario(file)
    tree = tree_of_words(
        acts,
        rest,
        weeks=26 if weeks is None else weeks,
        cut_share=cut_share,
        with_straits=with_straits,
        supply_of=supply_of,
    )
    return scenario_of(tree, name="the scenario of these options")


def _asked(
    scenario: Scenario, store: Ledger, *, draws: int, seed: int, as_of: date | None, with_restricted: bool
) -> WhatIf:
    from ninetenths.cli.output import working
    from ninetenths.findings.whatif import whatif as ask

    with working("running the scenario"):
        return ask(store, scenario, draws=draws, seed=seed, as_of=as_of, with_restricted=with_restricted)


def _again(file: Path | None, beside: Sequence[str]) -> WhatIf:
    from ninetenths.cli.output import working
    from ninetenths.errors import InvalidRecord
    from ninetenths.findings.whatif import repeat

    if file is None:
        raise InvalidRecord("--repeat needs the saved result: ninetenths whatif result.json --repeat")
    if beside:
        raise InvalidRecord(f"--repeat runs what {file} holds: leave {', '.join(beside)} out, or run a scenario anew")
    with working("running the saved scenario"):
        return repeat(file)


def _save(answer: WhatIf, *, out: Path | None, save: Path | None) -> None:
    from ninetenths.findings.cut_off.saved import render_saved
    from ninetenths.scenarios import render_scenario

    if save:
        _write(save, render_scenario(answer.outcome.scenario), option="--save")
    if out:
        _write(out, render_saved(answer), option="--out")


def _write(path: Path, text: str, *, option: str) -> None:
    """Write a file as a whole or not at all."""
    from ninetenths.errors import InvalidRecord

    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise InvalidRecord(
            f"{path} could not be written ({error.strerror}); choose another place with {option}"
        ) from None


def _print_json(answer: WhatIf) -> None:
    from ninetenths.findings.cut_off.saved import render_saved

    sys.stdout.write(render_saved(answer))


def _print(answer: WhatIf) -> None:
    """Print words first, then tables."""
    from ninetenths.findings.cut_off import tabling

    lines = [answer.title, "", *answer.sentences, "", *answer.caveats]
    console().print("\n".join(printable(line) for line in lines))
    for table in tabling.tables(answer):
        print_table(table.title, table.headings, table.rows)
    console().print(printable(tabling.footing(answer)))


def _print_acts(answer: WhatIf, *, most: int) -> None:
    from ninetenths.cli.output import working
    from ninetenths.findings.cut_off import tabling
    from ninetenths.findings.whatif import compare_acts

    with working("running each act alone"):
        found = compare_acts(answer, most=most)
    table = tabling.acts_table(found)
    print_table(table.title, table.headings, table.rows)
