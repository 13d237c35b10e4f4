"""Puts changes in reading order: that of the new text, with each deletion where the old text had it.

A deletion follows the change of the nearest unit before it that stayed in place, so it is read before what was put there
instead. The order depends on nothing but the changes themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from revtrack.model.changes import Change, Stretch

Part = Change | Stretch
_Rank = tuple[int, int, int]


def in_reading_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same changes and stretches, in order. A deletion never lies within a stretch, which is a row on both sides."""
    given = list(parts)
    stayed = sorted(_last(part) for part in given if _is_in_place(part))
    ranks: dict[int, _Rank] = {}
    seen, anchor = 0, -1
    for old in sorted(part.old[0] for part in given if isinstance(part, Change) and not part.new):
        while seen < len(stayed) and stayed[seen][0] < old:
            anchor = stayed[seen][1]
            seen += 1
        ranks[old] = (anchor, 1, old)

    def rank(part: Part) -> _Rank:
        if isinstance(part, Stretch):
            return (part.new + part.length - 1, 0, 0)
        return (part.new[0], 0, 0) if part.new else ranks[part.old[0]]

    return tuple(sorted(given, key=rank))


def _is_in_place(part: Part) -> bool:
    return not part.moved and (isinstance(part, Stretch) or bool(part.old and part.new))


def _last(part: Part) -> tuple[int, int]:
    """Where the part's last unit in a row stands: a change's first position, a stretch's last."""
    if isinstance(part, Stretch):
        return (part.old + part.length - 1, part.new + part.length - 1)
    return (part.old[0], part.new[0])
