"""Cuts the text of a change into pieces: kept, deleted and inserted words, line ends, footnote marks, references.

What is joined again from the pieces is the text that was compared, to the last character: kept and deleted pieces give the
old text, kept and inserted ones the new. Footnote marks are no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from revtrack.model.changes import Change, Comparison, Edit, Kind, TextUnit
from revtrack.model.numbers import DocumentNumber
from revtrack.report.diffwords import is_rewritten


class Role(StrEnum):
    """What a piece is: words, the mark of a footnote, or the number of a document."""

    WORDS = "words"
    NOTE = "note"
    REFERENCE = "reference"


class Piece(Struct, frozen=True):
    """A run of text without a line feed. `op` is "=" kept, "-" deleted, "+" inserted; `goal` is where a link leads."""

    op: str
    text: str
    role: Role = Role.WORDS
    goal: str = ""


class Line(Struct, frozen=True):
    """Pieces in one line. `feed` is the op of the line feed before it, "" where none stands in the text.

    `opens` says which side begins a new unit here: "o", "n", "on" or "".
    """

    pieces: tuple[Piece, ...]
    feed: str = ""
    opens: str = ""


class Cell(Struct, frozen=True):
    """The lines that belong to one unit of the new text (of the old one, where there is no new): `at` is its position."""

    at: int
    is_new: bool
    lines: tuple[Line, ...]


class Anchor(Struct, frozen=True):
    """A footnote mark: it stands behind so many characters; `fragment` names the note in its text."""

    offset: int
    mark: str
    fragment: str
    op: str


class Named(Struct, frozen=True):
    """A document number in a text, from one character to another."""

    start: int
    end: int
    number: DocumentNumber


class Inlays(Struct, frozen=True):
    """What stands in the texts of one side, by the position of the unit: footnote marks, and numbers of documents."""

    anchors: Mapping[int, tuple[Anchor, ...]] = field(default_factory=dict)
    names: Mapping[int, tuple[Named, ...]] = field(default_factory=dict)


def cells(comparison: Comparison, change: Change, old: Inlays, new: Inlays) -> tuple[Cell, ...]:
    """The text of a change in the cells of its units; old and new whole, one after the other, where no word was kept."""
    edits = change.edits or _plain(comparison, change)
    if is_rewritten(change):
        edits = tuple(Edit(op, _joined(side, at)) for op, side, at in _sides(comparison, change))
    old_ends = _line_counts(comparison.old, change.old)
    new_ends = _line_counts(comparison.new, change.new)
    told = _Told(
        _at_offsets(comparison.old, change.old, old), _at_offsets(comparison.new, change.new, new), old_ends, new_ends
    )
    lines = list(told.lines(edits, apart=is_rewritten(change)))
    return tuple(_in_cells(change, lines))


def _plain(comparison: Comparison, change: Change) -> tuple[Edit, ...]:
    """The edits of what is written alike on both sides, or stands on one side only."""
    if change.old and change.new:
        return (Edit("=", _joined(comparison.new, change.new)),)
    return tuple(Edit(op, _joined(side, at)) for op, side, at in _sides(comparison, change) if at)


def _sides(comparison: Comparison, change: Change) -> tuple[tuple[str, Sequence[TextUnit], Sequence[int]], ...]:
    return (("-", comparison.old, change.old), ("+", comparison.new, change.new))


def _joined(side: Sequence[TextUnit], positions: Sequence[int]) -> str:
    return "\n".join(side[at].written for at in positions)


def _line_counts(side: Sequence[TextUnit], positions: Sequence[int]) -> frozenset[int]:
    """How many line feeds stand before each unit but the first: there a line feed parts two units."""
    feeds, found = 0, set()
    for at in positions[:-1]:
        feeds += side[at].written.count("\n") + 1
        found.add(feeds)
    return frozenset(found)


def _at_offsets(side: Sequence[TextUnit], positions: Sequence[int], inlays: Inlays) -> tuple[list[Anchor], list[Named]]:
    """The inlays of some units, counted from the beginning of their joined text."""
    base, anchors, names = 0, [], []
    for at in positions:
        lead = base + len(side[at].lead)
        anchors += [Anchor(lead + one.offset, one.mark, one.fragment, one.op) for one in inlays.anchors.get(at, ())]
        names += [Named(lead + one.start, lead + one.end, one.number) for one in inlays.names.get(at, ())]
        base += len(side[at].written) + 1
    return anchors, names


class _Told:
    """Walks through edits, and knows how far it is on either side."""

    def __init__(
        self,
        old: tuple[list[Anchor], list[Named]],
        new: tuple[list[Anchor], list[Named]],
        old_ends: frozenset[int],
        new_ends: frozenset[int],
    ) -> None:
        self._inlays = {"o": old, "n": new}
        self._ends = {"o": old_ends, "n": new_ends}
        self._at = {"o": 0, "n": 0}
        self._feeds = {"o": 0, "n": 0}

    def lines(self, edits: Iterable[Edit], *, apart: bool) -> Iterator[Line]:
        """The lines of the edits; with `apart` inserted text begins a line of its own."""
        pieces: list[Piece] = []
        feed = opens = ""
        for number, edit in enumerate(edits):
            if apart and number and edit.op == "+":
                yield Line(tuple(pieces), feed, opens)
                pieces, feed, opens = [], "", ""
            for order, part in enumerate(edit.text.split("\n")):
                if order:
                    yield Line(tuple(pieces), feed, opens)
                    pieces, feed, opens = [], edit.op, self._fed(edit.op)
                pieces += self._pieces(edit.op, part)
        yield Line(tuple(pieces), feed, opens)

    def _fed(self, op: str) -> str:
        """A line feed is passed: which sides begin a unit behind it."""
        opens = ""
        for side in _TOLD_BY[op]:
            self._at[side] += 1
            self._feeds[side] += 1
            opens += side if self._feeds[side] in self._ends[side] else ""
        return opens

    def _pieces(self, op: str, text: str) -> Iterator[Piece]:
        """The text cut at footnote marks and numbers of documents."""
        side = "o" if op == "-" else "n"
        start = self._at[side]
        marks = self._marks(op, len(text))
        names = [one for one in self._inlays[side][1] if start <= one.start and one.end <= start + len(text)]
        done = 0
        for at in sorted(
            {*marks, *(one.start - start for one in names), *(one.end - start for one in names), len(text)}
        ):
            if at > done:
                found = next((one for one in names if one.start - start <= done and at <= one.end - start), None)
                role = Role.REFERENCE if found else Role.WORDS
                yield Piece(op, text[done:at], role, str(found.number) if found else "")
            yield from marks.get(at, ())
            done = at
        for told in _TOLD_BY[op]:
            self._at[told] += len(text)

    def _marks(self, op: str, length: int) -> dict[int, list[Piece]]:
        """Footnote marks in the next characters, by where they stand; those of a side at its very beginning too."""
        found: dict[int, list[Piece]] = {}
        for side in _TOLD_BY[op]:
            start = self._at[side]
            for one in self._inlays[side][0]:
                if start < one.offset <= start + length or (one.offset == start == 0):
                    found.setdefault(one.offset - start, []).append(Piece(one.op, one.mark, Role.NOTE, one.fragment))
        return found


_TOLD_BY = {"=": "on", "-": "o", "+": "n"}
"""The sides whose text an edit is part of: old, new or both."""


def _in_cells(change: Change, lines: Sequence[Line]) -> Iterator[Cell]:
    """The lines under the unit they belong to: a new unit begins a cell."""
    positions, is_new = (change.new, True) if change.new else (change.old, False)
    kept: list[Line] = []
    side, number = "n" if is_new else "o", 0
    for line in lines:
        if kept and side in line.opens:
            yield Cell(positions[number], is_new, tuple(kept))
            kept, number = [], number + 1
        kept.append(line)
    yield Cell(positions[number], is_new, tuple(kept))


def side_lines(lines: Iterable[Line], op: str) -> tuple[tuple[Piece, ...], ...]:
    """The lines of one side alone: what is kept, and what is deleted ("-": the old side) or inserted ("+": the new)."""
    found: list[list[Piece]] = [[]]
    for line in lines:
        if line.feed in ("=", op):
            found.append([])
        found[-1] += [piece for piece in line.pieces if piece.op in ("=", op)]
    return tuple(tuple(pieces) for pieces in found)


def is_whole(change: Change) -> bool:
    """Whether a unit stands on one side only, and is marked as one."""
    return change.kind in (Kind.INSERTED, Kind.DELETED)
