"""Lines: a decoded source cut at its line ends and page breaks, each line with its visible part."""

from __future__ import annotations

import re
from typing import NamedTuple

from revtrack.ingest.words import Words

_END = re.compile(r"\r\n|[\n\r\f]")
_TAB = 8


class Line(NamedTuple):
    """One line: it begins at `start`, shows [first, last), and the next begins at `stop`. Lines are counted from 1.

    `text` is the visible part; `indent` counts columns before it, a tab reaching to the next multiple of 8.
    """

    number: int
    start: int
    first: int
    last: int
    stop: int
    text: str
    indent: int

    @property
    def words(self) -> Words:
        return Words.of(self.first, self.last)

    def narrowed(self, source: str, first: int, last: int) -> Line:
        """The line showing only what is visible in [first, last)."""
        text = source[first:last].strip()
        first += len(source[first:last]) - len(source[first:last].lstrip())
        return self._replace(first=first, last=first + len(text), text=text)


def split(source: str, at: int = 0) -> tuple[Line, ...]:
    """Every line of the source from position `at`."""
    found: list[Line] = []
    while at < len(source):
        end = _END.search(source, at)
        last, stop = (end.start(), end.end()) if end else (len(source), len(source))
        found.append(_line(source, len(found) + 1, at, last, stop))
        at = stop
    return tuple(found)


def _line(source: str, number: int, start: int, end: int, stop: int) -> Line:
    raw = source[start:end]
    text = raw.strip()
    if not text:
        return Line(number, start, end, end, stop, "", 0)
    lead = len(raw) - len(raw.lstrip())
    return Line(number, start, start + lead, start + lead + len(text), stop, text, len(raw[:lead].expandtabs(_TAB)))
