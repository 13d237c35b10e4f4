"""Trace the lineage of a document: the graph of typed relations above and below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from revtrack.errors import BadValue
from revtrack.lineage.asof import is_after, is_by
from revtrack.lineage.cycles import circles
from revtrack.lineage.order import RANK, NumberKey, number_key
from revtrack.lineage.surroundings import Surroundings, surroundings
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import AsOf, Claim, Edge, Lineage, Node, Reference, Relation


class Direction(StrEnum):
    """UP goes to what a document revises, replaces or cites; DOWN to what revises, replaces or cites it; BOTH is both."""

    UP = "up"
    DOWN = "down"
    BOTH = "both"


class _Step(Struct, frozen=True):
    """A reference reached by a walk: at `depth` from the root, leading on to `far`. `down` says which way it was walked."""

    reference: Reference
    depth: int
    far: DocumentNumber
    down: bool = False


Look = Callable[[Collection[DocumentNumber]], Mapping[DocumentNumber, Surroundings]]
"""Gives the surroundings of those of some documents that are known or referred to."""


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
    """The lineage of `root` among these references and versions, as `trace_among` gives it."""
    known = surroundings(references, versions, root=root)

    def look(numbers: Collection[DocumentNumber]) -> Mapping[DocumentNumber, Surroundings]:
        return {number: known[number] for number in numbers if number in known}

    return trace_among(root, look, direction=direction, depth=depth, relations=relations, as_of=as_of)


def trace_among(
    root: DocumentNumber,
    look: Look,
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    relations: Collection[Relation] | None = None,
    as_of: DocumentDate | None = None,
) -> Lineage:
    """The documents that `root` leads to (up), that lead to it (down), or either; known or not, at most `depth` steps away.

    BOTH joins the two walks; it does not turn round on the way, so that what else cites a cited document stays out. With
    `relations`, only these are followed; with `as_of`, only what documents surely dated by that day say. Edges are sorted
    by depth, the way up first, then by relation, date of the document they lead on to (newest first) and number. `look` is
    asked for the documents on the way and for no others. Raises BadValue for a negative depth or an unknown day.
    """
    _check(depth, as_of)
    around = _Around(look, relations)
    root = around.meant(root)
    steps: dict[_Key, _Step] = {}
    if direction is not Direction.DOWN:
        _walk(root, around, depth, as_of, steps, down=False)
    if direction is not Direction.UP:
        _walk(root, around, depth, as_of, steps, down=True)
    edges = _ordered(steps.values(), around)
    met = _met(root, edges)
    around.fetch(met)
    return Lineage(
        root,
        tuple(around[number].node for number in met),
        edges,
        _cycles(edges),
        disputed=_disputed(around[number].claims for number in met),
        own=_of_themselves(around, met),
        as_of=None if as_of is None else _left_out(as_of, direction, around, met),
    )


class _Around:
    """The surroundings of the documents met so far, as far as their references are of the relations asked for."""

    def __init__(self, look: Look, relations: Collection[Relation] | None) -> None:
        self._look = look
        self._relations = relations
        self._met: dict[DocumentNumber, Surroundings] = {}

    def fetch(self, numbers: Iterable[DocumentNumber]) -> None:
        """Look at these documents, those not met before together."""
        new = [number for number in dict.fromkeys(numbers) if number not in self._met]
        if new:
            found = self._look(new)
            self._met |= {number: found.get(number) or Surroundings(Node(number, held=False)) for number in new}

    def __getitem__(self, number: DocumentNumber) -> Surroundings:
        return self._met[number]

    def meant(self, number: DocumentNumber) -> DocumentNumber:
        """The document that a number means."""
        self.fetch((number,))
        return self[number].means or number

    def up(self, numbers: Collection[DocumentNumber]) -> Iterator[Reference]:
        """The references of some documents to others."""
        self.fetch(numbers)
        return (ref for number in numbers for ref in self.said(number) if ref.target != number)

    def down(self, numbers: Collection[DocumentNumber]) -> Iterator[Reference]:
        """The references of others to some documents."""
        self.fetch(numbers)
        asked = set(numbers)
        sources = dict.fromkeys(source for number in numbers for source in self[number].sources)
        self.fetch(sources)
        return (ref for source in sources for ref in self.said(source) if ref.target in asked and ref.target != source)

    def said(self, number: DocumentNumber) -> Iterator[Reference]:
        """The references of a document that was looked at, those to itself among them."""
        return (ref for ref in self[number].leading if self._relations is None or ref.relation in self._relations)


_Key = tuple[DocumentNumber, Relation, DocumentNumber]


def _check(depth: int | None, as_of: DocumentDate | None) -> None:
    if depth is not None and depth < 0:
        raise BadValue(f"a depth of {depth} is less than nothing", tries=("--depth 1",))
    if as_of is not None and not as_of.is_known:
        raise BadValue("a lineage as of an unknown day is none", tries=("--as-of 2010-06-30",))


def _disputed(claims: Iterable[Iterable[Claim]]) -> tuple[Claim, ...]:
    """The numbers that several documents of the graph, or the graph's own numbers, are claimed by, each once."""
    found = {claim for some in claims for claim in some}
    return tuple(sorted(found, key=lambda claim: number_key(claim.number)))


