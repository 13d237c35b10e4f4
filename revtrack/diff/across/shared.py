"""Counts what pairs of units have in common, weighed by its rarity, without looking at each pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

WORK = 400_000
"""So many times a pair may be met; the rarest signs go first, and where the work is done the most frequent are left out."""

ROW = 20
"""Bits of the new position in the key of a pair."""


class Shared:
    """What the pairs share: `of(i, j)`, and all that a unit has to share: `old[i]`, `new[j]`."""

    def __init__(self, old: Sequence[Iterable[str]], new: Sequence[Iterable[str]], *, one_sided: bool) -> None:
        """A sign of one side alone weighs against both; without `one_sided` it is as if it were not there."""
        self.old, self.new = [0] * len(old), [0] * len(new)
        self.pairs: dict[int, int] = defaultdict(int)
        olds, news = _found(old), _found(new)
        names = olds.keys() | news.keys() if one_sided else olds.keys() & news.keys()
        work = 0
        for _, name in sorted((len(olds.get(name, ())) * len(news.get(name, ())), name) for name in names):
            here, there = olds.get(name, []), news.get(name, [])
            work += len(here) * len(there)
            if work > WORK:
                break
            self._add(here, there, _weight(len(old) + len(new), len(here), len(there)))

    def of(self, i: int, j: int) -> int:
        """The weight of what old unit i and new unit j share."""
        return self.pairs.get(i << ROW | j, 0)

    def _add(self, olds: Sequence[int], news: Sequence[int], weight: int) -> None:
        if not weight:
            return
        pairs = self.pairs
        for i in olds:
            self.old[i] += weight
            row = i << ROW
            for j in news:
                pairs[row | j] += weight
        for j in news:
            self.new[j] += weight


def rarity(total: int, found: int) -> int:
    """Eight times the binary logarithm of total / found, in whole numbers: the same on every machine."""
    return max(0, (total**8 // found**8).bit_length() - 1)


def _weight(total: int, olds: int, news: int) -> int:
    """The rarity of a sign; less where one side has it more often, since then it does not mean the same on both."""
    more, fewer = max(olds, news), min(olds, news)
    weight = rarity(total, 2 * more)
    return weight * fewer // more if fewer else weight


def _found(units: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, names in enumerate(units):
        for name in names:
            found[name].append(at)
    return found
