"""Trace the lineage of a document: the graph of typed relations above and below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from revtrack.errors import BadValue
from revtrack.lineage.cycles import circles
from revtrack.lineage.nodes import Catalogue
from revtrack.lineage.order import RANK, WEAKNESS, NumberKey, number_key
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Edge, Lineage, Reference, Relation


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
) -> Lineage:
    """The documents that `root` leads to (up), that lead to it (down), or either; known or not, at most `depth` steps away.

    BOTH joins the two walks; it does not turn round on the way, so that what else cites a cited document stays out. With
    `relations`, only these are followed. Several references of one kind between two documents are one edge, in its
    strongest state and with that one's evidence. Edges are sorted by depth, the way up first, then by relation, date of the
    document they lead on to (newest first) and number. A number that is an alias of one version is that version.
    Raises BadValue for a negative depth.
    """
    if depth is not None and depth < 0:
        raise BadValue(f"a depth of {depth} is less than nothing", tries=("--depth 1",))
    catalogue = Catalogue(versions)
    root = catalogue.resolve(root)
    folded = _fold(catalogue.resolved(references), relations)
    steps: dict[int, _Step] = {}
    if direction is not Direction.DOWN:
        _walk(root, folded, depth, steps, down=False)
    if direction is not Direction.UP:
        _walk(root, folded, depth, steps, down=True)
    edges = _ordered(steps.values(), catalogue)
    return Lineage(root, catalogue.nodes(_met(root, edges)), edges, _cycles(edges))


def _fold(references: Iterable[Reference], relations: Collection[Relation] | None) -> tuple[Reference, ...]:
    """One reference for each (source, relation, target): the strongest, the first of equals; markings of all."""
    folded: dict[tuple[DocumentNumber, Relation, DocumentNumber], Reference] = {}
    for reference in references:
        if relations is None or reference.relation in relations:
            key = (reference.source, reference.relation, reference.target)
            known = folded.get(key)
            folded[key] = reference if known is None else _stronger(known, reference)
    return tuple(folded.values())


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


def _met(root: DocumentNumber, edges: Iterable[Edge]) -> list[DocumentNumber]:
    """Every number of the graph, the root first, then in the order of the edges."""
    met = {root: None}
    for edge in edges:
        met.setdefault(edge.reference.source)
        met.setdefault(edge.reference.target)
    return list(met)


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
