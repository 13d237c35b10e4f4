"""Finds page furniture: rows at the head or foot of pages that belong to the page and not to the text.

A row is furniture where it repeats at the same height of several pages, its figures the same or counting them; where it is
a page number; or where it is a foot as the Council prints it. It is looked for from the edges inwards, and never behind a row
of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revtrack.ingest import rules
from revtrack.ingest.pagematter import foot_rule, is_page_number
from revtrack.ingest.pdf.rows import Line

DEPTH = 6
"""So many rows from the edge inwards may be furniture."""
_ZONE = 0.2
"""The share of the page's height at each edge within which they stand."""
_SAME_HEIGHT = 4.0
_REPEATS = 3
_COUNTED = 2
_FIGURES = re.compile(r"[0-9]{1,6}")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_LONGEST = 200
_MARGIN = 0.12
"""The share of the page's height within which the number of a single page is looked for."""


class PageRows(NamedTuple):
    """The outer rows of one page from the top, each as one line, and the heights of its edges."""

    page: int
    lines: Sequence[Line]
    bottom: float
    top: float


class _Shape(NamedTuple):
    """What a row looks like on every page: its words without figures, and its height from one edge."""

    text: str
    height: int


_Met = dict[_Shape, list[tuple[int, list[int]]]]
"""Each shape -> the pages on which it stands, with the figures in it."""


def find_furniture(pages: Sequence[PageRows]) -> dict[tuple[int, int], str]:
    """(page, row) -> rule, for each row of furniture."""
    found: dict[tuple[int, int], str] = {}
    for at_top in (True, False):
        met = _met(pages, at_top=at_top)
        for page in pages:
            found.update(_edge(page, met, at_top=at_top))
    return found


def _outer(page: PageRows, *, at_top: bool) -> Sequence[Line]:
    """The rows from one edge inwards."""
    lines = page.lines[:DEPTH] if at_top else page.lines[: -DEPTH - 1 : -1]
    zone = _ZONE * (page.top - page.bottom)
    near = page.top - zone if at_top else page.bottom + zone
    return [line for line in lines if len(line.text) <= _LONGEST and (line.y >= near if at_top else line.y <= near)]


def _met(pages: Sequence[PageRows], *, at_top: bool) -> _Met:
    met: _Met = {}
    for page in pages:
        for line in _outer(page, at_top=at_top):
            met.setdefault(_shape(page, line), []).append((page.page, _figures(line.text)))
    return met


def _shape(page: PageRows, line: Line) -> _Shape:
    text = " ".join(_FIGURES.sub("0", line.text).split())
    return _Shape("i" if _ROMAN.fullmatch(text) else text, round((line.y - page.bottom) / _SAME_HEIGHT))


def _figures(text: str) -> list[int]:
    return [int(figure) for figure in _FIGURES.findall(text)]


def _edge(page: PageRows, met: _Met, *, at_top: bool) -> Iterator[tuple[tuple[int, int], str]]:
    """The rows of furniture at one edge of a page; what stands further in than a row of text is none."""
    taken: list[tuple[Line, str]] = []
    for line in _outer(page, at_top=at_top):
        rule = _rule(page, line, met, at_top=at_top)
        if not rule and not _is_tail(taken, line, at_top=at_top):
            rule = "" if at_top else foot_rule(line.text)
            if not rule:
                break
        taken.append((line, rule))
    # The lines below a Council foot belong to it; they are known only when the foot itself has been met.
    above = ""
    for line, rule in taken if at_top else taken[::-1]:
        above = foot_rule(line.text, above) or rule
        if above:
            yield (page.page, line.row), above


def _is_tail(taken: Sequence[tuple[Line, str]], line: Line, *, at_top: bool) -> bool:
    """Whether a row may stand below the foot of a Council page: the foot itself is still to come."""
    return not at_top and not any(rule for _, rule in taken) and foot_rule(line.text, rules.PAGE_FOOT) != ""


def _rule(page: PageRows, line: Line, met: _Met, *, at_top: bool) -> str:
    shape = _shape(page, line)
    near = [each for step in (-1, 0, 1) for each in met.get(_Shape(shape.text, shape.height + step), ())]
    if is_page_number(line.text) or shape.text == "i":
        return rules.PAGE_NUMBER if _counts(page, line, near) else ""
    if line.marker is not None:  # "Article 5" at the head of page 3, "Article 6" at the head of page 4
        return ""
    mine = _figures(line.text)
    like = {number for number, figures in near if _is_like(mine, figures, number - page.page)}
    edge = rules.PAGE_HEADER if at_top else rules.PAGE_FOOTER
    return edge if len(like) >= _REPEATS else ""


def _is_like(mine: Sequence[int], other: Sequence[int], pages: int) -> bool:
    """Whether the figures of two rows are the same, or count the pages between them."""
    return len(mine) == len(other) and all(b - a in (0, pages) for a, b in zip(mine, other, strict=True))


def _counts(page: PageRows, line: Line, near: Sequence[tuple[int, list[int]]]) -> bool:
    """Whether a lone figure is the number of its page."""
    if len(near) >= _COUNTED and (_counts_pages(near) or _is_roman(line.text)):
        return True
    margin = _MARGIN * (page.top - page.bottom)
    outside = line.y > page.top - margin or line.y < page.bottom + margin
    return outside and _figures(line.text)[:1] == [page.page]


def _is_roman(text: str) -> bool:
    """Whether a text is one small roman number."""
    return _ROMAN.fullmatch(text) is not None


def _counts_pages(near: Sequence[tuple[int, list[int]]]) -> bool:
    """Whether one figure of a row grows with the pages, by one a page."""
    first_page, first = near[0]
    if any(len(figures) != len(first) for _, figures in near):
        return False
    return any(
        all(figures[column] - first[column] == page - first_page for page, figures in near)
        and len({page for page, _ in near}) > 1
        for column in range(len(first))
    )
