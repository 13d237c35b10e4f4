"""Gather what is known of each document from the versions of the store: one node for each number, in whatever languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from revtrack.lineage.order import number_key
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Claim, Node, Reference, Relation


class Catalogue:
    """The versions by number. A number that no version has and exactly one claims as its alias stands for that one."""

    def __init__(self, versions: Iterable[Version]) -> None:
        self._versions: dict[DocumentNumber, list[Version]] = {}
        for version in sorted(versions, key=lambda version: (not version.held, str(version))):
            self._versions.setdefault(version.number, []).append(version)
        claims = {(alias, number) for number, same in self._versions.items() for one in same for alias in one.aliases}
        claimed = Counter(alias for alias, _ in claims)
        self._aliases = {
            alias: number for alias, number in claims if claimed[alias] == 1 and alias not in self._versions
        }
        self._disputed: dict[DocumentNumber, set[DocumentNumber]] = {}
        for alias, number in claims:
            if alias not in self._aliases and alias != number:
                own = {alias} if alias in self._versions else set()
                self._disputed.setdefault(alias, own).add(number)

    def resolve(self, number: DocumentNumber) -> DocumentNumber:
        """The number under which a document is known here; the number itself where nobody knows another."""
        return self._aliases.get(number, number) if self._aliases else number

    def resolved(self, references: Iterable[Reference]) -> Iterator[Reference]:
        """The references between documents as they are known here. That two numbers are one document is no reference."""
        for reference in references:
            source, target = self.resolve(reference.source), self.resolve(reference.target)
            if source == reference.source and target == reference.target:
                yield reference
            elif source != target or reference.relation is not Relation.SAME_AS:
                yield replace(reference, source=source, target=target)

    @property
    def numbers(self) -> Iterable[DocumentNumber]:
        """The numbers of all versions."""
        return self._versions.keys()

    @property
    def aliases(self) -> Mapping[DocumentNumber, DocumentNumber]:
        """The numbers that stand for a document of another number."""
        return self._aliases

    def claims(self) -> Mapping[DocumentNumber, tuple[Claim, ...]]:
        """The numbers that several documents claim, under each such number and each document that claims it, in order."""
        found: dict[DocumentNumber, dict[Claim, None]] = {}
        for number, claimants in sorted(self._disputed.items(), key=lambda claim: number_key(claim[0])):
            claim = Claim(number, tuple(sorted(claimants, key=number_key)))
            for party in (number, *claim.claimants):
                found.setdefault(party, {})[claim] = None
        return {party: tuple(claims) for party, claims in found.items()}

    def date(self, number: DocumentNumber) -> DocumentDate:
        """The date of a document; of its language versions, the first that has one. Held ones come first, then by language."""
        known = (version.date for version in self._versions.get(number, ()) if version.date.is_known)
        return next(known, UNKNOWN_DATE)

    def node(self, number: DocumentNumber) -> Node:
        """What is known of a number."""
        same = self._versions.get(number, [])
        date = self.date(number)
        return Node(
            number,
            held=any(version.held for version in same),
            date=str(date) if date.is_known else "",
            languages=tuple(str(version.language) for version in same if version.held and version.language),
            title=next((version.title for version in same if version.title), ""),
            work=next((version.work for version in same), ""),
            markings=tuple(dict.fromkeys(marking for version in same for marking in version.markings)),
        )
