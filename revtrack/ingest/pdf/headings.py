"""Tells headings by how they are set: larger than the text or bold as a whole, short, with text below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revtrack.ingest.pdf.paragraphs import Paragraph

_LONGEST = 250
_LARGER = 1.08
_MOST = 0.4
"""Where more of the text than this is set so, it tells nothing."""
_MOST_LINES = 4
_ENDS = (".", ",", ";", ":", "!", "…")


class Rank(NamedTuple):
    """The depth of a heading, 1 outermost, and whether it can be the title."""

    depth: int
    title: bool = False


def find_headings(paragraphs: Sequence[Paragraph], body: float) -> dict[int, Rank]:
    """Index of a paragraph -> its rank, for those that are headings by their look."""
    likely = [at for at, paragraph in enumerate(paragraphs) if _stands_out(paragraphs, at, body)]
    if sum(len(paragraphs[at].text) for at in likely) > _MOST * sum(len(each.text) for each in paragraphs):
        return {}
    styles = sorted({_style(paragraphs[at]) for at in likely}, key=lambda style: (-style[0], not style[1]))
    title = _title(paragraphs, likely, styles)
    depth = {style: at + (title < 0) for at, style in enumerate(styles)}
    return {at: Rank(depth[_style(paragraphs[at])], at == title) for at in likely}


def _title(paragraphs: Sequence[Paragraph], likely: Sequence[int], styles: Sequence[tuple[float, bool]]) -> int:
    """The index of the title: set as nothing else, above all headings, on the first page; -1 if there is none."""
    alone = [at for at in likely if _style(paragraphs[at]) == styles[0]]
    is_title = len(alone) == 1 and alone[0] == likely[0] and len(styles) > 1 and paragraphs[alone[0]].lines[0].page == 1
    return alone[0] if is_title else -1


def _style(paragraph: Paragraph) -> tuple[float, bool]:
    return round(paragraph.size * 2) / 2, paragraph.bold


def _stands_out(paragraphs: Sequence[Paragraph], at: int, body: float) -> bool:
    paragraph = paragraphs[at]
    if not paragraph.lines:
        return False
    if not (paragraph.bold or paragraph.size >= body * _LARGER) or paragraph.lines[0].cell is not None:
        return False
    text = paragraph.text
    if len(paragraph.lines) > _MOST_LINES or len(text) > _LONGEST or text.endswith(_ENDS):
        return False
    return at + 1 < len(paragraphs) and any(character.isalpha() for character in text)
