"""Tells references that merely follow a renumbering: "see paragraph 6" became "see paragraph 5" as paragraph 6 became 5."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from revtrack.diff.order import Part
from revtrack.diff.telling import Telling
from revtrack.diff.tokens import tokens
from revtrack.model.changes import Signal, Stretch, TextUnit, UnitClass
from revtrack.model.places import number_key

_NUMBER = re.compile(r"[0-9]{1,4}[a-z]?")

ACT_REACH = 40
"""A document number so many characters behind a reference is taken to be what it refers into: Article 5 of Regulation …"""

CHAIN_REACH = 8
"""References so near each other are one, if they name different parts: Artikel 5 Absatz 2, paragraph 2 of Article 5."""

_Scope = tuple[UnitClass, str, str]


class Renumbering:
    """What became of each printed number, read off the units paired one to one."""

    def __init__(self, parts: Iterable[Part], old: Sequence[TextUnit], new: Sequence[TextUnit]) -> None:
        self._parts = parts
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
        for i, j in _one_to_one(self._parts):
            old, new = self._old[i], self._new[j]
            before, after = number_key(old.marker), number_key(new.marker)
            if before and after:
                found[(old.unit_class, "", ""), before].add(after)
                found[(old.unit_class, *_section(old)), before].add(after)
        return found


def _one_to_one(parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """The positions of units paired one to one."""
    for part in parts:
        if isinstance(part, Stretch):
            yield from zip(
                range(part.old, part.old + part.length), range(part.new, part.new + part.length), strict=True
            )
        elif len(part.old) == len(part.new) == 1:
            yield part.old[0], part.new[0]


def follow(
    texts: tuple[str, str], found: tuple[list[Telling], list[Telling]], unit: TextUnit, renumbering: Renumbering
) -> bool:
    """Whether all that differs between the old and the new text are numbers in references, each as its paragraph's number did.

    `found` is what is telling in either text, `unit` the old unit.
    """
    before, after = (_placed(text) for text in texts)
    if len(before) != len(after):
        return False
    changed = [at for at in range(len(before)) if before[at][0] != after[at][0]]
    cited = tuple(_cited(side) for side in found)
    return bool(changed) and all(
        _is_whole(before, at, cited[0])
        and _is_whole(after, at, cited[1])
        and renumbering.leads(before[at][0], after[at][0], unit)
        for at in changed
    )


def _is_whole(placed: Sequence[tuple[str, int]], at: int, cited: set[int]) -> bool:
    """Whether that token is the number of a paragraph referred to, and not of a part of it: 6 in 6(2), not 2."""
    token, position = placed[at]
    return _NUMBER.fullmatch(token) is not None and position in cited and placed[at - 1][0] != "("


def _placed(text: str) -> list[tuple[str, int]]:
    """Every token but white space, with its position."""
    return [(token, at) for token, at in _positions(tokens(text)) if not token.isspace()]


def _positions(cut: Sequence[str]) -> Iterator[tuple[str, int]]:
    at = 0
    for token in cut:
        yield token, at
        at += len(token)


def _cited(found: Sequence[Telling]) -> set[int]:
    """The positions inside references to a whole paragraph of this text, as far as can be told."""
    references = [item for item in found if item.signal is Signal.REFERENCE]
    positions: set[int] = set()
    for at, item in enumerate(references):
        near = (*references[max(0, at - 1) : at], *references[at + 1 : at + 4])
        if not item.is_document and not any(_belongs(item, other) for other in near):
            positions.update(range(item.start, item.end))
    return positions


def _belongs(item: Telling, other: Telling) -> bool:
    """Whether a reference goes together with another, to a part of a part or of another document."""
    gap = max(item.start, other.start) - min(item.end, other.end)
    if other.is_document:
        return other.start >= item.end and gap <= ACT_REACH
    return gap <= CHAIN_REACH and _noun(item) != _noun(other)


def _noun(item: Telling) -> str:
    """What a reference calls the part it names; "" where it bears a sign only."""
    word = item.name.split(" ", 1)[0]
    return word if word.isalpha() else ""


def _section(unit: TextUnit) -> tuple[str, str]:
    """The component and heading a unit stands under; empty in plain lists of paragraphs."""
    return (unit.place.component, unit.place.heading) if unit.place else ("", "")
