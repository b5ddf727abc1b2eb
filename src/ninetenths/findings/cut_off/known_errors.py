"""How far the cut-off model erred where what happened is known: measured elsewhere, and said beside every answer.

The figures stand in ``known_errors.csv`` alone, each with the command that printed them.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def known_error(item: str) -> str:
    """Return the sentence on the model's known error for an item.

    >>> known_error("crude").split(",")[0]
    'Where the model could be tested'
    """
    return _sentences()[item]


@cache
def _sentences() -> dict[str, str]:
    text = files(__package__).joinpath("known_errors.csv").read_text(encoding="utf-8")
    return {
        row["item"]: f"{row['sentence']} ({row['command']}; {row['page']})" for row in csv.DictReader(text.splitlines())
    }
