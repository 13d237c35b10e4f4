"""Parts a document that numbers its paragraphs more than once: a cover note and the text it transmits, annexes.

An annex begins at a line that says so (ANNEX, BILAG, ANLAGE, ANNEXE, BILAGA), or, in a document whose header says that it
is a note, where the numbers begin again at 1 under a line that reads like a title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.ingest.blocks import Block
from revtrack.ingest.headings import is_title
from revtrack.ingest.labels import ANNEX_WORDS
from revtrack.ingest.markers import Kind
from revtrack.ingest.words import NO_WORDS, Words

_ACTS = frozenset(("act", "bill"))
_ANNEX = re.compile(r"([^\W\d_]{5,7})(?:[ \u00a0](?:[0-9]{1,2}|[IVX]{1,5}|[A-Z]))?")


class Part(Struct, frozen=True):
    """A component to be. `kind` are the source characters of the line that names it, empty if none does."""

    name: str
    blocks: tuple[Block, ...]
    kind: Words = NO_WORDS


def split_parts(source: str, blocks: Sequence[Block], *, cover: bool) -> tuple[Part, ...]:
    """The parts in order: `main`, or `note` and its annexes where `cover` says that the document transmits another."""
    starts = sorted({0, *_annex_lines(source, blocks), *(_restarts(source, blocks) if cover else ())})
    parts: list[Part] = []
    annexes = 0
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        kind = blocks[start].words if _is_annex_line(source, blocks, start) else NO_WORDS
        annexes += start > 0 or bool(kind.pieces)
        name = _name(annexes, cover=cover and len(starts) > 1)
        parts.append(Part(name, tuple(blocks[start + bool(kind.pieces) : end]), kind))
    return tuple(parts)


def stated_parts(source: str, blocks: Sequence[Block]) -> tuple[Part, ...]:
    """The parts that the format itself begins: `main` or what the first one is, then `annex`, `annex2`, `bill` ….

    A line that only says that an annex begins is what the annex is called, as in other formats.
    """
    starts = sorted({0, *(at for at, block in enumerate(blocks) if block.opens)})
    parts: list[Part] = []
    counts: Counter[str] = Counter()
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        called = end > start + 1 and _is_annex_line(source, blocks, start)
        kind = blocks[start].words if called else NO_WORDS
        name = blocks[start].opens or ("annex" if called else "main")
        counts[name] += 1
        parts.append(
            Part(f"{name}{counts[name]}" if counts[name] > 1 else name, tuple(blocks[start + called : end]), kind)
        )
    return tuple(parts)


def substance(parts: Sequence[Part]) -> str:
    """The name of the stated part that carries the substance: the bill or act of a collection, else the first part."""
    return next((part.name for part in parts if part.name in _ACTS), parts[0].name)


def principal(parts: Sequence[Part], *, cover: bool) -> str:
    """The name of the part that carries the substance: the first annex of a cover note, else the first part."""
    return parts[1].name if cover and len(parts) > 1 else parts[0].name


def _name(annexes: int, *, cover: bool) -> str:
    if not annexes:
        return "note" if cover else "main"
    return "annex" if annexes == 1 else f"annex{annexes}"


def _annex_lines(source: str, blocks: Sequence[Block]) -> Iterator[int]:
    return (at for at in range(len(blocks)) if _is_annex_line(source, blocks, at))


def _is_annex_line(source: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a block only says that an annex begins, and something follows that is not another such line."""
    block = blocks[at]
    if block.marker is not None or block.literal or block.notes or at + 1 >= len(blocks):
        return False
    return _names_annex(source, block) and not _names_annex(source, blocks[at + 1])


def _names_annex(source: str, block: Block) -> bool:
    if block.marker is not None or not block.words.pieces or block.words.end - block.words.start > len("bilaga xviii"):
        return False
    text = block.words.text(source)
    found = _ANNEX.fullmatch(text)
    alone = (block.before and block.after) or block.heading > 0
    return (
        found is not None and found[1].lower() in ANNEX_WORDS and (found[1].isupper() or (alone and text[0].isupper()))
    )


def _restarts(source: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Where numbers begin again at 1, the first block of the lines above that read like a title."""
    style, seen = "", False
    for at, block in enumerate(blocks):
        marker = block.marker
        if marker is None or marker.kind is not Kind.NUMBER or (style and marker.style != style):
            continue
        style = marker.style
        if seen and marker.number == 1 and _is_head(source, blocks, at - 1):
            first = at - 1
            while first > 1 and _is_head(source, blocks, first - 1):
                first -= 1
            yield first
        seen = True


def _is_head(source: str, blocks: Sequence[Block], at: int) -> bool:
    return blocks[at].before and is_title(source, blocks, at)
