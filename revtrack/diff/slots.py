"""Ties slight units that fill the same slot: a table's empty cell and what was written into it, an item under its number.

Such units have too few words for a likeness. Their place says what they are, if it is exactly the same on both sides.
"""

from __future__ import annotations

from revtrack.diff.chains import between
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.model.changes import Reason

FEW_WORDS = 3


def tie_slots(pairing: Pairing) -> None:
    """Tie free slight units one to one where equally many stand between the same two neighbours in place."""
    olds, news = pairing.free(OLD), pairing.free(NEW)
    for gap_olds, gap_news in between(pairing.in_place(), olds, news):
        if len(gap_olds) == len(gap_news) and _is_run(gap_olds) and _is_run(gap_news):
            for i, j in zip(gap_olds, gap_news, strict=True):
                if _is_slot(pairing, i, j):
                    pairing.tie((i,), (j,), Reason.SECTION)


def _is_run(positions: list[int]) -> bool:
    return positions[-1] - positions[0] == len(positions) - 1


def _is_slot(pairing: Pairing, i: int, j: int) -> bool:
    """Whether both are slight, of one class, and either under the same number or one of them without words."""
    old, new = pairing.sides
    if old.class_of(i) is not new.class_of(j) or max(len(old.words(i)), len(new.words(j))) > FEW_WORDS:
        return False
    marker = old.units[i].marker
    return (marker != "" and marker == new.units[j].marker) or not old.words(i) or not new.words(j)
