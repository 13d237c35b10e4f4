"""Facts a document states about itself: number, date and title, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from revtrack.errors import BadValue
from revtrack.ingest.header import Header
from revtrack.ingest.months import find_date
from revtrack.ingest.structure import Draft
from revtrack.model.numbers import DocumentNumber
from revtrack.model.readings import Fact
from revtrack.model.texts import Role, SlotKind

Told = Callable[[int], str]
"""The number of a line -> its place in words: "line 11", "page 3, line 4"."""


def number_fact(source: str, header: Header, told: Told) -> Fact | None:
    """The document's own number in canonical form; `told` names the place of a line."""
    slot = header.first(SlotKind.NUMBER)
    if slot is None:
        return None
    try:
        number = DocumentNumber.parse(slot.value.text(source))
    except BadValue:
        # Number and suffix on two lines may contradict each other; then the document states no number.
        return None
    return Fact(str(number), told(slot.line))


def date_fact(source: str, header: Header) -> Fact | None:
    """The day in the header's place and date, quoted as printed."""
    slot = header.first(SlotKind.PLACE_AND_DATE)
    if slot is None:
        return None
    text = slot.value.text(source)
    found = find_date(text)
    return Fact(str(found.date), f'"{text[found.start : found.end]}"') if found else None


def title_fact(source: str, header: Header, drafts: Sequence[Draft], told: Told) -> Fact | None:
    """The subject of the header, else the title that the text begins with; `told` names the place of a line."""
    slot = header.first(SlotKind.SUBJECT)
    if slot is not None:
        return Fact(slot.value.text(source), told(slot.line))
    title = next((draft for draft in drafts if draft.role is Role.TITLE), None)
    return Fact(title.words.text(source), told(title.line)) if title else None
