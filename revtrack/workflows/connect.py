"""What cites, revises or replaces what: references of one document, and the lineage around it."""

from __future__ import annotations

from collections.abc import Collection

from revtrack import lineage
from revtrack.errors import BadValue, UnknownVersion
from revtrack.lineage import Direction, Look
from revtrack.model.addresses import Found, parse
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Reference, Relation
from revtrack.store.contract import EditionKey
from revtrack.store.layout import relations_name
from revtrack.workflows.catalogue import Catalogue, Linked
from revtrack.workflows.resolved import resolved, resolver, rulings_of
from revtrack.workflows.surrounded import look_of


def references_of(catalogue: Catalogue, version: Version, key: EditionKey) -> tuple[Reference, ...]:
    """What one edition of a version refers to; of the other documents, those of its work alone are looked at."""
    siblings = [other for work in catalogue.works_of(version.work) for other in work.versions]
    known = resolver(catalogue, siblings)
    found, _ = known.of_text(Linked(version, catalogue.links(key)))
    standing, _ = known.ruled(found, rulings_of(catalogue, relations_name(key.slug)))
    return standing


def all_references(catalogue: Catalogue) -> tuple[Reference, ...]:
    """Every reference of the store: from each text's newest edition and from each record, one for each place.

    Numbers are resolved to the documents known; what a person rejected is left out.
    """
    return resolved(catalogue).references


def trace(
    catalogue: Catalogue,
    word: str,
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    relations: Collection[Relation] | None = None,
    as_of: DocumentDate | None = None,
) -> Lineage:
    """The lineage around the document that `word` names, known here or only referred to; for a work, around its newest version.

    With `as_of`, only what documents dated up to that day say. Raises the address errors.
    """
    look = look_of(catalogue)
    return lineage.trace_among(
        _number(catalogue, word, look),
        look,
        direction=direction,
        depth=depth,
        relations=relations or None,
        as_of=as_of,
    )


def _number(catalogue: Catalogue, word: str, look: Look) -> DocumentNumber:
    """The number of the document a word names: one that is held or recorded, or one that another refers to."""
    try:
        return resolve_document(catalogue, word).version.number
    except UnknownVersion:
        number = number_meant(word)
        if number is None or not look((number,)):
            raise
        return number


def number_meant(word: str) -> DocumentNumber | None:
    """The number that a word is; None if it is none."""
    try:
        return DocumentNumber.read(word)
    except BadValue:
        return None


def resolve_document(catalogue: Catalogue, word: str) -> Found:
    """The document a word names, text held or not, in whatever language: relations belong to numbers. A work: its newest."""
    for work in catalogue.works_of(word):
        newest = work.versions[0]
        return Found(newest, newest.editions[-1] if newest.editions else 0, word)
    address = parse(word)
    if not address.language and not address.at:
        same = _languages(catalogue, word)
        if same:
            return Found(same[0], same[0].editions[-1], word)
    return catalogue.resolve(address)


def _languages(catalogue: Catalogue, word: str) -> list[Version]:
    """The language versions of one number, where a number has more than one; they share their relations."""
    number = number_meant(word)
    works = catalogue.works_with(number) if number else ()
    same = [version for work in works for version in work.versions if str(version.number) == word]
    return sorted(same, key=str) if len(same) > 1 else []
