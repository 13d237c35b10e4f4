"""Measures and breaks lines by display width: wide and combining characters count as shown, colour counts nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_SGR = re.compile(r"\x1b\[[0-9;]{0,16}m")
_PIECE = re.compile(r"\x1b\[[0-9;]{0,16}m|[ \t]+|[^ \t\x1b]+|\x1b")
RESET = "\x1b[0m"
BLANKS = " \t"
"""Where a line may break; a no-break space is none of them."""
BREAK = "\u200b"
"""Zero-width space: neutral text holds none, so it can mark a place where a line may break."""

GLUED = ("¶", "par.")
"""No line breaks behind these: a number follows. Nor behind a number alone: what is counted follows."""

LONGEST_GLUED = 60
"""Characters that are looked at for that: a text of paragraph signs alone must break somewhere."""


def width_of(text: str) -> int:
    """Columns that `text` takes on a terminal; colour sequences take none."""
    if text.isascii() and "\x1b" not in text:
        return len(text)
    return sum(map(_columns, _SGR.sub("", text)))


def pad(text: str, width: int) -> str:
    """`text` filled with spaces to `width` columns; longer text stays as it is."""
    return text + " " * (width - width_of(text))


def clip(text: str, width: int, *, mark: str = "…") -> str:
    """`text` cut to at most `width` columns, the cut marked."""
    if width_of(text) <= width:
        return text
    room, kept = width - width_of(mark), ""
    for char in text:
        room -= _columns(char)
        if room < 0:
            break
        kept += char
    return kept.rstrip() + mark


def columns(rows: Sequence[Sequence[str]], *, least: Sequence[int] = (), gap: int = 3, indent: str = "") -> list[str]:
    """Rows of cells as lines: each column as wide as its widest cell, and at least `least` with its gap.

    The last cell of a row is not filled up, and does not widen its column.
    """
    widths: dict[int, int] = {}
    for row in rows:
        for at, cell in enumerate(row[:-1]):
            least_here = least[at] if at < len(least) else 0
            widths[at] = max(widths.get(at, least_here), width_of(cell) + gap)
    return [
        (indent + "".join(pad(cell, widths[at]) for at, cell in enumerate(row[:-1])) + row[-1]).rstrip()
        for row in rows
        if row
    ]


def wrap(text: str, *, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """`text` as lines of at most `width` columns (0: as long as they are), `first` before the first, `rest` before others.

    Lines break at spaces, and between wide characters; a longer word stands alone and whole. A colour that is on at a
    break is switched off there and on again behind the indent. Line feeds in `text` break too.
    """
    behind = " " * width_of(first) if rest is None else rest
    lines: list[str] = []
    ink = ""
    for part in text.split("\n"):
        indent = behind if lines else first
        filled, ink = _fill(part, width, indent, behind, ink)
        lines += filled
    return lines


def _fill(text: str, width: int, indent: str, behind: str, ink: str) -> tuple[list[str], str]:
    """The lines of one part, and the colour that is on at its end."""
    lines: list[str] = []
    line, used, empty = indent + ink, width_of(indent), True
    for space, atom in _atoms(text):
        size = width_of(atom)
        if width and size and not empty and used + len(space) + size > width:
            lines.append(_closed(line, ink))
            line, used, space = behind + ink, width_of(behind), ""
        gap = "" if empty else space
        line += gap + atom
        used += len(gap) + size
        ink = _ink_after(atom, ink)
        empty = empty and not size
    return [*lines, _closed(line, ink)], ink


def _closed(line: str, ink: str) -> str:
    return line.rstrip(" ") + (RESET if ink else "")


def _ink_after(atom: str, ink: str) -> str:
    codes = _SGR.findall(atom)
    if not codes:
        return ink
    return "" if codes[-1] == RESET else str(codes[-1])


def _atoms(text: str) -> Iterator[tuple[str, str]]:
    """What no line break may part, each with the white space before it; a tab counts as one space."""
    space, atom, letters = "", "", ""
    for piece in _pieces(text):
        if piece == " " and _holds_on(letters):
            atom, letters = atom + " ", letters + " "
        elif piece[0] in BLANKS or piece == BREAK:
            if atom:
                yield space, atom
                space, atom, letters = "", "", ""
            space += "" if piece == BREAK else piece.replace("\t", " ")
        else:
            atom += piece
            letters += "" if piece[0] == "\x1b" else piece
    if atom:
        yield space, atom


def _holds_on(letters: str) -> bool:
    return len(letters) < LONGEST_GLUED and (letters.endswith(GLUED) or letters.isdecimal())


def _pieces(text: str) -> Iterator[str]:
    """Colour sequences, runs of white space, words, and BREAK between wide characters, where a line may break too."""
    base = 0  # columns of the character that a next one would stand beside; 0 where there is none
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece[0] in BLANKS:
            base = 0
            yield piece
        elif piece[0] == "\x1b" or (piece.isascii() and base < 2):
            base = base if piece[0] == "\x1b" else 1
            yield piece
        else:
            yield from _between_wide(piece, base)
            base = next((size for size in map(_columns, reversed(piece)) if size), base)


def _between_wide(word: str, base: int) -> Iterator[str]:
    """`word` with BREAK behind and before each wide character; combining marks stay with what they sit on."""
    kept = ""
    for char in word:
        size = _columns(char)
        if size and base and 2 in (size, base):
            yield from (kept, BREAK) if kept else (BREAK,)
            kept = ""
        kept += char
        base = size or base
    yield kept


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
