"""Tells which words of a page nobody can see: painted with no ink, in the colour of the ground, under a box, off the page.

Most words are in plain sight: dark, in a usual size, on the page, with nothing painted over them. Only where there is doubt is
the page painted, once with the words and once without: what makes no difference is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from revtrack.errors import InputTooLarge
from revtrack.ingest.pdf.glyphs import Glyphs, Word
from revtrack.ingest.pdf.library import Bounds, address
from revtrack.ingest.pdf.painting import IMAGE, PATH, SHADING, TEXT, Painted, Painter, Thing

NO_INK = (3, 7)
"""Render modes that paint nothing (ISO 32000-1, 9.3.6)."""
_LIGHT = 170
_FAINT = 128
_TINY = 3.0
_BROAD = 2.5
"""Points: a narrower thing is a line."""
_DIFFERENCE = 12
"""Steps of a colour, of 255, that can be seen."""
_SQUARE = 4.0
_MOST_SQUARES = 500
_MOST_PAINTINGS = 40


def hidden_words(
    painter: Painter, page: Any, glyphs: Glyphs, things: Sequence[Thing], shown: Bounds, name: str
) -> frozenset[int]:
    """The indexes of the words that are not seen."""
    found: set[int] = set()
    doubtful: list[int] = []
    doubt = _Doubt(painter, glyphs, things, shown)
    for at, word in enumerate(glyphs.words):
        said = doubt.about(word)
        if said and (word.look.mode in NO_INK or word.box.shared(shown).area <= 0 or not word.size):
            found.add(at)
        elif said:
            doubtful.append(at)
    doubtful += _unlike(painter, page, glyphs, doubt.inside - found - set(doubtful))
    if doubtful:
        found.update(_unseen(painter, page, glyphs, doubtful, name))
    return frozenset(found)


def _unlike(painter: Painter, page: Any, glyphs: Glyphs, inside: set[int]) -> list[int]:
    """Of the words in forms those where the page is of one colour: the form may not be painted at all."""
    if not inside:
        return []
    whole = painter.painted(page)
    return [at for at in sorted(inside) if _is_plain(whole, painter.pixels(page, whole, glyphs.words[at].box))]


class _Doubt:
    """Whether a text object may be hidden, by what is known of it."""

    def __init__(self, painter: Painter, glyphs: Glyphs, things: Sequence[Thing], shown: Bounds) -> None:
        self._painter = painter
        self._owners = glyphs.owners
        self._shown = shown
        self._order = {address(thing.handle): thing.order for thing in things if thing.kind == TEXT}
        covers = [thing for thing in things if _is_broad(thing) and (thing.kind != PATH or painter.is_filled(thing))]
        self._covers = covers
        self._dark = [thing for thing in covers if thing.kind != PATH or painter.is_dark(thing)]
        self._boxes = {address(thing.handle): thing.box for thing in things if thing.kind == TEXT}
        self._known: dict[int, bool] = {}
        forms = {address(thing.handle) for thing in things if thing.kind == TEXT and thing.inside}
        self.inside = {at for at, word in enumerate(glyphs.words) if word.owner in forms} if forms else set()
        """The indexes of words that belong to a form."""

    def about(self, word: Word) -> bool:
        """Whether there is doubt about the object a word belongs to."""
        if word.owner not in self._known:
            self._known[word.owner] = self._is_doubtful(word, self._boxes.get(word.owner, word.box).joined(word.box))
        return self._known[word.owner]

    def _is_doubtful(self, word: Word, box: Bounds) -> bool:
        red, green, blue, opacity = word.look.colour
        if min(red, green, blue) > _LIGHT or opacity < _FAINT or word.look.size < _TINY or word.look.mode in NO_INK:
            return True
        handle = self._owners[word.owner]
        if box.shared(self._shown) != box or self._covered(word.owner, box):
            return True
        return bool(handle) and self._veiled(handle, box)

    def _veiled(self, handle: Any, box: Bounds) -> bool:
        painter = self._painter
        return painter.in_layer(handle) or painter.is_veiled(handle) or painter.is_clipped(handle, box)

    def _covered(self, owner: int, box: Bounds) -> bool:
        """Whether something painted later lies on a part of it, or something dark under it."""
        order = self._order.get(owner, 0)
        over = (thing for thing in self._covers if thing.order > order)
        return any(thing.box.shared(box).area > 0 for each in (over, self._dark) for thing in each)


def _is_broad(thing: Thing) -> bool:
    """Whether it can hide a word: no line, no text."""
    wide, high = thing.box.right - thing.box.left, thing.box.top - thing.box.bottom
    return thing.kind in (IMAGE, SHADING, PATH) and min(wide, high) >= _BROAD


def _unseen(painter: Painter, page: Any, glyphs: Glyphs, doubtful: Sequence[int], name: str) -> Iterator[int]:
    """Of the doubtful words those that make no difference to the painted page."""
    whole = painter.painted(page)
    batches = _batches(glyphs, doubtful, name)
    for batch in batches:
        owners = {glyphs.words[at].owner: glyphs.owners[glyphs.words[at].owner] for at in batch}
        without = painter.painted(page, [handle for handle in owners.values() if handle])
        for at in batch:
            if not _differs(whole, without, painter.pixels(page, whole, glyphs.words[at].box)):
                yield at


def _batches(glyphs: Glyphs, doubtful: Sequence[int], name: str) -> list[list[int]]:
    """The words in as few groups as keep apart the text objects that lie near each other. InputTooLarge for too many."""
    members: dict[int, list[int]] = {}
    for at in doubtful:
        members.setdefault(glyphs.words[at].owner, []).append(at)
    batches: list[tuple[set[tuple[int, int]], list[int]]] = []
    for indexes in members.values():
        squares = {square for at in indexes for square in _squares(glyphs.words[at].box)}
        taken, batch = next((each for each in batches if each[0].isdisjoint(squares)), (None, None))
        if taken is None or batch is None:
            taken, batch = set(), []
            batches.append((taken, batch))
        taken |= squares
        batch += indexes
    if len(batches) > _MOST_PAINTINGS:
        raise InputTooLarge(
            f"{name} has {len(batches)} texts over each other of which it is in doubt whether they are seen",
            facts=(f"revtrack looks at {_MOST_PAINTINGS} at most; nothing was added",),
            tries=("print it to a new PDF, then  revtrack add FILE",),
        )
    return [batch for _, batch in batches]


def _squares(box: Bounds) -> Iterator[tuple[int, int]]:
    """The squares of the page that a rectangle touches."""
    for x in range(
        int(box.left // _SQUARE), min(int(box.right // _SQUARE), int(box.left // _SQUARE) + _MOST_SQUARES) + 1
    ):
        for y in range(
            int(box.bottom // _SQUARE), min(int(box.top // _SQUARE), int(box.bottom // _SQUARE) + _MOST_SQUARES) + 1
        ):
            yield x, y


def _differs(whole: Painted, without: Painted, where: tuple[int, int, int, int]) -> bool:
    left, right, top, bottom = where
    for row in range(top, bottom):
        start, stop = row * whole.stride + 4 * left, row * whole.stride + 4 * right
        one, other = whole.colours[start:stop], without.colours[start:stop]
        if one != other and any(abs(a - b) >= _DIFFERENCE for a, b in zip(one, other, strict=True)):
            return True
    return False


def _is_plain(whole: Painted, where: tuple[int, int, int, int]) -> bool:
    left, right, top, bottom = where
    rows = {whole.colours[row * whole.stride + 4 * left : row * whole.stride + 4 * right] for row in range(top, bottom)}
    return len(rows) <= 1 and all(row == row[:4] * (len(row) // 4) for row in rows)
