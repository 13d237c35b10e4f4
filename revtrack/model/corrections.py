"""Corrections: a transcription made better, place by place, each change named with its reason."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from msgspec.structs import replace

from revtrack.errors import BadValue
from revtrack.model.documents import Correction, Edition
from revtrack.model.places import Unit, units
from revtrack.model.texts import Expression, Note, Paragraph, Slot

HEADER = "header."
"""Corrections of the header name their slot: `header.subject`; the title follows the subject it was read from."""


def correct(edition: Edition, corrections: Iterable[Correction], reason: str) -> Edition:
    """The next edition, with each correction made at its place, once for each time it is listed.

    Each changes the first place in its unit where its old words stand, after all corrections listed before it. Raises
    BadValue when the unit is not there, or the old words do not stand in it (any more).
    """
    listed = tuple(corrections)
    expression = edition.expression
    for correction in listed:
        expression = _made(expression, correction)
    return Edition(expression, edition.ordinal + 1, reason, listed)


def _made(expression: Expression, correction: Correction) -> Expression:
    if correction.fragment.startswith(HEADER):
        return _in_header(expression, correction)
    for unit in units(expression):
        if unit.place.fragment == correction.fragment:
            return _in_unit(expression, unit, correction)
    raise BadValue(
        f"{expression.number} has no place '{correction.fragment}' to correct",
        tries=(f"revtrack show {shlex.quote(str(expression.number))} --outline",),
    )


def _in_header(expression: Expression, correction: Correction) -> Expression:
    kind = correction.fragment.removeprefix(HEADER)
    slots: list[Slot] = []
    found = False
    title = expression.title
    for slot in expression.header:
        if slot.kind == kind and not found and correction.old in slot.value:
            value = _replaced(slot.value, correction)
            title = value if title == slot.value else title
            slots.append(replace(slot, value=value))
            found = True
        else:
            slots.append(slot)
    if not found:
        raise _absent(expression, correction)
    return replace(expression, header=tuple(slots), title=title)


def _in_unit(expression: Expression, unit: Unit, correction: Correction) -> Expression:
    if correction.old not in unit.text:
        raise _absent(expression, correction)
    component = expression.component(unit.place.component)
    paragraph = component.paragraphs[unit.place.index]
    changed = _corrected(paragraph, unit, correction)
    paragraphs = (
        *component.paragraphs[: unit.place.index],
        changed,
        *component.paragraphs[unit.place.index + 1 :],
    )
    components = tuple(
        replace(c, paragraphs=paragraphs) if c.name == component.name else c for c in expression.components
    )
    return replace(expression, components=components)


def _corrected(paragraph: Paragraph, unit: Unit, correction: Correction) -> Paragraph:
    """The paragraph with one correction made; the marks of its footnotes stay at their words."""
    if unit.place.note is not None:
        note = paragraph.notes[unit.place.note]
        changed = replace(note, text=_replaced(note.text, correction))
        notes = (*paragraph.notes[: unit.place.note], changed, *paragraph.notes[unit.place.note + 1 :])
        return replace(paragraph, notes=notes)
    text = _replaced(paragraph.text, correction)
    start = paragraph.text.index(correction.old)
    notes = tuple(_shifted(note, start, correction) for note in paragraph.notes)
    return replace(paragraph, text=text, notes=notes)


def _shifted(note: Note, start: int, correction: Correction) -> Note:
    """A mark behind the corrected words moves with them; a mark inside them stays inside the new ones."""
    inside = note.offset - start
    if inside >= len(correction.old):
        return replace(note, offset=note.offset - len(correction.old) + len(correction.new))
    return replace(note, offset=min(note.offset, start + len(correction.new))) if inside > 0 else note


def _replaced(text: str, correction: Correction) -> str:
    return text.replace(correction.old, correction.new, 1)


def _absent(expression: Expression, correction: Correction) -> BadValue:
    place = "--meta" if correction.fragment.startswith(HEADER) else f"--at {shlex.quote(correction.fragment)}"
    return BadValue(
        f"'{correction.old}' does not stand at {correction.fragment}",
        tries=(f"look at the place: revtrack show {shlex.quote(str(expression.number))} {place}",),
    )
