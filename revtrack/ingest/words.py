"""Words: a text as runs of source characters, so that each character of a paragraph knows where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct


class Span(NamedTuple):
    """Source characters [start, end)."""

    start: int
    end: int


class Piece(NamedTuple):
    """Source characters [start, end), with `gap` ("" or one space) put before them."""

    start: int
    end: int
    gap: str = ""


class Normal(NamedTuple):
    """Source characters [start, end) that a rule dropped or replaced."""

    start: int
    end: int
    rule: str


class Words(Struct, frozen=True):
    """Pieces in source order. No piece is empty; the first has no gap."""

    pieces: tuple[Piece, ...] = ()

    @classmethod
    def of(cls, start: int, end: int) -> Words:
        """One run; nothing if it is empty."""
        return cls((Piece(start, end),)) if end > start else cls()

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    def text(self, source: str) -> str:
        """The text: each gap and its run."""
        return "".join(piece.gap + source[piece.start : piece.end] for piece in self.pieces)

    def joined(self, other: Words, gap: str) -> Words:
        """These words, then the other's behind `gap`."""
        if not self.pieces or not other.pieces:
            return self if self.pieces else other
        first = other.pieces[0]
        return Words((*self.pieces, Piece(first.start, first.end, gap), *other.pieces[1:]))

    def without(self, source: str, cuts: Iterable[Span]) -> Words:
        """These words with the cut spans taken out, and no white space left at the ends.

        The cuts are in order and do not overlap.
        """
        return Words(tuple(_trimmed(source, list(_cut(self.pieces, cuts)))))

    def offset(self, at: int) -> int:
        """How many characters of the text stand before source position `at`."""
        count = 0
        for piece in self.pieces:
            if piece.start >= at:
                break
            count += len(piece.gap) + min(piece.end, at) - piece.start
        return count


NO_WORDS = Words()
"""No text at all."""


def _cut(pieces: Iterable[Piece], cuts: Iterable[Span]) -> Iterator[Piece]:
    waiting = iter(cuts)
    cut = next(waiting, None)
    for piece in pieces:
        at, gap = piece.start, piece.gap
        while cut is not None and cut.start < piece.end:
            if cut.start > at:
                yield Piece(at, cut.start, gap)
                gap = ""
            at = max(at, cut.end)
            if cut.end > piece.end:
                break
            cut = next(waiting, None)
        if at < piece.end:
            yield Piece(at, piece.end, gap)


def _trimmed(source: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces without white space at both ends of the text."""
    while pieces:
        first = pieces[0]
        run = source[first.start : first.end].lstrip()
        if run:
            pieces[0] = Piece(first.end - len(run), first.end)
            break
        pieces.pop(0)
    while pieces:
        last = pieces[-1]
        run = source[last.start : last.end].rstrip()
        if run:
            pieces[-1] = Piece(last.start, last.start + len(run), last.gap)
            break
        pieces.pop()
    return pieces
