"""Strands: what became of one paragraph through any number of versions.

A comparison is of two; a strand runs through a whole sequence of comparisons, each of which begins where the one before it
ended. Versions are counted from 0, and step `n` leads from version `n` to version `n + 1`.
"""

from __future__ import annotations

from msgspec import Struct

from revtrack.model.changes import Change, UnitClass


class Reintroduced(Struct, frozen=True):
    """A text that was deleted and is back: it stood for the last time in version `left`, and again in version `back`.

    `change` says what became of it meanwhile. Its old position counts in version `left`, its new one in version `back`.
    """

    left: int
    back: int
    change: Change


class Strand(Struct, frozen=True):
    """One paragraph's history: it begins with a unit that no unit became, and holds all that came of it.

    `positions` say where it stands in each version: nowhere where it is absent, at several places once it was split.
    Strands that were merged share their positions from there on. `steps` hold what happened at each step: the changes that
    any of its units went through, the insertion it begins with and those by which it came back among them.
    """

    positions: tuple[tuple[int, ...], ...]
    steps: tuple[tuple[Change, ...], ...]
    reintroduced: tuple[Reintroduced, ...] = ()
    unit_class: UnitClass = UnitClass.PARAGRAPH
