"""What cites, revises or replaces what: references of one document, and the lineage around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from revtrack import lineage, references
from revtrack.lineage import Direction
from revtrack.model.addresses import Found, parse
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Reference, Relation
from revtrack.references import SaidUpdate
from revtrack.report.views import RefsView
from revtrack.store.contract import EditionKey
from revtrack.workflows.catalogue import Catalogue, Linked


class Siblings:
    """The versions of each work by the year of their date: those that an update in that year can mean."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self._versions: dict[tuple[str, int | None], list[Version]] = {}
        for version in versions:
            self._versions.setdefault((version.work, version.date.year), []).append(version)

    def meant(self, work: str, updates: Iterable[SaidUpdate]) -> list[Version]:
        """The versions of a work dated in a year of which these updates speak."""
        years = dict.fromkeys(update.date.year for update in updates)
        return [version for year in years for version in self._versions.get((work, year), ())]


def references_from(text: Linked, siblings: Siblings) -> tuple[Reference, ...]:
    """What one text refers to: stated, extracted, said, and inferred from its words and the versions of its work."""
    found, updates = text.links.references, text.links.updates
    if not updates or any(ref.relation is Relation.REVISES for ref in found):
        return found
    return (*found, *references.infer_from(text.version, updates, siblings.meant(text.version.work, updates)))


def references_of(catalogue: Catalogue, version: Version, key: EditionKey) -> tuple[Reference, ...]:
    """The same, for one edition of a version; of the other documents, those of its work alone are looked at."""
    siblings = Siblings(other for work in catalogue.works_of(version.work) for other in work.versions)
    return references_from(Linked(version, catalogue.links(key)), siblings)


def all_references(catalogue: Catalogue) -> tuple[Reference, ...]:
    """Every reference of the store: from each text's newest edition and from each record, one for each place."""
    siblings = Siblings(catalogue.versions)
    said = [reference for text in catalogue.linked for reference in references_from(text, siblings)]
    return (*said, *catalogue.recorded)


def refs(catalogue: Catalogue, word: str, *, relations: Collection[Relation] = ()) -> RefsView:
    """What a document refers to and what refers to it, held or not."""
    found = resolve_document(catalogue, word)
    everything = [ref for ref in all_references(catalogue) if not relations or ref.relation in relations]
    number = found.version.number
    held = {version.number: version.held for version in catalogue.versions}
    return RefsView(
        version=found.version,
        out=_ordered(ref for ref in everything if ref.source == number),
        incoming=_ordered(ref for ref in everything if ref.target == number),
        known={target: held.get(target, False) for target in _numbers(everything)},
        commit=catalogue.store.tip(),
    )


def trace(
    catalogue: Catalogue,
    word: str,
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    relations: Collection[Relation] | None = None,
) -> Lineage:
    """The lineage around the document that `word` names; for a work, around its newest version."""
    version = resolve_document(catalogue, word).version
    return lineage.trace(
        version.number,
        all_references(catalogue),
        catalogue.versions,
        direction=direction,
        depth=depth,
        relations=relations or None,
    )


def resolve_document(catalogue: Catalogue, word: str) -> Found:
    """The document a word names, text held or not, in whatever language: relations belong to numbers. A work: its newest."""
    for work in catalogue.works:
        if work.id == word:
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
    same = [version for version in catalogue.versions if str(version.number) == word]
    return sorted(same, key=str) if len(same) > 1 else []


def _ordered(found: Iterable[Reference]) -> tuple[Reference, ...]:
    rank = {relation: place for place, relation in enumerate(_ORDER)}
    return tuple(sorted(found, key=lambda ref: rank.get(ref.relation, len(rank))))


_ORDER = (
    Relation.PREVIOUS_DOCUMENT,
    Relation.REVISES,
    Relation.REPLACES,
    Relation.AMENDS,
    Relation.REPEALS,
    Relation.CITES,
)


def _numbers(found: Iterable[Reference]) -> set[DocumentNumber]:
    return {number for ref in found for number in (ref.source, ref.target)}
