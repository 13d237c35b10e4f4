"""Tells references that merely follow a renumbering: "see paragraph 6" became "see paragraph 5" as paragraph 6 became 5."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from revtrack.diff.telling import Telling
from revtrack.diff.tokens import tokens
from revtrack.model.changes import Change, Signal, TextUnit, UnitClass
from revtrack.model.places import number_key

_NUMBER = re.compile(r"[0-9]{1,4}[a-z]?")

ACT_REACH = 40
"""A document number so many characters behind a reference is taken to be what it refers into: Article 5 of Regulation …"""

_Scope = tuple[UnitClass, str, str]


class Renumbering:
    """What became of each printed number, read off the units paired one to one."""

    def __init__(self, changes: Iterable[Change], old: Sequence[TextUnit], new: Sequence[TextUnit]) -> None:
        self._changes = changes
        self._old = old
        self._new = new

    def leads(self, before: str, after: str, unit: TextUnit) -> bool:
        """Whether a number of the old side became that of the new: among paragraphs of the unit's section, else among all.

        Where headings bear that number too, theirs must have become the same: which of the two is meant is not known.
        """
        component, heading = _section(unit)
        near = self._became.get(((UnitClass.PARAGRAPH, component, heading), before))
        far = self._became.get(((UnitClass.PARAGRAPH, "", ""), before))
        headings = self._became.get(((UnitClass.HEADING, "", ""), before))
        known = [became for became in (near or far, headings) if became]
        return bool(known) and all(became == {after} for became in known)

    @cached_property
    def _became(self) -> dict[tuple[_Scope, str], set[str]]:
        found: dict[tuple[_Scope, str], set[str]] = defaultdict(set)
        for change in self._changes:
            if len(change.old) == len(change.new) == 1:
                old, new = self._old[change.old[0]], self._new[change.new[0]]
                before, after = number_key(old.marker), number_key(new.marker)
                if before and after:
                    found[(change.unit_class, "", ""), before].add(after)
                    found[(change.unit_class, *_section(old)), before].add(after)
        return found


def follow(
    texts: tuple[str, str], found: tuple[list[Telling], list[Telling]], unit: TextUnit, renumbering: Renumbering
) -> bool:
    """Whether all that differs between the old and the new text are numbers in references, each as its paragraph's number did.

    `found` is what is telling in either text, `unit` the old unit.
    """
    before, after = (_placed(text) for text in texts)
    if len(before) != len(after):
        return False
    changed = [pair for pair in zip(before, after, strict=True) if pair[0][0] != pair[1][0]]
    cited = tuple(_cited(side) for side in found)
    return bool(changed) and all(
        _NUMBER.fullmatch(old)
        and _NUMBER.fullmatch(new)
        and at_old in cited[0]
        and at_new in cited[1]
        and renumbering.leads(old, new, unit)
        for (old, at_old), (new, at_new) in changed
    )


def _placed(text: str) -> list[tuple[str, int]]:
    """Every token but white space, with its position."""
    return [(token, at) for token, at in _positions(tokens(text)) if not token.isspace()]


def _positions(cut: Sequence[str]) -> Iterator[tuple[str, int]]:
    at = 0
    for token in cut:
        yield token, at
        at += len(token)


def _cited(found: Sequence[Telling]) -> set[int]:
    """The positions inside references to a part of this text, not to a part of another document named behind them."""
    positions: set[int] = set()
    document = None
    for item in reversed(found):
        if item.is_document:
            document = item.start
        elif item.signal is Signal.REFERENCE and (document is None or document - item.end > ACT_REACH):
            positions.update(range(item.start, item.end))
    return positions


def _section(unit: TextUnit) -> tuple[str, str]:
    """The component and heading a unit stands under; empty in plain lists of paragraphs."""
    return (unit.place.component, unit.place.heading) if unit.place else ("", "")
