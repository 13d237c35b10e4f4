"""Tells titles and headings from paragraphs in plain text, which has no marks for them.

A heading stands alone, is short, begins with a capital or a figure, ends without a full stop, and text follows it. Each
condition is a row of a table or a named function here, so that a wrong heading leads to one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from revtrack.ingest.blocks import Block
from revtrack.ingest.markers import Kind, Marker

LONGEST = 160
"""Characters of the longest heading."""
LONGEST_TITLE = 250
_MOST_ROWS = 2
_MOST_IN_A_ROW = 2
"""More short lines than this, one after another, are a list or verses and not headings above each other."""
_ENDS = (".", ",", ";", ":", "!", "…")
_COPYRIGHT = re.compile(r"©|\(c\) |copyright\b", re.IGNORECASE)
"""A line of copyright is no heading: "EUPL © the European Union 2007, 2016"."""


def find_headings(source: str, blocks: Sequence[Block]) -> dict[int, int]:
    """Index of a block -> level of the heading it is, from 1."""
    texts = [block.words.text(source) for block in blocks]
    likely = [_unmarked_heading(blocks, texts, at) for at in range(len(blocks))]
    found = dict.fromkeys(_short_runs(likely), 1)
    for at, block in enumerate(blocks):
        level = _marked_level(blocks, texts, at) if block.marker else 0
        if level:
            found[at] = level
    return found


def is_title(source: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a block can be the title of what follows it."""
    block = blocks[at]
    if block.marker is not None or block.literal or at + 1 >= len(blocks):
        return False
    text = block.words.text(source)
    if not text or len(text) > LONGEST_TITLE or text.endswith(_ENDS):
        return False
    later = blocks[at + 1]
    if later.marker is not None:
        return later.marker.kind not in (Kind.BULLET, Kind.LETTER)
    return not later.words.text(source)[:1].islower()


def _short_runs(likely: Sequence[bool]) -> Iterator[int]:
    """Indexes of likely headings of which few stand in a row."""
    for is_likely, run in groupby(range(len(likely)), key=lambda at: likely[at]):
        indexes = list(run)
        if is_likely and len(indexes) <= _MOST_IN_A_ROW:
            yield from indexes


def _unmarked_heading(blocks: Sequence[Block], texts: Sequence[str], at: int) -> bool:
    block, text = blocks[at], texts[at]
    if block.marker is not None or not (block.before and block.after) or not _is_short(block, text):
        return False
    introduced = at > 0 and texts[at - 1].endswith(":")
    return not introduced and not _COPYRIGHT.search(text) and _begins_heading(text) and _text_follows(blocks, texts, at)


def _is_short(block: Block, text: str) -> bool:
    return bool(text) and len(text) <= LONGEST and block.rows <= _MOST_ROWS and not text.endswith(_ENDS)


def _begins_heading(text: str) -> bool:
    first = next((character for character in text if character.isalnum()), "")
    return bool(first) and not first.islower()


def _text_follows(blocks: Sequence[Block], texts: Sequence[str], at: int) -> bool:
    """Whether the next block is text that a heading can stand over: no list, and no sentence that goes on."""
    if at + 1 >= len(blocks):
        return False
    marker = blocks[at + 1].marker
    if marker is not None:
        return marker.kind in (Kind.NUMBER, Kind.SECTION, Kind.DOTTED, Kind.ARTICLE, Kind.CAPITAL)
    return not texts[at + 1][:1].islower()


def _marked_level(blocks: Sequence[Block], texts: Sequence[str], at: int) -> int:
    """The level of a heading that bears a number: "1. Definitions", "Article 5", "A. Scope"; 0 for a paragraph."""
    marker, text = blocks[at].marker, texts[at]
    if marker is None or marker.kind in (Kind.LETTER, Kind.BULLET, Kind.NOTE) or at + 1 >= len(blocks):
        return 0
    if marker.kind is Kind.ARTICLE:
        return 1 if not text or _is_short(blocks[at], text) else 0
    if not _is_short(blocks[at], text) or not _begins_heading(text):
        return 0
    if not _deeper(marker, blocks[at + 1].marker) and not _unnumbered(blocks[at + 1], texts[at + 1]):
        return 0
    return marker.value.count(".") + 1 if marker.kind is Kind.DOTTED else 1


def _unnumbered(block: Block, text: str) -> bool:
    return block.marker is None and not text[:1].islower()


def _deeper(marker: Marker, later: Marker | None) -> bool:
    """Whether the next number lies under this one: 1.1 under 1, (1) under § 1, 1. under A."""
    if later is None:
        return False
    if later.kind is Kind.DOTTED:
        return later.value.startswith(marker.value + ".")
    inner = {Kind.SECTION: "(1)", Kind.CAPITAL: "1."}.get(marker.kind, "")
    return later.number == 1 and later.style == inner
