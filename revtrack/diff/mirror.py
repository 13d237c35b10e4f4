"""Mirrors a comparison: what it would say if old and new changed places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from revtrack.diff.order import in_reading_order
from revtrack.model.changes import Change, Comparison, Edit

_MIRRORED = {"-": "+", "+": "-", "=": "="}


def invert(comparison: Comparison) -> Comparison:
    """The comparison from new to old. Inverting twice gives the same comparison."""
    return Comparison(
        comparison.new,
        comparison.old,
        in_reading_order(_inverted(change) for change in comparison.changes),
        comparison.coarse,
    )


def _inverted(change: Change) -> Change:
    return replace(
        change, kind=change.kind.mirrored, old=change.new, new=change.old, edits=tuple(_inverted_edits(change.edits))
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
