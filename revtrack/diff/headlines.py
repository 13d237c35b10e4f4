"""Ties the headlines of matched sections."""

from __future__ import annotations

from collections.abc import Mapping

from revtrack.diff.likeness import likeness
from revtrack.diff.pairing import Pairing
from revtrack.model.changes import Reason, UnitClass

FLOOR = 0.30


def tie_headlines(pairing: Pairing, sections: Mapping[int, int]) -> None:
    """Tie the headlines of each two matched sections: headings always, since they name the same text; lines if alike."""
    old, new = pairing.sides
    for s, t in sorted(sections.items()):
        i, j = old.sections[s].headline, new.sections[t].headline
        if i is None or j is None or not pairing.are_free(i, j) or old.class_of(i) is not new.class_of(j):
            continue
        bare = old.is_bare(i) and new.is_bare(j)
        if bare or old.class_of(i) is UnitClass.HEADING or likeness(old, i, new, j) >= FLOOR:
            pairing.tie((i,), (j,), Reason.SECTION)
