"""What a comparison says: links between old and new units, each with its kind, its flags and its words.

A change has a kind and, apart from it, its position: `moved` and `renumbered` are flags that may accompany any kind with
both sides. Laws (docs/alignment): applying a comparison to the old side gives the new one, and the inverse gives the old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, overload

from msgspec import Struct

from revtrack.model.places import Place


class Kind(StrEnum):
    """What happened to a unit."""

    UNCHANGED = "unchanged"
    MODIFIED = "modified"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPLIT = "split"
    MERGED = "merged"

    @property
    def mirrored(self) -> Kind:
        """The kind when old and new change places."""
        return _MIRRORED.get(self, self)


_MIRRORED = {
    Kind.INSERTED: Kind.DELETED,
    Kind.DELETED: Kind.INSERTED,
    Kind.SPLIT: Kind.MERGED,
    Kind.MERGED: Kind.SPLIT,
}


class UnitClass(StrEnum):
    """Units are compared within their class: a heading is never paired with a paragraph."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FOOTNOTE = "footnote"


class Reason(StrEnum):
    """Why two units were paired."""

    ANCHOR = "anchor"
    SECTION = "section"
    LIKENESS = "likeness"
    CONFIRMED = "confirmed"
    ALONE = "alone"
    """No counterpart: inserted or deleted."""


class Signal(StrEnum):
    """What a reader should look at in a modified unit."""

    MODALITY = "modality"
    NUMBER = "number"
    DATE = "date"
    REFERENCE = "reference"
    NEGATION = "negation"
    FOLLOWS_RENUMBERING = "follows renumbering"
    TYPOGRAPHY = "typography"


class Edit(NamedTuple):
    """A run of text: `op` is "=" kept, "-" taken away, "+" added."""

    op: str
    text: str


class TextUnit(Struct, frozen=True):
    """One side's unit as it was compared. `marker` is the printed number or bullet, never part of `text`."""

    text: str
    marker: str = ""
    unit_class: UnitClass = UnitClass.PARAGRAPH
    place: Place | None = None
    """Where it stands in its expression; None for plain lists of paragraphs."""
    lead: str = ""
    """Only in plain lists of paragraphs: what stood before `text` in the same line, the marker with its white space."""

    @property
    def written(self) -> str:
        """What edits run over: the text, and before it what stood in the same line. `lead + text` is a plain paragraph."""
        return self.lead + self.text


class Change(Struct, frozen=True):
    """One thing that happened. `old` and `new` are positions in reading order, from 0; one of them may be empty.

    `edits` run over what is written in all old units, joined by one line feed, against all new units joined likewise
    (`TextUnit.written`: the text, in plain lists of paragraphs with the marker in front). They are empty where both sides
    are written alike; an unchanged unit of a plain list whose marker changed has edits in its marker alone. `similarity`
    lies in [0, 1]; it is 0 for insertions and deletions.
    """

    kind: Kind
    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False
    renumbered: bool = False
    similarity: float = 1.0
    reason: Reason = Reason.ANCHOR
    signals: tuple[Signal, ...] = ()
    edits: tuple[Edit, ...] = ()
    unit_class: UnitClass = UnitClass.PARAGRAPH

    @property
    def is_typography(self) -> bool:
        """Whether only spacing, quotation marks, dashes or the like differ: no change in words."""
        return self.signals == (Signal.TYPOGRAPHY,)


class Stretch(Struct, frozen=True):
    """So many neighbours in a row, on both sides, that stayed as they were: unchanged, not renumbered, written alike.

    Most of a text is such stretches; kept as one value each, they cost nothing until somebody asks for their changes.
    """

    old: int
    new: int
    length: int
    moved: bool = False


class Changes(Sequence[Change]):
    """Changes in order, where stretches of unchanged units become changes only when they are looked at.

    `units` are those of the new side. Equal to any sequence of the same changes; `parts` are changes and stretches as given.
    """

    def __init__(self, parts: Sequence[Change | Stretch], units: Sequence[TextUnit]) -> None:
        self.parts = parts
        self._units = units

    def __iter__(self) -> Iterator[Change]:
        return iter(self._whole)

    def __len__(self) -> int:
        return sum(part.length if isinstance(part, Stretch) else 1 for part in self.parts)

    @overload
    def __getitem__(self, at: int) -> Change: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Change]: ...
    def __getitem__(self, at: int | slice) -> Change | Sequence[Change]:
        return self._whole[at]

    def __eq__(self, other: object) -> bool:
        return self._whole == tuple(other) if isinstance(other, (Changes, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._whole)

    def __repr__(self) -> str:
        return repr(self._whole)

    @cached_property
    def _whole(self) -> tuple[Change, ...]:
        return tuple(change for part in self.parts for change in self._changes(part))

    def _changes(self, part: Change | Stretch) -> Iterator[Change]:
        if isinstance(part, Change):
            yield part
            return
        for i, j in zip(range(part.old, part.old + part.length), range(part.new, part.new + part.length), strict=True):
            yield Change(Kind.UNCHANGED, (i,), (j,), moved=part.moved, unit_class=self._units[j].unit_class)


class Comparison(Struct, frozen=True):
    """Every change between two sides, unchanged units among them.

    Changes stand in the order of the new text; deletions stand where the old text had them.
    """

    old: tuple[TextUnit, ...]
    new: tuple[TextUnit, ...]
    changes: Sequence[Change]
    coarse: tuple[str, ...] = ()
    """Places where a work bound forced a coarser answer."""


class Pattern(Struct, frozen=True):
    """One replacement of words made alike in many places: `radikaliserings` by `radikalisering`, 42 places.

    `changes` are positions in `Comparison.changes`; `count` is how often the replacement was made in them.
    """

    old: str
    new: str
    count: int
    changes: tuple[int, ...]
