"""Finds splits and merges: a unit left over beside a tied one that, joined to it, makes the other side whole."""

from __future__ import annotations

from collections.abc import Iterable

from revtrack.diff.candidates import Candidate
from revtrack.diff.likeness import common, likeness_of
from revtrack.diff.pairing import FREE, NEW, OLD, Pairing
from revtrack.model.changes import Reason

COVERED, WHOLE = 0.80, 0.70
"""So much of a joined unit must be found again in words that nothing else explains, and so alike must both sides become."""

LEAST_WORDS = 2
"""A part has at least so many words, or one and the number of the whole: a headline that was joined to its text."""
WIDEST = 12
"""A unit is parted into at most so many."""


def tie_groups(pairing: Pairing, found: Iterable[Candidate]) -> None:
    """Grow ties of two into splits and merges, then candidates of which one holds nearly all of the other."""
    for side in (OLD, NEW):
        for tie in pairing.told():
            if tie.reason is not Reason.CONFIRMED and len(tie.old) == len(tie.new) == 1:
                whole, part = (tie.old[0], tie.new[0]) if side == OLD else (tie.new[0], tie.old[0])
                if not _is_alone(pairing, 1 - side, part):
                    _grow(pairing, side, whole, [part], tie.reason)
    left = [candidate for candidate in found if pairing.are_free(candidate.old, candidate.new)]
    for candidate in sorted(left, key=lambda candidate: (-candidate.likeness, candidate.old, candidate.new)):
        for side, whole, part in ((OLD, candidate.old, candidate.new), (NEW, candidate.new, candidate.old)):
            if pairing.are_free(candidate.old, candidate.new) and _holds(pairing, side, whole, part):
                _grow(pairing, side, whole, [part], Reason.LIKENESS)


def _is_alone(pairing: Pairing, side: int, at: int) -> bool:
    """Whether its neighbours are of its class and tied, so that nothing beside it could join it."""
    own, partners = pairing.sides[side], pairing.partners[side]
    beside = [found for found in (at - 1, at + 1) if 0 <= found < len(partners)]
    return all(partners[found] != FREE and own.class_of(found) is own.class_of(at) for found in beside)


def _holds(pairing: Pairing, side: int, whole: int, part: int) -> bool:
    """Whether nearly all words of the part stand in the whole."""
    words = pairing.sides[1 - side].words(part)
    return len(words) >= LEAST_WORDS and common(words, pairing.sides[side].words(whole)) >= COVERED * len(words)


def _grow(pairing: Pairing, side: int, whole: int, parts: list[int], reason: Reason) -> None:
    """Join free neighbours to the parts as long as that makes them clearly more like the whole; tie if any was joined."""
    words = pairing.sides[side].words(whole)
    found = parts
    while found and len(parts) < WIDEST:
        parts, found = found, _wider(pairing, side, whole, found)
    if len(parts) > 1 and _like(words, _joined(pairing, side, parts)) > WHOLE:
        old, new = ([whole], parts) if side == OLD else (parts, [whole])
        pairing.tie(old, new, reason)


def _wider(pairing: Pairing, side: int, whole: int, parts: list[int]) -> list[int]:
    """The parts with the free unit before or after them, if most of it stands in what they leave of the whole; else []."""
    other = pairing.sides[1 - side]
    words, marker = pairing.sides[side].words(whole), pairing.sides[side].units[whole].marker
    before, after = (_next(pairing, side, whole, at, step) for at, step in ((parts[0], -1), (parts[-1], 1)))
    beside = [(at, [at, *parts] if at == before else [*parts, at]) for at in (before, after) if at is not None]
    kept = common(words, _joined(pairing, side, parts)) if beside else 0
    best, wider = 0, []
    for at, grown in beside:
        gained = common(words, _joined(pairing, side, grown)) - kept
        least = 1 if marker and other.units[at].marker == marker else LEAST_WORDS
        if len(other.words(at)) >= least and gained >= COVERED * len(other.words(at)) and gained > best:
            best, wider = gained, grown
    return wider


def _next(pairing: Pairing, side: int, whole: int, at: int, step: int) -> int | None:
    """The nearest unit of the part's class in that direction, if it is free to belong to the whole."""
    own = pairing.sides[1 - side]
    found = at + step
    while 0 <= found < len(own) and own.class_of(found) is not own.class_of(at):
        found += step
    return found if 0 <= found < len(own) and pairing.may_join(side, whole, found) else None


def _joined(pairing: Pairing, side: int, parts: list[int]) -> str:
    return "".join(pairing.sides[1 - side].words(at) for at in parts)


def _like(words: str, joined: str) -> float:
    return likeness_of(words, joined, "", "x")
