"""Ties slight units that fill the same slot: a table's empty cell and what was written into it, an item under its number.

Such units have too few words for a likeness. Their place says what they are, if it is exactly the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.diff.chains import between
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.model.changes import Reason

FEW_WORDS = 3


def tie_slots(pairing: Pairing, *, whole: bool = False) -> None:
    """Tie free slight units one to one where equally many stand between the same two neighbours in place.

    With `whole` only where that ties all of them: a column of like cells, some of which were filled. Without it, also the
    only slight ones among unequally many, right beside a tie.
    """
    olds, news = pairing.free(OLD), pairing.free(NEW)
    for gap_olds, gap_news in between(pairing.in_place(), olds, news):
        pairs = list(_opposite(pairing, gap_olds, gap_news, whole=whole))
        slots = [(i, j) for i, j in pairs if _is_slot(pairing, i, j)]
        if not whole or len(slots) == len(pairs):
            for i, j in slots:
                if pairing.are_free(i, j):
                    pairing.tie((i,), (j,), Reason.SECTION)


def _opposite(pairing: Pairing, olds: list[int], news: list[int], *, whole: bool) -> Iterator[tuple[int, int]]:
    """The pairs of a gap that stand opposite each other."""
    if len(olds) == len(news) and _is_run(olds) and _is_run(news):
        yield from zip(olds, news, strict=True)
    elif not whole:
        slight = [
            [at for at in own if len(side.words(at)) <= FEW_WORDS]
            for own, side in zip((olds, news), pairing.sides, strict=True)
        ]
        if len(slight[OLD]) == len(slight[NEW]) == 1:
            (i,), (j,) = slight
            if any(_is_beside(pairing, i, j, step) for step in (-1, 1)):
                yield i, j


def _is_beside(pairing: Pairing, i: int, j: int, step: int) -> bool:
    partners = pairing.partners[OLD]
    return 0 <= i + step < len(partners) and partners[i + step] == j + step


def _is_run(positions: list[int]) -> bool:
    return positions[-1] - positions[0] == len(positions) - 1


def _is_slot(pairing: Pairing, i: int, j: int) -> bool:
    """Whether both are slight, of one class, and either under the same number or one of them without words."""
    old, new = pairing.sides
    if old.class_of(i) is not new.class_of(j) or max(len(old.words(i)), len(new.words(j))) > FEW_WORDS:
        return False
    marker = old.units[i].marker
    return (marker != "" and marker == new.units[j].marker) or not old.words(i) or not new.words(j)
