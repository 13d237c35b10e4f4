"""Turns the paragraphs of a sheet into blocks: what the format states is believed, the rest is read as in plain text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.ingest import rules
from revtrack.ingest.blocks import Block, BlockNote
from revtrack.ingest.lines import Line
from revtrack.ingest.markers import Kind, Marker, Sequel, bare_marker, read_marker
from revtrack.ingest.notes import tie_notes, without_marks
from revtrack.ingest.sheet import NoteMark, Sheet, Stated
from revtrack.ingest.words import NO_WORDS, Normal, Piece, Span, Words
from revtrack.model.ledger import Fate

_PAIR = 2
_HANGING = 3
_LONGEST_MARK = 30


class StatedBlocks(NamedTuple):
    """The blocks, what rules dropped, lines set apart, and sentences for the person.

    `titled`: the format says that the first block is a title; `stated`: and that some are headings.
    """

    blocks: tuple[Block, ...]
    titled: bool
    stated: bool
    normals: tuple[Normal, ...]
    apart: dict[int, str]
    look_at: tuple[str, ...]


def apart_lines(sheet: Sheet, lines: Sequence[Line]) -> dict[int, str]:
    """Line number -> rule, for every line that the format itself sets apart."""
    return _ruled_lines(sheet, lines, Fate.APART)


def replaced_lines(sheet: Sheet, lines: Sequence[Line]) -> dict[int, str]:
    """Line number -> rule, for every line that holds characters for which others were written."""
    return _ruled_lines(sheet, lines, Fate.NORMALISED)


def _ruled_lines(sheet: Sheet, lines: Sequence[Line], fate: Fate) -> dict[int, str]:
    found: dict[int, str] = {}
    for paragraph in sheet.paragraphs:
        if paragraph.apart and rules.FATES[paragraph.apart] is fate:
            found.update((line.number, paragraph.apart) for line in _lines(paragraph, lines))
    return found


def note_lines(sheet: Sheet, lines: Sequence[Line]) -> frozenset[int]:
    """The lines of notes, which belong to no header."""
    return frozenset(line.number for each in sheet.paragraphs if each.note for line in _lines(each, lines))


def inner_lines(sheet: Sheet, lines: Sequence[Line]) -> frozenset[int]:
    """The lines of paragraphs that have several."""
    found = (list(_lines(each, lines)) for each in sheet.paragraphs)
    return frozenset(line.number for several in found if len(several) > 1 for line in several)


def joins(sheet: Sheet) -> dict[int, Normal | None]:
    """Start of each line that goes on inside a word of the line above -> the hyphen that is left out there, if one is."""
    return {
        start: next((gone for gone in each.dropped if start - 2 <= gone.start < start), None)
        for each in sheet.paragraphs
        for start in each.tight
    }


def first_lines(sheet: Sheet, lines: Sequence[Line]) -> frozenset[int]:
    """The lines that begin something new: a paragraph, but for further paragraphs of one cell."""
    found = {bisect_left(lines, each.start, key=lambda line: line.start) for each in sheet.paragraphs}
    same = {
        bisect_left(lines, later.start, key=lambda line: line.start)
        for earlier, later in pairwise(sheet.paragraphs)
        if later.cell is not None and later.cell == earlier.cell
    }
    return frozenset(lines[at].number for at in found - same if at < len(lines))


def read_stated(sheet: Sheet, lines: Sequence[Line], gone: frozenset[int]) -> StatedBlocks:
    """The blocks of a sheet; lines whose number is in `gone` are passed over."""
    maker = _Maker(sheet, lines, gone)
    for _, group in groupby((each for each in sheet.paragraphs if not each.apart), key=_row):
        maker.take(list(group))
    return maker.finished()


def _row(paragraph: Stated) -> int:
    return paragraph.cell.row if paragraph.cell else 0


def _lines(paragraph: Stated, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a paragraph that show something."""
    at = bisect_left(lines, paragraph.start, key=lambda line: line.start)
    while at < len(lines) and lines[at].start < max(paragraph.end, paragraph.start + 1):
        if lines[at].text:
            yield lines[at]
        at += 1


