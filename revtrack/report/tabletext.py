"""Lays out a table for a terminal: columns as wide as they need, wrapped in their cells where the page is too narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from revtrack.report.wrap import pad, width_of, wrap

GAP = 3
NARROWEST = 8
"""No column is made narrower than this; a table of very many columns is wider than the page instead."""


def widths_of(rows: Sequence[Sequence[str]], *, width: int) -> list[int]:
    """The width of each column; the widest ones give way until the row fits `width` columns (0: they need not)."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    room = width - GAP * (len(widths) - 1)
    cap = max(widths, default=0)
    while width and cap > NARROWEST and sum(min(each, cap) for each in widths) > room:
        cap -= 1
    return [min(each, cap) for each in widths]


def row_lines(cells: Sequence[str], widths: Sequence[int], *, indent: str = "") -> Iterator[str]:
    """One row as lines, each cell wrapped in its column."""
    wrapped = [
        wrap(cell, width=width) if width_of(cell) > width else [cell] for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        yield indent + (" " * GAP).join(map(pad, parts, widths)).rstrip()
