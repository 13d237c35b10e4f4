"""What stands directly around each document: what it leads to, what leads to it, and what is known of it.

Everything that the whole of a store decides (which number means which document, which of several references is the strongest,
what suffixes say, who claims what) is decided here, once. A walk then needs the surroundings of the documents it meets, and
of no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from revtrack.lineage.nodes import Catalogue
from revtrack.lineage.order import WEAKNESS
from revtrack.lineage.suffixes import by_number
from revtrack.model.dates import UNKNOWN_DATE, DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Claim, Node, Reference, Relation


class Surroundings(Struct, frozen=True):
    """One document with what leads on from it and to it.

    `leading` are references of the document, one for each relation and target, in its strongest state; among them those to
    itself. `sources` are the documents that refer to it. `claims` are those in which it is the number or a claimant.
    `means` is the document that this number is only another number of; it has no surroundings of its own then.
    """

    node: Node
    date: DocumentDate = UNKNOWN_DATE
    leading: tuple[Reference, ...] = ()
    sources: tuple[DocumentNumber, ...] = ()
    claims: tuple[Claim, ...] = ()
    means: DocumentNumber | None = None


def surroundings(
    references: Iterable[Reference], versions: Iterable[Version], *, root: DocumentNumber | None = None
) -> Mapping[DocumentNumber, Surroundings]:
    """The surroundings of every document that is known or referred to, and of `root`.

    Several references of one kind between two documents are one, in its strongest state and with that one's evidence and
    the markings of all. What numbers say by their suffixes is added, as inferred. A number that is an alias of one version
    is that version; one that several claim is none of them.
    """
    catalogue = Catalogue(versions)
    named = {} if root is None else {catalogue.resolve(root): None}
    named |= dict.fromkeys(catalogue.numbers)
    leading: dict[DocumentNumber, list[Reference]] = {}
    sources: dict[DocumentNumber, dict[DocumentNumber, None]] = {}
    for reference in _folded(_everything(named, references, catalogue)):
        leading.setdefault(reference.source, []).append(reference)
        sources.setdefault(reference.target, {})[reference.source] = None
    claims = catalogue.claims()
    found = {
        number: Surroundings(
            catalogue.node(number),
            catalogue.date(number),
            tuple(leading.get(number, ())),
            tuple(sources.get(number, ())),
            claims.get(number, ()),
        )
        for number in dict.fromkeys((*named, *leading, *sources, *claims))
    }
    aliases = {alias: Surroundings(catalogue.node(alias), means=number) for alias, number in catalogue.aliases.items()}
    return {**found, **aliases}


def _everything(
    named: dict[DocumentNumber, None], references: Iterable[Reference], catalogue: Catalogue
) -> Iterator[Reference]:
    """The references between documents as they are known here, then what the numbers of all these say by themselves."""
    for reference in catalogue.resolved(references):
        named[reference.source] = named[reference.target] = None
        yield reference
    yield from by_number(named.keys())


def _folded(references: Iterable[Reference]) -> Iterable[Reference]:
    """One reference for each (source, relation, target): the strongest, the first of equals; markings of all."""
    folded: dict[tuple[DocumentNumber, Relation, DocumentNumber], Reference] = {}
    for reference in references:
        key = (reference.source, reference.relation, reference.target)
        known = folded.setdefault(key, reference)
        if known is not reference:
            folded[key] = _stronger(known, reference)
    return folded.values()


def _stronger(known: Reference, other: Reference) -> Reference:
    strongest = other if WEAKNESS[other.state] < WEAKNESS[known.state] else known
    markings = tuple(dict.fromkeys((*known.markings, *other.markings)))
    return strongest if strongest.markings == markings else replace(strongest, markings=markings)