class _Maker(Struct):
    """The blocks so far, the marks of notes in each, and the texts of notes by key."""

    sheet: Sheet
    lines: Sequence[Line]
    gone: frozenset[int]
    blocks: list[Block] = field(default_factory=list)
    marks: list[tuple[NoteMark, ...]] = field(default_factory=list)
    titled: bool = False
    stated: bool = False
    notes: dict[str, tuple[Words, list[int]]] = field(default_factory=dict)
    sequel: Sequel = field(default_factory=Sequel)
    dropped: list[Normal] = field(default_factory=list)

    def take(self, group: Sequence[Stated]) -> None:
        """Read the paragraphs of one row of a table, or paragraphs outside tables."""
        shown = [(each, list(self._shown(each))) for each in group]
        shown = [(each, lines) for each, lines in shown if lines]
        marker = self._row_marker(shown)
        if marker is not None:
            (head, first), (each, lines), *rest = shown
            begun = replace(each, opens=head.opens or each.opens)
            self._begin(begun, self._words(each, lines), marker, first[0])
            # What else stands in the cell of a point is set further in than its marker.
            shown = [(replace(later, cell=None, indent=later.indent + _HANGING), found) for later, found in rest]
        for each, lines in shown:
            if each.note:
                words, numbers = self.notes.get(each.note, (NO_WORDS, []))
                joined = words.joined(self._words(each, lines), " ")
                self.notes[each.note] = (joined, [*numbers, *(line.number for line in lines)])
            else:
                self._take_text(each, lines)

    def finished(self) -> StatedBlocks:
        """Every block with its notes."""
        normals: list[Normal] = []
        used: set[str] = set()
        blocks = [
            self._noted(block, marks, normals, used) for block, marks in zip(self.blocks, self.marks, strict=True)
        ]
        blocks = [replace(block, after=block.before) for block in blocks]
        tied = tie_notes(self.sheet.text, blocks)
        left = {key: numbers for key, (_, numbers) in self.notes.items() if key not in used}
        apart = {number: rules.NOTE_APART for numbers in left.values() for number in numbers}
        said = [
            f"the mark of a note is in no paragraph; its text in line {each[0]} is set apart" for each in left.values()
        ]
        return StatedBlocks(
            tied.blocks,
            self.titled,
            self.stated,
            (*normals, *self.dropped, *tied.normals),
            apart,
            (*self.sheet.look_at, *said, *tied.look_at),
        )

    def _shown(self, paragraph: Stated) -> Iterator[Line]:
        return (line for line in _lines(paragraph, self.lines) if line.number not in self.gone)

    def _words(self, each: Stated, lines: Sequence[Line]) -> Words:
        """The lines of one paragraph, each behind one space or, inside a word, behind none."""
        tight = frozenset(each.tight)
        joined = Words(
            tuple(
                Piece(line.first, line.last, " " if at and line.start not in tight else "")
                for at, line in enumerate(lines)
            )
        )
        dropped = [gone for gone in each.dropped if any(line.first <= gone.start < line.last for line in lines)]
        self.dropped += dropped
        return joined.without(self.sheet.text, [Span(start, end) for start, end, _ in dropped])

    def _row_marker(self, shown: Sequence[tuple[Stated, list[Line]]]) -> Marker | None:
        """The marker that the first of two cells holds alone: a point of a list that is set as a table."""
        cells = {each.cell for each, _ in shown}
        if None in cells or len(cells) != _PAIR or len(shown) < _PAIR or shown[0][0].cell == shown[1][0].cell:
            return None
        (each, lines), (later, _), *_ = shown
        if len(lines) > 1 or each.note or each.marks or later.note or later.num:
            return None
        marker = _stated_marker(each, lines[0]) if each.num else bare_marker(lines[0].text, lines[0].first)
        return marker if marker is not None and marker.end == lines[0].last else None

    def _take_text(self, each: Stated, lines: Sequence[Line]) -> None:
        first = lines[0]
        if each.num:
            marker = _stated_marker(each, first)
        elif each.subject or each.level is not None or (self.sheet.structured and (each.heading or each.title)):
            marker = None
        else:
            found = read_marker(first.text, first.first) if each.cell is None else None
            marker = found if found and self.sequel.fits(found) else None
        words = self._words(each, lines)
        if marker is not None:
            words = words.without(self.sheet.text, [Span(marker.start, marker.end)])
        self._begin(each, words, marker, first)

    def _begin(self, each: Stated, words: Words, marker: Marker | None, first: Line) -> None:
        if marker is not None:
            self.sequel.take(marker)
        if each.subject and self._names(each):
            self.blocks[-1] = replace(self.blocks[-1], words=words)
            self.marks[-1] += each.marks
            return
        inside = each.cell is not None and marker is None
        self.titled = self.titled or (not self.blocks and each.title)
        self.stated = self.stated or (each.heading > 0 and not each.title)
        self.blocks.append(
            Block(
                words,
                first.number,
                marker,
                each.indent,
                before=each.cell is None,
                heading=1 if each.title else each.heading + (each.heading > 0 and self.titled),
                literal=inside and not each.heading,
                level=each.level,
                opens=each.opens,
                title=each.title,
            )
        )
        self.marks.append(each.marks)

    def _names(self, each: Stated) -> bool:
        """Whether a subject belongs to the block before it: the number of a heading of its depth, and nothing more."""
        last = self.blocks[-1] if self.blocks else None
        depth = each.heading + self.titled
        return last is not None and last.heading == depth and last.marker is not None and not last.words.pieces

    def _noted(self, block: Block, marks: Sequence[NoteMark], normals: list[Normal], used: set[str]) -> Block:
        """The block with the notes whose marks it holds, and without the marks."""
        first = {mark.key: mark for mark in reversed(marks) if mark.key in self.notes and mark.key not in used}
        bare = (_bare(self.sheet.text, mark) for mark in marks if first.get(mark.key) is mark)
        held = [mark for mark in bare if mark is not None and _holds(block, mark)]
        words = without_marks(self.sheet.text, block, [mark.span for mark in held])
        if not held or not words.pieces:
            return block
        used.update(mark.key for mark in held)
        notes = tuple(self._note(mark, normals) for mark in held)
        return replace(block, words=words, notes=notes)

    def _note(self, mark: NoteMark, normals: list[Normal]) -> BlockNote:
        """A note; its mark is dropped where it stands before its text once more."""
        words, numbers = self.notes[mark.key]
        sign, source = self.sheet.text[slice(*mark.span)], self.sheet.text
        first = words.pieces[0]
        head = source[first.start : first.end]
        if head.startswith(sign) and (len(head) == len(sign) or head[len(sign)].isspace()):
            again = Normal(first.start, first.start + len(sign), rules.REPEATED_MARK)
            rest = words.without(source, [Span(again.start, again.end)])
            if rest.pieces:
                normals.append(again)
                words = rest
        return BlockNote(mark.span, words, numbers[0])


