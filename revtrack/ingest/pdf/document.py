"""Reads a PDF to a sheet: the words of each page, its furniture, its columns, its notes, then paragraphs across pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from revtrack.errors import Internal
from revtrack.ingest import rules
from revtrack.ingest.pdf import checks
from revtrack.ingest.pdf.annotations import Note, read_notes
from revtrack.ingest.pdf.columns import PageLines, page_rows
from revtrack.ingest.pdf.furniture import DEPTH, PageRows, find_furniture
from revtrack.ingest.pdf.glyphs import Glyphs, Word, read_glyphs
from revtrack.ingest.pdf.headings import find_headings
from revtrack.ingest.pdf.hyphens import Hyphens
from revtrack.ingest.pdf.library import Bounds, Handles, opened
from revtrack.ingest.pdf.marks import FootNotes, with_marks
from revtrack.ingest.pdf.painting import IMAGE, PATH, Painter, Thing
from revtrack.ingest.pdf.paragraphs import Joiner, Measures, Paragraph
from revtrack.ingest.pdf.rows import Line, most
from revtrack.ingest.pdf.sight import hidden_words
from revtrack.ingest.pdf.writing import Writer
from revtrack.ingest.sheet import Sheet

_THIN_RULE = 2.0
_LEAST_RULE = 20.0
_RECOGNISED = 0.5
"""A picture over this share of a page, with text that cannot be seen and less that can, is a page of recognised text."""


class PageFound(Struct):
    """What one page holds: its words by row, what is set apart, its drawn lines, how much of it pictures take."""

    page: int
    box: Bounds
    rows: list[tuple[int, list[Word]]] = field(default_factory=list)
    apart: list[Word] = field(default_factory=list)
    drawn: list[Bounds] = field(default_factory=list)
    pictures: int = 0
    pictured: float = 0.0
    drawings: int = 0
    unread: int = 0
    bare: int = 0
    doubled: int = 0
    recognised: bool = False
    notes: list[Note] = field(default_factory=list)
    words: int = 0


def read_pdf(data: bytes, name: str, password: str = "") -> Sheet:
    """The sheet of a PDF. Raises PdfEncrypted, PdfBroken, PdfNoText, InputTooLarge, ExtraMissing."""
    with opened(data, name, password) as handles:
        pages = [_page(handles, at, name) for at in range(handles.page_count())]
    checks.refuse_unread(pages, name)
    furniture = find_furniture([_page_rows(page) for page in pages])
    checks.refuse_scans(pages, furniture, name)
    return _Reader(pages, furniture).sheet()


def _page(handles: Handles, at: int, name: str) -> PageFound:
    painter = Painter(handles)
    with handles.page(at) as page:
        found = PageFound(at + 1, handles.shown_box(page))
        things = painter.things(page)
        _measure(found, things)
        glyphs = read_glyphs(handles, page, painter, things)
        found.unread, found.words = glyphs.unread, len(glyphs.words)
        found.bare, found.doubled = glyphs.bare, glyphs.doubled
        _sort(found, glyphs, hidden_words(painter, page, glyphs, things, found.box, name))
        found.notes = read_notes(handles, page, name)
    return found


def _measure(found: PageFound, things: Sequence[Thing]) -> None:
    """Count pictures and drawings, and keep the lines drawn across."""
    whole = found.box.area or 1.0
    for thing in things:
        if thing.kind == IMAGE:
            found.pictures += 1
            found.pictured += thing.box.shared(found.box).area / whole
        elif thing.kind == PATH:
            found.drawings += 1
            if thing.box.top - thing.box.bottom <= _THIN_RULE and thing.box.right - thing.box.left >= _LEAST_RULE:
                found.drawn.append(thing.box)


def _sort(found: PageFound, glyphs: Glyphs, hidden: frozenset[int]) -> None:
    """Part the words into rows of text and what is set apart."""
    bare = [at for at in hidden if glyphs.words[at].box.shared(found.box).area > 0]
    if found.pictured >= _RECOGNISED and len(bare) > len(glyphs.words) - len(hidden):
        hidden, found.recognised = hidden - set(bare), True
    seen = [word for at, word in enumerate(glyphs.words) if at not in hidden]
    angle = round(most((word.look.angle, len(word.text)) for word in seen)) if seen else 0
    straight = [word for word in seen if word.look.angle == angle]
    found.apart = [glyphs.words[at]._replace(apart=rules.HIDDEN_TEXT) for at in sorted(hidden)]
    found.apart += [word._replace(apart=rules.TURNED_TEXT) for word in seen if word.look.angle != angle]
    found.rows = page_rows(straight)


def _page_rows(page: PageFound) -> PageRows:
    rows = page.rows if len(page.rows) <= 2 * DEPTH else [*page.rows[:DEPTH], *page.rows[-DEPTH:]]
    lines = [Line(tuple(words), page.page, number) for number, words in rows]
    upright = not page.rows or page.rows[0][1][0].look.angle == 0
    bottom, top = (page.box.bottom, page.box.top) if upright else (lines[-1].y, lines[0].y)
    return PageRows(page.page, lines, bottom, top)


class _Reader:
    """Puts the pages together."""

    def __init__(self, pages: Sequence[PageFound], furniture: dict[tuple[int, int], str]) -> None:
        self._pages = pages
        self._furniture = furniture
        self._lines = {page.page: self._page_lines(page) for page in pages}
        every = [line for lines in self._lines.values() for line in lines]
        self._measures = Measures(every)
        notes = FootNotes(self._measures.body)
        self._text: dict[int, list[Line]] = {}
        self._notes: dict[int, list[Paragraph]] = {}
        for page in pages:
            self._text[page.page], self._notes[page.page] = notes.take(self._lines[page.page], page.drawn)
        self._hyphens = _hyphens(every)
        self._placed = 0

    def sheet(self) -> Sheet:
        """The text, with everything set apart behind the paragraph it interrupts."""
        writer = Writer(self._measures, self._hyphens)
        paragraphs = list(self._paragraphs())
        ranks = find_headings([paragraph for paragraph, _ in paragraphs], self._measures.body)
        for at, (paragraph, ended) in enumerate(paragraphs):
            writer.write(paragraph, ranks.get(at))
            self._write_ends(writer, ended)
        self._check(writer)
        return writer.sheet(tuple(self._look_at(writer)))

    def _write_ends(self, writer: Writer, ended: Sequence[int]) -> None:
        """The notes, furniture and all else set apart of the pages that ended in a paragraph."""
        for number in ended:
            page = self._pages[number - 1]
            for note in self._notes[number]:
                writer.write(note, None)
            rows = [(row, words) for row, words in page.rows if (number, row) in self._furniture]
            for row, words in rows:
                writer.write_apart(Line(tuple(words), number, row), self._furniture[number, row])
            for rule in (rules.TURNED_TEXT, rules.HIDDEN_TEXT):
                for row, words in page_rows([word for word in page.apart if word.apart == rule]):
                    writer.write_apart(Line(tuple(words), number, row), rule)
            for each in page.notes:
                writer.write_note(each, number)

    def _page_lines(self, page: PageFound) -> list[Line]:
        rows = [(number, words) for number, words in page.rows if (page.page, number) not in self._furniture]
        if not rows:
            return []
        found = PageLines(page.page, rows, page.drawn).lines()
        return [with_marks(line) for line in found]

    def _paragraphs(self) -> Iterator[tuple[Paragraph, list[int]]]:
        """Each paragraph, with the pages that end in it or right behind it."""
        joiner = Joiner(self._measures)
        paragraph: Paragraph | None = None
        ended: list[int] = []
        for page in self._pages:
            for line in self._text[page.page]:
                if paragraph is not None and not joiner.begins(paragraph, line):
                    paragraph.lines.append(line)
                    continue
                if paragraph is not None:
                    yield paragraph, ended
                    ended = []
                paragraph = Paragraph([line])
                joiner.take(line)
            ended.append(page.page)
        yield paragraph or Paragraph(), ended

    def _check(self, writer: Writer) -> None:
        """Every word of every page must have been written once."""
        held = sum(page.words for page in self._pages)
        lost = held - writer.words
        if lost:
            raise Internal(
                f"intake of a PDF lost or doubled {abs(lost)} words of {held}; nothing was added",
                tries=("report this with the file, if it may be shared",),
            )

    def _look_at(self, writer: Writer) -> Iterator[str]:
        yield from checks.look_at(self._pages)
        yield from writer.look_at()


def _hyphens(lines: Sequence[Line]) -> Hyphens:
    ends = ((earlier.text, later.text) for earlier, later in pairwise(lines))
    return Hyphens.of((line.text for line in lines), ends)
