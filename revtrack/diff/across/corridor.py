"""Narrows what is looked at to a corridor along what is sure: the cost of a long text then goes with its length.

The corridor says, for each number of old units that are read, how many new ones may be read by then. Small texts have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from revtrack.diff.across.shared import ROW, Shared
from revtrack.diff.chains import Point, heaviest_chain

EACH_WITH_EACH = 6_000
"""Up to so many pairs, every pair is weighed."""
MARGIN, LONG, LONG_MARGIN = 12, 2_000, 6
"""Units beside what is sure that are looked at as well; fewer in texts of more units than that."""
ROOM, BAND = 40_000, 100
"""The pairs between two sure pairings that are all weighed; above, only those so near the diagonal."""
SURE = 56
"""The weight of one sign that stands once in a text of about two hundred and fifty units."""


class Corridor(Struct, frozen=True):
    """`low[i]` to `high[i]` is how many new units may be read when i old ones are; both never fall."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    coarse: bool = False


def anchors(parts: Iterable[Shared], old: int, new: int) -> list[tuple[int, int]]:
    """Pairs that are each other's best by what they share, as far as they keep their order; none where texts are small."""
    if old * new <= EACH_WITH_EACH:
        return []
    support: dict[int, int] = {}
    for part in parts:
        for pair, weight in part.pairs.items():
            support[pair] = support.get(pair, 0) + weight
    mask = (1 << ROW) - 1
    best_new, best_old = [(0, -1)] * old, [(0, -1)] * new
    for pair, weight in support.items():
        if weight < SURE:
            continue
        i, j = pair >> ROW, pair & mask
        best_new[i] = max(best_new[i], (weight, -j))
        best_old[j] = max(best_old[j], (weight, -i))
    points: list[Point] = [
        (i, -j, weight) for i, (weight, j) in enumerate(best_new) if weight >= SURE and best_old[-j] == (weight, -i)
    ]
    return [(i, j) for i, j, _ in heaviest_chain(points)]


def corridor(sure: Sequence[tuple[int, int]], old: int, new: int) -> Corridor:
    """The way along sure pairs, with room beside it; the whole field where texts are small."""
    if old * new <= EACH_WITH_EACH:
        return Corridor((0,) * (old + 1), (new,) * (old + 1))
    margin = MARGIN if old <= LONG else LONG_MARGIN
    low, high = [new] * (old + 1), [0] * (old + 1)
    coarse = False
    for start, end in pairwise([(0, 0), *sure, (old, new)]):
        wide = (end[0] - start[0]) * (end[1] - start[1]) > ROOM
        coarse = coarse or wide
        for i in range(max(0, start[0] - margin), min(old, end[0] + margin) + 1):
            least, most = _across(start, end, i) if wide else (start[1], end[1])
            low[i] = min(low[i], max(0, least - margin))
            high[i] = max(high[i], min(new, most + margin))
    for i in range(old, 0, -1):
        low[i - 1] = min(low[i - 1], low[i])
    for i in range(old):
        high[i + 1] = max(high[i], high[i + 1])
    return Corridor(tuple(low), tuple(high), coarse)


def _across(start: tuple[int, int], end: tuple[int, int], i: int) -> tuple[int, int]:
    """The band about the diagonal at row i."""
    rows, columns = end[0] - start[0], end[1] - start[1]
    middle = start[1] + columns * (min(max(i, start[0]), end[0]) - start[0]) // rows
    wide = BAND + columns // rows
    return middle - wide, middle + wide
