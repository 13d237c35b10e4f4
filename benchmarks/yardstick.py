"""Shows revtrack's comparison to the paragraph yardstick: `bench align DATA --adapter benchmarks.yardstick:align`.

The yardstick hands over paragraphs with `text`, `num` and `heading`, and takes back links, named moves and edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from revtrack.diff import checked, compare_texts, compare_units
from revtrack.model.changes import Comparison, TextUnit, UnitClass


class Paragraph(Protocol):
    """What the yardstick hands over: text, printed number (often empty), and whether it is a heading."""

    @property
    def text(self) -> str: ...
    @property
    def num(self) -> str: ...
    @property
    def heading(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Edit:
    """The inline edits of one linked group, in the shape the yardstick reads."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    ops: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What is shown, in the shape the yardstick reads: links with their kind, named moves, edits; no stream."""

    links: tuple[tuple[int, int, str], ...]
    moves: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...]
    stream: None = None


def align(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Alignment:
    """What revtrack says about two versions."""
    changes = [change for change in checked(compared(old, new)).changes if change.old and change.new]
    return Alignment(
        links=tuple((i, j, change.kind.value) for change in changes for i in change.old for j in change.new),
        moves=tuple((i, j) for change in changes if change.moved for i in change.old for j in change.new),
        edits=tuple(
            Edit(change.old, change.new, tuple((edit.op, edit.text) for edit in change.edits))
            for change in changes
            if change.edits
        ),
    )


def compared(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Comparison:
    """Plain paragraphs are given as such; where numbers and headings stand apart they stay apart."""
    if any(paragraph.num or paragraph.heading for paragraph in (*old, *new)):
        return compare_units(_units(old), _units(new))
    return compare_texts([paragraph.text for paragraph in old], [paragraph.text for paragraph in new])


def _units(paragraphs: Sequence[Paragraph]) -> tuple[TextUnit, ...]:
    return tuple(
        TextUnit(paragraph.text, paragraph.num, UnitClass.HEADING if paragraph.heading else UnitClass.PARAGRAPH)
        for paragraph in paragraphs
    )
