"""Puts lines together to paragraphs, by where they stand: gaps, indents, full and short lines, size, weight, numbers.

The plain text reader has only columns of characters to go by; here every edge is known in points, so a line that is not full,
although the first word of the next would have fitted, is a last line, and one under the text of a number belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from revtrack.ingest.markers import Kind, Marker, Sequel
from revtrack.ingest.pdf.hyphens import is_tight
from revtrack.ingest.pdf.rows import Line, middle, most
from revtrack.ingest.reflow import ends_sentence, runs_on

_LOOSE = 1.32
"""A line further below than so many usual leads begins a paragraph."""
_TIGHT = 0.4
_OTHER_SIZE = 0.07
_EDGE = 0.7
"""Ems within which two left edges are one."""
_FURTHEST = 4.0
"""Ems by which a first line may stand further in or out than the others."""
_ROOM = 0.35
"""Ems that must be left over for a word to have fitted for sure."""
_NEIGHBOURS = 12
_SHORT = 0.6
_CENTRE = 6.0
_LEAD = 1.25


class Paragraph(Struct):
    """Lines that are one paragraph."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return most((line.size, len(line.text)) for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


class Measures:
    """What is usual in a document: the distance between lines of a size, and the edges of its columns."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.body = most((line.size, len(line.text)) for line in lines)
        gaps: dict[float, list[float]] = {}
        for earlier, later in pairwise(lines):
            gap = earlier.y - later.y
            if _same_column(earlier, later) and earlier.size == later.size and 0 < gap < 2.5 * later.size:
                gaps.setdefault(later.size, []).append(round(gap, 1))
        self._leads = {size: _usual(found) for size, found in gaps.items()}
        self._lines = lines
        self._index = {id(line): at for at, line in enumerate(lines)}
        self._left: dict[tuple[int, int], float] = {}
        for line in lines:
            key = (line.page, line.flow)
            self._left[key] = min(self._left.get(key, line.x0), line.x0)

    def lead(self, size: float) -> float:
        """The usual distance between lines of that size."""
        return self._leads.get(size, _LEAD * size)

    def left(self, line: Line) -> float:
        """The left edge of the column a line stands in."""
        return self._left[line.page, line.flow]

    def right(self, line: Line) -> float:
        """How far to the right the lines around one reach that begin at the same edge."""
        at = self._index[id(line)]
        near = self._lines[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS + 1]
        same = [
            other.x1
            for other in near
            if (other.page, other.flow) == (line.page, line.flow)
            and other.cell == line.cell
            and other.size == line.size
        ]
        return max(same, default=line.x1)


def _usual(gaps: Sequence[float]) -> float:
    """The usual one of some distances: the smallest that is met often."""
    ordered = sorted(gaps)
    often = max(ordered.count(gap) for gap in set(ordered))
    return next((gap for gap in ordered if ordered.count(gap) * 3 >= often), middle(ordered))


def _same_column(earlier: Line, later: Line) -> bool:
    return (earlier.page, earlier.flow, earlier.cell) == (later.page, later.flow, later.cell)


class Joiner:
    """Tells of each line whether it goes on in the paragraph above it."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._sequel = Sequel()

    def begins(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line begins a paragraph of its own behind this one."""
        earlier = paragraph.lines[-1]
        if earlier.cell != line.cell:
            return True
        if self._other_look(paragraph, line):
            return True
        if not _same_column(earlier, line):
            return self._turned(paragraph, line)
        gap = earlier.y - line.y
        if gap > _LOOSE * self._measures.lead(max(line.size, earlier.size)) or gap < _TIGHT * line.size:
            return True
        if is_tight(earlier.text, line.text):
            return False
        return self._moved(paragraph, line) or self._marked(paragraph, line) or self._is_last(earlier, line)

    def take(self, line: Line) -> None:
        """Remember the number of a line that begins a paragraph."""
        marker = self._marker(line)
        if marker is not None:
            self._sequel.take(marker)

    def _other_look(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line is set in another size, or bold under text that is not, or the other way round."""
        size = paragraph.lines[-1].size
        if abs(line.size - size) > _OTHER_SIZE * max(size, line.size):
            return True
        if paragraph.bold == line.bold:
            return False
        # A paragraph that begins with bold words may fill its first line with them.
        return not runs_on(paragraph.lines[-1].text, line.text)

    def _turned(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a paragraph begins at the head of a page or column."""
        earlier = paragraph.lines[-1]
        if runs_on(earlier.text, line.text) and self._marker(line) is None:
            return False
        hangs = self._hangs(paragraph, line)
        if ends_sentence(earlier.text) and not hangs:
            return True
        if self._marker(line) is not None and (ends_sentence(earlier.text) or not hangs):
            return True
        return not self._is_full(earlier, line)

    def _hangs(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line stands under the text of a number, and not at the edge where paragraphs begin."""
        first = paragraph.lines[0]
        shift = line.x0 - self._measures.left(line) - (first.x0 - self._measures.left(first))
        hanging = first.hang
        return hanging is not None and shift > 0 and abs(shift - (hanging - first.x0)) <= _EDGE * line.size

    def _moved(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a line stands at another edge than the paragraph goes on at."""
        if self._centred(paragraph, line):
            return False
        edges = [paragraph.lines[-1].x0]
        if len(paragraph.lines) == 1:
            hanging = paragraph.lines[0].hang
            if hanging is not None and edges[0] <= line.x0 <= hanging + _EDGE * line.size:
                return False
            # The first line of a paragraph may be set further in than the others, or further out.
            shift = abs(line.x0 - edges[0])
            open_end = line.x0 < edges[0] or not ends_sentence(paragraph.lines[0].text)
            if shift < _FURTHEST * line.size and open_end and self._is_full(paragraph.lines[0], line):
                return False
        return all(abs(line.x0 - edge) > _EDGE * line.size for edge in edges)

    def _centred(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether two lines are set about one middle."""
        earlier = paragraph.lines[-1]
        middles = abs((earlier.x0 + earlier.x1) / 2 - (line.x0 + line.x1) / 2) <= _CENTRE
        return middles and abs(earlier.x0 - line.x0) > _EDGE * line.size and not ends_sentence(earlier.text)

    def _marker(self, line: Line) -> Marker | None:
        marker = line.marker
        return marker if marker is not None and self._sequel.fits(marker) else None

    def _marked(self, paragraph: Paragraph, line: Line) -> bool:
        """Whether a number before a line is one, and no figure in a sentence that goes on."""
        marker = self._marker(line)
        if marker is None:
            return False
        earlier = paragraph.lines[-1]
        hanging = line.hang
        stands_out = hanging is not None and line.words[1:] and paragraph.lines[0].hang is not None
        if stands_out and abs(line.x0 - paragraph.lines[0].x0) <= _EDGE * line.size:
            return True
        if marker.kind is Kind.NOTE:
            return True
        if ends_sentence(earlier.text) or earlier.text.endswith(";") or not self._is_full(earlier, line):
            return True
        return earlier.text.endswith(",") and not self._hangs(paragraph, line)

    def _is_last(self, earlier: Line, line: Line) -> bool:
        """Whether the line above ends its paragraph: it is not full, and no sentence runs on."""
        if self._is_full(earlier, line) or runs_on(earlier.text, line.text):
            return False
        right, left = self._measures.right(earlier), self._measures.left(earlier)
        return ends_sentence(earlier.text) or earlier.x1 - left < _SHORT * (right - left) or _known(line)

    def _is_full(self, earlier: Line, line: Line) -> bool:
        """Whether the first word of a line would not have fitted behind the line above."""
        first = line.words[0]
        needed = first.x1 - first.x0 + (0.25 + _ROOM) * earlier.size
        return self._measures.right(earlier) - earlier.x1 < needed


def _known(line: Line) -> bool:
    """Whether a line begins as no line of a running sentence does."""
    return line.text[:1].isupper()
