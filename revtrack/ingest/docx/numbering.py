"""Automatic numbers as Word shows them: the counters of lists, and how a number is written.

ECMA-376 part 1, 17.9: an abstract definition has up to nine levels; each list (`num`) rests on one and may start anew.
Lists that rest on the same definition share its counters.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from revtrack.ingest.docx.names import Element, attribute, child, children, is_on, value, whole
from revtrack.ingest.figures import FORMATS

_LEVELS = 9
_MOST = 99_999
_FIELD = re.compile(r"%([1-9])")
_GLYPHS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf0a8": "◦",
    "\uf02d": "-",
    "\uf0be": "—",
    "o": "◦",
}
"""Bullets that stand in a font of symbols, and the characters that look like them; `o` is Word's hollow bullet."""
_SUFFIXES = {"": "\t", "tab": "\t", "space": " ", "nothing": ""}


class Number(NamedTuple):
    """An automatic number: as shown, what stands between it and the text, what it counts, its level and its indent."""

    text: str
    gap: str
    value: str
    level: int
    indent: int


class _Level(Struct, frozen=True):
    """One level of a list. `restart`: the level is counted anew after one of the first so many; 0 is never."""

    at: int
    start: int
    style: str
    text: str
    gap: str
    restart: int
    legal: bool
    indent: int
    paragraph_style: str


class _List(Struct, frozen=True):
    """A list: the key of its counters, its levels, and where a level starts anew at its first paragraph."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering(Struct):
    """The lists of a document and how far each has counted; formats that are written as plain figures are remembered."""

    lists: dict[str, _List]
    plain: set[str] = field(default_factory=set)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of(self, num_id: str, paragraph_style: str) -> int | None:
        """The level of a list that is tied to a paragraph style; None if none is."""
        found = self.lists.get(num_id)
        levels = found.levels.values() if found and paragraph_style else ()
        return next((level.at for level in levels if level.paragraph_style == paragraph_style), None)

    def advance(self, num_id: str, at: int) -> Number | None:
        """The next number of a list at a level; None where the list is not known or shows nothing."""
        found = self.lists.get(num_id)
        level = found.levels.get(at) if found else None
        if found is None or level is None:
            return None
        counts = self._counts.setdefault(found.counters, {})
        if at in found.starts and (num_id, at) not in self._begun:
            counts[at] = found.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self._begun.add((num_id, at))
        for deeper in [each for each in counts if each > at and _restarts(found.levels.get(each), at)]:
            del counts[deeper]
        text = self._shown(found, level, counts).strip()
        used = [int(figure) - 1 for figure in _FIELD.findall(level.text)] or [at]
        value = ".".join(str(counts.get(each, 1)) for each in used)
        return Number(text, level.gap, value if level.style != "bullet" else text, at, level.indent) if text else None

    def _shown(self, found: _List, level: _Level, counts: dict[int, int]) -> str:
        if level.style == "bullet":
            return "".join(_GLYPHS.get(glyph, "•" if "\ue000" <= glyph <= "\uf8ff" else glyph) for glyph in level.text)

        def count(match: re.Match[str]) -> str:
            other = found.levels.get(int(match[1]) - 1)
            if other is None or other.at > level.at:
                return ""
            style = "decimal" if level.legal and other.style != "none" else other.style
            return self.written(counts.setdefault(other.at, other.start), style)

        return _FIELD.sub(count, level.text)

    def written(self, count: int, style: str) -> str:
        """A number in a format of Word (17.18.59); as figures, and remembered, where the format is none of ours."""
        if style not in FORMATS:
            self.plain.add(style)
        return FORMATS.get(style, str)(min(count, _MOST))


def read_numbering(root: Element | None) -> Numbering:
    """The lists that numbering.xml states; none without it."""
    abstract = {attribute(each, "abstractNumId"): each for each in children(root, "w:abstractNum")}
    nums = {attribute(each, "numId"): each for each in children(root, "w:num")}
    named = {key: link for key, each in abstract.items() if (link := value(each, "w:styleLink"))}
    by_style = {link: key for key, link in named.items()}
    lists: dict[str, _List] = {}
    for num_id, num in nums.items():
        key = value(num, "w:abstractNumId")
        # A definition may only name a numbering style, whose own definition has the levels (17.9.21).
        key = by_style.get(value(abstract.get(key), "w:numStyleLink"), key)
        lists[num_id] = _list(key, abstract.get(key), num)
    return Numbering(lists)


def _list(key: str, abstract: Element | None, num: Element) -> _List:
    levels = {level.at: level for each in children(abstract, "w:lvl") if (level := _level(each)) is not None}
    starts: dict[int, int] = {}
    for override in children(num, "w:lvlOverride"):
        at = whole(attribute(override, "ilvl"))
        own = child(override, "w:lvl")
        start = whole(value(override, "w:startOverride"))
        if at is None:
            continue
        level = _level(own) if own is not None else None
        if level is not None:
            levels[at] = replace(level, at=at)
        if start is not None:
            starts[at] = start
    return _List(key, levels, starts)


def _level(element: Element) -> _Level | None:
    at = whole(attribute(element, "ilvl"))
    if at is None or not 0 <= at < _LEVELS:
        return None
    start, restart = whole(value(element, "w:start")), whole(value(element, "w:lvlRestart"))
    ind = child(element, "w:pPr", "w:ind")
    left = whole(attribute(ind, "left") or attribute(ind, "start")) or 0
    hanging = whole(attribute(ind, "hanging")) or 0
    return _Level(
        at=at,
        start=0 if start is None else start,
        style=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText"),
        gap=_SUFFIXES.get(value(element, "w:suff"), "\t"),
        restart=at if restart is None else restart,
        legal=bool(is_on(child(element, "w:isLgl"))),
        indent=max(left - hanging, 0),
        paragraph_style=value(element, "w:pStyle"),
    )


def _restarts(level: _Level | None, used: int) -> bool:
    return level is None or used < level.restart
