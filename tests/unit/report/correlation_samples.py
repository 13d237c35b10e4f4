"""Correlation tables of small drafts, made by the real comparer."""

from __future__ import annotations

from collections.abc import Sequence

from revtrack.model.texts import Expression
from revtrack.report.correlaterows import Table, TableStyle, table
from revtrack.report.views import CorrelationView, Direction, Side
from revtrack.workflows.correlation import correlate


def view_of(*texts: Expression, direction: Direction = Direction.DESTINATION) -> CorrelationView:
    sides = [Side(text, 1, 1, f"{text.work}@{text.label}", str(n) * 64, str(n) * 40) for n, text in enumerate(texts)]
    return correlate(sides, direction=direction)


def official(view: CorrelationView, *, group: bool = True) -> Table:
    return table(view, TableStyle.OFFICIAL, group=group)


def working(view: CorrelationView, *, group: bool = False) -> Table:
    return table(view, TableStyle.WORKING, group=group)


def cells(found: Table) -> list[Sequence[str]]:
    """The cells of every line that is no heading."""
    return [line.cells for line in found.lines if not line.heading]


def said(found: Table) -> list[str]:
    """What the lines that are no headings say."""
    return [line.change for line in found.lines if not line.heading]
