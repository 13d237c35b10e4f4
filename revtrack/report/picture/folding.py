"""What is drawn of a lineage too large for one picture: citations counted in the box, and the far documents left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage, Relation
from revtrack.report.evidence import markings_of
from revtrack.report.picture.values import Shown

FOLD_ABOVE = 40
"""With more documents than this, those that only a citation joins to the rest are counted, not drawn."""
MOST_BOXES = 150
"""No picture has more boxes: nobody could read it."""


def shown(lineage: Lineage) -> Shown:
    """The whole lineage where it fits; else as many steps from its root as do, with a note that says what to do."""
    depth = _depth_that_fits(lineage)
    near = _within(lineage, depth)
    found = _folded(near)
    left_out = len(lineage.nodes) - len(near.nodes)
    numbers = {node.number for node in found.lineage.nodes}
    places = {id(edge): place for place, edge in enumerate(lineage.edges)}
    return replace(
        found,
        nodes=tuple(place for place, node in enumerate(lineage.nodes) if node.number in numbers),
        edges=tuple(places[id(edge)] for edge in found.lineage.edges),
        note=_note(lineage, depth, left_out) if left_out else "",
    )


def _note(lineage: Lineage, depth: int, left_out: int) -> str:
    steps = "1 step" if depth == 1 else f"{depth} steps"
    return (
        f"{len(lineage.nodes)} documents are too many for one picture: it goes {steps} from {lineage.root}, and "
        f"{left_out} farther documents are not in it; --depth, --rel, --up or --down draw a smaller lineage"
    )


def _depth_that_fits(lineage: Lineage) -> int:
    deepest = max((edge.depth for edge in lineage.edges), default=0)
    depth = deepest if len(_folded(lineage).lineage.nodes) <= MOST_BOXES else 0
    while depth < deepest and len(_folded(_within(lineage, depth + 1)).lineage.nodes) <= MOST_BOXES:
        depth += 1
    return depth


def _within(lineage: Lineage, depth: int) -> Lineage:
    """The lineage as far as so many steps."""
    edges = tuple(edge for edge in lineage.edges if edge.depth <= depth)
    numbers = {lineage.root, *(n for edge in edges for n in (edge.reference.source, edge.reference.target))}
    return replace(lineage, edges=edges, nodes=tuple(node for node in lineage.nodes if node.number in numbers))


def _folded(lineage: Lineage) -> Shown:
    """The lineage without what is counted; with FOLD_ABOVE documents or fewer, nothing is."""
    leaves = _leaves(lineage) if len(lineage.nodes) > FOLD_ABOVE else {}
    counted: dict[DocumentNumber, tuple[int, int]] = {}
    for near, cited in leaves.values():
        cites, cited_by = counted.get(near, (0, 0))
        counted[near] = (cites + cited, cited_by + (not cited))
    ends = leaves.keys()
    kept = replace(
        lineage,
        nodes=tuple(node for node in lineage.nodes if node.number not in ends),
        edges=tuple(e for e in lineage.edges if e.reference.source not in ends and e.reference.target not in ends),
    )
    return Shown(kept, (), (), counted)


def _leaves(lineage: Lineage) -> Mapping[DocumentNumber, tuple[DocumentNumber, bool]]:
    """The documents that one citation alone joins to the rest: each with the other document, and whether it is the cited one.

    The root, documents with a marking and those in a circle are never among them.
    """
    joined: dict[DocumentNumber, list[tuple[DocumentNumber, bool, Relation]]] = {}
    for edge in lineage.edges:
        said = edge.reference
        joined.setdefault(said.source, []).append((said.target, False, said.relation))
        joined.setdefault(said.target, []).append((said.source, True, said.relation))
    kept = _kept(lineage)
    return {
        number: (ends[0][0], ends[0][1])
        for number, ends in joined.items()
        if len(ends) == 1 and ends[0][2] is Relation.CITES and number not in kept
    }


def _kept(lineage: Lineage) -> Collection[DocumentNumber]:
    marked = {number for number, markings in markings_of(lineage).items() if markings}
    return {lineage.root, *marked, *(number for cycle in lineage.cycles for number in cycle)}
