"""Reads CSV and TSV: encoding and separator are found by what stands there and are said; where two fit, it is refused."""

from __future__ import annotations

import csv
import io
import re

from revtrack.errors import UnsupportedFormat
from revtrack.ingest.decode import decode
from revtrack.ingest.table.bounds import check_columns, check_rows, no_table
from revtrack.model.tables import Cell, Table, TableRow

SEPARATORS = {",": "','", ";": "';'", "\t": "tab"}
"""Separators, each as it is named."""
LONGEST_FIELD = 1 << 20
_MARK = "\ufeff"
_NONE = "\x1f"
"""What parts no row: it is no character of a text."""
_TOLD = re.compile(r"sep=([,;\t])\r?\n")
"""The line by which a spreadsheet tells another which separator follows; none of them shows or counts it."""

Rows = list[list[str]]


def read_delimited(data: bytes, name: str) -> Table:
    """The table; UnsupportedFormat where no separator, or more than one, fits all of it."""
    text, encoding = decode(data, name)
    marked = text.startswith(_MARK)
    text = text.removeprefix(_MARK)
    told = _TOLD.match(text)
    text = text[told.end() :] if told else text
    separator, rows = _parted(text, name, told[1] if told else "")
    first = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if first is None:
        raise no_table(name, "it holds no row", tries="revtrack add --template manifest.csv")
    words = encoding + (" with BOM" if marked and encoding == "UTF-8" else "")
    parting = f"separator {SEPARATORS[separator]}" if len(rows[first]) > 1 else "one column"
    return Table(
        name=name,
        form="tsv" if separator == "\t" and len(rows[first]) > 1 else "csv",
        header=tuple(rows[first]),
        rows=tuple(TableRow(number, tuple(map(Cell, row))) for number, row in enumerate(rows[first + 1 :], first + 2)),
        header_row=first + 1,
        separator=separator,
        said=(parting, words),
    )


def _parted(text: str, name: str, told: str) -> tuple[str, Rows]:
    """The separator and the rows: the one that parts the header and, where several do, all rows alike."""
    tried = {told: _rows(text, told, name)} if told else _tries(text, name)
    parting = {separator: rows for separator, rows in tried.items() if _head(rows) > 1}
    if not parting:
        return ",", _rows(text, _NONE, name)
    alike = {separator: rows for separator, rows in parting.items() if _is_even(rows)}
    for fitting in (parting, alike):
        if len(fitting) == 1:
            return next(iter(fitting.items()))
    names = " and ".join(SEPARATORS[separator] for separator in parting)
    raise no_table(
        name,
        f"both {names} part its first row, so the separator is not certain",
        tries="save it with one separator, or as XLSX; or write  sep=;  into a first line of its own",
    )


def _tries(text: str, name: str) -> dict[str, Rows]:
    """The rows by each separator with which the text is sound; the error of the first if it is with none."""
    found: dict[str, Rows] = {}
    errors: list[UnsupportedFormat] = []
    for separator in SEPARATORS:
        try:
            found[separator] = _rows(text, separator, name)
        except UnsupportedFormat as error:
            errors.append(error)
    if not found:
        raise errors[0]
    return found


def _head(rows: Rows) -> int:
    return next((len(row) for row in rows if any(cell.strip() for cell in row)), 0)


def _is_even(rows: Rows) -> bool:
    return len({len(row) for row in rows if any(cell.strip() for cell in row)}) == 1


def _rows(text: str, separator: str, name: str) -> Rows:
    limit = csv.field_size_limit(LONGEST_FIELD)
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(row)
            check_rows(len(rows), name)
            check_columns(len(row), name)
    except csv.Error as error:
        raise no_table(name, f"line {reader.line_num}: {error}") from error
    finally:
        csv.field_size_limit(limit)
    return rows
