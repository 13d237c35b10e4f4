"""What a correlation table across languages says of a pairing: on what grounds it stands, what differs, what is weak."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revtrack.model.correspondence import Difference, Ground, Link, Only
from revtrack.report.neutral import neutral_line
from revtrack.report.views import Side
from revtrack.report.words import small

PAIRED_BY, DIFFERENCES = "paired by", "differences"
PRINTED = (Ground.CONFIRMED, Ground.NUMBER, Ground.FIGURES, Ground.WORDS)
"""Grounds that somebody who reads both texts can point at; a person's own word is one."""


def grounds_words(grounds: Iterable[Ground]) -> str:
    """`number, words, order`; "" for none."""
    return ", ".join("a person" if ground is Ground.CONFIRMED else ground.value for ground in grounds)


def differing_words(names: Sequence[str], link: Link) -> str:
    """`in two parts; number "3" only in demo@1`, `only in demo@2`; "" where nothing differs. `names` are of the columns."""
    old, new = names
    if not link.is_paired:
        return f"only in {new if link.new else old}"
    parts = max(len(link.old), len(link.new))
    said = [f"in {small(parts)} parts in {new if len(link.new) > 1 else old}"] if parts > 1 else []
    said += [f"{_told(one)} only in {old if one.only is Only.OLD else new}" for one in link.differences]
    return "; ".join(said)


def is_weak(link: Link) -> bool:
    """Whether nothing printed on both sides speaks for a pairing: its kind, length and order alone do."""
    return link.is_paired and not any(ground in PRINTED for ground in link.grounds)


def languages_note(old: Side, new: Side) -> str:
    """Which languages the columns are in, and that words are not compared."""
    if same_language(old, new):
        return one_language(old)
    return f"{language_of(old)} → {language_of(new)}: words are not compared across languages"


def same_language(old: Side, new: Side) -> bool:
    """Whether both texts are in one known language."""
    return old.expression.language.is_known and old.expression.language is new.expression.language


def one_language(side: Side) -> str:
    """What is said where both texts are in the language of `side`."""
    return f"both texts are in {language_of(side)}: without --across-languages their words are compared"


def language_of(side: Side) -> str:
    """The language of a side by its English name."""
    language = side.expression.language
    return language.english if language.is_known else "unknown language"


def _told(difference: Difference) -> str:
    return f'{difference.signal.value} "{neutral_line(difference.text)}"'
