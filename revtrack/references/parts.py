"""The tables of `wording` made ready for searching: which words name a part, and how what follows them is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from revtrack.model.language import Language
from revtrack.model.provisions import PartKind
from revtrack.references.wording import WORDING, Wording

RANK = {kind: rank for rank, kind in enumerate(PartKind)}

BLANKS = frozenset(" \u00a0\t\n")
ENDS = frozenset(".;:?!)")
BRACKET_BEGINS = frozenset("( \u00a0")
BLANK = r"[ \u00a0\t\n]"
SUB = re.compile(r"[ \u00a0]?\(([0-9]{1,3}[a-z]?|[a-z]{1,2}|[ivx]{1,5})\)")
"""What stands in brackets behind a number: (2) and (a) of 5(2)(a)."""
FIGURE = re.compile(r"[0-9]{1,4}[a-z]?(?:\.[0-9]{1,2}){0,3}(?![\w/]|[.,][0-9])")
DASHED = re.compile(r"(?<!§§)(?<!§§[ \u00a0])[0-9]{1,3}-[0-9]{1,3}[a-z]?(?![\w/-])")
"""One number of a Norwegian section, § 4-2; behind the sign of several, §§ 4-6, it is a run."""
BRACKETED = re.compile(r"\(([0-9]{1,3}[a-z]?|[a-z]{1,2}|[ivx]{1,5})\)|([a-z])\)")
LETTER = re.compile(r"([a-z])(?![\w'’])")
ROMAN = re.compile(r"[IVXLC]{1,6}(?![\w'’])|[A-H](?![\w'’.])")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,3}|§{1,2}")
GAP = re.compile(rf"\.?{BLANK}{{0,2}}")

WIDE = frozenset({PartKind.ANNEX, PartKind.PART, PartKind.CHAPTER, PartKind.SECTION})
"""Parts whose number may be Roman or a capital letter."""


class PartWord(Struct, frozen=True):
    """A word that names a part. `plural` says that a list may follow; `stopped` that a full stop has to."""

    kind: PartKind
    plural: bool = True
    stopped: bool = False


class Tables(Struct, frozen=True):
    """What a text of one language is searched with. `stems` begin every word that names a part."""

    stems: tuple[str, ...]
    words: dict[str, PartWord]
    phrases: tuple[tuple[str, PartWord], ...]
    row: Wording
    leads: frozenset[str]
    """The words by which a reference goes on: those of lists, of runs, and "of"."""
    acts: tuple[str, ...]
    compounds: tuple[str, ...]
    """Words for other documents as they end a longer word."""
    join: re.Pattern[str]


@cache
def tables_of(lang: Language) -> tuple[Tables, ...]:
    """The tables that count for a text: those of its language; of every language where it is unknown; none without a row."""
    if lang in WORDING:
        return (_tables(WORDING[lang]),)
    return () if lang.is_known else tuple(map(_tables, WORDING.values()))


def _tables(row: Wording) -> Tables:
    found = dict(_words(row))
    words = {word: part for word, part in found.items() if " " not in word}
    stems = [word for word in found if not any(other != word and word.startswith(other) for other in found)]
    joins = "|".join(sorted(row.joins))
    till = "|".join(sorted(row.till))
    return Tables(
        stems=tuple(f"{stem}." if found[stem].stopped else stem for stem in stems),
        words=words,
        phrases=tuple((word, part) for word, part in found.items() if " " in word),
        row=row,
        leads=row.joins | row.till | row.of,
        acts=tuple(word for word in row.acts | row.owners if len(word) > 4),
        compounds=tuple(word for word in row.acts | row.owners if len(word) == 4),
        join=re.compile(rf"(?P<till>{BLANK}(?:{till}){BLANK}|[-–])|,?{BLANK}(?:{joins}){BLANK}|(?P<comma>,[ \u00a0]?)"),
    )


def _words(row: Wording) -> Iterator[tuple[str, PartWord]]:
    for kind, words in row.parts.items():
        for written in words.split():
            word = written.removeprefix("1:")
            bare = word.removesuffix(".").replace("_", " ")
            stopped = word.endswith(".") and len(bare) < 3 and bare not in words.split()
            yield bare, PartWord(kind, plural=word == written, stopped=stopped)
