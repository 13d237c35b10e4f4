"""Blocks: what stands between two breaks of a text, with its marker, before anybody says what it is."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from revtrack.ingest.markers import Marker
from revtrack.ingest.words import Piece, Span, Words


class BlockNote(Struct, frozen=True):
    """A footnote of a block: the source characters of its mark, its text, and the line on which that text stands."""

    mark: Span
    words: Words
    line: int


class Block(Struct, frozen=True):
    """One block: `line` is its first source line, `rows` how many it has, `indent` the columns before its first.

    `before` and `after`: a blank line, a break or an end stands there. `heading` is the depth a Markdown heading states,
    0 without one; `literal` marks lines of code, tables and mark-up, which are never read as anything else. `level` is the
    depth of an item as the format states it, 0 for a paragraph, None where nothing states it; `opens` the kind of part
    that the format begins here; `title` says that the format calls it one.
    """

    words: Words
    line: int
    marker: Marker | None = None
    indent: int = 0
    rows: int = 1
    before: bool = True
    after: bool = True
    heading: int = 0
    literal: bool = False
    notes: tuple[BlockNote, ...] = ()
    level: int | None = None
    opens: str = ""
    title: bool = False

    @property
    def start(self) -> int:
        return self.marker.start if self.marker else self.words.start

    def unmarked(self) -> Block:
        """The block with its marker as part of the text."""
        if self.marker is None:
            return self
        head = Words.of(self.marker.start, self.marker.end)
        gap = " " if self.words.pieces and self.words.start > self.marker.end else ""
        return replace(self, marker=None, words=head.joined(self.words, gap))


class Pile:
    """Blocks in the making: the last one may still grow, piece by piece."""

    def __init__(self) -> None:
        self._sealed: list[Block] = []
        self._last: Block | None = None
        self._pieces: list[Piece] = []

    @property
    def last(self) -> Block | None:
        """The block that may still grow, as it began; None before the first."""
        return self._last

    @property
    def pieces(self) -> list[Piece]:
        """The pieces of the last block so far."""
        return self._pieces

    def begin(self, block: Block) -> None:
        """Put a new block on the pile."""
        self._seal()
        self._last, self._pieces = block, list(block.words.pieces)

    def grow(self, start: int, end: int, gap: str) -> None:
        """Let the last block go on in the next line."""
        if self._last is not None:
            self._pieces.append(Piece(start, end, gap if self._pieces else ""))
            self._last = replace(self._last, rows=self._last.rows + 1)

    def mark_heading(self, depth: int) -> None:
        """Say that the last block is a heading."""
        if self._last is not None:
            self._last = replace(self._last, heading=depth)

    def blocks(self) -> tuple[Block, ...]:
        """All blocks, each told whether a break follows it."""
        self._seal()
        self._last = None
        followed = [*(block.before for block in self._sealed[1:]), True]
        return tuple(replace(block, after=after) for block, after in zip(self._sealed, followed, strict=False))

    def _seal(self) -> None:
        if self._last is not None:
            self._sealed.append(replace(self._last, words=Words(tuple(self._pieces))))
