"""Puts every unit of a comparison in its place on the page: sections by the headings of the new text, folds for what is quiet.

Nothing is left out: what nobody asked to see lies in a fold, so that links, searches in the page and the check of the page
find it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct, field

from revtrack.model.changes import Change, Kind, UnitClass
from revtrack.report.difflayout import walk
from revtrack.report.diffpatterns import folded
from revtrack.report.diffwords import is_confirmed, is_plain, only_renumbered
from revtrack.report.labels import heading_words
from revtrack.report.neutral import neutral_line
from revtrack.report.views import DiffView


class Fold(StrEnum):
    """Why units are folded away in the view of changes."""

    SAME = "same"
    RENUMBERED = "num"
    TYPOGRAPHY = "typo"
    PATTERN = "pattern"
    FILTERED = "filtered"


class Item(Struct, frozen=True):
    """One thing on the page: a change, the place it has left (`stub`), or a fold of several.

    `changes` are positions in the comparison. An unchanged footnote of a paragraph that is shown stands openly: `kept`.
    """

    changes: tuple[int, ...]
    fold: Fold | None = None
    stub: bool = False
    kept: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether it counts as a change: folds of renumbered units count once, other folds and stubs not at all."""
        return not self.stub and not self.kept and self.fold in (None, Fold.RENUMBERED)


class Section(Struct):
    """What stands under one heading of the new text; `heading` is its change, None before the first heading."""

    title: str
    heading: int | None = None
    items: list[Item] = field(default_factory=list)
    heading_counts: bool = False

    @property
    def entries(self) -> int:
        """How many changes it shows."""
        return sum(item.is_entry for item in self.items) + self.heading_counts


def plan(view: DiffView, *, beginning: str) -> tuple[Section, ...]:
    """The sections of the page in the order of the new text; `beginning` is said above what stands before any heading."""
    made = _Plan(view, beginning)
    for position, stub in walk(view.comparison):
        made.place(position, stub=stub)
    return tuple(section for section in made.sections if section.items or section.heading is not None)


class _Plan:
    """The page so far."""

    def __init__(self, view: DiffView, beginning: str) -> None:
        self._view = view
        self._beginning = beginning
        self._shown = frozenset(view.shown)
        self._patterns = folded(view)
        self._component: str | None = None
        self.sections: list[Section] = [Section(beginning)]

    def place(self, position: int, *, stub: bool) -> None:
        """Put one change where the page is now."""
        change = self._view.comparison.changes[position]
        if stub:
            self._items.append(Item((position,), stub=True))
            return
        self._enter_component(change)
        if change.unit_class is UnitClass.HEADING and change.new:
            self._open(position, change)
            return
        self._add(position, change, self._fold(position, change))

    @property
    def _items(self) -> list[Item]:
        return self.sections[-1].items

    def _enter_component(self, change: Change) -> None:
        """A part of the document that begins without a heading is a section by itself."""
        place = self._view.comparison.new[change.new[0]].place if change.new else None
        if place is None or place.component == self._component:
            return
        first, self._component = self._component is None, place.component
        if not first and change.unit_class is not UnitClass.HEADING:
            kind = self._view.new.expression.component(place.component).kind
            self.sections.append(Section(neutral_line(kind) or place.component))

    def _open(self, position: int, change: Change) -> None:
        unit = self._view.comparison.new[change.new[0]]
        counts = not is_plain(change) and not only_renumbered(change) and position in self._shown
        self.sections.append(Section(heading_words(unit), position, heading_counts=counts))

    def _fold(self, position: int, change: Change) -> Fold | None:
        if is_plain(change):
            return Fold.SAME
        if only_renumbered(change) and not is_confirmed(change):
            return Fold.RENUMBERED
        if position not in self._shown:
            return Fold.TYPOGRAPHY if change.is_typography else Fold.FILTERED
        return Fold.PATTERN if position in self._patterns else None

    def _add(self, position: int, change: Change, fold: Fold | None) -> None:
        last = self._items[-1] if self._items else None
        if fold is None:
            self._items.append(Item((position,)))
        elif _is_same_note(change, fold) and last and not last.stub and not last.fold:
            self._items.append(Item((position,), kept=True))
        elif last and last.fold and (last.fold is fold or _is_same_note(change, fold)):
            fold = last.fold
            self._items[-1] = Item((*last.changes, position), fold)
        else:
            self._items.append(Item((position,), fold))


def _is_same_note(change: Change, fold: Fold | None) -> bool:
    """Whether it is a footnote that stayed as it was: it stays with its paragraph, whatever became of that."""
    return fold is Fold.SAME and change.unit_class is UnitClass.FOOTNOTE


def all_changes(sections: tuple[Section, ...]) -> Iterator[int]:
    """The positions of all changes in the order of the page, each once."""
    for section in sections:
        if section.heading is not None:
            yield section.heading
        for item in section.items:
            if not item.stub:
                yield from item.changes


def kind_class(change: Change) -> str:
    """The short name of a change's look: its kind, or its flag where the words stayed as they were."""
    if change.kind is Kind.UNCHANGED:
        return "mov" if change.moved else "num" if change.renumbered else "same"
    return {Kind.MODIFIED: "mod", Kind.INSERTED: "ins", Kind.DELETED: "del", Kind.SPLIT: "spl", Kind.MERGED: "mrg"}[
        change.kind
    ]
