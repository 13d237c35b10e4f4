"""Aligns two sides: the walk from what is certain to what is likely.

    anchors      equal texts that can be told apart                                anchors.py
    provisions   the same number, where both sides share one numbering             provisions.py
    sections     which section became which                                        sections.py
    candidates   pairs of what is left, with what they have in common              candidates.py
    sure pairs   high likeness: near by, in sections, in order, then anywhere      gaps.py, moves.py
    groups       splits and merges                                                 groups.py
    weighing     the rest, best first, against its rivals and by its company       weighing.py
    slots        slight units in the same place                                    slots.py

Going from high to low keeps a middling partner close by from taking a unit whose true partner stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from revtrack.diff.anchors import tie_anchors
from revtrack.diff.candidates import Candidate, candidates, is_thinned
from revtrack.diff.gaps import NUMBERED_FLOOR, tie_in_gaps, tie_in_numbers, tie_in_sections, tie_near
from revtrack.diff.groups import tie_groups
from revtrack.diff.headlines import tie_headlines
from revtrack.diff.moves import tie_anywhere
from revtrack.diff.pairing import NEW, OLD, Pairing
from revtrack.diff.provisions import KEPT, UNKNOWN, tie_provisions
from revtrack.diff.sections import match_sections
from revtrack.diff.sides import Side, Vocabulary
from revtrack.diff.slots import tie_slots
from revtrack.diff.weighing import tie_best
from revtrack.model.changes import TextUnit
from revtrack.model.rulings import NO_RULINGS, Rulings


class Tier(Struct, frozen=True):
    """Floors of likeness: inside matched sections, between what stayed in place, and anywhere (same section, across)."""

    section: float
    gap: float
    anywhere: float
    across: float


SURE = Tier(0.75, 0.75, 0.85, 0.90)
NAMED = Tier(0.70, 0.70, 0.85, 0.92)
"""Where numbers name provisions, what they did not pair must be clearly alike."""

LEAST_POINTS = (6.2, 4.7)
"""What the two rounds of weighing ask for: the second has the ties of the first for company."""

LAST_GAP = 0.45
"""Between what stayed in place, when everything else is tied."""


def align(
    old: Sequence[TextUnit], new: Sequence[TextUnit], rulings: Rulings = NO_RULINGS
) -> tuple[Pairing, tuple[str, ...]]:
    """What belongs together on two sides, and a sentence for each bound of work that made the answer coarser."""
    vocabulary = Vocabulary()
    pairing = Pairing(Side(old, vocabulary), Side(new, vocabulary), rulings)
    tie_anchors(pairing)
    kept = tie_provisions(pairing)
    sections = match_sections(pairing, kept)
    tie_headlines(pairing, sections)
    tie_slots(pairing, whole=True)
    tie_near(pairing, SURE.gap)
    coarse = _thinned(pairing)
    found = candidates(pairing, sections, NUMBERED_FLOOR)
    _tie_tier(pairing, found, sections, SURE)
    tie_groups(pairing, found)
    if kept >= KEPT:
        _tie_tier(pairing, found, sections, NAMED)
        _finish(pairing, found, NAMED.gap)
        return pairing, coarse
    for least in LEAST_POINTS:
        tie_best(pairing, found, sections, kept, least=least)
    if kept >= UNKNOWN:
        tie_in_numbers(pairing, found, sections)
    _finish(pairing, found, LAST_GAP)
    return pairing, coarse


def _tie_tier(pairing: Pairing, found: Sequence[Candidate], sections: Mapping[int, int], tier: Tier) -> None:
    tie_in_sections(pairing, found, sections, tier.section)
    tie_in_gaps(pairing, found, tier.gap)
    tie_anywhere(pairing, found, sections, tier.anywhere, across=tier.across)


def _finish(pairing: Pairing, found: Sequence[Candidate], gap: float) -> None:
    """What is left between the same ties, splits and merges before and after it, and slight units in their slots."""
    tie_in_gaps(pairing, found, gap)
    tie_groups(pairing, found)
    tie_in_gaps(pairing, found, gap)
    tie_slots(pairing)


def _thinned(pairing: Pairing) -> tuple[str, ...]:
    """Says so if not every pair is looked at, in words that hold when the sides change places."""
    if not is_thinned(pairing):
        return ()
    fewer, more = sorted((len(pairing.free(OLD)), len(pairing.free(NEW))))
    return (
        f"{fewer} against {more} paragraphs are left without an equal: only the likeliest pairs of them were weighed",
    )
