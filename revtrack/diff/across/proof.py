"""Says on what grounds a pairing rests, and how far what survives a translation agrees in it."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.diff.across.beads import Bead
from revtrack.diff.across.half import Half
from revtrack.diff.across.weighing import Weighing
from revtrack.model.changes import UnitClass
from revtrack.model.correspondence import Ground

SPEAKS = 100
"""Thousandths of agreement in words above what is common by chance, from which words speak for a pairing."""
AS_LONG = 750
"""Thousandths of the longer side that the shorter one has, once the languages are made equally long."""


def grounds(weighing: Weighing, old: Half, new: Half, bead: Bead) -> tuple[Ground, ...]:
    """What speaks for a pairing; its order always does."""
    path, other = old.paths[bead.old[0]], new.paths[bead.new[0]]
    speaks = {
        Ground.NUMBER: bool(path and other) and path[-1] == other[-1] != "-",
        Ground.FIGURES: weighing.shared_figures(*bead)[0] > 0,
        Ground.WORDS: weighing.likeness(*bead) >= weighing.chance + SPEAKS,
        Ground.STRUCTURE: _same_structure(old.kinds[bead.old[0]], len(path), len(other)),
        Ground.LENGTH: weighing.same_length(*bead) >= AS_LONG,
        Ground.ORDER: True,
    }
    return tuple(kind for kind in Ground if speaks.get(kind))


def _same_structure(kind: str, depth: int, other: int) -> bool:
    return not kind.startswith(UnitClass.PARAGRAPH.value) or depth == other > 1


def similarity(weighing: Weighing, old: Half, new: Half, bead: Bead) -> float:
    """The mean of the agreement in numbers, figures, words and length, each as far as there is any; in [0, 1].

    Half of the words in common counts as full agreement: two languages never share more."""
    parts = [part for part in _agreement(weighing, old, new, bead) if part is not None]
    return sum(parts) // len(parts) / 1000


def _agreement(weighing: Weighing, old: Half, new: Half, bead: Bead) -> Iterator[int | None]:
    """In thousandths; None where neither side has anything to agree on."""
    path, other = old.paths[bead.old[0]], new.paths[bead.new[0]]
    yield (1000 if path[-1:] == other[-1:] else 0) if path or other else None
    shared, there_are = weighing.shared_figures(*bead)
    yield min(1000, 2000 * shared // there_are) if there_are else None
    yield min(1000, 2 * weighing.likeness(*bead))
    yield weighing.same_length(*bead)
