"""CSV that spreadsheets read as it is meant: UTF-8 with its mark, all cells quoted, no cell taken for a formula."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

MARK = "\ufeff"
"""The byte order mark: without it spreadsheets take UTF-8 for something else."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A cell that begins so is a formula to a spreadsheet, or could become one (CVE-2021-41270); blanks before it are no guard."""


class Csv(Struct, frozen=True):
    """A file's text, and how many cells got an apostrophe in front, so that they are text and no formula."""

    text: str
    guarded: int

    @property
    def data(self) -> bytes:
        """The bytes, in UTF-8."""
        return self.text.encode()


def csv_of(rows: Sequence[Sequence[str]], separator: str = ",") -> Csv:
    """The rows as CSV: comma (or another separator), CR LF, every cell in quotation marks."""
    guarded = sum(is_formula(cell) for row in rows for cell in row)
    return Csv(MARK + "".join(separator.join(map(_cell, row)) + "\r\n" for row in rows), guarded)


def guard_note(guarded: int) -> str:
    """What is said of guarded cells on stderr; "" if there are none."""
    if not guarded:
        return ""
    cells = "1 cell begins" if guarded == 1 else f"{guarded} cells begin"
    return f"note: {cells} like a formula and got an apostrophe in front"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula; so is one that has an apostrophe of its own before such a sign."""
    return text.lstrip(" '").startswith(FORMULA)


def unguarded(cell: str) -> str:
    """The text of a cell that `csv_of` wrote: without the apostrophe it got in front, with any of its own."""
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell


def _cell(text: str) -> str:
    guard = "'" if is_formula(text) else ""
    return '"' + guard + text.replace('"', '""') + '"'
