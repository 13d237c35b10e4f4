"""Trace the lineage of a document: the graph of typed relations above and below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from revtrack.errors import BadValue
from revtrack.lineage.asof import is_after, is_by
from revtrack.lineage.cycles import circles
from revtrack.lineage.nodes import Catalogue
from revtrack.lineage.order import RANK, WEAKNESS, NumberKey, number_key
from revtrack.lineage.suffixes import by_number
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import AsOf, Edge, Lineage, Reference, Relation


class Direction(StrEnum):
    """UP goes to what a document revises, replaces or cites; DOWN to what revises, replaces or cites it; BOTH is both."""

    UP = "up"
    DOWN = "down"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class _Step:
    """A reference reached by a walk: at `depth` from the root, leading on to `far`. `down` says which way it was walked."""

    reference: Reference
    depth: int
    far: DocumentNumber
    down: bool = False


def trace(
    root: DocumentNumber,
    references: Iterable[Reference],
    versions: Iterable[Version],
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    relations: Collection[Relation] | None = None,
    as_of: DocumentDate | None = None,
) -> Lineage:
    """The documents that `root` leads to (up), that lead to it (down), or either; known or not, at most `depth` steps away.

    BOTH joins the two walks; it does not turn round on the way, so that what else cites a cited document stays out. With
    `relations`, only these are followed; with `as_of`, only what documents surely dated by that day say. Several
    references of one kind between two documents are one edge, in its strongest state and with that one's evidence. What
    numbers say by their suffixes is added, as inferred. Edges are sorted by depth, the way up first, then by relation,
    date of the document they lead on to (newest first) and number. A number that is an alias of one version is that
    version; one that several claim is none of them. Raises BadValue for a negative depth or an unknown day.
    """
    _check(depth, as_of)
    catalogue = Catalogue(versions)
    root = catalogue.resolve(root)
    folded, own = _fold(_everything(root, references, catalogue), relations)
    known = [each for each in folded if as_of is None or is_by(catalogue.date(each.source), as_of)]
    steps: dict[int, _Step] = {}
    if direction is not Direction.DOWN:
        _walk(root, known, depth, steps, down=False)
    if direction is not Direction.UP:
        _walk(root, known, depth, steps, down=True)
    edges = _ordered(steps.values(), catalogue)
    met = _met(root, edges)
    return Lineage(
        root,
        catalogue.nodes(met),
        edges,
        _cycles(edges),
        disputed=catalogue.disputed(met.keys()),
        own=_of_themselves(own, met.keys()),
        as_of=None if as_of is None else _left_out(as_of, direction, folded, met.keys(), catalogue),
    )


def _check(depth: int | None, as_of: DocumentDate | None) -> None:
    if depth is not None and depth < 0:
        raise BadValue(f"a depth of {depth} is less than nothing", tries=("--depth 1",))
    if as_of is not None and not as_of.is_known:
        raise BadValue("a lineage as of an unknown day is none", tries=("--as-of 2010-06-30",))


def _everything(root: DocumentNumber, references: Iterable[Reference], catalogue: Catalogue) -> Iterator[Reference]:
    """The references between documents as they are known here, then what the numbers of all these say by themselves."""
    named = {root: None, **dict.fromkeys(catalogue.numbers)}
    for reference in catalogue.resolved(references):
        named[reference.source] = named[reference.target] = None
        yield reference
    yield from by_number(named.keys())


def _of_themselves(own: Iterable[Reference], met: Collection[DocumentNumber]) -> tuple[Reference, ...]:
    """The references of documents in the graph to themselves, by number and relation."""
    found = (reference for reference in own if reference.source in met)
    return tuple(sorted(found, key=lambda each: (number_key(each.source), RANK[each.relation])))


def _left_out(
    day: DocumentDate,
    direction: Direction,
    references: Iterable[Reference],
    met: Collection[DocumentNumber],
    catalogue: Catalogue,
) -> AsOf:
    """The documents that say something of a document in the graph and were, by that day, later or of no sure date."""
    later: dict[DocumentNumber, None] = {}
    undated: dict[DocumentNumber, None] = {}
    for reference in references:
        up = direction is not Direction.DOWN and reference.source in met
        down = direction is not Direction.UP and reference.target in met
        date = catalogue.date(reference.source)
        if (up or down) and not is_by(date, day):
            (later if is_after(date, day) else undated)[reference.source] = None
    return AsOf(str(day), tuple(sorted(later, key=number_key)), tuple(sorted(undated, key=number_key)))


def _fold(
    references: Iterable[Reference], relations: Collection[Relation] | None
) -> tuple[list[Reference], list[Reference]]:
    """One reference for each (source, relation, target): the strongest, the first of equals; markings of all.

    Those of a document to itself stand apart: they are no relations.
    """
    folded: dict[tuple[DocumentNumber, Relation, DocumentNumber], Reference] = {}
    for reference in references:
        if relations is None or reference.relation in relations:
            key = (reference.source, reference.relation, reference.target)
            known = folded.get(key)
            folded[key] = reference if known is None else _stronger(known, reference)
    between = [each for each in folded.values() if each.source != each.target]
    return between, [each for each in folded.values() if each.source == each.target]


def _stronger(known: Reference, other: Reference) -> Reference:
    strongest = other if WEAKNESS[other.state] < WEAKNESS[known.state] else known
    markings = tuple(dict.fromkeys((*known.markings, *other.markings)))
    return strongest if strongest.markings == markings else replace(strongest, markings=markings)


def _walk(
    root: DocumentNumber, references: Sequence[Reference], depth: int | None, steps: dict[int, _Step], *, down: bool
) -> None:
    """Walk breadth first from `root`; what a reference's index has in `steps` is kept where it is nearer."""
    leaving = _leaving(references, down=down)
    seen = {root}
    front = [root]
    distance = 0
    while front and (depth is None or distance < depth):
        distance += 1
        reached = [(index, far) for near in front for index, far in leaving.get(near, ())]
        for index, far in reached:
            if index not in steps or distance < steps[index].depth:
                steps[index] = _Step(references[index], distance, far, down)
        front = [far for far in dict.fromkeys(far for _, far in reached) if far not in seen]
        seen.update(front)


