"""What is derived from one document's bytes alone, whatever else the store holds: for lists, for relations, for status.

Each kind is a frozen value with one function that draws it from an edition and one that draws it from a record. What is drawn
here may be kept in the cache; so nothing here may look at anything but the document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec import Struct

from revtrack.model.allusions import Allusion
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Edition, Record
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber
from revtrack.model.places import display, number_key, units
from revtrack.model.provisions import Inner
from revtrack.model.relations import Reference
from revtrack.model.texts import Expression, Role, Slot, SlotKind
from revtrack.model.updates import SaidUpdate

Document = Edition | Record


class Facts(Struct, frozen=True):
    """What lists and addresses know of a document. Language, SHA-256 (of the XML) and counts are those of a text."""

    number: DocumentNumber
    date: DocumentDate = UNKNOWN_DATE
    label: str = ""
    title: str = ""
    aliases: tuple[DocumentNumber, ...] = ()
    markings: tuple[str, ...] = ()
    language: Language | None = None
    sha256: str = ""
    paragraphs: int = 0
    footnotes: int = 0


class Links(Struct, frozen=True):
    """What a document says of others: its references, and the updates and documents of which it speaks without a number."""

    references: tuple[Reference, ...] = ()
    updates: tuple[SaidUpdate, ...] = ()
    allusions: tuple[Allusion, ...] = ()


class Inners(Struct, frozen=True):
    """What a text says of its own provisions."""

    references: tuple[Inner, ...] = ()


class Remarks(Struct, frozen=True):
    """What a person should look at in a text, in sentences."""

    sentences: tuple[str, ...] = ()


class Places(Struct, frozen=True):
    """The fragments of a text's units, in reading order: for completion."""

    fragments: tuple[str, ...] = ()


def facts(document: Document, xml: bytes) -> Facts:
    """The facts of a document that stands in that XML."""
    if isinstance(document, Record):
        known = document.number, document.date, document.label, document.title, document.aliases
        return Facts(*known, markings(document.header))
    text = document.expression
    everything = units(text)
    return Facts(
        number=text.number,
        date=text.date,
        label=text.label,
        title=text.title,
        aliases=text.aliases,
        markings=markings(text.header),
        language=text.language,
        sha256=hashlib.sha256(xml).hexdigest(),
        paragraphs=sum(unit.role == "paragraph" for unit in everything),
        footnotes=sum(unit.role == "footnote" for unit in everything),
    )


def links(document: Document, xml: bytes) -> Links:
    """What a document says of others."""
    del xml
    if isinstance(document, Record):
        return Links(document.relations)
    return links_of(document.expression)


def links_of(expression: Expression) -> Links:
    """What a text says of other documents."""
    from revtrack import references  # its patterns take as long to make ready as a list takes to be read from the cache

    return Links(
        references.extract(expression), references.said_updates(expression), references.find_allusions(expression)
    )


def inners(document: Document, xml: bytes) -> Inners:
    """What a text says of its own provisions."""
    del xml
    if isinstance(document, Record):
        return Inners()
    from revtrack import references

    return Inners(references.inner_references(document.expression))


def remarks(document: Document, xml: bytes) -> Remarks:
    """Unnumbered paragraphs between numbered ones, and what announces a number and cannot be read. Never an error."""
    del xml
    return Remarks() if isinstance(document, Record) else Remarks(tuple(_look_at(document)))


def unread_of(expression: Expression) -> tuple[str, ...]:
    """Sentences on what announces a document number in a text and cannot be read as one."""
    from revtrack import references

    return tuple(
        f'{display(one.evidence.fragment) if one.evidence.fragment else "header"} "{one.evidence.quote}" is not read as a '
        f"document number: {one.reason}"
        for one in references.unread(expression)
    )


def places(document: Document, xml: bytes) -> Places:
    """The fragments of a text."""
    del xml
    if isinstance(document, Record):
        return Places()
    return Places(tuple(unit.place.fragment for unit in units(document.expression)))


def markings(header: Iterable[Slot]) -> tuple[str, ...]:
    """LIMITE, EU RESTRICTED …: printed on every output that speaks of the document."""
    return tuple(slot.value for slot in header if slot.kind is SlotKind.MARKING)


def _look_at(edition: Edition) -> Iterable[str]:
    expression = edition.expression
    everything = units(expression)
    yield from (f"{expression.number} {sentence}" for sentence in unread_of(expression))
    for component in expression.components:
        keys = [number_key(p.num) for p in component.paragraphs if p.role is Role.PARAGRAPH]
        if sum(key is not None for key in keys) * 2 < len(keys):
            continue
        for unit in everything:
            bare = unit.place.component == component.name and unit.role == "paragraph" and not number_key(unit.num)
            if bare:
                yield f"{expression.number} {display(unit.place.fragment)} has no number"
