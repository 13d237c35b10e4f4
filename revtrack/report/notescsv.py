"""Remarks in a CSV file that has come back, from whatever spreadsheet saved it."""

from __future__ import annotations

import csv
import io

from revtrack.errors import InputTooLarge, UnsupportedFormat
from revtrack.report.csvtext import unguarded
from revtrack.report.notestable import HEAD_WITHIN, not_a_report, remarks_of_rows
from revtrack.report.reportviews import Remark

SEPARATORS = (",", ";", "\t")
LIMIT_BYTES = 64 << 20
LONGEST_FIELD = 8 << 20
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def remarks_of_csv(data: bytes, name: str) -> tuple[Remark, ...]:
    """The remarks; separators are found by the names of the columns, apostrophes that guarded a cell are taken off.

    Raises UnsupportedFormat for what is no table of a report, InputTooLarge for a file over the bounds.
    """
    if len(data) > LIMIT_BYTES:
        raise InputTooLarge(
            f"{name} is larger than revtrack reads",
            facts=(f"it has {len(data):,} bytes, at most {LIMIT_BYTES:,} are read",),
            tries=("remove what is not needed from it, then save it",),
        )
    text = _decoded(data, name)
    for separator in SEPARATORS:
        found = remarks_of_rows(_rows(text, separator, name), name)
        if found is not None:
            return found
    raise not_a_report(name)


def _decoded(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 by its mark, or what Windows programs write where they write neither."""
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    for encoding in filter(None, (marked, "utf-8", "cp1252")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnsupportedFormat(
        f"{name} is not text that revtrack can read",
        facts=("it is neither UTF-8 nor UTF-16 nor Windows-1252",),
        tries=("save it as CSV in UTF-8, or as XLSX",),
    )


def _rows(text: str, separator: str, name: str) -> list[list[str]]:
    """The rows, unguarded; none where the first of them have but one cell: another separator is meant."""
    before = csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = [
            [unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise UnsupportedFormat(
            f"{name} is not a table that revtrack can read", facts=(str(error),), tries=("save it as XLSX",)
        ) from error
    finally:
        csv.field_size_limit(before)
    return rows if any(len(row) > 1 for row in rows[:HEAD_WITHIN]) else []
