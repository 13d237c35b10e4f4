"""Counts what a comparison holds, as every summary line and every JSON frame states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from revtrack.model.changes import Change, Comparison, Kind, UnitClass

KEYS = (
    "unchanged",
    "modified",
    "inserted",
    "deleted",
    "split",
    "merged",
    "moved",
    "renumbered",
    "renumbered_only",
    "typography",
)


def summary(comparison: Comparison, *, unit_class: UnitClass = UnitClass.PARAGRAPH) -> Mapping[str, int]:
    """How many changes of each kind and flag there are in that class; the keys are KEYS, in order.

    A change in typography alone counts under `typography` and not under `modified`. `moved` and `renumbered` count
    whatever bears the flag; `renumbered_only` what is unchanged, in place and renumbered.
    """
    counts = dict.fromkeys(KEYS, 0)
    for change in comparison.changes:
        if change.unit_class is unit_class:
            for key in _keys(change):
                counts[key] += 1
    return counts


def _keys(change: Change) -> Iterator[str]:
    yield "typography" if change.is_typography else change.kind.value
    if change.moved:
        yield "moved"
    if change.renumbered:
        yield "renumbered"
        if change.kind is Kind.UNCHANGED and not change.moved:
            yield "renumbered_only"
