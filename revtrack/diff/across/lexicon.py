"""Learns from a first pairing which words of the two languages stand for each other, with no dictionary at hand.

Two words that keep turning up in the same pairings are taken to be translations. Each word is given one partner at most, the
best first (Melamed's competitive linking), so that a frequent word does not become the partner of everything beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import isqrt

from revtrack.diff.across.half import Half

RAREST, WORK = 24, 1_500_000
"""So many words of a unit are looked at, the rarest first; fewer where that were more pairs of words in all."""
COMMON = 3
"""Words in more than one of so many units are passed over: they stand beside everything."""
TOGETHER = 500
"""Thousandths of their occurrences in which two words must stand together."""

Pairs = Sequence[tuple[int, int]]
Translation = tuple[dict[str, str], dict[str, str]]
"""For each side, words by the name that they have in common with their partners on the other side."""
NOTHING_LEARNT: Translation = ({}, {})


def learn(old: Half, new: Half, pairs: Pairs) -> Translation:
    """The partners among the words of paired units."""
    met = (
        Counter(word for i, _ in pairs for word in old.signs[i].stems),
        Counter(word for _, j in pairs for word in new.signs[j].stems),
    )
    most = max(2, len(pairs) // COMMON)
    each = min(RAREST, isqrt(WORK // max(1, len(pairs))))
    together: Counter[tuple[str, str]] = Counter()
    for i, j in pairs:
        olds, news = _often(old.signs[i].stems, met[0], most), _often(new.signs[j].stems, met[1], most)
        together.update(product(olds[:each], news[:each]))
    return _partners(together, met)


def _often(words: Iterable[str], met: Mapping[str, int], most: int) -> list[str]:
    """Those of the words that were met more than once and not everywhere, the rarest first."""
    return [word for _, word in sorted((met[word], word) for word in words if 2 <= met[word] <= most)]


def _partners(together: Mapping[tuple[str, str], int], met: tuple[Mapping[str, int], Mapping[str, int]]) -> Translation:
    ranked = []
    for (old, new), count in together.items():
        likeness = 2000 * count // (met[0][old] + met[1][new] + 1)
        if count > 1 and likeness >= TOGETHER:
            ranked.append((-likeness * count.bit_length(), old, new))
    olds: dict[str, str] = {}
    news: dict[str, str] = {}
    for _, old, new in sorted(ranked):
        if old not in olds and new not in news:
            olds[old] = news[new] = f"{old} = {new}"
    return olds, news
