"""A correlation table as Markdown, for pull requests and mail: a table under each heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from revtrack.report import mdtext
from revtrack.report.correlaterows import Line, Part, Table
from revtrack.report.correlatetext import (
    TITLE,
    heading_parts,
    heading_said,
    legend,
    said_cells,
    said_names,
    side_notes,
)
from revtrack.report.views import CorrelationView


def correlation_markdown(view: CorrelationView, table: Table) -> str:
    """The whole table as a Markdown page; cells cannot span in Markdown, so each heading begins a table of its own."""
    blocks = [f"# {TITLE}", mdtext.line(view.columns[-1].expression.title)]
    notes = side_notes(view)
    blocks.append("\n".join(f"- {mdtext.line(note)}" for note in notes))
    for part in table.parts:
        blocks += _part(table, part)
    blocks += [f"Compared coarsely: {mdtext.line(place)}" for place in view.coarse]
    blocks.append(mdtext.line(legend(view, table)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _part(table: Table, part: Part) -> Iterator[str]:
    if part.title:
        yield f"## {mdtext.line(part.title)}"
    for is_heading, lines in groupby(part.lines, key=lambda line: line.heading):
        if is_heading:
            yield from (f"### {_heading(line)}" for line in lines)
        else:
            yield "\n".join([*_head(table), *(_row((*line.cells, *said_cells(table, line))) for line in lines)])


def _heading(line: Line) -> str:
    return mdtext.line(" → ".join(heading_parts(line)) + heading_said(line))


def _head(table: Table) -> tuple[str, str]:
    names = (*table.columns, *said_names(table))
    return _row(names), "|" + "---|" * len(names)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    """A figure as it is: no list begins in a cell."""
    return text if text[:1].isdecimal() and text.removesuffix(" ?").replace(".", "").isdecimal() else mdtext.line(text)
