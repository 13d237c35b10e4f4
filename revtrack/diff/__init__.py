"""Aligns two versions, names what happened to each paragraph, and finds the words that changed.

The walk: units -> align -> classify -> words -> signals -> order. Positions in a comparison count units in reading order, from 0.
"""

from revtrack.diff.across import correspond, correspond_units, known_words
from revtrack.diff.apply import apply, checked
from revtrack.diff.compare import compare, compare_texts, compare_units
from revtrack.diff.letters import refine
from revtrack.diff.mirror import invert
from revtrack.diff.patterns import fold_patterns
from revtrack.diff.strandorder import oldest_first
from revtrack.diff.strands import strands
from revtrack.diff.totals import summary

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
