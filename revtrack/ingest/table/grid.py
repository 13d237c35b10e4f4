"""Reads the cells of one sheet of a workbook, row by row, and what the sheet hides or merges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct

from revtrack.ingest.decode import refuse_controls
from revtrack.ingest.table.bounds import MOST_COLUMNS, check_columns, check_rows, no_table
from revtrack.ingest.table.looks import Looks, style_of, text_of, unescaped
from revtrack.model.tables import NO_CELL, Cell, CellKind, TableRow, letters

Element = etree._Element

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ANEW = "open it in the program it comes from and save it as XLSX anew"


class Grid(Struct, frozen=True):
    """The rows of a sheet from the first that holds something on, and sentences on what it hides."""

    rows: tuple[TableRow, ...]
    hidden: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not self.rows


def read_grid(root: Element, looks: Looks, name: str) -> Grid:
    """The cells of a sheet. UnsupportedFormat for one that places two cells at one place or none."""
    _refuse_merged(root, name)
    rows: list[TableRow] = []
    unseen: list[int] = []
    for number, element in _rows(root, name):
        row = TableRow(number, _cells(element, number, looks, name))
        if row.is_empty and not rows:
            continue
        rows.append(row)
        if element.get("hidden", "0") in ("1", "true") and not row.is_empty:
            unseen.append(number)
    while rows and rows[-1].is_empty:
        rows.pop()
    return Grid(tuple(_filled(rows)), tuple(_hidden(root, unseen)))


def _rows(root: Element, name: str) -> Iterator[tuple[int, Element]]:
    number = 0
    for data in root:
        if _local(data) != "sheetData":
            continue
        for element in data:
            if _local(element) != "row":
                continue
            stated = element.get("r")
            before, number = number, int(stated) if stated and stated.isdecimal() else number + 1
            if number <= before:
                raise no_table(name, f"row {number} stands there twice", tries=_ANEW)
            check_rows(number, name)
            yield number, element


def _filled(rows: Iterable[TableRow]) -> Iterator[TableRow]:
    """The rows with the empty ones between them, which a file need not name."""
    last = 0
    for row in rows:
        if last:
            yield from (TableRow(number, ()) for number in range(last + 1, row.number))
        last = row.number
        yield row


def _cells(row: Element, number: int, looks: Looks, name: str) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    free = 0
    for element in row:
        if _local(element) != "c":
            continue
        found = _CELL.fullmatch(element.get("r", ""))
        at = _column(found[1]) if found else free
        if at < free or (found and int(found[2]) != number):
            raise no_table(name, f"a cell of row {number} stands where another does", tries=_ANEW)
        free = at + 1
        cell = _cell(element, looks, name, f"{letters(at)}{number}")
        if cell.is_empty:
            continue
        check_columns(free, name)
        cells += [NO_CELL] * (at - len(cells))
        cells.append(cell)
    return tuple(cells)


def _cell(element: Element, looks: Looks, name: str, place: str) -> Cell:
    parts = {_local(child): child for child in element}
    if "f" in parts:
        return Cell(f"={parts['f'].text or ''}", CellKind.FORMULA)
    written = (parts["v"].text or "") if "v" in parts else ""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        return _text(text_of(parts["is"]) if "is" in parts else "", name, place)
    if kind == "s":
        if not written.isdecimal() or int(written) >= len(looks.texts):
            raise no_table(name, f"the cell {place} names a text that is not there", tries=_ANEW)
        return _text(looks.texts[int(written)], name, place)
    if kind == "str":
        return _text(unescaped(written), name, place)
    if kind in ("b", "e"):
        yes_no = Cell("yes" if written == "1" else "no", CellKind.YES_NO)
        return yes_no if kind == "b" else Cell(written, CellKind.ERROR)
    if kind == "d":
        return Cell(written.removesuffix("T00:00:00"), CellKind.TEXT)
    return looks.number(written, style_of(element, looks.styles)) if written else NO_CELL


def _text(text: str, name: str, place: str) -> Cell:
    refuse_controls(text, f"the cell {place} of {name}")
    return Cell(text)


def _refuse_merged(root: Element, name: str) -> None:
    """Merged cells look filled, and only the first of them holds anything (18.3.1.55)."""
    merged = next((element.get("ref", "") for element in root.iter() if _local(element) == "mergeCell"), "")
    if merged:
        raise no_table(
            name,
            f"it merges the cells {merged[:20]}, of which only the first holds anything",
            tries="unmerge all cells, fill each, then save it",
        )


def _hidden(root: Element, rows: list[int]) -> Iterator[str]:
    if rows:
        listed = ", ".join(map(str, rows[:8])) + (" …" if len(rows) > 8 else "")
        one = len(rows) == 1
        yield f"{'row' if one else 'rows'} {listed} {'is' if one else 'are'} hidden and {'was' if one else 'were'} read"
    for element in root.iter():
        if _local(element) == "col" and element.get("hidden", "0") in ("1", "true"):
            low, high = (int(element.get(key, "1")) - 1 for key in ("min", "max"))
            name = letters(low) if low == high else f"{letters(low)}–{letters(min(high, MOST_COLUMNS))}"
            yield f"column {name} is hidden and was read"


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
