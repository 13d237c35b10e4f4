"""Entries for a replacement made alike in many places, and the changes that consist of nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from revtrack.model.changes import Change, Comparison, Kind, Pattern, Signal, UnitClass
from revtrack.report.diffwords import is_confirmed
from revtrack.report.labels import fragments, spans
from revtrack.report.views import DiffView
from revtrack.report.words import count

FEW = 3
"""So many spans of places stand in an entry that is not asked to list them all."""


class Places(Struct, frozen=True):
    """Where a pattern was found: paragraphs as spans, and how many headings and footnotes."""

    spans: tuple[str, ...]
    others: tuple[str, ...]
    signals: tuple[Signal, ...]


def folded(view: DiffView) -> frozenset[int]:
    """Positions of shown changes that consist of patterns alone, and so need no row beside the patterns' entries."""
    replaced: dict[int, set[tuple[str, str]]] = {}
    for pattern in view.patterns:
        for position in pattern.changes:
            replaced.setdefault(position, set()).add((pattern.old.strip(), pattern.new.strip()))
    shown = set(view.shown)
    changes = view.comparison.changes
    return frozenset(
        position for position, pairs in replaced.items() if position in shown and _is_only(changes[position], pairs)
    )


def shown_patterns(view: DiffView) -> tuple[Pattern, ...]:
    """The patterns that stand in at least one change that is shown."""
    shown = set(view.shown)
    return tuple(pattern for pattern in view.patterns if shown.intersection(pattern.changes))


def places_of(comparison: Comparison, pattern: Pattern) -> Places:
    """Where the changes of a pattern stand in the new text, in order."""
    changes = [comparison.changes[position] for position in pattern.changes]
    names = [name for change in changes for name in _names(comparison, change)]
    others = [
        count(number, noun)
        for noun, unit_class in (("heading", UnitClass.HEADING), ("footnote", UnitClass.FOOTNOTE))
        if (number := sum(change.unit_class is unit_class for change in changes))
    ]
    signals = tuple(signal for signal in Signal if all(signal in change.signals for change in changes))
    return Places(tuple(spans(names)), tuple(others), signals)


def _names(comparison: Comparison, change: Change) -> tuple[str, ...]:
    return fragments(comparison.new, change.new) if change.unit_class is UnitClass.PARAGRAPH else ()


def _is_only(change: Change, pairs: set[tuple[str, str]]) -> bool:
    if change.kind is not Kind.MODIFIED or change.moved or is_confirmed(change) or not change.edits:
        return False
    return all((old.strip(), new.strip()) in pairs for old, new in _replacements(change))


def _replacements(change: Change) -> Iterator[tuple[str, str]]:
    """(taken away, added) of each run of edits between two runs of kept text."""
    old, new = "", ""
    for edit in change.edits:
        if edit.op == "-":
            old += edit.text
        elif edit.op == "+":
            new += edit.text
        elif old or new:
            yield old, new
            old, new = "", ""
    if old or new:
        yield old, new
