"""Finds the heaviest chain of links that rise on both sides: what kept its order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[int, int, float]
"""A link as (old position, new position, weight); the weight is more than 0."""


def heaviest_chain(points: Sequence[Point]) -> list[Point]:
    """The points of the heaviest chain strictly rising on both sides, in order. Of equal chains the earliest is taken."""
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(ordered)):
        return ordered
    columns = sorted({point[1] for point in ordered})
    best = _Maxima(len(columns))
    before: list[int] = []
    for at, (_, column, weight) in enumerate(ordered):
        rank = bisect_left(columns, column)
        total, previous = best.up_to(rank)
        before.append(previous)
        best.put(rank, total + weight, at)
    chain = []
    at = best.up_to(len(columns))[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def between(
    chain: Sequence[tuple[int, int]], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The old and new positions that lie between two neighbours of a rising chain, where both are present."""
    a = b = 0
    ends = [*chain, (max(olds, default=0) + 1, max(news, default=0) + 1)]
    for i, j in ends:
        gap_olds, gap_news = [], []
        while a < len(olds) and olds[a] < i:
            gap_olds.append(olds[a])
            a += 1
        while b < len(news) and news[b] < j:
            gap_news.append(news[b])
            b += 1
        if gap_olds and gap_news:
            yield gap_olds, gap_news


class _Maxima:
    """The heaviest chain ending below each rank, kept as a Fenwick tree: both operations take log(size) steps."""

    def __init__(self, size: int) -> None:
        self._tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)

    def up_to(self, rank: int) -> tuple[float, int]:
        """(weight, index of the last point) of the heaviest chain among ranks below `rank`."""
        found = (0.0, -1)
        while rank > 0:
            if self._tree[rank][0] > found[0]:
                found = self._tree[rank]
            rank &= rank - 1
        return found

    def put(self, rank: int, weight: float, at: int) -> None:
        """Offer a chain that ends at `rank`."""
        node = rank + 1
        while node < len(self._tree):
            if weight > self._tree[node][0]:
                self._tree[node] = (weight, at)
            node += node & -node
