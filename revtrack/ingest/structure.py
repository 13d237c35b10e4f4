"""Says what each block is: title, heading, paragraph, or an item at which level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from revtrack.ingest.blocks import Block, BlockNote
from revtrack.ingest.markers import Kind, Marker, follows, is_roman
from revtrack.ingest.words import Span, Words
from revtrack.model.texts import Role

_INDENTED = 2
"""Columns further in than its paragraph at which a number is an item of it."""


class Draft(Struct, frozen=True):
    """A paragraph to be: its role, and the source characters of its number and text. `line` is its first source line."""

    role: Role
    words: Words
    line: int
    num: Span | None = None
    level: int = 0
    notes: tuple[BlockNote, ...] = ()


def read_structure(blocks: Sequence[Block], headings: Mapping[int, int], *, title: bool) -> tuple[Draft, ...]:
    """A draft of each block. `headings` gives levels by index; with `title` the first block is the title."""
    outline = _Outline()
    drafts: list[Draft] = []
    for at, block in enumerate(blocks):
        if at == 0 and title:
            drafts.append(Draft(Role.TITLE, block.words, block.line, _num(block), notes=block.notes))
        elif at in headings:
            outline.close()
            drafts.append(Draft(Role.HEADING, block.words, block.line, _num(block), headings[at], block.notes))
        else:
            drafts.append(outline.take(block))
    return tuple(drafts)


def _num(block: Block) -> Span | None:
    return Span(block.marker.start, block.marker.end) if block.marker else None


class _Step(Struct):
    """One level of the list that is open: its shape, how far in it stands, and what it counted last."""

    style: str
    indent: int
    value: str


class _Outline(Struct):
    """The paragraph and the lists under it that are open."""

    paragraph: Block | None = None
    style: str = ""
    steps: list[_Step] = field(default_factory=list)
    deepest: int = 0
    """How deep the next block may be an item."""

    def close(self) -> None:
        """A heading: nothing goes on behind it."""
        self.paragraph = None
        self.steps.clear()
        self.deepest = 0

    def take(self, block: Block) -> Draft:
        """The draft of a block that is no heading."""
        draft = self._read(block) if block.level is None else self._stated(block, block.level)
        self.deepest = draft.level + 1
        return draft

    def _stated(self, block: Block, level: int) -> Draft:
        """A block whose depth the format states; nothing is deeper than one step below what stands before it."""
        level = min(level, self.deepest)
        self.paragraph = block
        self.steps.clear()
        role = Role.ITEM if level else Role.PARAGRAPH
        return Draft(role, block.words, block.line, _num(block), level, block.notes)

    def _read(self, block: Block) -> Draft:
        if block.marker and block.marker.kind is Kind.CAPITAL:
            block = block.unmarked()
        level = self._level(block)
        if level:
            return Draft(Role.ITEM, block.words, block.line, _num(block), level, block.notes)
        self.paragraph = block
        self.steps.clear()
        if block.marker and block.marker.kind in (Kind.NUMBER, Kind.SECTION) and not self.style:
            self.style = block.marker.style
        return Draft(Role.PARAGRAPH, block.words, block.line, _num(block), notes=block.notes)

    def _level(self, block: Block) -> int:
        """The level of an item; 0 for a paragraph."""
        if self.paragraph is None or block.literal:
            return 0
        if block.marker is None:
            # Text set further in than the item above it belongs to that item.
            inside = bool(self.steps) and block.indent > self.steps[-1].indent + 1
            return len(self.steps) + 1 if inside else 0
        if block.marker.kind is Kind.NUMBER:
            return self._step(block, block.marker) if self._is_inner(block, block.marker, self.paragraph) else 0
        return self._step(block, block.marker) if block.marker.kind in (Kind.LETTER, Kind.BULLET) else 0

    def _is_inner(self, block: Block, marker: Marker, paragraph: Block) -> bool:
        """Whether a number counts items and not paragraphs: set further in, or of another shape that begins at 1."""
        if block.indent >= paragraph.indent + _INDENTED:
            return True
        if not self.style or marker.style == self.style:
            return False
        return marker.number == 1 or any(step.style == marker.style for step in self.steps)

    def _step(self, block: Block, marker: Marker) -> int:
        """Find the level of an item among the open lists, or open one level more."""
        style = self._style(marker)
        while self.steps and block.indent < self.steps[-1].indent - 1:
            self.steps.pop()
        same = [
            at for at, step in enumerate(self.steps) if step.style == style and abs(step.indent - block.indent) <= 1
        ]
        if same:
            del self.steps[same[-1] + 1 :]
            self.steps[-1].value = marker.value
        else:
            self.steps.append(_Step(style, block.indent, marker.value))
        return len(self.steps)

    def _style(self, marker: Marker) -> str:
        """The shape of a marker; letters and roman numbers of one shape are told apart by what stood before."""
        if marker.kind is not Kind.LETTER or not is_roman(marker.value):
            return marker.style
        letters = [step for step in self.steps if step.style == marker.style]
        if letters and follows(letters[-1].value, marker.value):
            return marker.style
        return f"roman {marker.style}"
