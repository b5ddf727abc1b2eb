"""What the exports of SIPRI's arms transfers database have in common: title lines, dates, names of groups."""

from __future__ import annotations

import re
from datetime import datetime

from ninetenths.datasets.catalogue.adapter import Content
from ninetenths.datasets.catalogue.state_map import StateMap
from ninetenths.datasets.catalogue.tables import lines_of
from ninetenths.errors import DatasetChanged, UnknownState
from ninetenths.states import resolve

ENCODINGS = ("utf-8-sig", "cp1252")
"""The site has written both."""

_GENERATED = re.compile(r"(?:Data generated|Generated):?\s*(.{6,40})", re.IGNORECASE)
_DAY_FORMATS = ("%d %b %Y", "%d %B %Y", "%Y-%m-%d", "%B %d, %Y", "%d/%m/%Y")
_GROUP = re.compile(r"(?P<group>[^()*]+?) \((?P<state>[^()]+)\)\*")


def generated_on(content: Content) -> str:
    """Return the day on which an export says that it was generated (``2026-09-29``).

    Raises
    ------
    DatasetChanged
        If no line says so: a file without its title lines has no vintage.
    """
    for line in lines_of(content, encodings=ENCODINGS)[:40]:
        if match := _GENERATED.search(line.strip('",; \r\n')):
            if day := _day(match[1]):
                return day
            raise DatasetChanged(
                f"{content.name}: found the date {match[1]!r}; expected one such as 29 Sep 2026. Name the file as "
                "SIPRI gave it."
            )
    raise DatasetChanged(
        f"{content.name}: no line says when it was generated, so its vintage is not known; expected a line such as "
        "'Data generated: 29 Sep 2026'. Name the file as SIPRI gave it, with the lines above the table."
    )


def header_at(content: Content, first: tuple[str, ...]) -> int:
    """Return how many lines stand above the header, which begins with the cells *first*.

    Raises
    ------
    DatasetChanged
        If no line does.
    """
    wanted = ",".join(first)
    for number, line in enumerate(lines_of(content, encodings=ENCODINGS)):
        if line.replace('"', "").startswith(wanted):
            return number
    raise DatasetChanged(
        f"{content.name}: no header that begins with {wanted!r} was found. The publisher changed the file, or it is "
        "another one."
    )


def place(states: StateMap, printed: str, *, row: int) -> str | None:
    """Return the actor behind a name of SIPRI: an armed group is a part of the state in which it fights.

    >>> place(StateMap(), "Hezbollah (Lebanon)*", row=2), place(StateMap(), "Azerbaijan", row=3)
    ('LBN:Hezbollah', 'AZE')
    """
    if match := _GROUP.fullmatch(printed.strip()):
        try:
            return f"{resolve(match['state']).state_id}:{match['group'].strip()}"
        except UnknownState:
            pass
    return states.place(printed, row=row)


def slug(text: str) -> str:
    """Return text as small letters, digits and hyphens.

    >>> slug("to Bosnia-Herzegovina, 2010")
    'to-bosnia-herzegovina-2010'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "all"


def _day(text: str) -> str:
    words = " ".join(text.split())
    for shape in _DAY_FORMATS:
        for length in range(len(words), 7, -1):
            try:
                return datetime.strptime(words[:length].strip(" ,"), shape).date().isoformat()  # noqa: DTZ007
            except ValueError:
                continue
    return ""
