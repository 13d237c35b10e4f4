"""Puts strands in reading order: that of one end of the chain, with what is absent there where it stood.

Where old and new text fill the same gap, the old stands first, whichever end the order is that of: what is absent from the
newest version follows what it followed, what is absent from the oldest precedes what it precedes. Moved units show nobody
where to stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from revtrack.model.changes import Comparison
from revtrack.model.strands import Strand

Positions = tuple[tuple[int, ...], ...]

_TOP = -1
"""What the first of all follows."""


class _Turn(NamedTuple):
    """One change: its units in the version nearer to the end in question, and in the farther one."""

    near: tuple[int, ...]
    far: tuple[int, ...]
    moved: bool


def newest_first(strands: Sequence[Strand], comparisons: Sequence[Comparison]) -> tuple[Strand, ...]:
    """In the order of the newest version; what it has no more stands behind what was before it when it was last there."""
    paths = [strand.positions[::-1] for strand in strands]
    walks = [[_Turn(change.new, change.old, change.moved) for change in one.changes] for one in comparisons[::-1]]
    return tuple(strands[number] for number in _order(paths, walks, _ranked(paths)))


def oldest_first(strands: Sequence[Strand], comparisons: Sequence[Comparison]) -> tuple[Strand, ...]:
    """In the order of the oldest version; what it does not have yet stands before what is behind it where it begins."""
    paths = [strand.positions for strand in strands]
    walks = [
        [_Turn(change.old[::-1], change.new[::-1], change.moved) for change in reversed(one.changes)]
        for one in comparisons
    ]
    return tuple(strands[number] for number in reversed(_order(paths, walks, _ranked(paths)[::-1])))


def _ranked(paths: Sequence[Positions]) -> list[int]:
    return sorted(range(len(paths)), key=lambda number: paths[number])


def _order(paths: Sequence[Positions], walks: Sequence[Iterable[_Turn]], ranked: Sequence[int]) -> list[int]:
    """The numbers of the paths; a path and the walks lead from the end whose order counts to the other end."""
    placed = [number for number in ranked if paths[number][0]]
    followers: dict[int, list[int]] = {_TOP: placed}
    done = set(placed)
    holders = [_holders(paths, ranked, distance) for distance in range(len(walks) + 1)]
    for walk, (near, far) in zip(walks, pairwise(holders), strict=True):
        last = _TOP
        for turn in walk:
            waiting = [] if turn.near else [number for number in far[turn.far[0]] if number not in done]
            if waiting:
                done.update(waiting)
                followers[last] = [*waiting, *followers.get(last, ())]
            held = near[turn.near[-1]] if turn.near and not turn.moved else waiting
            last = held[-1] if held else last
    return _flattened(followers)


def _holders(paths: Sequence[Positions], ranked: Sequence[int], distance: int) -> dict[int, list[int]]:
    """Of each position at that distance, the paths through it, in their order."""
    found: dict[int, list[int]] = {}
    for number in ranked:
        for at in paths[number][distance]:
            found.setdefault(at, []).append(number)
    return found


def _flattened(followers: dict[int, list[int]]) -> list[int]:
    """Each number, and behind it what follows it, and behind each of these likewise."""
    found: list[int] = []
    waiting = followers[_TOP][::-1]
    while waiting:
        number = waiting.pop()
        found.append(number)
        waiting += reversed(followers.get(number, []))
    return found
