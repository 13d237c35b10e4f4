"""The lines of a correlation table: what stands in each cell, headings across, runs of the same shift in one line.

Lines carry words, no layout: text, Markdown and CSV draw the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from revtrack.model.correspondence import Ground
from revtrack.report.correlatewords import (
    change_words,
    column_names,
    confirmed_words,
    follows,
    heading_cells,
    is_heading,
    names_in,
    places_words,
    should_look,
    similarity_words,
)
from revtrack.report.views import CorrelationBlock, CorrelationRow, CorrelationView


class TableStyle(StrEnum):
    """An official table has the places alone; a working one says what happened, and how sure the pairing is."""

    OFFICIAL = "official"
    WORKING = "working"


class Line(Struct, frozen=True):
    """One line: its cells in words, and what is said behind them: in a working table, and across languages the grounds.

    `grounds` speak for every row that shares the line; `confirmed` is who confirmed a pairing of it. A heading spans the table:
    its cells are its words in each column, "" where it is absent.
    """

    cells: tuple[str, ...]
    heading: bool = False
    change: str = ""
    similarity: str = ""
    look: bool = False
    confirmed: str = ""
    grounds: tuple[Ground, ...] = ()


class Part(Struct, frozen=True):
    """The lines of one block."""

    title: str
    lines: tuple[Line, ...]


class Table(Struct, frozen=True):
    """A whole table in words. `confirmed`: whether a person has confirmed anything in it; `across`: whether it has grounds."""

    columns: tuple[str, ...]
    parts: tuple[Part, ...]
    style: TableStyle
    confirmed: bool
    across: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for part in self.parts for line in part.lines)


def table(view: CorrelationView, style: TableStyle, *, group: bool) -> Table:
    """The table in words; with `group`, neighbours that shift alike share a line."""
    parts = tuple(Part(block.title, tuple(_lines(view, block, style, group=group))) for block in view.blocks)
    confirmed = any(line.confirmed for part in parts for line in part.lines)
    return Table(column_names(view.columns), parts, style, confirmed, view.across_languages)


def _lines(view: CorrelationView, block: CorrelationBlock, style: TableStyle, *, group: bool) -> Iterator[Line]:
    run = _Run(view)
    for row in block.rows:
        said = _said(view, row, style)
        if group and not is_heading(row) and run.takes(row, said):
            continue
        yield from run.ended()
        if is_heading(row):
            yield _with(heading_cells(view, row), said, heading=True)
        else:
            run.begin(row, said)
    yield from run.ended()


class _Said(Struct, frozen=True):
    """What a table says of a row behind its cells: an official one nothing but the grounds it has across languages."""

    change: str = ""
    similarity: str = ""
    look: bool = False
    confirmed: str = ""
    grounds: tuple[Ground, ...] = ()

    def with_grounds(self, other: _Said) -> _Said | None:
        """What holds for both of two rows; None if they cannot be told in one line.

        They need a ground in common, or none each: so what a person confirmed never hides among what was found.
        """
        shared = tuple(ground for ground in self.grounds if ground in other.grounds)
        if replace(self, grounds=()) != replace(other, grounds=()) or bool(shared) != bool(
            self.grounds or other.grounds
        ):
            return None
        return replace(self, grounds=shared)


def _said(view: CorrelationView, row: CorrelationRow, style: TableStyle) -> _Said:
    grounds = row.link.grounds if row.link else ()
    if style is TableStyle.OFFICIAL:
        return _Said(grounds=grounds)
    return _Said(change_words(view, row), similarity_words(row), should_look(row), confirmed_words(row), grounds)


def _with(cells: tuple[str, ...], said: _Said, *, heading: bool = False) -> Line:
    return Line(cells, heading, said.change, said.similarity, said.look, said.confirmed, said.grounds)


class _Run:
    """Rows that share a line: in every column the next number, or what stands under the last one in the same place."""

    def __init__(self, view: CorrelationView) -> None:
        self._view = view
        self._columns: list[list[str]] = []
        self._said = _Said()
        self._is_open = False

    def begin(self, row: CorrelationRow, said: _Said) -> None:
        """A run of this row alone; nothing joins a row of one and several."""
        self._columns = [list(names) for names in self._names(row)]
        self._said = said
        self._is_open = all(len(column) < 2 for column in self._columns)

    def takes(self, row: CorrelationRow, said: _Said) -> bool:
        """Whether the row goes on with the run; it is in it then."""
        names = self._names(row)
        both = self._said.with_grounds(said)
        if not (self._columns and self._is_open) or both is None or any(len(cell) > 1 for cell in names):
            return False
        if any(bool(cell) != bool(column) for cell, column in zip(names, self._columns, strict=True)):
            return False
        pairs = [(column, cell[0]) for column, cell in zip(self._columns, names, strict=True) if cell]
        if not _is_under(pairs):
            if not all(follows(column[-1], name) for column, name in pairs):
                return False
            for column, name in pairs:
                column.append(name)
        self._said = both
        return True

    def ended(self) -> Iterator[Line]:
        """The line of the run, if there is one; the next row begins another."""
        if self._columns:
            yield _with(tuple(places_words(column) for column in self._columns), self._said)
        self._columns = []

    def _names(self, row: CorrelationRow) -> list[Sequence[str]]:
        return [names_in(self._view, row, column) for column in range(len(self._view.columns))]


def _is_under(pairs: Sequence[tuple[Sequence[str], str]]) -> bool:
    """Whether every name stands under the last one of its column, and at the same place under it: 14.2 and 16.2."""
    behind = {
        name.removeprefix(f"{column[-1]}.") if name.startswith(f"{column[-1]}.") else "" for column, name in pairs
    }
    return len(behind) == 1 and "" not in behind
