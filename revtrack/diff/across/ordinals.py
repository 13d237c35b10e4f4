"""Reads printed numbers by what they count, whatever the alphabet, brackets or word: `(c)`, `c)` and `γ)` are the third.

    5.  (5)  Article 5  5 artikla    "5"         9a  9 bis            "9+1", the first put in after 9
    b)  (b)  β)  б)                  "b2"        ii)  (ii)            "i2"        -  •      "-"

A path leads through the division and the lists above, `5 / 1 / b2 / -`: the number of a unit in full.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from revtrack.model.changes import TextUnit, UnitClass

Path = tuple[str, ...]

_LATIN_COUNTS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_INSERTED = {name: at for at, name in enumerate(_LATIN_COUNTS, 1)} | {"nonies": 8}
"""Latin counts of what was put in after a number: 9 bis, 9 ter."""

_GREEK = ("α", "β", "γ", "δ", "ε", "στ", "ζ", "η", "θ", "ι", "ια", "ιβ", "ιγ", "ιδ", "ιε", "ιστ", "ιζ", "ιη", "ιθ", "κ")
_ALPHABETS: tuple[Sequence[str], ...] = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщюя", _GREEK)
_ORDER = {letter: at for alphabet in _ALPHABETS for at, letter in enumerate(alphabet, 1)}
"""The place of a letter in the lists of its script; Greek counts on as its figures do: ια is the eleventh."""

_ROMAN = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_FIGURE = re.compile(r"(?<![0-9])([0-9]{1,5}(?:\.[0-9]{1,4}){0,4})(?:[\s\u00a0/.]{0,2}([^\W\d_]{1,9})(?!\w))?")
_WORD = re.compile(r"[^\W\d_]+")

_TYPED = re.compile(
    r"\s{0,9}(\((?:[0-9]{1,4}[^\W\d_]?|[^\W\d_]{1,5})\)|(?:[0-9]{1,4}[^\W\d_]?|[^\W\d_]{1,4})[.)°º]{1,2}|[-–—•*])\s"
)
"""A number in front of a text: (1), 1., 12a), (iv), b), a bullet."""
_DIVISION = re.compile(
    r"\s{0,9}(([^\W\d_]{3,14})\.?\s([0-9]{1,4})|([0-9]{1,4})\.?\s([^\W\d_]{3,14}))(?!\w)(?:\s?[^\W\d_](?!\w))?"
)
"""A division in front of a text: Artikel 5, Άρθρο 5, 5 artikla."""
RECURS, RISES = 3, 4
"""A word in front of a text names divisions if it stands there so often, and all but one in so many numbers rise."""


def printed_numbers(units: Sequence[TextUnit]) -> list[str]:
    """For each unit its number as printed: its own, or the one typed in front of its text; "" for none."""
    divisions = _division_words(units)
    return [unit.marker or _typed(unit.text, divisions) for unit in units]


def place_of_letter(letters: str) -> int:
    """The place of a letter in the lists of its script: 3 for c, γ and в; 0 for what is none."""
    return _ORDER.get(unicodedata.normalize("NFC", letters.casefold()), 0)


def number_paths(units: Sequence[TextUnit], printed: Sequence[str]) -> list[Path]:
    """For each unit the path of its number; empty for a unit without one."""
    paths: list[Path] = []
    division: Path = ()
    levels: list[tuple[str, str]] = []
    for unit, number in zip(units, printed, strict=True):
        if unit.unit_class is UnitClass.HEADING or _names_division(number):
            levels = []
            own = _figure(number)
            division = (own,) if own else ("?",)
            paths.append(("#", own) if own else ())
        elif unit.unit_class is UnitClass.FOOTNOTE:
            paths.append(())
        else:
            paths.append(_listed(number, division, levels))
    return paths


def _listed(number: str, division: Path, levels: list[tuple[str, str]]) -> Path:
    """The path of a number in the lists open so far, which are brought up to date: a form met again closes those below."""
    if not number:
        return ()
    kind, own = _read(number, dict(levels))
    known = [level for level, _ in levels]
    del levels[known.index(kind) if kind in known else len(levels) :]
    levels.append((kind, own))
    return (*division, *(step for _, step in levels))


def _read(number: str, open_lists: dict[str, str]) -> tuple[str, str]:
    """(kind of list, ordinal). A letter that is a Roman figure as well is what goes on with a list that is open."""
    figure = _figure(number)
    if figure:
        return f"1{figure.count('.')}", figure
    word = _WORD.search(number)
    letters = unicodedata.normalize("NFC", word[0].casefold()) if word else ""
    if not letters:
        return "-", "-"
    roman, place = _roman(letters), place_of_letter(letters)
    if (
        roman
        and not (place and _goes_on(open_lists, "b", place))
        and (len(letters) > 1 or _is_roman(roman, open_lists))
    ):
        return "i", f"i{roman}"
    return ("b", f"b{place}") if place else ("b", f"b{letters}")


def _is_roman(roman: int, open_lists: dict[str, str]) -> bool:
    return roman == 1 or _goes_on(open_lists, "i", roman)


def _goes_on(open_lists: dict[str, str], kind: str, number: int) -> bool:
    return open_lists.get(kind) == f"{kind}{number - 1}"


def _figure(number: str) -> str:
    """`5`, `9+1`, `3.2`; the number of a division may also be Roman: `I4`; "" where there is none."""
    found = _FIGURE.search(number)
    if found:
        insert = (found[2] or "").casefold()
        at = _INSERTED.get(insert) or place_of_letter(insert)
        return f"{found[1]}+{at}" if at else found[1]
    romans = [word for word in _WORD.findall(number) if word.isupper() and _roman(word.casefold())]
    return f"I{_roman(romans[-1].casefold())}" if romans and _names_division(number) else ""


def _roman(letters: str) -> int:
    """The value of a Roman figure in lower case, 0 for other letters."""
    if not _ROMAN.fullmatch(letters):
        return 0
    values = [_ROMANS[letter] for letter in letters]
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))


def _names_division(number: str) -> bool:
    """Whether a word stands in the printed number: Article 5, 5 artikla, § 5."""
    return "§" in number or any(len(word) > 2 and word.casefold() not in _INSERTED for word in _long(number))


def _long(number: str) -> Iterator[str]:
    return (word for word in _WORD.findall(number) if not _roman(word.casefold()) and word.casefold() not in _ORDER)


def _typed(text: str, divisions: frozenset[str]) -> str:
    found = _TYPED.match(text)
    if found:
        return found[1]
    found = _DIVISION.match(text)
    return found[1] if found and (found[2] or found[5]).casefold() in divisions else ""


def _division_words(units: Sequence[TextUnit]) -> frozenset[str]:
    """Words that stand in front of texts with rising numbers: whatever the language, they name its articles."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        found = None if unit.marker else _DIVISION.match(unit.text)
        if found:
            numbers[(found[2] or found[5]).casefold()].append(int(found[3] or found[4]))
    return frozenset(word for word, found in numbers.items() if len(found) >= RECURS and _rise(found))


def _rise(numbers: Sequence[int]) -> bool:
    falls = sum(after < before for before, after in pairwise(numbers))
    return falls * RISES < len(numbers)
