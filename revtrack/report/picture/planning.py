"""What must be known before anything has a place: columns, routes, the words in every box, the order, and the heights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from revtrack.model.relations import Lineage, Node, Reference, Relation, State
from revtrack.report.evidence import markings_of
from revtrack.report.lineagewords import held_words
from revtrack.report.neutral import neutral_line
from revtrack.report.picture.columns import Column, columns
from revtrack.report.picture.metrics import cut, wrapped
from revtrack.report.picture.placing import Link, Sizes, ordered, settled
from revtrack.report.picture.routing import Route, Routes, routes
from revtrack.report.picture.values import Shown, Words

BOX, PAD, CORNER = 184.0, 10.0, 18.0
"""Width of a box, room at its sides, and its hatched corner."""
ROW = 17.0
NUMBER_SIZE, SAID_SIZE = 13.0, 12.0
PITCH = 24.0
"""From one line at a box to the next: the least that a finger needs (WCAG 2.5.8)."""
MOST_LINES = 2
"""Lines of a number or a title in a box; the whole of it is in the title of the box."""
LANE = 12.0
BOX_GAP, LANE_GAP = 22.0, 4.0
WEIGHTS = {Relation.REVISES: 24.0, Relation.REPLACES: 12.0, Relation.PREVIOUS_DOCUMENT: 4.0, Relation.CITES: 1.0}
"""How straight a line is wished for; others 2. The versions of a work stand in a row if they can."""


class Ports(Struct, frozen=True):
    """How far from the middle of their boxes lines leave, by the place of their route, and arrive, by box and side."""

    leaving: Mapping[int, float]
    arriving: Mapping[tuple[int, bool], float]


class Plan(Struct, frozen=True):
    """Everything but the places across. Items are the boxes, by the place of their node in `shown`, then the lanes."""

    shown: Shown
    references: Mapping[int, Reference]
    """By the place of their edge in the whole lineage."""
    columns: tuple[Column, ...]
    ways: Routes
    words: tuple[tuple[Words, ...], ...]
    tops: Mapping[int, float]
    heights: Sequence[float]
    ports: Ports

    def middle(self, item: int) -> float:
        """How far down the middle of an item is, the highest top being at 0."""
        return self.tops[item] + self.heights[item] / 2

    def label(self, route: Route) -> str:
        """The word of the relation; what is inferred has a question mark behind it."""
        reference = self.references[route.edge]
        return reference.relation.word + (" ?" if reference.state is State.INFERRED else "")


def plan(shown: Shown) -> Plan:
    """The plan of what is shown of a lineage."""
    lineage = shown.lineage
    references = {place: edge.reference for place, edge in zip(shown.edges, lineage.edges, strict=True)}
    found = columns(lineage.nodes)
    at = {node.number: place for place, node in enumerate(lineage.nodes)}
    ways = routes([(edge, each, at[each.source], at[each.target]) for edge, each in references.items()], found)
    markings = markings_of(lineage)
    words = tuple(tuple(_words(shown, node, markings.get(node.number, ()))) for node in lineage.nodes)
    heights = [*_box_heights(words, ways), *(LANE for _ in ways.strokes)]
    level = list(_links(references, ways, Ports({}, {})))
    order = ordered(_first_order(lineage, found, ways), level)
    sizes = Sizes(heights, _gaps(order, len(words), len(heights)))
    ports = _ports(ways, settled(order, level, sizes), heights)
    tops = settled(order, list(_links(references, ways, ports)), sizes)
    return Plan(shown, references, found, ways, words, tops, heights, _ports(ways, tops, heights))


def arrival(route: Route) -> tuple[int, bool]:
    """The box at which a route arrives, and whether on its left side."""
    return (route.hops[-1], route.loop or not route.leftward)


def _words(shown: Shown, node: Node, markings: Sequence[str]) -> Iterator[Words]:
    room = BOX - 2 * PAD
    number = f"{'●' if node.held else '○'} {neutral_line(str(node.number))}"
    yield from (Words(line, "number") for line in wrapped(number, room, NUMBER_SIZE, bold=True, most=MOST_LINES))
    yield Words((node.date or "date unknown") + (" · asked for" if node.number == shown.lineage.root else ""))
    yield Words(cut(held_words(node), room, SAID_SIZE))
    if node.title:
        lines = wrapped(neutral_line(node.title), room, SAID_SIZE, most=MOST_LINES)
        yield from (Words(line, "title") for line in lines)
    cites, cited_by = shown.counted.get(node.number, (0, 0))
    if cites:
        yield Words(f"cites {cites} more")
    if cited_by:
        yield Words(f"cited by {cited_by} more")
    for line in wrapped(neutral_line(", ".join(markings)), room - CORNER, SAID_SIZE, bold=True):
        yield Words(line, "marking")


def _box_heights(words: Sequence[Sequence[Words]], ways: Routes) -> list[float]:
    """A box is as high as its words need, and the lines at its two sides."""
    sides: dict[tuple[int, bool], int] = {}
    for route in ways.routes:
        leaving = (route.hops[0], route.leftward)
        sides[leaving] = sides.get(leaving, 0) + 1
    for arriving in {arrival(route) for route in ways.routes}:
        sides[arriving] = sides.get(arriving, 0) + 1
    return [
        max(len(lines) * ROW + 2 * PAD - 4, max(sides.get((box, True), 0), sides.get((box, False), 0)) * PITCH + PAD)
        for box, lines in enumerate(words)
    ]


def _first_order(lineage: Lineage, found: Sequence[Column], ways: Routes) -> list[list[int]]:
    """Where nothing else decides: works together, the root's own first, then as in the lineage; lanes last."""
    root = lineage.nodes[0].work if lineage.nodes else ""
    keys = [(node.work != root, node.work, place) for place, node in enumerate(lineage.nodes)]
    lanes: dict[int, list[int]] = {}
    for lane in ways.strokes:
        lanes.setdefault(ways.columns[lane], []).append(lane)
    return [[*sorted(column.members, key=keys.__getitem__), *lanes.get(at, [])] for at, column in enumerate(found)]


