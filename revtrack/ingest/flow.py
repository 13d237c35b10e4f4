"""Writes a structured document to a sheet, piece by piece: what stands where in it is known, and nothing is guessed.

A run of white space is one space, as the formats have it; none begins a paragraph. A paragraph belongs to a unit (an
article, a point, a recital), and the first one of a unit bears its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.ingest.sheet import Cell, Draft, Run, Sheet, SheetMaker, Stated

_SPACE = re.compile(r"[ \t\n\r\f]{1,100000}")
_GAP = Run(" ", made=True)


class Unit(Struct):
    """What a paragraph belongs to: `level` is its depth as an item (0 for a paragraph), None where nothing says it.

    `heading` is the depth of a heading, 0 for all else. `number` waits for the first paragraph of the unit; `fresh` says
    that none has been written.
    """

    level: int | None
    heading: int = 0
    title: bool = False
    number: list[Run] = field(default_factory=list)
    fresh: bool = True

    @property
    def depth(self) -> int | None:
        """The depth of the paragraph that is next: what follows in an item stands one step further in."""
        return self.level if self.fresh or not self.level else self.level + 1


class _Note(NamedTuple):
    """A note that waits for its paragraph to end: its key, the rule it is set apart by, and what writes its text."""

    key: str
    rule: str
    write: Callable[[], None]


class Flow:
    """The paragraph in the making, the units it stands in, and what is set apart meanwhile."""

    def __init__(self) -> None:
        self._maker = SheetMaker()
        self._draft = Draft()
        self._units: list[Unit] = [Unit(None)]
        self._gone: list[str] = []
        self._before: list[Run] = []
        self._numbering = False
        self._notes: list[_Note] = []
        self._note = ""
        self._cell: Cell | None = None
        self._rows = 0
        self._opens = ""

    # -- what is said --------------------------------------------------------------------------------------------------

    def text(self, text: str) -> None:
        """Text as the document holds it."""
        if text:
            self._put(Run(_SPACE.sub(" ", text)))

    def made(self, text: str) -> None:
        """What is shown and not held as text: a line end, a quotation mark, a bullet."""
        if text:
            self._put(Run(text, made=True))

    def prefix(self, text: str) -> None:
        """What is shown before the next text or number, whichever comes first."""
        if text:
            self._before.append(Run(text, made=True))

    def gap(self, sign: str = " ") -> None:
        """A space (or a line end) where two words would run together."""
        if self.is_open and not self._draft.text[-1:].isspace():
            self._put(Run(sign, made=True))

    def note(self, key: str, mark: str, write: Callable[[], None]) -> None:
        """A note: its mark stands here; `write` says its text once the paragraph has ended."""
        rule = self._gone[-1] if self._gone else ""
        if not rule:
            self.mark(key, mark)
        self._notes.append(_Note(key, rule, write))

    def mark(self, key: str, mark: str) -> None:
        """The mark of a note whose text stands elsewhere; none in what is set apart."""
        if not self._gone:
            self._flush_before()
            self._draft.put(Run(mark, made=True, mark=key))

    @property
    def is_open(self) -> bool:
        """Whether a paragraph is in the making."""
        return self._draft.visible

    @property
    def unit(self) -> Unit:
        """The unit that paragraphs belong to now."""
        return self._units[-1]

    @property
    def is_apart(self) -> bool:
        """Whether what is said now is set apart."""
        return bool(self._gone)

    # -- where it is said ----------------------------------------------------------------------------------------------

    @contextmanager
    def apart(self, rule: str) -> Iterator[None]:
        """What is said meanwhile is set apart by the rule, if there is one; the outermost rule counts."""
        if rule:
            self._gone.append(self._gone[-1] if self._gone else rule)
        yield
        if rule:
            self._gone.pop()

    @contextmanager
    def within(self, unit: Unit) -> Iterator[None]:
        """Paragraphs belong to the unit meanwhile; a number that found none is written alone. A number holds no units."""
        if self._numbering:
            yield
            return
        self.close()
        self._units.append(unit)
        yield
        self.close()
        if unit.number:
            self._flush_numbers()
        self._units.pop()

    @contextmanager
    def numbering(self) -> Iterator[None]:
        """What is said meanwhile is the number of the unit."""
        if self._numbering:
            yield
            return
        if self._gone:
            yield
            self._put(Run(" ", made=True))
            return
        self.close()
        number = self.unit.number
        # A second number of one unit follows the first.
        if number:
            number.append(_GAP)
        self._numbering = True
        yield
        self._numbering = False
        _trim(number)

    @contextmanager
    def cell(self, cell: Cell | None) -> Iterator[None]:
        """Paragraphs stand in that cell meanwhile."""
        self.close()
        outer, self._cell = self._cell, cell or self._cell
        yield
        self.close()
        self._cell = outer

    def row(self) -> int:
        """The number of a new row."""
        self._rows += 1
        return self._rows

    def open_part(self, kind: str) -> None:
        """A part of that kind begins with the next paragraph."""
        self.close()
        self._opens = kind

    def write_note(self, key: str, write: Callable[[], None]) -> None:
        """The text of a note whose mark stands elsewhere."""
        self.close()
        self._write_notes([_Note(key, "", write)])

    # -- paragraphs ----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End the paragraph in the making, then say the notes that are anchored in it."""
        if self._numbering:
            return
        draft, self._draft = self._draft, Draft()
        if draft.visible:
            self._flush_numbers(but_last=True)
            self._write(draft, self.unit)
        elif draft.apart:
            self._maker.write(draft, (), Stated(0, 0, note=self._note, cell=self._cell))
        notes, self._notes = self._notes, []
        self._write_notes(notes)

    def sheet(self, look_at: Sequence[str]) -> Sheet:
        """What was said, all of it stated."""
        self.close()
        self._flush_numbers()
        return replace(self._maker.sheet(look_at), structured=True)

    def _put(self, run: Run) -> None:
        rule = self._gone[-1] if self._gone else ""
        if self._numbering and not rule:
            self._flush_before()
            self.unit.number.append(_on_one_line(run))
            return
        if not rule:
            if not self._draft.runs and not run.made and not run.text.strip(" "):
                return
            ends = self._draft.runs[-1].text[-1:] if self._draft.runs else ""
            if not run.made and run.text.startswith(" ") and ends in ("", " ", "\n"):
                run = run._replace(text=run.text[1:])
            self._flush_before()
        self._draft.put(run, rule)

    def _flush_before(self) -> None:
        before, self._before = self._before, []
        for run in before:
            (self.unit.number if self._numbering else self._draft.runs).append(run)
            self._draft.visible = self._draft.visible or not self._numbering

    def _flush_numbers(self, *, but_last: bool = False) -> None:
        """Write the numbers that still wait, outermost first, each alone."""
        for unit in self._units[:-1] if but_last else self._units:
            if unit.number:
                self._write(Draft(), unit)

    def _write(self, draft: Draft, unit: Unit) -> None:
        number, unit.number = unit.number, []
        if self._note and number:
            # A note is one text, and its numbers are words of it.
            draft.runs[:0] = [*number, _GAP]
            number = []
        stated = Stated(
            0,
            0,
            heading=unit.heading,
            title=unit.title,
            note=self._note,
            cell=self._cell,
            level=None if unit.heading or unit.title or self._cell or self._note else unit.depth,
            opens="" if self._note else self._opens,
        )
        if not self._note:
            self._opens = ""
            unit.fresh = False
        gap = [_GAP] if number and draft.visible else []
        self._maker.write(draft, [*number, *gap], stated, of_number=len(number))

    def _write_notes(self, notes: Sequence[_Note]) -> None:
        outer = (self._note, self._units, self._gone, self._cell)
        for key, rule, write in notes:
            self._note, self._units, self._cell = ("" if rule else key), [Unit(None)], None
            self._gone = [rule] if rule else []
            write()
            self.close()
            self._flush_numbers()
        self._note, self._units, self._gone, self._cell = outer


def _on_one_line(run: Run) -> Run:
    """The run with its line ends as spaces: a number stands on one line."""
    return run._replace(text=_SPACE.sub(" ", run.text))


def _trim(number: list[Run]) -> None:
    """Take the white space off both ends, in place."""
    while number and not (first := number[0].text.lstrip()):
        number.pop(0)
    if number:
        number[0] = number[0]._replace(text=first)
    while number and not (last := number[-1].text.rstrip()):
        number.pop()
    if number:
        number[-1] = number[-1]._replace(text=last)
