"""Tables as they came: rows of cells, each with what the file says it is. Nothing is converted, nothing is repaired."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class CellKind(StrEnum):
    """What a file says a cell holds. CSV and TSV hold texts alone."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes or no"
    DAY = "day"
    PART_OF_DAY = "day shown in part"
    """A day of which the table shows only a part (May-14): a spreadsheet made up the rest."""
    FORMULA = "formula"
    ERROR = "error"


class Cell(Struct, frozen=True):
    """One cell. `text` is what a person would type to get it: a day as `2014-05-19`, a formula with its `=`."""

    text: str
    kind: CellKind = CellKind.TEXT

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be seen in it."""
        return not self.text.strip()


NO_CELL = Cell("")


class TableRow(Struct, frozen=True):
    """One row by its number in the file, counted from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of that column (from 0); an empty one beyond the last."""
        return self.cells[column] if column < len(self.cells) else NO_CELL

    @property
    def is_empty(self) -> bool:
        """Whether every cell is."""
        return all(cell.is_empty for cell in self.cells)


class Table(Struct, frozen=True):
    """A table: the names of its columns as written, and the rows below.

    `form` is "csv", "tsv", "xlsx" or "json"; `separator` that of a text. `said` are words on how it was read (encoding,
    separator, sheet), `hidden` sentences on what the file hides.
    """

    name: str
    form: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    header_row: int = 1
    separator: str = ","
    said: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def place(self, row: int, column: int) -> str:
        """`C4`, or "" where cells have no such name."""
        return "" if self.form == "json" or column < 0 else f"{letters(column)}{row}"


def letters(column: int) -> str:
    """The letters of a column counted from 0: `A`, `Z`, `AA`."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
