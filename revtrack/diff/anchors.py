"""Ties units of equal text: equal ends, texts that stand once on each side, and their equal neighbours.

A text that stands several times says nothing on its own (boilerplate, "repealed"), so it is tied only beside a tie that is
sure. Raw text is looked at first; only what is left over is looked at without its typography.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from revtrack.diff.chains import between, heaviest_chain
from revtrack.diff.pairing import FREE, NEW, OLD, Pairing
from revtrack.model.changes import UnitClass

SHORTEST = 12
"""Characters a text must have to be sure on its own: shorter ones ("and", "Scope") recur by chance."""

Key = Callable[[int, int], str]
"""(side, position) -> what is compared."""


def tie_anchors(pairing: Pairing) -> None:
    """Tie all that is equal and can be told apart."""
    texts = [[unit.text for unit in side.units] for side in pairing.sides]

    def raw(side: int, at: int) -> str:
        return texts[side][at]

    def loose(side: int, at: int) -> str:
        return pairing.sides[side].loose_key(at)

    _tie_equal_ends(pairing)
    for key in (raw, loose):
        _tie_unique(pairing, key)
        _spread(pairing, key)
        _tie_unique_in_gaps(pairing, key)
        _spread(pairing, key)


def _tie_equal_ends(pairing: Pairing) -> None:
    old, new = (side.units for side in pairing.sides)
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if not _same(pairing, at, at)), shorter)
    pairing.tie_run(0, 0, start)
    most = shorter - start
    end = next((at for at in range(most) if not _same(pairing, len(old) - 1 - at, len(new) - 1 - at)), most)
    pairing.tie_run(len(old) - end, len(new) - end, end)


def _same(pairing: Pairing, i: int, j: int) -> bool:
    """Equal in class and text; a bare number, if what follows it is equal too."""
    old, new = pairing.sides
    one, other = old.units[i], new.units[j]
    if one is not other and (one.text != other.text or one.unit_class is not other.unit_class):
        return False
    if not pairing.are_free(i, j):
        return False
    return bool(one.text) or not (old.is_bare(i) or new.is_bare(j)) or _opens_same(pairing, i, j)


def _opens_same(pairing: Pairing, i: int, j: int) -> bool:
    """Whether two bare numbers are equal and open the same: "Article 2" may be another article by now."""
    old, new = (side.units for side in pairing.sides)
    following = [units[at + 1].text if at + 1 < len(units) else "" for units, at in ((old, i), (new, j))]
    return old[i].marker == new[j].marker and following[0] == following[1]


def _tie_unique(pairing: Pairing, key: Key) -> None:
    """Tie each text long enough that stands once on both sides, wherever it stands: out of order it is a move."""
    start = first = length = 0
    for i, j in _unique(pairing, key, pairing.free(OLD), pairing.free(NEW), shortest=SHORTEST):
        if pairing.are_free(i, j):
            if length and i == start + length and j == first + length:
                length += 1
                continue
            pairing.tie_run(start, first, length)
            start, first, length = i, j, 1
    pairing.tie_run(start, first, length)


def _tie_unique_in_gaps(pairing: Pairing, key: Key) -> None:
    """Tie texts, short ones too, that stand once on both sides between the same two ties in place, if they keep order."""
    old = pairing.sides[OLD]
    for olds, news in between(pairing.in_place(), pairing.free(OLD), pairing.free(NEW)):
        if len(olds) == len(news) == 1 and key(OLD, olds[0]) != key(NEW, news[0]):
            continue
        points = [(i, j, old.weight(i)) for i, j in _unique(pairing, key, olds, news) if pairing.are_free(i, j)]
        for i, j, _ in heaviest_chain(points):
            pairing.tie_run(i, j, 1)


def _unique(
    pairing: Pairing, key: Key, olds: Sequence[int], news: Sequence[int], *, shortest: int = 0
) -> list[tuple[int, int]]:
    """Pairs of these units, of one class, whose text, if no shorter, stands once among them on both sides."""
    if not olds or not news:
        return []
    old, new = _once(pairing, OLD, key, olds, shortest), _once(pairing, NEW, key, news, shortest)
    return [(i, j) for text, i in old.items() if i != FREE and (j := new.get(text, FREE)) != FREE]


def _once(pairing: Pairing, side: int, key: Key, positions: Iterable[int], shortest: int) -> dict[str, int]:
    """Each text, its class in front, with the place where it stands; FREE if it stands in several."""
    own = pairing.sides[side]
    seen: dict[str, int] = {}
    for at in positions:
        unit = own.units[at]
        if unit.text or not own.is_bare(at):
            text = key(side, at)
            if len(text) < shortest:
                continue
            if unit.unit_class is not UnitClass.PARAGRAPH:
                text = f"{unit.unit_class.value}\0{text}"
            seen[text] = FREE if text in seen else at
    return seen


def _spread(pairing: Pairing, key: Key) -> None:
    """Tie equal neighbours of ties: forward over everything, backward not past a headline, which opens what follows."""
    old, new = pairing.partners
    runs = pairing.runs()
    for run in runs:
        i, j = run.old_end + 1, run.new_end + 1
        while i < len(old) and j < len(new) and old[i] == new[j] == FREE and _tie_equal(pairing, i, j, key):
            i, j = i + 1, j + 1
    for run in reversed(runs):
        i, j = run.old - 1, run.new - 1
        while i >= 0 and j >= 0 and old[i] == new[j] == FREE and _tie_equal(pairing, i, j, key, back=True):
            i, j = i - 1, j - 1


def _in_one_section(pairing: Pairing, i: int, j: int) -> bool:
    """Whether both stand in the same section as what follows them."""
    old, new = (side.section_of for side in pairing.sides)
    return old[i] == old[i + 1] and new[j] == new[j + 1]


def _tie_equal(pairing: Pairing, i: int, j: int, key: Key, *, back: bool = False) -> bool:
    """Tie the two if they are free and equal, and going back in the section of what follows; whether that was so."""
    old, new = pairing.sides
    equal = key(OLD, i) == key(NEW, j) and old.class_of(i) is new.class_of(j) and pairing.are_free(i, j)
    if equal and old.is_bare(i):
        equal = _opens_same(pairing, i, j)
    if equal and back:
        equal = _in_one_section(pairing, i, j)
    if equal:
        pairing.tie_run(i, j, 1)
    return equal
