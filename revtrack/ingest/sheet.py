"""Sheets: what a marked-up format shows, written down as one text, with what the format states of each paragraph.

The text of a sheet is the decoded source that the ledger accounts for. Every paragraph is a line of it, or several where
it is broken by hand. What the format shows without holding it as text (automatic numbers, marks of notes, tabs, line ends)
is written there too and known as made. What the format holds and does not show stands on lines of its own behind the
paragraph it stood in, under the rule by which it is set apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.ingest.words import Normal, Span
from revtrack.model.readings import Fact, Tracked


class NoteMark(NamedTuple):
    """The mark of a note in a paragraph, and the key of the note it belongs to."""

    span: Span
    key: str


class Place(NamedTuple):
    """Where a line of the sheet is printed: its page, and its row on that page, both from 1; row 0 is no row."""

    page: int
    row: int


class Cell(NamedTuple):
    """Where a paragraph stands in a table: its row, counted through the sheet, and its cell in that row."""

    row: int
    at: int


class Stated(Struct, frozen=True):
    """A paragraph in source characters [start, end), with what its format states of it.

    `heading` is its depth (1 is outermost), 0 for text; `num` an automatic number and `value` what it counts;
    `note` the key of the note whose text it belongs to; `apart` the rule by which it is set apart, or by which its characters
    were written otherwise in the paragraph before. `tight` are the starts of lines before which no space is put, `dropped`
    what is left out at the ends of lines. `level` is how deep an item it is, 0 for a paragraph, None where the format does
    not say; `opens` the kind of part that begins with it; `subject`: it says what the numbered heading before it is about.
    """

    start: int
    end: int
    heading: int = 0
    title: bool = False
    indent: int = 0
    num: Span | None = None
    value: str = ""
    marks: tuple[NoteMark, ...] = ()
    note: str = ""
    apart: str = ""
    cell: Cell | None = None
    tight: tuple[int, ...] = ()
    dropped: tuple[Normal, ...] = ()
    level: int | None = None
    opens: str = ""
    subject: bool = False


class StatedFacts(NamedTuple):
    """What a format states about the document beside its text, each with its place; None where it does not."""

    number: Fact | None = None
    date: Fact | None = None
    language: Fact | None = None
    title: Fact | None = None


NOTHING_STATED = StatedFacts()


class Sheet(Struct, frozen=True):
    """The text, its paragraphs in order, the characters that were made, and sentences for the person.

    `places` says of each line of the text where it is printed; it is empty where a format knows no pages. `structured`: the
    format says of every paragraph what it is, so headings, parts and pages are not looked for in words.
    """

    text: str
    paragraphs: tuple[Stated, ...]
    made: tuple[Span, ...] = ()
    look_at: tuple[str, ...] = ()
    tracked: Tracked | None = None
    """Which text of a document with tracked changes was read; None where there are none."""
    encoding: str = "UTF-8"
    places: tuple[Place, ...] = ()
    structured: bool = False
    facts: StatedFacts = NOTHING_STATED


class Run(NamedTuple):
    """A run of a paragraph in the making. `made`: the format shows it and holds no such text; `mark`: it marks a note."""

    text: str
    made: bool = False
    mark: str = ""


class Draft(Struct):
    """A paragraph in the making: what it shows, and what is set apart with it (rule, run).

    `visible`: it shows more than white space.
    """

    runs: list[Run] = field(default_factory=list)
    apart: list[tuple[str, Run]] = field(default_factory=list)
    visible: bool = False

    def put(self, run: Run, rule: str = "") -> None:
        """Add a run at the end, or to what is set apart by `rule`."""
        if not run.text:
            return
        if rule:
            self.apart.append((rule, run))
        else:
            self.runs.append(run)
            self.visible = self.visible or not run.text.isspace()

    @property
    def text(self) -> str:
        """What it shows."""
        return "".join(run.text for run in self.runs)


class SheetMaker:
    """Writes a sheet, paragraph by paragraph."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._paragraphs: list[Stated] = []
        self._made: list[Span] = []

    def write(self, draft: Draft, number: Sequence[Run], stated: Stated, *, of_number: int = 1) -> None:
        """Write a paragraph with the runs of its stated number before it; `stated` needs no positions.

        The first `of_number` runs of `number` are the number itself, the rest stands between it and the text. What is set
        apart follows on lines of its own, a line a rule.
        """
        start = self._at
        for run in number:
            self._put(run)
        num = Span(start, start + sum(len(run.text) for run in number[:of_number])) if number else None
        marks: list[NoteMark] = []
        for run in draft.runs:
            if run.mark:
                _add_mark(marks, Span(self._at, self._at + len(run.text)), run.mark)
            self._put(run)
        self._paragraphs.append(replace(stated, start=start, end=self._at, num=num, marks=tuple(marks)))
        self._put(Run("\n", made=True))
        self._write_apart(draft, stated)

    def sheet(self, look_at: Sequence[str] = (), tracked: Tracked | None = None) -> Sheet:
        """What was written."""
        return Sheet("".join(self._pieces), tuple(self._paragraphs), tuple(self._made), tuple(look_at), tracked)

    def _write_apart(self, draft: Draft, stated: Stated) -> None:
        earlier = ""
        for rule, run in draft.apart:
            if rule != earlier:
                self._close_apart(earlier)
                self._paragraphs.append(Stated(self._at, self._at, apart=rule, cell=stated.cell))
            self._put(run)
            earlier = rule
        self._close_apart(earlier)

    def _close_apart(self, rule: str) -> None:
        if rule:
            self._paragraphs[-1] = replace(self._paragraphs[-1], end=self._at)
            self._put(Run("\n", made=True))

    def _put(self, run: Run) -> None:
        if run.made:
            self._made.append(Span(self._at, self._at + len(run.text)))
        self._pieces.append(run.text)
        self._at += len(run.text)


def _add_mark(marks: list[NoteMark], span: Span, key: str) -> None:
    """Add a mark; runs of one mark that follow each other are one."""
    if marks and marks[-1].key == key and marks[-1].span.end == span.start:
        span = Span(marks.pop().span.start, span.end)
    marks.append(NoteMark(span, key))
