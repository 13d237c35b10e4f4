"""Resolve numbers and allusions to the documents known here; of two that fit, neither is taken.

Everything is worked out from what is known at the time and nothing is kept, so the order in which documents arrive makes
no difference, and what was unresolved resolves by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from revtrack.model.allusions import Allusion, DocumentKind, OpenAllusion
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Reference, Relation, State
from revtrack.references.allusions import content
from revtrack.references.kinds import kinds_of, nouns
from revtrack.references.phrasing import PHRASING


class Directory:
    """The documents known here, by number, by alias, and by what they are called. `titles` are those of works, by id."""

    def __init__(self, versions: Iterable[Version], titles: Mapping[str, str] | None = None) -> None:
        self._titles = titles or {}
        self._versions: dict[DocumentNumber, list[Version]] = {}
        self._claims: dict[DocumentNumber, dict[DocumentNumber, None]] = {}
        for version in versions:
            self._versions.setdefault(version.number, []).append(version)
        for number, same in self._versions.items():
            for alias in (alias for version in same for alias in version.aliases):
                if alias != number:
                    self._claims.setdefault(alias, {})[number] = None

    def __contains__(self, number: DocumentNumber) -> bool:
        return number in self._versions

    def resolve(self, number: DocumentNumber) -> DocumentNumber:
        """The document a number means: the one of that number, else the only one that claims it as an alias, else itself."""
        claimants = self._claims.get(number) if self._claims else None
        if not claimants or len(claimants) > 1 or number in self._versions:
            return number
        return next(iter(claimants))

    def claimants(self, number: DocumentNumber) -> tuple[DocumentNumber, ...]:
        """The documents that claim a number where more than one does, in the order of their print; else none."""
        own = {number: None} if number in self._versions else {}
        found = {**own, **self._claims.get(number, {})}
        return tuple(sorted(found, key=str)) if len(found) > 1 else ()

    def resolved(self, references: Iterable[Reference]) -> Iterator[Reference]:
        """The references between documents as they are known here; those of a document to itself are gone."""
        for reference in references:
            source, target = self.resolve(reference.source), self.resolve(reference.target)
            if source != target:
                same = source == reference.source and target == reference.target
                yield reference if same else replace(reference, source=source, target=target)

    def are_one_work(self, one: DocumentNumber, other: DocumentNumber) -> bool:
        """Whether two documents are versions of one work, by what is known here or by their numbers."""
        return one.base == other.base or bool(self.works((one,)) & self.works((other,)))

    def works(self, numbers: Iterable[DocumentNumber]) -> frozenset[str]:
        """The works of some documents."""
        return frozenset(version.work for number in numbers for version in self._versions.get(number, ()))

    def date(self, number: DocumentNumber) -> DocumentDate:
        """The first date known of a document."""
        known = (version.date for version in self._versions.get(number, ()) if version.date.is_known)
        return next(known, UNKNOWN_DATE)

    def kinds(self, number: DocumentNumber) -> frozenset[DocumentKind]:
        """What the titles of a document and of its work call it."""
        return frozenset(kind for title in self._titles_of(number) for kind in kinds_of(title))

    def in_works(self, works: Iterable[str]) -> Iterator[DocumentNumber]:
        """The documents of some works."""
        return (number for work in sorted(works) for number in self._by_work.get(work, ()))

    def dated(self, year: int | None) -> Iterator[DocumentNumber]:
        """The documents dated in a year."""
        return iter(self._by_year.get(year, ()))

    def is_named(self, number: DocumentNumber, kind: DocumentKind, words: Sequence[str]) -> bool:
        """Whether a title of the document, or of its work, consists of a word of that kind and of these words."""
        titles = self._titles_of(number)
        return any(kind in kinds_of(title) and telling_words(title, kind) == tuple(words) for title in titles)

    @cached_property
    def _by_work(self) -> Mapping[str, Mapping[DocumentNumber, None]]:
        table: dict[str, dict[DocumentNumber, None]] = {}
        for number, same in self._versions.items():
            for version in same:
                table.setdefault(version.work, {})[number] = None
        return table

    @cached_property
    def _by_year(self) -> Mapping[int | None, Sequence[DocumentNumber]]:
        table: dict[int | None, list[DocumentNumber]] = {}
        for number in self._versions:
            table.setdefault(self.date(number).year, []).append(number)
        return table

    def _titles_of(self, number: DocumentNumber) -> frozenset[str]:
        same = self._versions.get(number, ())
        return frozenset(t for v in same for t in (v.title, self._titles.get(v.work, "")) if t)


def telling_words(title: str, kind: DocumentKind) -> tuple[str, ...]:
    """The words of a title that tell it from others of its kind: its word for that kind, `EU` and `draft` left out."""
    for lang, row in PHRASING.items():
        first = next((noun for noun in nouns(title, lang) if noun.kind is kind), None)
        if first:
            words = (*content(title[: first.start]), *content(title[first.end :]))
            return tuple(word for word in words if word not in row.neutral)
    return ()


def resolve_allusions(
    document: Version, allusions: Sequence[Allusion], cited: Iterable[DocumentNumber], directory: Directory
) -> tuple[tuple[Reference, ...], tuple[OpenAllusion, ...]]:
    """What the allusions of a document mean: inferred citations, and those that stay open.

    `cited` are the documents it refers to by number: a date alone ("the strategy of 2005") is looked for in its own work
    and in theirs. Words that tell a document from others are looked for in titles, and the whole title must be meant.
    """
    own = directory.resolve(document.number)
    scope = directory.works({own, *cited}) | {document.work}
    found: list[Reference] = []
    open_: list[OpenAllusion] = []
    for allusion in allusions:
        candidates = _candidates(allusion, own, document, scope, directory)
        if len(candidates) == 1:
            if candidates[0] != own:
                found.append(Reference(own, Relation.CITES, candidates[0], State.INFERRED, allusion.evidence))
        else:
            open_.append(OpenAllusion(own, allusion, candidates))
    return tuple(found), tuple(open_)


def _candidates(
    allusion: Allusion, own: DocumentNumber, document: Version, scope: Iterable[str], directory: Directory
) -> tuple[DocumentNumber, ...]:
    """The documents that an allusion can mean, each once, in the order of their print."""
    if allusion.numbers:
        return _sorted(map(directory.resolve, allusion.numbers))
    return _sorted(
        number
        for number in (directory.dated(allusion.year) if allusion.words else directory.in_works(scope))
        if number != own
        and allusion.fits(directory.date(number))
        and not _is_later(directory.date(number), document.date)
        and _is_called(number, allusion, directory)
    )


def _is_called(number: DocumentNumber, allusion: Allusion, directory: Directory) -> bool:
    if allusion.words:
        return directory.is_named(number, allusion.kind, allusion.words)
    return allusion.kind in directory.kinds(number)


def _is_later(date: DocumentDate, than: DocumentDate) -> bool:
    """Whether a day surely lies after another."""
    return date.is_day and than.is_day and date.sort_key > than.sort_key


def _sorted(numbers: Iterable[DocumentNumber]) -> tuple[DocumentNumber, ...]:
    return tuple(sorted(set(numbers), key=str))
