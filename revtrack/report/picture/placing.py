"""The order of items in each column, and how far down each stands: few crossings, lines as straight as they go, no overlap.

The order is that of Sugiyama, Tagawa and Toda (1981): sweep over the columns and sort each by the mean place of what its
items are joined to; of all sweeps the one with the fewest crossings counts. The heights are then settled column by column,
each item as near to the mean of what it is joined to as its neighbours let it (least squares under an order, by pooling
adjacent violators).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from msgspec import Struct

SWEEPS, SETTLING = 8, 60
"""Sweeps for the order, and for the heights, which creep where a long line is straightened from its end."""


class Link(Struct, frozen=True):
    """Two items of neighbouring columns, and how much it matters that the line between them is straight.

    It is straight when the middle of `other` is `offset` below the middle of `one`.
    """

    one: int
    other: int
    weight: float
    offset: float = 0.0


Joined = dict[int, list[tuple[int, float, float]]]
"""For each item what it is joined to: the other item, the weight, and how far below the other's middle its own would be."""


class Sizes(Struct, frozen=True):
    """The height of every item, and the room that must stay free under it."""

    heights: Sequence[float]
    gaps: Sequence[float]


def ordered(columns: Sequence[Sequence[int]], links: Sequence[Link]) -> list[list[int]]:
    """The columns with their items in an order of few crossings; what is given is the order where nothing else decides."""
    joined = _joined(links)
    best = [list(column) for column in columns]
    least = _crossings(best, links)
    now = best
    for sweep in range(SWEEPS):
        now = _swept(now, joined, backwards=bool(sweep % 2))
        crossings = _crossings(now, links)
        if crossings < least:
            best, least = now, crossings
    return best


def settled(columns: Sequence[Sequence[int]], links: Sequence[Link], sizes: Sizes) -> dict[int, float]:
    """How far down the top of every item is, the highest at 0; items of one column keep their order and their gaps."""
    joined = _joined(links)
    tops = {item: top for column in columns for item, top in zip(column, _stacked(column, sizes), strict=True)}
    for sweep in range(SETTLING):
        for column in columns if sweep % 2 else reversed(columns):
            wished = [_wished(item, joined.get(item, []), tops, sizes) for item in column]
            tops.update(zip(column, _pooled(column, wished, sizes), strict=True))
    highest = min(tops.values(), default=0.0)
    return {item: round(top - highest, 1) for item, top in tops.items()}


def _joined(links: Sequence[Link]) -> Joined:
    joined: Joined = {}
    for link in links:
        joined.setdefault(link.one, []).append((link.other, link.weight, -link.offset))
        joined.setdefault(link.other, []).append((link.one, link.weight, link.offset))
    return joined


def _swept(columns: Sequence[Sequence[int]], joined: Joined, *, backwards: bool) -> list[list[int]]:
    """Each column sorted by the mean place of what its items are joined to in the column before it."""
    found = [list(column) for column in columns]
    order = range(len(found) - 2, -1, -1) if backwards else range(1, len(found))
    for at in order:
        beside = found[at + 1 if backwards else at - 1]
        places = {item: place / max(1, len(beside) - 1) for place, item in enumerate(beside)}
        own = {item: place / max(1, len(found[at]) - 1) for place, item in enumerate(found[at])}
        found[at].sort(key=lambda item: _mean_place(item, joined, places, own))
    return found


def _mean_place(item: int, joined: Joined, places: dict[int, float], own: dict[int, float]) -> float:
    near = [places[other] for other, _, _ in joined.get(item, []) if other in places]
    return sum(near) / len(near) if near else own[item]


def _crossings(columns: Sequence[Sequence[int]], links: Sequence[Link]) -> int:
    """How many pairs of lines cross between neighbouring columns."""
    place = {item: (at, order) for at, column in enumerate(columns) for order, item in enumerate(column)}
    between: dict[int, list[tuple[int, int]]] = {}
    for link in links:
        (left, above), (_, below) = sorted((place[link.one], place[link.other]))
        between.setdefault(left, []).append((above, below))
    total = 0
    for lines in between.values():
        seen: list[int] = []
        for _, below in sorted(lines):
            total += len(seen) - bisect_right(seen, below)
            insort(seen, below)
    return total


def _stacked(column: Sequence[int], sizes: Sizes) -> list[float]:
    """The column one under the other, its middle at 0."""
    offsets = _offsets(column, sizes)
    whole = offsets[-1] + sizes.heights[column[-1]] if column else 0.0
    return [offset - whole / 2 for offset in offsets]


def _offsets(column: Sequence[int], sizes: Sizes) -> list[float]:
    offsets, down = [], 0.0
    for item in column:
        offsets.append(down)
        down += sizes.heights[item] + sizes.gaps[item]
    return offsets


def _wished(item: int, near: Sequence[tuple[int, float, float]], tops: dict[int, float], sizes: Sizes) -> float:
    """The top at which its lines are straight, on the whole; where it is, if it is joined to nothing."""
    if not near:
        return tops[item]
    weight = sum(each for _, each, _ in near)
    level = sum((tops[other] + sizes.heights[other] / 2 + offset) * each for other, each, offset in near) / weight
    return level - sizes.heights[item] / 2


def _pooled(column: Sequence[int], wished: Sequence[float], sizes: Sizes) -> list[float]:
    """The tops nearest to the wished ones that keep order and gaps: isotonic regression of what is left after stacking."""
    offsets = _offsets(column, sizes)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        total, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before, members = pools.pop()
            total, count = total + before, count + members
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]
