"""Pairs two halves in two rounds: by what survives any translation, then by the words too that the first round taught.

A third round was tried and changes next to nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from revtrack.diff.across.beads import Bead, heaviest
from revtrack.diff.across.corridor import anchors, corridor
from revtrack.diff.across.half import Half
from revtrack.diff.across.lexicon import NOTHING_LEARNT, Translation, learn
from revtrack.diff.across.ordinals import Path
from revtrack.diff.across.shared import Shared
from revtrack.diff.across.weighing import Weighing


class Pairs(Struct, frozen=True):
    """The beads of two halves in order, the weighing that found them, and whether a bound of work made them coarser."""

    beads: tuple[Bead, ...]
    weighing: Weighing
    coarse: bool


def pair(old: Half, new: Half, rejected: Collection[tuple[int, int]]) -> Pairs:
    """What belongs together. `rejected` are rows of the halves that do not."""
    figures = Shared([one.figures for one in old.signs], [one.figures for one in new.signs], one_sided=True)
    numbers = Shared([_named(path) for path in old.paths], [_named(path) for path in new.paths], one_sided=False)
    words = _words(old, new, NOTHING_LEARNT)
    if _look_alike(old, new) and not rejected:
        # by weight alone, a repeated line could as well pair with its neighbour's copy
        beads = tuple(Bead((row,), (row,)) for row in range(len(old)))
        return Pairs(beads, Weighing((old, new), (figures, words), (1, 1), rejected), coarse=False)

    way = corridor(anchors((figures, numbers, words), len(old), len(new)), len(old), len(new))
    rate = (sum(old.lengths), sum(new.lengths))
    first = heaviest(Weighing((old, new), (figures, words), rate, rejected), way)

    sure = [(bead.old[0], bead.new[0]) for bead in first if bead.old and bead.new]
    rate = _rate(old, new, sure) or rate
    words = _words(old, new, learn(old, new, sure))
    weighing = Weighing((old, new), (figures, words), rate, rejected)
    narrow = corridor(sure, len(old), len(new))
    return Pairs(tuple(heaviest(weighing, narrow)), weighing, way.coarse or narrow.coarse)


def _look_alike(old: Half, new: Half) -> bool:
    """Whether nothing that is weighed tells the two sides apart."""
    return (old.kinds, old.paths, old.signs, old.lengths) == (new.kinds, new.paths, new.signs, new.lengths)


def _rate(old: Half, new: Half, sure: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """How much text answers how much in the middle one of the pairs, by their rates; None without any."""
    rates = sorted(1000 * new.lengths[j] // old.lengths[i] for i, j in sure if old.lengths[i] and new.lengths[j])
    return (1000, rates[len(rates) // 2]) if rates else None


def _words(old: Half, new: Half, learnt: Translation) -> Shared:
    """Capitals, cognates and learnt words."""
    return Shared(
        *(_named_words(half, partners) for half, partners in zip((old, new), learnt, strict=True)), one_sided=False
    )


def _named_words(half: Half, partners: dict[str, str]) -> list[frozenset[str]]:
    return [
        one.capitals | one.cognates | {partners[word] for word in one.stems if word in partners} for one in half.signs
    ]


def _named(path: Path) -> tuple[str, ...]:
    """The path as one sign; a bullet is none."""
    return ("/".join(path),) if path and path[-1] != "-" else ()
