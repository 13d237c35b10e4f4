"""Takes the words of a page from PDFium, each with its place and look; a glyph without Unicode is told, never passed over.

A word is a run of characters without white space in one text object. Between words of one object PDFium's own spaces count;
between two objects only a space that the file holds, or the gap between them, since PDFium also breaks lines at raised figures.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from revtrack.ingest import rules
from revtrack.ingest.pdf.library import Bounds, Handles, address
from revtrack.ingest.pdf.painting import TEXT, Painter, Thing

_TOKEN = re.compile("[^\\s\x02\ufffe]{0,4000}[\x02\ufffe]|[^\\s\x02\ufffe]{1,4000}")
_HYPHENS = "\x02\ufffe"
"""What PDFium gives for a hyphen at the end of a line: the one for a single character, the other in a whole text."""
_EXPANDED = re.compile("ff[il]?|f[il]")
_LIGATURES = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ"}
_SPECIAL = re.compile("f[fil]|[\x02\u00ad\u2010\ud800-\udfff\uf000-\uf0ff\ufb00-\ufb06\ufffe]")
"""What may be written otherwise than it stands in the file."""
_GAP = 0.16
"""Shares of an em: a wider gap between two text objects is a space."""
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SHADOW = 0.35
"""Shares of its height by which a text may be moved against itself to look bold, or to throw a shadow."""
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf06f": "o", "\uf02d": "-", "\uf0be": "—"}
"""Codes of the fonts Symbol and Wingdings that stand before points, and the characters that look like them."""
_SIGNS = {**_BULLETS, "\u00ad": "-", "\u2010": "-"}
"""What is written otherwise than the file has it; a soft hyphen that is drawn inside a line is a hyphen."""


class Look(NamedTuple):
    """How a text object is set: size in points, bold, angle in degrees, and what may hide it."""

    size: float
    bold: bool
    angle: int
    mode: int
    colour: tuple[int, int, int, int]
    font: int


class Swap(NamedTuple):
    """`old` stood at position `at` of a word; by a rule the `length` characters that stand there now were written for it."""

    at: int
    length: int
    old: str
    rule: str


class Word(NamedTuple):
    """A word in the frame of its own direction: from x0 to x1 on the baseline y, which grows upwards.

    `spaced`: white space stands before it; `apart`: the rule by which it is set apart; `swaps`: what was written otherwise;
    `parts`: of how many words of the file it was put together.
    `box` is where it stands on the page as it lies in the file.
    """

    text: str
    x0: float
    x1: float
    y: float
    look: Look
    spaced: bool
    owner: int
    box: Bounds
    swaps: tuple[Swap, ...] = ()
    apart: str = ""
    parts: int = 1

    @property
    def size(self) -> float:
        return self.look.size


class Glyphs(NamedTuple):
    """The words of a page in the order of the file, how many characters have no Unicode, and the text objects by address.

    Of text objects that gave no character `bare` counts those without width: spaces, or letters of a font that is not there;
    `doubled` those that PDFium takes for another one painted twice, although they stand elsewhere.
    """

    words: tuple[Word, ...]
    unread: int
    owners: dict[int, Any]
    bare: int
    doubled: int


def read_glyphs(handles: Handles, page: Any, painter: Painter, things: Sequence[Thing]) -> Glyphs:
    """The words of a loaded page; `things` are all it paints."""
    return _Page(handles, page).glyphs(painter, things)


class _Page:
    def __init__(self, handles: Handles, page: Any) -> None:
        self._pdf = handles
        self._text_page = handles.text_page(page)
        self._looks: dict[int, Look] = {}
        self._owners: dict[int, Any] = {}
        self._sound: dict[int, set[str]] = {}
        self._unread = 0

    def glyphs(self, painter: Painter, things: Sequence[Thing]) -> Glyphs:
        try:
            words = tuple(self._words())
            dumb = [thing for thing in self._idle(things) if painter.is_dumb(thing, self._text_page)]
            wide = [thing for thing in dumb if thing.box.right > thing.box.left]
            bare = sum(thing not in wide and not painter.is_embedded(thing) for thing in dumb)
            return Glyphs(
                words, self._unread, self._owners, bare, sum(not self._is_shadow(each, things) for each in wide)
            )
        finally:
            self._pdf.close_text_page(self._text_page)

    def _idle(self, things: Sequence[Thing]) -> list[Thing]:
        return [thing for thing in things if thing.kind == TEXT and address(thing.handle) not in self._owners]

    def _is_shadow(self, thing: Thing, things: Sequence[Thing]) -> bool:
        """Whether a text object lies on another of its size, hardly moved: letters made bold by painting them twice."""
        least = _SHADOW * min(thing.box.right - thing.box.left, thing.box.top - thing.box.bottom)
        return any(
            all(abs(one - other) <= least for one, other in zip(thing.box, each.box, strict=True))
            for each in things
            if each.kind == TEXT and address(each.handle) in self._owners
        )

    def _words(self) -> Iterator[Word]:
        text = self._pdf.characters(self._text_page)
        end, last = 0, 0
        for token in _TOKEN.finditer(text):
            for start, stop, owner in self._parts(*token.span(), last):
                spaced = start > end and (owner == last or self._has_space(end, start))
                yield self._word(text[start:stop], start, stop, owner, spaced=spaced)
                end, last = stop, owner

    def _parts(self, start: int, stop: int, last: int) -> Sequence[tuple[int, int, int]]:
        """The parts of a token that belong to one text object each; `last` is the object of the characters before."""
        end = self._owner(stop - 1)
        if end == last or stop - start == 1 or self._owner(start) == end:
            return ((start, stop, end),)
        owners = [(at, self._owner(at)) for at in range(start, stop)]
        groups = [[at for at, _ in group] for _, group in groupby(owners, key=itemgetter(1))]
        return [(group[0], group[-1] + 1, self._owner(group[0])) for group in groups]

    def _owner(self, at: int) -> int:
        handle = self._pdf.owner(self._text_page, at)
        found = address(handle)
        if found not in self._owners:
            self._owners[found] = handle
            self._looks[found] = self._look(at, handle)
        return found

    def _has_space(self, start: int, stop: int) -> bool:
        """Whether the file itself holds white space there."""
        return any(not self._pdf.is_generated(self._text_page, at) for at in range(start, stop))

    def _look(self, at: int, handle: Any) -> Look:
        a, b, c, d = self._pdf.matrix(self._text_page, at)
        size = abs(self._pdf.font_size(self._text_page, at)) * (math.hypot(c, d) or 1.0)
        if not math.isfinite(a + b + size):
            raise self._pdf.unplaced()
        mode, colour = self._pdf.paint(handle)
        font = self._pdf.font(handle)
        bold = self._pdf.is_bold(self._text_page, at, font) or mode == 2  # fill, then stroke
        return Look(round(size, 1), bold, round(math.degrees(math.atan2(b, a))) % 360, mode, colour, font)

    def _word(self, text: str, start: int, stop: int, owner: int, *, spaced: bool) -> Word:
        look = self._looks[owner]
        x, y = self._pdf.origin(self._text_page, start)
        last = self._pdf.box(self._text_page, stop - 1)
        if look.angle:
            box = self._pdf.box(self._text_page, start).joined(last)
            x0, y = _turned(x, y, look.angle)
            x1 = max(_turned(*corner, look.angle)[0] for corner in last.corners())
        else:
            box = Bounds(min(x, last.left), last.bottom, last.right, last.top)
            x0, x1 = x, last.right
        if not math.isfinite(x0 + x1 + y + box.left + box.bottom + box.right + box.top):
            raise self._pdf.unplaced()
        shown, swaps = self._shown(text, start, look)
        return Word(shown, x0, max(x0, x1), y, look, spaced, owner, box, swaps)

    # -- characters ----------------------------------------------------------------------------------------------------

    def _shown(self, text: str, start: int, look: Look) -> tuple[str, tuple[Swap, ...]]:
        """The word as it is written down, and what was written otherwise."""
        self._check(text, start, look)
        if not _SPECIAL.search(text):
            return text, ()
        swaps: list[Swap] = []
        shown = ""
        at = 0
        while at < len(text):
            taken, old, new, kind = self._character(text, at, start)
            if kind:
                swaps.append(Swap(len(shown), len(new), old, kind))
            shown += new
            at += taken
        return shown, tuple(swaps)

    def _character(self, text: str, at: int, start: int) -> tuple[int, str, str, str]:
        """How many positions are taken, what stands there, what is written for it, and the rule if that is another thing."""
        character = text[at]
        if character in _HYPHENS:
            return 1, "-", "-", ""
        if pair := _SURROGATES.match(text, at):
            return 2, "", pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), ""
        if new := _SIGNS.get(character, ""):
            return 1, character, new, rules.HYPHEN_SIGN if new == "-" else rules.SYMBOL_BULLET
        if "\ufb00" <= character <= "\ufb06":
            return 1, character, unicodedata.normalize("NFKC", character), rules.LIGATURE
        found = _EXPANDED.match(text, at)
        for length in (3, 2):
            letters = found[0][:length] if found else ""
            if len(letters) == length and letters in _LIGATURES and self._one_glyph(start + at, length):
                return length, _LIGATURES[letters], letters, rules.LIGATURE
        return 1, character, character, ""

    def _one_glyph(self, at: int, length: int) -> bool:
        """Whether so many characters stand for one glyph: PDFium gives them one place."""
        first = self._pdf.origin(self._text_page, at)
        return all(self._pdf.origin(self._text_page, at + step) == first for step in range(1, length))

    def _check(self, text: str, start: int, look: Look) -> None:
        """Count the characters that cannot be read."""
        sound = self._sound.setdefault(look.font, set())
        if sound.issuperset(text):
            return
        for at, character in enumerate(_SURROGATES.sub("aa", text)):
            if character not in sound:
                if self._is_sound(character, start + at):
                    sound.add(character)
                else:
                    self._unread += 1

    def _is_sound(self, character: str, at: int) -> bool:
        if character in _HYPHENS:
            return self._pdf.is_hyphen(self._text_page, at)
        if self._pdf.is_unmapped(self._text_page, at) or character == "\ufffd":
            return False
        return character in _BULLETS or unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")


def spaced_by_gap(earlier: Word, later: Word) -> bool:
    """Whether two words on one line that no white space of the file parts stand apart all the same."""
    return later.x0 - earlier.x1 > _GAP * max(earlier.size, later.size)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A place on the page in the frame of text that runs at an angle."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine + y * sine, y * cosine - x * sine
