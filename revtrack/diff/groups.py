"""Finds splits and merges: a unit left over beside a tied one that, joined to it, makes the other side whole."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.diff.likeness import common, likeness_of
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.model.changes import Reason

COVERED, WHOLE = 0.80, 0.70
"""So much of a joined unit must be found again in words that nothing else explains, and so alike must both sides become."""

LEAST_WORDS = 2
WIDEST = 12
"""A unit is parted into at most so many."""


def tie_groups(pairing: Pairing) -> None:
    """Grow ties of two into splits and merges, and tie free units that are the sum of free neighbours."""
    for side in (OLD, NEW):
        for tie in pairing.ties():
            if len(tie.old) == len(tie.new) == 1:
                whole, part = (tie.old[0], tie.new[0]) if side == OLD else (tie.new[0], tie.old[0])
                _grow(pairing, side, whole, [part], tie.reason)
    for side in (OLD, NEW):
        for whole in pairing.free(side):
            for part in _parts_of_free(pairing, side, whole):
                if pairing.is_free(side, whole):
                    _grow(pairing, side, whole, [part], Reason.LIKENESS)


def _grow(pairing: Pairing, side: int, whole: int, parts: list[int], reason: Reason) -> None:
    """Join free neighbours to the parts as long as that makes them clearly more like the whole; tie if any was joined."""
    words = pairing.sides[side].words(whole)
    found = parts
    while found and len(parts) < WIDEST:
        parts, found = found, _wider(pairing, side, words, found)
    if len(parts) > 1 and _like(words, _joined(pairing, side, parts)) > WHOLE:
        old, new = ([whole], parts) if side == OLD else (parts, [whole])
        pairing.tie(old, new, reason)


def _wider(pairing: Pairing, side: int, words: str, parts: list[int]) -> list[int]:
    """The parts with the free unit before or after them, if most of it stands in what they leave of the whole; else []."""
    other = pairing.sides[1 - side]
    kept = common(words, _joined(pairing, side, parts))
    best, wider = 0, []
    for step in (-1, 1):
        at = _next(pairing, 1 - side, parts[0] if step < 0 else parts[-1], step)
        if at is None or len(other.words(at)) < LEAST_WORDS:
            continue
        grown = [at, *parts] if step < 0 else [*parts, at]
        gained = common(words, _joined(pairing, side, grown)) - kept
        if gained >= COVERED * len(other.words(at)) and gained > best:
            best, wider = gained, grown
    return wider


def _next(pairing: Pairing, side: int, at: int, step: int) -> int | None:
    """The nearest unit of the same class in that direction, if it is free."""
    own = pairing.sides[side]
    found = at + step
    while 0 <= found < len(own) and own.class_of(found) is not own.class_of(at):
        found += step
    return found if 0 <= found < len(own) and pairing.is_free(side, found) else None


def _parts_of_free(pairing: Pairing, side: int, whole: int) -> Iterator[int]:
    """Free units of the other side that might be a part of a free unit: those beside the tie of its neighbour."""
    own = pairing.sides[side]
    for step in (-1, 1):
        beside = pairing.of(side, whole + step)
        if beside is None:
            continue
        ends = beside.new if side == OLD else beside.old
        at = (ends[-1] if step < 0 else ends[0]) - step
        other = pairing.sides[1 - side]
        if 0 <= at < len(other) and pairing.is_free(1 - side, at) and other.class_of(at) is own.class_of(whole):
            yield at


def _joined(pairing: Pairing, side: int, parts: list[int]) -> str:
    return "".join(pairing.sides[1 - side].words(at) for at in parts)


def _like(words: str, joined: str) -> float:
    return likeness_of(words, joined, "", "x")
