"""The references of a whole store: found, resolved to the documents known, and as people ruled on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from revtrack import references
from revtrack.model.allusions import OpenAllusion
from revtrack.model.citations import RelationRuling
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference, Relation
from revtrack.model.updates import SaidUpdate
from revtrack.references import Directory
from revtrack.store.layout import RELATIONS
from revtrack.workflows import relationfile
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


class Resolved(Struct, frozen=True):
    """References that stand, allusions that resolve to nothing, and references that a person rejected."""

    references: tuple[Reference, ...]
    open: tuple[OpenAllusion, ...] = ()
    rejected: tuple[Reference, ...] = ()


class Resolver:
    """What is known of a store's documents, for resolving what texts say of them."""

    def __init__(self, versions: Sequence[Version], titles: dict[str, str]) -> None:
        self.directory = Directory(versions, titles)
        self._siblings = Siblings(versions)

    def of_text(self, text: Linked) -> tuple[tuple[Reference, ...], tuple[OpenAllusion, ...]]:
        """What one text refers to: stated, extracted, said, and inferred; and the allusions that stay open."""
        stated = tuple(self.directory.resolved(text.links.references))
        revised = self._revised(text, stated)
        found = (*stated, *revised)
        if not text.links.allusions:
            return found, ()
        meant, opened = references.resolve_allusions(
            text.version, text.links.allusions, (ref.target for ref in found), self.directory
        )
        named = {(ref.evidence.fragment, ref.target) for ref in found}
        beside = tuple(ref for ref in meant if (ref.evidence.fragment, ref.target) not in named)
        return (*found, *beside), opened

    def _revised(self, text: Linked, stated: Sequence[Reference]) -> tuple[Reference, ...]:
        updates, version = text.links.updates, text.version
        if not updates or any(ref.relation is Relation.REVISES for ref in stated):
            return ()
        return references.infer_from(version, updates, self._siblings.meant(version.work, updates))

    def ruled(self, found: Iterable[Reference], rulings: Iterable[RelationRuling]) -> tuple[tuple[Reference, ...], ...]:
        """The references that stand and those that were rejected, by rulings on documents as they are known now."""
        return references.ruled(found, self._settled(rulings))

    def _settled(self, rulings: Iterable[RelationRuling]) -> Iterator[RelationRuling]:
        for ruling in rulings:
            source, target = map(self.directory.resolve, (ruling.source, ruling.target))
            if source != target:
                yield replace(ruling, source=source, target=target)


def resolver(catalogue: Catalogue, versions: Sequence[Version] | None = None) -> Resolver:
    """The resolver of a store, or of some of its versions alone."""
    known = catalogue.versions if versions is None else versions
    return Resolver(known, dict(catalogue.membership.titles))


def resolved(catalogue: Catalogue) -> Resolved:
    """Every reference of the store: from each text's newest edition and from each record, one for each place."""
    known = resolver(catalogue)
    found: list[Reference] = []
    opened: list[OpenAllusion] = []
    for text in catalogue.linked:
        told, unsettled = known.of_text(text)
        found += told
        opened += unsettled
    found += known.directory.resolved(catalogue.recorded)
    standing, rejected = known.ruled(found, rulings(catalogue))
    return Resolved(standing, tuple(dict.fromkeys(opened)), rejected)


def rulings(catalogue: Catalogue) -> tuple[RelationRuling, ...]:
    """Every ruling on a relation that the store keeps. StoreDamaged if a file of them cannot be read."""
    store = catalogue.store
    names = [name for name in store.decisions() if name.startswith(f"{RELATIONS}/")]
    return tuple(ruling for name in names for ruling in relationfile.read(store.decision(name), name))


def rulings_of(catalogue: Catalogue, name: str) -> tuple[RelationRuling, ...]:
    """The rulings in one file of the store."""
    return relationfile.read(catalogue.store.decision(name), name)


def all_markings(catalogue: Catalogue | None) -> dict[DocumentNumber, tuple[str, ...]]:
    """The markings of every document that has some, those of all its language versions together."""
    found: dict[DocumentNumber, dict[str, None]] = {}
    for version in catalogue.versions if catalogue else ():
        if version.markings:
            found.setdefault(version.number, {}).update(dict.fromkeys(version.markings))
    return {number: tuple(words) for number, words in found.items()}
