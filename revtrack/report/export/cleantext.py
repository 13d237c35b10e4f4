"""One text as plain text: a paragraph a line with its printed number, footnotes below, nothing wrapped and nothing drawn.

Plain text has no mark for a heading: what is one is seen by standing alone, and a reader may think otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from revtrack.model.texts import Component, Expression, Note, Paragraph, Role
from revtrack.report.export.outline import naming_line, slot_words
from revtrack.report.views import ShowView

_SUPERIOR = re.compile("[¹²³⁰⁴-⁹]{1,3}")
_FIGURES = re.compile(r"[0-9]{1,3}")
_SUPERIORS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", _SUPERIORS)
INDENT = 4
"""Columns that an item stands further in than what it belongs to."""


def clean_text(view: ShowView) -> bytes:
    """The text in UTF-8, paragraphs parted by blank lines."""
    writer = _Writer(_marks(view.edition.expression))
    blocks = [*writer.write(view.edition.expression), *writer.notes]
    return ("\n\n".join(blocks) + "\n").encode()


def _marks(expression: Expression) -> list[str]:
    """How each footnote is marked: superior figures as they are, all others counted, in whichever form the text has not."""
    paragraphs = [one for part in expression.components for one in part.paragraphs]
    marks = [note.mark for one in paragraphs for note in one.notes]
    if len(set(marks)) == len(marks) and all(map(_SUPERIOR.fullmatch, marks)):
        return marks
    figures = marks if len(set(marks)) == len(marks) and all(map(_FIGURES.fullmatch, marks)) else None
    figures = figures or [str(number) for number in range(1, len(marks) + 1)]
    text = "\n".join([*(one.text for one in paragraphs), *(note.text for one in paragraphs for note in one.notes)])
    if not any(f"[{figure}]" in text for figure in figures) or any(sign in text for sign in _SUPERIORS):
        return [f"[{figure}]" for figure in figures]
    return [figure.translate(_RAISED) for figure in figures]


class _Writer(Struct):
    """Writes lines in order; `marks` are those of the footnotes to come."""

    marks: list[str]
    notes: list[str] = field(default_factory=list)

    def write(self, expression: Expression) -> Iterator[str]:
        """Header, components, paragraphs."""
        yield from (slot_words(slot, "\t") for slot in expression.header)
        for component in expression.components:
            yield from self._component(expression, component)

    def _component(self, expression: Expression, component: Component) -> Iterator[str]:
        named = naming_line(expression, component)
        if named:
            yield named
        yield from map(self._paragraph, component.paragraphs)

    def _paragraph(self, item: Paragraph) -> str:
        pieces, at = [], 0
        for note in item.notes:
            pieces += [item.text[at : note.offset], self._note(note)]
            at = note.offset
        pieces.append(item.text[at:])
        text = "".join(pieces)
        return " " * INDENT * (item.level if item.role is Role.ITEM else 0) + "\t".join(filter(None, (item.num, text)))

    def _note(self, note: Note) -> str:
        mark = self.marks[len(self.notes)]
        self.notes.append(f"{mark} {note.text}".rstrip())
        return mark
