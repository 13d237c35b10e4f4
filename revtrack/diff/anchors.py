"""Ties units of equal text: equal ends, texts that stand once on each side, and their equal neighbours.

A text that stands several times says nothing on its own (boilerplate, "repealed"), so it is tied only beside a tie that is
sure. Raw text is looked at first; only what is left over is folded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from revtrack.diff.chains import heaviest_chain
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.model.changes import Reason

SHORTEST = 12
"""Characters a text must have to be sure on its own: shorter ones ("and", "Scope") recur by chance."""

Key = Callable[[int, int], str]
"""(side, position) -> what is compared."""


def tie_anchors(pairing: Pairing) -> None:
    """Tie all that is equal and can be told apart."""

    def raw(side: int, at: int) -> str:
        return pairing.sides[side].units[at].text

    def folded(side: int, at: int) -> str:
        return pairing.sides[side].key(at)

    _tie_equal_ends(pairing)
    for key in (raw, folded):
        _tie_unique(pairing, key)
        _tie_unique_in_order(pairing, key)
        _spread(pairing, key)


def _tie_equal_ends(pairing: Pairing) -> None:
    old, new = (side.units for side in pairing.sides)
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and _same(pairing, start, start):
        pairing.tie((start,), (start,), Reason.ANCHOR)
        start += 1
    back = 1
    while back <= shorter - start and _same(pairing, len(old) - back, len(new) - back):
        pairing.tie((len(old) - back,), (len(new) - back,), Reason.ANCHOR)
        back += 1


def _same(pairing: Pairing, i: int, j: int) -> bool:
    """Equal in class and text; without text, equal in number too."""
    old, new = pairing.sides[OLD].units[i], pairing.sides[NEW].units[j]
    return old.unit_class is new.unit_class and old.text == new.text and (bool(old.text) or old.marker == new.marker)


def _tie_unique(pairing: Pairing, key: Key) -> None:
    """Tie each text long enough that stands once on both sides, wherever it stands: out of order it is a move."""
    for i, j in _unique(pairing, key):
        if len(key(OLD, i)) >= SHORTEST:
            pairing.tie((i,), (j,), Reason.ANCHOR)


def _tie_unique_in_order(pairing: Pairing, key: Key) -> None:
    """Tie short texts too that stand once on both sides, where they keep the order of what is tied already."""
    old = pairing.sides[OLD]
    chain = pairing.in_place()
    olds, news = [i for i, _ in chain], [j for _, j in chain]
    points = [(i, j, old.weight(i)) for i, j in _unique(pairing, key) if bisect_left(olds, i) == bisect_left(news, j)]
    for i, j, _ in heaviest_chain(points):
        pairing.tie((i,), (j,), Reason.ANCHOR)


def _unique(pairing: Pairing, key: Key) -> list[tuple[int, int]]:
    """Free units whose text stands once on both sides among what is free."""
    old, new = (_once(pairing, side, key) for side in (OLD, NEW))
    return [(i, new[found]) for found, i in old.items() if found in new]


def _once(pairing: Pairing, side: int, key: Key) -> dict[tuple[str, str], int]:
    seen: dict[tuple[str, str], int] = {}
    for at in pairing.free(side):
        if not pairing.sides[side].is_bare(at):
            name = (pairing.sides[side].class_of(at).value, key(side, at))
            seen[name] = -1 if name in seen else at
    return {name: at for name, at in seen.items() if at >= 0}


def _spread(pairing: Pairing, key: Key) -> None:
    """Tie equal neighbours of ties: forward over everything, backward not past a headline, which opens what follows."""
    ties = [(tie.old[0], tie.new[0]) for tie in pairing.ties()]
    for i, j in ties:
        while _tie_equal(pairing, i + 1, j + 1, key):
            i, j = i + 1, j + 1
    for i, j in reversed(ties):
        while _section(pairing, i, j) == _section(pairing, i - 1, j - 1) and _tie_equal(pairing, i - 1, j - 1, key):
            i, j = i - 1, j - 1


def _section(pairing: Pairing, i: int, j: int) -> Sequence[int]:
    sections = [side.section_of for side in pairing.sides]
    return [own[at] if 0 <= at < len(own) else -1 for own, at in zip(sections, (i, j), strict=True)]


def _tie_equal(pairing: Pairing, i: int, j: int, key: Key) -> bool:
    """Tie the two if both are there, free and equal; whether that was so."""
    old, new = pairing.sides
    if not (0 <= i < len(old) and 0 <= j < len(new)) or not pairing.are_free(i, j):
        return False
    equal = old.class_of(i) is new.class_of(j) and key(OLD, i) == key(NEW, j) != ""
    if equal:
        pairing.tie((i,), (j,), Reason.ANCHOR)
    return equal
