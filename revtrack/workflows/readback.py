"""Read back what was written: what of a text its form could not carry, found by revtrack's own reader and not by promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import normalize

from revtrack.errors import RevtrackError
from revtrack.ingest import read_source
from revtrack.model.places import Unit, display, units
from revtrack.model.readings import Reading
from revtrack.model.texts import Expression, Note, Paragraph
from revtrack.report.words import count, listed

MOST = 5
"""Places named of those that were not carried."""

Row = tuple[object, ...]


def not_carried(expression: Expression, data: bytes, name: str) -> tuple[str, ...]:
    """Sentences on what is other than in the text when the bytes are read again; none if nothing is.

    `name` is that of a file of the form. Marks of footnotes count as equal where only their script or bracket differs.
    """
    told = []
    if expression.page_matter:
        told.append(f"{count(len(expression.page_matter), 'line')} of page matter left out")
    try:
        reading = read_source(data, name)
    except RevtrackError as error:
        return (*told, f"revtrack could not read it back: {error.message}")
    return (*told, *_header(expression, reading), *_parts(expression, reading), *_units(expression, reading))


def _header(expression: Expression, reading: Reading) -> tuple[str, ...]:
    if reading.header == expression.header:
        return ()
    kept = sum(slot in reading.header for slot in expression.header)
    return (f"read back, {kept} of {count(len(expression.header), 'header slot')} stand as in the text",)


def _parts(expression: Expression, reading: Reading) -> tuple[str, ...]:
    """Whether the text falls into the same components, by name and kind."""
    mine = [(part.name, part.kind) for part in expression.components]
    read = [(part.name, part.kind) for part in reading.components]
    if mine == read:
        return ()
    return (f"read back, the text has the parts {listed((name for name, _ in read), most=MOST)}",)


def _units(expression: Expression, reading: Reading) -> tuple[str, ...]:
    everything = [unit for unit in units(expression) if not isinstance(unit.item, Note)]
    mine = [_row(unit.item) for unit in everything if isinstance(unit.item, Paragraph)]
    read = [_row(item) for part in reading.components for item in part.paragraphs]
    if mine == read:
        return ()
    lost = _lost(mine, read, everything)
    if not lost:
        more = len(read) - len(mine)
        other = f"there are {count(more, 'paragraph')} more than" if more else "paragraphs stand in another order than"
        return (f"read back, {other} in the text",)
    places = listed((display(unit.place.fragment) for unit in lost), most=MOST)
    return (f"read back, {len(lost)} of {count(len(mine), 'paragraph')} differ: {places}",)


def _lost(mine: Sequence[Row], read: Sequence[Row], everything: Sequence[Unit]) -> list[Unit]:
    """The paragraphs of the text that were not read back as they are."""
    left = Counter(read)
    left.subtract(mine)
    gone = {row: -number for row, number in left.items() if number < 0}
    lost = []
    for row, unit in zip(mine, everything, strict=True):
        if gone.get(row, 0) > 0:
            gone[row] -= 1
            lost.append(unit)
    return lost


def _row(item: Paragraph) -> Row:
    notes = tuple((note.offset, normalize("NFKC", note.mark).strip("()[]"), note.text) for note in item.notes)
    return (item.role, item.level, item.num, item.text, notes)
