"""The tables inside a file: rows of CSV, sheets of a workbook; columns that moved are told, not guessed."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from ninetenths.datasets.catalogue.adapter import Content
from ninetenths.errors import DatasetChanged

if TYPE_CHECKING:
    import pyarrow as pa
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_LONGEST_CELL = 100_000
_MOST_UNPACKED_WORKBOOK = 400_000_000
_MOST_WORKBOOK_RATIO = 300
_MOST_CELLS = 20_000_000
_TOO_LARGE = Decimal(10) ** 18
"""No figure of a state and a year is as large, in dollars, tonnes or barrels: more is a slip or an attack."""
_FORMULA = re.compile(r"^\s*[=@]|^\s*[+-]\s*[A-Za-z(]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def text_of(content: Content, *, encodings: Sequence[str] = ("utf-8-sig",)) -> str:
    """Return a file as text, in the first of *encodings* that fits.

    Raises
    ------
    DatasetChanged
        If none fits, naming the first byte that does not, or the text holds NUL characters (UTF-16).
    """
    problem = ""
    for encoding in encodings:
        try:
            text = content.payload.decode(encoding)
        except UnicodeDecodeError as error:
            problem = problem or f"byte {error.start} ({content.payload[error.start : error.start + 1]!r})"
            continue
        if "\0" in text:
            break
        return text
    holds_nul = "it holds NUL characters, as UTF-16 does" if b"\0" in content.payload else ""
    raise DatasetChanged(
        f"{content.name} is not text in {' or '.join(encodings)}: {holds_nul or problem}. Save it as UTF-8, unchanged "
        "otherwise, and name that file (--any-release)."
    )


def lines_of(content: Content, *, encodings: Sequence[str] = ("utf-8-sig",)) -> list[str]:
    """Return a file line by line with its line ends, as a spreadsheet counts lines: only CR and LF end one.

    Raises
    ------
    DatasetChanged
        As for `text_of`.
    """
    return list(io.StringIO(text_of(content, encodings=encodings), newline=""))


def csv_rows(
    content: Content,
    columns: Sequence[str],
    *,
    skip: int = 0,
    delimiter: str = ",",
    encodings: Sequence[str] = ("utf-8-sig",),
) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file with their row numbers, the header of an ordinary file being row 1.

    Parameters
    ----------
    content
        The file.
    columns
        Columns that must be there, in any order; others are kept too.
    skip
        Lines above the header.
    delimiter, encodings
        As the publisher writes it.

    Returns
    -------
    list of (int, dict)
        Every row that is not wholly empty: row number and cell by column. Cells beyond the header or missing at its
        end are refused.

    Raises
    ------
    DatasetChanged
        If a column is not there (found and expected are named), a row has another number of cells, or a cell is
        longer than any publisher writes.
    """
    lines = lines_of(content, encodings=encodings)[skip:]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = next(reader, [])
        check_columns(content.name, header, columns)
        found = []
        for cells in reader:
            number = skip + reader.line_num
            if not any(cells):
                continue
            if len(cells) != len(header):
                raise DatasetChanged(
                    f"{content.name}, row {number}: found {len(cells)} cells; expected {len(header)} as in the header."
                )
            found.append((number, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        raise DatasetChanged(f"{content.name}, row {skip + reader.line_num}: no CSV ({error}).") from error
    return found


def csv_table(content: Content, columns: Sequence[str], *, delimiter: str = ",", encoding: str = "utf8") -> pa.Table:
    """Return the columns of a large CSV file as an Arrow table of text, row by row as in the file.

    Row *i* of the table (from 0) stands in row *i* + 2 of a file without line breaks in its cells. Empty cells are
    empty text.

    Raises
    ------
    DatasetChanged
        As for `csv_rows`.
    """
    import pyarrow as pa  # noqa: PLC0415 - pyarrow takes 0.2 s to import
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    first = text_of(Content(key="", name=content.name, sha256="", payload=content.payload.partition(b"\n")[0]))
    header = next(csv.reader([first], delimiter=delimiter), [])
    check_columns(content.name, header, columns)
    try:
        return arrow_csv.read_csv(
            io.BytesIO(content.payload),
            read_options=arrow_csv.ReadOptions(encoding=encoding),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=list(columns),
                column_types={name: pa.string() for name in columns},
                strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        raise DatasetChanged(f"{content.name} is not the CSV that was expected: {error}") from error


def sheets(content: Content) -> dict[str, list[tuple[Any, ...]]]:
    """Return the sheets of an ``.xlsx`` workbook by name: rows of values, formulas by their last computed value.

    Row *i* of a list (from 0) is row *i* + 1 of the sheet; rows are equally wide, and empty ones at the end left out.

    Raises
    ------
    DatasetChanged
        If the workbook unpacks to more than 400 MB or 300 times its size, or is damaged.
    """
    import openpyxl  # noqa: PLC0415 - takes 0.3 s to import
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    _refuse_bomb(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # charts and drawings of a publisher's workbook are not read
            book = openpyxl.load_workbook(io.BytesIO(content.payload), data_only=True, read_only=True)
            return {sheet.title: _grid(sheet) for sheet in book.worksheets}
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, TypeError) as error:
        raise DatasetChanged(f"{content.name} is not a workbook that can be read: {error}") from error


def _grid(sheet: ReadOnlyWorksheet) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet; what it says of its own size is not believed: a wrong one would cut cells off."""
    sheet.reset_dimensions()
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    widest = max((len(row) for row in rows), default=0)
    if widest * len(rows) > _MOST_CELLS:
        raise ValueError(f"sheet {sheet.title} spans {widest * len(rows)} cells; expected at most {_MOST_CELLS}")
    return [row + (None,) * (widest - len(row)) for row in rows]


def check_columns(place: str, found: Sequence[object], expected: Sequence[str]) -> None:
    """Raise DatasetChanged where expected columns are not there, naming what is missing and what was found.

    >>> check_columns("a.csv", ["Entity", "Jahr"], ["Entity", "Year"])
    Traceback (most recent call last):
    ninetenths.errors.DatasetChanged: a.csv: the columns moved: Year not there; found Entity, Jahr; expected ...
    """
    names = [str(name) for name in found]
    missing = [name for name in expected if name not in names]
    twice = sorted({name for name in expected if names.count(name) > 1})
    if missing or twice:
        problem = f"{', '.join(missing)} not there" if missing else f"{', '.join(twice)} there twice"
        raise DatasetChanged(
            f"{place}: the columns moved: {problem}; found {', '.join(names[:40])[:600]}; expected "
            f"{', '.join(expected)}. The publisher changed the file, or it is another one."
        )


def number(cell: object, *, place: str, least: int | None = None) -> Decimal | None:
    """Return the number of a cell with its digits as printed; None for an empty cell or a dash.

    Parameters
    ----------
    cell
        Text, or a number of a workbook.
    place
        How messages call it.
    least
        Smallest value that can be right; None for none.

    Raises
    ------
    DatasetChanged
        If it holds anything else (text, a formula, infinity or NaN), 10 to the 18th or more, or less than *least*.

    Examples
    --------
    >>> number(" 408.20 ", place="row 2"), number("", place="row 3")
    (Decimal('408.20'), None)
    """
    text = str(cell).strip() if cell is not None else ""
    if text in ("", "-", "--", ".."):
        return None
    try:
        value = Decimal(text) if _NUMBER.fullmatch(text) and not isinstance(cell, bool) else None
    except InvalidOperation:  # pragma: no cover - the pattern lets only decimals through
        value = None
    if value is None or abs(value) >= _TOO_LARGE or (least is not None and value < least):
        wanted = "a number" if least is None else f"a number of at least {least}"
        wanted += f" and below {_TOO_LARGE:.0e}" if value is not None and value >= _TOO_LARGE else ""
        raise DatasetChanged(f"{place}: found {text[:60]!r}; expected {wanted}. The publisher changed the file.")
    return value


def plain(cell: object, *, place: str) -> str:
    """Return the text of a cell, blanks folded.

    Raises
    ------
    DatasetChanged
        If it is a formula, holds control characters or is longer than any publisher writes.

    Examples
    --------
    >>> plain("  Strait of  Hormuz ", place="row 2")
    'Strait of Hormuz'
    """
    text = " ".join(str(cell).split()) if cell is not None else ""
    if _FORMULA.match(text):
        raise DatasetChanged(f"{place}: found the formula {text[:60]!r}; expected text. It was not read.")
    if len(text) > _LONGEST_CELL or not text.isprintable():
        raise DatasetChanged(f"{place}: found {text[:60]!r}; expected printable text of ordinary length.")
    return text


def _refuse_bomb(content: Content) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content.payload)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DatasetChanged(f"{content.name} is not a workbook: {error}. Download it again.") from error
    if unpacked > _MOST_UNPACKED_WORKBOOK or unpacked > _MOST_WORKBOOK_RATIO * len(content.payload):
        raise DatasetChanged(
            f"{content.name} unpacks from {len(content.payload)} to {unpacked} bytes; expected at most "
            f"{_MOST_UNPACKED_WORKBOOK} and {_MOST_WORKBOOK_RATIO} times its size. It was not read."
        )
