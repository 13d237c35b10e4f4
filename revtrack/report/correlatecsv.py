"""A correlation table as CSV: a row for each line, its part and its heading in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator

from revtrack.report.correlaterows import Line, Table, TableStyle
from revtrack.report.correlatetext import A_PERSON
from revtrack.report.correlatewords import NONE
from revtrack.report.csvtext import Csv, csv_of

HEAD = ("Part", "Heading")
SAID = ("Change", "Similarity", "To look at", "Confirmed by")


def correlation_csv(table: Table) -> Csv:
    """Columns: part, heading, one for each version; in a working table change, similarity, to look at, confirmed by."""
    return csv_of([names_of(table), *correlation_rows(table)])


def names_of(table: Table) -> tuple[str, ...]:
    """The names of the columns."""
    return (*HEAD, *table.columns, *(SAID if table.style is TableStyle.WORKING else ()))


def correlation_rows(table: Table) -> Iterator[tuple[str, ...]]:
    """Headings are rows too, by their words; each stands in its own row's column for headings as well."""
    for part in table.parts:
        heading = ""
        for line in part.lines:
            heading = _newest(line) if line.heading else heading
            cells = tuple(cell or NONE for cell in line.cells)
            yield (part.title, heading, *cells, *(_said(line) if table.style is TableStyle.WORKING else ()))


def _newest(line: Line) -> str:
    """A heading by its newest words."""
    return next(cell for cell in reversed(line.cells) if cell)


def _said(line: Line) -> tuple[str, ...]:
    return line.change, line.similarity, "yes" if line.look else "", A_PERSON if line.confirmed else ""
