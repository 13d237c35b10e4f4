"""What a picture is: boxes, lines, labels and ticks, in user units from the upper left. Frozen values; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from revtrack.model.numbers import DocumentNumber
from revtrack.model.relations import Lineage

Point = tuple[float, float]


class Stroke(StrEnum):
    """How a line is drawn; the word of the relation stands on it all the same."""

    SOLID = "solid"
    DOUBLE = "double"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASHDOT = "dashdot"


class Area(Struct, frozen=True):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return self.y + self.height / 2

    def meets(self, other: Area) -> bool:
        """Whether the two share more than an edge."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


class Words(Struct, frozen=True):
    """A line of text in a box."""

    text: str
    look: str = "said"
    """`number`, `said`, `title` or `marking`."""


class Box(Struct, frozen=True):
    """A document. `index` is its place among the nodes of the lineage; `full` is all that is known of it, as a sentence."""

    index: int
    area: Area
    words: tuple[Words, ...]
    full: str
    held: bool
    restricted: bool
    root: bool


class Curve(Struct, frozen=True):
    """One line: straight on to `bends[0]`, then by turns a curve and a straight piece, each through the next two bends."""

    bends: tuple[Point, ...]
    stroke: Stroke


class Label(Struct, frozen=True):
    """The word on a relation, at the document that says it. `index` is the place of its edge in the lineage."""

    index: int
    area: Area
    text: str
    full: str
    curve: Curve
    """The line from the document up to the lane, or to the other document."""


class Head(Struct, frozen=True):
    """The head of an arrow: its tip, and whether it points to the left."""

    tip: Point
    leftward: bool


class Tick(Struct, frozen=True):
    """The dates of a column, above it."""

    area: Area
    text: str


class Picture(Struct, frozen=True):
    """All of it. `lanes` are lines that several relations to one document share."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    labels: tuple[Label, ...] = ()
    lanes: tuple[Curve, ...] = ()
    heads: tuple[Head, ...] = ()
    ticks: tuple[Tick, ...] = ()
    legend: tuple[tuple[Point, str], ...] = ()


class Shown(Struct, frozen=True):
    """What is drawn of a lineage: documents that are only cited may be counted (cites, cited by), and the far ones left out.

    `edges` and `nodes` are the places of what is drawn in the whole lineage. `note` is "" where everything is drawn.
    """

    lineage: Lineage
    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    counted: Mapping[DocumentNumber, tuple[int, int]] = field(default_factory=dict)
    note: str = ""
