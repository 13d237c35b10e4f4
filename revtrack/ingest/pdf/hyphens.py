"""Decides about hyphens at line ends: does the word have one, or was it only broken there?

Nobody can know from the line alone. The document itself is the evidence: where it has the word elsewhere in one piece, the hyphen
is dropped; where it has it elsewhere with a hyphen, the hyphen stays; where it has neither, the hyphen stays too, unless the
document plainly breaks words, and then the word is named to the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from revtrack.ingest.reflow import AND, splits_word

_HEAD = re.compile(r"[^\W\d_]{1,60}$")
_TAIL = re.compile(r"[^\W\d_]{1,60}")
_WORD = re.compile(r"[^\W\d_]{1,60}(?:-[^\W\d_]{1,60}){0,4}")
_SHORTEST = 2
_HABIT = 3
"""So many words that are broken for sure, and more than are not, make it the habit of a document."""


def is_tight(earlier: str, later: str) -> bool:
    """Whether a line end stands inside a word or a compound, behind its hyphen.

    Before "og" or "and" the hyphen at the end stands for a missing part, behind it (`og -|handlingsplan`) for one that came.
    """
    if not earlier.endswith("-") or not later[:1].isalnum():
        return False
    words = earlier.split()
    if words[-1] == "-":
        return len(words) > 1 and words[-2].lower() in AND
    return later.split(None, 1)[0].lower() not in AND


class Hyphens(Struct):
    """The words of a document, and what was decided about its line ends."""

    words: frozenset[str] = frozenset()
    habit: bool = False
    unsure: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, texts: Iterable[str], ends: Iterable[tuple[str, str]]) -> Hyphens:
        """From the lines of a document, and its neighbouring lines that end and begin a word."""
        words = frozenset(word.lower() for text in texts for word in _inner(text))
        known = cls(words)
        sure = [known.evidence(earlier, later) for earlier, later in ends if splits_word(earlier, later)]
        broken, whole = sure.count("broken"), sure.count("hyphen")
        return cls(words, broken >= _HABIT and broken > whole)

    def evidence(self, earlier: str, later: str) -> str:
        """ "broken" where the document has the word in one piece, "hyphen" where it has it with a hyphen, else ""."""
        head, tail = _HEAD.search(earlier[:-1]), _TAIL.match(later)
        if head is None or tail is None:
            return "hyphen"
        whole, parted = f"{head[0]}{tail[0]}".lower(), f"{head[0]}-{tail[0]}".lower()
        if (whole in self.words) != (parted in self.words):
            return "broken" if whole in self.words else "hyphen"
        return "hyphen" if head[0].isupper() or len(head[0]) < _SHORTEST else ""

    def drops(self, earlier: str, later: str) -> bool:
        """Whether the hyphen at the end of `earlier` goes; a word decided by habit alone is remembered."""
        said = self.evidence(earlier, later) if splits_word(earlier, later) else "hyphen"
        if said:
            return said == "broken"
        head, tail = _HEAD.search(earlier[:-1]), _TAIL.match(later)
        if head is not None and tail is not None:
            self.unsure.append(f"{head[0]}{tail[0]}" if self.habit else f"{head[0]}-{tail[0]}")
        return self.habit


def _inner(text: str) -> Iterable[str]:
    """The words of a line that are whole: neither the first half nor the second of a word broken at its ends."""
    found = [(hit[0], hit.end()) for hit in _WORD.finditer(text)]
    return [word for word, end in found if not text[end:].startswith("-") or end + 1 < len(text)]
