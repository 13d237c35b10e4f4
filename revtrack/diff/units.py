"""Turns an expression, or a plain list of paragraphs, into the units that are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from revtrack.model.changes import TextUnit, UnitClass
from revtrack.model.places import units
from revtrack.model.texts import Expression

_CLASSES = {"title": UnitClass.HEADING, "heading": UnitClass.HEADING, "footnote": UnitClass.FOOTNOTE}

_BULLET = "[-*+•·‣▪◦●○■□–—]"
_ROMAN = "(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_LETTER = "(?:aa|bb|cc|dd|ee|ff|gg|hh|ii|jj|kk|[a-z])"
_COUNTED = (
    f"\\((?:[0-9]{{1,4}}[a-z]?|{_LETTER}|{_ROMAN})\\)",  # (1), (2a), (b), (iv)
    "(?:[0-9]{1,3}\\.){1,5}\\)?",  # 1., 3.2.1.
    "[0-9]{1,4}[a-z]?[.)°º]",  # 4), 3°, 12a.
    f"(?:{_LETTER}|{_ROMAN})[.)°]",  # a), iv.
)
_DIVISION = "(?:§{1,2}|artikel|article|art\\.|kapitel|chapitre|chapter|abschnitt|section)"
_NUMBERED = "[ \u00a0]{0,2}(?:[0-9]{1,5}[a-z]?|[ivxlc]{1,6})(?:[-.][0-9]{1,4}){0,4}[.:)]?"
_NAMED = f"(?:{_DIVISION}|punkt|point|paragraf|n°|nr\\.|no\\.){_NUMBERED}|[0-9]{{1,2}}(?:\\.[0-9]{{1,2}}){{1,5}}"
"""Markers that could also begin a sentence: "Article 5", "1.5"."""
_MARKER = re.compile(
    f"\\s{{0,40}}(?:#{{1,6}}[ ]{{1,3}})?(?:({_BULLET}|{'|'.join(_COUNTED)})(?:\\s+|$)|({_NAMED})(?:\\s+|$)|(?<=[ ])(?=\\S))",
    re.IGNORECASE,
)
_HASH = re.compile(r"\s{0,40}#{1,6}[ ]")
_HEAD = re.compile(f"{_DIVISION}{_NUMBERED}", re.IGNORECASE)
_SUBDIVISIONS = re.compile(
    "(?:absatz|abs|absätze|satz|nummer|nr|buchstabe|unterabsatz|stk|stykke|litra|paragraph|paragraphs|point|points|alinéa)\\b",
    re.IGNORECASE,
)
LONGEST_HEADLINE = 160


def of_expression(expression: Expression) -> tuple[TextUnit, ...]:
    """Every paragraph, heading and footnote in reading order, each with its place; numbers stand apart as printed."""
    return tuple(
        TextUnit(unit.text, unit.num, _CLASSES.get(unit.role, UnitClass.PARAGRAPH), unit.place)
        for unit in units(expression)
    )


def of_texts(texts: Sequence[str]) -> tuple[TextUnit, ...]:
    """One unit a paragraph. A list marker in front is split off into `marker`, and stays in `lead` with its white space."""
    return Parted().units(texts)


class Parted:
    """Plain paragraphs as units; equal paragraphs are one and the same unit, looked at once."""

    def __init__(self) -> None:
        self._seen: dict[str, TextUnit] = {}

    def units(self, texts: Sequence[str]) -> tuple[TextUnit, ...]:
        """One unit a paragraph."""
        seen = self._seen
        found = []
        for text in texts:
            unit = seen.get(text)
            if unit is None:
                unit = seen[text] = _parted(text)
            found.append(unit)
        return tuple(found)


def _parted(text: str) -> TextUnit:
    found = _MARKER.match(text)
    if not found or (found[2] and _goes_on(text[found.end() :])):
        return TextUnit(text)
    return TextUnit(text[found.end() :], found[1] or found[2] or "", lead=found[0])


def _goes_on(rest: str) -> bool:
    """Whether "Article 5" begins a sentence ("Article 5 applies …", "1.5 million …") and is no marker."""
    return rest[:1].islower() or rest[:1] == "%" or _SUBDIVISIONS.match(rest) is not None


def is_headline(unit: TextUnit) -> bool:
    """Whether the unit opens a section: a heading, or a plain line that looks like one (`## …`, `Article 5 Scope`)."""
    if unit.unit_class is UnitClass.HEADING or not unit.lead:
        return unit.unit_class is UnitClass.HEADING
    if len(unit.text) > LONGEST_HEADLINE or unit.text.endswith((".", ";", ":", ",")):
        return False
    return _HASH.match(unit.lead) is not None or _HEAD.fullmatch(unit.marker) is not None
