"""Makes the ledger: what was placed, what a rule dropped, and the white space between, without a gap.

White space is the only thing that may be left when everything else has been claimed, and its place on the line names its
rule. Any other character without an entry is a fault of intake, and nothing is read at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from revtrack.errors import Internal
from revtrack.ingest import rules
from revtrack.ingest.lines import Line
from revtrack.ingest.words import Normal, Span, Words
from revtrack.model.ledger import Entry, Fate, Ledger

_Run = tuple[int, int, Fate, str, str]
"""Start, end, fate, place and rule: what an Entry holds."""
_RUN = re.compile(r"\r\n|[\n\r]|\f|[^\S\n\r\f]+|\S")


class Account:
    """Collects what became of runs of characters, and gives the ledger of all of them."""

    def __init__(self, source: str, lines: Sequence[Line], name: str) -> None:
        self._source = source
        self._lines = lines
        self._starts = [line.start for line in lines]
        self._name = name
        self._runs: list[_Run] = []
        self._joined: list[Span] = []

    def place(self, words: Words, where: str) -> None:
        """Characters that stand in the reading at `where`."""
        earlier = None
        for piece in words.pieces:
            self._runs.append((piece.start, piece.end, Fate.PLACED, where, ""))
            if earlier is not None and earlier < piece.start:
                self._joined.append(Span(earlier, piece.start))
            earlier = piece.end

    def place_span(self, span: Span, where: str) -> None:
        """One run that stands in the reading at `where`."""
        self._runs.append((span.start, span.end, Fate.PLACED, where, ""))

    def normalise(self, normals: Iterable[Normal]) -> None:
        """Characters that a rule dropped or replaced."""
        self._runs += [(start, end, Fate.NORMALISED, "", rule) for start, end, rule in normals]

    def set_apart(self, span: Span, rule: str) -> None:
        """Characters that are kept as page matter."""
        self._runs.append((span.start, span.end, Fate.APART, "page-matter", rule))

    def ledger(self, encoding: str) -> Ledger:
        """The ledger of every character; Internal if one that can be seen was not accounted for."""
        self._joined.sort()
        self._runs.sort()
        runs: list[_Run] = []
        at = 0
        for run in self._runs:
            if at < run[0]:
                runs += self._between(at, run[0])
            elif at > run[0]:
                raise self._fault("account once for", run[0])
            runs.append(run)
            at = run[1]
        runs += self._between(at, len(self._source))
        return Ledger(len(self._source), tuple(_merged(runs)), encoding)

    def _between(self, start: int, end: int) -> Iterator[_Run]:
        for run in _RUN.finditer(self._source, start, end):
            yield run.start(), run.end(), Fate.NORMALISED, "", self._rule(run)

    def _rule(self, run: re.Match[str]) -> str:
        text, at = run[0], run.start()
        if text == "\u00ad":
            return rules.SOFT_HYPHEN
        if not text.isspace():
            raise self._fault("account for", at)
        if text == "\f":
            return rules.PAGE_BREAK
        if self._in_join(at):
            return rules.JOINED_LINES
        return self._white_space(self._line(at), text, at)

    def _fault(self, what: str, at: int) -> Internal:
        return Internal(
            f"intake of {self._name} did not {what} the character U+{ord(self._source[at]):04X}; nothing was added",
            facts=(f"line {self._line(at).number}",),
            tries=("report this with the file, if it may be shared",),
        )

    def _white_space(self, line: Line, text: str, at: int) -> str:
        if not line.text:
            return rules.BLANK_LINE
        if text[0] in "\r\n":
            return rules.LINE_END
        if at < line.first:
            return rules.INDENT
        return rules.TRAILING_SPACE if at >= line.last else rules.SEPARATOR

    def _line(self, at: int) -> Line:
        return self._lines[bisect_right(self._starts, at) - 1]

    def _in_join(self, at: int) -> bool:
        """Whether a position lies between two runs of one paragraph that stand on different lines."""
        found = bisect_right(self._joined, at, key=lambda span: span.start) - 1
        if found < 0 or self._joined[found].end <= at:
            return False
        return "\n" in (between := self._source[slice(*self._joined[found])]) or "\r" in between or "\f" in between


def _merged(runs: Iterable[_Run]) -> Iterator[Entry]:
    """The entries of the runs, neighbours of one fate, place and rule as one."""
    for (fate, where, rule), same in groupby(runs, key=itemgetter(2, 3, 4)):
        group = list(same)
        yield Entry(group[0][0], group[-1][1], fate, where, rule)
