"""Works out the printed number of a unit in full: `(a)` under `2.` is not `(a)` under `3.`.

Levels are read off the form of the numbers alone: a form met again goes back to its level, a new one opens a level below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from revtrack.model.changes import TextUnit

Path = tuple[str, ...]

_FIGURES = re.compile(r"[0-9]{1,9}")
_LETTERS = re.compile(r"[^\W\d_]{1,40}")


def number_paths(units: Sequence[TextUnit], sections: Sequence[int]) -> list[Path]:
    """For each unit the numbers that lead to it inside its section; empty for one without number, or with a bullet."""
    paths: list[Path] = []
    levels: list[tuple[str, str]] = []
    for at, unit in enumerate(units):
        if at and sections[at] != sections[at - 1]:
            levels = []
        if not any(character.isalnum() for character in unit.marker):
            paths.append(())
            continue
        form = _form(unit.marker)
        known = [level for level, _ in levels]
        del levels[known.index(form) if form in known else len(levels) :]
        levels.append((form, unit.marker))
        paths.append(tuple(marker for _, marker in levels))
    return paths


def _form(marker: str) -> str:
    """`1.` for 2. and 14., `(a)` for (b) and (iv): figures and letters stand for all of their kind."""
    return _LETTERS.sub("a", _FIGURES.sub("1", marker))
