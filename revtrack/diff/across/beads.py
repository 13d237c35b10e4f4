"""Finds the heaviest way through two texts in order, bead by bead: one and one, one and two, two and one, one alone.

This is the dynamic programming of Gale and Church, inside a corridor. Units without a partner mostly come in runs, a whole
article that one side lacks: the first of a run costs more than those that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from revtrack.diff.across.corridor import Corridor
from revtrack.diff.across.weighing import FORBIDDEN, Weighing

ALONE, FIRST_ALONE = 60, 120

PAIR, OLD_ALONE, NEW_ALONE, SPLIT, MERGE = range(5)
_SIZES = {PAIR: (1, 1), OLD_ALONE: (1, 0), NEW_ALONE: (0, 1), SPLIT: (1, 2), MERGE: (2, 1)}


class Bead(NamedTuple):
    """Rows of old and of new units that belong together; one of the two may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]


class _Row(Struct):
    """For so many old units read, and from `low` new units on: the weight of the best way there, and its last bead.

    `alone` is the best way that ends with an old unit alone. `goes_on[j]` and `new_goes_on[j]` say whether the run of units
    alone that ends there began earlier.
    """

    low: int
    best: list[int]
    last: list[int]
    alone: list[int]
    goes_on: list[bool]
    new_goes_on: list[bool]

    def weight(self, j: int) -> int:
        """The weight of the best way to have read j new units."""
        at = j - self.low
        return self.best[at] if 0 <= at < len(self.best) else FORBIDDEN


def heaviest(weighing: Weighing, corridor: Corridor) -> list[Bead]:
    """The beads of the heaviest way, in order."""
    rows: list[_Row] = []
    for i, (low, high) in enumerate(zip(corridor.low, corridor.high, strict=True)):
        row = _paired(weighing, rows, i, range(low, high + 1))
        if rows:
            _leave_old(row, rows[-1])
        if not rows:
            row.best[0] = 0
        _leave_new(row)
        rows.append(row)
    return _walked_back(rows, corridor.high[-1])


def _paired(weighing: Weighing, rows: Sequence[_Row], i: int, columns: range) -> _Row:
    """The row as far as ways end with units that have a partner."""
    size = len(columns)
    row = _Row(columns.start, [FORBIDDEN] * size, [PAIR] * size, [FORBIDDEN] * size, [False] * size, [False] * size)
    if not rows:
        return row
    before, earlier = rows[-1], rows[-2] if i > 1 else None
    first = max(1, columns.start)
    for j, weight in enumerate(weighing.row(i - 1, first - 1, columns.stop - 1), first):
        if weight == FORBIDDEN:
            continue
        ways = [(before.weight(j - 1) + weight, PAIR)]
        if j > 1 and (split := weighing.split(i - 1, j - 2)) != FORBIDDEN:
            ways.append((before.weight(j - 2) + split, SPLIT))
        if earlier and (merge := weighing.merge(i - 2, j - 1)) != FORBIDDEN:
            ways.append((earlier.weight(j - 1) + merge, MERGE))
        row.best[j - row.low], row.last[j - row.low] = max(ways, key=lambda way: way[0])
    return row


def _leave_old(row: _Row, before: _Row) -> None:
    """Offer the ways that leave the last old unit alone."""
    start = max(row.low, before.low)
    for j in range(start, min(row.low + len(row.best), before.low + len(before.best))):
        at, above = j - row.low, j - before.low
        opened = before.best[above] - FIRST_ALONE
        row.goes_on[at] = before.alone[above] > opened
        row.alone[at] = max(opened, before.alone[above]) - ALONE
        if row.alone[at] > row.best[at]:
            row.best[at], row.last[at] = row.alone[at], OLD_ALONE


def _leave_new(row: _Row) -> None:
    """Offer the ways that leave the last new unit alone."""
    alone = FORBIDDEN
    for at in range(1, len(row.best)):
        opened = row.best[at - 1] - FIRST_ALONE
        row.new_goes_on[at] = alone > opened
        alone = max(opened, alone) - ALONE
        if alone > row.best[at]:
            row.best[at], row.last[at] = alone, NEW_ALONE


def _walked_back(rows: Sequence[_Row], new: int) -> list[Bead]:
    """The beads that led to the end of both texts."""
    beads: list[Bead] = []
    i, j, run = len(rows) - 1, new, None
    while i or j:
        row, at = rows[i], j - rows[i].low
        step = row.last[at] if run is None else run
        olds, news = _SIZES[step]
        beads.append(Bead(tuple(range(i - olds, i)), tuple(range(j - news, j))))
        goes_on = {OLD_ALONE: row.goes_on, NEW_ALONE: row.new_goes_on}.get(step)
        run = step if goes_on and goes_on[at] else None
        i, j = i - olds, j - news
    return beads[::-1]
