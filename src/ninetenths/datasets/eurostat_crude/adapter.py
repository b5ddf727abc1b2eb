"""Eurostat NRG_TI_COIFPM: crude imports by field of production, as SDMX-CSV or as Eurostat's TSV."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ninetenths.datasets.catalogue import Content, Release, Rows, Skipped, describe
from ninetenths.datasets.catalogue.tables import check_columns, csv_table, number, text_of
from ninetenths.datasets.eurostat_crude.streams import INDICATORS, Reading, by_origin, coverage_spans
from ninetenths.errors import DatasetChanged
from ninetenths.ledger.records import Coverage

if TYPE_CHECKING:
    import pyarrow as pa

_NAME = "eurostat_crude"
_KEY = "imports"
_COLUMNS = ("crudeoil", "indic_nrg", "geo", "TIME_PERIOD", "OBS_VALUE")
_UPDATED = ("LAST UPDATE", "LAST.UPDATE")
_NAMES = {
    "VOL_THS_BBL": "volume",
    "VAL_THS_USD": "value",
    "AVGPRC_USD_BBL": "price",
    "API_DEG": "api",
    "SULPH_PC": "sulphur",
}
_ZERO = "cells of zero or without a figure"
_LEFT_OUT = {"COMP_NR": "numbers of companies that report: no flow and no quality"}
_MONTH = re.compile(r"(\d{4})-?M?(\d{2})")
_FIRST_STREAMS = "2020-01"
"""Before it Eurostat prints totals only."""
Line = tuple[str, str, str, str, str, str]
"""Stream, indicator, member, month, figure as printed, place."""


def version_of(contents: Mapping[str, Content]) -> tuple[str, str]:
    """Return the date of Eurostat's last update, which is the version; without one, the last month with figures."""
    content = contents[_KEY]
    for release in describe(_NAME).releases:
        if content.sha256 in release.files.get(_KEY, ()):
            return release.version, release.published_on
    head, _, rest = content.payload[:4096].partition(b"\n")
    names = head.decode("utf-8-sig", "replace").strip().split(",")
    column = next((name for name in _UPDATED if name in names), "")
    if column:
        printed = next(csv.reader([rest.partition(b"\n")[0].decode("utf-8", "replace")]))[names.index(column)]
        day = datetime.strptime(printed.split()[0], "%d/%m/%y").date().isoformat()  # noqa: DTZ007 - a day has no zone
        return day, day
    months = _MONTH.findall(head.decode("utf-8", "replace")) or _MONTH.findall(
        content.payload.decode("utf-8", "replace")
    )
    if not months:
        raise DatasetChanged(f"{content.name}: found no month; expected periods such as 2024-01.")
    return f"to-{'-'.join(max(months))}", ""


def read(release: Release) -> Rows:
    """Return volumes, values, prices and qualities by member, origin and month.

    Zeros are not written. A member is covered in months whose named streams make up its total: there, a member
    without a stream sent nothing.
    """
    content = release.contents[_KEY]
    left_out: Counter[str] = Counter()
    doubts: Counter[str] = Counter()
    lines = _csv_lines(content, left_out) if _is_csv(content) else _tsv_lines(content, left_out)
    readings = list(_readings(release, lines, left_out, doubts))
    table, whole = by_origin(release, readings, key=_KEY, measured_by="Eurostat", unnamed_from=_FIRST_STREAMS)
    return Rows(
        statements=table,
        coverages=tuple(
            Coverage(
                dataset=release.label,
                layer="energy",
                item="crude",
                begins=first,
                ends=last,
                states=(receiver,),
                document_id=release.document_id(_KEY),
            )
            for receiver, first, last in coverage_spans(whole)
        ),
        skipped=tuple(Skipped(reason=reason, count=count) for reason, count in sorted(left_out.items())),
        doubts=tuple(f"{count} figures {what}: left out" for what, count in sorted(doubts.items())),
    )


