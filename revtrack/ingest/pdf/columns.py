"""Finds the order in which the runs of a page are read: columns one after the other, tables row by row, the rest as printed.

Columns are told by a gutter that no run crosses, with prose of like width on both sides. A number before its paragraph, a label
before its value and the cells of a table have gutters too, and are read along the row.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from msgspec import Struct, field

from revtrack.ingest.lines import split
from revtrack.ingest.markers import bare_marker
from revtrack.ingest.pdf.glyphs import Word
from revtrack.ingest.pdf.library import Bounds
from revtrack.ingest.pdf.rows import Line, Run, middle, read_rows, read_runs
from revtrack.ingest.sheet import Cell
from revtrack.ingest.slots import read_slots

_MIDDLE = (0.25, 0.85)
"""Shares of the width between which the right one of two columns begins."""
_GUTTER = 0.8
"""Ems of the narrowest gutter."""
_EDGE = 3.0
"""Points within which two left edges are one."""
_LEAST_ROWS = 3
_NARROWEST = 0.2
"""A column of text takes at least this share of the width."""
_UNLIKE = 2.2
"""Columns of text are at most so many times as wide as each other."""
_MANY_ROWS = 6
"""Of fewer rows than this all must begin at one edge and hold several words: a few words stand under each other by chance."""
_PROSE = 3
_MOST = 0.75
_LABELS = 0.3
_HEAD_LINES = 6
_HEAD_WIDTH = 0.3
_LIKE = 0.6
"""Gaps of which the smaller is more than this share of the larger are of one kind."""
_STRETCHED = 6.0
"""Ems that no space of a line set to full width is wide."""
_NEAR = 4
_EVEN = 1.5
_ALIGNED = 4.0
_SAME_GUTTER = 0.5


class Placed(NamedTuple):
    """A run with the row it stands in."""

    run: Run
    row: int


class Region(NamedTuple):
    """Runs that are read together, and whether they are one column of several."""

    runs: list[Placed]
    column: bool


class PageLines(Struct):
    """Gives the lines of one page in reading order. `rules` are the heights of lines drawn across, `rows` the words by row."""

    page: int
    rows: Sequence[tuple[int, Sequence[Word]]]
    rules: Sequence[Bounds] = ()
    table_rows: int = 0
    flows: int = 0
    found: list[Line] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """Every line of the page."""
        runs = [Placed(run, number) for number, words in self.rows for run in read_runs(words)]
        for region in self._split(runs, letterhead=self.page == 1):
            self.flows += 1
            self._read(region.runs)
        return self.found

    # -- columns -------------------------------------------------------------------------------------------------------

    def _split(self, runs: list[Placed], *, letterhead: bool, column: bool = False) -> Iterator[Region]:
        best = self._best_band(runs, letterhead=letterhead)
        if best is None:
            if runs:
                yield Region(runs, column)
            return
        first, last, left, right = best
        yield from self._split([each for each in runs if each.row < first], letterhead=letterhead, column=column)
        yield from self._split(left, letterhead=False, column=True)
        yield from self._split(right, letterhead=False, column=True)
        yield from self._split([each for each in runs if each.row > last], letterhead=False, column=column)

    def _best_band(self, runs: list[Placed], *, letterhead: bool) -> _Band | None:
        bands = [
            band
            for edge in _edges(runs)
            for whole in _bands(runs, edge)
            for band in (whole, *([_trimmed(whole)] if letterhead else []))
            if self._is_columns(band, runs) or (letterhead and _is_letterhead(band, runs))
        ]
        return max(bands, key=lambda band: (len(band.left) + len(band.right), band.gutter), default=None)

    def _is_columns(self, band: _Band, runs: list[Placed]) -> bool:
        """Whether both sides of a gutter are prose."""
        if len({each.row for each in band.left}) < _LEAST_ROWS or len({each.row for each in band.right}) < 2:
            return False
        whole = max(each.run.x1 for each in runs) - min(each.run.x0 for each in runs)
        if band.gutter < _GUTTER * band.left[0].run.size or not all(map(_has_edge, (band.left, band.right))):
            return False
        wide = [_width(side) for side in (band.left, band.right)]
        if min(wide) < _NARROWEST * whole or max(wide) > _UNLIKE * min(wide):
            return False
        heads = [each.run for each in band.left if each.run.text.endswith(":") or bare_marker(each.run.text)]
        return len(heads) <= _LABELS * len(band.left) and not self._is_ruled(band)

    def _is_ruled(self, band: _Band) -> bool:
        """Whether lines are drawn across both sides, between rows: a table."""
        heights = [each.run.y for each in (*band.left, *band.right)]
        edge = min(each.run.x0 for each in band.right)
        across = [
            rule
            for rule in self.rules
            if min(heights) < rule.bottom < max(heights) and rule.left < edge - _EDGE and rule.right > edge + _EDGE
        ]
        return len(across) > 0

    # -- tables --------------------------------------------------------------------------------------------------------

    def _read(self, runs: list[Placed]) -> None:
        """Add the lines of a region, tables cell by cell."""
        rows: dict[int, list[Run]] = {}
        for each in runs:
            rows.setdefault(each.row, []).append(each.run)
        numbers = sorted(rows)
        at = 0
        while at < len(numbers):
            end = self._table_end(numbers, rows, at)
            if end > at:
                self._read_table([(number, rows[number]) for number in numbers[at:end]])
                at = end
            else:
                self._add(numbers[at], [word for run in rows[numbers[at]] for word in run.words])
                at += 1

    def _table_end(self, numbers: Sequence[int], rows: dict[int, list[Run]], at: int) -> int:
        """The index behind the last row of the table that begins there; `at` if none does."""
        if not _is_cells(rows[numbers[at]]) or _in_prose(numbers, rows, at):
            return at
        edges = [run.x0 for run in rows[numbers[at]]]
        end, many = at + 1, 1
        while end < len(numbers):
            runs = rows[numbers[end]]
            if len(runs) > 1 and (not _is_cells(runs) or _in_prose(numbers, rows, end)):
                break
            if not all(any(abs(run.x0 - edge) <= _ALIGNED for edge in edges) for run in runs):
                break
            if len(runs) == 1 and not self._inside(runs[0], rows, numbers[end - 1], edges):
                break
            many += len(runs) > 1
            end += 1
        while (
            end > at and len(rows[numbers[end - 1]]) == 1 and abs(rows[numbers[end - 1]][0].x0 - edges[0]) <= _ALIGNED
        ):
            end -= 1
        bare = all(len(run.words) == 1 for number in numbers[at:end] for run in rows[number])
        return end if many > 1 + (bare and not self.rules) else at

    def _inside(self, run: Run, rows: dict[int, list[Run]], above: int, edges: Sequence[float]) -> bool:
        """Whether a single run goes on in a cell: close under the row above, and within its column."""
        near = rows[above][0].y - run.y <= 1.6 * run.size
        column = max(at for at, edge in enumerate(edges) if abs(run.x0 - edge) <= _ALIGNED)
        return near and (column + 1 == len(edges) or run.x1 < edges[column + 1])

    def _read_table(self, rows: Sequence[tuple[int, list[Run]]]) -> None:
        edges = [run.x0 for run in rows[0][1]]
        group: list[list[tuple[int, Run]]] = [[] for _ in edges]
        earlier: float | None = None
        for number, runs in rows:
            height = runs[0].y
            begins = abs(runs[0].x0 - edges[0]) <= _ALIGNED
            if self.rules and earlier is not None:
                ruled = any(height < rule.bottom < earlier for rule in self.rules)
                begins = ruled or (begins and not self._ruled_around(rows))
            if begins and any(group):
                self._write_row(group)
                group = [[] for _ in edges]
            for run in runs:
                nearest = min(range(len(edges)), key=lambda at: abs(run.x0 - edges[at]))
                group[nearest].append((number, run))
            earlier = height
        self._write_row(group)

    def _ruled_around(self, rows: Sequence[tuple[int, list[Run]]]) -> bool:
        heights = [runs[0].y for _, runs in rows]
        return any(min(heights) < rule.bottom < max(heights) for rule in self.rules)

    def _write_row(self, group: Sequence[Sequence[tuple[int, Run]]]) -> None:
        self.table_rows += 1
        for at, cell in enumerate(group):
            for number, run in cell:
                self._add(number, run.words, Cell(self.page * 10_000 + self.table_rows, at + 1))

    def _add(self, row: int, words: Sequence[Word], cell: Cell | None = None) -> None:
        self.found.append(Line(tuple(words), self.page, row, self.flows, cell))


class _Band(NamedTuple):
    """Rows first to last, in which no run crosses a gutter, with the runs left and right of it."""

    first: int
    last: int
    left: list[Placed]
    right: list[Placed]

    @property
    def gutter(self) -> float:
        """How wide it is parted, at its narrowest."""
        return min(each.run.x0 for each in self.right) - max(each.run.x1 for each in self.left)


def _edges(runs: Sequence[Placed]) -> list[float]:
    """Where the right one of two columns may begin: left edges of runs in the middle of the width."""
    least, most = min((each.run.x0 for each in runs), default=0), max((each.run.x1 for each in runs), default=0)
    low, high = least + _MIDDLE[0] * (most - least), least + _MIDDLE[1] * (most - least)
    found = sorted({math.floor(each.run.x0) for each in runs if low < each.run.x0 < high})
    return [float(edge) for edge in found]


def _has_edge(side: Sequence[Placed]) -> bool:
    """Whether most rows of one side begin at one left edge, or at two: that of numbers and that of their text."""
    starts: dict[int, float] = {}
    for each in side:
        starts[each.row] = min(starts.get(each.row, each.run.x0), each.run.x0)
    if len(starts) < _MANY_ROWS:
        words = sum(len(each.run.words) for each in side)
        return words >= _PROSE * len(starts) and max(starts.values()) - min(starts.values()) <= _EVEN
    near = Counter(round(start / _EDGE) for start in starts.values())
    beside = Counter({edge: near[edge] + near[edge + 1] for edge in near})
    first = beside.most_common(1)[0][0]
    second = max((beside[edge] for edge in near if abs(edge - first) > 1), default=0)
    return beside[first] + second >= _MOST * len(starts)


def _width(side: Sequence[Placed]) -> float:
    """How wide the rows of one side are, a few short ones aside."""
    edges: dict[int, tuple[float, float]] = {}
    for each in side:
        left, right = edges.get(each.row, (each.run.x0, each.run.x1))
        edges[each.row] = min(left, each.run.x0), max(right, each.run.x1)
    return middle([right - left for left, right in edges.values()])


def _bands(runs: Sequence[Placed], edge: float) -> Iterator[_Band]:
    """The bands of rows that a gutter left of `edge` parts."""
    rows = [list(row) for _, row in groupby(runs, key=lambda each: each.row)]
    for crossed, group in groupby(rows, key=lambda row: any(_crosses(each.run, edge) for each in row)):
        inside = [each for row in group for each in row]
        left = [each for each in inside if each.run.x0 < edge]
        right = [each for each in inside if each.run.x0 >= edge]
        if left and right and not crossed:
            yield _Band(inside[0].row, inside[-1].row, left, right)


def _crosses(run: Run, edge: float) -> bool:
    return run.x0 < edge and run.x1 > edge - _SAME_GUTTER * run.size


def _trimmed(band: _Band) -> _Band:
    """The band down to the last row that has something on the right."""
    last = max(each.row for each in band.right)
    return _Band(band.first, last, [each for each in band.left if each.row <= last], band.right)


def _is_letterhead(band: _Band, runs: Sequence[Placed]) -> bool:
    """Whether an institution stands left and number or date right, above all else."""
    if not band.left or band.first > runs[0].row or len(band.left) > _HEAD_LINES:
        return False
    whole = max(each.run.x1 for each in runs) - min(each.run.x0 for each in runs)
    edge = min(each.run.x0 for each in band.right) - min(each.run.x0 for each in band.left)
    labelled = any(each.run.text.endswith(":") or bare_marker(each.run.text) for each in band.left)
    return edge > _HEAD_WIDTH * whole and not labelled and any(_is_slot(each.run.text) for each in band.right)


def _is_slot(text: str) -> bool:
    """Whether a text is what the header of a document holds without a label: a date, a number, codes."""
    return read_slots(text, split(text)[0]) is not None


def _is_cells(runs: Sequence[Run]) -> bool:
    """Whether a row is one of cells: several runs, of which the first is no number and no label of the rest."""
    if len(runs) < 2:
        return False
    first = runs[0].text
    if first.endswith(":") or bare_marker(first) is not None:
        return False
    return not _is_stretched(runs)


def _in_prose(numbers: Sequence[int], rows: dict[int, list[Run]], at: int) -> bool:
    """Whether a row is as wide as a line of text near it, to both edges: one that is set to full width."""
    runs = rows[numbers[at]]
    for number in numbers[max(at - _NEAR, 0) : at + _NEAR + 1]:
        near = rows[number]
        if len(near) == 1 or bare_marker(near[0].text) or _is_stretched(near):
            edges = [run.x0 for run in near[:2]]
            if abs(near[-1].x1 - runs[-1].x1) <= _EVEN and any(abs(edge - runs[0].x0) <= _EVEN for edge in edges):
                return True
    return False


def _is_stretched(runs: Sequence[Run]) -> bool:
    """Whether the gaps of a row are only the spaces of a line that is set to full width."""
    if len(runs) == 1:
        return False
    outer = [later.x0 - earlier.x1 for earlier, later in pairwise(runs)]
    if max(outer) > _STRETCHED * runs[0].size:
        return False
    inner = [later.x0 - earlier.x1 for run in runs for earlier, later in pairwise(run.words)]
    if inner:
        return max(inner) > _LIKE * min(outer)
    return len(outer) > 1 and min(outer) > _LIKE * max(outer)


def page_rows(words: Sequence[Word]) -> list[tuple[int, list[Word]]]:
    """The rows of a page with their numbers, counted from 1 at the top."""
    return [(at + 1, row) for at, row in enumerate(read_rows(words))]
