"""Takes marks of emphasis and escapes out of Markdown words; everything else in a line is text and stays.

The rules are those of CommonMark for `*`, `_`, backslashes and code spans, without its rule of three. Marks inside a word
and marks of more than three signs are left as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from revtrack.ingest import rules
from revtrack.ingest.words import Normal, Span, Words

_TOKEN = re.compile(r"(\\[!-/:-@\[-`{-~])|(`{1,20})|(https?://[^\s<>\\]{1,2000})|(\*{1,200}|_{1,200})")
_MOST_SIGNS = 3


class Bare(NamedTuple):
    """Words without their marks, and what was dropped."""

    words: Words
    normals: tuple[Normal, ...] = ()


class _Opener(Struct):
    """A mark that may begin an emphasis; [start, end) counts characters of the text, and is eaten from its end."""

    sign: str
    start: int
    end: int


def read_inline(source: str, words: Words) -> Bare:
    """The words without marks of emphasis and escapes; as they are, if nothing else would be left."""
    text = words.text(source)
    if "*" not in text and "_" not in text and "\\" not in text:
        return Bare(words)
    to_source = _Positions(words)
    # A mark never crosses a line end, so its characters lie together in the source as well.
    normals = tuple(
        Normal(at := to_source(start), at + end - start, rule) for start, end, rule in sorted(_dropped(text))
    )
    rest = words.without(source, [Span(start, end) for start, end, _ in normals])
    return Bare(rest, normals) if rest.pieces else Bare(words)


def strip_bold(source: str, words: Words) -> Bare:
    """Words that stand between two `**` without them: how plain text pasted from elsewhere keeps a bold line."""
    text = words.text(source)
    if len(text) < 5 or text.count("**") != 2 or not (text.startswith("**") and text.endswith("**")):
        return Bare(words)
    ends = (Span(words.start, words.start + 2), Span(words.end - 2, words.end))
    rest = words.without(source, ends)
    if not rest.pieces:
        return Bare(words)
    return Bare(rest, tuple(Normal(start, end, rules.EMPHASIS_MARK) for start, end in ends))


class _Positions:
    """Maps positions in a text to positions in the source it was made from."""

    def __init__(self, words: Words) -> None:
        self._texts: list[int] = []
        self._sources: list[int] = []
        at = 0
        for piece in words.pieces:
            at += len(piece.gap)
            self._texts.append(at)
            self._sources.append(piece.start)
            at += piece.end - piece.start

    def __call__(self, at: int) -> int:
        if len(self._texts) == 1:
            return self._sources[0] + at
        piece = bisect_right(self._texts, at) - 1
        return self._sources[piece] + at - self._texts[piece]


def _dropped(text: str) -> Iterator[tuple[int, int, str]]:
    """Characters to drop, as (start, end, rule) in the text; not in order."""
    openers: list[_Opener] = []
    waiting = {"*": 0, "_": 0}
    for token in _tokens(text):
        if token[1]:
            yield token.start(), token.start() + 1, rules.ESCAPE
        elif token[4] and len(token[4]) <= _MOST_SIGNS:
            yield from _emphasis(text, token, openers, waiting)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Escapes and marks outside of code spans and addresses."""
    at = 0
    unclosed: set[str] = set()
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token[2]:
            close = -1 if token[2] in unclosed else _closing(text, token[2], at)
            if close < 0:
                # Looked for once: behind the first that is never closed, no other of its length is.
                unclosed.add(token[2])
            at = max(at, close)
        elif not token[3]:
            yield token


def _closing(text: str, ticks: str, at: int) -> int:
    """The end of the code span that `ticks` opened before `at`; -1 if it is never closed."""
    while (found := text.find(ticks, at)) >= 0:
        end = found + len(ticks)
        if text[end : end + 1] != "`" and text[found - 1] != "`":
            return end
        at = end
        while text[at : at + 1] == "`":
            at += 1
    return -1


def _emphasis(
    text: str, token: re.Match[str], openers: list[_Opener], waiting: dict[str, int]
) -> Iterator[tuple[int, int, str]]:
    """Close what the mark can close, then keep what is left of it as an opener if it can be one."""
    sign, start, end = token[4][0], *token.span()
    opens, closes = _flanks(text, start, end)
    while closes and start < end and waiting[sign]:
        while openers[-1].sign != sign:
            waiting[openers.pop().sign] -= 1
        opener = openers[-1]
        count = min(end - start, opener.end - opener.start)
        yield opener.end - count, opener.end, rules.EMPHASIS_MARK
        yield start, start + count, rules.EMPHASIS_MARK
        opener.end -= count
        start += count
        if opener.start == opener.end:
            openers.pop()
            waiting[sign] -= 1
    if opens and start < end:
        openers.append(_Opener(sign, start, end))
        waiting[sign] += 1


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a mark can open and can close: CommonMark, "left-flanking" and "right-flanking".

    A mark inside a word does neither: 2*3*4 and snake_case are text. CommonMark says so of `_` alone.
    """
    before, after = text[start - 1 : start] if start else " ", text[end : end + 1] or " "
    left = not after.isspace() and (_is_word(after) or not _is_word(before))
    right = not before.isspace() and (_is_word(before) or not _is_word(after))
    return left and (not right or not _is_word(before)), right and (not left or not _is_word(after))


def _is_word(character: str) -> bool:
    return character.isalnum() or not (character.isascii() or character.isspace() or not character.isprintable())
