"""One change in place, in paragraphs: its runs cut where a paragraph ends on either side and where footnotes stand.

Both sides are exact. A footnote is kept only where it stands at the same place of both texts; else it is deleted at its
old place and inserted at its new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from msgspec import Struct, field

from revtrack.model.changes import Change, Comparison, Edit, Kind, UnitClass
from revtrack.model.places import Unit
from revtrack.model.texts import Note, Paragraph
from revtrack.report.word.blocks import TAB, Block, NoteMark, Piece

Anchor = tuple[int, int]
"""(characters before it, position of the footnote in reading order)."""


class Side:
    """The units of one text, and the footnotes that each of its paragraphs bears."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.notes: dict[int, list[Anchor]] = {}
        bearer = -1
        for at, unit in enumerate(units):
            if isinstance(unit.item, Note):
                self.notes[bearer].append((unit.item.offset, at))
            else:
                bearer = at
                self.notes[at] = []
        self.order = {at: order for order, at in enumerate(self.notes)}
        """Of each paragraph its place among paragraphs."""

    def paragraph(self, at: int) -> Paragraph:
        """The paragraph at a position that is no footnote's."""
        item = self.units[at].item
        if not isinstance(item, Paragraph):
            raise TypeError("a footnote has no paragraph of its own")
        return item

    def anchors(self, positions: Sequence[int]) -> list[Anchor]:
        """The footnotes of these paragraphs, by their offsets in the texts joined by line feeds."""
        found: list[Anchor] = []
        start = 0
        for at in positions:
            found += [(start + offset, note) for offset, note in self.notes[at]]
            start += len(self.units[at].text) + 1
        return found

    def ends(self, positions: Sequence[int]) -> frozenset[int]:
        """Where, in the texts joined by line feeds, each paragraph but the last ends."""
        ends: list[int] = []
        start = 0
        for at in positions[:-1]:
            ends.append(start + len(self.units[at].text))
            start = ends[-1] + 1
        return frozenset(ends)


