"""Joins hard-wrapped lines to blocks, and only lines that belong together.

Two neighbouring lines are one paragraph where the sentence plainly runs on: no full stop, and a small letter next. For
all other pairs the whole text is asked whether it is wrapped at some width. If it is, a line that is full to that width
goes on in the next, and a line after which the next word would still have fitted is a last line. If it is not, every line
is a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct, field

from revtrack.ingest.blocks import Block, Pile
from revtrack.ingest.lines import Line
from revtrack.ingest.markers import Kind, Marker, Sequel, read_marker
from revtrack.ingest.words import Words

WIDEST = 160
"""No text is wrapped at more columns than this; longer lines are whole paragraphs."""
_NARROWEST = 30
"""Shorter lines tell nothing about a width: addresses, verses, lists."""
_FITS = 0.9
"""A word would still have fitted if it ends before this share of the width, since printed widths vary by letters."""
_SHORT = 0.6
"""A line this short, before a capital, ends its paragraph even without a full stop: a title, a heading."""
_CENTRED = 8
"""Columns of indent between two lines that make them different blocks: a line set in the middle."""
_CLOSERS = "\"'’”»›)]*_¹²³⁰⁴⁵⁶⁷⁸⁹"
_ENDS = (".", ":", ";", "!", "?", "…")
_LEFT_OUT = 3
"""A list goes on although so many numbers are missing: a fault to show, not to hide in the sentence above."""
AND = frozenset(("og", "eller", "och", "samt", "and", "or", "und", "oder", "bzw.", "et", "ou"))
_SOFT_HYPHEN = "\u00ad"


def ends_sentence(text: str) -> bool:
    """Whether a sentence or clause ends with the text, closing quotes, brackets and note marks aside."""
    return text.rstrip(_CLOSERS).endswith(_ENDS)


def runs_on(earlier: str, later: str) -> bool:
    """Whether a sentence plainly runs from one line to the next."""
    return not ends_sentence(earlier) and later[:1].islower()


def wrap_width(lines: Sequence[Line]) -> int:
    """The width at which the text is wrapped; 0 if it is not.

    A text is wrapped where no line of two neighbours is wider than WIDEST, and sentences run across line ends.
    """
    pairs = [
        (earlier, later)
        for earlier, later in pairwise(lines)
        if earlier.text and later.text and read_marker(later.text) is None
    ]
    if not pairs or max(_reach(line) for pair in pairs for line in pair) > WIDEST:
        return 0
    sure = [_reach(earlier) for earlier, later in pairs if runs_on(earlier.text, later.text)]
    if sure:
        return sorted(sure)[len(sure) // 2]
    long = [earlier for earlier, _ in pairs if _reach(earlier) > _NARROWEST]
    open_ends = [_reach(line) for line in long if not ends_sentence(line.text)]
    return max(open_ends) if len(open_ends) * 2 > len(long) else 0


def splits_word(earlier: str, later: str) -> bool:
    """Whether a hyphen at the line end stands inside a word; before "og" or "and" it stands for a missing part."""
    inside = len(earlier) > 1 and earlier.endswith("-") and earlier[-2].isalpha() and later[:1].islower()
    return inside and later.split(None, 1)[0] not in AND


def read_blocks(source: str, lines: Sequence[Line], gone: Collection[int]) -> tuple[Block, ...]:
    """The blocks of a plain text; lines whose number is in `gone` are passed over."""
    seen = [line for line in lines if line.number not in gone]
    maker = _Maker(source, wrap_width(seen))
    for line in lines:
        if line.number in gone:
            maker.skip()
        elif line.text:
            maker.take(line)
        else:
            maker.blank(page_break="\f" in source[line.start : line.stop])
        if line.text and source.startswith("\f", line.stop - 1):
            maker.blank(page_break=True)
    return maker.pile.blocks()


class _Maker(Struct):
    """The blocks so far, and what the next line is judged by."""

    source: str
    width: int
    pile: Pile = field(default_factory=Pile)
    last: Line | None = None
    parted: bool = False
    turned: bool = False
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    sequel: Sequel = field(default_factory=Sequel)

    def blank(self, *, page_break: bool) -> None:
        """A line that shows nothing."""
        self.parted = True
        self.turned = self.turned or page_break

    def skip(self) -> None:
        """A line that was taken away: page matter, so a page may have been turned here."""
        self.parted = self.turned = True

    def take(self, line: Line) -> None:
        """A line that shows something."""
        found = read_marker(line.text, line.first)
        marker = found if found and self.sequel.fits(found) else None
        inside = marker is not None and not self._fresh() and not self._plausible(marker, line)
        if self.last is not None and (inside or (marker is None and not self._breaks(self.last, line))):
            self._join(self.last, line)
        else:
            self._begin(line, marker)
        self.last, self.parted, self.turned = line, False, False

    def _join(self, earlier: Line, line: Line) -> None:
        """Go on in `line` behind one space, or behind none after a hyphen inside a word.

        A hyphen is never dropped, since nobody can know whether the word has one; a soft hyphen is.
        """
        gap = "" if splits_word(earlier.text, line.text) else " "
        if earlier.text.endswith(_SOFT_HYPHEN) and len(earlier.text) > 1 and self.pile.pieces:
            last = self.pile.pieces[-1]
            if last.end - last.start > 1:
                self.pile.pieces[-1] = last._replace(end=last.end - 1)
                gap = ""
        self.pile.grow(line.first, line.last, gap)

    def _begin(self, line: Line, marker: Marker | None) -> None:
        words = Words.of(marker.text_at, line.last) if marker else line.words
        before = self.last is None or self.parted
        self.pile.begin(Block(words, line.number, marker, line.indent, before=before))
        if marker:
            self.sequel.take(marker)
        if marker and marker.number:
            self.numbers[marker.style, line.indent] = marker.number

    def _breaks(self, earlier: Line, line: Line) -> bool:
        """Whether an unmarked line begins a new block."""
        marker = self.pile.last.marker if self.pile.last else None
        if not self.pile.pieces:
            # A number on a line of its own takes the next text, even behind a blank line; an article's heading does not.
            return self.parted and marker is not None and marker.kind is Kind.ARTICLE
        if self.parted:
            return not (self.turned and runs_on(earlier.text, line.text))
        if self._moved(earlier, line):
            return True
        if runs_on(earlier.text, line.text):
            return False
        return not self.width or self._is_last(earlier, line)

    def _moved(self, earlier: Line, line: Line) -> bool:
        """Whether the line is set elsewhere: in the middle, or back from it. Under an item, its text may hang."""
        block = self.pile.last
        marker = block.marker if block else None
        hanging = block and marker and line.indent == block.indent + marker.text_at - marker.start
        return not hanging and abs(line.indent - earlier.indent) >= _CENTRED

    def _is_last(self, earlier: Line, line: Line) -> bool:
        """Whether the earlier line is not full, so that it ends its paragraph."""
        word = len(line.text.split(None, 1)[0])
        if _reach(earlier) + 1 + word > self.width * _FITS:
            return False
        return ends_sentence(earlier.text) or _reach(earlier) < self.width * _SHORT

    def _fresh(self) -> bool:
        """Whether nothing is open: at the beginning, behind a blank line, behind a full stop."""
        return self.last is None or self.parted or ends_sentence(self.last.text)

    def _plausible(self, marker: Marker, line: Line) -> bool:
        """Whether a marker after a line without full stop begins a block; else it stands inside a sentence."""
        if marker.kind in (Kind.NUMBER, Kind.SECTION):
            return self._continues(marker, line) or self._begins_list(marker, line)
        if marker.kind is Kind.BULLET:
            return not line.text[marker.text_at - marker.start :][:1].isdigit()
        if marker.kind is Kind.NOTE:
            return marker.style != "[1]"
        return marker.kind is not Kind.CAPITAL

    def _continues(self, marker: Marker, line: Line) -> bool:
        """Whether a number goes on in a list that is set as far in, a few numbers left out or one used twice."""
        lasts = [self.numbers.get((marker.style, line.indent + shift)) for shift in (0, -1, 1)]
        return any(last is not None and 0 <= marker.number - last <= _LEFT_OUT for last in lasts)

    def _begins_list(self, marker: Marker, line: Line) -> bool:
        """Whether a list begins: number 1 of another shape than the number above it, or further in."""
        above = self.pile.last
        if marker.number != 1 or above is None:
            return False
        return above.marker is None or above.marker.style != marker.style or line.indent > above.indent + 1


def _reach(line: Line) -> int:
    return line.indent + len(line.text)
