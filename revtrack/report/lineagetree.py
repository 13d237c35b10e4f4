"""Lays a lineage out as a tree: each document once with what it points to, a repeated one by name alone.

Documents reached by an arrow away from the root show where they point in turn; documents that point to the root show what
points to them. An edge that the tree cannot show (between two of its branches) is given apart, so that none is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Reference, Relation

Key = tuple[DocumentNumber, Relation, DocumentNumber]


class Arrow(Struct, frozen=True):
    """All references of one relation between two documents, and which way they point as seen from the root."""

    relation: Relation
    source: DocumentNumber
    target: DocumentNumber
    references: tuple[Reference, ...]
    outward: bool = True

    @property
    def far(self) -> DocumentNumber:
        """The document at the end that is farther from the root."""
        return self.target if self.outward else self.source


class Branch(Struct, frozen=True):
    """One line of the tree: a document, the drawing in front of it, and the arrow by which it was reached."""

    number: DocumentNumber
    drawing: str
    arrow: Arrow | None
    repeated: bool


class _Walk(Struct):
    """What is still to be drawn, last first, and what has been."""

    outward: dict[DocumentNumber, list[Arrow]]
    inward: dict[DocumentNumber, list[Arrow]]
    waiting: list[tuple[DocumentNumber, str, str, Arrow | None]] = field(default_factory=list)
    seen: set[DocumentNumber] = field(default_factory=set)
    drawn: set[Key] = field(default_factory=set)


def tree(lineage: Lineage) -> tuple[list[Branch], list[Arrow]]:
    """The lines of the tree from the root on, and the arrows that have no place in it."""
    arrows = _arrows(lineage)
    walk = _Walk(_by(arrows, outward=True), _by(arrows, outward=False))
    walk.waiting.append((lineage.root, "", "", None))
    branches = list(_branches(walk))
    return branches, [arrow for arrow in arrows if _key(arrow) not in walk.drawn]


def _branches(walk: _Walk) -> Iterator[Branch]:
    """Depth first, without recursion: a chain of a thousand documents is a deep tree."""
    while walk.waiting:
        number, drawing, under, arrow = walk.waiting.pop()
        repeated = number in walk.seen
        yield Branch(number, drawing, arrow, repeated)
        if not repeated:
            walk.seen.add(number)
            walk.waiting += reversed(list(_below(walk, number, under, arrow)))


def _below(
    walk: _Walk, number: DocumentNumber, under: str, arrow: Arrow | None
) -> Iterator[tuple[DocumentNumber, str, str, Arrow]]:
    """What hangs under a document, with its drawing and with what stands in front of its own lines."""
    groups = _groups(walk, number, arrow)
    for order, group in enumerate(groups):
        last = order == len(groups) - 1
        corner, bar = ("└", " ") if last else ("├", "│")
        line, head, tail = ("─", "─", "► ") if group[0].outward else ("◄", "─", "─ ")
        stem = f"{line} {group[0].relation.word} "
        for place, one in enumerate(group):
            fork = "┬" if len(group) > 1 else head
            more = "│" if place < len(group) - 1 else " "
            branch = "├" if place < len(group) - 1 else "└"
            drawing = f"{corner}{stem}{fork}{tail}" if not place else f"{bar}{' ' * len(stem)}{branch}{tail}"
            yield one.far, under + drawing, f"{under}{bar}{' ' * len(stem)}{more}{' ' * len(tail)}", one


def _groups(walk: _Walk, number: DocumentNumber, arrow: Arrow | None) -> list[list[Arrow]]:
    """Arrows at a document that are not drawn yet, by relation and direction, in their order; from here on they are."""
    found: dict[tuple[Relation, bool], list[Arrow]] = {}
    for outward, side in ((True, walk.outward), (False, walk.inward)):
        if arrow is not None and arrow.outward is not outward:
            continue
        for one in side.get(number, []):
            if _key(one) not in walk.drawn:
                walk.drawn.add(_key(one))
                found.setdefault((one.relation, outward), []).append(one)
    return list(found.values())


def _arrows(lineage: Lineage) -> list[Arrow]:
    """The edges, those that say the same of the same two documents as one."""
    found: dict[Key, list[Reference]] = {}
    for edge in lineage.edges:
        reference = edge.reference
        found.setdefault((reference.source, reference.relation, reference.target), []).append(reference)
    return [Arrow(relation, source, target, tuple(refs)) for (source, relation, target), refs in found.items()]


def _by(arrows: Iterable[Arrow], *, outward: bool) -> dict[DocumentNumber, list[Arrow]]:
    found: dict[DocumentNumber, list[Arrow]] = {}
    for arrow in arrows:
        one = Arrow(arrow.relation, arrow.source, arrow.target, arrow.references, outward)
        found.setdefault(one.source if outward else one.target, []).append(one)
    return found


def _key(arrow: Arrow) -> Key:
    return (arrow.source, arrow.relation, arrow.target)
