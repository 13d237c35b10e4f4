"""What two texts refer to, set side by side: references gained, lost and kept, and where their numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from revtrack import references
from revtrack.model.changes import TextUnit
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention, Reference, Relation
from revtrack.model.texts import Expression
from revtrack.report.views import KnownDocument, ReferenceNews, Side
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.connect import references_of
from revtrack.workflows.pairs import Pair

Key = tuple[Relation, DocumentNumber]
"""What makes two references the same: how one stands to which document. Where it stands may differ."""


def reference_news(
    catalogue: Catalogue | None, pair: Pair, units: tuple[tuple[TextUnit, ...], tuple[TextUnit, ...]]
) -> ReferenceNews:
    """The references of a pair, old against new; `units` are both sides as they were compared."""
    texts = (pair.old.expression, pair.new.expression)
    old, new = (_of(catalogue, side) for side in (pair.old, pair.new))
    return ReferenceNews(
        gained=tuple(_without(new, old)),
        lost=tuple(_without(old, new)),
        kept=tuple(ref for ref in new if _key(ref) in {_key(one) for one in old}),
        mentions=(_mentions(units[0], texts[0]), _mentions(units[1], texts[1])),
        known=_known(catalogue, (*old, *new)),
    )


def _of(catalogue: Catalogue | None, side: Side) -> tuple[Reference, ...]:
    """What a text refers to; of a version of the store, also what is inferred from the versions of its work."""
    text = side.expression
    if catalogue is None or side.path:
        return references.extract(text)
    held = (one for one in catalogue.versions if one.number == text.number and one.language is text.language)
    return references_of(catalogue, next(held), catalogue.key(text.number, text.language, side.edition))


def _key(reference: Reference) -> Key:
    return (reference.relation, reference.target)


def _without(these: Iterable[Reference], those: Iterable[Reference]) -> Iterator[Reference]:
    there = {_key(reference) for reference in those}
    return (reference for reference in these if _key(reference) not in there)


def _mentions(units: tuple[TextUnit, ...], text: Expression) -> Mapping[int, tuple[Mention, ...]]:
    """The numbers in each unit that has any; those of the document itself lead nowhere."""
    own = {text.number, *text.aliases}
    found = {at: references.find_mentions(unit.text, lang=text.language) for at, unit in enumerate(units)}
    kept = {at: tuple(one for one in mentions if one.number not in own) for at, mentions in found.items()}
    return {at: mentions for at, mentions in kept.items() if mentions}


def _known(catalogue: Catalogue | None, found: Iterable[Reference]) -> Mapping[DocumentNumber, KnownDocument]:
    targets = {reference.target for reference in found}
    known = {target: KnownDocument() for target in sorted(targets, key=str)}
    for version in catalogue.versions if catalogue else ():
        if version.number in targets:
            date = str(version.date) if version.date.is_known else ""
            known[version.number] = KnownDocument(version.title, date, version.held, version.markings)
    return known
