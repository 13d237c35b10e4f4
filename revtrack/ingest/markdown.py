"""Reads Markdown to blocks: headings, numbered and bulleted lists, paragraphs, footnotes; all else is kept literally.

Code, tables and HTML stand line by line as they are, one block a line. Sources: CommonMark 0.31 for blocks, the widely
used `[^1]` form for footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.ingest import rules
from revtrack.ingest.blocks import Block, Pile
from revtrack.ingest.inline import read_inline
from revtrack.ingest.lines import Line
from revtrack.ingest.markers import Kind, Letters, Marker, read_marker
from revtrack.ingest.words import Normal, Words

_FENCE = re.compile(r"`{3,200}|~{3,200}")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,20}[\s/>]|<[A-Za-z][A-Za-z0-9-]{0,20}$|<!--|<[!?][A-Za-z]")
_DELIMITER_ROW = re.compile(r"\|?[ \t]{0,20}:?-{1,2000}:?[ \t]{0,20}(?:\|[ \t]{0,20}:?-{1,2000}:?[ \t]{0,20}){0,99}\|?")
"""A bar stands between any two cells: were it optional, a row of dashes could be cut into cells in ever so many ways."""
_CODE_INDENT = 4
_FRONT_MATTER_LINES = 100


class MarkdownBlocks(Struct, frozen=True):
    """The blocks, what rules dropped, and the lines set apart (line number -> rule)."""

    blocks: tuple[Block, ...]
    normals: tuple[Normal, ...]
    apart: dict[int, str]


def read_markdown(source: str, lines: Sequence[Line], gone: Collection[int]) -> MarkdownBlocks:
    """The blocks of a Markdown text; lines whose number is in `gone` are passed over."""
    maker = _Maker(source)
    maker.apart.update(_front_matter(lines))
    for line, later in zip(lines, [*lines[1:], None], strict=True):
        if line.number not in gone and line.number not in maker.apart:
            maker.take(line, later)
        else:
            maker.parted = True
    return maker.finished()


def _front_matter(lines: Sequence[Line]) -> dict[int, str]:
    """The lines of a block of settings between two `---` at the very top."""
    if not lines or lines[0].text != "---":
        return {}
    for at, line in enumerate(lines[1:_FRONT_MATTER_LINES], start=1):
        if line.text in ("---", "..."):
            return {line.number: rules.FRONT_MATTER for line in lines[: at + 1] if line.text}
    return {}


class _Maker(Struct):
    """The blocks so far; the last one may still grow while `open` holds."""

    source: str
    pile: Pile = field(default_factory=Pile)
    letters: Letters = field(default_factory=Letters)
    normals: list[Normal] = field(default_factory=list)
    apart: dict[int, str] = field(default_factory=dict)
    fence: str = ""
    html: bool = False
    table: bool = False
    open: bool = False
    parted: bool = True

    def take(self, line: Line, later: Line | None) -> None:
        """Read one line."""
        if self.fence:
            self._in_fence(line)
        elif not line.text:
            self.parted, self.html, self.table = True, False, False
        else:
            bare, quotes = self._unquoted(line)
            self._block(bare, later, quoted=bool(quotes))
            # A line set apart is kept as it stands, the marks of its quotation included.
            self.normals += quotes if line.number not in self.apart else []
            self.parted = False

    def finished(self) -> MarkdownBlocks:
        """Every block without its marks of emphasis."""
        blocks: list[Block] = []
        for block in self.pile.blocks():
            if not block.literal and block.words.pieces:
                bare = read_inline(self.source, block.words)
                self.normals += bare.normals
                blocks.append(replace(block, words=bare.words))
            else:
                blocks.append(block)
        return MarkdownBlocks(tuple(blocks), tuple(self.normals), self.apart)

    def _in_fence(self, line: Line) -> None:
        if line.text.startswith(self.fence) and not line.text.strip(self.fence[0]):
            self.apart[line.number] = rules.CODE_FENCE
            self.fence, self.parted = "", True
        elif line.text:
            self._literal(line)

    def _unquoted(self, line: Line) -> tuple[Line, list[Normal]]:
        """The line without the marks of a quotation before it, and the marks."""
        at = 0
        quotes: list[Normal] = []
        while at < len(line.text) - 1 and (line.text[at] == ">" or (quotes and line.text[at] in " \t")):
            if line.text[at] == ">":
                quotes.append(Normal(line.first + at, line.first + at + 1, rules.QUOTE_MARK))
            at += 1
        return line.narrowed(self.source, line.first + at, line.last), quotes

    def _block(self, line: Line, later: Line | None, *, quoted: bool) -> None:
        fence = _FENCE.match(line.text)
        if fence and not quoted and "`" not in line.text[fence.end() :]:
            self.apart[line.number] = rules.CODE_FENCE
            self.fence, self.open = fence[0], False
        elif self._is_literal(line, later):
            self._literal(line)
        elif not (self._heading(line) or self._underline(line) or self._ruled(line)):
            self._text(line)

    def _is_literal(self, line: Line, later: Line | None) -> bool:
        """Whether the line is HTML, a row of a table, or indented code."""
        if _HTML.match(line.text):
            self.html = True
        if not self.table and "|" in line.text:
            self.table = line.text.startswith("|") or (later is not None and _is_delimiter(later.text))
        code = line.indent >= _CODE_INDENT and self.parted and not self._in_list()
        return self.html or (self.table and "|" in line.text) or code

    def _in_list(self) -> bool:
        """Whether an indented line may belong to a list item or footnote above it."""
        last = self.pile.last
        return last is not None and (last.marker is not None or (last.indent > 0 and not last.literal))

    def _literal(self, line: Line) -> None:
        self.pile.begin(Block(line.words, line.number, indent=line.indent, before=self.parted, literal=True))
        self.open = self.parted = False

    def _heading(self, line: Line) -> bool:
        """A heading with number signs."""
        depth = len(line.text) - len(line.text.lstrip("#"))
        if not 1 <= depth <= 6 or line.text[depth : depth + 1] not in (" ", "\t"):
            return False
        inner = line.narrowed(self.source, line.first + depth, line.last)
        bare = inner.text.rstrip("#")
        closed = bool(bare) and bare != inner.text and bare[-1] in " \t"
        rest = inner.narrowed(self.source, inner.first, inner.first + len(bare)) if closed else inner
        self.normals.append(Normal(line.first, line.first + depth, rules.HEADING_MARK))
        if closed:
            self.normals.append(Normal(inner.first + len(bare), inner.last, rules.HEADING_MARK))
        self._head(rest, depth)
        return True

    def _head(self, line: Line, depth: int) -> None:
        marker = read_marker(line.text, line.first)
        if marker and (marker.kind in (Kind.BULLET, Kind.NOTE, Kind.LETTER) or marker.text_at >= line.last):
            marker = None
        words = Words.of(marker.text_at, line.last) if marker else line.words
        self.pile.begin(Block(words, line.number, marker, before=self.parted, heading=depth))
        self.open = False

    def _underline(self, line: Line) -> bool:
        """A line of equal signs or hyphens that makes the text above it a heading."""
        if self.parted or not self.open or (line.text.strip("=") and line.text.strip("-")):
            return False
        marker = self.pile.last.marker if self.pile.last else None
        if marker is not None and marker.kind is not Kind.NUMBER:
            return False
        self.normals.append(Normal(line.first, line.last, rules.HEADING_MARK))
        self.pile.mark_heading(1 if line.text[0] == "=" else 2)
        self.open = False
        return True

    def _ruled(self, line: Line) -> bool:
        signs = "".join(line.text.split())
        if len(signs) < 3 or signs[0] not in "-_*" or signs.strip(signs[0]):
            return False
        self.apart[line.number] = rules.RULED_LINE
        self.open = False
        return True

    def _text(self, line: Line) -> None:
        marker = self._marker(line)
        if marker is None and self._goes_on(line):
            self._join(line)
        else:
            words = Words.of(marker.text_at, line.last) if marker else line.words
            self.pile.begin(Block(words, line.number, marker, line.indent, before=self.parted))
            if marker and marker.kind is Kind.LETTER:
                self.letters.take(marker)
        self.open = True

    def _goes_on(self, line: Line) -> bool:
        """Whether the line belongs to the block above it; an indented one after a blank line, to a footnote."""
        if not self.open or self.pile.last is None:
            return False
        marker = self.pile.last.marker
        return not self.parted or (marker is not None and marker.kind is Kind.NOTE and line.indent > 1)

    def _join(self, line: Line) -> None:
        """Go on in `line` behind one space; a backslash at the line end above is only a break."""
        pieces = self.pile.pieces
        if pieces:
            last = pieces[-1]
            run = self.source[last.start : last.end]
            bare = run[:-1].rstrip()
            if bare and (len(run) - len(run.rstrip("\\"))) % 2:
                self.normals.append(Normal(last.end - 1, last.end, rules.HARD_BREAK))
                pieces[-1] = last._replace(end=last.start + len(bare))
        self.pile.grow(line.first, line.last, " ")

    def _marker(self, line: Line) -> Marker | None:
        """The marker of a list item or footnote, if one can begin here."""
        marker = _read(line)
        if marker is None or marker.kind is Kind.ARTICLE:
            return None
        above = self.pile.last.marker if self.pile.last and self.open else None
        if marker.kind is Kind.LETTER:
            return marker if self.letters.fits(marker) else None
        fresh = self.parted or not self.open or above is not None
        return marker if fresh or marker.kind in (Kind.BULLET, Kind.NOTE) or marker.number == 1 else None


def _read(line: Line) -> Marker | None:
    """The marker of a line. All bullets are of one shape here: Markdown nests lists by indent alone."""
    if line.text.startswith("+ "):
        gap = len(line.text) - len(line.text[1:].lstrip())
        return Marker(Kind.BULLET, "bullet", "+", line.first, line.first + 1, line.first + gap)
    marker = read_marker(line.text, line.first)
    return marker._replace(style="bullet") if marker and marker.kind is Kind.BULLET else marker


def _is_delimiter(text: str) -> bool:
    return "|" in text and "-" in text and _DELIMITER_ROW.fullmatch(text) is not None
