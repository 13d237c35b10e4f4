"""Mirrors a comparison: what it would say if old and new changed places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revtrack.diff.order import Part, in_reading_order
from revtrack.model.changes import Change, Changes, Comparison, Edit, Stretch


def invert(comparison: Comparison) -> Comparison:
    """The comparison from new to old. Inverting twice gives the same comparison."""
    mirrored = in_reading_order(mirrored_parts(comparison))
    return Comparison(comparison.new, comparison.old, Changes(mirrored, comparison.old), comparison.coarse)


def mirrored_parts(comparison: Comparison) -> Iterator[Part]:
    """The changes and stretches from new to old, in the order of the comparison."""
    return (_inverted(part) for part in parts_of(comparison))


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
        edits=_inverted_edits(part.edits),
        unit_class=part.unit_class,
    )


def _inverted_edits(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Taken away and added change places; what is taken away still stands first."""
    found: list[Edit] = []
    added: list[Edit] = []
    for edit in edits:
        if edit.op == "-":
            added.append(Edit("+", edit.text))
        elif edit.op == "+":
            found.append(Edit("-", edit.text))
        else:
            found += added
            added.clear()
            found.append(edit)
    return (*found, *added)
