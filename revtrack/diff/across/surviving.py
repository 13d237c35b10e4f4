"""Finds what of a text survives a translation: its figures, its capitals, and words whose beginnings look alike.

Figures are made equal however a language writes them: 10 000, 10.000 and 10,000; 1,5 and 1.5; 1st and 1er. Words are cut to
their beginnings, since endings are what languages differ in most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from revtrack.diff.tokens import bare_words

STEM, COGNATE = 6, 5
"""Letters of a word that are looked at: within a language, and between two."""

_THOUSANDS = "[\\s\u00a0\u202f.,'’]"
_FIGURE = re.compile(
    f"(?<![\\w])(?:[0-9]{{1,3}}(?:{_THOUSANDS}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]{{1,9}})?"  # 10 000, 1.500,00
    r"|[0-9]{1,9}(?:[/][0-9]{1,9}){1,3}"  # 2016/679, 97/7
    r"|[0-9]{1,9}(?:[.,][0-9]{1,9})*)"  # 5, 1.5, 3.2.1
)
_MARKS = re.compile("[^0-9]")
_ALIKE = str.maketrans("cqvzy", "kkfsi")
"""Letters that one sound is written with in different languages: Kommission, commission."""


class Signs(Struct, frozen=True):
    """What survives of one text, each sign once: figures, capitals and beginnings of words; and its words, cut to stems."""

    figures: frozenset[str]
    capitals: frozenset[str]
    cognates: frozenset[str]
    stems: frozenset[str]


def signs(text: str) -> Signs:
    """The signs of a text."""
    words = bare_words(unicodedata.normalize("NFC", text))
    return Signs(
        figures=frozenset(figures(text)),
        capitals=frozenset(word for word in re.findall(r"\w+", text) if len(word) > 1 and word.isupper()),
        cognates=frozenset(_cognate(word) for word in words if len(word) >= COGNATE and word.isalpha()),
        stems=frozenset(word[:STEM] for word in words if word[0].isalpha()),
    )


def figures(text: str) -> Iterator[str]:
    """Every figure of a text, in one way of writing."""
    return (canonical(found[0]) for found in _FIGURE.finditer(text))


def canonical(figure: str) -> str:
    """`10000` for 10 000, 10.000 and 10,000; `1.5` for 1,5; documents as they are: `2016/679`."""
    if "/" in figure:
        return figure
    parts = _MARKS.split(figure)
    whole, rest = parts[0], parts[1:]
    while rest and len(rest[0]) == 3 and whole != "0":
        whole += rest.pop(0)
    return ".".join([whole, *rest])


@lru_cache(maxsize=65_536)
def _cognate(word: str) -> str:
    """The first letters without accents, and with one letter for letters that sound alike."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    return plain.translate(_ALIKE)[:COGNATE]