def _links(references: Mapping[int, Reference], ways: Routes, ports: Ports) -> Iterator[Link]:
    """What joins items of neighbouring columns, level at the ports."""
    for place, route in enumerate(ways.routes):
        if route.loop:
            continue
        weight = WEIGHTS.get(references[route.edge].relation, 2.0)
        offsets = {
            route.hops[0]: ports.leaving.get(place, 0.0),
            route.hops[-1]: ports.arriving.get(arrival(route), 0.0),
        }
        for one, other in pairwise(route.hops):
            yield Link(one, other, weight, offsets.get(one, 0.0) - offsets.get(other, 0.0))


def _ports(ways: Routes, tops: Mapping[int, float], heights: Sequence[float]) -> Ports:
    """Lines at one side of a box are a pitch apart, in the order of what they lead to; all that arrive there share one."""
    sides: dict[tuple[int, bool], list[tuple[float, int]]] = {}
    arriving: dict[tuple[int, bool], list[float]] = {}
    for place, route in enumerate(ways.routes):
        before, after = (tops[hop] + heights[hop] / 2 for hop in (route.hops[-2], route.hops[1]))
        sides.setdefault((route.hops[0], route.leftward), []).append((after, place))
        arriving.setdefault(arrival(route), []).append(before)
    for side, levels in arriving.items():
        sides.setdefault(side, []).append((sum(levels) / len(levels), -1))
    leaving: dict[int, float] = {}
    arrived: dict[tuple[int, bool], float] = {}
    for side, lines in sides.items():
        for order, (_, place) in enumerate(sorted(lines)):
            offset = (order - (len(lines) - 1) / 2) * PITCH
            if place < 0:
                arrived[side] = offset
            else:
                leaving[place] = offset
    return Ports(leaving, arrived)


def _gaps(order: Sequence[Sequence[int]], boxes: int, items: int) -> list[float]:
    """The room under each item: that of a box wherever a box is above or below."""
    gaps = [BOX_GAP if item < boxes else LANE_GAP for item in range(items)]
    for column in order:
        for above, below in pairwise(column):
            if below < boxes:
                gaps[above] = BOX_GAP
    return gaps
