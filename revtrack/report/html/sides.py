"""A comparison row by row, old beside new: for the views side by side, table and clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from revtrack.model.changes import TextUnit
from revtrack.report.html.entries import Entry, Maker
from revtrack.report.html.marked import Writer
from revtrack.report.html.pieces import Line, Piece
from revtrack.report.html.plan import Fold, Section
from revtrack.report.labels import fragment_of
from revtrack.report.neutral import neutral_line


class Half(Struct, frozen=True):
    """A unit on one side: its marked and its clean text."""

    id: str
    at: int
    marker: str
    marked: Markup
    clean: Markup


class Pair(Struct, frozen=True):
    """One row: what is said of it, and the units of both sides."""

    entry: Entry
    old: tuple[Half, ...]
    new: tuple[Half, ...]
    heading: bool
    fold: str


Sided = Sequence[tuple[Section, Sequence[Pair]]]
"""Sections with their rows."""


def clean(sided: Sided) -> tuple[tuple[tuple[Half, bool], ...], ...]:
    """The units of the old and of the new text in their own order; True with those that are headings."""
    rows = [pair for _, found in sided for pair in found]
    return tuple(
        tuple(sorted(((half, pair.heading) for pair in rows for half in side(pair)), key=lambda one: one[0].at))
        for side in (_old, _new)
    )


def _old(pair: Pair) -> tuple[Half, ...]:
    return pair.old


def _new(pair: Pair) -> tuple[Half, ...]:
    return pair.new


def pairs(maker: Maker, section: Section, writers: tuple[Writer, Writer]) -> Iterator[Pair]:
    """The rows of a section, its heading first, folds opened."""
    if section.heading is not None:
        yield _pair(maker, section.heading, None, writers)
    for item in section.items:
        for position in () if item.stub else item.changes:
            yield _pair(maker, position, item.fold, writers)


def _pair(maker: Maker, position: int, fold: Fold | None, writers: tuple[Writer, Writer]) -> Pair:
    entry = maker.entry(position)
    lines = [line for cell in maker.cells(position) for line in cell.lines]
    change, comparison = entry.change, maker.comparison
    return Pair(
        entry,
        old=tuple(_halves(comparison.old, change.old, lines, "o", writers[0])),
        new=tuple(_halves(comparison.new, change.new, lines, "n", writers[1])),
        heading=entry.change.unit_class == "heading",
        fold=fold.value if fold else "",
    )


def _halves(
    units: Sequence[TextUnit], positions: Sequence[int], lines: Sequence[Line], side: str, writer: Writer
) -> Iterator[Half]:
    for at, own in zip(positions, _parted(lines, side, len(positions)), strict=True):
        fragment = fragment_of(units[at], at)
        name = fragment if side == "n" else f"old-{fragment}"
        yield Half(name, at, neutral_line(units[at].marker), writer.lines(own), writer.clean(own))


def _parted(lines: Sequence[Line], side: str, count: int) -> list[list[list[Piece]]]:
    """The lines of one side, unit by unit."""
    op = "-" if side == "o" else "+"
    found: list[list[list[Piece]]] = [[[]]]
    for line in lines:
        if side in line.opens:
            found.append([[]])
        elif line.feed in ("=", op):
            found[-1].append([])
        found[-1][-1] += [piece for piece in line.pieces if piece.op in ("=", op)]
    return found[:count]
