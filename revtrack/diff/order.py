"""Puts changes in reading order: that of the new text, with each deletion where the old text had it.

A deletion follows the change of the nearest unit before it that stayed in place, so it is read before what was put there
instead. The order depends on nothing but the changes themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from revtrack.model.changes import Change

_Rank = tuple[int, int, int]


def in_reading_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The same changes, in order."""
    given = list(changes)
    stayed = sorted(
        (change.old[0], change.new[0]) for change in given if change.old and change.new and not change.moved
    )
    ranks: dict[int, _Rank] = {}
    seen, anchor = 0, -1
    for change in sorted((change for change in given if not change.new), key=lambda change: change.old):
        while seen < len(stayed) and stayed[seen][0] < change.old[0]:
            anchor = stayed[seen][1]
            seen += 1
        ranks[change.old[0]] = (anchor, 1, change.old[0])

    def rank(change: Change) -> _Rank:
        return (change.new[0], 0, 0) if change.new else ranks[change.old[0]]

    return tuple(sorted(given, key=rank))
