"""Puts words together to what a page prints: runs of words, rows of runs, and the lines of the text in reading order.

A **run** is words next to each other on one baseline; a **row** is all that stands at one height of the page, counted from the
top: it is the line that a person would count. A **line** is what is read at one go: a row, or the part of it in one column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any, Generic, TypeVar

from msgspec import Struct

from revtrack.ingest.labels import LABELS, LONGEST_LABEL, plain
from revtrack.ingest.markers import Marker, read_marker
from revtrack.ingest.pdf.glyphs import Word, spaced_by_gap
from revtrack.ingest.sheet import Cell

T = TypeVar("T")
_SAME_ROW = 0.45
"""Shares of an em by which two words of one row may stand at different heights: a raised figure does."""
_WIDE = 1.1
"""Ems of a gap that parts two runs."""
_RAISED = 0.12
_SMALL = 0.85


class lazy(Generic[T]):  # noqa: N801 - it stands where `property` would
    """A property that is worked out once. That of functools takes a lock each time, and a document has ten thousand lines."""

    def __init__(self, read: Callable[[Any], T]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def __get__(self, owner: object, kind: type | None = None) -> T:
        found = owner.__dict__[self._read.__name__] = self._read(owner)
        return found


class Line(Struct, frozen=True, dict=True):
    """Words read at one go. `row` is the row of its page, from 1; `flow` tells columns apart; `cell` is its place in a table.

    `gaps` are the indexes of words before which a wide gap stands.
    """

    words: tuple[Word, ...]
    page: int
    row: int
    flow: int = 0
    cell: Cell | None = None

    @lazy
    def text(self) -> str:
        """What it shows, with a space between words and a tab at a wide gap."""
        return "".join(self.gap(at) + word.text for at, word in enumerate(self.words))

    @lazy
    def size(self) -> float:
        """The size of most of its characters."""
        return usual_size(self.words)

    @lazy
    def y(self) -> float:
        """The height of its baseline."""
        return usual_height(self.words, self.size)

    @lazy
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.look.bold for word in self.words if not self.is_raised(word))

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @lazy
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @lazy
    def marker(self) -> Marker | None:
        """The number, letter or bullet it begins with."""
        return read_marker(self.text)

    @lazy
    def labelled(self) -> int:
        """The index of the word that stands behind its label, parted by a wide gap; 0 if it has no label."""
        length = 0
        for at, word in enumerate(self.words):
            if self.gap(at) == "\t" and plain(self.text[:length]) in LABELS:
                return at
            length += len(self.gap(at)) + len(word.text)
            if length > LONGEST_LABEL:
                break
        return 0

    @lazy
    def hanging(self) -> int:
        """The index of the word that stands behind its number or label; 0 if it has none."""
        length = 0
        for at, word in enumerate(self.words):
            if self.marker is None:
                break
            if at and length >= self.marker.end:
                return at
            length += len(self.gap(at)) + len(word.text)
        return self.labelled

    @property
    def hang(self) -> float | None:
        """Where the text behind its number or label begins; None if it has none."""
        return self.words[self.hanging].x0 if self.hanging else None

    def gap(self, at: int) -> str:
        """What stands between a word and the one before: nothing, a space, or a tab where it is wide."""
        if not at:
            return ""
        earlier, word = self.words[at - 1], self.words[at]
        if word.x0 - earlier.x1 > _WIDE * self.size:
            return "\t"
        return " " if word.spaced or spaced_by_gap(earlier, word) else ""

    def is_raised(self, word: Word) -> bool:
        """Whether a word is set small and high, as the mark of a note is."""
        return word.size < self.size * _SMALL and word.y > self.y + self.size * _RAISED


class Run:
    """Words next to each other, from x0 to x1."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.x0 = words[0].x0
        self.x1 = max(word.x1 for word in words)
        self.size = usual_size(words)

    @lazy
    def y(self) -> float:
        return usual_height(self.words, self.size)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def usual_size(words: Sequence[Word]) -> float:
    """The size of most characters."""
    first = words[0].look.size
    if all(word.look.size == first for word in words):
        return first
    return most((word.look.size, len(word.text)) for word in words)


def usual_height(words: Sequence[Word], size: float) -> float:
    """The height of most characters of that size."""
    first = words[0].y
    if all(word.y == first for word in words):
        return first
    return most((word.y, len(word.text)) for word in words if word.look.size >= size * _SMALL)


def most(weighed: Iterable[tuple[float, int]]) -> float:
    """The value with the greatest weight; the smaller of two equal ones; 0 of nothing."""
    sums: dict[float, int] = {}
    for value, weight in weighed:
        sums[value] = sums.get(value, 0) + weight
    return min(sums, key=lambda value: (-sums[value], value), default=0.0)


def read_rows(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each row, rows from the top, words from the left."""
    rows: list[list[Word]] = []
    heights: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda each: (-each.y, each.x0)):
        # A raised figure stands above the row it belongs to, so that the row may begin with it.
        if rows and heights[-1][0] - word.y <= _SAME_ROW * max(heights[-1][1], word.size):
            rows[-1].append(word)
            if word.size > heights[-1][1] * (2 - _SMALL):
                heights[-1] = (word.y, word.size)
        else:
            rows.append([word])
            heights.append((word.y, word.size))
    return [sorted(row, key=lambda each: (each.x0, each.x1)) for row in rows]


def read_runs(row: Sequence[Word]) -> list[Run]:
    """The runs of a row, from the left."""
    runs: list[list[Word]] = []
    end = 0.0
    for word in row:
        if runs and word.x0 - end <= _WIDE * max(word.look.size, runs[-1][-1].look.size):
            runs[-1].append(word)
            end = max(end, word.x1)
        else:
            runs.append([word])
            end = word.x1
    return [Run(words) for words in runs]


def middle(values: Sequence[float]) -> float:
    """The median; 0 of nothing."""
    return median(values) if values else 0.0
