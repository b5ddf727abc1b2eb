"""The command line: the composition root. It wires the rooms, prints what they return, and has no logic of its own.

Commands are registered by import path and load their rooms when they run, so that ``--help`` stays fast.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("brief", "ninetenths.cli.briefs:brief", "Write the dossier on a dyad, or the profile of one state or bloc."),
    ("why", "ninetenths.cli.evidence:why", "Follow a statement back to its words, cell or citation."),
    ("statements", "ninetenths.cli.evidence:statements", "List the statements that match."),
    ("statement", "ninetenths.cli.adding:app", "Add a statement of your own."),
    ("conflicts", "ninetenths.cli.evidence:conflicts", "List statements that do not agree, side by side."),
    (
        "timeline",
        "ninetenths.cli.questions:timeline",
        "List what happened between two states, or around a date.",
    ),
    (
        "spells",
        "ninetenths.cli.questions:spells",
        "Ask what held between two states on a date.",
    ),
    ("diff", "ninetenths.cli.questions:diff", "Show what the evidence on a dyad gained between two dates."),
    (
        "reconcile",
        "ninetenths.cli.reconciling:reconcile",
        "Reconcile what sources say of a state's supply: who delivered how much, as ranges.",
    ),
    (
        "mirror",
        "ninetenths.cli.mirroring:mirror",
        "Set what a sender declares as exports beside what the receiver reports as imports.",
    ),
    ("dependence", "ninetenths.cli.depending:dependence", "Measure how much a state needs its suppliers, by period."),
    (
        "blockers",
        "ninetenths.cli.blocking:blockers",
        "Find who could stop a supply, alone or together, and by what act.",
    ),
    (
        "leverage",
        "ninetenths.cli.levering:leverage",
        "Weigh what one state could make another lose, and at what cost to itself.",
    ),
    (
        "whatif",
        "ninetenths.cli.whatif:whatif",
        "Run a cut-off scenario: shortage, cost, price and who re-routes to whom.",
    ),
    ("add", "ninetenths.cli.cataloguing:add", "Add a published data set to the ledger."),
    (
        "datasets",
        "ninetenths.cli.cataloguing:datasets",
        "List the data sets that can be added, with licence and coverage.",
    ),
    ("review", "ninetenths.cli.judging:review", "List candidate statements, or accept or reject one."),
    ("cite", "ninetenths.cli.briefs:cite", "Write the documents of a brief as BibTeX or CSL-JSON."),
    (
        "states",
        "ninetenths.cli.world:states",
        "Look up a state, a part of one or an organisation.",
    ),
    ("case", "ninetenths.cli.packs:app", "List, check and start case packs."),
    ("export", "ninetenths.cli.exchange:export", "Write the ledger to a folder of Parquet, CSV or JSONL files."),
    ("import", "ninetenths.cli.exchange:import_", "Read a folder written by export into the ledger."),
    ("doctor", "ninetenths.cli.doctor:doctor", "Check the installation, the packs and the ledger."),
)
"""Name, import path and help line of every command; the help line is the first line of its docstring."""

EXIT_CODES: dict[int, str] = {
    0: "done",
    1: "a check found faults: `case check`, `doctor`",
    2: "the command line or the input is wrong; the message says what to do",
    3: "the ledger could not be used: busy, foreign, newer, corrupt or not writable",
}
"""Exit codes and what they mean."""


HELP = "Strategic relations between states, from sourced statements to a brief."


def overview() -> str:
    """Return what ``ninetenths --help`` prints; it is written here so that no parser is loaded for it."""
    width = max(len(name) for name, _, _ in COMMANDS)
    commands = "\n".join(f"  {name:<{width}}  {line}" for name, _, line in COMMANDS)
    codes = "\n".join(f"  {code:<{width}}  {meaning}" for code, meaning in EXIT_CODES.items())
    return (
        f"Usage: ninetenths COMMAND\n\n{HELP}\n\nCommands:\n{commands}\n\n"
        f"`ninetenths COMMAND --help` shows its options; `ninetenths --version` the version.\n\nExit codes:\n{codes}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments
        The words after ``ninetenths``; the process's own when None.

    Returns
    -------
    int
        One of `EXIT_CODES`.
    """
    from ninetenths.errors import LedgerError, NinetenthsError, UnknownRecord

    try:
        result = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except NinetenthsError as error:
        unusable = isinstance(error, LedgerError) and not isinstance(error, UnknownRecord)
        return _complain(str(error), code=3 if unusable else 2)
    except BrokenPipeError:
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        return _complain(f"the output could not be written ({error.strerror}); send it somewhere else", code=2)
    return result if isinstance(result, int) else 0


def _run(words: list[str]) -> object:
    from ninetenths.errors import InvalidRecord

    if sys.stdout is None:  # closed by the caller: what is printed goes nowhere
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if any("\ud800" <= letter <= "\udfff" for word in words for letter in word):
        raise InvalidRecord("an argument is not valid UTF-8; give text as UTF-8")
    try:
        os.getcwd()  # noqa: PTH109 - asked only whether it is still there
    except FileNotFoundError:
        raise InvalidRecord("the current folder was removed; change to one that is there") from None
    if words in ([], ["--help"], ["-h"]):
        print(overview())  # noqa: T201
        return 0
    import cyclopts

    from ninetenths.cli.application import app

    try:
        return app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except cyclopts.CycloptsError as error:
        raise InvalidRecord(str(error)) from None


def _discard_output() -> None:
    """Point the standard output at nothing, so that closing it at exit does not complain again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, *, code: int) -> int:
    from ninetenths.cli.output import printable

    print(printable(message), file=sys.stderr)  # noqa: T201
    return code
