"""How large a table may be, and the error for one that is none."""

from __future__ import annotations

from revtrack.errors import InputTooLarge, UnsupportedFormat

MOST_ROWS = 50_000
MOST_COLUMNS = 256


def check_rows(rows: int, name: str) -> None:
    """InputTooLarge for more rows than a batch may have."""
    if rows > MOST_ROWS:
        raise InputTooLarge(
            f"{name} has more than {MOST_ROWS:,} rows", tries=("part it into several, then run them one by one",)
        )


def check_columns(columns: int, name: str) -> None:
    """InputTooLarge for more columns than a table of documents can have."""
    if columns > MOST_COLUMNS:
        raise InputTooLarge(
            f"{name} has a row of more than {MOST_COLUMNS} columns", tries=("remove what is not needed from it",)
        )


def no_table(name: str, *facts: str, tries: str = "save it as XLSX, or as CSV in UTF-8") -> UnsupportedFormat:
    """The error for bytes that are no table, or one that could be read in two ways."""
    return UnsupportedFormat(f"{name} cannot be read as a table; nothing was added", facts=facts, tries=(tries,))
