"""Sentences for the person about what was read: they name what a transcription or a reader may have got wrong.

None of them stops an add, and nothing is corrected: revtrack never changes a text by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from revtrack.model.language import Language
from revtrack.model.places import Unit, display, number_key

_SHOWN = 5
"""Sentences of one kind that are shown; the rest are counted."""
_COMPOUNDING = frozenset((Language.DA, Language.NB, Language.NN, Language.SV, Language.DE))
"""Languages that write compounds as one word with an s between the parts."""
_OFTEN = 10
_TIMES_ITS_STEM = 2
_SHORTEST_FORM = 8
_SHORTEST_TAIL = 4
_WORD = re.compile(r"[^\W\d_]{2,60}(-?)")


class Seen(NamedTuple):
    """A unit of the reading, and the source line its text begins on."""

    unit: Unit
    line: int


def numbering(seen: Sequence[Seen]) -> Iterator[str]:
    """Paragraphs without a number among numbered ones, numbers left out, numbers used twice."""
    components: dict[str, list[Unit]] = {}
    for row in seen:
        if row.unit.role == "paragraph":
            components.setdefault(row.unit.place.component, []).append(row.unit)
    for rows in components.values():
        keys = [number_key(unit.num) for unit in rows]
        yield from _limited([f"{display(unit.place.fragment)} has no number" for unit in _between(rows, keys)])
        yield from _limited(_jumps(rows, keys))


def footnotes_apart(seen: Sequence[Seen]) -> Iterator[str]:
    """Footnotes whose text stands at the seam of two components, other paragraphs lying between it and its mark.

    From such a place nobody can see to which of the two the footnote belongs.
    """
    seams = _seams([row for row in seen if row.unit.role != "footnote"])
    owner: Seen | None = None
    for row in seen:
        if row.unit.role != "footnote":
            owner = row
        elif owner:
            last, first = seams.get(owner.unit.place.component, (0, 0))
            if owner.line < last < row.line < first:
                yield f"{display(row.unit.place.fragment)} stands apart from {display(owner.unit.place.fragment)}"


def odd_forms(text: str, language: Language | None) -> Iterator[str]:
    """Forms in -s that stand alone time and again although the language joins them to the next word.

    Such a form is used alone at least ten times and more than twice as often as without its s, and it is also the first
    part of a longer word, as `radikaliserings` is of `radikaliseringsprocessen`. A genitive is not used so often.
    """
    if language not in _COMPOUNDING:
        return
    alone: Counter[str] = Counter()
    others: set[str] = set()
    for found in _WORD.finditer(text):
        word = found[0].rstrip("-")
        if not found[1]:
            alone[word] += 1
        others.add(word)
    likely = [
        form for form, count in alone.items() if count >= _OFTEN and form.endswith("s") and len(form) >= _SHORTEST_FORM
    ]
    for form in sorted(likely):
        stem = alone[form.removesuffix("s")]
        if 0 < stem * _TIMES_ITS_STEM < alone[form] and _begins_compound(form, others):
            yield f'"{form}" alone {alone[form]} times'


def _begins_compound(form: str, words: set[str]) -> bool:
    return any(word.startswith(form) and len(word) >= len(form) + _SHORTEST_TAIL for word in words)


def _between(rows: Sequence[Unit], keys: Sequence[str | None]) -> list[Unit]:
    """Paragraphs without number that stand between numbered ones, where most paragraphs are numbered."""
    numbered = [at for at, key in enumerate(keys) if key]
    if len(numbered) * 2 <= len(keys):
        return []
    return [unit for at, unit in enumerate(rows) if keys[at] is None and numbered[0] < at < numbered[-1]]


def _jumps(rows: Sequence[Unit], keys: Sequence[str | None]) -> list[str]:
    """What is odd in the order of the numbers. A number 1 begins a new count."""
    found: list[str] = []
    counted: set[int] = set()
    last = 0
    for unit, key in zip(rows, keys, strict=True):
        if key is None or not key.isdigit():
            continue
        number = int(key)
        prefix = unit.place.fragment.rpartition(".")[0]
        where = f" in {prefix}" if prefix else ""
        if number == 1:
            counted.clear()
        elif number in counted:
            found.append(f"the number {number} stands twice{where}")
        elif number > last + 1 and last:
            missing = f"{last + 1}" if number == last + 2 else f"{last + 1}–{number - 1}"
            found.append(f"no paragraph has the number {missing}{where}")
        counted.add(number)
        last = number
    return found


def _seams(bodies: Sequence[Seen]) -> dict[str, tuple[int, int]]:
    """Component -> the line of its last paragraph and that of the first paragraph of the next component."""
    return {
        earlier.unit.place.component: (earlier.line, later.line)
        for earlier, later in pairwise(bodies)
        if earlier.unit.place.component != later.unit.place.component
    }


def _limited(sentences: Sequence[str]) -> list[str]:
    left = len(sentences) - _SHOWN
    return [*sentences[:_SHOWN], *([f"and {left} more of this kind"] if left > 0 else [])]
