"""What reports of references are asked to show, beside those of one version: what is missing, stale, changed, ruled on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from revtrack.model.allusions import OpenAllusion
from revtrack.model.citations import ReferenceChanges, RelationRuling, Stale
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.provisions import Forgotten, Inner
from revtrack.model.relations import Reference
from revtrack.report.views import Side

Markings = Mapping[DocumentNumber, tuple[str, ...]]


class Wanted(Struct, frozen=True):
    """A document that is referred to and whose text is not held. `claimants` are several documents that claim its number."""

    number: DocumentNumber
    references: tuple[Reference, ...]
    date: str = ""
    title: str = ""
    claimants: tuple[DocumentNumber, ...] = ()


class UnresolvedView(Struct, frozen=True):
    """The shopping list: documents wanted, most referred to first, and allusions that resolve to no document or to several.

    `inner` are references of texts into themselves that lead nowhere, each with the version it stands in.
    """

    wanted: tuple[Wanted, ...]
    opened: tuple[OpenAllusion, ...] = ()
    inner: tuple[tuple[Version, Inner], ...] = ()
    scope: str = ""
    markings: Markings = field(default_factory=dict)
    commit: str = ""


class StaleView(Struct, frozen=True):
    """Stale references, and how many documents are in force here."""

    found: tuple[Stale, ...]
    in_force: int = 0
    scope: str = ""
    markings: Markings = field(default_factory=dict)
    commit: str = ""


class RefDiffView(Struct, frozen=True):
    """What became of the references of one version in another. `notes` are sentences about the two.

    `forgotten` are references into the text itself whose words stayed while their provision moved on.
    """

    old: Side
    new: Side
    changes: ReferenceChanges
    markings: Markings = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    commit: str = ""
    forgotten: tuple[Forgotten, ...] = ()


class RejectedView(Struct, frozen=True):
    """Relations that a person rejected, each with the references that say them all the same."""

    found: tuple[tuple[RelationRuling, tuple[Reference, ...]], ...]
    scope: str = ""
    markings: Markings = field(default_factory=dict)
    commit: str = ""


class RuledRelationView(Struct, frozen=True):
    """What became of a ruling on a relation: kept by `commit`, or `already` said so. `replaced` made way for it."""

    ruling: RelationRuling
    already: bool = False
    replaced: tuple[RelationRuling, ...] = ()
    commit: str = ""
    notes: tuple[str, ...] = ()
    markings: Markings = field(default_factory=dict)
