"""What the cells of a workbook refer to: texts kept once, and number formats, which tell a day from a number.

A spreadsheet keeps a day as the number of days since 1899-12-30 (or 1904-01-01), and only its format says that it is one
(ECMA-376 part 1, 18.17.4 and 18.8.30).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from enum import Enum

from lxml import etree
from msgspec import Struct

from revtrack.model.tables import Cell, CellKind

Element = etree._Element

_BUILT_IN_DAYS = frozenset((14, 15, 22, *range(27, 32), *range(34, 37), *range(50, 59)))
_BUILT_IN_PARTS = frozenset((16, 17))
"""`d-mmm` and `mmm-yy`: the year, or the day, is not what the person typed."""
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 32, 33, 45, 46, 47))
_LITERAL = re.compile(r'"[^"]{0,200}"|\\.|\[[^\]]{0,200}\]|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h{1,2}|m{1,2}|s{1,2})\]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIRST = datetime.date(1899, 12, 30)
_FIRST_LATER = datetime.date(1904, 1, 1)
_SOUND_FROM = 61
"""Before 1 March 1900 programs disagree on the day: one of them knows a 29 February 1900."""
_LAST = 2_958_465


class Look(Enum):
    """What a number format makes of a number."""

    NUMBER = "number"
    DAY = "day"
    PART = "part of a day"
    TIME = "time"


class Looks(Struct, frozen=True):
    """The look of each style of cells, the texts kept once, and the day that days are counted from."""

    styles: tuple[Look, ...]
    texts: tuple[str, ...]
    first: datetime.date = _FIRST

    def number(self, written: str, style: int) -> Cell:
        """The cell of a number as written in the file, by the look of its style."""
        look = self.styles[style] if 0 <= style < len(self.styles) else Look.NUMBER
        try:
            value = float(written)
        except ValueError:
            return Cell(written, CellKind.ERROR)
        if look in (Look.DAY, Look.PART):
            return self._day(value, look)
        return Cell(str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value), CellKind.NUMBER)

    def _day(self, value: float, look: Look) -> Cell:
        least = _SOUND_FROM if self.first == _FIRST else 0
        if not least <= value <= _LAST or not value.is_integer():
            return Cell(repr(value), CellKind.NUMBER)
        day = self.first + datetime.timedelta(days=int(value))
        return Cell(day.isoformat(), CellKind.DAY if look is Look.DAY else CellKind.PART_OF_DAY)


def read_looks(styles: Element | None, texts: tuple[str, ...], *, later: bool) -> Looks:
    """The looks of a workbook; `later` where days are counted from 1904."""
    first = _FIRST_LATER if later else _FIRST
    if styles is None:
        return Looks((), texts, first)
    codes = {
        _whole(each.get("numFmtId")): each.get("formatCode", "") for each in styles.iter() if _local(each) == "numFmt"
    }
    looks = [
        _look(_whole(style.get("numFmtId")), codes)
        for formats in styles
        if _local(formats) == "cellXfs"
        for style in formats
    ]
    return Looks(tuple(looks), texts, first)


def shared_texts(root: Element | None) -> tuple[str, ...]:
    """The texts kept once, in their order."""
    return () if root is None else tuple(text_of(item) for item in root if _local(item) == "si")


def text_of(item: Element) -> str:
    """The text of a shared or inline string: its runs joined, without readings set above (18.4.6)."""
    pieces: list[str] = []
    for child in item:
        if _local(child) == "t":
            pieces.append(child.text or "")
        elif _local(child) == "r":
            pieces += [t.text or "" for t in child if _local(t) == "t"]
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """The text with `_x000D_` as the character it stands for (22.9.2.19), and line ends as line feeds."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _look(number: int, codes: dict[int, str]) -> Look:
    if number in _BUILT_IN_DAYS:
        return Look.DAY
    if number in _BUILT_IN_PARTS:
        return Look.PART
    if number in _BUILT_IN_TIMES:
        return Look.TIME
    return look_of_code(codes.get(number, ""))


def look_of_code(code: str) -> Look:
    """What a format code makes of a number: `dd.mm.yyyy` a day, `mmm-yy` a part of one, `h:mm` a time."""
    letters = set(_LITERAL.sub("", code.partition(";")[0]).lower())
    if code.strip().lower() in ("", "general", "standard", "@"):
        return Look.NUMBER
    if _ELAPSED.search(code):
        return Look.TIME
    if {"d", "y"} <= letters and "m" in letters:
        return Look.DAY
    if {"h", "s"} & letters:
        return Look.TIME
    return Look.PART if letters & {"d", "m", "y"} else Look.NUMBER


def _whole(word: str | None) -> int:
    return int(word) if word and word.isdecimal() else 0


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def style_of(cell: Element, looks: Sequence[Look]) -> int:
    """Which style a cell has; 0 is that of all others."""
    found = _whole(cell.get("s"))
    return found if found < len(looks) else 0