class Notes:
    """The footnotes of both texts: which are the same, and what changed in their words."""

    def __init__(self, comparison: Comparison, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self.literal = not (_counted(old) and _counted(new))
        """Whether marks are other than 1, 2, 3 … in the order of the text, so that they are written as they are printed."""
        self._changes: Mapping[tuple[bool, int], int] = {
            (new_side, at): position
            for position, change in enumerate(comparison.changes)
            if change.unit_class is UnitClass.FOOTNOTE
            for new_side, positions in ((False, change.old), (True, change.new))
            for at in positions
        }
        self._same = {
            change.old[0]: (change.new[0], change)
            for change in comparison.changes
            if change.unit_class is UnitClass.FOOTNOTE and change.kind in (Kind.UNCHANGED, Kind.MODIFIED)
        }

    def are_same(self, old: int, new: int) -> bool:
        """Whether these two are one footnote, whose mark may stay."""
        if self._same.get(old, (-1,))[0] != new:
            return False
        return not self.literal or self._old.units[old].num == self._new.units[new].num

    def kept(self, old: int, new: int) -> NoteMark:
        """A footnote that stays, with what changed in it."""
        unit, (_, change) = self._new.units[new], self._same[old]
        return NoteMark("=", unit.num, change.edits or (Edit("=", unit.text),), self._changes[True, new])

    def alone(self, at: int, op: str) -> NoteMark:
        """A footnote that is deleted, inserted or moved as a whole."""
        new = op in "+>"
        unit = (self._new if new else self._old).units[at]
        return NoteMark(op, unit.num, (Edit(op, unit.text),), self._changes[new, at])


def _counted(side: Side) -> bool:
    """Whether footnotes count from 1 in the order of the text, however the figure is printed: 1, ¹, (1)."""
    marks = [normalize("NFKC", unit.num).strip("()") for unit in side.units if isinstance(unit.item, Note)]
    return marks == [str(n) for n in range(1, len(marks) + 1)]


class _Run(Struct):
    """Where the walk stands: characters of either text that lie behind, paragraphs begun, and what has been found."""

    olds: list[Anchor]
    news: list[Anchor]
    old: int = 0
    new: int = 0
    old_unit: int = 0
    new_unit: int = 0
    pieces: list[Piece] = field(default_factory=list)


class InPlace:
    """Writes changes that stand where they stood: one paragraph or several on either side."""

    def __init__(self, old: Side, new: Side, notes: Notes) -> None:
        self._old, self._new, self._notes = old, new, notes

    def blocks(self, change: Change, position: int) -> Iterator[Block]:
        """The paragraphs of a change."""
        run = _Run(self._old.anchors(change.old), self._new.anchors(change.new))
        ends = (self._old.ends(change.old), self._new.ends(change.new))
        run.pieces += self._number(change, run, "=")
        whole = "\n".join(self._new.units[at].text for at in change.new)
        for op, text in change.edits or (Edit("=", whole),):
            while text:
                self._anchored(run, op)
                length = _reach(run, op, text)
                if text[0] == "\n":
                    yield from self._feed(change, position, run, op, ends)
                else:
                    run.pieces.append(Edit(op, text[:length]))
                run.old += length if op != "+" else 0
                run.new += length if op != "-" else 0
                text = text[length:]
        self._anchored(run, "")
        yield self._block(change, position, run, "=")

    def _feed(
        self, change: Change, position: int, run: _Run, op: str, ends: tuple[frozenset[int], frozenset[int]]
    ) -> Iterator[Block]:
        """A line feed: the end of a paragraph of both texts, of one of them, or a line that breaks within a paragraph."""
        old_end = op != "+" and run.old in ends[0]
        new_end = op != "-" and run.new in ends[1]
        if not old_end and not new_end:
            run.pieces.append(Edit(op, "\n"))
            return
        end = "=" if old_end and new_end else "-" if old_end else "+"
        if op == "=" and end == "+":
            run.pieces.append(Edit("-", "\n"))
        yield self._block(change, position, run, end)
        run.old_unit += old_end
        run.new_unit += new_end
        run.pieces = self._number(change, run, end)
        if op == "=" and end == "-":
            run.pieces.append(Edit("+", "\n"))

    def _block(self, change: Change, position: int, run: _Run, end: str) -> Block:
        paragraph = self._new.paragraph(change.new[min(run.new_unit, len(change.new) - 1)])
        pieces = tuple(run.pieces)
        return Block(paragraph.role, paragraph.level, pieces, end, position, numbered=bool(paragraph.num))

    def _number(self, change: Change, run: _Run, begun: str) -> list[Piece]:
        """The printed numbers of what begins here, with the tab behind them."""
        before = self._old.units[change.old[run.old_unit]].num if begun in "=-" else ""
        after = self._new.units[change.new[run.new_unit]].num if begun in "=+" else ""
        return numbers(before, after)

    def _anchored(self, run: _Run, op: str) -> None:
        """Put the footnotes whose place is reached: one that is in both texts once, all others for themselves."""
        while True:
            old = run.olds[0][1] if run.olds and run.olds[0][0] <= run.old and op != "+" else None
            new = run.news[0][1] if run.news and run.news[0][0] <= run.new and op != "-" else None
            if old is not None and new is not None and self._notes.are_same(old, new):
                run.pieces.append(self._notes.kept(run.olds.pop(0)[1], run.news.pop(0)[1]))
            elif old is not None:
                run.pieces.append(self._notes.alone(run.olds.pop(0)[1], "-"))
            elif new is not None:
                run.pieces.append(self._notes.alone(run.news.pop(0)[1], "+"))
            else:
                return


def numbers(before: str, after: str) -> list[Piece]:
    """The number as it was and as it is, and the tab between number and text."""
    if before == after:
        return [Edit("=", before + TAB)] if before else []
    if before and after:
        return [Edit("-", before), Edit("+", after), Edit("=", TAB)]
    return [Edit("-", before + TAB)] if before else [Edit("+", after + TAB)]


def _reach(run: _Run, op: str, text: str) -> int:
    """How much of `text` comes before the next footnote or line feed; 1 for a line feed itself."""
    if text[0] == "\n":
        return 1
    stops = [len(text), text.find("\n")]
    if op != "+" and run.olds:
        stops.append(run.olds[0][0] - run.old)
    if op != "-" and run.news:
        stops.append(run.news[0][0] - run.new)
    return min(stop for stop in stops if stop > 0)