@cache
def streams() -> dict[str, str]:
    """Return the actor behind each stream code of ``streams.csv``: a state, ``UNK`` or, for the total, ``WLD``.

    >>> streams()["KZ_CPC_BLN"], streams()["LA_OTH"], streams()["TOTAL"]
    ('KAZ', 'UNK', 'WLD')
    """
    text = files("ninetenths.datasets.eurostat_crude").joinpath("streams.csv").read_text(encoding="utf-8")
    return {row["printed"]: row["actor"] for row in csv.DictReader(text.splitlines())}


def _is_csv(content: Content) -> bool:
    return b"\t" not in content.payload[:4096].partition(b"\n")[0]


def _csv_lines(content: Content, left_out: Counter[str]) -> Iterator[Line]:
    import pyarrow as pa  # noqa: PLC0415 - takes 0.2 s to import
    import pyarrow.compute as pc  # noqa: PLC0415

    table = csv_table(content, _COLUMNS)
    table = table.append_column("row", pa.array(range(2, table.num_rows + 2), pa.int32()))
    zero = pc.match_substring_regex(table["OBS_VALUE"], r"^\s*(:.*)?$|^\s*0+(\.0*)?\s*$")
    kept = _drop(table, zero)
    left_out[_ZERO] += table.num_rows - kept.num_rows
    columns = [kept[name].to_pylist() for name in (*_COLUMNS, "row")]
    for stream, indicator, member, month, figure, row in zip(*columns, strict=True):
        yield stream, indicator, member, month, figure, f"row {row}"


def _drop(table: pa.Table, mask: pa.ChunkedArray) -> pa.Table:
    import pyarrow.compute as pc  # noqa: PLC0415 - takes 0.2 s to import

    return table.filter(pc.invert(mask))


def _tsv_lines(content: Content, left_out: Counter[str]) -> Iterator[Line]:
    rows = csv.reader(text_of(content).splitlines(), delimiter="\t")
    header = [cell.strip() for cell in next(rows)]
    keys = header[0].partition("\\")[0].split(",")
    check_columns(content.name, keys, _COLUMNS[:3])
    at = [keys.index(name) for name in _COLUMNS[:3]]
    for row, cells in enumerate(rows, start=2):
        series = cells[0].split(",")
        stream, indicator, member = (series[index].strip() for index in at)
        for month, cell in zip(header[1:], cells[1:], strict=True):
            figure = cell.split()[0] if cell.split() else ":"
            if figure.startswith(":") or not figure.strip("0."):
                left_out[_ZERO] += 1
            else:
                yield stream, indicator, member, month, figure, f"row {row}, column {month}"


def _readings(
    release: Release, lines: Iterable[Line], left_out: Counter[str], doubts: Counter[str]
) -> Iterator[Reading]:
    for stream, indicator, member, month, figure, place in lines:
        if indicator in _LEFT_OUT:
            left_out[_LEFT_OUT[indicator]] += 1
            continue
        name = _NAMES.get(indicator)
        if name is None:
            raise DatasetChanged(f"{place}: found the indicator {indicator!r}; expected {', '.join(_NAMES)}.")
        row = int(place.split(",")[0].removeprefix("row "))
        receiver, origin = release.states.place(member, row=row), _origin(release, stream, row)
        amount = number(figure, place=place, least=0)
        if receiver is None or origin is None:
            continue
        if amount is None or not INDICATORS[name].least <= amount <= INDICATORS[name].most:
            doubts[f"of {name} beyond what can be meant, such as {figure} in {place}"] += 1
            continue
        yield Reading(receiver, origin, _month(month, place), name, amount, stream, place)


def _origin(release: Release, stream: str, row: int) -> str | None:
    """Return the origin of a stream; one that is not in the list yet goes to the state of its first two letters."""
    known = streams().get(stream)
    if known is not None:
        return known
    return release.states.place(stream.replace("-", "_").partition("_")[0], row=row)


def _month(printed: str, place: str) -> str:
    match = _MONTH.fullmatch(printed.strip())
    if match is None:
        raise DatasetChanged(f"{place}: found the period {printed[:20]!r}; expected a month such as 2024-01.")
    return f"{match[1]}-{match[2]}"
