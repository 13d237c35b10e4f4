"""Reads XLSX by its parts (ECMA-376 part 1, 18): one sheet of a workbook, each cell as the file has it.

Nothing is evaluated: a cell with a formula is told as one. Which sheet is meant is never guessed: the visible one that holds
something; several are refused. What is hidden is named.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from revtrack import xmlsafe, zipsafe
from revtrack.ingest.table.bounds import no_table
from revtrack.ingest.table.grid import Grid, read_grid
from revtrack.ingest.table.looks import Looks, read_looks, shared_texts
from revtrack.model.tables import Table

Element = etree._Element

ELEMENTS = 1_500_000
"""Elements of one part: a cell has two or three."""
_READ = (".xml", ".rels")
_ANEW = "open it in the program it comes from and save it as XLSX anew"


class _Link(NamedTuple):
    """A relationship: its id, the last word of its type, and the part it leads to."""

    id: str
    kind: str
    target: str


def read_workbook(data: bytes, name: str) -> Table:
    """The table of the one sheet that holds something. UnsupportedFormat for another kind of zip, or several such sheets."""
    book = _Book(data, name)
    sheets = book.sheets()
    grids = [(title, grid) for title, grid in sheets if grid is not None]
    filled = [(title, grid) for title, grid in grids if not grid.is_empty]
    if not filled:
        raise no_table(name, "no visible sheet holds anything", tries="revtrack add --template manifest.xlsx")
    if len(filled) > 1:
        titles = ", ".join(f"'{title[:30]}'" for title, _ in filled[:4])
        raise no_table(
            name, f"several sheets hold something: {titles}", tries="keep one, hide or remove the others, then save it"
        )
    title, grid = filled[0]
    hidden = [f"the sheet '{title}' is hidden and was not read" for title, grid in sheets if grid is None]
    rows = grid.rows
    return Table(
        name=name,
        form="xlsx",
        header=tuple(cell.text for cell in rows[0].cells),
        rows=rows[1:],
        header_row=rows[0].number,
        said=(f"sheet '{title}'",),
        hidden=(*hidden, *grid.hidden),
    )


class _Book:
    """The parts of a workbook that matter to a table."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._members = zipsafe.members(data, name, wanted=lambda member: member.lower().endswith(_READ))
        self._main = next((link.target for link in self._links("") if link.kind == "officeDocument"), "")
        if self._main not in self._members or _local(self._part(self._main)) != "workbook":
            raise no_table(name, "it is a zip container of another kind than XLSX", tries=_ANEW)
        self._related = {link.id: link for link in self._links(self._main)}

    def sheets(self) -> list[tuple[str, Grid | None]]:
        """The title and the grid of each sheet of cells; None for one that is hidden, which is not read."""
        root = self._part(self._main)
        looks = self._looks(root)
        found: list[tuple[str, Grid | None]] = []
        for sheet in (each for each in root.iter() if _local(each) == "sheet"):
            link = self._related.get(next((value for key, value in sheet.items() if key.endswith("}id")), ""))
            if link is None or link.target not in self._members:
                raise no_table(self._name, "a sheet that it names is missing", tries=_ANEW)
            if link.kind == "worksheet":
                title, shown = sheet.get("name", ""), sheet.get("state", "visible") == "visible"
                found.append((title, read_grid(self._part(link.target), looks, self._name) if shown else None))
        return found

    def _looks(self, root: Element) -> Looks:
        """What cells refer to: texts kept once for all sheets, formats of days, and from which day days are counted."""
        kinds = {link.kind: link.target for link in self._related.values()}
        texts = self._part(kinds["sharedStrings"]) if kinds.get("sharedStrings") in self._members else None
        styles = self._part(kinds["styles"]) if kinds.get("styles") in self._members else None
        later = any(
            _local(each) == "workbookPr" and each.get("date1904", "0") not in ("0", "false") for each in root.iter()
        )
        return read_looks(styles, shared_texts(texts), later=later)

    def _part(self, member: str) -> Element:
        return xmlsafe.parse(self._members[member], f"{member} in {self._name}", elements=ELEMENTS)

    def _links(self, source: str) -> Iterator[_Link]:
        """The relationships of a part inside the container; those of the container itself for ""."""
        folder, file = posixpath.split(source)
        member = posixpath.join(folder, "_rels", f"{file}.rels")
        if member not in self._members:
            return
        for link in self._part(member):
            target = link.get("Target", "")
            if link.get("TargetMode", "") != "External":
                path = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(f"{folder}/{target}".lstrip("/"))
                )
                yield _Link(link.get("Id", ""), link.get("Type", "").rpartition("/")[2], path)


def _local(element: Element) -> str:
    """The element's name, whichever of the two namespaces a file uses."""
    return str(element.tag).rpartition("}")[2]
