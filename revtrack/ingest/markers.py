"""Reads what stands before the text of a line: a number, a letter, a bullet, the mark of a footnote.

A marker is only a candidate here; whether it fits what stood before is decided by the sequence it would continue.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from revtrack.ingest.months import MONTHS


class Kind(StrEnum):
    """What a marker counts with."""

    NUMBER = "number"
    DOTTED = "dotted"
    SECTION = "section"
    ARTICLE = "article"
    LETTER = "letter"
    CAPITAL = "capital"
    BULLET = "bullet"
    NOTE = "note"


class Marker(NamedTuple):
    """A marker in source characters [start, end), its text from `text_at`. `style` is its shape, `value` what it counts."""

    kind: Kind
    style: str
    value: str
    start: int
    end: int
    text_at: int

    @property
    def number(self) -> int:
        """The first figure of a numbered marker without its letter: 5 of "5a", 1 of "1.2"; 0 for letters and bullets."""
        digits = self.value.partition(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")
        return int(digits) if self.kind in (Kind.NUMBER, Kind.SECTION, Kind.DOTTED) else 0


class _Pattern(NamedTuple):
    kind: Kind
    style: str
    pattern: re.Pattern[str]


_PATTERNS: tuple[_Pattern, ...] = (
    # "§ 1 The room is open", "§ 5a."; but "§ 5 finder anvendelse" is a sentence
    _Pattern(
        Kind.SECTION, "§", re.compile(r"(§{1,2}[ \u00a0]{0,2}([0-9]{1,4}[a-z]?)[.)]?)(?=[ \t\u00a0]{1,9}[^\sa-z]|$)")
    ),
    # "Article 5" on a line of its own, or set off by a tab; "Article 5 of the Treaty" is a sentence
    _Pattern(
        Kind.ARTICLE,
        "article",
        re.compile(r"((?:Article|Artikel|Art\.|Punkt|Point|ARTICLE|ARTIKEL)[ \u00a0]([0-9]{1,4}[a-z]?)\.?)(?=\t|$)"),
    ),
    # "1.1. Scope", "2.3 Scope"
    _Pattern(Kind.DOTTED, "1.1", re.compile(r"(([0-9]{1,3}(?:\.[0-9]{1,3}){1,4})\.?)(?=\s{1,9}\S)")),
    # "14. For", "1.Definitions" (EUPL 1.2)
    _Pattern(Kind.NUMBER, "1.", re.compile(r"(([0-9]{1,4}[a-z]?)\.)(?=\s|$|[^\W\d_a-zæøåäöüß])")),
    _Pattern(Kind.NUMBER, "1)", re.compile(r"(([0-9]{1,4}[a-z]?)\))(?=\s|$|[^\W\d_a-zæøåäöüß])")),
    _Pattern(Kind.NUMBER, "(1)", re.compile(r"(\(([0-9]{1,4}[a-z]?)\))(?=\s|$|[^\W\d_a-zæøåäöüß])")),
    _Pattern(Kind.LETTER, "(a)", re.compile(r"(\(([a-z]{1,2}|[ivxl]{1,7}|[A-Z])\))(?=\s)")),
    _Pattern(Kind.LETTER, "a)", re.compile(r"(([a-z]{1,2}|[ivxl]{1,7}|[A-Z])\))(?=\s)")),
    # "A. Scope", "IV. Scope": headings only
    _Pattern(Kind.CAPITAL, "A.", re.compile(r"(([A-Z]|[IVXL]{1,6})\.)(?=\s)")),
    _Pattern(Kind.BULLET, "", re.compile(r"(([-–—−‒•*·◦▪‣●○]))(?=\s)")),
    # the text of a footnote: "[^1]: Doc. 9447/13" in Markdown, "¹ Dok. 9447/13", "[1] Dok. 9447/13"
    _Pattern(Kind.NOTE, "[^1]", re.compile(r"(\[\^([^\]\s]{1,30})\]:)")),
    _Pattern(Kind.NOTE, "¹", re.compile(r"(([¹²³⁰⁴-⁹]{1,3}))(?=\s|\w)")),
    _Pattern(Kind.NOTE, "[1]", re.compile(r"(\[[0-9]{1,3}\])()(?=\s)")),
)
_HEAD = 40
_DASHES = frozenset("-–—−‒")
_WORD = re.compile(r"[^\W\d_]{1,12}")


def read_marker(text: str, at: int = 0) -> Marker | None:
    """The marker at the beginning of `text`, with positions counted from `at`; None if there is none.

    "1. januar 2014" is a date and not the number 1; "9.30 am" and "3.000 euro" are amounts.
    """
    head = text[:_HEAD]
    for kind, style, pattern in _PATTERNS:
        found = pattern.match(head if kind is not Kind.ARTICLE else text)
        if found is None:
            continue
        end = found.end(1)
        text_at = len(text) - len(text[end:].lstrip())
        if (kind is Kind.NUMBER and _is_month(text, text_at)) or (kind is Kind.DOTTED and text[text_at].islower()):
            return None
        glyph = ("dash" if found[1] in _DASHES else found[1]) if kind is Kind.BULLET else style
        return Marker(kind, glyph, found[2] or found[1], at, at + end, at + text_at)
    return None


def bare_marker(text: str, at: int = 0) -> Marker | None:
    """The marker that `text` is as a whole, with positions counted from `at`; None if it is none, or more."""
    if len(text) > _HEAD or not text:
        return None
    marker = read_marker(f"{text} X", at)
    return marker._replace(text_at=marker.end) if marker and marker.end == at + len(text) else None


def _is_month(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    return word is not None and word[0].lower() in MONTHS


def follows(earlier: str, later: str) -> bool:
    """Whether the letter `later` comes next after `earlier`: b after a, aa after z."""
    if earlier == "z":
        return later == "aa"
    return len(earlier) == len(later) == 1 and ord(later) == ord(earlier) + 1


def is_roman(value: str) -> bool:
    """Whether a lower-case word is a roman number up to xxix."""
    return value in _ROMANS


class Letters:
    """The lettered items met so far: tells which letter can come next."""

    def __init__(self) -> None:
        self._met: dict[str, list[str]] = {}

    def take(self, marker: Marker) -> None:
        """Remember a lettered item."""
        self._met.setdefault(marker.style, []).append(marker.value)

    def fits(self, marker: Marker) -> bool:
        """Whether a letter begins a list, or goes on in one, inner lists between aside."""
        if marker.value.lower() in ("a", "i"):
            return True
        recent = self._met.get(marker.style, [])[-_BACK:]
        return any(follows(value, marker.value) or _next_roman(value, marker.value) for value in recent)


class Sequel:
    """The numbers and letters met so far: tells whether a marker can count on."""

    def __init__(self) -> None:
        self._number = 0
        self._letters = Letters()

    def take(self, marker: Marker) -> None:
        """Remember a numbered block; letters begin anew behind a number."""
        if marker.number:
            self._number = marker.number
            self._letters = Letters()
        elif marker.kind is Kind.LETTER:
            self._letters.take(marker)

    def fits(self, marker: Marker) -> bool:
        """A letter fits the list it stands in; a number over 999, and the first of 1.1, the number before it."""
        if marker.kind is Kind.NUMBER and marker.number > _LARGEST:
            return marker.number == self._number + 1
        if marker.kind is Kind.DOTTED:
            return 0 <= marker.number - self._number <= 1
        return marker.kind is not Kind.LETTER or self._letters.fits(marker)


_LARGEST = 999
"""A larger number before a text is a year or an amount, unless the number before it leads to it."""
_BACK = 30
"""How many lettered items back a list is looked for that goes on."""
_TENS, _ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = [tens + ones for tens in _TENS for ones in _ONES][1:]


def _next_roman(earlier: str, later: str) -> bool:
    return earlier in _ROMANS[:-1] and _ROMANS[_ROMANS.index(earlier) + 1] == later
