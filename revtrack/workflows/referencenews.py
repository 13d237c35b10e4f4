"""What two texts refer to, set side by side for a report: documents gained, lost and kept, and where their numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from revtrack import references
from revtrack.model.changes import Comparison, TextUnit
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Mention, Reference, Relation
from revtrack.model.texts import Expression
from revtrack.report.reportviews import KnownDocument, ReferenceNews
from revtrack.workflows.catalogue import Catalogue
from revtrack.workflows.citing import became
from revtrack.workflows.pairs import Pair

Key = tuple[Relation, DocumentNumber]
"""How one document stands to another: a report tells of this, wherever in the text it stands."""


def reference_news(catalogue: Catalogue | None, pair: Pair, comparison: Comparison) -> ReferenceNews:
    """What `refs --diff` says of the pair, by document: one that both texts refer to is kept, in however many places."""
    changes = became(catalogue, pair, comparison)
    old = {_key(found.old) for found in (*changes.kept, *changes.retargeted)} | set(map(_key, changes.lost))
    new = {_key(found.new) for found in (*changes.kept, *changes.retargeted)} | set(map(_key, changes.gained))
    kept = (*(found.new for found in changes.kept), *(one for one in changes.gained if _key(one) in old))
    news = ReferenceNews(
        gained=tuple(one for one in changes.gained if _key(one) not in old),
        lost=tuple(one for one in changes.lost if _key(one) not in new),
        kept=kept,
        retargeted=tuple((found.old, found.new) for found in changes.retargeted),
        mentions=(_mentions(comparison.old, pair.old.expression), _mentions(comparison.new, pair.new.expression)),
    )
    return replace(news, known=_known(catalogue, _all(news)))


def _key(reference: Reference) -> Key:
    return (reference.relation, reference.target)


def _all(news: ReferenceNews) -> tuple[Reference, ...]:
    turned = (one for pair in news.retargeted for one in pair)
    return (*news.kept, *news.gained, *news.lost, *turned)


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
