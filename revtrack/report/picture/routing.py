"""Which way a relation takes from one document to the other: through a lane in every column that lies between them.

Relations to one document that are drawn alike share their lanes, so that a document cited by many has one line that leads
to it. A lane is an item of its column like a box, only lower: that keeps lines out of boxes and off words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from revtrack.model.relations import Reference, Relation
from revtrack.report.picture.columns import Column
from revtrack.report.picture.values import Stroke

STROKES: dict[Relation, Stroke] = {
    Relation.REVISES: Stroke.SOLID,
    Relation.REPLACES: Stroke.DOUBLE,
    Relation.PREVIOUS_DOCUMENT: Stroke.DASHED,
    Relation.CITES: Stroke.DOTTED,
}
"""All other relations are drawn in dashes and dots."""


class Route(Struct, frozen=True):
    """The items that a relation passes, from its source to its target. `leftward` routes leave their box on the left side.

    Between two boxes of one column the route has no lane: it leaves on the left and comes back.
    """

    edge: int
    hops: tuple[int, ...]
    leftward: bool
    loop: bool
    stroke: Stroke


class Routes(Struct, frozen=True):
    """All routes, and the column of every item: the boxes first, in the order of their nodes, then the lanes."""

    routes: tuple[Route, ...]
    columns: tuple[int, ...]
    strokes: Mapping[int, Stroke]
    """How each lane is drawn."""


def routes(references: Sequence[tuple[int, Reference, int, int]], columns: Sequence[Column]) -> Routes:
    """The routes of references given as (place of its edge, reference, source and target among the nodes)."""
    column_of = {place: at for at, column in enumerate(columns) for place in column.members}
    items = [column_of[place] for place in sorted(column_of)]
    lanes: dict[tuple[int, bool, Stroke, int], int] = {}
    strokes: dict[int, Stroke] = {}
    found = []
    for edge, reference, source, target in references:
        start, end = column_of[source], column_of[target]
        leftward, stroke = end <= start, STROKES.get(reference.relation, Stroke.DASHDOT)
        hops = [source]
        for column in range(start - 1, end, -1) if leftward else range(start + 1, end):
            key = (target, leftward, stroke, column)
            if key not in lanes:
                lanes[key] = len(items)
                strokes[len(items)] = stroke
                items.append(column)
            hops.append(lanes[key])
        found.append(Route(edge, (*hops, target), leftward, start == end, stroke))
    return Routes(tuple(found), tuple(items), strokes)
