"""Mirrors a comparison: what it would say if old and new changed places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.diff.order import Part, in_reading_order
from revtrack.model.changes import Change, Changes, Comparison, Edit, Stretch

_MIRRORED = {"-": "+", "+": "-", "=": "="}


def invert(comparison: Comparison) -> Comparison:
    """The comparison from new to old. Inverting twice gives the same comparison."""
    mirrored = in_reading_order(_inverted(part) for part in parts_of(comparison))
    return Comparison(comparison.new, comparison.old, Changes(mirrored, comparison.old), comparison.coarse)


def parts_of(comparison: Comparison) -> Sequence[Part]:
    """The changes of a comparison, with unchanged rows as stretches where it was made with them."""
    changes = comparison.changes
    return changes.parts if isinstance(changes, Changes) else changes


def _inverted(part: Part) -> Part:
    if isinstance(part, Stretch):
        return Stretch(part.new, part.old, part.length, part.moved)
    return Change(
        part.kind.mirrored,
        part.new,
        part.old,
        moved=part.moved,
        renumbered=part.renumbered,
        similarity=part.similarity,
        reason=part.reason,
        signals=part.signals,
        edits=tuple(_inverted_edits(part.edits)),
        unit_class=part.unit_class,
    )


def _inverted_edits(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Taken away and added change places; what is taken away still stands first."""
    added: list[Edit] = []
    for edit in edits:
        mirrored = Edit(_MIRRORED[edit.op], edit.text)
        if mirrored.op == "+":
            added.append(mirrored)
            continue
        if mirrored.op == "=":
            yield from added
            added.clear()
        yield mirrored
    yield from added
