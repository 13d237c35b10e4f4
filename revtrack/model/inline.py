"""Inline references: which words of a transcription lead where. They belong to the edition; its text is the same without them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.model.places import units
from revtrack.model.texts import Expression

_HREF = re.compile(r"urn:revtrack:1:number:[a-z]{1,20}:[a-z0-9-]{1,100}|#[^\s#]+")
_SLOT = "slot_"


class InlineRef(Struct, frozen=True):
    """The words `text[start:end]` of one unit lead to `href`: the address of a document's number, or `#` and an eId.

    `place` is the eId of the unit, or `slot_2` for the second header slot. Words that name a run of units ("paragraphs 3 to 5")
    lead from `href` to `up_to`, both in this document.
    """

    place: str
    start: int
    end: int
    href: str
    up_to: str = ""

    def __post_init__(self) -> None:
        inside = not self.up_to or (self.href.startswith("#") and self.up_to.startswith("#"))
        leads = _HREF.fullmatch(self.href) and (not self.up_to or _HREF.fullmatch(self.up_to))
        if not 0 <= self.start < self.end or not leads or not inside:
            raise BadValue(
                f"'{self.href[:60]}' is no inline reference of {self.place[:40]}",
                tries=("revtrack add FILE --dry-run",),
            )


def slot_place(position: int) -> str:
    """How an inline reference names the header slot at this position, counted from 0."""
    return f"{_SLOT}{position + 1}"


def check_refs(expression: Expression, refs: Sequence[InlineRef]) -> None:
    """Inline references stand in the order of the text, none over another, inside their units, and lead to units that are there.

    Raises BadValue for any that do not.
    """
    known_lengths = dict(lengths(expression))
    order = {place: rank for rank, place in enumerate(known_lengths)}
    last = (-1, 0)
    for ref in refs:
        rank = order.get(ref.place, -1)
        fits = rank > last[0] or (rank == last[0] and ref.start >= last[1])
        targets = (target[1:] for target in (ref.href, ref.up_to) if target.startswith("#"))
        known = all(target in order and not target.startswith(_SLOT) for target in targets)
        if rank < 0 or not fits or ref.end > known_lengths[ref.place] or not known:
            raise BadValue(
                f"the inline reference to '{ref.href[:60]}' does not fit the text of {ref.place[:40]}",
                tries=("revtrack add FILE --dry-run",),
            )
        last = (rank, ref.end)


def lengths(expression: Expression) -> Iterator[tuple[str, int]]:
    """Every place that can hold inline references, in reading order, with the length of its text."""
    for position, slot in enumerate(expression.header):
        yield slot_place(position), len(slot.value)
    for unit in units(expression):
        yield unit.place.eid, len(unit.text)
