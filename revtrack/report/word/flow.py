"""Which paragraph of a redline stands where, so that both texts lie in it in their own order, to the last one.

Changes stay in place as long as they keep one order in both texts (the longest such row of them); all others are written
at both places: as a move where the words are the same, else as deleted there and inserted here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from revtrack.model.changes import Change, Edit, Kind, UnitClass
from revtrack.model.places import units
from revtrack.report.views import DiffView
from revtrack.report.word.blocks import TAB, Block, NoteMark, Piece
from revtrack.report.word.runs import InPlace, Notes, Side


def blocks(view: DiffView, *, moves: bool) -> tuple[Block, ...]:
    """The paragraphs of both texts in one row; without `moves` what has moved is deleted and inserted."""
    return tuple(_Flow(view, moves=moves).blocks())


def marks_are_literal(view: DiffView) -> bool:
    """Whether footnote marks are written as they are printed, since a program that counts would give others."""
    old, new = Side(units(view.old.expression)), Side(units(view.new.expression))
    return Notes(view.comparison, old, new).literal


class _Flow:
    def __init__(self, view: DiffView, *, moves: bool) -> None:
        self._comparison, self._moves = view.comparison, moves
        self._old, self._new = Side(units(view.old.expression)), Side(units(view.new.expression))
        self._notes = Notes(view.comparison, self._old, self._new)
        self._changes = {
            (new, at): position
            for position, change in enumerate(view.comparison.changes)
            for new, positions in ((False, change.old), (True, change.new))
            for at in positions
            if change.unit_class is not UnitClass.FOOTNOTE
        }

    def blocks(self) -> Iterator[Block]:
        writer = InPlace(self._old, self._new, self._notes)
        olds, news = list(self._old.notes), list(self._new.notes)
        old = new = 0
        for position in self._in_place(writer):
            change = self._comparison.changes[position]
            until = self._old.order[change.old[0]], self._new.order[change.new[0]]
            yield from self._gap(olds[old : until[0]], news[new : until[1]])
            yield from writer.blocks(change, position)
            old, new = until[0] + len(change.old), until[1] + len(change.new)
        yield from self._gap(olds[old:], news[new:])

    def _in_place(self, writer: InPlace) -> list[int]:
        """Positions of the changes that stand in one order in both texts, in that order."""
        old, new, changes = self._old, self._new, self._comparison.changes
        able = [
            position
            for position, change in enumerate(changes)
            if _is_able(change, old, new) and not _ends_with_a_note(writer, change, position)
        ]
        able.sort(key=lambda position: new.order[changes[position].new[0]])
        return _longest(able, [old.order[changes[position].old[0]] for position in able])

    def _gap(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[Block]:
        """What stands between two changes in place: first what is gone from here, then what is new here."""
        yield from (self._whole(at, new=False) for at in olds)
        yield from (self._whole(at, new=True) for at in news)

    def _whole(self, at: int, *, new: bool) -> Block:
        """A paragraph that stands here in one text only."""
        position = self._changes[new, at]
        change = self._comparison.changes[position]
        move = f"move{position + 1}" if self._moves and is_plain_move(change) else ""
        plain = "+" if new else "-"
        op = (">" if new else "<") if move else plain
        side = self._new if new else self._old
        paragraph = side.paragraph(at)
        pieces: list[Piece] = [Edit(self._number_op(change, plain, op), paragraph.num + TAB)] if paragraph.num else []
        behind = 0
        for offset, note in side.notes[at]:
            pieces += _run(op, paragraph.text[behind:offset])
            pieces.append(self._notes.alone(note, op))
            behind = offset
        pieces += _run(op, paragraph.text[behind:])
        return Block(
            paragraph.role,
            paragraph.level,
            tuple(pieces),
            op,
            position,
            whole=True,
            move=move,
            numbered=bool(paragraph.num),
        )

    def _number_op(self, change: Change, plain: str, op: str) -> str:
        """A number moves with its paragraph if it is still the same; else the old one is deleted and the new one inserted."""
        if op == plain:
            return op
        return op if self._old.units[change.old[0]].num == self._new.units[change.new[0]].num else plain


def is_plain_move(change: Change) -> bool:
    """Whether a paragraph stands elsewhere in the very same words: only that is written as a move."""
    return change.kind is Kind.UNCHANGED and not change.edits


def _is_able(change: Change, old: Side, new: Side) -> bool:
    """Whether a change has both sides, has not moved, and its paragraphs are neighbours on either side."""
    if change.unit_class is UnitClass.FOOTNOTE or change.moved or not (change.old and change.new):
        return False
    return _together(change.old, old) and _together(change.new, new)


def _ends_with_a_note(writer: InPlace, change: Change, position: int) -> bool:
    """Whether a footnote stands right before a paragraph end that is gone or new within a change.

    LibreOffice then leaves that end as it is; such a change is written as deleted and inserted.
    """
    if len(change.old) == len(change.new) == 1:
        return False
    ends = (block for block in writer.blocks(change, position) if block.end != "=" and block.pieces)
    return any(isinstance(block.pieces[-1], NoteMark) for block in ends)


def _together(positions: Sequence[int], side: Side) -> bool:
    first = side.order[positions[0]]
    return [side.order[at] for at in positions] == list(range(first, first + len(positions)))


def _longest(values: Sequence[int], keys: Sequence[int]) -> list[int]:
    """The longest row of values whose keys rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        length = bisect_left(tails, key)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [key]
        ends[length : length + 1] = [at]
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(values[at])
        at = before[at]
    return found[::-1]


def _run(op: str, text: str) -> list[Piece]:
    return [Edit(op, text)] if text else []
