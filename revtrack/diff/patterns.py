"""Folds one replacement of words made alike in many places into one entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from revtrack.diff.fold import fold
from revtrack.model.changes import Change, Comparison, Pattern

LEAST = 3
"""So often a replacement is made before it counts as a pattern."""


def fold_patterns(comparison: Comparison) -> tuple[Pattern, ...]:
    """The replacements made at least three times, the most frequent first, then by their words.

    Paragraphs replaced as a whole and changes of typography, alone or beside changes of words, have none.
    """
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, change in enumerate(comparison.changes):
        for replacement in _replacements(change):
            where[replacement].append(at)
    found = [
        Pattern(old, new, len(places), tuple(sorted(set(places))))
        for (old, new), places in where.items()
        if len(places) >= LEAST
    ]
    return tuple(sorted(found, key=lambda pattern: (-pattern.count, pattern.old, pattern.new)))


def _replacements(change: Change) -> Iterator[tuple[str, str]]:
    if change.is_typography or not any(edit.op == "=" for edit in change.edits):
        return
    for taken, added in zip(change.edits, change.edits[1:], strict=False):
        old, new = taken.text.strip(), added.text.strip()
        if taken.op == "-" and added.op == "+" and _has_words(old) and _has_words(new) and fold(old) != fold(new):
            yield old, new


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
