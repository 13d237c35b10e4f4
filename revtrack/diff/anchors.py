"""Ties units of equal text: equal ends, texts that stand once on each side, and their equal neighbours.

A text that stands several times says nothing on its own (boilerplate, "repealed"), so it is tied only beside a tie that is
sure. Raw text is looked at first; only what is left over is folded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from revtrack.diff.chains import between, heaviest_chain
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
        _spread(pairing, key)
        _tie_unique_in_gaps(pairing, key)
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
    """Equal in class and text; a bare number, if what follows it is equal too."""
    old, new = pairing.sides
    one, other = old.units[i], new.units[j]
    if one.unit_class is not other.unit_class or one.text != other.text:
        return False
    return _opens_same(pairing, i, j) if old.is_bare(i) or new.is_bare(j) else True


def _opens_same(pairing: Pairing, i: int, j: int) -> bool:
    """Whether two bare numbers are equal and open the same: "Article 2" may be another article by now."""
    old, new = (side.units for side in pairing.sides)
    following = [units[at + 1].text if at + 1 < len(units) else "" for units, at in ((old, i), (new, j))]
    return old[i].marker == new[j].marker and following[0] == following[1]


def _tie_unique(pairing: Pairing, key: Key) -> None:
    """Tie each text long enough that stands once on both sides, wherever it stands: out of order it is a move."""
    for i, j in _unique(pairing, key, pairing.free(OLD), pairing.free(NEW)):
        if len(key(OLD, i)) >= SHORTEST:
            pairing.tie((i,), (j,), Reason.ANCHOR)


def _tie_unique_in_gaps(pairing: Pairing, key: Key) -> None:
    """Tie texts, short ones too, that stand once on both sides between the same two ties in place, if they keep order."""
    old = pairing.sides[OLD]
    for olds, news in between(pairing.in_place(), pairing.free(OLD), pairing.free(NEW)):
        points = [(i, j, old.weight(i)) for i, j in _unique(pairing, key, olds, news)]
        for i, j, _ in heaviest_chain(points):
            pairing.tie((i,), (j,), Reason.ANCHOR)


def _unique(pairing: Pairing, key: Key, olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of these units whose text stands once among them on both sides."""
    old, new = _once(pairing, OLD, key, olds), _once(pairing, NEW, key, news)
    return [(i, new[found]) for found, i in old.items() if found in new]


def _once(pairing: Pairing, side: int, key: Key, positions: Sequence[int]) -> dict[tuple[str, str], int]:
    own = pairing.sides[side]
    seen: dict[tuple[str, str], int] = {}
    for at in positions:
        if not own.is_bare(at):
            name = (own.class_of(at).value, key(side, at))
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
    equal = old.class_of(i) is new.class_of(j) and key(OLD, i) == key(NEW, j)
    if equal and old.is_bare(i):
        equal = _opens_same(pairing, i, j)
    if equal:
        pairing.tie((i,), (j,), Reason.ANCHOR)
    return equal
