"""Puts a picture together: columns across, items down, and every word in a place of its own.

Between two columns lie, from left to right: the words on relations that leave the left column to the right, the curves, and
the words on relations that leave the right column to the left. A word stands on the straight piece of its line, level with
its document; curves keep to the middle, lanes to their own height. So no word meets a box, another word or a foreign line.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from revtrack.report.evidence import markings_of
from revtrack.report.lineagewords import edge_words, node_words
from revtrack.report.neutral import neutral_line
from revtrack.report.picture.metrics import text_width, wrapped
from revtrack.report.picture.planning import BOX, PITCH, Plan, arrival, plan
from revtrack.report.picture.routing import Route
from revtrack.report.picture.values import Area, Box, Curve, Head, Label, Picture, Point, Shown, Tick

LABEL_SIZE, TICK_SIZE = 12.0, 12.0
CURVE = 48.0
"""Room for curves between two columns."""
STUB = 16.0
"""Room for the head of an arrow."""
MARGIN, TOP = 16.0, 64.0
"""Around everything, and down to the first box: the axis stands there."""
LEAST_WIDTH = 560.0
LEGEND = (
    "● and a solid outline: text held. ○ and a dashed outline: text not held. Hatched corner: restricted; its marking is in the "
    "box.",
    "An arrow leads from the document that says something to the one it says it of; the word stands on it. Solid: revises. "
    "Double: replaces. Dashed: previous document. Dotted: cites. Dashes and dots: all others. ? is inferred: a person should "
    "look.",
)
ROW = 18.0


class Across(Struct, frozen=True):
    """The left edge of every column, the room for words before and after it, and the width of all of it."""

    lefts: tuple[float, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    width: float


def draw(shown: Shown) -> Picture:
    """The picture of what is shown of a lineage."""
    planned = plan(shown)
    across = _across(planned)
    low = TOP + max((top + planned.heights[item] for item, top in planned.tops.items()), default=0.0)
    legend = tuple(_legend(shown, across.width, low + 36))
    return Picture(
        width=across.width,
        height=round(legend[-1][0][1] + MARGIN, 1),
        boxes=tuple(_boxes(planned, across)),
        labels=tuple(_labels(planned, across)),
        lanes=tuple(_lanes(planned, across)),
        heads=tuple(_heads(planned, across)),
        ticks=tuple(_ticks(planned, across)),
        legend=legend,
    )


def _across(planned: Plan) -> Across:
    before, after = [0.0] * len(planned.columns), [0.0] * len(planned.columns)
    for route in planned.ways.routes:
        start, end = (planned.ways.columns[route.hops[at]] for at in (0, -1))
        leaving, arriving = (before if route.leftward else after), (before if arrival(route)[1] else after)
        leaving[start] = max(leaving[start], text_width(planned.label(route), LABEL_SIZE) + STUB)
        arriving[end] = max(arriving[end], STUB)
    looped = any(route.loop and planned.ways.columns[route.hops[0]] == 0 for route in planned.ways.routes)
    lefts, x = [], MARGIN + before[0] + (CURVE if looped else 0.0)
    for at in range(len(planned.columns)):
        lefts.append(round(x, 1))
        x += BOX + after[at] + CURVE + (before[at + 1] if at + 1 < len(planned.columns) else 0.0)
    return Across(tuple(lefts), tuple(before), tuple(after), max(LEAST_WIDTH, lefts[-1] + BOX + MARGIN))


def _boxes(planned: Plan, across: Across) -> Iterator[Box]:
    lineage = planned.shown.lineage
    markings = markings_of(lineage)
    for place, node in enumerate(lineage.nodes):
        marked = markings.get(node.number, ())
        yield Box(
            index=planned.shown.nodes[place],
            area=Area(
                across.lefts[planned.ways.columns[place]], TOP + planned.tops[place], BOX, planned.heights[place]
            ),
            words=planned.words[place],
            full=neutral_line(node_words(node, marked)),
            held=node.held,
            restricted=any(marking != "PUBLIC" for marking in marked),
            root=node.number == lineage.root,
        )


def _labels(planned: Plan, across: Across) -> Iterator[Label]:
    for place, route in enumerate(planned.ways.routes):
        column, text = planned.ways.columns[route.hops[0]], planned.label(route)
        level = _level(planned, route.hops[0], planned.ports.leaving[place])
        edge = across.lefts[column] + (0.0 if route.leftward else BOX)
        width = round(text_width(text, LABEL_SIZE), 1)
        x = edge - 5 - width if route.leftward else edge + 5
        yield Label(
            index=route.edge,
            area=Area(round(x, 1), level - PITCH / 2 - 6, width, 15),
            text=text,
            full=neutral_line(edge_words(planned.references[route.edge])),
            curve=Curve((((edge, level)), *_onward(planned, across, route, 0, level)), route.stroke),
        )


def _lanes(planned: Plan, across: Across) -> Iterator[Curve]:
    """Each lane once, from where lines enter it to the next item or the box it leads to."""
    drawn: set[int] = set()
    for route in planned.ways.routes:
        for at, lane in enumerate(route.hops[1:-1], 1):
            if lane not in drawn:
                drawn.add(lane)
                level = _level(planned, lane)
                near = _edge(planned, across, lane, leftward=not route.leftward)
                yield Curve(((near, level), *_onward(planned, across, route, at, level)), route.stroke)


def _onward(planned: Plan, across: Across, route: Route, at: int, level: float) -> tuple[Point, ...]:
    """From item `at` of a route: straight to the curves, through them, and straight on to a lane's near edge or a box."""
    here, there = route.hops[at], route.hops[at + 1]
    start = _edge(planned, across, here, leftward=route.leftward)
    if there < len(planned.words):
        left = arrival(route)[1]
        end_level = _level(planned, there, planned.ports.arriving[there, left])
        box = across.lefts[planned.ways.columns[there]]
        tip = box if left else box + BOX
        return (start, level), (_edge(planned, across, there, leftward=left), end_level), (tip, end_level)
    end = _edge(planned, across, there, leftward=not route.leftward)
    return (start, level), (end, _level(planned, there))


def _level(planned: Plan, item: int, offset: float = 0.0) -> float:
    return round(TOP + planned.middle(item) + offset, 1)


def _edge(planned: Plan, across: Across, item: int, *, leftward: bool) -> float:
    """Where the curves begin on one side of an item's column."""
    column = planned.ways.columns[item]
    if leftward:
        return round(across.lefts[column] - across.before[column], 1)
    return round(across.lefts[column] + BOX + across.after[column], 1)


def _heads(planned: Plan, across: Across) -> Iterator[Head]:
    for (box, left), offset in planned.ports.arriving.items():
        x = across.lefts[planned.ways.columns[box]]
        yield Head((x if left else x + BOX, _level(planned, box, offset)), leftward=not left)


def _ticks(planned: Plan, across: Across) -> Iterator[Tick]:
    for column, left in zip(planned.columns, across.lefts, strict=True):
        width = round(text_width(column.heading, TICK_SIZE), 1)
        yield Tick(Area(round(left + (BOX - width) / 2, 1), 14, width, 15), column.heading)


def _legend(shown: Shown, width: float, top: float) -> Iterator[tuple[Point, str]]:
    sentences = [*LEGEND, shown.note[:1].upper() + shown.note[1:] + "." if shown.note else ""]
    lines = [line for each in sentences for line in wrapped(neutral_line(each), width - 2 * MARGIN, LABEL_SIZE)]
    for at, line in enumerate(lines):
        yield (MARGIN, round(top + at * ROW, 1)), line
