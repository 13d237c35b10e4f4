"""A text in the order in which it is written out: header, then each component with the line that names it."""

from __future__ import annotations

from unicodedata import normalize

from revtrack.model.texts import Component, Expression, Slot, SlotKind


def slot_words(slot: Slot, between: str) -> str:
    """A header slot as it is printed, its label and its value parted by `between`; the original language in brackets."""
    if slot.kind is SlotKind.ORIGINAL_LANGUAGE and slot.label:
        return f"({slot.label} {slot.value})"
    return f"{slot.label}{between}{slot.value}" if slot.label else slot.value


def naming_line(expression: Expression, component: Component) -> str:
    """The line that names a component (BILAG); "" where none does, or where the header has it as the type of the document."""
    types = {slot.value for slot in expression.header if slot.kind is SlotKind.DOCUMENT_TYPE}
    is_first = component is expression.components[0]
    return "" if is_first and component.kind in types else component.kind


def are_counted(expression: Expression) -> bool:
    """Whether footnotes count from 1 in the order of the text, however the figure is printed: 1, ¹, (1)."""
    marks = [note.mark for part in expression.components for one in part.paragraphs for note in one.notes]
    return [normalize("NFKC", mark).strip("()[]") for mark in marks] == [str(n) for n in range(1, len(marks) + 1)]
