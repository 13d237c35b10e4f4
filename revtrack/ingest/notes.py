"""Ties the texts of footnotes to their marks, wherever in the source the texts stand.

A text without a mark, or a mark without a text, is left where it is; both are said to the person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from revtrack.ingest import rules
from revtrack.ingest.blocks import Block, BlockNote
from revtrack.ingest.markers import Kind
from revtrack.ingest.words import Normal, Span, Words

_MARK = re.compile(r"\[\^([^\]\s]{1,30})\]|([¹²³⁰⁴-⁹]{1,3}|\[[0-9]{1,3}\])")
"""A Markdown mark without its brackets; or, in plain text, superior figures or figures in square brackets."""
_POWER = re.compile(r"(?:[0-9]|(?:^|[\s0-9(])(?:[kcdm]?m|[Ss]))$")
"""What stands before a superior figure that is a power: "10³", "m²"."""
_CLOSING = frozenset(".,;:!?)]’”»")


class Tied(NamedTuple):
    """The blocks with their footnotes, what rules dropped, and sentences for the person."""

    blocks: tuple[Block, ...]
    normals: tuple[Normal, ...]
    look_at: tuple[str, ...]


class _Anchor(Struct, frozen=True):
    block: int
    whole: Span
    mark: Span
    value: str


def tie_notes(source: str, blocks: Sequence[Block]) -> Tied:
    """Each footnote at its mark: the last free mark of that name before the text, else the first behind it."""
    anchors = [anchor for at, block in enumerate(blocks) for anchor in _anchors(source, at, block)]
    pairs = _pairs(blocks, anchors)
    pairs = _without_empty(source, blocks, pairs)
    return Tied(
        tuple(_tied(source, blocks, pairs)),
        tuple(_normals(blocks, pairs)),
        (*_texts_apart(blocks, pairs), *_marks_apart(anchors, pairs)),
    )


def _anchors(source: str, at: int, block: Block) -> list[_Anchor]:
    """The marks in a block's text, behind its first character."""
    if block.literal or (block.marker and block.marker.kind is Kind.NOTE):
        return []
    found: list[_Anchor] = []
    for piece in block.words.pieces:
        for hit in _MARK.finditer(source, piece.start, piece.end):
            before = source[max(piece.start, hit.start() - 4) : hit.start()]
            if hit.start() > block.words.start and not (hit[0][0] in "²³" and _POWER.search(before)):
                found.append(
                    _Anchor(at, Span(*hit.span()), Span(*hit.span(hit.lastindex or 0)), hit[hit.lastindex or 0])
                )
    return found


def _pairs(blocks: Sequence[Block], anchors: Sequence[_Anchor]) -> dict[int, _Anchor]:
    """Index of a note's block -> its mark."""
    free: dict[str, list[_Anchor]] = {}
    for anchor in anchors:
        free.setdefault(anchor.value, []).append(anchor)
    pairs: dict[int, _Anchor] = {}
    for at, block in enumerate(blocks):
        # A block that bears notes of its own is no text of a note: a note has none.
        if block.marker and block.marker.kind is Kind.NOTE and block.words.pieces and not block.notes:
            same = free.get(block.marker.value, [])
            earlier = bisect_left(same, at, key=lambda anchor: anchor.block)
            if same:
                pairs[at] = same.pop(max(earlier - 1, 0))
    return pairs


def _without_empty(source: str, blocks: Sequence[Block], pairs: dict[int, _Anchor]) -> dict[int, _Anchor]:
    """The pairs without those whose block would keep no text of its own."""
    empty = {at for at, mine in _by_block(pairs).items() if not without_marks(source, blocks[at], _wholes(mine)).pieces}
    return {note: anchor for note, anchor in pairs.items() if anchor.block not in empty}


def _by_block(pairs: dict[int, _Anchor]) -> dict[int, list[tuple[_Anchor, int]]]:
    """Index of a block -> its marks in order, each with the index of the note's block."""
    found: dict[int, list[tuple[_Anchor, int]]] = {}
    for note, anchor in sorted(pairs.items(), key=lambda pair: pair[1].whole):
        found.setdefault(anchor.block, []).append((anchor, note))
    return found


def _wholes(mine: Sequence[tuple[_Anchor, int]]) -> list[Span]:
    return [anchor.whole for anchor, _ in mine]


def without_marks(source: str, block: Block, marks: Sequence[Span]) -> Words:
    """The words of a block without the marks in it, each taken with the white space before it where none is needed."""
    return block.words.without(source, _cuts(source, block, marks)) if marks else block.words


def _cuts(source: str, block: Block, marks: Sequence[Span]) -> list[Span]:
    end = block.words.end
    cuts: list[Span] = []
    for start, stop in marks:
        least = cuts[-1].end if cuts else block.words.start
        if stop >= end or source[stop].isspace() or source[stop] in _CLOSING:
            while start > least and source[start - 1] in " \t\u00a0":
                start -= 1
        cuts.append(Span(start, stop))
    return cuts


def _tied(source: str, blocks: Sequence[Block], pairs: dict[int, _Anchor]) -> list[Block]:
    marks = _by_block(pairs)
    found: list[Block] = []
    for at, block in enumerate(blocks):
        if at in marks:
            notes = tuple(BlockNote(anchor.mark, blocks[note].words, blocks[note].line) for anchor, note in marks[at])
            words = without_marks(source, block, _wholes(marks[at]))
            every = sorted((*block.notes, *notes), key=lambda note: note.mark)
            found.append(replace(block, words=words, notes=tuple(every)))
        elif at not in pairs:
            found.append(block.unmarked() if block.marker and block.marker.kind is Kind.NOTE else block)
    return found


def _normals(blocks: Sequence[Block], pairs: dict[int, _Anchor]) -> list[Normal]:
    found: list[Normal] = []
    for at, anchor in pairs.items():
        marker = blocks[at].marker
        if marker:
            found.append(Normal(marker.start, marker.end, rules.REPEATED_MARK))
        for start, end in ((anchor.whole.start, anchor.mark.start), (anchor.mark.end, anchor.whole.end)):
            if end > start:
                found.append(Normal(start, end, rules.NOTE_BRACKET))
    return found


def _texts_apart(blocks: Sequence[Block], pairs: dict[int, _Anchor]) -> list[str]:
    return [
        f"the footnote text {block.marker.value} in line {block.line} has no mark in the text; it is kept as a paragraph"
        for at, block in enumerate(blocks)
        if block.marker and block.marker.kind is Kind.NOTE and at not in pairs
    ]


def _marks_apart(anchors: Sequence[_Anchor], pairs: dict[int, _Anchor]) -> list[str]:
    """Marks that stay in the text. Figures in brackets are often no marks at all, so only sure marks are named."""
    tied = set(pairs.values())
    left = sorted({anchor.value for anchor in anchors if anchor not in tied and not anchor.value.startswith("[")})
    return [f"the mark {value} has no footnote text; it is kept in the text" for value in left]
