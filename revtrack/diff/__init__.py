"""Aligns two versions, names what happened to each paragraph, and finds the words that changed.

The walk: units -> align -> classify -> words -> signals -> order. Positions in a comparison count units in reading order, from 0.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from revtrack.diff.apply import apply, checked
from revtrack.diff.compare import compare, compare_texts, compare_units
from revtrack.diff.letters import refine
from revtrack.diff.mirror import invert
from revtrack.diff.patterns import fold_patterns
from revtrack.diff.strandorder import oldest_first
from revtrack.diff.strands import strands
from revtrack.diff.totals import summary

if TYPE_CHECKING:
    from revtrack.diff.across.correspond import correspond, correspond_units
    from revtrack.diff.across.tongues import known_words

__all__ = [
    "apply",
    "checked",
    "compare",
    "compare_texts",
    "compare_units",
    "correspond",
    "correspond_units",
    "fold_patterns",
    "invert",
    "known_words",
    "oldest_first",
    "refine",
    "strands",
    "summary",
]

_ACROSS = frozenset({"correspond", "correspond_units", "known_words"})


def __getattr__(name: str) -> object:
    """What pairs two languages is imported when it is first asked for: few comparisons need it."""
    if name not in _ACROSS:
        raise AttributeError(f"module 'revtrack.diff' has no attribute {name!r}")
    return getattr(importlib.import_module("revtrack.diff.across"), name)
