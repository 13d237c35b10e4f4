"""Sheets as an Excel workbook: typed text that no program takes for a formula, and the same bytes for the same sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from revtrack.errors import ExtraMissing
from revtrack.report.officezip import sealed
from revtrack.report.wrap import width_of

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.worksheet.worksheet import Worksheet

Runs = tuple[tuple[str, str], ...]
"""Text in runs, each with the name of its look: a key of LOOKS."""
Value = str | int | float | Runs | None

LONGEST_CELL = 32_767
"""UTF-16 units that a cell may hold; what is longer goes on in the next row."""
CONTINUED = "continued"
NARROW = 8
"""A column narrower than this is cut and not wrapped: ids are for programs."""
LINE, HIGHEST = 15, 405
"""The height of a line and of the highest row, in points; a row may have 409."""

_FACE: dict[str, Any] = {"rFont": "Calibri", "family": 2.0, "sz": 11.0}
"""What a run says of its font in full, since programs differ in what they take for granted."""
LOOKS: dict[str, dict[str, Any]] = {
    "-": {**_FACE, "color": "FF8C1D18", "strike": True},
    "+": {**_FACE, "color": "FF0B3D91", "u": "double"},
    "": {**_FACE, "color": "FF57606A", "sz": 9.0},
}
"""Deleted, inserted, and the words that say which; every other run looks like the cell."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""An underscore that a spreadsheet would take for the beginning of an escaped character."""


class Column(Struct, frozen=True):
    """A column: its name, its width in characters, whether people write in it."""

    name: str
    width: int
    writable: bool = False


class Sheet(Struct, frozen=True):
    """A sheet: its columns and its rows.

    Where a row's text is longer than a cell, the row goes on in the next one: `keys` are the columns repeated there, and
    the column `told` says that it is continued. `spans` are the positions of rows whose first cell is a heading.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]
    keys: tuple[int, ...] = (0,)
    told: int = 0
    spans: frozenset[int] = frozenset()


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The workbook. ExtraMissing if the library that writes it is not installed."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise missing("writing XLSX") from error
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet)
    data = BytesIO()
    book.save(data)
    return sealed(data.getvalue(), title=title)


def missing(what: str) -> ExtraMissing:
    """The error where the extra `xlsx` is not installed."""
    return ExtraMissing(
        f"{what} needs an extra that is not installed",
        facts=("CSV, Markdown and JSON need none: -f csv, -f md, -f json",),
        tries=("pip install 'revtrack[xlsx]'",),
    )


def continued(row: tuple[Value, ...], *, keys: Sequence[int], told: int) -> Iterator[tuple[Value, ...]]:
    """The row in as many rows as its longest cell needs."""
    pieces = [list(_pieces(value)) for value in row]
    for number, cells in enumerate(zip_longest(*pieces)):
        if not number:
            yield cells
            continue
        repeated = [row[at] if at in keys else cell for at, cell in enumerate(cells)]
        repeated[told] = f"{CONTINUED} {number + 1}"
        yield tuple(repeated)


def _pieces(value: Value) -> Iterator[Value]:
    """A value in pieces that a cell can hold; most are one."""
    if value is None or isinstance(value, (int, float)):
        yield value
        return
    runs: Runs = ((("=", value)),) if isinstance(value, str) else value
    piece: list[tuple[str, str]] = []
    room = LONGEST_CELL
    for look, text in runs:
        for part in _parts(text, room):
            if piece and _length(part) > room:
                yield _like(value, piece)
                piece, room = [], LONGEST_CELL
            piece.append((look, part))
            room -= _length(part)
    yield _like(value, piece)


def _parts(text: str, room: int) -> Iterator[str]:
    """The text cut where cells end: the first part fits into `room` if any part has to be cut at all."""
    while _length(text) > room:
        cut = _cut(text, room)
        yield text[:cut]
        text, room = text[cut:], LONGEST_CELL
    yield text


def _cut(text: str, room: int) -> int:
    """How many characters of `text` fit, counted in UTF-16 units."""
    units = 0
    for at, char in enumerate(text):
        units += 2 if ord(char) > 0xFFFF else 1
        if units > room:
            return at
    return len(text)


def _length(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)


def _like(value: Value, piece: list[tuple[str, str]]) -> Value:
    return "".join(text for _, text in piece) if isinstance(value, str) else tuple(piece)


def _write(page: Worksheet, sheet: Sheet) -> None:
    """One sheet: a header that stays, a filter, text at the top of its cell, rows as high as their text."""
    looks = _Looks()
    page.append([column.name for column in sheet.columns])
    for cell in page[1]:
        cell.font, cell.fill, cell.alignment = looks.bold, looks.tint, looks.top
    page.row_dimensions[1].height = LINE * max(_lines(column.name, column.width) for column in sheet.columns)
    line = 1
    for position, row in enumerate(sheet.rows):
        for cells in continued(row, keys=sheet.keys, told=sheet.told):
            line += 1
            _put_row(page, line, sheet.columns, cells, looks)
        if position in sheet.spans:
            for cell in page[line]:
                cell.font, cell.fill = looks.bold, looks.tint
    _lay_out(page, sheet.columns, line)


class _Looks:
    """What cells look like, made once for a sheet."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self.bold = Font(name="Calibri", sz=11, bold=True)
        self.tint = PatternFill("solid", fgColor="FFEAEEF2")
        self.top = Alignment(wrap_text=True, vertical="top")
        self.cut = Alignment(wrap_text=False, vertical="top")


def _put_row(page: Worksheet, line: int, columns: Sequence[Column], cells: tuple[Value, ...], looks: _Looks) -> None:
    for at, (column, value) in enumerate(zip(columns, cells, strict=True), 1):
        _put(page, line, at, value, writable=column.writable)
        page.cell(line, at).alignment = looks.top if column.width >= NARROW else looks.cut
    high = max(_lines(value, column.width) for column, value in zip(columns, cells, strict=True))
    page.row_dimensions[line].height = min(high * LINE, HIGHEST)


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column that wide, about; no program says how it breaks them."""
    if not value or isinstance(value, (int, float)) or width < NARROW:
        return 1
    text = value if isinstance(value, str) else "".join(part for _, part in value)
    return sum(max(1, ceil(width_of(one) / (width - 2))) for one in text.split("\n"))


def _lay_out(page: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Widths, the header that stays, the filter, and how the sheet is printed."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    for at, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(at)].width = column.width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    page.print_title_rows = "1:1"
    page.print_options.gridLines = True
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75)
    footer = page.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "&P / &N"


def _put(page: Worksheet, line: int, at: int, value: Value, *, writable: bool) -> None:
    """Text as text, marked so that editing a cell does not make a formula of it; a figure as a figure."""
    cell = page.cell(line, at)
    if writable:
        cell.number_format = "@"
    if value is None or value == "" or value == ():
        return
    if isinstance(value, (int, float)):
        cell.value, cell.number_format = value, "0" if isinstance(value, int) else "0.00"
        return
    cell.value = _escaped(value) if isinstance(value, str) else _rich(value)
    cell.data_type = "s"
    cell.quotePrefix = True


def _rich(runs: Runs) -> CellRichText:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    return CellRichText(
        *(
            TextBlock(InlineFont(**LOOKS[look]), _escaped(text)) if look in LOOKS else _escaped(text)
            for look, text in runs
        )
    )


def _escaped(text: str) -> str:
    return _ESCAPE.sub("_x005F_", text)
