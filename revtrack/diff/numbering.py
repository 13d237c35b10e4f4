"""Works out the printed number of a unit in full: `(a)` under `2.` is not `(a)` under `3.`.

Levels are read off the form of the numbers alone: a form met again goes back to its level, a new one opens a level below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from revtrack.model.changes import TextUnit

Path = tuple[str, ...]

_FIGURES = re.compile(r"[0-9]{1,9}")
_LETTERS = re.compile(r"[^\W\d_]{1,40}")


def number_paths(units: Sequence[TextUnit]) -> list[Path]:
    """For each unit of a section the numbers that lead to it; empty for one without number, or with a bullet."""
    paths: list[Path] = []
    levels: list[tuple[str, str]] = []
    for unit in units:
        form = _form(unit.marker) if unit.marker else ""
        if not form:
            paths.append(())
            continue
        known = [level for level, _ in levels]
        del levels[known.index(form) if form in known else len(levels) :]
        levels.append((form, unit.marker))
        paths.append(tuple(marker for _, marker in levels))
    return paths


@lru_cache(maxsize=4096)
def _form(marker: str) -> str:
    """`1.` for 2. and 14., `(a)` for (b) and (iv): figures and letters stand for all of their kind; "" for a bullet."""
    if not any(character.isalnum() for character in marker):
        return ""
    return _LETTERS.sub("a", _FIGURES.sub("1", marker))
