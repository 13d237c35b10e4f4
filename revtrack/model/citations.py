"""What becomes of references: a person's rulings on them, references gone stale, and references changed between versions."""

from __future__ import annotations

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.model.numbers import DocumentNumber
from revtrack.model.pairings import Verdict
from revtrack.model.relations import Reference, Relation


class RelationRuling(Struct, frozen=True):
    """What a person said of a relation: that `source` stands in it to `target`, or does not. `by` is their name."""

    source: DocumentNumber
    relation: Relation
    target: DocumentNumber
    verdict: Verdict
    by: str

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise BadValue("a document stands in no relation to itself", tries=("revtrack refs --confirm FROM REL TO",))
        if not self.by:
            raise BadValue("a ruling has the name of who made it", tries=("revtrack log --events",))

    @property
    def key(self) -> tuple[DocumentNumber, Relation, DocumentNumber]:
        """The relation it is on."""
        return (self.source, self.relation, self.target)

    def __str__(self) -> str:
        """`9956/14 revises 15175/08`."""
        return f"{self.source} {self.relation.word} {self.target}"


class Stale(Struct, frozen=True):
    """A reference of a document in force to one that was since revised, replaced or repealed.

    `since` are the references by which that became so, from the document cited to the newest. `current` is the document to
    cite now: one; several where the ways part; none where it was repealed, or where they lead in a circle.
    `cites_current` says that the same document cites one of these as well.
    """

    reference: Reference
    since: tuple[Reference, ...]
    current: tuple[DocumentNumber, ...]
    cites_current: bool = False


class Retarget(Struct, frozen=True):
    """A reference that stands where another stood, and leads elsewhere. `reason` says why it is the same.

    "same work", "same words" or "replaced in place"; "" where it leads where it led.
    """

    old: Reference
    new: Reference
    reason: str = ""


class ReferenceChanges(Struct, frozen=True):
    """What became of the references of one version in the next, each in reading order."""

    gained: tuple[Reference, ...] = ()
    lost: tuple[Reference, ...] = ()
    kept: tuple[Retarget, ...] = ()
    retargeted: tuple[Retarget, ...] = ()