def _leaving(
    references: Sequence[Reference], *, down: bool
) -> Mapping[DocumentNumber, list[tuple[int, DocumentNumber]]]:
    """The references that lead on from each document, as (index, document led to)."""
    table: dict[DocumentNumber, list[tuple[int, DocumentNumber]]] = {}
    for index, reference in enumerate(references):
        near, far = (reference.target, reference.source) if down else (reference.source, reference.target)
        table.setdefault(near, []).append((index, far))
    return table


def _ordered(steps: Iterable[_Step], catalogue: Catalogue) -> tuple[Edge, ...]:
    def key(step: _Step) -> tuple[int, bool, int, tuple[int, ...], NumberKey, NumberKey]:
        near = step.reference.target if step.down else step.reference.source
        newest_first = tuple(-part for part in catalogue.date(step.far).sort_key)
        rank = RANK[step.reference.relation]
        return (step.depth, step.down, rank, newest_first, number_key(step.far), number_key(near))

    return tuple(Edge(step.reference, step.depth) for step in sorted(steps, key=key))


def _met(root: DocumentNumber, edges: Iterable[Edge]) -> dict[DocumentNumber, None]:
    """Every number of the graph, the root first, then in the order of the edges."""
    met: dict[DocumentNumber, None] = {root: None}
    for edge in edges:
        met.setdefault(edge.reference.source)
        met.setdefault(edge.reference.target)
    return met


def _cycles(edges: Sequence[Edge]) -> tuple[tuple[DocumentNumber, ...], ...]:
    """The groups of documents that refer to one another in a circle, each along the references from its smallest number."""
    numbers = sorted(
        {number for edge in edges for number in (edge.reference.source, edge.reference.target)}, key=number_key
    )
    place = {number: index for index, number in enumerate(numbers)}
    graph: dict[int, list[int]] = {index: [] for index in range(len(numbers))}
    for edge in edges:
        graph[place[edge.reference.source]].append(place[edge.reference.target])
    return tuple(tuple(numbers[index] for index in circle) for circle in circles(graph))
