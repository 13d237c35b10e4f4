"""Texts with marks: what of each unit is kept, deleted and inserted, in runs, with the footnotes at their anchors.

Runs are those of a comparison. A change that has moved stands twice: deleted where it was, inserted where it is, since
Akoma Ntoso knows no move; so reading without `del` gives the new text in its order, reading without `ins` the old one.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from revtrack.model.changes import Change, Comparison, Edit, Kind, TextUnit, UnitClass
from revtrack.model.places import Unit
from revtrack.model.texts import Note, Paragraph


class NoteMark(Struct, frozen=True):
    """A footnote at its anchor: `op` says whether the note is kept, deleted or inserted as a whole."""

    op: str
    marker: str
    eid: str
    pieces: tuple[Edit, ...]


OLD = "old__"
"""What stands before the eId of an old unit, so that it is no other unit's."""

Piece = Edit | NoteMark
Pieces = tuple[Piece, ...]


class _Run(Struct):
    """Where the walk through the runs of a change stands: characters of the old and of the new text that lie behind."""

    old: int = 0
    new: int = 0
    unit: int = 0
    found: list[list[Piece]] = field(default_factory=list)


class _Side:
    """The units of one side, and the footnotes that each of its paragraphs bears: (offset, position of the footnote)."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.notes: dict[int, list[tuple[int, int]]] = {}
        bearer = -1
        for at, unit in enumerate(units):
            if isinstance(unit.item, Note):
                self.notes[bearer].append((unit.item.offset, at))
            else:
                bearer = at
                self.notes[at] = []

    def anchors(self, positions: Sequence[int]) -> list[tuple[int, int]]:
        """(offset in the texts joined by line feeds, position of the footnote) of each footnote of these units."""
        found: list[tuple[int, int]] = []
        start = 0
        for at in positions:
            found += [(start + offset, note) for offset, note in self.notes[at]]
            start += len(self.units[at].text) + 1
        return found


class Marks:
    """The marked texts of both sides of a comparison, by position in reading order."""

    def __init__(self, comparison: Comparison, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self._comparison = comparison
        self._old, self._new = _Side(old), _Side(new)
        self._gone = {at for change in comparison.changes if not change.new for at in change.old}
        self._born = {at for change in comparison.changes if not change.old for at in change.new}
        self._words: dict[int, tuple[Edit, ...]] = {}
        for change in comparison.changes:
            if change.unit_class is UnitClass.FOOTNOTE and change.new:
                for at, pieces in zip(change.new, self._parted(change, notes=False), strict=True):
                    self._words[at] = tuple(piece for piece in pieces if isinstance(piece, Edit))

    def of(self, change: Change) -> list[Pieces]:
        """The marked text of each new unit of a change, in order."""
        if change.moved or not change.old:
            return [self._whole(at, self._new, "+") for at in change.new]
        return self._parted(change, notes=True)

    def of_old(self, at: int) -> Pieces:
        """The text of an old unit that stands no more where it was, deleted as a whole."""
        return self._whole(at, self._old, "-")

    def number(self, change: Change, order: int) -> tuple[Edit, ...]:
        """The printed number of the new unit that is `order` in its change."""
        old, new = self._comparison.old, self._comparison.new
        marker = new[change.new[order]].marker
        if change.moved or order or not change.old:
            return _runs(("+", marker))
        before = old[change.old[0]].marker
        return _runs(("=", marker)) if before == marker else _runs(("-", before), ("+", marker))

    def number_of_old(self, at: int) -> tuple[Edit, ...]:
        """The printed number of an old unit that stands no more where it was."""
        return _runs(("-", self._comparison.old[at].marker))

    def _whole(self, at: int, side: _Side, op: str) -> Pieces:
        """A text in one mark, cut where its footnotes stand; those deleted stand with the old text, all others with the new."""
        text, behind = side.units[at].text, 0
        pieces: list[Piece] = []
        for offset, note in side.notes[at]:
            if op == "+" or note in self._gone:
                pieces += [*_runs((op, text[behind:offset])), self._note(note, new=op == "+")]
                behind = offset
        return (*pieces, *_runs((op, text[behind:])))

    def _note(self, at: int, *, new: bool) -> NoteMark:
        unit = (self._new if new else self._old).units[at]
        if not new:
            return NoteMark("-", unit.num, OLD + unit.place.eid, _runs(("=", unit.text)))
        if at in self._born:
            return NoteMark("+", unit.num, unit.place.eid, _runs(("=", unit.text)))
        return NoteMark("=", unit.num, unit.place.eid, self._words[at])

    def _parted(self, change: Change, *, notes: bool) -> list[Pieces]:
        """The runs of a change, cut where its new units end and where footnotes stand."""
        news = self._new.anchors(change.new) if notes else []
        olds = [found for found in self._old.anchors(change.old) if found[1] in self._gone] if notes else []
        ends = _ends([self._comparison.new[at] for at in change.new])
        run = _Run(found=[[] for _ in change.new])
        for op, text in change.edits or (Edit("=", "\n".join(self._new.units[at].text for at in change.new)),):
            while text:
                self._anchored(run, op, news, olds)
                length = _reach(run, op, text, news, olds, ends)
                self._take(run, op, text[:length], ends)
                text = text[length:]
        self._anchored(run, "", news, olds)
        return [tuple(pieces) for pieces in run.found]

    def _anchored(self, run: _Run, op: str, news: list[tuple[int, int]], olds: list[tuple[int, int]]) -> None:
        """Put the footnotes whose place is reached: those of the new text before anything that lies behind them there."""
        while olds and olds[0][0] <= run.old and op != "+":
            run.found[run.unit].append(self._note(olds.pop(0)[1], new=False))
        while news and news[0][0] <= run.new and op != "-":
            run.found[run.unit].append(self._note(news.pop(0)[1], new=True))

    @staticmethod
    def _take(run: _Run, op: str, text: str, ends: Sequence[int]) -> None:
        """A piece of a run; the line feed between two new units ends one, and is deleted where the old text had it."""
        between = op != "-" and run.unit < len(ends) and run.new == ends[run.unit]
        if not between:
            run.found[run.unit].append(Edit(op, text))
        elif op == "=":
            run.found[run.unit].append(Edit("-", text))
        run.old += len(text) if op != "+" else 0
        run.new += len(text) if op != "-" else 0
        run.unit += between


def _reach(
    run: _Run,
    op: str,
    text: str,
    news: Sequence[tuple[int, int]],
    olds: Sequence[tuple[int, int]],
    ends: Sequence[int],
) -> int:
    """How much of `text` comes before the next footnote or the end of a unit; 1 for the line feed that ends one."""
    stops = [len(text)]
    if op != "+" and olds:
        stops.append(olds[0][0] - run.old)
    if op != "-":
        stops += [news[0][0] - run.new] if news else []
        if run.unit < len(ends):
            stops.append(ends[run.unit] - run.new or 1)
    return min(stop for stop in stops if stop > 0)


def _ends(units: Sequence[TextUnit]) -> list[int]:
    """Where, in the texts joined by line feeds, each unit but the last ends."""
    ends: list[int] = []
    start = 0
    for unit in units[:-1]:
        ends.append(start + len(unit.written))
        start = ends[-1] + 1
    return ends


def _runs(*runs: tuple[str, str]) -> tuple[Edit, ...]:
    return tuple(Edit(op, text) for op, text in runs if text)


def is_ghost(change: Change) -> bool:
    """Whether the old units of a change stand by themselves at their old place: they are deleted or have moved."""
    return not change.new or (change.moved and change.kind is not Kind.INSERTED)


def paragraph_of(unit: Unit) -> Paragraph:
    """The paragraph of a unit that is no footnote."""
    if not isinstance(unit.item, Paragraph):
        raise TypeError("a footnote has no paragraph of its own")
    return unit.item