def _of_themselves(around: _Around, met: Collection[DocumentNumber]) -> tuple[Reference, ...]:
    """The references of documents in the graph to themselves, by number and relation."""
    found = (ref for number in met for ref in around.said(number) if ref.target == number)
    return tuple(sorted(found, key=lambda each: (number_key(each.source), RANK[each.relation])))


def _left_out(day: DocumentDate, direction: Direction, around: _Around, met: Collection[DocumentNumber]) -> AsOf:
    """The documents that say something of a document in the graph and were, by that day, later or of no sure date."""
    said = [] if direction is Direction.DOWN else list(around.up(met))
    said += [] if direction is Direction.UP else list(around.down(met))
    later: dict[DocumentNumber, None] = {}
    undated: dict[DocumentNumber, None] = {}
    for source in dict.fromkeys(reference.source for reference in said):
        date = around[source].date
        if not is_by(date, day):
            (later if is_after(date, day) else undated)[source] = None
    return AsOf(str(day), tuple(sorted(later, key=number_key)), tuple(sorted(undated, key=number_key)))


def _walk(
    root: DocumentNumber,
    around: _Around,
    depth: int | None,
    as_of: DocumentDate | None,
    steps: dict[_Key, _Step],
    *,
    down: bool,
) -> None:
    """Walk breadth first from `root`; what is said of a step already taken is kept where it is nearer."""
    seen = {root}
    front = [root]
    distance = 0
    while front and (depth is None or distance < depth):
        distance += 1
        leading = list(around.down(front) if down else around.up(front))
        reached: dict[DocumentNumber, None] = {}
        for reference in leading:
            if as_of is not None and not is_by(around[reference.source].date, as_of):
                continue
            far = reference.source if down else reference.target
            reached[far] = None
            key = (reference.source, reference.relation, reference.target)
            if key not in steps or distance < steps[key].depth:
                steps[key] = _Step(reference, distance, far, down)
        front = [far for far in reached if far not in seen]
        seen.update(front)


def _ordered(steps: Iterable[_Step], around: _Around) -> tuple[Edge, ...]:
    taken = list(steps)
    around.fetch(step.far for step in taken)

    def key(step: _Step) -> tuple[int, bool, int, tuple[int, ...], NumberKey, NumberKey]:
        near = step.reference.target if step.down else step.reference.source
        newest_first = tuple(-part for part in around[step.far].date.sort_key)
        rank = RANK[step.reference.relation]
        return (step.depth, step.down, rank, newest_first, number_key(step.far), number_key(near))

    return tuple(Edge(step.reference, step.depth) for step in sorted(taken, key=key))


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
