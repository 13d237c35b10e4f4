"""How wide a text is at most, without a font at hand: widths of the widest sans serif in common use, rounded up."""

from __future__ import annotations

import unicodedata

BOLD = 1.14
"""How much wider bold is; narrow letters gain more, and have it in their width."""
_BY_WIDTH = {
    0.34: "iljIJ.,:;'|! ",
    0.42: "ft()[]/-",
    0.45: "r",
    0.58: "cszLF",
    0.66: 'abdeghknopquvxyEPSTYZ0123456789?*+_"“”„«»',
    0.73: "ABCKRUVX·–",
    0.82: "DGHNOQwæø&",
    0.92: "M%●○→<>=≤≥",
    1.04: "mW@—…ÆØ",
}
_WIDTHS = {char: width for width, chars in _BY_WIDTH.items() for char in chars}
_LETTER, _CAPITAL, _OTHER = 0.7, 0.9, 1.1
"""In em: of letters that are not in the table, small and capital; of everything else, which may be as wide as it is high."""


_NARROW = ("LATIN", "GREEK", "CYRILLIC")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The most that the text takes across in user units, at a font size in the same units."""
    return sum(map(_em, text)) * size * (BOLD if bold else 1.0)


def cut(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis behind."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept, used = "", text_width("…", size, bold=bold)
    for char in text:
        used += text_width(char, size, bold=bold)
        if used > width:
            break
        kept += char
    return kept.rstrip() + "…"


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """The text in lines no wider than that; a word wider than a line is broken. Nothing is left out.

    With `most`, there are no more lines than that, the last one cut.
    """
    lines = _lines(text, width, size, bold=bold)
    if most and len(lines) > most:
        return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width, size, bold=bold)]
    return lines


def _lines(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines += _broken(word, width, size, bold=bold)
    return lines


def _broken(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and text_width(pieces[-1] + char, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _em(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.combining(char):
        return 0.0
    if (
        not char.isalpha()
        or unicodedata.east_asian_width(char) in "WF"
        or not unicodedata.name(char, "").startswith(_NARROW)
    ):
        return _OTHER
    return _LETTER if char.islower() else _CAPITAL
