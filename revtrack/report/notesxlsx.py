"""Remarks in a workbook that has come back, from whatever program saved it. Nothing in it is evaluated or followed."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from revtrack.errors import InputTooLarge, UnsupportedFormat
from revtrack.report.notestable import not_a_report, remarks_of_rows
from revtrack.report.reportviews import Remark
from revtrack.report.xlsxbook import missing
from revtrack.zipsafe import members

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 200_000
MOST_COLUMNS = 256
_BROKEN = (BadZipFile, zlib.error, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, SyntaxError)
"""What the library raises for a workbook that is not one; SyntaxError is its word for XML that is not well-formed."""
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|005F)_")


def remarks_of_xlsx(data: bytes, name: str) -> tuple[Remark, ...]:
    """The remarks of every sheet that has the columns; formulas are read as they were typed.

    Raises UnsupportedFormat for what is no workbook or no table of a report, InputTooLarge and XmlUnsafe for what the
    bounds of containers refuse, ExtraMissing if the library that reads workbooks is not installed.
    """
    parts = members(data, name)
    if not any(part.lower().startswith("xl/") for part in parts):
        raise _no_workbook(name, "it is a zip container of another kind")
    book = _opened(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tables = [remarks_of_rows(_rows(book, title, name), name) for title in book.sheetnames]
    except _BROKEN as error:
        raise _no_workbook(name, f"{type(error).__name__}: {error}") from error
    finally:
        book.close()
    found = [table for table in tables if table is not None]
    if not found:
        raise not_a_report(name)
    return tuple(remark for table in found for remark in table)


def _opened(data: bytes, name: str) -> Workbook:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError as error:
        raise missing("reading XLSX") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library does not carry over is of no matter to remarks
            return load_workbook(BytesIO(data), read_only=True, keep_links=False)
    except (*_BROKEN, InvalidFileException) as error:
        raise _no_workbook(name, f"{type(error).__name__}: {error}") from error


def _rows(book: Workbook, title: str, name: str) -> Iterator[list[str]]:
    """The rows of a sheet as text; none for a sheet of charts."""
    page = book[title]
    if not hasattr(page, "iter_rows"):
        return
    for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 1, values_only=True)):
        if number >= MOST_ROWS:
            raise InputTooLarge(
                f"{name} has more rows than revtrack reads",
                facts=(f"the sheet '{title[:40]}' has more than {MOST_ROWS:,}",),
                tries=("remove what is not needed from it, then save it",),
            )
        yield [_text(value) for value in row]


def _text(value: object) -> str:
    """A cell as a person sees it: text without the escapes of the format, figures and dates by their usual form."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).replace("\r\n", "\n").replace("\r", "\n")


def _no_workbook(name: str, fact: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"{name} cannot be read as a workbook",
        facts=(fact[:200],),
        tries=("open it in the program it comes from and save it as XLSX",),
    )
