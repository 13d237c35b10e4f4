"""The styles of a Word document: what a paragraph or a run inherits from the style it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from revtrack.ingest.docx.names import Element, attribute, child, children, is_on, value, whole

_DEEPEST = 30
"""Styles that a style may rest on, one behind the other."""
_HEADING = re.compile(
    r"(?:heading|overskrift|überschrift|titre|rubrik|titolo|kop|título|nagłówek|otsikko) {0,2}([1-9])", re.IGNORECASE
)
_TITLES = frozenset(("title", "titel", "tittel", "titre", "titolo", "título", "tytuł", "otsikko"))
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)|contents (?:[1-9]|heading)", re.IGNORECASE)


class Style(Struct, frozen=True):
    """One style as its own element states it; None and "" for what it leaves to the style it rests on."""

    key: str
    name: str
    base: str
    outline: int | None
    num_id: str
    level: int | None
    left: int | None
    hidden: bool | None


class Styles:
    """The table of styles, each answer looked for along the chain of styles that a style rests on."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {style.key: style for each in children(root, "w:style") if (style := _read(each)).key}
        self._default = next(
            (
                attribute(each, "styleId")
                for each in children(root, "w:style")
                if attribute(each, "type") == "paragraph" and attribute(each, "default") in ("1", "true", "on")
            ),
            "",
        )

    def chain(self, key: str) -> Iterator[Style]:
        """The style of that key and those it rests on; those of the default paragraph style for ""."""
        key = key or self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            key = style.base

    def outline(self, key: str) -> int | None:
        """The outline level, from 0, that a style gives its paragraphs; by its name where it states none."""
        for style in self.chain(key):
            if style.outline is not None:
                return style.outline
            named = _HEADING.fullmatch(style.name)
            if named:
                return int(named[1]) - 1
        return None

    def is_title(self, key: str) -> bool:
        """Whether a style is the one for titles."""
        return any(style.name.lower() in _TITLES for style in self.chain(key))

    def is_contents(self, key: str) -> bool:
        """Whether a style is one of a table of contents."""
        return any(_CONTENTS.fullmatch(style.name) for style in self.chain(key))

    def left(self, key: str) -> int | None:
        """The indent on the left, in twentieths of a point."""
        return next((style.left for style in self.chain(key) if style.left is not None), None)

    def is_hidden(self, key: str) -> bool | None:
        """Whether text in that style is hidden; None where nothing says so. The default style is asked for by none."""
        if not key:
            return None
        return next((style.hidden for style in self.chain(key) if style.hidden is not None), None)


def indent(properties: Element | None) -> int | None:
    """The indent on the left that properties of a paragraph state."""
    found = child(properties, "w:ind")
    return whole(attribute(found, "left") or attribute(found, "start"))


def outline(properties: Element | None) -> int | None:
    """The outline level that properties of a paragraph state; 9 is body text."""
    return whole(value(properties, "w:outlineLvl"))


def _read(element: Element) -> Style:
    properties = child(element, "w:pPr")
    return Style(
        key=attribute(element, "styleId"),
        name=value(element, "w:name"),
        base=value(element, "w:basedOn"),
        outline=outline(properties),
        num_id=value(properties, "w:numPr", "w:numId"),
        level=whole(value(properties, "w:numPr", "w:ilvl")),
        left=indent(properties),
        hidden=is_on(child(element, "w:rPr", "w:vanish")),
    )
