"""Marks the words of an edition that lead somewhere: document numbers, and references to units of the same text.

What is marked follows from the text alone, never from what else a store holds: so two people who add the same file with the same
revtrack make the same bytes. Where two kinds of words overlap, the document number is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from revtrack import references
from revtrack.akn import number_urn
from revtrack.errors import BadValue
from revtrack.model.documents import Edition
from revtrack.model.inline import InlineRef, slot_place
from revtrack.model.places import units
from revtrack.model.provisions import Inner
from revtrack.model.relations import Mention
from revtrack.model.texts import Expression


def with_refs(edition: Edition) -> Edition:
    """The edition with its document numbers and its references to its own units marked, wherever they lead to one place."""
    return replace(edition, refs=tuple(_refs(edition.expression)))


def _refs(expression: Expression) -> Iterator[InlineRef]:
    for position, slot in enumerate(expression.header):
        yield from _of_mentions(slot_place(position), references.mentions_of_slot(slot, expression.language))
    found: dict[str, list[Inner]] = {}
    for inner in references.inner_references(expression):
        found.setdefault(inner.fragment, []).append(inner)
    everything = units(expression)
    eids = {unit.place.fragment: unit.place.eid for unit in everything}
    for unit in everything:
        mentions = _of_mentions(unit.place.eid, references.find_mentions(unit.text, lang=expression.language))
        inside = _of_inner(unit.place.eid, found.get(unit.place.fragment, ()), eids)
        yield from _apart(tuple(mentions), inside)


def _of_mentions(place: str, mentions: Iterable[Mention]) -> Iterator[InlineRef]:
    for mention in mentions:
        try:
            yield InlineRef(place, mention.start, mention.end, number_urn(mention.number))
        except BadValue:  # a number without an address stays plain text
            continue


def _of_inner(place: str, found: Iterable[Inner], eids: dict[str, str]) -> Iterator[InlineRef]:
    for inner in found:
        if inner.target:
            up_to = f"#{eids[inner.last]}" if inner.last else ""
            yield InlineRef(place, inner.start, inner.end, f"#{eids[inner.target]}", up_to)


def _apart(mentions: tuple[InlineRef, ...], inside: Iterable[InlineRef]) -> tuple[InlineRef, ...]:
    """Both kinds in their order, without those that overlap a document number."""
    taken = iter(mentions)
    current = next(taken, None)
    free: list[InlineRef] = []
    for ref in inside:
        while current is not None and current.end <= ref.start:
            current = next(taken, None)
        if current is None or ref.end <= current.start:
            free.append(ref)
    return tuple(sorted((*mentions, *free), key=lambda ref: ref.start))