def _bare(source: str, mark: NoteMark) -> NoteMark | None:
    """The mark without white space around it; None for what is no mark: nothing, or more than a sign or two."""
    text = source[slice(*mark.span)]
    shown = text.strip()
    if not shown or len(shown) > _LONGEST_MARK or "\n" in shown:
        return None
    start = mark.span.start + len(text) - len(text.lstrip())
    return NoteMark(Span(start, start + len(shown)), mark.key)


def _holds(block: Block, mark: NoteMark) -> bool:
    """Whether a mark stands in the words of a block."""
    pieces = block.words.pieces
    at = bisect_left(pieces, mark.span.end, key=lambda piece: piece.end)
    return at < len(pieces) and pieces[at].start <= mark.span.start


def _stated_marker(each: Stated, first: Line) -> Marker | None:
    """The marker that an automatic number is: read like a typed one, else of the shape it has."""
    if each.num is None or each.num.start != first.first:
        return None
    start, end = each.num
    text = first.text[: end - start]
    gap = len(first.text) - len(first.text[end - start :].lstrip())
    found = bare_marker(text, start)
    if found is None or found.kind in (Kind.CAPITAL, Kind.NOTE):
        found = _shaped(text, each.value, start)
    return found._replace(end=end, text_at=start + gap)


def _shaped(text: str, value: str, start: int) -> Marker:
    """A marker of any other shape: "Step 3:", "a.", "1-2"; `value` are the figures it counts."""
    bare = text.strip("().:-–§ ")
    if not value.replace(".", "").isdigit():
        return Marker(Kind.BULLET, text, text, start, start, start)
    if "." in value:
        return Marker(Kind.DOTTED, "1.1", value, start, start, start)
    if bare.isascii() and bare.isalpha():
        return Marker(Kind.LETTER, text.replace(bare, "a"), bare, start, start, start)
    return Marker(Kind.NUMBER, text.replace(value, "1"), value, start, start, start)
