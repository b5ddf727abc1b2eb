"""The parser of the command line: every command by its import path, loaded when it is called."""

from __future__ import annotations

import cyclopts

from ninetenths.cli import COMMANDS, HELP


def _version() -> str:
    from importlib.metadata import version

    return f"ninetenths {version('ninetenths')}"


app = cyclopts.App(name="ninetenths", help=HELP, help_format="plaintext", version_flags=["--version"], version=_version)
for _name, _path, _help in COMMANDS:
    app.command(_path, name=_name, help=_help)
