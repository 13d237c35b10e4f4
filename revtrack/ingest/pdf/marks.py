"""Writes the figures that mark notes as superior figures, and finds the notes at the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from revtrack.ingest import rules
from revtrack.ingest.pdf.glyphs import Swap, Word
from revtrack.ingest.pdf.library import Bounds
from revtrack.ingest.pdf.paragraphs import Paragraph
from revtrack.ingest.pdf.rows import Line
from revtrack.ingest.reflow import ends_sentence

_SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", "()")
_FIGURES = re.compile(r"\(?[0-9]{1,3}\)?")
_MARK = re.compile(r"[⁰¹²³⁴-⁹]{1,3}")
_SMALL = 0.94
"""Notes are set at most so large, as a share of the text."""
_CLOSE = 0.45
_SHORT_RULE = 0.6


def with_marks(line: Line) -> Line:
    """The line with its raised figures written as superior figures."""
    if not any(line.is_raised(word) for word in line.words):
        return line
    words: list[Word] = []
    for group in _groups(line):
        text = "".join(word.text for word in group)
        if line.is_raised(group[0]) and _FIGURES.fullmatch(text) and not any(word.swaps for word in group):
            words.append(_written(group, text, rules.RAISED_FIGURE))
        else:
            words += group
    return replace(line, words=tuple(words))


def _groups(line: Line) -> list[list[Word]]:
    """The words of a line, raised ones that touch as one: a bracket, a figure, a bracket."""
    groups: list[list[Word]] = []
    for word in line.words:
        last = groups[-1][-1] if groups else None
        touches = last is not None and word.x0 - last.x1 < _CLOSE * line.size
        if last is not None and touches and line.is_raised(word) and line.is_raised(last):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _written(group: Sequence[Word], text: str, rule: str) -> Word:
    shown = text.translate(_SUPERIOR)
    box = group[0].box
    for word in group[1:]:
        box = box.joined(word.box)
    swap = Swap(0, len(shown), text, rule)
    end = max(word.x1 for word in group)
    return group[0]._replace(text=shown, x1=end, box=box, swaps=(swap,), parts=len(group))


def marks_in(lines: Sequence[Line]) -> set[str]:
    """The figures that mark notes in these lines."""
    return {
        found[0]
        for line in lines
        for at, word in enumerate(line.words)
        if at and any(swap.rule == rules.RAISED_FIGURE for swap in word.swaps)
        if (found := _MARK.fullmatch(word.text))
    }


class FootNotes:
    """The notes of a document, found page by page; a note may go on at the foot of the next page."""

    def __init__(self, body: float) -> None:
        self._body = body
        self._last: Paragraph | None = None

    def take(self, lines: Sequence[Line], drawn: Sequence[Bounds]) -> tuple[list[Line], list[Paragraph]]:
        """The lines of a page that are text, and the notes that begin on it."""
        text: list[Line] = []
        notes: list[Paragraph] = []
        marks = marks_in(lines)
        flows: dict[int, list[Line]] = {}
        for line in lines:
            flows.setdefault(line.flow, []).append(line)
        for flow in flows.values():
            start = self._zone(flow, marks, drawn)
            text += flow[:start]
            for line in flow[start:]:
                self._note(line, marks, notes)
        if not notes and len(text) == len(lines):
            self._last = None
        return text, notes

    def _note(self, line: Line, marks: set[str], notes: list[Paragraph]) -> None:
        marked = _marked(line, marks)
        if marked is not None:
            notes.append(Paragraph([marked]))
            self._last = notes[-1]
        elif self._last is not None:
            self._last.lines.append(line)
        else:
            notes.append(Paragraph([line]))
            self._last = notes[-1]

    def _zone(self, flow: Sequence[Line], marks: set[str], drawn: Sequence[Bounds]) -> int:
        """The index of the first line of notes; the number of lines if there are none."""
        at = len(flow)
        while at and flow[at - 1].size <= self._body * _SMALL and flow[at - 1].cell is None:
            at -= 1
        first = next((index for index in range(at, len(flow)) if _marked(flow[index], marks) is not None), len(flow))
        if self._goes_on(flow, at):
            first = at
        under = self._under_rule(flow, marks, drawn)
        return min(first, under)

    def _goes_on(self, flow: Sequence[Line], at: int) -> bool:
        """Whether the small lines at the end of a page go on with a note of the page before."""
        last = self._last.lines[-1] if self._last else None
        if last is None or at >= len(flow) or flow[at].page != last.page + 1:
            return False
        return not ends_sentence(last.text) and flow[at].size == last.size

    def _under_rule(self, flow: Sequence[Line], marks: set[str], drawn: Sequence[Bounds]) -> int:
        """The index of the first line under a short line drawn above notes of any size."""
        wide = max(line.x1 for line in flow) - min(line.x0 for line in flow)
        for at in range(1, len(flow)):
            earlier, line = flow[at - 1], flow[at]
            if _marked(line, marks) is None or line.cell is not None:
                continue
            top, low = earlier.y, line.y
            if any(low < rule.bottom < top and rule.right - rule.left < _SHORT_RULE * wide for rule in drawn):
                return at
        return len(flow)


def _marked(line: Line, marks: set[str]) -> Line | None:
    """The line with the mark of a note before it as a superior figure; None if it begins with none."""
    first = line.words[0]
    if _MARK.match(first.text) and first.swaps:
        return line
    found = _FIGURES.fullmatch(first.text)
    if found and first.text.translate(_SUPERIOR) in marks and len(line.words) > 1:
        return replace(line, words=(_written([first], first.text, rules.NOTE_FIGURE), *line.words[1:]))
    return None
