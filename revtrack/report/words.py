"""Counts, lists, editions and the names of versions in words: what several reports say in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from revtrack.model import slugs
from revtrack.model.dates import DocumentDate
from revtrack.model.documents import Version
from revtrack.model.language import Language
from revtrack.model.numbers import DocumentNumber, Register
from revtrack.model.texts import Expression, SlotKind
from revtrack.report.neutral import neutral_line

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
UNFILED = "doc-"
"""How the id of a work begins that was made for a number of no known work."""


def count(number: int, noun: str) -> str:
    """`1 paragraph`, `64 paragraphs`."""
    return f"{thousands(number)} {noun}" if number == 1 else f"{thousands(number)} {noun}s"


def thousands(number: int) -> str:
    """`27 991`."""
    return f"{number:,}".replace(",", " ")


def small(number: int) -> str:
    """`two`; figures above ten."""
    return _SMALL[number] if number < len(_SMALL) else str(number)


def listed(words: Iterable[str], *, most: int, total: int | None = None) -> str:
    """The words with commas, at most so many of them; ` …` says that there are more."""
    kept = list(words)
    more = len(kept) > most or (total or 0) > len(kept)
    return ", ".join(kept[:most]) + (" …" if more else "")


def edition_words(number: DocumentNumber, language: Language, edition: int, editions: int) -> str:
    """What is said of a text that is not in its first and only edition; "" of one that is."""
    if edition > 1:
        return f"edition {edition}, editorial correction; as received: {number}:{language}@1"
    if editions > 1:
        return f"edition {edition} of {editions}, as received"
    return ""


def markings_of(expression: Expression) -> tuple[str, ...]:
    """The markings in the header of a text: LIMITE, EU RESTRICTED."""
    return tuple(slot.value for slot in expression.header if slot.kind is SlotKind.MARKING)


def last_column(markings: Iterable[str], *, marked: bool) -> tuple[str, ...]:
    """The column of markings that closes each plain record where anything shown is `marked`; none where nothing is."""
    return (", ".join(dict.fromkeys(markings)),) if marked else ()


def by_label(version: Version | Expression) -> bool:
    """Whether a version has no number but one made of work and label, and so is called by its label: demo@1."""
    number = version.number
    if number.register is not Register.LOCAL or not version.label:
        return False
    return slugs.words(number.serial) == slugs.words(f"{version.work}-{version.label}")


def version_name(version: Version) -> str:
    """The version as a person would type it: `9956/14:da`, `15175/08`, `demo@1`."""
    return f"{version.work}@{version.label}" if by_label(version) else str(version)


def held_words(version: Version) -> str:
    """`held` or `text not held`."""
    return "held" if version.held else "text not held"


def chosen(words: Mapping[str, str], key: str) -> str:
    """The word for a key; the key itself, in words, where the table has none."""
    return words.get(key, key.replace("-", " ").replace("_", " "))


def language_words(language: Language) -> str:
    """`da  Danish`; `und  undetermined`."""
    return f"{language.short}  {language.english}"


def date_words(date: DocumentDate) -> str:
    """`2014-05-19`, or `date unknown`."""
    return str(date) if date.is_known else "date unknown"


def shown_folder(folder: str) -> str:
    """A folder as a place to go to: `./crr`; absolute and dotted ones as they are."""
    name = neutral_line(folder)
    return name if name.startswith((".", "/", "~")) or not name else f"./{name}"
